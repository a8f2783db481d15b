"""Who said what in a language without a parser, by marks, cue forms and word order?"""

import itertools
import re
from collections.abc import Iterator, Sequence

from firsthand.analyse.statements.arabic import accused, past_aside
from firsthand.analyse.statements.draft import Draft, Stretch, overlap, trim
from firsthand.analyse.statements.grammar import MARKED, Grammar, load_grammar, unmarked
from firsthand.analyse.statements.lexicon import Sense
from firsthand.analyse.statements.plain_contents import (
    after_particle,
    following_content,
    preceding_content,
)
from firsthand.analyse.statements.plain_cues import ADDED, LONGEST_JOINT, find_cues
from firsthand.analyse.statements.plain_fixed import dash_again, dash_draft, fixed_draft
from firsthand.analyse.statements.plain_object_ends import object_ends
from firsthand.analyse.statements.plain_objects import object_start, subjectless
from firsthand.analyse.statements.plain_order import HOUSE, ordered_draft
from firsthand.analyse.statements.plain_passive import agent, passive_draft
from firsthand.analyse.statements.plain_running import going_on, unclaimed
from firsthand.analyse.statements.plain_sources import (
    first_body,
    opening_subject,
    past_place,
    source_after,
    source_before,
    speaks,
)
from firsthand.analyse.statements.plain_turns import bare_turn, next_subject, whole_turns
from firsthand.analyse.statements.units import Unit, units
from firsthand.text.reading import Reading

EDGE = " \t\n,;:.-–—،؛"
SHORT_TAIL = 130
"""Characters a cue with its source may have behind what was said ("..., said the mayor.")."""
LONGEST_POINTING = 260
"""Characters behind the verb of "The minister announced it today in X, at the end of ..."."""
LEAST_OBJECT = 2
MOST_CUES = 24
"""Cues of one sentence that may open a part of their own."""
"""Characters of "and", its adverbs and clitics before a second cue."""
LEAST_LEAD = 5
"""Words that must stand before ", announced the mayor" to be what was announced."""
NEGATION = 12
"""Characters beside a cue in which its "not" must stand."""
FOLLOWED = frozenset({"call-for", "promise"})
"""Acts that stand in lists: "urged the one, told the other and promised ..."."""
_COMMA = re.compile(r"[,،]\s+$")
_BREAK = re.compile(r"[,،]?\s+$")
LEAST_FIRST = 8
"""Characters that stand, at least, before a second verb with a part of its own."""
"""What stands before a participle of saying: ", adding that ..."."""
REFLEXIVE = frozenset({"se", "si", "s'", "s’"})
ADDRESSING = frozenset({"call-for", "promise", "report", "say", "warn", "deny"})
"""Acts whose dative names who is spoken to, not what is spoken of."""
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


def plain_drafts(reading: Reading, named: tuple[Stretch, ...] = ()) -> list[Draft]:
    """Find the statements of a report without a parse.

    Args:
        reading: a reading in a language with a lexicon.
        named: bounds of the persons and bodies named in it, ascending.

    Returns:
        Drafts with offsets into the report's own text, in text order.
    """
    text = reading.report.text
    grammar = load_grammar(reading.language)
    found: list[Draft] = []
    before: Draft | None = None
    last: Unit | None = None
    turns, dialogue = whole_turns(text, units(text, reading.sentences, named), grammar)
    for unit in turns:
        own = _pointing(text, unit, grammar, last) if before is None else []
        turn = dash_again(text, unit, before) or dash_draft(text, unit, grammar)
        own = [turn] if turn else own or unit_drafts(text, unit, grammar)
        if not own and dialogue:
            own = bare_turn(text, unit, last if before is None else None, grammar)
        if not own:
            own = going_on(text, unit, grammar, before, last)
            _go_on_speaking(text, own, found)
        if own and before is None and last is not None:
            _name(text, own[0], last, unit, grammar)
        for draft in own:
            if draft.cue and grammar.lexicon.has("grammar.impersonal", _cue_of(text, draft)):
                # "It was ordered to": who stands before is who is to do it.
                by = agent(text, draft.cue[1], unit.end, grammar)
                draft.source, draft.carried = by[1] if by else None, False
        found.extend(own)
        before = own[-1] if own else None
        last = unit
    return found


