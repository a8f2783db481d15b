"""How does a person work with a case? Open a dossier, add files, study, decide."""

import getpass
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from firsthand import pipeline
from firsthand.analyse.lineage.standing import SHAPE, Standing
from firsthand.clean import label
from firsthand.compare.decide import ACTIONS, LINKS, STATUSES, TARGETED, wrong_target
from firsthand.compare.facing import Pair, lay_side_by_side
from firsthand.compare.forms import plain
from firsthand.compare.merging import mark
from firsthand.compare.outlets import fault_of, read_rows
from firsthand.compare.recount import is_about_links, recount
from firsthand.errors import DossierError, DossierNotFound, InputRefused
from firsthand.ingest import DEFAULT_LIMITS, Limits, gather, read_bytes
from firsthand.model.findings import Findings
from firsthand.model.identity import item_id
from firsthand.model.report import Refusal, RefusalReason, Report
from firsthand.model.story import Decision, LinkKind
from firsthand.store.store import Store
from firsthand.text import vectors

ID_DIGITS = 4
"""Digits of an id by which a report may be called."""

Told = Callable[[str], None]
"""Called with one line about each step, for people who wait."""


def _quiet(_line: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding files: ids of new and of known reports, and what was refused."""

    new: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Ingested:
    """One input as read: its report and raw bytes."""

    report: Report
    data: bytes


def ingest(
    paths: Iterable[str | Path], limits: Limits = DEFAULT_LIMITS, told: Told = _quiet
) -> Iterable[Ingested | Refusal]:
    """Read files one by one; a bad one is refused alone.

    Args:
        paths: files, folders, or "-" for standard input.
        limits: of size, time and memory.
        told: called with a line about each file.

    Yields:
        What each input gave: a report with its bytes, or a refusal.
    """
    for entry in gather(paths, limits):
        if isinstance(entry, Refusal):
            yield entry
            continue
        name, data = entry
        told(f"adding {name}")
        try:
            yield Ingested(read_bytes(name, data, limits), data)
        except InputRefused as refused:
            yield Refusal(refused.name, RefusalReason(refused.reason), refused.detail)


def study(
    paths: Iterable[str | Path], limits: Limits = DEFAULT_LIMITS, told: Told = _quiet
) -> Findings:
    """Study files in one go, without keeping a dossier.

    Args:
        paths: files, folders, or "-" for standard input.
        limits: of size, time and memory.
        told: called with a line about each step.

    Returns:
        The findings, refused inputs among them.
    """
    reports: list[Report] = []
    refusals: list[Refusal] = []
    for entry in ingest(paths, limits, told):
        if isinstance(entry, Refusal):
            refusals.append(entry)
        else:
            reports.append(entry.report)
    return pipeline.study(reports, refusals, told)


def read(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> Report:
    """Read and label one file.

    Args:
        path: a file.
        limits: of size, time and memory.

    Returns:
        The labelled report.

    Raises:
        InputRefused: when it cannot be read, with the reason.
    """
    for entry in ingest([path], limits):
        if isinstance(entry, Refusal):
            raise InputRefused(entry.name, entry.reason, entry.detail)
        return label(entry.report)
    raise InputRefused(str(path), RefusalReason.EMPTY, "nothing to read there")


def between(findings: Findings, left: str, right: str) -> Pair:
    """Lay two reports of a study side by side, linked or not.

    Args:
        findings: of the study.
        left: a report: its tag in the brief (R1), name, file name, id or the beginning of it.
        right: another.

    Returns:
        Both texts in runs, what they share and where they part.

    Raises:
        DossierError: when a report is not among them, or several are meant.
    """
    one, other = (_meant(findings.reports, wanted) for wanted in (left, right))
    if one.id == other.id:
        raise DossierError(f"{left} and {right} are one report; name two")
    abroad = one.metadata.language != other.metadata.language
    encoder = vectors.load() if abroad and vectors.installed() else None
    return lay_side_by_side(findings, one.id, other.id, encoder)


class Dossier:
    """A case file: reports, all that was found in them, and people's decisions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._standing: Standing | None = None

    @classmethod
    def new(cls, target: str | Path) -> Self:
        """Make an empty dossier.

        Args:
            target: a path where no file is yet, or a "postgresql+psycopg://" address.

        Returns:
            The open dossier.

        Raises:
            DossierError: when there is a file already.
        """
        if _is_path(target) and Path(target).exists():
            raise DossierError(f"{target}: there is a file already; open it or take another name")
        return cls(Store(target))

    @classmethod
    def open(cls, target: str | Path) -> Self:
        """Open a dossier.

        Args:
            target: its path or "postgresql+psycopg://" address.

        Returns:
            The open dossier.

        Raises:
            DossierNotFound: when there is none.
            SchemaMismatch: when it was written by a newer version.
        """
        if _is_path(target) and not Path(target).is_file():
            raise DossierNotFound(f"{target}: no dossier there; make one with `firsthand new`")
        return cls(Store(target))

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(
        self, paths: Iterable[str | Path], limits: Limits = DEFAULT_LIMITS, told: Told = _quiet
    ) -> Added:
        """Add files; each is one transaction, and the same bytes twice change nothing.

        Args:
            paths: files, folders, or "-" for standard input.
            limits: of size, time and memory.
            told: called with a line about each file.

        Returns:
            What came of it.
        """
        new: list[str] = []
        known: list[str] = []
        refused: list[Refusal] = []
        for entry in ingest(paths, limits, told):
            if isinstance(entry, Refusal):
                self._store.keep_refusal(entry)
                refused.append(entry)
            elif self._store.keep_report(entry.report, entry.data):
                new.append(entry.report.id)
            else:
                known.append(entry.report.id)
        return Added(tuple(new), tuple(known), tuple(refused))

    def study(self, told: Told = _quiet) -> Findings:
        """Ask every question of what is new and draw together what all reports tell.

        A study that is cut off goes on where it was: each report's answers are kept as they come.
        After decisions about links alone the counts are drawn anew and nothing else.

        Args:
            told: called with a line about each step.

        Returns:
            The findings.
        """
        version = pipeline.ANALYSIS_VERSION
        for report in self._store.unstudied(version):
            told(f"reading {report.name}")
            labelled, found = pipeline.analyse(report)
            self._store.keep_found(labelled, found, version)
        decisions = self._store.decisions()
        reports = self._reports_basis()
        basis = f"{reports} {_decided(decisions)}"
        findings = self._store.story(basis)
        if findings is None:
            findings = self._recounted(reports, decisions)
        if findings is None:
            every = self._store.reports()
            pipeline.tell_comparing(every, told)
            findings = self._draw(every, decisions)
        if self._store.basis() != basis:
            self._store.keep_story(findings, basis)
        return findings

    def side_by_side(self, left: str, right: str, told: Told = _quiet) -> Pair:
        """Lay two reports side by side, linked or not.

        Args:
            left: a report: its tag in the brief (R1), name, file name, id or the beginning of it.
            right: another.
            told: called with a line about each step of the study.

        Returns:
            Both texts in runs, what they share and where they part.

        Raises:
            DossierError: when a report is not in the dossier, or several are meant.
        """
        return between(self.study(told), left, right)

    def reports(self) -> tuple[Report, ...]:
        """Give back all reports, by name."""
        return self._store.reports()

    def raw_bytes(self, report: str) -> bytes:
        """Give back a report's bytes as received.

        Args:
            report: its id.

        Returns:
            The bytes.

        Raises:
            DossierError: when there is no such report.
        """
        return self._store.raw_bytes(report)

    def names_of_reports(self) -> dict[str, tuple[str, ...]]:
        """Tell under which names each report's bytes were added, by report id."""
        return self._store.names_of_reports()

    def decide(
        self, action: str, target: str, why: str, value: object = "", who: str = ""
    ) -> Decision:
        """Append a decision; it wins over what the program suggests from the next study on.

        Args:
            action: confirm, reject, rename, status, note, undo, join, count, outlet, merge or
                split.
            target: the id of the item, or of the decision to undo; for join a report's id, its
                name or the beginning of its id; for count "links"; for outlet its name.
            why: the reason; it is required.
            value: the new name or status, or the note; for join the other report; for merge the
                other entity's id; for split the spelling that is somebody else's; for count the
                kinds of link that make two reports one source; for outlet its row.
            who: who decides; by default the user of this computer.

        Returns:
            The decision as kept.

        Raises:
            DossierError: when the action, the status, the item, a report or a kind is unknown, the
                action cannot be about such an item, or the reason is empty.
        """
        if action not in ACTIONS:
            raise DossierError(f"unknown action {action!r}; known are {', '.join(ACTIONS)}")
        if action == "status" and value not in STATUSES:
            raise DossierError(f"unknown status {value!r}; known are {', '.join(STATUSES)}")
        if not why.strip():
            raise DossierError(f"{action} {target}: a decision needs a reason")
        if action in TARGETED:
            fault = self._wrong_target(action, target)
            if fault:
                raise DossierError(fault)
        target, value = self._prepared(action, target, value)
        text = json.dumps(value, ensure_ascii=False)
        when = datetime.now(UTC).isoformat(timespec="microseconds")
        person = who or _user()
        name = item_id("decision", (), action, target, text, person, when, why)
        return self._store.append_decision(
            Decision(name, 0, action, target, text, person, when, why)
        )

    def add_outlets(self, path: str | Path, why: str, who: str = "") -> tuple[Decision, ...]:
        """Add outlets, or override what is stated of known ones, from a TOML file.

        Args:
            path: a file with a list `outlets`, in the shape of `lang/xx/outlets.toml`; a row needs
                a name, other fields left out stay as they are.
            why: the reason; it is required.
            who: who decides; by default the user of this computer.

        Returns:
            One decision for each row.

        Raises:
            DossierError: when the file cannot be read or the reason is empty.
            LexiconError: when a row is not in that shape.
        """
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DossierError(f"{path}: {error}") from error
        rows = read_rows(text, str(path))
        return tuple(self.decide("outlet", row["name"], why, row, who) for row in rows)

    def decisions(self) -> tuple[Decision, ...]:
        """Give back all decisions in the order of deciding."""
        return self._store.decisions()

    def _wrong_target(self, action: str, target: str) -> str:
        """Tell what is wrong with a target, by what the last study found, else by a new one."""
        fault = wrong_target(action, target, self._store.table_of(target), self.decisions())
        if not fault or action == "undo":
            return fault
        self.study()
        return wrong_target(action, target, self._store.table_of(target), self.decisions())

    def _prepared(self, action: str, target: str, value: object) -> tuple[str, object]:
        """Check what is decided and put it in the shape that is kept."""
        if action == "join":
            target, value = self._report_id(target), self._report_id(str(value))
            if target == value:
                raise DossierError("join: a report is one source with itself; name two reports")
        if action in ("merge", "split", "rename"):
            value = self._about_entity(action, target, value)
        if action == "count":
            target, value = LINKS, _kinds(value)
        if action == "outlet" and fault_of(value):
            raise DossierError(f"outlet {target}: {fault_of(value)}")
        return target, value

    def _about_entity(self, action: str, target: str, value: object) -> object:
        """Keep marks of the entities that a decision is about: their ids change with them."""
        entities = {entity.id: entity for entity in self.study().entities}
        one = entities.get(target)
        if one is None:
            return value  # an event or a line of progress is renamed
        if action == "rename":
            return {"of": mark(one), "name": str(value)}
        if action == "merge":
            other = entities.get(str(value))
            if other is None or other is one:
                raise DossierError(f"merge {target}: no other entity {value!r}")
            return {"of": mark(one), "with": mark(other)}
        spellings = sorted({plain(mention.span.quote) for mention in one.mentions})
        if value not in spellings or len(spellings) == 1:
            known = ", ".join(spellings)
            raise DossierError(f"split {target}: no spelling {value!r} to split off; {known}")
        return {"of": mark(one), "spelling": str(value)}

    def _report_id(self, wanted: str) -> str:
        """Find the one report that is meant by a name, an id or the beginning of one."""
        names = self._store.names_of_reports()
        found = [report for report, known in names.items() if wanted in (report, *known)]
        found = found or [report for report in names if wanted and report.startswith(wanted)]
        if len(found) != 1:
            what = "no report" if not found else f"{len(found)} reports"
            raise DossierError(f"{what} under {wanted!r}; give a name or an id")
        return found[0]

    def _recounted(self, reports: str, decisions: Sequence[Decision]) -> Findings | None:
        """Count anew what was drawn of the same reports, if only links were decided on since."""
        known = self._store.basis()
        for number in range(len(decisions), -1, -1):
            if not all(is_about_links(one, decisions) for one in decisions[number:]):
                return None
            if known == f"{reports} {_decided(decisions[:number])}":
                findings = self._store.story(known)
                return recount(findings, decisions) if findings else None
        return None

    def _draw(self, reports: Sequence[Report], decisions: Sequence[Decision]) -> Findings:
        """Compare what is new with what was there, and keep what that told."""
        versions = (pipeline.ANALYSIS_VERSION, pipeline.STORY_VERSION, vectors.installed(), SHAPE)
        version = " ".join(map(str, versions))
        if self._standing is None:
            self._standing = Standing()
            self._standing.keep(self._store.kinships(version))
        founds, refusals = self._store.founds(), self._store.refusals()
        findings = pipeline.draw(reports, founds, refusals, decisions, self._standing)
        self._store.keep_kinships(self._standing.unwritten(), version)
        return findings

    def _reports_basis(self) -> str:
        """Name the reports and versions that findings are drawn from."""
        digest = hashlib.sha256(f"{pipeline.ANALYSIS_VERSION}.{pipeline.STORY_VERSION}".encode())
        for report in self._store.reports():
            digest.update(f"\x1f{report.id}\x1e{report.name}".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _meant(reports: Sequence[Report], wanted: str) -> Report:
    """Find the one report that is meant, surest ways first."""
    tagged = {f"R{number}": report for number, report in enumerate(reports, 1)}
    ways = (
        [r for r in reports if wanted in (r.id, r.name)],
        [r for r in reports if wanted and r.name.replace("\\", "/").rpartition("/")[2] == wanted],
        [tagged[wanted.upper()]] if wanted.upper() in tagged else [],
        [r for r in reports if len(wanted) >= ID_DIGITS and r.id.startswith(wanted)],
    )
    found = next((way for way in ways if way), [])
    if len(found) != 1:
        what = "no report" if not found else f"{len(found)} reports"
        raise DossierError(f"{what} under {wanted!r}; give a name, an id or a tag such as R1")
    return found[0]


def _decided(decisions: Sequence[Decision]) -> str:
    """Name the decisions that findings are drawn under."""
    digest = hashlib.sha256()
    for decision in decisions:
        digest.update(f"\x1f{decision.id}".encode())
    return digest.hexdigest()


def _kinds(value: object) -> list[str]:
    """Check kinds of link and put them in the order of the model."""
    known = [kind.value for kind in LinkKind]
    wanted = [value] if isinstance(value, str) else value
    named = [str(kind) for kind in wanted] if isinstance(wanted, Iterable) else []
    wrong = [kind for kind in named if kind not in known]
    if wrong or not named:
        what = f"unknown kind {wrong[0]!r}" if wrong else "name the kinds that count"
        raise DossierError(f"{what}; known are {', '.join(known)}")
    return [kind for kind in known if kind in named]


def _is_path(target: str | Path) -> bool:
    return not str(target).startswith("postgresql")


def _user() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "unknown"
