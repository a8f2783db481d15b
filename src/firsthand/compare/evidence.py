"""Is a later clause a result of what was asked, only a mention of it, or neither?"""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from firsthand.analyse.statements.themes import load_themes
from firsthand.compare.asking import FEWEST_WORDS, remakes, stems
from firsthand.compare.clause_terms import Terms
from firsthand.compare.concepts import concepts_of
from firsthand.compare.objects import things_of
from firsthand.compare.offers import NO_PROGRESS, Offer
from firsthand.compare.outcomes import ON_TARGET
from firsthand.compare.relevance import LONG_RUN, Nearness
from firsthand.compare.tolls import UNSPACED, word_pattern
from firsthand.lang import ANY, lexicon
from firsthand.model.items import Directive
from firsthand.model.story import Evidence

ON_THING = 0.1
"""Nearness that a clause of the same special theme and on the same thing needs."""

COMMON = 0.35
"""A thing below this rarity is what the story is about; to name it tells little."""

ON_COMMON = 0.25
"""Nearness that a clause on such a thing needs."""

ON_THEME = 0.4
"""Nearness that another clause of the same special theme needs."""

ON_WORDS, TWO_WORDS = 0.3, 1.5
"""Nearness that a result needs that names half of a request in words that hardly stand elsewhere,
and how telling these are: two words, or one and a town."""

OFF_THEME = 0.6
"""Nearness that a clause of another, a general or no theme needs."""

SMALL, BY_CHANCE = 256, 0.15
"""Clauses of a small story, and the nearness that twice as many reach by chance."""


def field_of(wordings: Sequence[Terms], offer: Offer) -> str:
    """Name the wide field by which a later clause is a result of a directive.

    Args:
        wordings: of the directive.
        offer: the later clause.

    Returns:
        "field > thing", or nothing: the directive names no wide field, names a narrow thing that
        the clause does not, or the clause tells no result of the field.
    """
    if not offer.tells or offer.word in NO_PROGRESS:
        return ""
    parts = fields()
    open_fields = (
        wanted
        for terms in wordings
        if not terms.values
        for wanted in terms.wanted
        # "Industry, including new energies": the example narrows the field.
        if wanted.whole
        and not any(
            parts[field] & (terms.things - wanted.things) for field in wanted.things & parts.keys()
        )
    )
    for wanted in open_fields:
        things = wanted.things
        wide = sorted(thing for thing in things if thing in parts)
        hits = {thing: min(parts[thing] & offer.wide, default="") for thing in wide}
        narrow = things - set(wide)
        if all(hits[thing] or thing in offer.wide for thing in wide) and (
            any(hits.values()) and (not narrow or narrow & offer.wide)
        ):
            return next(f"{thing} > {part}" for thing, part in hits.items() if part)
    return ""


def is_result(
    directives: Sequence[Directive],
    wordings: Sequence[Terms],
    offer: Offer,
    themes: frozenset[str],
    near: Nearness,
    chance: float = 0.0,
    *,
    cited: bool = False,
) -> bool:
    """Decide whether a later clause tells of the very thing a directive names.

    Args:
        directives: all wordings of the directive.
        wordings: their terms.
        offer: the later clause.
        themes: the clause's themes.
        near: how near the two are.
        chance: nearness that some clause of so many reaches by chance.
        cited: whether the clause calls a figure one that was asked for, and it is this one's.

    Returns:
        Whether they share an object, and enough beside it.
    """
    if near.elsewhere or _is_wider(wordings, offer):
        return False
    if near.run >= LONG_RUN or cited:
        return True
    score = near.score - chance
    # A wide field alone is shared by what is told of a meeting too.
    narrow = near.things - fields().keys()
    if not (near.share.is_enough and near.shared and near.aimed):
        return False
    if _is_unchanged(wordings, offer, near) or not _is_anchored(wordings, offer, near):
        return False
    if (near.things and not narrow and not offer.tells) or (score < _least_beside(wordings, near)):
        return False
    asked = {t for d in directives for t in (d.theme, *d.also_themes)} - {""}
    special = bool((asked & themes) - general_themes())
    # Where either names no field of policy, what both name stands for its field.
    on_theme = special or not (themes and asked)
    least = ON_THEME if on_theme else OFF_THEME
    if on_theme and near.things:
        least = ON_THING
    elif on_theme and near.share.part >= ON_TARGET and near.share.told >= TWO_WORDS and offer.tells:
        least = ON_WORDS
    return score >= least


def _is_anchored(wordings: Sequence[Terms], offer: Offer, near: Nearness) -> bool:
    """Tell whether a clause in another language shares more than one thing with a request.

    A count or a town, two things, or one that is half of what the request names.
    """
    if any(wanted.language == offer.language for terms in wordings for wanted in terms.wanted):
        return True
    return len(near.share.named) >= FEWEST_WORDS or near.share.part >= ON_TARGET


