"""Where does a verb of saying stand behind whom it is said to, in a language with verbs last?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firsthand.analyse.statements.draft import Stretch, overlap
from firsthand.analyse.statements.grammar import NOTHING
from firsthand.analyse.statements.lexicon import Lexicon

LONGEST_HEARER = 24
"""Characters of who is asked, before the verb of asking."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying with the particle before it, where it stands."""

    start: int
    """where what is said ends"""
    span: Stretch
    entry: str
    """the particle and the verb as the lexicon has them"""

    @property
    def end(self) -> int:
        """Where the verb ends."""
        return self.span[1]


def addressed_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Match a particle of asking, who is asked and a verb that the particle goes with.

    Args:
        lexicon: of the language.

    Returns:
        A pattern with the groups "joint" and "verb": "よう市に求めた".
    """
    joints = lexicon.words.get("grammar.asking", frozenset())
    hearers = lexicon.words.get("grammar.hearers", frozenset())
    verbs = {
        verb.removeprefix(joint)
        for joint in joints
        for verb in lexicon.verbs
        if verb.startswith(joint)
    }
    if not verbs or not hearers:
        return NOTHING
    return re.compile(
        rf"(?P<joint>{_any_of(joints)})[^、。「」はがをと\n]{{1,{LONGEST_HEARER}}}?"
        rf"(?:{_any_of(hearers)})(?:対し(?:て)?、?)?(?P<verb>{_any_of(verbs)})"
    )


def find_cues(
    text: str, piece: Stretch, plain: re.Pattern[str], addressed: re.Pattern[str]
) -> Iterator[Cue]:
    """Give the verbs of saying in a stretch, also those that follow who is asked.

    Args:
        text: the report's text.
        piece: the stretch.
        plain: of verbs right behind what is said.
        addressed: of verbs behind who is asked.

    Yields:
        The cues in text order.
    """
    found = [
        Cue(m.start(), m.span("verb"), m["joint"] + m["verb"])
        for m in addressed.finditer(text, *piece)
    ]
    found += [
        Cue(m.start(), m.span(), m[0])
        for m in plain.finditer(text, *piece)
        if not any(overlap(m.span(), cue.span) for cue in found)
    ]
    yield from sorted(found, key=lambda cue: cue.span)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))
