"""With which words does a language limit a time or join two to a stretch?"""

import re
from dataclasses import dataclass
from functools import cache

from firsthand.lang import lexicon
from firsthand.text.calendars import alternation

RELATIONS = ("until", "since", "before", "after", "about", "more", "less")
"""Relations of a stretch to the moment that limits it, in the order they are tried."""

_HOURS = 12
Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled words of one language."""

    opener: Pattern
    joint: Pattern
    paired: frozenset[str]
    left: tuple[tuple[str, Pattern], ...]
    right: tuple[tuple[str, Pattern], ...]
    at: Pattern
    hour_before: Pattern
    hours_before: Pattern
    hours_after: Pattern
    hour_after: Pattern
    inside_before: Pattern
    inside_after: Pattern
    later_before: Pattern
    back: Pattern
    forward: Pattern
    apart: Pattern
    begun: Pattern
    lasting: Pattern
    inner: Pattern
    leading: Pattern
    trailing: Pattern
    hour_next: Pattern
    hours: dict[str, int]
    variants: dict[int, str]

    def hour(self, printed: str) -> str:
        """Read an hour as printed.

        Args:
            printed: "5", "5:30" or "five".

        Returns:
            The clock time; empty when there is no such hour.
        """
        hour, _, minute = printed.replace(".", ":").partition(":")
        number = self.hours.get(hour.lower(), int(hour) if hour.isdecimal() else 99)
        return f"{number:02}:{minute or '00'}" if number <= 2 * _HOURS else ""


@cache
def load_words(language: str) -> Words | None:
    """Compile the limiting words of a language.

    Args:
        language: an ISO 639-1 code.

    Returns:
        The words; None when the language has none.
    """
    data = lexicon(language, "limits")
    if not data:
        return None
    times = lexicon(language, "times")
    scripted = bool(times.get("scripted"))
    low, high = ("", "") if scripted else (r"(?<![^\W_])", r"(?![^\W_])")
    article = "" if scripted else r"(?:the\s)?"
    hours = _hours(times.get("words", {}))
    clock = rf"(?:\d{{1,2}}(?:[:.]\d\d)?|{alternation(hours)})"
    opener = rf"{low}(?P<open>{alternation(data['openers'])})\s?{article}"
    joint = rf"\s?(?P<joint>{alternation(data['joints'])})\s?"
    both = rf"{low}(?P<first>{clock}){joint}(?P<second>{clock})(?![\w%])"
    on = rf"\s(?:{alternation(data['on'])}\s)?{article}" if data["on"] else r"(?!)"
    stop = r"(?=\s?(?:[.;!?]|,\s|$))"

    def words(key: str, before: str = "", after: str = "") -> Pattern:
        return _compile(f"{before}{low}{alternation(data[key])}{high}{after}")

    return Words(
        opener=_compile(rf"{opener}\Z"),
        joint=_compile(rf"{joint}{article}"),
        paired=frozenset(data["paired"]),
        left=tuple(
            (name, _compile(rf"{low}{alternation(data['left'][name])}\s?{article}\Z"))
            for name in RELATIONS
            if data["left"].get(name)
        ),
        right=tuple(
            (name, _compile(rf"[\s,]?\s?{alternation(data['right'][name])}{high}"))
            for name in RELATIONS
            if data["right"].get(name)
        ),
        at=_compile(rf"[\s,]{{0,2}}(?:{alternation(data['at'])}\s?)?{article}"),
        hour_before=_compile(rf"(?:{opener})?{low}(?P<hour>{clock}){joint}\Z"),
        hours_before=_compile(rf"(?:{opener})?{both}{on}\Z"),
        hours_after=_compile(rf"\s?{opener}{both}{stop}"),
        hour_after=_compile(rf"\s{alternation(data['near'])}\s(?P<hour>{clock}){stop}"),
        inside_before=words("within", after=rf"\s?{article}\Z"),
        inside_after=_compile(rf"\s?{alternation(data['inside'])}"),
        later_before=words("in", after=r"\s?\Z"),
        back=words("back"),
        forward=words("forward"),
        apart=words("apart", r"\s", r"\s"),
        begun=_compile(rf"\s{alternation(data['begun'])}\s(?:on\s)?{article}"),
        lasting=_compile(rf"\s{alternation(data['lasting'])}\s"),
        inner=_compile(rf"\s?{alternation(data['inner'])}\s?{article}"),
        leading=_compile(rf"{article}{alternation(data['leading'])}"),
        trailing=_compile(rf"{article}{alternation(data['trailing'])}"),
        hour_next=_compile(rf"{joint}(?P<hour>{clock})(?=\s?[.,;!?]|\s?$|\s[pmce][sd]?t\b)"),
        hours=hours,
        variants=str.maketrans(times.get("variants", {})),
    )


def _compile(pattern: str) -> Pattern:
    return re.compile(pattern, re.IGNORECASE)


def _hours(words: dict[str, dict[str, str]]) -> dict[str, int]:
    """Collect the number words of the hours of the clock."""
    named = words.get("_ones", {}) | words.get("_teen", {})
    return {word: int(number) for word, number in named.items() if 0 < int(number) <= _HOURS}
