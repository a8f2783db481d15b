"""How do claims stand against independent groups of reports: who agrees, differs, is silent?"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model.findings import Findings
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.views.evidence import Source
from firsthand.serve.views.wording import VERDICTS, shorten

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
VALUE = 48
"""Characters of a value in a cell."""
CLAIM = 140
"""Characters of a claim in its row."""

DIGITS = 16
"""Of the name of what a claim says."""

SEVERITY = {verdict: place for place, verdict in enumerate(VERDICTS)}


@dataclass(frozen=True, slots=True)
class Group:
    """Reports that count as one source; a column, or one for each report where it is opened."""

    key: str
    """id of the family, or of the one report"""
    sources: tuple[Source, ...]
    opened: bool = False

    @property
    def name(self) -> str:
        """What to call the column."""
        outlets = (source.outlet for source in self.sources if source.outlet)
        return next(outlets, self.sources[0].name)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column says of one claim."""

    word: str
    """agrees, differs, more detail, only here, or silent"""
    letter: str
    value: str
    href: str
    more: int
    """further values of the same column"""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim."""

    id: str
    claim: str
    kind: str
    slot: str
    verdict: Verdict
    word: str
    event: str
    event_tag: str
    independent: int
    reports: int
    seen: bool
    cells: tuple[Cell, ...]


SILENT = Cell("silent", "", "", "", 0)


def groups_of(snapshot: Snapshot) -> tuple[Group, ...]:
    """Group the reports of a study by what counts as one source.

    Args:
        snapshot: the state of the dossier.

    Returns:
        Groups by the number of their first report.
    """

    def make() -> tuple[Group, ...]:
        families, shelf = snapshot.findings.families, snapshot.shelf
        groups = [Group(family.id, shelf.all_of(family.reports)) for family in families]
        joined = {report for family in families for report in family.reports}
        alone = (source for source in shelf.sources if source.report.id not in joined)
        groups.extend(Group(source.report.id[:16], (source,)) for source in alone)
        return tuple(sorted(groups, key=lambda group: group.sources[0].number))

    return snapshot.once("groups", make)


def keys_of(snapshot: Snapshot) -> dict[str, str]:
    """Tell with which group each report counts.

    Args:
        snapshot: the state of the dossier.

    Returns:
        Report id to the group's key.
    """
    return snapshot.once(
        "group keys",
        lambda: {s.report.id: group.key for group in groups_of(snapshot) for s in group.sources},
    )


def ranked(findings: Findings) -> list[Comparison]:
    """Put claims in the order in which a reader wants them: severe first, then important.

    Args:
        findings: of a study.

    Returns:
        All claims; those that differ first, of each verdict those with most sources first.
    """

    def key(one: Comparison) -> tuple[int, int, int, str]:
        independent = sum(version.weight.independent for version in one.versions)
        reports = sum(len(version.weight.reports) for version in one.versions)
        return SEVERITY[one.verdict], -independent, -reports, one.id

    return sorted(findings.comparisons, key=key)


def columns_of(groups: Sequence[Group], opened: Collection[str]) -> tuple[Group, ...]:
    """Open groups into their reports.

    Args:
        groups: of the study.
        opened: keys of the groups that are shown report by report.

    Returns:
        The columns.
    """
    columns: list[Group] = []
    for group in groups:
        if group.key in opened and len(group.sources) > 1:
            columns.extend(Group(group.key, (source,), opened=True) for source in group.sources)
        else:
            columns.append(group)
    return tuple(columns)


def row_of(
    one: Comparison,
    columns: Sequence[Group],
    tags: Mapping[str, str],
    sources: Mapping[str, str],
    *,
    seen: bool,
) -> Row:
    """Lay one claim over the columns.

    Args:
        one: the claim.
        columns: groups of reports.
        tags: event id to its tag.
        sources: report to the group that it counts with.
        seen: whether the person has seen it and it has not changed since.

    Returns:
        Its row.
    """
    reports = {report for version in one.versions for report in version.weight.reports}
    return Row(
        one.id,
        shorten(one.claim, CLAIM),
        one.kind,
        one.slot,
        one.verdict,
        VERDICTS[one.verdict],
        one.event,
        tags.get(one.event, ""),
        len({sources[report] for report in reports}),
        len(reports),
        seen,
        tuple(_cell(one, column) for column in columns),
    )


def _cell(one: Comparison, column: Group) -> Cell:
    mine = {source.report.id for source in column.sources}
    found: list[tuple[int, list[Span]]] = []
    for place, version in enumerate(one.versions):
        spans = [span for span in version.mentions if span.report in mine]
        if spans:
            found.append((place, spans))
    if not found:
        return SILENT
    place, spans = found[0]
    words = {
        Verdict.AGREE: "agrees",
        Verdict.DIFFER: "differs",
        Verdict.MORE_DETAIL: "more detail",
        Verdict.ONLY_HERE: "only here",
    }
    several = one.verdict in (Verdict.DIFFER, Verdict.MORE_DETAIL)
    first = [span for span in spans if span.report == spans[0].report]
    at = ",".join(f"{span.start}-{span.end}" for span in first)
    return Cell(
        words[one.verdict],
        LETTERS[place % len(LETTERS)] if several else "",
        shorten(one.versions[place].value or spans[0].quote, VALUE),
        f"/evidence/{spans[0].report[:16]}?at={at}",
        len(found) - 1,
    )


def digest_of(one: Comparison) -> str:
    """Name what a claim says now, so that a mark "seen" falls away when it changes.

    Args:
        one: the claim.

    Returns:
        A text that is the same as long as verdict, values and reports are.
    """
    said = [one.verdict.value]
    for version in one.versions:
        reports = " ".join(sorted(version.weight.reports))
        said.append(f"{version.value}\x1f{version.weight.independent}\x1f{reports}")
    return hashlib.sha256("\x1e".join(said).encode("utf-8", "replace")).hexdigest()[:DIGITS]
