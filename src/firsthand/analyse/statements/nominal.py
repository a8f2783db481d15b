"""Which nouns and adjectives report speech: "his promise to", "voiced hope that"?"""

from collections.abc import Iterator

from firsthand.analyse.statements.complements import (
    Run,
    Token,
    is_infinitive,
    opens_with_that,
    stretched,
)
from firsthand.analyse.statements.cueword import Cue, with_auxiliaries
from firsthand.analyse.statements.lexicon import Lexicon, Sense, Senses

CLAUSES = frozenset({"acl", "ccomp", "relcl", "xcomp", "advcl"})
LINKING_VERBS = frozenset({"be", "feel", "remain", "become", "seem"})
CLAUSE_REACH = 2
"""Words between a noun and the clause that tells its content."""


def carrier_cue(verb: Token, children: list[Token], lexicon: Lexicon) -> Cue | None:
    """Find a verb that carries a reporting noun: "expressed hope that", "made a pledge to".

    Args:
        verb: the verb.
        children: its dependents.
        lexicon: the language's reporting words.

    Returns:
        The cue, None when the verb carries none.
    """
    lemma = verb.lemma_.lower()
    thing = next((c for c in children if c.dep_ in {"dobj", "nsubjpass"}), None)
    if thing is None or not lexicon.has("carriers.words", lemma):
        return None
    denied = any(sense.act == "deny" for sense in lexicon.verbs.get(lemma, {}).values())
    # "Rejected the accusation that": what is denied, and no accusation.
    if denied or any(
        c.dep_ == "ccomp" and c.i > thing.i and not opens_with_that(c) for c in children
    ):
        return None
    senses = lexicon.nouns.get(thing.lemma_.lower())
    if senses:
        for owner in (thing, verb):
            found = _told(owner, senses, after=thing.i)
            if found is not None:
                return _carried(verb, children, thing, senses, found)
    if lexicon.has("carriers.always", lemma):
        return _expressed(verb, children, thing, senses, lexicon)
    if senses and lemma not in lexicon.verbs and thing.dep_ == "dobj":
        found = _told(thing, senses, after=thing.i) or _about(thing, senses)
        if found is not None:
            return _carried(verb, children, thing, senses, found)
    return None


Found = tuple[str, Run, Token]
"""Complement, its tokens, its head."""


def _carried(verb: Token, children: list[Token], thing: Token, senses: Senses, found: Found) -> Cue:
    kind, part, body = found
    word = f"{verb.lemma_.lower()} {thing.lemma_.lower()}"
    first, last = with_auxiliaries(verb, children), max(verb.i, thing.i)
    return Cue(verb, first, last, kind, senses[kind], word, (part,), body)


def _expressed(
    verb: Token, children: list[Token], thing: Token, senses: Senses | None, lexicon: Lexicon
) -> Cue:
    sense = next(iter(senses.values())) if senses else Sense("say", attitude=False)
    part = (thing.left_edge.i, thing.right_edge.i)
    if thing.dep_ == "dobj":
        part = stretched(part, [c for c in children if c.i > thing.i], lexicon)
    first = with_auxiliaries(verb, children)
    return Cue(verb, first, verb.i, "obj", sense, verb.lemma_.lower(), (part,), thing)


def _told(owner: Token, senses: Senses, after: int) -> Found | None:
    """Find "that ..." or "to ..." after a noun."""
    for child in owner.children:
        if child.i <= after or child.dep_ not in CLAUSES:
            continue
        if child.left_edge.i > after + CLAUSE_REACH:
            continue
        part = (child.left_edge.i, child.right_edge.i)
        if is_infinitive(child) and "inf" in senses:
            return "inf", part, child
        if opens_with_that(child) and "clause" in senses:
            return "clause", part, child
    return None


def _about(noun: Token, senses: Senses) -> Found | None:
    """Find "for ...", "of ..." right after a noun."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in senses and child.i == noun.i + 1:
            body = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if body is not None:
                return child.lower_, (child.i + 1, child.right_edge.i), body
    return None


def noun_cues(noun: Token, lexicon: Lexicon) -> Iterator[Cue]:
    """Find a reporting noun with its content: "the firm's claim that ...".

    Args:
        noun: a noun that no verb carries.
        lexicon: the language's reporting words.

    Yields:
        The cue, if any.
    """
    senses = lexicon.nouns.get(noun.lemma_.lower())
    found = (_told(noun, senses, after=noun.i) or _about(noun, senses)) if senses else None
    if found is None or senses is None:
        return
    kind, part, body = found
    held = any(c.dep_ == "poss" for c in noun.children)
    if kind != "clause" and not held:
        return
    word = noun.lemma_.lower()
    last = noun.i if kind in {"clause", "inf"} else part[0] - 1
    yield Cue(noun, noun.i, last, kind, senses[kind], word, (part,), body, nominal=True)


def adjective_cues(word: Token, lexicon: Lexicon) -> Iterator[Cue]:
    """Find "is confident that ...", "are willing to ...".

    Args:
        word: an adjective.
        lexicon: the language's reporting words.

    Yields:
        The cue, if any.
    """
    senses = lexicon.adjectives.get(word.lower_)
    verb = word.head
    if senses is None or word.dep_ != "acomp" or verb.lemma_ not in LINKING_VERBS:
        return
    for child in word.children:
        kind = _adjective_complement(child) if child.i > word.i else ""
        if kind in senses:
            first = with_auxiliaries(verb, verb.children)
            part, last = (child.left_edge.i, child.right_edge.i), word.i
            if child.dep_ == "prep" and child.i == word.i + 1:
                part, last = (child.i + 1, child.right_edge.i), child.i
            yield Cue(verb, first, last, kind, senses[kind], word.lower_, (part,), child)
            return


def _adjective_complement(child: Token) -> str:
    if child.dep_ in {"xcomp", "advcl"} and is_infinitive(child):
        return "inf"
    if child.dep_ == "ccomp" or (child.dep_ == "advcl" and opens_with_that(child)):
        return "clause"
    if child.dep_ == "prep" and any(True for _ in child.children):
        return str(child.lower_)
    return ""
