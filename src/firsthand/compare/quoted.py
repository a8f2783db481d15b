"""Whom do two reports quote when the quotation is all that they share?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from firsthand.model.findings import Found
from firsthand.model.items import StatementKind
from firsthand.model.span import Span
from firsthand.model.story import Link, LinkKind


def name_speakers(links: Iterable[Link], founds: Mapping[str, Found]) -> Iterator[Link]:
    """Tell in the reason of each partial quotation who is quoted.

    Args:
        links: links of all kinds.
        founds: report id to what was found in it.

    Yields:
        The links in the given order.
    """
    for link in links:
        if link.kind is not LinkKind.QUOTATION:
            yield link
            continue
        here = _speakers((p.a for p in link.passages), founds[link.a])
        there = _speakers((p.b for p in link.passages), founds[link.b])
        yield _told(link, here, there)


def _told(link: Link, here: tuple[str, ...], there: tuple[str, ...]) -> Link:
    if not (here or there):
        return link
    same = set(here) & set(there) or not (here and there)
    if same:
        whom = " and ".join(dict.fromkeys([*here, *there]))
    else:
        whom = f"{' and '.join(here)} here and {' and '.join(there)} there"
    detail = f"the words quoted are those of {whom}; {link.reason.detail}"
    return replace(link, reason=replace(link.reason, detail=detail))


def _speakers(spans: Iterable[Span], found: Found) -> tuple[str, ...]:
    """Name whose words stand in some stretches, in text order."""
    quoted = tuple(spans)
    return tuple(
        dict.fromkeys(
            statement.speaker.value
            for statement in sorted(found.statements, key=lambda one: one.content)
            if statement.speaker.value
            and statement.kind is not StatementKind.INDIRECT
            and any(
                part.start < span.end and span.start < part.end
                for part in statement.content
                for span in quoted
            )
        )
    )
