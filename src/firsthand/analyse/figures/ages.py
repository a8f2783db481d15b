"""Which bare numbers are ages?"""

import re
from typing import Any

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.analyse.figures.japanese import is_age_in_brackets
from firsthand.analyse.figures.measures import plain_unit

OLDEST = 115
_YOUNGEST_NAMED = 14
"""From here on "Name, 44, has ..." is an age even where the parse takes the name for a town."""
_NAMED = re.compile(r"[A-Z\u00c0-\u00de][\w'’-]+\s?[,(]\s?$")
_CLOSED = re.compile(r"\s?(?:[,)]|\.?$)")
_MONTH = 14
_NAME = 24
_PERSONS = frozenset({"he", "she", "i", "who"})


def read_age(page: Page, draft: Draft) -> None:
    """Give a bare number the unit of an age: "Maria Silva, 44,", "aged 44", "she is 44".

    Args:
        page: the report's text with its parse.
        draft: the number; changed when it is an age.
    """
    if draft.unit is not None or not draft.numeral.digits:
        return
    if not 0 < draft.value <= OLDEST or draft.value != int(draft.value):
        return
    before = page.word_before(draft.start, draft.sentence[0])
    beside = _beside(page, draft) or is_age_in_brackets(page, draft)
    if before in page.cues.words("age", "before") or beside or _told(page, draft):
        draft.unit, draft.dimension = plain_unit("year of age", draft.value), "age"


def _beside(page: Page, draft: Draft) -> bool:
    """Tell whether a person's name stands before: "Maria Silva, 44,"."""
    text, start, end = page.text, draft.start, draft.end
    named = _NAMED.search(text[max(0, start - _NAME) : start])
    closed = _CLOSED.match(text[end : end + 3])
    months = page.cues.months.search(text[max(0, start - _MONTH) : start])
    if not named or not closed or months or text[start - 1] == "(":
        return False
    return not _place_before(page, start) or _goes_on(page, draft)


def _place_before(page: Page, start: int) -> bool:
    if not page.grid:
        return False
    token = _named_before(page, start)
    return token is None or token.ent_type_ in {"GPE", "LOC", "DATE"} or token.pos_ != "PROPN"


def _named_before(page: Page, start: int) -> Any:  # noqa: ANN401 - a spaCy Token
    index = page.grid.at(start - 1)
    while index >= 0 and page.grid.tokens[index].pos_ == "PUNCT":
        index -= 1
    return page.grid.tokens[index] if index >= 0 else None


def _goes_on(page: Page, draft: Draft) -> bool:
    """Tell whether the name's own verb follows: "Marlow, 66, has ..."."""
    grid = page.grid
    comma = grid.at(draft.end)
    if draft.value < _YOUNGEST_NAMED or comma + 1 >= len(grid.tokens):
        return False
    token = _named_before(page, draft.start)
    after = grid.tokens[comma + 1]
    closed = grid.tokens[comma].text == "," and token is not None and token.pos_ == "PROPN"
    return closed and after.pos_ in {"VERB", "AUX"} and after.tag_ not in {"VBN", "VBG"}


def _told(page: Page, draft: Draft) -> bool:
    """Tell whether the parse says it of a person or an age: "he is 44", "the average age is 44"."""
    if not page.grid or draft.is_range:
        return False
    token = page.grid.tokens[page.grid.at(draft.numeral.end - 1)]
    verb = token.head
    if token.dep_ != "attr" or verb.lemma_ != "be" or token.pos_ != "NUM":
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    person = subject.lower_ in _PERSONS or subject.ent_type_ == "PERSON"
    return person or subject.lemma_.casefold() in page.cues.words("age", "nouns")
