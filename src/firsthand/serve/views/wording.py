"""In which words does a brief say what the records hold?"""

import re

from firsthand.lang import lexicon
from firsthand.model.items import Bound
from firsthand.model.reason import Provenance, Reason
from firsthand.model.story import Direction, Evidence, Relation, State, Verdict, Weight

PROVENANCE = {
    Provenance.EXPLICIT: "as written",
    Provenance.INHERITED: "carried over",
    Provenance.DOCUMENT: "from the report's own date or heading",
    Provenance.LINKED_REPORT: "from the linked report",
    Provenance.NONE: "",
}

VERDICTS = {
    Verdict.DIFFER: "differs",
    Verdict.MORE_DETAIL: "more detail",
    Verdict.AGREE: "agree",
    Verdict.ONLY_HERE: "only here",
}
"""In the order in which a reader wants them."""

BOUNDS = {
    Bound.EXACT: "exactly",
    Bound.APPROXIMATE: "about",
    Bound.NEARLY: "nearly",
    Bound.AT_LEAST: "at least",
    Bound.OVER: "more than",
    Bound.AT_MOST: "at most",
    Bound.UNDER: "less than",
    Bound.RANGE: "between",
    Bound.VAGUE: "vague",
    Bound.SCORE: "score",
}

STATES = {
    State.SUGGESTED: "suggested",
    State.CONFIRMED: "confirmed by a person",
    State.REJECTED: "rejected by a person, not counted",
}

RELATIONS = {
    Relation.REPORTS: "reports it",
    Relation.ANNOUNCES: "announces it",
    Relation.REFERS: "refers to it",
}

NOTHING = "nothing found in these reports"

LATER = {
    Evidence.FIGURE: "figure reported",
    Evidence.STATED: "progress stated",
    Evidence.MENTIONED: "mentioned",
}

DIRECTIONS = {
    Direction.COMMON: "both from a common source",
    Direction.UNKNOWN: "direction unknown",
}

LANGUAGES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

UNITS = {
    "PY": "year",
    "PM": "month",
    "PW": "week",
    "PD": "day",
    "PTH": "hour",
    "PTM": "minute",
    "PTS": "second",
}
"""Of ISO 8601 durations, with the letters before the number."""

PARTS = {
    "H1": "first half of",
    "H2": "second half of",
    "Q1": "first quarter of",
    "Q2": "second quarter of",
    "Q3": "third quarter of",
    "Q4": "fourth quarter of",
    "SP": "spring",
    "SU": "summer",
    "FA": "autumn",
    "WI": "winter",
}

_LASTING = re.compile(r"(P(?=\d+(?:\.\d+)?[YMWD]$)|PT(?=\d+(?:\.\d+)?[HMS]$))([\d.]+)([A-Z])")
_PART = re.compile(r"(\d{4})-([HQ]\d|[SFW][PUAI]|W\d\d)")

VALUE = 90
"""Characters of a value, or of one side of a reason, that are shown."""

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d:\d\d)\S*)?([~?%]?)")


def shorten(text: str, limit: int = VALUE) -> str:
    """Fold a text into one line and cut it at a word.

    Args:
        text: any text.
        limit: characters at most, the ellipsis left out.

    Returns:
        The line, with an ellipsis when something was left out.
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head, blank, _ = line[: limit + 1].rpartition(" ")
    return (head if blank and len(head) > limit // 2 else line[:limit]) + "…"


def theme(code: str) -> str:
    """Name a theme by its label.

    Args:
        code: as directives carry it.

    Returns:
        The label of `lang/en/themes.toml`, or the code where it has none.
    """
    rows = lexicon("en", "themes").get("themes", [])
    return next((str(row["label"]) for row in rows if row["code"] == code), code)


def count(number: int, noun: str, many: str = "") -> str:
    """Say how many of a thing there are.

    Args:
        number: how many.
        noun: the thing, in the singular.
        many: its plural; by default with an s.

    Returns:
        "1 report", "3 reports".
    """
    return f"{number} {noun}" if number == 1 else f"{number} {many or noun + 's'}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Join words as a sentence does.

    Args:
        words: in order.

    Returns:
        "a", "a and b", "a, b and c".
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def say_date(edtf: str) -> str:
    """Say an EDTF date, date-time or interval in English.

    Args:
        edtf: such as 2024-10-14, 2024-10, 2024-10-14T10:42 or 2024-03-01/2024-03-04.

    Returns:
        "14 October 2024"; what is no plain date comes back as it is.
    """
    first, slash, last = edtf.partition("/")
    if slash and first and last and first != "..":
        return f"{say_date(first)} to {say_date(last)}" if last != ".." else f"{say_date(first)} on"
    match = _DAY.fullmatch(edtf)
    if not match:
        return _say_part(edtf)
    year, month, day, hour, doubt = match.groups()
    if month and not 1 <= int(month) <= len(MONTHS):
        return edtf
    parts = [str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year]
    said = " ".join(part for part in parts if part)
    return ("about " if doubt else "") + said + (f", {hour}" if hour else "")


def _say_part(value: str) -> str:
    """Say a duration or a part of a year; what is neither comes back as it is."""
    lasting = _LASTING.fullmatch(value)
    if lasting:
        number = float(lasting[2])
        unit = UNITS[lasting[1] + lasting[3]]
        return f"{say_number(number)} {unit}" + ("" if number == 1 else "s")
    part = _PART.fullmatch(value)
    if part and part[2] in PARTS:
        return f"{PARTS[part[2]]} {part[1]}"
    return f"week {int(part[2][1:])} of {part[1]}" if part else value


def say_number(value: float) -> str:
    """Write a number with its thousands set apart.

    Args:
        value: the number.

    Returns:
        "80,000,000,000", "2.5".
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.12g}"


def say_score(score: float | None) -> str:
    """Write a score with two digits, or nothing.

    Args:
        score: between 0 and 1, or None.

    Returns:
        "score 0.93" or "".
    """
    return "" if score is None else f"score {score:.2f}"


def say_weight(weight: Weight) -> str:
    """Say how much stands behind a claim.

    Args:
        weight: the weight.

    Returns:
        "3 reports, 1 independent source, at most 2".
    """
    return f"{count(len(weight.reports), 'report')}, {say_sources(weight)}"


def say_sources(weight: Weight) -> str:
    """Say how many independent sources there are, and how many at most where links are uncertain.

    Args:
        weight: the weight.

    Returns:
        "2 independent sources" or "1 independent source, at most 2".
    """
    most = f", at most {weight.at_most}" if weight.at_most > weight.independent else ""
    return count(weight.independent, "independent source") + most


def why_weight(weight: Weight) -> str:
    """Say why so many sources are left; of a single report there is nothing to say.

    Args:
        weight: the weight.

    Returns:
        The reason or "".
    """
    return weight.reason if len(weight.reports) > 1 else ""


def say_reason(reason: Reason) -> str:
    """Say why the program decided so.

    Args:
        reason: the reason.

    Returns:
        One line: the detail, the two values, the rule and the score.
    """
    left, right = shorten(reason.left), shorten(reason.right)
    pair = f"“{left}” and “{right}”" if left and right and left != right else ""
    parts = [reason.detail, pair, f"rule {reason.rule}", say_score(reason.score)]
    return "; ".join(part for part in parts if part)
