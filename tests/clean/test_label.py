"""Are lines labelled, and is the publication read, as the cases say?"""

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from firsthand.clean import label
from firsthand.model.reason import Provenance
from firsthand.model.report import Block, Report, Role
from firsthand.model.span import hash_text

CASES = Path(__file__).parents[1] / "cases" / "clean"
SLOTS = ("outlet", "agency", "published", "dateline_date", "dateline_place")


def make_report(text: str, given: tuple[tuple[str, str], ...] = ()) -> Report:
    return Report(
        id=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        name="case.txt",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        given=given,
    )


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def all_cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{name}: {case['name']}")
        for name in ("wire", "web", "papers", "letterheads")
        for case in load(name)["case"]
    ]


def part(report: Report, role: Role) -> Block | None:
    found = [b for b in report.blocks if b.role is role]
    return next((b for b in found if b.inline), found[0] if found else None)


@pytest.mark.parametrize("case", all_cases())
def test_case(case: dict[str, Any]) -> None:
    text = "\n".join(line for _, line in case["lines"])
    report = label(make_report(text, tuple((k, v) for k, v in case.get("given", []))))
    expected = [(role, line) for role, line in case["lines"] if line.strip()]
    blocks = [b for b in report.blocks if not b.inline]
    found = [(b.role.value, line.strip()) for b in blocks for line in b.span.quote.splitlines()]
    assert found == expected
    for slot in SLOTS:
        if slot in case:
            assert getattr(report.metadata, slot).value == case[slot], slot
    if "language" in case:
        assert report.metadata.language == case["language"]
    for name, role in (("title", Role.TITLE), ("dateline", Role.DATELINE)):
        if name in case:
            block = part(report, role)
            assert (block.span.quote if block else "") == case[name]


@pytest.mark.parametrize("line", load("prose")["lines"])
def test_prose_is_never_furniture(line: str) -> None:
    before = (
        "The council met on Monday for the first time since the summer and heard nine speakers."
    )
    after = "The meeting ended after four hours without a vote, and a new one was set for Thursday."
    for text in (
        f"{before}\n\n{line}\n\n{after}",
        f"{line}\n\n{after}",
        f"{before}\n\n{line}",
        f"Council meets after summer break\n\n{line}\n\n{after}",
    ):
        report = label(make_report(text))
        block = next(b for b in report.blocks if b.span.quote == line and not b.inline)
        assert block.role is Role.BODY, block.rule
        assert not [b for b in report.blocks if b.inline and b.role is Role.DATELINE]


def test_spans_and_provenance_of_metadata() -> None:
    case = next(c for c in load("web")["case"] if c["name"] == "English page with head and tail")
    report = label(make_report("\n".join(line for _, line in case["lines"])))
    metadata = report.metadata
    assert [s.quote for s in metadata.published.spans] == ["21/10/2024"]
    assert metadata.published.provenance is Provenance.EXPLICIT
    assert [s.quote for s in metadata.agency.spans] == ["Reuters"]
    assert [s.quote for s in metadata.outlet.spans] == ["The Alder Courier"]


def test_given_metadata_has_no_spans() -> None:
    text = "Ferries ran again on Friday after a storm of three days, the company said."
    given = (("published", "2024-05-03"), ("site", "The Alder Courier"))
    metadata = label(make_report(text, given)).metadata
    assert (metadata.published.value, metadata.published.spans) == ("2024-05-03", ())
    assert metadata.published.provenance is Provenance.DOCUMENT
    assert metadata.outlet.provenance is Provenance.DOCUMENT


def test_what_the_text_states_wins_over_what_the_head_says() -> None:
    text = (
        "Ferries run again\nPublished: 2 May 2024\n\n"
        "Ferries ran again on Friday after a storm of three days, the company said."
    )
    metadata = label(make_report(text, (("published", "2024-05-03"),))).metadata
    assert metadata.published.value == "2024-05-02"


def test_empty_report() -> None:
    report = label(make_report(" \n\t\n"))
    assert report.blocks == ()
    assert report.metadata.language == "und"


def test_text_is_not_changed() -> None:
    text = "\ufeffTitle: A\r\n\r\n  Body text of the report, which is short.  \r\n"
    assert label(make_report(text)).text == text


def test_a_later_paragraph_may_say_that_the_paper_itself_reports() -> None:
    case = next(c for c in load("letterheads")["case"] if "a part of its own" in c["name"])
    report = label(make_report("\n".join(line for _, line in case["lines"])))
    inline = [(b.role, b.span.quote) for b in report.blocks if b.inline]
    assert inline == [(Role.BYLINE, "本报讯（记者 何小桥）")]
