"""How does a language speak of places, and which regions have no code of their own?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from firsthand.analyse.places.gazetteer import (
    ADMIN1,
    ADMIN2,
    COUNTRY,
    Entry,
    by_key,
    called_short,
    in_order,
    look_up,
    solid_names,
)
from firsthand.lang import ANY, lexicon
from firsthand.text.words import CASELESS, fold_all, fold_name

LARGE_UNIT = 300_000
LARGE_CITY = 500_000
CITY = 100_000
SHORTENED = {"st": "saint", "saint": "st", "mt": "mount", "ft": "fort", "ste": "sainte"}
"""Words at the head of names that are written in two ways."""


@dataclass(frozen=True, slots=True)
class Region:
    """A named region without a code; `members` are ISO 3166 codes of what lies in it."""

    key: str
    name: str
    level: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """What a language's words say of the names beside them; all words folded."""

    after: Mapping[str, str]
    before: Mapping[str, str]
    features: frozenset[str]
    titles: frozenset[str]
    compass: Mapping[str, str]
    compass_links: tuple[str, ...]
    inside: frozenset[str]
    cues: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    prefixes: tuple[str, ...]
    guarded: frozenset[str]
    known: frozenset[str]
    ages: frozenset[str]
    cued: frozenset[str]
    """Ordinary words that are large cities too: places after a word of place only"""
    heads: frozenset[str]
    offices: frozenset[str]
    rivers: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    joints: str = ""
    villages: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    """What is written behind a proper name where it is told from where, or whither"""
    homes: frozenset[str] = frozenset()
    """Countries whose towns are named in all cases of the language"""
    name_heads: tuple[str, ...] = ()
    """First words of names of towns, which count after one of `name_cues`"""
    name_cues: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()
    """Words before the kinds of places, and of land and water: no names by themselves"""
    first_words: Mapping[str, str] = field(default_factory=dict)
    """Forms in which a case puts the first word of a name, to the one it has by itself"""
    blocked: tuple[str, ...] = field(default=())
    kinds: tuple[str, ...] = ()
    """Words for kinds of places that stand before their names ("village of")"""
    kinds_after: tuple[str, ...] = ()
    """Such words that stand behind them ("valley")"""
    kinds_inflected: bool = False
    """Whether the words behind take endings"""
    kind_links: tuple[str, ...] = ()
    """What may stand between such a word and the name"""
    kind_heads: tuple[str, ...] = ()
    """Words before a kind that make it part of a person's office ("head of")"""
    coasts: frozenset[str] = frozenset()
    """Nouns that a point of the compass behind them belongs to ("costa norte")"""
    accented: frozenset[str] = frozenset()
    """The guarded words as written, in small letters"""


@dataclass(frozen=True, slots=True)
class Bearers:
    """Everything that bears a name: a region, or places of the gazetteer."""

    region: Region | None = None
    entries: tuple[Entry, ...] = ()
    short: frozenset[int] = frozenset()
    """Numbers of the entries that bear a longer name: that Teixeira de Freitas is called Teixeira
    for short makes no place of the family name Teixeira, so they do not count for strength."""
    strength: int = field(init=False)
    """How well known the best bearer is: 3 a country or region, 2 a first-level unit or a city
    above 500,000, 1 a city above 100,000, 0 a smaller place, -1 without bearers."""

    def __bool__(self) -> bool:
        return self.region is not None or bool(self.entries)

    def __post_init__(self) -> None:
        """Grade the best bearer once."""
        whole = [entry for entry in self.entries if entry.number not in self.short]
        grade = 3 if self.region else max((strength(entry) for entry in whole), default=-1)
        object.__setattr__(self, "strength", grade)


NOBODY = Bearers()


def strength(entry: Entry) -> int:
    """Grade how well known a place is, see `Bearers`.

    Args:
        entry: a place of the gazetteer.

    Returns:
        0 to 3.
    """
    if entry.level == COUNTRY:
        return 3
    if entry.level == ADMIN2 and entry.country == "US":
        return 0  # "Scott" is a man or a town; the county is "Scott County"
    if (entry.level == ADMIN1 and entry.people >= LARGE_UNIT) or entry.people >= LARGE_CITY:
        return 2
    return 1 if entry.people >= CITY else 0


