"""Do people's decisions about sources hold in the dossier, and do the counts follow at once?"""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firsthand import Dossier
from firsthand.cli import ERROR, OK, USAGE, app
from firsthand.errors import DossierError, LexiconError
from firsthand.model.story import LinkKind, State, Weight

RUN = CliRunner()

TEXTS = {
    "a.txt": "Oldhaven Courier\n\nThe council of Oldhaven voted on Monday to close the east quay. "
    "Its mayor, Ilse Varga, said that the piles had rotted through since the flood.\n",
    "b.txt": "Oldhaven Courier\n\nThe council of Oldhaven voted on Monday to close the east quay. "
    "Its mayor, Ilse Varga, said that the piles had rotted through since the flood. "
    "Fishermen may use the west quay until spring.\n",
    "c.txt": "Seven boats were moved from one side of the harbour to the other at the weekend. "
    "Their owners had heard of the closing by telephone, and some were not pleased.\n",
}

OURS = """
outlets = [
  { name = "Courier", domains = ["courier.example"], owner = "Fjordlund Media" },
  { name = "Harbour Mail", domains = ["mail.example"], owner = "Fjordlund Media" },
]
"""


@pytest.fixture
def case(tmp_path: Path, home: str | Path) -> Iterator[Dossier]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Dossier.new(home) as dossier:
        dossier.add([tmp_path / name for name in TEXTS])
        yield dossier


def weight(case: Dossier) -> Weight:
    return dict(case.study().weights)["all"]


def test_a_wrong_link_is_rejected_and_the_count_follows(case: Dossier) -> None:
    assert weight(case).independent == 2
    for link in case.study().links:
        case.decide("reject", link.id, why="two reporters were there", who="Ada")
    assert weight(case).independent == 3
    case.decide("undo", case.decisions()[0].id, why="it was one after all", who="Ada")
    assert weight(case).independent == 2
    case.decide("undo", case.decisions()[-1].id, why="no, two", who="Ada")
    assert weight(case).independent == 3


