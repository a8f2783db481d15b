"""Does the command line do what its help says, with the exit codes it states?"""

import csv
import io
import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firsthand import cli
from firsthand.cli import ERROR, EXITS, OK, REFUSED, USAGE, app
from firsthand.model.schema import TABLES

SAMPLE = Path(str(files("firsthand").joinpath("sample", "reports")))
RUN = CliRunner()


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "case.firsthand")
    assert RUN.invoke(app, ["new", path]).exit_code == OK
    result = RUN.invoke(app, ["add", path, str(SAMPLE), "--json"])
    assert result.exit_code == OK, result.output
    assert len(json.loads(result.stdout)["new"]) == len(list(SAMPLE.iterdir()))
    assert RUN.invoke(app, ["study", path, "--quiet"]).exit_code == OK
    return path


def test_every_command_has_help_with_an_example_and_exit_codes() -> None:
    for command in app.registered_commands:
        name = str(command.name or getattr(command.callback, "__name__", ""))
        result = RUN.invoke(app, [name, "--help"], env={"COLUMNS": "200"})
        assert result.exit_code == OK
        assert f"firsthand {name}" in result.stdout
        assert "Example" in result.stdout
        assert "Exit codes" in result.stdout
    assert EXITS in RUN.invoke(app, ["--help"], env={"COLUMNS": "200"}).stdout


def test_version() -> None:
    assert RUN.invoke(app, ["--version"]).stdout.startswith("firsthand ")


