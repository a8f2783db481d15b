"""Which clauses of an event's reports make one claim, and in which slot do they differ?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from firsthand.compare.propositions import Proposition, join_matches, matches, propositions
from firsthand.compare.versions import Case, comparison, version
from firsthand.model.items import NameKind
from firsthand.model.reason import Reason
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Entity, Verdict

LEAST_LIKENESS = 0.24
"""Below this two clauses are not shown as one claim: half the mean of word and letter cosines."""

SURE_LIKENESS = 0.4
"""Above this a voice that is lost or moved is shown as a difference of its own."""

MORE_WORDS = 2.4
"""A clause with this many times the content words of the other says more ..."""

FEWEST_MORE = 3
"""... if that is at least so many words more."""

ONE_NAME = 0.85
"""Two names that share so much of their letters are taken for one person's."""

_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u9fff]{2}")
STEM = 5
"""Letters by which two content words are taken as forms of one."""


LinedUp: TypeAlias = tuple[tuple[float, tuple[Proposition, ...]], ...]
"""Groups of clauses that say one thing, with the lowest likeness that joined each."""


def line_up(case: Case) -> LinedUp:
    """Find the clauses of an event's reports that say one thing.

    Args:
        case: the event's reports.

    Returns:
        Groups of at most one clause of each report.
    """
    clauses = [propositions(report, case.founds[report.id]) for report in case.reports]
    spans = [[clause.span for clause in group] for group in clauses]
    return tuple(
        (score, tuple(clauses[report][index] for report, index in members))
        for score, members in join_matches(matches(spans, LEAST_LIKENESS))
    )


def text_claims(
    case: Case,
    entities: Sequence[Entity],
    figures: Sequence[Comparison],
    groups: LinedUp | None = None,
) -> Iterator[Comparison]:
    """Line up the clauses of an event's reports and compare them slot by slot.

    Args:
        case: the event's reports.
        entities: for who is meant by a speaker.
        figures: comparisons of figures already made; clauses that differ only there are theirs.
        groups: the clauses that say one thing, where they are known already.

    Yields:
        Facts that two or more reports carry, and voices that were lost or moved.
    """
    differing = {
        span: (claim.id, v.value)
        for claim in figures
        if claim.verdict is Verdict.DIFFER
        for v in claim.versions
        for span in v.mentions
    }
    for score, group in line_up(case) if groups is None else groups:
        yield _fact(case, group, score, differing)
        if score >= SURE_LIKENESS:
            yield from _voice(case, group, score, entities)


def _fact(
    case: Case,
    group: Sequence[Proposition],
    score: float,
    differing: Mapping[Span, tuple[str, str]],
) -> Comparison:
    lengths = [len(_content(clause.span.quote)) for clause in group]
    longest, shortest = max(lengths), max(1, min(lengths))
    more = longest >= max(MORE_WORDS * shortest, shortest + FEWEST_MORE)
    verdict = Verdict.MORE_DETAIL if more else Verdict.AGREE
    slot = ""
    quotes = [clause.span.quote for clause in group]
    sides: list[list[Proposition]] = [[clause] for clause in group]
    if _differ(group, differing):
        verdict, slot = Verdict.DIFFER, "number"
        sides = _sides(group, differing)
    elif verdict is Verdict.AGREE:
        sides = [list(group)]
    versions = [
        version(case, min((c.span.quote for c in side), key=len), (c.span for c in side))
        for side in sides
    ]
    detail = f"likeness {score:.2f}, {shortest} to {longest} content words"
    reason = Reason("claims/clause@1", round(score, 3), quotes[0], quotes[-1], detail)
    return comparison(case, min(quotes, key=len), "fact", verdict, versions, reason, slot)


def _differ(group: Sequence[Proposition], differing: Mapping[Span, tuple[str, str]]) -> bool:
    """Tell whether two clauses hold two values of one claim."""
    values: dict[str, set[str]] = {}
    for clause in group:
        for figure in clause.figures:
            if figure.span in differing:
                claim, value = differing[figure.span]
                values.setdefault(claim, set()).add(value)
    return any(len(told) > 1 for told in values.values())


def _sides(
    group: Sequence[Proposition], differing: Mapping[Span, tuple[str, str]]
) -> list[list[Proposition]]:
    """Put clauses with the same values on one side, so that a copy adds no version."""
    sides: dict[frozenset[tuple[str, str]], list[Proposition]] = {}
    for clause in group:
        told = frozenset(differing[f.span] for f in clause.figures if f.span in differing)
        sides.setdefault(told, []).append(clause)
    return list(sides.values())


def _voice(
    case: Case, group: Sequence[Proposition], score: float, entities: Sequence[Entity]
) -> Iterator[Comparison]:
    """Show a person's words in another's mouth or in a report's own voice."""
    said: dict[str, list[Span]] = {}
    for clause in group:
        if not clause.item:
            who = ""
        else:
            person = _person(clause.speaker, entities)
            # An unknown speaker, or a group that is not named, is no other speaker.
            if not person:
                return
            who = next((known for known in said if known and _alike(known, person)), person)
        said.setdefault(who, []).append(clause.span)
    if len(said) < 2:  # noqa: PLR2004 - a comparison takes two
        return
    versions = [version(case, who or "the report itself", spans) for who, spans in said.items()]
    names = [v.value for v in versions]
    reason = Reason("claims/voice@1", round(score, 3), names[0], names[-1])
    claim = f"who says: {min((c.span.quote for c in group), key=len)}"
    yield comparison(case, claim, "attribution", Verdict.DIFFER, versions, reason, "attribution")


def _alike(one: str, other: str) -> bool:
    """Tell whether two names may be two spellings of one."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ONE_NAME


def _person(speaker: str, entities: Sequence[Entity]) -> str:
    folded = speaker.casefold()
    for entity in entities:
        spellings = {entity.name.casefold(), *(m.span.quote.casefold() for m in entity.mentions)}
        if entity.kind is NameKind.PERSON and folded in spellings:
            return entity.name
    return ""


def _content(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in _WORD.findall(text.casefold()))
