"""Is the state of the people whom a figure counts read in every language?"""

import pytest

from firsthand.analyse.figures import find_figures
from firsthand.compare.tolls import state_of
from firsthand.text.reading import read
from tests.compare.builders import make_report


def _state(language: str, text: str) -> str:
    report = make_report("a.txt", text, language=language)
    (told,) = find_figures(read(report), ())
    return state_of(report, told, report.span(0, len(text)), [told])


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [
        ("ar", "قتل 12 شخصا في انهيار الجسر.", "dead"),
        ("hr", "U sudaru vlakova poginulo je 12 osoba.", "dead"),
        ("id", "Sebanyak 12 orang tewas dalam banjir.", "dead"),
        ("ja", "橋の崩落で12人が死亡した。", "dead"),
        ("ko", "다리가 무너져 12명이 숨졌다.", "dead"),
        ("nl", "Bij de brand zijn 12 mensen omgekomen.", "dead"),
        ("pl", "W wypadku zginęło 12 osób.", "dead"),
        ("pl", "Za zaginione uznano 12 osób.", "missing"),
        ("ru", "При взрыве погибли 12 человек.", "dead"),
        ("ru", "Ранения получили 12 человек.", "injured"),
        ("sv", "I branden skadades 12 personer.", "injured"),
        ("tr", "Depremde ölü sayısı 12'ye yükseldi.", "dead"),
        ("uk", "Унаслідок вибуху загинули 12 людей.", "dead"),
        ("vi", "Trận lũ làm 12 người thiệt mạng.", "dead"),
    ],
)
def test_the_state_of_people_is_read_in_every_language(
    language: str, text: str, state: str
) -> None:
    assert _state(language, text) == state


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [
        ("en", "Seven of the injured are in critical condition.", "badly_injured"),
        ("en", "Seven of the injured went home at noon.", "injured"),
        ("pl", "Siedmiu rannych jest w stanie ciężkim.", "badly_injured"),
    ],
)
def test_the_injured_who_are_badly_hurt_are_counted_apart(
    language: str, text: str, state: str
) -> None:
    assert _state(language, text) == state