def _is_wider(wordings: Sequence[Terms], offer: Offer) -> bool:
    """Tell whether the figures of a clause are of a whole country, and the request is of less.

    "Nationwide, output rose by 4 percent" tells nothing of the output of a town.
    """
    if offer.evidence is not Evidence.FIGURE or not _names_all(offer.terms.text, offer.language):
        return False
    return not any(_names_all(terms.text, terms.language) for terms in wordings)


def _names_all(text: str, language: str) -> bool:
    words = str(lexicon(language, "progress").get("nationwide", ""))
    return word_pattern(language, words).search(text) is not None


def _is_unchanged(wordings: Sequence[Terms], offer: Offer, near: Nearness) -> bool:
    """Tell whether a thing was to be made another and the clause only names it.

    "Reform the banks": that the banks have found partners tells nothing of it.
    """
    if near.figure or near.share.says_more or offer.word:
        return False
    asked = all(remakes(terms.text, terms.language) for terms in wordings)
    return asked and not remakes(offer.terms.text, offer.language)


def chance_among(clauses: int) -> float:
    """Tell how near to a request some clause of a story comes by chance.

    Args:
        clauses: how many there are.

    Returns:
        What is asked of nearness beyond what a small story is asked for.
    """
    return BY_CHANCE * max(0.0, math.log2(max(clauses, 1) / SMALL))


def weighed(offer: Offer, directives: Sequence[Directive], asked: Terms, near: Nearness) -> Offer:
    """Take a clause whose figure counts something else for no more than its words tell.

    Args:
        offer: a clause.
        directives: all wordings of a request.
        asked: what it names.
        near: how near the clause is to it.

    Returns:
        The clause; as stated progress or as a mention where its figures are of another matter.
    """
    if offer.results or offer.evidence is not Evidence.FIGURE:
        return offer
    if repeats(directives, offer):
        return _lowered(offer)
    if offer.language in UNSPACED:
        return offer
    if near.share.says_more and (near.figure or near.share.part >= ON_TARGET):
        return offer
    words = {stem for wanted in asked.wanted for stem in wanted.words}
    abroad = all(wanted.language != offer.language for wanted in asked.wanted)
    for figure in offer.clause.figures:
        text = f"{figure.span.quote} {figure.measured.value} {figure.denominator.value}"
        same = asked.things & things_of(text, offer.language)
        meant = abroad and asked.concepts & concepts_of(text, offer.language)
        if meant or words & set(stems(text, offer.language)) or (same and not near.figure):
            return offer
    return _lowered(offer)


def repeats(directives: Sequence[Directive], offer: Offer) -> bool:
    """Tell whether all figures of a clause are those that were asked for.

    Args:
        directives: all wordings of a directive.
        offer: a later clause.

    Returns:
        True for "the two years given to the towns" where two years were given.
    """
    asked = [f for d in directives for f in offer.targets.get(d.id, ())]
    return bool(asked) and all(
        any(f.value == a.value and f.unit.canonical == a.unit.canonical for a in asked)
        for f in offer.clause.figures
    )


def _lowered(offer: Offer) -> Offer:
    lower = Evidence.STATED if offer.word or offer.doing else Evidence.MENTIONED
    return replace(offer, evidence=lower, tells=bool(offer.word))


def _least_beside(wordings: Sequence[Terms], near: Nearness) -> float:
    """Give the nearness that a clause needs that may be beside the point.

    "Loans for rural schools": the loans of other people are no result of it, nor is whatever a
    story tells of schools where half of its clauses name a school.
    """
    wide = fields().keys()
    if not near.headed:
        return OFF_THEME
    if not near.things:
        return 0.0
    if not near.things - wide:
        return OFF_THEME if any(terms.things - wide for terms in wordings) else 0.0
    counts = (len(t.things) for t in wordings if t.things & near.things)
    fewest = min(counts, default=len(near.things))
    if 2 * len(near.things) < fewest:
        return OFF_THEME
    if 2 * len(near.things) == fewest:
        return ON_THEME
    return ON_THING if near.rarest >= COMMON else ON_COMMON


@cache
def fields() -> dict[str, frozenset[str]]:
    """Name the wide fields with the things that tell of progress in them.

    Returns:
        Name of a field to names of things, its own not among them.
    """
    parts = lexicon(ANY, "objects")["parts"]
    found = {}
    for field, direct in parts.items():
        reached = set(direct)
        for thing in direct:
            reached.update(parts.get(thing, ()))
        found[field] = frozenset(reached - {field})
    return found


@cache
def general_themes() -> frozenset[str]:
    """Name the themes of overall strategy, which any clause may share.

    Returns:
        Theme codes.
    """
    return frozenset(theme.code for theme in load_themes("en") if theme.general)
