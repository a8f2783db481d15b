"""Which words of two reports are identical, reworded, only here, conflicting, and how many?"""

from dataclasses import replace

from firsthand.compare.runs import Ink, Run, Side, SideBySide
from firsthand.compare.side_by_side import side_by_side
from firsthand.model.findings import Findings
from firsthand.model.items import Moment, MomentKind
from firsthand.model.reason import Reason
from firsthand.model.report import Block, Report, Role
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Passage, Verdict, Version, Weight
from tests.compare.builders import cut, figure, make_report

SAME, NEW, ALONE, CLASH = Ink.IDENTICAL, Ink.REWORDED, Ink.ONLY_HERE, Ink.CONFLICTING

OLD = "Some 240 lamps were lit along the quay on Monday before a large and cheerful crowd."


def text_of(side: Side, run: Run) -> str:
    return side.report.text[run.start : run.end]


def marked(side: Side) -> list[tuple[Ink, str]]:
    return [(run.ink, text_of(side, run)) for run in side.runs if run.number]


def lay(one: str, other: str, **more: object) -> SideBySide:
    return side_by_side(make_report("a", one), make_report("b", other), **more)  # type: ignore[arg-type]


def told_apart(slot: str, *spans: Span, kind: str = "") -> Comparison:
    weight = Weight((), 1, 1, 1, "")
    versions = tuple(Version(span.quote, (span,), weight) for span in spans)
    reason = Reason("test@1", 0.9)
    return Comparison("claim-1", "the claim", kind or slot, Verdict.DIFFER, slot, versions, reason)


def test_a_copy_is_identical_from_first_to_last() -> None:
    sides = lay(OLD, OLD + "\nIt rained later.")
    assert marked(sides.left) == [(SAME, OLD)]
    assert marked(sides.right) == [(SAME, OLD), (ALONE, "It rained later.")]
    assert sides.stretches == (SAME, ALONE)
    assert sides.left.share(SAME).words == sides.left.words == 16
    assert sides.right.words == 19


def test_a_replaced_word_is_reworded_and_an_added_one_only_here() -> None:
    new = OLD.replace("large", "huge").replace("on Monday", "on Monday evening")
    sides = lay(OLD, new)
    assert [ink for ink, _ in marked(sides.left)] == [SAME, SAME, NEW, SAME]
    assert (NEW, "large") in marked(sides.left)
    assert (NEW, "huge") in marked(sides.right)
    assert (ALONE, "evening") in marked(sides.right)
    numbers = [
        run.number for side in (sides.left, sides.right) for run in side.runs if run.ink is NEW
    ]
    assert len(numbers) == 2
    assert len(set(numbers)) == 1


def test_a_replaced_figure_is_a_conflict_that_shows_both_values() -> None:
    one, other = make_report("a", OLD), make_report("b", OLD.replace("240", "260"))
    figures = (figure(one, "240 lamps", 240, "lamps"), figure(other, "260 lamps", 260, "lamps"))
    sides = side_by_side(one, other, findings=Findings(figures=figures))
    assert (CLASH, "240") in marked(sides.left)
    assert (CLASH, "260") in marked(sides.right)
    ((number, dispute),) = sides.disputes
    assert sides.stretches[number - 1] is CLASH
    assert dispute.slot == "number"
    assert [dispute.of(r.id).value for r in (one, other)] == ["240 lamps", "260 lamps"]


def test_a_changed_figure_near_the_edge_of_a_lifted_passage_is_found() -> None:
    lifted = f"{OLD} Children carried lanterns of red paper down to the boats."
    one = make_report("a", lifted)
    other = make_report("b", f"No ship called that night. {lifted.replace('240', '260')}")
    figures = (figure(one, "240 lamps", 240, "lamps"), figure(other, "260 lamps", 260, "lamps"))
    sides = side_by_side(one, other, findings=Findings(figures=figures))
    assert [ink for ink, _ in marked(sides.left)] == [SAME, CLASH, SAME]
    assert marked(sides.left)[:2] == [(SAME, "Some"), (CLASH, "240")]


def test_a_replaced_word_beside_an_equal_figure_is_no_conflict() -> None:
    one, other = make_report("a", OLD), make_report("b", OLD.replace("240 lamps", "240 torches"))
    figures = (figure(one, "240 lamps", 240, "lamps"), figure(other, "240 torches", 240, "torches"))
    sides = side_by_side(one, other, findings=Findings(figures=figures))
    assert sides.disputes == ()
    assert (NEW, "torches") in marked(sides.right)


