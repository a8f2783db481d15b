"""What does a speaker do with the words, how are they rendered, and in which mood?"""

import re
from functools import cache

from firsthand.analyse.statements.lexicon import Lexicon, load_lexicon

ASSERTING = frozenset({"say", "report", "emphasise", "claim", "believe", "agree"})
NEAR_START = 48
"""Characters at the head of a content in which "the need to" or "the importance of" must stand."""
UNSPACED = frozenset({"zh", "ja", "ko"})
"""Languages that write words, or words and particles, together."""
_ING = re.compile(
    r"^(?:[a-z]+ly,? (?:and )?)*(?P<word>[a-z-]+ing)\b"
    r"(?! (?:is|are|was|were|has|have|will|must|should|can)\b)"
)
_ARTICLE = re.compile(r"\b(?:the|a|an|this|that|these|those|any|no)\s+(?:\w+\s+)?$", re.IGNORECASE)
_PARTICIPLE = r"\w+(?:ed|en|wn|ne|lt|de|ght|id|ung|own|t)\b"
_ASPECT = (
    (
        "done",
        re.compile(rf"\b(?:has|have|had|'ve)\b(?: \w+ly)? (?:been |already )?{_PARTICIPLE}"),
    ),
    ("doing", re.compile(r"\b(?:is|are|'re|was|were|'s|been) (?:\w+ly )?\w+ing\b")),
)


@cache
def phrase_pattern(language: str, key: str) -> re.Pattern[str]:
    """Compile a word list of a language's lexicon, longest first.

    Args:
        language: an ISO 639-1 code.
        key: "table.key" of the list.

    Returns:
        A pattern that matches any of its words; nothing when the list is empty.
    """
    words = load_lexicon(language).words.get(key, frozenset())
    ordered = sorted(words, key=lambda w: (-len(w), w))
    if not ordered:
        return re.compile(r"(?!)")
    if language in UNSPACED:
        return re.compile("|".join(map(re.escape, ordered)), re.IGNORECASE)
    # "we'll" has no blank before its mark, "l'importance d'" none behind.
    body = "|".join(
        (r"(?<!\w)" if w[0].isalnum() else "")
        + re.escape(w)
        + (r"(?!\w)" if w[-1].isalnum() else "")
        for w in ordered
    )
    return re.compile(body, re.IGNORECASE)


def decide_act(language: str, act: str, complement: str, content: str) -> str:
    """Let what is said correct the cue's act: a "should" asks, a "we will" promises.

    A clause that tells only what has been done is reported, whatever its verb: nobody promises
    the past.

    Args:
        language: the report's language code.
        act: the cue's act.
        complement: the complement's name.
        content: what is said.

    Returns:
        The statement's act.
    """
    if act not in ASSERTING:
        # "Asked that the road be closed" is no question.
        asked = act == "ask" and complement == "clause" and content[:5].casefold() == "that "
        told = act == "promise" and complement == "clause" and _has_happened(language, content)
        return "report" if told else "call-for" if asked else act
    text = content.strip("\"'“”‘’«»„ ")
    start = text[:NEAR_START]
    clause = complement in {"clause", "quote", "dash"}
    whole = clause or complement in {"wh", "fixed"}
    if (whole or act == "emphasise") and asks(language, text, clause=whole):
        return "call-for"
    if act == "emphasise" and complement in {"obj", "ing"} and _ING.match(text):
        return "call-for"
    if _promises(language, text[: 3 * NEAR_START] if clause else start) or (
        clause and (_undertakes(language, text) or _by_when(language, text))
    ):
        return "promise"
    if act == "say" and (clause or complement == "fixed") and _states(language, text):
        return "report"
    return act


def _promises(language: str, head: str) -> bool:
    """Tell whether words of promise open a content, unless they tell of a thing's course."""
    found = phrase_pattern(language, "commissive.phrases").search(head)
    if found is None:
        return False
    if language == "en" and _ARTICLE.search(head[: found.start()]):
        return False  # "The plan to sell has been dropped"
    lead = re.split("[，；。]", head[: found.start()])[-1]
    return not (language == "zh" and phrase_pattern(language, "commissive.things").search(lead))


def _by_when(language: str, text: str) -> bool:
    """Tell whether a clause closes with a deed not yet done and says by when: 年内に終えたい."""
    words = load_lexicon(language).words
    deeds = tuple(words.get("commissive.deeds", ()))
    last = re.split("[。」]", text.strip("。」 "))[-1]
    if not deeds or not last.endswith(deeds) or last.endswith(("れる", "いる", "ある", "だろう")):
        return False
    return phrase_pattern(language, "commissive.limits").search(last) is not None


def _undertakes(language: str, text: str) -> bool:
    """Tell whether a clause says what will be done: "side effects would be listed"."""
    head = text[: 2 * NEAR_START]
    done = phrase_pattern(language, "modality.done").search(head)
    found = _arranged(language).search(head)
    return found is not None and (done is None or done.start() > found.start())


def _has_happened(language: str, text: str) -> bool:
    """Tell whether a clause only says what has been done: "that the houses are sold"."""
    if all(_relative(language, text[: m.start()]) for m in _told(language).finditer(text)):
        return False
    ahead = ("modality.will", "modality.should", "modality.could", "commissive.phrases")
    return not (
        any(phrase_pattern(language, key).search(text) for key in ahead)
        or _future(language).search(text)
    )


