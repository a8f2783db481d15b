import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firsthand import Dossier
from firsthand.cli import OK, app
from firsthand.compare.merging import mark, redrawn
from firsthand.errors import DossierError
from firsthand.model.items import NameKind
from firsthand.model.story import Decision, Entity

TEXTS = {
    "a.txt": "The mayor of Oldhaven, Ilse Varga, opened the east quay on Monday. Varga thanked the "
    "builders and the council for their patience during the long winter.\n",
    "b.txt": "Elsa Wargo, who runs the harbour office, spoke about the boats at length. Fishermen "
    "listened to her in the rain, and nobody left before the end of it.\n",
}


@pytest.fixture
def case(tmp_path: Path, home: str | Path) -> Iterator[Dossier]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Dossier.new(home) as dossier:
        dossier.add([tmp_path / name for name in TEXTS])
        yield dossier


def people(case: Dossier) -> dict[str, Entity]:
    found = case.study().entities
    return {entity.name: entity for entity in found if entity.kind is not NameKind.PLACE}


def quotes(entity: Entity) -> set[str]:
    return {mention.span.quote for mention in entity.mentions}


def test_two_people_are_merged_and_parted_again(case: Dossier, tmp_path: Path) -> None:
    before = people(case)
    assert {"Ilse Varga", "Elsa Wargo"} <= before.keys()
    first, second = before["Ilse Varga"].id, before["Elsa Wargo"].id
    decision = case.decide("merge", first, why="one person, two papers", value=second, who="Ada")
    merged = people(case)
    assert "Elsa Wargo" not in merged
    assert quotes(merged["Ilse Varga"]) == {"Ilse Varga", "Varga", "Elsa Wargo"}
    why = {m.span.quote: m.reason.detail for m in merged["Ilse Varga"].mentions}
    assert why["Elsa Wargo"] == "merged by Ada: one person, two papers"
    assert {one.text for one in merged["Ilse Varga"].spellings} == {"Ilse Varga", "Elsa Wargo"}
    (tmp_path / "c.txt").write_text("Ilse Varga stayed away from the feast.\n", encoding="utf-8")
    case.add([tmp_path / "c.txt"])
    again = people(case)["Ilse Varga"]
    assert len({m.span.report for m in again.mentions}) == 3
    case.decide("undo", decision.id, why="two people after all", who="Ada")
    assert "Elsa Wargo" in people(case)


def test_a_spelling_is_split_off(case: Dossier, tmp_path: Path) -> None:
    text = "Igor Varga, a baker, sold bread there. Varga had come early.\n"
    (tmp_path / "c.txt").write_text(text, encoding="utf-8")
    case.add([tmp_path / "c.txt"])
    whole = people(case)
    one = next(e for e in whole.values() if "Ilse Varga" in quotes(e))
    first = whole.get("Igor Varga", one)
    if first is not one:
        case.decide("merge", one.id, why="to begin with", value=first.id, who="Ada")
        one = next(e for e in people(case).values() if "Ilse Varga" in quotes(e))
    case.decide("split", one.id, why="her brother", value="Igor Varga", who="Ada")
    parted = people(case)
    assert quotes(parted["Igor Varga"]) == {"Igor Varga", "Varga"}
    assert quotes(parted["Ilse Varga"]) == {"Ilse Varga", "Varga"}


def test_a_new_name_stays_when_reports_come(case: Dossier, tmp_path: Path) -> None:
    case.decide("rename", people(case)["Ilse Varga"].id, why="her full name", value="Ilse M. Varga")
    assert "Ilse M. Varga" in people(case)
    (tmp_path / "c.txt").write_text("Ilse Varga stayed away from the feast.\n", encoding="utf-8")
    case.add([tmp_path / "c.txt"])
    assert len({m.span.report for m in people(case)["Ilse M. Varga"].mentions}) == 2


@pytest.mark.parametrize(
    ("action", "value", "said"),
    [("merge", "entity-0", "no other entity"), ("split", "Nobody", "no spelling")],
)
def test_what_cannot_be_is_refused(case: Dossier, action: str, value: str, said: str) -> None:
    with pytest.raises(DossierError, match=said):
        case.decide(action, people(case)["Ilse Varga"].id, why="because", value=value)
    assert case.decisions() == ()


def test_merging_from_the_terminal(case: Dossier, home: str | Path) -> None:
    found = people(case)
    case.close()
    words = [
        "merge",
        found["Ilse Varga"].id,
        found["Elsa Wargo"].id,
        "--why",
        "one",
        "--who",
        "Ada",
    ]
    result = CliRunner().invoke(app, ["decide", str(home), *words])
    assert result.exit_code == OK, result.output


def test_what_is_gone_is_passed_over(case: Dossier) -> None:
    one = people(case)["Ilse Varga"]
    gone = {**mark(one), "name": "Nobody", "at": ["0" * 64, 0, 1]}
    for action, value in (
        ("merge", {"of": gone, "with": mark(one)}),
        ("merge", {"of": mark(one), "with": gone}),
        ("split", {"of": mark(one), "spelling": "Nobody"}),
        ("rename", "only a name"),
    ):
        decision = Decision("d", 1, action, one.id, json.dumps(value), "Ada", "", "because")
        assert redrawn([one], [decision]) == (one,)
    other = replace(one, id="entity-2", name="Other")
    assert redrawn([other, one], []) == (one, other)
