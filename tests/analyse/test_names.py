import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.names import find_names, han
from firsthand.analyse.names.draft import Draft, mark_nested, trim
from firsthand.analyse.names.lexicon import calling, names_family_first, short_forms
from firsthand.analyse.names.roles import roles_after, roles_before
from firsthand.analyse.places import find_places
from firsthand.model.items import Name, NameKind
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import Span, hash_text
from firsthand.text.reading import read

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "names").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
KINDS = {
    "people": NameKind.PERSON,
    "bodies": NameKind.ORGANISATION,
    "projects": NameKind.PROJECT,
    "places": NameKind.PLACE,
}
WORDS = """Ana Ruiz Paulo dos Santos ministra , . de la Universidad ONU y el Partido Verde
disse Müller Kanzler 王建国 部长 表示 。 Президент Иван Петров الرئيس كريم""".split()  # noqa: SIM905


def report(text: str, language: str = "en", metadata: Metadata | None = None) -> Report:
    return Report(
        id=hash_text(text),
        name="report.txt",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=metadata or Metadata(language=language, language_score=1.0),
    )


def names_of(text: str, language: str = "en") -> tuple[Name, ...]:
    reading = read(report(text, language))
    return find_names(reading, find_places(reading))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", [case for case in CASES if case["language"] == "zh"])
def test_chinese_is_read_without_the_optional_tagger(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(han, "han_words", lambda _: ())
    check(case)


def check(case: dict[str, Any]) -> None:
    found = names_of(case["text"], case["language"])
    for key, kind in KINDS.items():
        quotes = [name.span.quote for name in found if name.kind is kind]
        for quote in case.get(key, ()):
            assert quote in quotes, found
    for quote, role in case.get("roles", ()):
        roles = {r.quote for name in found if name.span.quote == quote for r in name.roles}
        assert role in roles, found
    people = [name.span.quote for name in found if name.kind is NameKind.PERSON]
    for quote in case.get("no_people", ()):
        assert quote not in people
    for quote in case.get("absent", ()):
        assert quote not in [name.span.quote for name in found]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "\n"]), max_size=25),
    st.sampled_from(["es", "pt", "de", "zh", "ru", "ar", "xx"]),
)
def test_every_span_quotes_the_text(words: list[str], language: str) -> None:
    text = " ".join(words)
    found = names_of(text, language)
    for name in found:
        for span in (name.span, *name.roles):
            assert text[span.start : span.end] == span.quote
    assert len({name.span for name in found}) == len(found)
    assert found == names_of(text, language)


def test_the_credited_agency_is_named() -> None:
    text = "Rain fell in Ghana.\nSource: Ghana News Agency"
    start = text.index("Ghana News")
    span = Span.of(hash_text(text), text, start, len(text))
    agency = Slot("Ghana News Agency", (span,), Provenance.DOCUMENT)
    reading = read(report(text, metadata=Metadata(agency=agency, language="es")))
    found = find_names(reading, find_places(reading))
    assert span in [name.span for name in found if name.kind is NameKind.ORGANISATION]


def test_places_are_names_and_demonyms_are_not() -> None:
    found = names_of("The Danish team flew to Peru.")
    assert [n.span.quote for n in found if n.kind is NameKind.PLACE] == ["Peru"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Zhou Minghai", ("Zhou",)),
        ("Park Geun-hye", ("Park",)),
        ("Kim Jong Un", ("Kim",)),
        ("Nguyen Thi Hoa", ("Hoa", "Nguyen")),
        ("Phạm Đức Long", ("Long", "Phạm")),
        ("Kim Kardashian", ("Kardashian",)),
        ("Kovács Ildikó", ("Kovács",)),
        ("Ildikó Kovács", ("Kovács",)),
        ("Kishida Haruto", ("Kishida",)),
        ("Haruto Kishida", ("Kishida",)),
        ("Abe Lindqvist", ("Lindqvist",)),
        ("Vincent van Gogh", ("van Gogh", "Gogh")),
        ("Maria", ()),
    ],
)
def test_people_are_called_by_their_family_name(full: str, short: tuple[str, ...]) -> None:
    assert short_forms(tuple(full.split())) == short


def test_long_names_are_not_family_first() -> None:
    assert not names_family_first(("li", "ming", "hua", "wei", "jun"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("the Bank's", "Bank"),
        ("“Green Plan”,", "Green Plan"),
        ("Apple Inc.", "Apple Inc."),
        ("Party (PX)", "Party (PX)"),
        ("...", ""),
    ],
)
def test_edges_are_trimmed(text: str, kept: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == kept


def test_inner_names_are_nested() -> None:
    outer = Draft(0, 10, NameKind.ORGANISATION, "test")
    inner = Draft(4, 10, NameKind.ORGANISATION, "test")
    twice = Draft(0, 10, NameKind.PERSON, "test")
    assert mark_nested([inner, outer, twice]) == [outer, inner]
    assert inner.nested
    assert not outer.nested


@pytest.mark.parametrize(
    ("before", "roles"),
    [
        ("former vice president Ana", ["former vice president"]),
        ("said the report. Ana", []),
        ("the head of the office, Ana", ["head of the office"]),
        ("the chairman said, Ana", []),
        ("a walk with Ana", []),
    ],
)
def test_roles_before(before: str, roles: list[str]) -> None:
    start = before.rindex("Ana")
    found = roles_before(before, start, calling("en"))
    assert [before[a:b] for a, b in found] == roles


@pytest.mark.parametrize(
    ("after", "roles"),
    [
        (", the director of the mint, said", ["director of the mint"]),
        (" (chief economist) said", ["chief economist"]),
        (", who said the director was late, left", []),
        (", said the mayor", []),
        (
            ", chairman of A (AA) Board and secretary of B.",
            ["chairman of A (AA) Board", "secretary of B"],
        ),
        (" went home", []),
        (", a painter", ["painter"]),
        (" (mayor", []),
    ],
)
def test_roles_after(after: str, roles: list[str]) -> None:
    found = roles_after("Ana" + after, 3, calling("en"))
    assert [("Ana" + after)[a:b] for a, b in found] == roles