def _relative(language: str, before: str) -> bool:
    """Tell whether a verb's clause only describes somebody: "those who have been moved"."""
    words = load_lexicon(language).words
    relative = words.get("grammar.relative", frozenset())
    first, comma, piece = before.casefold().rpartition(",")
    own = piece.split() if comma and first.strip() else piece.split()[1:]
    if comma and own and own[0] in relative:
        return True
    # An article or "that" may be no relative word where no comma stands before it.
    plainly = (
        relative
        - words.get("grammar.articles", frozenset())
        - words.get("grammar.that", frozenset())
    )
    return not plainly.isdisjoint(own)


@cache
def _told(language: str) -> re.Pattern[str]:
    """Match a perfect or a past of a language, which its lexicon gives as patterns."""
    if language == "en":
        return _ASPECT[0][1]
    forms = sorted(load_lexicon(language).words.get("commissive.told", ()))
    return re.compile("|".join(forms), re.IGNORECASE) if forms else re.compile(r"(?!)")


@cache
def _future(language: str) -> re.Pattern[str]:
    """Match a verb with an ending of the future."""
    endings = "|".join(sorted(load_lexicon(language).words.get("commissive.futures", ())))
    return re.compile(rf"\w{{2,}}(?:{endings})\b" if endings else r"(?!)", re.IGNORECASE)


@cache
def _arranged(language: str) -> re.Pattern[str]:
    """Match a passive future, or a body's or holder of office's own future act."""
    words = load_lexicon(language).words
    if language == "en":
        return re.compile(
            rf"\b(?:will|would|shall) (?:\w+ly |all |also )?be (?:\w+ly )?{_PARTICIPLE}"
        )
    endings = "|".join(sorted(words.get("commissive.futures", ())))
    if not endings:
        return re.compile(r"(?!)")
    bodies = sorted(words.get("speakers.bodies", frozenset()) | words["speakers.offices"])
    being = "|".join(sorted(words.get("commissive.passives", ()))) or r"(?!)"
    oneself = "|".join(sorted(words.get("commissive.reflexives", ()))) or r"(?!)"
    agent = "|".join(map(re.escape, bodies))
    return re.compile(
        rf"\b(?:{being})\s+(?:\w+(?:mente|ment)\s+)?\w+(?:[dt][oaie]s?|ée?s?)\b"
        rf"|\b(?:{oneself})\s+\w+(?:{endings})\b"
        rf"|\b(?:{agent})\b(?:\s+[\w-]+){{0,4}}?\s+\w{{2,}}(?:{endings})\b",
        re.IGNORECASE,
    )


def _states(language: str, text: str) -> bool:
    """Tell whether a content gives facts: figures, or what has been done, not the own feelings."""
    if any(mark in text for mark in '"“”„«»「」'):
        return False
    if phrase_pattern(language, "speakers.own").search(text):
        return False
    if any(char.isdigit() for char in text):
        return True
    if language == "en":
        return any(pattern.search(text) for _, pattern in _ASPECT)
    return phrase_pattern(language, "modality.done").search(text) is not None


@cache
def _it_is() -> re.Pattern[str]:
    """Match "it is also important for the town to", "it was imperative that"."""
    words = sorted(load_lexicon("en").words.get("deontic.predicates", ()))
    which = "|".join(words)
    return re.compile(
        rf"\bit(?: is|'s|’s| was| will be| remains)(?: \w+){{0,2}} (?:{which}) (?:to|that|for)\b",
        re.IGNORECASE,
    )


def asks(language: str, content: str, *, clause: bool) -> bool:
    """Tell whether a content says that something is to be done.

    Args:
        language: the report's language code.
        content: what is said.
        clause: whether it is a clause (else a noun phrase, where only its head counts).

    Returns:
        True for "the need to ...", "it is essential that ...", "X should be ...".
    """
    text = content.strip("\"'“”‘’«»„ ")
    if clause:
        if language == "en" and _it_is().search(text):
            return True
        # Swedish "vi ska" is "we will", where "ska" of anybody else is "is to".
        text = phrase_pattern(language, "commissive.own").sub(" ", text)
        return bool(
            phrase_pattern(language, "deontic.verbs").search(text)
            or phrase_pattern(language, "deontic.phrases").search(text)
        )
    head = text[:NEAR_START]
    found = phrase_pattern(language, "deontic.nouns").search(head)
    return bool(found) and not re.search(
        r"\b(?:in|of|for|by|with)\b", head[: found.start()] if found else ""
    )


def mood_of(language: str, content: str, lexicon: Lexicon) -> str:
    """Tell the mood of what is said.

    Args:
        language: the report's language code.
        content: what is said.
        lexicon: the language's reporting words.

    Returns:
        "should", "will", "could", "done", "doing" or "" when nothing marks it.
    """
    best: tuple[int, str] | None = None
    for mood in ("should", "will", "could"):
        if f"modality.{mood}" in lexicon.words:
            found = phrase_pattern(language, f"modality.{mood}").search(content)
            if found and (best is None or found.start() < best[0]):
                best = (found.start(), mood)
    if language == "en":
        for mood, pattern in _ASPECT:
            found = pattern.search(content)
            if found and (best is None or found.start() < best[0]):
                best = (found.start(), mood)
    return best[1] if best else ""
