from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from firsthand.compare import pairs
from firsthand.compare.agreement import SAME_KIND, compare_cards
from firsthand.compare.cards import Card, take_card
from firsthand.compare.events import find_events
from firsthand.compare.gather import Groups, gather
from firsthand.compare.likeness import Evidence
from firsthand.compare.odds import FEATURES, Answer, Side, decide, measure, shipped
from firsthand.compare.pairs import COLUMNS, compare_all
from firsthand.compare.programmes import find_programmes
from firsthand.model.findings import Found
from firsthand.model.items import Place
from firsthand.model.reason import EMPTY, Provenance, Reason, Slot
from firsthand.model.report import Block, Metadata, Report, Role
from firsthand.model.span import Span, hash_text
from firsthand.model.story import Direction, Event, Link, LinkKind, Relation, State


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


def days_say(a: Card, b: Card) -> float:
    return sum(compare_cards(a, b)[0]) - (SAME_KIND if a.family == b.family else 0)


def test_a_year_between_two_leads_parts_any_two_events() -> None:
    said, parts = compare_cards(card("2031-03-12"), card("2032-03-20"))
    assert sum(said) < -5
    assert "374 days apart" in parts[0]


def test_the_further_apart_the_days_the_less_likely_one_event() -> None:
    days = ["2031-03-12", "2031-03-15", "2031-03-22", "2031-04-02", "2031-05-01", "2032-05-01"]
    scores = [days_say(card(days[0]), card(day)) for day in days]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(days)


def test_what_takes_place_once_is_parted_by_few_days() -> None:
    once = days_say(card("2031-03-12", "earthquake"), card("2031-03-16", "earthquake"))
    story = days_say(card("2031-03-12", "trial"), card("2031-03-16", "trial"))
    assert once < story < 0


def test_a_day_that_no_day_of_publication_bears_out_parts_less() -> None:
    loose = days_say(card("2031-03-12", sure=False), card("1971-03-12"))
    assert -2 < loose < 0
    unfirm = days_say(card("2031-03-12", firm=False), card("2032-03-12", firm=False))
    assert unfirm < loose


def test_towns_that_no_gazetteer_knows_are_compared_by_name() -> None:
    one, same, other = (
        replace(card("2031-03-12", "gathering"), place=town(name), placed=True)
        for name in ("Ormsby", "ORMSBY", "Vik")
    )
    assert days_say(one, same) > 0
    assert days_say(one, other) < -2


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


QUAKES = (
    "Torvald Brekke of Nesvik felt the quake near Lillefoss for 51 seconds in the dark.",
    "The quake at Grimsund, 38 seconds long, woke the Storm family of Holmdal, said Agnete Storm.",
)
TURNS = (
    "The ground shook before breakfast, said a baker whose oven door fell open.",
    "Teachers led pupils into the yard while tiles came down from the chapel roof.",
    "Trains stood still for an hour and engineers walked along the embankment with lamps.",
    "A ferry turned back to its pier because the captain feared a wave.",
    "Farmers counted their cows at dusk and found a barn leaning to one side.",
    "The mayor slept in her office beside a telephone that would not stop ringing.",
)


def quake_pile() -> list[Evidence]:
    texts = [f"{name} {turn} In the end {name}" for name in QUAKES for turn in TURNS]
    return [Evidence.of(text) for text in texts]


def one_event(size: int) -> list[Evidence]:
    kept = [" ".join(t for t in TURNS if t is not TURNS[n]) for n in range(size)]
    return [Evidence.of(f"{QUAKES[0]} {text}") for text in kept]


LEFT, RIGHT = tuple(range(6)), tuple(range(6, 12))


def undated(number: int) -> Card:
    return replace(card("", "earthquake", firm=False, sure=False), report=f"r{number:02}")


CARDS = [undated(n) for n in range(12)]


def test_halves_with_names_of_their_own_are_sibling_events() -> None:
    assert gather(quake_pile(), CARDS, []).groups == (LEFT, RIGHT)


def test_a_pile_of_one_half_stays_one_event_and_says_why() -> None:
    found = gather(one_event(6), CARDS[:6], [])
    assert found.groups == (LEFT,)
    assert all(record.score > 0 for record in found.records.values())
    told = dict(found.records[0].parts)
    assert round(sum(told.values()), 4) == round(found.records[0].score, 4)


def link(a: int, b: int, kind: LinkKind, state: State = State.SUGGESTED) -> Link:
    reason = Reason("test@1", 1.0)
    return Link("k", f"r{a:02}", f"r{b:02}", kind, Direction.UNKNOWN, 1.0, reason, state=state)


def test_copies_come_together_whatever_else_is_said() -> None:
    pile = [Evidence.of(text) for text in ("Bees hum in May.", "Ships sail at nine.")]
    assert gather(pile, CARDS[:2], []).groups == ((0,), (1,))
    copied = [link(0, 1, LinkKind.TRANSLATION)]
    assert gather(pile, CARDS[:2], copied).groups == ((0, 1),)
    rejected = [link(0, 1, LinkKind.TRANSLATION, State.REJECTED)]
    assert gather(pile, CARDS[:2], rejected).groups == ((0,), (1,))
    assert gather(pile, CARDS[:2], [link(0, 1, LinkKind.SAME_OWNER)]).groups == ((0,), (1,))


def test_days_far_apart_part_what_words_would_join() -> None:
    pile = one_event(2)
    days = [replace(card(day, "earthquake"), report=day) for day in ("2031-03-12", "2032-03-20")]
    assert gather(pile, CARDS[:2], []).groups == ((0, 1),)
    assert gather(pile, days, []).groups == ((0,), (1,))


