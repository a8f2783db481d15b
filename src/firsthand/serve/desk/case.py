"""What does the open desk hold? One dossier, the findings of its last study, the work under way."""

import hashlib
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from firsthand.dossier import Dossier
from firsthand.errors import DossierError
from firsthand.model.findings import Findings
from firsthand.model.story import Decision
from firsthand.serve.desk.jobs import Job, Jobs
from firsthand.serve.desk.settings import DeskSettings
from firsthand.serve.views.events import tag_events
from firsthand.serve.views.evidence import Shelf
from firsthand.store import tables
from firsthand.store.store import Store

Made = TypeVar("Made")

DIRECT = frozenset({"confirm", "reject", "status", "note", "undo", "join", "count", "outlet"})
"""Decisions that are kept at once; those about entities first ask the worker who is meant."""

PATIENCE = 4.0
"""Seconds that a person who decides waits for the counts before the page comes back without."""

DIGITS = 16
"""Of the name of a state of the dossier."""


@dataclass(frozen=True)
class Snapshot:
    """The findings of the last study with people's decisions; never changed, only replaced."""

    basis: str
    """names what the findings were drawn from; empty before the first study"""
    findings: Findings
    decisions: tuple[Decision, ...]
    kept: int = 0
    """reports in the dossier; more than the findings have when some wait to be studied"""
    memo: dict[object, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def etag(self) -> str:
        """Name this state of the dossier: equal names show equal pages."""
        last = self.decisions[-1].id if self.decisions else ""
        reports = len(self.findings.reports)
        return hashlib.sha256(f"{self.basis} {last} {reports}".encode()).hexdigest()[:DIGITS]

    @cached_property
    def shelf(self) -> Shelf:
        """The reports, ready to be quoted."""
        return Shelf(self.findings.reports)

    @cached_property
    def tags(self) -> dict[str, str]:
        """Event id to its short tag."""
        return tag_events(self.findings)

    @cached_property
    def items(self) -> dict[str, tuple[str, Any]]:
        """Id to (name of the table, item) of everything found."""
        found: dict[str, tuple[str, Any]] = {}
        for name in self.findings.__slots__:
            for item in getattr(self.findings, name):
                known = getattr(item, "id", None)
                if isinstance(known, str):
                    found[known] = name, item
        return found

    def once(self, key: object, make: Callable[[], Made]) -> Made:
        """Make a thing at the first call and give the same back at the next.

        Args:
            key: what it is.
            make: makes it.

        Returns:
            The thing.
        """
        if key not in self.memo:
            self.memo[key] = make()
        made: Made = self.memo[key]
        return made


class Case:
    """Hold a dossier open for many readers; threads may share it."""

    def __init__(self, target: str | Path, settings: DeskSettings) -> None:
        self.target = target
        self.settings = settings
        # The dossier makes the tables or brings them to this version; the store only reads.
        self.dossier = Dossier.open(target)
        self.store = Store(target)
        self.jobs = Jobs(target, settings.limits, self._refresh)
        self.warmers: tuple[Callable[[Snapshot], object], ...] = ()
        """make what costs most of a new study, so that nobody waits for it"""
        self._lock = threading.Lock()
        self._deciding = threading.Lock()
        self._known: Snapshot | None = None
        self._stamp: tuple[object, ...] = ()

    @property
    def name(self) -> str:
        """What to call the dossier."""
        text = str(self.target)
        if text.startswith("postgresql"):
            return text.rpartition("/")[2].partition("?")[0]
        return Path(text).stem

    @property
    def can_fetch(self) -> bool:
        """Whether pages can be fetched by their addresses."""
        return find_spec("firsthand.ingest.fetch") is not None

    def open(self) -> None:
        """Begin: study what is not yet studied."""
        if self.settings.study_on_start:
            self.jobs.submit("study", "studying what is new")

    def close(self) -> None:
        """Stop the work and let go of the dossier."""
        self.jobs.close()
        self.store.close()
        self.dossier.close()

    def snapshot(self) -> Snapshot:
        """Give the findings of the last study; what was read once is kept until it changes.

        While a study is being written the findings before it are given.

        Returns:
            The state of the dossier.
        """
        known = self._known
        if known is not None and (self._stamp == self._read_stamp() or self._lock.locked()):
            return known
        with self._lock:
            return self._load()

    def decide(
        self, action: str, target: str, why: str, value: object = "", who: str = ""
    ) -> Decision | None:
        """Keep a decision and have everything counted anew.

        Args:
            action: as `Dossier.decide` takes it.
            target: likewise.
            why: the reason.
            value: what is decided.
            who: who decides.

        Returns:
            The decision; None when it waits for work that is under way.

        Raises:
            DossierError: when it cannot be decided so.
        """
        who = who or self.settings.who
        if action in DIRECT or (action == "rename" and not target.startswith("entity-")):
            if action in ("confirm", "reject", "status") and target not in self.snapshot().items:
                raise DossierError(
                    f"{action}: {target} is not among the findings of the last study any more; "
                    "look it up again"
                )
            with self._deciding:
                decision = self.dossier.decide(action, target, why, value, who)
            self.jobs.submit("study", f"counting after “{action}”").wait(PATIENCE)
            return decision
        job = self.jobs.submit(
            "decide",
            f"{action} of {target}",
            {"action": action, "target": target, "why": why, "value": value, "who": who},
        )
        job.wait(PATIENCE * 2)
        if job.state == "failed":
            raise DossierError(job.error)
        return next((d for d in self.store.decisions() if d.id == job.result.get("id")), None)

    def _refresh(self, _job: Job) -> None:
        """Read the findings of a study that has just ended, before anybody asks."""
        with self._lock:
            snapshot = self._load(fresh=True)
        for warm in self.warmers:
            warm(snapshot)

    def _read_stamp(self) -> tuple[object, ...]:
        from sqlalchemy import func, select

        with self.store.reading() as connection:
            row = connection.execute(
                select(
                    select(func.max(tables.drawn.c.basis)).scalar_subquery(),
                    select(func.max(tables.decisions.c.number)).scalar_subquery(),
                    select(func.count()).select_from(tables.reports).scalar_subquery(),
                    select(func.count()).select_from(tables.refusals).scalar_subquery(),
                )
            ).one()
        return (row[0] or "", *row[1:])

    def _load(self, *, fresh: bool = False) -> Snapshot:
        """Read what has changed; while work goes on, new findings wait for its end (`fresh`)."""
        stamp = self._read_stamp()
        known, basis = self._known, str(stamp[0])
        if known is not None and stamp == self._stamp and (known.basis == basis or not fresh):
            return known
        waits = not fresh and self.jobs.current() is not None
        if known is not None and basis and (known.basis == basis or (known.basis and waits)):
            basis, findings = known.basis, known.findings
        else:
            basis, findings = self._read_findings(basis)
        self._known = Snapshot(basis, findings, self.store.decisions(), int(str(stamp[2])))
        self._stamp = stamp
        return self._known

    def _read_findings(self, basis: str) -> tuple[str, Findings]:
        """Read what the last study found; before the first, and while reports wait, the reports."""
        with suppress(KeyError):  # a report that was added since has not been asked anything yet
            findings = self.store.story(basis) if basis else None
            if findings is not None:
                return basis, findings
        return "", Findings(reports=self.store.reports(), refusals=self.store.refusals())
