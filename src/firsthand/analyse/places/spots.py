"""Where in a text stands a name that some place bears?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from firsthand.analyse.places.gazetteer import long_countries
from firsthand.analyse.places.lexicon import (
    NOBODY,
    Bearers,
    Speech,
    abbreviations,
    all_solid,
    bearers,
    demonyms,
    given,
    of_code,
    region_openers,
    speech,
    written,
)
from firsthand.text.words import CASELESS, SOLID, Word, fold_name, words_of

_COUNTRY_WORDS = 5
"""Words of the longest name of a country that is looked up with small letters."""
LONGEST = 6
"""Words of the longest name looked up."""

_JOIN = re.compile(r"(?: |['-]|\. ?)$")
_SOLID_RUN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff·・ー]+")
_BEFORE_SHORT = frozenset({", ", " (", " ", "-", "/", " - "})
"""Between a town and the short form of its unit: "Lund, Ore.", "Campinas-SP"."""
_AFTER_TOWN = re.compile(r"[^\W\d_], $")
_PARTY = re.compile(r"(?<!\w)[DRI]-$")
_SHORT = 4
"""Letters of an acronym that is taken for a name only when it is listed."""


_KNOWN_TOWN = 10_000
"""People of a town whose name is looked up in all cases of its own language."""

_DECLINED = 2
"""Words of the longest name that is brought back to its nominative."""
FAMOUS = 2
"""Grade of a place from which on its name is not taken for an adjective ("Mali", "Polish")."""
_ARTICLE = "ال"
_IN = "ب"
"""The preposition of place that is written together with a name"""
_LEAST = 3
"""Letters left of a name when a prefix or an ending is taken off."""


@dataclass(slots=True)
class Spot:
    """A stretch of text that some place bears as its name.

    `first` and `last` number its words; both are -1 in scripts without blanks. `level` is what
    a word beside the name says ("city"), `way` a point of the compass before it.
    """

    start: int
    end: int
    bearers: Bearers
    rule: str
    first: int = -1
    last: int = -1
    level: str = ""
    way: str = ""
    nested: bool = False
    core: tuple[int, int] = (0, 0)
    """Start and end of the name alone, without level word and point of the compass."""


def scan(text: str, words: Sequence[Word], language: str) -> list[Spot]:
    """Find every stretch that names a place, longest first from the left.

    Args:
        text: the text.
        words: its words.
        language: ISO 639-1 code.

    Returns:
        The spots in text order, none overlapping; nothing is said yet of whether a place is meant.
    """
    if language in SOLID:
        return list(_scan_solid(text, speech(language)))
    return list(_scan_words(text, words, language))


@cache
def _written_pattern() -> re.Pattern[str]:
    forms = sorted(written(), key=lambda form: (-len(form), form))
    listed = "|".join(re.escape(form) for form in forms)
    return re.compile(rf"(?<![\w.$])(?:{listed})(?![\w$])")


def _scan_words(text: str, words: Sequence[Word], language: str) -> Iterator[Spot]:
    said = speech(language)
    people = demonyms(language)
    heads = _heads_of_forms(language)
    forms = [word for word in words if word[2] in heads]
    exact = _forms_at(forms, _written_pattern(), text)
    short = _forms_at(forms, _short_pattern(language), text)
    openers = region_openers()
    number = 0
    last: Spot | None = None
    while number < len(words):
        word = words[number]
        spot = None
        if word[0] in exact:
            spot = _as_written(exact[word[0]], words, number)
        elif word[0] in short:
            spot = _shortened(text, short[word[0]], last, words, number, language)
        if spot is not None:
            pass
        elif word[3] or word[2] in openers:
            spot = _longest(text, words, number, said, people, language)
        if spot is None:
            number += 1
            continue
        yield spot
        last = spot
        number = spot.last + 1


@cache
def _short_pattern(language: str) -> re.Pattern[str] | None:
    forms = sorted(abbreviations(language), key=lambda form: (-len(form), form))
    listed = "|".join(re.escape(form) for form in forms)
    return re.compile(rf"(?<![\w.])(?:{listed})(?!\w)") if forms else None


@cache
def _heads_of_forms(language: str) -> frozenset[str]:
    """Collect the first words, folded, of all forms that count only as written."""
    forms = (*written(), *abbreviations(language))
    return frozenset(words_of(form, language)[0].folded for form in forms)


def _forms_at(
    words: Sequence[Word], pattern: re.Pattern[str] | None, text: str
) -> dict[int, re.Match[str]]:
    """Match forms that begin at some words, none overlapping, by where they begin."""
    found: dict[int, re.Match[str]] = {}
    end = 0
    for word in words if pattern else ():
        match = pattern.match(text, word.start) if pattern and word.start >= end else None
        if match is not None:
            found[word.start] = match
            end = match.end()
    return found


def _shortened(
    text: str,
    match: re.Match[str],
    last: Spot | None,
    words: Sequence[Word],
    number: int,
    language: str,
) -> Spot | None:
    """Read a short form of a unit: after a town that lies in it, or one that is nothing else."""
    inside = [b for b in (of_code(c) for c in abbreviations(language)[match[0]]) if b]
    before = text[max(0, match.start() - 3) : match.start()]
    if last is not None and text[last.end : match.start()] in _BEFORE_SHORT:
        codes = {entry.unit for entry in last.bearers.entries}
        held = [b for b in inside if b.entries[0].code in codes]
        if held:
            return _as_short(match, held[0], words, number)
    stops = match[0].count(".")
    if stops > 1 or (stops and _AFTER_TOWN.search(before)) or _PARTY.search(before):
        return _as_short(match, inside[0], words, number)
    return None


def _as_short(match: re.Match[str], found: Bearers, words: Sequence[Word], number: int) -> Spot:
    last = number
    while last + 1 < len(words) and words[last + 1].end <= match.end():
        last += 1
    return Spot(*match.span(), found, "written", number, last, core=match.span())


def _as_written(match: re.Match[str], words: Sequence[Word], number: int) -> Spot:
    return _as_short(match, of_code(written()[match[0]]), words, number)


def _longest(
    text: str,
    words: Sequence[Word],
    first: int,
    said: Speech,
    people: Mapping[str, str],
    language: str,
) -> Spot | None:
    last = _reach(text, words, first, said)
    start = words[first].start
    named = len(words[first].folded) >= _SHORT and words[first].capital
    if named and words[first].folded in long_countries():
        country = _long_country(text, words, first)
        if country is not None:
            return country
    for end in range(last, first - 1, -1):
        if not words[end].capital and words[end].folded not in said.after:
            continue
        span = (start, words[end].end)
        piece = " ".join(text[span[0] : span[1]].split())
        if (
            end == first
            and words[first].shout
            and len(piece) <= _SHORT
            and language not in CASELESS
        ):
            continue
        found, cut = _bear(fold_name(piece), said, language)
        if piece in people and found.strength < FAMOUS:
            return Spot(*span, of_code(people[piece]), "demonym", first, end, core=span)
        if found:
            span = (start + cut, span[1])
            return Spot(*span, found, "name", first, end, core=span)
    return None


def _long_country(text: str, words: Sequence[Word], first: int) -> Spot | None:
    """Read a country's name of several words, the further ones with small letters."""
    names = long_countries()[words[first].folded]
    start = words[first].start
    for end in range(min(len(words), first + _COUNTRY_WORDS) - 1, first, -1):
        if all(word.capital for word in words[first : end + 1]):
            continue  # read like other names
        span = (start, words[end].end)
        piece = fold_name(" ".join(text[span[0] : span[1]].split()))
        if piece in names and "\n" not in text[span[0] : span[1]]:
            return Spot(*span, bearers(piece), "name", first, end, core=span)
    return None


