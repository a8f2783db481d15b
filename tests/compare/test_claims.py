"""Are claims lined up across reports, and is the slot named in which they differ?"""

from dataclasses import replace

import pytest

from firsthand.compare.claims import compare_claims
from firsthand.compare.event_claims import (
    day_claims,
    other_day_claims,
    place_claims,
)
from firsthand.compare.figure_claims import figure_claims
from firsthand.compare.moved_days import moved_day_claims
from firsthand.compare.name_claims import role_claims, spelling_claims
from firsthand.compare.propositions import matches
from firsthand.compare.text_claims import line_up, text_claims
from firsthand.compare.voice_claims import persons_by_spelling
from firsthand.model.items import Bound, Figure, Moment, MomentKind, NameKind, Place
from firsthand.model.reason import Provenance, Reason, Slot
from firsthand.model.report import Report
from firsthand.model.story import Comparison, Entity, Mention, Verdict
from tests.compare.builders import case, cut, event, figure, found, make_report, statement

ONE = make_report(
    "one.txt",
    "The dam at Oldhaven cost 250 million crowns, the ministry said.\n"
    "The railway company hired 1,200 people since the work began.\n"
    "Farmers planted willows along the lower river in spring.",
)
TWO = make_report(
    "two.txt",
    "At Oldhaven the dam cost 250 million crowns in all.\n"
    "Since the work began the railway company hired 1,400 people.\n"
    "In spring farmers planted willows along the lower river, and schools helped them to dig.",
)


def compared(left: Figure, right: Figure) -> Comparison:
    claims = figure_claims(case((ONE, found(ONE, left)), (TWO, found(TWO, right))))
    (claim,) = [c for c in claims if c.verdict is not Verdict.ONLY_HERE] or [claims[0]]
    return claim


def test_one_value_for_one_thing_agrees() -> None:
    claim = compared(
        figure(ONE, "250 million crowns", 250e6, "crown", "cost"),
        figure(TWO, "250 million crowns", 250e6, "crown", "cost"),
    )
    assert claim.verdict is Verdict.AGREE
    assert len(claim.versions) == 1
    assert claim.versions[0].weight.independent == 2


def test_two_values_for_one_thing_differ_in_number() -> None:
    claim = compared(
        figure(ONE, "1,200 people", 1200, "people", "railway company"),
        figure(TWO, "1,400 people", 1400, "people", "railway company"),
    )
    assert (claim.verdict, claim.slot) == (Verdict.DIFFER, "number")
    assert {v.value for v in claim.versions} == {"1,200 people", "1,400 people"}
    assert all(v.mentions[0].quote == v.value for v in claim.versions)


def test_an_exact_number_inside_a_bound_says_more() -> None:
    claim = compared(
        figure(ONE, "1,200 people", 1200, "people", "railway company", Bound.OVER),
        figure(TWO, "1,400 people", 1400, "people", "railway company"),
    )
    assert claim.verdict is Verdict.MORE_DETAIL


def test_one_value_in_two_units_agrees() -> None:
    claim = compared(
        figure(ONE, "250 million crowns", 4.8e6, "m2", "wetlands", si=(4.8e6, "m2")),
        figure(TWO, "250 million crowns", 4.8, "km2", "wetlands", si=(4.8e6, "m2")),
    )
    assert claim.verdict is Verdict.AGREE


@pytest.mark.parametrize("unit", ["people", "crown"])
def test_other_things_are_not_compared(unit: str) -> None:
    claims = figure_claims(
        case(
            (ONE, found(ONE, figure(ONE, "250 million crowns", 250e6, "crown", "cost"))),
            (TWO, found(TWO, figure(TWO, "1,400 people", 1400, unit, "hired"))),
        )
    )
    assert {c.verdict for c in claims} == {Verdict.ONLY_HERE}


def test_other_periods_are_other_claims() -> None:
    left = figure(ONE, "1,200 people", 1200, "people", "railway company")
    right = figure(TWO, "1,400 people", 1400, "people", "railway company")
    claims = figure_claims(
        case(
            (ONE, found(ONE, replace(left, period=Slot("2023", (), Provenance.EXPLICIT)))),
            (TWO, found(TWO, replace(right, period=Slot("2024", (), Provenance.EXPLICIT)))),
        )
    )
    assert {c.verdict for c in claims} == {Verdict.ONLY_HERE}


