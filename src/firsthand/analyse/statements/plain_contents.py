"""Where does what is said stand beside its cue, in a language without a parser?"""

import re

from firsthand.analyse.statements.draft import Stretch, overlap, trim
from firsthand.analyse.statements.german import german_beside
from firsthand.analyse.statements.grammar import Grammar, particle_end
from firsthand.analyse.statements.plain_objects import last_clause
from firsthand.analyse.statements.plain_running import wordy
from firsthand.analyse.statements.units import Unit

EDGE = " \t\n,;:.-–—،؛"
FAR_CLAUSE = 140
"""Characters between a cue and the "that", colon or quotation that opens what is said."""
SHORT_TAIL = 130
"""Characters a cue with its source may have behind what was said ("..., said the mayor.")."""
LEAST_WORDS = 3
NEAR_WORDS = 8
"""Words between a cue and its "que": an addressee or a day, no whole noun phrase."""
DASHED = frozenset({"pl", "ru", "uk"})
"""Languages that set who said it behind a dash: "The bridge is closed – said the police."."""
COMMA_THAT = frozenset(
    ("be", "bg", "cs", "da", "et", "fi", "hu", "lt", "lv", "pl", "ru", "sk", "sl", "uk")
)
"""Languages that write a comma before "that"."""
_CLOSED = re.compile(
    r"[\s,.;:–—-]*(?:así|assim|così|ainsi)?\s*"
    r"(?:(?:me|nos|te|le|les|lhe|lhes|mi|ci|gli|nous|vous|lui|leur)\s|m['’])?",
    re.IGNORECASE,
)
"""What may stand between a quotation and its verb: "so", whom it was told ("me contó")."""
_ZU = re.compile(r"\bzu \w+n\b|\w+zu\w+en\b")


def after_particle(text: str, cue: Stretch, word: str, end: int, grammar: Grammar) -> int:
    """Find where a verb ends whose particle comes later: "kündigte gestern an".

    Args:
        text: the report's text.
        cue: the verb's offsets.
        word: its entry in the lexicon.
        end: where the sentence ends.
        grammar: the language's patterns.

    Returns:
        The offset behind the particle, or behind the verb.
    """
    last = word.rsplit(" ", 1)[-1]
    if word == text[cue[0] : cue[1]].lower() or not grammar.lexicon.has("grammar.particles", last):
        return cue[1]
    particle = re.compile(rf"\b{re.escape(last)}\b(?={particle_end(grammar.lexicon, last)})")
    found = particle.search(text, cue[1], end)
    return found.end() if found else cue[1]


def following_content(
    text: str, unit: Unit, cue: Stretch, grammar: Grammar
) -> tuple[str, Stretch] | None:
    """Find what is said behind a cue: a clause, a quotation, what a colon opens.

    Args:
        text: the report's text.
        unit: the sentence with its quotations.
        cue: the cue's offsets, particle included.
        grammar: the language's patterns.

    Returns:
        "clause" or "quote" with the offsets, None when nothing of the kind follows.
    """
    reach = min(unit.end, cue[1] + FAR_CLAUSE)
    quote = next((q for q in unit.quotes if q[0] >= cue[1]), None)
    colon = text.find(":", cue[1], reach)
    if quote is not None and colon >= 0 and not text[colon + 1 : quote[0]].strip():
        named = german_beside(text, cue[1], colon, grammar)
        if named is not None:
            return "quote", _whole(text, unit, colon + 1, grammar)
    stop = min(
        x for x in (quote[0] if quote else unit.end, colon if colon >= 0 else unit.end, reach)
    )
    that = grammar.that.search(text, cue[1], stop)
    comma = text.find(",", cue[1], stop) if grammar.language == "de" else -1
    if comma >= 0 and _reports(text, cue[1], comma, unit.end, grammar):
        return "clause", _whole(text, unit, comma + 1, grammar)
    if that is not None and _opens(text, cue[1], that.start(), grammar):
        return "clause", _whole(text, unit, that.start(), grammar)
    if (
        colon >= 0
        and (quote is None or colon < quote[0])
        and not text[colon + 1 : colon + 2].isdigit()
    ):
        return ("quote" if quote else "clause"), _whole(text, unit, colon + 1, grammar)
    if quote is not None and quote[0] < reach and wordy(text, quote):
        return "quote", quote
    return None


