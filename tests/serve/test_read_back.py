"""Does each library of the field read an export back, with every row?"""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import jsonschema
import networkx as nx  # type: ignore[import-untyped]
import openpyxl  # type: ignore[import-untyped]
import pypdfium2
import pytest
import rispy  # type: ignore[import-untyped]
import stix2  # type: ignore[import-untyped]
from bibtexparser.entrypoint import parse_string
from openpyxl.utils.escape import unescape  # type: ignore[import-untyped]
from pyarrow import parquet

from firsthand.cli.exporting import KNOWN
from firsthand.errors import DossierError
from firsthand.model.findings import Findings
from firsthand.model.schema import TABLES, from_json, from_row, spans_of, to_json
from firsthand.model.story import Decision, Weight
from firsthand.serve.exports import FORMATS, Material, format_of, formats, pages, save, stream
from firsthand.serve.exports.rows import tables_of
from tests.serve.builders import rich_findings

FINDINGS = rich_findings()
NOTE = Decision(
    "decision-1",
    1,
    "note",
    "link-1",
    '"=see the desk"',
    "Ada",
    "2031-03-05T10:00:00+00:00",
    "asked",
)
MATERIAL = Material(FINDINGS, (NOTE,), "Lantern", raw=lambda name: name.encode())
COUNTS = {table: len(getattr(FINDINGS, table)) for table in tables_of(Material(FINDINGS))} | {
    "decisions": 1
}


def written(name: str, material: Material = MATERIAL) -> bytes:
    return b"".join(stream(material, format_of(name)))


def files(name: str, material: Material = MATERIAL) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written(name, material))) as archive:
        assert archive.testzip() is None
        return {one: archive.read(one) for one in archive.namelist()}


@pytest.mark.parametrize("name", [one.name for one in FORMATS if one.name != "pdf"])
def test_equal_findings_give_equal_bytes(name: str) -> None:
    assert written(name) == written(name)


def test_the_command_line_names_every_format() -> None:
    assert ", ".join(form.name for form in FORMATS) == KNOWN


def test_every_format_has_a_name_of_its_own() -> None:
    assert len({one.name for one in FORMATS}) == len(FORMATS)
    assert list(formats())[: len(FORMATS)] == [one.name for one in FORMATS]
    with pytest.raises(DossierError, match="unknown format 'docx'; known are json"):
        format_of("docx")


def test_json_is_one_document_with_everything() -> None:
    assert written("json") == to_json(FINDINGS) + b"\n"


def test_jsonl_gives_every_item_back() -> None:
    back: dict[str, list[Any]] = {table: [] for table in COUNTS}
    for line in written("jsonl").decode().splitlines():
        row = json.loads(line)
        back[row.pop("table")].append(row)
    assert {table: len(rows) for table, rows in back.items()} == COUNTS
    for table, noun in TABLES.items():
        items = MATERIAL.decisions if table == "decisions" else getattr(FINDINGS, table)
        assert tuple(from_json(noun, json.dumps(row)) for row in back[table]) == items
    weights = [(row.pop("of_item"), from_json(Weight, json.dumps(row))) for row in back["weights"]]
    assert tuple(weights) == FINDINGS.weights


@pytest.mark.parametrize(("name", "mark"), [("csv", True), ("csv-plain", False)])
def test_csv_has_a_line_for_each_item(name: str, *, mark: bool) -> None:
    found = {}
    for file, data in files(name).items():
        assert data.startswith(b"\xef\xbb\xbf") is mark
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        found[file.removesuffix(".csv")] = len(rows)
    assert found == COUNTS


