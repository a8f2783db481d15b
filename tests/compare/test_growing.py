import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare.cards import Card
from firsthand.compare.gather import gather
from firsthand.compare.growing import Growing
from firsthand.compare.likeness import Evidence
from firsthand.compare.odds import shipped
from firsthand.model.reason import EMPTY, Reason
from firsthand.model.story import Direction, Link, LinkKind, Relation

HARBOUR = (
    (
        "The ferry Lodestar ran aground off Nesvik with 212 people. Captain Torvald Brekke blamed "
        "fog; tugs from Grimsund pulled the Lodestar free at noon."
    ),
    (
        "Torvald Brekke, captain of the Lodestar, told harbour police in Nesvik that fog hid the "
        "rocks when his ferry with 212 people ran aground."
    ),
    (
        "Tugs from Grimsund freed the grounded ferry Lodestar; its 212 people came to Nesvik in "
        "boats, among them a school choir."
    ),
    (
        "A school choir sang in boats as the ferry Lodestar, aground off Nesvik, waited for tugs "
        "from Grimsund with 212 people, said Lotte Arp."
    ),
)
ORCHARD = (
    (
        "Frost killed the apple blossom in the Holmdal orchards and growers led by Agnete Storm "
        "asked the bank of Ostby for 40 days of grace."
    ),
    (
        "Agnete Storm of the Holmdal growers said that frost took nine blossoms out of ten; the "
        "bank of Ostby will wait 40 days for its money."
    ),
    (
        "No cider this autumn: after the frost the orchards of Holmdal are brown, and growers led "
        "by Agnete Storm turn to the bank of Ostby."
    ),
)
CHESS = (
    "Chess players of Lillefoss beat a computer in 61 moves, to the delight of trainer Ruben Falk.",
)
HARBOURS = ("h0", "h1", "h2", "h3")
EVERY = (*HARBOUR, *ORCHARD, *CHESS)
NAMES = ("h0", "h1", "h2", "h3", "o0", "o1", "o2", "c0")
EAGER = replace(shipped(), join=-3.0, ask=-5.0)
"""Reports of two sentences have less to be alike in than those that the weights are fitted on."""
TEXTS = dict(zip(NAMES, EVERY, strict=True))


def card(name: str) -> Card:
    return Card(
        report=name, language="en", title="", title_span=None, kind="", family="",
        when=EMPTY, first="", last="", firm=False, where=EMPTY, place=None, placed=False,
        who=(), relation=Relation.REPORTS, spans=(),
    )  # fmt: skip


def grow(names: Sequence[str], growing: Growing | None = None) -> Growing:
    growing = growing or Growing(EAGER)
    for name in names:
        change = growing.add(Evidence.of(TEXTS[name]), card(name))
        growing.repair(change.target)
    return growing


def together(growing: Growing) -> set[frozenset[str]]:
    return {frozenset(reports) for reports in growing.groups().values()}


def test_reports_join_their_event_or_open_one() -> None:
    growing = grow(NAMES)
    batch = gather([Evidence.of(text) for text in EVERY], [card(name) for name in NAMES], [], EAGER)
    assert together(growing) == {frozenset(NAMES[n] for n in group) for group in batch.groups}
    assert frozenset({"c0"}) in together(growing)
    assert [c.action for c in growing.log if c.reports == ("h0",)] == ["open"]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_log_tells_how_every_report_came_where_it_is(dice: random.Random) -> None:
    names = list(NAMES)
    dice.shuffle(names)
    growing = grow(names)
    where: dict[str, str] = {}
    for number, change in enumerate(growing.log):
        assert change.number == number
        for report in change.reports:
            assert where.get(report, "") == change.source
            where[report] = change.target
    assert where == {r: e for e, reports in growing.groups().items() for r in reports}
    assert set(growing.redirects).isdisjoint(growing.members)
    assert all(growing.resolve(change.target) in growing.members for change in growing.log)


def test_an_event_keeps_its_id_as_reports_come() -> None:
    growing = grow(NAMES[:1])
    (event,) = growing.groups()
    grow(NAMES[1:], growing)
    assert "h0" in growing.groups()[event]
    assert len(growing.groups()[event]) > 1


def test_the_same_reports_in_the_same_order_grow_the_same_events() -> None:
    assert grow(NAMES).log == grow(NAMES).log


