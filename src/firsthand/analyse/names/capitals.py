"""Which names can be read from capitals and titles alone, where there is no parser?"""

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from firsthand.analyse.names.called_so import body_called_so
from firsthand.analyse.names.chains import LINKS, Chain, chains
from firsthand.analyse.names.draft import Draft
from firsthand.analyse.names.headlines import headlines
from firsthand.analyse.names.holders import office_holder
from firsthand.analyse.names.lexicon import Calling, given_names, is_oblique, particles
from firsthand.analyse.names.nobody import belongs, feature, is_building, no_person
from firsthand.analyse.names.owners import (
    before_owner,
    fields_before,
    lead_in,
    owned_by,
    owner_before,
    pair_title,
    past_owner,
)
from firsthand.analyse.names.parsed import person
from firsthand.analyse.names.roles import roles_after, roles_before
from firsthand.model.items import NameKind
from firsthand.text.words import Word, fold_all, fold_name

Stretches: TypeAlias = Sequence[tuple[int, int]]
LONGEST = 4
"""Words of the longest person's name, particles not counted."""
_OWN_LINKS = {
    "tr": frozenset[str](),
    "id": frozenset({"bin", "binti", "van", "der", "de"}),
    "sv": frozenset({"von", "af", "van", "der", "de", "la", "du", "le"}),
}
"""Small words in names where others are words of the language: "da" says "too" in Turkish, "di"
"in" in Indonesian, "i" in Swedish."""
_QUOTES = {"«": "»", "„": "”", "“": "”", '"': '"'}
_SAINTS = frozenset(
    ["san", "santo", "santa", "sant", "são", "saint", "sainte", "st", "ste", "sankt", "sint"]
)
_NO_PERSON = frozenset({"y", "e", "et", "i", "für", "am", "im", "na", "za", "w"})
_ACRONYM = re.compile(r"[A-ZÀ-ÞА-Я]{2,7}")
LONGEST_QUOTED = 60
"""Code points of the longest name of a project in quotes, behind its first words."""
_INSIDE_SENTENCE = re.compile(r"[.,;:!?]")
_BEFORE_QUOTE = re.compile(r"(?<![\w-])([^\W\d_]+) $")
_AND_ON = re.compile(
    r" (?:sem|sin|sans|senza|ohne|zonder|utan|bez|tanpa|para|por|pour|per|für|voor|för|dla|untuk|"
    r"com|con|avec|mit|met|med)(?: [^\W\d_]{1,3})?(?: (?![a-zà-ÿ])[^\W\d_]{2,}){1,3}"
)
"""What goes on with the name of a project: "Amazônia | sem Fumaça" """
_BEFORE_NAME = re.compile(r"(?<![\w-])([^\W\d_]+) $")
_AGED = re.compile(r" ?\(\d{1,3}(?: \w{1,8})?\)|, \d{1,3}(?: \w{1,8})?,")
_ROMAN = re.compile(r"[IVXLCM]+")


def from_capitals(
    text: str,
    words: Sequence[Word],
    places: tuple[Stretches, Stretches],
    said: Calling,
    language: str,
) -> list[Draft]:
    """Read persons and bodies from runs of capitalised words.

    Args:
        text: the text.
        words: its words.
        places: bounds of what is a place and nothing else, and of all places.
        said: titles and heads of the language.
        language: ISO 639-1 code.

    Returns:
        Drafts in no order.
    """
    found: list[Draft] = []
    lone = _lone(words, text)
    for chain in chains(text, words, _OWN_LINKS.get(language, LINKS)):
        own, every = places
        if any(start <= chain.start and chain.end <= end for start, end in own):
            continue
        called = _quoted(chain, text, said) or body_called_so(chain, text, said)
        if called is not None:
            found.append(called)
            continue
        held = office_holder(chain.words, said, every)
        if held is not None:
            found.extend(held)
            continue
        named = _project(chain, text, said) or feature(chain, text, said)
        if named is not None:
            found.append(named)
            continue
        headed, chain = _parted(chain, text, said)  # noqa: PLW2901 - the rest is the holder's name
        if headed is not None:
            found.extend(filter(None, [_body(headed, text, said)]))
        body = _body(chain, text, said)
        if body is not None:
            found.append(body)
            front = _front(chain, body)
            if front is not None:
                found.extend(_person(front, text, said, lone, language, every))
            continue
        found.extend(_person(_until_place(chain, own), text, said, lone, language, every))
    return found


