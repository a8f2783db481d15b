from dataclasses import replace
from itertools import combinations

from firsthand.compare.cards import Card, take_card
from firsthand.compare.contrast import part_siblings
from firsthand.compare.events import find_events
from firsthand.compare.gather import SAME_EVENT, weigh_pair
from firsthand.compare.likeness import Evidence
from firsthand.compare.programmes import find_programmes
from firsthand.model.findings import Found
from firsthand.model.items import Place
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Block, Metadata, Report, Role
from firsthand.model.span import Span, hash_text
from firsthand.model.story import Event, Relation


def card(day: str, family: str = "decision", *, firm: bool = True, sure: bool = True) -> Card:
    return Card(
        report=day, language="en", title="", title_span=None, kind=family, family=family,
        when=Slot(day, (), Provenance.EXPLICIT), first=day, last=day, firm=firm, where=EMPTY,
        place=None, placed=False, who=(), relation=Relation.REPORTS, spans=(), sure=sure,
    )  # fmt: skip


def town(name: str) -> Place:
    text = f"in {name}"
    span = Span.of("x", text, 3, len(text))
    return Place("p", span, name, "test@1", level="city")


def test_a_year_between_two_leads_parts_any_two_events() -> None:
    tie = weigh_pair(0.75, card("2031-03-12"), card("2032-03-20"))
    assert tie.score < SAME_EVENT
    assert "374 days apart" in tie.parts[1]


def test_the_further_apart_the_days_the_less_likely_one_event() -> None:
    days = ["2031-03-12", "2031-03-15", "2031-03-22", "2031-04-02", "2031-05-01", "2032-05-01"]
    scores = [weigh_pair(0.5, card(days[0]), card(day)).score for day in days]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(days)


def test_a_story_that_runs_for_days_stays_together() -> None:
    assert weigh_pair(0.3, card("2031-03-12"), card("2031-03-16")).score >= SAME_EVENT


def test_a_day_that_no_day_of_publication_bears_out_parts_less() -> None:
    loose = weigh_pair(0.4, card("2031-03-12", sure=False), card("1971-03-12")).score
    assert loose >= SAME_EVENT
    unfirm = weigh_pair(0.4, card("2031-03-12", firm=False), card("2032-03-12", firm=False))
    assert unfirm.score < SAME_EVENT


def test_towns_that_no_gazetteer_knows_are_compared_by_name() -> None:
    one, same, other = (
        replace(card("2031-03-12", "gathering"), place=town(name), placed=True)
        for name in ("Ormsby", "ORMSBY", "Vik")
    )
    assert weigh_pair(0.15, one, same).score >= SAME_EVENT
    assert weigh_pair(0.4, one, other).score < SAME_EVENT


def told(text: str, name: str, dateline: str = "", day: str = "") -> Report:
    start, blocks = 0, []
    for number, line in enumerate(text.split("\n")):
        role = Role.BODY if number else Role.TITLE
        blocks.append(Block(Span.of(name, text, start, start + len(line)), role, "test@1"))
        start += len(line) + 1
    place = Slot(dateline, (), Provenance.EXPLICIT) if dateline else Slot()
    dated = Slot(day, (), Provenance.EXPLICIT) if day else Slot()
    metadata = Metadata(dateline_place=place, dateline_date=dated, language="en")
    return Report(
        name, name, text, hash_text(text), "text/plain", "plain@1",
        blocks=tuple(blocks), metadata=metadata,
    )  # fmt: skip


PLAN = told(
    "Mayor sets out the Sund Harbour Plan\n"
    "Mayor Ruben Falk asked for quicker work on the Sund Harbour Plan at a meeting in Lower Vik "
    "that 90 skippers attended.",
    "plan",
    "LOWER VIK",
    "2031-03-12",
)
REVIEW = told(
    "Harbour of Sund a year on\n"
    "The quay has been rebuilt, a conference on the Sund Harbour Plan heard in Ostby, and Mayor "
    "Ruben Falk praised the skippers.",
    "review",
    "OSTBY",
    "2032-03-20",
)
UNDATED = told(
    "An evening of promises\n"
    "Ruben Falk, the mayor, spoke at the meeting on the Sund Harbour Plan in Lower Vik, and 90 "
    "skippers came.",
    "undated",
)


def events() -> tuple[Event, ...]:
    reports = [PLAN, REVIEW, UNDATED]
    return find_events(reports, {r.id: Found(r.id) for r in reports}, [])


def test_an_undated_report_goes_where_its_town_is() -> None:
    groups = {tuple(r.report for r in event.reportings) for event in events()}
    assert groups == {("plan", "undated"), ("review",)}
    (first,) = [e for e in events() if len(e.reportings) > 1]
    assert first.when.value == "2031-03-12"
    assert first.where.value == "Lower Vik"


def test_what_calls_itself_a_plan_is_the_programme_of_its_events() -> None:
    assert {event.programme for event in events()} == {"Sund Harbour Plan"}


def test_a_town_of_a_dateline_counts_only_where_something_happens_in_it() -> None:
    text = "Quay\nThe ferry between Ostby and Vik, which Lower Vik paid for, sank."
    assert take_card(told(text, "x"), Found("x"), ["LOWER VIK", "OSTBY"]).place is None


def test_programmes_are_named_in_scripts_without_capitals() -> None:
    heads = [["市长谈青石湾港口改造计划，渔民到场。"], ["青石湾港口改造计划一年后"], ["足球比赛"]]
    found = find_programmes(heads)
    assert found == {0: "青石湾港口改造计划", 1: "青石湾港口改造计划"}


QUAKES = {
    "one": "Torvald Brekke of Nesvik told how the quake of 51 seconds near Lillefoss threw cups",
    "two": "Agnete Storm of Holmdal told how the quake of 38 seconds near Grimsund threw cups",
}


def quake_pile(*, telling: bool = True) -> tuple[list[Evidence], dict[tuple[int, int], float]]:
    texts = []
    for side in ("one", "two"):
        for number in range(7):
            names = QUAKES[side] if telling else QUAKES["one"]
            texts.append(f"Report {number}. A witness, {names} off the shelf. It was over soon.")
    table = {
        (a, b): 0.5 if (a < 7) == (b < 7) else 0.25 for a, b in combinations(range(len(texts)), 2)
    }
    return [Evidence.of(text) for text in texts], table


LEFT, RIGHT = tuple(range(7)), tuple(range(7, 14))


def test_halves_with_names_of_their_own_are_sibling_events() -> None:
    evidence, table = quake_pile()
    assert part_siblings([LEFT + RIGHT], table, evidence, set(), 0.2) == (LEFT, RIGHT)


def test_halves_that_name_the_same_stay_one_event() -> None:
    evidence, table = quake_pile(telling=False)
    assert part_siblings([LEFT + RIGHT], table, evidence, set(), 0.2) == (LEFT + RIGHT,)


def test_two_crowds_of_copies_are_no_siblings() -> None:
    evidence, table = quake_pile()
    copies = set(combinations(LEFT, 2))
    assert part_siblings([LEFT + RIGHT], table, evidence, copies, 0.2) == (LEFT + RIGHT,)


def test_halves_that_are_hardly_looser_across_stay_one_event() -> None:
    evidence, table = quake_pile()
    close = {pair: max(score, 0.45) for pair, score in table.items()}
    assert part_siblings([LEFT + RIGHT], close, evidence, set(), 0.2) == (LEFT + RIGHT,)


def test_a_small_group_is_never_parted() -> None:
    evidence, table = quake_pile()
    assert part_siblings([(0, 1, 7, 8)], table, evidence, set(), 0.2) == ((0, 1, 7, 8),)
