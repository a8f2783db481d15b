"""What do many reports tell together? Events, entities, links, families, comparisons, progress."""

from dataclasses import dataclass
from enum import StrEnum

from firsthand.model.items import NameKind
from firsthand.model.reason import EMPTY, Reason, Slot
from firsthand.model.span import Span


class State(StrEnum):
    """Whether the program suggests a thing or a person has confirmed or rejected it."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Mention:
    """One name counted to an entity; `form` is full, short, variant, misspelling or alias."""

    span: Span
    form: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way an entity's name is spelt, with the reports that spell it so."""

    text: str
    reports: tuple[str, ...]
    independent: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """The person, organisation, place or project that many mentions stand for."""

    id: str
    name: str
    kind: NameKind
    mentions: tuple[Mention, ...]
    rule: str
    roles: tuple[Span, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    state: State = State.SUGGESTED
    stand_ins: tuple[Mention, ...] = ()
    """pronouns and descriptions that stand for it"""


class Relation(StrEnum):
    """What a report does with an event."""

    REPORTS = "reports"
    ANNOUNCES = "announces"
    REFERS = "refers"


@dataclass(frozen=True, slots=True)
class Reporting:
    """One report's relation to an event, with what it rests on."""

    report: str
    relation: Relation
    spans: tuple[Span, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Event:
    """A real-world happening. `when` is EDTF; an inherited day is marked by its provenance."""

    id: str
    title: str
    kind: str
    reportings: tuple[Reporting, ...]
    rule: str
    when: Slot = EMPTY
    where: Slot = EMPTY
    place_key: str = ""
    who: tuple[str, ...] = ()
    programme: str = ""
    state: State = State.SUGGESTED


@dataclass(frozen=True, slots=True)
class EventChange:
    """One thing that was done to the events of a dossier; the log of them is append-only.

    `action` is open, join, move, split, merge, close or refer. `reports` came to `event` from the
    event `source`; empty for new ones. After merge and close the id of `source` leads on to
    `event`. `spans` are where reports refer to an event that none tells of.
    """

    number: int
    action: str
    event: str
    source: str
    reports: tuple[str, ...]
    spans: tuple[Span, ...] = ()


LIKELY, SURE = 0.5, 0.8
"""Chances from which a link rather holds, and from which it is not called uncertain any more."""


class LinkKind(StrEnum):
    """Why two reports are not independent."""

    IDENTICAL = "identical"
    NEAR_COPY = "near copy"
    PASSAGE = "passage"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    COMMON_ORIGIN = "renders one original"
    SAME_AGENCY = "same agency credited"
    SAME_OWNER = "same owner"
    UPDATE = "update of the same page"
    DECLARED = "declared one source"
    """a person said so"""
    QUOTATION = "partial quotation"
    """they share the words of one speaker in quotation marks and no others"""
    FACTS = "common facts only"
    """they agree on facts of one event without sharing words: a reason to count both"""
    REFERS = "refers to"
    """one names the other's outlet, or both a third, as its source for something"""


class Direction(StrEnum):
    """Which of two reports the words came from."""

    A_TO_B = "a->b"
    B_TO_A = "b->a"
    COMMON = "common-source"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Passage:
    """Two stretches of two reports that carry the same words or the same sense."""

    a: Span
    b: Span
    kind: str
    """verbatim, near, paraphrase or translation; credit where a source is named; fact"""
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """Tell how two reports stand to each other; `a` and `b` are report ids, a < b.

    `score` says how much they share, `probability` how likely it is that the link holds: where
    that was left in the middle, people are asked and counts are given as a range.
    """

    id: str
    a: str
    b: str
    kind: LinkKind
    direction: Direction
    score: float
    reason: Reason
    passages: tuple[Passage, ...] = ()
    state: State = State.SUGGESTED
    counts: bool | None = None
    """whether its kind makes two reports one source here; None = by default for its kind"""
    step: float | None = None
    """chance that one was made right from the other, for the pairs that are parent and copy in
    their family's likeliest tree; None for all others"""
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that go back to one source, with the links that join them."""

    id: str
    reports: tuple[str, ...]
    links: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Weight:
    """How much stands behind a claim: its reports and the groups left after joining.

    `texts` counts distinct texts, `origins` those left after joining text descent,
    `independent` those left after joining credited agency and owner too. `reason` tells why so
    many are independent, the two others why so many texts and origins are left. Uncertain links
    join; `uncertain` names those without which up to `at_most` independent sources would be left.
    """

    reports: tuple[str, ...]
    texts: int
    origins: int
    independent: int
    reason: str
    texts_reason: str = ""
    origins_reason: str = ""
    at_most: int = 0
    uncertain: tuple[str, ...] = ()


class Verdict(StrEnum):
    """How the reports that carry a claim stand to one another."""

    AGREE = "agree"
    MORE_DETAIL = "more-detail"
    DIFFER = "differ"
    ONLY_HERE = "only here"


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a claim with its mentions and its weight."""

    value: str
    mentions: tuple[Span, ...]
    weight: Weight


@dataclass(frozen=True, slots=True)
class Comparison:
    """One claim as several reports carry it, and where they differ."""

    id: str
    claim: str
    kind: str
    """number, date, name, place, fact, attribution or role"""
    verdict: Verdict
    slot: str
    """the slot in which the versions differ; empty when they agree"""
    versions: tuple[Version, ...]
    reason: Reason
    event: str = ""


class Evidence(StrEnum):
    """What a later report offers on a directive."""

    FIGURE = "figure reported"
    STATED = "progress stated"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one later passage says of a directive."""

    evidence: Evidence
    what: str
    spans: tuple[Span, ...]
    reason: Reason
    item: str = ""
    """id of the figure or statement that carries it, if any"""
    place: str = ""
    period: str = ""
    word: str = ""
    """the status that the report itself tells: done, partly, late, changed, not-met"""
    date: str = ""
    """of the report that says so"""
    weight: Weight | None = None
    """how much stands behind it"""


@dataclass(frozen=True, slots=True)
class Progress:
    """What later reports say of one directive.

    `made` are the spans of all reports that carry it, `directives` the ids of those items.
    `status` is open (nothing found in these reports), partly (figure reported or progress stated),
    or the word a report itself uses: done, late, changed, not-met; of several the latest.
    `targets` are the ids of the figures that were asked for; `baseline` is what reports of that
    day or before told by figures of the same matter.
    """

    id: str
    title: str
    kind: str
    made: tuple[Span, ...]
    directives: tuple[str, ...]
    theme: str
    outcomes: tuple[Outcome, ...]
    status: str
    weight: Weight
    reason: Reason
    also_themes: tuple[str, ...] = ()
    issuer: Slot = EMPTY
    date: str = ""
    state: State = State.SUGGESTED
    targets: tuple[str, ...] = ()
    baseline: tuple[Outcome, ...] = ()


class Changed(StrEnum):
    """How a thing stands to the study before."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    """found before and not any more, or told by the older version of a page alone"""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a study found otherwise than the study before.

    `table` is that of the item, or sources (how many are independent) or versions (what a newer
    version of a page withdrew, added or worded anew; `spans` say where).
    """

    table: str
    how: Changed
    item: str
    title: str
    was: str
    now: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """One study of a dossier that drew anew: when, of what, by which version of the program."""

    number: int
    when: str
    version: str
    reports: int
    decisions: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: append-only, with who, when and why.

    `action` is confirm, reject, rename, status, note, undo, join, count, outlet, merge, split or
    move; `target` the item's id, for undo the decision's, for join and move a report's, for count
    "links", for outlet its name; `value` what was decided (a JSON text): the new name or status,
    the note, the other report, the kinds of link that count, the outlet's row; about entities and
    events marks by which they are found again, with the new name, the other one, or the spelling
    that is split off.
    """

    id: str
    number: int
    action: str
    target: str
    value: str
    who: str
    when: str
    why: str
