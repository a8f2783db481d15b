"""Do words of many languages name the same things, and only whole words or parts of compounds?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.statements.themes import load_themes
from firsthand.compare.concepts import concepts_of, fields_of
from firsthand.compare.objects import objects_of
from firsthand.lang import ANY, languages, lexicon

WELLS = {
    "en": "Sixty wells were drilled.",
    "fr": "Soixante puits ont été creusés.",
    "es": "Se perforaron sesenta pozos.",
    "pt": "Foram perfurados sessenta poços.",
    "it": "Sono stati scavati sessanta pozzi.",
    "de": "Sechzig Dorfbrunnen wurden gebohrt.",
    "pl": "Wywiercono sześćdziesiąt studni.",
    "ru": "Пробурено шестьдесят скважин.",
    "ar": "حُفرت ستون بئراً في القرى.",
    "zh": "已建成六十口井。",
    "ja": "井戸六十か所が掘られた。",
    "tr": "Altmış kuyu açıldı.",
}


@pytest.mark.parametrize("language", sorted(WELLS))
def test_one_thing_has_one_name(language: str) -> None:
    assert "@well" in concepts_of(WELLS[language], language)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("die Krankenhäuser der Stadt", "de", {"@hospital", "@municipality"}),
        ("40 hastane", "tr", {"@hospital"}),
        ("l'école du village", "fr", {"@school", "@village"}),
        ("وبالمدارس", "ar", {"@school"}),
        ("ba bệnh viện và một nhà máy", "vi", {"@hospital", "@factory", "@plant_works"}),
        ("nothing of the kind", "en", set()),
        ("nothing", "eo", set()),
    ],
)
def test_the_longest_word_counts(text: str, language: str, names: set[str]) -> None:
    assert concepts_of(text, language) == names


def test_things_of_policies_are_known_by_their_english_words() -> None:
    assert "schools" in objects_of("@school")
    assert objects_of("@nothing") == frozenset()


def test_every_language_names_things_that_english_names() -> None:
    english = set(lexicon("en", "concepts")["concepts"])
    for language in languages("concepts"):
        assert set(lexicon(language, "concepts")["concepts"]) <= english


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["en", "de", "ar", "zh"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    assert concepts_of(text, language) == concepts_of(f" {text} ", language)


def test_fields_of_policy_follow_from_most_things() -> None:
    assert fields_of(["@well", "@pipe", "@school"]) == ("INFRA", "POP")
    assert fields_of(["@nothing"]) == ()


def test_every_thing_with_a_field_is_a_thing() -> None:
    named = [name for names in lexicon(ANY, "concepts")["fields"].values() for name in names]
    assert len(named) == len(set(named))
    assert set(named) <= set(lexicon("en", "concepts")["concepts"])
    assert set(lexicon(ANY, "concepts")["fields"]) <= {t.code for t in load_themes("en")}