def _cue_of(text: str, draft: Draft) -> str:
    return text[slice(*draft.cue)].casefold() if draft.cue else ""


def _go_on_speaking(text: str, own: Sequence[Draft], found: Sequence[Draft]) -> None:
    """Let reported speech without a subject go on for whoever spoke before in the paragraph."""
    if own and found and own[0].source is None:
        end = max(stop for _, stop in found[-1].content)
        own[0].carried = own[0].carried or "\n" not in text[end : own[0].content[0][0]]


def _name(text: str, draft: Draft, last: Unit, unit: Unit, grammar: Grammar) -> None:
    """Give a verb without a subject of its own the subject of the sentence before."""
    left_out = grammar.lexicon.words.get("grammar.pro_drop") and draft.cue is not None
    if draft.source is not None or not left_out or "\n" in text[last.end : unit.start]:
        return
    subject = opening_subject(text, last.start, last.end, grammar)
    if subject is not None and speaks(text, subject, grammar, last.named):
        draft.source, draft.carried = subject, False


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
            added = grammar.lexicon.has("grammar.added", draft.word.lower())
            if joined and (
                added or draft.source is None or _pronominal(text, draft.source, grammar)
            ):
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
    asked = False
    for cue, word in find_cues(text, unit, grammar)[:MOST_CUES]:
        joint = grammar.joint.search(text, max(unit.start, cue[0] - LONGEST_JOINT), cue[0])
        asks = next(iter(grammar.lexicon.verbs[word].values())).act in FOLLOWED
        if joint is None and asks and asked:
            # "asked the towns to save, told the firms to wait and promised ...": a list of acts.
            joint = _COMMA.search(text, max(unit.start, cue[0] - LONGEST_JOINT), cue[0])
        asked = asks
        joint = joint or _turns(text, unit, cue, word, grammar)
        joint = joint or next_subject(text, unit, cue, grammar)
        if joint is None and grammar.lexicon.has("grammar.added", word.lower()):
            joint = ADDED.search(text, max(unit.start, cue[0] - LONGEST_JOINT), cue[0])
        if joint is not None and text[unit.start : joint.start()].strip():
            rest = _part(unit, joint.start(), unit.end)
            if _draft(text, rest, cue, word, grammar) is not None:
                cuts.append(joint.start())
    cuts += [at for at in (_colon_turn(text, unit, grammar),) if at is not None]
    edges = [unit.start, *sorted(set(cuts)), unit.end]
    return [_part(unit, a, b) for a, b in itertools.pairwise(edges)]


def _part(unit: Unit, start: int, end: int) -> Unit:
    return Unit(start, end, _within(unit.quotes, start, end), unit.named)


def _colon_turn(text: str, unit: Unit, grammar: Grammar) -> int | None:
    """Cut at "denied it: “We were warned”, she says", which holds two statements."""
    for quote in unit.quotes:
        lead = text[unit.start : quote[0]].rstrip()
        if not lead.endswith(":"):
            continue
        inside = [c for c, _ in find_cues(text, unit, grammar)[:MOST_CUES] if c[1] <= quote[0]]
        for cue, _ in find_cues(text, unit, grammar)[:MOST_CUES]:
            if inside and cue[0] >= quote[1] and not text[quote[1] : cue[0]].strip(" ,.–—-"):
                return quote[0]
    return None


def _within(quotes: tuple[Stretch, ...], start: int, end: int) -> tuple[Stretch, ...]:
    return tuple(q for q in quotes if overlap(q, (start, end)))