def test_xlsx_has_a_row_for_each_item_and_no_formula() -> None:
    report = replace(
        FINDINGS.reports[0], name="=HYPERLINK(1)", text="x\x0by_x0041_ " + "long " * 9000
    )
    refusal = replace(FINDINGS.refusals[0], name="#N/A")
    reports = (report, *FINDINGS.reports[1:])
    one = replace(MATERIAL, findings=replace(FINDINGS, reports=reports, refusals=(refusal,)))
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", one)), read_only=True)
    assert book.sheetnames == [*COUNTS, "long values"]
    tables = {sheet.title: list(sheet.iter_rows()) for sheet in book}
    assert {name: len(rows) - 1 for name, rows in tables.items() if name in COUNTS} == COUNTS
    for rows in tables.values():
        assert all(cell.data_type != "f" for row in rows for cell in row)
    header = [cell.value for cell in tables["reports"][0]]
    first = dict(zip(header, tables["reports"][1], strict=True))
    assert first["name"].value == "=HYPERLINK(1)"
    refused = tables["refusals"][1]
    assert (refused[0].value, refused[0].data_type) == ("#N/A", "s")
    assert first["text"].value.endswith("long …")
    parts = [[cell.value for cell in row] for row in tables["long values"][1:]]
    assert {tuple(part[:3]) for part in parts} == {("reports", 2, "text")}
    assert "".join(unescape(part[4]) for part in parts) == report.text


def test_parquet_has_typed_rows_that_become_the_items_again() -> None:
    tables = {
        name.removesuffix(".parquet"): parquet.read_table(io.BytesIO(data))
        for name, data in files("parquet").items()
    }
    assert {name: table.num_rows for name, table in tables.items()} == COUNTS
    figures = tables["figures"].to_pylist()
    assert tuple(from_row(TABLES["figures"], row) for row in figures) == FINDINGS.figures
    assert str(tables["figures"].schema.field("value").type) == "double"
    assert tables["figures"].schema.field("senses").metadata == {b"content": b"application/json"}


def test_followthemoney_knows_every_entity() -> None:
    ftm = pytest.importorskip("followthemoney")
    rows = [json.loads(line) for line in written("ftm").splitlines()]
    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows)
    for row in rows:
        schema = ftm.model.get(row["schema"])
        assert schema is not None
        assert schema.validate(row) is None
        for name, values in row["properties"].items():
            prop = schema.properties[name]
            assert not prop.stub
            assert all(prop.type.validate(value) for value in values), (row, name)
            if prop.type.name == "entity":
                assert set(values) <= ids
        proxy = ftm.model.get_proxy(row, cleaned=False)
        assert {name: set(proxy.get(name)) for name in row["properties"]} == {
            name: {value.strip() for value in values} for name, values in row["properties"].items()
        }
    counted = {name: sum(row["schema"] == name for row in rows) for name in ("Article", "Event")}
    assert counted == {"Article": COUNTS["reports"], "Event": COUNTS["events"]}
    kinds = [row["properties"]["keywords"][0] for row in rows if row["schema"] == "Note"]
    assert kinds.count("figure") == COUNTS["figures"]
    assert kinds.count("claim") == COUNTS["comparisons"]
    mentions = sum(len(entity.mentions) for entity in FINDINGS.entities) + COUNTS["places"]
    assert sum(row["schema"] == "Mention" for row in rows) == mentions
    assert sum(row["schema"] == "UnknownLink" for row in rows) == COUNTS["links"]


ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "motivation", "body", "target"],
    "properties": {
        "id": {"type": "string", "format": "uri", "pattern": "^urn:"},
        "type": {"const": "Annotation"},
        "motivation": {
            "enum": [
                "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
                "highlighting", "identifying", "linking", "moderating", "questioning", "replying",
                "tagging",
            ]
        },
        "body": {
            "type": "array",
            "items": {
                "required": ["type", "purpose", "value"],
                "properties": {"type": {"const": "TextualBody"}},
            },
        },
        "target": {"$ref": "#/$defs/target"},
    },
    "$defs": {
        "target": {
            "oneOf": [
                {"type": "string", "pattern": "^urn:"},
                {"$ref": "#/$defs/specific"},
                {"type": "array", "minItems": 2, "items": {"$ref": "#/$defs/specific"}},
            ]
        },
        "specific": {
            "type": "object",
            "required": ["type", "source", "selector"],
            "properties": {
                "type": {"const": "SpecificResource"},
                "selector": {
                    "type": "array",
                    "minItems": 2,
                    "prefixItems": [
                        {
                            "required": ["type", "start", "end"],
                            "properties": {"type": {"const": "TextPositionSelector"}},
                        },
                        {
                            "required": ["type", "exact", "prefix", "suffix"],
                            "properties": {"type": {"const": "TextQuoteSelector"}},
                        },
                    ],
                },
            },
        },
    },
}  # fmt: skip
"""The shape that the Web Annotation Data Model (2017) asks for, sections 3 and 4."""


