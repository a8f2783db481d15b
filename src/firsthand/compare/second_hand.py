"""Which reports have something from another outlet, and which from one that both name?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, zip_longest

import numpy as np

from firsthand.analyse.lineage.direction import dispatch_of
from firsthand.compare.families import CROWD
from firsthand.compare.outlets import Register, bundled
from firsthand.compare.referrals import Referral, find_referrals, own_keys
from firsthand.model.identity import item_id
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Direction, Event, Link, LinkKind, Passage
from firsthand.text.reading import told_lines
from firsthand.text.terms import read_words, word_grams

RULE = "second hand/named outlet@1"
HELD = 0.5
"""Share of the words said to come from an outlet that its report must have."""
SHORTEST = 3
"""Letters of an agency's name that may be looked for."""
FEWEST = 5
"""Words that must be said to come from it, to tell by them."""


def refer_links(
    reports: Sequence[Report], events: Iterable[Event], register: Register | None = None
) -> tuple[Link, ...]:
    """Link reports of which one names the other's outlet, or both a third, as source.

    Two that name a third must tell of one event; a report that names an outlet is linked with what
    that outlet published on the same event, or with what holds half the words it is named for.

    Such a link joins the two for what is told in the sentences that name the outlet, not for the
    rest of what they tell.

    Args:
        reports: labelled reports, in any order.
        events: the events they tell of or refer to.
        register: the outlets to look in; None = those that come with the program.

    Returns:
        One link for two reports, by their ids.
    """
    known = _with_agencies(register or bundled(), reports)
    by_id = {report.id: report for report in reports}
    named = {name: find_referrals(by_id[name], known) for name in sorted(by_id)}
    own = {name: own_keys(by_id[name], known) for name in sorted(by_id)}
    links: dict[tuple[str, str], Link] = {}
    groups = [sorted({r.report for r in event.reportings} & by_id.keys()) for event in events]
    together = {pair for members in groups for pair in combinations(members, 2)}
    for child, parent, referrals in _from_each_other(sorted(by_id), named, own):
        low, high = sorted((child, parent))
        if (low, high) in links:
            continue
        if (low, high) in together or any(_holds(by_id[parent], one) for one in referrals):
            links[low, high] = _child_link(by_id[child], by_id[parent], referrals)
    for members in groups:
        for a, b, ours, theirs in _from_a_third(members, named):
            if (a, b) not in links:
                links[a, b] = _common_link(a, b, ours, theirs)
    return tuple(link for _, link in sorted(links.items()))


def _with_agencies(register: Register, reports: Iterable[Report]) -> Register:
    """Add the agencies whose own dispatches are among the reports: they are named without ado."""
    names = sorted({name for report in reports if (name := dispatch_of(report))})
    return register.having(
        {"name": name, "kind": "agency"}
        for name in names
        if len(name) >= SHORTEST and register.named(name) is None
    )


def _from_each_other(
    members: Sequence[str],
    named: Mapping[str, Sequence[Referral]],
    own: Mapping[str, frozenset[str]],
) -> Iterator[tuple[str, str, list[Referral]]]:
    for child in members:
        if not named[child]:
            continue
        for parent in members:
            referrals = [one for one in named[child] if one.key in own[parent]]
            if referrals and parent != child:
                yield child, parent, referrals


def _from_a_third(
    members: Sequence[str], named: Mapping[str, Sequence[Referral]]
) -> Iterator[tuple[str, str, list[Referral], list[Referral]]]:
    naming: dict[str, list[str]] = {}
    for name in members:
        for key in sorted({one.key for one in named[name]}):
            naming.setdefault(key, []).append(name)
    for key, names in sorted(naming.items()):
        crowd = len(names) > CROWD
        for a, b in ((names[0], n) for n in names[1:]) if crowd else combinations(names, 2):
            yield a, b, _of(named[a], key), _of(named[b], key)


def _holds(parent: Report, referral: Referral) -> bool:
    """Tell whether a report holds most of the words that it is named for."""
    credit, scope = referral.credit, referral.scope
    outside = [(scope.start, credit.start), (credit.end, scope.end)]
    text = scope.quote
    told = " ".join(text[a - scope.start : b - scope.start] for a, b in outside if a < b)
    words = read_words(told, [(0, len(told))])
    held = read_words(parent.text, [(0, len(parent.text))])
    size = 2 if words.unspaced else 1
    ours = np.unique(word_grams(words.hashes, size))
    return len(ours) >= FEWEST and bool(np.isin(ours, word_grams(held.hashes, size)).mean() >= HELD)


def _of(referrals: Sequence[Referral], key: str) -> list[Referral]:
    return [one for one in referrals if one.key == key]


def _child_link(child: Report, parent: Report, referrals: Sequence[Referral]) -> Link:
    flip = child.id > parent.id
    evidence = _published(parent)
    passages = tuple(
        Passage(evidence, one.scope, "credit", 1.0)
        if flip
        else Passage(one.scope, evidence, "credit", 1.0)
        for one in referrals
    )
    a, b = (parent, child) if flip else (child, parent)
    direction = Direction.A_TO_B if flip else Direction.B_TO_A
    credit = referrals[0]
    detail = f"{child.name} names {credit.outlet}, which publishes {parent.name}, as its source"
    return _link(a.id, b.id, direction, passages, _reason(credit, credit, detail))


def _common_link(a: str, b: str, ours: Sequence[Referral], theirs: Sequence[Referral]) -> Link:
    passages = tuple(
        Passage((one or ours[-1]).scope, (other or theirs[-1]).scope, "credit", 1.0)
        for one, other in zip_longest(ours, theirs)
    )
    detail = f"both name {ours[0].outlet} as their source"
    return _link(a, b, Direction.COMMON, passages, _reason(ours[0], theirs[0], detail))


def _reason(one: Referral, other: Referral, detail: str) -> Reason:
    return Reason(RULE, 1.0, one.credit.quote, other.credit.quote, f"{detail} ({one.credit.quote})")


def _link(
    a: str, b: str, direction: Direction, passages: tuple[Passage, ...], reason: Reason
) -> Link:
    kind = LinkKind.REFERS
    name = item_id("link", (), kind.value, a, b)
    return Link(name, a, b, kind, direction, 1.0, reason, passages)


def _published(report: Report) -> Span:
    """Give the words that name a report's outlet, else those that it begins with."""
    for slot in (report.metadata.outlet, report.metadata.agency):
        if slot.spans:
            return slot.spans[0]
    start, end = next(((s, e) for s, e, _ in told_lines(report)), (0, len(report.text)))
    return report.span(start, end)
