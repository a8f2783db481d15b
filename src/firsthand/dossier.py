"""How does a person work with a case? Open a dossier, add files, study, decide."""

import getpass
import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from firsthand import pipeline
from firsthand.analyse.lineage.standing import SHAPE, Standing
from firsthand.compare.carrying import Carrying
from firsthand.compare.changed import what_changed
from firsthand.compare.decide import ACTIONS, STATUSES, TARGETED, wrong_target
from firsthand.compare.facing import Pair
from firsthand.compare.outlets import read_rows
from firsthand.compare.recount import is_about_links, recount
from firsthand.deciding import Case, prepared
from firsthand.errors import DossierError, DossierNotFound
from firsthand.ingest import DEFAULT_LIMITS, Limits
from firsthand.ingest.fetched import Fetched
from firsthand.model.findings import Findings
from firsthand.model.identity import item_id
from firsthand.model.report import Refusal, Report
from firsthand.model.story import Change, Decision, EventChange, Study
from firsthand.oneshot import Ingested, Told, between, ingest, ingest_pages, quiet
from firsthand.store.connect import is_address, is_there, shown
from firsthand.store.history import note_study
from firsthand.store.store import Store
from firsthand.text import vectors

if TYPE_CHECKING:
    from firsthand.ingest.fetch import FetchRules


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding files: ids of new and of known reports, and what was refused."""

    new: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[Refusal, ...]


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
            DossierError: when there is a file or a dossier already.
        """
        if not is_address(target) and Path(target).exists():
            raise DossierError(f"{target}: there is a file already; open it or take another name")
        if is_address(target) and is_there(target):
            raise DossierError(
                f"{shown(target)}: there is a dossier already; open it or name another database"
            )
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
        there = is_there(target) if is_address(target) else Path(target).is_file()
        if not there:
            raise DossierNotFound(
                f"{shown(target)}: no dossier there; make one with `firsthand new`"
            )
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
        self, paths: Iterable[str | Path], limits: Limits = DEFAULT_LIMITS, told: Told = quiet
    ) -> Added:
        """Add files; each is one transaction, and the same bytes twice change nothing.

        Args:
            paths: files, folders, or "-" for standard input.
            limits: of size, time and memory.
            told: called with a line about each file.

        Returns:
            What came of it.
        """
        return self._keep(ingest(paths, limits, told))

    def fetch(
        self,
        addresses: Iterable[str],
        rules: "FetchRules | None" = None,
        limits: Limits = DEFAULT_LIMITS,
        told: Told = quiet,
    ) -> Added:
        """Fetch pages by their addresses and add them; the one method that opens connections.

        Args:
            addresses: of pages, http or https.
            rules: where it may go and how long it may take; None = the public web, 30 seconds.
            limits: of size, time and memory.
            told: called with a line about each address.

        Returns:
            What came of it.
        """
        return self._keep(ingest_pages(addresses, rules, limits, told))

    def fetches(self, report: str) -> tuple[Fetched, ...]:
        """Give back what sites answered when a report was fetched.

        Args:
            report: its id.

        Returns:
            The answers as received; none for a report that was added from a file.
        """
        return self._store.history.fetches(report)

    def study(self, told: Told = quiet) -> Findings:
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
        known = self._store.basis()
        if known != basis:
            note = partial(
                note_study,
                when=_now(),
                version=_version(),
                counts=(len(findings.reports), len(decisions)),
                changes=self._changes(findings) if known else (),
            )
            self._store.keep_story(findings, basis, note)
        return findings

    def side_by_side(self, left: str, right: str, told: Told = quiet) -> Pair:
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
            action: confirm, reject, rename, status, note, undo, join, count, outlet, merge, split
                or move.
            target: the id of the item, or of the decision to undo; for join and move a report's
                id, its name or the beginning of its id; for count "links"; for outlet its name.
            why: the reason; it is required.
            value: the new name or status, or the note; for join the other report; for merge the id
                of the other entity or event; for split the spelling that is somebody else's; for
                move the event that the report tells of, or "new"; for count the kinds of link that
                make two reports one source; for outlet its row.
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
        case = Case(self._store.names_of_reports(), self.study)
        target, value = prepared(action, target, value, case)
        text = json.dumps(value, ensure_ascii=False)
        when = _now()
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

    def studies(self) -> tuple[Study, ...]:
        """Give back the studies that drew anew, in order."""
        return self._store.history.studies()

    def changes(self, study: int = 0) -> tuple[Change, ...]:
        """Tell what a study found otherwise than the one before.

        Args:
            study: its number; 0 = the last one after which anything was otherwise.

        Returns:
            What is new, changed or withdrawn; none for the first study, nor for one that a newer
            version of the program drew.
        """
        history = self._store.history
        numbers = [study] if study else [one.number for one in reversed(history.studies())]
        return next((found for number in numbers if (found := history.changes(number))), ())

    def event_log(self) -> tuple[EventChange, ...]:
        """Give back what was done to the events, study by study: opened, joined, merged, moved."""
        return self._store.history.events()

    def event_of(self, event: str) -> str:
        """Follow the id of an event to the one under which it goes on.

        Args:
            event: an id that this dossier gave out.

        Returns:
            The id of today; the same one where nothing has changed.
        """
        return Carrying(self._store.history.events()).resolve(event)

    def _wrong_target(self, action: str, target: str) -> str:
        """Tell what is wrong with a target, by what the last study found, else by a new one."""
        fault = wrong_target(action, target, self._store.table_of(target), self.decisions())
        if not fault or action == "undo":
            return fault
        self.study()
        return wrong_target(action, target, self._store.table_of(target), self.decisions())

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
        while True:
            carrying = Carrying(self._store.history.events())
            findings = pipeline.draw(reports, founds, refusals, decisions, self._standing, carrying)
            if self._store.history.append_events(carrying.unwritten):
                break
        self._store.keep_kinships(self._standing.unwritten(), version)
        return findings

    def _keep(self, entries: Iterable[Ingested | Refusal]) -> Added:
        """Keep what was read, each in a transaction of its own."""
        new: list[str] = []
        known: list[str] = []
        refused: list[Refusal] = []
        for entry in entries:
            if isinstance(entry, Refusal):
                self._store.keep_refusal(entry)
                refused.append(entry)
                continue
            fresh = self._store.keep_report(entry.report, entry.data)
            (new if fresh else known).append(entry.report.id)
            if entry.page is not None:
                self._store.history.append_fetch(entry.report.id, entry.page)
        return Added(tuple(new), tuple(known), tuple(refused))

    def _changes(self, findings: Findings) -> tuple[Change, ...]:
        """Compare with the study before, unless another version of the program made it."""
        studies = self._store.history.studies()
        if not studies or studies[-1].version != _version():
            return ()
        return what_changed(self._store.told(), findings)

    def _reports_basis(self) -> str:
        """Name the reports and versions that findings are drawn from."""
        digest = hashlib.sha256(_version().encode())
        for report in self._store.reports():
            digest.update(f"\x1f{report.id}\x1e{report.name}".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _decided(decisions: Sequence[Decision]) -> str:
    """Name the decisions that findings are drawn under."""
    digest = hashlib.sha256()
    for decision in decisions:
        digest.update(f"\x1f{decision.id}".encode())
    return digest.hexdigest()


def _version() -> str:
    """Name the questions that this version of the program asks."""
    return f"{pipeline.ANALYSIS_VERSION}.{pipeline.STORY_VERSION}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _user() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "unknown"
