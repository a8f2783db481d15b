import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.clean import label
from firsthand.compare.agreement import compare_cards
from firsthand.compare.cards import Card, lead_stretches, overlap_days, take_card
from firsthand.compare.events import find_events
from firsthand.compare.kinds import find_kinds, place_word_before, says
from firsthand.compare.likeness import Evidence, Likeness
from firsthand.compare.programmes import find_programmes
from firsthand.lang import languages, lexicon
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Moment, MomentKind, Name, NameKind, Place
from firsthand.model.reason import Provenance, Reason, Slot
from firsthand.model.report import Block, Metadata, Report, Role
from firsthand.model.span import Span, hash_text
from firsthand.model.story import Direction, Event, Link, LinkKind, Relation, State
from firsthand.pipeline import analyse
from firsthand.text.linkage import average_linkage

Told = tuple[Report, Found]

DAYS = {
    "on Monday": ("2031-03-03", "2031-03-03"),
    "Monday": ("2031-03-03", "2031-03-03"),
    "Wednesday": ("2031-06-11", "2031-06-11"),
    "March 3": ("2031-03-03", "2031-03-03"),
    "in 2027": ("2027-01-01", "2027-12-31"),
    "this month": ("2031-03-01", "2031-03-31"),
    "April 9": ("2031-04-09", "2031-04-09"),
}
TOWNS = {
    "Ormsby": ("geonames:1", "city", 50.0, 5.0),
    "Kellan": ("geonames:2", "city", 60.0, 5.0),
    "Norland": ("NL", "country", None, None),
    "Upper Valley": ("", "region", None, None),
}


