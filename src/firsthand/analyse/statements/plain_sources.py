"""Which noun phrase beside a cue is its source, in a language without a parser?"""

import itertools
import re
from collections.abc import Sequence

from firsthand.analyse.statements.arabic import disagrees, speaker_behind
from firsthand.analyse.statements.draft import Stretch, trim
from firsthand.analyse.statements.german import german_after, german_subject
from firsthand.analyse.statements.grammar import Grammar
from firsthand.analyse.statements.units import Unit

EDGE = " \t\n,;:.-–—،؛"
LONGEST_SOURCE = 24
"""Words of the longest source before a cue."""
FRONTED = 60
"""Characters of the longest setting before a sentence's subject ("In a note, the firm ...")."""
LONGEST_FRONT = 8
"""Words of a subject before its verb where verbs come first."""
MOST_SETTINGS = 2
"""Settings between a verb and its subject."""
MOST_NAMED = 40
"""Names of one sentence that are looked at."""
MOST_JOINED = 3
"""Words of the longest name of an office."""
LEAST_OWNER = 3
"""Letters of the shortest word that an ending makes an owner."""
NEAR_HEAD = 4
"""Words in which a noun phrase behind a verb must show that it names a speaker."""

HEARD = ("hieß es", "heißt es")
_WHENCE = re.compile(r"(?:aus|in|im|bei|beim|von|vom|seitens)\s+")
"""Where words come from that nobody says: "hieß es aus dem Ministerium"."""
_PLACE = re.compile(r"\s+(?:\w{1,4}['’ ])?[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}(?=[\s,])")
_SHORT_FORM = re.compile(r"\s*\([^()\n]{1,30}\)")
"""The short form of a name in brackets behind it."""


def source_before(text: str, unit: Unit, cue: Stretch, grammar: Grammar) -> Stretch | None:
    """Take the noun phrase between the sentence's start and the cue as its source.

    Args:
        text: the report's text.
        unit: the sentence with its quotations.
        cue: the cue's offsets.
        grammar: the language's patterns.

    Returns:
        Half-open offsets, None when something else stands there.
    """
    start, end = unit.start, cue[0]
    inside = [q for q in unit.quotes if q[1] <= cue[0]]
    start = inside[-1][1] if inside else start
    auxiliaries = list(grammar.auxiliary.finditer(text, start, end))
    end = auxiliaries[-1].start() if auxiliaries else end
    piece = _without_lead(text, (start, end), cue[0], grammar)
    if piece is None:
        return None
    parted = auxiliaries[-1].span() if auxiliaries else None
    if parted is not None and _passive(text, parted, cue, grammar):
        return _agent(text, parted[1], cue[0], grammar)
    if grammar.language == "de":
        return german_subject(text, piece, grammar, (parted[1], cue[0]) if parted else None)
    if grammar.lexicon.words.get("grammar.verb_first"):
        short = len(text[slice(*piece)].split()) <= LONGEST_FRONT
        return piece if short and speaks(text, piece, grammar, unit.named) else None
    found = _romance_subject(text, piece, grammar, apart="," in text[piece[1] : end])
    if found is None and parted is not None:
        inner = trim(text, (parted[1], cue[0]), EDGE)
        opened = grammar.opener.match(text, *inner) if inner else None
        found = opened.span() if opened else None
    return found


def _without_lead(text: str, piece: Stretch, cue: int, grammar: Grammar) -> Stretch | None:
    """Drop "and" and an opening subordinate clause before a subject."""
    cut = trim(text, piece, EDGE)
    while cut is not None:
        opener = grammar.joining.match(text, *cut)
        if opener is None or opener.end() >= cut[1]:
            break
        cut = trim(text, (opener.end(), cut[1]), EDGE)
    if cut is None or grammar.subordinators.match(text, *cut) is None:
        return cut
    comma = text.rfind(",", *cut)
    cut = trim(text, (comma + 1, cut[1]), EDGE) if comma > 0 else None
    return None if cut is None or text[cut[1] : cue].strip().startswith(",") else cut


