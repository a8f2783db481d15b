"""Do two figures stand to each other as arithmetic says?"""

from dataclasses import replace
from typing import Any

import pytest

from firsthand.analyse.figures.bounds import interval
from firsthand.compare.amounts import same_value
from firsthand.compare.figure_claims import figure_claims
from firsthand.compare.relate import Standing, relate, relate_values, step
from firsthand.compare.sums import adds_up, same_sum, sums_of
from firsthand.model.items import Bound, Figure
from firsthand.model.reason import Provenance, Slot
from firsthand.model.story import Verdict
from tests.compare.builders import case, figure, found, make_report

JIN, TONNE = 0.5, 1000.0


def told(
    quote: str,
    value: float,
    unit: str = "people",
    bound: Bound = Bound.EXACT,
    si: tuple[float, str] | None = None,
    **slots: str,
) -> Figure:
    """Make a figure out of its words alone."""
    made = figure(make_report("a.txt", quote), quote, value, unit, "", bound, si)
    low, high, low_open, high_open = interval(value, None, bound)
    made = replace(made, low=low, high=high, low_open=low_open, high_open=high_open)
    filled: dict[str, Any] = {
        name: Slot(text, (), Provenance.EXPLICIT) for name, text in slots.items()
    }
    return replace(made, **filled)


def mass(quote: str, value: float, unit: str, factor: float) -> Figure:
    return told(quote, value, unit, Bound.EXACT, (value * factor, "kg"))


@pytest.mark.parametrize(
    ("left", "right", "standing"),
    [
        (told("412 people", 412), told("412 residents", 412), Standing.SAME),
        (told("412 people", 412), told("over 400 people", 400, bound=Bound.OVER), Standing.REFINES),
        (told("400 people", 400), told("over 400", 400, bound=Bound.OVER), Standing.CONFLICTS),
        (told("400 people", 400), told("at least 400", 400, bound=Bound.AT_LEAST),
         Standing.REFINES),
        (told("3,094,512 people", 3094512), told("about 3.1 million", 3.1e6,
         bound=Bound.APPROXIMATE), Standing.REFINES),
        (told("3,094,512 people", 3094512), told("3.1 million people", 3.1e6), Standing.REFINES),
        (told("3,194,512 people", 3194512), told("3.1 million people", 3.1e6), Standing.CONFLICTS),
        (told("over 400", 400, bound=Bound.OVER), told("under 500", 500, bound=Bound.UNDER),
         Standing.COMPATIBLE),
        (told("over 500", 500, bound=Bound.OVER), told("under 400", 400, bound=Bound.UNDER),
         Standing.CONFLICTS),
        (told("412 people", 412), told("421 people", 421), Standing.CONFLICTS),
        (told("5.2 million people", 5.2e6), told("52 million people", 52e6), Standing.SLIP),
        (told("7.3 billion people", 7.3e9), told("7.3 million people", 7.3e6), Standing.SLIP),
        (told("5 people", 5), told("50 people", 50), Standing.CONFLICTS),
        (mass("86 million t", 86e6, "t", TONNE), mass("86 million jin", 86e6, "jin", JIN),
         Standing.SLIP),
        (mass("43 million t", 43e6, "t", TONNE), mass("86 billion jin", 86e9, "jin", JIN),
         Standing.SAME),
    ],
)  # fmt: skip
def test_numbers_are_related(left: Figure, right: Figure, standing: Standing) -> None:
    assert relate_values(left, right).standing is standing


def test_the_reason_carries_rule_and_both_values() -> None:
    slip = relate_values(
        mass("86 million t", 86e6, "t", TONNE), mass("86 million jin", 86e6, "jin", JIN)
    )
    assert slip.reason.detail == "factor 2000"
    assert (slip.reason.left, slip.reason.right) == ("86 million t", "86 million jin")
    rounded = relate_values(told("3,094,512", 3094512), told("3.1 million", 3.1e6))
    assert rounded.reason.rule == "relate/rounding@1"


@pytest.mark.parametrize(
    ("quote", "value", "bound", "size"),
    [
        ("3.1 million", 3.1e6, Bound.EXACT, 1e5),
        ("3,094,512", 3094512.0, Bound.EXACT, 0.0),
        ("about 3,000", 3000.0, Bound.APPROXIMATE, 1000.0),
        ("1.46亿", 1.46e8, Bound.EXACT, 1e6),
        ("twenty", 20.0, Bound.EXACT, 0.0),
        ("two million", 2e6, Bound.EXACT, 1e6),
    ],
)
def test_the_last_digit_sets_the_step(quote: str, value: float, bound: Bound, size: float) -> None:
    assert step(told(quote, value, "person", bound)) == pytest.approx(size)


