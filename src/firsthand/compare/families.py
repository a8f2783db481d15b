"""Which reports go back to one source, and how many independent sources stand behind a claim?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from firsthand.compare.joining import (
    BY_CLAIM,
    COPIES,
    CREDIT,
    DEFAULT_KINDS,
    TEXT_DESCENT,
    choose,
    counted,
    is_uncertain,
    join,
    likely,
    say_kinds,
)
from firsthand.compare.outlets import PLATFORMS, Outlet, Register, bundled, outlet_of
from firsthand.compare.weights import Sources, weigh
from firsthand.model.identity import group_id, item_id
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Direction, Family, Link, LinkKind, Passage
from firsthand.text.terms import plain

__all__ = [
    "COPIES",
    "CREDIT",
    "CROWD",
    "DEFAULT_KINDS",
    "TEXT_DESCENT",
    "Sources",
    "choose",
    "credit_links",
    "find_families",
    "is_uncertain",
    "join",
    "likely",
    "weigh",
]

CROWD = 30
"""Reports with one agency or owner that are still linked each with each."""


def credit_links(reports: Sequence[Report], register: Register | None = None) -> tuple[Link, ...]:
    """Link reports that credit one agency or whose outlets have one owner.

    Args:
        reports: labelled reports, in any order.
        register: the outlets to look in; None = those that come with the program.

    Returns:
        Links by the ids of the two reports. In a large group each report is linked with the
        first one only: families join over all links, and to reject one parts one report.
    """
    distinct = [r for _, r in sorted({report.id: report for report in reports}.items())]
    known = register or bundled()
    links: list[Link] = []
    outlets = {report.id: outlet_of(report, known) for report in distinct}
    agencies = {report.id: _agency(report, outlets[report.id], known) for report in distinct}
    for agency, members in _grouped(distinct, lambda report: agencies[report.id]):
        for a, b in _pairs(members):
            reason = _agency_reason(a, b, agency)
            links.append(_credit_link(a, b, LinkKind.SAME_AGENCY, reason, _credited(a, b)))
    owners = {
        name: outlet.owner if outlet and outlet.kind not in PLATFORMS else ""
        for name, outlet in outlets.items()
    }
    for owner, members in _grouped(distinct, lambda report: owners[report.id]):
        for a, b in _pairs(members):
            one, two = outlets[a.id], outlets[b.id]
            if one is None or two is None:
                continue
            checks = "; ".join(dict.fromkeys(check for check in (one.check, two.check) if check))
            detail = f"{one.name} and {two.name}: owner {owner}"
            detail += f" (by the list of outlets; to check: {checks})" if checks else ""
            reason = Reason("families/owner@2", 1.0, one.name, two.name, detail)
            links.append(_credit_link(a, b, LinkKind.SAME_OWNER, reason, _named(a, b)))
    return tuple(sorted(links, key=lambda link: (link.a, link.b, link.kind)))


def find_families(
    reports: Sequence[Report],
    links: Iterable[Link],
    kinds: frozenset[LinkKind] | None = None,
) -> tuple[Family, ...]:
    """Join reports into families by the kinds of link that count.

    Args:
        reports: the reports, in any order.
        links: all links between them; rejected ones do not count, uncertain ones do.
        kinds: the kinds that count; None = as each link says, which is by default for its kind.

    Returns:
        One family for each group, a report alone being one too, by id.
    """
    joining = [k for k in counted(links, kinds) if k.kind not in BY_CLAIM]
    families = []
    for members in join((report.id for report in reports), joining):
        inside = sorted((k for k in joining if k.a in members), key=lambda k: k.id)
        families.append(
            Family(
                group_id("family", members),
                members,
                tuple(link.id for link in inside),
                _why(len(members), inside),
            )
        )
    return tuple(sorted(families, key=lambda family: family.id))


def _agency(report: Report, outlet: Outlet | None, register: Register) -> str:
    """Name the agency that a report credits or is published by, in one spelling."""
    name = report.metadata.agency.value
    row = register.named(name)
    own = outlet.name if outlet is not None and outlet.kind == "agency" else ""
    return row.name if row else plain(name) or own


def _agency_reason(a: Report, b: Report, agency: str) -> Reason:
    credits_ = [report.metadata.agency for report in (a, b)]
    quotes = " / ".join(span.quote for credit in credits_ for span in credit.spans)
    number = sum(1 for credit in credits_ if credit.value)
    detail = (
        f"both are published by {agency}",
        f"one credits {agency}, the other is published by it",
        f"both credit {agency}",
    )[number]
    detail += f" ({quotes})" if quotes else ""
    return Reason("families/agency@2", 1.0, agency, agency, detail)


def _grouped(
    reports: Sequence[Report], key: Callable[[Report], str]
) -> Iterator[tuple[str, list[Report]]]:
    groups: dict[str, list[Report]] = {}
    for report in reports:
        groups.setdefault(key(report), []).append(report)
    yield from ((name, members) for name, members in sorted(groups.items()) if name)


def _pairs(members: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    if len(members) > CROWD:
        yield from ((members[0], other) for other in members[1:])
    else:
        yield from combinations(members, 2)


def _credited(a: Report, b: Report) -> tuple[Passage, ...]:
    """Put two credit lines side by side; the outlet's name where a report has none."""
    return _facing(*(r.metadata.agency.spans or r.metadata.outlet.spans for r in (a, b)))


def _named(a: Report, b: Report) -> tuple[Passage, ...]:
    """Put the words side by side by which two reports name their outlets."""
    return _facing(a.metadata.outlet.spans, b.metadata.outlet.spans)


def _facing(ours: Sequence[Span], theirs: Sequence[Span]) -> tuple[Passage, ...]:
    return (Passage(ours[0], theirs[0], "credit", 1.0),) if ours and theirs else ()


def _credit_link(
    a: Report, b: Report, kind: LinkKind, reason: Reason, passages: tuple[Passage, ...]
) -> Link:
    name = item_id("link", (), kind.value, a.id, b.id)
    return Link(name, a.id, b.id, kind, Direction.UNKNOWN, 1.0, reason, passages)


def _why(size: int, links: Sequence[Link]) -> str:
    if size == 1:
        return "stands alone: no link to another report counts"
    doubtful = sum(is_uncertain(link) for link in links)
    left_open = f" ({doubtful} of {len(links)} links uncertain)" if doubtful else ""
    return f"{size} reports joined by {say_kinds(links)}{left_open}"