def test_clauses_that_say_one_thing_are_lined_up() -> None:
    claims = list(text_claims(case((ONE, found(ONE)), (TWO, found(TWO))), {}, ()))
    willows = [c for c in claims if "willows" in c.claim]
    assert len(willows) == 1
    assert {m.report for v in willows[0].versions for m in v.mentions} == {ONE.id, TWO.id}


def test_a_voice_that_was_lost_is_a_difference_of_attribution() -> None:
    said = statement(ONE, "Farmers planted willows along the lower river in spring", "Ada Nkosi")
    ada = Entity("entity-1", "Ada Nkosi", NameKind.PERSON, (), "test@1")
    both = case((ONE, found(ONE, said)), (TWO, found(TWO)))
    assert not [c for c in text_claims(both, {}, ()) if c.kind == "attribution"]
    claims = list(text_claims(both, persons_by_spelling([ada]), ()))
    (voice,) = [c for c in claims if c.kind == "attribution" and "willows" in c.claim]
    assert voice.verdict is Verdict.DIFFER
    assert {v.value for v in voice.versions} == {"Ada Nkosi", "the report itself"}


def test_an_unknown_speaker_is_no_other_speaker() -> None:
    said = statement(ONE, "Farmers planted willows along the lower river in spring", "")
    claims = list(text_claims(case((ONE, found(ONE, said)), (TWO, found(TWO))), {}, ()))
    assert not [c for c in claims if c.kind == "attribution"]


def test_a_vague_day_beside_a_day_is_more_detail() -> None:
    day = replace(
        Moment("m1", cut(ONE, "spring"), MomentKind.DATE, "spring", "test@1"),
        first="2024-03-20",
        last="2024-03-20",
    )
    vague = Moment("m2", cut(TWO, "spring"), MomentKind.DATE, "spring", "test@1", vague=True)
    both = case(
        (ONE, replace(found(ONE), moments=(day,))), (TWO, replace(found(TWO), moments=(vague,)))
    )
    (claim,) = day_claims(both, event("event-1", "2024-03-20", [ONE, TWO]))
    assert (claim.verdict, claim.kind) == (Verdict.MORE_DETAIL, "date")
    assert not list(day_claims(both, event("event-1", "", [ONE, TWO])))


def test_one_place_in_two_leads_agrees() -> None:
    pairs = []
    for report in (ONE, TWO):
        span = cut(report, "Oldhaven")
        place = Place(f"p-{report.name}", span, "Oldhaven", "test@1", key="geonames:1")
        pairs.append((report, replace(found(report), places=(place,))))
    told = replace(event("event-1", "2024-03-20", [ONE, TWO]), place_key="geonames:1")
    (claim,) = place_claims(case(*pairs), told)
    assert (claim.verdict, claim.kind) == (Verdict.AGREE, "place")
    assert not list(place_claims(case(*pairs), replace(told, place_key="")))


def test_two_spellings_differ_in_name_and_roles_are_lined_up() -> None:
    one = make_report("a.txt", "Tomas Brandel, head of the Water Board, spoke.")
    two = make_report("b.txt", "Tomas Brandl, head of the Orla Water Board, listened.")
    entity = Entity(
        "entity-1",
        "Tomas Brandel",
        NameKind.PERSON,
        (
            Mention(cut(one, "Tomas Brandel"), "full", Reason("test@1")),
            Mention(cut(two, "Tomas Brandl"), "misspelling", Reason("test@1")),
        ),
        "test@1",
        roles=(cut(one, "head of the Water Board"), cut(two, "head of the Orla Water Board")),
    )
    both = case((one, found(one)), (two, found(two)))
    (name,) = spelling_claims(both, [entity])
    assert (name.verdict, name.slot) == (Verdict.DIFFER, "name")
    (role,) = role_claims(both, [entity])
    assert role.verdict is Verdict.AGREE
    assert [v.value for v in role.versions] == ["head of the Orla Water Board"]
    alone = replace(entity, mentions=entity.mentions[:1], roles=entity.roles[:1])
    assert not list(spelling_claims(both, [alone]))
    assert not list(role_claims(both, [alone]))


