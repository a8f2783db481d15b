"""Which reports are versions of one page, and what changed from one to the next?"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit

from firsthand.compare.families import CROWD
from firsthand.model.identity import item_id
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Direction, Link, LinkKind, Passage
from firsthand.text.reading import told_lines
from firsthand.text.sentences import split_sentences
from firsthand.text.terms import plain

FETCHED = ("WARC-Target-URI", "fetched-url")
"""Given keys that hold the address a page was fetched from; a report's name may hold it too."""

STATED = ("url", "canonical", "og:url")
"""Given keys that hold the address a page states for itself."""

TIMES = (("WARC-Date", "fetched"), ("modified",), ("published",))
"""Given keys that tell which of two versions is the older, surest first."""

REWORDED = 0.5
"""Share of words (Dice) that two sentences at one place have in common when one became the other:
below a half more was replaced than kept."""

REACH = 8
"""Sentences ahead among which the new wording of one is looked for."""

LONG_WORD = 9
"""Characters to a word from which a sentence is taken to be written without blanks."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref(?:_?src)?|cmpid|ocid", re.IGNORECASE)
_SAME_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_FRONT = re.compile(r"/*(?:index\.\w+|home)?/*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """Two wordings of one sentence."""

    old: Span
    new: Span
    score: float
    """share of words in common, 0 to 1 (Dice)"""


@dataclass(frozen=True, slots=True)
class PageDiff:
    """What became of a page's sentences, each tuple in text order."""

    kept: tuple[tuple[Span, Span], ...]
    changed: tuple[Change, ...]
    added: tuple[Span, ...]
    removed: tuple[Span, ...]


def address_of(report: Report) -> str:
    """Tell at which address a report stands, in one spelling.

    The address that a page was fetched from goes before the one it states for itself, unless both
    are of one site: a copy elsewhere may name the original's address as its own.

    Args:
        report: as ingested.

    Returns:
        Host, path and query without scheme, "www.", tracking parameters and fragment; empty when
        no address is known or it is that of a whole site.
    """
    given = dict(reversed(report.given))
    fetched = next((given[key] for key in FETCHED if given.get(key)), "")
    if not fetched and report.name.startswith(("http://", "https://")):
        fetched = report.name
    stated = next((given[key] for key in STATED if given.get(key)), "")
    one, other = _spelt(fetched), _spelt(stated)
    if one and one.partition("/")[0] != other.partition("/")[0]:
        return one
    return other or one


def with_updates(reports: Sequence[Report], links: Iterable[Link]) -> tuple[Link, ...]:
    """Say of reports at one address that they are versions of one page.

    Args:
        reports: labelled reports, in any order.
        links: why they are not independent, as far as the texts tell.

    Returns:
        The links; between two versions of a page the link is an update, with the passages that
        both share, unless they are identical. Of a page with many versions each is linked with the
        next, and with others only where a text link was.
    """
    found = {link.id: link for link in links}
    pages: dict[str, dict[str, Report]] = {}
    for report in reports:
        address = address_of(report)
        if address:
            pages.setdefault(address, {})[report.id] = report
    page = {name: address for address, versions in pages.items() for name in versions}
    told: dict[tuple[str, str], list[Link]] = {}
    for link in found.values():
        if link.a in page and page[link.a] == page.get(link.b):
            told.setdefault((link.a, link.b), []).append(link)
    for address, versions in sorted(pages.items()):
        members = sorted(versions)
        pairs = set(combinations(members, 2) if len(members) <= CROWD else _in_turn(versions))
        pairs |= {pair for pair in told if page[pair[0]] == address}
        for a, b in sorted(pairs):
            known = told.get((a, b), [])
            if any(link.kind is LinkKind.IDENTICAL for link in known):
                continue
            for link in known:
                del found[link.id]
            update = _update(versions[a], versions[b], address, known)
            found[update.id] = update
    return tuple(sorted(found.values(), key=lambda link: (link.a, link.b, link.kind)))


def page_diff(old: Report, new: Report) -> PageDiff:
    """Tell which sentences of a page were kept, changed, added and removed.

    Sentences that stand once in both versions are the anchors (patience diff, Cohen 2003); between
    them the longest run at either end is kept, and what is left is paired by its words.

    Args:
        old: the older version, labelled.
        new: the newer one.

    Returns:
        The sentences with their spans; furniture of the page is left out.
    """
    before, after = _sentences(old), _sentences(new)
    kept = _common([key for _, key in before], [key for _, key in after])
    changed: list[Change] = []
    for low, high, first, last in _gaps(kept, len(before), len(after)):
        changed.extend(_reworded(before[low:high], after[first:last]))
    told_before = {before[i][0] for i, _ in kept} | {change.old for change in changed}
    told_after = {after[j][0] for _, j in kept} | {change.new for change in changed}
    return PageDiff(
        kept=tuple((before[i][0], after[j][0]) for i, j in kept),
        changed=tuple(changed),
        added=tuple(span for span, _ in after if span not in told_after),
        removed=tuple(span for span, _ in before if span not in told_before),
    )


def told_time(report: Report) -> str:
    """Tell when a version of a page was read, surest first: fetched, modified or published.

    Args:
        report: one version.

    Returns:
        Such as "published 2024-10-14 09:30", in UTC; empty where nothing tells.
    """
    for keys in TIMES:
        time = _time(report, keys)
        if time:
            word = "fetched" if keys[0] == TIMES[0][0] else keys[0]
            return f"{word} {time:%Y-%m-%d %H:%M}"
    return ""


