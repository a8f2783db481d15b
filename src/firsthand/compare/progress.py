"""What do later reports say of each thing that was asked or promised?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from firsthand.compare.evidence import (
    STATUS_WORDS,
    Offer,
    field_of,
    is_result,
    offers,
    outcome_of,
    targets_of,
    themes_of_offers,
)
from firsthand.compare.families import weigh
from firsthand.compare.propositions import join_matches, likeness, matches
from firsthand.compare.relevance import (
    Nearness,
    Rarity,
    Terms,
    asked_terms,
    joined,
    marks_of,
    nearness,
)
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Directive
from firsthand.model.reason import EMPTY, Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Event, Evidence, Link, Outcome, Progress, Relation

SAME_DIRECTIVE = 0.3
"""Two reports of one event tell of one directive when its two wordings are this much alike."""

REPEATED = 0.55
"""A report that words a thing this much alike twice (title and text) asks it once."""

CLOSE_TO_BEST = 0.7
"""A clause is a result of the directive it is nearest to, and of those nearly as near."""

_DAY = len("2024-10-14")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked or promised, with every wording of it in the reports of one event."""

    directives: tuple[Directive, ...]
    score: float

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words of all reports, in order."""
        return tuple(sorted(d.span for d in self.directives))


def track(
    reports: Sequence[Report],
    founds: Mapping[str, Found],
    events: Sequence[Event],
    links: Sequence[Link],
) -> tuple[Progress, ...]:
    """Line every directive and commitment up with what later reports say.

    Args:
        reports: labelled reports.
        founds: report id to what was found in it.
        events: with their days and programmes.
        links: why reports are not independent, for the weight of the outcomes.

    Returns:
        One item for each thing asked or promised, in the order of events and texts.
    """
    by_id = {report.id: report for report in reports}
    days = {report.id: _day_of(report, events) for report in reports}
    main = _main_events(events)
    targets = targets_of(founds[report.id] for report in reports)
    offered = {report.id: offers(report, founds[report.id], targets) for report in reports}
    wordings = {
        d.id: asked_terms(d.span, report.metadata.language, marks)
        for report in reports
        for marks in (marks_of(founds[report.id]),)
        for d in founds[report.id].directives
    }
    clauses = [offer.terms for told in offered.values() for offer in told]
    rarity = Rarity([*clauses, *wordings.values()])
    found: list[Progress] = []
    for event in sorted(events, key=lambda event: (event.when.value or "9999", event.id)):
        members = [r for r in sorted(main) if main[r].id == event.id and r in by_id]
        asked = _group([founds[report].directives for report in members])
        if not asked:
            continue
        later = [
            offer
            for report in reports
            if report.id not in members
            and _is_later(days[report.id], _event_day(event, members, days))
            and _same_programme(event, main.get(report.id))
            for offer in offered[report.id]
            if not _is_history(offer, _event_day(event, members, days))
        ]
        found.extend(_follow(event, asked, later, wordings, rarity, days, links))
    return tuple(found)


def _follow(
    event: Event,
    asked: Sequence[Asked],
    later: Sequence[Offer],
    terms: Mapping[str, Terms],
    rarity: Rarity,
    days: Mapping[str, str],
    links: Sequence[Link],
) -> Iterator[Progress]:
    wordings = [d.span for item in asked for d in item.directives]
    table = likeness(wordings, [offer.span for offer in later])
    themes = themes_of_offers(later)
    near: list[list[Nearness]] = []
    row = 0
    for item in asked:
        rows = slice(row, row + len(item.directives))
        row += len(item.directives)
        words = joined([terms[d.id] for d in item.directives])
        near.append(
            [
                nearness(words, offer.terms, float(table[rows, column].max()), rarity)
                for column, offer in enumerate(later)
            ]
        )
    best = [max((row[column] for row in near), key=_score) for column in range(len(later))]
    for item, nearnesses in zip(asked, near, strict=True):
        own = [terms[d.id] for d in item.directives]
        outcomes = []
        for column, (offer, found) in enumerate(zip(later, nearnesses, strict=True)):
            nearest = found.score >= CLOSE_TO_BEST * best[column].score or (
                found.things and found.things == best[column].things
            )
            if nearest and is_result(item.directives, own, offer, themes[column], found):
                outcomes.append(outcome_of(item.directives, offer, found))
            elif field := field_of(own, offer):
                outcomes.append(outcome_of(item.directives, offer, found, field))
        yield _progress(event, item, outcomes, days, links)


def _score(near: Nearness) -> float:
    return near.score


def _progress(
    event: Event,
    asked: Asked,
    outcomes: Sequence[Outcome],
    days: Mapping[str, str],
    links: Sequence[Link],
) -> Progress:
    first = min(asked.directives, key=lambda d: (not d.issuer.value, d.span))
    told = [o for o in outcomes if o.evidence is not Evidence.MENTIONED]
    behind = sorted({span.report for outcome in told for span in outcome.spans})
    counts = Counter(d.theme for d in asked.directives if d.theme)
    themes = sorted(counts, key=lambda theme: (-counts[theme], theme))
    more = {t for d in asked.directives for t in d.also_themes} - set(themes[:1])
    reason = Reason("progress/group@1", asked.score, asked.spans[0].quote, asked.spans[-1].quote)
    return Progress(
        id=item_id("progress", asked.spans, first.kind),
        title=min((span.quote for span in asked.spans), key=len),
        kind=first.kind.value,
        made=asked.spans,
        directives=tuple(d.id for d in asked.directives),
        theme=themes[0] if themes else "",
        also_themes=tuple(sorted(more | set(themes[1:]))),
        outcomes=tuple(outcomes),
        status=_status(told),
        weight=weigh(behind, links),
        reason=reason,
        issuer=first.issuer if first.issuer.value else EMPTY,
        date=event.when.value[:_DAY] or days[asked.spans[0].report],
    )


def _status(told: Sequence[Outcome]) -> str:
    """Take the word that a report itself uses; else say whether any result is told."""
    words = {
        o.reason.left
        for o in told
        if not o.reason.rule.startswith(("progress/link", "progress/field"))
    }
    return next((word for word in (*STATUS_WORDS, "partly") if word in words), "") or (
        "partly" if told else "open"
    )


def _group(directives: Sequence[Sequence[Directive]]) -> list[Asked]:
    """Join the wordings of one directive in several reports and inside one."""
    once = [_repeats(list(items)) for items in directives]
    spans = [[wordings[0].span for wordings in group] for group in once]
    joined = join_matches(matches(spans, SAME_DIRECTIVE))
    taken = {member for _, members in joined for member in members}
    found = [
        Asked(tuple(d for report, index in members for d in once[report][index]), score)
        for score, members in joined
    ]
    found.extend(
        Asked(tuple(wordings), 1.0)
        for report, group in enumerate(once)
        for index, wordings in enumerate(group)
        if (report, index) not in taken
    )
    return sorted(found, key=lambda asked: asked.spans)


def _repeats(directives: list[Directive]) -> list[list[Directive]]:
    spans = [d.span for d in directives]
    table = likeness(spans, spans)
    groups: list[list[Directive]] = []
    home: dict[int, int] = {}
    for index, directive in enumerate(directives):
        same = [
            other
            for other in range(index)
            if table[other, index] >= REPEATED and directives[other].kind is directive.kind
        ]
        if same:
            home[index] = home[same[0]]
            groups[home[index]].append(directive)
        else:
            home[index] = len(groups)
            groups.append([directive])
    # The fullest wording speaks for the others.
    return [sorted(g, key=lambda d: (-len(d.span.quote), d.span)) for g in groups]


def _main_events(events: Sequence[Event]) -> dict[str, Event]:
    main: dict[str, Event] = {}
    for event in events:
        for reporting in event.reportings:
            if reporting.relation is not Relation.REFERS:
                main.setdefault(reporting.report, event)
    return main


def _day_of(report: Report, events: Sequence[Event]) -> str:
    event = _main_events(events).get(report.id)
    if event is not None and event.when.value:
        return event.when.value
    return report.metadata.dateline_date.value or report.metadata.published.value


def _event_day(event: Event, members: Sequence[str], days: Mapping[str, str]) -> str:
    known = sorted(days[report] for report in members if days[report])
    return event.when.value or (known[0] if known else "")


def _is_later(day: str, than: str) -> bool:
    """Tell whether a day is later; unknown days are not."""
    if not day or not than:
        return False
    start, end = day.partition("/")[0][:_DAY], than.rpartition("/")[2][:_DAY]
    try:
        return date.fromisoformat(start) > date.fromisoformat(end)
    except ValueError:
        size = min(len(start), len(end))
        return start[:size] > end[:size]


def _is_history(offer: Offer, day: str) -> bool:
    """Tell whether all figures of a clause are of a time before the day of asking."""
    ends = [f.period.value.rpartition("/")[2] for f in offer.clause.figures]
    return bool(ends) and all(end[:1].isdigit() and _is_later(day, end) for end in ends)


def _same_programme(one: Event, other: Event | None) -> bool:
    return other is None or not one.programme or one.programme == other.programme
