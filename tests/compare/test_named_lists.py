"""Are two lists of names that differ in one told apart, and lists of two things left alone?"""

from dataclasses import replace

import pytest

from firsthand.compare.abroad import Facing
from firsthand.compare.named_lists import named_list_claims
from firsthand.compare.versions import Case
from firsthand.model.items import Place
from firsthand.model.story import Comparison, Verdict
from tests.compare.builders import case, cut, figure, found, make_report


def told(*texts: tuple[str, str], keys: tuple[tuple[str, str], ...] = ()) -> Case:
    """Make a case of reports with a language each, in which the named places are found."""
    founds = []
    for number, (language, text) in enumerate(texts):
        report = make_report(f"{number}.txt", text, language=language)
        places = tuple(
            Place(f"p-{name}", cut(report, name), name, "t@1", key, "city")
            for name, key in keys
            if name in text
        )
        founds.append((report, replace(found(report), places=places)))
    return case(*founds)


def compared(pile: Case) -> list[Comparison]:
    return list(named_list_claims(pile))


@pytest.mark.parametrize(
    ("language", "one", "two", "odd"),
    [
        (
            "en",
            "The ferry will call at Ostby, Varnes and Lunde from May.",
            "From May the ferry will call at Ostby, Varnes and Hamnes.",
            {"Lunde", "Hamnes"},
        ),
        (
            "nl",
            "De tram stopt vanaf mei ook in Oosterdam, Klaverveen en Rietbroek.",
            "De tram stopt vanaf mei ook in Oosterdam, Klaverveen en Molenwaard.",
            {"Rietbroek", "Molenwaard"},
        ),
        (
            "sv",
            "Skolorna i Tallvik, Ekeby och Granlunda stängs i juni.",
            "Skolorna i Tallvik, Ekeby och Furunäs stängs i juni.",
            {"Granlunda", "Furunäs"},
        ),
        (
            "vi",
            "Nước sạch sẽ về các xã Tân An, Phú Lộc và Long Điền trong tháng này.",
            "Nước sạch sẽ về các xã Tân An, Phú Lộc và Mỹ Khê trong tháng này.",
            {"Long Điền", "Mỹ Khê"},
        ),
        (
            "ru",
            "Новые больницы построят в Заречье, Лугах и Бережках до осени.",
            "Новые больницы построят в Заречье, Лугах и Тополином до осени.",
            {"Бережках", "Тополином"},
        ),
    ],
)
def test_lists_that_differ_in_one_name_differ(
    language: str, one: str, two: str, odd: set[str]
) -> None:
    (claim,) = compared(told((language, one), (language, two)))
    assert (claim.verdict, claim.slot) == (Verdict.DIFFER, "list member")
    assert {version.value for version in claim.versions} == odd


@pytest.mark.parametrize(
    "other",
    [
        "From May the ferry will call at Ostby, Varnes and Lunden.",  # a slip
        "From May the ferry will call at Ostby, Varnes and Old Lunde.",
        "From May the ferry will call at Ostby, Varnes and Hamnes. Lunde is left for June.",
        "From May the ferry will call at Ostby, Varnes, Lunde and Hamnes.",
        "From May the ferry will call at Ostby, Hamnes and Torsund.",
        "Painters from Ostby, Varnes and Hamnes showed their work in a barn.",
    ],
)
def test_other_lists_are_no_difference(other: str) -> None:
    one = "The ferry will call at Ostby, Varnes and Lunde from May."
    assert not compared(told(("en", one), ("en", other)))


def test_copies_of_one_list_are_one_side() -> None:
    one = "The ferry will call at Ostby, Varnes and Lunde from May."
    two = "The ferry will call at Ostby, Varnes and Hamnes from May."
    (claim,) = compared(told(("en", one), ("en", two), ("en", f"{one} It is red.")))
    assert sorted(len(version.mentions) for version in claim.versions) == [1, 2]


def test_lists_in_two_languages_are_held_together_by_their_sentences() -> None:
    keys = (("Ostby", "k:1"), ("Östby", "k:1"), ("Varnes", "k:2"))
    pile = told(
        ("en", "The ferry will call at Ostby, Varnes and Lunde from May."),
        ("de", "Die Fähre hält ab Mai in Östby, Varnes und Hamnes."),
        keys=(*keys, ("Hamnes", "k:3"), ("Lunde", "k:4")),
    )
    left, right = pile.reports
    facing = Facing(cut(left, left.text), cut(right, right.text), 0.7, frozenset(), rendered=True)
    assert not list(named_list_claims(pile))
    (claim,) = named_list_claims(pile, [facing])
    assert (claim.kind, {v.value for v in claim.versions}) == ("place", {"Lunde", "Hamnes"})
    # Without the keys either may be the other's name in another language.
    unknown = told(*((r.metadata.language, r.text) for r in pile.reports), keys=keys)
    assert not list(named_list_claims(unknown, [facing]))


def test_a_number_in_both_sentences_holds_lists_together() -> None:
    texts = (
        ("en", "Some 460 boats left Ostby, Varnes and Lunde."),
        ("en", "Storms drove fishermen out of Ostby, Varnes and Hamnes: 460 boats are gone."),
    )
    pile = told(*texts)
    assert not list(named_list_claims(pile))
    founds = {r.id: found(r, figure(r, "460 boats", 460, "boat")) for r in pile.reports}
    assert len(list(named_list_claims(replace(pile, founds=founds)))) == 1


def test_german_nouns_are_no_names() -> None:
    one = ("de", "Gebaut werden Brücken, Straßen und Tunnel bis Mai.")
    two = ("de", "Gebaut werden Brücken, Straßen und Häfen bis Mai.")
    assert not compared(told(one, two))