def test_nothing_is_analysed_again_for_a_decision_about_links(
    case: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    (link, *_) = case.study().links

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("drawn from the start")

    monkeypatch.setattr("firsthand.pipeline.draw", refuse)
    monkeypatch.setattr("firsthand.pipeline.analyse", refuse)
    case.decide("reject", link.id, why="two reporters were there")
    assert weight(case).independent == 3
    case.decide("count", "", why="no owners", value=["near copy", "declared one source"])
    case.decide("join", "c.txt", why="one press release", value="a.txt")
    assert weight(case).independent == 2
    for decision in case.decisions():
        case.decide("undo", decision.id, why="as it was")
    assert weight(case).independent == 2
    case.decide("rename", case.study().events[0].id, why="short", value="Fair")
    with pytest.raises(AssertionError, match="from the start"):
        case.study()


def test_two_reports_are_declared_one_source(case: Dossier) -> None:
    case.decide("join", "c.txt", why="one press release", value="a.txt", who="Ada")
    found = weight(case)
    assert (found.origins, found.independent) == (1, 1)
    assert "a person's word that they are one source" in found.reason
    (link,) = [k for k in case.study().links if k.kind is LinkKind.DECLARED]
    assert link.reason.detail == "declared by Ada: one press release"
    assert link.a < link.b
    case.decide("reject", link.id, why="it was not", who="Bo")
    assert weight(case).independent == 2
    states = {k.id: k.state for k in case.study().links}
    assert states[link.id] is State.REJECTED


def test_a_declaration_is_replayed_after_more_was_added(case: Dossier, tmp_path: Path) -> None:
    case.decide("join", "c.txt", why="one press release", value="b.txt")
    (tmp_path / "d.txt").write_text("Snow fell on the hills above Norrby all night.\n")
    case.add([tmp_path / "d.txt"])
    assert weight(case).independent == 2


def test_the_kinds_that_count_are_chosen(case: Dossier) -> None:
    case.decide("count", "", why="each paper is a source", value=["same owner", "identical"])
    decision = case.decisions()[0]
    assert (decision.target, json.loads(decision.value)) == ("links", ["identical", "same owner"])
    assert weight(case).independent == 3
    assert {link.counts for link in case.study().links} == {False}
    assert all(len(family.reports) == 1 for family in case.study().families)
    every = [kind.value for kind in LinkKind]
    case.decide("count", "", why="all of them", value=every)
    assert weight(case).independent == 2
    case.decide("undo", case.decisions()[-1].id, why="the first was right")
    assert weight(case).independent == 3


def test_the_choice_reaches_every_weight(case: Dossier) -> None:
    before = case.study()
    case.decide("count", "", why="each paper is a source", value=["identical"])
    after = case.study()
    for findings, most in ((before, 2), (after, 3)):
        weights = [w for _, w in findings.weights]
        weights += [v.weight for one in findings.comparisons for v in one.versions]
        weights += [one.weight for one in findings.progress]
        assert max(w.independent for w in weights) == most
    for _, one in after.weights:
        assert one.independent == len(one.reports)
    for one in (v.weight for c in after.comparisons for v in c.versions):
        assert one.independent == len(one.reports)


def test_outlets_are_added_to_a_dossier(case: Dossier, tmp_path: Path) -> None:
    pages = {"e.html": "https://courier.example/1", "f.html": "https://mail.example/2"}
    bodies = ["Rain is on its way to Norrby, the weather office says.", "A bakery opens in Lund."]
    for (name, url), body in zip(pages.items(), bodies, strict=True):
        head = f'<title>{body}</title><link rel="canonical" href="{url}">'
        (tmp_path / name).write_text(f"<html><head>{head}</head><body><p>{body}</p></body></html>")
    case.add([tmp_path / name for name in pages])
    assert weight(case).independent == 4
    (tmp_path / "ours.toml").write_text(OURS)
    first, _ = case.add_outlets(tmp_path / "ours.toml", "local papers", "Ada")
    assert (first.action, first.target) == ("outlet", "Courier")
    assert weight(case).independent == 3
    (link,) = [k for k in case.study().links if k.kind is LinkKind.SAME_OWNER]
    assert "added by Ada: local papers" in link.reason.detail
    case.decide("undo", first.id, why="sold last year")
    assert weight(case).independent == 4


@pytest.mark.parametrize(
    ("action", "target", "value", "said"),
    [
        ("join", "a.txt", "nowhere.txt", "no report under 'nowhere.txt'"),
        ("join", "a.txt", "a.txt", "name two reports"),
        ("join", "", "a.txt", "no report under ''"),
        ("count", "", ["copied"], "unknown kind 'copied'"),
        ("count", "", [], "name the kinds"),
        ("count", "", 3, "name the kinds"),
        ("outlet", "Courier", "Fjordlund Media", "it has no name"),
        ("outlet", "Courier", {"name": "Courier", "boss": "Ada"}, "unknown field 'boss'"),
        ("undo", "decision-0", "", "no decision 'decision-0' to undo"),
        ("reject", "link-0", "", "nothing with the id 'link-0' in this dossier"),
        ("confirm", "", "", "nothing with the id ''"),
        ("rename", "event-0", "Fair", "nothing with the id 'event-0'"),
        ("status", "progress-0", "done", "nothing with the id 'progress-0'"),
        ("note", "link-1", "ask", "nothing with the id 'link-1'"),
    ],
)
def test_a_decision_about_nothing_is_refused(
    case: Dossier, action: str, target: str, value: object, said: str
) -> None:
    with pytest.raises(DossierError, match=said):
        case.decide(action, target, why="because", value=value)
    assert case.decisions() == ()


def test_a_decision_about_the_wrong_kind_of_item_is_refused(case: Dossier) -> None:
    findings = case.study()
    link, event = findings.links[0].id, findings.events[0].id
    with pytest.raises(DossierError, match=f"status: {event} is in events; it can be one of prog"):
        case.decide("status", event, why="because", value="done")
    with pytest.raises(DossierError, match=r"rename: .* is in links"):
        case.decide("rename", link, why="because", value="copy")
    with pytest.raises(DossierError, match=r"reject: .* is in reports"):
        case.decide("reject", findings.reports[0].id, why="because")
    kept = case.decide("note", findings.reports[0].id, why="because", value="sent by the union")
    assert case.decisions() == (kept,)
    case.decide("undo", kept.id, why="not so")
    with pytest.raises(DossierError, match="is undone already"):
        case.decide("undo", kept.id, why="not so")


def test_a_bad_file_of_outlets_adds_nothing(case: Dossier, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("outlets = [{ name = 'A' }, { owner = 'B' }]")
    with pytest.raises(LexiconError, match="outlet 2"):
        case.add_outlets(tmp_path / "bad.toml", "because")
    with pytest.raises(DossierError, match=r"none\.toml"):
        case.add_outlets(tmp_path / "none.toml", "because")
    assert case.decisions() == ()


def test_decisions_from_the_terminal(case: Dossier, tmp_path: Path, home: str | Path) -> None:
    path = case_path = str(home)
    case.close()
    (tmp_path / "ours.toml").write_text(OURS)

    def run(*words: str) -> str:
        result = RUN.invoke(app, ["decide", case_path, *words, "--why", "because", "--who", "Ada"])
        assert result.exit_code == OK, result.output
        return result.stdout

    assert run("join", "a.txt", "c.txt").startswith("1 join ")
    assert "2 count links by Ada" in run("count", "near-copy", "declared-one-source")
    told = [
        json.loads(line)
        for line in run("outlets", str(tmp_path / "ours.toml"), "--json").split("\n")
        if line
    ]
    assert [one["number"] for one in told] == [3, 4]
    assert run("undo", told[0]["id"]).startswith("5 undo")
    with Dossier.open(path) as again:
        link = again.study().links[0].id
    assert run("note", link, "ask", "the", "desk").startswith(f"6 note {link}")
    with Dossier.open(path) as again:
        decisions = again.decisions()
        assert weight(again).independent == 1
    assert json.loads(decisions[1].value) == ["near copy", "declared one source"]
    assert json.loads(decisions[5].value) == "ask the desk"
    numbers = [decision.number for decision in decisions]
    assert all(late == early + 1 for early, late in pairwise(numbers))


def test_counts_follow_at_the_terminal(case: Dossier, home: str | Path) -> None:
    path = str(home)
    (link, *_) = case.study().links
    case.close()

    def told(*words: str) -> dict[str, object]:
        result = RUN.invoke(app, [*words[:1], path, *words[1:], "--json"])
        assert result.exit_code == OK, result.output
        row: dict[str, object] = json.loads(result.stdout)
        return row

    def sources() -> tuple[object, object]:
        row = told("study", "-q")
        return row["independent_sources"], row["independent_sources_at_most"]

    because = ("--why", "because", "--who", "Ada")
    assert sources() == (2, 2)
    rejected = told("decide", "reject", link.id, *because)
    assert sources() == (3, 3)
    told("decide", "undo", str(rejected["id"]), *because)
    assert sources() == (2, 2)
    chosen = told("decide", "count", "same-owner", *because)
    assert sources() == (3, 3)
    told("decide", "undo", str(chosen["id"]), *because)
    told("decide", "join", "a.txt", "c.txt", *because)
    assert sources() == (1, 1)


def test_wrong_decisions_from_the_terminal(case: Dossier, tmp_path: Path, home: str | Path) -> None:
    path = str(home)
    case.close()
    assert RUN.invoke(app, ["decide", path, "reject", "link-1"]).exit_code == USAGE
    assert RUN.invoke(app, ["decide", path, "rename", "x", "--why", "y"]).exit_code == USAGE
    for words, said in (
        (["count", "copied"], "unknown kind"),
        (["reject", "link-1"], "nothing with the id 'link-1'"),
        (["undo", "decision-1"], "no decision 'decision-1'"),
    ):
        result = RUN.invoke(app, ["decide", path, *words, "--why", "y"])
        assert result.exit_code == ERROR
        assert said in str(result.exception)
