"""Who said what in a language whose verb closes the sentence: Japanese, Korean, Turkish?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.analyse.statements.draft import Draft, Stretch, overlap, trim
from firsthand.analyse.statements.grammar import NOTHING
from firsthand.analyse.statements.lexicon import Lexicon, load_lexicon
from firsthand.analyse.statements.units import Unit, units
from firsthand.analyse.statements.verb_requests import Cue, addressed_pattern, find_cues
from firsthand.text.reading import Reading

_OBJECT = re.compile(r"を[^るたうくすつむぶぐをはが]{1,12}$")
"""An object right before a noun, with no verb between: another subject's clause has begun."""
_ASIDE = re.compile(r"[（(][^（()）]{1,12}[）)]$")
"""An age or a home behind a name."""
EDGE = " \t\n\u3000,，、;:：。.・"
MARKS = "\"“”「」『』«»‘’'"
LONGEST_SOURCE = 60
"""Characters of the longest source: a name with its offices."""
LONGEST_SETTING = 24
"""Characters of a time, place or hearer between a source and what is said."""
LONGEST_DAY = 8
LONG_JOINT = 4
"""Characters of a joining word that no comma need follow."""
LEAST_CONTENT = 4
LEAST_QUOTE = 8
"""Characters of the shortest quotation that is taken for speech by its subject alone."""
LONGEST_LOOSE = 18
"""Characters between the particle behind a quotation and the end of its sentence."""
MOST_CUES = 12


@dataclass(frozen=True, slots=True)
class Patterns:
    """Hold one language's patterns, compiled once."""

    lexicon: Lexicon
    cues: re.Pattern[str]
    topic: re.Pattern[str]
    """What stands behind a subject: a particle, or a comma."""
    according: re.Pattern[str]
    """What stands behind a source: "によると"."""
    setting: re.Pattern[str]
    """A time, place or hearer at the head of a content, with its comma."""
    tail: re.Pattern[str]
    """What links a content with its verb: "と", "라고"."""
    spoken: re.Pattern[str]
    """Words one of which a subject must hold when nothing sets it apart."""
    joining: re.Pattern[str]
    inverted: re.Pattern[str]
    day: re.Pattern[str]
    """A day on which something is said, beside what is said."""
    """Quotation, particle, subject, verb: "「…」と市長は話した"."""
    clause: str
    """Marks that end a clause."""
    after: tuple[str, ...]
    """What may follow a verb that ends its clause all the same: "という"."""
    clause_comma: bool
    """Whether a subject may stand behind a comma."""
    loose: re.Pattern[str]
    """What closes a sentence behind a quotation with a verb of no list: "と笑顔を見せた"."""
    addressed: re.Pattern[str]
    """Who is asked, between what is asked and its verb: "よう市に求めた"."""


@cache
def load_patterns(language: str) -> Patterns:
    """Compile a language's patterns.

    Args:
        language: an ISO 639-1 code with a lexicon.

    Returns:
        The patterns.
    """
    lexicon = load_lexicon(language)
    words = lexicon.words
    spaced = bool(words.get("grammar.spaced"))
    return Patterns(
        lexicon=lexicon,
        cues=_any(lexicon.verbs, edge=spaced),
        topic=_any(words["grammar.topics"], after=r"(?=[\s、，,「『\"“]|\S)"),
        according=_any(words["phrases.after_source"]),
        setting=re.compile(
            rf"[^、，,。「」『』\"“”\n]{{1,{LONGEST_SETTING}}}?"
            rf"(?:{_alternatives(words['grammar.settings'])})(?:[、，,]\s*|\s?(?=[「『\"“]))"
        ),
        tail=re.compile(rf"(?<![こ하])(?:{_alternatives(words['grammar.tails'])})\s*$"),
        spoken=_spoken(words),
        joining=_any(words["grammar.joining"], edge=spaced),
        inverted=_inverted(lexicon),
        day=_day(words),
        clause="".join(sorted(words.get("grammar.clause_marks", ()))),
        after=tuple(sorted(words.get("grammar.after_verb", ()))),
        loose=_loose(words),
        addressed=addressed_pattern(lexicon),
        clause_comma=bool(words.get("grammar.endings")),
    )


