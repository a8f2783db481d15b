"""Do the runs of two texts give both back, each in one ink, and do shares follow from runs?"""

import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare.runs import COMPARED, Ink, Side
from firsthand.compare.side_by_side import side_by_side
from firsthand.model.findings import Findings
from firsthand.model.report import Report
from firsthand.model.story import Passage
from firsthand.text.sentences import split_sentences
from tests.compare.builders import make_report
from tests.compare.test_side_by_side import told_apart

WORDS = ["the", "mayor", "Anna", "$40", "40", "1,200", "boats", "of", "quay", "said", "“no”", "—"]
WORDS += ["İzmir", "straße", "城", "会", "ميناء", "e\u0301", "👩", "a-b", "5%", "\u200b", "x\ufeff"]

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
joined = st.sampled_from([". ", ".\n", "\n\n", "。", "  ", "\r\n"])
texts = st.lists(st.tuples(sentences, joined), max_size=7).map(
    lambda parts: "".join(one + end for one, end in parts)
)
few = settings(max_examples=60, deadline=None)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Report, Report]:
    """Draw two texts, the second made in part from sentences of the first."""
    one = draw(texts)
    own = re.findall(r"[^.\n]+[.\n]?", one)
    kept = draw(st.lists(st.sampled_from(own), max_size=6)) if own else []
    other = draw(st.permutations([*kept, draw(texts)]))
    return make_report("a", one), make_report("b", " ".join(other))


def words_of(side: Side, number: int) -> list[str]:
    """List the words of an identical stretch as they are compared."""
    found: list[str] = []
    for run in side.runs:
        if run.number == number and run.ink is Ink.IDENTICAL:
            text = side.report.text[run.start : run.end]
            found.extend(re.findall(r"\w+", text.replace("\u0301", "").casefold()))
    return found


def passages(one: Report, other: Report, places: Sequence[int]) -> list[Passage]:
    """Pair some sentences, whatever they say."""
    ours, theirs = split_sentences(one.text), split_sentences(other.text)
    return [
        Passage(one.span(*ours[n % len(ours)]), other.span(*theirs[n % len(theirs)]), "near", 0.5)
        for n in places
        if ours and theirs
    ]


@few
@given(pairs(), st.lists(st.integers(0, 20), max_size=4), st.data())
def test_runs_give_both_texts_back_in_one_ink_each(
    pair: tuple[Report, Report], places: list[int], data: st.DataObject
) -> None:
    one, other = pair
    claims = []
    if one.text.strip() and other.text.strip() and one.id != other.id:
        spans = []
        for report in pair:
            start = data.draw(st.integers(0, len(report.text) - 1))
            end = data.draw(st.integers(start + 1, len(report.text)))
            spans.append(report.span(start, end))
        claims.append(told_apart("number", *spans))
    found = side_by_side(
        one, other, passages(one, other, places), Findings(comparisons=tuple(claims))
    )
    sides = found.left, found.right
    for side, report in zip(sides, pair, strict=True):
        assert "".join(report.text[run.start : run.end] for run in side.runs) == report.text
        assert [run.start for run in side.runs[1:]] == [run.end for run in side.runs[:-1]]
        assert all(run.start < run.end for run in side.runs)
        assert all((run.number > 0) == (run.ink in COMPARED) for run in side.runs)
        for run in side.runs:
            if run.number:
                assert found.stretches[run.number - 1] is run.ink
    for number, ink in enumerate(found.stretches, 1):
        held = [any(run.number == number for run in side.runs) for side in sides]
        assert any(held)
        assert all(held) != (ink is Ink.ONLY_HERE)
        if ink is Ink.IDENTICAL:
            assert words_of(found.left, number) == words_of(found.right, number)
    for side in sides:
        assert [share.ink for share in side.shares] == list(COMPARED)
        for share in side.shares:
            inked = [run for run in side.runs if run.ink is share.ink]
            letters = sum(run.end - run.start for run in inked)
            assert share.words <= share.characters <= letters
            assert bool(share.words) == bool(inked)
    same = found.left.share(Ink.IDENTICAL), found.right.share(Ink.IDENTICAL)
    assert same[0].words == same[1].words


@few
@given(texts)
def test_a_text_beside_its_own_copy_is_identical(text: str) -> None:
    one, other = make_report("a", text), make_report("b", f"{text}\n")
    found = side_by_side(one, other)
    if found.left.words >= 8:
        assert found.left.share(Ink.IDENTICAL).words == found.left.words
