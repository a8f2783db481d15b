"""Which towns beside the event's own do the reports of one affair tell of alike?"""

from collections.abc import Iterator, Sequence
from itertools import combinations

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

_TOWN = "city"
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
