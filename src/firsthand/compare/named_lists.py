"""Which name stands in one report's list of names where another's has a different one?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations

from firsthand.compare.abroad import Facing, face_each_other
from firsthand.compare.moved_days import Beside
from firsthand.compare.propositions import content, sentence_around
from firsthand.compare.under import Under
from firsthand.compare.versions import Case, comparison, version
from firsthand.lang import lexicon
from firsthand.model.items import Place
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict
from firsthand.text.reading import told_lines
from firsthand.text.words import CASELESS, SOLID, fold_name

FEWEST = 3
"""Members of a list."""

MOST = 200
"""Lists of one event; more are not set side by side, each with each."""

SURELY_SHARED = 4
"""Members by which two lists with one other member each are surely lists of one thing."""

SHARED_WORDS, SHARE = 2, 1 / 3
"""Content words beside the lists that their sentences share at least, and their share of those of
the sentence that has fewer."""

ALIKE = 0.6
"""Share of letters in common from which two names may be two spellings of one."""

_NOUNS_LARGE = "de"
"""A language that writes every noun with a capital."""

_LARGE = "A-ZÀ-ÖØ-ÞĀ-ŽƏΑ-ΩА-ЯЁЄІЇҐẠ-Ỹ"
_WORD = rf"[{_LARGE}][\w'’-]{{0,30}}"
_ARTICLE = r"(?:[a-zà-ÿ]{1,3}[ ]|[ldLD]['’])"
_INNER = r"(?:(?:d[aeiou]s?|el|la|al|von|van|of)[ ])"
_NAME = rf"(?<!\w){_ARTICLE}?{_WORD}(?:[ ]{_INNER}?{_WORD}){{0,3}}"
_HEAD = re.compile(_ARTICLE)
_PEOPLE = "demonym"


@dataclass(frozen=True, slots=True)
class _Member:
    """A name in a list: what it is known by, and the word itself."""

    span: Span
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class _List:
    """The names that one sentence lists."""

    span: Span
    members: tuple[_Member, ...]


def named_list_claims(case: Case, abroad: Sequence[Facing] = ()) -> Iterator[Comparison]:
    """Show two lists of names that agree but for one.

    Args:
        case: the reports of an event.
        abroad: sentences in two languages that tell one thing.

    Yields:
        One comparison for each two lists of as many names, all but one the same, in sentences that
        tell one thing, if neither report names the other's odd member anywhere.
    """
    told = [_lists(report, case) for report in case.reports]
    if sum(map(len, told)) > MOST:
        return
    reports = {report.id: report for report in case.reports}
    beside = Beside(case)
    sides: dict[tuple[str, str], tuple[dict[Span, _Member], dict[Span, _Member]]] = {}
    for ours, theirs in combinations(told, 2):
        for one in ours:
            for other in theirs:
                odd = _odd(one, other, reports)
                if odd is None or _told_again(odd, case, reports):
                    continue
                shared = len(one.members) - 1
                if (
                    shared >= SURELY_SHARED
                    or beside.share(one.span, other.span)
                    or _of_one_thing(one.span, other.span, reports, abroad)
                ):
                    pair = sorted(zip(odd, (one.span, other.span), strict=True), key=_by_name)
                    names = (pair[0][0].text, pair[1][0].text)
                    left, right = sides.setdefault(names, ({}, {}))
                    left[pair[0][1]], right[pair[1][1]] = pair[0][0], pair[1][0]
    for left, right in sides.values():
        yield _claim(case, left, right)


def _by_name(pair: tuple[_Member, Span]) -> str:
    return pair[0].text


def _claim(case: Case, left: Mapping[Span, _Member], right: Mapping[Span, _Member]) -> Comparison:
    """Set the lists that have one name against those that have the other."""
    one, other = (next(iter(side.values())) for side in (left, right))
    versions = [
        version(case, member.span.quote, sorted(side))
        for member, side in ((one, left), (other, right))
    ]
    reason = Reason("claims/named list@1", None, one.span.quote, other.span.quote)
    claim = f"list: {min(left).quote}"
    kind = "place" if one.key and other.key else "name"
    return comparison(case, claim, kind, Verdict.DIFFER, versions, reason, "list member")


def _odd(one: _List, other: _List, reports: Mapping[str, Report]) -> tuple[_Member, _Member] | None:
    """Find the only members of two lists of one length that are not the same."""
    if len(one.members) != len(other.members):
        return None
    mine = [m for m in one.members if not any(_same(m, n) for n in other.members)]
    hers = [n for n in other.members if not any(_same(n, m) for m in one.members)]
    if not len(mine) == len(hers) == 1 or _may_be_one(mine[0], hers[0]):
        return None
    languages = {reports[m.span.report].metadata.language for m in (mine[0], hers[0])}
    # A town may have another name in another language.
    if len(languages) > 1 and not (mine[0].key and hers[0].key) and _begin_alike(mine[0], hers[0]):
        return None
    return mine[0], hers[0]


def _same(one: _Member, other: _Member) -> bool:
    return (bool(one.key) and one.key == other.key) or one.text == other.text


def _may_be_one(one: _Member, other: _Member) -> bool:
    """Tell whether two names may be spellings of one, or one is the other told for short."""
    if set(one.text.split()) & set(other.text.split()):
        return True
    if one.key and other.key:
        return False
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio() >= ALIKE


def _begin_alike(one: _Member, other: _Member) -> bool:
    """Tell whether two names may be those of one town in two languages, or in two scripts."""
    return one.text[:1] == other.text[:1] or not (one.text.isascii() and other.text.isascii())


def _told_again(odd: tuple[_Member, _Member], case: Case, reports: Mapping[str, Report]) -> bool:
    """Tell whether a report names the other's odd member somewhere else."""
    for member, report in ((odd[0], odd[1].span.report), (odd[1], odd[0].span.report)):
        if member.text in fold_name(reports[report].text):
            return True
        if member.key and any(p.key == member.key for p in case.founds[report].places):
            return True
    return False


