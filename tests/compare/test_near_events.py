"""Are events joined for their claims only where they may be one happening?"""

from dataclasses import replace

from firsthand.compare.claims import compare_claims
from firsthand.compare.near_events import near_events
from firsthand.model.findings import Found
from firsthand.model.items import Place
from firsthand.model.report import Report
from firsthand.model.story import Event, Verdict
from tests.compare.builders import cut, event, figure, found, make_report

ONE = make_report("de.txt", "Drei Tote nach der Flut in Ormsby an der Orla.", language="de")
TWO = make_report("fr.txt", "La crue à Ormsby a fait cinq morts près de l'Orla.", language="fr")


def at(report: Report, *names: str) -> Found:
    """Name places of one country in a report."""
    places = tuple(
        Place(
            f"{report.id}-{name}", cut(report, name), name, "test@1", f"place:{name}", "city", "XX"
        )
        for name in names
    )
    return replace(found(report), places=places)


def flood(name: str, day: str, report: Report, kind: str = "flood") -> Event:
    return replace(event(name, day, [report]), kind=kind)


def grouped(events: list[Event], *founds: Found) -> list[list[str]]:
    by_report = {one.report: one for one in founds}
    return [[e.id for e in group] for group in near_events([ONE, TWO], by_report, (), events)]


def test_one_kind_on_one_day_in_one_country_meets_across_languages() -> None:
    told = [flood("a", "2025-01-10", ONE), flood("b", "2025-01-10", TWO)]
    assert grouped(told, at(ONE, "Ormsby"), at(TWO, "Ormsby")) == [["a", "b"]]


def test_other_kinds_days_or_countries_stay_apart() -> None:
    one, two = at(ONE, "Ormsby"), at(TWO, "Ormsby")
    first = flood("a", "2025-01-10", ONE)
    for second in (
        flood("b", "2025-01-10", TWO, "meeting"),
        flood("b", "2025-03-10", TWO),
        flood("b", "2025-01-14", TWO),
        flood("b", "", TWO),
        flood("b", "2024-12/2025-01", TWO),
    ):
        assert grouped([first, second], one, two) == [["a"], ["b"]]
    abroad = replace(two, places=tuple(replace(p, key="o", country="YY") for p in two.places))
    assert grouped([first, flood("b", "2025-01-10", TWO)], one, abroad) == [["a"], ["b"]]


def test_two_shared_places_join_events_of_one_kind_within_a_month() -> None:
    told = [flood("a", "2025-01-10", ONE), flood("b", "2025-01-19", TWO)]
    both = at(ONE, "Ormsby", "Orla"), at(TWO, "Ormsby", "Orla")
    assert grouped(told, *both) == [["a", "b"]]


def test_tolls_of_near_events_are_set_side_by_side() -> None:
    one = replace(at(ONE, "Ormsby"), figures=(figure(ONE, "Drei Tote", 3, "person"),))
    two = replace(at(TWO, "Ormsby"), figures=(figure(TWO, "cinq morts", 5, "person"),))
    told = [flood("a", "2025-01-10", ONE), flood("b", "2025-01-10", TWO)]
    claims = compare_claims([ONE, TWO], {ONE.id: one, TWO.id: two}, (), told, ())
    (toll,) = [c for c in claims if c.kind == "number"]
    assert (toll.verdict, toll.slot) == (Verdict.DIFFER, "number")
    assert {v.value for v in toll.versions} == {"Drei Tote", "cinq morts"}
