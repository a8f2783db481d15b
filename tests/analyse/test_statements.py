"""Are statements found with source, cue, content, act and speaker, in every way they are told?"""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.analyse.statements import find_statements
from firsthand.analyse.statements.draft import subtract, trim
from firsthand.analyse.statements.lexicon import load_lexicon
from firsthand.lang import languages
from firsthand.model.items import Name, NameKind, Statement
from firsthand.model.reason import Provenance
from firsthand.model.report import FURNITURE, Block, Metadata, Report, Role
from firsthand.model.span import Span, hash_text
from firsthand.text.quotes import find_quotes
from firsthand.text.reading import read

CASES = Path(__file__).parent.parent / "cases" / "statements"
LANGUAGES = (
    "ar",
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "fi",
    "fr",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "nl",
    "no",
    "pl",
    "pt",
    "ro",
    "ru",
    "sv",
    "tr",
    "uk",
    "vi",
    "zh",
)
ACTS = frozenset(
    {
        "accuse",
        "acknowledge",
        "apologise",
        "ask",
        "believe",
        "call-for",
        "claim",
        "congratulate",
        "criticise",
        "deny",
        "emphasise",
        "fear",
        "forecast",
        "hope",
        "praise",
        "promise",
        "report",
        "say",
        "support",
        "thank",
        "want",
        "warn",
    }
)
WORDS = st.sampled_from(
    [
        *("said", '"', "“", "”", "'", "that", "the mayor", "called for", "urged", "to", "go", ","),
        *(".", "\n", "according to", "and", "He", "expressed hope", ":", "must", "„", "sagte"),
        *(
            "dass",
            "dijo",
            "que",
            "«",
            "»",
            "表示",
            "，",
            "。",
            "要",
            " - ",
            "a déclaré",
            "Anna Berg",
        ),
    ]
)


def make_report(text: str, language: str = "en", furniture: Sequence[str] = ()) -> Report:
    identity = hash_text(text)
    blocks = tuple(
        Block(
            Span.of(identity, text, m.start(), m.end()),
            Role.NAVIGATION if m[0] in furniture else Role.BODY,
            "test@1",
        )
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


def make_names(report: Report, wanted: Sequence[dict[str, str]]) -> tuple[Name, ...]:
    found: list[Name] = []
    for entry in wanted:
        for match in re.finditer(re.escape(entry["text"]), report.text):
            span = report.span(match.start(), match.end())
            if not any(name.span.contains(span) for name in found):
                found.append(Name(f"n{match.start()}", span, NameKind(entry["kind"]), "test@1"))
    return tuple(sorted(found, key=lambda name: name.span))


def statements_of(
    text: str, language: str = "en", names: Sequence[dict[str, str]] = ()
) -> tuple[Statement, ...]:
    report = make_report(text, language)
    return find_statements(read(report), make_names(report, names))


def load_cases() -> list[Any]:
    rows = []
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        rows += [
            pytest.param(path.stem, case, id=f"{path.stem}-{n}")
            for n, case in enumerate(table["case"])
        ]
    return rows


def plain(statement: Statement) -> dict[str, object]:
    row: dict[str, object] = {
        "content": [span.quote for span in statement.content],
        "act": statement.act,
        "kind": statement.kind.value,
    }
    if statement.source is not None:
        row["source"] = statement.source.quote
    if statement.cue is not None:
        row["cue"] = statement.cue.quote
    if statement.speaker.value:
        row["speaker"] = statement.speaker.value
    if statement.polarity != "affirmed":
        row["polarity"] = statement.polarity
    return row


@pytest.mark.parametrize(("language", "case"), load_cases())
def test_case(language: str, case: dict[str, Any]) -> None:
    found = statements_of(case["text"], language, case.get("names", ()))
    assert [plain(s) for s in found] == case["statements"]


def test_there_are_cases_for_every_language() -> None:
    assert sorted(path.stem for path in CASES.glob("*.toml")) == sorted(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said "no" and left.', ['"no"']),
        ("“One. Two,” she said. “Three.”", ["“One. Two,”", "“Three.”"]),
        ("„Ja“, sagte er. »Nein«, sagte sie.", ["„Ja“", "»Nein«"]),
        ("« Oui », dit-il.", ["« Oui »"]),
        ("„Ano,“ řekla. „Ne,“ řekl.", ["„Ano,“", "„Ne,“"]),
        ("»Nu,« siger hun. »Ja,« siger han.", ["»Nu,«", "»Ja,«"]),
        ("la vie », dit-il. « Oui », dit-elle.", ["« Oui »"]),
        ('The 6" pipe burst.', []),
        ('"It never ended', ['"It never ended']),
        ('He said "it never ended', ['"it never ended']),
        ("China‘s port and the city’s quay", []),
        ("''Two marks,'' he said.", ["''Two marks,''"]),
        ("'We are done,' he said.", ["'We are done,'"]),
        ("他说：“好。”", ["“好。”"]),
        ('"One.\n\n"Two."', ['"One.', '"Two."']),
        ('A "stray mark and a "whole one" here', ['"whole one"']),
        ("plain", []),
    ],
)
def test_quotation_marks(text: str, quotes: list[str]) -> None:
    assert [text[a:b] for a, b in find_quotes(text)] == quotes


