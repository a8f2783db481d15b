"""Which names must be places by what stands around them, though no list of places tells so?"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from firsthand.analyse.places.accept import Context
from firsthand.analyse.places.gazetteer import look_up
from firsthand.analyse.places.kinds import day_names, shown_by_kind
from firsthand.analyse.places.lexicon import Bearers, given, no_places, speech
from firsthand.analyse.places.spots import Spot
from firsthand.text.han_words import NO_NAME, han_words
from firsthand.text.words import CASELESS, SOLID, fold_name

_NAME = r"[^\W\d_][\w'’.-]*(?:[ -][^\W\d_][\w'’.-]*){0,3}?"
_DATELINE = re.compile(
    rf"^[ \t]*(?P<name>{_NAME})(?=,| \(| ?[—–-]|\.-| \d)(?: \([^()\n]{{2,30}}\))?"
    r"(?:,? [^\n—–-]{2,45}|,? ?\([^()\n]{2,40}\)|, [^\n—–-]{2,30}\([^()\n]{2,40}\))?"
    r"(?:\.?[ ]?(?:--|[—–])|\.-| - |\.?[ ]?-(?=\s))",
    re.MULTILINE,
)
_DAY_LINE = re.compile(
    rf"^[ \t]*(?P<name>{_NAME}), (?:den |le |on |em |a )?"
    r"(?:\d{1,2}[./ ]|[^\W\d_]{3,10}\.? \d{1,2},?)[^\n]{3,25}\d{4}[ \t]*$",
    re.MULTILINE,
)
_DATED = re.compile(r"\d|\(")
_CAPITAL = r"(?!\d)[^\W\d_a-zà-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*"
_HAN_NAME = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,3}?)(?P<kind>[县镇乡河江湖]|水库)(?!流(?!域)|水(?!位)|[长道])"
)
_ODD_CASE = re.compile("[\u017f\u0307ıµσς]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HAN_EDGE = "省市区县州和与及、"
_HAN_NO_NAME = frozenset(
    "全各该本每两三四五六七八九十一二几数多大小贫新老旧内外此这那其某同我沿跨过运山城入出"
)
_DEFINITE = r"ال[^\W\d_]{3,}"
"""A definite word in Arabic"""
_NAMED = frozenset({"name", "context"})
"""Rules that find places by their names."""
LONGEST_DATELINE = 4
"""Words of the longest name of a town at the head of a report."""


def by_context(kept: Sequence[Spot], spots: Sequence[Spot], context: Context) -> list[Spot]:
    """Add names that what stands around them shows to be places.

    A town at the head of a report (its dateline), a river after the words that speak of rivers, a
    town after a preposition that only places follow, a name listed beside a place, and every
    further mention of such a name.

    Args:
        kept: stretches taken for places so far.
        spots: every stretch that bears the name of a place, taken or not.
        context: the text around them.

    Returns:
        All stretches taken for places, in text order.
    """
    found = sorted([*kept, *_listed(kept, spots, context)], key=lambda spot: spot.start)
    solid = context.language in SOLID
    waters = frozenset(() if solid else _waters(context))
    shown = list(_han(found, context)) if solid else [*_heads(context), *sorted(waters)]
    if not solid:
        caseless = context.language in CASELESS
        shown.extend(_caseless(context) if caseless else _towns(context))
        for start, end, land in () if caseless else shown_by_kind(context):
            shown.append((start, end))
            waters |= {(start, end)} if land else set()
    named: dict[str, Bearers] = {}
    shown_whole: dict[int, int] = {}
    for start, end in shown:
        parts = [s for s in found if start <= s.start and s.end <= end]
        hyphen = "-" in context.text[start:end]  # "Valmont-sur-Oise" is not the Oise
        if hyphen and any((s.start, s.end) != (start, end) for s in parts):
            found = [s for s in found if s not in parts]
        if (start, end) in waters:
            towns = [s for s in found if s.core == (start, end) and s.bearers.entries]
            found = [s for s in found if s not in towns]
            if towns:
                shown_whole[start] = _with_kind(start, context)
        if any(spot.start < end and start < spot.end for spot in found):
            continue
        known = next((s for s in spots if s.core == (start, end)), None)
        if known is not None and (start, end) in waters and known.bearers.region is None:
            known = None  # the town of that name is not the river
        whole = shown_whole.get(start, start)
        spot = known or Spot(whole, end, Bearers(), "context", core=(start, end))
        spot.nested = False
        found.append(spot)
        piece = context.text[start:end]
        named.setdefault(piece if context.language in CASELESS else fold_name(piece), spot.bearers)
    found.extend(_again(named, found, context))
    if not solid and context.language not in CASELESS:
        found.extend(_elsewhere(found, spots, context))
    return sorted(found, key=lambda spot: (spot.start, spot.end))


def _with_kind(start: int, context: Context) -> int:
    """Find where the word for water or land before a name begins that a town or a unit bears."""
    before = re.search(r"([^\W\d_]+) \Z", context.text[max(0, start - 24) : start])
    known = before is not None and fold_name(before[1]) in context.said.features
    return start - len(before[0]) if before is not None and known else start


def _heads(context: Context) -> Iterator[tuple[int, int]]:
    """Walk the towns of datelines: "PORT ALMA, May 3 (ABC) -- ", "Bonn, 3. Mai 2024"."""
    said = context.said
    bad = said.heads | said.guarded | no_places() | said.offices | day_names(context.language)
    for pattern, starts in zip((_DATELINE, _DAY_LINE), _starts(context.text), strict=True):
        for match in filter(None, (pattern.match(context.text, start) for start in starts)):
            name = match["name"].rstrip(".,")
            words = name.split()
            plain = all(word[0].isupper() or fold_name(word) in said.inside for word in words)
            dated = _DATED.search(match[0]) or name.isupper()
            folded = fold_name(name)
            parts = {folded, *(set(folded.split()) - said.inside)}
            if plain and dated and words[0][0].isupper() and not bad & parts:
                yield match.start("name"), match.start("name") + len(name)


def _starts(text: str) -> tuple[list[int], list[int]]:
    """Find where the lines begin that have a dash, and those that end in a digit."""
    dashed, dated = [], []
    start = 0
    for line in text.split("\n"):
        if "-" in line or "\u2014" in line or "\u2013" in line:
            dashed.append(start)
        if line.rstrip(" \t")[-1:].isdecimal():
            dated.append(start)
        start += len(line) + 1
    return dashed, dated


@cache
def _patterns(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    said = speech(language)
    joint = "(?:,| und| et| y| e| and| en) (?:der |la |the )?"
    pair = rf"(?P<name>{_CAPITAL})(?:{joint}(?P<other>{_CAPITAL}))?"

    def after(phrases: Sequence[str], rest: str) -> re.Pattern[str] | None:
        listed = "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))
        return re.compile(rf"(?<!\w)(?i:{listed}){rest}") if phrases else None

    return (
        after(said.rivers, rf" ?{pair}(?![\w-])"),
        after(said.towns, rf" (?P<name>{_CAPITAL}(?: {_CAPITAL})?)(?![\w-]| [A-ZÀ-Þ])"),
    )


def _waters(context: Context) -> Iterator[tuple[int, int]]:
    """Walk the rivers that words of water show: "crue de la X", "Hochwasser an X und Y"."""
    pattern = _patterns(context.language)[0]
    lowered = context.text.lower()
    # Most texts speak of no river; the letters whose small form is another are left to the pattern.
    spoken = _ODD_CASE.search(lowered) or any(p.lower() in lowered for p in context.said.rivers)
    for match in pattern.finditer(context.text) if pattern and spoken else ():
        for group in ("name", "other"):
            folded = fold_name(match[group] or "")
            if folded and not _unfit(folded, match.end(group), context):
                yield match.span(group)


def _unfit(folded: str, end: int, context: Context) -> bool:
    said = context.said
    longer = re.match(r" [A-ZÀ-Þ]", context.text[end:]) and context.language != "de"
    known = folded in said.guarded | context.lower | no_places() | context.surnames
    return bool(longer) or known or folded in said.features | said.heads


def _towns(context: Context) -> Iterator[tuple[int, int]]:
    """Walk names after a preposition of place that hardly anything else follows ("à X")."""
    pattern = _patterns(context.language)[1]
    for match in pattern.finditer(context.text) if pattern else ():
        name = match["name"]
        words = fold_name(name).split()
        said = context.said
        listed = said.guarded | said.heads | said.offices | context.lower | no_places()
        if not (
            name.isupper()
            or any(word in given() or word in listed or word in context.surnames for word in words)
            or fold_name(name) in context.surnames
        ):
            yield match.span("name")


@cache
def _headed(language: str) -> re.Pattern[str] | None:
    """Build what finds names where letters have no case: after "village", or "in Abu ..."."""
    said = speech(language)
    if not said.villages or not said.name_heads:
        return None

    def any_of(words: Sequence[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))

    return re.compile(
        rf"(?<!\w)[وفب]?(?:(?:{any_of(said.villages)}) (?P<village>{_DEFINITE})|"
        rf"(?:{any_of(said.name_cues)}) (?P<name>(?:{any_of(said.name_heads)}) {_DEFINITE}))(?!\w)"
    )


def _caseless(context: Context) -> Iterator[tuple[int, int]]:
    """Walk names that a word before them or their own first word shows to be places'."""
    pattern = _headed(context.language)
    said = context.said
    for match in pattern.finditer(context.text) if pattern else ():
        group = "village" if match["village"] else "name"
        folded = fold_name(match[group])
        if folded not in (said.guarded | said.offices | said.common | no_places()):
            yield match.span(group)


