"""Are words in quotation marks found in every language's marks, whatever is missing or turned?"""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.text.quotes import find_quotes

MARKS = {
    "english": ("“", "”"),
    "typewritten": ('"', '"'),
    "german": ("„", "“"),
    "german books": ("»", "«"),
    "dutch and polish": ("„", "”"),
    "swedish": ("”", "”"),
    "french": ("« ", " »"),
    "french, no-break": ("«\u00a0", "\u00a0»"),
    "spanish, italian, russian, arabic": ("«", "»"),
    "japanese": ("「", "」"),
    "japanese, inner": ("『", "』"),
}
TURNED = ('"', "“", "”", "„", "‟")
WORD = st.text("abdegimnorstuéñüабвгдهوم水火木", min_size=1, max_size=6)
WORDS = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
LINE = st.lists(st.tuples(st.booleans(), WORDS), min_size=1, max_size=6)

Parts = list[tuple[bool, str]]


def write(parts: Parts, opening: str, closing: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Write one line and tell where its quotations stand."""
    text, spans = "", []
    for quoted, words in parts:
        text += " " if text else ""
        if quoted:
            spans.append((len(text), len(text) + len(opening) + len(words) + len(closing)))
        text += f"{opening}{words}{closing}" if quoted else words
    return text + ".", tuple(spans)


def shift(spans: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + by, end + by) for start, end in spans)


@pytest.mark.parametrize("name", sorted(MARKS))
@given(lines=st.lists(LINE, min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_whole_quotations_are_found_as_they_stand(name: str, lines: list[Parts]) -> None:
    text = ""
    wanted: tuple[tuple[int, int], ...] = ()
    for parts in lines:
        line, spans = write(parts, *MARKS[name])
        wanted += shift(spans, len(text))
        text += line + "\n"
    assert find_quotes(text) == wanted


@given(parts=LINE, turns=st.lists(st.sampled_from(TURNED), min_size=2, max_size=12))
@settings(max_examples=30, deadline=None)
def test_a_mark_turned_wrong_is_read_by_its_place(parts: Parts, turns: list[str]) -> None:
    """Curly the wrong way: what counts is on which side the blank stands."""
    text, wanted = write(parts, "“", "”")
    supply = itertools.cycle(turns)
    turned = "".join(next(supply) if char in "“”" else char for char in text)
    assert find_quotes(turned) == wanted


@pytest.mark.parametrize("name", sorted(MARKS))
@given(before=LINE, broken=LINE, after=LINE, which=st.integers(0, 11))
@settings(max_examples=30, deadline=None)
def test_a_missing_mark_harms_no_other_line(
    name: str, before: Parts, broken: Parts, after: Parts, which: int
) -> None:
    opening, closing = MARKS[name]
    first, first_spans = write([(False, "a"), *before], opening, closing)
    middle, _ = write([(False, "b"), *broken], opening, closing)
    last, last_spans = write([(False, "c"), *after], opening, closing)
    spots = [n for n, char in enumerate(middle) if char in (opening + closing).strip()]
    if spots:
        at = spots[which % len(spots)]
        middle = middle[:at] + middle[at + 1 :]
    text = f"{first}\n{middle}\n{last}"
    found = find_quotes(text)
    low, high = len(first), len(first) + 1 + len(middle)
    assert tuple(s for s in found if s[1] <= low) == first_spans
    assert tuple(s for s in found if s[0] > high) == shift(last_spans, high + 1)
    assert all("\n" not in text[start:end] for start, end in found)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(found))


@pytest.mark.parametrize("name", sorted(MARKS))
@given(paragraphs=st.lists(WORDS, min_size=2, max_size=4))
@settings(max_examples=30, deadline=None)
def test_a_quotation_goes_on_over_paragraphs(name: str, paragraphs: list[str]) -> None:
    """Each paragraph opens with the mark, only the last one closes."""
    opening, closing = MARKS[name]
    text = "\n".join(opening + words for words in paragraphs) + closing
    ends = [n for n, char in enumerate(text) if char == "\n"] + [len(text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    assert find_quotes(text) == tuple(zip(starts, ends, strict=True))


@given(
    st.text("\"“”„«»「」『』'’ \n.,—a水", max_size=60),
)
@settings(max_examples=60, deadline=None)
def test_any_muddle_of_marks_gives_stretches_in_order(text: str) -> None:
    found = find_quotes(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(found))
    assert all("\n" not in text[start:end] for start, end in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("‘De dijk houdt het’, zei hij.", ["‘De dijk houdt het’"]),
        ("'It's our bridge,' she said.", ["'It's our bridge,'"]),
        ("‘It’s our bridge,’ she said.", ["‘It’s our bridge,’"]),
        ("The farmers' union met; the '90s are over.", []),
    ],
)
def test_single_marks_count_where_they_hold_words(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotes(text)] == wanted


def test_a_line_of_opening_marks_is_read_once() -> None:
    text = "「" * 20_000 + "水が出た」"
    assert find_quotes(text) == ((19_999, len(text)),)
