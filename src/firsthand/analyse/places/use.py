"""Is the place itself meant, or its people, government, team or goods, or only a part of a name?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.analyse.places.accept import Context
from firsthand.analyse.places.spots import Spot
from firsthand.lang import lexicon
from firsthand.text.words import SOLID, fold_all

LITERAL, ASSOCIATIVE, IN_NAME = "literal", "associative", "in a name"
_CLIMB = 4
"""Coordinated names passed on the way to the first of them."""
_SUBJECTS = frozenset({"nsubj"})
_SUFFER = frozenset({"nsubjpass", "poss"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_WINDOW = 60
"""Characters looked at beside a name where there is no parse."""


@dataclass(frozen=True, slots=True)
class _Cues:
    """Folded words that tell a use; verbs and nouns by lemma where the language has a parser."""

    states: frozenset[str]
    reached: frozenset[str]
    land: frozenset[str]
    deeds: frozenset[str]
    partners: frozenset[str]
    says: re.Pattern[str] | None
    offices: re.Pattern[str] | None


@cache
def _cues(language: str) -> _Cues:
    data: Mapping[str, Any] = lexicon(language, "places").get("use", {})

    def words(key: str) -> frozenset[str]:
        return fold_all(data.get(key, ()))

    def pattern(key: str, form: str) -> re.Pattern[str] | None:
        listed = sorted(data.get(key, ()), key=lambda word: (-len(word), word))
        body = "|".join(re.escape(word) for word in listed)
        return re.compile(form.format(body), re.IGNORECASE) if listed else None

    solid = language in SOLID
    links = "|".join(re.escape(link) for link in data.get("links", ()))
    return _Cues(
        states=words("states"),
        reached=words("reached"),
        land=words("land"),
        deeds=words("deeds"),
        partners=words("partners"),
        says=pattern("says", r"\s*(?:{})" if solid else r"\s+(?:{})(?!\w)"),
        offices=pattern("offices", rf"(?<!\w)(?:{{}})\s*(?:{links})\s*$") if links else None,
    )


def use_of(spot: Spot, context: Context, doc: Any) -> str:  # noqa: ANN401 - a spaCy document
    """Tell how a place's name is used.

    Args:
        spot: the name, taken for a place.
        context: the text around it.
        doc: its parse, or nothing.

    Returns:
        "literal" for the place itself; "associative" where its name stands for the people, the
        government, a team or goods of it ("Washington said", "French wine"); "in a name" inside
        the name of something else.
    """
    if spot.nested:
        return IN_NAME
    cues = _cues(context.language)
    if doc is not None:
        piece = doc.char_span(spot.start, spot.end, alignment_mode="expand")
        if piece is not None:
            return _by_parse(piece.root, cues, demonym=spot.rule == "demonym")
    if spot.rule == "demonym":
        return ASSOCIATIVE
    return ASSOCIATIVE if _beside(spot, context.text, cues) else LITERAL


def _beside(spot: Spot, text: str, cues: _Cues) -> bool:
    """Tell by the words next to a name whether it speaks, or someone speaks for it."""
    after = text[spot.end : spot.end + _WINDOW]
    if cues.says is not None and cues.says.match(after):
        return True
    before = text[max(0, spot.start - _WINDOW) : spot.start]
    return cues.offices is not None and cues.offices.search(before) is not None


def _by_parse(token: Any, cues: _Cues, *, demonym: bool) -> str:  # noqa: ANN401
    for _ in range(_CLIMB):
        if token.dep_ != "conj":
            break
        token = token.head
    role, head = token.dep_, token.head
    lemma = head.lemma_.lower()
    if role in _MODIFIERS:
        associative = lemma not in cues.land
    elif demonym:
        associative = True
    elif role in _SUBJECTS:
        associative = lemma not in cues.states
    elif role in _SUFFER:
        associative = lemma in cues.deeds
    elif role == "dobj":
        associative = lemma not in cues.reached
    elif role == "pobj":
        associative = _after_preposition(head, cues)
    else:
        associative = role == "dative"
    return ASSOCIATIVE if associative else LITERAL


def _after_preposition(preposition: Any, cues: _Cues) -> bool:  # noqa: ANN401
    word = preposition.lower_
    if preposition.dep_ == "agent" or word in cues.partners:
        return True
    return word in {"of", "between"} and preposition.head.lemma_.lower() in cues.deeds
