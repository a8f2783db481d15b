"""Is the office given that a speaker held when the words were reported?"""

import pytest

from firsthand.analyse.statements import find_statements
from firsthand.model.items import Name, NameKind, Statement
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import Span, hash_text
from firsthand.text.reading import read

TEXT = (
    "Energy minister Tom Reed promised lower bills. He said the grid was sound. Rosa Lund, mayor "
    "of Arden, said the line was late. Traders said the port was full."
)


def statements_with(offices: dict[str, str]) -> dict[str, Statement]:
    report = Report(
        id="role",
        name="role",
        text=TEXT,
        text_hash=hash_text(TEXT),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(language="en", language_score=1.0),
    )
    names = []
    for number, (person, office) in enumerate(offices.items()):
        start = TEXT.index(person)
        role = TEXT.index(office)
        names.append(
            Name(
                f"n{number}",
                report.span(start, start + len(person)),
                NameKind.PERSON,
                "test@1",
                roles=(report.span(role, role + len(office)),),
            )
        )
    return {s.content[0].quote: s for s in find_statements(read(report), names)}


def test_the_office_stands_with_the_speaker() -> None:
    found = statements_with({"Tom Reed": "Energy minister", "Rosa Lund": "mayor of Arden"})
    assert found["lower bills"].role.value == "Energy minister"
    assert found["the line was late"].role.value == "mayor of Arden"


def test_a_pronoun_brings_the_office_along() -> None:
    statement = statements_with({"Tom Reed": "Energy minister"})["the grid was sound"]
    assert statement.speaker.value == "Tom Reed"
    assert statement.role.value == "Energy minister"
    assert statement.role.spans[0].quote == "Energy minister"


def test_who_has_no_office_gets_none() -> None:
    assert not statements_with({"Tom Reed": "Energy minister"})["the port was full"].role.value


@pytest.mark.parametrize(
    ("language", "text", "cue"),
    [
        ("en", "We regret that the ferry was sold.", "regret"),
        ("de", "Wir fordern, dass die Fähre bleibt.", "fordern"),
        ("es", "Pedimos que el barco siga.", "Pedimos"),
        ("pl", "Apelujemy, by prom został.", "Apelujemy"),
    ],
)
def test_we_is_the_body_whose_text_it_is(language: str, text: str, cue: str) -> None:
    whole = f"Quay Friends\n\n{text}"
    identity = hash_text(whole)
    outlet = Slot("Quay Friends", (Span.of(identity, whole, 0, 12),), Provenance.EXPLICIT)
    report = Report(
        id=identity,
        name="r.txt",
        text=whole,
        text_hash=identity,
        media_type="text/plain",
        reader="test@1",
        metadata=Metadata(language=language, language_score=1.0, outlet=outlet),
    )
    (statement,) = [
        s for s in find_statements(read(report)) if s.cue is not None and s.cue.quote == cue
    ]
    assert statement.speaker.value == "Quay Friends"
