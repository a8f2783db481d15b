"""Does marking words ever change the words?"""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model.findings import Findings
from firsthand.model.items import Name, NameKind
from firsthand.serve.brief import render_brief
from firsthand.serve.views.evidence import AROUND, Shelf, cut
from firsthand.serve.views.wording import shorten
from tests.serve.builders import report

TEXT = st.text(
    st.one_of(
        st.sampled_from("a b.<>&\"'\n\r\t。 ع\u202e\u0301"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    ),
    min_size=1,
    max_size=120,
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    text = draw(TEXT)
    place = st.integers(-2, len(text) + 2)
    marks = draw(st.lists(st.tuples(place, place, st.sampled_from(["main", "aid", "f"]))))
    return text, marks


@given(marked(), st.data())
def test_pieces_joined_are_the_stretch(
    case: tuple[str, list[tuple[int, int, str]]], data: st.DataObject
) -> None:
    text, marks = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pieces = cut(text, marks, start, end)
    assert "".join(piece.text for piece in pieces) == text[start:end]
    for piece in pieces:
        covering = {
            label
            for first, last, label in marks
            if first <= piece.start and piece.start + len(piece.text) <= last
        }
        touching = {
            label
            for first, last, label in marks
            if max(first, piece.start) < min(last, piece.start + len(piece.text))
        }
        assert set(piece.labels.split()) == covering == touching


@settings(deadline=None)  # the first page compiles the templates
@given(marked())
def test_a_page_holds_the_text_and_the_quotes_exactly(
    case: tuple[str, list[tuple[int, int, str]]],
) -> None:
    text, marks = case
    one = report("text.txt", text)
    spans = [one.span(a, b) for a, b, _ in marks if 0 <= a < b <= len(text)]
    names = tuple(
        Name(f"name-{number}", span, NameKind.PERSON, "test@1") for number, span in enumerate(spans)
    )
    page = render_brief(Findings(reports=(one,), names=names))
    words = re.findall(r'<div class="words" dir="auto">(.*?)</div></div>', page, re.DOTALL)
    shown = unescape(re.sub(r"<[^>]*>", "", "".join(words)))
    assert _comparable(shown) == _comparable(text)


def _comparable(text: str) -> str:
    """Python's unescape drops a few code points that are wrong in HTML; a browser keeps them."""
    return unescape(text.replace("&", "&amp;"))


@given(marked())
def test_evidence_lies_in_the_text_and_holds_its_quotes(
    case: tuple[str, list[tuple[int, int, str]]],
) -> None:
    text, marks = case
    one = report("text.txt", text)
    spans = [one.span(a, b) for a, b, _ in marks if 0 <= a < b <= len(text)]
    found = Shelf([one]).evidence(spans)
    assert {(cite.start, cite.end) for e in found for cite in e.cites} == {
        (span.start, span.end) for span in spans
    }
    for evidence in found:
        context = "".join(piece.text for piece in evidence.pieces)
        assert context in text
        for cite in evidence.cites:
            assert text[cite.start : cite.end] == cite.quote
            assert cite.quote in context
        before, _, after = evidence.lead
        assert max(len(before), len(after)) <= AROUND + 1


@given(st.text(max_size=300), st.integers(5, 80))
def test_a_shortened_text_is_one_short_line(text: str, limit: int) -> None:
    line = shorten(text, limit)
    assert len(line) <= limit + 1
    assert "\n" not in line
    assert " ".join(text.split()).startswith(line.removesuffix("…"))
