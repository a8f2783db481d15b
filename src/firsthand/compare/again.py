"""Where does a report name somebody whom only other reports of its event show to be a name?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.analyse.names.acronyms import of_beginnings
from firsthand.analyse.names.headlines import headlines
from firsthand.analyse.names.lexicon import calling, short_forms
from firsthand.analyse.names.repeated import first_family_name
from firsthand.compare.again_abroad import named_abroad
from firsthand.compare.entities import event_groups
from firsthand.compare.forms import plain
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind
from firsthand.model.report import FURNITURE, Report
from firsthand.model.story import Event
from firsthand.text.words import CASELESS, SOLID, fold_name

RULE = "names/known from another report@1"
LEAST = 4
"""Letters of the shortest single word that is looked for."""
HEADLINE = "names/headline@1"
"""How names are found in lines whose every word has a capital; such a name may run on."""
LEAST_SEEN = 2
"""Mentions from which on a string is taken for a name elsewhere."""
SURE = 0.8
"""Share of its mentions that must be of one kind."""
WITH_TWO_FAMILIES = 3
"""Words of a name with one given and two family names"""
MOST_WORDS = 5
"""Words of the longest name looked for."""

_WORD = re.compile(r"[^\W\d_][\w'’&.-]*")
_END = re.compile(r"(?:['’]s?|[.,'’-])+$")
_KINDS = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE})

_BODY = NameKind.ORGANISATION

Words = tuple[str, ...]
NAMED, TOWN = 1, 2
"""Marks of letters inside a name or furniture, and of letters of a place name"""


@dataclass(frozen=True, slots=True)
class Known:
    """What the reports of an event name: words as written to kind and form, by first word."""

    forms: Mapping[Words, tuple[NameKind, str]]
    firsts: frozenset[str]
    small: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    """Full names of bodies"""


def named_again(
    reports: Sequence[Report], founds: Mapping[str, Found], events: Sequence[Event] = ()
) -> dict[str, Found]:
    """Add names that a report has and only the other reports of its event show to be names.

    Args:
        reports: in any order.
        founds: what was found in each, by report id.
        events: what the reports tell of; without any, all reports count as one event.

    Returns:
        What was found in each, with the further names in text order.
    """
    by_id = {report.id: report for report in reports if report.id in founds}
    found = dict(founds)
    for group in event_groups(sorted(by_id), events):
        if len(group) == 1:
            continue
        for key, more in named_abroad([by_id[k] for k in group], founds):
            names = tuple(sorted((*_kept(founds[key].names, more), *more), key=_order))
            found[key] = replace(founds[key], names=names)
        known = _known([founds[report] for report in group])
        if not (known.forms or known.bodies):
            continue
        readable = [k for k in group if by_id[k].metadata.language not in CASELESS | SOLID]
        words = {key: _words(by_id[key].text) for key in readable}
        small = {bare for key in readable for _, _, bare in words[key] if bare[:1].islower()}
        known = _with_blends(replace(known, small=frozenset(small)), words.values())
        for key in readable:
            names = tuple(_cut(by_id[key], founds[key].names, known))
            more = tuple(_look(by_id[key], replace(founds[key], names=names), known, words[key]))
            if more or names != founds[key].names:
                names = tuple(sorted((*_kept(names, more), *more), key=_order))
                found[key] = replace(founds[key], names=names)
    return found


def _cut(report: Report, names: Iterable[Name], known: Known) -> Iterator[Name]:
    """Cut names that ran on in a headline to the known name they end or begin with.

    Words are cut off only where a report of the event writes them small: "Flips Holt" is Holt.
    """
    for name in names:
        words = tuple(name.span.quote.split())
        if name.rule != HEADLINE or len(words) == 1 or words in known.forms:
            yield name
            continue
        runs = [
            (a, b) for a in (0, 1, 2) for b in range(len(words), a, -1) if (a, b) != (0, len(words))
        ]
        for a, b in sorted(runs, key=lambda run: (run[0] - run[1], run)):
            form = known.forms.get(words[a:b])
            cut = {word.casefold() for word in (*words[:a], *words[b:])}
            if form is not None and cut <= known.small:
                start = name.span.start + len(" ".join(words[:a])) + int(a > 0)
                span = report.span(start, start + len(" ".join(words[a:b])))
                if span.quote == " ".join(words[a:b]):
                    kind, shape = form
                    roles = name.roles if a == 0 else ()
                    yield Name(item_id("name", (span,), kind.value), span, kind, RULE, shape, roles)
                    break
        else:
            yield name


def _kept(names: Iterable[Name], more: Sequence[Name]) -> Iterator[Name]:
    """Mark the towns that a further name was found over as nested; drop its parts."""
    for name in names:
        over = any(one.span.overlaps(name.span) for one in more)
        if not over:
            yield name
        elif name.kind is NameKind.PLACE:
            yield replace(name, nested=True)


def _order(name: Name) -> tuple[int, int]:
    return (name.span.start, -name.span.end)


def _known(founds: Sequence[Found]) -> Known:
    """Collect the names that are surely names: seen twice, mostly as one kind."""
    seen: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for found in founds:
        for name in found.names:
            if name.kind in _KINDS and (name.rule != HEADLINE or " " not in name.span.quote):
                seen[plain(name.span.quote)][name.kind] += 1
    forms: dict[Words, tuple[NameKind, str]] = {}
    for text in sorted(seen):
        kind, most = min(seen[text].items(), key=lambda row: (-row[1], row[0].value))
        words = tuple(text.split())
        total = sum(seen[text].values())
        if kind is NameKind.PERSON and len(words) > 1:
            parts = [words[-1], " ".join(words[-2:])][: len(words) - 1]
            alone = sum(seen[part][kind] for part in parts if part in seen)
            total, most = total + alone, most + alone
        if total < LEAST_SEEN or most < SURE * total or len(words) > MOST_WORDS:
            continue
        if not all(word[:1].isupper() for word in (words[0], words[-1])):
            continue
        _add(forms, words, kind)
    bodies = sorted(text for text, kinds in seen.items() if kinds[_BODY] and " " in text)
    return Known(forms, frozenset(words[0] for words in forms), bodies=tuple(bodies))


def _with_blends(known: Known, texts: Iterable[Sequence[tuple[int, int, str]]]) -> Known:
    """Add the words that are made of the beginnings of a body's name: Pemex."""
    plain = sorted({word for words in texts for _, _, word in words if word.istitle()})
    blends: dict[Words, tuple[NameKind, str]] = {
        (word,): (_BODY, "acronym")
        for word in plain
        if word.casefold() not in known.small
        and any(of_beginnings(word, body) for body in known.bodies)
    }
    forms = {**known.forms, **blends}
    return replace(known, forms=forms, firsts=frozenset(words[0] for words in forms))


