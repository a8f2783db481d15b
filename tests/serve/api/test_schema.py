"""Does the API do what its description says, whatever it is asked?"""

import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from firsthand import Dossier
from firsthand.errors import DossierError
from firsthand.serve.desk.app import create_app
from firsthand.serve.desk.jobs import Job, Jobs
from firsthand.serve.desk.settings import DeskSettings
from firsthand.serve.exports import pages

TEXT = (
    "Tallow Echo\n\n3 May 2031\n\nThe reservoir above Tallow Bay is full again for the first time "
    "in nine years, the water office said on Friday. Ana Holm, who heads the office, asked "
    "gardeners to keep to 40 litres a day.\n"
)

EXAMPLES = 2
"""Requests made up for each operation, beside those at the edges of what is allowed."""


class DoneAtOnce(Jobs):
    """Takes orders and carries none out: what the worker does is tested elsewhere."""

    def submit(self, kind: str, label: str, order: dict[str, Any] | None = None) -> Job:
        job = Job(next(self._numbers), kind, label, order or {}, state="done")
        job.ended.set()
        self._jobs[job.id] = job
        return job


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    path = tmp_path / "case.firsthand"
    (tmp_path / "echo.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "post.txt").write_text(TEXT.replace("Echo", "Post"), encoding="utf-8")
    with Dossier.new(path) as dossier:
        dossier.add([tmp_path / "echo.txt", tmp_path / "post.txt"])
        dossier.study()
    settings = DeskSettings(study_on_start=False, hosts=("testserver",))
    made = create_app(path, settings)
    made.state.case.jobs = DoneAtOnce(path, settings.limits, lambda _job: None)

    def none() -> str:
        raise DossierError("no browser")

    monkeypatch.setattr(pages, "browser", none)
    yield made
    made.state.case.close()


def test_every_answer_is_as_described(app: Any) -> None:  # noqa: ANN401 - Starlette's own
    """Ask every operation what is right, what is wrong and what follows from its answers."""
    config = SchemathesisConfig.from_dict(
        {"generation": {"max-examples": EXAMPLES, "deterministic": True}}
    )
    faults: set[str] = set()
    ran: Counter[str] = Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of what it could not make up
        schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, config=config)
        for event in from_schema(schema).execute():
            if isinstance(event, events.NonFatalError | events.FatalError):
                faults.add(str(event))
            if isinstance(event, events.ScenarioFinished):
                for checks in event.recorder.checks.values():
                    ran[event.phase.value] += len(checks)
                    faults.update(
                        f"{event.label}: {check.failure_info.failure}"
                        for check in checks
                        if check.failure_info
                    )
    assert not faults
    assert ran["coverage"] > 5_000
    assert ran["fuzzing"] > 500
    assert ran["stateful"]
