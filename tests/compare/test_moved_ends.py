"""Are stretches of time that end otherwise told apart, and those of two things left alone?"""

from dataclasses import replace

import pytest

from firsthand.compare.moved_ends import moved_end_claims
from firsthand.compare.propositions import Proposition
from firsthand.compare.senses import Sensed
from firsthand.compare.versions import Case
from firsthand.model.items import Moment, MomentKind
from firsthand.model.report import Report
from tests.compare.builders import case, cut, found, make_report


def stretch(report: Report, quote: str, value: str) -> Moment:
    begin, _, end = value.partition("/")
    return Moment(
        f"m-{quote}",
        cut(report, quote),
        MomentKind.DATE,
        "range(XXXX,XXXX)" if end else value,
        "t@1",
        value=value,
        first=begin,
        last=end or begin,
    )


def told(*texts: tuple[str, str, str, str]) -> tuple[Case, list[Sensed]]:
    """Make a case of reports with a language and a stretch each, near by sense."""
    founds, moments = [], []
    for number, (language, text, quote, value) in enumerate(texts):
        report = make_report(f"{number}.txt", text, language=language)
        moments.append(stretch(report, quote, value))
        founds.append((report, replace(found(report), moments=(moments[-1],))))
    return case(*founds), [Sensed(moments[0].span, moments[1].span, 0.5)]


def shut(begin: str, end: str, value: str, more: str = "") -> tuple[str, str, str, str]:
    quote = f"from {begin} to {end}"
    return "en", f"The pass is shut {quote}{more}.", quote, value


ONE = shut("May 3", "June 20", "2031-05-03/2031-06-20")


@pytest.mark.parametrize(
    ("language", "text", "quote", "end"),
    [
        (
            "de",
            "Der Pass bleibt vom 3. Mai bis 26. Juni zu.",
            "vom 3. Mai bis 26. Juni",
            "26. Juni",
        ),
        ("ja", "峠は5月3日から6月26日まで閉まる。", "5月3日から6月26日まで", "6月26日まで"),
        ("vi", "Đèo đóng từ 3/5 đến 26/6.", "từ 3/5 đến 26/6", "26/6"),
    ],
)
def test_a_stretch_that_ends_on_another_day_differs_in_it(
    language: str, text: str, quote: str, end: str
) -> None:
    pile, near = told(ONE, (language, text, quote, "2031-05-03/2031-06-26"))
    (claim,) = moved_end_claims(pile, near, ())
    assert (claim.kind, claim.slot) == ("date", "date")
    assert {m.quote for v in claim.versions for m in v.mentions} == {"June 20", end}
    assert not list(moved_end_claims(pile, (), ()))
    clauses = [Proposition(cut(report, report.text)) for report in pile.reports]
    assert len(list(moved_end_claims(pile, (), [clauses]))) == 1


def test_a_stretch_that_begins_otherwise_is_shown_whole() -> None:
    later = shut("May 8", "June 20", "2031-05-08/2031-06-20")
    (claim,) = moved_end_claims(*told(ONE, later), ())
    assert {m.quote for v in claim.versions for m in v.mentions} == {ONE[2], later[2]}


@pytest.mark.parametrize("value", ["2031-05-03/2031-06-20", "2031-04-01/2031-07-10", "2031/2033"])
def test_stretches_with_both_or_no_ends_in_common_are_no_difference(value: str) -> None:
    pile, near = told(ONE, ("en", "It is shut for weeks.", "for weeks", value))
    assert not list(moved_end_claims(pile, near, ()))


def test_a_day_that_the_other_report_names_too_is_no_difference() -> None:
    other = shut("May 3", "June 26", "2031-05-03/2031-06-26", ", not June 20")
    pile, near = told(ONE, other)
    assert len(list(moved_end_claims(pile, near, ()))) == 1
    second = pile.reports[1]
    day = stretch(second, "June 20", "2031-06-20")
    known = replace(pile.founds[second.id], moments=(*pile.founds[second.id].moments, day))
    told_both = replace(pile, founds={**pile.founds, second.id: known})
    assert not list(moved_end_claims(told_both, near, ()))
