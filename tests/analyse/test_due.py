"""Is a request parted where a second thing begins that has its own day?"""

import pytest

from tests.analyse.test_planned import directives_of

TWO = {
    "id": "Wali kota meminta gedung pasar dibuka paling lambat Mei dan seluruh lampu jalan "
    "dinyalakan sebelum September.",
    "de": "Der Bürgermeister forderte, den Markt bis Ende Mai zu öffnen und alle Laternen bis "
    "Ende September zu reparieren.",
    "fr": "Le maire a demandé que le marché soit ouvert avant fin mai et que tous les "
    "lampadaires soient réparés avant fin septembre.",
}


@pytest.mark.parametrize("language", sorted(TWO))
def test_two_things_with_two_days_are_two(language: str) -> None:
    found = directives_of(TWO[language], language)
    assert len(found) == 2
    first, second = (one.deadline.value for one in found)
    assert "5" in first
    assert "9" in second


@pytest.mark.parametrize(
    "text",
    [
        "Wali kota meminta jembatan dibuka paling lambat Mei dan sebelum musim hujan.",
        "Wali kota meminta seluruh jembatan dan jalan desa dibuka paling lambat Mei.",
    ],
)
def test_one_thing_stays_one(text: str) -> None:
    assert len(directives_of(text, "id")) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Ministerin forderte, den Hafen bis Ende Mai 2026 zu öffnen."),
        ("es", "El alcalde pidió reparar el muelle hasta fines de mayo de 2026."),
        ("id", "Bupati meminta dinas memperbaiki dermaga selambat-lambatnya pada Mei 2026."),
        ("ko", "시장은 지붕을 2026년 5월 말까지 수리하라고 요구했다."),
        ("ko", "시장은 부두를 늦어도 2026년 5월에는 고치라고 요구했다."),
    ],
)
def test_a_word_makes_a_month_the_last_one(language: str, text: str) -> None:
    (found,) = directives_of(text, language)
    assert found.deadline.value == "2026-05"
