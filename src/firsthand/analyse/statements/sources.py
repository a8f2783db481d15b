"""Who says it in this sentence: which noun phrase is the source of a cue?"""

from typing import Any

from firsthand.analyse.statements.complements import Run, Token
from firsthand.analyse.statements.cueword import Cue

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
CLIMBED = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "acl", "prep", "dep", "pobj"})
HOLDERS = frozenset({"by", "from", "of", "among"})
MANNER = frozenset({"by", "in", "after", "before", "while", "when", "without", "despite", "upon"})
"""Prepositions whose -ing form is done by the subject of the clause: "closed by thanking"."""
ISSUING = frozenset(
    {"issue", "send", "release", "write", "post", "publish", "email", "circulate", "deliver"}
    | {"give", "make", "sign", "file", "pen", "draft", "launch", "hold", "adopt", "pass", "submit"}
)
"""Verbs whose subject says what their object says: "issued a statement expressing hope"."""
LONGEST_CLIMB = 5
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
LEADING = frozenset(
    {"meanwhile", "even", "however", "instead", "also", "still", "yet", "then", "now", "moreover"}
)
DASHES = frozenset({"-", "--", "–", "—", ":"})


def find_source(cue: Cue) -> Run | None:
    """Find the source's noun phrase.

    By subject, inversion, passive agent, shared subject of conjoined verbs, control, the noun or
    clause that a participle hangs on, possessor of a noun cue.

    Args:
        cue: a cue with its complement.

    Returns:
        First and last token index, None when the sentence names nobody.
    """
    head = _holder(cue.head) if cue.nominal else _subject(cue.head) or _beside(cue)
    return _outside(phrase(head), head, cue) if head is not None else None


def _beside(cue: Cue) -> Token | None:
    """Find the name that stands by a cue whose subject the parse has missed."""
    verb, doc = cue.head, cue.head.doc
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or cue.complement not in {"clause", "quote"}:
        return None
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children) or verb.dep_ == "conj":
        return None
    before = doc[cue.first - 1] if cue.first > verb.sent.start else None
    if before is not None and before.pos_ in {"PROPN", "PRON"} and before.tag_ != "PRP$":
        return before
    ahead = next((c for c in verb.children if c.dep_ == "dobj" and c.i > cue.last), None)
    quoted = before is not None and before.text in {'"', "''", ","}
    if ahead is not None and quoted and ahead.left_edge.i == cue.last + 1:
        return ahead
    return None


def phrase(head: Token) -> Run:
    """Give the whole noun phrase of a head, without the clauses that hang on its end.

    Args:
        head: the noun's token.

    Returns:
        First and last token index.
    """
    first, last = head.left_edge.i, head.right_edge.i
    for child in head.children:
        if child.i <= head.i:
            continue
        if child.dep_ in {"relcl", "acl", "advcl", "ccomp"}:
            last = min(last, max(head.i, child.left_edge.i - 1))
        elif child.dep_ == "punct" and child.text in DASHES:
            last = min(last, max(head.i, child.i - 1))
    return _trimmed(first, last, head)


def antecedent(doc: Any, source: Run) -> Run:  # noqa: ANN401 - a spaCy Doc
    """Find whom a relative word stands for: "the mayor, who said".

    Args:
        doc: the parsed document.
        source: first and last token of a source.

    Returns:
        The noun phrase before the relative clause; the source itself when it is no relative word.
    """
    word = doc[source[0]]
    if source[0] != source[1] or word.lower_ not in RELATIVE:
        return source
    node = word.head
    for _ in range(LONGEST_CLIMB):
        if node.dep_ == "relcl":
            return phrase(node.head) if node.head.i < word.i else source
        if node.head is node:
            break
        node = node.head
    return source


def _trimmed(first: int, last: int, head: Token) -> Run:
    doc = head.doc
    while last > head.i and (doc[last].is_punct or doc[last].is_space) and doc[last].text != ")":
        last -= 1
    while first < head.i and _no_part(doc[first], head):
        first += 1
    return first, last


def _no_part(token: Token, head: Token) -> bool:
    """Tell marks and adverbs that only lead up to a noun phrase: "Meanwhile the mayor"."""
    if token.is_punct or token.is_space:
        return True
    return bool(token.lower_ in LEADING and token.tag_ == "RB" and token.head is head)


def _outside(run: Run, head: Token, cue: Cue) -> Run:
    """Keep a noun phrase from swallowing its cue or what is said."""
    first, last = run
    if first <= cue.first <= last:
        first, last = (first, cue.first - 1) if cue.first > head.i else (cue.last + 1, last)
    for low, _ in cue.parts:
        if first <= low <= last and low > head.i:
            last = low - 1
    return _trimmed(first, last, head)


def _holder(noun: Token) -> Token | None:
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in HOLDERS:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _subject(verb: Token) -> Token | None:
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children) or _reduced(verb):
        return _agent(verb)
    node = verb
    for _ in range(LONGEST_CLIMB):
        own = _own_subject(node, verb)
        if own is not None:
            return own
        above = node.head
        if node.dep_ == "acl" and _issued(above):
            node = above.head
            continue
        if node.dep_ in {"acl", "relcl"}:
            return above if above.pos_ in NOMINAL else None
        if node.dep_ == "xcomp" and above.lemma_ != "promise":
            controller = _controller(node, above)
            if controller is not None:
                return controller
        if above is node or not _climbs(node, above):
            return None
        node = above
    return None


def _issued(noun: Token) -> bool:
    """Tell whether a noun is what somebody sends out: "sent a letter urging"."""
    return bool(noun.dep_ == "dobj" and noun.head.lemma_ in ISSUING)


def _controller(node: Token, above: Token) -> Token | None:
    """Find whom a verb makes do something: "asked the firm to say"."""
    return next((c for c in above.children if c.dep_ in {"dobj", "dative"} and c.i < node.i), None)


def _climbs(node: Token, above: Token) -> bool:
    """Tell whether the subject of the word above is the subject of this one too."""
    if node.dep_ not in CLIMBED:
        return False
    if node.dep_ == "ccomp":
        return node.tag_ in {"VBG", "VB"}
    if node.dep_ in {"pobj", "pcomp"} and above.dep_ != "prep":
        return False
    if node.dep_ in {"prep", "pcomp"} and above.pos_ in NOMINAL:
        return False
    if above.lower_ == "as":  # "was quoted as saying"
        return bool(above.head.tag_ == "VBN")
    return node.dep_ != "pcomp" or above.lower_ in MANNER


def _reduced(verb: Token) -> bool:
    """Tell a passive participle without auxiliary: "the plan described by"."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.dep_ not in {"acl", "advcl"}:
        return False
    if verb.tag_ == "VBD" and any(c.dep_ in {*SUBJECTS, "mark"} for c in verb.children):
        return False
    return not any(c.dep_ == "aux" for c in verb.children)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _own_subject(node: Token, verb: Token) -> Token | None:
    subjects = [c for c in node.children if c.dep_ in SUBJECTS]
    if not subjects:
        passive = (c for c in node.children if c.dep_ == "nsubjpass")
        return None if node is verb else next(passive, None)
    found = min(subjects, key=lambda c: abs(int(c.i) - int(node.i)))
    return None if found.dep_ == "expl" else found
