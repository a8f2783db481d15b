"""Which places beside the event's own do the reports of one affair tell of alike?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from firsthand.compare.abroad import Facing, face_each_other
from firsthand.compare.joining import find_roots
from firsthand.compare.propositions import Proposition, content, likeness, sentence_around
from firsthand.compare.versions import Case, comparison, reports_of, version
from firsthand.model.items import Place
from firsthand.model.reason import Reason
from firsthand.model.report import Role
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Event, Verdict
from firsthand.text.words import fold_name

ONE_THING = 0.18
"""Likeness of two sentences from which a town that both name is named for one thing."""

MOST = 40
"""Mentions of one town; a town named more often is where everything happens, not a detail."""

LISTED = 3
"""Places that two reports hardly list alike by chance ..."""

REACH = 40
"""... and characters between two of one list at most, as in "the cantons of Uri, of Schwyz"."""

REWORDED = 0.25
"""Share of the content words, the places aside, that two clauses may have for themselves if they
are to be one sentence about two places."""

LISTS_ALIKE = 0.3
"""Likeness of two sentences from which their lists of places are lists of one thing."""

SURELY_SHARED = 4
"""Places by which two lists with one other member each are surely lists of one thing."""

_TOWN = "city"
_PEOPLE = "demonym"
_ENDS = "\n.!?。！？"
_HEADS = frozenset({Role.TITLE, Role.DATELINE})
"""What stands there is where everything happens."""
_LITERAL = "literal"


def other_place_claims(
    affair: Case, events: Sequence[Event], abroad: Sequence[Facing]
) -> Iterator[Comparison]:
    """Show the towns that sentences of two reports name for one thing.

    Args:
        affair: the reports of one event, or of all events of one affair.
        events: whose own places are claims of their own.
        abroad: sentences in two languages that tell one thing.

    Yields:
        One comparison for each town and thing.
    """
    told: dict[str, list[Place]] = {}
    scenes = {event.place_key for event in events}
    for report in affair.reports:
        heads = [b.span for b in report.blocks if b.role in _HEADS]
        for place in affair.founds[report.id].places:
            if place.level != _TOWN or place.use != _LITERAL or place.nested or not place.key:
                continue
            told.setdefault(place.key, []).append(place)
            if any(place.span.overlaps(head) for head in heads):
                scenes.add(place.key)
    named: dict[tuple[Span, ...], list[tuple[str, str, list[Span]]]] = {}
    for key, places in sorted(told.items()):
        if key in scenes or len(places) > MOST or reports_of(p.span for p in places) < 2:  # noqa: PLR2004
            continue
        name = min((place.name for place in places), key=lambda text: (len(text), text))
        for group, sentences in _of_one_thing(affair, [place.span for place in places], abroad):
            named.setdefault(sentences, []).append((key, name, group))
    for towns in named.values():
        # "From Ostby to Varnes" is one thing.
        names = ", ".join(name for _, name, _ in towns)
        key = ", ".join(key for key, _, _ in towns)
        reason = Reason("claims/other-place@1", 1.0, key, key, "one place id, one thing")
        versions = [version(affair, names, (span for _, _, group in towns for span in group))]
        yield comparison(affair, f"place {names}", "place", Verdict.AGREE, versions, reason)


def listed_place_claims(
    case: Case, abroad: Sequence[Facing] = (), known: Sequence[Comparison] = ()
) -> Iterator[Comparison]:
    """Show the lists of places that two reports give alike, or alike but for a member.

    Args:
        case: the reports of an event.
        abroad: sentences in two languages that tell one thing.
        known: lists of names that were found to differ; they are not told again.

    Yields:
        One comparison for each list that several reports give; and for each two lists in like
        sentences, or of many places, that differ in one member, if neither report names the
        other's anywhere.
    """
    lists: dict[frozenset[str], list[Span]] = {}
    names: dict[frozenset[str], str] = {}
    for report in case.reports:
        for run in _lists(report.text, case.founds[report.id].places):
            keys = frozenset(place.key for place in run)
            if len(keys) >= LISTED:
                span = report.span(run[0].span.start, run[-1].span.end)
                lists.setdefault(keys, []).append(span)
                names.setdefault(keys, ", ".join(dict.fromkeys(place.name for place in run)))
    for keys, spans in lists.items():
        if reports_of(spans) > 1:
            key = ", ".join(sorted(keys))
            reason = Reason("claims/listed-places@1", 1.0, key, key, "the same place ids")
            versions = [version(case, names[keys], spans)]
            claim = f"places {names[keys]}"
            yield comparison(case, claim, "place", Verdict.AGREE, versions, reason)
    told = [span for claim in known for v in claim.versions for span in v.mentions]
    for one, other in combinations(lists, 2):
        if any(span.overlaps(s) for keys in (one, other) for s in lists[keys] for span in told):
            continue
        if _differ_by_one(case, one, other, lists, abroad):
            reason = Reason("claims/other-list@1", None, names[one], names[other])
            versions = [version(case, names[keys], lists[keys]) for keys in (one, other)]
            claim = f"places {names[one]}"
            slot = "list member"
            yield comparison(case, claim, "place", Verdict.DIFFER, versions, reason, slot)


def _differ_by_one(
    case: Case,
    one: frozenset[str],
    other: frozenset[str],
    lists: Mapping[frozenset[str], list[Span]],
    abroad: Sequence[Facing],
) -> bool:
    """Tell whether like sentences of two reports list places alike but for one.

    A list with fewer members may leave out what is told elsewhere, or a place that was not found.
    """
    sides = [{span.report for span in lists[keys]} for keys in (one, other)]
    if not len(one) == len(other) == len(one & other) + 1 or sides[0] & sides[1]:
        return False
    told = [{p.key for r in sorted(side) for p in case.founds[r].places} for side in sides]
    if (one - other) & told[1] or (other - one) & told[0]:
        return False
    if len(one & other) >= SURELY_SHARED or any(
        face_each_other(a, b, abroad) for a in lists[one] for b in lists[other]
    ):
        return True
    reports = {report.id: report for report in case.reports}
    left, right = (
        [sentence_around(reports[span.report], span) for span in lists[keys]]
        for keys in (one, other)
    )
    return float(likeness(left, right).max()) >= LISTS_ALIKE


def moved_place_claims(
    case: Case, aligned: Sequence[Sequence[Proposition]]
) -> Iterator[Comparison]:
    """Show clauses that say the same in the same words of two towns.

    Args:
        case: the reports of an event.
        aligned: clauses of different reports that surely say one thing.

    Yields:
        One comparison for each two clauses with one town each, if neither report names the
        other's town anywhere.
    """
    for clauses in aligned:
        towns = [(clause, town) for clause in clauses if (town := _only_town(case, clause))]
        for (left, one), (right, other) in combinations(towns, 2):
            if one.key == other.key or fold_name(one.name) == fold_name(other.name):
                continue
            if not _same_but(left, one, right, other):
                continue
            pair = ((one, right), (other, left))
            if any(
                p.key == place.key for place, c in pair for p in case.founds[c.span.report].places
            ):
                continue
            reason = Reason("claims/moved-place@1", None, one.key, other.key)
            versions = [version(case, place.name, [place.span]) for place in (one, other)]
            claim = f"place: {min(left.span.quote, right.span.quote, key=len)}"
            yield comparison(case, claim, "place", Verdict.DIFFER, versions, reason, "place")


def _only_town(case: Case, clause: Proposition) -> Place | None:
    places = [
        place
        for place in case.founds[clause.span.report].places
        if clause.span.overlaps(place.span) and place.level != _PEOPLE
    ]
    towns = [p for p in places if p.key and p.level == _TOWN and p.use == _LITERAL and not p.nested]
    return towns[0] if len(towns) == len(places) == 1 else None


def _same_but(left: Proposition, one: Place, right: Proposition, other: Place) -> bool:
    """Tell whether two clauses have the same words but for a town."""
    ours, theirs = (
        content(clause.span.quote.replace(place.span.quote, " "))
        for clause, place in ((left, one), (right, other))
    )
    return len(ours & theirs) >= LISTED and len(ours ^ theirs) <= REWORDED * len(ours | theirs)


def _lists(text: str, places: Sequence[Place]) -> Iterator[list[Place]]:
    """Cut the places of one level where more than a few words stand between two of them."""
    levels: dict[str, list[Place]] = {}
    for place in sorted(places, key=lambda place: place.span):
        if place.key and place.level != _PEOPLE:
            levels.setdefault(place.level, []).append(place)
    for _, told in sorted(levels.items()):
        run = told[:1]
        for one, other in pairwise(told):
            between = text[one.span.end : other.span.start]
            if len(between) > REACH or any(mark in between for mark in _ENDS):
                yield run
                run = []
            run.append(other)
        yield run


def _of_one_thing(
    affair: Case, spans: Sequence[Span], abroad: Sequence[Facing]
) -> Iterator[tuple[list[Span], tuple[Span, ...]]]:
    """Join mentions of one town by the sentences in which they stand."""
    reports = {report.id: report for report in affair.reports}
    sentences = [sentence_around(reports[span.report], span) for span in spans]
    table = likeness(sentences, sentences)
    pairs = [
        (str(i), str(j))
        for i, j in combinations(range(len(spans)), 2)
        if spans[i].report != spans[j].report
        and (table[i, j] >= ONE_THING or face_each_other(spans[i], spans[j], abroad))
    ]
    roots = find_roots(pairs)
    groups: dict[str, list[Span]] = {}
    for number, span in enumerate(spans):
        if str(number) in roots:
            groups.setdefault(roots[str(number)], []).append(span)
    place = dict(zip(spans, sentences, strict=True))
    for _, group in sorted(groups.items()):
        yield group, tuple(sorted({place[span] for span in group}))