def family_names(context: Context) -> frozenset[str]:
    """Collect capitalised words that follow a given name: family names of people in the text.

    Args:
        context: the text.

    Returns:
        The words, folded; those that also follow a preposition of place are left out.
    """
    found, cued = set(), set()
    for number, word in enumerate(context.words[1:], 1):
        before = context.words[number - 1]
        if not word.capital or context.text[before.end : word.start] != " ":
            continue
        if before.folded in context.said.cues and not before.capital:
            cued.add(word.folded)
        elif before.capital and (
            before.folded in given() or before.folded in found or _set_apart(number, context)
        ):
            found.add(word.folded)
    return frozenset(found - cued)


def _set_apart(number: int, context: Context) -> bool:
    """Tell whether a word and the one before it are a name between commas that no place bears."""
    before, word = context.words[number - 1], context.words[number]
    opened = context.text[: before.start].endswith(", ")
    if not opened or context.text[word.end : word.end + 1] != "," or word.shout or before.shout:
        return False
    pair = f"{before.folded} {word.folded}"
    return not any(look_up(name) for name in (before.folded, pair))


def _listed(kept: Sequence[Spot], spots: Sequence[Spot], context: Context) -> Iterator[Spot]:
    """Walk names of places refused so far that stand in a list with a place."""
    joint = r"、" if context.language in SOLID else context.said.joints
    if not joint:
        return
    near = re.compile(rf"\s*(?:{joint})\s*")
    taken = {spot.core for spot in kept if spot.rule != "demonym"}
    mine = {spot.core for spot in kept}
    ordered = sorted({s.core: s for s in (*spots, *kept)}.values(), key=lambda s: s.start)
    pairs = list(pairwise(ordered))
    backward = [(two, one) for one, two in reversed(pairs)]
    for sure, other in (*pairs, *backward):
        if sure.core not in taken or other.core in taken or other.core in mine:
            continue
        first, second = sorted((sure, other), key=lambda s: s.start)
        between = context.text[first.end : second.start]
        if near.fullmatch(between) and _may_list(other, context):
            taken.add(other.core)
            other.nested = False
            yield other


