"""How is a dossier asked and fed through its API, as if it were here?"""

import hashlib
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import msgspec

from firsthand.client.nouns import Hit, Listed, Overview, Problem, Quoted, ReportHead, Work
from firsthand.compare.facing import Pair
from firsthand.dossier import Added
from firsthand.errors import DossierError, DossierNotFound
from firsthand.ingest import DEFAULT_LIMITS, Limits, gather
from firsthand.model.findings import Findings
from firsthand.model.report import Refusal, Report
from firsthand.model.schema import ITEMS, STORY
from firsthand.model.span import Span
from firsthand.model.story import Change, Decision, EventChange, Study
from firsthand.oneshot import Told, quiet

T = TypeVar("T")

PART = 500
"""Items asked for at once."""

SENT = 50
"""Files sent at once."""

SECONDS = 60.0
"""How long to wait for one answer."""

WAIT = 20
"""Seconds that the desk is asked to hold an answer back while work goes on."""

TABLES: dict[type, str] = {
    **{noun: name for name, noun in {**ITEMS, **STORY}.items()},
    Report: "reports",
    Refusal: "refusals",
    Decision: "decisions",
    Study: "studies",
    Change: "changes",
    EventChange: "event_log",
    ReportHead: "reports",
}
"""Where each noun is listed."""


