import pytest

from firsthand.compare.transliterated import transliterated
from firsthand.text.words import fold_name


def words(name: str) -> tuple[str, ...]:
    return tuple(fold_name(name).split())


@pytest.mark.parametrize(
    ("other", "latin"),
    [
        ("Сергей Шишкин", "Sergei Shishkin"),
        ("Сергей Шишкин", "Sergey Schischkin"),
        ("Сергея Шишкина", "Sergei Shishkin"),
        ("Шишкин Сергей Петрович", "Sergei Shishkin"),
        ("Юлія Мельник", "Yulia Melnyk"),
        ("Юлия Мельник", "Julia Melnik"),
        ("Алексей Жуков", "Alexei Zhukov"),
        ("Никола Вучић", "Nikola Vucic"),
        ("Михаил Хохлов", "Mikhail Khokhlov"),
        ("كريم الحداد", "Karim al-Haddad"),
        ("كريم الحداد", "Kareem Haddad"),
        ("يوسف بن خليل", "Youssef Khalil"),
        ("عبد الله شريف", "Abdullah Sharif"),
        ("جمال درويش", "Gamal Darwish"),
        ("نورة القحطاني", "Noura Al Qahtani"),
        ("دنيا الراوي", "Dunya al-Rawi"),
    ],
)
def test_one_name_in_two_scripts(other: str, latin: str) -> None:
    assert transliterated(words(other), words(latin))


@pytest.mark.parametrize(
    ("other", "latin"),
    [
        ("Сергей Шишкин", "Sergei Zhukov"),
        ("Анна Мельник", "Yulia Melnik"),
        ("دينا الراوي", "Deni al-Rawi"),
        ("Шишкин", "Sergei Shishkin"),
        ("Сергей Шишкин", "Shishkin"),
        ("كريم الحداد", "Samir Haddad"),
        ("كريم الحداد", "Karim Hamdan"),
        ("Karim Haddad", "Karim Haddad"),
        ("نور", "Noura Al Qahtani"),
    ],
)
def test_two_names(other: str, latin: str) -> None:
    assert not transliterated(words(other), words(latin))