def _pointing(text: str, unit: Unit, grammar: Grammar, last: Unit | None) -> list[Draft]:
    """Find "That is what the ministry said.": the sentence before is what was said."""
    opened = grammar.pointing.match(text, unit.start, unit.end)
    if opened is None or last is None or "\n" in text[last.end : unit.start].strip(" "):
        return []
    for cue, word in find_cues(text, unit, grammar)[:MOST_CUES]:
        if text[opened.end() : cue[0]].strip() or unit.end - cue[1] > LONGEST_POINTING:
            continue
        source = source_after(text, past_place(text, cue[1], unit.end, grammar), unit.end, grammar)
        content = trim(text, (last.start, last.end), EDGE)
        if source is not None and content is not None and "\n" not in text[last.end : unit.start]:
            sense = next(iter(grammar.lexicon.verbs[word].values()))
            rule = "statements/plain-pointing@1"
            return [Draft(sense.act, rule, [content], cue, source, word, complement="clause")]
    return []


def _part_drafts(text: str, unit: Unit, grammar: Grammar) -> Iterator[Draft]:
    fixed = fixed_draft(text, unit, grammar)
    if fixed is not None:
        yield _told_before(text, unit, fixed, grammar) or fixed
        return
    for cue, word in find_cues(text, unit, grammar)[:MOST_CUES]:
        draft = _draft(text, unit, cue, word, grammar)
        if draft is not None:
            yield draft
            break
    else:
        yield from unclaimed(text, unit, grammar)


def _told_before(text: str, unit: Unit, fixed: Draft, grammar: Grammar) -> Draft | None:
    """Give the statement of the verb before an "according to" that does not name who speaks.

    So of "The head said that rents vary, according to need" and of "“No”, said the head, according
    to a note", where the note hands on what the head said.
    """
    if fixed.cue is None or fixed.source is None or fixed.source[0] < fixed.cue[0]:
        return None
    if fixed.complement != "fixed" or not unit.start < fixed.cue[0]:
        return None
    source, cue = fixed.source, fixed.cue
    speaking = speaks(text, source, grammar, unit.named)
    for verb, word in find_cues(text, unit, grammar)[:MOST_CUES]:
        if verb[1] > cue[0]:
            break
        whole = _draft(text, unit, verb, word, grammar)
        if whole is None or whole.source is None or whole.source[1] > cue[0]:
            continue
        if not speaks(text, whole.source, grammar, unit.named):
            continue
        if any(q[1] <= verb[0] and not text[q[1] : verb[0]].strip(" ,") for q in unit.quotes):
            return whole
        if not speaking:
            return whole
    return None


def _turns(
    text: str, unit: Unit, cue: Stretch, entry: str, grammar: Grammar
) -> re.Match[str] | None:
    """Find where a later verb of an Arabic sentence begins its own part.

    Its "and" is written together with it, or it is a participle behind a comma.
    """
    if grammar.language not in MARKED or cue[0] - unit.start < LEAST_FIRST:
        return None
    bare = unmarked(entry)
    joined = bare.startswith("و") and bare[1:] in grammar.entries
    behind = grammar.lexicon.has("grammar.participles_behind", bare)
    if not joined and not behind:
        return None
    return _BREAK.search(text, max(unit.start, cue[0] - 3), cue[0])


def _draft(text: str, unit: Unit, cue: Stretch, word: str, grammar: Grammar) -> Draft | None:
    draft = _claimed(text, unit, cue, word, grammar)
    if draft is not None:
        negations = grammar.lexicon.words.get("grammar.negations", frozenset())
        near = text[max(unit.start, cue[0] - NEGATION) : cue[0]].casefold().split()[-2:]
        after = text[cue[1] : cue[1] + NEGATION].casefold().replace(",", " ,").split()[:1]
        negated = [*near[-1:], *after] if grammar.language in {"de", "nl", "sv"} else near[-1:]
        if word in grammar.parts:  # "sluit dat niet uit"
            particle = after_particle(text, cue, word, unit.end, grammar)
            negated += text[cue[1] : particle].casefold().split()[-2:-1]
        draft.negated = any(w in negations for w in negated)
    return draft


