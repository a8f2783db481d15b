"""Are reports linked by the right kind, in several languages, and do the counts follow?"""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from firsthand import pipeline
from firsthand.ingest import read_bytes
from firsthand.model.findings import Findings
from firsthand.model.report import Report
from firsthand.model.story import LinkKind, Weight

CASES = Path(__file__).parent.parent / "cases" / "lineage"
GIVEN = (("outlet", "site"), ("published", "published"))


def load() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{path.stem}: {case['name']}", case)
        for path in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


LOADED = load()


def raw(name: str, row: dict[str, str]) -> Report:
    report = read_bytes(f"{name}.txt", row["text"].strip().encode())
    given = tuple((key, row[field]) for field, key in GIVEN if field in row)
    return replace(report, given=(*report.given, *given))


@cache
def study(number: int) -> tuple[Findings, dict[str, str]]:
    case = LOADED[number][1]
    findings = pipeline.study([raw(name, row) for name, row in case["reports"].items()])
    return findings, {report.id: report.name.removesuffix(".txt") for report in findings.reports}


def counts(weight: Weight) -> list[int]:
    return [weight.origins, weight.independent, weight.at_most]


each = pytest.mark.parametrize("number", range(len(LOADED)), ids=[name for name, _ in LOADED])


@each
def test_links_have_the_right_kind(number: int) -> None:
    findings, names = study(number)
    order = {name: place for place, name in enumerate(LOADED[number][1]["reports"])}
    found = set()
    for link in findings.links:
        a, b, direction = names[link.a], names[link.b], link.direction.value
        if order[a] > order[b]:
            a, b = b, a
            direction = {"a->b": "b->a", "b->a": "a->b"}.get(direction, direction)
        found.add((a, b, link.kind.value, direction))
    wanted = {
        (row[0], row[1], row[2]): row[3] if len(row) > 3 else "unknown"
        for row in LOADED[number][1]["links"]
    }
    assert found == {(*pair, direction) for pair, direction in wanted.items()}


@each
def test_links_show_the_words_they_rest_on(number: int) -> None:
    findings, _ = study(number)
    texts = {report.id: report.text for report in findings.reports}
    for link in findings.links:
        assert link.reason.detail
        assert 0.0 < link.probability <= 1.0
        assert link.passages, link.kind
        for passage in link.passages:
            assert (passage.a.report, passage.b.report) == (link.a, link.b)
            for span in (passage.a, passage.b):
                assert texts[span.report][span.start : span.end] == span.quote


@each
def test_weights_follow_from_the_links(number: int) -> None:
    findings, _ = study(number)
    everything = dict(findings.weights)["all"]
    assert [everything.texts, *counts(everything)] == LOADED[number][1]["weights"]


@each
def test_a_claim_from_another_outlet_is_not_first_hand(number: int) -> None:
    findings, _ = study(number)
    for words, wanted in LOADED[number][1].get("claims", ()):
        weights = [
            version.weight
            for comparison in findings.comparisons
            for version in comparison.versions
            if any(mention.quote.strip(" .«»“”„") == words for mention in version.mentions)
        ]
        assert [[len(w.reports), *counts(w)] for w in weights if len(w.reports) == wanted[0]] == [
            wanted
        ], words


def test_a_quotation_names_its_speaker() -> None:
    findings, _ = study(next(n for n, (name, _) in enumerate(LOADED) if "vote" in name))
    details = [k.reason.detail for k in findings.links if k.kind is LinkKind.QUOTATION]
    assert details
    assert all("Ilse Varga" in detail and "share no others" in detail for detail in details)
