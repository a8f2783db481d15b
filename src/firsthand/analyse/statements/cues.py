"""Which words of a parsed sentence report speech, and which complement do they take there?

A cue is a pair of a word and a complement that the lexicon licenses for it: "call" alone reports
nothing, "call for" a request, "call" before quotation marks an utterance.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from firsthand.analyse.statements.complements import FINITE_TAGS, Site, Token, match_complement
from firsthand.analyse.statements.cueword import Cue, led_up, with_auxiliaries
from firsthand.analyse.statements.lexicon import Lexicon
from firsthand.analyse.statements.nominal import adjective_cues, carrier_cue, noun_cues
from firsthand.analyse.statements.remainder import as_clause, remainder

PERCEPTION = frozenset({"see", "witness", "show", "find", "bring", "report", "have", "achieve"})
PARTICLE_REACH = (1, 2)
"""Distances from a verb to its particle: "point out", "point this out"."""


def find_cues(doc: Any, lexicon: Lexicon) -> list[Cue]:  # noqa: ANN401 - a spaCy Doc
    """Find every licensed pair of cue word and complement.

    Args:
        doc: a parsed document.
        lexicon: the language's reporting words.

    Returns:
        Cues in text order.
    """
    found: list[Cue] = []
    carried: set[int] = set()
    nouns: list[Token] = []
    for token in doc:
        tag, word_class = token.tag_, token.pos_
        if tag.startswith("VB") and not _no_predicate(token):
            found.extend(_verb_cues(token, lexicon, carried))
        elif word_class == "ADJ" or tag in {"JJ", "VBN"}:
            found.extend(adjective_cues(token, lexicon))
        if word_class == "NOUN":
            nouns.append(token)
    for token in nouns:
        if token.i not in carried:
            found.extend(noun_cues(token, lexicon))
    return sorted(led_up(found, lexicon), key=lambda cue: (cue.head.i, cue.first))


def _no_predicate(verb: Token) -> bool:
    """Tell whether a verb form says nothing of its own: "encouraging news", a bare list member."""
    if verb.dep_ in {"amod", "compound"}:
        return True
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG" and verb.head.lemma_ in PERCEPTION:
        return True
    if verb.tag_ != "VB" or verb.dep_ != "conj":
        return False
    governed = any(c.dep_ in {"aux", "nsubj"} for c in verb.children)
    modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.head.children)
    return not governed and not modal and verb.head.tag_ in FINITE_TAGS | {"VBN"}


def _verb_cues(verb: Token, lexicon: Lexicon, carried: set[int]) -> Iterator[Cue]:
    children = list(verb.children)
    carrier = carrier_cue(verb, children, lexicon)
    if carrier is not None:
        carried.add(carrier.last)
        yield carrier
        return
    word, last = _phrase(verb, children, lexicon)
    senses = lexicon.verbs.get(word)
    if senses is None:
        return
    site = Site(verb, tuple(children), senses, last, lexicon)
    match = as_clause(site) if "clause" in senses else None
    match = match or match_complement(site)
    if match is not None and not match.parts and "clause" in senses:
        match = remainder(site) or match
    if match is not None:
        first, last = with_auxiliaries(verb, children), max(last, match.last)
        if match.kind == "stance":
            sense = replace(senses["obj"], attitude=True)
            match = replace(match, kind="obj")
        else:
            sense = senses["clause" if match.kind == "raised" else match.kind]
        yield Cue(verb, first, last, match.kind, sense, word, match.parts, match.body)


def _phrase(verb: Token, children: list[Token], lexicon: Lexicon) -> tuple[str, int]:
    lemma = verb.lemma_.lower()
    if lemma not in lexicon.verbs:
        lemma = lexicon.forms.get(verb.lower_, lemma)
    if lemma in lexicon.particles:
        for step in PARTICLE_REACH:
            if verb.i + step >= len(verb.doc):
                break
            second = verb.nbor(step)
            if f"{lemma} {second.lower_}" in lexicon.verbs:
                return f"{lemma} {second.lower_}", second.i
            if second.pos_ == "ADP":
                break
    if any(child.dep_ == "prt" for child in children) and not lexicon.has("documents.verbs", lemma):
        return "", verb.i  # "called off" is no "called"
    return lemma, verb.i
