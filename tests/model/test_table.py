"""Do tables of pandas, polars and Arrow hold every item, and do notebooks show words safely?"""

import pickle
from dataclasses import replace
from html.parser import HTMLParser

import pyarrow as pa
import pytest

from firsthand.model.findings import Findings
from firsthand.model.schema import TABLES, from_json, from_row, to_json
from firsthand.model.table import Table
from tests.serve.builders import rich_findings

FINDINGS = rich_findings()
NAMES = [name for name in FINDINGS.__slots__ if name != "weights"]


def table(name: str, findings: Findings = FINDINGS) -> Table[object]:
    held = getattr(findings, name)
    assert isinstance(held, Table)
    return held


@pytest.mark.parametrize("name", NAMES)
def test_every_table_library_holds_every_item(name: str) -> None:
    items, noun = table(name), TABLES[name]
    assert items.to_dict().keys() == items.to_arrow().to_pydict().keys()
    frames = (items.to_arrow().to_pylist(), items.to_polars().to_dicts(), items.to_dicts())
    for rows in frames:
        assert tuple(from_row(noun, row) for row in rows) == items
    frame = items.to_pandas()
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert tuple(from_row(noun, row) for row in rows) == items


def test_types_do_not_depend_on_what_was_found() -> None:
    empty = Findings()
    for name in NAMES:
        full, none = table(name), table(name, empty)
        assert none.to_arrow().schema.equals(full.to_arrow().schema, check_metadata=True)
        assert dict(none.to_polars().schema) == dict(full.to_polars().schema)
        assert none.to_pandas().dtypes.to_dict() == full.to_pandas().dtypes.to_dict()
    assert table("figures").to_arrow().schema.field("value").type == pa.float64()
    assert str(table("figures").to_pandas()["low_open"].dtype) == "bool"


def test_weights_are_a_table_too() -> None:
    rows = table("weights").to_dicts()
    assert [row["of_item"] for row in rows] == ["all", "event-opening"]
    assert table("weights").to_polars().shape[0] == table("weights", FINDINGS).to_pandas().shape[0]


def test_a_table_is_the_tuple_it_holds() -> None:
    assert FINDINGS.figures == tuple(FINDINGS.figures)
    assert repr(FINDINGS.figures) == repr(tuple(FINDINGS.figures))
    assert from_json(Findings, to_json(FINDINGS)) == FINDINGS
    again = pickle.loads(pickle.dumps(FINDINGS))  # noqa: S301 - our own
    assert again == FINDINGS
    assert again.figures.to_dicts() == table("figures").to_dicts()


class Marks(HTMLParser):
    """Collects what is marked and which elements there are."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: list[str] = []
        self.tags: set[str] = set()
        self._in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in = tag == "mark"
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        self._in = self._in and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._in:
            self.marked.append(data)


def shown(items: Table[object]) -> Marks:
    marks = Marks()
    marks.feed(items._repr_html_())
    return marks


def test_a_notebook_marks_the_words_of_each_item() -> None:
    assert shown(table("figures")).marked == [one.span.quote for one in FINDINGS.figures]
    statements = shown(table("statements")).marked
    assert statements == [one.content[0].quote for one in FINDINGS.statements]
    assert len(shown(table("entities")).marked) == len(FINDINGS.entities)
    assert "R2 repeats R1" in FINDINGS._repr_html_()


def test_the_text_of_a_report_is_never_markup() -> None:
    report = FINDINGS.reports[0]
    bad = replace(report, text=report.text.replace("Monday", "<img onerror=alert(1)>"))
    span = bad.span(bad.text.index("<img"), bad.text.index("1)>") + 3)
    moment = replace(FINDINGS.moments[0], span=span)
    found = replace(FINDINGS, reports=(bad,), moments=(moment,))
    marks = shown(table("moments", found))
    assert marks.marked == ["<img onerror=alert(1)>"]
    assert "img" not in marks.tags


def test_a_long_table_shows_its_beginning() -> None:
    many: Table[object] = Table(FINDINGS.figures * 10, reports=FINDINGS.reports)
    assert len(shown(many).marked) == 20
    assert "and 30 more" in many._repr_html_()
