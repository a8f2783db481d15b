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
    for first, last, plain_words, names in _stretches(text, words):
        phrase = tuple(folded[first : last + 1])
        if plain_words:
            told = bool(names) and len(phrase) >= SHORTEST_PHRASE
        else:
            told = _names_programme(phrase)
        if told and phrase not in phrases:
            piece = text[words[first].start() : words[last].end()]
            phrases[phrase] = " ".join(piece.split())
    return phrases


def _stretches(text: str, words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Walk the runs of words that begin and end with a longer one and that nothing breaks.

    Yields:
        Places of first and last word, how many longer words are plain, how many are names.
    """
    longer = [word.end() - word.start() >= SHORTEST_WORD for word in words]
    broken: dict[int, bool] = {}
    for first, word in enumerate(words):
        if not longer[first]:
            continue
        names = int(word[0][0].isupper())
        plain_words = 1 - names
        for last in range(first + 1, min(first + LONGEST_PHRASE, len(words))):
            if last not in broken:
                between = words[last - 1].end(), words[last].end()
                broken[last] = _BREAK.search(text, *between) is not None
            if broken[last]:
                break
            if longer[last]:
                named = words[last][0][0].isupper()
                names, plain_words = names + named, plain_words + (not named)
                yield first, last, plain_words, names


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
