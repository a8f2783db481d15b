"""Is a place meant where a place's name stands?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from firsthand.analyse.places.gazetteer import LEVELS
from firsthand.analyse.places.lexicon import Bearers, Speech, given, no_places
from firsthand.analyse.places.spots import Spot
from firsthand.text.words import CASELESS, Word, fold_name

TOWN, CITY, UNIT, COUNTRY = 0, 1, 2, 3
"""Grades of `Bearers.strength`."""

GEOGRAPHIC = frozenset({"GPE", "LOC"})
NAMED = frozenset({"ORG", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_PAIR = re.compile(
    r"\s*(?:,|\(|/)\s*|"
    r",\s(?:in|en|em|no|na|nel|nella|dans|au|im|w|we|в|во|у|на|i|på|u|di|ở|tại|thuộc)\s"
)
"""Between a place and the larger one it lies in."""
_PARTY = re.compile(r"(?<!\w)(?:D|R|I|DFL|Dem|Rep|Lib|Con|Lab)-$")
"""The party before a politician's place: "D-Oakland"."""
_SUFFIX = 8
"""Characters behind a name in which its ending stands."""
_ENDING = re.compile(r"['’]([^\W\d_]+)")
_CONNECTIVES = 3
_WRITTEN_CUES = frozenset({"ب"})
"""Prepositions of place that are written together with the name"""
SHORT_HAN = 2
"""Characters of a name that may be an ordinary word."""


@dataclass(slots=True)
class Context:
    """What the text around the spots says."""

    text: str
    words: Sequence[Word]
    said: Speech
    language: str
    lower: frozenset[str]
    """Folded words that also occur in small letters"""
    surnames: frozenset[str] = frozenset()
    """Folded last words of persons' names"""
    labels: Mapping[int, Any] = field(default_factory=dict)
    """Entity of the parse that covers a character offset"""
    settled: frozenset[str] = frozenset()
    """Folded names that surely stand for places elsewhere in the report"""
    index: dict[str, list[int]] = field(default_factory=dict)
    """Numbers of the words by their folded form; filled when first asked for"""

    def numbers(self, folded: str) -> list[int]:
        """Return the numbers of all words of one folded form."""
        if not self.index:
            for number, word in enumerate(self.words):
                self.index.setdefault(word.folded, []).append(number)
        return self.index.get(folded, [])


def judge(spot: Spot, context: Context, following: Spot | None) -> bool:
    """Decide whether a place is meant, and mark it nested when it stands inside another name.

    Args:
        spot: the stretch; its `nested` is set.
        context: the text around it.
        following: the next spot, for pairs such as "Austin, Texas".

    Returns:
        True when a place is meant.
    """
    if spot.first < 0:
        return _judge_solid(spot, context)
    folded = fold_name(context.text[spot.core[0] : spot.core[1]])
    said = context.said
    guarded = _is_guarded(spot, folded, context) or folded in no_places()
    bare = set(folded.split()) <= said.compass.keys() | said.after.keys()
    guarded = guarded and not _is_unit(spot)
    if (spot.rule == "name" and (bare or guarded)) or _is_age(spot, context):
        return False
    if _PARTY.search(context.text, max(0, spot.core[0] - 6), spot.core[0]):
        return True
    doubtful = spot.bearers.strength < UNIT and not spot.level and folded not in context.settled
    if folded in given() and doubtful:
        return _paired(spot, context, following) or _cued(spot, context)
    verdict = _judge_parsed(spot, folded, context, following) if context.labels else None
    return _judge_plain(spot, folded, context, following) if verdict is None else verdict


def _is_guarded(spot: Spot, folded: str, context: Context) -> bool:
    """Tell whether a name is an ordinary word; letters with marks tell Pará from "para"."""
    if folded not in context.said.guarded or context.language in CASELESS:
        return folded in context.said.guarded
    written = context.text[slice(*spot.core)].casefold()
    bare = written.isascii() or written == folded
    return bare or written in context.said.accented


