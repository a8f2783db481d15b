"""Which kinds of link make two reports one source, and which reports are joined by them?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.model.story import LIKELY, SURE, Link, LinkKind, State

COPIES = frozenset({LinkKind.IDENTICAL, LinkKind.NEAR_COPY, LinkKind.REWRITE, LinkKind.UPDATE})
"""One text was made from the other, or both from a third in the same words."""

TEXT_DESCENT = COPIES | {LinkKind.TRANSLATION, LinkKind.COMMON_ORIGIN}
"""... or both render one original. A lifted passage alone does not make a report a copy."""

BY_CLAIM = frozenset({LinkKind.REFERS})
"""A report that names its source for something is at second hand for that, not for the rest."""

CREDIT = frozenset({LinkKind.SAME_AGENCY, LinkKind.SAME_OWNER}) | BY_CLAIM

DEFAULT_KINDS = TEXT_DESCENT | CREDIT | {LinkKind.DECLARED}
"""What makes two reports one source unless the user chooses otherwise."""

WORDS = {
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
    LinkKind.QUOTATION: "the same words quoted",
    LinkKind.FACTS: "the same facts",
    LinkKind.REFERS: "a source that both name, or that one names in the other",
}
"""What joins two reports, in words that follow "joined by"."""


def counted(links: Iterable[Link], kinds: frozenset[LinkKind] | None = None) -> tuple[Link, ...]:
    """List the links that make two reports one source.

    Args:
        links: any links.
        kinds: the kinds that count; None = as each link says, which is by default for its kind.

    Returns:
        Those that count and that nobody has rejected, in the given order; uncertain ones too.
    """
    return tuple(k for k in links if k.state is not State.REJECTED and _counts(k, kinds))


def _counts(link: Link, kinds: frozenset[LinkKind] | None) -> bool:
    if kinds is None and link.counts is not None:
        return link.counts
    return link.kind in (DEFAULT_KINDS if kinds is None else kinds)


def is_uncertain(link: Link) -> bool:
    """Tell whether it is left open that a link holds: likely neither way, and nobody has decided.

    Args:
        link: any link.

    Returns:
        True when people should look at it.
    """
    return link.state is State.SUGGESTED and link.probability < SURE


def likely(links: Iterable[Link]) -> tuple[Link, ...]:
    """Leave out the links that rather do not hold, for the best single estimate.

    Args:
        links: any links.

    Returns:
        Those that are confirmed, or likelier than not and not rejected, in the given order.
    """
    return tuple(
        link
        for link in links
        if link.state is State.CONFIRMED
        or (link.state is State.SUGGESTED and link.probability >= LIKELY)
    )


def choose(links: Iterable[Link], kinds: frozenset[LinkKind]) -> tuple[Link, ...]:
    """Mark on each link whether its kind counts.

    Args:
        links: all links, in any order.
        kinds: the kinds that make two reports one source.

    Returns:
        The links in the given order.
    """
    return tuple(replace(link, counts=link.kind in kinds) for link in links)


def join(names: Iterable[str], links: Iterable[Link]) -> tuple[tuple[str, ...], ...]:
    """Join names that are linked, directly or through others.

    Args:
        names: all names.
        links: links; those to other names are passed over.

    Returns:
        The groups, members ascending, by first member.
    """
    known = set(names)
    roots = find_roots((k.a, k.b) for k in links if k.a in known and k.b in known)
    groups: dict[str, list[str]] = {}
    for name in sorted(known):
        groups.setdefault(roots.get(name, name), []).append(name)
    return tuple(tuple(members) for members in groups.values())


def find_roots(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name one member of each group of joined names (union-find, Tarjan 1975).

    Args:
        pairs: names that are joined.

    Returns:
        Name to the first member of its group, for every name in a pair.
    """
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for a, b in pairs:
        root.setdefault(a, a)
        root.setdefault(b, b)
        low, high = sorted((find(a), find(b)))
        root[high] = low
    return {name: find(name) for name in sorted(root)}


def say_kinds(links: Iterable[Link]) -> str:
    """Say what some links are, each kind once, in the order of the model.

    Args:
        links: any links.

    Returns:
        "copied text and the same owner".
    """
    kinds = sorted({link.kind for link in links}, key=list(LinkKind).index)
    return _list([WORDS[kind] for kind in kinds])


def _list(words: Sequence[str]) -> str:
    if len(words) < 2:  # noqa: PLR2004 - a list of one needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
