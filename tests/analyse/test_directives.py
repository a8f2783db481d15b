"""Is each thing asked or promised cut out by itself, with who, whom, when, how much and on what?"""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.statements import find_directives, find_statements
from firsthand.analyse.statements.themes import agenda_topic, find_themes, load_themes
from firsthand.lang import languages, lexicon
from firsthand.model.items import (
    Bound,
    Directive,
    Figure,
    Moment,
    MomentKind,
    Name,
    NameKind,
    Place,
    Unit,
)
from firsthand.model.report import Block, Metadata, Report, Role
from firsthand.model.span import Span, hash_text
from firsthand.text.reading import read

CASES = Path(__file__).parent.parent / "cases" / "directives"
WORDS = st.sampled_from(
    [
        *("The mayor urged", "the town", "to", "repair", "build", "the road", ",", "and", "should"),
        *("must", "be closed", ".", '"', "We will", "efforts", "said", "importance of", "closing"),
        *("including", "that", "while", "planting trees", "need", "This includes", "stressed"),
    ]
)


def make_report(text: str, language: str = "en") -> Report:
    identity = hash_text(text)
    blocks = tuple(
        Block(Span.of(identity, text, m.start(), m.end()), Role.BODY, "test@1")
        for m in re.finditer(r"[^\n]*\S[^\n]*", text)
    )
    return Report(
        id=identity,
        name="case",
        text=text,
        text_hash=identity,
        media_type="text/plain",
        reader="plain@1",
        blocks=blocks,
        metadata=Metadata(language=language, language_score=1.0),
    )


def cut(report: Report, quote: str) -> Span:
    start = report.text.index(quote)
    return report.span(start, start + len(quote))


def directives_of(
    text: str, language: str = "en", names: Sequence[dict[str, str]] = ()
) -> tuple[Directive, ...]:
    report = make_report(text, language)
    reading = read(report)
    found = tuple(
        Name(f"n{n}", cut(report, entry["text"]), NameKind(entry["kind"]), "test@1")
        for n, entry in enumerate(names)
    )
    return find_directives(reading, find_statements(reading, found))


def load_cases() -> list[Any]:
    rows = []
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        rows += [
            pytest.param(path.stem, case, id=f"{path.stem}-{n}")
            for n, case in enumerate(table["case"])
        ]
    return rows


def plain(directive: Directive) -> dict[str, object]:
    row: dict[str, object] = {
        "span": directive.span.quote,
        "kind": directive.kind.value,
        "strength": directive.strength,
    }
    named = {
        "theme": directive.theme,
        "issuer": directive.issuer.value,
        "addressee": directive.addressee.value,
    }
    return row | {key: value for key, value in named.items() if value}


@pytest.mark.parametrize(("language", "case"), load_cases())
def test_case(language: str, case: dict[str, Any]) -> None:
    found = directives_of(case["text"], language, case.get("names", ()))
    assert [plain(d) for d in found] == case["directives"]


def test_slots_come_from_the_other_questions() -> None:
    report = make_report("The company pledged to plant 400 trees in Norwick by 2030.")
    reading = read(report)
    moment = Moment("m", cut(report, "2030"), MomentKind.DATE, "2030", "test@1", value="2030")
    figure = Figure("f", cut(report, "400 trees"), 400.0, Bound.EXACT, Unit("trees"), "test@1")
    place = Place("p", cut(report, "Norwick"), "Norwick", "test@1")
    directive = find_directives(reading, find_statements(reading), [moment], [place], [figure])[0]
    assert (directive.deadline.value, directive.target.value) == ("2030", "400 trees")
    assert (directive.place.value, directive.measurable) == ("Norwick", True)
    assert directive.object.value == "400 trees"


def test_the_name_of_a_place_tells_no_theme() -> None:
    report = make_report("The mayor pledged to repair the school in Forest Hill.")
    reading = read(report)
    place = Place("p", cut(report, "Forest Hill"), "Forest Hill", "test@1")
    bare = find_directives(reading, find_statements(reading))[0]
    told = find_directives(reading, find_statements(reading), places=[place])[0]
    assert "ECO" in (bare.theme, *bare.also_themes)
    assert "ECO" not in (told.theme, *told.also_themes)
    assert told.theme


