"""Is what was asked in one language lined up with what a later report tells in another?"""

from dataclasses import replace

import pytest

from firsthand.compare.progress import track
from firsthand.model.reason import Slot
from firsthand.model.report import Report
from firsthand.model.story import Evidence, Progress
from tests.compare.builders import directive, event, found, make_report
from tests.compare.test_progress_cases import items_of

ASKED = "Le ministre a demandé de forer 450 puits dans la province de Lac avant 2025."
REQUEST = "de forer 450 puits dans la province de Lac avant 2025"


def follow(asked: Report, told: Report, request: str, days: tuple[str, str]) -> Progress:
    founds = {
        asked.id: found(asked, directive(asked, request), *items_of(asked)),
        told.id: found(told, *items_of(told)),
    }
    events = [event("e1", days[0], [asked], "p"), event("e2", days[1], [told], "p")]
    (item,) = track([asked, told], founds, events, ())
    return item


def results(item: Progress) -> list[str]:
    return [o.what for o in item.outcomes if o.evidence is not Evidence.MENTIONED]


def reports(told: str, language: str) -> tuple[Report, Report]:
    asked = make_report("asked.txt", ASKED, language="fr")
    return asked, make_report("told.txt", told, language=language)


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("Some 210 of the 450 wells promised have been drilled.", "en"),
        ("Bisher wurden 210 der 450 versprochenen Brunnen gebohrt.", "de"),
        ("Se han perforado 210 de los 450 pozos prometidos.", "es"),
        ("Из 450 обещанных скважин пробурено 210.", "ru"),
        ("وحُفرت 210 آبار من أصل 450 بئراً موعودة.", "ar"),
    ],
)
def test_a_part_of_what_was_asked_is_told_abroad(told: str, language: str) -> None:
    item = follow(*reports(told, language), REQUEST, ("2024-03-12", "2025-06-20"))
    assert results(item)
    assert item.status == "partly"


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("Another 90 clinics have been opened in the north.", "en"),
        ("Bundesweit wurden im vergangenen Jahr 9000 Brunnen gebohrt.", "de"),
        ("El equipo ganó 3 partidos.", "es"),
    ],
)
def test_other_things_and_the_whole_country_are_no_result(told: str, language: str) -> None:
    item = follow(*reports(told, language), REQUEST, ("2024-03-12", "2025-06-20"))
    assert results(item) == []


def test_who_cites_what_was_promised_tells_it_later_without_a_date() -> None:
    told = "Some 210 of the 450 wells promised have been drilled."
    item = follow(*reports(told, "en"), REQUEST, ("2024-03-12", ""))
    assert results(item)
    other = "Some 210 wells have been drilled."
    assert results(follow(*reports(other, "en"), REQUEST, ("2024-03-12", ""))) == []


def test_days_without_a_year_are_the_same_day_of_any_year() -> None:
    ja = make_report("a.txt", "市は井戸45か所を3月31日までに点検する。", language="ja")
    en = make_report("b.txt", "All 45 wells must be inspected by 31 March 2025.")
    one = replace(directive(ja, "井戸45か所を3月31日までに点検する"), deadline=Slot("XXXX-03-31+"))
    other = replace(
        directive(en, "All 45 wells must be inspected by 31 March 2025"),
        deadline=Slot("2025-03-31"),
    )
    founds = {
        ja.id: found(ja, one, *items_of(ja)),
        en.id: found(en, other, *items_of(en)),
    }
    items = track([ja, en], founds, [event("e1", "2025-03-12", [ja, en])], ())
    assert [len(item.made) for item in items] == [2]
