import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.adapters import entities_ecbplus as adapter
from firsthand.compare import romanised
from firsthand.compare.entities import link_entities
from firsthand.compare.forms import Card, initials, plain
from firsthand.compare.slips import same_office, slip
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind, Place
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span, hash_text
from firsthand.model.story import Entity, Event, Relation, Reporting

PERSON, BODY, PLACE, PROJECT = (
    NameKind.PERSON,
    NameKind.ORGANISATION,
    NameKind.PLACE,
    NameKind.PROJECT,
)


def found(*lines: tuple[NameKind, str, str], key: str = "") -> tuple[Report, Found]:
    """Make a report that names what is listed: (kind, name, role)."""
    text = "".join(f"{role} | {name}\n" for _, name, role in lines)
    report = Report(hash_text(text), "r.txt", text, hash_text(text), "text/plain", "test@1")
    names, places, position = [], [], 0
    for kind, name, role in lines:
        start = position + len(role) + 3
        span = report.span(start, start + len(name))
        roles = (report.span(position, position + len(role)),) if role else ()
        form = "acronym" if name.isupper() else "full" if " " in name or kind is PLACE else "short"
        names.append(Name(item_id("name", (span,)), span, kind, "test@1", form, roles))
        if kind is PLACE:
            places.append(Place(item_id("place", (span,)), span, name, "test@1", key=key or name))
        position = start + len(name) + 1
    return report, Found(report.id, names=tuple(names), places=tuple(places))


def link(*made: tuple[Report, Found], events: tuple[Event, ...] = ()) -> dict[str, Entity]:
    founds = {report.id: f for report, f in made}
    entities = link_entities([report for report, _ in made], founds, events)
    return {entity.name: entity for entity in entities}


def texts(entity: Entity) -> list[str]:
    return sorted(mention.span.quote for mention in entity.mentions)


def test_the_family_name_follows_the_full_name_of_its_report() -> None:
    one = found((PERSON, "Ana Ruiz", ""), (PERSON, "Ruiz", ""))
    two = found((PERSON, "Luis Ruiz", ""), (PERSON, "Ruiz", ""), (PERSON, "Luis", ""))
    entities = link(one, two)
    assert texts(entities["Ana Ruiz"]) == ["Ana Ruiz", "Ruiz"]
    assert texts(entities["Luis Ruiz"]) == ["Luis", "Luis Ruiz", "Ruiz"]
    forms = {mention.form for mention in entities["Ana Ruiz"].mentions}
    assert forms == {"full", "short"}


def test_two_namesakes_in_one_report_take_the_last_one_named() -> None:
    made = found(
        (PERSON, "Ana Ruiz", ""),
        (PERSON, "Ruiz", ""),
        (PERSON, "Luis Ruiz", ""),
        (PERSON, "Ruiz", ""),
    )
    entities = link(made)
    assert len(entities["Ana Ruiz"].mentions) == 2
    assert len(entities["Luis Ruiz"].mentions) == 2


def test_a_slip_needs_the_same_office() -> None:
    one = found((PERSON, "Chen Weiguo", "head of the Harbour Office"))
    two = found((PERSON, "Chen Weigou", "director of the Harbour Office"))
    three = found((PERSON, "Chen Weiguo", "head of the Harbour Office"), (PERSON, "Ida Berg", ""))
    joined = link(one, two, three)["Chen Weiguo"]
    slips = [mention for mention in joined.mentions if mention.form == "misspelling"]
    assert [mention.span.quote for mention in slips] == ["Chen Weigou"]
    assert slips[0].reason.rule == "entities/slip@1"
    assert "harbour" in slips[0].reason.detail
    assert [(s.text, len(s.reports)) for s in joined.spellings] == [
        ("Chen Weiguo", 2),
        ("Chen Weigou", 1),
    ]
    stranger = found((PERSON, "Chen Weigou", "captain of the Blue Star"))
    assert "Chen Weigou" in link(one, stranger)


