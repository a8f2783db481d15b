"""By when is something to be done, and where does a second thing begin that has its own day?"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from firsthand.analyse.statements.acts import UNSPACED
from firsthand.analyse.statements.grammar import NOTHING
from firsthand.analyse.statements.lexicon import load_lexicon
from firsthand.lang import lexicon
from firsthand.model.items import Moment
from firsthand.model.span import Span
from firsthand.text.reading import Reading

DEADLINE = 28
"""Characters before a moment in which "by" or "before" makes it a deadline."""

LEAST = 8
"""Characters besides its day that a member of its own has; half as many where words are short."""

_EDGES = " \u00a0,;；，。、:."


def is_due(reading: Reading, moment: Moment, end: int) -> bool:
    """Tell whether a word before or behind a moment makes it the one by which something is due.

    Args:
        reading: the report made ready.
        moment: in it.
        end: of its sentence.

    Returns:
        True for "by May".
    """
    text = reading.report.text
    before, opening, behind = _due(reading.language)
    ahead = text[max(0, moment.span.start - DEADLINE) : moment.span.start]
    return bool(
        before.search(ahead)
        or opening.match(moment.span.quote)
        or behind.match(text, moment.span.end, min(end, moment.span.end + DEADLINE))
    )


def split_dated(reading: Reading, member: Span, moments: Sequence[Moment]) -> Iterator[Span]:
    """Part what is asked at an "and" between two things, each of which has its own day.

    Args:
        reading: the report made ready.
        member: what is asked.
        moments: of the report.

    Yields:
        Both parts of "the wall to begin by August and all pumps to run before October"; the member
        where it is one.
    """
    due = [m for m in moments if member.contains(m.span) and is_due(reading, m, member.end)]
    text, start = reading.report.text, member.start
    for one, other in pairwise(due):
        joint = _joint(reading.language).search(text, one.span.end, other.span.start)
        if joint is None:
            continue
        left, right = text[start : joint.start()], text[joint.end() : member.end]
        least = LEAST // 2 if reading.language in UNSPACED else LEAST
        if min(len(left) - len(one.span.quote), len(right) - len(other.span.quote)) < 2 * least:
            continue
        if other.span.start - joint.end() < least:
            continue  # "by May and before the rains"
        yield reading.report.span(start, start + len(left.rstrip(_EDGES)))
        start = joint.end()
    yield member if start == member.start else reading.report.span(start, member.end)


@cache
def _joint(language: str) -> re.Pattern[str]:
    """Match the word that joins two things to be done."""
    words = load_lexicon(language).words
    listed = {*words.get("members.and", ()), *words.get("grammar.joining", ())}
    ends = "|".join(sorted(words.get("members.linked", ())))
    forms = [rf"(?<=\w)(?:{ends})[,，、]?\s*"] if ends else []
    if listed and language not in UNSPACED:
        body = "|".join(re.escape(w) for w in sorted(listed, key=lambda w: (-len(w), w)))
        forms.append(rf",?\s+(?:{body})\s+")
    return re.compile("|".join(forms), re.IGNORECASE) if forms else NOTHING


@cache
def _due(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Match the words before, in and behind a moment by which something is to be done."""
    named = lexicon(language, "progress")
    words = {*load_lexicon(language).words.get("deadlines.before", ()), *named.get("due", ())}
    body = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    article = r"(?:(?:the|la|el|le|den|dem|o|il)\s+)?(?:\w+ of )?"
    before = rf"(?:^|\b)(?:{body})\s*{article}$" if body else r"(?!)"
    opening = rf"(?:{body})\s" if body else r"(?!)"
    behind = "|".join(named.get("due_behind", ())) or r"(?!)"
    forms = (re.compile(form, re.IGNORECASE) for form in (before, opening, behind))
    return next(forms), next(forms), next(forms)
