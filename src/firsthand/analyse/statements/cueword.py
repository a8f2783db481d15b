"""What is a cue: a word with its auxiliaries and the complement it takes?"""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.analyse.statements.complements import Run, Token
from firsthand.analyse.statements.lexicon import Sense

AUXILIARY = frozenset({"aux", "auxpass", "neg"})
CONNECTIVES = frozenset(
    {"however", "meanwhile", "therefore", "thus", "so", "hence", "here", "there", "now", "moreover"}
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word with its complement.

    `first` and `last` are the outer tokens of the cue; `parts` the (first, last) tokens of the
    complement's stretches, empty when only quotation marks can be the content.
    """

    head: Token
    first: int
    last: int
    complement: str
    sense: Sense
    word: str
    parts: tuple[Run, ...]
    body: Token | None = None
    """The complement's head."""
    nominal: bool = False


def with_auxiliaries(verb: Token, children: Iterable[Token]) -> int:
    """Find where a verb group begins: auxiliaries, negation and adverbs right before the verb.

    Args:
        verb: the main verb.
        children: its dependents.

    Returns:
        Index of the first token.
    """
    first = int(verb.i)
    for child in sorted((c for c in children if c.i < verb.i), key=lambda c: -int(c.i)):
        auxiliary = child.dep_ in AUXILIARY and child.lower_ != "to"
        adverb = child.dep_ == "advmod" and child.tag_ in {"RB", "RBR"}
        if child.i < first - 1 or not (auxiliary or (adverb and child.lower_ not in CONNECTIVES)):
            break
        first = int(child.i)
    return first