def test_a_shorter_name_tells_less() -> None:
    one = make_report("a.txt", "The minister Ada Nunes Prado spoke.")
    two = make_report("b.txt", "The minister, Ada Nunes, spoke.")
    entity = Entity(
        "entity-1",
        "Ada Nunes Prado",
        NameKind.PERSON,
        (
            Mention(cut(one, "Ada Nunes Prado"), "full", Reason("test@1")),
            Mention(cut(two, "Ada Nunes"), "variant", Reason("test@1")),
        ),
        "test@1",
    )
    both = case((one, found(one)), (two, found(two)))
    (name,) = spelling_claims(both, [entity])
    assert name.verdict is Verdict.MORE_DETAIL
    assert {v.value for v in name.versions} == {"Ada Nunes Prado", "Ada Nunes"}
    assert not list(spelling_claims(both, [replace(entity, kind=NameKind.ORGANISATION)]))


def test_differences_come_first_and_lone_reports_stand_alone() -> None:
    left = figure(ONE, "1,200 people", 1200, "people", "railway company")
    right = figure(TWO, "1,400 people", 1400, "people", "railway company")
    founds = {ONE.id: found(ONE, left), TWO.id: found(TWO, right)}
    claims = compare_claims([ONE, TWO], founds, (), [event("e", "", [ONE, TWO])], ())
    assert claims[0].verdict is Verdict.DIFFER
    assert len({c.id for c in claims}) == len(claims)
    (alone,) = compare_claims([ONE], founds, (), [event("e", "", [ONE])], ())
    assert alone.verdict is Verdict.ONLY_HERE


def tolls_of(*told: tuple[str, str, str, float, str, str]) -> list[Comparison]:
    """Compare figures of people given as language, text, quote, value, unit and day."""
    pairs = []
    for number, (language, text, quote, value, unit, day) in enumerate(told):
        report = make_report(f"{number}.txt", text, day, language)
        pairs.append((report, found(report, figure(report, quote, value, unit))))
    claims = figure_claims(replace(case(*pairs), day="2024-05-02"))
    return [claim for claim in claims if claim.verdict is not Verdict.ONLY_HERE]


def test_a_toll_that_moved_differs_with_the_days_in_any_language() -> None:
    (claim,) = tolls_of(
        (
            "en",
            "Six people were killed when the ferry sank.",
            "Six people",
            6,
            "people",
            "2024-05-02",
        ),
        ("es", "El naufragio dejó ocho muertos.", "ocho muertos", 8, "muerto", "2024-05-03"),
        (
            "de",
            "Beim Untergang starben acht Menschen.",
            "acht Menschen",
            8,
            "menschen",
            "2024-05-03",
        ),
    )
    assert (claim.claim, claim.verdict, claim.slot) == ("dead", Verdict.DIFFER, "number")
    assert claim.reason.detail.startswith("later report: Six people (2024-05-02)")


def test_one_toll_in_two_languages_agrees() -> None:
    (claim,) = tolls_of(
        ("fr", "Douze personnes ont été blessées.", "Douze personnes", 12, "personne", ""),
        ("zh", "事故造成12人受伤。", "12人", 12, "人", ""),
    )
    assert (claim.claim, claim.verdict) == ("injured", Verdict.AGREE)


def test_a_verb_right_before_a_count_tells_its_state() -> None:
    assert not tolls_of(
        (
            "en",
            "The blast, police say, killed 26 and injured twenty.",
            "26",
            26,
            "",
            "2024-05-02",
        ),
        ("en", "The blast left 20 people wounded.", "20 people", 20, "people", "2024-05-02"),
    )
    (claim,) = tolls_of(
        ("en", "The blast killed 26 and injured twenty.", "26", 26, "", "2024-05-02"),
        ("en", "In all 26 people died.", "26 people", 26, "people", "2024-05-02"),
    )
    assert (claim.claim, claim.verdict) == ("dead", Verdict.AGREE)


