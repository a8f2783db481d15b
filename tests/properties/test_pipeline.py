"""Does whatever is found in any text carry its exact words, and survive being written down?"""

import hashlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.model.findings import Findings
from firsthand.model.report import Report
from firsthand.model.schema import from_json, spans_of, to_json
from firsthand.model.span import anchor, hash_text, resolve
from firsthand.pipeline import analyse, study

PIECES = st.sampled_from(
    [
        "The minister said",
        "“We will build 20 bridges,”",
        "Ana Souza",
        "in Lyon",
        " on Monday",
        "\n",
        "\n\n",
        "LONDON, May 3 (Reuters) -- ",
        "12.5 million euros",
        "last year",
        "部长表示，",
        "去年增长3.5%。",
        "Der Minister sagte, dass",
        "called for new roads and better schools",
        ", ",
        ". ",
        "’s",
        "\xad",
        "\ufeff",
        "Source: AFP",
        "über 300 Menschen",
        "el 14 de octubre",
        "\u200b",
        "5-4",
        "’",
        "«",
        "😀",
        "\t",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map("".join) | st.text(min_size=1, max_size=80)
FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def make_report(text: str) -> Report:
    return Report(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        name="any.txt",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
    )


@FEW
@given(TEXTS.filter(lambda text: (text.strip() != "" and text.isprintable()) or "\n" in text))
def test_every_quote_is_what_stands_there(text: str) -> None:
    report, found = analyse(make_report(text))
    assert report.text == text
    for span in spans_of((report, found)):
        assert text[span.start : span.end] == span.quote != ""
        assert resolve(anchor(span, text), text) == span


@FEW
@given(st.lists(TEXTS.filter(lambda text: bool(text.strip())), min_size=1, max_size=3, unique=True))
def test_findings_survive_json_in_any_order(texts: list[str]) -> None:
    reports = [make_report(text) for text in texts]
    findings = study(reports)
    assert from_json(Findings, to_json(findings)) == findings
    assert to_json(study(reversed(reports))) == to_json(findings)
