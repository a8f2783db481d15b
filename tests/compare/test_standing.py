from dataclasses import replace

from firsthand.compare.entities import link_entities
from firsthand.compare.standing import stand_for, with_stand_ins
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind, StandIn
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Entity
from tests.compare.builders import cut, make_report

PERSON = NameKind.PERSON


def named(report: Report, quote: str, role: str = "") -> Name:
    span = cut(report, quote)
    roles = (cut(report, role),) if role else ()
    return Name(item_id("name", (span,)), span, PERSON, "test@1", roles=roles)


def standing(report: Report, quote: str, word: str, meant: Span | None = None) -> StandIn:
    span = cut(report, quote)
    form = "pronoun" if word in {"she", "he"} else "description"
    rule = "names/test@1"
    return StandIn(item_id("s", (span,)), span, PERSON, form, word, rule, span, meant=meant)


def told(entities: tuple[Entity, ...]) -> dict[str, list[str]]:
    return {e.name: [m.span.quote for m in e.stand_ins] for e in entities}


def test_stand_ins_go_where_their_report_points() -> None:
    report = make_report("a", "Ida Berg spoke. The rower smiled, then she left.")
    name = named(report, "Ida Berg")
    rower = standing(report, "The rower", "rower", name.span)
    she = standing(report, "she", "she", rower.span)
    founds = {report.id: Found(report.id, names=(name,), stand_ins=(rower, she))}
    entities = with_stand_ins(link_entities([report], founds), founds)
    assert told(entities) == {"Ida Berg": ["The rower", "she"]}
    assert entities[0].stand_ins[0].reason.rule == "entities/test@1"


def test_what_other_reports_call_a_person_names_her_here() -> None:
    one = make_report("a", "Ida Berg spoke. The rower smiled.")
    two = make_report("b", "In the end the rower left.")
    name = named(one, "Ida Berg")
    first = standing(one, "The rower", "rower", name.span)
    second = standing(two, "the rower", "rower")
    founds = {
        one.id: Found(one.id, names=(name,), stand_ins=(first,)),
        two.id: Found(two.id, stand_ins=(second,)),
    }
    entities = with_stand_ins(link_entities([one, two], founds), founds)
    assert sorted(told(entities)["Ida Berg"]) == ["The rower", "the rower"]
    rules = {m.span.quote: m.reason.rule for m in entities[0].stand_ins}
    assert rules["the rower"] == "entities/called so elsewhere@1"


def test_an_office_means_its_only_holder() -> None:
    one = make_report("a", "Minister Ida Berg spoke.")
    two = make_report("b", "In the end the minister left.")
    name = named(one, "Ida Berg", "Minister")
    founds = {
        one.id: Found(one.id, names=(name,)),
        two.id: Found(two.id, stand_ins=(standing(two, "the minister", "minister"),)),
    }
    assert told(with_stand_ins(link_entities([one, two], founds), founds)) == {
        "Ida Berg": ["the minister"]
    }


def test_an_office_of_two_people_means_nobody() -> None:
    one = make_report("a", "Minister Ida Berg met minister Lars Dahl.")
    two = make_report("b", "In the end the minister left.")
    names = (named(one, "Ida Berg", "Minister"), named(one, "Lars Dahl", "minister"))
    founds = {
        one.id: Found(one.id, names=names),
        two.id: Found(two.id, stand_ins=(standing(two, "the minister", "minister"),)),
    }
    entities = link_entities([one, two], founds)
    assert told(with_stand_ins(entities, founds)) == {"Ida Berg": [], "Lars Dahl": []}


def test_the_same_description_in_two_reports_is_one_unnamed_person() -> None:
    one = make_report("a", "The gunman fled, and she was seen.")
    two = make_report("b", "A gunman was seen.")
    first = standing(one, "The gunman", "gunman")
    she = standing(one, "she", "she", first.span)
    second = standing(two, "A gunman", "gunman")
    (group,) = stand_for((), (first, she, second))
    assert group.entity is None
    assert len(group.members) == 3


def test_stand_ins_that_point_at_each_other_end_somewhere() -> None:
    report = make_report("a", "She saw the rower.")
    she, rower = cut(report, "She"), cut(report, "the rower")
    items = (
        standing(report, "She", "she", rower),
        standing(report, "the rower", "rower", she),
    )
    groups = stand_for((), items)
    assert sum(len(group.members) for group in groups) == 2


def test_a_counted_group_of_office_holders_is_these_people() -> None:
    one = make_report("a", "Mayor Ida Berg, mayor Lars Dahl met. Chief Eva Roth came.")
    two = make_report("b", "In the end the mayors of the two towns left.")
    names = (named(one, "Ida Berg", "Mayor"), named(one, "Lars Dahl", "mayor"))
    group = replace(standing(two, "the mayors of the two towns", "mayor"), plural=True)
    founds = {
        one.id: Found(one.id, names=(*names, named(one, "Eva Roth", "Chief"))),
        two.id: Found(two.id, stand_ins=(group,)),
    }
    entities = with_stand_ins(link_entities([one, two], founds), founds)
    assert told(entities) == {
        "Eva Roth": [],
        "Ida Berg": ["the mayors of the two towns"],
        "Lars Dahl": ["the mayors of the two towns"],
    }
    three = make_report("c", "In the end the mayors of the three towns left.")
    other = replace(standing(three, "the mayors of the three towns", "mayor"), plural=True)
    founds = {one.id: founds[one.id], three.id: Found(three.id, stand_ins=(other,))}
    entities = with_stand_ins(link_entities([one, three], founds), founds)
    assert not any(told(entities).values())


def test_a_group_in_other_words_and_the_head_of_a_body_are_the_office_holders() -> None:
    one = make_report("a", "Secretary Ida Berg, secretary Lars Dahl met. Minister Eva Roth came.")
    two = make_report("b", "The Party chiefs of the two towns left with the head of the ministry.")
    names = (
        named(one, "Ida Berg", "Secretary"),
        named(one, "Lars Dahl", "secretary"),
        named(one, "Eva Roth", "Minister"),
    )
    group = replace(standing(two, "The Party chiefs of the two towns", "chief"), plural=True)
    head = standing(two, "the head of the ministry", "head")
    founds = {one.id: Found(one.id, names=names), two.id: Found(two.id, stand_ins=(group, head))}
    entities = with_stand_ins(link_entities([one, two], founds), founds)
    assert told(entities) == {
        "Eva Roth": ["the head of the ministry"],
        "Ida Berg": ["The Party chiefs of the two towns"],
        "Lars Dahl": ["The Party chiefs of the two towns"],
    }
