"""Which noun does the parse make an amount say something of?"""

from collections.abc import Iterator
from typing import Any

NOMINAL = frozenset({"NOUN", "PROPN"})
VERBAL = frozenset({"VERB", "AUX"})
_STEPS = 8
"""Dependency arcs followed from a number towards what it measures."""
_MODIFIES = frozenset({"nummod", "compound", "amod", "nmod", "quantmod", "poss"})
_SAID_OF = frozenset({"prep", "npadvmod", "advmod", "acl", "appos", "relcl"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OF_VERB = frozenset({"ccomp", "advcl", "conj", "xcomp", "parataxis", "pcomp", "prep"})
_SHARES_SUBJECT = frozenset({"xcomp", "conj", "ccomp"})
_ASIDE = frozenset({"acl", "relcl", "pcomp", "prep"})
"""Clauses that tell of another noun than the one in question."""
_OF_NOUN = frozenset({"acl", "relcl"})
_PRONOUNS = frozenset({"most", "many", "some", "few", "several", "others", "all", "both", "more"})
"""Words that stand for a noun told before, whatever the parse calls them."""
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_COMPLEMENTS = ("attr", "acomp", "dobj")
_FROM_WHERE = frozenset({"from", "in", "by", "at"})


def governor(token: Any) -> Any | None:  # noqa: ANN401 - spaCy tokens
    """Climb from an amount to the noun it is said of.

    Args:
        token: the token that heads the expression.

    Returns:
        That noun; None when the parse leads nowhere.
    """
    if token.pos_ in VERBAL and token.dep_ not in {"acl", "relcl", "amod"}:
        return subject_of(token)
    for _ in range(_STEPS):
        if token.head == token:
            break
        found, token, done = _step(token)
        if done:
            return found
    return None


def _step(token: Any) -> tuple[Any | None, Any, bool]:  # noqa: ANN401
    """Climb one arc: (the noun found, where to go on from, whether to stop here)."""
    relation, head = token.dep_, token.head
    of_quality = relation in _SAID_OF and head.pos_ == "ADJ" and head.head.pos_ in NOMINAL
    noun = head.head if of_quality else head
    said_of = relation in _SAID_OF and noun.pos_ in NOMINAL and not counts(noun)
    if said_of or (relation in _MODIFIES and head.pos_ in NOMINAL and head.text != "%"):
        return noun, token, True
    if relation == "pobj" or head.pos_ == "ADP":
        outer = head.head if relation == "pobj" else head
        if outer.pos_ in VERBAL:
            return _object(outer, token) or subject_of(outer), token, True
        return outer, outer, outer.pos_ in NOMINAL and not counts(outer)
    if relation == "npadvmod" and head.pos_ == "ADV" and head.head.pos_ in VERBAL:
        verb = head.head  # "pushed rents 2% higher", "sent shares down 5%"
        return _object(verb, token) or subject_of(verb), token, True
    loose = relation in {"conj", "appos"} and token.pos_ in VERBAL
    if head.pos_ in VERBAL and not loose:
        return None if relation in _SUBJECT else subject_of(head), token, True
    return None, head, False


def counts(token: Any) -> bool:  # noqa: ANN401
    """Tell whether a noun is itself an amount: it has a number before it.

    Args:
        token: a noun of the parse.

    Returns:
        True for "points" in "64 points".
    """
    return any(c.pos_ in {"NUM", "SYM"} and c.i < token.i for c in token.children)


def _object(verb: Any, number: Any) -> Any | None:  # noqa: ANN401
    for child in verb.children:
        if child.dep_ == "dobj" and child.pos_ in NOMINAL and child.i < number.i:
            return None if counts(child) else child
    return None


def subject_of(verb: Any) -> Any | None:  # noqa: ANN401
    """Find the subject of a verb, through relative clauses, participles and pronouns.

    Args:
        verb: a verb of the parse.

    Returns:
        The noun that heads it; None for a pronoun that nothing in the sentence explains.
    """
    for _ in range(_STEPS):
        found = next((c for c in verb.children if c.dep_ in _SUBJECT), None)
        if found is not None and found.pos_ != "PRON" and found.lower_ not in _PRONOUNS:
            return found
        if found is not None and found.tag_ in _RELATIVE:
            verb = next((v for v in _verbs_above(verb) if v.dep_ == "relcl"), verb)
            return _noun_above(verb)
        if found is None and verb.dep_ == "conj" and (loose := _unattached(verb)) is not None:
            return loose
        inside = verb.dep_ in _OF_VERB
        if verb.dep_ in _OF_NOUN or (inside and verb.head.pos_ in NOMINAL):
            return _noun_above(verb)
        if verb.head == verb or not (inside or found is None):
            break
        verb = verb.head
    return None


def _unattached(verb: Any) -> Any | None:  # noqa: ANN401
    """Find a second clause's subject that the parse hung elsewhere: "... and the rent was 4%"."""
    tokens: list[Any] = []
    for step in range(1, _STEPS):
        if step > verb.i or verb.nbor(-step).is_punct or verb.nbor(-step).pos_ in VERBAL - {"AUX"}:
            return None
        if verb.nbor(-step).pos_ == "CCONJ":
            break
        tokens.append(verb.nbor(-step))
    found = None
    for token in reversed(tokens):
        if token.pos_ in NOMINAL:
            found = token
        elif found is not None:
            return found
        elif token.pos_ not in {"DET", "ADJ", "PRON"}:
            return None
    return found


def _verbs_above(verb: Any) -> Iterator[Any]:  # noqa: ANN401
    for _ in range(_STEPS):
        yield verb
        if verb.head == verb:
            return
        verb = verb.head


def _noun_above(verb: Any) -> Any | None:  # noqa: ANN401
    """Return the noun a clause is said of; of "a plume that ..." the plume."""
    if verb.head.pos_ in NOMINAL:
        return verb.head
    if verb.dep_ != "relcl":
        return None
    relative = next((c for c in verb.children if c.tag_ in _RELATIVE), None)
    before = relative.nbor(-1) if relative is not None and relative.i else None
    return before if before is not None and before.pos_ in NOMINAL else None


def head_of(noun: Any) -> Any:  # noqa: ANN401
    """Climb from the first part of a compound to the noun that heads it.

    Args:
        noun: a noun of the parse.

    Returns:
        The head of its compound; the noun itself when it is none's part.
    """
    for _ in range(_STEPS):
        if noun.dep_ != "compound" or noun.head.pos_ not in NOMINAL:
            break
        noun = noun.head
    return noun


def holds(noun: Any, number: Any) -> bool:  # noqa: ANN401
    """Tell whether an amount is only attached to a noun: "the hub for 8 miles of tunnels".

    Args:
        noun: what the amount would be said of.
        number: the token that heads the expression.

    Returns:
        True when a preposition other than "of" ties it to that noun.
    """
    for _ in range(_STEPS):
        if number.head == noun:
            return bool(number.dep_ == "prep" and number.lower_ != "of")
        if number.head == number:
            return False
        number = number.head
    return False


def tells(noun: Any, number: Any) -> bool:  # noqa: ANN401
    """Tell whether a clause of its own tells the amount: "with rents expected to rise 4%".

    Args:
        noun: what the amount is said of.
        number: the token that heads the expression.

    Returns:
        True when the way up from the amount enters the noun by a participle behind "with", or
        when it passes a finite verb that stands behind the noun.
    """
    for _ in range(_STEPS):
        if number.head == noun:
            return bool(number.dep_ in _OF_NOUN and noun.head.lower_ == "with")
        if number.head == number or (number.pos_ in VERBAL and number.dep_ == "conj"):
            return bool(number.pos_ in VERBAL and noun.i < number.i)
        number = number.head
    return False


def bearer(noun: Any) -> Any | None:  # noqa: ANN401
    """Find whose it is: the subject of the verb that a measured noun is the object of.

    Args:
        noun: what is measured.

    Returns:
        The subject; None when the noun is no object.
    """
    for _ in range(_STEPS):
        if noun.dep_ in {"dobj", "attr", "oprd"} and noun.head.pos_ in VERBAL:
            return _own_subject(noun.head)
        if noun.dep_ == "pobj":
            above = noun.head.head
            above = above.head if above.pos_ == "ADV" else above
            return _own_subject(above) if above.pos_ in VERBAL else None
        if noun.dep_ not in {"compound", "nmod", "conj", "appos"}:
            return None
        noun = noun.head
    return None


def _own_subject(verb: Any) -> Any | None:  # noqa: ANN401
    """Find the subject of a verb's own clause, not the noun that a participle tells of."""
    for _ in range(_STEPS):
        if any(c.dep_ in _SUBJECT for c in verb.children):
            return subject_of(verb)
        if verb.dep_ not in _SHARES_SUBJECT:
            return None if verb.dep_ in _ASIDE else subject_of(verb)
        verb = verb.head
    return None


def part_of(token: Any, words: frozenset[str] = frozenset({"of"})) -> Any | None:  # noqa: ANN401
    """Find the noun behind "of" right after an amount: tons of coal.

    Args:
        token: the unit or share.
        words: prepositions that may stand between.

    Returns:
        The noun, a pronoun included; None when there is none.
    """
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in words and child.i > token.i:
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def complement(token: Any) -> Any | None:  # noqa: ANN401
    """Find what a subject is said to be or come from: "half of which is wind power".

    Args:
        token: the subject.

    Returns:
        The noun; None when the verb has no such complement.
    """
    verb = token.head
    if token.dep_ not in _SUBJECT or verb.pos_ not in VERBAL:
        return None
    for child in verb.children:
        if child.dep_ in _COMPLEMENTS and child.pos_ in NOMINAL:
            return child
        if child.dep_ == "prep" and child.lower_ in _FROM_WHERE:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.pos_ in NOMINAL:
                return inner
    return None