def _is_unit(spot: Spot) -> bool:
    """Tell whether the level word beside a name is the level of a place that bears it."""
    return any(LEVELS[entry.level] == spot.level for entry in spot.bearers.entries)


def _is_age(spot: Spot, context: Context) -> bool:
    if spot.first == 0 or not context.said.ages or spot.bearers.strength < COUNTRY:
        return False
    before = context.words[spot.first - 1]
    return (
        before.folded in context.said.ages
        and before.capital
        and context.text[before.end : spot.start] == " "
    )


def _judge_parsed(spot: Spot, folded: str, context: Context, following: Spot | None) -> bool | None:
    """Judge by the parser's entity; None where it has none and the name is well known."""
    entity = context.labels.get(spot.core[0]) or context.labels.get(spot.core[1] - 1)
    known = spot.bearers.strength >= UNIT or folded in context.settled or _is_unit(spot)
    if entity is None:
        return None if known else False
    whole = entity.start_char >= spot.start - 4 and entity.end_char <= spot.end + 2
    verdict: bool | None = None
    if entity.label_ in GEOGRAPHIC:
        verdict = folded not in context.surnames or _cued(spot, context) or _is_country(spot)
        verdict = verdict or _paired(spot, context, following)
    elif entity.label_ == "NORP":
        verdict = whole or spot.bearers.strength >= UNIT
    elif entity.label_ == "PERSON":
        paired = _paired(spot, context, following)
        verdict = whole and (paired or (known and folded not in context.surnames))
    elif entity.label_ in NAMED:
        spot.nested = not whole and _has_capital_beside(spot, entity, context)
        verdict = spot.bearers.strength >= CITY or folded in context.settled or bool(spot.level)
    elif not known:
        verdict = False
    return verdict


def _has_capital_beside(spot: Spot, entity: Any, context: Context) -> bool:  # noqa: ANN401
    """Tell whether an entity is a name longer than the place's: "the council of X" is none."""
    text = context.text
    beside = text[entity.start_char : spot.start] + text[spot.end : entity.end_char]
    return any(not char.islower() for char in beside if char.isalnum())


def _is_country(spot: Spot) -> bool:
    """Tell whether a name is a country's or a region's, which a family name seldom hides."""
    return spot.bearers.strength >= COUNTRY


def _judge_plain(  # noqa: C901, PLR0911 - a ladder of rules, one a line
    spot: Spot, folded: str, context: Context, following: Spot | None
) -> bool:
    """Judge by capitals, words beside the name and how well it is known."""
    strength = spot.bearers.strength
    if folded in context.surnames and strength < COUNTRY:
        return False
    if _paired(spot, context, following) and folded not in context.lower:
        return True
    if _only_initial(spot, folded, context) and not _suffixed(spot, context):
        return False
    if _headed(spot, context):
        spot.nested = True
        return strength >= CITY
    before, after = _neighbours(spot, context)
    if context.language in CASELESS:
        sure = strength >= UNIT or bool(spot.level) or folded in context.settled
        return _caseless(spot, folded, before, context) and (sure or _cued(spot, context))
    capitals = context.language != "de"
    if before is not None and _introduces(before, spot, context):
        before = None  # "President of" somewhere, "Région" before a region: no longer name
    if capitals and before is not None and before.capital and not before.initial and not spot.way:
        spot.nested = True
        return strength >= COUNTRY
    if not capitals and strength >= CITY and _cued(spot, context):
        return True  # every German noun has a capital
    if after is not None and after.capital and not after.shout:
        spot.nested = True
        several = spot.first != spot.last and strength >= (UNIT if capitals else CITY)
        return several or strength >= COUNTRY
    if strength < UNIT and _ends_longer(spot, context) and not _cued(spot, context):
        return False
    sure = strength > TOWN or bool(spot.level)
    return sure or folded in context.settled or _cued(spot, context)


