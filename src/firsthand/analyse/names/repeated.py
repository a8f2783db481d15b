"""Where does a text name somebody again, by full name, by a part of it or by its kind?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from firsthand.analyse.names.draft import Draft
from firsthand.analyse.names.headlines import headlines
from firsthand.analyse.names.lexicon import (
    Calling,
    case_endings,
    from_cases,
    given_names,
    in_cases,
    is_oblique,
    short_forms,
)
from firsthand.analyse.names.parsed import LONG, OF, SMALL, person
from firsthand.model.items import NameKind
from firsthand.text.words import fold_name

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")


def short_mentions(
    text: str,
    drafts: Sequence[Draft],
    places: Sequence[tuple[int, int]],
    said: Calling,
    language: str,
) -> Iterator[Draft]:
    """Find again the people and bodies already named in full, by full name or shortened.

    Args:
        text: the text.
        drafts: what was found so far.
        places: bounds of all places.
        said: the titles of the language.
        language: ISO 639-1 code, whose cases a family name can have.

    Yields:
        Further names, outside those already found.
    """
    taken = sorted({(d.start, d.end) for d in drafts if d.kind is not NameKind.PROJECT})
    blocked = bytearray(len(text))
    for start, end in (*taken, *places):
        blocked[start:end] = b"\x01" * (end - start)
    forms = _forms(text, drafts, said)
    cased = _in_cases(forms, language) if said.marks_cases else {}
    for given in _given_alone(text, drafts, said):
        forms.setdefault(given, (NameKind.PERSON, "short"))
    if not forms:
        return
    shouted = {form.upper(): known for form, known in sorted(forms.items()) if len(form) > SMALL}
    shouted = {form: known for form, known in shouted.items() if form not in forms}
    every = {**shouted, **forms}
    further = (word for word in _WORD.finditer(text) if word[0] in cased) if cased else ()
    lines = headlines(text)
    yield from _heads_alone(text, drafts, blocked, said)
    listed = "|".join(re.escape(form) for form in sorted(every, key=lambda f: (-len(f), f)))
    part = set(places)
    named = re.finditer(rf"(?<![\w-])(?:{listed})(?![\w-])", text)
    for match in chain(named, further):
        if any(blocked[match.start() : match.end()]) and not _over_place(match, blocked, part):
            continue
        titled = any(start <= match.start() < end for start, end in lines)
        if match[0] in shouted and not titled:
            continue
        kind, form = every.get(match[0]) or cased[match[0]]
        if kind is NameKind.PERSON:
            draft = person(text, *match.span(), said, "again")
            draft.form = form
            if not titled and _continues(text, draft):
                continue
            yield draft
        else:
            yield Draft(*match.span(), kind, "again", form)


def _in_cases(
    forms: Mapping[str, tuple[NameKind, str]], language: str
) -> dict[str, tuple[NameKind, str]]:
    """Give the cases of the family names found: Прохорова, Прохоровым.

    Of a name that only stands in another case, the nominative too: Kota of Jana Kota is Kot.
    """
    cases = case_endings(language)
    short = {form for form, known in forms.items() if known == (NameKind.PERSON, "short")}
    for full in sorted(forms):
        parts = full.split()
        oblique = is_oblique(fold_name(full).split()) or full.endswith("ą")
        if forms[full] == (NameKind.PERSON, "full") and oblique:
            short.update(from_cases(parts[-1], cases))
    return {
        other: (NameKind.PERSON, "short")
        for form in sorted(short)
        for other in in_cases(form, cases)
        if other not in forms
    }


def _heads_alone(
    text: str, drafts: Sequence[Draft], blocked: bytearray, said: Calling
) -> Iterator[Draft]:
    """Find the one body of a kind again where only its kind is said: "the Bank" of Norland."""
    bodies: dict[str, set[str]] = {}
    for draft in drafts:
        piece = text[draft.start : draft.end]
        head = OF.split(piece)[0].rpartition(" ")[2]
        whole = draft.kind is NameKind.ORGANISATION and " " in piece and not draft.nested
        if whole and head.istitle() and fold_name(head) in said.organisations:
            bodies.setdefault(head, set()).add(fold_name(piece))
    for head in sorted(head for head, names in bodies.items() if len(names) == 1):
        for match in re.finditer(rf"(?<=[Tt]he ){re.escape(head)}(?![\w-]| [A-Z]| of )", text):
            start, end = match.span()
            if not any(blocked[start:end]):
                yield Draft(start, end, NameKind.ORGANISATION, "again", "short")


def _over_place(match: re.Match[str], blocked: bytearray, places: set[tuple[int, int]]) -> bool:
    """Tell whether a full name named elsewhere hides behind a town that its first word names."""
    first = match.end(0) - len(match[0].partition(" ")[2]) - 1
    inside = (match.start(), first) in places and " " in match[0]
    return inside and not any(blocked[first : match.end()])


def _continues(text: str, draft: Draft) -> bool:
    """Tell whether a short form is part of somebody else's longer name."""
    after = re.match(r" [A-Z][a-z]+", text[draft.end :])
    return draft.form == "short" and after is not None


