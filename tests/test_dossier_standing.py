"""Is a dossier that grows compared only where it grew, with the findings of a full study?"""

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from firsthand import Dossier, Findings, study
from firsthand.analyse.lineage import growing, kinship
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.kinship import Sentences, compare_sentences, take_sentences
from firsthand.analyse.lineage.standing import read_kinship, write_kinship
from firsthand.model.report import Report
from firsthand.model.span import hash_text

SAMPLE = Path(str(files("firsthand").joinpath("sample", "reports")))
NAMES = sorted(path.name for path in SAMPLE.iterdir())

FERRY = (
    "The last ferry of the day left Ostby with no captain on board. "
    "A cook steered it for nine minutes until the mate came up from the engine."
)
RETOLD = (
    "A cook had to steer the day's last ferry from Ostby for nine minutes. "
    "The captain was not on board when it left, and the mate was at the engine."
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    pairs: list[set[str]] = []

    def note(a: Sentences, b: Sentences, encoder: object) -> object:
        pairs.append({a.report.name, b.report.name})
        return kinship.compare_sentences(a, b, encoder)  # type: ignore[arg-type]

    monkeypatch.setattr(growing, "compare_sentences", note)
    return pairs


def test_a_reopened_dossier_compares_only_what_is_new(
    home: str | Path, asked: list[set[str]], tale: Callable[[Findings], object]
) -> None:
    place = home
    with Dossier.new(place) as case:
        case.add([SAMPLE / name for name in NAMES[:-1]])
        case.study()
    before = len(asked)
    assert before > 0
    with Dossier.open(place) as case:
        case.add([SAMPLE / NAMES[-1]])
        found = tale(case.study())
    assert all(NAMES[-1] in pair for pair in asked[before:])
    assert found == tale(study([SAMPLE]))


def test_an_open_dossier_compares_no_pair_twice(
    case: Dossier, asked: list[set[str]], tale: Callable[[Findings], object]
) -> None:
    for name in NAMES:
        case.add([SAMPLE / name])
        found = case.study()
    assert len(asked) == len({frozenset(pair) for pair in asked}) > 0
    assert tale(found) == tale(study([SAMPLE]))


def test_an_alignment_is_read_as_it_was_written() -> None:
    a, b = make("a", FERRY), make("b", RETOLD)
    one, other = (take_sentences(take_prints(report)) for report in (a, b))
    kin = compare_sentences(one, other)
    assert kin is not None
    assert kin.passages
    assert read_kinship(write_kinship(kin), a, b) == kin
    assert read_kinship(write_kinship(None), a, b) is None


@pytest.fixture
def case(home: str | Path) -> Iterator[Dossier]:
    with Dossier.new(home) as case:
        yield case


def make(name: str, text: str) -> Report:
    return Report(name, name, text, hash_text(text), "text/plain", "plain@1")
