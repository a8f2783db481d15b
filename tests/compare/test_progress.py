"""Is a later result linked to what was asked, and nothing else?"""

from dataclasses import replace

from firsthand.compare.progress import track
from firsthand.model.reason import Provenance, Slot
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


def outcomes_of(
    asked: str, quote: str, told: str, languages: tuple[str, str] = ("en", "en")
) -> Progress:
    first = make_report("asked.txt", asked, language=languages[0])
    second = make_report("told.txt", told, language=languages[1])
    founds = {first.id: found(first, directive(first, quote)), second.id: found(second)}
    events = [event("e1", "2024-03-12", [first], "p"), event("e2", "2025-03-20", [second], "p")]
    (item,) = track([first, second], founds, events, ())
    return item


def test_a_long_run_of_han_characters_links() -> None:
    item = outcomes_of(
        "省长要求加快农村公路养护体制改革。",
        "加快农村公路养护体制改革",
        "农村公路养护体制改革已在九个县完成。",
        ("zh", "zh"),
    )
    assert len(item.outcomes) == 1


def test_a_thing_links_across_languages() -> None:
    item = outcomes_of(
        "La ministra pidió ampliar los aeropuertos.",
        "ampliar los aeropuertos",
        "Both airports were completed in May.\nThe choir sang all evening long.\n"
        "It rained in the hills again.\nNobody knew the old song.",
        ("es", "en"),
    )
    assert [o.what for o in item.outcomes] == ["Both airports were completed in May."]
    assert item.status == "done"


def test_what_is_still_to_come_is_no_result() -> None:
    item = outcomes_of(
        "She asked them to widen the coastal tunnel.",
        "widen the coastal tunnel",
        "They will widen the coastal tunnel next year.",
    )
    assert item.outcomes == ()
    late = outcomes_of(
        "She asked them to widen the coastal tunnel.",
        "widen the coastal tunnel",
        "Work to widen the coastal tunnel has yet to begin.",
    )
    assert late.status == "late"


def test_a_target_that_is_reached_is_done_and_a_figure_of_before_is_no_result() -> None:
    first = make_report("asked.txt", "He told the board to plant 3,000 oak trees in the park.")
    for count, status in ((3200, "done"), (900, "partly")):
        second = make_report("told.txt", f"The board planted {count} oak trees in the park.")
        told = figure(second, f"{count} oak trees", count, "tree")
        wanted = directive(first, "plant 3,000 oak trees in the park", "ECO")
        founds = {
            first.id: found(first, wanted, figure(first, "3,000 oak trees", 3000, "tree")),
            second.id: found(second, told),
        }
        events = [event("e1", "2024-03-12", [first]), event("e2", "2025-03-20", [second])]
        (item,) = track([first, second], founds, events, ())
        assert item.status == status
        past = replace(told, period=Slot("2022", (), Provenance.EXPLICIT))
        founds[second.id] = found(second, past)
        (item,) = track([first, second], founds, events, ())
        assert item.outcomes == ()


def test_a_result_goes_to_the_directive_it_answers_best() -> None:
    items = tracked("2024-03-12", "2025-03-20")
    whats = [o.what for item in items for o in item.outcomes]
    assert len(whats) == len(set(whats))


def test_two_wordings_with_a_word_in_common_are_one_only_if_they_act_on_one_thing() -> None:
    texts = (
        "The minister asked to build rafts beside clean rivers of the northern valley.",
        "The minister asked to plant oaks beside clean rivers of the northern valley.",
    )
    one, other = (make_report(f"{n}.txt", text) for n, text in enumerate(texts))
    wordings = [
        directive(one, "build rafts beside clean rivers of the northern valley", "ECO"),
        directive(other, "plant oaks beside clean rivers of the northern valley", "ECO"),
    ]
    named = [
        replace(d, object=Slot(quote, (report.span(at, at + len(quote)),), Provenance.EXPLICIT))
        for d, report, quote in zip(wordings, (one, other), ("rafts", "oaks"), strict=True)
        for at in (report.text.index(quote),)
    ]
    happened = [event("e1", "2024-03-12", [one, other], "p")]
    for asked, groups in ((wordings, 1), (named, 2)):
        founds = {one.id: found(one, asked[0]), other.id: found(other, asked[1])}
        assert len(track([one, other], founds, happened, ())) == groups
