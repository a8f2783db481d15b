"""Does the main job work from files to findings, in any order, twice, and after a crash?"""

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import firsthand
from firsthand import Dossier, Findings, study
from firsthand.errors import DossierError, DossierNotFound, InputRefused
from firsthand.model.report import RefusalReason
from firsthand.model.schema import from_json, spans_of, to_json
from firsthand.model.story import LinkKind, State

SAMPLE = Path(str(files("firsthand").joinpath("sample", "reports")))
NAMES = sorted(path.name for path in SAMPLE.iterdir())


@pytest.fixture(scope="module")
def findings() -> Findings:
    return study([SAMPLE])


@pytest.fixture
def case(home: str | Path) -> Iterator[Dossier]:
    with Dossier.new(home) as case:
        yield case


def test_a_dossier_finds_what_one_shot_finds(case: Dossier, findings: Findings) -> None:
    added = case.add([SAMPLE])
    assert (len(added.new), len(added.known), added.refused) == (len(NAMES), 0, ())
    assert to_json(case.study()) == to_json(findings)


def test_studying_twice_gives_identical_bytes(case: Dossier, findings: Findings) -> None:
    case.add([SAMPLE])
    first = to_json(case.study())
    assert to_json(case.study()) == first
    assert to_json(study([SAMPLE])) == to_json(findings)


def test_the_order_of_adding_changes_nothing(
    places: Callable[[], str | Path], findings: Findings
) -> None:
    for order in itertools.islice(itertools.permutations(NAMES[:4]), 0, 24, 7):
        with Dossier.new(places()) as case:
            for name in [*NAMES[4:], *order]:
                case.add([SAMPLE / name])
            assert to_json(case.study()) == to_json(findings)


def test_adding_later_gives_what_adding_at_once_gives(
    case: Dossier, findings: Findings, tale: Callable[[Findings], object]
) -> None:
    case.add([SAMPLE / name for name in NAMES[:3]])
    assert len(case.study().reports) == 3
    case.add([SAMPLE])
    assert tale(case.study()) == tale(findings)


def test_the_same_bytes_twice_change_nothing(case: Dossier) -> None:
    first = case.add([SAMPLE])
    again = case.add([SAMPLE])
    assert again.new == ()
    assert sorted(again.known) == sorted(first.new)


def test_findings_survive_json(findings: Findings) -> None:
    assert from_json(Findings, to_json(findings)) == findings


def test_every_quote_is_what_stands_there(findings: Findings) -> None:
    texts = {report.id: report.text for report in findings.reports}
    for name in ("names", "moments", "places", "figures", "statements", "directives", "progress"):
        for span in spans_of(getattr(findings, name)):
            assert texts[span.report][span.start : span.end] == span.quote


def test_raw_bytes_are_kept(case: Dossier) -> None:
    case.add([SAMPLE])
    for report in case.reports():
        assert case.raw_bytes(report.id) == (SAMPLE / Path(report.name).name).read_bytes()


def test_a_rejected_link_no_longer_counts_and_survives_a_new_study(case: Dossier) -> None:
    case.add([SAMPLE])
    before = case.study()
    links = [
        link
        for link in before.links
        if {Path(r.name).name for r in before.reports if r.id in (link.a, link.b)}
        == {"1-meeting-wire.txt", "2-meeting-copy.txt"}
    ]
    for link in links:
        case.decide("reject", link.id, why="two desks wrote this", who="Ada")
    bridge = [
        link for link in before.links if link.kind is LinkKind.SAME_AGENCY and link not in links
    ]
    for link in bridge:
        case.decide("reject", link.id, why="a test of the count", who="Ada")
    after = case.study()
    assert dict(after.weights)["all"].independent > dict(before.weights)["all"].independent
    assert {link.state for link in after.links if link.id == links[0].id} == {State.REJECTED}
    case.decide("undo", case.decisions()[0].id, why="no, one desk", who="Ada")
    again = {link.id: link.state for link in case.study().links}
    assert again[links[0].id] is State.SUGGESTED
    assert len(case.decisions()) == len(links) + len(bridge) + 1


