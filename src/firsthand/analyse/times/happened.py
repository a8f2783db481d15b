"""Does a date without a year stand for something that has happened?"""

import re
from functools import cache

from firsthand.analyse.times.grammar import Grammar, load_grammar
from firsthand.lang import lexicon
from firsthand.text.patterns import any_of

_UNPLANNED = frozenset({
    "accident", "drought", "earthquake", "eruption", "fire", "flood", "outbreak", "storm",
    "violence",
})  # fmt: skip
"""Classes of happenings that nobody sets a day for."""
_REACH = 48
"""Characters looked back from a date."""
_WORD = re.compile(r"[^\W\d_]+|[.,;:!?()\"»”]")
_LINKS = 2
"""Short words between what happened and its date: "del", "of the"."""
_LONGEST_LINK = 4
_VERBS = 2
"""Words between a date and the verb of the past before it: "was soon completed"."""
_SHORTEST = 4


def has_happened(text: str, start: int, language: str) -> bool:
    """Tell whether the words before a date say that it is over.

    They do when they name a happening that nobody plans ("the quake of 18 May"), or when a verb of
    the past stands right before them ("was completed on 22 November") and no word of plans.

    Args:
        text: the report's text.
        start: where the date begins.
        language: its language code.

    Returns:
        True when it cannot lie ahead.
    """
    grammar = load_grammar(language)
    if grammar is None or grammar.scripted:
        return False
    plans = _plans(grammar)
    words = [m[0].casefold() for m in _WORD.finditer(text, max(0, start - _REACH), start)]
    links = 0
    while words and links < _LINKS and words[-1].isalpha() and len(words[-1]) <= _LONGEST_LINK:
        if words[-1] in plans or _in_past(words[-1], grammar):
            break
        words.pop()
        links += 1
    if not words or not words[-1].isalpha():
        return False
    return bool(_calamities(language).search(words[-1])) or (links > 0 and _told(words, grammar))


def _told(words: list[str], grammar: Grammar) -> bool:
    """Tell whether the last words are a verb of the past, with no plan among them."""
    last = words[-_VERBS - 1 :]
    marks = [number for number, word in enumerate(last) if not word.isalpha()]
    last = last[marks[-1] + 1 :] if marks else last
    sets = grammar.sets
    plans = _plans(grammar)
    endings = tuple(sets.get("future_endings", ()))
    if not last or any(w in plans or (endings and w.endswith(endings)) for w in last):
        return False
    done = tuple(sets.get("past_endings", ()))
    ended = bool(done) and len(last[-1]) > _SHORTEST and last[-1].endswith(done)
    if last[-1] in sets.get("past", ()):
        return True  # "said on 22 November"
    return ended and any(_in_past(word, grammar) for word in last[:-1])


def _plans(grammar: Grammar) -> frozenset[str]:
    """Collect the words of plans and terms, among which nothing is over."""
    names = ("future", "future_near", "future_to", "infinitive_before", "until", "until_day")
    return frozenset[str]().union(*(grammar.sets.get(name, ()) for name in names))


def _in_past(word: str, grammar: Grammar) -> bool:
    sets = grammar.sets
    return word in sets.get("past", ()) or word in sets.get("until_past", ())


@cache
def _calamities(language: str) -> re.Pattern[str]:
    table = lexicon(language, "events")
    words = [
        str(word)
        for kind in table.get("kinds", {}).values()
        if kind["class"] in _UNPLANNED
        for word in kind["words"]
    ]
    if not words:
        return re.compile(r"(?!)")
    inner = any_of(sorted(words, key=len, reverse=True))
    match = table.get("match", "word")
    head = r"\A" if match in {"word", "beginning"} else ""
    tail = r"\Z" if match in {"word", "ending"} else ""
    return re.compile(rf"{head}{inner}{tail}", re.IGNORECASE)
