"""Which names stand in stretches that are already known to name places?"""

from collections.abc import Iterable

from firsthand.analyse.places.lexicon import Bearers, bearers, speech
from firsthand.analyse.places.spots import Spot, scan
from firsthand.analyse.places.widen import widen
from firsthand.text.words import fold_name, words_of


def spots_at(text: str, spans: Iterable[tuple[int, int]], language: str) -> list[Spot]:
    """Make a spot of every given stretch, whether or not it would have been taken for a place.

    Args:
        text: the text.
        spans: half-open offsets of the stretches.
        language: ISO 639-1 code.

    Returns:
        One spot for each stretch, in its order; without bearers where no place is known by it.
    """
    said = speech(language)
    found = []
    for start, end in spans:
        piece = text[start:end]
        words = words_of(piece, language)
        inside = scan(piece, words, language)
        for spot in inside:
            widen(spot, piece, words, said)
        best = max(inside, key=lambda s: (s.end - s.start, -s.start), default=None)
        whole = bearers(fold_name(piece))
        if whole:
            best = Spot(0, len(piece), whole, "name", core=(0, len(piece)))
        if best is None or not _covers(best, piece):
            best = Spot(0, len(piece), Bearers(), "context", core=(0, len(piece)))
        core = best.core
        best.core = (core[0] + start, core[1] + start)
        best.start, best.end = start, end
        found.append(best)
    return found


def _covers(spot: Spot, piece: str) -> bool:
    """Tell whether nothing but small words and marks is left of a stretch beside the spot."""
    rest = piece[: spot.start] + " " + piece[spot.end :]
    return not any(word[:1].isupper() or word[:1].isdigit() for word in rest.split())
