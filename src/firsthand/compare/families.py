"""Which reports go back to one source, and how many independent sources stand behind a claim?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import Any
from urllib.parse import urlsplit

from firsthand.lang import ANY, lexicon
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

DEFAULT_KINDS = TEXT_DESCENT | CREDIT
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
}


def credit_links(reports: Sequence[Report]) -> tuple[Link, ...]:
    """Link reports that credit one agency or whose outlets have one owner.

    Args:
        reports: labelled reports, in any order.

    Returns:
        Links by the ids of the two reports. In a large group each report is linked with the next
        one only: families join over all links.
    """
    distinct = [r for _, r in sorted({report.id: report for report in reports}.items())]
    links: list[Link] = []
    for agency, members in _grouped(distinct, _agency):
        for a, b in _pairs(members):
            spans = (*a.metadata.agency.spans, *b.metadata.agency.spans)
            quotes = " / ".join(span.quote for span in spans)
            detail = f"both credit {agency}" + (f" ({quotes})" if quotes else "")
            reason = Reason("families/agency@1", 1.0, agency, agency, detail)
            links.append(_credit_link(a, b, LinkKind.SAME_AGENCY, reason))
    for owner, members in _grouped(distinct, _owner):
        for a, b in _pairs(members):
            one, two = outlet_of(a), outlet_of(b)
            detail = f"{one['name']} and {two['name']}: owner {owner} ({one['source']})"
            reason = Reason("families/owner@1", 1.0, str(one["name"]), str(two["name"]), detail)
            links.append(_credit_link(a, b, LinkKind.SAME_OWNER, reason))
    return tuple(sorted(links, key=lambda link: (link.a, link.b, link.kind)))


def find_families(
    reports: Sequence[Report],
    links: Iterable[Link],
    kinds: frozenset[LinkKind] = DEFAULT_KINDS,
) -> tuple[Family, ...]:
    """Join reports into families by the kinds of link that count.

    Args:
        reports: the reports, in any order.
        links: all links between them; rejected ones do not count.
        kinds: the kinds that count.

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
    kinds: frozenset[LinkKind] = DEFAULT_KINDS,
) -> Weight:
    """Count how many independent sources stand behind some reports.

    Args:
        report_ids: the reports that carry the claim.
        links: all links; rejected ones do not count. Two reports may be joined through a third
            that is not among them.
        kinds: the kinds of link that make two reports one source.

    Returns:
        Their number at each level, with the reason in one sentence.
    """
    ids = tuple(sorted(set(report_ids)))
    every = tuple(links)
    texts = _inside(ids, _counted(every, frozenset({LinkKind.IDENTICAL})))
    origins = _inside(ids, _counted(every, kinds - CREDIT))
    counted = _counted(every, kinds)
    groups = _inside(ids, counted)
    return Weight(ids, len(texts), len(origins), len(groups), _sentence(groups, counted))


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


def outlet_of(report: Report) -> dict[str, Any]:
    """Look up the outlet that a report names or whose address it carries.

    Args:
        report: a labelled report.

    Returns:
        The row of `lang/xx/outlets.toml`; empty when the outlet is not known.
    """
    by_name, by_domain = _outlets()
    name = plain(report.metadata.outlet.value)
    if name in by_name:
        return by_name[name]
    for key, value in (*report.given, ("url", report.name)):
        if key in {"url", "canonical", "og:url", "WARC-Target-URI"} and "//" in value:
            host = (urlsplit(value).hostname or "").split(".")
            for start in range(len(host) - 1):
                row = by_domain.get(".".join(host[start:]))
                if row is not None:
                    return row
    return {}


@cache
def _outlets() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    rows = lexicon(ANY, "outlets").get("outlets", [])
    by_name = {plain(name): row for row in rows for name in (row["name"], *row["aliases"])}
    by_domain = {domain: row for row in rows for domain in row["domains"]}
    return by_name, by_domain


def _agency(report: Report) -> str:
    """Give the credited agency one name, whichever spelling the report uses."""
    name = report.metadata.agency.value
    row = _outlets()[0].get(plain(name))
    return str(row["name"]) if row else plain(name)


def _owner(report: Report) -> str:
    return str(outlet_of(report).get("owner", ""))


def _grouped(
    reports: Sequence[Report], key: Callable[[Report], str]
) -> Iterator[tuple[str, list[Report]]]:
    groups: dict[str, list[Report]] = {}
    for report in reports:
        groups.setdefault(key(report), []).append(report)
    yield from ((name, members) for name, members in sorted(groups.items()) if name)


def _pairs(members: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    yield from pairwise(members) if len(members) > CROWD else combinations(members, 2)


def _counted(links: Iterable[Link], kinds: frozenset[LinkKind]) -> list[Link]:
    return [k for k in links if k.kind in kinds and k.state is not State.REJECTED]


def _credit_link(a: Report, b: Report, kind: LinkKind, reason: Reason) -> Link:
    name = item_id("link", (), kind.value, a.id, b.id)
    return Link(name, a.id, b.id, kind, Direction.UNKNOWN, 1.0, reason)


def _why(size: int, links: Sequence[Link]) -> str:
    if size == 1:
        return "stands alone: no link to another report counts"
    kinds = sorted({link.kind for link in links}, key=list(LinkKind).index)
    return f"{size} reports joined by {_list([_WORDS[kind] for kind in kinds])}"


def _sentence(groups: Sequence[tuple[str, ...]], links: Sequence[Link]) -> str:
    total = sum(len(group) for group in groups)
    if not total:
        return "No report carries it."
    if total == 1:
        return "One report carries it."
    if len(groups) == total:
        return f"{total} reports, no link between them: {total} independent sources."
    joined = {name: number for number, group in enumerate(groups) for name in group}
    inside = [k for k in links if k.a in joined and joined.get(k.b) == joined[k.a]]
    kinds = sorted({link.kind for link in inside or links}, key=list(LinkKind).index)
    why = _list([_WORDS[kind] for kind in kinds])
    sources = "one independent source" if len(groups) == 1 else f"{len(groups)} independent sources"
    return f"{total} reports, but {sources}: the others are joined by {why}."


def _list(words: Sequence[str]) -> str:
    if len(words) < 2:  # noqa: PLR2004 - a list of one needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
