"""Does a time say when something was told, rather than when a figure holds?"""

import re
from functools import cache

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.lang import lexicon
from firsthand.model.items import Moment
from firsthand.text.conjugation import conjugated
from firsthand.text.patterns import any_of

_BESIDE = 40
"""Characters beside a time in which the verb of telling stands."""
_AROUND = 110
"""Characters behind a time in which its subject, the verb and "that" stand."""
_SMALL = r"(?:[^\W\d_]{1,6}\s+){0,3}"
"""Up to three short words: "late on", "este", "a"."""
_CONTENT = re.compile(r"[,:;，：、；\"“”„«»「」『』]")
"""Marks that part what is told from the words that tell it."""
_UNSPACED = frozenset({"zh", "ja"})
_VERB_LAST = frozenset({"ja", "ko", "tr"})
_TOPIC = re.compile(r"(?:^|[はがもで、]|[은는이가]\s)\s*\Z")
_LONGEST_END = 24
"""Characters at the end of a sentence in which its last verb stands."""
_GAP = 4
"""Characters between a time and the verb in a script without blanks."""
_PREFIX = 4
_HEAD = 30
_LONGEST_SUBJECT = 70


def tells_when(page: Page, draft: Draft, moment: Moment) -> bool:
    """Tell whether a time goes with the verb by which a figure is told.

    "The minister announced on Tuesday that 400 homes will be built" says when the minister spoke;
    the homes are of another day. What is reported without a clause, "reported 400 cases on
    Tuesday", is of the day.

    Args:
        page: the report's text.
        draft: the figure.
        moment: a time of its sentence.

    Returns:
        True when the time is that of the telling and the figure stands in what is told.
    """
    ways = _ways(page.language)
    if ways is None:
        return False
    start, end = draft.sentence
    told = _by_topic(page, draft, moment) if page.language in _VERB_LAST else None
    told = told or _group(page, moment, start, end)
    if told is None:
        return False
    low, high = told
    if low < draft.end and draft.start < high:
        return False
    first, last = (high, draft.start) if draft.start >= high else (draft.end, low)
    between = page.text[first:last]
    if _CONTENT.search(between) is not None:
        return True
    return draft.start >= high and _that(page.language).search(between) is not None


def _group(page: Page, moment: Moment, start: int, end: int) -> tuple[int, int] | None:
    """Find the stretch of a time and the verb of telling beside it."""
    before, after, beyond = _ways(page.language) or (None, None, None)
    if before is None or after is None or beyond is None:
        return None
    low, high = moment.span.start, moment.span.end
    head = page.text[max(start, low - _BESIDE) : low]
    match = before.search(head)
    if match is not None:
        return low - len(head) + match.start(), high
    match = after.match(page.text, high, min(end, high + _BESIDE))
    if match is not None:
        return low, match.end()
    if low - start > _HEAD or _CONTENT.search(page.text, start, low) is not None:
        return None
    match = beyond.match(page.text, high, min(end, high + _AROUND))
    return (low, match.end()) if match is not None else None


def _by_topic(page: Page, draft: Draft, moment: Moment) -> tuple[int, int] | None:
    """Find a time behind the topic of a sentence that ends in a verb of telling."""
    start, end = draft.sentence
    low, high = moment.span.start, moment.span.end
    if draft.start < high or _TOPIC.search(page.text[max(start, low - _HEAD) : low]) is None:
        return None
    parted = page.language != "ja" or page.text[high : high + 2].lstrip("に")[:1] == "、"
    last = _last_verbs(page.language)
    tail = page.text[max(high, end - _LONGEST_END) : end]
    return (low, high) if parted and last.search(tail) is not None else None


@cache
def _ways(
    language: str,
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    """Give the verb of telling before a time, behind it, and behind it and a subject."""
    verbs = _verbs(language)
    if not verbs:
        return None
    each = any_of(sorted(verbs, key=lambda word: (-len(word), word)))
    if language in _UNSPACED:
        gap = rf"[^\W\d]{{0,{_GAP}}}"
        return (
            re.compile(rf"{each}\Z"),
            re.compile(rf"{gap}?{each}"),
            re.compile(r"(?!)"),
        )
    that = any_of(sorted(_that_words(language), key=len, reverse=True))
    subject = rf"[^,:;.\"“”«»„\n]{{1,{_LONGEST_SUBJECT}}}?"
    return (
        re.compile(rf"(?<!\w){each}\s+{_SMALL}\Z", re.IGNORECASE),
        re.compile(rf"\s*,?\s*{_SMALL}{each}(?!\w)", re.IGNORECASE),
        re.compile(
            rf",?\s{subject}\s{each}(?!\w)(?=[^.;\n]{{0,24}}?\s{that}(?!\w))", re.IGNORECASE
        ),
    )


@cache
def _last_verbs(language: str) -> re.Pattern[str]:
    verbs = sorted(_verbs(language), key=lambda word: (-len(word), word))
    return re.compile(rf"{any_of(verbs)}[^\w]*\Z") if verbs else re.compile(r"(?!)")


@cache
def _that(language: str) -> re.Pattern[str]:
    words = sorted(_that_words(language), key=len, reverse=True)
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)" if words else r"(?!)", re.IGNORECASE)


def _that_words(language: str) -> tuple[str, ...]:
    table = lexicon(language, "figures").get("period", {})
    return tuple(str(word) for word in table.get("that", ()))


def _joined(form: str) -> str:
    """Put a verb's prefix before it again, as in a subordinate clause: "mitteilte"."""
    verb, _, prefix = form.partition(" ")
    return f"{prefix}{verb}" if 0 < len(prefix) <= _PREFIX else form


@cache
def _verbs(language: str) -> frozenset[str]:
    """List the forms of the verbs that report what somebody says."""
    table = lexicon(language, "statements")
    forms: set[str] = set(lexicon(language, "figures").get("period", {}).get("tells", ()))
    if forms:
        return frozenset(forms)
    for group in table.get("verbs", ()):
        if {"clause", "mark"} & set(group["takes"]) and not group.get("attitude"):
            forms.update(str(word) for word in group["words"])
            forms.update(_joined(str(word)) for word in group["words"])
    for group in table.get("conjugated", ()):
        if "clause" in group["takes"]:
            for word in group["words"]:
                forms.update(conjugated(str(word)))
    return frozenset(form for form in forms if len(form) > 1)
