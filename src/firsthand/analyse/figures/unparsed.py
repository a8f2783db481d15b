"""What does a figure measure in a language without a parser?"""

import re

from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.lang import lexicon

_CLAUSE = re.compile(r"[,;:—–()。，；：、]")
_REACH = 160
"""Characters looked back."""
_LAST_WORDS = 5
"""Words taken as what is measured."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_CJK = frozenset({"zh", "ja"})
_SHORTEST = 2
"""Chinese characters of what is measured before a verb may end it."""


def subject_before(page: Page, draft: Draft) -> Stretch | None:
    """Find the last words of the clause before a figure that lead up to its verb.

    Args:
        page: the report's text.
        draft: the figure.

    Returns:
        The stretch of "price of rice" in "the price of rice rose 3%", by the lists of verbs that
        move or amount to something; None when nothing is left.
    """
    floor = max(draft.sentence[0], draft.start - _REACH)
    for match in _CLAUSE.finditer(page.text, floor, draft.start):
        if not page.in_moment(match.start(), match.end()):
            floor = match.end()
    if page.language in _CJK:
        return _unspaced(page, floor, draft.start)
    return _spaced(page, _behind_figure(page, floor, draft.start), draft.start)


def _behind_figure(page: Page, floor: int, end: int) -> int:
    """Begin behind the "and" that follows another figure: "rents rose 3% and fares 4%"."""
    joins = page.cues.words("change", "joins")
    digits = False
    for match in re.finditer(r"\d|[^\W\d_]+", page.text[floor:end]):
        digits = digits or match[0].isdigit()
        if digits and match[0].casefold() in joins:
            return floor + match.end()
    return floor


def _spaced(page: Page, floor: int, end: int) -> Stretch | None:
    skip = frozenset(str(w) for w in lexicon(page.language, "bounds").get("skip", ()))
    small = page.cues.stop | skip
    verbs = page.cues.words("amounts", "verbs")
    words = list(_WORD.finditer(page.text, floor, end))
    kept: list[re.Match[str]] = []
    for word in words:
        plain = word[0].casefold()
        if plain in verbs or _moves(page, word[0]):
            if any(w[0].casefold() not in small for w in kept):
                break
            kept = []
        elif not page.in_moment(word.start(), word.end()):
            kept.append(word)
    full = [
        n for n, word in enumerate(kept) if word[0].casefold() not in small and len(word[0]) > 1
    ]
    if not full:
        return None
    full = full[-_LAST_WORDS:]
    return kept[full[0]].start(), kept[full[-1]].end()


def _moves(page: Page, word: str) -> bool:
    return any(p.fullmatch(word) for p in (page.cues.up, page.cues.down, page.cues.level))


def _unspaced(page: Page, floor: int, end: int) -> Stretch | None:
    runs = [
        m for m in _HAN.finditer(page.text, floor, end)
        if not page.in_moment(m.start(), m.start() + 1)
    ]  # fmt: skip
    if not runs:
        return None
    first, last = runs[-1].start(), runs[-1].end()
    verbs = page.cues.words("amounts", "verbs")
    while lead := max((v for v in verbs if page.text.startswith(v, first)), key=len, default=""):
        first += len(lead)
    ends = [page.text.find(v, first + _SHORTEST, last) for v in verbs]
    ends += [
        m.start() for p in (page.cues.up, page.cues.down, page.cues.level)
        for m in p.finditer(page.text, min(last, first + _SHORTEST), last)
    ]  # fmt: skip
    last = min((e for e in ends if e >= 0), default=last)
    while last > first and page.text[last - 1] in page.cues.stop:
        last -= 1
    return (first, last) if last - first >= _SHORTEST else None
