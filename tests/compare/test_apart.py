"""Are two numbers kept apart where the words tell of another place, time, group or happening?"""

from dataclasses import replace

import pytest

from firsthand.compare.amounts import one_month, other_period
from firsthand.compare.figure_claims import figure_claims
from firsthand.compare.figure_verdicts import figure_claim
from firsthand.compare.tolls import state_of
from firsthand.model.findings import Found
from firsthand.model.items import Bound, Change, Figure, Moment, MomentKind, Place
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Report
from firsthand.model.story import Comparison, Verdict
from tests.compare.builders import case, cut, figure, found, make_report


def place(report: Report, quote: str, key: str, level: str = "city", country: str = "") -> Place:
    span = cut(report, quote)
    return Place(f"p-{span.start}", span, quote, "test@1", key, level, country or key[:2])


def told(report: Report, *figures: Figure, places: tuple[Place, ...] = ()) -> tuple[Report, Found]:
    return report, replace(found(report, *figures), places=places)


def differing(*pairs: tuple[Report, Found], day: str = "") -> list[Comparison]:
    claims = figure_claims(replace(case(*pairs), day=day))
    return [claim for claim in claims if claim.verdict is Verdict.DIFFER]


def people(report: Report, quote: str, value: float, period: str = "") -> Figure:
    slot = Slot(period, (), Provenance.EXPLICIT) if period else Slot()
    return replace(figure(report, quote, value, "people"), period=slot)


HERE = make_report("a.txt", "Nine people were killed by the storm in Ormsby.", "2024-05-02")
NINE = people(HERE, "Nine people", 9)


@pytest.mark.parametrize(
    ("key", "level", "country", "differs"),
    [
        ("AB-1", "city", "AB", True),
        ("AB-2", "city", "AB", True),
        ("AB", "country", "AB", True),
        ("CD-1", "city", "CD", False),
        ("CD", "country", "CD", False),
        ("sea", "water", "", True),
    ],
)
def test_tolls_of_two_countries_are_not_set_beside_each_other(
    key: str, level: str, country: str, *, differs: bool
) -> None:
    there = make_report("b.txt", "Twelve people were killed by the storm in Lowport.", "2024-05-03")
    one = told(HERE, NINE, places=(place(HERE, "Ormsby", "AB-1", country="AB"),))
    other = place(there, "Lowport", key, level, country)
    if key == "AB-2":
        other = replace(other, level="admin1")
    two = told(there, people(there, "Twelve people", 12), places=(other,))
    assert bool(differing(one, two)) is differs


def test_a_place_from_which_somebody_speaks_is_not_that_of_the_number() -> None:
    there = make_report("b.txt", "Police of Lowport said twelve people were killed.", "2024-05-03")
    spoken = replace(
        people(there, "twelve people", 12),
        attributed=Slot("police", (cut(there, "Police of Lowport"),), Provenance.EXPLICIT),
    )
    one = told(HERE, NINE, places=(place(HERE, "Ormsby", "AB-1"),))
    assert differing(one, told(there, spoken, places=(place(there, "Lowport", "CD-1"),)))


def test_a_number_of_a_day_to_come_is_not_the_one_printed_before() -> None:
    later = make_report("b.txt", "On 20 May twelve people were killed.", "2024-05-21")
    twelve = people(later, "twelve people", 12, "2024-05-20")
    assert not differing(told(HERE, NINE), told(later, twelve))
    same_day = people(later, "twelve people", 12, "2024-05-01")
    assert differing(told(HERE, NINE), told(later, same_day))


def test_what_an_old_storm_did_in_the_next_sentence_is_of_the_old_storm() -> None:
    text = "In 1999 a storm took the path of Monday's storm. That one killed 36 people."
    old = make_report("b.txt", text, "2024-05-02")

    def moment(quote: str, day: str) -> Moment:
        made = Moment(f"m-{quote}", cut(old, quote), MomentKind.DATE, quote, "test@1")
        return replace(made, value=day, first=day, last=day)

    pair = told(old, people(old, "36 people", 36))
    moments = (moment("1999", "1999-12-31"), moment("Monday", "2024-04-29"))
    pair = (old, replace(pair[1], moments=moments))
    assert not differing(told(HERE, NINE), pair, day="2024-05-02")
    assert differing(told(HERE, NINE), (old, replace(pair[1], moments=moments[1:])), day="2024")


