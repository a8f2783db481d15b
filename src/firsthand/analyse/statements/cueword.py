"""What is a cue: a word with its auxiliaries and the complement it takes?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from firsthand.analyse.statements.complements import Run, Token
from firsthand.analyse.statements.lexicon import Lexicon, Sense

LEAD_REACH = 2
"""Words between a leading verb and the infinitive it leads to: "went on to say"."""
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


def led_up(cues: Sequence[Cue], lexicon: Lexicon) -> list[Cue]:
    """Let a cue begin where its infinitive does: "to admit", "refused to endorse".

    A verb that only leads up to the reporting verb is part of the cue; where that verb reports
    something of its own ("declined"), its act is kept and its own cue is dropped.

    Args:
        cues: cues in text order.
        lexicon: the language's reporting words.

    Returns:
        The cues.
    """
    own = {cue.head.i: cue for cue in cues if not cue.nominal}
    dropped: set[int] = set()
    found: list[Cue] = []
    for cue in cues:
        leader = None if cue.nominal else _leader(cue.head, lexicon)
        if leader is not None and (cue.parts or leader.i not in own):
            over = own.get(leader.i)
            dropped.add(leader.i)
            sense = cue.sense if over is None else replace(cue.sense, act=over.sense.act)
            first = with_auxiliaries(leader, leader.children)
            found.append(replace(cue, first=first, sense=sense))
            continue
        to = next((c for c in cue.head.children if c.tag_ == "TO"), None)
        if not cue.nominal and to is not None and cue.head.tag_ == "VB" and to.i < cue.first:
            between = cue.head.doc[to.i + 1 : cue.first]
            if all(t.tag_ == "RB" for t in between):
                found.append(replace(cue, first=int(to.i)))
                continue
        found.append(cue)
    return [c for c in found if c.nominal or c.head.i not in dropped]


def _leader(verb: Token, lexicon: Lexicon) -> Token | None:
    """Find the verb that leads up to an infinitive or -ing form: "went on to", "kept"."""
    if verb.dep_ != "xcomp" or verb.tag_ not in {"VB", "VBG"}:
        return None
    above = verb.head
    near = verb.left_edge.i <= above.i + LEAD_REACH and above.i < verb.i
    return above if near and lexicon.has("leading.verbs", above.lemma_.lower()) else None


def unjoined(cues: Sequence[Cue]) -> tuple[list[Cue], dict[int, Cue]]:
    """Take "and ordered ..." out of what an earlier past-tense cue reports.

    A past tense cannot be joined to an infinitive or to what follows a modal: where the parse
    joins them, the second verb belongs beside the first cue and shares its subject.

    Args:
        cues: cues in text order.

    Returns:
        The cues, contents cut at the joining word; and the first cue by the index of the second.
    """
    found = list(cues)
    shared: dict[int, Cue] = {}
    for second in cues:
        if not _misjoined(second):
            continue
        joint = second.first - 1
        for n, first in enumerate(found):
            if first.head.tag_ != "VBD" or first.head.i >= joint or first.nominal:
                continue
            if any(low <= joint <= high for low, high in first.parts):
                parts = tuple(
                    (low, min(high, joint - 1)) for low, high in first.parts if low < joint
                )
                found[n] = replace(first, parts=parts)
                shared.setdefault(second.head.i, first)
    return found, shared


def _misjoined(cue: Cue) -> bool:
    verb = cue.head
    # "would rise and accused critics": tagged as a participle, but one with an object is none.
    past = verb.tag_ == "VBD" or (
        verb.tag_ == "VBN"
        and verb.head.tag_ == "VB"
        and any(c.dep_ in {"dobj", "ccomp"} for c in verb.children)
    )
    if not past or verb.dep_ != "conj" or cue.first < 1:
        return False
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
        return False
    other = verb.head
    bare = other.tag_ in {"VB", "VBG"} or any(c.tag_ in {"VB", "MD"} for c in other.children)
    bare = bare or (other.tag_ == "VBN" and other.dep_ in {"acl", "amod"})
    return bare and verb.doc[cue.first - 1].tag_ == "CC"