def test_a_replaced_day_is_a_conflict() -> None:
    one, other = make_report("a", OLD), make_report("b", OLD.replace("Monday", "Sunday"))
    moments = tuple(
        Moment("m", cut(r, day), MomentKind.DATE, day, "test@1", value=value)
        for r, day, value in ((one, "Monday", "2031-03-03"), (other, "Sunday", "2031-03-02"))
    )
    sides = side_by_side(one, other, findings=Findings(moments=moments))
    assert [dispute.slot for _, dispute in sides.disputes] == ["date"]
    same = tuple(replace(moment, value="2031-03-03") for moment in moments)
    assert side_by_side(one, other, findings=Findings(moments=same)).disputes == ()


def test_a_claim_that_differs_is_marked_in_both_texts() -> None:
    one = make_report("a", "Odile Marchetti opened the new customs house.")
    other = make_report("b", "It was Odile Marcetti who came to cut the ribbon.")
    claim = told_apart("name", cut(one, "Odile Marchetti"), cut(other, "Odile Marcetti"))
    sides = side_by_side(one, other, findings=Findings(comparisons=(claim,)))
    assert (CLASH, "Odile Marchetti") in marked(sides.left)
    assert (CLASH, "Odile Marcetti") in marked(sides.right)
    assert sides.left.share(CLASH).words == 2


def test_what_both_print_is_no_conflict_between_the_two() -> None:
    one = make_report("a", f"{OLD} A second count came to 260 lamps.")
    other = make_report("b", f"{OLD} The count that evening was 260 lamps.")
    claim = told_apart("number", cut(one, "240 lamps"), cut(other, "260 lamps"))
    sides = side_by_side(one, other, findings=Findings(comparisons=(claim,)))
    assert sides.disputes == ()
    assert (SAME, OLD) in marked(sides.left)


def test_a_report_with_both_values_conflicts_with_nobody() -> None:
    one = make_report("a", "First 12 boats were missed, then 15 boats.")
    other = make_report("b", "The coast guard says that 15 boats are missing.")
    spans = cut(one, "12 boats"), cut(one, "15 boats"), cut(other, "15 boats")
    claim = told_apart("number", spans[0])
    both = Version("15 boats", spans[1:], claim.versions[0].weight)
    claim = replace(claim, versions=(*claim.versions, both))
    assert side_by_side(one, other, findings=Findings(comparisons=(claim,))).disputes == ()


def test_who_says_a_thing_is_no_value_to_mark() -> None:
    one, other = make_report("a", f"{OLD} So Anna said."), make_report("b", f"{OLD} So Ben said.")
    claim = told_apart("attribution", cut(one, OLD), cut(other, OLD))
    sides = side_by_side(one, other, findings=Findings(comparisons=(claim,)))
    assert sides.disputes == ()
    assert CLASH not in sides.stretches


def test_aligned_sentences_are_reworded_but_for_their_shared_runs() -> None:
    one = make_report("a", "The board has restored 480 hectares of wetland since spring.")
    other = make_report("b", "Since spring, marshes were brought back: 480 hectares of wetland.")
    passage = Passage(one.span(0, len(one.text)), other.span(0, len(other.text)), "paraphrase", 0.6)
    sides = side_by_side(one, other, (passage,))
    assert (SAME, "480 hectares of wetland") in marked(sides.left)
    assert (NEW, "The board has restored") in marked(sides.left)
    assert sides.left.share(ALONE).words == sides.right.share(ALONE).words == 0


def test_a_translation_is_reworded_on_both_sides() -> None:
    one = make_report("a", "Der Hafen bleibt bis Montag geschlossen.", language="de")
    other = make_report("b", "The harbour stays closed until Monday. Ferries wait.")
    said = cut(other, "The harbour stays closed until Monday.")
    passage = Passage(one.span(0, len(one.text)), said, "translation", 0.8)
    sides = side_by_side(other, one, (passage,))
    assert marked(sides.right) == [(NEW, one.text)]
    assert marked(sides.left) == [(NEW, said.quote), (ALONE, "Ferries wait.")]


