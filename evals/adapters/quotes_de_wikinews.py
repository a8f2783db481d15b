"""Who is quoted how in German news: word for word, indirectly or in report?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from evals.plain_reports import make_report
from firsthand.analyse.statements import find_statements
from firsthand.clean import label
from firsthand.model.items import Statement, StatementKind
from firsthand.model.span import Span
from firsthand.text.reading import Reading, read

NAME = "quotes-de-wikinews"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "content exact direct": ("marks and dass", 0.778),
    "content exact indirect": ("marks and dass", 0.159),
    "content exact all kinds": ("marks and dass", 0.314),
    "content overlap (macro)": ("marks and dass", 0.362),
}
QUOTED = re.compile(r"[„“»\"][^„“»«\"”]+[“”«\"]")
LEAST_WORDS = 1
"""Words from which a quotation inside an indirect one is listed by itself."""


def predict(folder: Path) -> Iterator[dict[str, object]]:
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            reading = read(label(make_report(row)))
            quotes = [q for s in find_statements(reading) for q in answers(reading, s)]
            yield {"id": row["id"], "quotes": quotes}


def answers(reading: Reading, statement: Statement) -> Iterator[dict[str, object]]:
    kind, content = kind_of(statement), list(statement.content)
    if kind == "reported":
        content = [sentence_of(reading, content[0])]
    # A speaker named in an earlier sentence is marked where it stands.
    speaker = statement.source or next(iter(statement.speaker.spans), None)
    yield quote(kind, content, speaker, nested=False)
    if kind != "direct":
        for span in content:
            for match in QUOTED.finditer(span.quote):
                if len(match[0].split()) >= LEAST_WORDS and len(match[0]) < len(span.quote):
                    start, end = (span.start + offset for offset in match.span())
                    yield quote("direct", [reading.report.span(start, end)], speaker, nested=True)


def quote(
    kind: str, content: list[Span], speaker: Span | None, *, nested: bool
) -> dict[str, object]:
    return {
        "kind": kind,
        "content": [{"start": s.start, "end": s.end, "text": s.quote} for s in content],
        "speaker": [{"start": speaker.start, "end": speaker.end}] if speaker else [],
        "nested": nested,
    }


def kind_of(statement: Statement) -> str:
    if statement.kind is StatementKind.DIRECT:
        return "direct"
    if "-obj@" in statement.rule:
        return "reported"
    return "free" if "-running@" in statement.rule else "indirect"


def sentence_of(reading: Reading, span: Span) -> Span:
    for start, end in reading.sentences:
        if start <= span.start < end:
            return reading.report.span(start, end)
    return span


def read_scores(output: str) -> dict[str, float]:
    return {row["metric"]: row["f1"] for row in json.loads(output)["rows"]}