def _caseless(spot: Spot, folded: str, before: Word | None, context: Context) -> bool:
    """Tell whether nothing speaks against a name where letters have no case."""
    if spot.first != spot.last or spot.level or spot.bearers.strength >= COUNTRY:
        return True
    said = context.said
    whole = context.words[spot.first].folded
    small = any(whole.startswith(p) and whole[len(p) :] in said.guarded for p in said.prefixes)
    family = before is not None and before.folded in given() and folded.startswith("ال")
    unsure = folded in said.cued and not _cued(spot, context)
    return not (small or family or unsure or folded in said.common)


def _only_initial(spot: Spot, folded: str, context: Context) -> bool:
    """Tell whether only its place at the head of a sentence gives a word its capital."""
    if not context.words[spot.first].initial or spot.first != spot.last or spot.level:
        return False
    unknown = spot.bearers.strength < UNIT and folded not in context.settled
    return folded in context.lower or unknown


def lone(spot: Spot, context: Context) -> bool:
    """Tell whether a name stands alone inside a sentence and is never part of a longer name.

    Args:
        spot: the name.
        context: the text around it.

    Returns:
        True when no capitalised word stands beside it anywhere in the text.
    """
    if context.language in CASELESS:
        return _known_here(spot, context)
    opening = spot.first >= 0 and context.words[spot.first].initial
    if spot.first < 0 or (opening and spot.first == spot.last):
        return False
    folded = fold_name(context.text[spot.core[0] : spot.core[1]])
    said = context.said
    if folded in said.guarded | said.known | context.lower | context.surnames | no_places():
        return False
    if _ends_longer(spot, context, initial=True):
        return False
    _, after = _neighbours(spot, context)
    return after is None or not after.capital


def stands_at(spot: Spot, context: Context) -> bool:
    """Tell whether a name stands alone behind a preposition of place.

    Args:
        spot: the name.
        context: the text around it.

    Returns:
        True when no other capitalised word stands beside it and it is no family name of the text.
    """
    if spot.first < 0 or spot.nested or spot.rule != "name" or not _cued(spot, context):
        return False
    folded = fold_name(context.text[spot.core[0] : spot.core[1]])
    said = context.said
    if folded in said.guarded | said.known | context.lower | context.surnames | no_places():
        return False
    if folded in given():
        return False
    _, after = _neighbours(spot, context)
    return after is None or not after.capital


def _known_here(spot: Spot, context: Context) -> bool:
    """Tell whether a name without case is a city's and no other word's."""
    folded = fold_name(context.text[spot.core[0] : spot.core[1]])
    said = context.said
    other = said.guarded | said.known | said.offices | said.common | given() | no_places()
    before, _ = _neighbours(spot, context)
    plain = spot.rule == "name" and folded not in other and spot.bearers.strength >= CITY
    return plain and _caseless(spot, folded, before, context)


def _ends_longer(spot: Spot, context: Context, *, initial: bool = False) -> bool:
    """Tell whether a capitalised word stands before the name anywhere in the text.

    So it may be a family name; `initial` counts words at the head of a sentence too.
    """
    for number in context.numbers(context.words[spot.first].folded):
        if number == 0:
            continue
        word = context.words[number]
        before = context.words[number - 1]
        if before.folded in context.said.cues:
            continue  # "In Alma" begins a sentence
        plain = before.folded not in context.said.features | context.said.compass.keys()
        if (
            before.capital
            and (initial or (plain and not before.initial))
            and context.text[before.end : word.start] == " "
        ):
            return context.language != "de" or initial
    return False


def _neighbours(spot: Spot, context: Context) -> tuple[Word | None, Word | None]:
    """Return the words that stand directly before and after, one blank away."""
    words, text = context.words, context.text
    before = after = None
    if spot.first > 0:
        word = words[spot.first - 1]
        before = word if text[word.end : spot.start] == " " else None
    if spot.last + 1 < len(words):
        word = words[spot.last + 1]
        after = word if text[spot.end : word.start] == " " else None
    return before, after