def test_a_whole_of_which_another_number_is_a_part_is_no_toll() -> None:
    text = "Two of the three people shot in Ormsby were killed."
    there = make_report("b.txt", text, "2024-05-03")
    three = people(there, "three people", 3)
    two = figure(there, "Two", 2, "people")
    of_them = replace(two, denominator=Slot("three", (cut(there, "three people"),)))
    assert differing(told(HERE, NINE), told(there, three))
    assert not differing(told(HERE, NINE), told(there, of_them, three))


@pytest.mark.parametrize(
    ("text", "quote", "unit", "state"),
    [
        ("Two bombs on the road killed 19 people and wounded four.", "19 people", "people", "dead"),
        ("In the raid 50 were killed and 15 captured.", "15", "", ""),
        ("They found 316 dead birds.", "316 dead birds", "bird", ""),
        ("The storm left 12 dead.", "12 dead", "dead", "dead"),
    ],
)
def test_a_state_belongs_to_the_people_it_is_said_of(
    text: str, quote: str, unit: str, state: str
) -> None:
    report = make_report("a.txt", text)
    counted = figure(report, quote, 19, unit)
    others = [counted]
    others.extend(
        figure(report, before, 2, "bomb") for before in ("Two bombs", "50") if before in text
    )
    others.extend(figure(report, after, 4, "") for after in ("four",) if after in text)
    assert state_of(report, counted, report.span(0, len(text)), others) == state


def test_a_size_in_brackets_is_the_one_before_in_another_unit() -> None:
    one = make_report("a.txt", "The ferry was about 13 miles off Ormsby, its owner said.")
    two = make_report("b.txt", "The ferry was about 15 miles (24 km) off Ormsby, its owner said.")
    miles = figure(one, "13 miles", 13, "mile", "ferry", si=(20921.0, "m"))
    fifteen = figure(two, "15 miles", 15, "mile", "ferry", si=(24140.0, "m"))
    metric = figure(two, "24 km", 24, "km", "ferry", si=(24000.0, "m"))
    (claim,) = differing(told(one, miles), told(two, fifteen, metric))
    assert {v.value for v in claim.versions} == {"13 miles", "15 miles"}


def test_ways_from_two_towns_to_a_third_are_two_ways() -> None:
    one = make_report("a.txt", "Ormsby lies 30 miles west of Highmoor.")
    two = make_report("b.txt", "Lowport lies 35 miles west of Highmoor.")
    left = figure(one, "30 miles", 30, "mile", "west", si=(48280.0, "m"))
    right = figure(two, "35 miles", 35, "mile", "west", si=(56327.0, "m"))
    towns = (
        (place(one, "Ormsby", "AB-1"), place(one, "Highmoor", "AB-3")),
        (place(two, "Lowport", "AB-2"), place(two, "Highmoor", "AB-3")),
    )
    assert not differing(told(one, left, places=towns[0]), told(two, right, places=towns[1]))
    again = make_report("c.txt", "West of Highmoor, by 33 miles, lies Ormsby.")
    near = figure(again, "33 miles", 33, "mile", "west", si=(53108.0, "m"))
    same = (place(again, "Ormsby", "AB-1"), place(again, "Highmoor", "AB-3"))
    assert differing(told(one, left, places=towns[0]), told(again, near, places=same))


