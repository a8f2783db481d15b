"""Do the reports of an event spell names alike, and give people the same office?"""

import re
from collections.abc import Iterator, Sequence

from firsthand.compare.versions import Case, comparison, reports_of, version
from firsthand.model.items import NameKind
from firsthand.model.reason import Reason
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Entity, Verdict
from firsthand.text.words import fold_name

_WORD = re.compile(r"\w+")
MISSPELT = "misspelling"
"""The form of a mention that differs from the usual spelling by a slip of letters."""
ROLE_LENGTH = 3
"""Words of a role with fewer letters ("of", "de") say nothing of the office."""


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
            continue
        if len(spelt) < 2:  # noqa: PLR2004 - a comparison takes two
            continue
        otherwise = {m.span.quote.strip() for m in odd}
        usual = [span for text, spans in spelt.items() if text not in otherwise for span in spans]
        if not usual or reports_of([*usual, *(m.span for m in odd)]) < 2:  # noqa: PLR2004
            continue
        versions = [version(case, entity.name, usual)]
        versions.extend(version(case, text, spelt[text]) for text in sorted(otherwise))
        reason = Reason("claims/spelling@1", None, usual[0].quote, odd[0].span.quote)
        claim = f"spelling of {entity.name}"
        yield comparison(case, claim, "name", Verdict.DIFFER, versions, reason, "name")


def _length_claim(case: Case, entity: Entity) -> Iterator[Comparison]:
    """Show that some reports give a person's name more fully than others."""
    if entity.kind is not NameKind.PERSON:
        return
    told = {report.id for report in case.reports}
    longest: dict[str, Span] = {}
    for mention in entity.mentions:
        span = mention.span
        if span.report not in told or mention.form not in {"full", "variant"}:
            continue
        if len(_name_words(span)) > len(_name_words(longest.get(span.report, span))):
            longest[span.report] = span
        longest.setdefault(span.report, span)
    forms: dict[tuple[str, ...], list[Span]] = {}
    for _, span in sorted(longest.items()):
        forms.setdefault(_name_words(span), []).append(span)
    full = max(forms, key=lambda words: (len(words), words), default=())
    if len(forms) < 2 or any(not set(words) <= set(full) for words in forms):  # noqa: PLR2004
        return
    versions = [version(case, spans[0].quote.strip(), spans) for _, spans in sorted(forms.items())]
    reason = Reason("claims/name length@1", None, versions[0].value, versions[-1].value)
    claim = f"name of {entity.name}"
    yield comparison(case, claim, "name", Verdict.MORE_DETAIL, versions, reason, "name")


def _name_words(span: Span) -> tuple[str, ...]:
    return tuple(fold_name(span.quote).removesuffix("'s").split())


def role_claims(case: Case, entities: Sequence[Entity]) -> Iterator[Comparison]:
    """Compare the offices that the reports of an event give a person.

    Args:
        case: the event's reports.
        entities: with the spans of their roles.

    Yields:
        One comparison for each person with a role in two reports.
    """
    told = {report.id for report in case.reports}
    for entity in entities:
        if entity.kind is not NameKind.PERSON:
            continue
        roles: dict[str, list[Span]] = {}
        for span in entity.roles:
            if span.report in told:
                roles.setdefault(span.report, []).append(span)
        if len(roles) < 2:  # noqa: PLR2004 - a comparison takes two
            continue
        words = {report: _words(spans) for report, spans in roles.items()}
        most = max(words.values(), key=lambda found: (len(found), sorted(found)))
        same = all(found == most for found in words.values())
        versions = [
            version(case, " / ".join(span.quote for span in spans), spans)
            for _, spans in sorted(roles.items())
        ]
        verdict = Verdict.AGREE if same else Verdict.MORE_DETAIL
        reason = Reason("claims/role@1", None, versions[0].value, versions[-1].value)
        yield comparison(case, f"office of {entity.name}", "role", verdict, versions, reason)


def _words(spans: Sequence[Span]) -> frozenset[str]:
    return frozenset(
        word
        for span in spans
        for word in _WORD.findall(span.quote.casefold())
        if len(word) >= ROLE_LENGTH
    )
