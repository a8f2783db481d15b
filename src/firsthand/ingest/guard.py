"""How is a file read that may hang or crash its reader? In a process that can be replaced.

One process serves a whole run; it is started at the first file that needs it, and again after it
hung, crashed or used up its memory.
"""

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from typing import IO

import msgspec

from firsthand.errors import InputRefused
from firsthand.ingest.worker import Answer, Request, read_frame, write_frame
from firsthand.model.report import RefusalReason

MOST_REQUESTS = 500
"""Requests after which a process is replaced, so that what libraries keep does not pile up."""

_FOREVER = 10.0
"""Seconds to wait for a process that was told to end."""


class Guard:
    """Keep one reading process and hand it one request at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._memory = 0
        self._served = 0

    def ask(self, request: Request) -> Answer:
        """Have a file read.

        A process that dies or runs out of memory is blamed only when it was fresh: what came
        before must not decide whether a file can be read.

        Args:
            request: the file and its limits.

        Returns:
            What was read.

        Raises:
            InputRefused: with the reader's reason, or timed out, or unreadable when it crashed.
        """
        with self._lock:
            fresh = self._prepare(request.limits.memory_bytes)
            answer, timed_out = self._exchange(request)
            if not timed_out and not fresh and (answer is None or answer.out_of_memory):
                self._stop()
                self._prepare(request.limits.memory_bytes)
                answer, timed_out = self._exchange(request)
            if timed_out or answer is None or answer.out_of_memory:
                self._stop()
        if timed_out:
            detail = f"no end after {request.limits.seconds:g} seconds"
            raise InputRefused(request.name, RefusalReason.TIMED_OUT, detail)
        if answer is None:
            detail = "its reader crashed on it"
            raise InputRefused(request.name, RefusalReason.UNREADABLE, detail)
        if answer.reason:
            raise InputRefused(request.name, RefusalReason(answer.reason), answer.detail)
        return answer

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _prepare(self, memory: int) -> bool:
        """Make sure of a process of one's own; tell whether it is a new one."""
        process = self._process
        if process is not None and self._owner != os.getpid():
            # After a fork the process belongs to the parent.
            process.returncode = 0
            self._process = process = None
        usable = process is not None and process.poll() is None and self._memory == memory
        if usable and self._served < MOST_REQUESTS:
            return False
        self._stop()
        paths = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100 - "" is the working folder
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "firsthand.ingest.worker", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
        )
        self._owner, self._memory, self._served = os.getpid(), memory, 0
        return True

    def _exchange(self, request: Request) -> tuple[Answer | None, bool]:
        """Send a request and wait; kill the process when time is up."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None, False
        self._served += 1
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(request.limits.seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            content = _talk(process.stdin, process.stdout, msgspec.msgpack.encode(request))
        finally:
            timer.cancel()
        if content is None:
            return None, late.is_set()
        try:
            return msgspec.msgpack.decode(content, type=Answer), False
        except msgspec.MsgspecError:
            return None, False

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        try:
            process.wait(timeout=_FOREVER if process.poll() is None else 0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _talk(stdin: IO[bytes], stdout: IO[bytes], content: bytes) -> bytes | None:
    try:
        write_frame(stdin, content)
        return read_frame(stdout)
    except OSError:
        return None


GUARD = Guard()
"""The guard of this process."""

atexit.register(GUARD.close)
