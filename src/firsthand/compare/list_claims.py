"""In which member do two otherwise equal lists of two reports differ?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from firsthand.compare.propositions import STEM
from firsthand.compare.versions import Case, comparison, version
from firsthand.lang import lexicon
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict
from firsthand.text.reading import told_lines
from firsthand.text.sentences import split_sentences

MOST = 400
"""Lists of one event; more are not set side by side, each with each."""

FEWEST = 3
"""Members of a list."""

LONGEST = 6
"""Words of a member of a list of things."""

FEW = 4
"""Words of a member that may be set against another."""

LIKE, BEGINNING = 0.7, 3
"""Share of letters, and letters at the beginning, in common of two words of which one may be a slip
or a wrong rendering of the other ..."""

LONG = 6
"""... if they are so long."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_QUOTE = re.compile('["“”„«»]')


@dataclass(frozen=True, slots=True)
class _List:
    """A list with its members."""

    span: Span
    members: tuple[Span, ...]


def list_claims(case: Case) -> Iterator[Comparison]:
    """Show two lists that agree member by member but for one.

    The odd members must have words that look alike ("geographical", "geological"): other words may
    be two ways of telling the same.

    Args:
        case: the event's reports.

    Yields:
        One comparison for each two such lists.
    """
    told = [_lists(report) for report in case.reports]
    if sum(map(len, told)) > MOST:
        return
    for i, ours in enumerate(told):
        for j in range(i + 1, len(told)):
            for one in ours:
                for two in told[j]:
                    odd = _odd(one, two)
                    if odd is not None and _look_alike(*odd):
                        yield _claim(case, (one, two), odd)


def _claim(case: Case, lists: tuple[_List, _List], odd: tuple[Span, Span]) -> Comparison:
    versions = [
        version(case, member.quote, [told.span]) for told, member in zip(lists, odd, strict=True)
    ]
    reason = Reason("claims/list@1", None, odd[0].quote, odd[1].quote)
    claim = f"list: {lists[0].span.quote}"
    return comparison(case, claim, "fact", Verdict.DIFFER, versions, reason, "list member")


def _odd(one: _List, two: _List) -> tuple[Span, Span] | None:
    """Find the only members that have no word in common, in lists of one order.

    Lists are counted from their ends: the words before them may look like one more member.
    """
    number = min(len(one.members), len(two.members))
    odd: list[tuple[Span, Span]] = []
    for ours, theirs in zip(one.members[-number:], two.members[-number:], strict=True):
        left, right = _stems(ours.quote), _stems(theirs.quote)
        if not left or not right:
            return None
        if not left & right:
            odd.append((ours, theirs))
        elif 2 * len(left & right) < min(len(left), len(right)):
            return None
    if len(odd) != 1 or odd[0][0] == one.members[-number] or odd[0][1] == two.members[-number]:
        return None
    return None if any(_is_long(member) for member in odd[0]) else odd[0]


def _is_long(member: Span) -> bool:
    """Tell a piece of a clause, or an amount, from a member that is a thing."""
    return len(member.quote.split()) > FEW or any(char.isdigit() for char in member.quote)


def _look_alike(one: Span, two: Span) -> bool:
    """Tell whether two members hold two words that look alike and are none the less others."""
    return any(
        SequenceMatcher(None, a, b, autojunk=False).ratio() >= LIKE
        for a in _WORD.findall(one.quote.casefold().replace("-", ""))
        for b in _WORD.findall(two.quote.casefold().replace("-", ""))
        if a[:STEM] != b[:STEM] and a[:BEGINNING] == b[:BEGINNING] and min(len(a), len(b)) >= LONG
    ) and not _stems(one.quote.replace("-", "")) & _stems(two.quote.replace("-", ""))


def _lists(report: Report) -> Sequence[_List]:
    joint = _joint(report.metadata.language)
    found: list[_List] = []
    for line_start, line_end, _ in told_lines(report):
        for start, end in split_sentences(report.text, line_start, line_end):
            found.extend(_in_sentence(report, joint, start, end))
    return found


def _in_sentence(report: Report, joint: re.Pattern[str], start: int, end: int) -> Iterator[_List]:
    """Cut a sentence at commas; the last comma of a list has an "and" behind it."""
    cuts = [start, *(m.start() for m in joint.finditer(report.text, start, end))]
    begins = [start, *(m.end() for m in joint.finditer(report.text, start, end))]
    pieces = [
        (begin, stop)
        for begin, stop in zip(begins, [*cuts[1:], end], strict=True)
        if report.text[begin:stop].strip()
    ]
    last = [k for k, (begin, _) in enumerate(pieces) if _closes(report, joint, begin)]
    for k in last:
        first = k
        while first > 0 and 0 < len(_words(report, pieces[first - 1])) <= LONGEST:
            first -= 1
        # The first member stands behind the words that open the sentence or the list.
        first = max(0, first - 1)
        short = len(_words(report, pieces[k])) <= LONGEST
        if short and k - first + 1 >= FEWEST and not _QUOTE.search(report.text, start, end):
            spans = tuple(_member(report, piece) for piece in pieces[first : k + 1])
            yield _List(report.span(spans[0].start, spans[-1].end), spans)


def _closes(report: Report, joint: re.Pattern[str], begin: int) -> bool:
    """Tell whether a piece stands behind an "and"."""
    before = report.text[max(0, begin - 12) : begin]
    match = next((m for m in joint.finditer(before) if m.end() == len(before)), None)
    return match is not None and any(char.isalpha() for char in match[0])


def _member(report: Report, piece: tuple[int, int]) -> Span:
    words = list(re.finditer(r"\S+", report.text[piece[0] : piece[1]]))[-LONGEST:]
    return report.span(piece[0] + words[0].start(), piece[0] + words[-1].end())


def _words(report: Report, piece: tuple[int, int]) -> list[str]:
    return report.text[piece[0] : piece[1]].split()


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in _WORD.findall(text.casefold()))


@cache
def _joint(language: str) -> re.Pattern[str]:
    joins = lexicon(language, "figures").get("paired", {}).get("between", ())
    words = [re.escape(word) for word in joins if word.isalpha()]
    if not words:
        return re.compile(r"(?!)")
    listed = "|".join(sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"\s*,\s+(?:(?:{listed})\s+)?|\s+(?:{listed})\s+", re.IGNORECASE)
