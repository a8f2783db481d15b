"""What is said where only the order of words shows it, in a language without a parser?"""

import re

from firsthand.analyse.statements.draft import Draft, Stretch, overlap, trim
from firsthand.analyse.statements.grammar import MARKED, Grammar
from firsthand.analyse.statements.lexicon import Sense
from firsthand.analyse.statements.plain_sources import source_after, source_before, speaks
from firsthand.analyse.statements.units import Unit

EDGE = " \t\n,;:.-–—،؛"
SHORT_TAIL = 130
"""Characters a verb may have behind what was said ("..., the mayor told reporters")."""
LONGEST_TELLER = 14
"""Words of a subject between what was said and its verb."""
LONGEST_ASIDE = 8
"""Words of a subject between a verb and the comma that ends the aside."""
LEAST_REST = 3
"""Words that a sentence has, at least, behind an aside."""
LEAST_WORDS = 3
LONGEST_HOUSE = 9
"""Words of "in the press office of the city" between a preposition and a verb."""
LONGEST_ENDING = 3
"""Letters of the longest case ending of a body's name."""
LONG, SHORT = 6, 4
"""Letters of names of bodies of which two and one are an ending."""
HOUSE = "statements/plain-house@1"
ASKING = frozenset({"call-for", "promise", "ask"})
"""Acts whose "to" belongs to what is asked, however far it stands."""


def ordered_draft(
    text: str, unit: Unit, cue: Stretch, word: str, sense: Sense, grammar: Grammar
) -> Draft | None:
    """Find "A, says the mayor, B" and, where subjects stand first, "A, the mayor says".

    Args:
        text: the report's text.
        unit: the sentence with its quotations.
        cue: the cue's offsets.
        word: its entry in the lexicon.
        sense: what it means.
        grammar: the language's patterns.

    Returns:
        The draft; None when the sentence has another order.
    """
    told = _told_in(text, unit, cue, grammar)
    if told is not None:
        return Draft(sense.act, HOUSE, [told[0]], cue, told[1], word, complement="clause")
    found = _aside(text, unit, cue, grammar) or _told_last(text, unit, cue, grammar)
    found = found or _bare(text, unit, cue, sense, grammar)
    if found is None:
        return None
    content, source = found
    kind = "quote" if any(overlap(c, q) for c in content for q in unit.quotes) else "clause"
    rule = f"statements/plain-{kind}@1"
    return Draft(sense.act, rule, content, cue, source, word, complement=kind)


def _told_in(
    text: str, unit: Unit, cue: Stretch, grammar: Grammar
) -> tuple[Stretch, Stretch] | None:
    """Find "In the company they say that ..." and "..., they say in the company"."""
    small = grammar.lexicon.words.get("grammar.houses", ())
    spoken = any(len(text[slice(*quote)].split()) >= LEAST_REST for quote in unit.quotes)
    if not small or spoken:
        return None
    lead, tail = trim(text, (unit.start, cue[0]), EDGE), trim(text, (cue[1], unit.end), EDGE)
    for piece, rest, closing in ((lead, tail, False), (tail, lead, True)):
        if piece is None or rest is None:
            continue
        words = text[slice(*piece)].split()
        if words[0].casefold() not in small or not 1 < len(words) <= LONGEST_HOUSE:
            continue
        house = trim(text, (piece[0] + len(words[0]), piece[1]), EDGE)
        if house is None or "," in text[slice(*house)] or not _is_house(text, house, grammar):
            continue
        said = text[slice(*rest)]
        comma = text[unit.start : cue[0]].rstrip().endswith(",")
        opened = grammar.that.match(said) is not None
        if (comma if closing else opened) and len(said.split()) >= LEAST_REST:
            return rest, house
    return None


def _is_house(text: str, house: Stretch, grammar: Grammar) -> bool:
    """Tell whether one of the first words is that of a body, in any case."""
    bodies = grammar.lexicon.words.get("speakers.bodies", frozenset())
    stems = {body[: -2 if len(body) >= LONG else -1] for body in bodies if len(body) >= SHORT}
    for word in re.findall(r"[\w-]+", text[slice(*house)])[:LEAST_REST]:
        folded = word.casefold()
        ends = range(max(1, len(folded) - LONGEST_ENDING), len(folded) + 1)
        if folded in bodies or any(folded[:end] in stems for end in ends):
            return True
    return False


