from dataclasses import replace

from firsthand.compare.again import RULE, named_again
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind
from firsthand.model.reason import Reason
from firsthand.model.report import Block, Report, Role
from firsthand.model.story import Event, Relation, Reporting
from tests.compare.builders import make_report

PERSON, BODY = NameKind.PERSON, NameKind.ORGANISATION


def named(report: Report, *quotes: tuple[str, NameKind]) -> Found:
    names, position = [], 0
    for quote, kind in quotes:
        position = report.text.index(quote, position)
        span = report.span(position, position + len(quote))
        names.append(Name(item_id("name", (span,)), span, kind, "test@1"))
        position = span.end
    return Found(report.id, names=tuple(names))


def further(*made: tuple[Report, Found], events: tuple[Event, ...] = ()) -> list[str]:
    founds = {report.id: found for report, found in made}
    got = named_again([report for report, _ in made], founds, events)
    return [n.span.quote for f in got.values() for n in f.names if n.rule == RULE]


TOLD = make_report("a", "The Otters won. The Otters met Ida Halberg, and Ida Halberg smiled.")
KNOWN = named(
    TOLD, ("Otters", BODY), ("Otters", BODY), ("Ida Halberg", PERSON), ("Ida Halberg", PERSON)
)


def test_names_known_from_another_report_are_found() -> None:
    other = make_report("b", "Otters win again\nIda Halberg's team praised Halberg.")
    assert further((TOLD, KNOWN), (other, Found(other.id))) == ["Otters", "Ida Halberg", "Halberg"]


def test_common_words_and_parts_of_longer_names_are_left() -> None:
    other = make_report("b", "Otters are shy. In the river otters sleep. Halberg Smith came.")
    assert further((TOLD, KNOWN), (other, Found(other.id))) == []


def test_one_mention_is_not_enough() -> None:
    once = make_report("c", "Lars Dahl came.")
    other = make_report("b", "Lars Dahl left.")
    assert further((once, named(once, ("Lars Dahl", PERSON))), (other, Found(other.id))) == []


def test_other_events_and_menus_tell_nothing() -> None:
    other = make_report("b", "Ida Halberg left.")
    apart = tuple(
        Event(
            f"event-{report.id[:4]}",
            "x",
            "meeting",
            (Reporting(report.id, Relation.REPORTS, (), Reason("test@1")),),
            "test@1",
        )
        for report in (TOLD, other)
    )
    assert further((TOLD, KNOWN), (other, Found(other.id)), events=apart) == []
    menu = replace(
        other, blocks=tuple(Block(b.span, Role.NAVIGATION, "test@1") for b in other.blocks)
    )
    assert further((TOLD, KNOWN), (menu, Found(menu.id))) == []


def test_chinese_texts_are_left_alone() -> None:
    other = make_report("b", "Ida Halberg left.", language="zh")
    assert further((TOLD, KNOWN), (other, Found(other.id))) == []


def test_a_full_name_is_found_over_a_town_that_its_family_name_is_also() -> None:
    other = make_report("b", "Ida Halberg sang. Nobody slept.")
    found = named(other, ("Halberg", NameKind.PLACE))
    founds = {TOLD.id: KNOWN, other.id: found}
    names = named_again([TOLD, other], founds)[other.id].names
    assert [(n.span.quote, n.nested) for n in names] == [("Ida Halberg", False), ("Halberg", True)]


def test_one_word_of_a_headline_is_found_between_ordinary_words() -> None:
    other = make_report(
        "b", "Storm Hits Otters Badly Again\nA storm hits the coast and hits badly."
    )
    assert further((TOLD, KNOWN), (other, Found(other.id))) == ["Otters"]
    name = make_report("c", "Otters Bankhead Wins Again Badly\nA storm hits the coast.")
    assert further((TOLD, KNOWN), (name, Found(name.id))) == []


def test_a_short_name_is_known_by_the_full_name_in_another_report() -> None:
    one = make_report("a", "The Norland Petroleum Board met.")
    two = make_report("b", "Yesterday Norpeb paid, said Rupeb.")
    founds = {
        one.id: named(one, ("Norland Petroleum Board", BODY)),
        two.id: Found(two.id),
    }
    names = named_again([one, two], founds)[two.id].names
    assert [(name.span.quote, name.form) for name in names] == [("Norpeb", "acronym")]


def test_two_family_names_alone_are_known_from_another_report() -> None:
    one = make_report("a", "Rosa Pino Vela spoke. Pino Vela left.")
    two = make_report("b", "Rosa Pino came. Then Pino Vela spoke.")
    founds = {
        one.id: named(one, ("Rosa Pino Vela", PERSON), ("Pino Vela", PERSON)),
        two.id: named(two, ("Rosa Pino", PERSON)),
    }
    quotes = [name.span.quote for name in named_again([one, two], founds)[two.id].names]
    assert quotes == ["Rosa Pino", "Pino Vela"]
