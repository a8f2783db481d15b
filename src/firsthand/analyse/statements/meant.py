"""Is something really asked or undertaken: by somebody, to be done, and not as a mere thought?"""

import re
from functools import cache
from typing import Any

from firsthand.analyse.statements.acts import UNSPACED, asks, phrase_pattern
from firsthand.analyse.statements.lexicon import load_lexicon
from firsthand.analyse.statements.strength import ASKING, PROMISING, is_key
from firsthand.analyse.statements.tokens import TokenMap
from firsthand.model.items import Statement
from firsthand.model.span import Span

_MARKS = " \t\n\"'“”‘’„«»「」『』"
_SIDE = frozenset({"relcl", "acl", "advcl"})
"""How the verb of a clause beside the main one hangs."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_WHOLE = ("-clause@", "-quote@", "/running@", "/according@")
"""Ends of the rules by which a whole clause is said, so that its own words tell what is done."""
_UNPERFORMED = frozenset({"TO", "MD"})
"""Tags of a cue's first word where nothing was said yet: "to ask for", "might ask for"."""


def is_meant(tokens: TokenMap, statement: Statement) -> bool:
    """Tell whether a statement that reads as a request or a promise is one that was made.

    Nobody asks where no speaker is known ("everybody demands"), a question asks for no deed, and
    "might call for" or "to ask for" tell of none made.

    Args:
        tokens: the report's words.
        statement: whose act asks or promises.

    Returns:
        False where it was not made, or nobody is known to have made it.
    """
    if "/orphan@" in statement.rule or "-wh@" in statement.rule:
        return False
    language = tokens.reading.language
    if statement.source is not None and not statement.speaker.value:
        name = statement.source.quote.casefold()
        if load_lexicon(language).has("unmeant.generic", name):
            return False
    if _opens_with_condition(language, statement.content[0].quote):
        return False
    cue = tokens.tokens(statement.cue) if statement.cue else []
    if not cue:
        return True
    if cue[0].tag_ in _UNPERFORMED or _is_of_any(tokens, statement):
        return False
    return not (_is_mere_word(tokens, statement) or _is_open(tokens, statement))


def _is_mere_word(tokens: TokenMap, statement: Statement) -> bool:
    """Tell whether the cue means something else here.

    One applies for a permit for oneself, calls a thing by a name, and what a thing suggests or
    promotes nobody has asked for.
    """
    head = tokens.head(statement.cue) if statement.cue else None
    if head is None:
        return False
    lexicon = load_lexicon(tokens.reading.language)
    lemma = head.lemma_.casefold()
    form = statement.rule.partition("@")[0].rpartition("/")[2]
    if lexicon.has("unmeant.own", lemma):
        return True
    if form not in {"verb-obj", "verb-clause", "verb-quote"}:
        return False
    if lexicon.has("unmeant.naming", lemma):
        return not any(t.dep_ == "prep" for t in head.children)
    return lexicon.has("unmeant.implying", lemma) and _is_thing(tokens, statement)


def _is_thing(tokens: TokenMap, statement: Statement) -> bool:
    """Tell whether the source is neither a person nor a body."""
    source = tokens.head(statement.source) if statement.source else None
    if source is None or source.pos_ != "NOUN" or source.ent_type_:
        return False
    lexicon = load_lexicon(tokens.reading.language)
    lists = ("speakers.people", "speakers.offices", "speakers.bodies", "commissive.subjects")
    return not any(
        lexicon.has(name, word)
        for name in lists
        for word in (source.lemma_.casefold(), source.lower_)
    )


def _is_open(tokens: TokenMap, statement: Statement) -> bool:
    """Tell whether the cue stands in a condition or an open question: "should he decide to"."""
    head = tokens.head(statement.cue) if statement.cue else None
    if head is None or head.pos_ not in {"VERB", "AUX"}:
        return False
    subject = next((t for t in head.children if t.dep_ in _SUBJECTS), None)
    lexicon = load_lexicon(tokens.reading.language)
    for child in head.children:
        if child.i > head.i:
            continue
        # "Should he decide to run": the modal stands before its subject.
        if child.dep_ == "aux" and subject is not None and child.i < subject.i:
            return lexicon.has("modality.should", child.lower_)
        if child.dep_ == "mark" and lexicon.has("unmeant.conditions", child.lower_):
            return True
        if child.tag_ == "WRB" and head.dep_ != "ROOT" and head.tag_ in {"VBP", "VBZ"}:
            return True
    return False


def _is_of_any(tokens: TokenMap, statement: Statement) -> bool:
    """Tell whether a cue only describes whoever does so: "towns that choose to join"."""
    head = tokens.head(statement.cue) if statement.cue else None
    if head is None:
        return False
    if head.pos_ == "NOUN":
        # "The decision to sell" is one that was made already, or nobody's.
        return load_lexicon(tokens.reading.language).has("commissive.settled", head.lemma_)
    if head.dep_ != "relcl" or head.head.pos_ != "NOUN":
        return False
    described = list(head.head.lefts)
    return not any(t.dep_ in {"det", "poss", "nummod", "compound"} for t in described)


