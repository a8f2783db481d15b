"""Do the reports of an event agree on its day and its place?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from firsthand.compare.abroad import Facing, face_each_other
from firsthand.compare.propositions import content, likeness, sentence_around
from firsthand.compare.versions import Case, comparison, reports_of, version
from firsthand.model.items import Moment, MomentKind, Place
from firsthand.model.reason import Reason
from firsthand.model.report import Report, Role
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Event, Verdict
from firsthand.text.reading import told_lines

LEAD_LINES = 3
"""The day and place of an event stand in the title or the first paragraphs of a news report."""

PARAGRAPH = 10
"""Content words of a paragraph; a line with fewer is a title or part of a letterhead."""

NO_DAY = "no day given"

FEW_DAYS = 3
"""Days of a stretch that still tells the day of an event ("the night of Thursday to Friday")."""

ONE_THING = 0.18
"""Likeness of two sentences from which a date of one is a coarser word for the other's."""

_DAY = len("2024-10-14")
_MONTH, _YEAR = 31, 366
_WHOLE = {len("2024"): 365, len("2024-10"): 28}
"""Days of a whole year and month, by the length of the value."""
_DAY_OR_MONTH = re.compile(r"(?:XXXX-\d\d-\d\d|month\(\d+\))\+?$")
"""Symbolic value of a printed day or month that lacks its year."""
_ENDS = re.compile(r"\d{4}-\d\d(?:-\d\d)?$")
_RANGE = "range("
_DATES = frozenset({MomentKind.DATE, MomentKind.TIME})


def day_claims(case: Case, event: Event) -> Iterator[Comparison]:
    """Compare the day that each report gives the event.

    Args:
        case: the event's reports.
        event: with its day, if any report gives one.

    Yields:
        At most one comparison.
    """
    if len(event.when.value) < _DAY:
        return
    first, _, last = event.when.value.partition("/")
    exact: list[Span] = []
    coarse: dict[str, list[Span]] = {}
    for report in case.reports:
        for moment in _lead_moments(report, case.founds[report.id].moments):
            if moment.kind not in _DATES:
                continue
            if moment.vague or not moment.first:
                coarse.setdefault(NO_DAY, []).append(moment.span)
            elif moment.first <= (last or first)[:_DAY] and moment.last >= first[:_DAY]:
                told = exact if length(moment) <= FEW_DAYS else coarse.setdefault(moment.value, [])
                told.append(moment.span)
    given = {span.report for span in exact}
    coarse = {value: [s for s in spans if s.report not in given] for value, spans in coarse.items()}
    dated = {span.report for value, spans in coarse.items() if value != NO_DAY for span in spans}
    if NO_DAY in coarse:
        coarse[NO_DAY] = [span for span in coarse[NO_DAY] if span.report not in dated]
    coarse = {value: spans for value, spans in coarse.items() if spans}
    if not given or reports_of([*exact, *(s for spans in coarse.values() for s in spans)]) < 2:  # noqa: PLR2004
        return
    versions = [version(case, event.when.value, exact)]
    versions.extend(version(case, value, spans) for value, spans in sorted(coarse.items()))
    verdict = Verdict.MORE_DETAIL if coarse else Verdict.AGREE
    quote = next((spans[0].quote for _, spans in sorted(coarse.items())), "")
    reason = Reason("claims/day@2", 1.0, event.when.value, quote)
    yield comparison(case, "day of the event", "date", verdict, versions, reason)


def is_stretch(moment: Moment) -> bool:
    """Tell a stretch from one printed day or month to another.

    Args:
        moment: any.

    Returns:
        True for "from July 1 to October 31"; not for a week, nor for what began some day.
    """
    begin, _, end = moment.value.partition("/")
    fine = len(begin) == len(end) and _ENDS.match(begin) and _ENDS.match(end)
    return moment.kind is MomentKind.DATE and bool(fine) and _RANGE in moment.symbolic


def length(moment: Moment) -> int:
    """Count the days of a moment.

    Args:
        moment: with its first and last day.

    Returns:
        At least one.
    """
    return (date.fromisoformat(moment.last) - date.fromisoformat(moment.first)).days + 1


def place_claims(case: Case, event: Event) -> Iterator[Comparison]:
    """Compare the place that each report gives the event.

    Args:
        case: the event's reports.
        event: with its place, if any report gives one.

    Yields:
        At most one comparison.
    """
    if not event.place_key:
        return
    mentions: list[Place] = []
    for report in case.reports:
        lead = _lead(report, with_dateline=True)
        mentions.extend(
            place
            for place in case.founds[report.id].places
            if place.key == event.place_key
            and any(start <= place.span.start < end for start, end in lead)
        )
    if len({place.span.report for place in mentions}) < 2:  # noqa: PLR2004 - a comparison takes two
        return
    name = event.where.value or mentions[0].name
    reason = Reason("claims/place@1", 1.0, event.place_key, event.place_key, "one place id")
    versions = [version(case, name, (place.span for place in mentions))]
    yield comparison(case, "place of the event", "place", Verdict.AGREE, versions, reason)