def test_the_head_of_the_ministry_is_the_minister() -> None:
    one = found((PERSON, "Ana Marquezo", "minister"))
    two = found((PERSON, "Ana Marqueso", "head of the ministry"))
    assert len(link(one, two)) == 1
    other = found((PERSON, "Ana Marqueso", "head of the orchestra"))
    assert len(link(one, other)) == 2


def test_both_spellings_in_one_report_are_two_people() -> None:
    made = found(
        (PERSON, "Chen Weiguo", "head of the Harbour Office"),
        (PERSON, "Chen Weigou", "clerk of the Harbour Office"),
    )
    assert set(link(made)) == {"Chen Weiguo", "Chen Weigou"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Maria Ruiz", "Ana Ruiz"),
        ("A. Ruiz", "Ana Ruiz"),
        ("Fred Olsen", "Frederick Olsen"),
        ("Ana Ruiz Jr.", "Ana Ruiz"),
        ("Kim Jae-in", "Kim Jaein"),
        ("Jonnevar Holm", "Jonevar Holm"),
        ("Mo Rashid", "Maurice Rashid"),
        ("Kovács Ildikó", "Ildikó Kovács"),
        ("Zhou Minghai", "Minghai Zhou"),
    ],
)
def test_forms_of_one_full_name(one: str, other: str) -> None:
    assert len(link(found((PERSON, one, "")), found((PERSON, other, "")))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "Eva Ruiz"),
        ("Ana Ruiz", "Ana Ruis"),
        ("Ana Ruiz", "Ruiz Ana"),
        ("Daniele Ruiz", "Daniela Ruiz"),
        ("Julian Berg", "Julien Berg"),
    ],
)
def test_other_people(one: str, other: str) -> None:
    assert len(link(found((PERSON, one, "")), found((PERSON, other, "")))) == 2


@pytest.mark.parametrize("short", ["JoHo", "JHolm", "Holmqist", "Holmqvist"])
def test_a_blend_or_a_misspelt_family_name_alone(short: str) -> None:
    entities = link(found((PERSON, "Johanna Holmqvist", "")), found((PERSON, short, "")))
    assert texts(entities["Johanna Holmqvist"]) == sorted([short, "Johanna Holmqvist"])


@pytest.mark.parametrize("short", ["JoBo", "Holmberg", "Holmqvistz"])
def test_other_single_words_are_other_people(short: str) -> None:
    assert len(link(found((PERSON, "Johanna Holmqvist", "")), found((PERSON, short, "")))) == 2


def test_bodies_by_acronym_order_of_words_and_short_form() -> None:
    one = found(
        (BODY, "Green Union of Norland", ""),
        (BODY, "GUN", ""),
        (BODY, "GUN Executive Committee", ""),
        (BODY, "Executive Committee of the Green Union of Norland", ""),
        (BODY, "Executive Committee", ""),
        (BODY, "Green Union", ""),
    )
    entities = link(one)
    assert len(entities) == 2
    union = entities["Green Union of Norland"]
    assert texts(union) == ["GUN", "Green Union", "Green Union of Norland"]
    assert {m.span.quote: m.form for m in union.mentions}["GUN"] == "alias"


def test_an_acronym_in_brackets_takes_the_name_before_it() -> None:
    text = "State Trading House (STO) of old. STO again."
    report = Report(hash_text(text), "r.txt", text, hash_text(text), "text/plain", "test@1")
    stretches = [(0, 19, "full"), (21, 24, "acronym"), (34, 37, "acronym")]
    names = tuple(
        Name(item_id("name", (report.span(a, b),)), report.span(a, b), BODY, "test@1", form)
        for a, b, form in stretches
    )
    (entity,) = link_entities([report], {report.id: Found(report.id, names=names)})
    assert len(entity.mentions) == 3
    assert entity.name == "State Trading House"


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("Norland Provincial Committee", "Norland Provincial Party Committee", 1),
        ("Acme Corp.", "Acme Corp", 1),
        ("Portland Herons", "Herons", 1),
        ("Portland Stallions", "Stalls", 1),
        ("Portland Stallions", "Stars", 2),
        ("Health Centre of Bergen", "Health Center of Bergen", 1),
        ("Ministry of Health", "Ministry of Defence", 2),
        ("Bank of Norland", "Norland Police", 2),
    ],
)
def test_pairs_of_bodies(one: str, other: str, number: int) -> None:
    assert len(link(found((BODY, one, "")), found((BODY, other, "")))) == number