def tell(
    text: str,
    name: str,
    published: str = "",
    dateline: str = "",
    language: str = "en",
    people: Iterable[str] = (),
) -> Told:
    """Label a text: the first line is the title, each further line a paragraph."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        role = Role.BODY if number else Role.TITLE
        blocks.append(Block(Span.of(name, text, start, start + len(line)), role, "test@1"))
        start += len(line) + 1

    def slot(value: str) -> Slot:
        return Slot(value, (), Provenance.EXPLICIT) if value else Slot()

    metadata = Metadata(published=slot(published), dateline_date=slot(dateline), language=language)
    report = Report(
        name, name, text, hash_text(text), "text/plain", "plain@1",
        blocks=tuple(blocks), metadata=metadata,
    )  # fmt: skip
    moments: list[Moment] = []
    places: list[Place] = []
    names: list[Name] = []
    taken: list[range] = []
    for words, (first, last) in DAYS.items():
        for span in _find(report, words):
            if any(span.start in r for r in taken):
                continue
            taken.append(range(span.start, span.end))
            value = first if first == last else first[:4]
            moments.append(
                Moment(
                    item_id("moment", (span,)),
                    span,
                    MomentKind.DATE,
                    words,
                    "test@1",
                    value=value,
                    first=first,
                    last=last,
                )
            )
    for words, (key, level, lat, lon) in TOWNS.items():
        for span in _find(report, words):
            country = "NL" if level == "city" else ""
            places.append(
                Place(
                    item_id("place", (span,)),
                    span,
                    words,
                    "test@1",
                    key=key,
                    level=level,
                    country=country,
                    latitude=lat,
                    longitude=lon,
                )
            )
    for words in people:
        names.extend(
            Name(item_id("name", (span,)), span, NameKind.PERSON, "test@1")
            for span in _find(report, words)
        )
    found = Found(
        name,
        names=tuple(sorted(names, key=lambda n: n.span)),
        moments=tuple(sorted(moments, key=lambda m: m.span)),
        places=tuple(sorted(places, key=lambda p: p.span)),
    )
    return report, found


def _find(report: Report, words: str) -> Iterable[Span]:
    start = report.text.find(words)
    while start >= 0:
        yield report.span(start, start + len(words))
        start = report.text.find(words, start + 1)


def events_of(*told: Told, links: Iterable[Link] = ()) -> tuple[Event, ...]:
    return find_events([r for r, _ in told], {f.report: f for _, f in told}, links)


def groups(events: Iterable[Event]) -> set[tuple[str, ...]]:
    members = (
        tuple(r.report for r in event.reportings if r.relation is not Relation.REFERS)
        for event in events
    )
    return {group for group in members if group}


SPRING = tell(
    "Fishery ministers agree on herring quotas in Ormsby\n"
    "Fishery ministers of the coastal states ended a conference in Ormsby on Monday with a deal "
    "on herring quotas for the coming season, after Minister Tove Brandt gave way on mesh sizes.\n"
    "The quotas fall by a tenth.",
    "spring-a",
    published="2031-03-04",
)
SPRING_AGAIN = tell(
    "Herring quotas fall after talks of fishery ministers\n"
    "A deal on herring quotas was reached at a conference of fishery ministers held in Ormsby "
    "on March 3, and Tove Brandt accepted larger mesh sizes.\n"
    "Fishing ports had hoped for more.",
    "spring-b",
    published="2031-03-05",
)
UNDATED = tell(
    "Fishery ministers cut herring quotas\n"
    "Fishery ministers meeting in Ormsby cut the herring quotas at a conference and Tove Brandt "
    "accepted larger mesh sizes in the deal.\n"
    "A similar conference in Kellan in 2027 had failed.",
    "spring-c",
)
SUMMER = tell(
    "Fishery ministers agree on herring quotas in Kellan\n"
    "Fishery ministers of the coastal states ended a conference in Kellan on Wednesday with a deal "
    "on herring quotas for the coming season, after Minister Tove Brandt gave way on mesh sizes.\n"
    "The quotas fall by a fifth.",
    "summer-a",
    published="2031-06-12",
)
CINEMA = tell(
    "Old cinema burns down\n"
    "A fire destroyed the Palace cinema in Kellan on Monday; nobody was hurt, its owner Ruben "
    "Falk told Radio Sund, and the projectors from 1936 were carried out in time by neighbours.\n"
    "Firemen from Ostby and Vik poured water on the roof until noon, while Falk and Chief Lotte "
    "Arp kept curious children away from the walls.",
    "cinema",
    published="2031-03-04",
)


def test_two_reports_of_one_conference_are_one_event_with_its_day_and_place() -> None:
    (event,) = events_of(SPRING, SPRING_AGAIN)
    assert {r.report for r in event.reportings} == {"spring-a", "spring-b"}
    assert event.when.value == "2031-03-03"
    assert event.when.provenance is Provenance.EXPLICIT
    assert event.where.value.startswith("Ormsby")
    assert event.place_key == "geonames:1"
    assert event.kind == "conference"


def test_sibling_events_with_another_day_and_place_stay_apart() -> None:
    events = events_of(SPRING, SPRING_AGAIN, SUMMER)
    assert groups(events) == {("spring-a", "spring-b"), ("summer-a",)}


def test_the_same_texts_without_days_and_places_would_be_one_event() -> None:
    bare = [(report, Found(report.id)) for report, _ in (SPRING, SUMMER)]
    bare = [(replace(r, metadata=Metadata(language="en")), f) for r, f in bare]
    assert len(groups(events_of(*bare))) == 1


def test_different_happenings_on_one_day_in_one_town_stay_apart() -> None:
    other = tell(SUMMER[0].text.replace("Wednesday", "Monday"), "fish", published="2031-03-04")
    assert groups(events_of(CINEMA, other)) == {("cinema",), ("fish",)}


def test_an_undated_report_joins_and_is_told_which_day_it_inherits() -> None:
    events = events_of(SPRING, SPRING_AGAIN, UNDATED)
    (main,) = [e for e in events if any(r.report == "spring-c" for r in e.reportings)][-1:]
    main = next(e for e in events if len(e.reportings) == 3)
    reason = next(r.reason for r in main.reportings if r.report == "spring-c")
    assert "2031-03-03 is inherited" in reason.detail
    assert reason.score is not None
    assert reason.score > 0.5
    assert "log-odds" in reason.detail


def test_an_earlier_meeting_is_referred_to_and_makes_nobody_a_member() -> None:
    events = events_of(SPRING, UNDATED)
    stub = next(e for e in events if e.when.value == "2027")
    assert [(r.report, r.relation) for r in stub.reportings] == [("spring-c", Relation.REFERS)]
    assert stub.where.value == "Kellan"
    assert stub.kind == "conference"
    assert "2027" in stub.title


def test_two_mentions_of_one_earlier_meeting_are_one_stub() -> None:
    other = tell(SPRING_AGAIN[0].text + "\nMinisters recalled the conference in 2027.", "spring-d")
    stubs = [e for e in events_of(UNDATED, other) if e.when.value == "2027"]
    assert len(stubs) == 1
    assert {r.report for r in stubs[0].reportings} == {"spring-c", "spring-d"}


def test_a_reference_to_an_event_of_the_pile_points_to_it() -> None:
    later = tell(
        SUMMER[0].text + "\nThe deal repeats what the conference in Ormsby on March 3 had decided.",
        "summer-b",
        published="2031-06-12",
    )
    events = events_of(SPRING, later)
    spring = next(e for e in events if e.when.value == "2031-03-03")
    assert ("summer-b", Relation.REFERS) in [(r.report, r.relation) for r in spring.reportings]


def test_a_disaster_told_in_passing_is_of_the_year_of_the_main_event() -> None:
    text = (
        SPRING[0].text + "\nA crab season was lost as well, to the dismay of the smaller boats.\n"
        "Floods have hit many ports near Upper Valley."
    )
    events = events_of(tell(text, "spring-e", published="2031-03-04"))
    flood = next(e for e in events if e.kind == "flood")
    assert flood.when.value == "2031"
    assert flood.when.provenance is Provenance.INHERITED


def test_flood_control_is_no_flood() -> None:
    text = (
        SPRING[0].text + "\nA crab season was lost as well, to the dismay of the smaller boats.\n"
        "Flood control near Upper Valley costs more."
    )
    assert not [e for e in events_of(tell(text, "x")) if e.kind == "flood"]


def test_a_link_of_text_descent_joins_and_a_rejected_one_does_not() -> None:
    reason = Reason("test@1")
    link = Link("k", "cinema", "spring-a", LinkKind.NEAR_COPY, Direction.UNKNOWN, 0.9, reason)
    assert len(groups(events_of(CINEMA, SPRING, links=[link]))) == 1
    rejected = replace(link, state=State.REJECTED)
    assert len(groups(events_of(CINEMA, SPRING, links=[rejected]))) == 2
    agency = replace(link, kind=LinkKind.SAME_AGENCY)
    assert len(groups(events_of(CINEMA, SPRING, links=[agency]))) == 2


def test_a_coming_event_is_announced() -> None:
    text = (
        "Harbour festival planned\nThe harbour festival will be held in Ormsby on April 9, "
        "the town said."
    )
    (event,) = events_of(tell(text, "x", published="2031-03-04"))
    assert event.reportings[0].relation is Relation.ANNOUNCES
    assert event.when.value == "2031-04-09"


def test_the_dateline_gives_the_day_where_the_lead_names_none() -> None:
    text = "Bridge closed\nThe bridge at Ormsby was closed because of cracks in a pillar."
    card = take_card(*tell(text, "x", published="2031-03-09", dateline="2031-03-08"))
    assert card.when.value == "2031-03-08"
    assert card.when.provenance is Provenance.DOCUMENT
    assert not card.firm


def test_a_vague_month_gives_way_to_the_day_of_publication_inside_it() -> None:
    text = "Bridge closed\nThe bridge at Ormsby was closed this month because of cracks."
    card = take_card(*tell(text, "x", published="2031-03-09"))
    assert card.when.value == "2031-03-09"
    assert take_card(*tell(text, "y")).when.value == "2031"


def test_nothing_is_claimed_for_a_report_without_slots() -> None:
    (event,) = events_of(tell("Thoughts on gardening\nRoses want patience.", "x"))
    assert event.when.value == event.where.value == event.kind == ""
    assert event.reportings[0].reason.detail == "the only report of this event"
    assert find_events([], {}, []) == ()


def test_who_takes_part_is_listed_by_how_many_reports_name_them() -> None:
    a = tell(SPRING[0].text, "a", people=["Tove Brandt"])
    b = tell(SPRING_AGAIN[0].text, "b", people=["Tove Brandt"])
    (event,) = events_of(a, b)
    assert event.who == ("Tove Brandt",)


def test_title_labels_are_no_part_of_the_title() -> None:
    card = take_card(*tell("Title: Bees return\nBees were seen in Ormsby.", "x"))
    assert card.title == "Bees return"


def test_a_dispatch_without_a_headline_is_called_by_its_first_sentence() -> None:
    text = (
        "PORT ELLERY, March 4, 2024 (Reuters) -- The road bridge over the River Alder reopened on "
        "Monday after eleven weeks of repairs. Engineers replaced 240 bolts."
    )
    report = label(Report("x", "x", text, hash_text(text), "text/plain", "plain@1"))
    card = take_card(report, Found("x"))
    assert card.title.startswith("The road bridge over the River Alder reopened on Monday")


def test_the_place_of_the_title_goes_before_one_of_an_earlier_happening() -> None:
    text = (
        "Fishing limits cut as ministers meet in Bergen\n\nEleven months after the first meeting "
        "in Lisbon, ministers of six countries gathered in Bergen on Monday to count results.\n"
        "They agreed on lower limits for herring."
    )
    report, found = analyse(Report("x", "x", text, hash_text(text), "text/plain", "plain@1"))
    card = take_card(report, found)
    assert card.place is not None
    assert card.place.name == "Bergen"


def test_a_place_whose_goods_the_title_names_does_not_go_before_that_of_the_meeting() -> None:
    text = (
        "Few of Lisbon's pledges kept\n\nDonors who met in Bergen last week counted what "
        "they had promised the islands in Lisbon.\nThe rest is to follow."
    )
    report, found = analyse(Report("x", "x", text, hash_text(text), "text/plain", "plain@1"))
    card = take_card(report, found)
    assert card.place is not None
    assert card.place.name == "Bergen"


def test_a_dispatch_that_is_nothing_but_its_dateline_is_called_by_it() -> None:
    text = "PORT ELLERY, March 4 (Reuters) -- "
    report = label(Report("x", "x", text, hash_text(text), "text/plain", "plain@1"))
    assert take_card(report, Found("x")).title == "PORT ELLERY, March 4 (Reuters) --"


def test_a_text_without_labels_has_a_lead_too() -> None:
    text = "Bees return\n" + "Bees were seen in the town of Ormsby again this spring. " * 40
    report = Report("x", "x", text, hash_text(text), "text/plain", "plain@1")
    lead = lead_stretches(report)
    assert lead[0] == (0, 11)
    assert lead[-1][1] < len(text) / 2
    card = take_card(report, Found("x"))
    assert card.title == "Bees return"


def test_reports_in_two_languages_meet_by_day_place_and_kind() -> None:
    german = tell(
        "Fischereiminister einig\nBei einer Konferenz in Ormsby einigten sich die Ressortchefs am "
        "März-Anfang, March 3, auf Fangmengen.",
        "de-a",
        language="de",
        published="2031-03-04",
    )
    assert groups(events_of(SPRING, german)) == {("de-a", "spring-a")}


def test_events_with_a_common_theme_share_a_programme() -> None:
    heads = [
        ["Minister praises the greening of the Ruhr valley at a fair in Bochum."],
        ["A year on, greening of the Ruhr valley lags, auditors say."],
        ["Bakers strike for better pay."],
    ]
    found = find_programmes(heads)
    assert found[0] == found[1] == "greening of the Ruhr valley"
    assert 2 not in found


def test_a_phrase_of_names_alone_is_no_programme() -> None:
    heads = [["The Ruhr Valley Museum Trust met."], ["The Ruhr Valley Museum Trust sued."]]
    assert find_programmes(heads) == {}


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("The summit ended", "en", "summit"),
        ("Die Klimakonferenz endete", "de", "conference"),
        ("Землетрясением разрушены дома", "ru", "earthquake"),
        ("昨天发生地震", "zh", "earthquake"),
        ("La réunion de crise", "fr", "meeting"),
        ("Word in a language without a list: summit", "xx", "summit"),
    ],
)
def test_kinds_are_named_in_many_languages(text: str, language: str, kind: str) -> None:
    assert find_kinds(text, language)[0].kind == kind


def test_words_that_only_contain_a_kind_word_do_not_count() -> None:
    assert find_kinds("warm fairly summits", "en")[0].kind == "summit"


def test_place_words_stand_right_before_the_place() -> None:
    assert place_word_before("held in Ormsby", "en", 8)
    assert not place_word_before("a cabin Ormsby", "en", 8)
    assert place_word_before("会议在长春举行", "zh", 3)
    assert says("it will be held soon", "en", "announcing")
    assert not says("anything", "ja", "place_words")


def test_every_language_lists_the_same_classes() -> None:
    known = {row["class"] for row in lexicon("en", "events")["kinds"].values()}
    for language in languages("events"):
        table = lexicon(language, "events")
        assert table["match"] in {"word", "ending", "beginning", "inside"}
        assert {row["class"] for row in table["kinds"].values()} <= known
        assert set(table["kinds"]) <= set(lexicon("en", "events")["kinds"])


def test_days_between_intervals() -> None:
    assert overlap_days("2031-01-01", "2031-01-31", "2031-01-10", "2031-02-10") == 0
    assert overlap_days("2031-01-01", "2031-01-02", "2031-01-05", "2031-01-05") == 3
    assert overlap_days("2031-01-05", "2031-01-05", "2031-01-01", "2031-01-02") == 3


def card_of(told: Told) -> Card:
    return take_card(*told)


def test_a_missing_slot_is_never_a_conflict() -> None:
    undated = card_of(UNDATED)
    nowhere = replace(undated, where=Slot(), place=None, placed=False)
    said, parts = compare_cards(card_of(SPRING), nowhere)
    assert min(said) == 0
    assert parts == ("the same kind of event (conference, meeting)",)


def test_a_town_in_a_country_is_no_other_place() -> None:
    country = tell("Ministers meet\nA conference in Norland ended on Monday.", "n")
    parts = compare_cards(card_of(SPRING), card_of(country))[1]
    assert not any("another place" in part for part in parts)


def test_far_days_of_publication_weigh_against_only_where_no_day_is_told() -> None:
    first = card_of(tell("Bees return\nBees were seen again.", "a", published="2031-03-01"))
    second = card_of(tell("Bees return\nBees were seen again.", "b", published="2031-05-01"))
    said, parts = compare_cards(first, second)
    assert sum(said) < 0
    assert "published 61 days apart" in parts


def test_names_count_neither_way_in_scripts_without_capitals() -> None:
    texts = ["中国和法国签署协议", "中国和法国签署新协议", "苹果发布手机"]
    likeness = Likeness.of([Evidence.of(text) for text in texts])
    row = likeness.row(0)
    assert row[1] > row[2]
    named = Evidence.of(texts[0], ["中国"])
    assert len(named.terms[2].hashes) > 0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 6), st.integers(0, 6), st.sampled_from([-0.5, 0.1, 0.3, 0.5, 0.9])
        ),
        max_size=15,
    )
)
def test_average_linkage_equals_the_plain_algorithm(rows: list[tuple[int, int, float]]) -> None:
    table: dict[tuple[int, int], float] = {}
    for a, b, value in rows:
        if a != b:
            table[min(a, b), max(a, b)] = value
    found = average_linkage(7, table, 0.2)
    assert sorted(n for group in found for n in group) == list(range(7))
    groups_left = [[n] for n in range(7)]
    while True:
        best: tuple[float, int, int] | None = None
        for a, b in combinations(range(len(groups_left)), 2):
            pairs = [
                table.get((min(i, j), max(i, j)), 0.0)
                for i in groups_left[a]
                for j in groups_left[b]
            ]
            mean = round(sum(pairs) / len(pairs), 9)
            low, high = sorted((min(groups_left[a]), min(groups_left[b])))
            if mean >= 0.2 and (best is None or (-mean, low, high) < best):
                best = (-mean, low, high)
        if best is None:
            break
        one = next(g for g in groups_left if min(g) == best[1])
        two = next(g for g in groups_left if min(g) == best[2])
        groups_left.remove(two)
        one.extend(two)
    assert found == tuple(sorted(tuple(sorted(g)) for g in groups_left))


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_reports_does_not_matter(dice: random.Random) -> None:
    told = [SPRING, SPRING_AGAIN, UNDATED, SUMMER, CINEMA]
    expected = events_of(*told)
    dice.shuffle(told)
    assert events_of(*told) == expected


def test_likeness_is_symmetric_and_at_most_one() -> None:
    founds: Mapping[str, str] = {r.id: r.text for r, _ in (SPRING, SPRING_AGAIN, CINEMA)}
    likeness = Likeness.of([Evidence.of(text) for text in founds.values()])
    table = np.stack([likeness.row(n) for n in range(3)])
    assert np.allclose(table, table.T)
    assert table.max() <= 1 + 1e-9