@pytest.mark.parametrize(
    ("action", "value", "why", "said"),
    [
        ("erase", "", "because", "unknown action"),
        ("status", "broken", "because", "unknown status"),
        ("confirm", "", "  ", "needs a reason"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    case: Dossier, action: str, value: str, why: str, said: str
) -> None:
    with pytest.raises(DossierError, match=said):
        case.decide(action, "link-1", why=why, value=value)


def test_a_missing_and_an_existing_dossier_are_errors(home: str | Path) -> None:
    with pytest.raises(DossierNotFound, match="firsthand new"):
        Dossier.open(home)
    Dossier.new(home).close()
    with pytest.raises(DossierError, match=r"a (file|dossier) already"):
        Dossier.new(home)
    Dossier.open(home).close()


def test_a_bad_input_is_refused_alone(case: Dossier, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    added = case.add([tmp_path / "empty.txt", SAMPLE / NAMES[0], tmp_path / "nowhere.txt"])
    assert len(added.new) == 1
    assert {r.reason for r in added.refused} == {RefusalReason.EMPTY, RefusalReason.NOT_FOUND}
    assert set(case.study().refusals) == set(added.refused)


def test_one_file_is_read_and_labelled(tmp_path: Path) -> None:
    report = firsthand.read(SAMPLE / NAMES[0])
    assert report.metadata.agency.value
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(InputRefused, match="empty"):
        firsthand.read(tmp_path / "empty.txt")


def test_a_killed_process_leaves_a_whole_dossier(home: str | Path, findings: Findings) -> None:
    path = home
    Dossier.new(path).close()
    work = (
        "import sys; from firsthand import Dossier\n"
        "case = Dossier.open(sys.argv[1]); case.add([sys.argv[2]]); case.study()"
    )
    for wait in (0.4, 1.1, 2.0):
        process = subprocess.Popen([sys.executable, "-c", work, str(path), str(SAMPLE)])
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with Dossier.open(path) as case:
            assert len(case.reports()) <= len(NAMES)
    with Dossier.open(path) as case:
        case.add([SAMPLE])
        assert to_json(case.study()) == to_json(findings)


def test_import_is_light() -> None:
    heavy = "spacy, numpy, sqlalchemy, trafilatura, typer, rich, lxml, docx, pypdfium2, jinja2"
    code = f"import sys, firsthand; print([m for m in '{heavy}'.split(', ') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_public_names_are_what_they_say() -> None:
    assert sorted(firsthand.__all__) == dir(firsthand)
    for name in firsthand.__all__:
        assert getattr(firsthand, name) is not None
    with pytest.raises(AttributeError, match="no attribute"):
        _ = firsthand.nothing_of_the_kind


def test_any_two_reports_of_a_dossier_can_be_laid_side_by_side(case: Dossier) -> None:
    case.add([SAMPLE / name for name in NAMES[3:]])
    pair = case.side_by_side("7-review-radio.txt", "R1")
    assert [
        side.report.name.rpartition("/")[2] for side in (pair.sides.left, pair.sides.right)
    ] == [
        "7-review-radio.txt",
        "4-review-wire.txt",
    ]
    by_id = case.side_by_side(pair.sides.left.report.id[:12], pair.sides.right.report.id)
    assert by_id == pair
    assert {dispute.slot for _, dispute in pair.sides.disputes} >= {"number", "name"}


@pytest.mark.parametrize("wanted", ["", "R9", "none.txt", "0"])
def test_a_report_that_is_not_there_cannot_be_laid_beside_another(
    case: Dossier, wanted: str
) -> None:
    case.add([SAMPLE / NAMES[0]])
    with pytest.raises(DossierError, match="give a name, an id or a tag"):
        case.side_by_side("R1", wanted)


def test_a_report_cannot_be_laid_beside_itself(case: Dossier) -> None:
    case.add([SAMPLE / NAMES[0]])
    with pytest.raises(DossierError, match="one report"):
        case.side_by_side("R1", NAMES[0])