def _passive(text: str, auxiliary: Stretch, cue: Stretch, grammar: Grammar) -> bool:
    """Tell whether "wurde ... aufgefordert": its subject is not who speaks."""
    bare = text[slice(*cue)].lower()
    helper = text[slice(*auxiliary)].lower()
    # Beside "wurde" no finite verb follows: "verurteilt" is a participle there.
    parted = helper.startswith("wurde") and bare.endswith("t")
    return grammar.lexicon.has("grammar.passives", helper) and (
        parted or grammar.lexicon.has("grammar.participles", bare)
    )


def _agent(text: str, start: int, end: int, grammar: Grammar) -> Stretch | None:
    by = re.compile(r"\b(?:von|vom|seitens)\s+").search(text, start, end)
    named = grammar.phrase.match(text, by.end(), end) if by is not None else None
    return trim(text, named.span(), EDGE) if named else None


def _romance_subject(text: str, piece: Stretch, grammar: Grammar, *, apart: bool) -> Stretch | None:
    """Take what stands right before the verb: after the last comma, unless that closes an aside."""
    start, end = piece
    setting = text.find(",", start, min(end, start + FRONTED))
    if apart and setting > 0 and grammar.fronted.match(text, start, end):
        start = setting + 1  # "Meanwhile, the leader of the union, Anna Berg, said"
    if not apart and "," in text[start:end]:
        start = text.rindex(",", start, end) + 1
    cut = trim(text, (start, end), EDGE)
    while cut is not None:
        last = text[cut[0] : cut[1]].rsplit(None, 1)
        if len(last) < 2 or not grammar.trailing.fullmatch(last[1]):  # noqa: PLR2004
            break
        cut = trim(text, (cut[0], cut[1] - len(last[1])), EDGE)
    cut = _past_adverbs(text, cut, grammar) if cut else None
    cut = _past_setting(text, cut, grammar) if cut else None
    if cut is None or grammar.fronted.match(text, *cut) or grammar.trailing.fullmatch(text, *cut):
        return None
    words = text[cut[0] : cut[1]].split()
    if grammar.pointing.fullmatch(text, *cut):
        return None  # "Lo ha riferito la questura"
    if words[-1].casefold() in grammar.lexicon.words["grammar.joining"]:
        return None  # "showed the plan and said": the subject stands far before
    opened = grammar.opener.match(text, *cut) is not None
    if not opened and grammar.lexicon.words.get("grammar.verb_second"):
        # An office needs no article there: "men finansminister Jonas Falk tror".
        plain = grammar.phrase.fullmatch(text, *cut)
        opened = plain is not None and speaks(text, cut, grammar)
    if not opened or _holds_clause(text, cut, grammar):
        return None
    return cut if len(words) <= LONGEST_SOURCE else None


def _past_adverbs(text: str, piece: Stretch, grammar: Grammar) -> Stretch:
    """Skip a day or an adverb before a subject: "Ayer el ministro"."""
    for pattern in (grammar.days, grammar.settings, grammar.trailing):
        found = pattern.match(text, *piece)
        if found is None:
            continue
        rest = trim(text, (found.end(), piece[1]), EDGE)
        if rest is not None and grammar.opener.match(text, *rest):
            return rest
    return piece


def _past_setting(text: str, piece: Stretch, grammar: Grammar) -> Stretch:
    """Skip a setting that no comma ends before a subject: "En marzo la ministra Ana Gil"."""
    if grammar.fronted.match(text, *piece) is None:
        return piece
    if grammar.lexicon.words.get("grammar.verb_second"):
        return piece  # its subject stands behind the verb
    words = list(re.finditer(r"[\w’'-]+", text[slice(*piece)]))
    lexicon = grammar.lexicon
    for before, word in itertools.pairwise(words):
        small = before[0].casefold()
        if not lexicon.has("grammar.articles", word[0].casefold()) or any(
            lexicon.has(f"grammar.{key}", small) for key in ("articles", "linkers", "fronted")
        ):
            continue
        rest = piece[0] + word.start(), piece[1]
        named = grammar.opener.match(text, *rest)
        if named is not None and named.end() == rest[1] and speaks(text, rest, grammar):
            return rest
    return piece


