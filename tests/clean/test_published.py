"""Is the day of publication read in either order, and never invented?"""

from hashlib import sha256

import pytest

from firsthand.clean import label
from firsthand.model.report import Report
from firsthand.model.span import hash_text

BODY = "Ferries across the strait will run every twenty minutes in summer, the company said."


def published(text: str, given: tuple[tuple[str, str], ...] = ()) -> str:
    identity = sha256(text.encode()).hexdigest()
    report = Report(identity, "a.txt", text, hash_text(text), "text/plain", "plain@1", given=given)
    return label(report).metadata.published.value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Posted 21/10/2024", "2024-10-21"),
        ("Posted 10/21/2024", "2024-10-21"),
        ("Posted 2024-10-21", "2024-10-21"),
        ("Posted 2024-10-21T18:30:00Z", "2024-10-21T18:30:00Z"),
        ("Posted 2024-10-21T18:30:00+0200", "2024-10-21T18:30:00+02:00"),
        ("Posted October 21, 2024 at 6:30 p.m. EST", "2024-10-21T18:30:00"),
        ("Updated 22:40, 09-Sep-2023", "2023-09-09T22:40:00"),
        ("Issue: October 2024", "2024-10"),
        ("Published: October 2024", "2024-10"),
        ("Posted on Monday", ""),
    ],
)
def test_stated_line(line: str, value: str) -> None:
    assert published(f"Ferry timetable changes for summer\n{line}\n\n{BODY}") == value


@pytest.mark.parametrize(
    ("more", "value"),
    [
        ("", "2024-04-05?"),
        ("The notice of 25/03/2024 is void.", "2024-04-05"),
        ("The notice of 03/25/2024 is void.", "2024-05-04"),
        ("The company met on 3 April.", "2024-04-05"),
        ("The company met on May 2.", "2024-05-04"),
        ("The rule dates from 7 December 2019.", "2024-04-05"),
        ("The rule dates from December 7, 2019.", "2024-05-04"),
    ],
)
def test_order_of_day_and_month(more: str, value: str) -> None:
    text = f"Ferry timetable changes for summer\nPosted 05/04/2024\n\n{BODY} {more}"
    assert published(text) == value


def test_the_page_head_decides_the_order() -> None:
    text = f"Ferry timetable changes for summer\nPosted 05/04/2024\n\n{BODY}"
    assert published(text, (("published", "2024-05-04T08:00:00+00:00"),)) == "2024-05-04"


def test_a_published_line_wins_over_an_updated_one() -> None:
    text = f"Ferry timetable\nUpdated: 9 May 2024\nPublished: 8 May 2024\n\n{BODY}"
    assert published(text) == "2024-05-08"


def test_days_in_the_text_are_not_the_day_of_publication() -> None:
    assert published(f"{BODY} The plan of 3 May 2024 was changed on 5 May 2024.") == ""


def test_a_whole_dateline_is_the_day_of_publication_where_nothing_else_is_stated() -> None:
    text = f"BERGHAVEN, May 3, 2024 (Reuters) -- {BODY}"
    assert published(text) == "2024-05-03"
    assert published(f"Ferry timetable\nPublished: 4 May 2024\n\n{text}") == "2024-05-04"
    assert published(text, (("published", "2024-05-05T08:00:00+00:00"),)).startswith("2024-05-05")


def test_a_dateline_without_a_year_is_not_the_day_of_publication() -> None:
    assert published(f"BERGHAVEN, May 3 (Reuters) -- {BODY}") == ""


def test_a_broken_given_date_is_not_used() -> None:
    assert published(BODY, (("published", "soon"),)) == ""
