"""Which names stand in a line whose every word has a capital?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from firsthand.analyse.names.draft import Draft, Parsed
from firsthand.analyse.names.lexicon import Calling, given_names, short_forms
from firsthand.model.items import NameKind
from firsthand.text.words import fold_name

LEAST_WORDS = 4
"""Words of the shortest line that is read as a headline."""
CAPITALS = 0.75
"""Share of capitalised words of four letters and more from which on a line is a headline."""
MOST_WORDS = 20
"""Words of the longest headline."""
LONGEST = 4
"""Words of the longest person's name in a headline."""
LONGER = 4
"""Letters from which on a word of a headline has a capital even where it is a preposition."""
FULL = 2
"""Words of the shortest full name."""

_WORD = re.compile(r"[^\W\d_][\w'’]*")
_LOWER = re.compile(r"(?<![\w-])[a-z][a-z']{2,}(?![\w-])")
_OPEN = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV", "PART"})
"""Parts of speech at which a name in a headline ends."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_CLOSED = frozenset({"of", "and", "the", "for", "&"})

Stretch = tuple[int, int]
Piece = tuple[int, int, str]
"""Bounds of a word and its folded letters."""


def headlines(text: str) -> list[Stretch]:
    """Find the lines whose capitals tell nothing.

    Args:
        text: a text.

    Returns:
        Bounds of the lines in which three of four longer words begin with a capital.
    """
    return list(_headlines(text))


@lru_cache(maxsize=8)
def _headlines(text: str) -> tuple[Stretch, ...]:
    """Find them once for each text; several steps of the reading of names ask."""
    found: list[Stretch] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        words = [word for word in _WORD.findall(line) if len(word) >= LONGER]
        capitals = sum(word[0].isupper() for word in words)
        short = len(line.split()) <= MOST_WORDS
        if short and len(words) >= LEAST_WORDS and capitals >= CAPITALS * len(words):
            found.append((start, end))
        start = end + 1
    return tuple(found)


def recut(
    doc: Parsed, text: str, drafts: Sequence[Draft], lines: Sequence[Stretch], said: Calling
) -> list[Draft]:
    """Cut names in headlines to what the rest of the report shows to be a name.

    A parser takes "Nora Holm Wins Seat" for one name. It ends before a word that the report
    writes small elsewhere or that is tagged as no noun, unless the whole is named elsewhere.

    Args:
        doc: a spaCy document of the text.
        text: the text.
        drafts: persons and bodies found so far.
        lines: the headlines.
        said: titles of the language.

    Returns:
        The drafts; those in headlines cut, or left out where nothing of a name is left.
    """
    if not lines:
        return list(drafts)
    inside = [d for d in drafts if any(a <= d.start and d.end <= b for a, b in lines)]
    outside = [d for d in drafts if d not in inside]
    known = _known(text, outside)
    small = frozenset(m[0] for m in _LOWER.finditer(text)) | said.says
    common = {token.idx for token in doc if token.pos_ in _OPEN and token.lower_ not in _CLOSED}
    kept: list[Draft] = []
    for draft in inside:
        kept.extend(_pieces(text, draft, known, small, common))
    return [*outside, *kept]


def _known(text: str, drafts: Iterable[Draft]) -> dict[str, NameKind]:
    """Map the folded names of the lines that are no headlines, and their short forms, to kinds."""
    found: dict[str, NameKind] = {}
    for draft in drafts:
        piece = text[draft.start : draft.end]
        found.setdefault(fold_name(piece), draft.kind)
        if draft.kind is NameKind.PERSON:
            for short in short_forms(tuple(piece.split())):
                found.setdefault(fold_name(short), draft.kind)
    return found


def _pieces(
    text: str, draft: Draft, known: Mapping[str, NameKind], small: frozenset[str], common: set[int]
) -> Iterator[Draft]:
    piece = text[draft.start : draft.end]
    if fold_name(piece) in known:
        yield draft
        return
    found = False
    for run in _runs(text, draft, known, small, common):
        pieces = list(_named(text, draft, run, known))
        found = found or bool(pieces)
        yield from pieces
    if found:
        return
    first = next(_runs(text, draft, known, small, common), [])
    begins = bool(first) and first[0][0] == draft.start
    person = draft.kind is NameKind.PERSON and bool(first) and first[0][2] not in small
    if begins and (len(first) >= FULL or person):
        yield _cut(draft, text, first[0][0], first[-1][1], draft.kind)


def _runs(
    text: str, draft: Draft, known: Mapping[str, NameKind], small: frozenset[str], common: set[int]
) -> Iterator[list[Piece]]:
    """Cut a name at words that are none in a name."""
    run: list[Piece] = []
    for match in re.finditer(r"\S+", text[draft.start : draft.end]):
        start, end = draft.start + match.start(), draft.start + match.end()
        folded = fold_name(match[0].strip("'’,."))
        plain = folded in small and folded not in given_names()
        if (start in common or plain) and folded not in _CLOSED and folded not in known:
            if run:
                yield run
            run = []
        else:
            run.append((start, end, folded))
    if run:
        yield run


def _named(
    text: str, draft: Draft, run: Sequence[Piece], known: Mapping[str, NameKind]
) -> Iterator[Draft]:
    """Walk the known names in a run of words; a family name takes its given names along."""
    last = len(run) - 1 - int(len(run) > FULL and run[-1][2].rstrip(".") in _SUFFIXES)
    family = FULL <= last + 1 <= LONGEST and known.get(run[last][2]) is NameKind.PERSON
    if family and not any(word[2] in known for word in run[:last]):
        yield _cut(draft, text, run[0][0], run[-1][1], NameKind.PERSON)
        return
    number = 0
    while number < len(run):
        for last in range(len(run), number, -1):
            kind = known.get(" ".join(word[2] for word in run[number:last]))
            if kind is not None:
                yield _cut(draft, text, run[number][0], run[last - 1][1], kind)
                number = last
                break
        else:
            number += 1


def _cut(draft: Draft, text: str, start: int, end: int, kind: NameKind) -> Draft:
    while end > start and text[end - 1] in ",.;:'’":
        end -= 1
    form = draft.form
    if kind is NameKind.PERSON:
        form = "full" if " " in text[start:end] else "short"
    roles = draft.roles if start == draft.start else []
    return replace(draft, start=start, end=end, kind=kind, rule="headline", form=form, roles=roles)