def test_shares_special_groups_and_other_years_are_no_tolls() -> None:
    assert not tolls_of(
        ("en", "Nine people died, three of them at sea.", "three of them", 3, "", ""),
        ("en", "Nine people died on the ferry.", "Nine people", 9, "people", ""),
    )
    assert not tolls_of(
        ("en", "Two children died.", "Two children", 2, "child", ""),
        ("en", "Nine people died on the ferry.", "Nine people", 9, "people", ""),
    )
    old = make_report("old.txt", "Forty people drowned there in 1987.")
    new = make_report("new.txt", "Nine people drowned there.")
    then = replace(
        figure(old, "Forty people", 40, "people"),
        period=Slot("1987", (), Provenance.EXPLICIT),
    )
    both = case((old, found(old, then)), (new, found(new, figure(new, "Nine people", 9, "people"))))
    claims = figure_claims(replace(both, day="2024-05-02"))
    assert {claim.verdict for claim in claims} == {Verdict.ONLY_HERE}


def test_an_equal_sum_in_two_languages_is_one_claim() -> None:
    one = make_report("a.txt", "The bridge will cost 36 million euros.")
    two = make_report("b.txt", "桥梁造价3600万欧元。", language="zh")
    claims = figure_claims(
        case(
            (one, found(one, figure(one, "36 million euros", 36e6, "EUR"))),
            (two, found(two, figure(two, "3600万欧元", 36e6, "EUR"))),
        )
    )
    (claim,) = claims
    assert claim.verdict is Verdict.AGREE


def test_loose_values_far_apart_differ() -> None:
    claim = compared(
        figure(ONE, "1,200 people", 1200, "people", "railway company", Bound.APPROXIMATE),
        figure(TWO, "1,400 people", 1400, "people", "railway company", Bound.NEARLY),
    )
    assert claim.verdict is Verdict.DIFFER


def test_two_values_in_clauses_that_say_one_thing_differ_unless_each_names_both() -> None:
    one = make_report("a.txt", "The ferry to Lowport carried 88 lorries on Friday evening.")
    two = make_report("b.txt", "On Friday evening the Lowport ferry had 79 lorries aboard.")
    left = found(one, figure(one, "88 lorries", 88, "lorry"))
    right = found(two, figure(two, "79 lorries", 79, "lorry"))
    both = case((one, left), (two, right))
    groups = line_up(both)
    (claim,) = figure_claims(both, groups)
    assert (claim.verdict, claim.slot) == (Verdict.DIFFER, "number")
    more = make_report("c.txt", two.text + "\nAnother 88 lorries waited in Lowport.")
    other = found(
        more, figure(more, "79 lorries", 79, "lorry"), figure(more, "88 lorries", 88, "lorry")
    )
    both = case((one, left), (more, other))
    claims = figure_claims(both, line_up(both))
    assert Verdict.DIFFER not in {claim.verdict for claim in claims}


def day_of(report: Report, quote: str, first: str, last: str = "") -> Moment:
    """Make a resolved day or stretch of days."""
    return replace(
        Moment(f"m-{quote}", cut(report, quote), MomentKind.DATE, quote, "test@1"),
        value=first,
        first=first,
        last=last or first,
    )


def test_other_days_of_two_reports_agree_and_moved_days_differ() -> None:
    one = make_report("a.txt", "The new ferry line to Lowport opens on 4 June, the owner said.")
    two = make_report("b.txt", "The new ferry line to Lowport opens on 9 June, the owner said.")
    told = event("event-1", "2024-05-02", [one, two])
    apart = case(
        (one, replace(found(one), moments=(day_of(one, "4 June", "2024-06-04"),))),
        (two, replace(found(two), moments=(day_of(two, "9 June", "2024-06-09"),))),
    )
    assert not list(other_day_claims(apart, told))
    (moved,) = moved_day_claims(apart, [clauses for _, clauses in line_up(apart)])
    assert (moved.verdict, moved.kind, moved.slot) == (Verdict.DIFFER, "date", "date")
    alike = case(
        (one, replace(found(one), moments=(day_of(one, "4 June", "2024-06-04"),))),
        (two, replace(found(two), moments=(day_of(two, "9 June", "2024-06-04"),))),
    )
    (same,) = other_day_claims(alike, told)
    assert same.verdict is Verdict.AGREE
    assert not list(moved_day_claims(alike, [clauses for _, clauses in line_up(alike)]))


