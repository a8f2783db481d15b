"""Which reports go back to one source, and how many independent sources stand behind a claim?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from firsthand.compare.outlets import PLATFORMS, Outlet, Register, bundled, outlet_of
from firsthand.model.identity import group_id, item_id
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.story import Direction, Family, Link, LinkKind, State, Weight
from firsthand.text.terms import plain

COPIES = frozenset({LinkKind.IDENTICAL, LinkKind.NEAR_COPY, LinkKind.REWRITE, LinkKind.UPDATE})
"""One text was made from the other, or both from a third in the same words."""

TEXT_DESCENT = COPIES | {LinkKind.TRANSLATION, LinkKind.COMMON_ORIGIN}
"""... or both render one original. A lifted passage alone does not make a report a copy."""

CREDIT = frozenset({LinkKind.SAME_AGENCY, LinkKind.SAME_OWNER})

DEFAULT_KINDS = TEXT_DESCENT | CREDIT | {LinkKind.DECLARED}
"""What makes two reports one source unless the user chooses otherwise."""

CROWD = 30
"""Reports with one agency or owner that are still linked each with each."""

_WORDS = {
    LinkKind.IDENTICAL: "the same text",
    LinkKind.NEAR_COPY: "copied text",
    LinkKind.PASSAGE: "a shared passage",
    LinkKind.REWRITE: "rewritten text",
    LinkKind.TRANSLATION: "translated text",
    LinkKind.COMMON_ORIGIN: "renderings of one original",
    LinkKind.SAME_AGENCY: "the same agency credited",
    LinkKind.SAME_OWNER: "the same owner",
    LinkKind.UPDATE: "versions of one page",
    LinkKind.DECLARED: "a person's word that they are one source",
}


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
            links.append(_credit_link(a, b, LinkKind.SAME_AGENCY, _agency_reason(a, b, agency)))
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
            links.append(_credit_link(a, b, LinkKind.SAME_OWNER, reason))
    return tuple(sorted(links, key=lambda link: (link.a, link.b, link.kind)))


def find_families(
    reports: Sequence[Report],
    links: Iterable[Link],
    kinds: frozenset[LinkKind] | None = None,
) -> tuple[Family, ...]:
    """Join reports into families by the kinds of link that count.

    Args:
        reports: the reports, in any order.
        links: all links between them; rejected ones do not count.
        kinds: the kinds that count; None = as each link says, which is by default for its kind.

    Returns:
        One family for each group, a report alone being one too, by id.
    """
    counted = _counted(links, kinds)
    families = []
    for members in join((report.id for report in reports), counted):
        inside = sorted((k for k in counted if k.a in members), key=lambda k: k.id)
        families.append(
            Family(
                group_id("family", members),
                members,
                tuple(link.id for link in inside),
                _why(len(members), inside),
            )
        )
    return tuple(sorted(families, key=lambda family: family.id))


def weigh(
    report_ids: Iterable[str],
    links: Iterable[Link],
    kinds: frozenset[LinkKind] | None = None,
) -> Weight:
    """Count how many independent sources stand behind some reports.

    Args:
        report_ids: the reports that carry the claim.
        links: all links; rejected ones do not count. Two reports may be joined through a third
            that is not among them.
        kinds: the kinds of link that make two reports one source; None = as each link says, which
            is by default for its kind.

    Returns:
        Their number at each level, each with the reason in one sentence.
    """
    ids = tuple(sorted(set(report_ids)))
    counted = _counted(links, kinds)
    levels = (
        ([k for k in counted if k.kind is LinkKind.IDENTICAL], "text", "distinct texts"),
        ([k for k in counted if k.kind not in CREDIT], "origin", "origins"),
        (counted, "independent source", "independent sources"),
    )
    groups = [_inside(ids, joining) for joining, _, _ in levels]
    texts, origins, independent = (len(one) for one in groups)
    why = [
        _sentence(one, joining, noun, nouns)
        for one, (joining, noun, nouns) in zip(groups, levels, strict=True)
    ]
    return Weight(ids, texts, origins, independent, why[2], why[0], why[1])


def choose(links: Iterable[Link], kinds: frozenset[LinkKind]) -> tuple[Link, ...]:
    """Mark on each link whether its kind counts.

    Args:
        links: all links, in any order.
        kinds: the kinds that make two reports one source.

    Returns:
        The links in the given order.
    """
    return tuple(replace(link, counts=link.kind in kinds) for link in links)


def _inside(ids: Sequence[str], links: Sequence[Link]) -> list[tuple[str, ...]]:
    """Group some reports by links that may run through other reports."""
    wanted = set(ids)
    every = {*ids, *(name for link in links for name in (link.a, link.b))}
    groups = [tuple(name for name in group if name in wanted) for group in join(every, links)]
    return [group for group in groups if group]


def join(names: Iterable[str], links: Iterable[Link]) -> tuple[tuple[str, ...], ...]:
    """Join names that are linked, directly or through others (union-find, Tarjan 1975).

    Args:
        names: all names.
        links: links; those to other names are passed over.

    Returns:
        The groups, members ascending, by first member.
    """
    root = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for link in links:
        if link.a in root and link.b in root:
            low, high = sorted((find(link.a), find(link.b)))
            root[high] = low
    groups: dict[str, list[str]] = {}
    for name in sorted(root):
        groups.setdefault(find(name), []).append(name)
    return tuple(tuple(members) for members in groups.values())


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


def _counted(links: Iterable[Link], kinds: frozenset[LinkKind] | None) -> list[Link]:
    return [k for k in links if k.state is not State.REJECTED and _counts(k, kinds)]


def _counts(link: Link, kinds: frozenset[LinkKind] | None) -> bool:
    if kinds is None and link.counts is not None:
        return link.counts
    return link.kind in (DEFAULT_KINDS if kinds is None else kinds)


def _credit_link(a: Report, b: Report, kind: LinkKind, reason: Reason) -> Link:
    name = item_id("link", (), kind.value, a.id, b.id)
    return Link(name, a.id, b.id, kind, Direction.UNKNOWN, 1.0, reason)


def _why(size: int, links: Sequence[Link]) -> str:
    if size == 1:
        return "stands alone: no link to another report counts"
    kinds = sorted({link.kind for link in links}, key=list(LinkKind).index)
    return f"{size} reports joined by {_list([_WORDS[kind] for kind in kinds])}"


def _sentence(
    groups: Sequence[tuple[str, ...]], links: Sequence[Link], noun: str, nouns: str
) -> str:
    total = sum(len(group) for group in groups)
    if not total:
        return "No report carries it."
    if total == 1:
        return "One report carries it."
    if len(groups) == total:
        return f"{total} reports, {_NONE.get(noun, 'no link between them')}: {total} {nouns}."
    joined = {name: number for number, group in enumerate(groups) for name in group}
    inside = [k for k in links if k.a in joined and joined.get(k.b) == joined[k.a]]
    kinds = sorted({link.kind for link in inside or links}, key=list(LinkKind).index)
    why = _list([_WORDS[kind] for kind in kinds])
    left = f"one {noun}" if len(groups) == 1 else f"{len(groups)} {nouns}"
    return f"{total} reports, but {left}: the others are joined by {why}."


_NONE = {
    "text": "no two with the same words throughout",
    "origin": "no descent of one text from another seen",
}


def _list(words: Sequence[str]) -> str:
    if len(words) < 2:  # noqa: PLR2004 - a list of one needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
