"""Which persons and bodies does a Japanese text name?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.analyse.names.draft import Draft
from firsthand.lang import lexicon
from firsthand.model.items import NameKind
from firsthand.text.eastern import family_names
from firsthand.text.patterns import any_of

_HAN = "\u4e00-\u9fff々ヶ"
_KATAKANA = "ァ-ヺー"
_KANJI = re.compile(rf"[{_HAN}]")
_BODY_BEFORE = frozenset("省庁県市町村府都区社党会部局長員相元前故表")
"""Characters of a body or an office that may stand right before a family name."""
LEAST_BODY = 2
"""Characters before the head of a body's name."""


@dataclass(frozen=True, slots=True)
class _Lists:
    person: re.Pattern[str]
    foreign: re.Pattern[str]
    sure: re.Pattern[str]
    body: re.Pattern[str]
    whole: re.Pattern[str]
    not_given: frozenset[str]
    not_names: frozenset[str]
    honorifics: frozenset[str]
    generic: frozenset[str]


def _longest(words: Sequence[str] | frozenset[str]) -> str:
    return any_of(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _lists() -> _Lists:
    data = lexicon("ja", "titles")
    called = _longest([*data["titles"], *data["honorifics"]])
    family = _longest(family_names("ja"))
    heads = _longest(data["organisations"])
    tail = rf"[ 　]?(?P<title>(?:元|前|副|代表|総括|名誉|最高)?{called})"
    return _Lists(
        re.compile(
            rf"(?P<family>{family})(?P<given>[ 　]?(?:[{_HAN}]{{1,3}}?|[ぁ-ん]{{2,4}}?"
            rf"|[{_KATAKANA}]{{2,5}}?))?(?:{tail}|(?P<age>[(（]\d{{1,3}}[)）]))"
        ),
        re.compile(rf"(?P<name>[{_KATAKANA}]{{2,12}}(?:[・＝=][{_KATAKANA}]{{1,12}})*)(?:{tail})?"),
        re.compile(
            rf"(?<![{_HAN}{_KATAKANA}])(?P<name>[{_HAN}]{{2,6}}?)"
            rf"(?P<title>{_longest(data['sure'])})"
        ),
        re.compile(
            rf"(?<![{_HAN}{_KATAKANA}A-Za-z])(?P<lead>[{_HAN}{_KATAKANA}A-Za-z]{{2,12}}?)"
            rf"(?P<head>{heads})(?![{_KATAKANA}])"
        ),
        re.compile(_longest(data["ministries"])),
        frozenset(data["not_given"]),
        frozenset(data["not_names"]),
        frozenset(data["honorifics"]),
        frozenset(data["generic"]),
    )


def from_japanese(text: str, places: Sequence[tuple[int, int]]) -> list[Draft]:
    """Read persons by family names, titles and honorifics, and bodies by how they end.

    Args:
        text: the text.
        places: bounds of what is a place and nothing else.

    Returns:
        Drafts in no order.
    """
    inside = {n: (start, end) for start, end in places for n in range(start, end)}
    people = [*_people(text, inside), *_foreign(text, inside)]
    taken = {n for draft in people for n in range(draft.start, draft.end)}
    people.extend(d for d in _sure(text) if d.start not in taken and d.end - 1 not in taken)
    taken = {n for draft in people for n in range(draft.start, draft.end)}
    full = sorted({text[d.start : d.end] for d in people if d.form == "full"})
    again = [match for name in full for match in re.finditer(re.escape(name), text)]
    free = [match for match in again if match.start() not in taken]
    people.extend(Draft(*match.span(), NameKind.PERSON, "again") for match in free)
    return [*people, *_bodies(text)]


def _people(text: str, inside: dict[int, tuple[int, int]]) -> Iterator[Draft]:
    lists = _lists()
    known: set[str] = set()
    for match in lists.person.finditer(text):
        start, family = match.start(), match["family"]
        given = (match["given"] or "").strip()
        before = text[start - 1 : start]
        if before and _KANJI.match(before) and before not in _BODY_BEFORE:
            continue
        place = inside.get(start)
        if place is not None and (place[0] < start or place[1] > match.end("family")):
            continue  # "石川県知事": the place goes on behind the family name
        if given in lists.not_given or (given and given[-1] in lists.not_given):
            continue
        if not given and (match["age"] or (place is not None and family not in known)):
            continue
        end = match.end("given") if given else match.end("family")
        draft = Draft(start, end, NameKind.PERSON, "title", "full" if given else "short")
        _give_role(draft, match)
        known.add(family)
        yield draft


def _give_role(draft: Draft, match: re.Match[str]) -> None:
    if match["title"] and match["title"] not in _lists().honorifics:
        draft.roles = [match.span("title")]


def _foreign(text: str, inside: dict[int, tuple[int, int]]) -> Iterator[Draft]:
    """Walk names in katakana: of several parts, or before a title."""
    for match in _lists().foreign.finditer(text):
        start, end = match.span("name")
        parted = "・" in match["name"]
        if start in inside and inside[start][1] >= end:
            continue
        if match["title"] or parted:
            draft = Draft(start, end, NameKind.PERSON, "foreign", "full" if parted else "short")
            _give_role(draft, match)
            if match["title"]:
                yield draft


def _sure(text: str) -> Iterator[Draft]:
    """Walk names of any family before what is said of persons alone: "氏", "容疑者"."""
    lists = _lists()
    for match in lists.sure.finditer(text):
        name = match["name"]
        odd = name in lists.not_names or name[-1] in "者員民生長人家屋達" or name[:1] in "両各同"
        if not odd:
            draft = Draft(*match.span("name"), NameKind.PERSON, "honorific")
            _give_role(draft, match)
            yield draft


def _bodies(text: str) -> Iterator[Draft]:
    lists = _lists()
    whole = [match.span() for match in lists.whole.finditer(text)]
    covered = {n for start, end in whole for n in range(start, end)}
    for start, end in whole:
        yield Draft(start, end, NameKind.ORGANISATION, "list")
    for match in lists.body.finditer(text):
        start, end = match.span()
        if match["lead"] in lists.generic or start in covered:
            continue
        if len(match["lead"]) >= LEAST_BODY:
            yield Draft(start, end, NameKind.ORGANISATION, "head")