def test_annotations_point_at_the_words_with_both_selectors() -> None:
    told = json.loads(written("annotations"))
    assert told["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert told["type"] == "AnnotationCollection"
    assert told["first"]["type"] == "AnnotationPage"
    rows = told["first"]["items"]
    for row in rows:
        jsonschema.validate(row, ANNOTATION)
    with_words = sum(
        any(spans_of(item))
        for table in COUNTS
        if table not in ("reports", "refusals", "decisions", "weights")
        for item in getattr(FINDINGS, table)
    )
    assert told["total"] == len(rows) == with_words + COUNTS["decisions"]
    texts = {f"urn:firsthand:report:{report.id}": report.text for report in FINDINGS.reports}
    for row in rows[:-1]:
        targets = row["target"] if isinstance(row["target"], list) else [row["target"]]
        for target in targets:
            place, quote = target["selector"]
            text = texts[target["source"]]
            assert text[place["start"] : place["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert around in text
    assert rows[-1]["target"] == "urn:firsthand:link-1"


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_the_graph(name: str, read: Callable[[IO[bytes]], Any]) -> None:
    graph = read(io.BytesIO(written(name)))
    assert graph.is_directed()
    kinds = [data["kind"] for _, data in graph.nodes(data=True)]
    assert kinds.count("report") == COUNTS["reports"]
    assert kinds.count("event") == COUNTS["events"]
    assert len(kinds) == COUNTS["reports"] + COUNTS["events"] + COUNTS["entities"]
    edges = [data for _, _, data in graph.edges(data=True)]
    assert sum("probability" in data for data in edges) == COUNTS["links"]
    mentions = sum(int(data["weight"]) for data in edges if data["kind"] == "mentions")
    assert mentions == sum(len(entity.mentions) for entity in FINDINGS.entities)
    (link,) = FINDINGS.links
    source, target, data = next(edge for edge in graph.edges(data=True) if "probability" in edge[2])
    assert {source, target} == {link.a, link.b}
    assert source == FINDINGS.reports[0].id
    assert data["kind"] == "near copy"


def test_bibtex_has_an_entry_for_each_report() -> None:
    odd = replace(FINDINGS.reports[1], name="50% {off} & more_#1~^\\$.txt", blocks=())
    material = replace(MATERIAL, findings=replace(FINDINGS, reports=(FINDINGS.reports[0], odd)))
    library = parse_string(written("bibtex", material).decode())
    assert not library.failed_blocks
    first, second = library.entries
    assert first.fields_dict["year"].value == "2031"
    assert first.fields_dict["journal"].value == "Quayside Courier"
    assert first.fields_dict["title"].value.strip("{}") == "Lantern scheme opens at Port Elmsay"
    assert r"50\% \{off\}" in second.fields_dict["title"].value


def test_ris_has_a_record_for_each_report() -> None:
    records = rispy.loads(written("ris").decode())
    assert len(records) == COUNTS["reports"]
    assert records[0]["type_of_reference"] == "NEWS"
    assert records[0]["title"] == "Lantern scheme opens at Port Elmsay"
    assert records[0]["year"] == "2031"


def test_csl_has_an_item_for_each_report() -> None:
    items = json.loads(written("csl"))
    assert len(items) == COUNTS["reports"] == len({item["id"] for item in items})
    assert items[0]["issued"] == {"date-parts": [[2031, 3, 4]]}
    assert items[0]["container-title"] == "Quayside Courier"
    assert all(item["type"] == "article-newspaper" for item in items)
    assert json.loads(written("csl", Material(Findings()))) == []


def test_stix_accepts_every_object() -> None:
    told = stix2.parse(written("stix").decode(), version="2.1")
    counted: dict[str, int] = {}
    for one in told.objects:
        counted[one["type"]] = counted.get(one["type"], 0) + 1
    assert counted["report"] == COUNTS["reports"] + 1
    assert counted["file"] == COUNTS["reports"]
    assert counted["identity"] == COUNTS["entities"] + 1
    assert counted["relationship"] == COUNTS["links"]
    assert counted["note"] == COUNTS["events"] + COUNTS["comparisons"] + COUNTS["progress"]
    assert len({one["id"] for one in told.objects}) == len(told.objects)
    whole = told.objects[-1]
    assert whole["name"] == "Lantern"
    assert len(whole["object_refs"]) == len(told.objects) - 1
    copy = next(one for one in told.objects if one["type"] == "relationship")
    assert copy["relationship_type"] == "derived-from"


def test_iati_has_a_row_for_each_outcome_and_each_silence() -> None:
    asked = replace(
        FINDINGS.progress[0],
        targets=(FINDINGS.figures[2].id,),
        baseline=(replace(FINDINGS.progress[0].outcomes[0], item=FINDINGS.figures[0].id),),
    )
    findings = replace(FINDINGS, progress=(asked, *FINDINGS.progress[1:]))
    told = written("iati", replace(MATERIAL, findings=findings)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told, newline="")))
    assert len(rows) == sum(max(1, len(one.outcomes)) for one in FINDINGS.progress)
    assert rows[0]["actual_value"] == "18"
    assert (rows[0]["target_value"], rows[0]["target_unit"]) == ("1200000.0", "crowns")
    assert (rows[0]["baseline_value"], rows[0]["baseline_date"]) == ("240", "2032")
    assert rows[0]["status"] == "partly"
    assert rows[0]["actual_document"] == "reports/fanus.txt"
    assert rows[1]["actual_comment"] == "nothing found in these reports"


def test_html_is_the_brief() -> None:
    assert b"Lantern scheme opens at Port Elmsay" in written("html")
    with pytest.raises(DossierError, match="no reports yet"):
        written("html", Material(Findings()))


@pytest.mark.browser
def test_pdf_is_the_brief_printed() -> None:
    try:
        pages.browser()
    except DossierError as error:
        pytest.skip(str(error))
    document = pypdfium2.PdfDocument(written("pdf"))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    for report in FINDINGS.reports[:2]:
        assert report.name.rpartition("/")[2] in text
    assert "Lantern" in text
    document.close()


def test_without_a_browser_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr(pages, "_places", lambda: iter(()))
    with pytest.raises(DossierError, match="apt install chromium"):
        written("pdf")


def test_a_browser_that_prints_nothing_is_told_of() -> None:
    with pytest.raises(DossierError, match="printed nothing"):
        pages.print_page("<p>Lantern</p>", "/bin/false")


def test_a_library_that_is_not_there_is_named() -> None:
    form = replace(format_of("xlsx"), needs=("no_such_library",))
    with pytest.raises(DossierError, match="no_such_library is not installed"):
        stream(MATERIAL, form)


def test_a_plug_in_adds_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    form = replace(format_of("json"), name="ours", ending=".ours")
    usurper = replace(form, name="csv")
    monkeypatch.setattr("firsthand.serve.exports.registry.export_formats", lambda: (form, usurper))
    assert format_of("ours") is form
    assert format_of("csv").ending == ".csv"


def test_a_folder_is_written_as_files_or_as_one_archive(tmp_path: Path) -> None:
    form = format_of("parquet")
    assert {path.stem for path in save(MATERIAL, form, tmp_path / "out")} == set(COUNTS)
    (archive,) = save(MATERIAL, form, tmp_path / "out.zip")
    assert zipfile.is_zipfile(archive)
    (one,) = save(MATERIAL, format_of("ris"), tmp_path / "out.ris")
    assert one.read_bytes() == written("ris")


def test_nothing_found_is_exported_too() -> None:
    empty = {
        form.name
        for form in FORMATS
        if form.name not in ("html", "pdf") and not written(form.name, Material(Findings()))
    }
    assert empty == {"jsonl", "ftm", "bibtex", "ris"}
