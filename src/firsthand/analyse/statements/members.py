"""What exactly is asked or promised, member by member of a coordinated list?

"to repair the quay, train pilots and cut fees" holds three things to follow up, so each gets a
span of its own. Members are told by their form: a list that opens with a verb in the base form goes
on with verbs in the base form, one of -ing forms with -ing forms, clauses with clauses.
"""

from collections.abc import Sequence
from itertools import pairwise

from firsthand.analyse.statements.complements import FINITE_TAGS, Run, Token
from firsthand.analyse.statements.core import (
    BASE,
    EXAMPLES,
    MODALS,
    Asked,
    after_comma,
    is_gerund,
    opens_clause,
)
from firsthand.analyse.statements.lexicon import Lexicon

LEAST_TOKENS = 3
"""A verb phrase needs that many words before an "and" can part it from the next one."""
LEAST_VERBS = 3
"""Verbs that share one modal make a list from that many on: "must A, B and C"; two do where each
has an object of its own."""
LEAST_NOUNS = 3
"""Noun phrases between commas make a list of their own from that many on, inside a verb phrase."""
LEAST_PLAIN_NOUNS = 2
"""The same where the whole content is a noun phrase."""
JOINERS = frozenset({"and", "or", "as", "well", "while", "but", "also", "then", "plus"})
LAST_JOINTS = frozenset({("and", ","), ("or", ","), ("as", "well")})
NOMINAL = frozenset({"NOUN", "PROPN"})
SUBSTANCE = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "VERB"})

Piece = list[Token]


def split_members(tokens: Sequence[Token], lexicon: Lexicon) -> list[Run]:
    """Split a content into what is asked or promised.

    Args:
        tokens: the content's tokens in text order.
        lexicon: the language's reporting words.

    Returns:
        Runs of tokens in text order; one run when there is no list.
    """
    words = [t for t in tokens if not t.is_space]
    if not words:
        return []
    start, form = Asked(words, lexicon).find()
    core = words[start:]
    if form == "clause":
        pieces = [part for piece in _split_clauses(core) for part in _split_modal(piece)]
    elif form == "noun":
        pieces = _split_nouns(core, least=LEAST_PLAIN_NOUNS, plain=True)
    else:
        verbs = _split_verbs(core, form)
        pieces = [p for v in verbs for p in _split_nouns(v, least=LEAST_NOUNS, plain=False)]
    return [run for piece in pieces if (run := _trimmed(piece)) is not None]


def _cut(words: Sequence[Token], cuts: list[int]) -> list[Piece]:
    return [list(words[a:b]) for a, b in pairwise([0, *cuts, len(words)])]


def _split_verbs(words: Sequence[Token], form: str) -> list[Piece]:
    cuts: list[int] = []
    for n in range(1, len(words)):
        if _starts_member(words, n, form, cuts[-1] if cuts else 0):
            cuts.append(n)
    joined: list[Piece] = []
    for piece in _cut(words, cuts):
        # "quickly, safely and fully repairing": adverbs alone belong to the verb after them.
        if joined and not any(t.pos_ in {"VERB", "AUX"} for t in joined[-1]):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _starts_member(words: Sequence[Token], n: int, form: str, last_cut: int) -> bool:
    before, here = words[n - 1], words[n]
    if before.text not in {",", ";"} and before.lower_ not in JOINERS:
        return False
    done = words[last_cut + 1 : n]
    if n - last_cut < LEAST_TOKENS or not any(t.pos_ in SUBSTANCE for t in done):
        return False
    if before.lower_ == "while" and here.tag_ == "VBG":
        return True
    at = n
    while at < len(words) - 1 and _leads_verb(words, at, n):
        at += 1
    verb = words[at]
    if form == "VBG":
        return is_gerund(verb) and at + 1 < len(words) and not words[at + 1].is_punct
    # "cut" and "put" look the same in the past tense.
    base = verb.tag_ in BASE | {"VBD"} and verb.lower_ == verb.lemma_.lower()
    base = base and verb.lower_ != "be"
    return base and verb.dep_ not in {"amod", "compound"}


