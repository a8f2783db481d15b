from collections.abc import Mapping
from dataclasses import replace

import pytest

from firsthand import pipeline
from firsthand.compare.ways import settle_ways
from firsthand.ingest import read_bytes
from firsthand.model.findings import Found
from firsthand.model.reason import Provenance, Reason, Slot
from firsthand.model.report import Report
from firsthand.model.story import (
    Direction,
    Event,
    Link,
    LinkKind,
    Passage,
    Relation,
    Reporting,
)
from tests.compare.builders import make_report

DISPATCH = (
    "LEIRIA, 4 mar 2031 (Lusopress) - O ministro das Florestas, Rui Sardinha, apresentou esta "
    "segunda-feira em Leiria o Plano Pinhal Vivo, que prevê 96 milhões de euros para replantar "
    "8.200 hectares em 14 concelhos até 2036.\n\n"
    "Perante cerca de 230 autarcas, o ministro pediu aos municípios que limpem as faixas junto às "
    "estradas até 31 de maio e encarregou a comissária Dulce Marreiros de abrir 40 viveiros no "
    'primeiro ano. "Um pinhal não se faz num mandato", disse.\n\n'
    "Em Pombal há 310 famílias que continuam sem casa desde o incêndio de 2029, lembrou o autarca "
    "Vasco Teles. (Lusopress)"
)  # fmt: skip
RENDERING = (
    "Portugal to replant its burnt pines\n\n"
    "Portugal's forest minister, Rui Sardinha, presented a plan last week to replant 8,200 ha "
    "in 14 municipalities by 2036, at a cost of 96 million euros.\n\n"
    "Speaking in Leiria to some 230 mayors, he asked the municipalities to clear the strips along "
    "roads by May 31 and instructed commissioner Dulce Marreiros to open 40 nurseries in the first "
    'year. "A pine forest is not made in one term of office," he said, according to the Lusopress '
    "news agency.\n\n"
    "In Pombal 310 families have been without a home since the fire of 2029, Vasco Teles said."
)
SPEECH = (
    "4 March 2031\n\nMINISTER OPENS HARBOUR MEETING\n\nThe Minister of Harbours, Ada Quell, opened "
    "the meeting of harbour towns in Norbury today.\n\nThe Minister directed the towns to put the "
    "safety of small boats at the centre of their spending, to buy 60 beacons and to train 400 "
    'wardens before 2033. "A beacon costs less than a boat," she said.\n\nThe towns of Selby and '
    "Wick agreed to share one tug."
)  # fmt: skip
PAPER = (
    "Norbury Evening Echo\n\nHarbour towns get a long list\n\nBy Ines Marsh\n5 March 2031\n\nThe "
    "fish market was closed and the band was late when Ada Quell came to Norbury yesterday.\n\nThe "
    "Minister directed the towns to put the safety of small boats at the centre of their spending, "
    "and told them that wardens were too few. Skippers on the quay shrugged. Nobody has seen a "
    "beacon in ten years, said Tom Farr, who sells nets.\n\nThe meeting ended with soup."
)


def study(texts: Mapping[str, str]) -> tuple[dict[str, str], tuple[Link, ...]]:
    raws = {name: read_bytes(f"{name}.txt", text.encode()) for name, text in texts.items()}
    findings = pipeline.study(raws.values())
    return {report.id: name for name, report in raws.items()}, findings.links


def test_a_rendering_that_names_the_agency_of_a_dispatch_has_it_from_there() -> None:
    names, links = study({"dispatch": DISPATCH, "rendering": RENDERING})
    told = next(link for link in links if link.kind is LinkKind.TRANSLATION)
    first = names[told.a] == "dispatch"
    assert told.direction is (Direction.A_TO_B if first else Direction.B_TO_A)
    assert "Lusopress" in told.reason.detail


