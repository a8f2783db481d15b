from dataclasses import replace

from firsthand.compare.cards import Card, take_card
from firsthand.compare.marks import NO_MARKS, Marks, placed_in_time
from firsthand.compare.one_happening import compare_marks
from firsthand.ingest import read_bytes
from firsthand.model.reason import EMPTY
from firsthand.pipeline import analyse

LAUNCH, REVIEW = "2031-03-10", "2032-05-12"


def marks(*told: Marks) -> list[Marks]:
    return placed_in_time([LAUNCH, REVIEW, ""], list(told))


def test_a_length_of_time_gone_by_tells_which_day_a_report_is_of() -> None:
    last = marks(NO_MARKS, NO_MARKS, Marks(back=frozenset({14})))[2]
    assert last.fits == {REVIEW}
    assert last.passed == {LAUNCH}
    other = marks(NO_MARKS, NO_MARKS, Marks(back=frozenset({30})))[2]
    assert not other.fits
    assert not other.passed


def test_a_month_of_last_year_tells_it_too() -> None:
    last = marks(NO_MARKS, NO_MARKS, Marks(last_year=frozenset({3})))[2]
    assert last.fits == {REVIEW}
    assert last.passed == {LAUNCH}
    assert not marks(NO_MARKS, NO_MARKS, Marks(last_year=frozenset({7})))[2].fits


def test_figures_first_told_later_tell_it_whatever_is_repeated() -> None:
    launch, review = (
        Marks(figures=frozenset({40.0, 84.0, 1200.0})),
        Marks(figures=frozenset({84.0, 517.0})),
    )
    late = Marks(figures=frozenset({40.0, 84.0, 1200.0, 517.0}))
    assert marks(launch, review, late)[2].passed == {LAUNCH}
    early = Marks(figures=frozenset({40.0, 84.0, 1200.0}))
    assert not marks(launch, review, early)[2].passed


def test_dated_reports_are_not_placed() -> None:
    assert marks(Marks(back=frozenset({14})), NO_MARKS, NO_MARKS)[0].fits == frozenset()


def card(text: str, name: str = "x") -> Card:
    report, found = analyse(read_bytes(f"{name}.txt", text.encode()))
    return take_card(report, found)


def test_a_deadline_dates_no_event() -> None:
    told = card(
        "Plan for the harbour of Ostend\n\nOSTEND, 4 May 2031 (AQN) - The mayor of Ostend, Ann "
        "Claes, asked the port to finish the new quay by 30 June 2032, officials said."
    )
    assert told.when.value == "2031-05-04"


def test_undated_reports_are_not_dated_by_what_is_due() -> None:
    told = card("Plan for the harbour\n\nThe port has to finish the new quay by 30 June 2032.")
    assert told.day == ""


def test_disasters_of_one_day_and_town_meet_across_languages() -> None:
    english = card(
        "Flood kills three in Maribor\n\n4 May 2031\n\nA flood killed three people in Maribor on "
        "Sunday, the police said."
    )
    german = card(
        "Drei Tote bei Hochwasser\n\n5. Mai 2031\n\nBei einem Hochwasser in Maribor sind am "
        "Sonntag drei Menschen gestorben, teilte die Polizei mit."
    )
    said, why = compare_marks(english, german, same_place=None)
    assert sum(said) > 7
    assert why
    far = replace(german, place=None, marks=replace(german.marks, towns=()), where=EMPTY)
    assert sum(compare_marks(english, far, same_place=False)[0]) < 2
