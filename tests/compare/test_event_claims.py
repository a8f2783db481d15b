"""Do coarser and finer dates of one thing meet, and do years of other things stay apart?"""

from dataclasses import replace

import pytest

from firsthand.compare.event_claims import day_claims, other_day_claims
from firsthand.compare.moved_days import moved_day_claims
from firsthand.compare.propositions import Proposition
from firsthand.compare.text_claims import line_up
from firsthand.model.findings import Found
from firsthand.model.items import Figure, Moment, MomentKind, Name, NameKind
from firsthand.model.report import Report
from firsthand.model.story import Comparison, Verdict
from tests.compare.builders import case, cut, event, figure, found, make_report


def moment(report: Report, quote: str, value: str, first: str, last: str = "") -> Moment:
    span = cut(report, quote)
    return Moment(
        f"{report.id}-{quote}", span, MomentKind.DATE, value, "test@1",
        value=value, first=first, last=last or first,
    )  # fmt: skip


def dated(report: Report, *items: Moment | Figure) -> tuple[Report, Found]:
    figures = [item for item in items if isinstance(item, Figure)]
    moments = tuple(item for item in items if isinstance(item, Moment))
    return report, replace(found(report, *figures), moments=moments)


def others(*pairs: tuple[Report, Found]) -> list[Comparison]:
    told = event("e", "2024-03-20", [report for report, _ in pairs])
    return list(other_day_claims(case(*pairs), told))


ONE = make_report("a.txt", "Ormsby must finish the new sea wall by 30 November 2024.")
TWO = make_report("b.txt", "The sea wall of Ormsby must be finished by the end of November.")
THREE = make_report("c.txt", "The sea wall of Ormsby must be finished in November.")


def test_the_end_of_a_month_is_its_last_day() -> None:
    (claim,) = others(
        dated(ONE, moment(ONE, "30 November 2024", "2024-11-30", "2024-11-30")),
        dated(TWO, moment(TWO, "the end of November", "2024-11", "2024-11-21", "2024-11-30")),
    )
    assert (claim.verdict, len(claim.versions)) == (Verdict.AGREE, 1)


def test_a_day_tells_more_than_its_month() -> None:
    (claim,) = others(
        dated(ONE, moment(ONE, "30 November 2024", "2024-11-30", "2024-11-30")),
        dated(THREE, moment(THREE, "November", "2024-11", "2024-11-01", "2024-11-30")),
    )
    assert claim.verdict is Verdict.MORE_DETAIL
    assert {v.value for v in claim.versions} == {"2024-11-30", "2024-11"}


def test_a_month_of_another_thing_stays_apart() -> None:
    other = make_report("d.txt", "Schools open again in November.")
    assert not others(
        dated(ONE, moment(ONE, "30 November 2024", "2024-11-30", "2024-11-30")),
        dated(other, moment(other, "November", "2024-11", "2024-11-01", "2024-11-30")),
    )


def test_a_past_year_agrees_where_sentences_do_and_no_figure_is_of_it() -> None:
    one = make_report("a.txt", "The last flood in Ormsby was in 2018.")
    two = make_report("b.txt", "Ormsby saw its last flood in 2018.")
    three = make_report("c.txt", "Volunteers built a school by 2018.")
    year = ("2018", "2018", "2018-01-01", "2018-12-31")
    pairs = [dated(report, moment(report, *year)) for report in (one, two)]
    (claim,) = others(*pairs)
    assert claim.verdict is Verdict.AGREE
    assert not others(pairs[0], dated(three, moment(three, *year)))
    counted = make_report("d.txt", "The last flood in Ormsby killed 14 people in 2018.")
    item = figure(counted, "14 people", 14, "people")
    assert not others(pairs[0], dated(counted, moment(counted, *year), item))


def test_a_week_tells_less_of_the_day_of_an_event() -> None:
    one = make_report("a.txt", "The wall broke on Wednesday.")
    two = make_report("b.txt", "The wall broke last week.")
    told = event("e", "2024-03-20", [one, two])
    both = case(
        dated(one, moment(one, "Wednesday", "2024-03-20", "2024-03-20")),
        dated(two, moment(two, "last week", "2024-W12", "2024-03-18", "2024-03-24")),
    )
    (claim,) = day_claims(both, told)
    assert claim.verdict is Verdict.MORE_DETAIL
    assert {v.value for v in claim.versions} == {"2024-03-20", "2024-W12"}


