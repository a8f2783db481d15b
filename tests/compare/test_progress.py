"""Is a later result linked to what was asked, and nothing else?"""

from firsthand.compare.progress import track
from firsthand.model.story import Evidence, Progress
from tests.compare.builders import directive, event, figure, found, make_report

ASKED = make_report(
    "asked.txt",
    "The minister called on the company to reopen the coastal railway line.\n"
    "She asked the board to plant new forests in the valley.\n"
    "She wants free school meals in every village.",
)
TOLD = make_report(
    "told.txt",
    "The reopened coastal railway line carried 310,000 passengers.\n"
    "Planting of the new forests in the valley is behind schedule.\n"
    "The mayor thanked the brass band.",
)
WANTED = (
    directive(ASKED, "reopen the coastal railway line", "INFRA"),
    directive(ASKED, "plant new forests in the valley", "ECO"),
    directive(ASKED, "free school meals in every village", "POP"),
)
FOUNDS = {
    ASKED.id: found(ASKED, *WANTED),
    TOLD.id: found(TOLD, figure(TOLD, "310,000 passengers", 310_000, "passenger")),
}


def tracked(first: str, second: str, programme: tuple[str, str] = ("p", "p")) -> list[Progress]:
    events = [
        event("e1", first, [ASKED], programme[0]),
        event("e2", second, [TOLD], programme[1]),
    ]
    return list(track([ASKED, TOLD], FOUNDS, events, ()))


def test_each_directive_is_one_item_with_its_own_status() -> None:
    line, forests, meals = tracked("2024-03-12", "2025-03-20")
    assert (line.status, forests.status, meals.status) == ("partly", "late", "open")
    assert [o.evidence for o in line.outcomes] == [Evidence.FIGURE]
    assert line.weight.independent == 1
    assert meals.outcomes == ()
    assert line.issuer.value == "Ilse Varga"
    assert line.date == "2024-03-12"


def test_every_outcome_carries_its_reason() -> None:
    for item in tracked("2024-03-12", "2025-03-20"):
        for outcome in item.outcomes:
            assert outcome.reason.score is not None
            assert "nearness" in outcome.reason.detail
            assert outcome.spans[0].quote in TOLD.text


def test_an_earlier_undated_or_unrelated_event_tells_no_result() -> None:
    for days in (("2024-03-12", "2023-01-01"), ("2024-03-12", ""), ("2024-03", "2024-03-20")):
        assert {item.status for item in tracked(*days)} == {"open"}
    other = tracked("2024-03-12", "2025-03-20", ("p", "q"))
    assert {item.status for item in other} == {"open"}


def test_coarser_dates_are_compared_as_far_as_they_go() -> None:
    assert tracked("2023", "2025-03-20")[0].status == "partly"


def test_two_reports_of_one_event_ask_one_thing_once() -> None:
    twin = make_report("twin.txt", "He heard her ask them to reopen the coastal line for trains.")
    founds = {
        **FOUNDS,
        twin.id: found(twin, directive(twin, "reopen the coastal line for trains", "INFRA")),
    }
    events = [event("e1", "2024-03-12", [ASKED, twin])]
    items = list(track([ASKED, twin], founds, events, ()))
    (line,) = [item for item in items if "coastal" in item.title]
    assert {span.report for span in line.made} == {ASKED.id, twin.id}
    assert len(items) == 3


def test_a_thing_asked_twice_in_one_report_is_one_item() -> None:
    text = "Minister: reopen the coastal line now\nShe asked them to reopen the coastal line soon."
    report = make_report("twice.txt", text)
    wanted = [
        directive(report, "reopen the coastal line now"),
        directive(report, "reopen the coastal line soon"),
    ]
    (item,) = track([report], {report.id: found(report, *wanted)}, [event("e", "", [report])], ())
    assert len(item.made) == 2
