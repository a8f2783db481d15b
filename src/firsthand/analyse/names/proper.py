"""Which capitalised words of a parsed text are names that its parser passed over?"""

import re
from collections.abc import Iterator, Sequence

from firsthand.analyse.names.draft import Draft, Parsed
from firsthand.analyse.names.headlines import Stretch
from firsthand.analyse.names.lexicon import Calling, given_names
from firsthand.model.items import NameKind
from firsthand.text.words import fold_name

FULL = 2
"""Words of the shortest full name."""
LONGEST = 4
"""Words of the longest name read so."""

_CAPITALS = re.compile(r"[A-Z][\w'&-]*(?: [A-Z][\w'&-]*){1,6}")
_ACRONYM = re.compile(r"[A-Z]{3,6}(?:-[A-Z]{2,6})?")
_ROMAN = re.compile(r"[IVXLCM]+")


def passed_over(
    doc: Parsed,
    text: str,
    taken: Sequence[Stretch],
    lines: Sequence[Stretch],
    said: Calling,
) -> Iterator[Draft]:
    """Walk runs of proper nouns that no name covers and that are a person's or a body's.

    A run after a title or with a common given name is a person ("Constable Ida Holm"); a plural
    after "the" is a club or a people's party ("the Otters"); letters in capitals are an acronym.

    Args:
        doc: a spaCy document of the text.
        text: the text.
        taken: bounds of all names and places found so far.
        lines: the headlines, in which capitals tell nothing.
        said: titles of the language.

    Yields:
        The names, outside what is taken.
    """
    blocked = bytearray(len(text) + 1)
    for start, end in (*taken, *lines):
        blocked[start:end] = b"\x01" * (end - start)
    number = 0
    while number < len(doc):
        last = number
        while last < len(doc) and last - number < LONGEST and _free(doc[last], blocked):
            last += 1
        if last == number:
            number += 1
            continue
        draft = _read(doc, text, number, last, said)
        if draft is not None:
            yield draft
        number = last


def _free(token: Parsed, blocked: bytearray) -> bool:
    proper = token.pos_ == "PROPN" and token.text[0].isupper()
    return proper and token.ent_type_ in _UNNAMED and not blocked[token.idx]


_UNNAMED = frozenset({"", "ORG", "PERSON", "FAC", "NORP", "PRODUCT", "GPE"})


def _read(doc: Parsed, text: str, first: int, last: int, said: Calling) -> Draft | None:
    """Say what a run of proper nouns names; nothing where it cannot be told."""
    titled = first > 0 and fold_name(doc[first - 1].text) in said.titles
    while first < last and fold_name(doc[first].text) in said.titles:
        titled, first = True, first + 1
    if first == last:
        return None
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1].text)
    words = text[start:end].split()
    folded = [fold_name(word) for word in words]
    if set(folded) & said.not_names or "\n" in text[start:end]:
        return None
    generic = set(folded) & (said.organisations | said.events)
    if len(words) >= FULL and not generic and (titled or folded[0] in given_names()):
        return Draft(start, end, NameKind.PERSON, "proper")
    article = first > 0 and doc[first - 1].lower_ == "the"
    plural = doc[last - 1].tag_ == "NNPS" or folded[-1].endswith("s")
    if article and plural and words[-1].isalpha() and doc[last - 1].ent_type_ != "GPE":
        return Draft(start, end, NameKind.ORGANISATION, "proper")
    acronym = _ACRONYM.fullmatch(text[start:end]) and not _ROMAN.fullmatch(text[start:end])
    if acronym and doc[first].ent_type_ == "ORG" and folded[0] not in said.titles:
        return Draft(start, end, NameKind.ORGANISATION, "proper", "acronym")
    return None


def facilities(text: str, said: Calling) -> Iterator[Draft]:
    """Walk the names of buildings, roads and parks: "Eastgate Arena", "Mill Road".

    Args:
        text: the text.
        said: heads of such names.

    Yields:
        Places named by two capitalised words and more, the last of them such a head.
    """
    if not said.facilities:
        return
    for match in _CAPITALS.finditer(text):
        words = match[0].split()
        while words and fold_name(words[-1]) not in said.facilities:
            words.pop()
        while words and fold_name(words[0]) in said.not_names | said.titles:
            words.pop(0)
        if FULL <= len(words) <= LONGEST + 1:
            piece = " ".join(words)
            start = match.start() + match[0].index(piece)
            yield Draft(start, start + len(piece), NameKind.PLACE, "facility")