def other_day_claims(
    case: Case, event: Event, abroad: Sequence[Facing] = ()
) -> Iterator[Comparison]:
    """Show the other days and months that several reports name.

    Args:
        case: the event's reports.
        event: whose own day is a claim of its own.
        abroad: sentences in two languages that tell one thing.

    Yields:
        One comparison for each day or month of two reports, or year still to come.
    """
    own = event.when.value[:_DAY]
    told: dict[tuple[str, str], list[Moment]] = {}
    for report in case.reports:
        for moment in case.founds[report.id].moments:
            if _is_plain_date(moment, own):
                told.setdefault((moment.first, moment.last), []).append(moment)
    alike = _Sentences(case, abroad)
    for moments in _with_coarser(told, alike):
        if reports_of(moment.span for moment in moments) < 2:  # noqa: PLR2004 - takes two
            continue
        finest = min(moments, key=lambda moment: (length(moment), moment.span))
        if finest.last < own and length(finest) > _MONTH:
            # A year gone by is named for many things, most often for the figure beside it.
            moments = [m for m in moments if not alike.of_figure(m)]  # noqa: PLW2901
            if not alike.any_pair(moments):
                continue
        coarser = [m for m in moments if is_whole(m) and length(m) > length(finest)]
        finer = [m for m in moments if m not in coarser]
        reason = Reason("claims/other-day@2", 1.0, finest.first, finest.last, "one resolved date")
        versions = [version(case, finest.value, (moment.span for moment in finer))]
        verdict = Verdict.AGREE
        if coarser and reports_of(m.span for m in finer) < reports_of(m.span for m in moments):
            verdict = Verdict.MORE_DETAIL
            versions.append(version(case, coarser[0].value, (moment.span for moment in coarser)))
        elif coarser:
            versions = [version(case, finest.value, (moment.span for moment in moments))]
        yield comparison(case, f"date {finest.value}", "date", verdict, versions, reason)


class _Sentences:
    """How alike are the sentences in which two times stand?"""

    def __init__(self, case: Case, abroad: Sequence[Facing]) -> None:
        self._reports = {report.id: report for report in case.reports}
        self._founds = case.founds
        self._abroad = abroad

    def of_figure(self, moment: Moment) -> bool:
        """Tell whether a time stands beside a figure, whose period it may be."""
        sentence = sentence_around(self._reports[moment.span.report], moment.span)
        figures = self._founds[moment.span.report].figures
        return any(sentence.overlaps(figure.span) for figure in figures)

    def alike(self, one: Moment, other: Moment) -> float:
        """Compare two sentences by their words; those of two languages by what they hold."""
        if face_each_other(one.span, other.span, self._abroad):
            return 1.0
        left, right = (sentence_around(self._reports[m.span.report], m.span) for m in (one, other))
        return float(likeness([left], [right])[0, 0])

    def any_pair(self, moments: Sequence[Moment]) -> bool:
        """Tell whether two of some times stand in sentences of two reports that say one thing."""
        return any(
            one.span.report != other.span.report and self.alike(one, other) >= ONE_THING
            for one, other in combinations(moments, 2)
        )


def _with_coarser(
    told: Mapping[tuple[str, str], list[Moment]], alike: _Sentences
) -> list[list[Moment]]:
    """Put a month, a year or a part of one with the finer date that it stands for."""
    groups = {key: list(moments) for key, moments in sorted(told.items())}
    for key in sorted(groups, key=lambda k: (length(groups[k][0]), k)):
        coarse = groups[key][0]
        if length(coarse) == 1:
            continue
        homes = [
            (score, home)
            for home, moments in groups.items()
            if home != key and _holds(coarse, moments[0])
            for score in [max(alike.alike(m, n) for m in groups[key] for n in moments)]
            if score >= ONE_THING
        ]
        if homes:
            groups[max(homes)[1]].extend(groups.pop(key))
    return list(groups.values())


def _holds(coarse: Moment, fine: Moment) -> bool:
    """Tell whether a finer date lies in a coarser one, or a stretch ends with a year."""
    inside = coarse.first <= fine.first and fine.last <= coarse.last
    ends = coarse.last == fine.last and coarse.first < fine.first
    return inside and length(fine) < length(coarse) and (length(coarse) <= _YEAR or ends)


def is_whole(moment: Moment) -> bool:
    """Tell a whole month or year from a part of one, which names a day of it ("mid-May").

    Args:
        moment: with its first and last day.

    Returns:
        True for whole days and stretches too.
    """
    return length(moment) >= _WHOLE.get(len(moment.value), 1)


def _is_plain_date(moment: Moment, own: str) -> bool:
    """Tell whether a moment is a day, month, year or stretch of years other than the event's."""
    if moment.kind is not MomentKind.DATE or moment.vague or not moment.first or not own:
        return False
    if "W" in moment.value:
        return False  # "next week" is reckoned, and a day in it may be of the thing done since
    if moment.first <= own <= moment.last:
        return "/" in moment.value and moment.last > own and length(moment) > _YEAR
    return length(moment) <= _YEAR


def _lead(report: Report, *, with_dateline: bool) -> list[tuple[int, int]]:
    datelines = [b.span for b in report.blocks if b.inline and b.role is Role.DATELINE]
    lead: list[tuple[int, int]] = []
    counted = 0
    headed = False
    for start, end, _ in told_lines(report):
        head = next((d.end for d in datelines if start <= d.start < end), start)
        lead.append((start if with_dateline else head, end))
        # The lines of a letterhead and the title count as one.
        short = len(content(report.text[start:end])) < PARAGRAPH
        counted += not (short and headed)
        headed = headed or short
        if counted == LEAD_LINES:
            break
    return lead


def _lead_moments(report: Report, moments: tuple[Moment, ...]) -> list[Moment]:
    lead = _lead(report, with_dateline=False)
    return [m for m in moments if any(start <= m.span.start < end for start, end in lead)]
