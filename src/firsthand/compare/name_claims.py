"""Do the reports of an event spell names alike, and give people the same office?"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from firsthand.compare.cases import bases, same_in_cases
from firsthand.compare.ranks import BEFORE, Rank, meet, rank_of
from firsthand.compare.slips import slip
from firsthand.compare.versions import Case, comparison, reports_of, version
from firsthand.lang import lexicon
from firsthand.model.items import NameKind
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Entity, Verdict
from firsthand.text.words import fold_name

_WORD = re.compile(r"\w+")
_HAN = re.compile("[\u3040-\u9fff]")
_ARTICLE = "\u0627\u0644"
"""What Arabic writes together with the word."""
MISSPELT = "misspelling"
"""The form of a mention that differs from the usual spelling by a slip of letters."""
ROLE_LENGTH = 3
"""Words of a role with fewer letters ("of", "de") say nothing of the office."""
TITLE_WORDS = 5
"""Words of a title that is long enough to be one: a programme's name may be told in many ways."""
STEM = 5
"""Letters by which two words are taken as forms of one."""


def spelling_claims(case: Case, entities: Sequence[Entity]) -> Iterator[Comparison]:
    """Show names that different reports of an event spell differently or cut short.

    Args:
        case: the event's reports.
        entities: with every mention and its form.

    Yields:
        One comparison for each name with two spellings in two reports.
    """
    told = {report.id for report in case.reports}
    for entity in entities:
        spelt: dict[str, list[Span]] = {}
        for mention in entity.mentions:
            if mention.span.report in told and mention.form in {"full", MISSPELT}:
                spelt.setdefault(mention.span.quote.strip(), []).append(mention.span)
        odd = [m for m in entity.mentions if m.span.report in told and m.form == MISSPELT]
        if not odd:
            yield from _length_claim(case, entity)
            if entity.kind in (NameKind.PERSON, NameKind.ORGANISATION):
                for mention in entity.mentions:
                    if mention.span.report in told and mention.form == "variant":
                        spelt.setdefault(mention.span.quote.strip(), []).append(mention.span)
                yield from _marks_claim(case, entity, spelt)
            yield from _title_claim(case, entity)
            continue
        if len(spelt) < 2:  # noqa: PLR2004 - a comparison takes two
            continue
        otherwise = {m.span.quote.strip() for m in odd}
        usual = [span for text, spans in spelt.items() if text not in otherwise for span in spans]
        if not usual or reports_of([*usual, *(m.span for m in odd)]) < 2:  # noqa: PLR2004
            continue
        yield _spelling(case, entity, usual, [spelt[text] for text in sorted(otherwise)])


def _spelling(
    case: Case, entity: Entity, usual: Sequence[Span], otherwise: Sequence[Sequence[Span]]
) -> Comparison:
    """Set the usual spelling of a name against others."""
    versions = [version(case, entity.name, usual)]
    versions.extend(version(case, spans[0].quote.strip(), spans) for spans in otherwise)
    reason = Reason("claims/spelling@1", None, usual[0].quote, otherwise[0][0].quote)
    claim = f"spelling of {entity.name}"
    return comparison(case, claim, "name", Verdict.DIFFER, versions, reason, "name")


def _length_claim(case: Case, entity: Entity) -> Iterator[Comparison]:
    """Show that some reports give a person's name more fully than others."""
    if entity.kind is not NameKind.PERSON:
        return
    language = {report.id: report.metadata.language for report in case.reports}
    longest: dict[str, Span] = {}
    for mention in entity.mentions:
        span = mention.span
        if span.report not in language or mention.form not in {"full", "variant"}:
            continue
        if len(_name_words(span)) > len(_name_words(longest.get(span.report, span))):
            longest[span.report] = span
        longest.setdefault(span.report, span)
    forms: dict[tuple[str, ...], list[Span]] = {}
    for report, span in sorted(longest.items()):
        words, spoken = _name_words(span), language[report]
        home = next((told for told in forms if same_in_cases(told, words, spoken)), words)
        forms.setdefault(home, []).append(span)
    full = max(forms, key=lambda words: (len(words), words), default=())
    if len(forms) < 2:  # noqa: PLR2004 - a comparison takes two
        return
    lacking = {
        words: [word for word in words if not _is_told(word, full, language[spans[0].report])]
        for words, spans in forms.items()
    }
    odd = {words: left for words, left in lacking.items() if left}
    if odd:
        if all(_is_slip(word, full) for left in odd.values() for word in left):
            usual = [s for words, spans in forms.items() if words not in odd for s in spans]
            otherwise = [spans for words, spans in sorted(forms.items()) if words in odd]
            yield _spelling(case, entity, usual, otherwise)
        return
    versions = [version(case, spans[0].quote.strip(), spans) for _, spans in sorted(forms.items())]
    reason = Reason("claims/name length@1", None, versions[0].value, versions[-1].value)
    claim = f"name of {entity.name}"
    yield comparison(case, claim, "name", Verdict.MORE_DETAIL, versions, reason, "name")