def test_a_pinned_report_stays_where_a_person_put_it() -> None:
    growing = grow(NAMES)
    frost = next(e for e, reports in growing.groups().items() if "o0" in reports)
    chess = next(e for e, reports in growing.groups().items() if "c0" in reports)
    change = growing.pin("c0", frost)
    assert (change.action, change.source, change.target) == ("pin", chess, frost)
    assert growing.resolve(chess) == frost
    TEXTS["h9"] = HARBOUR[0] + " Chess players of Lillefoss had been on board."
    grow(["h9"], growing)
    assert "c0" in growing.groups()[growing.resolve(frost)]
    with pytest.raises(KeyError):
        growing.pin("c0", "no event")


def test_no_event_is_looked_at_again_before_enough_of_it_is_new(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = []
    regroup = Growing._regroup

    def count(self: Growing, around: Sequence[str]) -> list[list[int]]:
        looks.append(tuple(around))
        return regroup(self, around)

    monkeypatch.setattr(Growing, "_regroup", count)
    grow(NAMES)
    assert looks
    looks.clear()
    monkeypatch.setattr("firsthand.compare.growing.GROWN", 1.1)
    monkeypatch.setattr("firsthand.compare.growing.TURN", 1000)
    grow(NAMES)
    assert not looks


def test_in_a_settled_pile_a_report_that_surely_joins_leads_to_no_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[int] = []
    regroup = Growing._regroup

    def count(self: Growing, around: Sequence[str]) -> list[list[int]]:
        looks.append(len(self))
        return regroup(self, around)

    monkeypatch.setattr(Growing, "_regroup", count)
    monkeypatch.setattr("firsthand.compare.growing.SETTLED_TURN", 1000)
    monkeypatch.setattr("firsthand.compare.growing.SETTLED", 2)
    for sure, looked in ((1000.0, True), (-1000.0, False)):
        monkeypatch.setattr("firsthand.compare.growing.SURE", sure)
        looks.clear()
        # Nothing that only opens an event is looked at, however near it is to another.
        monkeypatch.setattr("firsthand.compare.growing.REACH", -1000.0)
        grow(HARBOURS)
        assert bool(looks) == looked


def test_a_copy_goes_where_its_original_is() -> None:
    growing = grow(["h0", "o0"])
    reason = Reason("test@1", 1.0)
    link = Link("k", "c0", "h0", LinkKind.TRANSLATION, Direction.UNKNOWN, 1.0, reason)
    change = growing.add(Evidence.of(TEXTS["c0"]), card("c0"), [link])
    assert change.action == "join"
    assert set(growing.groups()[change.target]) == {"h0", "c0"}


def test_days_far_apart_keep_a_new_report_out() -> None:
    growing = Growing(EAGER)
    for name, day in (("h0", "2031-03-12"), ("h1", "2033-03-12")):
        dated = replace(card(name), first=day, last=day, firm=True, sure=True)
        growing.add(Evidence.of(TEXTS[name]), dated)
    assert len(growing.groups()) == 2
    assert growing.log[-1].record is not None


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_report_is_in_one_event_and_a_pinned_one_where_it_was_put(
    dice: random.Random,
) -> None:
    names = list(NAMES)
    dice.shuffle(names)
    growing = grow(names[:4])
    pinned, beside = dice.sample(names[:4], 2)
    growing.pin(pinned, next(e for e, reports in growing.groups().items() if beside in reports))
    growing.pin(beside, next(e for e, reports in growing.groups().items() if beside in reports))
    grow(names[4:], growing)
    listed = [report for reports in growing.groups().values() for report in reports]
    assert sorted(listed) == sorted(names)
    assert any({pinned, beside} <= set(reports) for reports in growing.groups().values())


@pytest.mark.parametrize("turn", [1, 2])
def test_an_event_that_was_long_not_looked_at_is_looked_at_again(
    turn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    look = Growing._look

    def note(self: Growing, event: str, *how: float) -> None:
        if how == (0.0,):
            looked.append(event)
        look(self, event, *how)

    monkeypatch.setattr("firsthand.compare.growing.TURN", turn)
    monkeypatch.setattr(Growing, "_look", note)
    growing = grow(NAMES)
    assert looked
    assert all(growing.resolve(event) in growing.members for event in looked)
    assert len(looked) <= len(NAMES) // turn
