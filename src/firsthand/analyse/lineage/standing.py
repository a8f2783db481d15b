"""What of the comparison of reports is kept from one study of a dossier to the next?"""

import json
from collections.abc import Mapping, MutableMapping, Sequence

from firsthand.analyse.lineage.growing import Lineage
from firsthand.analyse.lineage.kinship import Kinship
from firsthand.model.report import Report
from firsthand.model.story import Link, Passage
from firsthand.text.vectors import Encoder

SHAPE = "-".join(Kinship.__dataclass_fields__)
"""What is written down of an alignment: another version may write down other things."""

Pair = tuple[str, str]


class Standing:
    """The lineage of a dossier's reports, begun anew only where it does not fit them.

    How sentences align costs most and rests on nothing but the two reports: it is written down for
    the next time, when everything else is found again from the texts.
    """

    def __init__(self) -> None:
        """Begin without reports."""
        self._lineage: Lineage | None = None
        self._encoder: Encoder | None = None
        self._kept: dict[Pair, str] = {}

    @property
    def kinships(self) -> MutableMapping[Pair, Kinship | None]:
        """How the sentences of pairs align, as far as that was looked at; more may be added."""
        return self._lineage.kinships if self._lineage is not None else {}

    def keep(self, written: Mapping[Pair, str]) -> None:
        """Take up what was written down before.

        Args:
            written: by the ids of two reports, as `unwritten` gave it.
        """
        self._kept.update(written)

    def links(self, reports: Sequence[Report], encoder: Encoder | None) -> tuple[Link, ...]:
        """Find the links of reports, comparing only what is new among them.

        Args:
            reports: labelled reports, in any order.
            encoder: a sentence model for pairs in different languages.

        Returns:
            The links, as `find_links` finds them.
        """
        by_id = {report.id: report for report in reports}
        lineage = self._lineage
        if lineage is None or self._encoder is not encoder or not lineage.reports <= by_id.keys():
            lineage = self._lineage = Lineage(encoder)
            self._encoder = encoder
        for a, b in sorted(self._kept.keys() - lineage.kinships.keys()):
            if a in by_id and b in by_id:
                lineage.kinships[a, b] = read_kinship(self._kept[a, b], by_id[a], by_id[b])
        lineage.add(reports)
        return lineage.links()

    def unwritten(self) -> dict[Pair, str]:
        """Give what has been found since the last time, to be written down.

        Returns:
            By the ids of two reports, how their sentences align.
        """
        found = self._lineage.kinships if self._lineage is not None else {}
        new = {p: write_kinship(found[p]) for p in sorted(found.keys() - self._kept.keys())}
        self._kept.update(new)
        return new


def write_kinship(kinship: Kinship | None) -> str:
    """Write down how the sentences of two reports align.

    Args:
        kinship: the alignment, None where there is none.

    Returns:
        JSON; of passages only where they are, not their words.
    """
    if kinship is None:
        return "null"
    row = {name: getattr(kinship, name) for name in Kinship.__dataclass_fields__}
    row["passages"] = [
        [p.a.start, p.a.end, p.b.start, p.b.end, p.kind, p.score] for p in kinship.passages
    ]
    return json.dumps(row, separators=(",", ":"))


def read_kinship(written: str, a: Report, b: Report) -> Kinship | None:
    """Read how the sentences of two reports align.

    Args:
        written: by `write_kinship`.
        a: one report.
        b: the other.

    Returns:
        The alignment.
    """
    row = json.loads(written)
    if row is None:
        return None
    row["passages"] = tuple(
        Passage(a.span(*place[:2]), b.span(*place[2:4]), place[4], place[5])
        for place in row["passages"]
    )
    return Kinship(**row)