def _spoken(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Match what shows that somebody speaks: an office, a body, or how names of bodies end."""
    keys = ("offices", "bodies", "titles", "pronouns")
    said = frozenset(w for key in keys for w in words.get(f"speakers.{key}", ()))
    ends = _alternatives(words.get("speakers.ends", frozenset()))
    return re.compile(rf"(?:{_alternatives(said)})|\w(?:{ends})$", re.IGNORECASE)


def _loose(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Match a particle, at most one hearer or state, and a verb at the end of the sentence."""
    ends = words.get("grammar.endings", frozenset())
    if not ends:
        return NOTHING
    naming = _alternatives(words.get("grammar.naming", frozenset()))
    link = _alternatives(words["grammar.links"])
    return re.compile(
        rf"(?:{link})(?!{naming})(?P<cue>[^、。「」『』\nはが]{{1,{LONGEST_LOOSE}}}?"
        rf"(?:{_alternatives(ends)}))(?=[。）)]|$)"
    )


def _day(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Match a day that stands between a speaker and what is said, or before the verb."""
    days = words.get("grammar.days", frozenset())
    if not days:
        return NOTHING
    marks = _alternatives(words.get("grammar.day_marks", frozenset()))
    day = rf"(?:(?:{_alternatives(days)})|\d{{1,2}}(?:{marks}))"
    return re.compile(rf"{day},?\s+|\s+{day}$")


def _inverted(lexicon: Lexicon) -> re.Pattern[str]:
    """Match what follows a quotation whose subject stands between the particle and the verb."""
    link = _alternatives(lexicon.words.get("grammar.links", frozenset()))
    if not lexicon.words.get("grammar.links"):
        return NOTHING
    verbs = frozenset(v.removeprefix("と") for v in lexicon.verbs if v.startswith("と"))
    topics = _alternatives(lexicon.words["grammar.topics"])
    return re.compile(
        rf"(?:{link})(?P<who>[^、。「」\n]{{1,{LONGEST_SOURCE}}}?)(?:{topics})"
        rf"[^。「」\n]{{0,{LONGEST_SETTING}}}?(?P<cue>{_alternatives(verbs)})(?=[。、）]|$)"
    )


def _alternatives(words: frozenset[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, ordered)) or r"(?!)"


def _any(words: object, *, edge: bool = False, after: str = "") -> re.Pattern[str]:
    assert hasattr(words, "__iter__")  # noqa: S101 - narrows for the type checker
    body = _alternatives(frozenset(str(w) for w in words))
    if body == r"(?!)":
        return NOTHING
    pattern = rf"(?<!\w)(?:{body})(?!\w)" if edge else rf"(?:{body}){after}"
    cased = body.lower() != body.upper()
    return re.compile(pattern, re.IGNORECASE if cased else re.NOFLAG)


def verb_final_drafts(reading: Reading, named: tuple[Stretch, ...] = ()) -> list[Draft]:
    """Find the statements of a report whose verbs close their sentences.

    Args:
        reading: a reading in such a language.
        named: bounds of the persons and bodies named in it, ascending.

    Returns:
        Drafts with offsets into the report's own text, in text order.
    """
    text = reading.report.text
    patterns = load_patterns(reading.language)
    found: list[Draft] = []
    for unit in units(text, reading.sentences, named):
        found.extend(_unit_drafts(text, unit, patterns))
    return found


def _unit_drafts(text: str, unit: Unit, patterns: Patterns) -> Iterator[Draft]:
    turned = _turned(text, unit, patterns)
    if turned is not None:
        yield turned
        return
    start, source = unit.start, None
    named = _according(text, unit, patterns)
    if named is not None:
        source, cue, start = named
    cues = [
        cue
        for cue in find_cues(text, (start, unit.end), patterns.cues, patterns.addressed)
        if not any(overlap((cue.start, cue.end), quote) for quote in unit.quotes)
        and _closes(text, cue.end, unit.end, patterns)
    ][:MOST_CUES]
    if named is not None and not cues:
        content = trim(text, (start, unit.end), EDGE)
        if content is not None and content[1] - content[0] >= LEAST_CONTENT:
            yield Draft(
                "report",
                "statements/plain-according@1",
                [content],
                cue,
                source,
                text[slice(*cue)],
                complement="fixed",
            )
        return
    at = start
    for match in cues:
        draft = _draft(text, unit, (at, match.start), match, patterns)
        if draft is None:
            continue
        draft.source = draft.source or source
        draft.carried = draft.source is None
        source = draft.source
        at = match.end
        yield draft
    if not cues:
        spoken = _unlisted(text, unit, patterns)
        if spoken is not None:
            yield spoken
        else:
            yield from _alone(text, unit)


def _turned(text: str, unit: Unit, patterns: Patterns) -> Draft | None:
    for quote in unit.quotes:
        match = patterns.inverted.match(text, quote[1], unit.end)
        if match is not None and not text[unit.start : quote[0]].strip(EDGE):
            entry = "と" + match["cue"]
            sense = next(iter(patterns.lexicon.verbs[entry].values()))
            return Draft(
                sense.act,
                "statements/plain-quote@1",
                [quote],
                match.span("cue"),
                trim(text, match.span("who"), EDGE),
                entry,
                complement="quote",
            )
    return None


def _closes(text: str, at: int, end: int, patterns: Patterns) -> bool:
    """Tell whether a clause ends behind a verb, or its speaker follows: "dedi Bakan"."""
    rest = text[at:end].lstrip()
    if rest.startswith(patterns.after):
        return True
    return not rest or rest[0] in patterns.clause or patterns.lexicon.has("grammar.order", "free")


def _according(text: str, unit: Unit, patterns: Patterns) -> tuple[Stretch, Stretch, int] | None:
    match = patterns.according.search(text, unit.start, unit.end)
    if match is None or any(overlap(match.span(), quote) for quote in unit.quotes):
        return None
    source = trim(text, (unit.start, match.start()), EDGE)
    if source is None or source[1] - source[0] > LONGEST_SOURCE:
        return None
    comma = max((text.rfind(mark, *source) for mark in "、，,"), default=-1)
    source = trim(text, (max(comma + 1, source[0]), source[1]), EDGE) or source
    return source, match.span(), match.end()


def _draft(text: str, unit: Unit, piece: Stretch, match: Cue, patterns: Patterns) -> Draft | None:
    word = match.entry.lower()
    entry = word if word in patterns.lexicon.verbs else match.entry
    complement, sense = next(iter(patterns.lexicon.verbs[entry].items()))
    source, start = _subject(text, unit, piece, patterns)
    quotes = [q for q in unit.quotes if q[0] >= start and q[1] <= piece[1]]
    content = trim(text, (start, piece[1]), EDGE)
    while content is not None:
        setting = patterns.setting.match(text, *content)
        if setting is None or any(overlap(setting.span(), q) for q in quotes):
            break
        content = trim(text, (setting.end(), content[1]), EDGE)
    content = _without_day(text, content, patterns)
    if content is not None:
        tail = patterns.tail.search(text, *content)
        if tail is not None and not any(overlap(tail.span(), q) for q in quotes):
            content = trim(text, (content[0], tail.start()), EDGE)
    if content is not None and complement == "obj":
        content = _past_hearer(text, content, patterns)
    if content is not None:
        joint = patterns.joining.match(text, *content)
        content = trim(text, (joint.end(), content[1]), EDGE) if joint else content
    after = _behind(text, match.end, unit.end, patterns) if source is None else None
    if content is None or content[1] - content[0] < LEAST_CONTENT:
        return None
    whole = next((q for q in quotes if q[0] <= content[0] + 1 and content[1] - 1 <= q[1]), None)
    kind = "quote" if whole is not None else "obj" if complement == "obj" else "clause"
    return Draft(
        sense.act,
        f"statements/plain-{kind}@1",
        [whole or content],
        match.span,
        source or after,
        entry,
        complement=kind,
    )


def _without_day(text: str, content: Stretch | None, patterns: Patterns) -> Stretch | None:
    """Cut off the day on which something is said: "14일 ... 밝혔다", "... 12일 발표했다"."""
    if content is not None and (first := patterns.day.match(text, *content)):
        content = trim(text, (first.end(), content[1]), EDGE)
    if content is None:
        return None
    low = max(content[0], content[1] - LONGEST_DAY)
    last = next(
        (m for m in patterns.day.finditer(text, low, content[1]) if m.end() == content[1]), None
    )
    return trim(text, (content[0], last.start()), EDGE) if last else content


def _past_hearer(text: str, content: Stretch, patterns: Patterns) -> Stretch:
    """Leave out who is asked: "会社に" before "賃金の引き上げ"."""
    for particle in sorted(patterns.lexicon.words.get("grammar.hearers", ())):
        at = text.find(particle, content[0], min(content[1], content[0] + LONGEST_SETTING))
        if at > 0 and patterns.spoken.search(text, content[0], at):
            return at + len(particle), content[1]
    return content


def _subject(
    text: str, unit: Unit, piece: Stretch, patterns: Patterns
) -> tuple[Stretch | None, int]:
    """Find the subject at the head of a piece, and where the rest begins."""
    start = piece[0]
    while start < piece[1] and text[start] in EDGE:
        start += 1
    joint = patterns.joining.match(text, start, piece[1])
    if joint is not None and (
        joint.end() - joint.start() >= LONG_JOINT
        or text[joint.end() : joint.end() + 1] in {"、", "，", ",", " "}
    ):
        start = joint.end()  # "一方、", "これに対し"
    while start < piece[1] and text[start] in EDGE:
        start += 1
    setting = patterns.setting.match(text, start, piece[1])
    for begin in [start, setting.end()] if setting else [start]:
        for topic in patterns.topic.finditer(text, begin, min(piece[1], begin + LONGEST_SOURCE)):
            if any(overlap(topic.span(), quote) for quote in unit.quotes):
                break
            source = _before_topic(text, (begin, topic.start()), patterns)
            if source is None or _OBJECT.search(text, *source):
                continue
            apart = text[topic.end() : topic.end() + 2].lstrip()[:1] in {*'、，,「『"“'}
            quoted = any(q[0] >= topic.end() for q in unit.quotes)
            named = any(start >= source[0] and end == source[1] for start, end in unit.named)
            if named or patterns.spoken.search(text, *source) or (apart and quoted):
                return source, topic.end()
    return None, piece[0]


def _before_topic(text: str, piece: Stretch, patterns: Patterns) -> Stretch | None:
    """Take what may be a subject: of an apposition or behind a clause only who can speak."""
    source = trim(text, piece, EDGE)
    if source is None or not any(mark in text[slice(*source)] for mark in "、，,"):
        return source
    if not patterns.clause_comma:
        return None
    comma = max(text.rfind(mark, *source) for mark in "、，,")
    last = trim(text, (comma + 1, source[1]), EDGE)
    aged = _ASIDE.search(text, *last) if last else None
    last = trim(text, (last[0], aged.start()), EDGE) if last and aged else last
    ends = {match.end() for match in patterns.spoken.finditer(text, *last)} if last else set()
    return last if last and last[1] in ends else None


def _behind(text: str, at: int, end: int, patterns: Patterns) -> Stretch | None:
    """Take the speaker behind a verb: "dedi Belediye Başkanı Ayşe Kaya"."""
    if not patterns.lexicon.has("grammar.order", "free"):
        return None
    source = trim(text, (at, end), EDGE)
    if source is None or source[1] - source[0] > LONGEST_SOURCE:
        return None
    held = patterns.spoken.search(text, *source) or text[source[0]].isupper()
    return source if held and "," not in text[slice(*source)] else None


def _unlisted(text: str, unit: Unit, patterns: Patterns) -> Draft | None:
    """Read a quotation with its subject whose verb no list has, or that has none at all."""
    if not unit.quotes or patterns.loose is NOTHING:
        return None
    quote = unit.quotes[-1]
    source, start = _subject(text, unit, (unit.start, quote[0] + 1), patterns)
    if source is None or start > quote[0] or quote[1] - quote[0] < LEAST_QUOTE:
        return None
    loose = patterns.loose.match(text, quote[1], unit.end)
    if loose is None and text[quote[1] : unit.end].strip(EDGE):
        return None
    cue = loose.span("cue") if loose else None
    word = loose["cue"] if loose else ""
    verbs = patterns.lexicon.verbs
    # "と国に求めた": the verb behind a hearer
    known = next((f"と{word[n:]}" for n in range(len(word)) if f"と{word[n:]}" in verbs), "")
    act = next(iter(verbs[known].values())).act if known else "say"
    rule = "statements/plain-quote@1"
    return Draft(act, rule, [quote], cue, source, known or word, complement="quote")


def _alone(text: str, unit: Unit) -> Iterator[Draft]:
    for quote in unit.quotes:
        around = text[unit.start : quote[0]] + text[quote[1] : unit.end]
        if not around.strip(EDGE) and quote[1] - quote[0] > 2 * LEAST_CONTENT:
            yield Draft(
                "say", "statements/plain-orphan@1", [quote], complement="quote", carried=True
            )
