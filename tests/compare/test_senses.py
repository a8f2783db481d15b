"""Are figures in words of one sense set beside each other, whatever the language?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from firsthand.compare.again_told import told_again
from firsthand.compare.figure_claims import figure_claims
from firsthand.compare.moved_days import sensed_day_claims
from firsthand.compare.placed_figures import place_figure
from firsthand.compare.propositions import likeness
from firsthand.compare.sensed_figures import LEAST_WORDS, pair_by_sense
from firsthand.compare.senses import MOST, days_by_sense, facing_by_sense, figures_by_sense
from firsthand.compare.versions import Case
from firsthand.model.items import Bound, Figure, Moment, MomentKind, Place
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Report
from firsthand.model.story import Comparison, Verdict
from firsthand.text.terms import Matrix
from tests.compare.builders import case, cut, event, figure, found, make_report

HERE = make_report(
    "here.txt",
    "The ministry has opened 61 clinics in the north of Ardland.\n"
    "It spent 340 million euros on them.\n"
    "Nine nurses came from abroad.",
)
THERE = make_report(
    "there.txt",
    "Das Ministerium eröffnete 58 Kliniken im Norden von Ardland.\n"
    "Dafür gab es 310 Millionen Euro aus.\n"
    "Auf 61 Straßen fährt wieder ein Bus.",
    language="de",
)

ABOUT = {
    "clinic": "clinics",
    "klinik": "clinics",
    "euro": "money",
    "nurses": "nurses",
    "straßen": "roads",
}
AXES = sorted(set(ABOUT.values()))


class Topics:
    """Say of sentences that name one thing that they are of one sense."""

    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Matrix:
        return np.array([[float(self._axis(a) == self._axis(b)) for b in right] for a in left])

    def _axis(self, text: str) -> str:
        folded = text.casefold()
        return next((ABOUT[word] for word in ABOUT if word in folded), folded)


def clinics(value: float = 61, bound: Bound = Bound.EXACT) -> Figure:
    return figure(HERE, "61 clinics", value, "clinic", "clinics", bound)


KLINIKEN = figure(THERE, "58 Kliniken", 58, "klinik", "Kliniken")


def told(*figures: Figure) -> Case:
    here, there = ([f for f in figures if f.span.report == r.id] for r in (HERE, THERE))
    return case((HERE, found(HERE, *here)), (THERE, found(THERE, *there)))


def claims(*figures: Figure) -> tuple[Comparison, ...]:
    made = told(*figures)
    return figure_claims(made, sensed=figures_by_sense(made, Topics()))


def test_two_near_counts_of_one_thing_differ() -> None:
    (claim,) = claims(clinics(), KLINIKEN)
    assert (claim.verdict, claim.slot) == (Verdict.DIFFER, "number")
    assert sorted(v.value for v in claim.versions) == ["58 Kliniken", "61 clinics"]


def test_two_near_sums_of_one_thing_differ() -> None:
    one = figure(HERE, "340 million euros", 3.4e8, "EUR")
    other = figure(THERE, "310 Millionen Euro", 3.1e8, "EUR")
    assert [claim.verdict for claim in claims(one, other)] == [Verdict.DIFFER]


def test_equal_counts_of_one_thing_agree() -> None:
    (claim,) = claims(clinics(9), replace(KLINIKEN, value=9, low=9, high=9))
    assert claim.verdict is Verdict.AGREE


@pytest.mark.parametrize(
    "other",
    [
        replace(KLINIKEN, value=212, low=212, high=212),
        replace(KLINIKEN, bound=Bound.VAGUE),
        figure(THERE, "61 Straßen", 61, "straße", "Straßen"),
    ],
    ids=["far apart", "vague", "another thing"],
)
def test_other_counts_are_not_set_against_each_other(other: Figure) -> None:
    assert {claim.verdict for claim in claims(clinics(), other)} <= {
        Verdict.ONLY_HERE,
        Verdict.AGREE,
    }


def test_a_value_that_the_other_report_has_too_is_no_second_reading() -> None:
    roads = figure(THERE, "61 Straßen", 61, "straße", "Straßen")
    assert not any(c.verdict is Verdict.DIFFER for c in claims(clinics(), KLINIKEN, roads))


def test_two_years_are_told_apart() -> None:
    then = replace(clinics(), period=Slot("2019", (), Provenance.EXPLICIT))
    now = replace(KLINIKEN, period=Slot("2023", (), Provenance.EXPLICIT))
    assert {claim.verdict for claim in claims(then, now)} == {Verdict.ONLY_HERE}


def test_bare_numbers_are_not_set_against_each_other() -> None:
    bare = [replace(f, unit=replace(f.unit, canonical="")) for f in (clinics(), KLINIKEN)]
    assert not any(claim.verdict is Verdict.DIFFER for claim in claims(*bare))


def test_without_a_model_or_with_too_many_figures_nothing_is_paired() -> None:
    made = told(clinics(), KLINIKEN)
    assert figures_by_sense(made, None) == ()
    crowd = replace(found(HERE), figures=(clinics(),) * (MOST + 1))
    many = case((HERE, crowd), (THERE, found(THERE, KLINIKEN)))
    assert figures_by_sense(many, Topics()) == ()


def again(one: Figure, other: Figure, *days: date | None) -> list[Comparison]:
    made = told(one, other)
    alone = [case((r, made.founds[r.id])) for r in (HERE, THERE)]
    first = [claim for each in alone for claim in figure_claims(each)]
    event_of = {HERE.id: frozenset({0}), THERE.id: frozenset({1})}
    day_of = dict(zip((HERE.id, THERE.id), days, strict=True))
    return told_again(made, first, event_of, (), figures_by_sense(made, Topics()), day_of)


def test_reports_of_two_events_of_an_affair_differ_too() -> None:
    (claim,) = again(clinics(), KLINIKEN, date(2023, 5, 2), None)
    assert claim.verdict is Verdict.DIFFER


def test_months_apart_shares_have_each_their_own_number() -> None:
    shares = [
        replace(f, unit=replace(f.unit, canonical="percent", si_value=f.value, si_unit="1"))
        for f in (clinics(), KLINIKEN)
    ]
    days = date(2023, 5, 2), date(2024, 3, 9)
    assert {c.verdict for c in again(shares[0], shares[1], *days)} == {Verdict.ONLY_HERE}


def test_a_goal_is_not_set_against_what_was_done() -> None:
    goal = replace(clinics(), basis=replace(clinics().basis, value="target"))
    assert {c.verdict for c in again(goal, KLINIKEN, None, None)} == {Verdict.ONLY_HERE}


START = make_report(
    "start.txt", "Payments of 4,700 crowns to the farms begin in May.", "2024-02-06"
)
BEGIN = make_report(
    "begin.txt", "Die Höfe bekommen ab Juli Zahlungen von 4700 Kronen.", "2024-02-07", "de"
)


class One:
    """Say of all sentences that they are of one sense."""

    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Matrix:
        return np.ones((len(left), len(right)))


def month(report: Report, quote: str, number: int) -> Moment:
    value = f"2024-0{number}"
    return Moment(
        f"{report.name}-{quote}", cut(report, quote), MomentKind.DATE, f"month({number})", "test@1",
        value=value, first=f"{value}-01", last=f"{value}-30",
    )  # fmt: skip


def day_versions(here: float, there: float, months: tuple[int, int], own: str) -> list[set[str]]:
    told = (
        (START, figure(START, "4,700 crowns", here, "CZK"), month(START, "May", months[0])),
        (BEGIN, figure(BEGIN, "4700 Kronen", there, "CZK"), month(BEGIN, "Juli", months[1])),
    )
    made = case(*((r, replace(found(r, f), moments=(m,))) for r, f, m in told))
    events = [event("e", own, [START, BEGIN])]
    days = sensed_day_claims(made, events, days_by_sense(made, One()))
    return [{v.value for v in claim.versions} for claim in days]


def test_months_of_one_thing_differ_where_the_sentences_share_a_figure() -> None:
    assert day_versions(4700, 4700, (5, 7), "2024-02-06") == [{"2024-05", "2024-07"}]


@pytest.mark.parametrize(
    ("there", "months", "own"),
    [
        (5200, (5, 7), "2024-02-06"),
        (4700, (5, 5), "2024-02-06"),
        (4700, (5, 7), "2024-05-11"),
    ],
    ids=["another figure", "one month", "the day of the event"],
)
def test_months_of_other_things_do_not_differ(
    there: float, months: tuple[int, int], own: str
) -> None:
    assert day_versions(4700, there, months, own) == []


def test_sentences_in_two_languages_are_paired_by_sense() -> None:
    made = case((START, found(START)), (BEGIN, found(BEGIN)))
    (facing,) = facing_by_sense(made, One(), ())
    assert {facing.left.report, facing.right.report} == {START.id, BEGIN.id}
    assert not facing_by_sense(made, One(), [facing])
    assert not facing_by_sense(made, None, ())


def test_a_figure_of_a_region_unknown_to_the_other_report_is_of_another_thing() -> None:
    made = told(clinics(), KLINIKEN)
    there = Place("p-t", cut(THERE, "Ardland"), "Ardland", "t@1", "XX-AR", "admin1", "XX")
    founds = {**made.founds, THERE.id: replace(made.founds[THERE.id], places=(there,))}
    apart = replace(made, founds=founds)
    both = replace(
        founds[HERE.id],
        places=(Place("p-h", cut(HERE, "Ardland"), "Ardland", "t@1", "XX-AR", "admin1", "XX"),),
    )
    together = replace(made, founds={**founds, HERE.id: both})
    verdicts = [
        {c.verdict for c in figure_claims(one, sensed=figures_by_sense(one, Topics()))}
        for one in (apart, together)
    ]
    assert verdicts == [{Verdict.ONLY_HERE}, {Verdict.DIFFER}]


def test_a_figure_of_a_town_is_not_one_of_another_town_in_its_region() -> None:
    made = told(clinics(), KLINIKEN)
    town = Place("p-t", cut(THERE, "Ardland"), "Ardstadt", "t@1", "g:1", "city", "XX", "XX-AR")
    # The other report names its place elsewhere, not beside its figure.
    region = Place("p-h", cut(HERE, "abroad"), "Ardland", "t@1", "XX-AR", "admin1", "XX")
    far = replace(town, key="g:2", span=region.span)
    for there, here, verdict in (
        ((town,), (region,), Verdict.ONLY_HERE),
        ((town,), (far,), Verdict.ONLY_HERE),
        ((town, replace(region, span=town.span)), (region,), Verdict.DIFFER),
        ((town,), (replace(town, span=far.span),), Verdict.DIFFER),
    ):
        founds = {
            THERE.id: replace(made.founds[THERE.id], places=there),
            HERE.id: replace(made.founds[HERE.id], places=here),
        }
        one = replace(made, founds={**made.founds, **founds})
        claims = figure_claims(one, sensed=figures_by_sense(one, Topics()))
        assert {c.verdict for c in claims} == {verdict}


def test_one_language_needs_words_in_common_too() -> None:
    texts = ("The ministry opened 61 clinics.", "Patients waited: 58 clinics, one guess runs.")
    one, other = (make_report(f"{n}.txt", text) for n, text in enumerate(texts))
    pair = [figure(one, "61 clinics", 61, "clinic"), figure(other, "58 clinics", 58, "clinic")]
    made = case(*((r, found(r, f)) for r, f in zip((one, other), pair, strict=True)))
    (sensed,) = figures_by_sense(made, Topics())
    assert sensed.likeness == pytest.approx(1)
    placed = [place_figure(made, n, f) for n, f in enumerate(pair)]
    near = likeness([placed[0].context], [placed[1].context])[0, 0]
    paired = list(pair_by_sense(made, placed, [sensed]))
    assert bool(paired) is bool(near >= LEAST_WORDS)


def test_an_old_value_told_only_beside_its_new_one_contradicts_nobody() -> None:
    made = []
    for n, text in enumerate(("Tickets of the tram rise from 7 to 9 euros.",
                              "From 7 to 9 euros rise the tickets of the tram.")):  # fmt: skip
        report = make_report(f"{n}.txt", text)
        old = figure(report, "7", 7, "EUR", "tickets")
        new = replace(
            figure(report, "9 euros", 9, "EUR", "tickets"),
            base=Slot("7", (old.span,), Provenance.EXPLICIT),
        )
        made.append((report, found(report, old, new)))
    assert {claim.verdict for claim in figure_claims(case(*made))} == {Verdict.AGREE}