def _may_list(spot: Spot, context: Context) -> bool:
    entity = context.labels.get(spot.core[0])
    if spot.rule != "name" or (entity is not None and entity.label_ == "PERSON"):
        return False
    folded = fold_name(context.text[spot.core[0] : spot.core[1]])
    if folded in context.said.guarded | context.surnames | no_places():
        return False
    if context.language in SOLID:
        return True
    if folded in context.lower:
        return False
    return re.match(r" [A-ZÀ-Þ]", context.text[spot.end :]) is None


def _han(kept: Sequence[Spot], context: Context) -> Iterator[tuple[int, int]]:
    """Walk Han names with the word for a county, a town or a river after them."""
    text = context.text
    ends = {spot.end for spot in kept}
    words = {w.start: w for w in han_words(text)} if context.language == "zh" else {}
    for match in _HAN_NAME.finditer(text):
        for start in range(match.start("name"), match.end("name")):
            word = words.get(start)
            if words and (word is None or word.tag in NO_NAME):
                continue
            before = text[start - 1 : start]
            edge = not _HAN.match(before) or before in _HAN_EDGE or start in ends
            edge = edge or any(text.endswith(cue, 0, start) for cue in context.said.cues)
            tagged = word is not None and word.tag == "LOC" and word.end == match.end("kind")
            edge = edge or tagged
            name = text[start : match.end("name")]
            if edge and not _HAN_NO_NAME & set(name) and len(name) > int(match["kind"] in "县镇乡"):
                yield start, match.end("kind")
                break