def _aside(
    text: str, unit: Unit, cue: Stretch, grammar: Grammar
) -> tuple[list[Stretch], Stretch] | None:
    """Find ", says the mayor," inside a sentence without quotations: both sides are said."""
    lead = text[unit.start : cue[0]].rstrip()
    if unit.quotes or not lead.endswith(",") or grammar.language in MARKED:
        return None
    comma = text.find(",", cue[1], unit.end)
    source = source_after(text, cue[1], comma, grammar) if comma > 0 else None
    if source is None or text[source[1] : comma].strip() or not speaks(text, source, grammar):
        return None
    if len(text[slice(*source)].split()) > LONGEST_ASIDE or lead.count(",") > 1:
        return None
    rest = text[comma + 1 : unit.end].split()
    if len(rest) < LEAST_REST or rest[0][:1].isupper() or not _goes_on(text, comma + 1, grammar):
        return None  # "says the mayor, Ann Lee", "says the mayor, who was there"
    pieces = [trim(text, piece, EDGE) for piece in ((unit.start, cue[0]), (comma, unit.end))]
    said = [piece for piece in pieces if piece is not None]
    words = sum(len(text[slice(*piece)].split()) for piece in said)
    if len(said) < 2 or words <= LEAST_WORDS or grammar.subordinators.match(lead):  # noqa: PLR2004
        return None
    return said, source


def _goes_on(text: str, start: int, grammar: Grammar) -> bool:
    """Tell whether the sentence goes on behind an aside, rather than with a clause of its own."""
    start += len(text[start : start + 2]) - len(text[start : start + 2].lstrip())
    openers = grammar.relative, grammar.that, grammar.joining, grammar.subordinators
    return not any(pattern.match(text, start) for pattern in openers)


def _told_last(
    text: str, unit: Unit, cue: Stretch, grammar: Grammar
) -> tuple[list[Stretch], Stretch] | None:
    """Find what was said before "..., the mayor said" where subjects stand before their verbs."""
    if not grammar.lexicon.words.get("grammar.subject_first"):
        return None
    if unit.end - cue[1] > SHORT_TAIL:
        return None
    quote = next((q for q in reversed(unit.quotes) if q[1] <= cue[0]), None)
    end = quote[1] if quote else _comma_before(text, unit.start, cue[0])
    source = trim(text, (end, cue[0]), EDGE) if end > unit.start else None
    content = trim(text, (unit.start, end), EDGE) if source else None
    if source is None or content is None:
        return None
    source = _past_trailing(text, source, grammar)
    named = len(text[slice(*source)].split()) <= LONGEST_TELLER
    if not named or not speaks(text, source, grammar, unit.named):
        return None
    if quote is not None:
        return [content if text[unit.start : quote[0]].strip() else quote], source
    said, tail = text[slice(*content)], text[cue[1] : unit.end].split()
    opened = grammar.fronted.match(said) or grammar.subordinators.match(said)
    short = len(said.split()) <= LEAST_WORDS or len(tail) > LEAST_WORDS
    return None if opened or short else ([content], source)


def _comma_before(text: str, start: int, end: int) -> int:
    """Find the comma before a subject, past those around a name beside it: "the mayor, Ann Lee"."""
    found = start
    for joint in reversed(list(re.finditer(r",\s*", text[start:end]))):
        if start + joint.end() >= end:
            continue
        found = start + joint.start()
        if not text[start + joint.end()].isupper():
            break
    return found


def _bare(
    text: str, unit: Unit, cue: Stretch, sense: Sense, grammar: Grammar
) -> tuple[list[Stretch], Stretch] | None:
    """Find what is said right behind a verb in a language that needs no "that"."""
    quoted = any(quote[1] <= cue[0] or quote[0] > cue[1] for quote in unit.quotes)
    if quoted or not grammar.lexicon.words.get("grammar.bare_clauses") or sense.act in ASKING:
        return None
    source = source_before(text, unit, cue, grammar)
    days = grammar.days.match(text, cue[1] + 1, unit.end)
    start = days.end() if days else cue[1]
    # "Ông Nam cho biết, trường sẽ mở": in Vietnamese a comma may part the verb from what is told.
    comma = grammar.lexicon.words.get("grammar.told_behind_comma")
    if source is None or text[start : start + 1] in {"." if comma else ",", ".", ":"}:
        return None
    if "," in text[source[1] : cue[0]] and "," not in text[slice(*source)]:
        return None  # "The school stays closed, says the spokesman": no aside ends there
    if days is None and grammar.fronted.match(text, cue[1] + 1, unit.end):
        return None
    content = trim(text, (start, unit.end), EDGE)
    long = content is not None and len(text[slice(*content)].split()) >= LEAST_WORDS
    return ([content], source) if content is not None and long else None


def _past_trailing(text: str, source: Stretch, grammar: Grammar) -> Stretch:
    """Leave adverbs between a subject and its verb off the subject."""
    words = text[slice(*source)].rsplit(None, 1)
    while len(words) == 2 and grammar.trailing.fullmatch(words[1]):  # noqa: PLR2004
        source = source[0], source[0] + len(words[0])
        words = text[slice(*source)].rsplit(None, 1)
    return source