def test_between_join_and_open_a_person_is_asked() -> None:
    pile, weights = quake_pile()[:2], shipped()
    record = decide(Groups(compare_all(pile, CARDS[:2], [])).features(0, 1))
    asking = replace(weights, join=record.score + 1, ask=record.score - 1)
    found = gather(pile, CARDS[:2], [], asking)
    assert found.groups == ((0,), (1,))
    assert found.doubts[0][0] == 1
    assert found.doubts[0][1].answer is Answer.ASK
    assert "ask" in str(found.doubts[0][1])


def test_names_alone_do_not_join() -> None:
    texts = (
        "Ruben Falk opened a school. Pupils sang, and Ruben Falk ate cake with their teachers.",
        "A court fined Ruben Falk for parking. Neighbours of Ruben Falk had sent in photographs.",
    )
    assert gather([Evidence.of(t) for t in texts], CARDS[:2], []).groups == ((0,), (1,))


def test_related_languages_share_stems_names_and_numbers() -> None:
    texts = (
        "Presidente Ruben Falk inaugura hospital en Nesvik con 340 camas y 27 doctores.",
        "President Ruben Falk inaugurates hospital in Nesvik with 340 beds and 27 doctors.",
        "Chess club of Holmdal loses 5 games out of 12 to Grimsund and blames the light.",
        "El club de ajedrez de Brekke pierde a su tesorero, que se muda a Lillefoss.",
    )
    tongues = ("es", "en", "en", "es")
    cards = [replace(c, language=t) for c, t in zip(CARDS, tongues, strict=False)]
    found = gather([Evidence.of(text) for text in texts], cards, [])
    assert found.groups == ((0, 1), (2,), (3,))


def test_reports_published_further_apart_are_less_likely_of_one_event() -> None:
    days = ["2031-03-12", "2031-03-14", "2031-03-17", "2031-03-21", "2031-04-02", "2031-05-01"]
    cards = [card(day, "", firm=False) for day in days]
    scores = [sum(compare_cards(cards[0], other)[0]) for other in cards]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 0
    assert len(set(scores)) == len(days)


TALES = [
    f"The {thing} of {town} {verb} after {cause}, said {name} of {town}."
    for town, cause in (("Nesvik", "fog"), ("Ostby", "frost"), ("Grimsund", "rain"))
    for thing, verb, name in (
        ("ferry", "stopped", "Lotte Arp"),
        ("market", "closed", "Ruben Falk"),
        ("mill", "burned", "Agnete Storm"),
        ("bridge", "opened", "Lotte Falk"),
    )
]


def test_the_nearest_third_group_is_that_of_all_others() -> None:
    evidence = [Evidence.of(text) for text in TALES]
    cards = [card("", "") for _ in TALES]
    groups = Groups(compare_all(evidence, cards, []))

    def rival(a: int, b: int) -> float:
        return max((groups.mean(a, n) for n in groups.across[a] if n != b), default=0.0)

    def judge(_features: object, one: Sequence[int], two: Sequence[int]) -> bool:
        for a in sorted(groups.members):
            for b in sorted(groups.across[a]):
                assert groups._rival(a, b) == rival(a, b)
        return (one[0] + two[0]) % 2 == 0

    groups.grow(judge)
    assert 1 < len(groups.members) < len(TALES)


def test_a_large_pile_compares_each_report_with_the_likest_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    evidence = [Evidence.of(text) for text in TALES]
    cards = [card("", "") for _ in TALES]
    every = compare_all(evidence, cards, []).pairs
    monkeypatch.setattr(pairs, "MOST", 2)
    few = compare_all(evidence, cards, []).pairs
    assert len(few) < len(every)
    for n in range(len(TALES)):
        best = max((pair for pair in every if n in pair), key=lambda pair: every[pair][0])
        assert best in few
    assert all((few[pair] == every[pair]).all() for pair in few)


def test_a_report_taken_out_of_a_group_leaves_what_the_others_tell() -> None:
    pile = compare_all([Evidence.of(t) for t in TALES[:3]], [card("", "")] * 3, [])
    none = np.zeros(len(COLUMNS))
    whole, rest = (Side.of(pile.told[n], 0.0) for n in (0, 1))
    whole.join(Side.of(pile.told[1], 0.0), none)
    whole.join(Side.of(pile.told[2], 0.0), none)
    rest.join(Side.of(pile.told[2], 0.0), none)
    left = whole.without(pile.told[0], none, rest.length)
    words = whole.words.words
    assert left.size == rest.size
    assert (left.words.count(words) == rest.words.count(words)).all()
    assert whole.words.count(words).sum() > left.words.count(words).sum()


def _measured(texts: Sequence[str], reports: int = 0) -> dict[str, float]:
    pile = compare_all([Evidence.of(text) for text in texts], CARDS[: len(texts)], [])
    pile.rarity.reports = max(reports, pile.rarity.reports)
    one, two = (Side.of(told, 0.0) for told in pile.told)
    values = measure(np.zeros(len(COLUMNS)), one, two, (0.0, 0.0), pile.rarity)
    return dict(zip(FEATURES, values.tolist(), strict=True))


def test_leads_that_count_otherwise_speak_against_one_event() -> None:
    small, large = (f"{QUAKES[0]} The magnitude was {value}." for value in (4.8, 6.3))
    assert _measured((small, large))["other_counts"] < 0
    assert _measured((small, f"{small} Again."))["other_counts"] == 0
    assert shipped().each[FEATURES.index("other_counts")] == 1


def test_the_larger_a_pile_the_more_must_speak_for_one_event() -> None:
    pair = (QUAKES[0], QUAKES[1])
    few, many, most = (_measured(pair, reports)["large_pile"] for reports in (0, 5000, 30000))
    assert most < many < few == 0
    assert shipped().each[FEATURES.index("large_pile")] == 1