def test_a_short_form_of_two_bodies_stays_alone() -> None:
    made = found(
        (BODY, "Ministry of Health", ""), (BODY, "Ministry of Labour", ""), (BODY, "Ministry", "")
    )
    assert set(link(made)) == {"Ministry of Health", "Ministry of Labour", "Ministry"}


def test_projects_by_common_words() -> None:
    one = found((PROJECT, "Full Renewal of the Old Port", ""))
    two = found((PROJECT, "Complete Renewal of the Old Port", ""))
    assert len(link(one, two)) == 1
    assert len(link(one, found((PROJECT, "Clean Rivers initiative", "")))) == 2


def test_places_by_what_they_are() -> None:
    entities = link(
        found((PLACE, "Pékin", ""), key="geonames:1"),
        found((PLACE, "Beijing", ""), key="geonames:1"),
    )
    assert len(entities) == 1


def test_a_kind_that_most_mentions_have_holds_for_all() -> None:
    one = found((PERSON, "Vera Holt", ""), (BODY, "Holt", ""))
    entities = link(one)
    assert list(entities) == ["Vera Holt"]
    two = found((BODY, "Nordwind AG", ""))
    three = found((BODY, "Nordwind AG", ""), (PROJECT, "Sea", ""))
    four = found((PERSON, "Nordwind AG", ""), (PROJECT, "Lake", ""))
    assert link(two, three, four)["Nordwind AG"].kind is BODY


def test_a_name_is_one_place_in_an_event_unless_one_report_tells_two_apart() -> None:
    one = found((PLACE, "Ashford", ""), (PLACE, "Ashford", ""), key="geonames:1")
    two = found((PLACE, "Ashford", ""), key="geonames:2")
    assert len(link_entities([one[0], two[0]], {r.id: f for r, f in (one, two)})) == 1
    both = found((PLACE, "Ashford", ""), (PLACE, "Ashford", ""), key="geonames:1")
    places = tuple(replace(p, key=f"geonames:{n}") for n, p in enumerate(both[1].places))
    assert len(link_entities([both[0]], {both[0].id: replace(both[1], places=places)})) == 2


def test_a_family_name_that_most_reports_bear_is_no_town() -> None:
    full = [found((PERSON, f"Vera {name}", ""), (PERSON, name, "")) for name in ("Ashford",) * 2]
    more = found((PERSON, "Vera Ashford", ""), (PERSON, "Ida Berg", ""))
    town = found((PLACE, "Ashford", ""), (PERSON, "Lars Dahl", ""))
    entities = link(full[0], more, town)
    assert len(entities["Vera Ashford"].mentions) == 4


def test_a_name_that_ran_on_in_a_headline_is_cut_for_comparing() -> None:
    plain = found((PERSON, "Vera Holt", ""), (PERSON, "Holt", ""))
    report, ran_on = found((PERSON, "Hire Vera Holt", ""))
    names = tuple(replace(name, rule="names/headline@1") for name in ran_on.names)
    entities = link(plain, (report, replace(ran_on, names=names)))
    assert texts(entities["Vera Holt"]) == ["Hire Vera Holt", "Holt", "Vera Holt"]


def test_a_house_named_after_a_person_is_no_person() -> None:
    one = found((BODY, "Ida Holm Clinic", ""), (BODY, "Ida Holm Clinic", ""))
    two = found((PERSON, "Ida Holm", ""))
    assert list(link(one, two)) == ["Ida Holm Clinic"]
    three = found((PERSON, "Ida Holm", ""), (PERSON, "Holm", ""))
    assert "Ida Holm" in link(one, three)


