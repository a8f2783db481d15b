"""Does a run survive over 200 hostile files, read every good one and list every refused one?"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from firsthand.errors import InputRefused
from firsthand.ingest import gather, read_bytes
from firsthand.model.report import Refusal, RefusalReason, Report
from tests.ingest.hostile import EITHER, READ, Expected, write_hostile

Outcomes = Mapping[str, Report | Refusal]


def read_all(folder: Path) -> Outcomes:
    outcomes: dict[str, Report | Refusal] = {}
    for found in gather([folder]):
        if isinstance(found, Refusal):
            assert found.name not in outcomes
            outcomes[found.name] = found
            continue
        name, data = found
        assert name not in outcomes
        try:
            outcomes[name] = read_bytes(name, data)
        except InputRefused as refused:
            outcomes[name] = Refusal(name, RefusalReason(refused.reason), refused.detail)
    return outcomes


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, Expected], Outcomes]:
    folder = tmp_path_factory.mktemp("hostile")
    return write_hostile(folder), read_all(folder)


def test_every_file_is_read_or_listed(expected: tuple[Mapping[str, Expected], Outcomes]) -> None:
    wanted, outcomes = expected
    assert len(wanted) > 300
    assert sorted(outcomes) == sorted(wanted)


def test_good_files_are_read(expected: tuple[Mapping[str, Expected], Outcomes]) -> None:
    wanted, outcomes = expected
    for name, want in wanted.items():
        got = outcomes[name]
        if want.outcome == READ:
            assert isinstance(got, Report), (name, got)
            assert want.holds in " ".join(got.text.split()), name


def test_bad_files_are_refused_with_a_reason_and_a_detail(
    expected: tuple[Mapping[str, Expected], Outcomes],
) -> None:
    wanted, outcomes = expected
    for name, want in wanted.items():
        got = outcomes[name]
        if want.outcome not in {READ, EITHER}:
            assert isinstance(got, Refusal), name
            assert got.detail, name
            assert want.reason in {"", got.reason.value}, name


def test_whatever_is_read_is_clean_text(
    expected: tuple[Mapping[str, Expected], Outcomes],
) -> None:
    for name, got in expected[1].items():
        if isinstance(got, Report):
            assert "\x00" not in got.text, name
            got.text.encode("utf-8")
            assert got.text.strip(), name