def _reports(text: str, start: int, comma: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a German clause without "dass" after the comma is what is said."""
    tail = text[comma + 1 : end]
    if len(tail.split()) < LEAST_WORDS or grammar.that.match(tail.lstrip()):
        return False
    clause = tail.split(",")[0] if tail.count(",") > 1 else tail
    if grammar.running.search(clause) or _ZU.search(tail):
        return True
    near = grammar.phrase.fullmatch(text[start:comma].strip()) or not text[start:comma].strip()
    opener = grammar.phrase.match(tail.lstrip())
    if not near or opener is None or grammar.fronted.match(tail.lstrip()):
        return False
    behind = re.findall(r"\w+", tail.lstrip()[opener.end() :])[:1]
    return bool(behind) and behind[0].islower() and not _small(behind[0], grammar)


def _small(word: str, grammar: Grammar) -> bool:
    """Tell whether a word behind a noun phrase is no verb: "and", "of", "the"."""
    return any(
        grammar.lexicon.has(f"grammar.{key}", word)
        for key in ("joining", "linkers", "articles", "fronted")
    )


def _opens(text: str, start: int, at: int, grammar: Grammar) -> bool:
    """Tell whether a "that" belongs to the cue: nothing but a source or an adverbial between."""
    between = text[start:at]
    if grammar.language == "de":
        return between.rstrip().endswith(",") and between.count(",") <= 2  # noqa: PLR2004
    if grammar.language in COMMA_THAT and between.rstrip().endswith(","):
        between = between.rstrip()[:-1]
    noun = between.split()[:1]
    thing = bool(noun) and noun[0].casefold() in grammar.lexicon.words["grammar.articles"]
    thing = thing and grammar.fronted.match(between.lstrip()) is None
    near = len(between.split()) <= NEAR_WORDS and between.count(",") in {0, 2}
    return near and not thing and not re.search(r"[;:]", between)


def _whole(text: str, unit: Unit, start: int, grammar: Grammar) -> Stretch:
    end = unit.end
    closing = re.search(r",\s+(?=so\s)", text[start:end]) if grammar.language == "de" else None
    if closing is not None and not any(
        overlap((start + closing.start(), start + closing.end()), q) for q in unit.quotes
    ):
        end = start + closing.start()
    return trim(text, (start, end), EDGE) or (start, start)


def preceding_content(text: str, unit: Unit, cue: Stretch, grammar: Grammar) -> list[Stretch]:
    """Find what was said before a cue that closes the sentence: "..., said the mayor.".

    Args:
        text: the report's text.
        unit: the sentence with its quotations.
        cue: the cue's offsets.
        grammar: the language's patterns.

    Returns:
        One stretch, or none.
    """
    lead = text[unit.start : cue[0]].rstrip()
    if not lead or unit.end - cue[1] > SHORT_TAIL + sum(
        b - a for a, b in unit.quotes if a > cue[1]
    ):
        return []
    closed = next(
        (q for q in unit.quotes if q[1] <= cue[0] and _CLOSED.fullmatch(text, q[1], cue[0])),
        None,
    )
    if closed is not None:
        start = unit.start if text[unit.start : closed[0]].strip() else closed[0]
        piece = trim(text, (start, closed[1]), EDGE)
        return [piece] if piece and len(text[piece[0] : piece[1]].split()) > 1 else []
    dashed = lead[-1] in "–—" and grammar.language in DASHED
    if (
        not (dashed or lead[-1] in ",،")
        or len(lead.split())
        <= (1 if grammar.lexicon.words.get("grammar.verb_second") else LEAST_WORDS)
        or grammar.subordinators.match(lead)
    ):
        return []
    aside = lead.rstrip(",").rsplit(",", 1)[-1].strip()
    if lead.count(",") > 1 and (aside[:1].isupper() or grammar.relative.match(aside)):
        return []  # "The minister, Anna Berg, praised", "the minister, who was there, praised"
    start = unit.start + last_clause(lead, grammar.language)
    piece = trim(text, (start, unit.start + len(lead)), EDGE)
    return [piece] if piece else []
