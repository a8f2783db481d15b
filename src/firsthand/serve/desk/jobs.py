"""Which long work is under way, how far is it, and how is it cancelled?"""

import json
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from firsthand.errors import FirsthandError
from firsthand.ingest.limits import Limits

WORKER = (sys.executable, "-m", "firsthand.serve.desk.work")
KEPT = 50
"""Jobs that are remembered when they have ended."""

ENDED = ("done", "failed", "cancelled")


@dataclass
class Job:
    """One piece of long work; its fields change while it goes on."""

    id: int
    kind: str
    label: str
    order: dict[str, Any] = field(default_factory=dict, repr=False)
    state: str = "waiting"
    step: str = ""
    done: int = 0
    total: int = 0
    error: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    started: float = field(default=0.0, repr=False)
    ended: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will change."""
        return self.state in ENDED

    @property
    def percent(self) -> int:
        """How far it is, as far as that is known."""
        return min(99, round(100 * self.done / self.total)) if self.total else 0

    @property
    def left(self) -> int | None:
        """Seconds that are left when it goes on as before; None when too little is done to say."""
        if self.state != "running" or not self.started or self.done < 2 or self.total < self.done:  # noqa: PLR2004
            return None
        each = (time.monotonic() - self.started) / self.done
        return round(each * (self.total - self.done))

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended.

        Args:
            seconds: at most.

        Returns:
            Whether it has.
        """
        return self.ended.wait(seconds)

    def told(self) -> dict[str, Any]:
        """Tell what a page or a program may know of it."""
        names = ("id", "kind", "label", "state", "step", "done", "total", "error")
        return {
            **{name: getattr(self, name) for name in names},
            "percent": self.percent,
            "left": self.left,
            "result": self.result,
        }


class Jobs:
    """Run jobs one after the other in a process of their own, so that pages stay quick."""

    def __init__(self, target: str | Path, limits: Limits, ended: Callable[[Job], None]) -> None:
        self._target, self._limits, self._ended = target, limits, ended
        self._numbers = count(1)
        self._jobs: dict[int, Job] = {}
        self._waiting: deque[Job] = deque()
        self._current: Job | None = None
        self._process: subprocess.Popen[str] | None = None
        self._changed = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None

    def submit(self, kind: str, label: str, order: dict[str, Any] | None = None) -> Job:
        """Have a piece of work done when its turn comes.

        Args:
            kind: add, study or decide.
            label: what people are told that it is.
            order: what the worker must know.

        Returns:
            The job; a study that waits already is not ordered twice.
        """
        with self._changed:
            if kind == "study":
                for job in self._waiting:
                    if job.kind == "study":
                        return job
            job = Job(next(self._numbers), kind, label, {"do": kind, **(order or {})})
            self._jobs[job.id] = job
            for old in [one for one in self._jobs.values() if one.has_ended][:-KEPT]:
                del self._jobs[old.id]
            self._waiting.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="desk jobs", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            return job

    def find(self, number: int) -> Job | None:
        """Find a job by its number.

        Args:
            number: of the job.

        Returns:
            The job, None when there is none or it is long over.
        """
        return self._jobs.get(number)

    def current(self) -> Job | None:
        """Tell the job that is under way or next, the last one that failed included."""
        if self._current is not None and not self._current.has_ended:
            return self._current
        return self._waiting[0] if self._waiting else None

    def all(self) -> tuple[Job, ...]:
        """Tell all jobs that are remembered, the newest first."""
        return tuple(reversed(list(self._jobs.values())))

    def cancel(self, number: int) -> bool:
        """Stop a job; what it has written so far stays.

        Args:
            number: of the job.

        Returns:
            Whether there was anything to stop.
        """
        with self._changed:
            job = self._jobs.get(number)
            if job is None or job.has_ended:
                return False
            job.state = "cancelled"
            if job in self._waiting:
                self._waiting.remove(job)
                job.ended.set()
            elif self._process is not None:
                self._process.kill()
            return True

    def close(self) -> None:
        """Stop everything."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            if self._process is not None:
                self._process.kill()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._closed:
                    self._changed.wait()
                if self._closed:
                    self._stop()
                    return
                job = self._current = self._waiting.popleft()
            self._work(job)

    def _work(self, job: Job) -> None:
        job.state, job.started = "running", time.monotonic()
        state = "failed"
        try:
            state = self._talk(job)
        except (OSError, ValueError) as error:
            job.error = f"the working process stopped: {error}"
            self._stop()
        if job.state == "cancelled":  # killed, but perhaps not yet gone
            self._stop()
        try:
            # Whoever is told that it is over finds what it gave.
            if not self._closed:
                self._ended(job)
        except FirsthandError as error:
            state, job.error = "failed", str(error)
        finally:
            if job.state == "running":
                job.state = state
            if job.state == "failed":
                job.error = job.error or "the working process stopped without a word; try again"
            job.ended.set()

    def _talk(self, job: Job) -> str:
        """Hand the order over and listen until the worker says how it ended."""
        process = self._started()
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(json.dumps(job.order) + "\n")
        process.stdin.flush()
        for line in process.stdout:
            said = json.loads(line)
            if "say" in said:
                job.step = said["say"]
                job.done += 1
            elif "total" in said:
                job.total = said["total"]
            elif "error" in said:
                job.error = said["error"]
                return "failed"
            elif "end" in said:
                job.result = said["end"]
                return "done"
        self._stop()
        return "failed"

    def _started(self) -> subprocess.Popen[str]:
        with self._changed:
            if self._process is None or self._process.poll() is not None:
                self._stop()
                order = {"target": str(self._target), "limits": asdict(self._limits)}
                self._process = subprocess.Popen(  # noqa: S603 - our own module
                    WORKER,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    encoding="utf-8",
                    # Ctrl+C is for the server, which ends the worker itself.
                    start_new_session=True,
                )
                assert self._process.stdin is not None  # noqa: S101 - a pipe
                self._process.stdin.write(json.dumps(order) + "\n")
            return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
