from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare.carrying import Carrying
from firsthand.compare.placing import tellers
from firsthand.model.identity import group_id
from firsthand.model.reason import Reason
from firsthand.model.span import Span
from firsthand.model.story import Event, Relation, Reporting

Groups = Sequence[Sequence[str]]


def told(*groups: Sequence[str]) -> tuple[Event, ...]:
    return tuple(
        Event(
            group_id("event", group),
            "an opening",
            "",
            tuple(Reporting(r, Relation.REPORTS, (), Reason("x@1", None)) for r in group),
            "x@1",
        )
        for group in groups
    )


def referred(report: str, start: int) -> Event:
    span = Span(report, start, start + 4, "fair")
    by = Reporting(report, Relation.REFERS, (span,), Reason("x@1", None))
    return Event(f"event-{report}{start}", "an earlier fair", "", (by,), "x@1")


def ids(carrying: Carrying, *groups: Sequence[str]) -> list[str]:
    return [event.id for event in carrying.carry_on(told(*groups))]


def actions(carrying: Carrying) -> list[str]:
    return [change.action for change in carrying.unwritten]


def test_a_report_that_joins_leaves_the_id_as_it_was() -> None:
    carrying = Carrying()
    first = ids(carrying, "ab", "c")
    assert ids(carrying, "abd", "c") == first
    assert actions(carrying) == ["open", "open", "join"]


def test_a_study_that_changes_nothing_notes_nothing() -> None:
    carrying = Carrying()
    first = ids(carrying, "ab", "c")
    again = Carrying(carrying.unwritten)
    assert ids(again, "ab", "c") == first
    assert again.unwritten == []


def test_the_id_of_a_merged_event_leads_on() -> None:
    carrying = Carrying()
    big, small = ids(carrying, "abc", "de")
    assert ids(carrying, "abcde") == [big]
    assert carrying.resolve(small) == big
    assert actions(carrying)[-1] == "merge"


def test_the_larger_part_of_a_split_event_keeps_its_id() -> None:
    carrying = Carrying()
    [whole] = ids(carrying, "abcde")
    small, large = ids(carrying, "ab", "cde")
    assert large == whole != small
    assert carrying.unwritten[-1].action == "split"
    assert carrying.unwritten[-1].reports == ("a", "b")


def test_an_event_that_is_scattered_leads_on_to_where_most_went() -> None:
    carrying = Carrying()
    one, gone, other = ids(carrying, "abcd", "efg", "hijk")
    assert ids(carrying, "abcdef", "hijkg") == [one, other]
    assert carrying.resolve(gone) == one
    assert actions(carrying)[-3:] == ["move", "move", "close"]


def test_an_id_is_never_given_to_two_events() -> None:
    carrying = Carrying()
    ids(carrying, "ab", "c")
    ids(carrying, "abc")
    names = ids(carrying, "ab", "c")
    assert len({*names, *carrying.redirects}) == 3


def test_an_event_referred_to_keeps_its_id_when_another_report_names_it() -> None:
    carrying = Carrying()
    stub = referred("m", 10)
    assert carrying.carry_on([stub])[0].id == stub.id
    both = Event("event-other", "", "", (*referred("a", 3).reportings, *stub.reportings), "x@1")
    assert carrying.carry_on([both])[0].id == stub.id


def test_an_event_referred_to_leads_on_to_the_one_that_a_report_tells_of() -> None:
    carrying = Carrying()
    stub = referred("m", 10)
    carrying.carry_on([stub])
    [event] = told("z")
    full = Event(event.id, "", "", (*event.reportings, *stub.reportings), "x@1")
    assert carrying.carry_on([full])[0].id == event.id
    assert carrying.resolve(stub.id) == event.id


grouped = st.lists(st.integers(0, 4), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(st.lists(grouped, min_size=1, max_size=5))
def test_a_log_gives_back_what_it_noted(studies: list[list[int]]) -> None:
    carrying, most = Carrying(), 0
    for labels in studies:
        most = max(most, len(labels))
        homes = [*labels, *[9] * (most - len(labels))]
        groups = [
            [f"r{n}" for n, home in enumerate(homes) if home == wanted]
            for wanted in sorted(set(homes))
        ]
        events = carrying.carry_on(told(*groups))
        names = [event.id for event in events]
        assert len(set(names)) == len(names)
        assert not set(names) & set(carrying.redirects)
        again = Carrying(carrying.unwritten)
        assert again.redirects == carrying.redirects
        assert [e.id for e in again.carry_on(told(*groups))] == names
        assert again.unwritten == []
        for change in carrying.unwritten:
            assert carrying.resolve(change.event) in names
        assert [tellers(event) for event in events] == [sorted(group) for group in groups]