def _marks_claim(
    case: Case, entity: Entity, spelt: Mapping[str, Sequence[Span]]
) -> Iterator[Comparison]:
    """Show a name that one report prints with the marks over its letters and another without."""
    language = {report.id: report.metadata.language for report in case.reports}
    alike: dict[str, dict[str, list[Span]]] = {}
    for text, spans in spelt.items():
        words, spoken = tuple(fold_name(text).split()), language[spans[0].report]
        home = next((k for k in alike if same_in_cases(tuple(k.split()), words, spoken)), None)
        forms = alike.setdefault(home or fold_name(text), {})
        forms.setdefault(text.casefold(), []).extend(spans)
    for forms in alike.values():
        spans = [span for told in forms.values() for span in told]
        if reports_of(spans) < 2:  # noqa: PLR2004 - a comparison takes two
            continue
        if not any(_other_marks(*texts) for texts in combinations(forms, 2)):
            continue
        one, other = min(forms), max(forms)
        reason = Reason("claims/marks@1", None, one, other, "one name, marks over letters aside")
        versions = [version(case, entity.name, spans)]
        claim = f"name of {entity.name}"
        yield comparison(case, claim, "name", Verdict.AGREE, versions, reason)


def _other_marks(one: str, other: str) -> bool:
    """Tell whether two forms of a name have other letters where they are one, marks aside."""
    folded = [fold_name(text) for text in (one, other)]
    letters = [unicodedata.normalize("NFC", text) for text in (one, other)]
    if folded[0] == folded[1]:
        return len({re.sub(r"[\W_]", "", text) for text in letters}) > 1
    words = zip(*(text.split() for text in (*folded, *letters)), strict=False)
    return any(
        left[: len(head)] != right[: len(head)]
        for a, b, left, right in words
        for head in [_beginning(a, b)]
        if len(a) == len(left) and len(b) == len(right)
    )