@cache
def regions() -> Mapping[str, Region]:
    """Map folded names to the regions of lang/xx/regions.toml.

    Returns:
        The regions by every name they have.
    """
    rows = lexicon(ANY, "regions")["regions"]
    found: dict[str, Region] = {}
    for key, (name, level, _, others) in rows.items():
        region = Region(key, name, level, tuple(_codes(key, rows)))
        for text in [name, *others.split("|")]:
            if text:
                found.setdefault(fold_name(text), region)
    return found


def _codes(key: str, rows: Mapping[str, Any]) -> list[str]:
    """List the codes of what lies in a region, those of its part regions among them."""
    found: list[str] = []
    for member in rows[key][2].split():
        found.extend(_codes(member, rows) if member in rows else [member])
    return list(dict.fromkeys(found))


@cache
def region_openers() -> frozenset[str]:
    """Collect the first words of regions' names that are written small ("bande de Gaza").

    Returns:
        The words, folded.
    """
    rows = lexicon(ANY, "regions")["regions"].values()
    texts = (text for row in rows for text in row[3].split("|"))
    return frozenset(
        fold_name(text).replace("'", " ").split()[0] for text in texts if text[:1].islower()
    )


@cache
def region(key: str) -> Region | None:
    """Find a region by its key.

    Args:
        key: such as "northeast-china".

    Returns:
        The region, or nothing.
    """
    return next((r for r in regions().values() if r.key == key), None)


@cache
def other_names() -> Mapping[str, str]:
    """Map folded further names of countries, units and cities to their keys.

    Returns:
        Keys of the gazetteer by folded name.
    """
    exact = set(lexicon(ANY, "regions")["written"]["upper"])
    named = lexicon(ANY, "regions")
    parts = (lexicon(ANY, "exonyms")["units"], named["names"], named["cities"])
    return {
        fold_name(text): code
        for part in parts
        for code, names in part.items()
        for text in names.split("|")
        if text not in exact and not text.replace(".", "").isupper()
    }


@cache
def all_solid() -> frozenset[str]:
    """Collect every folded name that may stand in a text without blanks.

    Returns:
        Names of the gazetteer in such scripts, of regions, and further names of both.
    """
    return solid_names() | regions().keys() | other_names().keys()


@cache
def written() -> Mapping[str, str]:
    """Map short forms that count only as written (US, U.K.) to codes or keys of regions.

    Returns:
        Codes by the form as written.
    """
    data = lexicon(ANY, "regions")
    rows = [(code, names) for code, names in data["names"].items()]
    rows += [(key, row[3]) for key, row in data["regions"].items()]
    return {
        text: code
        for code, names in rows
        for text in names.split("|")
        if text and (text in data["written"]["upper"] or (text.isupper() and "." in text))
    }


@cache
def abbreviations(language: str) -> Mapping[str, tuple[str, ...]]:
    """Map short forms of first-level units ("Ala.", "TX") to their codes.

    Args:
        language: ISO 639-1 code.

    Returns:
        Codes by the form as written; several where two countries use one form.
    """
    found: dict[str, tuple[str, ...]] = {}
    for code, forms in lexicon(language, "places").get("abbreviations", {}).items():
        for form in forms.split("|"):
            found[form] = (*found.get(form, ()), code)
    return found


@cache
def no_places() -> frozenset[str]:
    """Collect the folded names of news agencies, which parsers take for places.

    Returns:
        The names.
    """
    rows = lexicon(ANY, "agencies").get("agency", ())
    return frozenset(
        fold_name(text)
        for row in rows
        for text in (row["name"], *row.get("names", ()), *row.get("marks", ()))
    )


@cache
def given() -> frozenset[str]:
    """Load the common given names of lang/xx/given_names.toml.

    Returns:
        The names, folded.
    """
    return frozenset(fold_name(name) for name in lexicon(ANY, "given_names")["names"].split())


@cache
def family_heads(language: str) -> frozenset[str]:
    """Load the family names that open a person's name in a language.

    Args:
        language: ISO 639-1 code.

    Returns:
        The names, folded; none for languages that put the given name first.
    """
    name = {"vi": "vietnamese"}.get(language, "")
    return frozenset(lexicon(ANY, "family_names").get(name, "").split()) if name else frozenset()


@cache
def demonyms(language: str) -> dict[str, str]:
    """Map words for the people and things of a place to its code or key.

    Args:
        language: ISO 639-1 code.

    Returns:
        ISO 3166 codes or keys of regions by the word as written.
    """
    data = lexicon(language, "demonyms")
    return {
        word: code
        for part in ("demonyms", "regions")
        for code, words in data.get(part, {}).items()
        for word in words
    }


