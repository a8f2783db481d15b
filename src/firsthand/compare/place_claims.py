"""Which places beside the event's own do the reports of one affair tell of alike?"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from firsthand.compare.abroad import Facing, face_each_other
from firsthand.compare.joining import find_roots
from firsthand.compare.propositions import likeness, sentence_around
from firsthand.compare.versions import Case, comparison, reports_of, version
from firsthand.model.items import Place
from firsthand.model.reason import Reason
from firsthand.model.report import Role
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Event, Verdict

ONE_THING = 0.18
"""Likeness of two sentences from which a town that both name is named for one thing."""

MOST = 40
"""Mentions of one town; a town named more often is where everything happens, not a detail."""

LISTED = 3
"""Places that two reports hardly list alike by chance ..."""

REACH = 40
"""... and characters between two of one list at most, as in "the cantons of Uri, of Schwyz"."""

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


def listed_place_claims(case: Case) -> Iterator[Comparison]:
    """Show the lists of places that two reports give alike.

    Args:
        case: the reports of an event.

    Yields:
        One comparison for each such list.
    """
    lists: dict[frozenset[str], list[tuple[Span, str]]] = {}
    for report in case.reports:
        for run in _lists(report.text, case.founds[report.id].places):
            span = report.span(run[0].span.start, run[-1].span.end)
            names = ", ".join(dict.fromkeys(place.name for place in run))
            lists.setdefault(frozenset(place.key for place in run), []).append((span, names))
    for keys, told in lists.items():
        spans = [span for span, _ in told]
        if len(keys) < LISTED or reports_of(spans) < 2:  # noqa: PLR2004 - a comparison takes two
            continue
        names = min((name for _, name in told), key=lambda text: (len(text), text))
        key = ", ".join(sorted(keys))
        reason = Reason("claims/listed-places@1", 1.0, key, key, "the same place ids")
        versions = [version(case, names, spans)]
        yield comparison(case, f"places {names}", "place", Verdict.AGREE, versions, reason)


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