def _quoted(chain: Chain, text: str, said: Calling) -> Draft | None:
    """Read what stands in quotes behind the word for what it is: 'директор «Зари»'."""
    close = _QUOTES.get(text[chain.start - 1 : chain.start]) if chain.start else None
    end = text.find(close, chain.end, chain.end + LONGEST_QUOTED) if close else -1
    if end < 0 or "\n" in text[chain.end : end] or _INSIDE_SENTENCE.search(text, chain.end, end):
        return None
    before = _BEFORE_QUOTE.search(text, max(0, chain.start - 32), chain.start - 1)
    head = fold_name(before[1]) if before else ""
    if head in said.projects:
        return Draft(chain.start, end, NameKind.PROJECT, "quoted")
    held = said.marks_cases and bool(roles_before(text, chain.start, said))
    if end == chain.end and (head in said.organisations or held):
        return Draft(chain.start, end, NameKind.ORGANISATION, "quoted")
    return None


def _lone(words: Sequence[Word], text: str) -> frozenset[str]:
    """Collect capitalised words that stand alone inside a sentence."""
    found = set()
    for number, word in enumerate(words):
        if not word.capital or word.initial:
            continue
        beside = [words[n] for n in (number - 1, number + 1) if 0 <= n < len(words)]
        near = any(
            other.capital and text[min(word.end, other.end) : max(word.start, other.start)] == " "
            for other in beside
        )
        if not near:
            found.add(word.folded)
    return frozenset(found)


def _body(chain: Chain, text: str, said: Calling) -> Draft | None:
    words = chain.words
    while words and words[0].initial and words[0].folded in said.not_names:
        words = words[1:]
    while said.marks_cases and len(words) > 1 and said.is_title(words[0].folded):
        words = words[1:]  # "Rektor Uniwersytetu Ida Kota": the office is no part of the body
    if not words:
        return None
    for number, word in enumerate(words):
        compound = word.folded.endswith(said.body_ends)
        if word.capital and (word.folded in said.organisations or compound):
            start = word.start if number and not _narrows(words, number) else words[0].start
            single = len(words) == 1 and word.folded in said.organisations
            form = "short" if single else "full"
            return Draft(start, words[-1].end, NameKind.ORGANISATION, "head", form)
    piece = text[words[0].start : words[-1].end]
    if len(words) == 1 and _ACRONYM.fullmatch(piece) and not _ROMAN.fullmatch(piece):
        return Draft(words[0].start, words[-1].end, NameKind.ORGANISATION, "acronym", "acronym")
    return None


def _project(chain: Chain, text: str, said: Calling) -> Draft | None:
    """Read "Programa de Riego", "Plan Agua para Todos": names that begin as projects do.

    Or such a noun goes before the name: "programa Agua Viva".
    """
    words = chain.words[int(_opens(chain.words[0], text, said)) :]  # "O Pacto Litoral"
    big = [word for word in words if word.capital]
    if len(big) < 2:  # noqa: PLR2004
        return None
    more = _AND_ON.match(text, chain.end)
    end = more.end() if more else chain.end
    first = words[0]
    if first.folded in said.projects:
        return Draft(first.start, end, NameKind.PROJECT, "head")
    before = _BEFORE_NAME.search(text, max(0, first.start - 24), first.start)
    if before is None or not before[1].islower() or fold_name(before[1]) not in said.projects:
        return None
    odd = first.folded in said.given or said.is_title(first.folded) or not first.capital
    if odd or any(word.folded in said.organisations for word in big):
        return None
    return Draft(first.start, end, NameKind.PROJECT, "noun before")


def _front(chain: Chain, body: Draft) -> Chain | None:
    """Give what stands before a linked body: "Hoogleraar Ida Holm | van de Universiteit"."""
    words = [word for word in chain.words if word.end <= body.start]
    linked = bool(words) and not words[-1].capital
    while words and not words[-1].capital:
        words.pop()
    return Chain(tuple(words)) if linked and len(words) > 1 else None


