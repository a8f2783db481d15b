"""Does one of two clauses that make one claim say more than the other?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.compare.propositions import Proposition, content
from firsthand.compare.under import Under
from firsthand.compare.versions import Case
from firsthand.model.items import MomentKind
from firsthand.model.span import Span

FEWEST_MORE = 4
"""Content words that a clause must have beyond the other's to say more ..."""

MORE_WORDS = 1.4
"""... and how many times the other's words it must have at least."""

CHANCE = 1.0
"""How far the words of one clause alone must outnumber those of the other alone, in the spread of a
fair coin thrown for each such word. Two people who render one text reword a third of it, and each
rewording may fall on either side; by all three measures 2 in 100 English pairs of such renderings
say more than each other."""

_DATES = frozenset({MomentKind.DATE, MomentKind.TIME})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch that somebody's words take up beside what is said: who says it, and the verb."""

    span: Span


@dataclass(frozen=True, slots=True)
class Core:
    """What a clause tells, without who says it: its words, and has it a date or a number?"""

    words: frozenset[str]
    dated: bool
    counted: bool


def size(words: frozenset[str]) -> float:
    """Count content words.

    Args:
        words: as `content` gives them.

    Returns:
        How many; two pairs of Han characters stand for one word.
    """
    pairs = sum(1 for word in words if "\u3040" <= word[0] <= "\u9fff")
    return len(words) - pairs / 2


class Detail:
    """How much do the clauses of an event's reports tell?"""

    def __init__(self, case: Case) -> None:
        self._founds = case.founds
        self._language = {report.id: report.metadata.language for report in case.reports}
        self._saying: dict[str, Under[_Piece]] = {}
        self._cores: dict[Span, Core] = {}

    def core(self, clause: Proposition) -> Core:
        """Take what a clause tells, without the words for who says it.

        Args:
            clause: of a report of the event.

        Returns:
            Its content words, and whether a date and a number stand in it.
        """
        span = clause.span
        if span not in self._cores:
            moments = self._founds[span.report].moments
            dated = any(m.kind in _DATES and m.first and span.overlaps(m.span) for m in moments)
            words = content(self._told(span)) or content(span.quote)
            self._cores[span] = Core(words, dated, bool(clause.figures))
        return self._cores[span]

    def says_more(self, left: Proposition, right: Proposition) -> bool:
        """Tell whether a clause says more than another.

        Args:
            left: the clause asked about.
            right: another that makes the same claim.

        Returns:
            True where it has a date or a number and the other has none, or so many more content
            words that rewording does not explain them; words of two languages are not counted.
        """
        one, other = self.core(left), self.core(right)
        more = size(one.words) - size(other.words)
        if one.dated > other.dated or one.counted > other.counted:
            return True
        if self._language[left.span.report] != self._language[right.span.report]:
            return False
        alone = size(one.words ^ other.words)
        return (
            more >= FEWEST_MORE
            and size(one.words) >= MORE_WORDS * size(other.words)
            and more >= CHANCE * math.sqrt(alone)
        )

    def sides(self, group: Sequence[Proposition]) -> list[list[Proposition]]:
        """Part clauses that make one claim by how much they say.

        Args:
            group: clauses of different reports.

        Returns:
            Clauses that say as much as one another, in their order; a single side where none says
            more. Each of two clauses may say what the other does not.
        """
        ordered = sorted(group, key=lambda clause: (-size(self.core(clause).words), clause.span))
        sides: list[list[Proposition]] = []
        for clause in ordered:
            home = next((side for side in sides if not self._apart(side[0], clause)), None)
            if home is None:
                sides.append([clause])
            else:
                home.append(clause)
        return [[clause for clause in group if clause in side] for side in sides]

    def _apart(self, one: Proposition, other: Proposition) -> bool:
        return self.says_more(one, other) or self.says_more(other, one)

    def _told(self, span: Span) -> str:
        """Blank out of a clause who says it and the words for saying."""
        text = span.quote
        for piece in self._pieces(span.report).find(span):
            first = max(0, piece.span.start - span.start)
            last = min(len(text), piece.span.end - span.start)
            text = text[:first] + " " * (last - first) + text[last:]
        return text

    def _pieces(self, report: str) -> Under[_Piece]:
        if report not in self._saying:
            told = self._founds[report].statements
            spans = {s for statement in told for s in (statement.source, statement.cue) if s}
            self._saying[report] = Under(_Piece(span) for span in sorted(spans))
        return self._saying[report]
