"""What does a reporting verb take here: a clause, an infinitive, an object, a preposition?"""

from dataclasses import dataclass
from typing import Any

from firsthand.analyse.statements.lexicon import Lexicon, Senses

Token = Any
"""A spaCy token; typed so to keep spaCy lazy."""
Run = tuple[int, int]
"""First and last token index."""

WH = frozenset(
    {"how", "why", "what", "whether", "when", "where", "who", "whom", "whose", "which", "if"}
)
RECIPIENTS = frozenset({"on", "upon", "to", "for", "with"})
CIRCUMSTANTIAL = frozenset({"during", "before", "after", "via", "amid", "following", "while"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
SMALL_CLAUSE = frozenset(
    {"prep", "prt", "advmod", "npadvmod", "dobj", "xcomp", "acl", "advcl", "oprd", "attr", "agent"}
)
INFINITIVE_REACH = 4
"""Words between a verb and the infinitive it governs."""


@dataclass(frozen=True, slots=True)
class Site:
    """A verb with what the lexicon lets it take."""

    verb: Token
    children: tuple[Token, ...]
    senses: Senses
    last: int
    """Index of the verb's last word ("point out")."""
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Match:
    """A complement found: its kind, its stretches, its head and the cue's last word."""

    kind: str
    parts: tuple[Run, ...]
    body: Token | None
    last: int


def match_complement(site: Site) -> Match | None:
    """Find the first licensed complement of a verb, clauses before phrases.

    Args:
        site: the verb.

    Returns:
        The match, None when the verb reports nothing here.
    """
    return (
        _clause(site)
        or _raised(site)
        or _to_person(site)
        or _infinitive_clause(site)
        or _gerund(site)
        or _qualified(site)
        or _object(site)
        or _preposition(site)
        or (Match("quote", (), None, site.last) if "quote" in site.senses else None)
    )


def _edges(token: Token) -> Run:
    return token.left_edge.i, token.right_edge.i


def opens_with_that(token: Token) -> bool:
    """Tell whether a clause opens with "that".

    Args:
        token: the clause's head.

    Returns:
        True when it does.
    """
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)


def is_infinitive(token: Token) -> bool:
    """Tell whether a verb stands in the infinitive with "to".

    Args:
        token: the verb.

    Returns:
        True when it does.
    """
    return token.tag_ in {"VB", "VBN"} and any(
        c.dep_ == "aux" and c.lower_ == "to" for c in token.children
    )


def _clause(site: Site) -> Match | None:
    senses, verb = site.senses, site.verb
    told = "clause" if "clause" in senses else "quote"
    for child in site.children:
        adverbial = child.dep_ == "advcl" and (opens_with_that(child) or _led_up(child, site))
        if child.dep_ not in {"ccomp", "parataxis"} and not adverbial:
            continue
        kind = _clause_kind(child, verb, senses, told)
        if kind in senses:
            return Match(kind, (_edges(child),), child, site.last)
    if verb.dep_ == "parataxis" and told in senses:
        return Match(told, (_edges(verb.head),), verb.head, site.last)
    return None


def _led_up(clause: Token, site: Site) -> bool:
    """Tell whether a finite clause between commas leads up to its verb: "..., the firm said"."""
    verb = site.verb
    if clause.i > verb.i or clause.tag_ not in FINITE_TAGS | {"VBN"}:
        return False
    if not any(c.dep_ in {"nsubj", "nsubjpass"} for c in clause.children):
        return False
    if any(c.dep_ == "mark" or c.lower_ in WH for c in clause.children):
        return False
    subject = next((c for c in site.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or subject.right_edge.i + 1 != verb.i:
        return False
    before = subject.left_edge.i - 1
    return bool(before == clause.right_edge.i + 1 and verb.doc[before].text == ",")


def _clause_kind(child: Token, verb: Token, senses: Senses, told: str) -> str:
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children):
        subject = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in child.children)
        return "obj-inf" if subject else "inf"
    if child.tag_ == "VBG" and not any(c.dep_ == "aux" for c in child.children):
        return "ing"
    if child.left_edge.lower_ in WH and child.i > verb.i and "wh" in senses:
        return "wh"
    return told


def _goal(site: Site) -> Token | None:
    return next(
        (
            c
            for c in site.children
            if c.dep_ in {"xcomp", "advcl"} and c.i > site.verb.i and is_infinitive(c)
        ),
        None,
    )


def _to_person(site: Site) -> Match | None:
    """Match "call on the town to ..." and "urge the town to ..."."""
    goal = _goal(site)
    if goal is None:
        return None
    end = goal.right_edge.i
    if "on-inf" in site.senses:
        for child in site.children:
            between = site.verb.i < child.i < goal.i
            if child.dep_ in {"prep", "prt"} and between and child.lower_ in RECIPIENTS:
                person = next((c for c in child.children if c.dep_ == "pobj"), None)
                if person is not None:
                    return Match("on-inf", ((person.left_edge.i, end),), goal, child.i)
    if "obj-inf" not in site.senses:
        return None
    objects = (c for c in site.children if c.dep_ in {"dobj", "dative"} and c.i > site.verb.i)
    subjects = (c for c in goal.children if c.dep_ == "nsubj" and c.i > site.verb.i)
    person = next((c for c in (*objects, *subjects) if c.i < goal.i), None)
    if person is not None:
        return Match("obj-inf", ((person.left_edge.i, end),), goal, site.last)
    if goal.dep_ == "xcomp" and any(c.dep_ == "nsubjpass" for c in site.children):
        return Match("obj-inf", (_edges(goal),), goal, site.last)
    return None


def _raised(site: Site) -> Match | None:
    """Match "the mayor is said to have left": subject and infinitive are what is told."""
    verb, goal = site.verb, _goal(site)
    if verb.tag_ != "VBN" or goal is None or "clause" not in site.senses:
        return None
    subject = next((c for c in site.children if c.dep_ == "nsubjpass"), None)
    agent = any(c.dep_ == "agent" for c in site.children)
    if subject is None or agent or not site.lexicon.has("raised.verbs", verb.lemma_.lower()):
        return None
    return Match("raised", (_edges(subject), _edges(goal)), goal, site.last)


def _infinitive_clause(site: Site) -> Match | None:
    goal = _goal(site)
    if goal is None or "inf" not in site.senses or goal.dep_ != "xcomp":
        return None
    if any(c.dep_ in {"dobj", "dative"} and site.verb.i < c.i < goal.i for c in site.children):
        return None
    near = goal.left_edge.i <= site.verb.i + INFINITIVE_REACH
    return Match("inf", (_edges(goal),), goal, site.last) if near else None


def _gerund(site: Site) -> Match | None:
    if "ing" not in site.senses:
        return None
    for child in site.children:
        if child.dep_ in {"xcomp", "dobj", "pcomp"} and child.tag_ == "VBG" and child.i > site.last:
            return Match("ing", (_edges(child),), child, site.last)
    return None


def _thing(site: Site) -> Token | None:
    return next(
        (
            c
            for c in site.children
            if c.dep_ in {"dobj", "nsubjpass", "dative"}
            and c.lower_ not in WH
            and not site.lexicon.has("settings.performances", c.lemma_.lower())
        ),
        None,
    )


def _qualified(site: Site) -> Match | None:
    """Match "call the plan unfair", "accuse the firm of fraud", "hail the deal as fair"."""
    thing = _thing(site)
    if thing is None:
        return None
    for child in site.children:
        if child.i < max(thing.i, site.verb.i):
            continue
        named = child.dep_ in {"oprd", "ccomp"} or (child.dep_ == "xcomp" and child.tag_ != "VB")
        if named and "name" in site.senses:
            return Match("name", _join(_edges(thing), _edges(child)), child, site.last)
        kind = f"obj-{child.lower_}"
        if child.dep_ == "prep" and kind in site.senses and not is_setting(child, site.lexicon):
            body = next(iter(child.children), child)
            return Match(kind, _join(_edges(thing), _edges(child)), body, site.last)
    return None


def _object(site: Site) -> Match | None:
    thing = _thing(site)
    if thing is None or "obj" not in site.senses:
        return None
    weak = site.lexicon.has("weak.verbs", site.verb.lemma_.lower())
    if weak and not is_sayable(thing, site.lexicon):
        return _in_document(site, thing) or _stance(site, thing)
    part = _edges(thing)
    if thing.dep_ == "nsubjpass":
        return Match("obj", (part,), thing, site.last)
    after = [c for c in site.children if c.i > max(thing.i, site.verb.i)]
    return Match("obj", (stretched(part, after, site.lexicon),), thing, site.last)


def _in_document(site: Site, thing: Token) -> Match | None:
    """Match "polls show her ahead by five points": what stands in a document is told by it."""
    lemma = site.verb.lemma_.lower()
    if not site.lexicon.has("documents.verbs", lemma) or thing.i < site.verb.i:
        return None
    subject = next((c for c in site.children if c.dep_ == "nsubj"), None)
    if subject is None or not site.lexicon.has("documents.words", subject.lemma_.lower()):
        return None
    last = thing.right_edge.i
    for child in site.children:
        if child.i > thing.i and child.left_edge.i == last + 1 and child.dep_ in SMALL_CLAUSE:
            last = child.right_edge.i
    return Match("obj", ((thing.left_edge.i, last),), thing, site.last)


def _stance(site: Site, thing: Token) -> Match | None:
    """Match "backed the mayor", "attacked Holt": a stance towards somebody."""
    if not site.lexicon.has("stances.verbs", site.verb.lemma_.lower()) or thing.i < site.verb.i:
        return None
    if thing.pos_ == "PRON" or thing.ent_type_ in {"PERSON", "NORP", "ORG"}:
        return Match("stance", (_edges(thing),), thing, site.last)
    return None


def is_sayable(thing: Token, lexicon: Lexicon) -> bool:
    """Tell whether a noun phrase names something that can be said or asked, not a body.

    Args:
        thing: the head of the noun phrase.
        lexicon: the language's reporting words.

    Returns:
        True for "a proposal", "the importance", "cutting costs"; False for "a car", "him", "Ohio".
    """
    word = str(thing.lemma_).lower()
    if thing.pos_ in {"PRON", "PROPN", "NUM"}:
        return False
    if thing.ent_type_ in {"PERSON", "NORP", "ORG", "GPE"}:
        return False
    if thing.tag_ == "VBG" or word in lexicon.nouns or lexicon.has("weak.objects", word):
        return True
    return word.endswith(tuple(sorted(lexicon.words.get("weak.endings", ()))))


def _join(part: Run, more: Run) -> tuple[Run, ...]:
    if more[0] == part[1] + 1:
        return ((part[0], more[1]),)
    return (part, more) if more[0] > part[1] else (part,)


def stretched(part: Run, after: list[Token], lexicon: Lexicon) -> Run:
    """Carry a noun phrase on over the phrases that follow it without a break.

    Args:
        part: first and last token of the noun phrase.
        after: the verb's later dependents in text order.
        lexicon: the language's reporting words.

    Returns:
        First and last token of the whole.
    """
    first, last = part
    for child in after:
        if child.left_edge.i != last + 1:
            break
        if child.dep_ not in {"prep", "agent", "xcomp", "acl", "relcl", "oprd"}:
            break
        if child.dep_ == "prep" and is_setting(child, lexicon):
            break
        last = child.right_edge.i
    return first, last


def is_setting(prep: Token, lexicon: Lexicon) -> bool:
    """Tell whether a prepositional phrase names when, where or to whom something was said.

    Args:
        prep: the preposition's token.
        lexicon: the language's reporting words.

    Returns:
        True for "in an interview", "on Monday", "at the summit", "to reporters".
    """
    thing = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    if thing is None or prep.lower_ in CIRCUMSTANTIAL:
        return True
    if thing.ent_type_ in {"DATE", "TIME"} and prep.lower_ in {"on", "in", "at", "for", "until"}:
        return True
    words = {thing.lemma_.lower(), thing.lower_}
    named = any(lexicon.has("settings.words", word) for word in sorted(words))
    return named and prep.lower_ in {"in", "on", "at", "to", "over", "from", "with"}


def _preposition(site: Site) -> Match | None:
    for child in site.children:
        if child.i <= site.verb.i or child.lower_ not in site.senses:
            continue
        if child.dep_ not in {"prep", "prt", "agent", "dative"} or is_setting(child, site.lexicon):
            continue
        thing = next(c for c in child.children if c.dep_ in {"pobj", "pcomp"})
        after = [c for c in site.children if c.i > child.i]
        part = stretched((child.i + 1, child.right_edge.i), after, site.lexicon)
        last = child.i if child.i <= site.last + 2 else site.last
        return Match(child.lower_, (part,), thing, last)
    return None
