"""What is asked or promised, member by member, in a language without a parser?"""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache

from firsthand.analyse.statements.acts import UNSPACED, phrase_pattern
from firsthand.analyse.statements.grammar import NOTHING, load_grammar
from firsthand.analyse.statements.lexicon import load_lexicon
from firsthand.model.span import Span
from firsthand.text.reading import Reading

LEAST = 4
"""Characters below which a piece is no member of its own."""
LEAST_WORDS = 2
"""Words of the shortest member of a list: a verb with what it acts on."""
ADDRESSEE = 8
"""Words of the longest name of who is asked, behind its article."""
LEAST_TURN = 3
"""Words of what is asked before a further verb of telling."""
TOLD = frozenset({"say", "claim", "deny", "criticise", "accuse", "praise", "warn", "emphasise"})
"""Acts that ask for nothing."""
LONGEST_LIST = 40
"""Joints of one content that are looked at."""
_IDEOGRAPHIC = re.compile("[一-鿿]")
_CLAUSES = re.compile("[；。]|;")
_EDGES = " \u00a0,;；，。、:."
_MARKS = '"“”„«»「」'


@cache
def _openings(language: str) -> re.Pattern[str]:
    words = sorted(load_lexicon(language).words.get("members.openers", ()))
    return re.compile(rf"，(?=(?:{'|'.join(map(re.escape, words))}))") if words else NOTHING


def split_plain(reading: Reading, content: Span) -> Iterator[Span]:
    """Split a content at clause marks, and at joints that repeat its opening word form.

    Args:
        reading: the report made ready.
        content: one stretch of what is asked.

    Yields:
        Spans of the members in text order.
    """
    skipped = _addressed(reading.language).match(content.quote)
    if skipped is not None:
        content = reading.report.span(content.start + skipped.end(), content.end)
    text = content.quote
    turn = _turn(text, reading.language)
    if turn:
        content = reading.report.span(content.start, content.start + turn)
        text = content.quote
    if _IDEOGRAPHIC.search(text):
        # Clauses under one "要" are one request; the next "要" opens another.
        cuts = [m.end() for m in _CLAUSES.finditer(text)]
        cuts += [m.end() for m in _openings(reading.language).finditer(text)]
    else:
        joints = phrase_pattern(reading.language, "members.joints")
        cuts = [m.end() for m in re.finditer(";", text)]
        cuts += [m.start() for m in joints.finditer(text)]
        cuts += _closed(text, reading.language) or _listed(text, reading.language)
    edges = [0, *sorted(set(cuts)), len(text)]
    pieces: list[tuple[int, int]] = []
    for start, end in itertools.pairwise(edges):
        if pieces and end - start < LEAST:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    for start, end in pieces:
        low, high = _bared(text, start, end)
        low = _past_joint(text, low, high, reading.language) if start else low
        if high > low:
            yield reading.report.span(content.start + low, content.start + high)


def _turn(text: str, language: str) -> int:
    """Find where the sentence goes on with what else was said: "to lend, and defended the law"."""
    if language in UNSPACED:
        return 0
    cues = load_grammar(language).cues
    for joint in phrase_pattern(language, "members.and").finditer(text):
        at = joint.end()
        while at < len(text) and text[at].isspace():
            at += 1
        cue = cues.match(text, at)
        if cue is None or not cue[0].islower() or at == joint.end():
            continue
        if len(text[: joint.start()].split()) >= LEAST_TURN and _is_told(cue, language):
            return joint.start()
    return 0


def _is_told(cue: re.Match[str], language: str) -> bool:
    """Tell whether a cue is one of telling alone, in a form that nothing else has."""
    grammar = load_grammar(language)
    entry = grammar.entries.get(cue[0].lower(), "")
    senses = grammar.lexicon.verbs.get(entry, {})
    return bool(senses) and all(sense.act in TOLD for sense in senses.values())


@cache
def _addressed(language: str) -> re.Pattern[str]:
    """Match who is asked before what is asked of them: "the banks to lend", "i sindaci di aprire".

    In a language that has no articles the name is any words before an infinitive.
    """
    words = load_lexicon(language).words
    verbs = "|".join(sorted(words.get("members.infinitives", ())))
    markers = words.get("members.marker", ())
    articles = words.get("members.article", ())
    if not verbs or bool(markers) != bool(articles):
        return NOTHING

    def either(names: Iterable[str]) -> str:
        ordered = sorted(names, key=lambda w: (-len(w), w))
        return "|".join(re.escape(w) + ("" if w[-1] in "'’" else r"\s+") for w in ordered)

    that = either(words.get("members.that", ())) or r"(?!)"
    small = either(words.get("members.small", ())) or r"(?!)"
    marker = rf"(?:{either(markers)})" if markers else ""
    deed = rf"{marker}(?:{small})?\w+(?:{verbs})(?!\w)"
    word = rf"(?!{deed}|(?:{that}))[\w'’-]+,?\s+"
    return re.compile(
        rf"(?:{either(articles)})(?:{word}){{1,{ADDRESSEE}}}(?={deed})", re.IGNORECASE
    )


