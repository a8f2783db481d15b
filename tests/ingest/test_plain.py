"""Are bytes of any encoding decoded as their writer meant them?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.errors import InputRefused
from firsthand.ingest import DEFAULT_LIMITS, plain, read_bytes
from firsthand.model.report import TextMap
from firsthand.model.span import hash_text
from tests.ingest.hostile import STORY, TEXTS

ENCODED = [(language, e) for language, (_, encodings) in TEXTS.items() for e in encodings]


@pytest.mark.parametrize(("language", "encoding"), ENCODED)
def test_legacy_encodings_are_recognised(language: str, encoding: str) -> None:
    text = TEXTS[language][0]
    found = plain.decode("a.txt", text.encode(encoding))
    assert found.text == text
    assert 0.35 < found.score <= 1


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("language", sorted(TEXTS))
def test_wide_encodings_need_no_mark(language: str, encoding: str) -> None:
    text = TEXTS[language][0]
    found = plain.decode("a.txt", text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert plain.decode("a.txt", b"\xef\xbb\xbfOpen").text == "Open"


@pytest.mark.parametrize(
    "text", ["one\r\ntwo\rthree\nfour", "e\u0301 \u00e9 \ufb01", "a\u2028b\x0cc\x85d"]
)
def test_nothing_is_translated_or_normalised(text: str) -> None:
    report = read_bytes("a.txt", text.encode())
    assert report.text == text
    assert (report.encoding, report.encoding_score) == ("utf-8", 1.0)
    assert (report.media_type, report.reader) == ("text/plain", "plain@1")
    assert report.text_hash == hash_text(text)
    assert report.text_map == TextMap()


def test_a_damaged_character_does_not_turn_the_rest_into_another_encoding() -> None:
    data = (TEXTS["ru"][0] * 3).encode() + b"\xff"
    found = plain.decode("a.txt", data)
    assert found.text == TEXTS["ru"][0] * 3 + "\ufffd"
    assert found.encoding == "utf-8"
    assert 0.99 < found.score < 1


def test_a_short_text_without_a_language_is_taken_for_western() -> None:
    assert plain.decode("a.txt", b"caf\xe9 12").encoding == "cp1252"


def test_what_a_file_declares_counts_after_utf8() -> None:
    text = "Съезд"
    assert plain.decode("a", text.encode("koi8_r"), "KOI8-R").text == text
    assert plain.decode("a", text.encode(), "KOI8-R").text == text
    assert plain.decode("a", "naïve £".encode("cp1252"), "latin1").encoding == "cp1252"


@pytest.mark.parametrize(
    "label", ["unicode_escape", "klingon", "utf-16", "rot13", "base64", "\x00"]
)
def test_labels_that_are_no_encodings_of_files_are_ignored(label: str) -> None:
    found = plain.decode("a", "Le café de la gare est fermé \\ud800".encode("cp1252"), label)
    assert found.encoding == "cp1252"
    assert "\\ud800" in found.text


def test_a_long_text_is_guessed_from_its_beginning() -> None:
    text = TEXTS["ru"][0] * 2000
    assert plain.decode("a", text.encode("cp1251")).text == text


@pytest.mark.parametrize(
    "data", [b"a\x00b", "a\x00b".encode("utf-16"), bytes(range(1, 9)), b"\x01\x80" * 40]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        plain.decode("a.txt", data)
    assert refused.value.reason == "binary"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_makes_the_round_trip(text: str) -> None:
    text = f"x{text}"
    assert plain.decode("a.txt", text.encode()).text == text


@given(st.binary())
def test_any_bytes_give_clean_text_or_a_refusal(data: bytes) -> None:
    try:
        found = plain.decode("a.txt", data)
    except InputRefused:
        return
    assert "\x00" not in found.text
    found.text.encode("utf-8")
    assert 0 <= found.score <= 1


def test_a_text_over_the_limit_is_refused() -> None:
    limits = DEFAULT_LIMITS.__class__(text_chars=len(STORY) - 1)
    with pytest.raises(InputRefused, match="too large"):
        read_bytes("a.txt", STORY.encode(), limits)


def test_one_huge_line_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "decode", None)
    with pytest.raises(InputRefused, match="too large"):
        read_bytes("a.txt", b"x" * (50 << 20))
    with pytest.raises(InputRefused, match="too large"):
        read_bytes("a.txt", b"x" * ((50 << 20) + 1))


def test_the_mark_of_utf8_stays_so_that_offsets_agree_with_other_readers() -> None:
    report = read_bytes("a.txt", "\ufeffDie Brücke".encode())
    assert report.text == "\ufeffDie Brücke"
    assert read_bytes("a.txt", "Die Brücke".encode("utf-16")).text == "Die Brücke"