def test_a_large_story_lines_up_the_same_clauses() -> None:
    spans = [
        [ONE.span(0, 60), ONE.span(65, 125)],
        [TWO.span(0, 50), TWO.span(52, 110)],
        *(
            [make_report(f"{n}.txt", f"Nothing at all happened, again {n}.").span(0, 24)]
            for n in range(12)
        ),
    ]
    few = {(left, right) for _, left, right in matches(spans[:2], 0.24)}
    many = {(left, right) for _, left, right in matches(spans, 0.24)}
    assert few
    assert few <= many


def test_copies_of_a_differing_clause_stand_on_one_side() -> None:
    three = make_report("three.txt", ONE.text.replace("1,200 people since", "1,200 people, since"))
    left = figure(ONE, "1,200 people", 1200, "people", "railway company")
    right = figure(TWO, "1,400 people", 1400, "people", "railway company")
    copied = figure(three, "1,200 people", 1200, "people", "railway company")
    pile = case((ONE, found(ONE, left)), (TWO, found(TWO, right)), (three, found(three, copied)))
    claims = [
        c
        for c in text_claims(pile, {}, figure_claims(pile))
        if c.verdict is Verdict.DIFFER and c.slot == "number"
    ]
    assert claims
    for claim in claims:
        assert [len(v.mentions) for v in claim.versions] == [2, 1]


def test_a_clause_without_a_number_is_no_side_of_a_difference_of_numbers() -> None:
    words = "Since the work began the railway company hired many people."
    three = make_report("three.txt", words)
    left = figure(ONE, "1,200 people", 1200, "people", "railway company")
    right = figure(TWO, "1,400 people", 1400, "people", "railway company")
    pile = case((ONE, found(ONE, left)), (TWO, found(TWO, right)), (three, found(three)))
    claims = [c for c in text_claims(pile, {}, figure_claims(pile)) if c.slot == "number"]
    assert claims
    told = {m.report for claim in claims for v in claim.versions for m in v.mentions}
    assert told == {ONE.id, TWO.id}


def test_the_stamp_of_a_page_is_no_moved_day() -> None:
    one = make_report("a.txt", "This version was put on the page of the Lowport Echo on 12.46")
    two = make_report("b.txt", "This version was put on the page of the Lowport Echo on 22.59")

    def told(report: Report, clock: str, day: str, quote: str) -> Moment:
        made = replace(day_of(report, clock, day), kind=MomentKind.TIME)
        return replace(made, span=replace(made.span, quote=quote))

    for year, count in (("", 1), (" 2024", 0)):
        moments = (
            told(one, "12.46", "2024-05-30", f"12.46 on 30 May{year}"),
            told(two, "22.59", "2024-06-01", f"22.59 on 1 June{year}"),
        )
        both = case(
            (one, replace(found(one), moments=moments[:1])),
            (two, replace(found(two), moments=moments[1:])),
        )
        groups = [clauses for _, clauses in line_up(both)]
        assert len(list(moved_day_claims(both, groups))) == count


NINE = make_report(
    "nine.txt", "At least 38 people drowned at Lowport, nine of them sailors, when the ferry sank."
)
TEN = make_report(
    "ten.txt", "The sinking of the ferry killed 38 people; among the drowned were ten sailors."
)


@pytest.mark.parametrize(
    ("value", "together", "verdicts"),
    [
        (10, 38, {Verdict.AGREE, Verdict.DIFFER}),
        (10, 41, {Verdict.ONLY_HERE, Verdict.DIFFER}),
        (30, 38, {Verdict.AGREE, Verdict.ONLY_HERE}),
    ],
    ids=["near", "no number in common", "far apart"],
)
def test_near_counts_beside_an_equal_number_differ(
    value: float, together: float, verdicts: set[Verdict]
) -> None:
    nine = figure(NINE, "nine of them sailors", 9, "sailor")
    ten = figure(TEN, "ten sailors", value, "sailor")
    here = figure(NINE, "38 people", 38, "people")
    there = figure(TEN, "38 people", together, "people")
    claims = figure_claims(case((NINE, found(NINE, nine, here)), (TEN, found(TEN, ten, there))))
    sailors = {c.verdict for c in claims if any("sailor" in v.value for v in c.versions)}
    others = {c.verdict for c in claims} - sailors
    assert sailors | others == verdicts
    assert (Verdict.DIFFER in sailors) is (verdicts == {Verdict.AGREE, Verdict.DIFFER})