def _bared(text: str, low: int, high: int) -> tuple[int, int]:
    """Cut blanks and stops off a piece, and quotation marks only where no partner is left in it."""
    while low < high and text[low] in _EDGES:
        low += 1
    while high > low and text[high - 1] in _EDGES:
        high -= 1
    inside = [n for n in range(low, high) if text[n] in _MARKS]
    if len(inside) % 2 or (len(inside) == 2 and inside == [low, high - 1]):  # noqa: PLR2004
        while low < high and text[low] in _MARKS + _EDGES:
            low += 1
        while high > low and text[high - 1] in _MARKS + _EDGES:
            high -= 1
    return low, high


def _past_joint(text: str, low: int, high: int, language: str) -> int:
    """Leave the "and" before a member out."""
    joint = phrase_pattern(language, "grammar.joining").match(text, low, high)
    if joint is None or joint.end() >= high or not text[joint.end()].isspace():
        return low
    return joint.end() + 1


def _listed(text: str, language: str) -> list[int]:
    """Find where further members begin that repeat the form of the first one."""
    for opener, joint in _member_forms(language):
        first = opener.match(text.lstrip(_EDGES + _MARKS))
        if first is None:
            continue
        cuts: list[int] = []
        at = 0
        for match in itertools.islice(joint.finditer(text, 1), LONGEST_LIST):
            before = text[at : match.start()]
            if len(before.split()) < LEAST_WORDS or before.count("(") > before.count(")"):
                continue
            if _purpose(before, text[match.start() : match.end() + 12], language):
                continue
            cuts.append(match.start())
            at = match.end()
        return cuts if len(text[at:].split()) >= LEAST_WORDS else cuts[:-1]
    return []


def _closed(text: str, language: str) -> list[int]:
    """Find where members begin behind "zu bauen," or "zu bauen und": the infinitive closes each."""
    ends = itertools.islice(_closing(language).finditer(text), LONGEST_LIST)
    spots = [(m.start("joint"), m["joint"]) for m in ends]
    return [at for (at, joint), _ in itertools.pairwise(spots) if joint]


@cache
def _closing(language: str) -> re.Pattern[str]:
    words = load_lexicon(language).words
    closing = "|".join(sorted(words.get("members.closing", ())))
    joining = "|".join(map(re.escape, sorted(words.get("members.and", ()))))
    if not closing:
        return NOTHING
    purpose = "|".join(map(re.escape, sorted(words.get("members.purpose", ())))) or r"(?!)"
    joint = rf",\s+(?!(?:{purpose})\s)(?:(?:{joining})\s+)?|\s+(?:{joining})\s+"
    return re.compile(rf"(?:{closing})(?!\w)(?P<joint>{joint})?")


def _purpose(before: str, after: str, language: str) -> bool:
    """Tell whether a further infinitive may share the "in order to" before it."""
    found = list(phrase_pattern(language, "members.purpose").finditer(before))
    return bool(found) and not phrase_pattern(language, "members.marker").search(after)


@cache
def _member_forms(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Compile what opens a member, and a comma or "and" with the same form behind it.

    The forms: a clause with its own "that", an infinitive, a noun that names an action.
    """
    words = load_lexicon(language).words

    def either(key: str) -> str:
        ordered = sorted(words.get(key, ()), key=lambda w: (-len(w), w))
        return "|".join(re.escape(w) + ("" if w[-1] in "'’" else r"\s+") for w in ordered)

    def ending(key: str) -> str:
        return "|".join(sorted(words.get(key, ()), key=lambda w: (-len(w), w)))

    joining = "|".join(map(re.escape, sorted(words.get("members.and", ()))))
    joint = rf"(?:,\s+(?:(?:{joining})\s+)?|\s+(?:{joining})\s+)" if joining else r",\s+"
    forms: list[tuple[str, str]] = []
    that, marker, article = (either(f"members.{key}") for key in ("that", "marker", "article"))
    small = either("members.small")
    small = rf"(?:{small})?" if small else ""
    verb, noun = ending("members.infinitives"), ending("members.actions")
    if that:
        forms.append((rf"(?:{that})",) * 2)
    if marker and verb:
        forms.append((rf"(?:{marker}){small}\w+(?:{verb})(?!\w)",) * 2)
    if verb:
        forms.append((rf"{small}\w+(?:{verb})(?!\w)",) * 2)
    if noun:
        lead = rf"(?:{article})" if article else ""
        forms.append((rf"{lead}\w+(?:{noun})(?!\w)",) * 2)
    flags = re.IGNORECASE
    again = either("members.next")
    if again and noun:
        forms[-1] = (forms[-1][0], rf"(?:{again})")
    led = rf"(?:{marker})?" if marker else ""
    return tuple(
        (re.compile(form, flags), re.compile(rf"{joint}(?={led}{later})", flags))
        for form, later in forms
    )