def event(*reports: str, relation: Relation = Relation.REPORTS) -> Event:
    reportings = tuple(Reporting(r, relation, (), Reason("test@1")) for r in reports)
    return Event(f"event-{'-'.join(reports)}", "x", "meeting", reportings, "test@1")


def test_across_events_only_equal_full_names_are_joined() -> None:
    one = found((PERSON, "Ana Ruiz", ""), (PERSON, "A. Berg", ""))
    two = found((PERSON, "Ana Ruiz", ""), (PERSON, "Anna Berg", ""), (PERSON, "Ruiz", ""))
    events = (event(one[0].id), event(two[0].id))
    entities = link(one, two, events=events)
    assert len(entities["Ana Ruiz"].mentions) == 3
    assert {"A. Berg", "Anna Berg"} <= set(entities)
    together = link(one, two, events=(event(one[0].id, two[0].id),))
    assert "A. Berg" not in together


def test_a_report_that_only_refers_to_an_event_is_no_part_of_it() -> None:
    one, two = found((PERSON, "A. Berg", "")), found((PERSON, "Anna Berg", ""))
    refers = event(one[0].id, two[0].id, relation=Relation.REFERS)
    assert len(link(one, two, events=(refers,))) == 2


NAMES = ["Ana Ruiz", "A. Ruiz", "Ruiz", "Chen Weiguo", "Chen Weigou", "Chen", "Luis Ruiz", "Eva Li"]
ROLES = ["", "head of the Harbour Office", "mayor"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(ROLES)), min_size=1, max_size=5),
        min_size=1,
        max_size=4,
        unique_by=str,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_reports_does_not_matter(
    rows: list[list[tuple[str, str]]], chance: random.Random
) -> None:
    made = [found(*((PERSON, name, role) for name, role in row)) for row in rows]
    made = list({report.id: (report, f) for report, f in made}.values())
    founds = {report.id: f for report, f in made}
    reports = [report for report, _ in made]
    first = link_entities(reports, founds, ())
    chance.shuffle(reports)
    shuffled = dict(chance.sample(sorted(founds.items()), len(founds)))
    assert link_entities(reports, shuffled, ()) == first
    counted = [mention.span for entity in first for mention in entity.mentions]
    assert len(counted) == len(set(counted)) == sum(len(f.names) for f in founds.values())
    for entity in first:
        for mention in entity.mentions:
            assert mention.reason.rule.startswith("entities/")


def test_slips_are_short_and_keep_the_first_letter() -> None:
    assert slip("chen weiguo", "chen weigou") == 2
    assert slip("wang li", "wang lu") == 1
    assert slip("ann", "anm") == 0
    assert slip("chen weiguo", "shen weiguo") == 0
    assert slip("same name", "same name") == 0


def test_an_office_is_more_than_a_title() -> None:
    assert same_office({"minister", "health"}, {"minister", "health"}) == {"health"}
    assert same_office({"minister"}, {"minister"}) == frozenset()


def test_plain_names_and_initials() -> None:
    assert plain("“Green  Plan’s") == "Green Plan"
    assert "GUN" in initials("Green Union of Norland")
    assert "GUON" in initials("Green Union of Norland")
    report, f = found((PERSON, "Ana Ruiz Sr.", "mayor of Bergen"))
    card = Card.of(f.names[0])
    assert card.words == ("ana", "ruiz")
    assert card.roles == {"mayor", "bergen"}
    assert report.text[card.name.span.start :].startswith("Ana")


def test_the_bench_adapter_answers_for_every_report() -> None:
    texts = ["Ida Berg spoke in Oslo.", "Berg met Ida Berg in Oslo again."]
    reports = [Report(hash_text(t), "r", t, hash_text(t), "text/plain", "test@1") for t in texts]
    rows = list(adapter.answer_story(reports))
    assert [row["id"] for row in rows] == [report.id for report in reports]
    assert adapter.read_scores('{"names: link F1": 0.5, "names: mentions": 3}') == {
        "names: link F1": 0.5
    }


