"""Is an unknown name in a dateline an agency only when it says so itself?"""

import pytest

from firsthand.clean import label
from tests.compare.builders import make_report


@pytest.mark.parametrize(
    ("name", "agency", "outlet"),
    [
        ("Kestrian News Agency", "Kestrian News Agency", ""),
        ("Agencia de Noticias del Sur", "Agencia de Noticias del Sur", ""),
        ("Harbour Gazette", "", "Harbour Gazette"),
    ],
)
def test_brackets_of_a_dateline(name: str, agency: str, outlet: str) -> None:
    text = (
        f"PORT MAREN, March 12, 2024 ({name}) -- The minister spoke to mayors and farmers at a "
        "meeting in the old fish hall and promised them a new railway line by the end of 2026."
    )
    metadata = label(make_report("a.txt", text)).metadata
    assert (metadata.agency.value, metadata.outlet.value) == (agency, outlet)
