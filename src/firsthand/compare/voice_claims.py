"""Was a claim's attribution lost, or moved to another person, between reports of an event?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from firsthand.compare.one_thing import words_beside_persons
from firsthand.compare.propositions import Proposition, content
from firsthand.compare.tolls import word_pattern
from firsthand.compare.versions import Case, comparison, version
from firsthand.lang import lexicon
from firsthand.model.items import NameKind, Statement, StatementKind
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Entity, Verdict

LOST_LIKENESS = 0.5
"""Likeness from which a claim in a report's own voice is one that a person makes elsewhere ..."""

MOVED_LIKENESS = 0.6
"""... and from which two persons are given one claim."""

LEAST_CONTENT = 5
"""Content words of a clause that is long enough to be somebody's claim ..."""

BESIDE_PERSONS = 3
"""... and how many of them belong to no name of a person: a list is nobody's."""

ONE_NAME = 0.85
"""Two names that share so much of their letters are taken for one person's."""

VERBATIM = 0.9
"""Share of the content words of a quotation that stand in one that has lost its marks."""

ASKING = frozenset({"call-for", "promise", "announce", "ask", "urge", "order", "plan", "support"})
"""What is asked or promised at one time and told as done at another is no lost attribution ..."""

DENYING = "deny"
"""... and who denies a thing does not say it."""

NEAR = 2
"""Lines before and behind one among which somebody who speaks of himself shows it for speech ..."""

REACH = 800
"""... and characters on either side in which they are looked for."""

OWN = "the report itself"

_QUOTED = re.compile("[\"“”„‟«»「」『』]|''|(?<!\\w)['‘‚]|['’](?!\\w)")


def persons_by_spelling(entities: Iterable[Entity]) -> dict[str, str]:
    """Say who is meant by each spelling of a person's name.

    Args:
        entities: who and what the names of all reports stand for.

    Returns:
        Names of persons by their spellings in small letters; of namesakes the first.
    """
    found: dict[str, str] = {}
    for entity in entities:
        if entity.kind is NameKind.PERSON:
            for spelling in (entity.name, *(mention.span.quote for mention in entity.mentions)):
                found.setdefault(spelling.casefold(), entity.name)
    return found


def voice_claims(
    case: Case, group: Sequence[Proposition], score: float, persons: Mapping[str, str]
) -> Iterator[Comparison]:
    """Show a person's words in another's mouth or in a report's own voice.

    A speaker whom the program failed to find is no difference. So a claim is in a report's own
    voice only where nobody is quoted in its whole paragraph and the paragraph does not name the
    person; and it moved to another person only where both sentences name their speakers.

    Args:
        case: the event's reports.
        group: clauses of different reports that say one thing.
        score: the lowest likeness that joined them.
        persons: who is meant by a speaker, by every spelling of the name in small letters.

    Yields:
        At most one comparison.
    """
    if any(
        len(content(clause.span.quote)) < LEAST_CONTENT
        or len(words_beside_persons(case.founds[clause.span.report], clause.span)) < BESIDE_PERSONS
        for clause in group
    ):
        return
    said: dict[str, list[Proposition]] = {}
    for clause in group:
        who = persons.get(clause.speaker.casefold(), "") if clause.item else ""
        # An unknown speaker, or a group that is not named, is no other speaker.
        if clause.item and (not who or clause.directive or clause.act in (*ASKING, DENYING)):
            return
        who = next((known for known in said if known and _alike(known, who)), who)
        said.setdefault(who, []).append(clause)
    speakers = [who for who in said if who]
    if len(said) < 2 or score < (LOST_LIKENESS if "" in said else MOVED_LIKENESS):  # noqa: PLR2004
        return
    own = said.get("", [])
    if not all(_own(case, clause, speakers) for clause in own):
        return
    if own and any(_is_shown(case, clause, own) for who in speakers for clause in said[who]):
        return
    if len(speakers) > 1 and not all(
        _named(case, clause, speakers, who) for who in speakers for clause in said[who]
    ):
        return
    versions = [version(case, who or OWN, (c.span for c in told)) for who, told in said.items()]
    names = [v.value for v in versions]
    reason = Reason("claims/voice@3", round(score, 3), names[0], names[-1])
    claim = f"who says: {min((c.span.quote for c in group), key=len)}"
    yield comparison(case, claim, "attribution", Verdict.DIFFER, versions, reason, "attribution")


def _own(case: Case, clause: Proposition, persons: Sequence[str]) -> bool:
    """Tell whether a clause is surely in its report's own voice."""
    report = next(r for r in case.reports if r.id == clause.span.report)
    line = _line(report, clause.span)
    if clause.directive or _QUOTED.search(line.quote) or _self(report).search(line.quote):
        return False
    if any(_is_speech(report, near) for near in _near(report, line)):
        return False
    told = case.founds[report.id].statements
    if any(span.overlaps(line) for statement in told for span in _spans(statement)):
        return False
    # The name of who wrote a message that is shown whole stands behind it.
    around = line.quote.casefold()
    return not any(_last_name(person) in around for person in persons)


def _is_speech(report: Report, line: str) -> bool:
    """Tell whether a line without quotation marks is in the words of somebody who speaks."""
    return not _QUOTED.search(line) and bool(_self(report).search(line))


def _near(report: Report, line: Span) -> Iterator[str]:
    """Give the lines before and behind one: a long speech shown whole has its marks far off."""
    before = report.text[max(0, line.start - REACH) : line.start].split("\n")
    behind = report.text[line.end : line.end + REACH].split("\n")
    yield from [text for text in before if text.strip()][-NEAR:]
    yield from [text for text in behind if text.strip()][:NEAR]


def _is_shown(case: Case, clause: Proposition, own: Sequence[Proposition]) -> bool:
    """Tell whether a report prints a person's very words, as it shows a message without marks."""
    told = case.founds[clause.span.report].statements
    kind = next((s.kind for s in told if s.id == clause.item), None)
    if kind is not StatementKind.DIRECT:
        return False
    words = content(clause.span.quote)
    return any(
        len(words & other) >= VERBATIM * min(len(words), len(other))
        for other in (content(each.span.quote) for each in own)
    )


def _named(case: Case, clause: Proposition, persons: Sequence[str], who: str) -> bool:
    """Tell whether a clause's sentence names its speaker and no other of the persons."""
    report = next(r for r in case.reports if r.id == clause.span.report)
    statement = next(s for s in case.founds[report.id].statements if s.id == clause.item)
    source = statement.source
    line = _line(report, clause.span).quote.casefold()
    others = [_last_name(person) for person in persons if person != who]
    return (
        source is not None
        and _last_name(who) in source.quote.casefold()
        and not any(name in line for name in others)
    )


def _spans(statement: Statement) -> Iterator[Span]:
    yield from statement.content
    yield from (span for span in (statement.source, statement.cue) if span is not None)


def _line(report: Report, span: Span) -> Span:
    start = report.text.rfind("\n", 0, span.start) + 1
    end = report.text.find("\n", span.end)
    return report.span(start, end if end >= 0 else len(report.text))


def _self(report: Report) -> re.Pattern[str]:
    """Words in which somebody speaks of himself: no news report does in its own voice."""
    language = report.metadata.language
    return word_pattern(language, "|".join(lexicon(language, "pairs").get("self", ())))


def _last_name(person: str) -> str:
    return person.casefold().split()[-1]


def _alike(one: str, other: str) -> bool:
    """Tell whether two names may be two spellings of one."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ONE_NAME