def test_spans_sort_and_nothing_is_lost_in_permutations() -> None:
    made = [
        found((PERSON, "Ana Ruiz", "")),
        found((PERSON, "Ruiz", "")),
        found((PERSON, "A. Ruiz", "")),
    ]
    founds = {report.id: f for report, f in made}
    answers = {
        link_entities([report for report, _ in order], founds, ())
        for order in itertools.permutations(made)
    }
    assert len(answers) == 1
    assert all(isinstance(m.span, Span) for e in answers.pop() for m in e.mentions)


def test_a_family_name_one_letter_apart_needs_no_office_in_one_event() -> None:
    one = found((PERSON, "Rui Bastos Feijoa", "inspetor"))
    two = found((PERSON, "Rui Basttos Feijoa", "inspetor"))
    joined = link(one, two)["Rui Bastos Feijoa"]
    assert {m.span.quote: m.form for m in joined.mentions} == {
        "Rui Bastos Feijoa": "full",
        "Rui Basttos Feijoa": "misspelling",
    }


def test_the_spelling_of_more_reports_is_the_usual_one() -> None:
    slips = [found((PERSON, "Jan Brandel", f"head of water {n}")) for n in range(2)]
    odd = found((PERSON, "Jan Brandl", ""), (PERSON, "Brandl", ""))
    joined = link(*slips, odd)["Jan Brandel"]
    assert {m.span.quote for m in joined.mentions if m.form == "misspelling"} == {"Jan Brandl"}
    assert "Brandl" in texts(joined)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Maria Santos", ""), ("Mario Santos", "")),
        (("Ivo Keller", "judge"), ("Ivo Kellen", "striker")),
        (("Wang Minwei", ""), ("Wang Minwen", "")),
        (("Eva Roth", ""), ("Eva Rota", "")),
    ],
)
def test_other_names_one_letter_apart_stay_two_people(
    left: tuple[str, str], right: tuple[str, str]
) -> None:
    entities = link(found((PERSON, *left)), found((PERSON, *right)))
    assert {left[0], right[0]} <= entities.keys()


def test_han_names_take_their_pinyin() -> None:
    pytest.importorskip("pypinyin")
    one = found((PERSON, "孙立群", "省长"), (PERSON, "欧阳海", ""))
    two = found((PERSON, "Sun Liqun", ""), (PERSON, "Ouyang Hai", ""), (PERSON, "Sun", ""))
    entities = link(one, two)
    assert sorted(texts(e) for e in entities.values()) == [
        ["Ouyang Hai", "欧阳海"],
        ["Sun", "Sun Liqun", "孙立群"],
    ]


def test_a_slip_in_pinyin_is_marked() -> None:
    pytest.importorskip("pypinyin")
    joined = link(found((PERSON, "孙正群", "")), found((PERSON, "Sun Zhenqun", "")))["孙正群"]
    assert {m.form for m in joined.mentions} == {"full", "misspelling"}


def test_without_pypinyin_han_names_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(romanised, "find_spec", lambda _: None)
    romanised._readings.cache_clear()
    entities = link(found((PERSON, "何大庆", "")), found((PERSON, "He Daqing", "")))
    romanised._readings.cache_clear()
    assert {"何大庆", "He Daqing"} <= entities.keys()


def test_a_shorter_name_is_joined_across_events_only_with_the_office() -> None:
    full = found((PERSON, "Ada Nunes Prado", "director of the port"))
    same = found((PERSON, "Ada Nunes", "director of the port"), (BODY, "Port Board", ""))
    other = found((PERSON, "Ada Nunes", "singer"), (BODY, "Opera House", ""))
    assert len([n for n in link(full, same, events=apart(full, same)) if "Ada" in n]) == 1
    assert len([n for n in link(full, other, events=apart(full, other)) if "Ada" in n]) == 2


def apart(*made: tuple[Report, Found]) -> tuple[Event, ...]:
    return tuple(event(report.id) for report, _ in made)


