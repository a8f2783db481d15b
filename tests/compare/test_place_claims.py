"""Are towns shown that two reports name for one thing, and no others?"""

from dataclasses import replace

from firsthand.compare.abroad import Facing
from firsthand.compare.place_claims import (
    listed_place_claims,
    moved_place_claims,
    other_place_claims,
)
from firsthand.compare.text_claims import line_up
from firsthand.compare.versions import Case
from firsthand.model.items import Place
from firsthand.model.report import Report
from firsthand.model.story import Verdict
from tests.compare.builders import case, cut, event, found, make_report

ONE = make_report(
    "one.txt",
    "The ferry from Ostby ran aground at noon.\nThe captain was flown to Varnes.\n"
    "Fishermen in Lunde had warned of the shoal.",
)
TWO = make_report(
    "two.txt",
    "At noon the ferry from Ostby ran aground.\nSchools in Varnes stay closed this week.\n"
    "Lunde is a village of painters.",
)
THREE = make_report("three.txt", "Der Kapitän liegt in Varnes.", language="de")


def told(*reports: Report) -> Case:
    founds = []
    for report in reports:
        places = tuple(
            Place(f"p-{name}", cut(report, name), name, "test@1", f"place:{name}", "city", "XX")
            for name in ("Ostby", "Varnes", "Lunde")
            if name in report.text
        )
        founds.append((report, replace(found(report), places=places)))
    return case(*founds)


def test_a_town_counts_where_the_sentences_say_one_thing() -> None:
    (claim,) = other_place_claims(told(ONE, TWO), [event("e", "", [ONE, TWO])], ())
    assert (claim.claim, claim.verdict) == ("place Ostby", Verdict.AGREE)
    assert {m.quote for v in claim.versions for m in v.mentions} == {"Ostby"}


def test_the_place_of_an_event_is_no_other_place() -> None:
    own = replace(event("e", "", [ONE, TWO]), place_key="place:Ostby")
    assert not list(other_place_claims(told(ONE, TWO), [own], ()))


def test_sentences_of_two_languages_are_held_together_by_what_they_share() -> None:
    lines = [r.span(r.text.index(q), r.text.index(q) + len(q)) for r, q in (
        (ONE, "The captain was flown to Varnes."), (THREE, "Der Kapitän liegt in Varnes."),
    )]  # fmt: skip
    facing = Facing(lines[0], lines[1], 1.0, frozenset({("place", "place:Varnes")}))
    reports = told(ONE, THREE)
    assert not list(other_place_claims(reports, [], ()))
    (claim,) = other_place_claims(reports, [], [facing])
    assert claim.claim == "place Varnes"


def test_places_that_two_reports_list_alike_are_one_claim() -> None:
    one = make_report("one.txt", "Snow fell on Ostby, Varnes and Lunde; Ostby lost its light.")
    two = make_report("two.txt", "Den Schnee räumten Lunde, Ostby und Varnes.", language="de")
    three = make_report("three.txt", "Ostby and Varnes dug. Lunde slept.")
    founds = []
    for report in (one, two, three):
        places = tuple(
            Place(f"p-{name}", report.span(at, at + len(name)), name, "t@1", f"k:{name}", "city")
            for name in ("Ostby", "Varnes", "Lunde")
            for at in [report.text.index(name)]
        )
        founds.append((report, replace(found(report), places=places)))
    (claim,) = listed_place_claims(case(*founds))
    assert (claim.claim, claim.verdict) == ("places Ostby, Varnes, Lunde", Verdict.AGREE)
    told = {m.quote for v in claim.versions for m in v.mentions}
    assert told == {"Ostby, Varnes and Lunde", "Lunde, Ostby und Varnes"}


def named(*texts: str) -> Case:
    """Make a case of reports in which the towns are found."""
    reports = [make_report(f"{n}.txt", text) for n, text in enumerate(texts)]
    founds = []
    for report in reports:
        places = tuple(
            Place(f"p-{at}", report.span(at, at + len(name)), name, "t@1", f"k:{name}", "city")
            for name in ("Ostby", "Varnes", "Lunde", "Holm")
            for at in [report.text.find(name)]
            if at >= 0
        )
        founds.append((report, replace(found(report), places=places)))
    return case(*founds)


def test_lists_that_differ_in_one_place_differ_unless_it_is_named_elsewhere() -> None:
    one = "Schools stay closed for a week in Ostby, Varnes and Lunde."
    two = "In Ostby, Varnes and Holm schools stay closed for a week."
    (claim,) = listed_place_claims(named(one, two))
    assert (claim.verdict, claim.slot) == (Verdict.DIFFER, "list member")
    assert {v.value for v in claim.versions} == {"Ostby, Varnes, Lunde", "Ostby, Varnes, Holm"}
    assert not list(listed_place_claims(named(one, f"{two} Lunde has snow, too.")))
    other = "The new railway links Ostby, Varnes and Holm by way of four long tunnels."
    assert not list(listed_place_claims(named(one, other)))


def test_one_sentence_of_two_towns_differs_in_place() -> None:
    one = "The harbour council will hold its next public hearing in Ostby on Monday."
    for text, moved in (
        (one.replace("Ostby", "Varnes"), True),
        (f"{one.replace('Ostby', 'Varnes')} Ostby is far.", False),
        ("The harbour council spoke of its next public hearing to farmers in Varnes.", False),
        (one.replace("Ostby", "Varnes and Holm"), False),
    ):
        told = named(one, text)
        claims = list(moved_place_claims(told, [group for _, group in line_up(told)]))
        assert [c.slot for c in claims] == (["place"] if moved else [])