@cache
def bearers(folded: str) -> Bearers:
    """Find everything that bears a name.

    Args:
        folded: a name as `fold_name` writes it.

    Returns:
        Its bearers; false when there are none.
    """
    named = regions().get(folded)
    if named is not None:
        return Bearers(region=named)
    entries = look_up(folded)
    head, _, rest = folded.partition(" ")
    name = f"{SHORTENED[head]} {rest}" if rest and head in SHORTENED else folded
    if name != folded:
        more = look_up(name)
        entries = _ordered({entry.number: entry for entry in (*entries, *more)}.values())
    called = called_short(name, entries)
    entries = _ordered((*entries, *called)) if called else entries
    code = other_names().get(folded)
    chosen = by_key(code) if code else None
    if chosen is not None:
        entries = (chosen, *(e for e in entries if e.number != chosen.number))
    short = frozenset(entry.number for entry in called)
    return Bearers(entries=entries, short=short) if entries else NOBODY


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=in_order))


@cache
def of_code(code: str) -> Bearers:
    """Find what a code or a region's key stands for.

    Args:
        code: ISO 3166 code, "geonames:" and a number, or key of a region.

    Returns:
        Its one bearer; false when there is none.
    """
    entry = by_key(code)
    return Bearers(entries=(entry,)) if entry else Bearers(region=region(code))


def _common(levels: Mapping[str, Any]) -> frozenset[str]:
    rows = [*levels.get("before", {}).values(), levels.get("water", ()), levels.get("land", ())]
    return frozenset(fold_name(word) for row in rows for word in row)


@cache
def speech(language: str) -> Speech:
    """Load how a language speaks of places.

    Args:
        language: ISO 639-1 code.

    Returns:
        Its words; empty ones where the language has no file.
    """
    data = lexicon(language, "places")
    levels: dict[str, Any] = data.get("levels", {})
    links: dict[str, Any] = data.get("links", {})
    guards: dict[str, Any] = data.get("guards", {})

    def words(table: Mapping[str, Any], key: str) -> frozenset[str]:
        return fold_all(table.get(key, ()))

    def by_level(side: str) -> dict[str, str]:
        rows = levels.get(side, {}).items()
        return {fold_name(word): level for level, listed in rows for word in listed}

    known = words(guards, "places")
    compass = {fold_name(word): way for word, way in data.get("compass", {}).items()}
    return Speech(
        after=by_level("after"),
        before=by_level("before"),
        features=words(levels, "water") | words(levels, "land"),
        titles=words(levels, "title"),
        compass=compass,
        compass_links=tuple(fold_name(word) for word in links.get("compass", ())),
        inside=words(links, "inside"),
        cues=words(links, "cues"),
        endings=tuple((fold_name(old), fold_name(new)) for old, new in links.get("endings", ())),
        prefixes=tuple(sorted(links.get("prefixes", ()), key=len)),
        suffixes=tuple(links.get("suffixes", ())),
        homes=frozenset(links.get("homes", ())),
        guarded=(words(guards, "words") | compass.keys()) - known,
        known=known,
        ages=words(guards, "ages"),
        cued=words(guards, "cued"),
        heads=words(guards, "heads"),
        offices=fold_all(lexicon(language, "titles").get("titles", ())),
        rivers=tuple(data.get("shown", {}).get("rivers", ())),
        towns=tuple(data.get("shown", {}).get("towns", ())),
        joints="|".join(re.escape(word) for word in data.get("shown", {}).get("joints", ())),
        villages=tuple(data.get("shown", {}).get("villages", ())),
        name_heads=tuple(data.get("shown", {}).get("heads", ())),
        name_cues=tuple(data.get("shown", {}).get("after", ())),
        common=_common(levels) if language in CASELESS else frozenset(),
        first_words={
            fold_name(form): fold_name(word) for form, word in data.get("first_words", {}).items()
        },
        blocked=tuple(guards.get("blocked", ())),
        kinds=tuple(data.get("shown", {}).get("kinds", ())),
        kinds_after=tuple(data.get("shown", {}).get("kinds_after", ())),
        kinds_inflected=bool(data.get("shown", {}).get("kinds_inflected")),
        kind_links=tuple(data.get("shown", {}).get("kind_links", ())),
        kind_heads=tuple(data.get("shown", {}).get("kind_heads", ())),
        coasts=words(links, "coasts"),
        accented=frozenset(word.casefold() for word in guards.get("words", ())),
    )