def test_a_rise_is_no_other_reading_of_a_fall_nor_guards_of_guard_dogs() -> None:
    one = make_report("a.txt", "The mill at Ormsby moved by 5 tonnes this spring, the owner said.")
    two = make_report("b.txt", "The mill at Ormsby moved by 7 tonnes this spring, the owner said.")
    rise = figure(one, "5 tonnes", 5, "tonne", "mill", si=(5000.0, "kg"))
    fall = figure(two, "7 tonnes", 7, "tonne", "mill", si=(7000.0, "kg"))
    assert differing(told(one, rise), told(two, fall))
    moved = (replace(rise, change=Change.UP), replace(fall, change=Change.DOWN))
    assert not differing(told(one, moved[0]), told(two, moved[1]))
    guards = figure(one, "5 tonnes", 5, "prison guards")
    dogs = figure(two, "7 tonnes", 7, "guard dogs")
    assert not differing(told(one, guards), told(two, dogs))
    assert differing(told(one, guards), told(two, figure(two, "7 tonnes", 7, "guards")))


def test_a_sum_that_was_raised_differs_with_the_days() -> None:
    """The later report prints both values: the earlier one as that from which it moved."""
    one = make_report("a.txt", "The new quay of Lowport will cost 4 million euros.", "2024-05-02")
    text = "The sum for the new quay of Lowport was raised from 4 to 6 million euros."
    two = make_report("b.txt", text, "2024-05-09")
    four, base = figure(one, "4 million euros", 4e6, "EUR"), figure(two, "4", 4e6, "EUR")
    six = figure(two, "6 million euros", 6e6, "EUR")
    assert not differing(told(one, four), told(two, base, six))
    raised = replace(six, base=Slot("4", (base.span,), Provenance.EXPLICIT))
    (claim,) = differing(told(one, four), told(two, base, raised))
    assert claim.reason.detail.endswith("(2024-05-02), 6 million euros (2024-05-09)")
    back = replace(one, metadata=replace(one.metadata, published=Slot("2024-05-20")))
    (claim,) = differing(told(back, four), told(two, base, raised))
    assert "later report" not in claim.reason.detail


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2025-01-09/2025-01-10", "2025-W02", False),
        ("2025-01-09", "2025-W10", True),
        ("2025-Q1", "2025-01", False),
        ("2024-SU", "2025-06", True),
        ("2025-01", "2025-02", True),
    ],
)
def test_a_week_holds_its_days(one: str, other: str, *, apart: bool) -> None:
    left, right = (people(HERE, "Nine people", 9, period) for period in (one, other))
    assert other_period(left, right) is other_period(right, left) is apart


@pytest.mark.parametrize(
    ("words", "value", "meet"),
    [("in May", "2030-05", True), ("in May 2030", "2030-05", False), ("in June", "2030-06", False)],
)
def test_one_month_is_not_told_apart_by_a_year_that_no_report_prints(
    words: str, value: str, *, meet: bool
) -> None:
    one = make_report("one.txt", "The 1,250 families move in May.")
    other = make_report("other.txt", f"All 1,520 families move {words}.")
    left, right = (
        replace(
            figure(report, quote, 1, "family"),
            period=Slot(told, (cut(report, said),), Provenance.EXPLICIT),
        )
        for report, quote, said, told in (
            (one, "1,250 families", "in May", "2031-05"),
            (other, "1,520 families", words, value),
        )
    )
    assert one_month(left, right) is meet
    assert other_period(left, right) is not meet


@pytest.mark.parametrize(
    ("quote", "value", "verdict"),
    [
        ("97 million euros", 97e6, Verdict.DIFFER),
        ("95 million euros", 95e6, Verdict.MORE_DETAIL),
        ("90 million euros", 90e6, Verdict.MORE_DETAIL),
        ("94.4 million euros", 94.4e6, Verdict.AGREE),
    ],
)
def test_an_approximate_sum_reaches_as_far_as_its_digits(
    quote: str, value: float, verdict: Verdict
) -> None:
    one = make_report("one.txt", "The quay of Ormsby will cost about 94 million euros.")
    other = make_report("other.txt", f"The quay of Ormsby will cost {quote}.")
    near = replace(
        figure(one, "about 94 million euros", 94e6, "EUR", bound=Bound.APPROXIMATE),
        low=84.6e6,
        high=103.4e6,
    )
    claim = figure_claim(
        case((one, found(one, near)), (other, found(other))),
        [near, figure(other, quote, value, "EUR")],
    )
    assert claim.verdict is verdict