def _leads_verb(words: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether a word may stand between a joint and its verb: "and to fully"."""
    token = words[at]
    if token.tag_ == "RB" or token.lower_ == "to":
        return True
    return at > start and token.lower_ in {",", "and"} and words[at - 1].tag_ == "RB"


def _split_clauses(words: Sequence[Token]) -> list[Piece]:
    cuts: list[int] = []
    for n in range(1, len(words)):
        joint = words[n - 1].text in {",", ";"} or words[n - 1].lower_ in {"and", "but", "or"}
        if not joint or words[n].lower_ in {"and", "or", "but"}:
            continue
        done = words[cuts[-1] if cuts else 0 : n]
        if any(t.tag_ in FINITE_TAGS for t in done) and opens_clause(words[n:]):
            cuts.append(n)
    pieces = _cut(words, cuts)
    if pieces and pieces[0] and pieces[0][0].lower_ in {"to", "in", "for", "by"}:
        pieces[0] = after_comma(pieces[0])
    return pieces


def _split_modal(words: Piece) -> list[Piece]:
    """Part "the town must train guides, open the hall and cut fees" verb by verb."""
    modal = next((n for n, t in enumerate(words) if t.tag_ == "MD" and t.lower_ in MODALS), None)
    if modal is None or modal + 1 >= len(words):
        return [words]
    verbs = _split_verbs(words[modal + 1 :], "VB")
    if len(verbs) < LEAST_VERBS and not (
        len(verbs) > 1 and all(any(t.dep_ == "dobj" for t in verb) for verb in verbs)
    ):
        return [words]
    return [words[: modal + 1] + verbs[0], *verbs[1:]]


def _split_nouns(words: Sequence[Token], *, least: int, plain: bool) -> list[Piece]:
    if any(t.lower_ in EXAMPLES for t in words):
        return [list(words)]
    cuts = [n for n in range(1, len(words)) if _starts_noun(words, n, plain=plain)]
    pieces = [p for p in _cut(words, cuts) if any(t.is_alpha for t in p)]
    if len(pieces) < least or not all(_is_noun_phrase(p) for p in pieces):
        return [list(words)]
    verbs = any(t.pos_ == "VERB" and t.tag_ in FINITE_TAGS | BASE for p in pieces[1:] for t in p)
    return pieces if plain or not verbs else [list(words)]


def _starts_noun(words: Sequence[Token], n: int, *, plain: bool) -> bool:
    before, here = words[n - 1], words[n]
    if before.text in {",", ";"} and here.lower_ not in JOINERS:
        return True
    if n > 1 and (before.lower_, words[n - 2].lower_) in LAST_JOINTS:
        return True
    return plain and before.lower_ == "and" and here.tag_ in {"DT", "PRP$"}


def _is_noun_phrase(piece: Piece) -> bool:
    last = next((t for t in reversed(piece) if not t.is_punct and t.lower_ not in JOINERS), None)
    several = sum(t.is_alpha for t in piece) > 1
    return several and last is not None and last.pos_ in NOMINAL


def _trimmed(words: Piece) -> Run | None:
    kept = [t for t in words if not t.is_space]
    while kept and (_is_mark(kept[0]) or kept[0].lower_ in JOINERS | {"to", "both"}):
        kept.pop(0)
    while kept and (_is_mark(kept[-1]) or kept[-1].lower_ in JOINERS):
        kept.pop()
    if kept and sum(t.text == '"' for t in kept) % 2:
        edge = 0 if kept[0].text == '"' else -1 if kept[-1].text == '"' else None
        if edge is not None:
            kept.pop(edge)
        while kept and _is_mark(kept[-1]):
            kept.pop()
    return (kept[0].i, kept[-1].i) if kept else None


def _is_mark(token: Token) -> bool:
    return bool(token.is_punct) and token.text not in {'"', "'"}
