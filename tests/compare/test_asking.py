"""Is what a request names told from what it merely says, and a field from a part of it?"""

import pytest

from firsthand.compare.asking import NOTHING, Share, Wanted, parts_of, read_wanted, share
from firsthand.compare.clause_terms import Ground
from firsthand.compare.evidence import SMALL, chance_among
from firsthand.compare.objects import things_of
from firsthand.compare.tolls import word_pattern
from firsthand.lang import lexicon


class Even:
    """Every word tells as much as any other."""

    def telling(self, name: str) -> float:
        """Weigh a word."""
        return 0.0 if name == "commonplace" else 1.0


def wanted(text: str, language: str = "en", *aside: str) -> Wanted:
    words = lexicon(language, "objects")["objects"]
    things = {t: word_pattern(language, words[t]) for t in things_of(text, language)}
    return read_wanted(text, language, things, frozenset(), aside)


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("en", "improve the railways", True),
        ("en", "build a fair and green railway system for everybody", True),
        ("en", "the upkeep of railways", False),
        ("en", "railway tickets", False),
        ("es", "mejorar los puertos", True),
        ("es", "puertos seguros y limpios", True),
        ("es", "la limpieza de los puertos", False),
        ("de", "den Ausbau der Autobahnen beschleunigen", True),
        ("de", "die Sperrung der Autobahnen", False),
        ("fr", "renforcer les hôpitaux", True),
        ("fr", "moderniser les hôpitaux", False),
        ("fr", "la fermeture des hôpitaux", False),
        ("ru", "развивать железные дороги", True),
        ("ru", "закрытие железной дороги", False),
        ("zh", "加快铁路建设", True),
        ("zh", "铁路噪音", False),
        ("en", "sing louder", False),
    ],
)
def test_a_thing_is_asked_for_as_such_unless_a_word_governs_it(
    *, language: str, text: str, whole: bool
) -> None:
    assert wanted(text, language).whole is whole


def test_places_times_and_words_of_doing_name_nothing() -> None:
    found = wanted(
        "promptly improve the bridges of Sandholt before April", "en", "Sandholt", "April"
    )
    assert found.things == {"road"}
    assert found.words == {"prompt"}


def test_the_share_is_what_both_name() -> None:
    asked = Wanted(frozenset({"road"}), frozenset({"pedest", "lamps"}), "en")
    two = share(asked, "en", frozenset({"road"}), frozenset({"lamps"}), frozenset(), Even())
    assert two.part == pytest.approx(2 / 3)
    assert two.told == 2
    assert two.is_enough
    assert two.says_more
    abroad = share(asked, "fr", frozenset({"road"}), frozenset({"lamps"}), frozenset(), Even())
    assert abroad.part == pytest.approx(1 / 2)  # what the two words mean is not known
    assert not abroad.says_more


def test_what_every_clause_names_is_not_enough() -> None:
    asked = Wanted(frozenset({"commonplace"}), frozenset(), "en")
    told = share(asked, "en", frozenset({"commonplace"}), frozenset(), frozenset(), Even())
    assert told.part == 1
    assert not told.is_enough


def test_one_word_without_a_thing_is_not_enough() -> None:
    assert not Share(1.0, 1.0, frozenset({"lamps"})).is_enough
    assert Share(1.0, 2.0, frozenset({"lamps", "pedest"})).is_enough
    empty = Wanted(frozenset(), frozenset(), "en")
    assert share(empty, "en", frozenset(), frozenset(), frozenset(), Even()) is NOTHING


def test_a_number_counts_as_a_name() -> None:
    asked = Wanted(frozenset({"road"}), frozenset(), "en", frozenset({640.0}))
    told = share(asked, "en", frozenset(), frozenset(), frozenset({640.0}), Even())
    assert told.part == pytest.approx(0.5)
    assert told.named == {"640"}


def test_lists_are_parted_in_their_language() -> None:
    assert len(parts_of("roads, ports and schools", "en")) == 3
    assert len(parts_of("carreteras y puertos", "es")) == 2
    assert len(parts_of("a bridge of stone", "en")) == 1


@pytest.mark.parametrize(
    ("one", "other", "elsewhere"),
    [
        (Ground("ES-MD", "ES", "ES-MD"), Ground("FR-75", "FR", "FR-75"), True),
        (Ground("ES", "ES", ""), Ground("geonames:1", "ES", "ES-MD"), False),
        (Ground("ES-MD", "ES", "ES-MD"), Ground("geonames:1", "ES", "ES-MD"), False),
        (Ground("geonames:2", "ES", "ES-MD"), Ground("geonames:1", "ES", "ES-MD"), True),
        (Ground("ES-MD", "ES", "ES-MD"), Ground("geonames:3", "ES", "ES-AN"), True),
        (Ground("region:alps", "", ""), Ground("geonames:3", "ES", "ES-AN"), False),
    ],
)
def test_places_apart(*, one: Ground, other: Ground, elsewhere: bool) -> None:
    assert one.is_elsewhere(other) is elsewhere
    assert other.is_elsewhere(one) is elsewhere
    assert not one.is_elsewhere(one)


def test_more_clauses_ask_for_more() -> None:
    assert chance_among(0) == chance_among(SMALL) == 0
    assert chance_among(4 * SMALL) == pytest.approx(2 * chance_among(2 * SMALL))
