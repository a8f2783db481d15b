"""Which events belong to one programme, told by a phrase that their reports share?"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from firsthand.lang import languages, lexicon
from firsthand.text.terms import plain

SHORTEST_PHRASE = 3
"""Words of a shared phrase; two are a name or a term, three begin to be a theme."""
LONGEST_PHRASE = 9
SHORTEST_WORD = 4
"""Letters of a word that carries meaning in a phrase."""
SHORTEST_UNSPACED, LONGEST_UNSPACED = 5, 14
"""Characters of a shared phrase in a script without blanks, where no capital tells a name."""
COMMONEST = 0.5
"""A phrase in more than this share of many events is a turn of speech of the whole collection."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u9fff]+")
_BREAK = re.compile(r"[.,;:!?()\n\"“”]")


def find_programmes(heads: Sequence[Sequence[str]]) -> Mapping[int, str]:
    """Find the phrases by which separate events are tied to one programme.

    A theme mixes plain words with names ("revival of the Ruhr"): a phrase of names alone is an
    organisation or a person, one of plain words alone a turn of speech. What calls itself a
    programme, a plan or a reform goes before other themes and may be a name altogether; in scripts
    without capitals nothing else tells one.

    Args:
        heads: for each event, the titles and leads of its reports.

    Returns:
        Place of an event to its programme as printed; events without one are left out.
    """
    printed: list[dict[tuple[str, ...], str]] = []
    reports: Counter[tuple[str, ...]] = Counter()
    for texts in heads:
        event: dict[tuple[str, ...], str] = {}
        for text in texts:
            phrases = _phrases(text)
            reports.update(phrases.keys())
            event = {**phrases, **event}
        printed.append(event)
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, event in enumerate(printed):
        for phrase in event:
            holders.setdefault(phrase, []).append(number)
    commonest = max(2, int(COMMONEST * len(heads)))
    shared = [(p, n) for p, n in holders.items() if 1 < len(n) <= commonest]
    found: dict[int, str] = {}

    def rank(one: tuple[tuple[str, ...], list[int]]) -> tuple[bool, int, int, tuple[str, ...]]:
        phrase = one[0]
        return not _names_programme(phrase), -reports[phrase], -len("".join(phrase)), phrase

    for phrase, numbers in sorted(shared, key=rank):
        if any(number in found for number in numbers):
            known = sorted({found[number] for number in numbers if number in found})
            if len(known) > 1:
                continue
            name = known[0]
        else:
            name = printed[min(numbers)][phrase]
        for number in numbers:
            found.setdefault(number, name)
    return found


def _phrases(text: str) -> dict[tuple[str, ...], str]:
    phrases: dict[tuple[str, ...], str] = {}
    for piece in _unspaced_names(text):
        phrases.setdefault((plain(piece),), piece)
    words = list(_WORD.finditer(text))
    folded = [plain(word[0]) for word in words]
    for start in range(len(words)):
        for size in range(SHORTEST_PHRASE - 1, LONGEST_PHRASE + 1):
            if start + size > len(words):
                break
            last = words[start + size - 1]
            if size > 1 and _BREAK.search(text, words[start + size - 2].end(), last.start()):
                break
            phrase = tuple(folded[start : start + size])
            if _is_theme([word[0] for word in words[start : start + size]]):
                piece = text[words[start].start() : last.end()]
                phrases.setdefault(phrase, " ".join(piece.split()))
    return phrases


def _unspaced_names(text: str) -> Iterator[str]:
    """Walk the stretches of a script without blanks that end in a word for a programme."""
    for run in _UNSPACED.finditer(text):
        for word in sorted(_programme_words()):
            at = run[0].find(word)
            while at >= 0:
                end = at + len(word)
                for start in range(max(0, end - LONGEST_UNSPACED), end - SHORTEST_UNSPACED + 1):
                    yield run[0][start:end]
                at = run[0].find(word, end)


def _is_theme(words: Sequence[str]) -> bool:
    if min(len(words[0]), len(words[-1])) < SHORTEST_WORD:
        return False
    carrying = [word for word in words if len(word) >= SHORTEST_WORD]
    named = sum(word[0].isupper() for word in carrying)
    if named == len(carrying):
        return _names_programme([plain(word) for word in words])
    return len(words) >= SHORTEST_PHRASE and 0 < named < len(carrying)


def _names_programme(phrase: Sequence[str]) -> bool:
    last = phrase[-1]
    known = _programme_words()
    if _UNSPACED.fullmatch(last):
        return last.endswith(tuple(sorted(known)))
    return not known.isdisjoint(phrase)


@cache
def _programme_words() -> frozenset[str]:
    found: set[str] = set()
    for language in languages("events"):
        found.update(plain(word) for word in lexicon(language, "events").get("programme_words", ()))
    return frozenset(found)