def _holds_clause(text: str, piece: Stretch, grammar: Grammar) -> bool:
    """Tell whether a would-be source opens a clause at its end: "A version that"."""
    last = text[piece[0] : piece[1]].rsplit(None, 1)[-1]
    return grammar.that.fullmatch(last) is not None


def source_after(
    text: str, start: int, end: int, grammar: Grammar, *, subject: bool = True
) -> Stretch | None:
    """Take the noun phrase right after a cue as its source.

    Args:
        text: the report's text.
        start: where the cue ends.
        end: where to stop.
        grammar: the language's patterns.
        subject: whether it must be a verb's subject, not what a preposition governs.

    Returns:
        Half-open offsets, None when no noun phrase stands there.
    """
    at = start
    while at < end and text[at] in " \t\n":
        at += 1
    days = grammar.days.match(text, at, end)
    at = days.end() if days else at
    whence = _WHENCE.match(text, at, end) if text.endswith(HEARD, 0, start) else None
    at = whence.end() if whence else at
    subject = subject and whence is None
    skipped = re.compile(r"(?:sich|auch|weiter|noch|zudem|dazu|jedoch|también|hoy|ayer)\s+").match(
        text, at, end
    )
    at = skipped.end() if skipped else at
    if grammar.language == "ar":
        if disagrees(text, at, end):
            return None
        if (spoken := speaker_behind(text, at, end)) is not None:
            return spoken
    match = grammar.phrase.match(text, at, end)
    found = trim(text, match.span(), EDGE + '"“”„«»') if match else None
    short = _SHORT_FORM.match(text, found[1], end) if found else None
    if found is not None and short is not None:
        found = found[0], short.end()
    if found is None or grammar.language != "de":
        return _before_particle(text, found, grammar) if found else None
    return german_after(text, found, end, subject=subject)


def _before_particle(text: str, found: Stretch, grammar: Grammar) -> Stretch | None:
    """Leave out the particle of the verb behind its subject: "liet ze weten", "slår hon fast"."""
    first, _, last = text[slice(*found)].rpartition(" ")
    if not first or not grammar.lexicon.has("grammar.particles", last.casefold()):
        return found
    return trim(text, (found[0], found[0] + len(first)), EDGE)


def opening_subject(text: str, start: int, end: int, grammar: Grammar) -> Stretch | None:
    """Take the noun phrase that opens a sentence, past a short setting, as a later verb's subject.

    Args:
        text: the report's text.
        start: where the sentence begins.
        end: where the later verb begins.
        grammar: the language's patterns.

    Returns:
        Half-open offsets, None when the sentence opens with something else.
    """
    at = start
    while at < end and not text[at].isalnum():
        at += 1
    dateline = re.compile(r"[^.\n]{2,60}(?:\.\s*[-–—]|\)\s*[-–—])\s*").match(text, at, end)
    at = dateline.end() if dateline else at
    if grammar.fronted.match(text, at, end):
        comma = text.find(", ", at, min(end, at + FRONTED))
        if comma < 0:
            return None
        at = comma + 2
    found = grammar.opener.match(text, at, end)
    if found is None or grammar.subordinators.match(text, at, end):
        return None
    return trim(text, found.span(), EDGE)


