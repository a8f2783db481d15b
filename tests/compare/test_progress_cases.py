"""Are results told apart from topics, judgements and aims, in several languages?"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from firsthand.analyse.figures import find_figures
from firsthand.analyse.places import find_places
from firsthand.analyse.statements.themes import find_themes
from firsthand.analyse.times import find_times
from firsthand.compare.progress import track
from firsthand.lang import ANY, languages, lexicon
from firsthand.model.report import Report
from firsthand.model.story import Evidence, Progress
from firsthand.text.reading import read
from tests.compare.builders import directive, event, found, make_report

FOLDER = Path(__file__).parent.parent / "cases/progress"
CASES = [
    case
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def tracked(case: dict[str, Any]) -> Progress:
    """Line the directive up with the later report."""
    language = case.get("language", "en")
    asked = make_report("asked.txt", case["asked"], language=language)
    told = make_report("told.txt", case["told"], language=language)
    theme = next(iter(find_themes(language, (case["directive"], case["asked"]))), "")
    wanted = directive(asked, case["directive"], theme)
    founds = {
        asked.id: found(asked, wanted, *items_of(asked)),
        told.id: found(told, *items_of(told)),
    }
    events = [event("e1", "2024-03-12", [asked], "p"), event("e2", "2025-06-20", [told], "p")]
    (item,) = track([asked, told], founds, events, ())
    return item


def items_of(report: Report) -> tuple[Any, ...]:
    """Find the figures and places of a report."""
    reading = read(report)
    places = find_places(reading)
    return (*places, *find_figures(reading, find_times(reading), places))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_results_are_linked_and_nothing_else(case: dict[str, Any]) -> None:
    item = tracked(case)
    told = [o.what for o in item.outcomes if o.evidence is not Evidence.MENTIONED]
    assert item.status == case.get("status", item.status)
    assert bool(told) == (item.status != "open")
    assert len(told) == len(case["links"]), told
    for link in case["links"]:
        assert any(link in what for what in told), told


def test_half_of_the_cases_must_not_link() -> None:
    assert sum(not case["links"] for case in CASES) * 5 >= 2 * len(CASES)


def test_fields_and_things_have_one_name_in_every_language() -> None:
    known = set(lexicon("en", "objects")["objects"])
    parts = lexicon(ANY, "objects")["parts"]
    assert {name for field, things in parts.items() for name in (field, *things)} <= known
    for language in languages("objects"):
        assert set(lexicon(language, "objects")["objects"]) <= known, language
