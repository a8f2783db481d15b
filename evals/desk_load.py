"""How does an open desk stand up to many readers and some writers, beside Datasette?

Loopback only. First readers and writers together; at the end every decision that was answered as
kept must be in the dossier. Then readers alone on one listing, of the desk and of Datasette serving
the same SQLite file, one after the other with the same readers.

    python -m evals.desk_load --install DIR          # Datasette in an environment of its own
    python -m evals.desk_load --datasette DIR        # measure both
"""

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import AsyncIterator, Awaitable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import uvicorn

from evals.peers.venvs import python_of
from firsthand import Dossier
from firsthand.serve.desk.app import create_app
from firsthand.serve.desk.settings import DeskSettings

DATASETTE = "datasette==0.65.1"
"""The release measured; Apache-2.0."""

READERS, WRITERS, SECONDS, LISTED = 100, 5, 60.0, 15.0
"""What issue and docs report: numbers of people, seconds together, seconds of each listing."""

LISTING = 100
"""Rows of the listing that both serve."""

PATHS = (
    "/api/v1/", "/api/v1/reports", f"/api/v1/figures?limit={LISTING}", "/api/v1/events",
    "/api/v1/comparisons?limit=50", "/api/v1/search?q=water", "/api/v1/decisions?limit=20",
    "/", "/reports", "/events", "/figures",
)  # fmt: skip
"""What readers ask for, in turn."""

SAMPLE = Path(__file__).parent.parent / "src" / "firsthand" / "sample" / "reports"

PEACE, LATE = 0.2, 60.0
"""Seconds between two orders of a writer; seconds until an answer is too late."""


@dataclass
class Told:
    """What was asked and how it was answered."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def row(self) -> dict[str, object]:
        """Sum up for the table."""
        times = sorted(self.times)
        at = {p: times[min(len(times) - 1, len(times) * p // 100)] for p in (50, 95, 99) if times}
        return {
            "requests": len(times),
            "per second": round(len(times) / self.seconds, 1) if self.seconds else 0.0,
            **{f"p{p} ms": round(1000 * value, 1) for p, value in at.items()},
            "errors": len(self.errors),
        }


@dataclass
class Line:
    """One kept-alive connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = ""
    ) -> tuple[int, bytes]:
        """Ask and give the status and the body of the answer."""
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
        head += f"Content-Type: {kind}\r\n\r\n" if kind else "\r\n"
        self.writer.write(head.encode() + body)
        await self.writer.drain()
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(lines[0].split()[1])
        heads = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
        if "chunked" in heads.get("transfer-encoding", ""):
            return status, await self._chunks()
        return status, await self.reader.readexactly(int(heads.get("content-length", "0")))

    async def _chunks(self) -> bytes:
        found = b""
        while size := int(await self.reader.readline(), 16):
            found += await self.reader.readexactly(size)
            await self.reader.readexactly(2)
        await self.reader.readexactly(2)
        return found


@contextlib.asynccontextmanager
async def line_to(port: int) -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
    try:
        yield Line(reader, writer)
    finally:
        writer.close()


async def read(port: int, paths: Sequence[str], first: int, until: float, told: Told) -> None:
    async with line_to(port) as line:
        turn = first
        while time.perf_counter() < until:
            path = paths[turn % len(paths)]
            turn += 1
            began = time.perf_counter()
            try:
                status, _ = await asyncio.wait_for(line.ask("GET", path), LATE)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                told.errors.append(f"{path}: {type(error).__name__}")
                return
            told.times.append(time.perf_counter() - began)
            if status != 200:
                told.errors.append(f"{path}: {status}")


async def write(port: int, items: Sequence[str], number: int, until: float, told: Told) -> None:
    async with line_to(port) as line:
        turn = 0
        while time.perf_counter() < until:
            turn += 1
            item = items[(number * 7919 + turn) % len(items)]
            why = f"writer {number} order {turn}"
            order = {"action": "note", "target": item, "why": why, "value": "seen", "who": "load"}
            began = time.perf_counter()
            try:
                body = json.dumps(order).encode()
                asked = line.ask("POST", "/api/v1/decisions", body, "application/json")
                status, answer = await asyncio.wait_for(asked, LATE)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                told.errors.append(f"{why}: {type(error).__name__}")
                return
            told.times.append(time.perf_counter() - began)
            if status == 201:
                told.kept.append(str(json.loads(answer)["id"]))
            else:
                told.errors.append(f"{why}: {status} {answer[:200].decode(errors='replace')}")
            await asyncio.sleep(PEACE)


async def together(
    port: int, items: Sequence[str], readers: int, writers: int, seconds: float
) -> tuple[Told, Told]:
    reading, writing = Told(), Told()
    began = time.perf_counter()
    until = began + seconds
    tasks: list[Awaitable[None]] = [
        read(port, PATHS, number, until, reading) for number in range(readers)
    ]
    tasks += [write(port, items, number, until, writing) for number in range(writers)]
    await asyncio.gather(*tasks)
    reading.seconds = writing.seconds = time.perf_counter() - began
    return reading, writing


