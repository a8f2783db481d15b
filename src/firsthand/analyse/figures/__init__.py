"""Which amounts does a report tell, of what, where, when and under which bound?"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.analyse.figures.assemble import assemble
from firsthand.analyse.figures.basis import accumulation_of, basis_of
from firsthand.analyse.figures.bind import REACH, bind_period
from firsthand.analyse.figures.bounds import interval
from firsthand.analyse.figures.course import base_of, lend, target_of
from firsthand.analyse.figures.cues import cues
from firsthand.analyse.figures.draft import Draft, Page
from firsthand.analyse.figures.grid import Grid
from firsthand.analyse.figures.measured import goes_on, measured
from firsthand.analyse.figures.movement import change_of
from firsthand.analyse.figures.rates import rate_of
from firsthand.analyse.figures.senses import senses_of
from firsthand.analyse.figures.sources import source_of
from firsthand.analyse.figures.sums import lend_currency, same_sums
from firsthand.analyse.figures.where import Ground
from firsthand.analyse.figures.wholes import denominator
from firsthand.model.identity import item_id
from firsthand.model.items import Figure, Moment, MomentKind, Place, Unit
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.text.reading import Reading

__all__ = ["find_figures", "refresh_periods"]

RULE = "figures/scan@1"


def find_figures(
    reading: Reading, moments: Sequence[Moment] = (), places: Sequence[Place] = ()
) -> tuple[Figure, ...]:
    """Find every quantity claim of a report.

    Args:
        reading: the report with its parse, where there is one.
        moments: its time expressions; numbers inside dates are no figures.
        places: its places.

    Returns:
        The figures in text order, each with the slots that the text fills.
    """
    report = reading.report
    page = Page(
        report.text, reading.language, Grid(reading), cues(reading.language),
        tuple((m.span.start, m.span.end) for m in moments if _is_date(m)), _countries(places),
        tuple(sorted((p.span.start, p.span.end) for p in places)),
        tuple(sorted((p.span.start, p.country) for p in places if p.country)),
        frozenset(m.span.start for m in moments if m.kind is MomentKind.DURATION),
    )  # fmt: skip
    ordered = tuple(sorted(moments, key=lambda m: m.span))
    starts = [m.span.start for m in ordered]
    ground = Ground(page, report, tuple(sorted(places, key=lambda p: p.span)))
    found: list[Figure] = []
    before: Draft | None = None
    great: Draft | None = None
    for sentence in reading.sentences:
        ground.enter(sentence)
        drafts = assemble(page, sentence)
        lend(page, drafts)
        great = lend_currency(page, drafts, great)
        for index, draft in enumerate(drafts):
            told = _measured(report, page, draft)
            if index and found[-1].measured.spans and goes_on(page, drafts[index - 1], draft):
                told = _shared(report.span(draft.start, draft.end), told, found[-1])
            subject = [(s.start, s.end) for s in told.spans]
            change = change_of(page, drafts, index)
            first, last = (
                bisect_left(starts, draft.start - REACH),
                bisect_left(starts, draft.end + REACH),
            )
            near = ordered[first:last]
            each = rate_of(page, drafts, index, near, subject)
            low, high, low_open, high_open = interval(draft.value, draft.value_max, draft.bound)
            span = report.span(draft.start, draft.end)
            figure = Figure(
                item_id("figure", (span,)),
                span,
                draft.value,
                draft.bound,
                draft.unit or _count_unit(page, draft),
                RULE,
                draft.value_max,
                low,
                high,
                low_open,
                high_open,
                change,
                base_of(page, drafts, index, report),
                target_of(page, drafts, index, change, report),
                told,
                ground.place_of(drafts, index, subject),
                bind_period(page, drafts, index, near, each),
                denominator(page, drafts, index, before, report),
                source_of(page, draft, report),
                basis_of(page, draft, report),
                accumulation_of(page, drafts, index, report, each),
                senses_of(page, drafts, index),
            )
            found.append(_completed(figure, found[len(found) - index :]))
        before = drafts[-1] if drafts else before
        ground.leave(sentence)
    return tuple(same_sums(list(_distinct(found)), page.language))


def _is_date(moment: Moment) -> bool:
    return moment.kind in {MomentKind.DATE, MomentKind.TIME, MomentKind.SET}


def _countries(places: Sequence[Place]) -> tuple[str, ...]:
    """Order the countries of the report's places, the one named most often first."""
    counts = Counter(p.country for p in places if p.country and not p.nested)
    return tuple(sorted(counts, key=lambda c: (-counts[c], c)))


def _measured(report: Report, page: Page, draft: Draft) -> Slot:
    words, stretches = measured(page, draft)
    if not stretches:
        return EMPTY
    return Slot(words, tuple(report.span(*s) for s in stretches), Provenance.EXPLICIT)


def _shared(span: Span, told: Slot, before: Figure) -> Slot:
    """Let a figure be said of what the one before it measures."""
    if any(span.overlaps(other) for other in before.measured.spans):
        return told
    return replace(before.measured, provenance=Provenance.INHERITED)


def _count_unit(page: Page, draft: Draft) -> Unit:
    noun = draft.noun or draft.elided
    if noun is None:
        return Unit()
    surface = page.text[noun[0] : noun[1]]
    return Unit(surface, draft.noun_name)


def _completed(figure: Figure, before: Sequence[Figure]) -> Figure:
    """Let a part "of it" hold when and where its whole holds, of the same thing."""
    whole = next((f for f in before if figure.denominator.spans == (f.span,)), None)
    if whole is None:
        return figure
    period, place = figure.period, figure.place
    if not period.spans and whole.period.spans:
        period = replace(whole.period, provenance=Provenance.INHERITED)
    if not place.spans and whole.place.spans:
        place = replace(whole.place, provenance=Provenance.INHERITED)
    told = figure.measured
    if not told.spans and whole.measured.spans:
        told = replace(whole.measured, provenance=Provenance.INHERITED)
    return replace(figure, period=period, place=place, measured=told)


def _distinct(figures: list[Figure]) -> Iterator[Figure]:
    """Drop what overlaps an earlier figure: no words are told twice."""
    end = -1
    for figure in sorted(figures, key=lambda f: (f.span.start, -f.span.end)):
        if figure.span.start >= end:
            end = figure.span.end
            yield figure


def refresh_periods(figures: Sequence[Figure], moments: Sequence[Moment]) -> tuple[Figure, ...]:
    """Let period slots follow moments that were resolved again.

    Args:
        figures: of one report.
        moments: the same moments as before, re-resolved.

    Returns:
        The figures with the new values of their periods.
    """
    by_span = {moment.span: moment for moment in moments}
    return tuple(
        _refreshed(figure, next((by_span.get(span) for span in figure.period.spans), None))
        for figure in figures
    )


def _refreshed(figure: Figure, moment: Moment | None) -> Figure:
    if moment is None or not moment.value or moment.value == figure.period.value:
        return figure
    provenance = figure.period.provenance
    if moment.anchor_source is Provenance.LINKED_REPORT:
        provenance = Provenance.LINKED_REPORT
    return replace(figure, period=replace(figure.period, value=moment.value, provenance=provenance))
