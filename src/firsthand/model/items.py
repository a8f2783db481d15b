"""What can be found in one report? Names, moments, places, figures, statements, directives."""

from dataclasses import dataclass
from enum import StrEnum

from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.span import Span


class NameKind(StrEnum):
    """What a name stands for."""

    PERSON = "person"
    ORGANISATION = "org"
    PLACE = "place"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a person, organisation, place or project in one report.

    `roles` are the spans of titles and offices said of it there ("head of ...").
    `nested` marks a name that stands inside another name. `form` is full, short, acronym, pronoun.
    """

    id: str
    span: Span
    kind: NameKind
    rule: str
    form: str = "full"
    roles: tuple[Span, ...] = ()
    nested: bool = False
    score: float | None = None


@dataclass(frozen=True, slots=True)
class StandIn:
    """A pronoun or a description ("she", "the minister") that stands in for a name.

    `head` is its main word and `word` that word's folded singular. `meant` is the name or the
    earlier stand-in of the same report that it stands for; None when the report does not say.
    """

    id: str
    span: Span
    kind: NameKind
    form: str
    word: str
    rule: str
    head: Span
    plural: bool = False
    meant: Span | None = None


class MomentKind(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression.

    `symbolic` is the form before resolution and is always there. `value` is the normalised value
    (2024-10-14, 2024-10-14T10:42, 2024-H1, P6Y, 2020/2024), empty when the text fixes none.
    `first` and `last` are the inclusive days of the interval (YYYY-MM-DD), empty when unknown.
    `anchor` is the day that relative words were reckoned from, with its provenance.
    """

    id: str
    span: Span
    kind: MomentKind
    symbolic: str
    rule: str
    value: str = ""
    timex: str = ""
    edtf: str = ""
    first: str = ""
    last: str = ""
    anchor: str = ""
    anchor_source: Provenance = Provenance.NONE
    vague: bool = False
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place mention resolved to a gazetteer entry or a named vague region.

    `key` is an ISO 3166 code of a country or first-level unit, "geonames:<id>" of a city, or a
    readable key of a region; empty when unresolved. `level` is country, admin1, city, region,
    water, demonym or other. `nested` marks a mention inside the name of something else. `use` is
    literal (the place itself), associative (its people, government or products) or in a name.
    """

    id: str
    span: Span
    name: str
    rule: str
    key: str = ""
    level: str = ""
    country: str = ""
    admin1: str = ""
    latitude: float | None = None
    longitude: float | None = None
    alternatives: tuple[str, ...] = ()
    nested: bool = False
    use: str = "literal"
    score: float | None = None


class Bound(StrEnum):
    """How a printed value bounds the real one."""

    EXACT = "exact"
    APPROXIMATE = "approx"
    NEARLY = "nearly"
    AT_LEAST = "min"
    OVER = "over"
    AT_MOST = "max"
    UNDER = "under"
    RANGE = "range"
    VAGUE = "vague"
    SCORE = "score"


class Change(StrEnum):
    """Whether a figure tells of a movement."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed, its canonical name, and the value in the coherent SI or UCUM unit.

    `canonical` is the ISO 4217 code of a currency. `qudt` and `ucum` are the unit's identifiers in
    those vocabularies, empty where they have none. `alternatives` are canonical names of other
    units that the printed word may stand for ("ton": the metric, short and long ton).
    """

    surface: str = ""
    canonical: str = ""
    si_value: float | None = None
    si_unit: str = ""
    alternatives: tuple[str, ...] = ()
    qudt: str = ""
    ucum: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """One way to understand an ambiguous figure: "up 60 times" is 60 or 61 times the base."""

    meaning: str
    value: float


ACTUAL = Slot("actual")
"""The basis of a figure of which nothing else is said."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity claim.

    `value` and `value_max` are as printed after scale words (for a score: both sides);
    `low` and `high` bound the real value, None = unbounded, with `low_open`/`high_open`.
    `change` tells of a movement from `base` to `target`. Slots have their own spans: what is
    `measured`, `place`, `period`, `denominator` (the whole of a share), `basis` (actual, target,
    forecast; without spans when nothing is said), `accumulation` (cumulative, per period, or
    empty), `attributed` (who is named as its source). `senses` are there when the words have more
    than one reading.
    """

    id: str
    span: Span
    value: float
    bound: Bound
    unit: Unit
    rule: str
    value_max: float | None = None
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    change: Change = Change.NONE
    base: Slot = EMPTY
    target: Slot = EMPTY
    measured: Slot = EMPTY
    place: Slot = EMPTY
    period: Slot = EMPTY
    denominator: Slot = EMPTY
    attributed: Slot = EMPTY
    basis: Slot = ACTUAL
    accumulation: Slot = EMPTY
    senses: tuple[Sense, ...] = ()
    score: float | None = None


class StatementKind(StrEnum):
    """How the words are rendered."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said, asked or promised what.

    `speaker` names the resolved speaker in full ("" = unknown) with the spans it rests on.
    `source` is the speaker's mention in the sentence (None = carried over from before).
    `role` is the title or office that the same report gives the speaker, beside the statement or
    last before it: who the speaker was when these words were reported.
    """

    id: str
    content: tuple[Span, ...]
    kind: StatementKind
    act: str
    rule: str
    source: Span | None = None
    cue: Span | None = None
    speaker: Slot = EMPTY
    polarity: str = "affirmed"
    modality: str = ""
    score: float | None = None
    role: Slot = EMPTY


class DirectiveKind(StrEnum):
    """Whether something is asked of others or promised by oneself."""

    DIRECTIVE = "directive"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class Directive:
    """One thing asked or promised: a member of a coordinated list is an item of its own."""

    id: str
    span: Span
    kind: DirectiveKind
    statement: str
    rule: str
    issuer: Slot = EMPTY
    addressee: Slot = EMPTY
    theme: str = ""
    also_themes: tuple[str, ...] = ()
    object: Slot = EMPTY
    place: Slot = EMPTY
    deadline: Slot = EMPTY
    target: Slot = EMPTY
    strength: str = ""
    measurable: bool = False
    score: float | None = None
