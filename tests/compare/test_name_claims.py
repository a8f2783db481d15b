"""Are names, titles and offices told apart only where they are other ones?"""

from dataclasses import replace

import pytest

from firsthand.compare.claims import compare_claims
from firsthand.compare.name_claims import role_claims, spelling_claims
from firsthand.compare.versions import Case
from firsthand.model.items import NameKind, Place
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.story import Comparison, Entity, Mention, Verdict
from tests.compare.builders import case, cut, event, found, make_report

TITLE = "The Long Road to Ormsby: Practice of Village Crafts"


def entity(kind: NameKind, *told: tuple[Report, str], role: tuple[str, ...] = ()) -> Entity:
    mentions = tuple(Mention(cut(r, quote), "full", Reason("test@1")) for r, quote in told)
    roles = tuple(cut(report, text) for (report, _), text in zip(told, role, strict=False))
    return Entity("entity-1", told[0][1], kind, mentions, "test@1", roles=roles)


def both(one: Report, two: Report) -> Case:
    return case((one, found(one)), (two, found(two)))


def test_a_name_without_the_marks_over_its_letters_is_the_same() -> None:
    one = make_report("a.txt", "A inspetora Lúcia Maçães falou.", language="pt")
    two = make_report("b.txt", "Inspector Lucia Macaes spoke.")
    named = entity(NameKind.PERSON, (one, "Lúcia Maçães"), (two, "Lucia Macaes"))
    (claim,) = spelling_claims(both(one, two), [named])
    assert (claim.verdict, claim.kind, len(claim.versions)) == (Verdict.AGREE, "name", 1)
    assert not list(spelling_claims(both(one, two), [replace(named, kind=NameKind.PLACE)]))


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        (TITLE, "A Long Road to Ormsby: Practices of Village Crafts", True),
        (TITLE, "The Long Road to Ormsby: Traditions of Village Crafts", False),
        ("Old Crafts", "Old Craft", False),
    ],
)
def test_a_long_title_with_other_forms_of_its_words_differs(
    left: str, right: str, *, differs: bool
) -> None:
    one, two = make_report("a.txt", f"It is called “{left}”."), make_report("b.txt", f"“{right}”")
    titles = entity(NameKind.PROJECT, (one, left), (two, right))
    claims = list(spelling_claims(both(one, two), [titles]))
    assert [c.slot for c in claims] == (["name"] if differs else [])


def offices(one: Report, two: Report, left: str, right: str, place: str = "") -> Comparison:
    names = [text.split()[0] if report.metadata.language == "en" else text[:2]
             for report, text in ((one, one.text), (two, two.text))]  # fmt: skip
    person = entity(NameKind.PERSON, (one, names[0]), (two, names[1]), role=(left, right))
    told = both(one, two)
    if place:
        where = Place("p", cut(one, place), place, "test@1", "place:1", "city", "XX")
        founds = {**told.founds, one.id: replace(told.founds[one.id], places=(where,))}
        told = replace(told, founds=founds)
    (claim,) = role_claims(told, [person])
    return claim


def test_an_office_told_for_short_is_the_same_office() -> None:
    one = make_report("a.txt", "Nunes, mayor of Ormsby, spoke.")
    two = make_report("b.txt", "Nunes, mayor, listened.")
    assert offices(one, two, "mayor of Ormsby", "mayor", "Ormsby").verdict is Verdict.AGREE
    short = offices(one, two, "mayor of Ormsby", "mayor")
    assert short.verdict is Verdict.AGREE
    assert [version.value for version in short.versions] == ["mayor of Ormsby"]


@pytest.mark.parametrize(
    ("language", "left", "right", "verdict"),
    [
        ("en", "deputy mayor of Ormsby", "mayor", Verdict.DIFFER),
        ("en", "mayor of Ormsby", "head of the council", Verdict.MORE_DETAIL),
        ("fr", "adjointe au maire", "maire", Verdict.DIFFER),
        ("fr", "adjointe au maire", "conseillère", Verdict.MORE_DETAIL),
        ("zh", "副省长", "省长", Verdict.DIFFER),
        ("zh", "副省长", "主席", Verdict.MORE_DETAIL),
    ],
)
def test_another_office_says_something_else(
    language: str, left: str, right: str, verdict: Verdict
) -> None:
    one = make_report("a.txt", f"Nunes, {left}, spoke.", language=language)
    two = make_report("b.txt", f"Nunes, {right}, listened.", language=language)
    person = entity(NameKind.PERSON, (one, "Nunes"), (two, "Nunes"), role=(left, right))
    (claim,) = role_claims(both(one, two), [person])
    assert claim.verdict is verdict