def test_a_town_of_a_dateline_is_no_person_elsewhere() -> None:
    report, inside = found((PLACE, "Port Alder", ""))
    inside = replace(
        inside, places=tuple(replace(p, key="", rule="places/context@1") for p in inside.places)
    )
    entities = link((report, inside), found((PERSON, "Port Alder", ""), (PERSON, "Ida Berg", "")))
    assert entities["Port Alder"].kind is PLACE
    assert len(entities["Port Alder"].mentions) == 2


def test_a_club_goes_by_its_town_and_its_nickname() -> None:
    made = found(
        (BODY, "Storm Bay Otters", ""),
        (BODY, "Otters", ""),
        (BODY, "Otter", ""),
        (PLACE, "Storm Bay", ""),
    )
    entities = link(made)
    assert texts(entities["Storm Bay Otters"]) == [
        "Otter",
        "Otters",
        "Storm Bay",
        "Storm Bay Otters",
    ]


def test_the_town_itself_is_no_club() -> None:
    text = "Storm Bay Otters won in Storm Bay, they said."
    report = Report(hash_text(text), "r.txt", text, hash_text(text), "text/plain", "test@1")
    club, town = report.span(0, 16), report.span(24, 33)
    names = (
        Name(item_id("name", (club,)), club, BODY, "test@1"),
        Name(item_id("name", (town,)), town, PLACE, "test@1"),
    )
    place = Place(item_id("place", (town,)), town, "Storm Bay", "test@1", key="test:1")
    entities = link((report, Found(report.id, names=names, places=(place,))))
    assert entities["Storm Bay"].kind is PLACE


def test_a_full_name_taken_for_a_body_is_the_person() -> None:
    one = found((PERSON, "Ottilie Brandhof", ""), (PERSON, "Brandhof", ""))
    two = found((BODY, "Norwegian Ottilie Brandhof", ""), (BODY, "Brandhof", ""))
    (entity,) = link(one, two).values()
    assert entity.kind is PERSON


def test_a_headline_read_as_a_name_makes_no_person_of_a_club() -> None:
    one = found((PERSON, "Otters Beat Gulls", ""), (BODY, "Gulls", ""), (BODY, "Otters", ""))
    two = found((BODY, "Gulls", ""), (BODY, "Otters", ""))
    entities = link(one, two)
    assert entities["Gulls"].kind is BODY
    assert entities["Otters"].kind is BODY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Katie Holm", "Katherine Holm"),
        ("Bill Ashby", "William Ashby"),
        ("Mo Farouk", "Maurice Farouk"),
    ],
)
def test_usual_short_forms_of_given_names(one: str, other: str) -> None:
    assert len(link(found((PERSON, one, "")), found((PERSON, other, "")))) == 1


def test_a_word_of_two_bodies_means_the_one_that_is_told_of() -> None:
    told = [found((BODY, "Port Otters", f"{n}")) for n in range(4)]
    once = found((BODY, "Hill Otters", ""))
    short = found((BODY, "Otters", ""))
    assert "Otters" in texts(link(*told, once, short)["Port Otters"])


def test_bodies_of_different_events_that_leave_a_word_out() -> None:
    one = found((BODY, "Norland Harbour Police Board", ""), (BODY, "Coastline News Agency", ""))
    two = found((BODY, "Norland Harbour Board", ""), (BODY, "Coastline", ""))
    entities = link(one, two, events=apart(one, two))
    assert set(entities) == {"Norland Harbour Police Board", "Coastline News Agency"}
    three = found((BODY, "Harbour Board", ""), (BODY, "Norland", ""))
    assert {"Harbour Board", "Norland"} <= set(link(one, three, events=apart(one, three)))


def test_an_acronym_is_known_from_another_event() -> None:
    one = found((BODY, "General Office of Harbour Works", ""), (BODY, "GOHW", ""))
    two = found((BODY, "GOHW", ""), (PERSON, "Ida Berg", ""))
    entities = link(one, two, events=apart(one, two))
    assert len(entities["General Office of Harbour Works"].mentions) == 3


