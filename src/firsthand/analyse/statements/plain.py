"""Who said what in a language without a parser, by marks, cue forms and word order?"""

import itertools
import re
from collections.abc import Iterator

from firsthand.analyse.statements.draft import Draft, Stretch, overlap, trim
from firsthand.analyse.statements.german import german_beside
from firsthand.analyse.statements.grammar import Grammar, load_grammar
from firsthand.analyse.statements.lexicon import Sense
from firsthand.analyse.statements.plain_fixed import fixed_draft
from firsthand.analyse.statements.plain_running import going_on, unclaimed, wordy
from firsthand.analyse.statements.plain_sources import (
    opening_subject,
    source_after,
    source_before,
    speaks,
)
from firsthand.analyse.statements.units import Unit, units
from firsthand.text.reading import Reading

EDGE = " \t\n,;:.-–—"
FAR_CLAUSE = 140
"""Characters between a cue and the "that", colon or quotation that opens what is said."""
SHORT_TAIL = 130
"""Characters a cue with its source may have behind what was said ("..., said the mayor.")."""
LEAST_WORDS = 3
LEAST_OBJECT = 2
MOST_CUES = 24
"""Cues of one sentence that may open a part of their own."""
LONGEST_JOINT = 40
"""Characters of "and", its adverbs and clitics before a second cue."""
LEAST_LEAD = 5
"""Words that must stand before ", announced the mayor" to be what was announced."""
NEGATION = 12
"""Characters beside a cue in which its "not" must stand."""
REFLEXIVE = frozenset({"se", "si", "s'", "s’"})
NEAR_WORDS = 8
"""Words between a cue and its "que": an addressee or a day, no whole noun phrase."""
OBJECT_ACTS = frozenset(
    {
        "accuse",
        "acknowledge",
        "call-for",
        "criticise",
        "deny",
        "emphasise",
        "praise",
        "promise",
        "report",
        "say",
        "warn",
    }
)
_ZU = re.compile(r"\bzu \w+n\b|\w+zu\w+en\b")


def plain_drafts(reading: Reading) -> list[Draft]:
    """Find the statements of a report without a parse.

    Args:
        reading: a reading in a language with a lexicon.

    Returns:
        Drafts with offsets into the report's own text, in text order.
    """
    text = reading.report.text
    grammar = load_grammar(reading.language)
    found: list[Draft] = []
    before: Draft | None = None
    last: Unit | None = None
    for unit in units(text, reading.sentences):
        own = _pointing(text, unit, grammar, last) if before is None else []
        own = own or unit_drafts(text, unit, grammar)
        if not own:
            own = going_on(text, unit, grammar, before, last)
        found.extend(own)
        before = own[-1] if own else None
        last = unit
    return found


def unit_drafts(text: str, unit: Unit, grammar: Grammar) -> list[Draft]:
    """Find the statements of one sentence, part by part where it joins several cues.

    Args:
        text: the report's text.
        unit: the sentence with its quotations.
        grammar: the language's patterns.

    Returns:
        Drafts in text order; a later part takes the source of the one before.
    """
    found: list[Draft] = []
    for part in _parts(text, unit, grammar):
        for draft in _part_drafts(text, part, grammar):
            joined = part.start > unit.start and draft.start >= part.start
            if joined and (draft.source is None or _pronominal(text, draft.source, grammar)):
                draft.source = found[-1].source if found else None
            if joined and draft.source is None:
                draft.source = opening_subject(text, unit.start, part.start, grammar)
            draft.carried = draft.source is None
            found.append(draft)
    return found


def _pronominal(text: str, source: Stretch, grammar: Grammar) -> bool:
    return grammar.relative.fullmatch(text, *source) is not None


def _parts(text: str, unit: Unit, grammar: Grammar) -> list[Unit]:
    """Cut a sentence before "and" or "who" where another cue follows at once."""
    cuts = []
    for cue, word in _cues(text, unit, grammar)[:MOST_CUES]:
        joint = grammar.joint.search(text, max(unit.start, cue[0] - LONGEST_JOINT), cue[0])
        if joint is not None and text[unit.start : joint.start()].strip():
            rest = Unit(joint.start(), unit.end, _within(unit.quotes, joint.start(), unit.end))
            if _draft(text, rest, cue, word, grammar) is not None:
                cuts.append(joint.start())
    edges = [unit.start, *sorted(set(cuts)), unit.end]
    return [Unit(a, b, _within(unit.quotes, a, b)) for a, b in itertools.pairwise(edges)]


def _within(quotes: tuple[Stretch, ...], start: int, end: int) -> tuple[Stretch, ...]:
    return tuple(q for q in quotes if overlap(q, (start, end)))