class RemoteDossier:
    """A dossier on a desk: the methods of `firsthand.Dossier`, carried out there."""

    def __init__(self, http: httpx.Client) -> None:
        """Ask through a client whose base address is that of the desk."""
        self._http = http
        self._known: tuple[str, Findings] | None = None

    @classmethod
    def open(cls, url: str, who: str = "", password: str = "") -> Self:
        """Open a dossier at the address of its desk.

        Args:
            url: such as "http://127.0.0.1:8765".
            who: the name to sign in with, where the desk asks for one.
            password: likewise.

        Returns:
            The open dossier.

        Raises:
            DossierError: when nobody answers there, or not under that password.
        """
        auth = (who, password) if password else None
        opened = cls(httpx.Client(base_url=url, auth=auth, timeout=SECONDS))
        try:
            opened.overview()
        except DossierError:
            opened.close()
            raise
        return opened

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- as a dossier that is here ------------------------------------------------------------

    def add(
        self, paths: Iterable[str | Path], limits: Limits = DEFAULT_LIMITS, told: Told = quiet
    ) -> Added:
        """Send files; the same bytes twice change nothing.

        Args:
            paths: files, folders, or "-" for standard input.
            limits: of size, for reading them here; the desk has its own.
            told: called with a line about each step.

        Returns:
            What came of it.
        """
        before, unread = self._held()
        sent: set[str] = set()
        refused: list[Refusal] = []
        parts: list[tuple[str, bytes]] = []
        for entry in gather(paths, limits):
            if isinstance(entry, Refusal):
                refused.append(entry)
                continue
            sent.add(hashlib.sha256(entry[1]).hexdigest())
            parts.append(entry)
            if len(parts) == SENT:
                self._send(parts, told)
                parts = []
        if parts:
            self._send(parts, told)
        after, refusals = self._held()
        return Added(
            tuple(sorted(after - before)),
            tuple(sorted(before & sent)),
            (*refused, *(one for one in self.iterate(Refusal) if one in refusals - unread)),
        )

    def fetch(self, addresses: Iterable[str], told: Told = quiet) -> Added:
        """Have the desk fetch pages and add them; nothing is fetched from here.

        Args:
            addresses: http or https.
            told: called with a line about each step.

        Returns:
            What came of it; pages that were known already are not told apart by address.
        """
        before, unread = self._held()
        key = {"Idempotency-Key": uuid.uuid4().hex}
        order = {"addresses": list(addresses)}
        self._wait(self._ask("POST", "addresses", Work, json=order, headers=key), told)
        after, refusals = self._held()
        refused = tuple(one for one in self.iterate(Refusal) if one in refusals - unread)
        return Added(tuple(sorted(after - before)), (), refused)

    def study(self, told: Told = quiet) -> Findings:
        """Have what is new studied and give all that was found.

        Args:
            told: called with a line about each step.

        Returns:
            The findings; what is known here already is not sent again.
        """
        self._wait(self._ask("POST", "jobs", Work, json={"kind": "study"}), told)
        return self.findings()

    def findings(self) -> Findings:
        """Give what the last study found.

        Returns:
            The findings; what is known here already is not sent again.
        """
        tag = self._known[0] if self._known else ""
        answer = self._answer("GET", "exports/json", headers={"If-None-Match": tag} if tag else {})
        if answer.status_code == httpx.codes.NOT_MODIFIED and self._known:
            return self._known[1]
        found = msgspec.json.decode(answer.content, type=Findings)
        self._known = (answer.headers.get("ETag", ""), found)
        return found

    def side_by_side(self, left: str, right: str) -> Pair:
        """Lay two reports side by side, linked or not.

        Args:
            left: a report: its tag (R1), name, file name, id or the beginning of it.
            right: another.

        Returns:
            Both texts in runs, what they share and where they part.

        Raises:
            DossierError: when a report is not in the dossier, or several are meant.
        """
        return self._ask("GET", "side-by-side", Pair, params={"left": left, "right": right})

    def reports(self) -> tuple[Report, ...]:
        """Give back all reports, in the order of the findings."""
        return tuple(self.iterate(Report))

    def raw_bytes(self, report: str) -> bytes:
        """Give back a report's bytes as received.

        Args:
            report: its id.

        Returns:
            The bytes.

        Raises:
            DossierNotFound: when there is no such report.
        """
        return self._answer("GET", f"reports/{report}/file").content

    def names_of_reports(self) -> dict[str, tuple[str, ...]]:
        """Tell under which names each report's bytes were added, by report id."""
        return {head.id: head.names for head in self.iterate(ReportHead)}

    def decide(
        self, action: str, target: str, why: str, value: object = "", who: str = ""
    ) -> Decision:
        """Append a decision; it wins over what the program suggests.

        Args:
            action: as `Dossier.decide` takes it.
            target: the id of the item, or of the decision to undo.
            why: the reason; it is required.
            value: what is decided.
            who: who decides; by default who signed in, else the desk's user.

        Returns:
            The decision as kept.

        Raises:
            DossierError: when it cannot be decided so.
        """
        order = {"action": action, "target": target, "why": why, "value": value, "who": who}
        key = {"Idempotency-Key": uuid.uuid4().hex}
        known = {one.id for one in self.decisions()}
        answer = self._answer("POST", "decisions", json=order, headers=key)
        if answer.status_code == httpx.codes.CREATED:
            return msgspec.json.decode(answer.content, type=Decision)
        while True:  # it waits for work that is under way
            fresh = (one for one in self.decisions() if one.id not in known)
            kept = next((one for one in fresh if (one.action, one.why) == (action, why)), None)
            if kept:
                return kept
            if not any(work.state in ("waiting", "running") for work in self.jobs()):
                raise DossierError(f"{action} {target}: the desk did not keep it")
            time.sleep(1)

    def decisions(self) -> tuple[Decision, ...]:
        """Give back all decisions in the order of deciding."""
        return tuple(self.iterate(Decision))

    def studies(self) -> tuple[Study, ...]:
        """Give back the studies that drew anew, in order."""
        return tuple(self.iterate(Study))

    def changes(self, study: int = 0) -> tuple[Change, ...]:
        """Tell what a study found otherwise than the one before.

        Args:
            study: its number; 0 = the last one after which anything was otherwise.

        Returns:
            What is new, changed or withdrawn.
        """
        return tuple(self.iterate(Change, study=str(study)))

    def event_log(self) -> tuple[EventChange, ...]:
        """Give back what was done to the events, study by study."""
        return tuple(self.iterate(EventChange))

    # --- what only a desk has -----------------------------------------------------------------

    def overview(self) -> Overview:
        """Tell what the dossier holds."""
        return self._ask("GET", "", Overview)

    def iterate(self, noun: type[T], **chosen: str) -> Iterator[T]:
        """Walk the items of one kind without holding them all.

        Args:
            noun: their class, such as `firsthand.model.items.Figure`.
            chosen: filters of the API: report (an id), q (words), label of reports.

        Yields:
            The items in the order of the findings.

        Raises:
            DossierError: when the list changed under the walk; begin again.
        """
        shape = {"shape": "full"} if noun is Report else {}
        yield from self._walk(TABLES[noun], noun, {**chosen, **shape})

    def search(self, q: str, *kinds: str) -> Iterator[Hit]:
        """Find words in texts and items, the best places first.

        Args:
            q: words; in quotation marks one after another.
            kinds: tables to look in; none = all.

        Yields:
            The places.
        """
        yield from self._walk("search", Hit, {"q": q, "kind": list(kinds)})

    def evidence(self, span: Span) -> Quoted:
        """Quote words in their context.

        Args:
            span: where they stand.

        Returns:
            The quote with the sentences around it, both selectors and a citation.
        """
        at = {"start": str(span.start), "end": str(span.end)}
        return self._ask("GET", f"reports/{span.report}/evidence", Quoted, params=at)

    def jobs(self) -> tuple[Work, ...]:
        """List the work under way and lately done, the newest first."""
        return tuple(self._walk("jobs", Work, {}))

    def export(self, form: str, path: str | Path) -> Path:
        """Write an export to a file as it comes.

        Args:
            form: the name of the format, such as "xlsx".
            path: the file; for a folder of tables a ZIP archive.

        Returns:
            The file.

        Raises:
            DossierNotFound: when there is no such format.
        """
        target = Path(path)
        with self._http.stream("GET", _at(f"exports/{form}")) as answer:
            if answer.is_error:
                answer.read()
                _fail(answer)
            with target.open("wb") as file:
                for chunk in answer.iter_bytes():
                    file.write(chunk)
        return target

    # --- how --------------------------------------------------------------------------------

    def _held(self) -> tuple[set[str], set[Refusal]]:
        """Tell which reports and refusals there are."""
        return {head.id for head in self.iterate(ReportHead)}, set(self.iterate(Refusal))

    def _send(self, parts: list[tuple[str, bytes]], told: Told) -> None:
        told(f"sending {len(parts)} files")
        files = [("files", (name, data, "application/octet-stream")) for name, data in parts]
        key = {"Idempotency-Key": uuid.uuid4().hex}
        self._wait(self._ask("POST", "reports", Work, files=files, headers=key), told)

    def _wait(self, work: Work, told: Told) -> None:
        step = ""
        while work.state in ("waiting", "running"):
            if work.step and work.step != step:
                step = work.step
                told(step)
            work = self._ask("GET", f"jobs/{work.id}", Work, params={"wait": str(WAIT)})
        if work.state != "done":
            raise DossierError(f"{work.label}: {work.error or work.state}")

    def _walk(self, path: str, noun: type[T], params: Mapping[str, Any]) -> Iterator[T]:
        cursor: str | None = ""
        shape = Listed[noun]  # type: ignore[valid-type]
        while cursor is not None:
            asked = {**params, "limit": str(PART), "cursor": cursor}
            part = self._ask("GET", path, shape, params=asked)
            yield from part.items
            cursor = part.next

    def _ask(self, method: str, path: str, noun: type[T], **told: Any) -> T:  # noqa: ANN401 - httpx's
        return msgspec.json.decode(self._answer(method, path, **told).content, type=noun)

    def _answer(self, method: str, path: str, **told: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        try:
            answer = self._http.request(method, _at(path), **told)
        except httpx.HTTPError as error:
            raise DossierError(f"{self._http.base_url}: {error}") from error
        if answer.is_error:
            _fail(answer)
        return answer


def _at(path: str) -> str:
    return f"/api/v1/{path}"


def _fail(answer: httpx.Response) -> None:
    """Raise what a problem tells."""
    try:
        problem = msgspec.json.decode(answer.content, type=Problem)
        said = problem.detail or problem.title
    except msgspec.MsgspecError:
        said = answer.reason_phrase
    kind = DossierNotFound if answer.status_code == httpx.codes.NOT_FOUND else DossierError
    raise kind(f"{answer.url}: {said} ({answer.status_code})")
