"""What do later reports say of each thing that was asked or promised?"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.analyse.statements.themes import find_themes
from firsthand.compare.asking import SEVERAL
from firsthand.compare.clause_terms import Terms, asked_terms, is_money, joined, marks_of
from firsthand.compare.concepts import fields_of
from firsthand.compare.evidence import chance_among, field_of, is_result, weighed
from firsthand.compare.families import Sources
from firsthand.compare.later import day_of, day_written, event_day, goes_on, is_later, main_events
from firsthand.compare.offers import STATUS_WORDS, Offer, offers, targets_of
from firsthand.compare.outcomes import early, outcome_of, overdue
from firsthand.compare.relevance import Nearness
from firsthand.compare.told import Told, theme_of
from firsthand.compare.tolls import UNSPACED
from firsthand.compare.wordings import REPEATED, SAME_DIRECTIVE, Asked, group
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Directive
from firsthand.model.reason import EMPTY, Reason
from firsthand.model.report import Report
from firsthand.model.story import Event, Evidence, Link, Outcome, Progress
from firsthand.text.terms import plain

CLOSE_TO_BEST = 0.7
"""A clause is a result of the directive it is nearest to, and of those nearly as near."""

MANY, NEARLY = 5, 0.6
"""Where more clauses than this seem to be results, those that are nearly as near as the nearest."""

FLOOD = 0.2
"""Nearness reached by chance beyond which parts of a field tell nothing of it."""

MENTIONS = 5
"""Mere mentions that are shown, the nearest first."""

_DAY = len("2024-10-14")


@dataclass(frozen=True, slots=True)
class _Story:
    """What the reports tell, seen from one event."""

    told: Told
    later: Collection[str]
    before: Collection[str]
    """reports of the day of asking and of days before"""
    day: str
    days: Mapping[str, str]
    sources: Sources
    """who stands behind what"""
    published: Mapping[str, str]
    """the day on which each report of the event itself came out"""


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
    days = {report.id: day_of(report, events) for report in reports}
    main = main_events(events)
    targets = targets_of(founds[report.id] for report in reports)
    offered = {report.id: offers(report, founds[report.id], targets) for report in reports}
    told = Told(
        [offer for report in reports for offer in offered[report.id]],
        {
            d.id: asked_terms(d, report.metadata.language, marks)
            for report in reports
            for marks in (marks_of(founds[report.id]),)
            for d in founds[report.id].directives
        },
        targets,
    )
    written = {
        report.id: day_written(
            report,
            (
                day
                for offer in offered[report.id]
                if offer.results and not offer.ahead
                for day in offer.days
            ),
        )
        for report in reports
    }
    undated = {report.id for report in reports if not days[report.id]}
    sources = Sources(links)
    found: list[Progress] = []
    for event in sorted(events, key=lambda event: (event.when.value or "9999", event.id)):
        members = [r for r in sorted(main) if main[r].id == event.id and r in by_id]
        asked = group([founds[report].directives for report in members], told)
        if not asked:
            continue
        day = event_day(event, members, days)
        kin = {
            report.id
            for report in reports
            if report.id in members or _same_programme(event, main.get(report.id))
        }
        out = {name: by_id[name].metadata.published.value[:_DAY] for name in sorted(kin)}
        # Who tells how many of those that were asked for are there tells it later.
        counts = Counter(value for item in asked for value in _values(item, told))
        citing = {
            name
            for name in undated & kin
            if any(offer.cited.names(counts) for offer in offered[name])
        }
        later = {
            name
            for name in kin
            if name in citing
            or any(is_later(one, day) for one in (days[name], written[name]))
            or goes_on(name, members, out)
        }
        before = {n for n in kin - later if n in members or is_later(day, days[n])}
        published = {name: out[name] for name in members if not is_later(written[name], day)}
        story = _Story(told, later, before, day, _last(days, out, written), sources, published)
        found.extend(_follow(event, asked, story))
    return tuple(found)


def _last(*days: Mapping[str, str]) -> dict[str, str]:
    """Take the last of the days that are known of each report."""
    names = sorted({name for known in days for name in known})
    return {name: max((known.get(name, "") for known in days), key=_begin) for name in names}


def _begin(day: str) -> str:
    return day.partition("/")[0]


def _follow(event: Event, asked: Sequence[Asked], story: _Story) -> Iterator[Progress]:
    near: list[dict[int, Nearness]] = []
    counts = Counter(value for item in asked for value in _values(item, story.told))
    best: dict[int, Nearness] = {}
    told = story.told
    chance = chance_among(len(told.offers))
    for item in asked:
        carriers = {span.report for span in item.spans}
        later = {
            name
            for name in story.later
            if (name not in story.published and name not in carriers)
            or goes_on(name, carriers, story.published)
        }
        own = told.near(item.directives, later)
        near.append({n: v for n, v in own.items() if not _is_history(told.offers[n], story.day)})
        for number, value in near[-1].items():
            best[number] = max(best.get(number, value), value, key=_score)
    for item, nearnesses in zip(asked, near, strict=True):
        wordings = told.wordings_of(item.directives)
        asked_for = joined(wordings)
        baseline, known = _baseline(item, wordings, story)
        linked: list[tuple[float, Outcome]] = []
        wide: list[Outcome] = []
        for number, value in sorted(nearnesses.items()):
            offer = told.offers[number]
            day = story.days[offer.span.report]
            if offer.ahead and not overdue(item.directives, offer):
                continue
            if _is_of_another(item, offer, told, counts):
                continue
            offer = early(item.directives, offer, day)
            cited = _is_cited(item, offer, value, told, counts)
            top = best[number]
            nearest = (
                cited
                or value.score >= CLOSE_TO_BEST * top.score
                or (
                    value.things
                    and value.things == top.things
                    and (offer.language in UNSPACED or not value.share.named < top.share.named)
                )
            )
            themes = told.themes(number)
            # In a flood of clauses some name a part of any field.
            field = field_of(wordings, offer) if chance <= FLOOD else ""
            offer = offer if field else weighed(offer, item.directives, asked_for, value)
            if nearest and is_result(
                item.directives, wordings, offer, themes, value, chance, cited=cited
            ):
                if not _is_known(offer, known, told):
                    found = outcome_of(item.directives, offer, value, day)
                    linked.append((value.score, found))
            elif field:
                wide.append(outcome_of(item.directives, offer, value, day, field))
        outcomes = _joined([*_nearest(linked), *wide], story.sources)
        yield _progress(event, item, outcomes, baseline, story)


def _values(item: Asked, told: Told) -> frozenset[float]:
    """Give the figures that one thing asked for names as its aim."""
    return frozenset(figure.value for d in item.directives for figure in told.asked(d))


def _is_cited(
    item: Asked, offer: Offer, near: Nearness, told: Told, counts: Mapping[float, int]
) -> bool:
    """Tell whether a clause takes one of its figures for the one that was asked for here.

    "46 of the 120 promised" is on what shares a word with it, else on what alone asks for so many.
    """
    values = _values(item, told)
    if not offer.cited.names(values):
        return False
    if near.things or near.share.says_more:
        return True
    # Sums are round: the same one is named for many things.
    promised = {f.value for f in offer.cited.asked if not is_money(f)}
    return any(counts[v] == 1 and v >= SEVERAL for v in values & promised)


def _is_of_another(item: Asked, offer: Offer, told: Told, counts: Mapping[float, int]) -> bool:
    """Tell whether a clause names the figure that something else asks for, and not this one's.

    "90 of the 146 plants" is on the 146, not on the 21 of one town.
    """
    own = {value for value in _values(item, told) if value >= SEVERAL}
    cited = {value for value in offer.cited.values if value >= SEVERAL and counts[value]}
    named = {f.value for f in offer.clause.figures} | offer.cited.values
    return bool(own and cited) and not own & named


def _baseline(
    item: Asked, wordings: Sequence[Terms], story: _Story
) -> tuple[list[Outcome], list[Offer]]:
    """Find what reports of the day of asking or before told of the matter."""
    found = []
    known = []
    told = story.told
    chance = chance_among(len(told.offers))
    for number, value in sorted(told.near(item.directives, story.before).items()):
        offer = told.offers[number]
        if offer.ahead or value.elsewhere or not value.share.is_enough:
            continue
        known.append(offer)
        if offer.evidence is Evidence.FIGURE and is_result(
            item.directives, wordings, offer, told.themes(number), value, chance
        ):
            day = story.days[offer.span.report]
            found.append((value.score, outcome_of(item.directives, offer, value, day)))
    return _joined(_nearest(found), story.sources), known


def _joined(outcomes: Iterable[Outcome], sources: Sources) -> list[Outcome]:
    """Make one outcome of what several reports say in the same words, and weigh each."""
    same: dict[tuple[str, str, Evidence, str], list[Outcome]] = {}
    for one in outcomes:
        same.setdefault((one.date, plain(one.what), one.evidence, one.word), []).append(one)
    made = []
    for found in same.values():
        spans = tuple(sorted(span for one in found for span in one.spans))
        first = min(found, key=lambda one: one.spans)
        weight = sources.weigh({span.report for span in spans})
        made.append(replace(first, spans=spans, weight=weight))
    return sorted(made, key=lambda one: (one.date, one.spans))


def _is_known(offer: Offer, known: Sequence[Offer], told: Told) -> bool:
    """Tell whether a clause repeats what was told before anything was asked."""
    values = {figure.value for figure in offer.clause.figures}
    for other in known:
        alike = told.likeness(offer, other)
        same = values and values <= {figure.value for figure in other.clause.figures}
        if alike >= REPEATED or (same and alike >= SAME_DIRECTIVE):
            return True
    return False


def _nearest(linked: Sequence[tuple[float, Outcome]]) -> list[Outcome]:
    """Keep what is nearly as near as the nearest, and few mere mentions."""
    kept = sorted(linked, key=lambda pair: (-pair[0], pair[1].spans))
    told = [pair for pair in kept if pair[1].evidence is not Evidence.MENTIONED]
    if len(told) > MANY:
        told = [pair for pair in told if pair[0] >= NEARLY * told[0][0]]
    named = [pair for pair in kept if pair[1].evidence is Evidence.MENTIONED][:MENTIONS]
    return [outcome for _, outcome in (*told, *named)]


def _score(near: Nearness) -> float:
    return near.score


def _progress(
    event: Event,
    asked: Asked,
    outcomes: Sequence[Outcome],
    baseline: Sequence[Outcome],
    story: _Story,
) -> Progress:
    first = min(asked.directives, key=lambda d: (not d.issuer.value, d.span))
    told = [o for o in outcomes if o.evidence is not Evidence.MENTIONED]
    behind = sorted({span.report for outcome in told for span in outcome.spans})
    counts = Counter(theme for d in asked.directives if (theme := _theme(d, story.told)))
    counts = counts or Counter(
        theme
        for terms in story.told.wordings_of(asked.directives)
        for thing in sorted(terms.things)
        for theme in theme_of(thing)
    )
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
        status=status_of(outcomes),
        weight=story.sources.weigh(behind),
        reason=reason,
        issuer=first.issuer if first.issuer.value else EMPTY,
        date=event.when.value[:_DAY] or story.days[asked.spans[0].report],
        targets=tuple(dict.fromkeys(f.id for d in asked.directives for f in story.told.asked(d))),
        baseline=tuple(baseline),
    )


def _theme(directive: Directive, told: Told) -> str:
    """Take the theme that a request names itself, else that of the things it names.

    What stands around a request tells least of what it is about.
    """
    terms = told.terms[directive.id]
    if find_themes(terms.language, (terms.text,)):
        return directive.theme
    return next(iter(fields_of(sorted(terms.concepts))), directive.theme)


def status_of(outcomes: Sequence[Outcome]) -> str:
    """Take the word that the latest report uses; else say whether any result is told.

    Args:
        outcomes: of one thing asked or promised.

    Returns:
        done, partly, late, changed or not-met where a report says so; else partly where something
        is told, else open.
    """
    told = [o for o in outcomes if o.evidence is not Evidence.MENTIONED]
    latest = max((o.date for o in told if o.word), default="")
    words = {o.word for o in told if o.word and o.date == latest}
    if words & {"partly", "done"} and "not-met" in words:
        return "partly"
    return next((word for word in (*STATUS_WORDS, "partly") if word in words), "") or (
        "partly" if told else "open"
    )


def _is_history(offer: Offer, day: str) -> bool:
    """Tell whether all figures of a clause are of a time before the day of asking."""
    ends = [f.period.value.rpartition("/")[2] for f in offer.clause.figures]
    return bool(ends) and all(end[:1].isdigit() and is_later(day, end) for end in ends)


def _same_programme(one: Event, other: Event | None) -> bool:
    return other is None or not one.programme or one.programme == other.programme
