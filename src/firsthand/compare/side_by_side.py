"""What of two reports is the same, reworded, told by one alone, or in conflict, word by word?"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from rapidfuzz import fuzz

from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.kinship import compare_sentences, take_sentences
from firsthand.compare.disputes import Dispute, disputes_of, replaced_values
from firsthand.compare.runs import NONE, Group, Half, Ink, SideBySide, cut_and_count
from firsthand.compare.tiles import SHORTEST, SHORTEST_UNSPACED, Board, Tile
from firsthand.model.findings import Findings
from firsthand.model.report import Report
from firsthand.model.story import Passage
from firsthand.text.vectors import Encoder

BETWEEN = 40
"""Words between two shared runs within which shorter ones are looked for."""
REPLACED = 8
"""Words that take the place of others between shared runs, at most; longer ones are compared by
sense, sentence by sentence."""
UNEVEN = 3
"""Times as many words as they replace that still count as put in their place; the most of them at
the edge of a text or sentence, where equal words stand on one side only."""
CHANCE = 5
"""Words that differ beside a single equal one from which it is chance: "the", "of"."""
ALIKE = 62.0
"""Likeness of letters (0-100, normalised Indel) at which longer ones are: misread, inflected."""
WITHIN = 3
"""Words of a shared run inside two sentences that say the same; names and articles are shorter."""
WITHIN_UNSPACED = 5
"""The same in characters of a script without blanks between words."""
RENDERED = 0.2
"""Likeness of two aligned sentences of linked reports from which one is shown as the other's
rewording. Of independent translations of one text, told in another order, 98 of 100 such pairs
are right; of those below, half are."""
ALIKE_ALONE = 0.35
"""The same where no link says that the two reports are kin: so much have one in ten pairs of
unrelated stories somewhere, and most that is as much alike in two of one event."""
ALIKE_ABROAD = 0.5
"""The same across languages, by a sentence model."""
ONE_FACT = 0.7
"""Likeness from which two sentences tell one fact, whatever their figures."""

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")

VERBATIM = "verbatim"
_SAME_WORDS = (VERBATIM, "near")

_OPEN = frozenset({Ink.ONLY_HERE, Ink.REWORDED})
Gap: TypeAlias = tuple[range, range]
"""Words of both texts that stand in one place."""

NOTHING = Findings()


def side_by_side(
    left: Report,
    right: Report,
    passages: Sequence[Passage] = (),
    findings: Findings = NOTHING,
    encoder: Encoder | None = None,
    *,
    akin: bool = False,
) -> SideBySide:
    """Cut two reports into runs: identical, reworded, only here, conflicting.

    Equal runs of words are tiled first, wherever they stand; between neighbouring runs single
    words follow. What is left in sentences that say the same is reworded.

    Args:
        left: a labelled report.
        right: another.
        passages: stretches of the two known to say the same, either report first.
        findings: of a study of both: the claims in which they differ, figures and days.
        encoder: a sentence model, for reports in two languages without known passages.
        akin: whether the two are known to go back to one text.

    Returns:
        Both texts in runs; the same marks whichever report comes first.
    """
    one, other = sorted((left, right), key=lambda report: report.id)
    prints = take_prints(one), take_prints(other)
    a, b = Half(one, prints[0].words), Half(other, prints[1].words)
    board = Board(one.text, other.text, a.words, b.words)
    unspaced = a.words.unspaced or b.words.unspaced
    aligned = [_ordered(passage, one.id) for passage in passages]
    abroad = one.metadata.language != other.metadata.language
    if not (abroad and aligned):
        kin = compare_sentences(take_sentences(prints[0]), take_sentences(prints[1]), encoder)
        least = RENDERED if akin else ALIKE_ABROAD if abroad and encoder else ALIKE_ALONE
        found = kin.passages if kin else ()
        aligned += [p for p in found if p.score >= least and (akin or not _gainsaid(p))]
    _lay_known(board, a, b, aligned)
    board.lay(SHORTEST_UNSPACED if unspaced else SHORTEST)
    replaced = list(_fill(board))
    groups = _components(aligned)
    for passage in (passage for group in groups for passage in group):
        left_words = a.inside(passage.a.start, passage.a.end)
        right_words = b.inside(passage.b.start, passage.b.end)
        board.lay_within(left_words, right_words, WITHIN_UNSPACED if unspaced else WITHIN)
        replaced.extend(_fill_sentences(board, left_words, right_words))
    _paint(a, b, board, replaced, groups)
    disputes = list(disputes_of(findings.comparisons, one.id, other.id))
    changed = (replaced_values(a.cut(x), b.cut(y), findings) for x, y in dict.fromkeys(replaced))
    disputes += (dispute for dispute in changed if dispute)
    kept = _paint_disputes(a, b, disputes)
    return cut_and_count((a, b) if one is left else (b, a), kept)


def _gainsaid(passage: Passage) -> bool:
    """Tell whether two sentences give figures, and none in common: two facts of one kind.

    What is alike in nearly all words is one fact all the same, with another figure.
    """
    if passage.score >= ONE_FACT:
        return False
    one, other = (set(_FIGURE.findall(span.quote)) for span in (passage.a, passage.b))
    return bool(one and other and not one & other)


def _ordered(passage: Passage, first: str) -> Passage:
    if passage.a.report == first:
        return passage
    return replace(passage, a=passage.b, b=passage.a)


def _lay_known(board: Board, a: Half, b: Half, passages: Sequence[Passage]) -> None:
    """Compare first what is known to be one passage, so that no look-alike elsewhere is taken."""
    known = [p for p in passages if p.kind in _SAME_WORDS]
    for passage in sorted(known, key=lambda p: (p.a.start - p.a.end, p.a.start, p.b.start)):
        left = a.inside(passage.a.start, passage.a.end)
        right = b.inside(passage.b.start, passage.b.end)
        board.lay_within(left, right, 1 if passage.kind == VERBATIM else WITHIN)


def _fill(board: Board) -> Iterator[Gap]:
    """Lay single words between neighbouring tiles; tell which words took the place of which."""
    tiles = [Tile(0, 0, 0), *board.ordered(), Tile(len(board.a), len(board.b), 0)]
    order = {tile: rank for rank, tile in enumerate(sorted(tiles, key=lambda t: (t.b, t.length)))}
    for one, two in pairwise(tiles):
        if order[two] == order[one] + 1:
            yield from _fill_gap(board, one, two)


def _fill_sentences(board: Board, left: tuple[int, int], right: tuple[int, int]) -> Iterator[Gap]:
    """Do the same inside two sentences of which most is equal and in one order."""
    inside = [part for tile in board.ordered() if (part := _clip(tile, left, right))]
    shared = sum(tile.length for tile in inside)
    if 2 * shared < max(left[1] - left[0], right[1] - right[0]):
        return
    edges = [Tile(left[0], right[0], 0), *inside, Tile(left[1], right[1], 0)]
    if all(one.b + one.length <= two.b for one, two in pairwise(edges)):
        for one, two in pairwise(edges):
            yield from _fill_gap(board, one, two)


def _clip(tile: Tile, left: tuple[int, int], right: tuple[int, int]) -> Tile | None:
    """Cut off what of a tile lies outside two stretches."""
    first = max(tile.a, left[0], tile.a + right[0] - tile.b)
    last = min(tile.a + tile.length, left[1], tile.a + right[1] - tile.b)
    return Tile(first, tile.b + first - tile.a, last - first) if first < last else None


def _fill_gap(board: Board, one: Tile, two: Tile) -> Iterator[Gap]:
    left, right = (one.a + one.length, two.a), (one.b + one.length, two.b)
    sizes = left[1] - left[0], right[1] - right[0]
    if not (one.length or two.length) or min(sizes) <= 0 or max(sizes) > BETWEEN:
        return
    fresh = len(board.tiles)
    board.lay_within(left, right, 1)
    inner = _meant(board, sorted(board.tiles[fresh:]), left, right)
    del board.tiles[fresh:]
    board.tiles.extend(inner)
    edges = [Tile(left[0], right[0], 0), *inner, Tile(left[1], right[1], 0)]
    for low, high in pairwise(edges):
        gap = range(low.a + low.length, high.a), range(low.b + low.length, high.b)
        at_edge = (low is edges[0] and not one.length) or (high is edges[-1] and not two.length)
        if gap[0] and gap[1] and _in_place(board, gap, UNEVEN if at_edge else REPLACED):
            yield gap


def _meant(
    board: Board, tiles: list[Tile], left: tuple[int, int], right: tuple[int, int]
) -> list[Tile]:
    """Drop equal words too few beside what differs around them: "the", "of" in other sentences.

    The semantic cleanup of diff-match-patch (Fraser 2006), in words.
    """
    while True:
        edges = [Tile(left[0], right[0], 0), *tiles, Tile(left[1], right[1], 0)]
        weak = None
        for place, tile in enumerate(tiles, 1):
            before, after = edges[place - 1], edges[place + 1]
            apart = [
                max(tile.a - before.a - before.length, tile.b - before.b - before.length),
                max(after.a - tile.a - tile.length, after.b - tile.b - tile.length),
            ]
            lost = tile.length < min(apart) if tile.length > 1 else max(apart) > CHANCE
            if lost and (weak is None or tile.length < weak.length):
                weak = tile
        if weak is None:
            return tiles
        tiles = [tile for tile in tiles if tile is not weak]
        for step in range(weak.length):
            board.free_a[weak.a + step] = board.free_b[weak.b + step] = True


def _in_place(board: Board, gap: Gap, most: int) -> bool:
    left, right = gap
    short, long = sorted((len(left), len(right)))
    if long <= most and long <= UNEVEN * short:
        return True
    one = board.text_a[board.a.starts[left[0]] : board.a.ends[left[-1]]].casefold()
    other = board.text_b[board.b.starts[right[0]] : board.b.ends[right[-1]]].casefold()
    return fuzz.ratio(one, other) >= ALIKE


def _components(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Group pairs of sentences that share one: one sentence told in two, a title and its lead."""
    groups: list[list[Passage]] = []
    for passage in sorted(passages, key=lambda p: (p.a.start, p.b.start, p.a.end, p.b.end)):
        if passage.kind == VERBATIM:
            continue
        joined = [
            group
            for group in groups
            if any(p.a.overlaps(passage.a) or p.b.overlaps(passage.b) for p in group)
        ]
        merged = [p for group in joined for p in group] + [passage]
        groups = [group for group in groups if group not in joined] + [merged]
    return groups