def first_family_name(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Give how people with two family names are called: Ana *Ruiz* Vega, *Ruiz Vega*.

    Args:
        parts: the words of a full name.

    Returns:
        The first family name, and both; nothing where the name seems to have one only.
    """
    middle = parts[-2]
    plain = len(parts) > LONG and len(middle) > SMALL and middle.isalpha() and middle.istitle()
    return (
        (middle, f"{middle} {parts[-1]}")
        if plain and fold_name(middle) not in given_names()
        else ()
    )


def _given_alone(text: str, drafts: Sequence[Draft], said: Calling) -> Iterator[str]:
    """Walk the given names that one person of the report alone bears: *Jonne* Holm.

    Only names that the report never writes as a common word.
    """
    borne: dict[str, set[str]] = {}
    for draft in drafts:
        parts = text[draft.start : draft.end].split()
        if draft.kind is NameKind.PERSON and len(parts) in {LONG, LONG + 1}:
            borne.setdefault(parts[0], set()).add(parts[-1])
    for given, families in sorted(borne.items()):
        folded = fold_name(given)
        plain = given.isalpha() and given.istitle() and len(given) > SMALL
        odd = folded in said.titles | said.not_names | said.organisations | said.modifiers
        if plain and len(families) == 1 and not odd:
            common = re.search(rf"(?<!\w){re.escape(given.lower())}(?!\w)", text)
            if common is None:
                yield given


def _own_word(word: str, said: Calling) -> bool:
    """Tell whether a body may go by the last word of its name ("the Saints")."""
    known = said.organisations | said.titles | said.events
    plural = word.isalpha() and word.istitle() and word.endswith("s")
    return plural and fold_name(word) not in known


def _forms(text: str, drafts: Sequence[Draft], said: Calling) -> dict[str, tuple[NameKind, str]]:
    forms: dict[str, tuple[NameKind, str]] = {}
    for draft in drafts:
        piece = text[draft.start : draft.end]
        parts = tuple(piece.split())
        if draft.kind is NameKind.PERSON and len(parts) >= LONG:
            forms[piece] = (NameKind.PERSON, "full")
            for short in (*short_forms(parts), *first_family_name(parts)):
                forms.setdefault(short, (NameKind.PERSON, "short"))
                if short[0].islower():  # "De Wit" of Jan de Wit, where a sentence opens
                    forms.setdefault(short[0].upper() + short[1:], (NameKind.PERSON, "short"))
        elif draft.kind is NameKind.ORGANISATION:
            if draft.form == "acronym":
                forms.setdefault(piece, (NameKind.ORGANISATION, "acronym"))
                continue
            forms.setdefault(piece, (NameKind.ORGANISATION, "full"))
            last = parts[-1]
            linked = any(part.islower() for part in parts)  # "Conselho de Recursos Hídricos"
            if len(parts) > 1 and len(last) > SMALL and not linked and _own_word(last, said):
                forms.setdefault(last, (NameKind.ORGANISATION, "short"))
            for cut in OF.finditer(piece):
                head = piece[: cut.start()]
                last = fold_name(head.split()[-1])
                if " " in head and last in said.organisations:
                    forms.setdefault(head, (NameKind.ORGANISATION, "short"))
    return forms
