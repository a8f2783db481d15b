"""Is every number read back as it was written, in digits of every style and in words?"""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand.lang import languages
from firsthand.text.numerals import scan
from tests.properties.number_writers import WRITERS

COMMA_LANGUAGES = ("de", "es", "fr", "id", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "vi")
"""Languages that part decimals with a comma."""
STYLES = [
    ("en", ",", "."), ("zh", ",", "."), ("en", "'", "."), ("en", "\u00a0", "."),
    ("en", "\u2009", "."), ("en", "\u202f", "."), ("es", ",", "."), ("fr", "\u202f", ","),
    ("fr", " ", ","), ("de", "'", ","), ("de", "’", ","), ("sv", " ", ","), ("pl", "\u00a0", ","),
    *((language, ".", ",") for language in COMMA_LANGUAGES),
]  # fmt: skip
LONG_SCALE = {"de": "Milliarden", "fr": "milliards", "it": "miliardi", "es": "mil millones"}


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def spread(top: int) -> st.SearchStrategy[int]:
    """Draw numbers of every length evenly, many of them round."""
    lengths = st.integers(1, len(str(top - 1)))
    return st.builds(
        lambda length, part, zeros: max(2, int(part * 10**length) // 10**zeros * 10**zeros),
        lengths, st.floats(0.1, 0.999), st.integers(0, 9),
    ).filter(lambda n: n < top)  # fmt: skip


def read_whole(text: str, language: str) -> list[tuple[float, int, int]]:
    return [(n.value, n.start, n.end) for n in scan(text, language)]


@pytest.mark.parametrize("language", sorted(WRITERS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_words_are_read_back(language: str, data: st.DataObject) -> None:
    write, top = WRITERS[language]
    number = data.draw(spread(top))
    text = write(number)
    assert read_whole(text, language) == [(float(number), 0, len(text))]


@pytest.mark.parametrize(("language", "mark", "point"), STYLES)
@settings(max_examples=25, deadline=None)
@given(number=st.integers(10**6, 10**11), cents=st.integers(0, 99))
@example(number=1_000_000, cents=0)
def test_grouped_digits_are_read_back(
    language: str, mark: str, point: str, number: int, cents: int
) -> None:
    text = grouped(number, mark)
    assert read_whole(text, language) == [(float(number), 0, len(text))]
    text = f"{text}{point}{cents:02}"
    assert read_whole(text, language) == [(float(f"{number}.{cents:02}"), 0, len(text))]


@settings(max_examples=40, deadline=None)
@given(number=st.integers(10**5, 10**10))
def test_indian_groups_are_read_back(number: int) -> None:
    digits = str(number)
    head, tail = digits[:-3], digits[-3:]
    parts = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    text = ",".join([*reversed(parts), tail])
    assert read_whole(text, "en") == [(float(number), 0, len(text))]


@pytest.mark.parametrize("language", [*languages("numerals"), "ja"])
@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 10**9 - 1))
def test_plain_digits_are_read_back(language: str, number: int) -> None:
    text = str(number)
    assert read_whole(text, language) == [(float(number), 0, len(text))]


@pytest.mark.parametrize("language", sorted(LONG_SCALE))
@settings(max_examples=25, deadline=None)
@given(number=st.integers(2, 999))
def test_a_milliard_is_a_thousand_million(language: str, number: int) -> None:
    text = f"{number} {LONG_SCALE[language]}"
    assert read_whole(text, language) == [(number * 1e9, 0, len(text))]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "2 billion", 2e9), ("de", "2 Billionen", 2e12), ("fr", "2 billions", 2e12),
        ("es", "2 billones", 2e12), ("it", "2 bilioni", 2e12), ("pt", "2 bilhões", 2e9),
        ("en", "3 lakh crore", 3e12), ("en", "4 tn", 4e12), ("zh", "3万亿", 3e12),
        ("zh", "5千万", 5e7), ("zh", "1.2亿", 1.2e8), ("nl", "2 miljard", 2e9),
        ("ru", "3 млрд", 3e9), ("pl", "3 mld", 3e9), ("sv", "3 miljarder", 3e9),
        ("tr", "3 milyar", 3e9), ("uk", "3 млн", 3e6), ("vi", "3 tỷ", 3e9), ("id", "3 miliar", 3e9),
    ],
)  # fmt: skip
def test_scales_of_each_language(language: str, text: str, value: float) -> None:
    assert read_whole(text, language) == [(value, 0, len(text))]
