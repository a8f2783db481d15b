"""Are the files behind paths found in one order, and everything else listed?"""

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from firsthand.ingest import Limits, gather
from firsthand.model.report import Refusal, RefusalReason
from tests.ingest.makers import make_mail


def names(found: Iterable[tuple[str, bytes] | Refusal]) -> list[str]:
    return [entry.name if isinstance(entry, Refusal) else entry[0] for entry in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/.hidden/d.txt", ".e.txt", "é.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path


def test_folders_are_walked_in_the_order_of_names_without_hidden_files(folder: Path) -> None:
    assert names(gather([folder])) == ["a.txt", "b.txt", "sub/c.txt", "é.txt"]
    assert next(iter(gather([folder]))) == ("a.txt", b"a.txt")


def test_a_hidden_file_that_is_named_is_read(folder: Path) -> None:
    assert names(gather([folder / ".e.txt"])) == [".e.txt"]


def test_two_files_of_one_name_keep_their_paths(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "a.txt").write_text("other", "utf-8")
    paths: list[str | Path] = [folder / "a.txt", folder / "b.txt", str(folder / "other" / "a.txt")]
    assert names(gather(paths)) == [str(paths[0]), "b.txt", paths[2]]


def test_what_is_not_there_is_listed(tmp_path: Path) -> None:
    (found,) = gather([tmp_path / "none.txt"])
    assert isinstance(found, Refusal)
    assert (found.reason, found.detail) == (RefusalReason.NOT_FOUND, "no such file or folder")


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(gather([tmp_path])) == []


def test_links_are_followed_once(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "again.txt").symlink_to(folder / "a.txt")
    (folder / "nothing").symlink_to(folder / "nowhere")
    found = list(gather([folder]))
    assert names(found) == [
        "a.txt",
        "again.txt",
        "b.txt",
        "nothing",
        "sub/c.txt",
        "sub/up",
        "é.txt",
    ]
    listed = {entry.name: entry.reason.value for entry in found if isinstance(entry, Refusal)}
    assert listed == {"nothing": "not found", "sub/up": "unreadable"}


def test_pipes_and_devices_are_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    found = list(gather([folder / "pipe", Path("/dev/null")]))
    assert [entry.detail for entry in found if isinstance(entry, Refusal)] == ["a pipe", "a device"]


def test_large_files_are_not_read(folder: Path) -> None:
    found = list(gather([folder], Limits(file_bytes=5)))
    reasons = [e.reason.value if isinstance(e, Refusal) else "read" for e in found]
    assert reasons == ["read", "read", "too large", "too large"]


def test_folders_deeper_than_the_limit_are_listed(folder: Path) -> None:
    found = list(gather([folder], Limits(folder_depth=0)))
    assert [e.name for e in found if isinstance(e, Refusal)] == ["sub"]


def test_a_file_that_may_not_be_read_is_listed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    (found,) = gather([folder / "a.txt"])
    assert found == Refusal("a.txt", RefusalReason.UNREADABLE, "Permission denied")


def test_a_folder_that_may_not_be_listed_is_listed_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    (found,) = gather([folder])
    assert isinstance(found, Refusal)
    assert found.detail == "Permission denied"


@pytest.mark.parametrize(("limit", "reason"), [(100, ""), (3, "too large")])
def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, limit: int, reason: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Words")))
    (found,) = gather(["-"], Limits(file_bytes=limit))
    if reason:
        assert isinstance(found, Refusal)
        assert found.reason.value == reason
    else:
        assert found == ("stdin", b"Words")


def test_names_that_are_no_text_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_bytes(b"Words")
    assert names(gather([tmp_path])) == ["caf\ufffd.txt"]


def test_attachments_follow_their_message(tmp_path: Path) -> None:
    inner = make_mail(
        "Inner", "Words", attached=[("deep.txt", "application/octet-stream", b"deep")]
    )
    outer = make_mail("Outer", "Words", inside=[inner])
    (tmp_path / "mail.eml").write_bytes(outer.as_bytes())
    found = list(gather([tmp_path]))
    assert names(found) == [
        "mail.eml", "mail.eml#message-1.eml", "mail.eml#message-1.eml#deep.txt",
    ]  # fmt: skip
    limited = list(gather([tmp_path], Limits(mail_depth=1)))
    assert isinstance(limited[-1], Refusal)
    assert limited[-1].reason is RefusalReason.TOO_LARGE