def _pointing(text: str, unit: Unit, grammar: Grammar, last: Unit | None) -> list[Draft]:
    """Find "That is what the ministry said.": the sentence before is what was said."""
    opened = grammar.pointing.match(text, unit.start, unit.end)
    if opened is None or last is None or "\n" in text[last.end : unit.start].strip(" "):
        return []
    for cue, word in _cues(text, unit, grammar)[:MOST_CUES]:
        if text[opened.end() : cue[0]].strip() or unit.end - cue[1] > SHORT_TAIL:
            continue
        source = source_after(text, cue[1], unit.end, grammar)
        content = trim(text, (last.start, last.end), EDGE)
        if source is not None and content is not None and "\n" not in text[last.end : unit.start]:
            sense = next(iter(grammar.lexicon.verbs[word].values()))
            rule = "statements/plain-pointing@1"
            return [Draft(sense.act, rule, [content], cue, source, word, complement="clause")]
    return []


def _part_drafts(text: str, unit: Unit, grammar: Grammar) -> Iterator[Draft]:
    fixed = fixed_draft(text, unit, grammar)
    if fixed is not None:
        yield fixed
        return
    for cue, word in _cues(text, unit, grammar)[:MOST_CUES]:
        draft = _draft(text, unit, cue, word, grammar)
        if draft is not None:
            yield draft
            break
    else:
        yield from unclaimed(text, unit, grammar)


def _cues(text: str, unit: Unit, grammar: Grammar) -> list[tuple[Stretch, str]]:
    found = []
    for pattern in (grammar.parted, grammar.cues):
        for match in pattern.finditer(text, unit.start, unit.end):
            if any(overlap(match.span(), quote) for quote in unit.quotes):
                continue
            if _bare_participle(text, unit, match.span(), grammar):
                continue
            near = max(unit.start, match.start() - LONGEST_JOINT)
            if " " not in match[0] and grammar.noun_mark.search(text, near, match.start()):
                continue  # "l'alerte", "la demande", "el informe"
            found.append((match.span(), _entry(match[0].lower(), grammar, pattern)))
    for match in grammar.turned.finditer(text, unit.start, unit.end):
        if not any(overlap(match.span(), quote) for quote in unit.quotes):
            form = next(match[g] for g in ("said", "says", "far", "also") if match[g])
            found = [f for f in found if not overlap(f[0], match.span())]
            found.append((match.span(), grammar.turned_forms[form.lower()]))
    return sorted(set(found))


def _bare_participle(text: str, unit: Unit, cue: Stretch, grammar: Grammar) -> bool:
    """Tell whether a participle stands without its auxiliary: "der als Bruno bekannte"."""
    if not grammar.lexicon.has("grammar.participles", text[slice(*cue)].lower()):
        return False
    before = grammar.auxiliary.search(text, unit.start, cue[0])
    return before is None and grammar.auxiliary.match(text, cue[1] + 1, unit.end) is None


def _entry(form: str, grammar: Grammar, pattern: re.Pattern[str]) -> str:
    if pattern is grammar.parted:
        return min(w for w in grammar.lexicon.verbs if w.rsplit(" ", 1)[0] == form and " " in w)
    return grammar.entries[form]


def _draft(text: str, unit: Unit, cue: Stretch, word: str, grammar: Grammar) -> Draft | None:
    draft = _claimed(text, unit, cue, word, grammar)
    if draft is not None:
        negations = grammar.lexicon.words.get("grammar.negations", frozenset())
        near = text[max(unit.start, cue[0] - NEGATION) : cue[0]].casefold().split()[-2:]
        after = text[cue[1] : cue[1] + NEGATION].casefold().replace(",", " ,").split()[:1]
        negated = [*near[-1:], *after] if grammar.language in {"de", "nl"} else near[-1:]
        draft.negated = any(w in negations for w in negated)
    return draft


