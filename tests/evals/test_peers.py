"""Do the runners of other tools write what the benchmarks read, without those tools?"""

import json
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from evals.peers import __main__ as command
from evals.peers import (
    dateparser_search,
    known,
    quantulum,
    recognizers_text,
    spacy_names,
    speed,
    timexy_pipe,
    venvs,
)
from evals.peers.peer import KEYS, Document, Item, Peer, Reader, line_of
from evals.peers.recognizers_timex import kind_of, timex3, whole

SCORER = (
    "import json, sys\nfor line in open(sys.argv[1]):\n    print(len(json.loads(line)['times']))\n"
)


@dataclass(frozen=True)
class Named:
    name: str


@dataclass(frozen=True)
class Quantity:
    """Shaped as quantulum3's."""

    value: float
    unit: Named
    uncertainty: float | None = None


@dataclass(frozen=True)
class Result:
    """Shaped as a ModelResult of Recognizers-Text: its end is inclusive."""

    start: int
    end: int
    resolution: dict[str, Any] | None


# --- each tool's output -----------------------------------------------------------------------


def test_dateparser_gets_its_offsets_back_in_order() -> None:
    text = "In May it rained; it rained again in May."
    found = [("May", datetime(2020, 5, 1)), ("in May", datetime(2021, 5, 9, 4))]  # noqa: DTZ001
    first, second = dateparser_search.entries(text, [*found, ("June", found[0][1])])
    assert (first["start"], first["value"]) == (3, "2020-05-01")
    assert (text[second["start"] : second["end"]], second["value"]) == ("in May", "2021-05-09")
    assert second["start"] > first["end"]


def test_a_document_without_a_date_has_some_moment_of_speaking() -> None:
    assert dateparser_search.moment_of({"published": "2021-03-04"}).day == 4
    assert dateparser_search.moment_of({}) == dateparser_search.moment_of({"published": None})


def test_quantulum_gives_a_range_its_ends_back() -> None:
    plain = quantulum.figure(Quantity(5.5, Named("percentage")))
    assert plain == {"value": 5.5, "unit": "percentage"}
    ends = quantulum.figure(Quantity(25.0, Named("dimensionless"), 5.0))
    assert ends == {"value": 20.0, "value_max": 30.0, "unit": None}


def test_spacy_spans_have_no_values() -> None:
    text = "It rained on Friday."
    item = spacy_names.span(text, "times", 13, 19, "DATE")
    assert item == {"start": 13, "end": 19, "text": "Friday", "type": "DATE", "value": None}
    assert spacy_names.span(text, "places", 0, 2, "GPE")["lat"] is None
    assert "value" not in spacy_names.span(text, "meantime-values", 0, 2, "MONEY")


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ('TIMEX3 type="DATE" value="2021-03-04T00:00:00"', "DATE", "2021-03-04"),
        ('TIMEX3 type="DURATION" value="P3D"', "DURATION", "P3D"),
        ("", "DATE", None),
    ],
)
def test_timexy_attributes_are_read(written: str, kind: str, value: str | None) -> None:
    item = timexy_pipe.entry("for three days", 4, 14, written)
    assert (item["text"], item["type"], item["value"]) == ("three days", kind, value)


def fake_models() -> dict[str, recognizers_text.Model]:
    found: dict[str, list[Result]] = {
        "Currency": [
            Result(9, 16, {"value": "5000000", "unit": "Euro"}),
            Result(34, 38, {"value": None, "unit": "Euro"}),
        ],
        "Age": [Result(39, 39, {"value": "7", "unit": "Year"})],
        "Number": [Result(9, 9, {"value": "5"}), Result(21, 25, {"value": "1,200"})],
        "Percent": [Result(30, 32, {"value": "12%"})],
    }

    def model(one: str) -> recognizers_text.Model:
        def run(_text: str, _culture: str) -> Sequence[Result]:
            return found[one]

        return run

    return {one: model(one) for one in ("Currency", "Percent", "Age", "Number")}


