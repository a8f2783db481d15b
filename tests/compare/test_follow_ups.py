"""Does a report that tells results refer to the event at which they were asked for?"""

from dataclasses import replace

from firsthand.compare.follow_ups import with_follow_ups
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.story import Event, Evidence, Outcome, Progress, Relation, State, Weight
from tests.compare.builders import event, make_report

ASKED = make_report("asked", "Ministers told the valley to mend forty wells.")
TOLD = make_report("told", "Thirty wells work again, the district said.")
ALSO = make_report("also", "The same ministers met for the second time.")


def made(by: Report, told: Report) -> Progress:
    outcome = Outcome(Evidence.FIGURE, "30", (told.span(0, 12),), Reason("test@1"))
    return Progress(
        "progress-1", "mend wells", "directive", (by.span(0, 9),), (), "water", (outcome,),
        "partly", Weight((), 0, 0, 0, ""), Reason("test@1"),
    )  # fmt: skip


def referring(events: tuple[Event, ...]) -> list[tuple[str, str]]:
    return [
        (one.id, reporting.report)
        for one in events
        for reporting in one.reportings
        if reporting.relation is Relation.REFERS
    ]


def test_results_lead_back_to_the_event_of_the_task() -> None:
    events = [event("first", "2031-03-04", [ASKED]), event("second", "2032-04-01", [TOLD, ALSO])]
    found = with_follow_ups(events, [made(ASKED, TOLD), made(ASKED, TOLD)])
    assert referring(found) == [("first", TOLD.id)]
    (reporting,) = [r for r in found[0].reportings if r.relation is Relation.REFERS]
    assert [span.quote for span in reporting.spans] == ["Thirty wells"]
    assert [one.id for one in found] == ["first", "second"]


def test_nothing_leads_to_the_own_event_a_later_one_or_from_what_was_rejected() -> None:
    both = [event("first", "2031-03-04", [ASKED, TOLD])]
    assert referring(with_follow_ups(both, [made(ASKED, TOLD)])) == []
    turned = [event("first", "2032-03-04", [ASKED]), event("second", "2031-04-01", [TOLD])]
    assert referring(with_follow_ups(turned, [made(ASKED, TOLD)])) == []
    apart = [event("first", "2031-03-04", [ASKED]), event("second", "2032-04-01", [TOLD])]
    rejected = replace(made(ASKED, TOLD), state=State.REJECTED)
    assert referring(with_follow_ups(apart, [rejected])) == []
    assert referring(with_follow_ups([event("second", "", [TOLD])], [made(ASKED, TOLD)])) == []