def _claimed(text: str, unit: Unit, cue: Stretch, word: str, grammar: Grammar) -> Draft | None:
    senses = grammar.lexicon.verbs[word]
    sense = next(iter(senses.values()))
    if grammar.as_reported.match(text, unit.start, unit.end) and text[cue[1] : cue[1] + 1] == ",":
        source = trim(text, (unit.start + text[unit.start :].index(" "), cue[0]), EDGE)
        content = trim(text, (cue[1], unit.end), EDGE)
        if source and content:
            return Draft(
                sense.act,
                "statements/plain-clause@1",
                [content],
                cue,
                source,
                word,
                complement="clause",
            )
    resumed = cue[0], _after_particle(text, cue, word, unit.end, grammar)
    following = _following(text, unit, resumed, grammar)
    if following is not None and following[1][0] < following[1][1]:
        kind, content = following
        source = source_before(text, unit, cue, grammar)
        if source is None or any(overlap(source, c) for c in [content]):
            source = source_after(text, cue[1], content[0], grammar)
        if source is None and grammar.lexicon.has("grammar.adverbial_cues", word.lower()):
            source = opening_subject(text, unit.start, cue[0], grammar)
        return Draft(
            sense.act, f"statements/plain-{kind}@1", [content], cue, source, word, complement=kind
        )
    preceding = _preceding(text, unit, cue, grammar)
    lead = text[unit.start : cue[0]]
    bare = not any(q[1] <= cue[0] for q in unit.quotes)
    source = _turned_pronoun(text, cue, grammar) or source_after(text, cue[1], unit.end, grammar)
    if preceding and bare and "obj" in senses and not grammar.running.search(lead):
        named = source is not None and speaks(text, source, grammar)
        if not named or len(lead.split()) < LEAST_LEAD:
            preceding = []  # "The bank, a small one, reported losses"
    if preceding:
        rest = [q for q in unit.quotes if q[0] > (source[1] if source else cue[1])]
        kind = "quote" if any(overlap(p, q) for p in preceding for q in unit.quotes) else "clause"
        return Draft(
            sense.act,
            f"statements/plain-{kind}@1",
            [*preceding, *rest],
            cue,
            source,
            word,
            complement=kind,
        )
    if sense.act in OBJECT_ACTS and "obj" in senses:
        return _object_draft(text, unit, cue, sense, word, grammar)
    return None


def _turned_pronoun(text: str, cue: Stretch, grammar: Grammar) -> Stretch | None:
    """Give the pronoun inside "a-t-il lancé" as the source."""
    match = grammar.turned.fullmatch(text, *cue)
    if match is None:
        return None
    group = next((g for g in ("who", "her") if match[g]), "")
    return match.span(group) if group else None


def _after_particle(text: str, cue: Stretch, word: str, end: int, grammar: Grammar) -> int:
    """Find where a verb ends whose particle comes later: "kündigte gestern an"."""
    last = word.rsplit(" ", 1)[-1]
    if word == text[cue[0] : cue[1]].lower() or not grammar.lexicon.has("grammar.particles", last):
        return cue[1]
    particle = re.compile(rf"\b{re.escape(last)}\b(?=\s*(?:[.,;:!?„“\"]|$))")
    found = particle.search(text, cue[1], end)
    return found.end() if found else cue[1]


def _following(text: str, unit: Unit, cue: Stretch, grammar: Grammar) -> tuple[str, Stretch] | None:
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
    return bool(near) and opener is not None and not grammar.fronted.match(tail.lstrip())


def _opens(text: str, start: int, at: int, grammar: Grammar) -> bool:
    """Tell whether a "that" belongs to the cue: nothing but a source or an adverbial between."""
    between = text[start:at]
    if grammar.language == "de":
        return between.rstrip().endswith(",") and between.count(",") <= 2  # noqa: PLR2004
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


def _preceding(text: str, unit: Unit, cue: Stretch, grammar: Grammar) -> list[Stretch]:
    """Find what was said before a cue that closes the sentence: "..., said the mayor."."""
    lead = text[unit.start : cue[0]].rstrip()
    if not lead or unit.end - cue[1] > SHORT_TAIL + sum(
        b - a for a, b in unit.quotes if a > cue[1]
    ):
        return []
    closed = next(
        (q for q in unit.quotes if q[1] <= cue[0] and not text[q[1] : cue[0]].strip(" ,.;–—-")),
        None,
    )
    if closed is not None:
        start = unit.start if text[unit.start : closed[0]].strip() else closed[0]
        piece = trim(text, (start, closed[1]), EDGE)
        return [piece] if piece and len(text[piece[0] : piece[1]].split()) > 1 else []
    if lead[-1] != "," or len(lead.split()) <= LEAST_WORDS or grammar.subordinators.match(lead):
        return []
    aside = lead.rstrip(",").rsplit(",", 1)[-1].strip()
    if lead.count(",") > 1 and aside[:1].isupper():
        return []  # "The minister, Anna Berg, praised ..."
    piece = trim(text, (unit.start, unit.start + len(lead)), EDGE)
    return [piece] if piece else []


def _object_draft(
    text: str, unit: Unit, cue: Stretch, sense: Sense, word: str, grammar: Grammar
) -> Draft | None:
    source = source_before(text, unit, cue, grammar)
    before = text[unit.start : cue[0]].casefold().split()[-1:]
    shared = bool(before) and before[0] in grammar.lexicon.words["grammar.joining"]
    start = cue[1]
    if before and before[0] in REFLEXIVE:
        return None  # "se anunció", "si annuncia": nobody is named
    if source is None and not shared:
        source = source_after(text, cue[1], unit.end, grammar)
        start = source[1] if source else cue[1]
    content = trim(text, (start, unit.end), EDGE)
    if content is None or (source is None and not shared):
        return None
    if len(text[content[0] : content[1]].split()) < LEAST_OBJECT:
        return None
    return Draft(
        sense.act, "statements/plain-obj@1", [content], cue, source, word, complement="obj"
    )