def first_body(text: str, source: Stretch, grammar: Grammar) -> Stretch:
    """Cut a noun phrase that no comma ends behind the first name, office or body in it.

    Args:
        text: the report's text.
        source: offsets of a run of words.
        grammar: the language's patterns.

    Returns:
        Half-open offsets of the shorter phrase.
    """
    if grammar.language == "ar" and (spoken := speaker_behind(text, *source)) is not None:
        return spoken
    end, named, proper, before, earlier = source[0], False, False, "", ""
    small = grammar.lexicon.words["grammar.articles"] | grammar.lexicon.words["grammar.linkers"]
    for match in re.finditer(r"[\w’'.&-]+", text[slice(*source)]):
        word = match[0].casefold()
        names = match[0][:1].isupper() or any(
            grammar.lexicon.has(f"speakers.{key}", word)
            for key in ("offices", "bodies", "titles", "pronouns")
        )
        joined = grammar.language == "ar" and named and not before.startswith("ال")
        if named and grammar.lexicon.has("auxiliaries.words", word):
            break
        joined = joined or _still_open((earlier, before, word), grammar, named=proper)
        if not (names or joined or word in small) and (named or end > source[0]):
            break
        earlier, before, proper = before, word, proper or names
        if names or word not in small:
            end, named = source[0] + match.end(), True
    return source[0], max(end, source[0] + 1)


def _still_open(words: tuple[str, str, str], grammar: Grammar, *, named: bool) -> bool:
    """Tell whether a noun phrase ahead of its verb needs its next word.

    So behind an owner or an adjective: "Enligt kommunens beräkningar läcker ...", "Volgens de
    nieuwe plannen moet ...".

    Args:
        words: the two words before, and the next one, all small.
        grammar: the language's patterns.
        named: whether the phrase holds a name already.

    Returns:
        True when the next word belongs to it.
    """
    earlier, before, word = words
    lexicon = grammar.lexicon
    modal = any(lexicon.has(f"modality.{key}", word) for key in ("should", "will", "could"))
    if modal or lexicon.has("auxiliaries.words", word):
        return False
    owners = tuple(lexicon.words.get("grammar.owner_endings", ()))
    if owners and before.endswith(owners) and len(before) > LEAST_OWNER:
        # A given name may end as owners do: "Enligt Mats kostar ...".
        return not (named and word.endswith(tuple(lexicon.words["grammar.verb_endings"])))
    endings = tuple(lexicon.words.get("grammar.adjective_endings", ()))
    ahead = lexicon.has("grammar.articles", earlier) or (owners and earlier.endswith(owners))
    return bool(endings and ahead) and before.endswith(endings) and not named


def past_place(text: str, start: int, end: int, grammar: Grammar) -> int:
    """Skip a day and a place between a verb and its subject: "ha detto oggi a Pisa la ministra".

    Args:
        text: the report's text.
        start: where the verb ends.
        end: where to stop.
        grammar: the language's patterns.

    Returns:
        Where the subject may begin.
    """
    at = start
    for _ in range(MOST_SETTINGS):
        while at < end and text[at].isspace():
            at += 1
        days = grammar.days.match(text, at, end)
        at = days.end() if days else at
        fronted = grammar.fronted.match(text, at, end)
        place = _PLACE.match(text, fronted.end(), end) if fronted else None
        if place is None:
            break
        at = place.end()
    return at


def speaks(text: str, source: Stretch, grammar: Grammar, named: Sequence[Stretch] = ()) -> bool:
    """Tell whether a noun phrase names who can speak: a name, an office, a body, a pronoun.

    Args:
        text: the report's text.
        source: the noun phrase.
        grammar: the language's patterns.
        named: bounds of the persons and bodies named near, ascending.

    Returns:
        True when it does.
    """
    if grammar.language == "ar" and speaker_behind(text, *source) is not None:
        return True
    words = re.findall(r"[\w-]+", text[source[0] : source[1]])
    if any(source[0] <= start < source[1] for start, _ in named[:MOST_NAMED]):
        near = text[source[0] : next(s for s, _ in named if s >= source[0])]
        if len(near.split()) < NEAR_HEAD:
            return True
    if any(word[:1].isupper() for word in words[:NEAR_HEAD]):
        return True
    # Names of offices and bodies may take several words: "người phát ngôn".
    folded = [word.casefold() for word in words[: NEAR_HEAD + MOST_JOINED]]
    return any(
        grammar.lexicon.has(f"speakers.{key}", " ".join(folded[at : at + length]))
        for at in range(min(NEAR_HEAD, len(folded)))
        for length in range(1, MOST_JOINED + 1)
        for key in ("offices", "bodies", "titles", "pronouns")
    )