def test_a_moment_without_a_deadline_word_is_none() -> None:
    report = make_report("The company pledged to plant trees. It opened in 1990.")
    reading = read(report)
    moment = Moment("m", cut(report, "1990"), MomentKind.DATE, "1990", "test@1", value="1990")
    directive = find_directives(reading, find_statements(reading), [moment])[0]
    assert directive.deadline.value == ""
    assert not directive.measurable


def test_a_deadline_may_follow_the_member() -> None:
    text = "By 2030 the road must be widened, the engineer said."
    report = make_report(text)
    reading = read(report)
    moment = Moment("m", cut(report, "2030"), MomentKind.DATE, "2030", "test@1", value="2030")
    directive = find_directives(reading, find_statements(reading), [moment])[0]
    assert directive.deadline.value == "2030"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Bürgermeister forderte, die Mühle spätestens zum 1. Mai zu öffnen."),
        ("tr", "Vali değirmenin 1 Mayıs'a kadar onarılmasını istedi."),
    ],
)
def test_a_day_due_is_told_before_or_behind_it(language: str, text: str) -> None:
    report = make_report(text, language)
    reading = read(report)
    day = next(day for day in ("1. Mai", "1 Mayıs") if day in text)
    moment = Moment("m", cut(report, day), MomentKind.DATE, day, "test@1", value="2025-05-01")
    (directive,) = find_directives(reading, find_statements(reading), [moment])
    assert directive.deadline.value == "2025-05-01"


def test_every_directive_names_its_statement() -> None:
    reading = read(
        make_report("Teachers urged the council to repair the roof and hire two nurses.")
    )
    statements = find_statements(reading)
    assert {d.statement for d in find_directives(reading, statements)} == {statements[0].id}


def test_themes_are_complete() -> None:
    codes = [theme.code for theme in load_themes("en")]
    assert len(codes) == len(set(codes)) == 13
    assert all(len(theme["words"]) >= 30 for theme in lexicon("en", "themes")["themes"])
    assert all(1 <= agenda_topic(code) <= 23 for code in codes)
    for language in languages("themes"):
        assert [t["code"] for t in lexicon(language, "themes")["themes"]] == codes


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "build wind farms", "ENERGY"),
        ("en", "hire more nurses", "POP"),
        ("en", "cut fertiliser use on farms", "AGRI"),
        ("de", "die Windkraft ausbauen", "ENERGY"),
        ("es", "reparar la carretera", "INFRA"),
        ("fr", "protéger les forêts", "ECO"),
        ("pt", "baixar os impostos", "FIN"),
        ("zh", "加强洪水预警和救灾", "DISASTER"),
        ("ar", "وللزراعة نصيب منها", "AGRI"),
        ("tr", "İHRACAT ARTSIN", "OPEN"),
        ("tr", "ihracatın artırılması", "OPEN"),
        ("ko", "은행에 대한 대출을 늘린다", "FIN"),
        ("ja", "警察を増やす", "SEC"),
        ("id", "mengurangi emisi karbon", "ECO"),
        ("ru", "законопроект о выборах", "GOV"),
        ("nl", "de vakbond eist hogere lonen", "TALENT"),
        ("pl", "zbudować elektrownie", "ENERGY"),
    ],
)
def test_theme(language: str, text: str, code: str) -> None:
    assert find_themes(language, (text,))[0] == code


def test_a_wider_text_decides_where_the_words_themselves_do_not() -> None:
    assert find_themes("en", ("do more", "farmers should do more")) == ("AGRI",)
    assert find_themes("en", ("do more",)) == ()
    assert agenda_topic("NONE") == 0


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_members_are_cut_from_the_text(text: str) -> None:
    report = make_report(text)
    reading = read(report)
    found = find_directives(reading, find_statements(reading))
    assert [d.span for d in found] == sorted(d.span for d in found)
    for directive in found:
        for span in (directive.span, *directive.object.spans, *directive.addressee.spans):
            assert span.quote == text[span.start : span.end]
