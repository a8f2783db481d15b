"""Which capitalised words of a parsed text are names that its parser passed over?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from firsthand.analyse.names.draft import Draft, Parsed
from firsthand.analyse.names.headlines import Stretch
from firsthand.analyse.names.lexicon import Calling, given_names
from firsthand.analyse.names.roles import roles_after, roles_before
from firsthand.model.items import NameKind
from firsthand.text.words import fold_name

FULL = 2
"""Words of the shortest full name."""
LONGEST = 4
"""Words of the longest name read so."""
SHORTEST = 3
"""Letters of the first word of the shortest name of somebody credited."""

_CAPITALS = re.compile(r"(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'&-]*)(?:\.? [A-Z][\w'&-]*){1,6}")
_CREDITED = r"(?P<name>[A-Z][\w&'-]*[\w](?: [A-Z][\w&'-]*[\w]){0,3})"
_AGED = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]*[a-z]){0,2}), [1-9]\d, (?=[a-z])"
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
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
        roles = [*roles_before(text, start, said), *roles_after(text, end, said)]
        return Draft(start, end, NameKind.PERSON, "proper", roles=roles)
    article = first > 0 and doc[first - 1].lower_ == "the"
    plural = doc[last - 1].tag_ == "NNPS" or folded[-1].endswith("s")
    if article and plural and words[-1].isalpha() and doc[last - 1].ent_type_ != "GPE":
        return Draft(start, end, NameKind.ORGANISATION, "proper")
    acronym = _ACRONYM.fullmatch(text[start:end]) and not _ROMAN.fullmatch(text[start:end])
    if acronym and doc[first].ent_type_ == "ORG" and folded[0] not in said.titles:
        return Draft(start, end, NameKind.ORGANISATION, "proper", "acronym")
    return None


def aged(text: str, taken: Sequence[Stretch], said: Calling) -> Iterator[Draft]:
    """Walk people told with their age whom nothing else shows: "said Mira, 47, a crab trapper".

    Args:
        text: the text.
        taken: bounds of all names and places found so far.
        said: titles of the language.

    Yields:
        Persons, outside what is taken.
    """
    blocked = bytearray(len(text) + 1)
    for start, end in taken:
        blocked[start:end] = b"\x01" * (end - start)
    for match in _AGED.finditer(text):
        start, end = match.span("name")
        words = [fold_name(word) for word in text[start:end].split()]
        if not any(blocked[start:end]) and not set(words) & (said.not_names | _MONTHS):
            form = "full" if len(words) >= FULL else "short"
            roles = roles_after(text, end, said)
            yield Draft(start, end, NameKind.PERSON, "age", form, roles=roles)


def facilities(text: str, said: Calling) -> Iterator[Draft]:
    """Walk the names of buildings, roads, parks and features of the land: "Mill Road", "Mt Holm".

    Args:
        text: the text.
        said: heads of such names.

    Yields:
        Places named by two capitalised words and more, the last of them such a head, or by two of
        which the first is one; a street may begin with its number ("5th Avenue").
    """
    if not said.facilities:
        return
    heads = said.facilities | said.features
    found = list(_facilities(text, heads, said))
    for number, draft in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        before = found[number - 1] if number else None
        if before is not None and _corner(text, before, draft):
            continue
        corner = after is not None and _corner(text, draft, after)
        yield replace(draft, end=after.end) if corner and after is not None else draft


def _corner(text: str, one: Draft, other: Draft) -> bool:
    """Tell whether two streets make one place: "at 5th Avenue and Mill Road"."""
    before = text[max(0, one.start - 5) : one.start]
    return text[one.end : other.start] == " and " and before.endswith((" at ", " of ", "near "))


def _facilities(text: str, heads: frozenset[str], said: Calling) -> Iterator[Draft]:
    for match in _CAPITALS.finditer(text):
        words = match[0].split()
        folded = [fold_name(word.rstrip(".")) for word in words]
        before = next((n for n, w in enumerate(folded[:-1]) if w in said.features_before), None)
        last = next((n for n in range(len(words) - 1, 0, -1) if folded[n] in heads), None)
        first = 0
        if last is not None:
            while first < last and folded[first] in said.not_names | said.titles:
                first += 1
            person = folded[last] in said.features and folded[first] in given_names()
            last = None if person else last
        elif before is not None:
            first, last = before, before + 1
        if last is not None and FULL <= last - first + 1 <= LONGEST + 1:
            piece = " ".join(words[first : last + 1])
            start = match.start() + match[0].index(piece)
            yield Draft(start, start + len(piece), NameKind.PLACE, "facility")


def credited(
    text: str,
    taken: tuple[Sequence[Stretch], Sequence[Stretch]],
    lines: Sequence[Stretch],
    said: Calling,
) -> Iterator[Draft]:
    """Walk the capitalised words whom a report credits: "according to NordNet", "NordNet reports".

    Args:
        text: the text.
        taken: bounds of the names found so far, and of all places; a place may begin the name.
        lines: the headlines, in which capitals tell nothing.
        said: words of the language.

    Yields:
        Bodies, outside the names found.
    """
    if not said.credits:
        return
    names, places = taken
    blocked = bytearray(len(text) + 1)
    for start, end in (*names, *lines):
        blocked[start:end] = b"\x01" * (end - start)
    ends = set(places)
    for pattern in _credits(said):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            words = text[start:end].split()
            folded = {fold_name(word) for word in words}
            alone = any((a, end) in ends for a in range(start, end))
            plain = folded & (said.not_names | said.titles | said.honorifics)
            if not (any(blocked[start:end]) or alone or plain or len(words[0]) < SHORTEST):
                blocked[start:end] = b"\x01" * (end - start)
                acronym = len(words) == 1 and words[0].isupper()
                form = "acronym" if acronym else "full"
                yield Draft(start, end, NameKind.ORGANISATION, "credited", form)


@cache
def _credits(said: Calling) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Build what finds a credit: words before a name, or a verb after one."""
    before = "|".join(map(re.escape, said.credits))
    after = "|".join(sorted(map(re.escape, said.reports)))
    return (
        re.compile(rf"\b(?i:{before}) (?:[Tt]he )?{_CREDITED}"),
        re.compile(rf"(?<![\w'’.-] )(?<![\w'’-])(?:The |the )?{_CREDITED} (?:{after})\b(?! by\b)"),
    )


def is_work(text: str, draft: Draft, said: Calling) -> bool:
    """Tell whether a person's name in quotes is a work's: the novel "Vera Holt".

    Args:
        text: the text.
        draft: a name.
        said: words of the language.

    Returns:
        True for what looks like a person and is the title of a film, a book or the like.
    """
    start, end = draft.start, draft.end
    if draft.kind is not NameKind.PERSON or text[start - 1 : start] != '"':
        return False
    if text[end : end + 2].lstrip(",.")[:1] != '"':
        return False
    before = text[max(0, start - 20) : start - 1].rstrip(" ,:").rpartition(" ")[2]
    return fold_name(before) in said.works
