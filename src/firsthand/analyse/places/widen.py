"""Which words beside a name belong to it: "Hunan Province", "southern Italy"?"""

from collections.abc import Sequence

from firsthand.analyse.places.gazetteer import LEVELS, Entry
from firsthand.analyse.places.lexicon import Speech
from firsthand.analyse.places.spots import Spot
from firsthand.text.words import Word


def widen(spot: Spot, text: str, words: Sequence[Word], said: Speech) -> None:
    """Take the level word and the point of the compass beside a name into its span.

    Args:
        spot: the name; its span, `level` and `way` are set.
        text: the text.
        words: its words.
        said: how the language speaks of places.
    """
    if spot.rule == "demonym":
        return
    if spot.first < 0:
        _widen_solid(spot, text, said)
        return
    _own_level(spot, words, said)
    _widen_right(spot, text, words, said)
    number = spot.first - 1
    gap = text[words[number].end : spot.start] if number >= 0 else ""
    hyphened = gap == "-" and words[number].folded in said.compass  # "Zuid-Italië"
    if gap not in (" ", " '") and not hyphened:
        return
    two = f"{words[number - 1].folded} {words[number].folded}" if number else ""
    level = said.before.get(two) or said.before.get(words[number].folded)
    if level and not spot.level and any(_fits(e, level) for e in spot.bearers.entries):
        spot.level = level
        return
    start, way = _compass_before(number, text, words, said)
    if hyphened:
        start, way = words[number].start, said.compass[words[number].folded]
    entry = spot.bearers.entries[0] if spot.bearers.entries else None
    if way and entry is not None and entry.level <= 1 and spot.rule == "name":
        spot.start, spot.way = start, way


def _own_level(spot: Spot, words: Sequence[Word], said: Speech) -> None:
    """Read the level out of a name that ends in its word: "Clark County", "Kansas City"."""
    level = said.after.get(words[spot.last].folded) if spot.last > spot.first else None
    if level and any(LEVELS[entry.level] == level for entry in spot.bearers.entries):
        spot.level = level


def _widen_right(spot: Spot, text: str, words: Sequence[Word], said: Speech) -> None:
    for size in (2, 1):
        last = spot.last + size
        if last >= len(words) or text[spot.end : words[spot.last + 1].start] != " ":
            continue
        between = " ".join(word.folded for word in words[spot.last + 1 : last + 1])
        level = said.after.get(between)
        if level and any(_fits(entry, level) for entry in spot.bearers.entries):
            spot.end, spot.last, spot.level = words[last].end, last, level
            return


def _fits(entry: Entry, level: str) -> bool:
    """Tell whether a place can be spoken of with a level word; usage is loose between units."""
    name = LEVELS[entry.level]
    return (
        name == level
        or {name, level} <= {"admin1", "admin2"}
        or {name, level} <= {"admin2", "city"}
    )


def _compass_before(number: int, text: str, words: Sequence[Word], said: Speech) -> tuple[int, str]:
    """Read "northeast " before a name, or "norte de " where the language links them."""
    word = words[number]
    for link in said.compass_links:
        size = len(link.replace("'", " ").split())
        linked = [w.folded for w in words[max(0, number - size + 1) : number + 1]]
        head = number - size
        if size and (" ".join(linked) != link.replace("'", " ").strip() or head < 0):
            continue
        if size and words[head].folded in said.compass:
            return _joined(head, text, words, said)
    if "" not in said.compass_links and said.compass_links:
        return 0, ""
    return _joined(number, text, words, said) if word.folded in said.compass else (0, "")


def _joined(number: int, text: str, words: Sequence[Word], said: Speech) -> tuple[int, str]:
    """Read a point of the compass that may be written with a hyphen ("nord-est")."""
    word = words[number]
    if number and words[number - 1].folded in said.coasts:
        return 0, ""  # "pantai utara Jawa" is a coast, no part of the island
    if number and text[words[number - 1].end : word.start] == "-":
        both = f"{words[number - 1].folded} {word.folded}"
        if both in said.compass:
            return words[number - 1].start, said.compass[both]
    return word.start, said.compass[word.folded]


def _widen_solid(spot: Spot, text: str, said: Speech) -> None:
    piece = text[spot.start : spot.end]
    for mark in sorted(said.after, key=len, reverse=True):
        # In 山东省省长 the second 省 is the governor's.
        if not text.startswith(mark, spot.end) or piece.endswith(mark):
            continue
        if any(_fits(entry, said.after[mark]) for entry in spot.bearers.entries):
            spot.end += len(mark)
            spot.level = said.after[mark]
            return
    for mark, level in said.after.items():
        if piece.endswith(mark) and len(piece) > len(mark) + 1:
            spot.level = level
            return
    entry = spot.bearers.entries[0] if spot.bearers.entries else None
    for mark, way in said.compass.items():
        if entry is not None and entry.level <= 1 and text.startswith(mark, spot.end):
            spot.end += len(mark)
            spot.way = way
            return
