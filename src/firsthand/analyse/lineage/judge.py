"""What kind of link do two reports have, on what grounds, and how likely is it?"""

from collections.abc import Sequence
from datetime import date

from firsthand.analyse.lineage.direction import (
    Likelier,
    is_credited,
    publication_day,
    tell_direction,
)
from firsthand.analyse.lineage.fingerprints import Prints
from firsthand.analyse.lineage.kinship import Kinship
from firsthand.analyse.lineage.likelihood import likelihood
from firsthand.analyse.lineage.passages import Overlap
from firsthand.analyse.lineage.settle import PASSAGE_HOLDS, Settled
from firsthand.analyse.lineage.things import is_read
from firsthand.model.identity import item_id
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.story import LIKELY, Direction, Link, LinkKind, Passage

REWORDED = 0.3
"""Containment from which aligned sentences point to a rewritten copy: only one in twenty pairs of
independent translations shares so much."""
KIN_MOST = 0.35
"""Share of its own words that the better covered report must have in aligned sentences ..."""
KIN_LEAST = 0.25
"""... and the other one; reports by different newsrooms on one event stay below in 95 of 100."""
KIN_ALIGNED = 5
"""Sentences that must be aligned where coverage is no more than that."""
KIN_ORDER = 0.75
"""Share of aligned pairs in the same order: independent reports of one event come to 0.7."""
SHORT_MOST, SHORT_LEAST = 0.7, 0.4
"""Coverage that needs no number of sentences and no order: short texts, shuffled ones. Then the
numbers of aligned sentences must bear it out: on 137 such pairs that alone told all wrong ones."""
SHUFFLED_ALIGNED, SHUFFLED_MOST, SHUFFLED_LEAST = 8, 0.5, 0.45
"""Sentences and coverage that need no order, unless the numbers gainsay it: four of 9,200 pairs of
reports on one event or on like ones are joined by this alone."""
HALF_READ, HALF_ORDER, HALF_AGREEING, HALF_CONFLICTING = 0.25, 0.95, 6, 3
"""Coverage of both texts, order, and sentences with equal numbers, thrice as many as with others,
that show a translation where the sentence model does not know a language and finds few of them."""
BRIEF_MOST, BRIEF_LEAST = 0.75, 0.12
"""Coverage of a brief that renders parts of a long text in its order."""
INSIDE = 0.5
"""A pair of sentences that lies by more than this in a verbatim passage is not told again."""

LONGEST_WAY = 14
"""Days that a text takes at most from one language into another; later ones are not looked at."""
LONGEST_RETELLING = 10
"""Days between two reports of one language that may still render one original."""

VERBATIM_RULE, MEANING_RULE = "lineage/containment@2", "lineage/alignment@2"
QUOTATION_RULE = "lineage/quotation@1"

GUESSED = 0.75
"""The most that names and numbers alone can tell of two texts in different languages."""


def judge(
    a: Prints,
    b: Prints,
    overlap: Overlap,
    kin: Kinship | None,
    settled: Settled,
    likelier: Likelier,
    *,
    understood: bool = True,
) -> Link | None:
    """Tell how two reports are linked.

    Args:
        a: one report.
        b: the other; its id is the greater.
        overlap: what they share word for word.
        kin: how their sentences align, where that was looked at.
        settled: which pairs keep one wording.
        likelier: which of the two is the likelier source.
        understood: whether an encoder has read the sentences, where the languages differ.

    Returns:
        The link, None when nothing joins them.
    """
    direction, why = tell_direction(a.report, b.report, overlap, likelier)
    pair = a.report.id, b.report.id
    if _identical(a, b):
        reason = Reason(VERBATIM_RULE, 1.0, detail=f"the same words from first to last; {why}")
        return _link(a, b, LinkKind.IDENTICAL, direction, 1.0, reason, overlap.passages, 1.0)
    kind, chance = settled.kinds.get(pair), settled.chances.get(pair, 0.0)
    akin = _kin_chance(a, b, kin, understood=understood)
    if kind is not None and overlap.passages and (chance >= LIKELY or chance >= akin):
        passages = _merged(overlap.passages, kin.passages if kin else ())
        reason = _verbatim_reason(overlap, why)
        score = overlap.containment
        return _link(a, b, kind, direction, score, reason, passages, chance)
    if kin is not None and akin:
        return _by_meaning(a, b, overlap, kin, akin, (direction, why))
    if pair in settled.quoted:
        return _quotation(a, b, overlap)
    if overlap.passages:
        reason = _verbatim_reason(overlap, why)
        passages, score = overlap.passages, overlap.containment
        return _link(a, b, LinkKind.PASSAGE, direction, score, reason, passages, PASSAGE_HOLDS)
    return None


def _kin_chance(a: Prints, b: Prints, kin: Kinship | None, *, understood: bool) -> float:
    """Tell how likely aligned sentences go back to one text; nought where they need not."""
    if kin is None or too_late(a.report, b.report):
        return 0.0
    languages = a.report.metadata.language, b.report.metadata.language
    across = languages[0] != languages[1]
    half_read = across and understood and not is_read(*languages) and _numbers_tell(kin)
    if not (are_akin(kin) or half_read):
        return 0.0
    if across and understood and kin.conflicting > kin.agreeing:
        return 0.0  # what is translated keeps its numbers
    chance = likelihood(kin, across=across)
    return max(LIKELY, min(chance, 1.0 if understood or not across else GUESSED))


