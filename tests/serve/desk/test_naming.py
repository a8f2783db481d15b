from pathlib import Path

import pytest

from firsthand.serve.desk.naming import LONGEST, free_place


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.html", "report.html"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\note.txt", "note.txt"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("a\x00b:c?.txt", "abc.txt"),
        (".hidden", "hidden"),
    ],
)
def test_a_name_stays_inside_the_folder(tmp_path: Path, given: str, kept: str) -> None:
    assert free_place(tmp_path, given) == tmp_path / kept


def test_a_taken_name_is_numbered(tmp_path: Path) -> None:
    for expected in ("a.txt", "a (2).txt", "a (3).txt"):
        place = free_place(tmp_path, "a.txt")
        assert place.name == expected
        place.touch()


def test_a_long_name_keeps_its_end(tmp_path: Path) -> None:
    name = free_place(tmp_path, "x" * 500 + ".pdf").name
    assert len(name) == LONGEST
    assert name.endswith(".pdf")