def test_two_who_give_one_speech_in_the_same_indirect_words_have_it_from_the_speaker() -> None:
    _, links = study({"speech": SPEECH, "paper": PAPER})
    told = next(link for link in links if link.passages and link.kind is not LinkKind.FACTS)
    assert (told.kind, told.direction) == (LinkKind.COMMON_ORIGIN, Direction.COMMON)


FIRE = (
    "Brand in der Weberei Harl fordert drei Tote\n\nHARL, 4. März 2031 - Bei einem Brand in der "
    "Weberei von Harl sind am Dienstag drei Menschen ums Leben gekommen und 17 verletzt worden.\n\n"
    "Das Feuer brach in der Färberei aus."
)
LATER = (
    "Death toll of weaving mill fire rises to six\n\nSix people are now known to have died in the "
    "fire at the weaving mill of Harl, and 21 were hurt.\n\nThe fire began in the dye works."
)


def settled(child: str) -> list[Link]:
    told = [
        pipeline.analyse(read_bytes(f"{n}.txt", t.encode())) for n, t in enumerate((FIRE, child))
    ]
    (a, _), (b, _) = told
    heads = [report.text.index(word) for report, word in ((a, "Bei"), (b, child.split("\n\n")[1]))]
    ends = [report.text.index("\n\n", at) for report, at in zip((a, b), heads, strict=True)]
    spans = [r.span(*cut) for r, *cut in zip((a, b), heads, ends, strict=True)]
    link = Link(
        "link-1",
        a.id,
        b.id,
        LinkKind.TRANSLATION,
        Direction.UNKNOWN,
        0.9,
        Reason("test@1"),
        (Passage(spans[0], spans[1], "translation", 0.8),),
        probability=0.9,
    )
    founds = {report.id: found for report, found in told}
    return list(settle_ways([link], [], [a, b], founds, []))


def test_what_begins_with_other_figures_is_no_translation() -> None:
    assert settled(LATER) == []


def test_a_translation_keeps_the_figures_of_its_first_sentence() -> None:
    same = (
        LATER.replace("to six", "to three")
        .replace("Six people", "Three people")
        .replace("21", "17")
    )
    assert len(settled(same)) == 1


def published(text: str, outlet: str, day: str) -> Report:
    report = make_report("a.txt", text)
    slots = (Slot(value, (), Provenance.EXPLICIT) for value in (outlet, day))
    named, dated = slots
    return replace(report, metadata=replace(report.metadata, outlet=named, published=dated))


@pytest.mark.parametrize(
    ("outlets", "day", "way"),
    [
        (("Ministry of Harbours", "Norbury Echo"), "2031-03-05", Direction.A_TO_B),
        (("Norbury Echo", "Ministry of Harbours"), "2031-03-04", Direction.B_TO_A),
        (("Ministry of Harbours", "Norbury Echo"), "2031-03-03", Direction.COMMON),
        (("Selby Courier", "Norbury Echo"), "2031-03-05", Direction.COMMON),
        (("Ministry of Harbours", "Ministry of Finance"), "2031-03-05", Direction.COMMON),
    ],
)
def test_what_renders_an_office_s_release_has_it_from_there(
    outlets: tuple[str, str], day: str, way: Direction
) -> None:
    texts = ("The towns shall buy sixty beacons.", "Sixty beacons are to be bought by the towns.")
    a, b = (published(t, o, d) for t, o, d in zip(texts, outlets, ("2031-03-04", day), strict=True))
    kind = LinkKind.COMMON_ORIGIN
    link = Link(
        "link-1", a.id, b.id, kind, Direction.COMMON, 0.9, Reason("test@1"), probability=0.9
    )
    founds = {report.id: Found(report.id) for report in (a, b)}
    reported = tuple(
        Reporting(report.id, Relation.REPORTS, (), Reason("test@1")) for report in (a, b)
    )
    told = Event("event-1", "Beacons", "meeting", reported, "test@1")
    (settled_link,) = settle_ways([link], [], [a, b], founds, [told])
    assert settled_link.direction is way
    assert (settled_link.kind is kind) is (way is Direction.COMMON)
