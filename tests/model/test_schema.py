"""Are the nouns written and read back the same, from one place?"""

import json
from dataclasses import fields, is_dataclass

import jsonschema
import pytest

from firsthand.model import findings as findings_module
from firsthand.model.findings import Findings
from firsthand.model.identity import group_id, item_id
from firsthand.model.items import Bound, Change, Figure, Statement, StatementKind, Unit
from firsthand.model.reason import Provenance, Slot
from firsthand.model.schema import (
    ITEMS,
    STORY,
    TABLES,
    columns,
    from_json,
    from_row,
    json_schema,
    spans_of,
    to_json,
    to_plain,
    to_row,
)
from firsthand.model.span import Span

SPAN = Span("r1", 3, 9, "240 km")
FIGURE = Figure(
    id="figure-1",
    span=SPAN,
    value=240,
    bound=Bound.OVER,
    unit=Unit("km", "km", 240_000.0, "m"),
    rule="figures/scan@1",
    low=240,
    low_open=True,
    change=Change.UP,
    measured=Slot("track", (Span("r1", 10, 15, "track"),), Provenance.EXPLICIT),
)
UNHEARD = Statement("statement-1", (SPAN,), StatementKind.INDIRECT, "say", "statements/plain@1")


def test_every_tuple_of_the_findings_has_a_table() -> None:
    tuples = {f.name for f in fields(Findings)} - {"weights"}
    assert tuples == set(TABLES) - {"decisions"}
    assert not set(ITEMS) & set(STORY)


def test_a_nested_record_is_spread_over_columns() -> None:
    row = to_row(FIGURE)
    assert (row["report"], row["start"], row["end"], row["quote"]) == ("r1", 3, 9, "240 km")
    assert (row["unit_surface"], row["unit_si_value"]) == ("km", 240_000.0)
    assert (row["measured"], row["measured_provenance"]) == ("track", "explicit")
    assert json.loads(row["measured_spans"])[0]["quote"] == "track"
    assert row["bound"] == "over"
    assert type(row["bound"]) is str


def test_rows_have_exactly_the_declared_columns() -> None:
    assert list(to_row(FIGURE)) == [column.name for column in columns(Figure)]


@pytest.mark.parametrize("noun", TABLES.values())
def test_column_names_do_not_clash(noun: type) -> None:
    names = [column.name for column in columns(noun)]
    assert len(names) == len(set(names))
    assert {column.kind for column in columns(noun)} <= {"str", "int", "float", "bool", "json"}


def test_an_absent_record_is_null_columns_and_comes_back_absent() -> None:
    row = to_row(UNHEARD)
    assert row["cue_start"] is None
    assert from_row(Statement, row) == UNHEARD


def test_json_of_a_wrong_shape_names_the_path() -> None:
    with pytest.raises(ValueError, match=r"\$\.span\.start"):
        from_json(Figure, to_json(FIGURE).replace(b'"start":3', b'"start":"three"', 1))


def test_findings_fit_the_published_schema() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    findings = Findings(figures=(FIGURE,), statements=(UNHEARD,))
    jsonschema.validate(to_plain(findings), schema)
    broken = to_plain(findings)
    broken["figures"][0]["bound"] = "roughly"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_every_noun_is_in_the_schema() -> None:
    nouns = {n for n in vars(findings_module).values() if isinstance(n, type) and is_dataclass(n)}
    names = {noun.__name__ for noun in nouns} - {"Findings", "Found"}
    assert names <= set(json_schema()["$defs"])


def test_spans_are_found_at_any_depth() -> None:
    assert [span.quote for span in spans_of((FIGURE, UNHEARD))] == ["240 km", "track", "240 km"]


def test_ids_tell_kinds_spans_and_further_values_apart() -> None:
    other = Span("r1", 3, 10, "240 kms")
    ids = {
        item_id("figure", (SPAN,)),
        item_id("place", (SPAN,)),
        item_id("figure", (other,)),
        item_id("figure", (SPAN,), "second reading"),
    }
    assert len(ids) == 4
    assert group_id("family", ["b", "a"]) == group_id("family", ["a", "b"])
    assert group_id("family", ["a", "b"]) != group_id("event", ["a", "b"])
