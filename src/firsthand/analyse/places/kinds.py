"""Which names does the word for a kind of place beside them show to be places?"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from firsthand.analyse.places.accept import NAMED, Context
from firsthand.analyse.places.lexicon import family_heads, given, no_places, speech
from firsthand.lang import lexicon
from firsthand.text.words import fold_name

_CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яёіїєґ][^\W\d_]+(?:['’-][^\W\d_]+)*"
_MORE = 3
"""Further words of the longest name after the word for a kind."""
_LISTED = 4
"""Names of one list: "the villages of A, B and C"."""
_LATER = 8
"""Letters of an ending behind the word for a kind that follows a name."""


def shown_by_kind(context: Context) -> Iterator[tuple[int, int, bool]]:
    """Walk the names that "village", "river" or "valley" beside them shows to be places.

    Args:
        context: the text.

    Yields:
        Half-open offsets of the names alone, in text order for each side of the word, and whether
        water or land is meant, which no town of that name is.
    """
    before, after = _patterns(context.language)
    features = context.said.features
    for match in before.finditer(context.text) if before else ():
        if not _is_office(match.start(), context):
            land = fold_name(match["kind"]) in features
            named = match[0][0].isupper()
            fit = list(_fit(match.start("name"), match["name"], context, named=named))
            further = _further(fit[0][1], context) if fit else ()
            yield from ((*span, land) for span in (*fit, *further))
    for match in after.finditer(context.text) if after else ():
        land = fold_name(match["kind"]) in features
        for span in _fit(match.start("name"), match["name"], context):
            yield (*span, land)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    said = speech(language)
    name = rf"(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,{_MORE}}})(?![\w-])"
    links = _any_of(said.kind_links)
    link = rf"(?:(?:{links})(?:(?<=['’])|\s))?" if links else ""
    front, back = _any_of(said.kinds), _any_of(said.kinds_after)
    ending = rf"[^\W\d_]{{0,{_LATER}}}" if said.kinds_inflected else ""
    return (
        re.compile(rf"(?<!\w)(?i:(?P<kind>{front}))\.? (?i:{link}){name}") if front else None,
        re.compile(rf"(?<!\w){name} (?P<kind>{back}){ending}(?!\w)") if back else None,
    )


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _is_office(start: int, context: Context) -> bool:
    """Tell whether the kind belongs to an office: "head of the village" and then a person."""
    heads = context.said.kind_heads
    before = context.text[max(0, start - 24) : start].casefold().rstrip()
    return bool(heads) and before.endswith(heads)


def _fit(
    start: int, name: str, context: Context, *, named: bool = False
) -> Iterator[tuple[int, int]]:
    """Cut the words off a name that do not belong to it; nothing where no place is left.

    `named` tells that the kind is part of the name ("Wulan River"), which no person's is.
    """
    said = context.said
    never = said.heads | said.offices | context.lower | no_places() | day_names(context.language)
    families = family_heads(context.language)
    parts = name.split(" ")
    folded = [fold_name(part) for part in parts]
    kept = 0
    for number, part in enumerate(folded):
        if (part in never and part not in said.compass) or (number and part in families):
            break
        kept = number + 1
    ordinary = said.guarded if named else said.guarded | context.surnames
    alone = kept == 1 and folded[0] in ordinary
    person = folded[0] in given() or folded[0] in families
    if not kept or alone or (person and not named):
        return
    entity = context.labels.get(start)
    end = start + len(" ".join(parts[:kept]))
    if entity is not None and entity.label_ in NAMED and entity.end_char > end:
        return
    yield start, end


@cache
def day_names(language: str) -> frozenset[str]:
    """Collect the names of months and weekdays of a language.

    Args:
        language: ISO 639-1 code.

    Returns:
        The names, folded.
    """
    table = lexicon(language, "calendar")
    rows = [*table.get("months", ()), *table.get("weekdays", ())]
    return frozenset(fold_name(word) for row in rows for word in row)


@cache
def _joint(language: str) -> re.Pattern[str] | None:
    joints = speech(language).joints
    name = rf"(?P<name>{_CAPITAL}(?: {_CAPITAL})?)(?![\w-])"
    return re.compile(rf"(?:{joints})(?:(?:{joints}))? {name}") if joints else None


def _further(start: int, context: Context) -> Iterator[tuple[int, int]]:
    """Walk the names that a list goes on with."""
    pattern = _joint(context.language)
    for _ in range(_LISTED):
        match = pattern.match(context.text, start) if pattern else None
        if match is None:
            return
        found = list(_fit(match.start("name"), match["name"], context))
        if not found or found[0][1] != match.end("name"):
            return
        yield from found
        start = match.end("name")
