"""Are a deputy and the holder of an office told apart in every language, and nobody else?"""

from importlib.resources import files

import pytest

from firsthand.compare.ranks import Rank, are_apart, rank_of
from firsthand.lang import lexicon

LANGUAGES = sorted(
    path.name for path in files("firsthand.lang").iterdir() if (path / "pairs.toml").is_file()
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_offices(language: str) -> None:
    table = lexicon(language, "ranks")
    assert set(table["offices"]) >= {"minister", "premier", "governor", "mayor", "ambassador"}
    assert table["deputy"]
    assert table["former"]


@pytest.mark.parametrize(
    ("language", "role", "office", "deputy"),
    [
        ("ar", "وزير الزراعة", "minister", False),
        ("ar", "نائب وزير الزراعة", "minister", True),
        ("de", "Landesverkehrsminister", "minister", False),
        ("de", "stellvertretende Bürgermeisterin", "mayor", True),
        ("de", "Ministerpräsident", "premier", False),
        ("en", "Agriculture Minister", "minister", False),
        ("en", "vice-minister of agriculture", "minister", True),
        ("en", "Prime Minister", "premier", False),
        ("en", "city manager", "manager", False),
        ("es", "ministro de Exteriores", "minister", False),
        ("es", "vicealcalde", "mayor", True),
        ("fr", "adjointe au maire", "mayor", True),
        ("hr", "zamjenik ministra", "minister", True),
        ("id", "wakil gubernur", "governor", True),
        ("it", "sindaco di Vicenza", "mayor", False),
        ("it", "vicesindaca", "mayor", True),
        ("ja", "副知事", "governor", True),
        ("ja", "市長", "mayor", False),
        ("ko", "국토교통부 장관", "minister", False),
        ("ko", "국토교통부 차관", "minister", True),
        ("nl", "landbouwminister", "minister", False),
        ("nl", "locoburgemeester", "mayor", True),
        ("pl", "wicewojewoda", "governor", True),
        ("pt", "prefeita", "mayor", False),
        ("ru", "заместитель министра сельского хозяйства", "minister", True),
        ("ru", "вице-губернатор", "governor", True),
        ("sv", "infrastrukturminister", "minister", False),
        ("tr", "bakan yardımcısı", "minister", True),
        ("uk", "заступник міністра", "minister", True),
        ("vi", "Bộ trưởng Bộ Nông nghiệp", "minister", False),
        ("vi", "Thứ trưởng Bộ Nông nghiệp", "minister", True),
        ("zh", "湖北省副省长", "governor", True),
        ("zh", "省长", "governor", False),
    ],
)
def test_an_office_is_named_with_its_rank(
    language: str, role: str, office: str, *, deputy: bool
) -> None:
    assert rank_of(role, "", language) == Rank(office, deputy)


@pytest.mark.parametrize(
    ("language", "role"),
    [
        ("en", "former mayor"),
        ("en", "governor-elect"),
        ("en", "spokesman for the mayor"),
        ("en", "head of the deputy mayors' club"),
        ("en", "deputy"),
        ("en", "farmer"),
        ("fr", "porte-parole du gouverneur"),
        ("de", "Sprecher des Ministers"),
        ("es", "exministro"),
        ("zh", "前市长"),
        ("xx", "minister"),
    ],
)
def test_other_callings_are_no_office(language: str, role: str) -> None:
    assert rank_of(role, "", language) is None


def test_the_words_before_a_role_belong_to_it_unless_a_mark_parts_them() -> None:
    assert rank_of("Minister", "She met Deputy ", "en") == Rank("minister", deputy=True)
    assert rank_of("minister", "the late ", "en") is None
    assert rank_of("minister", "her deputy, ", "en") == Rank("minister", deputy=False)


def test_two_offices_are_apart_only_where_nobody_holds_both() -> None:
    minister, deputy = Rank("minister", deputy=False), Rank("minister", deputy=True)
    mayor, premier = Rank("mayor", deputy=False), Rank("premier", deputy=False)
    assert are_apart([minister], [deputy])
    assert are_apart([mayor], [minister])
    assert not are_apart([minister, mayor], [mayor])
    assert not are_apart([], [mayor])
    assert not are_apart([minister], [premier])
    assert not are_apart([Rank("premier", deputy=True)], [minister])