def _again(named: dict[str, Bearers], found: Sequence[Spot], context: Context) -> Iterator[Spot]:
    """Walk the further mentions of names that their context showed to be places."""
    text, solid = context.text, context.language in SOLID
    blocked = bytearray(len(text) + 1)
    for spot in found:
        blocked[spot.start : spot.end] = b"\x01" * (spot.end - spot.start)
    for folded in sorted(named, key=lambda name: (-len(name), name)):
        body = r"[ -]".join(re.escape(word) for word in folded.split())
        pattern = re.escape(folded) if solid else rf"(?<![\w-])(?i:{body})(?![\w-])"
        for match in re.finditer(pattern, text):
            longer = not solid and _in_longer(text, *match.span(), context)
            if any(blocked[match.start() : match.end()]) or longer or match[0].islower() > solid:
                continue
            blocked[match.start() : match.end()] = b"\x01" * len(match[0])
            yield Spot(*match.span(), named[folded], "context", core=match.span())


def _elsewhere(found: Sequence[Spot], spots: Sequence[Spot], context: Context) -> Iterator[Spot]:
    """Walk the further mentions of small towns that the report names as places once."""
    text = context.text
    sure = {
        text[slice(*spot.core)].casefold()
        for spot in found
        if spot.rule in _NAMED and spot.bearers.entries and not spot.nested
    }
    unsure = given() | context.surnames | context.lower
    blocked = bytearray(len(text) + 1)
    for spot in found:
        blocked[spot.start : spot.end] = b"\x01" * (spot.end - spot.start)
    for spot in spots:
        if spot.rule != "name" or any(blocked[spot.start : spot.end]):
            continue
        written = text[slice(*spot.core)]
        if written.casefold() not in sure or fold_name(written) in unsure:
            continue
        if not _in_longer(text, spot.start, spot.end, context):
            spot.nested = False
            yield spot


def _in_longer(text: str, start: int, end: int, context: Context) -> bool:
    """Tell whether a name is part of a longer capitalised one."""
    after = re.match(r" ([A-ZÀ-Þ][\w-]*)", text[end:])
    before = re.search(r"([A-ZÀ-Þ][\w-]*) $", text[max(0, start - 30) : start])
    german = context.language == "de"
    free = context.said.cues | context.said.guarded | context.said.offices
    left = before is not None and fold_name(before[1]) not in free and not german
    return left or (after is not None and not german and not after[1].isupper())