def test_chinese_bodies_and_projects_shortened() -> None:
    one = found((BODY, "青海省交通运输厅", ""), (PROJECT, "青海湖环湖公路现代化改造工程", ""))
    two = found((BODY, "省交通运输厅", ""), (PROJECT, "环湖公路现代化改造工程", ""))
    assert len(link(one, two)) == 2


def test_an_office_is_not_the_body_it_belongs_to() -> None:
    made = found(
        (BODY, "Harbour Department of the NUP Central Council", ""),
        (BODY, "NUP Central Council", ""),
        (BODY, "Harbour Department", ""),
    )
    entities = link(made)
    assert texts(entities["NUP Central Council"]) == ["NUP Central Council"]
    assert len(entities) == 2


def test_names_in_other_letters_take_their_latin_form() -> None:
    one = found((PERSON, "Сергей Шишкин", "министр"), (PERSON, "كريم الحداد", ""))
    two = found((PERSON, "Sergei Shishkin", ""), (PERSON, "Karim al-Haddad", ""))
    three = found((PERSON, "Сергей Шишкин", ""), (PERSON, "Sergey Shishkov", ""))
    entities = link(one, two, three)
    assert sorted(len(e.mentions) for e in entities.values()) == [1, 2, 3]
    joined = next(e for e in entities.values() if "Sergei Shishkin" in texts(e))
    rules = {m.span.quote: m.reason.rule for m in joined.mentions}
    assert "entities/transliteration@1" in rules.values()


def test_a_name_that_could_be_two_peoples_in_latin_letters_stays_alone() -> None:
    one = found((PERSON, "محمد صالح", ""))
    two = found((PERSON, "Mohamed Saleh", "judge"), (PERSON, "Mahmoud Salah", "pilot"))
    assert len(link(one, two)) == 3


def test_a_hyphen_or_a_blank_in_a_family_name_tells_nobody_apart() -> None:
    one = found((PERSON, "Omar Bello Dan-Tata", "President"), (PERSON, "Dantata", ""))
    two = found((PERSON, "Omar Dantata", "President"), (PERSON, "Dan Tata", ""))
    assert len(link(one, two)) == 1
    other = found((PERSON, "Omar Danjuma", "Governor"))
    assert len(link(one, other)) == 2


def test_a_family_name_with_the_office_goes_with_its_bearer_in_another_event() -> None:
    one = found((PERSON, "Ida Holmgren", "mayor of Vik"))
    two = found((PERSON, "Holmgren", "mayor"))
    three = found((PERSON, "Holmgren", ""))
    events = tuple(event(report.id) for report, _ in (one, two, three))
    entities = link(one, two, three, events=events)
    assert texts(entities["Ida Holmgren"]) == ["Holmgren", "Ida Holmgren"]
    assert texts(entities["Holmgren"]) == ["Holmgren"]


def test_a_slip_and_a_second_family_name_left_out_are_one_holder_of_the_office() -> None:
    one = found((PERSON, "Raffaella Bruni Landi", "ministra della Salute"))
    two = found((PERSON, "Raffaela Bruni", "health minister"))
    three = found((PERSON, "Raffaela Bruni", "singer"))
    assert len(link(one, two)) == 1
    assert len(link(one, three)) == 2


def test_cases_of_a_name_are_one_person_called_by_the_dictionary_form() -> None:
    made = []
    for report, f in (
        found((PERSON, "Виктору Прохорову", "губернатору"), (PERSON, "Прохоровым", "")),
        found((PERSON, "Виктор Прохоров", "губернатор"), (PERSON, "Виктора Прохорова", "")),
        found((PERSON, "Анна Прохорова", "врач")),
    ):
        labelled = replace(report, metadata=replace(report.metadata, language="ru"))
        made.append((labelled, f))
    entities = link(*made)
    assert set(entities) == {"Виктор Прохоров", "Анна Прохорова"}
    assert len(entities["Виктор Прохоров"].mentions) == 4