def _claimed(text: str, unit: Unit, cue: Stretch, word: str, grammar: Grammar) -> Draft | None:
    senses = grammar.lexicon.verbs[word]
    sense = next(iter(senses.values()))
    resumed = cue[0], after_particle(text, cue, word, unit.end, grammar)
    passive = passive_draft(text, unit, cue, word, sense, grammar)
    if passive is not None:
        return passive
    ordered = ordered_draft(text, unit, cue, word, sense, grammar)
    following = following_content(text, unit, resumed, grammar)
    if ordered is not None and (ordered.rule == HOUSE or not _opens_at_once(text, cue, following)):
        return ordered
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
    preceding = preceding_content(text, unit, cue, grammar)
    lead = text[unit.start : cue[0]]
    bare = not any(q[1] <= cue[0] for q in unit.quotes)
    source = _turned_pronoun(text, cue, grammar) or source_after(text, cue[1], unit.end, grammar)
    if preceding and bare and "obj" in senses and not grammar.running.search(lead):
        # Where the verb is the second part of its clause, a subject behind it closes the sentence.
        turned = bool(grammar.lexicon.words.get("grammar.verb_second")) and source is not None
        named = turned or (source is not None and speaks(text, source, grammar, unit.named))
        if not named or (len(lead.split()) < LEAST_LEAD and not turned):
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
    told = sense.act in OBJECT_ACTS or (sense.act == "forecast" and grammar.language in MARKED)
    if told and "obj" in senses:
        return _object_draft(text, unit, cue, sense, word, grammar)
    return None


def _opens_at_once(text: str, cue: Stretch, following: tuple[str, Stretch] | None) -> bool:
    """Tell whether a quotation or a "that" comes right behind a verb, at most past one word."""
    if following is None:
        return False
    kind, content = following
    return kind == "quote" or len(text[cue[1] : content[0]].split()) <= 1


def _turned_pronoun(text: str, cue: Stretch, grammar: Grammar) -> Stretch | None:
    """Give the pronoun inside "a-t-il lancé" as the source."""
    match = grammar.turned.fullmatch(text, *cue)
    if match is None:
        return None
    group = next((g for g in ("who", "her") if match[g]), "")
    return match.span(group) if group else None


def _object_draft(
    text: str, unit: Unit, cue: Stretch, sense: Sense, word: str, grammar: Grammar
) -> Draft | None:
    source = source_before(text, unit, cue, grammar)
    before = text[unit.start : cue[0]].casefold().split()[-1:]
    shared = bool(before) and before[0] in grammar.lexicon.words["grammar.joining"]
    shared = shared or subjectless(text, unit.start, cue[0], grammar)
    shared = shared or text[unit.start : cue[0]].strip() in {",", "،"}
    start = cue[1]
    if before and before[0] in REFLEXIVE:
        return None  # "se anunció", "si annuncia": nobody is named
    first = bool(grammar.lexicon.words.get("grammar.verb_first"))
    if source is None and (first or not shared):
        source = source_after(text, cue[1], unit.end, grammar)
        if (
            source is not None
            and grammar.language != "de"
            and not speaks(text, source, grammar, unit.named)
        ):
            source = None  # "denied reports", not "reports denied"
        framed = bool(grammar.lexicon.words.get("grammar.adjective_endings"))
        if source is not None and (first or framed):
            # In "beloofde de stad het tarief te verlagen" the object follows at once.
            source = first_body(text, source, grammar)
        if (
            source is not None
            and sense.act == "accuse"
            and accused(text, source[1], grammar.language)
        ):
            source, shared = None, True
        start = source[1] if source else cue[1]
        start = past_aside(text, start, unit.end) if grammar.language in MARKED else start
    content = trim(
        text,
        (object_start(text, start, unit.end, grammar, addressed=sense.act in ADDRESSING), unit.end),
        EDGE,
    )
    if content is None or (source is None and not shared):
        return None
    content = object_ends(text, content, (cue, word), unit.end, grammar)
    if len(text[content[0] : content[1]].split()) < LEAST_OBJECT:
        return None
    return Draft(
        sense.act, "statements/plain-obj@1", [content], cue, source, word, complement="obj"
    )
