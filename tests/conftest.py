"""What do tests of several parts need?"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from firsthand import Findings
from firsthand.model.schema import to_json

Tale = Callable[[Findings], Any]


@pytest.fixture(scope="session")
def tale() -> Tale:
    """Give what findings tell, under ids that do not depend on what was studied before."""

    def plainly(findings: Findings) -> Any:  # noqa: ANN401 - JSON
        text = to_json(findings).decode()
        for number, event in enumerate(findings.events):
            text = text.replace(event.id, f"event {number}")
        told = json.loads(text)
        for one in told["comparisons"]:
            del one["id"]
        told["comparisons"].sort(key=json.dumps)
        return told

    return plainly