def test_an_unclosed_mark_does_not_run_on_for_ever() -> None:
    assert find_quotes('He said "' + "word " * 400) == ()


def test_a_quotation_may_go_over_several_paragraphs() -> None:
    text = (
        '"The first year was hard," said Ada Holt.\n\n'
        '"The second was worse.\n\n"The third was fine."'
    )
    contents = [s.quote for statement in statements_of(text) for s in statement.content]
    assert contents == [
        '"The first year was hard,"',
        '"The second was worse.',
        '"The third was fine."',
    ]
    assert {s.speaker.value for s in statements_of(text)} == {"Ada Holt"}


def test_furniture_is_never_said() -> None:
    text = (
        "The mayor said that\nSubscribe now\nthe bridge is open. "
        '"It is,\nSubscribe now\nall is well," he said.'
    )
    report = make_report(text, furniture=["Subscribe now"])
    furniture = [b.span for b in report.blocks if b.role in FURNITURE]
    for statement in find_statements(read(report)):
        for span in statement.content:
            assert not any(span.overlaps(block) for block in furniture)


def test_attitudes_are_found_only_on_request() -> None:
    reading = read(make_report("The growers believe that the law will pass."))
    assert find_statements(reading) == ()
    found = find_statements(reading, attitudes=True)
    assert [s.content[0].quote for s in found] == ["that the law will pass"]


def test_a_pronoun_rests_on_the_full_name() -> None:
    text = "Ada Holt opened the lock. She said it was deep."
    statement = statements_of(text, names=[{"kind": "person", "text": "Ada Holt"}])[0]
    assert statement.speaker.value == "Ada Holt"
    assert [span.quote for span in statement.speaker.spans] == ["She", "Ada Holt"]
    assert statement.speaker.provenance is Provenance.INHERITED


def test_a_pronoun_without_anybody_stays_empty() -> None:
    statement = statements_of("She said it was deep.")[0]
    assert statement.source is not None
    assert statement.speaker.value == ""


def test_gender_keeps_persons_apart() -> None:
    text = "Mr Omar Diaz met Mrs Mia Krause. He said the road was wet. She said the road was dry."
    names = [{"kind": "person", "text": "Omar Diaz"}, {"kind": "person", "text": "Mia Krause"}]
    assert [s.speaker.value for s in statements_of(text, names=names)] == [
        "Omar Diaz",
        "Mia Krause",
    ]


def test_an_acronym_stands_for_its_organisation() -> None:
    text = (
        "The Harbour Workers Union met on Monday. The HWU said wages were low. It demanded a rise."
    )
    names = [{"kind": "org", "text": "Harbour Workers Union"}, {"kind": "org", "text": "HWU"}]
    found = statements_of(text, names=names)
    assert {s.speaker.value for s in found} == {"Harbour Workers Union"}


def test_nobody_speaks_for_all_of_us() -> None:
    assert [s.speaker.value for s in statements_of("We said it was late.")] == [""]


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("She said the road must close.", "should"),
        ("She said the road will close.", "will"),
        ("She said the road may close.", "could"),
        ("She said the road has closed.", "done"),
        ("She said the road is closing.", "doing"),
        ("She said the road was wet.", ""),
    ],
)
def test_mood(text: str, mood: str) -> None:
    assert [s.modality for s in statements_of(text)] == [mood]


def test_lexicons() -> None:
    assert set(LANGUAGES) <= set(languages("statements"))
    english = load_lexicon("en")
    assert sum(map(len, (english.verbs, english.nouns, english.adjectives))) >= 300
    for language in LANGUAGES:
        lexicon = load_lexicon(language)
        senses = [s for table in (lexicon.verbs, lexicon.nouns) for s in table.values()]
        assert {sense.act for entry in senses for sense in entry.values()} <= ACTS


def test_a_language_without_a_lexicon_has_no_statements() -> None:
    assert statements_of("Hann sagði að það væri kalt.", "is") == ()


def test_stretches() -> None:
    assert subtract((0, 10), [(2, 4), (20, 30)]) == [(0, 2), (4, 10)]
    assert subtract((0, 10), [(0, 10)]) == []
    assert trim("  a. ", (0, 5)) == (2, 3)
    assert trim("...", (0, 3)) is None


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=30).map(" ".join), st.sampled_from(LANGUAGES))
def test_any_words_hold_the_promises(text: str, language: str) -> None:
    report = make_report(text, language)
    found = find_statements(read(report), attitudes=True)
    assert found == find_statements(read(report), attitudes=True)
    for statement in found:
        spans = [*statement.content, *statement.speaker.spans]
        spans += [s for s in (statement.source, statement.cue) if s is not None]
        for span in spans:
            assert span.quote == text[span.start : span.end]
        for span in statement.content:
            assert "\n" not in span.quote
            if statement.cue is not None:
                assert not span.overlaps(statement.cue)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: str) -> None:
    for statement in find_statements(read(make_report(text, language))):
        assert statement.content