def _of_one_thing(
    one: Span, other: Span, reports: Mapping[str, Report], abroad: Sequence[Facing]
) -> bool:
    """Tell whether the sentences around two lists tell one thing, the lists aside."""
    if face_each_other(one, other, abroad):
        return True
    ours, theirs = (_words_around(span, reports[span.report]) for span in (one, other))
    shared = len(ours & theirs)
    return shared >= SHARED_WORDS and shared >= SHARE * min(len(ours), len(theirs))


def _words_around(span: Span, report: Report) -> frozenset[str]:
    sentence = sentence_around(report, span)
    before = report.text[sentence.start : span.start]
    return content(f"{before} {report.text[span.end : sentence.end]}")


def _lists(report: Report, case: Case) -> list[_List]:
    """Find the lists of names in a report, in languages that write names with capitals."""
    language = report.metadata.language
    pattern = _pattern(language)
    if pattern is None:
        return []
    found = case.founds[report.id]
    places = Under([p for p in found.places if p.level != _PEOPLE])
    names = Under(found.names)
    lists = []
    for start, end, _ in told_lines(report):
        for match in pattern.finditer(report.text, start, end):
            spans = _members(report, match, language)
            if len(spans) < FEWEST or any(len(s.quote) < FEWEST for s in spans):
                continue
            members = tuple(_member(span, places) for span in spans)
            if language == _NOUNS_LARGE and not all(
                places.find(m.span) or names.find(m.span) for m in members
            ):
                continue
            whole = report.span(members[0].span.start, members[-1].span.end)
            lists.append(_List(whole, members))
    return lists


def _members(report: Report, match: re.Match[str], language: str) -> list[Span]:
    """Cut a list into its names, the articles before them left out."""
    cut = _cut(language)
    marks = list(cut.finditer(report.text, match.start(), match.end()))
    begins = [match.start(), *(mark.end() for mark in marks)]
    stops = [*(mark.start() for mark in marks), match.end()]
    spans = []
    for begin, stop in zip(begins, stops, strict=True):
        article = _HEAD.match(report.text, begin, stop)
        spans.append(report.span(article.end() if article else begin, stop))
    return spans


def _member(span: Span, places: Under[Place]) -> _Member:
    """Name a member by the place that it is; a large word before that begins a sentence."""
    place = next((p for p in places.find(span) if p.key and p.span.end == span.end), None)
    if place and place.span.start > span.start:
        span = place.span
    return _Member(span, place.key if place else "", fold_name(span.quote))


@cache
def _cut(language: str) -> re.Pattern[str]:
    joins = sorted(lexicon(language, "pairs").get("joins", ()), key=lambda w: (-len(w), w))
    listed = "|".join(map(re.escape, joins))
    return re.compile(rf",[ ](?:(?:{listed})[ ])?|[ ](?:{listed})[ ]")


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    joins = lexicon(language, "pairs").get("joins", ())
    if not joins or language in CASELESS | SOLID:
        return None
    listed = "|".join(map(re.escape, sorted(joins, key=lambda w: (-len(w), w))))
    return re.compile(rf"{_NAME}(?:,[ ]{_NAME}){{1,20}},?[ ](?:{listed})[ ]{_NAME}")