def test_recognizers_tell_no_words_twice() -> None:
    found = recognizers_text.stretches(fake_models(), "x" * 40)
    assert [(start, end) for start, end, _ in found] == [(9, 17), (21, 26), (30, 33), (39, 40)]
    assert list(recognizers_text.figures(found)) == [
        {"value": "5000000", "unit": "Euro"},
        {"value": "1200", "unit": None},
        {"value": "12", "unit": "percentage"},
        {"value": "7", "unit": "Year of age"},
    ]


def test_recognizers_answer_the_model_that_a_case_asks_for() -> None:
    document = {"text": "x" * 40, "lang": "en", "model": "Currency"}
    item, alone = recognizers_text.read_case(fake_models(), document)
    assert "value" not in alone
    assert (item["start"], item["end"], item["value"]) == (9, 17, "5000000")
    assert item["unit"] == "Euro"


def test_recognizers_time_takes_the_first_reading() -> None:
    past = {"timex": "XXXX-WXX-1", "type": "date", "value": "2024-10-14"}
    values = [past, past | {"value": "2024-10-21"}]
    item = recognizers_text.time_entry("on Monday", (3, 9, {"values": values}), "2024-10-15")
    assert item == {"start": 3, "end": 9, "text": "Monday", "type": "DATE", "value": "2024-10-14"}
    nothing = recognizers_text.time_entry("on Monday", (3, 9, {}), "2024-10-15")
    assert nothing["value"] is None


@pytest.mark.parametrize(
    ("start", "end", "value"),
    [
        ("2020-01-01", "2021-01-01", "2020"),
        ("2020-07-01", "2021-01-01", "2020-H2"),
        ("2020-04-01", "2020-07-01", "2020-Q2"),
        ("2020-12-01", "2021-01-01", "2020-12"),
        ("1990-01-01", "2000-01-01", "199"),
        ("2021-01-04", "2021-01-11", "2021-W01"),
        ("2021-01-05", "2021-01-12", ""),
        ("2020-02-01", "2020-05-01", ""),
        ("2021-01-05", "2021-01-06", "2021-01-05"),
        ("", "2021-01-06", ""),
    ],
)
def test_whole_periods_have_a_name(start: str, end: str, value: str) -> None:
    assert whole(start, end) == value


@pytest.mark.parametrize(
    ("candidate", "kind", "value"),
    [
        ({"timex": "P3D", "type": "duration", "value": "259200"}, "DURATION", "P3D"),
        ({"timex": "P1W", "type": "set", "value": "not resolved"}, "SET", "P1W"),
        ({"timex": "T17:30", "type": "time", "value": "17:30:00"}, "TIME", "2021-03-04T17:30"),
        (
            {"timex": "2021-03-05T10", "type": "datetime", "value": "2021-03-05 10:00:00"},
            "TIME",
            "2021-03-05T10:00",
        ),
        ({"timex": "TEV", "type": "timerange", "start": "16:00:00"}, "TIME", "2021-03-04TEV"),
        ({"timex": "PRESENT_REF", "type": "datetime", "value": ""}, "TIME", "PRESENT_REF"),
        ({"timex": "2019-WI", "type": "daterange", "value": "not resolved"}, "DATE", "2019-WI"),
        ({}, "DATE", ""),
    ],
)
def test_recognizers_timex_is_written_as_timex3(
    candidate: dict[str, str], kind: str, value: str
) -> None:
    assert (kind_of(candidate), timex3(candidate, "2021-03-04")) == (kind, value)


# --- running ----------------------------------------------------------------------------------


def test_every_peer_is_pinned_and_answers_benchmarks_that_exist() -> None:
    for peer in known.PEERS.values():
        assert set(peer.benches) <= set(KEYS)
        assert all("==" in one for one in peer.requirements)


