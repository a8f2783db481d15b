"""Are sentences in two languages set side by side, and their figures with them?"""

from dataclasses import replace

import pytest

from firsthand.compare.abroad import facing_abroad
from firsthand.compare.figure_claims import figure_claims
from firsthand.compare.figures_abroad import pair_abroad
from firsthand.compare.versions import Case
from firsthand.model.items import Figure, Moment, MomentKind, NameKind
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.story import Entity, Mention, Verdict
from tests.compare.builders import case, cut, figure, found, make_report

HERE = make_report(
    "here.txt",
    "Mayor Tove Ekdal opened the tram line on Friday.\n"
    "By June 2031 the works at Lindby will cost 240 million euros and need seven bridges.\n"
    "Lindby sold 3,100 tickets.",
)
THERE = make_report(
    "there.txt",
    "Bis Juni 2031 sollen die Arbeiten in Lindby 260 Millionen Euro kosten; es fehlen "
    "sieben Brücken.\n"
    "Oberbürgermeisterin Tove Ekdal gab die Strecke frei.",
    language="de",
)


def june(report: Report, quote: str) -> Moment:
    return Moment(
        f"moment-{report.name}",
        cut(report, quote),
        MomentKind.DATE,
        "2031-06",
        "test@1",
        first="2031-06-01",
        last="2031-06-30",
    )


def told(*figures: Figure) -> Case:
    made = case(
        (HERE, found(HERE, *(f for f in figures if f.span.report == HERE.id))),
        (THERE, found(THERE, *(f for f in figures if f.span.report == THERE.id))),
    )
    days = {HERE.id: june(HERE, "June 2031"), THERE.id: june(THERE, "Juni 2031")}
    founds = {name: replace(one, moments=(days[name],)) for name, one in made.founds.items()}
    return replace(made, founds=founds)


MAYOR = Entity(
    "entity-mayor",
    "Tove Ekdal",
    NameKind.PERSON,
    tuple(Mention(cut(r, "Tove Ekdal"), "full", Reason("test@1")) for r in (HERE, THERE)),
    "test@1",
)
SEVEN = (
    figure(HERE, "seven bridges", 7, "bridge"),
    figure(THERE, "sieben Brücken", 7, "brücken"),
)
COST = (
    figure(HERE, "240 million euros", 240e6, "EUR"),
    figure(THERE, "260 Millionen Euro", 260e6, "EUR"),
)


def test_sentences_of_two_languages_meet_by_values_and_names() -> None:
    found_pairs = facing_abroad(told(*SEVEN), [MAYOR])
    pairs = {frozenset((p.left.quote[:5], p.right.quote[:5])) for p in found_pairs}
    assert pairs == {frozenset(("Mayor", "Oberb")), frozenset(("By Ju", "Bis J"))}
    assert not facing_abroad(case((HERE, found(HERE))), [MAYOR])


def test_a_small_count_is_one_where_the_sentences_share_more() -> None:
    made = told(*SEVEN)
    pairs = list(pair_abroad(facing_abroad(made, []), SEVEN, ()))
    assert [(one.value, other.value, same) for one, other, same in pairs] == [(7, 7, True)]
    undated = replace(made, founds={n: replace(f, moments=()) for n, f in made.founds.items()})
    assert not list(pair_abroad(facing_abroad(undated, []), SEVEN, ()))


def test_two_sums_in_sentences_that_tell_one_thing_differ() -> None:
    made = told(*SEVEN, *COST)
    claims = figure_claims(made, (), facing_abroad(made, [MAYOR]))
    (cost,) = [c for c in claims if c.verdict is Verdict.DIFFER]
    assert cost.slot == "number"
    assert {v.value for v in cost.versions} == {"240 million euros", "260 Millionen Euro"}
    assert [c.verdict for c in claims if c is not cost] == [Verdict.AGREE]


@pytest.mark.parametrize(("value", "differs"), [(250e6, True), (900e6, False), (240e6, False)])
def test_values_far_apart_are_of_other_things(value: float, *, differs: bool) -> None:
    other = replace(COST[1], value=value, low=value, high=value)
    made = told(*SEVEN, COST[0], other)
    claims = figure_claims(made, (), facing_abroad(made, [MAYOR]))
    assert any(c.verdict is Verdict.DIFFER for c in claims) == differs