async def alone(port: int, path: str, readers: int, seconds: float) -> Told:
    told = Told()
    began = time.perf_counter()
    until = began + seconds
    await asyncio.gather(*(read(port, (path,), 0, until, told) for _ in range(readers)))
    told.seconds = time.perf_counter() - began
    return told


def serve_desk(path: Path, port: int) -> None:
    """Open the desk; this process does nothing else."""
    app = create_app(path, DeskSettings(port=port))
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)


@contextlib.contextmanager
def running(command: Sequence[str], port: int, path: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, env=os.environ | {"OMP_NUM_THREADS": "1"}, stdout=subprocess.DEVNULL
    )
    try:
        asyncio.run(_answered(port, path))
        yield
    finally:
        process.terminate()
        process.wait(30)


async def _answered(port: int, path: str) -> None:
    for _ in range(600):
        try:
            async with line_to(port) as line:
                status, _ = await line.ask("GET", path)
                if status == 200:
                    return
        except (OSError, asyncio.IncompleteReadError):
            pass
        await asyncio.sleep(0.1)
    raise SystemExit(f"nobody answers on port {port}")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def measure(
    case: Path, readers: int, writers: int, seconds: float, listed: float, datasette: Path | None
) -> dict[str, dict[str, object]]:
    with Dossier.open(case) as dossier:
        findings = dossier.study()
        items = [one.id for one in findings.figures] + [one.id for one in findings.links]
        before = {one.id for one in dossier.decisions()}
    rows: dict[str, dict[str, object]] = {}
    port = free_port()
    here = f"/api/v1/figures?limit={LISTING}"
    command = [sys.executable, "-m", "evals.desk_load", "--serve", str(case), "--port", str(port)]
    with running(command, port, "/api/v1/"):
        reading, writing = asyncio.run(together(port, items, readers, writers, seconds))
        with Dossier.open(case) as dossier:
            kept = [one.id for one in dossier.decisions() if one.id not in before]
        lost = set(writing.kept) - set(kept)
        rows["readers"] = reading.row()
        rows["writers"] = writing.row() | {"kept": len(writing.kept), "lost": len(lost)}
        rows["errors"] = {"seen": sorted({*reading.errors, *writing.errors})[:10]}
        rows["desk, one listing"] = asyncio.run(alone(port, here, readers, listed)).row()
    if datasette is not None:
        rows["datasette, one listing"] = _datasette(case, readers, listed, datasette)
    return rows


def _datasette(case: Path, readers: int, listed: float, folder: Path) -> dict[str, object]:
    port = free_port()
    path = f"/{quote(case.stem)}/figures.json?_size={LISTING}&_shape=objects"
    command = [str(python_of(folder)), "-m", "datasette", "serve", str(case), "--port", str(port)]
    with running(command, port, path):
        return asyncio.run(alone(port, path, readers, listed)).row()


def make_case(folder: Path) -> Path:
    path = folder / "load.sqlite"
    with Dossier.new(path) as dossier:
        dossier.add([SAMPLE])
        dossier.study()
    return path


def install(folder: Path) -> int:
    if not python_of(folder).exists():
        venv.create(folder, with_pip=True)
    command = [str(python_of(folder)), "-m", "pip", "install", "--quiet", DATASETTE]
    return subprocess.run(command, check=False).returncode


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.desk_load", description=__doc__)
    parser.add_argument("--install", type=Path, metavar="DIR", help="install Datasette and stop")
    parser.add_argument("--datasette", type=Path, metavar="DIR", help="environment with Datasette")
    parser.add_argument("--dossier", type=Path, help="take a copy of this one; default: the sample")
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--writers", type=int, default=WRITERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--listed", type=float, default=LISTED, help="seconds of each listing")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Measure, print, and fail when anything went wrong or was lost."""
    given = _options()
    if given.install:
        return install(given.install)
    if given.serve:
        serve_desk(given.serve, given.port)
        return 0
    with tempfile.TemporaryDirectory(prefix="firsthand-load-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        if given.dossier:
            case = folder / "load.sqlite"
            shutil.copy(given.dossier, case)
        else:
            case = make_case(folder)
        rows = measure(
            case, given.readers, given.writers, given.seconds, given.listed, given.datasette
        )
    if given.json:
        print(json.dumps(rows, indent=1))
    else:
        for name, row in rows.items():
            print(f"{name:24}", "  ".join(f"{key} {value}" for key, value in row.items()))
    faults = [row.get("errors", 0) or row.get("lost", 0) for row in rows.values()]
    return 1 if any(faults) else 0


if __name__ == "__main__":
    raise SystemExit(main())