def _beginning(one: str, other: str) -> str:
    """Take the letters with which two words begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return one[: next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))]


def _is_slip(word: str, full: Sequence[str]) -> bool:
    """Tell whether a word is one of a longer name with a slip inside, not another ending."""
    return any(slip(word, other) and word[-1] == other[-1] for other in full)


def _is_told(word: str, full: Sequence[str], language: str) -> bool:
    """Tell whether a word of a name is one of a longer form, cases aside."""
    return word in full or any(
        not bases(word, language).isdisjoint(bases(o, language)) for o in full
    )


def _title_claim(case: Case, entity: Entity) -> Iterator[Comparison]:
    """Show a long title that reports print with other forms of the same words."""
    if entity.kind is not NameKind.PROJECT:
        return
    told = {report.id for report in case.reports}
    forms: dict[tuple[str, ...], list[Span]] = {}
    for mention in entity.mentions:
        words = _title_words(mention.span)
        if mention.span.report in told and len(words) >= TITLE_WORDS:
            forms.setdefault(words, []).append(mention.span)
    spans = [span for spans in forms.values() for span in spans]
    if len(forms) < 2 or reports_of(spans) < 2:  # noqa: PLR2004 - a comparison takes two
        return
    if len({frozenset(word[:STEM] for word in words) for words in forms}) > 1:
        return
    versions = [version(case, spans[0].quote.strip(), spans) for _, spans in sorted(forms.items())]
    reason = Reason("claims/title@1", None, versions[0].value, versions[-1].value)
    claim = f"title: {entity.name}"
    yield comparison(case, claim, "name", Verdict.DIFFER, versions, reason, "name")


def _title_words(span: Span) -> tuple[str, ...]:
    """Write a title as its words that bear a meaning."""
    words = (word.removesuffix("'s") for word in re.findall(r"[\w']+", fold_name(span.quote)))
    return tuple(word for word in words if len(word) > ROLE_LENGTH)


def _name_words(span: Span) -> tuple[str, ...]:
    return tuple(fold_name(span.quote).removesuffix("'s").split())


def role_claims(case: Case, entities: Sequence[Entity]) -> Iterator[Comparison]:
    """Compare the offices that the reports of an event give a person.

    Args:
        case: the event's reports.
        entities: with the spans of their roles.

    Yields:
        One comparison for each person with a role in two reports; they differ where one makes him
        a deputy, or the holder of another office of state.
    """
    told = {report.id: report for report in case.reports}
    for entity in entities:
        if entity.kind is not NameKind.PERSON:
            continue
        roles: dict[str, list[Span]] = {}
        for span in entity.roles:
            if span.report in told:
                roles.setdefault(span.report, []).append(span)
        if len(roles) < 2:  # noqa: PLR2004 - a comparison takes two
            continue
        ranks = {report: _ranks(told[report], spans) for report, spans in roles.items()}
        if not meet(ranks.values()):
            yield _rank_claim(case, entity, roles, ranks)
            continue
        same = _same_office(case, roles)
        versions = [
            version(case, " / ".join(span.quote for span in spans), spans)
            for _, spans in sorted(roles.items())
        ]
        verdict = Verdict.AGREE if same else Verdict.MORE_DETAIL
        if same:
            fullest = max((v.value for v in versions), key=lambda value: (len(value), value))
            versions = [version(case, fullest, (s for spans in roles.values() for s in spans))]
        reason = Reason("claims/role@2", None, versions[0].value, versions[-1].value)
        yield comparison(case, f"office of {entity.name}", "role", verdict, versions, reason)


def _ranks(told: Report, spans: Sequence[Span]) -> frozenset[Rank]:
    """Name the offices of state that a report gives a person."""
    found = set()
    for span in spans:
        before = told.text[max(0, span.start - BEFORE) : span.start].rpartition("\n")[-1]
        rank = rank_of(span.quote, before, told.metadata.language)
        if rank:
            found.add(rank)
    return frozenset(found)


def _rank_claim(
    case: Case,
    entity: Entity,
    roles: Mapping[str, Sequence[Span]],
    ranks: Mapping[str, frozenset[Rank]],
) -> Comparison:
    """Set the reports that give a person one office against those that give another."""
    sides: dict[frozenset[Rank], list[Span]] = {}
    for report, spans in sorted(roles.items()):
        if ranks[report]:
            sides.setdefault(ranks[report], []).extend(spans)
    versions = [version(case, spans[0].quote, spans) for spans in sides.values()]
    reason = Reason("claims/rank@1", None, versions[0].value, versions[-1].value)
    claim = f"office of {entity.name}"
    return comparison(case, claim, "role", Verdict.DIFFER, versions, reason, "role")


def _same_office(case: Case, roles: Mapping[str, Sequence[Span]]) -> bool:
    """Tell whether reports give one office: places left out aside, each language for itself."""
    language = {report.id: report.metadata.language for report in case.reports}
    told: dict[str, list[frozenset[str]]] = {}
    for report, spans in roles.items():
        places = [place.span for place in case.founds[report].places]
        told.setdefault(language[report], []).append(_words(spans, places))
    return all(_one_office(words, _lesser(spoken)) for spoken, words in told.items())


def _one_office(told: Sequence[frozenset[str]], lesser: frozenset[str]) -> bool:
    """Tell whether offices are one, told in full or for short.

    "Minister" is short for "minister of transport", but not for "deputy minister".
    """
    longest = max(told, key=lambda words: (sum(map(len, words)), sorted(words)))
    if all(_is_short_for(words, longest, lesser) for words in told):
        return True
    # A Chinese office is one run of characters whose head comes last: what is left out is a place.
    run = "".join(longest) if len(longest) == 1 else ""
    heads = ["".join(words) for words in told if len(words) == 1]
    return (
        bool(_HAN.match(run))
        and len(heads) == len(told)
        and all(run.endswith(head) for head in heads)
        and not any(word in run.removesuffix(head) for head in heads for word in lesser)
    )


def _is_short_for(words: frozenset[str], longest: frozenset[str], lesser: frozenset[str]) -> bool:
    """Tell whether an office is another one told in full, cases and compounds aside."""
    met = {whole for word in words for whole in longest if _is_form(word, whole, lesser)}
    told = all(any(_is_form(word, whole, lesser) for whole in longest) for word in words)
    more = longest - met
    return told and not any(_is_case(word, less) for word in more for less in lesser)


def _is_form(word: str, whole: str, lesser: frozenset[str]) -> bool:
    """Tell whether a word is another one in another case, or the end of it, a compound."""
    head = whole.removesuffix(word)
    compound = len(word) >= STEM and head != whole and head not in lesser
    return compound or _is_case(word, whole)


def _is_case(word: str, other: str) -> bool:
    """Tell whether two words are one but for their ending."""
    return word == other or (len(word) >= STEM and word[:STEM] == other[:STEM])


@cache
def _lesser(language: str) -> frozenset[str]:
    return frozenset(lexicon(language, "pairs").get("lesser", ()))


def _words(spans: Sequence[Span], places: Sequence[Span]) -> frozenset[str]:
    """Name the words of offices, the places in them left out unless nothing else is left."""
    found: set[str] = set()
    for span in spans:
        text = span.quote
        for place in places:
            if span.start <= place.start and place.end <= span.end:
                inside = slice(place.start - span.start, place.end - span.start)
                text = text.replace(span.quote[inside], " ")
        words = {
            w.removeprefix(_ARTICLE)
            for w in _WORD.findall(text.casefold())
            if len(w) >= ROLE_LENGTH
        }
        found |= words or set(_WORD.findall(span.quote.casefold()))
    return frozenset(found)
