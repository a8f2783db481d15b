import pytest

from firsthand.analyse.names.titles import is_head, offices_in


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("head of the ministry of water", "minister"),
        ("head of the water ministry", "minister"),
        ("minister of water", "minister"),
        ("ministra de agua", "minister"),
        ("titular del ministerio de agua", "minister"),
        ("leiterin des ministeriums", "minister"),
        ("the party chiefs of the four regions", "secretary"),
        ("head of the party committee of the province", "secretary"),
        ("head of the city police", ""),
        ("police chief", ""),
        ("head of state", ""),
        ("captain of the boat", "captain"),
        ("owner of the boat", ""),
    ],
)
def test_offices_of_titles(title: str, office: str) -> None:
    assert offices_in(tuple(title.split())) == ({office} if office else set())


def test_words_for_heads() -> None:
    assert is_head("chief")
    assert not is_head("captain")
