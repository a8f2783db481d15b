"""Are ministries named in two languages joined by what they are for?"""

import pytest

from firsthand.compare.departments import department_fields, join_departments
from firsthand.compare.forms import Card
from firsthand.lang import ANY, lexicon
from firsthand.model.items import Name, NameKind
from firsthand.model.span import Span


def card(text: str, language: str) -> Card:
    span = Span.of(f"{language}-{text}", text, 0, len(text))
    return Card.of(Name(f"n-{text}", span, NameKind.ORGANISATION, "test@1"), language)


def joined(*bodies: tuple[str, str]) -> list[list[str]]:
    clusters = [[card(text, language)] for text, language in bodies]
    return sorted(sorted(c.text for c in cards) for cards in join_departments(clusters))


@pytest.mark.parametrize(
    ("text", "language", "fields"),
    [
        ("Kementerian Pekerjaan Umum", "id", {"works"}),
        ("공공사업부", "ko", {"works"}),
        ("国土交通省", "ja", {"infrastructure", "land", "transport"}),
        ("Bundesumweltministerium", "de", {"environment"}),
        ("Försvarsdepartementet", "sv", {"defence"}),
        ("Міністерству енергетики", "uk", {"energy"}),
        ("Bộ Nông nghiệp và Môi trường", "vi", {"agriculture", "environment"}),
        ("وزارة الصحة", "ar", {"health"}),
        ("Ministerie van Volksgezondheid", "nl", {"health"}),
        ("Health Workers Union", "en", set()),
    ],
)
def test_a_ministry_has_the_fields_of_its_name(text: str, language: str, fields: set[str]) -> None:
    assert department_fields(text, language) == fields


def test_ministries_of_two_languages_are_one_where_each_is_the_only_one() -> None:
    assert joined(("Health Ministry", "en"), ("Kementerian Kesehatan", "id"), ("외교부", "ko")) == [
        ["Health Ministry", "Kementerian Kesehatan"],
        ["외교부"],
    ]


def test_two_that_may_be_meant_stay_apart() -> None:
    bodies = [
        ("Health Ministry", "en"),
        ("Health Ministry of Norland", "en"),
        ("Ministerio de Salud", "es"),
    ]
    assert len(joined(*bodies)) == 3


def test_every_field_has_words_in_every_language() -> None:
    data = lexicon(ANY, "departments")
    languages = set(data["ministries"])
    assert len(languages) >= 19
    for field, row in data["fields"].items():
        assert set(row) == languages, field
        assert all(words.split() for words in row.values()), field