def test_brief_writes_one_page_and_says_where(tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    result = RUN.invoke(app, ["brief", str(SAMPLE), "-o", str(page)])
    assert result.exit_code == OK, result.output
    assert str(page) in result.stdout
    assert "independent source" in result.stdout
    assert "reading" in result.stderr
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_brief_of_the_sample_to_stdout() -> None:
    result = RUN.invoke(app, ["brief", "--sample", "-o", "-", "--quiet"])
    assert result.exit_code == OK
    assert result.stdout.lower().startswith("<!doctype html>")
    assert result.stderr == ""


def test_compare_writes_two_reports_of_a_folder_side_by_side(tmp_path: Path) -> None:
    page = tmp_path / "side.html"
    result = RUN.invoke(
        app, ["compare", str(SAMPLE), "4-review-wire.txt", "R6", "-o", str(page), "--quiet"]
    )
    assert result.exit_code == OK, result.output
    told = r"\d+% of 4-review-wire.txt and \d+% of R6 word for word, \d+ differences"
    assert re.match(told, result.stdout)
    assert result.stdout.splitlines()[-1] == str(page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert text.count('class="sheet"') == 2


def test_compare_lists_what_it_could_not_read(tmp_path: Path) -> None:
    for name, text in (
        ("a.txt", "Nine boats left the quay."),
        ("b.txt", "Ten boats left."),
        ("c.txt", ""),
    ):
        (tmp_path / name).write_text(text)
    result = RUN.invoke(app, ["compare", str(tmp_path), "a.txt", "b.txt", "-o", "-", "-q"])
    assert result.exit_code == REFUSED
    assert "c.txt" in result.stderr
    assert result.stdout.startswith("<!doctype html>")


def test_compare_tells_shares_and_conflicts_as_json(dossier: str, tmp_path: Path) -> None:
    page = tmp_path / "side.html"
    arguments = ["compare", dossier, "R6", "7-review-radio.txt", "-o", str(page), "--json", "-q"]
    result = RUN.invoke(app, arguments)
    assert result.exit_code == OK, result.output
    row = json.loads(result.stdout)
    assert row["side"] == str(page)
    left = row["left"]
    inks = ("identical", "reworded", "conflicting", "only_here")
    assert sum(left[ink]["words"] for ink in inks) == left["words"]
    assert {"slot": "number", "left": "1,200 people", "right": "1,400 people"} in row["conflicts"]


@pytest.mark.parametrize("names", [["R1", "R99"], ["R1", "R1"], ["R1", "nothing.txt"], ["R1", ""]])
def test_compare_refuses_reports_that_are_not_there(dossier: str, names: list[str]) -> None:
    result = RUN.invoke(app, ["compare", dossier, *names, "-o", "-", "-q"])
    assert result.exit_code == ERROR
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", [["brief"], ["brief", "x", "--sample"], ["show"], ["fly"]])
def test_wrong_usage_is_exit_2(arguments: list[str]) -> None:
    assert RUN.invoke(app, arguments).exit_code == USAGE


def test_refused_inputs_are_listed_and_exit_3(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    page = tmp_path / "brief.html"
    result = RUN.invoke(app, ["brief", str(tmp_path), str(SAMPLE), "-o", str(page), "--json"])
    assert result.exit_code == REFUSED
    assert "refused" in result.stderr
    assert "empty" in result.stderr
    assert json.loads(result.stdout)["refused"] == 1
    assert page.exists()


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = _run("brief", str(tmp_path), "-o", str(tmp_path / "b.html"))
    assert done.returncode == ERROR
    assert "nothing could be read" in done.stderr
    assert "empty" in done.stderr


def test_an_error_is_one_line_without_a_trace(tmp_path: Path) -> None:
    done = _run("study", str(tmp_path / "none.firsthand"))
    assert done.returncode == ERROR
    assert done.stderr.count("\n") == 1
    assert "no dossier there" in done.stderr
    assert done.stdout == ""


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    done = _run("brief", "--sample", "-q", "-o", str(tmp_path / "no" / "such" / "b.html"))
    assert done.returncode == ERROR
    assert "No such file" in done.stderr


def test_standard_input_is_read() -> None:
    text = (SAMPLE / "1-meeting-wire.txt").read_text(encoding="utf-8")
    done = _run("brief", "-", "-o", "-", "-q", given=text)
    assert done.returncode == OK, done.stderr
    assert "Orla" in done.stdout


@pytest.mark.parametrize("what", sorted(TABLES))
def test_show_gives_a_table_and_json_lines(dossier: str, what: str) -> None:
    assert RUN.invoke(app, ["show", dossier, what, "-q"]).exit_code == OK
    result = RUN.invoke(app, ["show", dossier, what, "--json", "-q"])
    assert result.exit_code == OK
    for line in result.stdout.splitlines():
        assert isinstance(json.loads(line), dict)


def test_show_without_a_kind_is_an_overview(dossier: str) -> None:
    result = RUN.invoke(app, ["show", dossier, "-q"])
    assert "7 reports" in result.stdout
    assert RUN.invoke(app, ["show", dossier, "dreams"]).exit_code == USAGE


def test_export_json_is_complete(dossier: str, tmp_path: Path) -> None:
    result = RUN.invoke(app, ["export", dossier, "--format", "json", "-q"])
    data = json.loads(result.stdout)
    assert set(TABLES) - {"decisions"} <= set(data)
    path = tmp_path / "out.json"
    RUN.invoke(app, ["export", dossier, "-f", "json", "-o", str(path), "-q"])
    assert json.loads(path.read_text(encoding="utf-8")) == data


def test_export_csv_reads_back(dossier: str, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    result = RUN.invoke(app, ["export", dossier, "-f", "csv", "-o", str(out), "-q"])
    assert result.exit_code == OK
    figures = list(csv.DictReader(io.StringIO((out / "figures.csv").read_text("utf-8-sig"))))
    shown = RUN.invoke(app, ["show", dossier, "figures", "--json", "-q"]).stdout.splitlines()
    assert [row["id"] for row in figures] == [json.loads(line)["id"] for line in shown]
    assert RUN.invoke(app, ["export", dossier, "-f", "csv"]).exit_code == USAGE


def test_answers_writes_every_shape(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["answers", str(SAMPLE), str(tmp_path / "out"), "-q"])
    assert result.exit_code == OK
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"events.json"} | {
        f"{name}.jsonl"
        for name in (
            "clean",
            "figures",
            "times",
            "places",
            "people",
            "discrepancies",
            "copies",
            "statements",
            "tracking",
        )
    }
    assert RUN.invoke(app, ["answers", str(tmp_path / "none"), str(tmp_path)]).exit_code == USAGE


def test_no_colour_where_none_is_wanted(dossier: str) -> None:
    done = _run("show", dossier, "figures", "-q", NO_COLOR="1")
    assert "\x1b[" not in done.stdout


def test_a_reader_that_goes_away_is_no_trace(dossier: str) -> None:
    command = f"{sys.executable} -m firsthand show {dossier} names --json -q | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_an_interrupt_is_no_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", interrupted)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == ERROR
    assert "run again to go on" in capsys.readouterr().err


def _run(*arguments: str, given: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    import os  # noqa: PLC0415 - beside its one use

    return subprocess.run(
        [sys.executable, "-m", "firsthand", *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **more},
    )