def moody(_bench: str) -> Reader:
    def read(document: Document) -> list[Item]:
        if document["id"] == "b":
            raise RecursionError
        return [{"start": 0, "end": 1}]

    return read


TOY = Peer("toy", "MIT", ("toy==1",), ("times",), moody)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [{"id": "a", "text": "May 1"}, {"id": "b", "text": "May 2\r\n"}]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "docs.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    return tmp_path


def test_a_document_at_which_a_peer_fails_counts_as_empty(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = list(known.predict(TOY, "times", folder))
    assert lines == [{"id": "a", "times": [{"start": 0, "end": 1}]}, {"id": "b", "times": []}]
    assert "toy failed on 1 documents: RecursionError" in capsys.readouterr().err


def test_a_line_has_the_key_of_its_benchmark() -> None:
    assert line_of("newsquant", {"id": "a"}, []) == {"id": "a", "figures": []}


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["evals.peers", *words])
    return command.main()


def test_predictions_go_to_the_scorer_of_the_benchmark(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(known.PEERS, "toy", TOY)
    words = ("toy", "--bench", "times", "--data", str(folder), "--write", str(folder / "out"))
    assert run(monkeypatch, *words) == command.OK
    assert capfd.readouterr().out == "1\n0\n"
    assert len((folder / "out").read_text(encoding="utf-8").splitlines()) == 2


def test_a_peer_that_is_not_installed_says_what_it_needs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lost(_bench: str) -> Reader:
        raise ModuleNotFoundError(name="toy")

    monkeypatch.setitem(known.PEERS, "toy", replace(TOY, load=lost))
    words = ("toy", "--bench", "times", "--data", str(folder))
    assert run(monkeypatch, *words) == command.FAILED
    assert "toy is not installed here: pip install toy==1" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [("nobody", "--bench", "times"), ("dateparser",), ("dateparser", "--bench", "places")]
)
def test_wrong_usage_is_refused(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        run(monkeypatch, *words)
    assert refused.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_all_peers_are_listed_with_what_installs_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch) == command.OK
    assert "pip install dateparser==1.5.0  # BSD-3-Clause" in capsys.readouterr().out


def test_no_peer_is_installed_among_the_project_s_packages() -> None:
    with pytest.raises(SystemExit, match="environment of its own"):
        venvs.install(TOY, Path(sys.prefix))


# --- speed ------------------------------------------------------------------------------------


def test_speeds_are_told_side_by_side() -> None:
    rounds = {"toy": (8.0, 10.0), speed.OURS: (3.0, 2.0), speed.PARSE: (1.5, 1.6)}
    timings = [speed.Timing(name, one) for name, both in rounds.items() for one in both]
    _, theirs, ours, beyond = speed.compare(timings, "toy", 4000).splitlines()
    assert theirs.split() == ["toy", "8.00", "500", "1.00"]
    assert ours.split() == ["firsthand", "2.00", "2,000", "4.00"]
    assert beyond.split()[-3:] == ["0.50", "8,000", "16.00"]


def test_one_pass_of_a_peer_takes_some_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(known.PEERS, "toy", TOY)
    assert json.loads(speed.timed("toy", "times", folder))["seconds"] >= 0


def test_only_the_first_documents_are_timed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "some").mkdir()
    speed.take(folder, tmp_path / "some", 1)
    assert [row["id"] for row in known.documents(tmp_path / "some")] == ["a"]


# --- what the pages show ----------------------------------------------------------------------


def test_every_row_of_scores_has_a_figure_or_nothing_for_each_column() -> None:
    path = Path(known.__file__).parent / "scores.toml"
    pages = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(pages) == {"times", "figures", "places"}
    for benches in pages.values():
        for table in benches.values():
            for row in [*table.get("cited", {}).values(), *table.get("run", {}).values()]:
                assert len(row) == len(table["columns"])
                assert all(one == "" or 0 < one <= 100 for one in row)