def test_one_number_of_other_places_differs_in_scope() -> None:
    left = told("412 people", 412, place="Oldhaven", measured="people")
    right = told("412 people", 412, place="Newhaven", measured="people")
    related = relate(left, right)
    assert (related.standing, related.reason.detail) == (Standing.SCOPE, "place")
    assert relate(left, replace(right, value=9.0, low=9.0, high=9.0)).standing is Standing.OTHER


def test_percent_and_points_are_a_slip() -> None:
    left = told("2.5%", 2.5, "percent", si=(0.025, "1"))
    right = told("2.5 points", 2.5, "percentage point")
    assert relate(left, right).standing is Standing.SLIP
    assert relate(left, told("2.5 euros", 2.5, "EUR")).standing is Standing.OTHER


PARTS = make_report("p.txt", "At Oldhaven two schools and three colleges were built.")
WHOLE = make_report("w.txt", "The five schools of Oldhaven opened. Another four schools did not.")
CREW = make_report("c.txt", "On board were 12 men and 8 women.")
ALL = make_report("d.txt", "There were 20 people on board.")


def test_parts_add_up_to_a_whole_with_a_head_of_theirs() -> None:
    parts = [
        figure(PARTS, "two schools", 2, "school"),
        figure(PARTS, "three colleges", 3, "college"),
    ]
    (made,) = sums_of(PARTS, parts)
    assert (made.total, made.span.quote) == (5, "two schools and three colleges")
    assert adds_up(made, figure(WHOLE, "five schools", 5, "school"), "en")
    assert not adds_up(made, figure(WHOLE, "four schools", 4, "school"), "en")
    assert not adds_up(made, figure(WHOLE, "five schools", 5, "bridge"), "en")
    assert same_sum(made, made)


def test_men_and_women_are_people() -> None:
    (made,) = sums_of(
        CREW, [figure(CREW, "12 men", 12, "man"), figure(CREW, "8 women", 8, "woman")]
    )
    assert adds_up(made, figure(ALL, "20 people", 20, "people"), "en")
    assert not adds_up(made, figure(ALL, "20 people", 20, "boat"), "en")


def test_counts_apart_or_bounded_are_no_sum() -> None:
    parts = [
        figure(PARTS, "two schools", 2, "school", bound=Bound.OVER),
        figure(PARTS, "three colleges", 3, "college"),
    ]
    assert not list(sums_of(PARTS, parts))


def test_a_sum_and_its_whole_are_one_claim() -> None:
    parts = [
        figure(PARTS, "two schools", 2, "school"),
        figure(PARTS, "three colleges", 3, "college"),
    ]
    whole = figure(WHOLE, "five schools", 5, "school")
    claims = figure_claims(case((PARTS, found(PARTS, *parts)), (WHOLE, found(WHOLE, whole))))
    (claim,) = claims
    assert claim.verdict is Verdict.AGREE
    assert claim.reason.detail == "2 + 3 = 5"
    assert [m.quote for m in claim.versions[0].mentions] in (
        ["two schools and three colleges", "five schools"],
        ["five schools", "two schools and three colleges"],
    )


def test_a_claim_says_how_its_numbers_stand() -> None:
    one = make_report("1.txt", "The dam at Oldhaven holds 5.2 million litres of water in all.")
    two = make_report("2.txt", "In all the dam at Oldhaven holds 52 million litres of water.")
    left = figure(one, "5.2 million litres", 5.2e6, "L", "water", si=(5.2e3, "m3"))
    right = figure(two, "52 million litres", 52e6, "L", "water", si=(52e3, "m3"))
    (claim,) = figure_claims(case((one, found(one, left)), (two, found(two, right))))
    assert claim.verdict is Verdict.DIFFER
    assert claim.reason.detail == "unit slip suspected: factor 10"


def test_a_word_of_several_units_is_read_as_the_other_report_tells_it() -> None:
    american, british = (
        mass("850 tons", 850, "short ton", 907.18474),
        mass("850 tonnes", 850, "t", TONNE),
    )
    american = replace(american, unit=replace(american.unit, alternatives=("t", "long ton")))
    related = relate_values(american, british)
    assert related.standing is Standing.SAME
    assert related.reason.detail == "both read as t"
    assert same_value(british, american)
    metric = mass("771 tonnes", 771, "t", TONNE)
    assert relate_values(american, metric).standing is Standing.COMPATIBLE
    assert (
        relate_values(american, mass("600 tonnes", 600, "t", TONNE)).standing is Standing.CONFLICTS
    )