def _in_turn(versions: Mapping[str, Report]) -> Iterator[tuple[str, str]]:
    """Pair each of many versions with the next, as far as their times tell."""
    aged = []
    for name, report in versions.items():
        times = (_time(report, keys) for keys in TIMES)
        aged.append((next((time for time in times if time), _EPOCH), name))
    for (_, one), (_, other) in pairwise(sorted(aged)):
        yield min(one, other), max(one, other)


def _update(a: Report, b: Report, address: str, known: Sequence[Link]) -> Link:
    direction, order = _direction(a, b)
    flip = direction is Direction.B_TO_A
    diff = page_diff(b, a) if flip else page_diff(a, b)
    counts = (
        (len(diff.kept), "kept"),
        (len(diff.changed), "changed"),
        (len(diff.added), "added"),
        (len(diff.removed), "removed"),
    )
    told = ", ".join(f"{number} {word}" for number, word in counts)
    detail = f"both were read at {address}; {order}; sentences: {told}"
    passages = tuple(passage for link in known for passage in link.passages)
    if not passages:
        pairs = ((new, old) if flip else (old, new) for old, new in diff.kept)
        passages = tuple(Passage(one, two, "verbatim", 1.0) for one, two in pairs)
    return Link(
        item_id("link", (), LinkKind.UPDATE.value, a.id, b.id),
        a.id,
        b.id,
        LinkKind.UPDATE,
        direction,
        1.0,
        Reason("updates/address@1", 1.0, a.name, b.name, detail),
        passages,
    )


def _direction(a: Report, b: Report) -> tuple[Direction, str]:
    for keys in TIMES:
        one, two = _time(a, keys), _time(b, keys)
        if one and two and one != two:
            direction = Direction.A_TO_B if one < two else Direction.B_TO_A
            early, late = sorted((one, two))
            return direction, f"{keys[-1]} {early:%Y-%m-%d %H:%M} and {late:%Y-%m-%d %H:%M}"
    return Direction.UNKNOWN, "nothing tells which is the newer"


def _time(report: Report, keys: Sequence[str]) -> datetime | None:
    given = dict(reversed(report.given))
    values = [given.get(key, "") for key in keys]
    if keys == ("published",):
        values.append(report.metadata.published.value)
    for value in values:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            continue
        if moment.tzinfo is None:
            return moment.replace(tzinfo=UTC)
        try:
            return moment.astimezone(UTC)
        except OverflowError:  # the first or the last day that a date can hold
            continue
    return None


def _spelt(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").casefold()
    except ValueError:
        return ""
    query = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key)
    )
    front = _FRONT.fullmatch(parts.path) is not None
    if parts.scheme not in ("http", "https") or not host or (front and not query):
        return ""
    path = parts.path.rstrip("/") or "/"
    return _SAME_HOST.sub("", host) + path + (f"?{urlencode(query)}" if query else "")


def _sentences(report: Report) -> list[tuple[Span, str]]:
    """Cut a report's own lines into sentences, each with its folded wording."""
    found = []
    for start, end, _ in told_lines(report):
        for low, high in split_sentences(report.text, start, end):
            key = plain(report.text[low:high])
            if key:
                found.append((report.span(low, high), key))
    return found


def _common(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Pair equal sentences in one order."""
    pairs: list[tuple[int, int]] = []
    once_before, once_after = _once(before), _once(after)
    anchors = sorted((i, once_after[key]) for key, i in once_before.items() if key in once_after)
    rising = _rising(anchors)
    for low, high, first, last in _gaps(rising, len(before), len(after)):
        size = min(high - low, last - first)
        head = 0
        while head < size and before[low + head] == after[first + head]:
            head += 1
        tail = 0
        while tail < size - head and before[high - 1 - tail] == after[last - 1 - tail]:
            tail += 1
        pairs.extend((low + step, first + step) for step in range(head))
        pairs.extend((high - step, last - step) for step in range(tail, 0, -1))
    return sorted([*rising, *pairs])


def _once(keys: Sequence[str]) -> dict[str, int]:
    counts = Counter(keys)
    return {key: place for place, key in enumerate(keys) if counts[key] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the most pairs whose second places rise (Schensted 1961)."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(ends, place)
        before.append(tops[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(place)
            tops.append(number)
        else:
            ends[pile], tops[pile] = place, number
    found = []
    number = tops[-1] if tops else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _gaps(
    kept: Sequence[tuple[int, int]], before: int, after: int
) -> Iterator[tuple[int, int, int, int]]:
    """Give the stretches between pairs: (start, end) before, (start, end) after."""
    low = first = 0
    for i, j in (*kept, (before, after)):
        if i > low or j > first:
            yield low, i, first, j
        low, first = i + 1, j + 1


def _reworded(
    before: Sequence[tuple[Span, str]], after: Sequence[tuple[Span, str]]
) -> Iterator[Change]:
    """Pair sentences of one stretch that share enough words, keeping their order."""
    bags = [Counter(_tokens(key)) for _, key in after]
    place = 0
    for span, key in before:
        bag = Counter(_tokens(key))
        best, score = -1, 0.0
        for number in range(place, min(len(after), place + REACH)):
            alike = _dice(bag, bags[number])
            if alike > score:
                best, score = number, alike
        if score >= REWORDED:
            yield Change(span, after[best][0], round(score, 4))
            place = best + 1


def _tokens(key: str) -> list[str]:
    """Give the words of a folded sentence; pairs of characters where it has no blanks."""
    words = key.split(" ")
    if len(words) * LONG_WORD <= len(key):
        return [key[start : start + 2] for start in range(len(key) - 1)]
    return words


def _dice(a: Counter[str], b: Counter[str]) -> float:
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
