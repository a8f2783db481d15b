"""How strongly is something asked or promised: must, calls for, stresses, implied, intends?"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from firsthand.analyse.statements.acts import phrase_pattern
from firsthand.analyse.statements.lexicon import load_lexicon
from firsthand.model.items import Statement

ASKING = "call-for"
PROMISING = "promise"
EMPHASIS = "emphasise"
LEAST_ASKED = 2
"""Requests one speaker must have made for an emphasised point to count as an implied one."""
_STEM = 5
"""Letters by which an inflected cue is told to be a form of an emphasising verb."""


class Grader:
    """Grade the statements of one report."""

    def __init__(self, statements: Sequence[Statement], language: str) -> None:
        self.language = language
        self.asked = Counter(s.speaker.value for s in statements if s.act == ASKING)

    def grade(self, statement: Statement) -> str:
        """Grade one statement.

        Args:
            statement: a statement of the report.

        Returns:
            "must", "calls for", "stresses", "implied", "intends", or "" when it asks nothing.
        """
        if statement.polarity == "negated":
            return ""
        if statement.act == PROMISING:
            return "intends"
        cue = statement.cue.quote.casefold() if statement.cue else ""
        if statement.act == ASKING:
            return self._asking(statement, cue)
        return "implied" if self._implied(statement) else ""

    def _asking(self, statement: Statement, cue: str) -> str:
        clause = "-clause" in statement.rule or "-quote" in statement.rule or not cue
        if phrase_pattern(self.language, "deontic.strong").search(cue):
            return "must"
        if statement.modality == "should" and clause:
            return "must"
        return "stresses" if _emphatic(self.language).search(cue) else "calls for"

    def _implied(self, statement: Statement) -> bool:
        """Tell whether who has asked for things makes a further one a matter of course."""
        speaker = statement.speaker.value
        if not speaker or self.asked[speaker] < LEAST_ASKED:
            return False
        text = " ".join(span.quote for span in statement.content)
        if statement.act in {"say", "report", EMPHASIS} and is_key(self.language, text):
            return True
        ahead = "-clause" not in statement.rule and statement.modality not in {"done", "doing"}
        roles = phrase_pattern(self.language, "deontic.roles")
        return statement.act == EMPHASIS and ahead and bool(roles.search(text))


def is_key(language: str, text: str) -> bool:
    """Tell whether a clause calls something the key to what is asked.

    Args:
        language: an ISO 639-1 code.
        text: what is said.

    Returns:
        True for "roads are the foundation".
    """
    return _key(language).search(text) is not None


def _stem(entry: str) -> str:
    """Cut an entry to what its forms share; of "ha ribadito" the verb counts, not "ha"."""
    words = entry.split()
    if len(words) > 2:  # noqa: PLR2004 - "put the stress on": the whole of it
        return entry
    return max(words, key=len)[:_STEM]


@cache
def _emphatic(language: str) -> re.Pattern[str]:
    verbs = load_lexicon(language).verbs
    stems = sorted(
        {_stem(w) for w, senses in verbs.items() if any(s.act == EMPHASIS for s in senses.values())}
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})") if stems else re.compile(r"(?!)")


@cache
def _key(language: str) -> re.Pattern[str]:
    """Match "is the key", "are the first step", "as the foundation"."""
    words = sorted(load_lexicon(language).words.get("deontic.keys", ()))
    if not words:
        return re.compile(r"(?!)")
    return re.compile(
        r"\b(?:is|are|as|shoulders?|bears?|has|have) (?:the |a |an )?(?:\w+ ){0,2}"
        rf"(?:{'|'.join(map(re.escape, words))})\b"
    )
