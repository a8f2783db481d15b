"""Are Japanese and Korean names told to be one with their Latin and Chinese forms?"""

import pytest

from firsthand.compare.sounds import same_characters, same_family, same_sound
from firsthand.text.words import fold_name


def words(name: str) -> tuple[str, ...]:
    return tuple(fold_name(name).split())


@pytest.mark.parametrize(
    ("eastern", "latin"),
    [
        ("高橋誠", "Makoto Takahashi"),
        ("高橋誠", "TAKAHASHI Makoto"),
        ("大村秀明", "Hideaki Ōmura"),
        ("大村秀明", "Hideaki Ohmura"),
        ("佐々木恵", "Megumi Sasaki"),
        ("井上健一郎", "Kenichiro Inoue"),
        ("渡邊翔太", "Shōta Watanabe"),
        ("山田さくら", "Sakura Yamada"),
        ("本間純", "Jun Homma"),
        ("ロバート・スミス", "Robert Smith"),
        ("이정호", "Lee Jeong-ho"),
        ("박성진", "Sung Jin Park"),
        ("최민서", "Choe Minseo"),
    ],
)
def test_one_name_in_two_scripts(eastern: str, latin: str) -> None:
    assert same_sound(eastern, words(latin))


@pytest.mark.parametrize(
    ("eastern", "latin"),
    [
        ("高橋誠", "Makoto Takahara"),
        ("高橋誠", "Takahashi"),
        ("森健", "Kenji Morita"),
        ("ロバート・スミス", "Robin Carter"),
        ("이정호", "Kim Jeong-ho"),
        ("이정호", "Lee Jeong-min"),
    ],
)
def test_other_names(eastern: str, latin: str) -> None:
    assert not same_sound(eastern, words(latin))


def test_an_unknown_character_is_passed_over_only_where_that_will_do() -> None:
    assert same_sound("高橋燿子", words("Yoko Takahashi"))
    assert not same_sound("高橋燿子", words("Yoko Takahashi"), surely=True)


def test_family_names_and_characters() -> None:
    assert same_family("高橋", "takahashi")
    assert not same_family("高木", "takahashi")
    assert same_family("이", "lee")
    assert same_characters("高桥诚", "高橋誠")
    assert not same_characters("高桥诚", "高橋実")