def _reach(text: str, words: Sequence[Word], first: int, said: Speech) -> int:
    last = first
    stop = min(len(words), first + LONGEST) - 1
    while last < stop:
        following = words[last + 1]
        gap = text[words[last].end : following.start]
        if gap != " " and (
            not _JOIN.match(gap)
            or (gap.startswith(".") and words[last].end - words[last].start >= _SHORT)
        ):
            break
        inside = following.folded in said.inside or following.folded in said.after
        if words[first].capital and not following.capital and not inside:
            break
        last += 1
    return last


def _bear(folded: str, said: Speech, language: str) -> tuple[Bearers, int]:
    found = bearers(folded)
    if not found and said.first_words:
        first, blank, rest = folded.partition(" ")
        found = bearers(f"{said.first_words.get(first, first)}{blank}{rest}")
    if found:
        return found, 0
    if said.prefixes and folded not in said.guarded and folded not in given():
        for prefix in said.prefixes:
            if folded.startswith(prefix) and len(folded) - len(prefix) >= _LEAST:
                rest = folded[len(prefix) :]
                whole = f"ا{rest}" if prefix.endswith("ل") and rest.startswith("ل") else rest
                found = bearers(whole)
                if found and _sure_rest(prefix, whole, found):
                    return found, len(prefix)
    return (_in_nominative(folded, language) if said.endings else NOBODY), 0


