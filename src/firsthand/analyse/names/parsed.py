"""Which names does the parser find, and what must be put right in them?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from firsthand.analyse.names.draft import Draft, Parsed, trim
from firsthand.analyse.names.headlines import headlines, recut
from firsthand.analyse.names.lexicon import Calling, given_names, short_forms
from firsthand.analyse.names.projects import named_projects
from firsthand.analyse.names.roles import roles_after, roles_before
from firsthand.model.items import NameKind
from firsthand.text.words import fold_name

Taken = Iterable[tuple[int, int]]

BODY_LABELS = frozenset({"ORG", "FAC", "NORP", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT", "GPE"})
_HONORIFIC = re.compile(r"(?:[A-Za-z]+\.?)(?= )")
_PERSON = re.compile(
    r"[^\W\d_][\w'’-]*\.?(?: (?:[^\W\d_][\w'’-]*\.?|\"[^\"]+\"|[a-z]{1,3}(?= [A-Z]))){0,5}"
)
_TOWN = re.compile(r"([A-Z][\w'-]+), ([A-Z][\w'-]+(?: [A-Z][\w'.-]+){1,3})")
"""A town and the holder of its office: the mayor of Bergen, Ida Holm."""
_PAIR = re.compile(r"([A-Z][a-z]+) and ([A-Z][a-z]{2,}(?: [A-Z][a-z]+)?)")
_SCORE = re.compile(r"((?P<side>[A-Z][\w'-]*(?: [A-Z][\w'-]*)?) \d{1,3}), [A-Z][\w' -]{1,30} \d")
"""What one side of a match and the other scored: Otters 3, Herons 1."""
_FURTHER = re.compile(r" (?:\([A-Z][a-z]+\)|\"[A-Z][\w ]{1,20}\"|'[A-Z][\w ]{1,20}') [A-Z][\w'-]+")
"""A nickname and the family name after a given name: Luis (Lou) Prado."""
_BRACKETED = re.compile(r" \(([A-Z][\w&.-]{1,11})\)")
_CAPITALS = re.compile(
    r"[A-Z][\w'&.-]*(?: (?:of|for|the|and|on|to|in|&)(?: the)?(?= [A-Z])| [A-Z][\w'&-]*){0,11}"
)
_SEGMENT = re.compile(r" (?:of|for|at|in|\() ?")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)? $")
_WORDS = re.compile(r"[^\W\d_][\w'’]*")
OF = re.compile(r" (?:of|for|at) (?:the )?(?=[A-Z])")
LONG = 2
MOST = 4
"""Words up to which a full name runs on behind what a tagger took for it."""
SMALL = 3
"""Letters of the longest word that titles leave uncapitalised."""
"""Words from which on a name is a full one."""


def from_parse(
    doc: Parsed, text: str, places: Sequence[tuple[int, int]], said: Calling
) -> list[Draft]:
    """Read persons, bodies and projects out of a parse.

    Args:
        doc: a spaCy document of the shadow text.
        text: the shadow text.
        places: bounds of what is a place and nothing else.
        said: the titles of the language.

    Returns:
        Drafts in no order.
    """
    exact = set(places)
    tagged = _without_events(list(_bodies(doc, text, exact, said)), text, said)
    bodies = join_bodies(text, _with_brackets(text, tagged))
    inner = [part for body in bodies for part in inner_bodies(text, body, said)]
    people = [*_people(doc, text, exact, [*bodies], said)]
    people.extend(body for body in bodies if body.kind is NameKind.PERSON)
    bodies = [body for body in bodies if body.kind is NameKind.ORGANISATION]
    called = {s for p in people for s in short_forms(tuple(text[p.start : p.end].split()))}
    for body in [b for b in bodies if text[b.start : b.end] in called]:
        bodies.remove(body)
        people.append(person(text, body.start, body.end, said, "parse"))
    named = [*bodies, *inner, *_by_head(text, bodies, people, exact, said)]
    named = recut(doc, text, [*people, *named], headlines(text), said)
    return [*named, *named_projects(doc, text, said)]


def _people(
    doc: Parsed,
    text: str,
    places: set[tuple[int, int]],
    bodies: Sequence[Draft],
    said: Calling,
) -> Iterator[Draft]:
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        end = entity.end_char
        newline = text.find("\n", entity.start_char, end)
        start, end = trim(text, entity.start_char, newline if newline >= 0 else end)
        start = _past_titles(text, start, end, said)
        piece = text[start:end]
        if (start, end) in places or not _PERSON.fullmatch(piece):
            continue
        words = piece.split()
        folded = [fold_name(word) for word in words]
        if folded[0] in said.not_names or folded[-1] in said.organisations | said.events:
            continue
        if len(folded) == 1 and folded[0] in said.titles | said.honorifics:
            continue  # "the President" names nobody
        if not any(word[0].isupper() for word in words) or _common(entity, words):
            continue
        further = _FURTHER.match(text, end)
        end = (
            further.end()
            if further and len(words) < LONG + 1
            else _runs_on(entity, end, said, titled=bool(roles_before(text, start, said)))
        )
        if any(body.overlaps(start, end) for body in bodies):
            continue
        yield person(text, start, end, said, "parse")


def _runs_on(entity: Parsed, end: int, said: Calling, *, titled: bool) -> int:
    """Take the last words of a full name that a tagger cut off: "Ida Sani" of "Ida Sani Dunmor"."""
    other = said.titles | said.organisations | said.facilities | said.features | said.events
    doc, at = entity.doc, entity.end
    if len(entity) < LONG or entity.end_char != end:
        return end
    while at < len(doc) and at - entity.start < MOST:
        token = doc[at]
        free = not token.ent_type_ or (titled and token.ent_type_ == "GPE")
        name = token.tag_ == "NNP" and free and token.idx == end + 1
        if not (name and token.text.isalpha() and token.text.istitle()):
            break
        if token.lower_ in other or (at + 1 < len(doc) and doc[at + 1].ent_type_ == "ORG"):
            break
        end, at = token.idx + len(token), at + 1
    return end


def _common(entity: Parsed, words: Sequence[str]) -> bool:
    """Tell whether a single word is one that the tagger takes for an ordinary noun or verb."""
    return len(words) == 1 and all(token.pos_ not in {"PROPN", "NOUN", "X"} for token in entity)


def person(text: str, start: int, end: int, said: Calling, rule: str) -> Draft:
    """Make a person's name with the titles said of it there.

    Args:
        text: the text.
        start: where the name begins.
        end: where it ends.
        said: the titles of the language.
        rule: how it was found.

    Returns:
        The draft.
    """
    form = "full" if len(text[start:end].split()) >= LONG else "short"
    roles = [*roles_before(text, start, said), *roles_after(text, end, said)]
    return Draft(start, end, NameKind.PERSON, rule, form, roles=roles)


def _past_titles(text: str, start: int, end: int, said: Calling) -> int:
    while True:
        match = _HONORIFIC.match(text, start, end)
        if match is None:
            return start
        folded = fold_name(match[0])
        known = folded in said.honorifics or folded in said.titles or folded in said.modifiers
        if not known:
            return start
        start = match.end() + 1


def _bodies(
    doc: Parsed,
    text: str,
    places: set[tuple[int, int]],
    said: Calling,
) -> Iterator[Draft]:
    for entity in doc.ents:
        if entity.label_ not in BODY_LABELS:
            continue
        end = entity.end_char
        newline = text.find("\n", entity.start_char, end)
        start, end = trim(text, entity.start_char, newline if newline >= 0 else end)
        end = _before_titles(text, start, end, said)
        piece = text[start:end]
        parts = [fold_name(word) for word in piece.split()]
        if len(piece) < LONG or (start, end) in places or not piece[0].isalnum():
            continue
        headed = bool(said.organisations & set(parts))
        if entity.label_ != "ORG" and not headed:
            continue
        if entity.label_ in {"WORK_OF_ART", "EVENT", "LAW"} and not _is_title_case(piece):
            continue
        if piece[0].islower() or not any(map(str.isupper, piece)):
            continue
        if not headed and any(a > start and b == end for a, b in places):
            continue
        if len(parts) == 1 and _plain_word(entity, piece):
            continue
        if set(parts) <= said.events or (parts[0] in said.not_names and not headed):
            continue
        form = "acronym" if piece.isupper() and len(parts) == 1 else "full"
        whole = Draft(start, end, NameKind.ORGANISATION, "parse", form)
        yield from [whole] if headed else _parted(text, whole, said)


def _parted(text: str, body: Draft, said: Calling) -> Iterator[Draft]:
    """Part two names joined by "and" or a comma that a parser took for one body."""
    score = _SCORE.match(text, body.start)
    if score is not None and score.end(1) == body.end:
        body = replace(body, end=score.end("side"))
    pair = _PAIR.fullmatch(text, body.start, body.end)
    if pair is None and _holds_office(text, body, said):
        yield person(text, body.start, body.end, said, "parse")
        return
    town = _TOWN.fullmatch(text, body.start, body.end)
    if town is not None and roles_before(text, town.start(2), said):
        yield person(text, *town.span(2), said, "pair")
        return
    words = text[body.start : body.end].split()
    given = LONG <= len(words) <= SMALL and fold_name(words[0]) in given_names()
    if given and all(word.isalpha() and word.istitle() for word in words):
        yield person(text, body.start, body.end, said, "parse")
        return
    if pair is None:
        yield body
        return
    for part in (1, 2):
        yield Draft(*pair.span(part), NameKind.ORGANISATION, "pair")


def _holds_office(text: str, body: Draft, said: Calling) -> bool:
    """Tell whether words like a full name stand right behind a title: "its spokesman, Tom Dun"."""
    words = text[body.start : body.end].split()
    if not LONG <= len(words) <= SMALL + 1:
        return False
    if not all(word.replace("-", "").isalpha() and word[0].isupper() for word in words):
        return False
    if any(word.isupper() for word in words):
        return False
    role = next(iter(roles_before(text, body.start, said)), None)
    if role is None or text[role[1] : body.start] != ", ":
        return False
    return fold_name(text[slice(*role)].rsplit(maxsplit=1)[-1]) in said.titles


def _before_titles(text: str, start: int, end: int, said: Calling) -> int:
    """Cut a person's title off the end of a body's name: "Bank of England Governor"."""
    while True:
        first, blank, last = text[start:end].rpartition(" ")
        if not blank or fold_name(last) not in said.titles:
            return end
        end = start + len(first)


def _without_events(bodies: Sequence[Draft], text: str, said: Calling) -> list[Draft]:
    """Put the body inside in place of what is an event or a title of it: "18th Congress of X"."""
    kept = []
    for body in bodies:
        first = OF.split(text[body.start : body.end])[0].split()
        head = fold_name(first[-1]) if first else ""
        held = head in said.events and _ORDINAL.search(text, max(0, body.start - 6), body.start)
        headed = bool({head, *map(fold_name, first[:1])} & said.organisations)
        if held or (not headed and OF.search(text[body.start : body.end])):
            inside = list(inner_bodies(text, body, said))[:1]
            for draft in inside:
                draft.nested = False
            kept.extend(inside or ([] if held else [body]))
        else:
            kept.append(body)
    return kept


def _plain_word(entity: Parsed, piece: str) -> bool:
    head = entity.root
    return not piece.isupper() and head.tag_ in {"NN", "NNS", "JJ", "VBG", "VBZ", "RB", "VB", "VBN"}


def _is_title_case(piece: str) -> bool:
    return all(word[0].isupper() or len(word) <= SMALL for word in piece.split())


def _with_brackets(text: str, bodies: Sequence[Draft]) -> list[Draft]:
    """Add the names whose initials stand in brackets after them, in place of parts of them."""
    found = []
    for match in _BRACKETED.finditer(text):
        start = _spelt_out(text, match.start(), match[1])
        whole = any(b.start <= start and match.start() <= b.end for b in bodies)
        if start < match.start() and not whole:
            found.append(Draft(start, match.start(), NameKind.ORGANISATION, "bracket"))
    kept = [b for b in bodies if not any(f.overlaps(b.start, b.end) for f in found)]
    return sorted([*kept, *found], key=lambda draft: draft.start)


def _spelt_out(text: str, end: int, acronym: str) -> int:
    """Walk back over the words whose initials make an acronym; `end` when they do not."""
    letters = [letter for letter in acronym if letter.isupper()]
    start = end
    for match in reversed(list(_WORDS.finditer(text, max(0, end - 120), end))):
        if not letters:
            break
        if text[match.end() : start].strip(" -"):
            return end
        if match[0][0].upper() == letters[-1] and match[0][0].isupper():
            letters.pop()
        elif match[0][0].isupper():
            return end
        start = match.start()
    return end if letters or not text[start].isupper() else start


def join_bodies(text: str, bodies: Sequence[Draft]) -> list[Draft]:
    """Join names of bodies cut at an acronym in brackets: "Party of X (PX) Central Committee".

    Args:
        text: the text.
        bodies: names of bodies in text order.

    Returns:
        The joined names and their acronyms, which are nested in them.
    """
    done: list[Draft] = []
    skip = -1
    for number, body in enumerate(bodies):
        if number <= skip:
            continue
        bracket = _BRACKETED.match(text, body.end)
        if bracket is None:
            done.append(body)
            continue
        acronym = Draft(*bracket.span(1), NameKind.ORGANISATION, "bracket", "acronym")
        following = number + 1
        while following < len(bodies) and bodies[following].start < bracket.end():
            following += 1
        tail = bodies[following] if following < len(bodies) else None
        if tail is not None and text[bracket.end() : tail.start] == " ":
            done.append(Draft(body.start, tail.end, NameKind.ORGANISATION, "bracket"))
            skip = following
        else:
            skip = following - 1
        done.extend((body, acronym))
    return done


def inner_bodies(text: str, body: Draft, said: Calling) -> Iterator[Draft]:
    """Walk the bodies named inside the name of another: "Office of the Central Committee".

    Args:
        text: the text.
        body: the longer name.
        said: heads of names of bodies.

    Yields:
        The inner names, nested.
    """
    piece = text[body.start : body.end]
    for match in OF.finditer(piece):
        start = body.start + match.end()
        first = _SEGMENT.split(text[start : body.end])[0].split()
        if first and fold_name(first[-1]) in said.organisations:
            yield Draft(start, body.end, NameKind.ORGANISATION, "inner", nested=True)


def _by_head(
    text: str,
    bodies: Sequence[Draft],
    people: Sequence[Draft],
    places: set[tuple[int, int]],
    said: Calling,
) -> Iterator[Draft]:
    """Add bodies that the parser missed: capitalised words with "Committee", "Ministry", ..."""
    for match in _CAPITALS.finditer(text):
        start, end = trim(text, *match.span())
        words = text[start:end].split()
        if len(words) < LONG or (start, end) in places:
            continue
        first_part = OF.split(text[start:end])[0].split()
        if not first_part or fold_name(first_part[-1]) not in said.organisations:
            continue
        if fold_name(words[0]) in said.not_names or fold_name(words[0]) in said.titles:
            continue
        taken = (*bodies, *people)
        if not any(other.overlaps(start, end) for other in taken):
            yield Draft(start, end, NameKind.ORGANISATION, "head")
