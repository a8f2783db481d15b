"""What runs in the reading process, where formats that may hang or crash are read?

It reads one request from stdin, writes one answer to stdout, and goes on until stdin closes.
Frames: eight bytes of length, then MessagePack. The parent trusts none of the answers' content.
"""

import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import IO

import msgspec

from firsthand.errors import InputRefused
from firsthand.ingest import docx, eml, html, pdf
from firsthand.ingest.limits import Limits
from firsthand.model.report import RefusalReason

if sys.platform != "win32":
    import resource

LENGTH_BYTES = 8
GRACE = 5
"""Seconds after the parent's time limit at which the process ends by itself, lest it outlive it."""


class Request(msgspec.Struct, frozen=True):
    """One file to read; `task` is pdf, docx, eml, html or attachments."""

    task: str
    name: str
    data: bytes
    limits: Limits
    text: str = ""
    simple: bool = False


class Answer(msgspec.Struct, frozen=True):
    """What was read, or why not."""

    text: str = ""
    reader: str = ""
    given: tuple[tuple[str, str], ...] = ()
    segments: tuple[tuple[int, int, int], ...] = ()
    attachments: tuple[tuple[str, bytes], ...] = ()
    reason: str = ""
    detail: str = ""
    out_of_memory: bool = False


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Write one frame.

    Args:
        stream: a binary pipe.
        content: the message.
    """
    stream.write(len(content).to_bytes(LENGTH_BYTES, "big"))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read one frame.

    Args:
        stream: a binary pipe.

    Returns:
        The message; None when the pipe was closed before its end.
    """
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "big")
    content = stream.read(length)
    return content if len(content) == length else None


def answer(request: Request) -> Answer:
    """Read one file.

    Args:
        request: the file and how to read it.

    Returns:
        What was read; a refusal is an answer too.
    """
    try:
        if request.task == "attachments":
            found = eml.attachments(request.name, request.data, request.limits)
            return Answer(attachments=tuple(found))
        read = _extract(request)
    except InputRefused as refused:
        return Answer(reason=refused.reason, detail=refused.detail)
    except MemoryError:
        return Answer(
            reason=RefusalReason.TOO_LARGE,
            detail=f"reading it takes more than {request.limits.memory_bytes} bytes of memory",
            out_of_memory=True,
        )
    except Exception as error:  # noqa: BLE001 - a parser's fault on a broken file refuses that file alone
        return Answer(
            reason=RefusalReason.UNREADABLE, detail=f"{type(error).__name__} in its reader"
        )
    text = read.text.encode("utf-8", "replace").decode("utf-8")
    return Answer(text, read.reader, read.given, read.text_map.segments)


def _extract(request: Request) -> html.Extracted:
    if request.task == "pdf":
        return pdf.extract(request.name, request.data, request.limits)
    if request.task == "docx":
        return docx.extract(request.name, request.data, request.limits)
    if request.task == "eml":
        return eml.extract(request.name, request.data, request.limits, simple=request.simple)
    return html.extract(request.text, request.limits.markup_depth, simple=request.simple)


def main() -> None:
    """Serve requests until stdin closes; what libraries print goes nowhere."""
    _limit_memory(int(sys.argv[1]))
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("r+b") as nowhere:
        os.dup2(nowhere.fileno(), 0)
        os.dup2(nowhere.fileno(), 1)
    decoder = msgspec.msgpack.Decoder(Request)
    while (content := read_frame(requests)) is not None:
        request = decoder.decode(content)
        _alarm(request.limits.seconds + GRACE)
        write_frame(answers, msgspec.msgpack.encode(answer(request)))
        _alarm(0)


def _limit_memory(limit: int) -> None:
    """Bound the address space where the system can."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
