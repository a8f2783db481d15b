"""What do later reports say of each thing that was asked or promised?"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.compare.asking import TELLING
from firsthand.compare.clause_terms import Terms, asked_terms, joined, marks_of
from firsthand.compare.evidence import chance_among, field_of, is_result, weighed
from firsthand.compare.families import Sources
from firsthand.compare.later import day_of, event_day, goes_on, is_later, main_events
from firsthand.compare.offers import STATUS_WORDS, Offer, offers, targets_of
from firsthand.compare.outcomes import outcome_of
from firsthand.compare.propositions import Place, join_matches, likeness, matches
from firsthand.compare.relevance import Nearness
from firsthand.compare.told import Told, theme_of
from firsthand.compare.tolls import UNSPACED
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Directive
from firsthand.model.reason import EMPTY, Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Event, Evidence, Link, Outcome, Progress
from firsthand.text.terms import plain

SAME_DIRECTIVE = 0.3
"""Two reports of one event tell of one directive when its two wordings are this much alike."""

TRANSLATED = 0.75
"""So do two wordings in two languages of which so much of the things and counts is shared."""

VERB = 2
"""Words of a verb with an adverb, before what it acts on."""

REPEATED = 0.55
"""A report that words a thing this much alike twice (title and text) asks it once."""

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
class Asked:
    """One thing asked or promised, with every wording of it in the reports of one event."""

    directives: tuple[Directive, ...]
    score: float

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words of all reports, in order."""
        return tuple(sorted(d.span for d in self.directives))


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
    told = Told(
        [offer for report in reports for offer in offers(report, founds[report.id], targets)],
        {
            d.id: asked_terms(d, report.metadata.language, marks)
            for report in reports
            for marks in (marks_of(founds[report.id]),)
            for d in founds[report.id].directives
        },
        targets,
    )
    sources = Sources(links)
    found: list[Progress] = []
    for event in sorted(events, key=lambda event: (event.when.value or "9999", event.id)):
        members = [r for r in sorted(main) if main[r].id == event.id and r in by_id]
        asked = _group([founds[report].directives for report in members], told)
        if not asked:
            continue
        day = event_day(event, members, days)
        kin = {
            report.id
            for report in reports
            if report.id in members or _same_programme(event, main.get(report.id))
        }
        published = {name: by_id[name].metadata.published.value[:_DAY] for name in members}
        later = {
            name for name in kin if is_later(days[name], day) or goes_on(name, members, published)
        }
        before = {n for n in kin - later if n in members or is_later(day, days[n])}
        story = _Story(told, later, before, day, days, sources, published)
        found.extend(_follow(event, asked, story))
    return tuple(found)


def _follow(event: Event, asked: Sequence[Asked], story: _Story) -> Iterator[Progress]:
    near: list[dict[int, Nearness]] = []
    best: dict[int, Nearness] = {}
    told = story.told
    chance = chance_among(len(told.offers))
    for item in asked:
        carriers = {span.report for span in item.spans}
        later = {
            name
            for name in story.later
            if name not in story.published or goes_on(name, carriers, story.published)
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
            top = best[number]
            nearest = value.score >= CLOSE_TO_BEST * top.score or (
                value.things
                and value.things == top.things
                and (offer.language in UNSPACED or not value.share.named < top.share.named)
            )
            themes = told.themes(number)
            # In a flood of clauses some name a part of any field.
            field = field_of(wordings, offer) if chance <= FLOOD else ""
            offer = offer if field else weighed(offer, item.directives, asked_for, value)
            if nearest and is_result(item.directives, wordings, offer, themes, value, chance):
                if not _is_known(offer, known, told):
                    found = outcome_of(item.directives, offer, value, day)
                    linked.append((value.score, found))
            elif field:
                wide.append(outcome_of(item.directives, offer, value, day, field))
        outcomes = _joined([*_nearest(linked), *wide], story.sources)
        yield _progress(event, item, outcomes, baseline, story)


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
        if value.elsewhere or not value.share.is_enough:
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
    counts = Counter(d.theme for d in asked.directives if d.theme)
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
    return next((word for word in (*STATUS_WORDS, "partly") if word in words), "") or (
        "partly" if told else "open"
    )


def _group(directives: Sequence[Sequence[Directive]], told: Told) -> list[Asked]:
    """Join the wordings of one directive in several reports and inside one."""
    once = [_repeats(list(items)) for items in directives]
    spans = [[wordings[0].span for wordings in group] for group in once]

    def may(one: Place, other: Place) -> bool:
        return _may_be_one(once[one[0]][one[1]], once[other[0]][other[1]], told)

    joined = join_matches(matches(spans, SAME_DIRECTIVE, may))
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
    return sorted(_across_languages(found, told), key=lambda asked: asked.spans)


def _may_be_one(ones: Sequence[Directive], others: Sequence[Directive], told: Told) -> bool:
    """Tell whether two wordings may act on one thing: who plants trees fells none.

    Where the verbs of both are followed by what they act on, that shares a word or a thing.
    """
    return any(
        left.grammar != right.grammar
        or not (_acts_directly(one) and _acts_directly(other))
        or not (left.objects and right.objects)
        or bool(left.objects & right.objects)
        or any(value >= TELLING for value in left.values & right.values)
        for one in ones
        for other in others
        for left, right in ((told.terms[one.id], told.terms[other.id]),)
    )


def _acts_directly(directive: Directive) -> bool:
    """Tell whether what is acted on stands right behind the verb."""
    spans = directive.object.spans
    if not spans:
        return False
    before = directive.span.quote[: spans[0].start - directive.span.start]
    return len(before.split()) <= VERB


def _across_languages(found: Sequence[Asked], told: Told) -> list[Asked]:
    """Join what is asked in one language with the same in another: by its things and counts."""
    pairs = sorted(
        (-score, one, other)
        for one in range(len(found))
        for other in range(one)
        if (score := told.sameness(found[one].directives, found[other].directives)) >= TRANSLATED
    )
    taken: set[int] = set()
    made: list[Asked] = []
    for score, one, other in pairs:
        if not {one, other} & taken:
            taken |= {one, other}
            made.append(Asked((*found[other].directives, *found[one].directives), -score))
    return [*made, *(asked for number, asked in enumerate(found) if number not in taken)]


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


def _is_history(offer: Offer, day: str) -> bool:
    """Tell whether all figures of a clause are of a time before the day of asking."""
    ends = [f.period.value.rpartition("/")[2] for f in offer.clause.figures]
    return bool(ends) and all(end[:1].isdigit() and is_later(day, end) for end in ends)


def _same_programme(one: Event, other: Event | None) -> bool:
    return other is None or not one.programme or one.programme == other.programme