def _paint(
    a: Half,
    b: Half,
    board: Board,
    replaced: Sequence[Gap],
    groups: Sequence[Sequence[Passage]],
) -> None:
    for number, tile in enumerate(board.ordered()):
        a.paint(range(tile.a, tile.a + tile.length), Ink.IDENTICAL, ("tile", number))
        b.paint(range(tile.b, tile.b + tile.length), Ink.IDENTICAL, ("tile", number))
    for number, (left, right) in enumerate(replaced):
        _reword(a, b, (a.loose(left), b.loose(right)), ("replaced", number))
    for number, group in enumerate(groups):
        left_words = {n for p in group for n in a.loose(range(*a.inside(p.a.start, p.a.end)))}
        right_words = {n for p in group for n in b.loose(range(*b.inside(p.b.start, p.b.end)))}
        _reword(a, b, (left_words, right_words), ("sense", number))


def _reword(a: Half, b: Half, words: tuple[Collection[int], Collection[int]], group: Group) -> None:
    """Paint what both say otherwise; what one has beside equal words is added, not reworded."""
    if all(words):
        a.paint(words[0], Ink.REWORDED, group)
        b.paint(words[1], Ink.REWORDED, group)


def _paint_disputes(a: Half, b: Half, disputes: Sequence[Dispute]) -> list[tuple[Group, Dispute]]:
    """Mark the words of differing values; words that both reports share stay what they are."""
    kept: list[tuple[Group, Dispute]] = []
    for number, dispute in enumerate(disputes):
        places = [
            [
                n
                for span in dispute.of(half.report.id).spans
                for n in range(*half.inside(span.start, span.end))
                if half.inks[n] in _OPEN
            ]
            for half in (a, b)
        ]
        if all(places):
            group = "dispute", number
            kept.append((group, dispute))
            a.paint(places[0], Ink.CONFLICTING, group)
            b.paint(places[1], Ink.CONFLICTING, group)
    for one, other in ((a, b), (b, a)):
        answered = set(other.groups)
        for place, ink in enumerate(one.inks):
            if ink is Ink.REWORDED and one.groups[place] not in answered:
                one.paint((place,), Ink.ONLY_HERE, NONE)
    return kept