def is_deed(tokens: TokenMap, statement: Statement, span: Span) -> bool:
    """Tell whether a member of a request or promise is something to be done.

    Args:
        tokens: the report's words.
        statement: that asks or promises it.
        span: the member.

    Returns:
        False for a question, a condition, what should have been done, and for a promise of how
        somebody will be or what others will do.
    """
    language, text = tokens.reading.language, tokens.reading.report.text
    if _opens_with_condition(language, span.quote) or _past(language).search(span.quote):
        return False
    if text[span.end : span.end + 3].lstrip(_MARKS)[:1] in {"?", "？", "؟"}:
        return False
    words = tokens.tokens(span)
    if _only_tells(tokens, statement, words, span.quote):
        return False
    if statement.act == PROMISING:
        return _is_undertaken(tokens, statement)
    # "The firms have been breaking the law" beside what is asked of them is told, not asked.
    perfect = any(
        t.dep_ == "aux" and t.lower_ in {"has", "have"} and t.head.dep_ not in _SIDE for t in words
    )
    return not perfect or asks(language, span.quote, clause=True)


def _only_tells(tokens: TokenMap, statement: Statement, words: list[Any], quote: str) -> bool:
    """Tell whether a member is a sentence of its own in which nothing is asked or promised.

    "We need guides. I like the hall" asks for guides alone, whatever else is said in one breath.
    """
    if not any(form in statement.rule for form in _WHOLE) or _does(tokens, statement):
        return False
    inside = {t.i for t in words}
    top = next((t for t in words if t.head.i == t.i or t.head.i not in inside), None)
    if top is None:
        return False
    subject = any(t.dep_ in _SUBJECTS and t.i in inside for t in top.children)
    finite = any(t.tag_ in _FINITE for t in (top, *top.children))
    # "A lot of hard work": a sentence without a verb asks for nothing.
    bare = top.dep_ == "ROOT" and top.pos_ not in {"VERB", "AUX"}
    if not (subject and finite) and not bare:
        return False
    language = tokens.reading.language
    if statement.act == PROMISING:
        return not any(
            phrase_pattern(language, key).search(quote)
            for key in ("modality.will", "commissive.phrases")
        )
    return not (asks(language, quote, clause=True) or is_key(language, quote))


def _opens_with_condition(language: str, quote: str) -> bool:
    return phrase_pattern(language, "unmeant.conditions").match(quote.strip(_MARKS)) is not None


@cache
def _past(language: str) -> re.Pattern[str]:
    """Match what should have been done: nobody asks for that any more."""
    forms = sorted(load_lexicon(language).words.get("unmeant.missed", ()))
    if not forms:
        return re.compile(r"(?!)")
    body = "|".join(forms)
    return re.compile(body if language in UNSPACED else rf"\b(?:{body})", re.IGNORECASE)


def _is_undertaken(tokens: TokenMap, statement: Statement) -> bool:
    """Tell whether "will" in a content is of the speaker's side and of a deed."""
    words = [t for part in statement.content for t in tokens.tokens(part)]
    if not words or _does(tokens, statement, (PROMISING,)):
        return True
    modal = next((t for t in words if t.tag_ == "MD" and _is_future(tokens, t)), None)
    if modal is None:
        return True
    verb = modal.head
    lexicon = load_lexicon(tokens.reading.language)
    passive = any(t.dep_ == "auxpass" for t in verb.children)
    if verb.dep_ == "relcl" or (
        not passive and lexicon.has("commissive.states", verb.lemma_.casefold())
    ):
        return False
    subject = next((t for t in verb.children if t.dep_ in _SUBJECTS), None)
    return subject is None or not (
        lexicon.has("speakers.people", subject.lemma_.casefold())
        or lexicon.has("unmeant.generic", subject.lower_)
    )


def _is_future(tokens: TokenMap, token: Any) -> bool:  # noqa: ANN401 - a spaCy token
    return load_lexicon(tokens.reading.language).has("modality.will", token.lower_)


def _does(
    tokens: TokenMap, statement: Statement, acts: tuple[str, ...] = (ASKING, PROMISING)
) -> bool:
    """Tell whether the cue itself is a word of such an act, whatever is said by it."""
    cue = tokens.head(statement.cue) if statement.cue else None
    if cue is None:
        return False
    lexicon = load_lexicon(tokens.reading.language)
    lemma = cue.lemma_.casefold()
    tables = (lexicon.verbs, lexicon.nouns, lexicon.adjectives)
    senses = [s for table in tables for s in table.get(lemma, {}).values()]
    return any(sense.act in acts for sense in senses)