def _parted(chain: Chain, text: str, said: Calling) -> tuple[Chain | None, Chain]:
    """Cut a body's name off before who heads it: "Birliği | Başkanı Selin Aksoy".

    Where the language marks cases the title stands before the body: "депутат Думы | Олег Зимин".
    """
    words = chain.words
    for number in range(2, len(words) - 1):
        titled = said.is_title(words[number].folded)
        if titled and words[number - 1].folded in said.organisations and words[number].capital:
            return Chain(words[:number]), Chain(words[number:])
    begin = next((n for n, w in enumerate(words) if not said.is_title(w.folded)), 0)
    held = _holder(words, begin, text, said) if said.marks_cases else 0
    if held:
        body = list(words[begin:held])
        while body and not body[-1].capital:
            body.pop()
        heads = any(w.folded in said.organisations or w.shout for w in body)
        compound = any(w.folded.endswith(said.body_ends) for w in body)
        return (Chain(tuple(body)) if heads or compound else None), Chain(words[held:])
    return None, chain


def _holder(words: Sequence[Word], begin: int, text: str, said: Calling) -> int:
    """Find the name behind what its bearer's office is for: by its initials or a given name."""
    for number in range(max(1, begin + 1), len(words) - 1):
        word = words[number]
        initial = _initial_letter(word, text)
        known = word.folded in said.given and words[number + 1].capital
        if not (word.capital and (initial or known)):
            continue
        roles = roles_before(text, word.start, said)
        if roles and (initial or _agree(text[slice(*roles[0])], words[number : number + 2], said)):
            return number
    return 0


def _agree(role: str, name: Sequence[Word], said: Calling) -> bool:
    """Tell whether an office and a given name may stand in one case.

    "rektor Uniwersytetu Jana Kota": in another case the name is part of the body's.
    """
    plain = fold_all(said.shown)
    base = not is_oblique([word.folded for word in name])
    return base or not any(fold_name(word) in plain for word in role.split())


def _opens(word: Word, text: str, said: Calling) -> bool:
    """Tell whether a word has its capital from where it stands only."""
    return word.initial and word.folded in said.not_names and not _initial_letter(word, text)


def _initial_letter(word: Word, text: str) -> bool:
    return word.end - word.start == 1 and text[word.end : word.end + 1] == "."


def _narrows(words: Sequence[Word], number: int) -> bool:
    """Tell whether all before the head belongs to the body's name: capitals, no person."""
    return all(word.capital and word.folded not in given_names() for word in words[:number])


def _until_place(chain: Chain, places: Sequence[tuple[int, int]]) -> Chain:
    """Cut a run off before a place at its end."""
    for number, word in enumerate(chain.words):
        if number and any(start <= word.start < end for start, end in places):
            before = chain.words[number - 1]
            if before.folded in LINKS:
                return Chain(chain.words[: number - 1] or chain.words[:1])
    return chain


def _person(
    chain: Chain,
    text: str,
    said: Calling,
    lone: frozenset[str],
    language: str,
    places: Sequence[tuple[int, int]],
) -> Iterator[Draft]:
    cut = _cut(chain, text, said, places)
    if cut is None:
        return
    words, titled, linked = cut
    held = bool(words and said.owner_links) and (
        titled or bool(roles_before(text, words[0].start, said))
    )
    words, owner = before_owner(words, text, said) if held else (words, [])
    if not words:
        return
    capital = [word for word in words if word.capital]
    draft = person(text, words[0].start, words[-1].end, said, "capitals")
    known = capital[0].folded in said.given
    if not known and no_person(words, capital, text, said, places):
        return
    # "minister of Public Works", "Coordinadora de Damnificados": what the office is for.
    behind = owned_by(text, draft.start) and not (titled or known)
    office = roles_before(text, draft.start, said) or not roles_after(text, draft.end, said)
    several = len(capital) > 1
    whose = linked and not several and not known and capital[0].folded.endswith("s")
    if (behind and office) or whose or is_building(words, said):
        return
    alone = words[0].initial and not several and not known
    titled = titled or bool(draft.roles and (not alone or roles_before(text, draft.start, said)))
    draft.roles.extend(owner)
    if _named_after(capital, text, said) or _of_headline(draft, text, language, said):
        return
    speaks = _speaks(text, draft.start, draft.end, said)
    plain = language != "de" and not words[0].initial
    sure = (
        titled
        or (several and known)
        or (several and plain and (capital[-1].folded in lone or speaks))
        or ((several or _is_aged(text, draft.end)) and bool(roles_after(text, draft.end, said)))
    )
    shouted = text[draft.start : draft.end].isupper()
    if sure and len(capital) <= LONGEST and not shouted:
        yield draft


