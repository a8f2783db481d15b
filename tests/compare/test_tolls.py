"""Is the state of the people whom a figure counts read in every language?"""

import pytest

from firsthand.analyse.figures import find_figures
from firsthand.compare.placed_figures import place_figure
from firsthand.compare.toll_claims import toll_claims
from firsthand.compare.tolls import state_of
from firsthand.model.story import Comparison, Verdict
from firsthand.text.reading import read
from tests.compare.builders import case, found, make_report


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


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "Five people died and another nine people were injured.", "nine people"),
        ("de", "Fünf Menschen starben, neun weitere Menschen wurden verletzt.", "neun"),
        (
            "es",
            "Cinco personas murieron y otras nueve personas resultaron heridas.",
            "nueve personas",
        ),
        ("zh", "爆炸造成5人死亡，另有9人受伤。", "9人"),
    ],
)
def test_others_who_were_hurt_are_all_that_were_hurt(language: str, text: str, quote: str) -> None:
    both = _told((language, text), ("en", "The blast left 11 people injured."))
    (claim,) = both
    assert (claim.claim, claim.verdict) == ("injured", Verdict.DIFFER)
    assert any(quote in m.quote for v in claim.versions for m in v.mentions)


def test_others_who_were_hurt_beside_the_hurt_are_a_part() -> None:
    more = "Six people were injured in the hall and another nine people were injured outside."
    claims = _told(("en", more), ("en", "The blast left 11 people injured."))
    assert not [m for c in claims for v in c.versions for m in v.mentions if "nine" in m.quote]


def _told(*texts: tuple[str, str]) -> list[Comparison]:
    reports = [make_report(f"{n}.txt", text, language=lang) for n, (lang, text) in enumerate(texts)]
    made = case(*((r, found(r, *find_figures(read(r), ()))) for r in reports))
    placed = [
        place_figure(made, number, figure)
        for number, report in enumerate(made.reports)
        for figure in made.founds[report.id].figures
    ]
    return toll_claims(made, placed)[0]
