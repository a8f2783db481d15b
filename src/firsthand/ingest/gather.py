"""Which files stand behind the paths that a person gave?"""

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from firsthand.errors import InputRefused
from firsthand.ingest.guard import GUARD
from firsthand.ingest.kind import Kind, sniff_bytes
from firsthand.ingest.limits import DEFAULT_LIMITS, Limits
from firsthand.ingest.worker import Request
from firsthand.model.report import Refusal, RefusalReason

STDIN = "-"
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A file to read: its short name, its full name where the short one is taken, its path."""

    short: str
    full: str
    path: Path


def gather(
    paths: Iterable[str | Path], limits: Limits = DEFAULT_LIMITS
) -> Iterator[tuple[str, bytes] | Refusal]:
    """Read the bytes of files, of folders with all below them, and of standard input.

    Folders are walked in the order of names; hidden entries are left out. A file is named by its
    path below the folder given, a file given itself by its last part; two that would share a name
    keep their whole paths. Attachments of a mail message follow it as "mail.eml#file.pdf".

    Args:
        paths: files and folders; "-" is standard input.
        limits: the largest file, and how deep to go.

    Yields:
        (name, bytes) of each file, or a refusal for what cannot be read.
    """
    listed: list[_Listed | Refusal | None] = []
    for path in paths:
        if str(path) == STDIN:
            listed.append(None)
        else:
            listed.extend(_list(Path(path), limits))
    taken = Counter(entry.short for entry in listed if isinstance(entry, _Listed))
    for entry in listed:
        if isinstance(entry, Refusal):
            yield entry
        elif entry is None:
            yield from _from_stdin(limits)
        else:
            name = entry.short if taken[entry.short] == 1 else entry.full
            yield from _from_file(name, entry.path, limits)


def expand(
    name: str, data: bytes, limits: Limits = DEFAULT_LIMITS, depth: int = 0
) -> Iterator[tuple[str, bytes] | Refusal]:
    """Yield a file and, for a mail message, what is attached to it.

    Args:
        name: the file's name.
        data: its bytes.
        limits: how many attachments, and how many messages inside messages.
        depth: messages around this one.

    Yields:
        (name, bytes), or a refusal for what lies too deep.
    """
    yield name, data
    try:
        if sniff_bytes(name, data) is not Kind.MAIL:
            return
        answer = GUARD.ask(Request("attachments", name, data, limits))
    except InputRefused:
        return  # read_bytes meets the same fault and says so
    for label, content in answer.attachments:
        if depth + 1 > limits.mail_depth:
            detail = f"attached more than {limits.mail_depth} messages deep"
            yield Refusal(label, RefusalReason.TOO_LARGE, detail)
        else:
            yield from expand(label, content, limits, depth + 1)


def _list(path: Path, limits: Limits) -> Iterator[_Listed | Refusal]:
    full = _printable(path)
    try:
        info = path.stat()
    except OSError as error:
        yield _refusal(full, error, path)
        return
    if not stat.S_ISDIR(info.st_mode):
        yield _Listed(_printable(Path(path.name)), full, path)
        return
    yield from _walk(path, limits)


def _walk(root: Path, limits: Limits) -> Iterator[_Listed | Refusal]:
    """Walk a folder in the order of names, each real folder once."""
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[Path, int]] = [(root, 0)]
    while stack:
        path, depth = stack.pop()
        short = _printable(path.relative_to(root)) if depth else _printable(path)
        try:
            info = path.stat()
            if not stat.S_ISDIR(info.st_mode):
                yield _Listed(short, _printable(path), path)
                continue
            key = (info.st_dev, info.st_ino)
            if key in seen:
                detail = "a link to a folder that is read already"
                yield Refusal(short, RefusalReason.UNREADABLE, detail)
                continue
            seen.add(key)
            if depth > limits.folder_depth:
                detail = f"more than {limits.folder_depth} folders deep"
                yield Refusal(short, RefusalReason.TOO_LARGE, detail)
                continue
            names = sorted((entry.name for entry in path.iterdir()), reverse=True)
        except OSError as error:
            yield _refusal(short, error, path)
            continue
        stack.extend((path / name, depth + 1) for name in names if not name.startswith("."))


def _from_file(name: str, path: Path, limits: Limits) -> Iterator[tuple[str, bytes] | Refusal]:
    try:
        data = _read(path, limits)
    except OSError as error:
        yield _refusal(name, error, path)
        return
    if isinstance(data, bytes):
        yield from expand(name, data, limits)
    else:
        yield Refusal(name, *data)


def _read(path: Path, limits: Limits) -> bytes | tuple[RefusalReason, str]:
    """Read a regular file of bounded size; anything else is told from without being read."""
    # Opening a pipe would wait for its writer, opening a device may act on it: look first, and
    # open without waiting in case it was exchanged since.
    if special := _special(path.stat()):
        return RefusalReason.UNREADABLE, special
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        info = os.fstat(handle)
        if special := _special(info):
            return RefusalReason.UNREADABLE, special
        if info.st_size > limits.file_bytes:
            return RefusalReason.TOO_LARGE, f"{info.st_size} bytes of at most {limits.file_bytes}"
        data = file.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        return RefusalReason.TOO_LARGE, f"more than {limits.file_bytes} bytes"
    return data


def _special(info: os.stat_result) -> str:
    if stat.S_ISREG(info.st_mode):
        return ""
    return next((label for test, label in _SPECIAL if test(info.st_mode)), "not a regular file")


def _from_stdin(limits: Limits) -> Iterator[tuple[str, bytes] | Refusal]:
    data = sys.stdin.buffer.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        yield Refusal("stdin", RefusalReason.TOO_LARGE, f"more than {limits.file_bytes} bytes")
    else:
        yield from expand("stdin", data, limits)


def _refusal(name: str, error: OSError, path: Path) -> Refusal:
    if isinstance(error, FileNotFoundError):
        detail = "a link to nothing" if path.is_symlink() else "no such file or folder"
        return Refusal(name, RefusalReason.NOT_FOUND, detail)
    return Refusal(name, RefusalReason.UNREADABLE, error.strerror or type(error).__name__)


def _printable(path: Path) -> str:
    """Write a path with forward slashes; bytes that are no UTF-8 become replacement marks."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")
