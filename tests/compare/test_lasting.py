"""What do days and lengths of time make of a clause: a lasting result, a date, nothing yet?"""

from dataclasses import replace

import pytest

from firsthand.analyse.times import find_times
from firsthand.compare.clause_terms import marks_of
from firsthand.compare.lasting import lasts
from firsthand.compare.progress import track
from firsthand.model.findings import Found
from firsthand.model.reason import Provenance, Slot
from firsthand.text.reading import read
from tests.compare.builders import directive, event, found, make_report
from tests.compare.test_progress_cases import items_of


def is_lasting(text: str, language: str) -> bool:
    report = make_report("told.txt", text, "2026-06-20", language)
    marks = marks_of(Found(report.id, moments=find_times(read(report))))
    return lasts(report, marks, report.span(0, len(text)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The office has taken calls since 5 August 2025."),
        ("fr", "Le bureau reçoit les plaintes depuis le 5 août 2025."),
        ("es", "La oficina atiende desde el 5 de agosto de 2025."),
        ("pt", "O posto funciona desde 5 de agosto de 2025."),
        ("it", "L'ufficio lavora dal 5 agosto 2025."),
        ("de", "Das Büro arbeitet seit dem 5. August 2025."),
        ("nl", "Het kantoor werkt sinds 5 augustus 2025."),
        ("ru", "Пункт работает с 5 августа 2025 года."),
        ("id", "Kantor itu melayani warga sejak 5 Agustus 2025."),
        ("ko", "사무소는 2025년 8월 5일부터 민원을 받는다."),
    ],
)
def test_what_has_been_so_since_a_day_is_a_result(language: str, text: str) -> None:
    assert is_lasting(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "The office has not taken calls since 5 August 2025.",
        "The office will take calls from 5 August 2027.",
        "The office took calls on 5 August 2025.",
    ],
)
def test_what_is_not_so_or_not_yet_is_none(text: str) -> None:
    assert not is_lasting(text, "en")


@pytest.mark.parametrize(("due", "status"), [("2027", "open"), ("2025-01", "late")])
def test_what_is_not_there_yet_is_late_only_after_its_day(due: str, status: str) -> None:
    asked = make_report("a.txt", "The mayor told the county to plant 500 oaks on the ridge.")
    told = make_report("b.txt", "The oaks on the ridge have not yet been planted.")
    wanted = replace(
        directive(asked, "plant 500 oaks on the ridge"),
        deadline=Slot(due, (), Provenance.EXPLICIT),
    )
    founds = {
        asked.id: found(asked, wanted, *items_of(asked)),
        told.id: found(told, *items_of(told)),
    }
    events = [event("e1", "2024-03-12", [asked], "p"), event("e2", "2025-06-20", [told], "p")]
    (item,) = track([asked, told], founds, events, ())
    assert item.status == status
