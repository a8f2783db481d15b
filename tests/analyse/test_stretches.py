import tomllib
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.times import find_stretches, find_times
from firsthand.analyse.times.ends import End
from firsthand.analyse.times.limit_words import load_words
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.text.fold import fold
from firsthand.text.reading import Reading

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "stretches").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
WORDS = """from between to and until since before after the first two of in May 2031 Monday 5 6
p.m. noon weeks three hours within next last for starting at on , .
- 从 到 以前 三天 之内 年""".split()  # noqa: SIM905


def stretches(text: str, published: str, language: str = "en") -> list[list[Any]]:
    report = Report(
        id=hash_text(text),
        name="report.txt",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(
            published=Slot(published, (), Provenance.DOCUMENT),
            language=language,
            language_score=1.0,
        ),
    )
    moments = find_times(Reading(report, fold(text, ()), None, ()))
    found = find_stretches(moments, text, language, datetime.fromisoformat(published))
    for one, two in pairwise(found):
        assert one.end <= two.start
    for stretch in found:
        for moment in stretch.moments:
            assert stretch.start <= moment.span.start < moment.span.end <= stretch.end
    return [[text[s.start : s.end], s.relation, [written(e) for e in s.ends]] for s in found]


def written(end: End) -> str:
    day = end.day if end.dated or not end.clock else ""
    return " ".join(part for part in (day, end.clock) if part)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    assert stretches(case["text"], case["published"], case["language"]) == case["expect"]


def test_a_language_without_limiting_words_has_no_stretches() -> None:
    assert load_words("xx") is None
    assert find_stretches((), "since 2031", "xx") == ()


def test_without_the_time_of_writing_lengths_are_not_laid() -> None:
    text = "In two weeks it ends."
    report = Report(
        id=hash_text(text),
        name="report.txt",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(language="en", language_score=1.0),
    )
    moments = find_times(Reading(report, fold(text, ()), None, ()))
    assert [m.span.quote for m in moments] == ["two weeks"]
    assert find_stretches(moments, text, "en") == ()


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["en", "zh"]))
def test_any_words_give_stretches_in_order(words: list[str], language: str) -> None:
    joint = "" if language == "zh" else " "
    stretches(joint.join(words), "2031-05-14T10:00", language)