@pytest.mark.parametrize(
    ("language", "left", "right", "verdict"),
    [
        ("de", "Landesverkehrsministerin", "Verkehrsministerin", Verdict.AGREE),
        ("de", "Vizekanzlerin", "Kanzlerin", Verdict.DIFFER),
        ("ru", "губернатора области", "губернатор", Verdict.AGREE),
        ("ru", "заместителем губернатора", "губернатор", Verdict.DIFFER),
        ("pl", "dyrektora portu", "dyrektor", Verdict.AGREE),
        ("ar", "الوزير", "وزير المياه", Verdict.AGREE),
    ],
)
def test_an_office_is_one_in_every_case_and_at_the_end_of_a_compound(
    language: str, left: str, right: str, verdict: Verdict
) -> None:
    one = make_report("a.txt", f"Nunes, {left}.", language=language)
    two = make_report("b.txt", f"{right} Nunes!", language=language)
    person = entity(NameKind.PERSON, (one, "Nunes"), (two, "Nunes"), role=(left, right))
    (claim,) = role_claims(both(one, two), [person])
    assert claim.verdict is verdict


def test_offices_in_two_languages_are_not_held_against_each_other() -> None:
    one = make_report("a.txt", "Nunes, head of the water office, spoke.")
    two = make_report("b.txt", "Nunes, Leiterin des Wasseramts, sprach.", language="de")
    claim = offices(one, two, "head of the water office", "Leiterin des Wasseramts")
    assert claim.verdict is Verdict.AGREE


def test_a_chinese_office_without_its_province_is_the_same() -> None:
    one = make_report("a.txt", "李明，甘南省水务厅厅长。", language="zh")
    two = make_report("b.txt", "李明是省水务厅厅长。", language="zh")
    assert offices(one, two, "甘南省水务厅厅长", "省水务厅厅长").verdict is Verdict.AGREE


def test_names_are_compared_across_the_events_of_a_story() -> None:
    one = make_report("a.txt", "Tomas Brandel spoke in March.")
    two = make_report("b.txt", "In May Tomas Brandl spoke.")
    person = entity(NameKind.PERSON, (one, "Tomas Brandel"), (two, "Tomas Brandl"))
    odd = replace(person.mentions[1], form="misspelling")
    person = replace(person, mentions=(person.mentions[0], odd))
    events = [event("march", "2024-03-02", [one]), event("may", "2024-05-20", [two])]
    founds = {report.id: found(report) for report in (one, two)}
    (claim,) = compare_claims([one, two], founds, [person], events, ())
    assert (claim.verdict, claim.slot, claim.event) == (Verdict.DIFFER, "name", "march")


def spelt(language: str, *told: tuple[str, str]) -> list[Comparison]:
    """Compare the forms of one person's name, each of a report of its own."""
    reports = [
        make_report(f"{n}.txt", f"{n}: {text}.", language=language)
        for n, (text, _) in enumerate(told)
    ]
    mentions = tuple(
        Mention(cut(report, text), form, Reason("test@1"))
        for report, (text, form) in zip(reports, told, strict=True)
    )
    person = Entity("entity-1", told[0][0], NameKind.PERSON, mentions, "test@1")
    return list(spelling_claims(case(*((r, found(r)) for r in reports)), [person]))


def test_cases_make_no_other_name_and_hide_neither_marks_nor_second_names() -> None:
    assert not spelt("ru", ("Пётр Зорин", "full"), ("Петра Зорина", "variant"))[1:]
    (marks,) = spelt("ru", ("Анна Зёлина", "full"), ("Анны Зелиной", "variant"))
    assert marks.verdict is Verdict.AGREE
    assert not spelt("ru", ("Анна Зорина", "full"), ("Анны Зориной", "variant"))
    (length,) = spelt("pl", ("Jana Zielińskiego-Mroza", "full"), ("Jan Zieliński", "variant"))
    assert length.verdict is Verdict.MORE_DETAIL


def test_a_slip_in_a_shorter_name_is_another_spelling() -> None:
    (name,) = spelt("en", ("Raquella Nunes Prado", "full"), ("Raquela Nunes", "variant"))
    assert (name.verdict, name.slot) == (Verdict.DIFFER, "name")
    assert not spelt("en", ("Raquella Nunes Prado", "full"), ("Ada Nunes", "variant"))


def test_a_minister_and_a_deputy_minister_differ_in_two_languages_too() -> None:
    one = make_report("a.txt", "Nunes, Agriculture Minister, spoke.")
    two = make_report("b.txt", "Nunes, vice-ministro da Agricultura, falou.", language="pt")
    person = entity(
        NameKind.PERSON,
        (one, "Nunes"),
        (two, "Nunes"),
        role=("Agriculture Minister", "vice-ministro da Agricultura"),
    )
    (claim,) = role_claims(both(one, two), [person])
    assert (claim.verdict, claim.kind, claim.slot) == (Verdict.DIFFER, "role", "role")
    assert len(claim.versions) == 2
    three = make_report("c.txt", "Nunes, ministro da Agricultura, falou.", language="pt")
    same = entity(
        NameKind.PERSON,
        (one, "Nunes"),
        (three, "Nunes"),
        role=("Agriculture Minister", "ministro da Agricultura"),
    )
    (agreed,) = role_claims(both(one, three), [same])
    assert agreed.verdict is Verdict.AGREE