def _headed(spot: Spot, context: Context) -> bool:
    """Tell whether a head such as "University" stands in the capitalised name around the spot."""
    words, text, said = context.words, context.text, context.said
    number, gaps = spot.first - 1, 0
    position = spot.start
    while number >= 0 and gaps < _CONNECTIVES:
        word = words[number]
        if text[word.end : position].strip(" '’"):
            break
        if word.capital and word.folded in said.heads:
            return True
        if not word.capital:
            if word.folded not in said.inside:
                break
            gaps += 1
        position = word.start
        number -= 1
    if spot.last + 1 < len(words):
        word = words[spot.last + 1]
        if word.capital and word.folded in said.heads and text[spot.end : word.start] == " ":
            return True
    return False


def _cued(spot: Spot, context: Context) -> bool:
    before, _ = _neighbours(spot, context)
    cues = context.said.cues
    if _suffixed(spot, context):
        return True
    if before is None or context.language not in CASELESS:
        return before is not None and before.folded in cues
    inside = context.text[context.words[spot.first].start : spot.core[0]]
    return before.folded in cues or before.folded[1:] in cues or inside[-1:] in _WRITTEN_CUES


def _introduces(before: Word, spot: Spot, context: Context) -> bool:
    """Tell whether the word before a name says what it is and does not belong to it."""
    said = context.said
    return before.folded in said.offices or (bool(spot.level) and before.folded in said.before)


def _suffixed(spot: Spot, context: Context) -> bool:
    """Tell whether an ending of place stands behind the name: Turkish "Edirne'de"."""
    ends = context.said.suffixes
    rest = context.text[spot.end : spot.end + _SUFFIX] if ends else ""
    match = _ENDING.match(rest)
    return match is not None and match[1].casefold() in ends


def _paired(spot: Spot, context: Context, following: Spot | None) -> bool:
    """Tell whether the name is followed by the unit or country it lies in ("Austin, Texas")."""
    if following is None or not _PAIR.fullmatch(context.text[spot.end : following.start]):
        return False
    return contains(following.bearers, spot.bearers)


def contains(outer: Bearers, inner: Bearers) -> bool:
    """Tell whether some bearer of one name lies in some bearer of another.

    Args:
        outer: bearers of the larger place's name.
        inner: bearers of the smaller place's name.

    Returns:
        True when there is such a pair.
    """
    return any(
        small.unit == large.code or (large.level == 0 and small.country == large.code)
        for large in outer.entries
        if large.level <= 1 and large.code
        for small in inner.entries
        if small.level > large.level
    )


def _judge_solid(spot: Spot, context: Context) -> bool:
    said, text = context.said, context.text
    piece = text[spot.core[0] : spot.core[1]]
    strength = spot.bearers.strength
    rest = text[spot.end : spot.end + 6]
    if piece in said.guarded and not spot.level:
        return False
    if spot.start and text[spot.start - 1] in said.ages and strength == COUNTRY:
        return False
    if any(rest.startswith(head) for head in said.heads):
        spot.nested = True
    if len(piece) > SHORT_HAN or spot.level:
        return strength >= TOWN
    return strength >= UNIT or piece in context.settled


def surnames_of(entities: Iterable[Any], text: str) -> frozenset[str]:
    """Collect the last words of persons' names of two words and more.

    Args:
        entities: entities of a parse.
        text: the text that was parsed.

    Returns:
        The words, folded.
    """
    found = set()
    for entity in entities:
        if entity.label_ != "PERSON":
            continue
        parts = text[entity.start_char : entity.end_char].removesuffix("'s").split()
        if len(parts) > 1:
            found.add(fold_name(parts[-1]))
    return frozenset(found)