def test_only_printed_days_have_moved() -> None:
    for word, another, moved in (
        ("Thursday", "Thursday", False),  # each reckoned from its own text
        ("03/08/2024", "08/03/2024", False),  # March here and August there
        ("21 March", "22 March", True),
    ):
        one = make_report("a.txt", f"The council of Ormsby votes on the wall on {word}.")
        two = make_report("b.txt", f"On {another} the council of Ormsby votes on the wall.")
        anchor = "2024-03-20" if word == "Thursday" else ""
        left = replace(moment(one, word, "2024-03-21", "2024-03-21"), anchor=anchor)
        right = replace(moment(two, another, "2024-03-22", "2024-03-22"), anchor=anchor)
        told = case(dated(one, left), dated(two, right))
        groups = [group for _, group in line_up(told)]
        assert bool(list(moved_day_claims(told, groups))) is moved


@pytest.mark.parametrize(
    ("word", "another", "symbolic", "moved"),
    [
        ("in 2018", "in 2017", "", True),
        ("in May 2018", "in May 2017", "", True),
        ("in May", "in April", "month({})", True),
        ("in May", "in May", "month(5)", False),
        ("last year", "last year", "shift(Y,-1)", False),
    ],
)
def test_months_and_years_move_where_they_are_printed(
    word: str, another: str, symbolic: str, *, moved: bool
) -> None:
    texts = (
        f"The council of Ormsby raised the wall {word}.",
        f"{another} the council of Ormsby raised the wall.",
    )
    one, two = (make_report(f"{n}.txt", text) for n, text in enumerate(texts))
    months = "May" in word
    values = ("2018-05", "2017-05" if symbolic == "" else "2018-04") if months else ("2018", "2017")
    told = []
    for report, quote, value in ((one, word, values[0]), (two, another, values[1])):
        first, last = (
            (f"{value}-01", f"{value}-30") if months else (f"{value}-01-01", f"{value}-12-31")
        )
        made = moment(report, quote.removeprefix("in "), value, first, last)
        anchor = "2019-01-01" if symbolic else ""
        told.append(
            dated(report, replace(made, symbolic=symbolic.format(value[6:]), anchor=anchor))
        )
    both = case(*told)
    claims = list(moved_day_claims(both, [group for _, group in line_up(both)]))
    assert [{v.value for v in c.versions} for c in claims] == ([set(values)] if moved else [])


def test_a_letterhead_counts_as_one_line_before_the_paragraphs() -> None:
    head = "HARBOUR OFFICE\nMedia desk\nPress release\nQUAY OPENED\n"
    body = (
        "The chairwoman of the harbour office, flanked by dockers, pilots and three former mayors, "
        "today opened the rebuilt northern quay.\n"
    )
    one = make_report("one.txt", head + body)
    two = make_report("two.txt", "On Tuesday the northern quay was opened again.")
    day = "2024-03-19"
    pairs = [
        dated(one, moment(one, "today", day, day)),
        dated(two, moment(two, "Tuesday", day, day)),
    ]
    (claim,) = day_claims(case(*pairs), event("e", day, [one, two]))
    assert (claim.claim, claim.verdict) == ("day of the event", Verdict.AGREE)


def test_a_length_of_time_is_no_vague_day() -> None:
    one = make_report("one.txt", "On Tuesday the quay was opened.")
    two = make_report("two.txt", "The quay was opened; in the first year it will be free.")
    day = "2024-03-19"
    year = replace(moment(two, "the first year", "P1Y", ""), kind=MomentKind.DURATION, last="")
    told = case(dated(one, moment(one, "Tuesday", day, day)), dated(two, year))
    assert not list(day_claims(told, event("e", day, [one, two])))


def test_a_name_and_a_day_below_a_message_say_nothing() -> None:
    lines = ("Ilse Varga, March 4, 2031", "Ilse Varga, March 9, 2031")
    one, two = (make_report(f"{n}.txt", text) for n, text in enumerate(lines))
    told = []
    for report, day in ((one, "2031-03-04"), (two, "2031-03-09")):
        name = Name("n", cut(report, "Ilse Varga"), NameKind.PERSON, "test@1")
        pair = dated(report, moment(report, report.text[12:], day, day))
        told.append((pair[0], replace(pair[1], names=(name,))))
    groups = [[Proposition(r.span(0, len(r.text))) for r in (one, two)]]
    assert not list(moved_day_claims(case(*told), groups))