FACT = "The water board in Holm said on Monday that {} hectares of wetland were {} again."


def test_like_sentences_with_other_figures_are_no_rewording_of_reports_not_akin() -> None:
    one = make_report("a", FACT.format(480, "flooded"))
    same = make_report(
        "b", "Again 480 hectares of wetland near Holm are wet, the water board said."
    )
    other = make_report(
        "c", "Again 90 hectares of wetland near Holm are wet, the water board said."
    )
    assert side_by_side(one, same).left.share(NEW).words > 0
    assert side_by_side(one, other).left.share(NEW).words == 0
    assert side_by_side(one, other, akin=True).left.share(NEW).words > 0


def test_what_is_added_beside_an_equal_sentence_is_no_rewording() -> None:
    one = make_report("a", "The bridge at Holm was closed to lorries for nine weeks.")
    other = make_report("b", one.text[:-1] + " and to buses until the end of the season in May.")
    passage = Passage(one.span(0, len(one.text)), other.span(0, len(other.text)), "paraphrase", 0.9)
    sides = side_by_side(one, other, (passage,))
    assert [ink for ink, _ in marked(sides.right)] == [SAME, ALONE]


def test_furniture_and_datelines_are_grey_and_not_compared() -> None:
    text = f"HOME | NEWS | SPORT\nSALTWICK, 4 March - {OLD}"
    one = make_report("a", text)
    blocks = (
        Block(cut(one, "HOME | NEWS | SPORT"), Role.NAVIGATION, "test@1"),
        Block(cut(one, f"SALTWICK, 4 March - {OLD}"), Role.BODY, "test@1"),
        Block(cut(one, "SALTWICK, 4 March -"), Role.DATELINE, "test@1", inline=True),
    )
    one = replace(one, blocks=blocks)
    sides = side_by_side(one, make_report("b", f"{OLD} HOME | NEWS | SPORT"))
    grey = [text_of(sides.left, run) for run in sides.left.runs if run.furniture]
    assert grey == ["HOME | NEWS | SPORT", "SALTWICK, 4 March -"]
    assert marked(sides.left) == [(SAME, OLD)]
    assert sides.left.words == 16


def test_marks_do_not_depend_on_which_report_comes_first() -> None:
    one = make_report("a", f"{OLD} The wind dropped at nine. Boats put out again from Holm.")
    other = make_report("b", f"Boats put out again from Holm. {OLD.replace('Some', 'About')}")
    there, back = side_by_side(one, other), side_by_side(other, one)
    for here, mirrored in ((there.left, back.right), (there.right, back.left)):
        assert here.shares == mirrored.shares
        assert [(r.start, r.end, r.ink) for r in here.runs] == [
            (r.start, r.end, r.ink) for r in mirrored.runs
        ]


def test_stretches_count_in_the_order_of_the_left_text() -> None:
    sides = lay(f"{OLD} Nobody was hurt.", f"An odd thing happened first. {OLD}")
    assert [run.number for run in sides.left.runs if run.number] == [2, 3]
    assert [run.number for run in sides.right.runs if run.number] == [1, 2]
    assert sides.stretches == (ALONE, SAME, ALONE)


def test_texts_without_blanks_between_words_are_compared_by_character() -> None:
    shared = "市议会周二批准了新建海堤的计划"
    one = make_report("a", f"{shared}。工程将于五月开工。", language="zh")
    other = make_report("b", f"据报道，{shared}，耗资巨大。", language="zh")
    sides = side_by_side(one, other)
    assert sides.left.unspaced
    assert any(ink is SAME and shared in text for ink, text in marked(sides.left))
    assert sides.left.share(SAME).words == sides.right.share(SAME).words >= len(shared)


def test_unrelated_texts_share_nothing() -> None:
    sides = lay("A cat slept on the warm stove all day.", "Shares of two banks fell sharply.")
    assert set(sides.stretches) == {ALONE}
    assert sides.left.share(SAME).words == 0


def test_an_empty_text_has_no_runs_and_no_shares() -> None:
    empty = Report("0" * 64, "empty", "", "", "text/plain", "plain@1")
    sides = side_by_side(empty, make_report("b", OLD))
    assert sides.left.runs == ()
    assert sides.left.words == 0
    assert marked(sides.right) == [(ALONE, OLD)]