def _add(forms: dict[Words, tuple[NameKind, str]], words: Words, kind: NameKind) -> None:
    if len(words) > 1:
        forms[words] = (kind, "full")
        if kind is NameKind.PERSON:
            families = first_family_name(words) if len(words) == WITH_TWO_FAMILIES else ()
            for short in (*short_forms(words), *families):
                part = tuple(short.split())
                if len(part[-1]) >= LEAST and part[0][:1].isupper():
                    forms.setdefault(part, (kind, "short"))
    elif len(words[0]) >= LEAST or words[0].isupper():
        alone = "short" if kind is NameKind.PERSON else "full"
        form = "acronym" if kind is NameKind.ORGANISATION and words[0].isupper() else alone
        if fold_name(words[0]) not in calling("en").titles | calling("en").not_names:
            forms.setdefault(words, (kind, form))


def _words(text: str) -> list[tuple[int, int, str]]:
    """Cut a text into words: bounds and letters without a possessive ending."""
    found = []
    for match in _WORD.finditer(text):
        bare = match[0]
        if not bare.isalpha():
            bare = _END.sub("", bare)
        found.append((match.start(), match.start() + len(bare), bare))
    return found


def _look(
    report: Report, found: Found, known: Known, words: Sequence[tuple[int, int, str]]
) -> Iterator[Name]:
    """Walk the known names in a report outside the names found there."""
    text = report.text
    taken = _taken(report, found)
    small = {bare for _, _, bare in words if bare[:1].islower()}
    lines: list[tuple[int, int]] | None = None
    for number, (start, _, first) in enumerate(words):
        if first not in known.firsts or taken[start] == NAMED:
            continue
        for size in range(min(MOST_WORDS, len(words) - number), 0, -1):
            form = known.forms.get(tuple(word for _, _, word in words[number : number + size]))
            if form is None:
                continue
            end = words[number + size - 1][1]
            if size == 1 and _part(text, start, end):
                lines = headlines(text) if lines is None else lines
                titled = any(low <= start < high for low, high in lines)
                plainly = not (titled and _apart(words, number, known))
            else:
                plainly = size == 1 and first.lower() in small
            gaps = text[start:end].count(" ") == size - 1
            if gaps and not plainly and _free(taken, (start, end), form[0], found.names):
                span = report.span(start, end)
                kind, shape = form
                yield Name(item_id("name", (span,), kind.value), span, kind, RULE, shape)
                taken[start:end] = bytes((NAMED,)) * (end - start)
            break


def _free(
    taken: bytearray, stretch: tuple[int, int], kind: NameKind, names: Sequence[Name]
) -> bool:
    """Tell whether a stretch is free, or whether a town begins a person's full name there.

    "Ashford Holm" is a person known by this name, though Ashford is also a town and Holm was
    found alone.
    """
    start, end = stretch
    if not any(taken[start:end]):
        return True
    if kind is not NameKind.PERSON or taken[start - 1 : start] == bytes((TOWN,)):
        return False
    inside = [n.span for n in names if n.span.start < end and start < n.span.end]
    parts = all(start <= span.start and span.end <= end for span in inside)
    whole = any((span.start, span.end) == (start, end) for span in inside)
    return bool(inside) and parts and not whole and taken[end] != TOWN


def _apart(words: Sequence[tuple[int, int, str]], number: int, known: Known) -> bool:
    """Tell whether the words beside one of a headline are ordinary words: "Storm Hits Bergen"."""
    beside = [words[n][2] for n in (number - 1, number + 1) if 0 <= n < len(words)]
    return all(
        word[:1].islower() or (word.lower() in known.small and word not in known.firsts)
        for word in beside
    )


def _taken(report: Report, found: Found) -> bytearray:
    """Mark what is named already, and what is furniture."""
    taken = bytearray(len(report.text) + 1)
    furniture = [b.span for b in report.blocks if not b.inline and b.role in FURNITURE]
    towns = [name.span for name in found.names if name.kind is NameKind.PLACE]
    others = [name.span for name in found.names if name.kind is not NameKind.PLACE]
    for spans, mark in ((towns, TOWN), ((*others, *furniture), NAMED)):
        for span in spans:
            taken[span.start : span.end] = bytes((mark,)) * (span.end - span.start)
    return taken


def _part(text: str, start: int, end: int) -> bool:
    """Tell whether a single word belongs to a longer run of capitals or is joined to another."""
    before, after = text[max(0, start - 2) : start], text[end : end + 3]
    joined = before.endswith("-") or after.startswith(("-", "@", ".c", ".o"))
    return joined or bool(re.match(r" [A-Z][a-z]", after))