def _cut(
    chain: Chain, text: str, said: Calling, places: Sequence[tuple[int, int]]
) -> tuple[list[Word], bool, bool] | None:
    """Cut titles and what offices are for off a name; whether titles and links went before it."""
    words = list(chain.words)
    words = words[lead_in(words, said) :]
    words = words[owner_before(words, text, said) :]
    named = next((n for n, w in enumerate(words) if not said.is_title(w.folded)), 0)
    if len(words) > named + 1 and words[named].folded in said.features_before:
        return None  # "warga Desa Karang Lor", "Sungai Lusi"
    words = words[fields_before(words, text, said, places) :]
    titled = linked = False
    while words and (
        words[0].folded in said.honorifics
        or pair_title(words, said)
        or words[0].folded in said.modifiers
        or said.is_title(words[0].folded)
        or _opens(words[0], text, said)
        or not words[0].capital
        or (titled and any(start <= words[0].start < end for start, end in places))
    ):
        titled = titled or words[0].folded in said.honorifics or said.is_title(words[0].folded)
        if pair_title(words, said):
            titled = bool(words.pop(0))
        linked = words.pop(0).folded in LINKS
    words = _name_words(past_owner(words, chain, said) if titled else words)
    return _in_sentence(words, text, said), titled, linked


def _named_after(capital: Sequence[Word], text: str, said: Calling) -> bool:
    """Tell whether words name a place after a saint, or narrow the noun behind them."""
    first = capital[0]
    if first.folded in _SAINTS and not roles_before(text, first.start, said):
        return True  # "nell'auditorium di San Vito"
    # "глава Кинельского района": what the office is for
    return len(capital) == 1 and said.marks_cases and belongs(text, first, said)


def _of_headline(draft: Draft, text: str, language: str, said: Calling) -> bool:
    """Tell whether words have their capitals from a headline: "Warga Mengungsi"."""
    name = text[draft.start : draft.end]
    line = next((row for row in headlines(text) if row[0] <= draft.start < row[1]), None)
    if line is None or fold_name(name.split(maxsplit=1)[0]) in said.given:
        return False
    nouns = language == "de" or text[: line[1]].rstrip().endswith((".", "!", "?"))
    return " " not in name or not (nouns or text.count(name) > 1)


def _is_aged(text: str, end: int) -> bool:
    """Tell whether an age follows a name: "Sumini (52), a farmer"."""
    return _AGED.match(text, end) is not None


def _name_words(words: list[Word]) -> list[Word]:
    kept: list[Word] = []
    for word in words:
        if word.capital or (word.folded in particles() and word.folded not in _NO_PERSON):
            kept.append(word)
        else:
            break
    while kept and not kept[-1].capital:
        kept.pop()
    return kept


def _in_sentence(words: list[Word], text: str, said: Calling) -> list[Word]:
    """Cut a name off where a sentence opens behind a short last word: "De Wit. De schade"."""
    ends = (
        n
        for n, w in enumerate(words)
        if n and w.initial and w.folded in said.not_names and not _initial_letter(w, text)
    )
    return words[: next(ends, len(words))]


def _speaks(text: str, start: int, end: int, said: Calling) -> bool:
    before = re.findall(r"[^\W\d_]+", text[max(0, start - 40) : start])[-2:]
    after = re.findall(r"[^\W\d_]+", text[end : end + 40])[:3]
    if any(fold_name(word) in said.says for word in (*before, *after)):
        return True
    return any(fold_name(word) in said.reporting for word in (*before[-1:], *after[:1]))
