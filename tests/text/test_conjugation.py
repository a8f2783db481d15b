"""Are the forms of verbs of speech those that reports close their clauses with?"""

import pytest

from firsthand.text.conjugation import conjugated, korean_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("述べる", {"述べた", "述べ", "述べている", "述べました", "述べた上で"}),
        ("語る", {"語った", "語り", "語っています"}),
        ("話す", {"話した", "話し", "話していた"}),
        ("喜ぶ", {"喜んだ", "喜び", "喜んでいる"}),
        ("説明する", {"説明した", "説明し", "説明しており", "説明します"}),
        ("命じる", {"命じた", "命じ"}),
    ],
)
def test_japanese(verb: str, forms: set[str]) -> None:
    assert forms <= set(conjugated(verb))


def test_korean() -> None:
    assert {"밝혔습니다", "밝히며", "밝히면서", "밝힌다"} <= set(korean_forms("밝혔다"))
    assert korean_forms("했다") == ("했다",)
    assert korean_forms("내놨다") == ("내놨다",)