def _by_meaning(
    a: Prints,
    b: Prints,
    overlap: Overlap,
    kin: Kinship,
    chance: float,
    told: tuple[Direction, str],
) -> Link:
    direction, why = told
    kind = LinkKind.REWRITE if overlap.containment >= REWORDED else LinkKind.COMMON_ORIGIN
    if a.report.metadata.language != b.report.metadata.language:
        kind = LinkKind.TRANSLATION
    if kind is LinkKind.COMMON_ORIGIN and is_credited(a.report, b.report):
        kind = LinkKind.REWRITE  # in other words, but by its own word from there
    elif kind is LinkKind.COMMON_ORIGIN and direction is not Direction.COMMON:
        direction, why = Direction.COMMON, "no wording shows which would be the original"
    detail = (
        f"{kin.aligned} sentences say the same, {kin.order:.0%} of them in the same order; "
        f"they make up {kin.most:.0%} and {kin.least:.0%} of the two texts; {why}"
    )
    reason = Reason(MEANING_RULE, round(kin.most, 4), detail=detail)
    passages = _merged(overlap.passages, kin.passages)
    return _link(a, b, kind, direction, kin.most, reason, passages, chance)


def _quotation(a: Prints, b: Prints, overlap: Overlap) -> Link:
    """Link two reports that share quoted speech only: both may have heard it themselves."""
    number = len(overlap.passages)
    what = "one quotation" if number == 1 else f"{number} quotations"
    detail = f"both quote the same words ({what}) and share no others"
    reason = Reason(QUOTATION_RULE, round(overlap.containment, 4), detail=detail)
    score = overlap.containment
    kind, direction = LinkKind.QUOTATION, Direction.UNKNOWN
    return _link(a, b, kind, direction, score, reason, overlap.passages, PASSAGE_HOLDS)


def are_akin(kin: Kinship) -> bool:
    """Tell whether an alignment is too full and too orderly for two independent texts.

    Args:
        kin: the alignment of two reports.

    Returns:
        True when both go back to one text.
    """
    short = kin.most >= SHORT_MOST and kin.least >= SHORT_LEAST and kin.aligned > 1
    shuffled = kin.most >= SHUFFLED_MOST and kin.least >= SHUFFLED_LEAST
    shuffled = shuffled and kin.aligned >= SHUFFLED_ALIGNED
    if (short or shuffled) and not _numbers_gainsay(kin):
        return True
    if kin.aligned < KIN_ALIGNED or kin.order < KIN_ORDER:
        return False
    brief = kin.most >= BRIEF_MOST and kin.least >= BRIEF_LEAST
    return brief or (kin.most >= KIN_MOST and kin.least >= KIN_LEAST)


def _numbers_tell(kin: Kinship) -> bool:
    """Tell whether few sentences, all in one order, keep their numbers as translations do."""
    orderly = kin.aligned >= KIN_ALIGNED and kin.order >= HALF_ORDER and kin.least >= HALF_READ
    kept = kin.agreeing >= max(HALF_AGREEING, HALF_CONFLICTING * kin.conflicting)
    return orderly and kept


def _numbers_gainsay(kin: Kinship) -> bool:
    if kin.conflicting > kin.agreeing:
        return True
    return kin.numbered > 1 and not kin.agreeing


def too_late(a: Report, b: Report) -> bool:
    """Tell whether two reports' own days lie too far apart for one text told twice.

    Args:
        a: one report.
        b: the other.

    Returns:
        True when they do; where a day is not known, nothing is ruled out.
    """
    day_a, day_b = publication_day(a)[:10], publication_day(b)[:10]
    if not (day_a and day_b):
        return False
    across = a.metadata.language != b.metadata.language
    apart = abs((date.fromisoformat(day_a) - date.fromisoformat(day_b)).days)
    return apart > (LONGEST_WAY if across else LONGEST_RETELLING)


def _identical(a: Prints, b: Prints) -> bool:
    one, two = a.words.hashes, b.words.hashes
    return len(one) == len(two) > 0 and bool((one == two).all())


def _merged(verbatim: Sequence[Passage], aligned: Sequence[Passage]) -> tuple[Passage, ...]:
    new = [p for p in aligned if not _told(p, verbatim)]
    return tuple(sorted([*verbatim, *new], key=lambda p: (p.a.start, p.b.start, p.a.end)))


def _told(passage: Passage, others: Sequence[Passage]) -> bool:
    for other in others:
        inside = [
            max(0, min(one.end, two.end) - max(one.start, two.start)) / (one.end - one.start)
            for one, two in ((passage.a, other.a), (passage.b, other.b))
        ]
        if min(inside) > INSIDE:
            return True
    return False


def _verbatim_reason(overlap: Overlap, why: str) -> Reason:
    detail = (
        f"{overlap.in_a:.0%} and {overlap.in_b:.0%} of the two texts' word sequences are shared; "
        f"{why}"
    )
    return Reason(
        VERBATIM_RULE,
        round(overlap.containment, 4),
        f"{overlap.in_a:.4f}",
        f"{overlap.in_b:.4f}",
        detail,
    )


def _link(
    a: Prints,
    b: Prints,
    kind: LinkKind,
    direction: Direction,
    score: float,
    reason: Reason,
    passages: tuple[Passage, ...],
    probability: float,
) -> Link:
    name = item_id("link", (), kind.value, a.report.id, b.report.id)
    return Link(
        name,
        a.report.id,
        b.report.id,
        kind,
        direction,
        round(score, 4),
        reason,
        passages,
        probability=round(probability, 4),
    )
