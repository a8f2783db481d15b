"""In which forms does a Japanese or Korean verb close a clause: 述べた, 述べ, 말했다, 말하며?"""

ENDINGS = {
    "う": ("っ", "い", "た"),
    "つ": ("っ", "ち", "た"),
    "る": ("っ", "り", "た"),
    "す": ("し", "し", "た"),
    "く": ("い", "き", "た"),
    "ぐ": ("い", "ぎ", "だ"),
    "む": ("ん", "み", "だ"),
    "ぶ": ("ん", "び", "だ"),
    "ぬ": ("ん", "に", "だ"),
}
"""Last kana of a verb of five grades, to what stands before た and before ます, and た itself."""
_KOREAN = {
    "했다": ("하", "한"),
    "혔다": ("히", "힌"),
    "렸다": ("리", "린"),
    "졌다": ("지", "진"),
    "였다": ("이", "인"),
}
"""Ends of the past, to the stem and its form of the present."""
_BEFORE_RU = frozenset("いきしちにひみりぎじびえけせてねへめれげぜでべ")
"""Before る in verbs of one grade: 述べる, 命じる."""
_GERUND = ("", "いる", "いた", "おり", "います", "いました")
_PAST = ("", "上で", "うえで", "ほか")


def conjugated(verb: str) -> tuple[str, ...]:
    """List the forms of a verb with which a clause of a report ends.

    Args:
        verb: its dictionary form, with what stands before it: "述べる", "考えを示す".

    Returns:
        The forms, the dictionary form first.
    """
    past, stem, ta = _stems(verb)
    te = "で" if ta == "だ" else "て"
    return (
        verb,
        stem,
        *(f"{past}{ta}{end}" for end in _PAST),
        *(f"{past}{te}{end}" for end in _GERUND),
        *(f"{stem}{end}" for end in ("ました", "ます")),
    )


def korean_forms(verb: str) -> tuple[str, ...]:
    """List the forms of a Korean verb of speech with which a clause of a report ends.

    Args:
        verb: its plain past: "말했다", "밝혔다".

    Returns:
        The forms, the one given first; it alone where its stem is not of a kind that is known.
    """
    shape = next((end for end in _KOREAN if verb.endswith(end) and verb != end), None)
    if shape is None:
        return (verb,)
    stem, present = (verb.removesuffix(shape) + one for one in _KOREAN[shape])
    past = verb[:-1]
    return (
        verb,
        f"{past}습니다",
        f"{past}으며",
        f"{past}고",
        f"{present}다",
        *(f"{stem}{end}" for end in ("며", "면서", "고")),
    )


def _stems(verb: str) -> tuple[str, str, str]:
    if verb.endswith("する"):
        stem = verb[:-2] + "し"
        return stem, stem, "た"
    if verb[-1] == "る" and verb[-2] in _BEFORE_RU:
        return verb[:-1], verb[:-1], "た"
    before_ta, before_masu, ta = ENDINGS[verb[-1]]
    return verb[:-1] + before_ta, verb[:-1] + before_masu, ta