@lru_cache(maxsize=16384)
def _in_nominative(folded: str, language: str) -> Bearers:
    """Find what bears a name that stands in another case."""
    said = speech(language)
    for form in _base_forms(folded, said):
        found = bearers(form)
        if found.strength > 0 or _at_home(found, said):
            return found
    return NOBODY


def _sure_rest(prefix: str, rest: str, found: Bearers) -> bool:
    """Tell whether what is left of a word without its prefix is a name: whole words look alike."""
    if rest.startswith(_ARTICLE) or found.strength > FAMOUS:
        return True
    return found.strength == FAMOUS and (len(rest) > _LEAST or prefix.endswith(_IN))


def _at_home(found: Bearers, said: Speech) -> bool:
    """Tell whether a town of some size bears a name in a country that speaks the language."""
    return any(e.country in said.homes and e.people >= _KNOWN_TOWN for e in found.entries)


def _base_forms(folded: str, said: Speech) -> Iterator[str]:
    """Walk what a name in an oblique case may be in the nominative."""
    parts = folded.split()
    if len(parts) > _DECLINED:
        if len(parts) == _DECLINED + 1 and len(parts[1]) < _LEAST:
            # "Ростове-на-Дону": the river keeps its case
            yield from (" ".join([first, *parts[1:]]) for first in _undeclined(parts[0], said))
        return
    least = _LEAST - int(len(parts) > 1)  # "Ruda" of "Rudzie Śląskiej"
    choices = [[part, *_undeclined(part, said, least)] for part in parts]
    for combined in product(*choices):
        form = " ".join(combined)
        if form != folded:
            yield form


def _undeclined(word: str, said: Speech, least: int = _LEAST) -> Iterator[str]:
    for old, new in said.endings:
        if word.endswith(old) and len(word) - len(old) >= least:
            yield word[: -len(old)] + new


def _scan_solid(text: str, said: Speech) -> Iterator[Spot]:
    names = all_solid()
    banned = [
        (match.start(), match.end())
        for word in said.blocked
        for match in re.finditer(re.escape(word), text)
    ]
    for run in _SOLID_RUN.finditer(text):
        position = run.start()
        while position < run.end():
            spot = _solid_at(text, position, run.end(), names)
            if spot is None or any(a < spot.end and spot.start < b for a, b in banned):
                position += 1
                continue
            yield spot
            position = spot.end


def _solid_at(text: str, position: int, stop: int, names: frozenset[str]) -> Spot | None:
    thai = "\u0e00" <= text[position] <= "\u0e7f"
    for length in range(min(12 if not thai else 24, stop - position), 3 if thai else 1, -1):
        piece = text[position : position + length]
        if piece in names:
            span = (position, position + length)
            return Spot(*span, bearers(fold_name(piece)), "name", core=span)
    return None
