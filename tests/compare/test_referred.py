from collections.abc import Sequence
from dataclasses import replace

import pytest

from firsthand.analyse.times import find_times
from firsthand.compare.cards import take_card
from firsthand.compare.referred import Reference, find_references
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Directive, DirectiveKind, Place
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Block, Metadata, Report, Role
from firsthand.model.span import Span, hash_text
from firsthand.text.reading import read

LEAD = {
    "en": "Harbour council meets\nThe harbour council of Ormsby held a meeting on March 3, 2031, "
    "and spoke of dredging for two hours without a vote.\nNobody from the port was there to hear "
    "what was said.\n",
    "es": "El consejo del puerto se reúne\nEl consejo del puerto habló el 3 de marzo de 2031 de "
    "dragados durante dos horas.\nNadie del puerto fue a oír lo que se dijo.\n",
    "zh": "港口委员会开会\n港口委员会于2031年3月3日谈疏浚。\n没有人来听。\n",
}


def references(
    text: str, language: str = "en", asked: Sequence[str] = (), place: str = ""
) -> list[Reference]:
    whole = LEAD[language] + text
    blocks, start = [], 0
    for number, line in enumerate(whole.split("\n")):
        role = Role.BODY if number else Role.TITLE
        if line:
            blocks.append(Block(Span.of("x", whole, start, start + len(line)), role, "test@1"))
        start += len(line) + 1
    day = Slot("2031-03-04", (), Provenance.DOCUMENT)
    report = Report(
        "x", "x", whole, hash_text(whole), "text/plain", "plain@1", blocks=tuple(blocks),
        metadata=Metadata(published=day, language=language, language_score=1.0),
    )  # fmt: skip
    directives = []
    for quote in asked:
        at = whole.index(quote)
        span = report.span(at, at + len(quote))
        name = item_id("directive", (span,))
        directives.append(Directive(name, span, DirectiveKind.DIRECTIVE, "", "test@1"))
    places: tuple[Place, ...] = ()
    if place:
        span = report.span(at := whole.rindex(place), at + len(place))
        places = (Place("p", span, place, "test@1", key="XX", level="city"),)
    found = Found("x", moments=find_times(read(report)), places=places)
    found = replace(found, directives=tuple(directives))
    card = take_card(report, found)
    return list(find_references(report, found, card, "2031-03-03", "2031-03-03"))


@pytest.mark.parametrize(
    ("text", "title", "value"),
    [
        (
            "Ministers agreed as much at a similar conference held in Kellan in 2027.",
            "similar conference held in Kellan in 2027",
            "2027",
        ),
        ("The 2028 meeting had failed.", "2028 meeting", "2028"),
        ("In 2029, a grave flood drowned the quay.", "grave flood", "2029"),
        (
            "The election in May 2030 changed the council.",
            "election in May 2030",
            "2030-05",
        ),
    ],
)
def test_an_event_with_its_own_time_is_named_by_a_noun_phrase(
    text: str, title: str, value: str
) -> None:
    (found,) = references(text)
    assert (found.span.quote, found.value) == (title, value)


@pytest.mark.parametrize(
    "text",
    [
        "She said that flood barriers must be finished before the autumn of 2030.",
        "Late are the flood walls at Kellan, which were to be ready by the summer of 2029.",
        "The fund was set up in 2027 after a flood destroyed huts.",
        "A flood would end the trade, which grew in 2029.",
        "The day after the meeting in Ormsby it rained.",
        "He hoped that in America today, false attacks would end.",
        "The accident insurance of 2029 was dear.",
    ],
)
def test_clauses_deadlines_and_compounds_name_no_event(text: str) -> None:
    assert references(text) == []


def test_what_is_asked_for_is_no_event() -> None:
    text = "The mayor asked the ministers to hold the conference in 2033 in the town."
    assert len(references(text)) <= 1
    assert references(text, asked=["hold the conference in 2033"]) == []


def test_a_disaster_in_passing_is_named_by_its_phrase_and_not_dated_twice() -> None:
    told = "Parts of the coast were struck by severe flooding near Kellan."
    (found,) = references(told, place="Kellan")
    assert (found.span.quote, found.value, found.dated) == ("severe flooding", "2031", False)
    dated = "Her son was killed in 2024 in a car accident near Kellan."
    assert references(dated, place="Kellan") == []


def test_names_in_other_languages_stop_before_the_verb() -> None:
    (found,) = references("La conferencia de 2028 fracasó.", "es")
    assert found.span.quote == "conferencia de 2028"
    (later,) = references("La conferencia técnica se celebró en 2028.", "es")
    assert later.span.quote == "conferencia"
    assert references("La conferencia que pidió en 2028 fracasó.", "es") == []


def test_scripts_without_blanks_need_time_and_head_side_by_side() -> None:
    (found,) = references("2028年的会议没有结果。", "zh")
    assert found.span.quote == "2028年的会议"
    assert references("会议必须在2028年前开。", "zh") == []
