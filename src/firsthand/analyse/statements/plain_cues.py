"""Which words of a sentence show that somebody speaks, in a language without a parser?"""

import re

from firsthand.analyse.statements.arabic import pointing_back
from firsthand.analyse.statements.draft import Stretch, overlap
from firsthand.analyse.statements.grammar import MARKED, Grammar, unmarked
from firsthand.analyse.statements.plain_contents import after_particle
from firsthand.analyse.statements.units import Unit

LONGEST_JOINT = 40
_COMMA = re.compile(r"[,،]\s+$")
ADDED = re.compile(r"[,،;–—-]\s+(?:\w{1,4}\s+)?$")


def find_cues(text: str, unit: Unit, grammar: Grammar) -> list[tuple[Stretch, str]]:
    """Find the words of a sentence that tell of saying, asking or promising.

    Args:
        text: the report's text.
        unit: the sentence.
        grammar: how the language speaks.

    Returns:
        Their stretches with their entries in the dictionary, in text order.
    """
    found: list[tuple[Stretch, str]] = []
    taken: set[Stretch] = set()
    for pattern in (grammar.parted, grammar.cues):
        for match in pattern.finditer(text, unit.start, unit.end):
            if any(overlap(match.span(), quote) for quote in unit.quotes):
                continue
            if _is_no_verb(text, unit, match.span(), grammar):
                continue
            near = max(unit.start, match.start() - LONGEST_JOINT)
            if " " not in match[0] and grammar.noun_mark.search(text, near, match.start()):
                continue  # "l'alerte", "la demande", "el informe"
            if match.span() in taken:
                continue  # "rief sie auf" is no "rief"
            parted = pattern is grammar.parted
            entry = _parted_entry(text, match, unit, grammar) if parted else None
            entry = entry or _entry(text, unit, match, grammar)
            if entry is not None:
                found.append((match.span(), entry))
                taken.add(match.span())
    for match in grammar.turned.finditer(text, unit.start, unit.end):
        if not any(overlap(match.span(), quote) for quote in unit.quotes):
            form = next(match[g] for g in ("said", "says", "far", "also") if match[g])
            found = [f for f in found if not overlap(f[0], match.span())]
            found.append((match.span(), grammar.turned_forms[form.lower()]))
    return sorted(set(found))


def _entry(text: str, unit: Unit, match: re.Match[str], grammar: Grammar) -> str | None:
    """Find the dictionary entry of a cue; an Arabic participle must follow a comma."""
    if grammar.language not in MARKED:
        entry = grammar.entries.get(match[0].lower())
        if entry is None or not grammar.lexicon.has("grammar.added", entry):
            return entry
        near = max(unit.start, match.start() - LONGEST_JOINT)
        return entry if ADDED.search(text, near, match.start()) is not None else None
    entry = grammar.entries.get(unmarked(match[0]))
    if pointing_back(text, match.end()):
        return None  # "which the governor promised"
    if entry is None or not grammar.lexicon.has("grammar.participles_behind", unmarked(entry)):
        return entry
    comma = _COMMA.search(text, max(unit.start, match.start() - 3), match.start())
    return entry if comma is not None else None


def _is_no_verb(text: str, unit: Unit, cue: Stretch, grammar: Grammar) -> bool:
    # "giao thông", traffic, is no "giao", to charge with
    return _bare_participle(text, unit, cue, grammar) or _in_longer_word(text, cue, grammar)


def _bare_participle(text: str, unit: Unit, cue: Stretch, grammar: Grammar) -> bool:
    """Tell whether a participle stands without its auxiliary: "der als Bruno bekannte"."""
    if not grammar.lexicon.has("grammar.participles", text[slice(*cue)].lower()):
        return False
    before = grammar.auxiliary.search(text, unit.start, cue[0])
    return before is None and grammar.auxiliary.match(text, cue[1] + 1, unit.end) is None


def _in_longer_word(text: str, cue: Stretch, grammar: Grammar) -> bool:
    """Tell whether a verb of one syllable begins a word that is written with a blank."""
    longer = grammar.lexicon.words.get("grammar.longer_words")
    if not longer or " " in text[slice(*cue)]:
        return False
    pair = text[cue[0] : cue[1] + LONGEST_JOINT].casefold().split(maxsplit=2)[:2]
    return " ".join(pair).rstrip(",.;:") in longer


def _parted_entry(text: str, verb: re.Match[str], unit: Unit, grammar: Grammar) -> str | None:
    """Find the entry whose particle closes the clause: "rief ... auf", not "rief ... aus"."""
    form = verb[0].lower()
    ends = {
        after_particle(text, verb.span(), word, unit.end, grammar): word
        for word in sorted(grammar.parts, reverse=True)
        if word.rsplit(" ", 1)[0] == form
    }
    ends.pop(verb.end(), None)
    return ends[min(ends)] if ends else None
