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
_FEDERATED = (
    "連合会",
    "協会",
    "連盟",
    "組合",
    "委員会",
    "連合",
    "協議会",
    "機構",
    "財団",
    "学会",
    "会議所",
)
"""Heads that go on behind what is a body's head too: 建設 of 建設業連合会."""
_BEGINS = "はがをにとも、。，．・（( \n」』）)のら"
"""What stands behind a full name that no title follows."""
_ORIGIN = frozenset("国本法外個新老夫婦成軍商住")
"""Before 人 these make a word for people: 日本人, 法人."""
LONGEST_OFFICE = 20
"""Characters before a name in which its office is looked for."""
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
    post: re.Pattern[str]
    longer: re.Pattern[str]
    held: re.Pattern[str]
    titled: re.Pattern[str]
    before: re.Pattern[str]
    given_ends: str


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
        re.compile(
            rf"(?P<family>{family})(?P<given>[{_HAN}]{{2}})"
            rf"(?P<title>[{_HAN}]{{2,6}}(?:[局部課室所次署]長))"
        ),
        re.compile(rf"[{_HAN}]{{0,6}}?(?:{'|'.join(_FEDERATED)})"),
        re.compile(
            rf"(?P<family>{family})(?P<given>[ 　]?[{_HAN}]{{1,3}}?)"
            rf"(?:・(?P<title>[{_HAN}{_KATAKANA}]{{0,12}}{called})|(?=[{_BEGINS}]))"
        ),
        re.compile(
            rf"(?<![{_HAN}{_KATAKANA}])(?P<name>[{_HAN}]{{3,5}}?)"
            rf"(?P<title>(?:元|前|副)?{_longest(data['held'])})(?![{_HAN}])"
        ),
        re.compile(
            rf"(?P<title>[{_HAN}{_KATAKANA}A-Z\d]{{0,12}}?{called})"
            rf"(?:の|、|を務める|で|を務めた|だった)$"
        ),
        data["given_ends"],
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
    begun = {draft.start for draft in people}
    people.extend(d for d in _in_post(text, inside) if d.start not in begun)
    begun = {n for draft in people for n in range(draft.start, draft.end)}
    people.extend(d for d in _held(text, inside) if d.start not in begun)
    people.extend(d for d in _titled(text, inside) if d.start not in begun)
    taken = {n for draft in people for n in range(draft.start, draft.end)}
    people.extend(d for d in _sure(text) if d.start not in taken and d.end - 1 not in taken)
    for draft in people:
        _give_role_before(draft, text)
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


def _in_post(text: str, inside: dict[int, tuple[int, int]]) -> Iterator[Draft]:
    """Walk full names before an office told with its department: "住宅局長"."""
    for match in _lists().post.finditer(text):
        start, end = match.start(), match.end("given")
        before = text[start - 1 : start]
        odd = bool(before) and _KANJI.match(before) and before not in _BODY_BEFORE
        if not odd and start not in inside and match["given"][-1] not in _lists().not_given:
            yield Draft(start, end, NameKind.PERSON, "title", roles=[match.span("title")])


def _held(text: str, inside: dict[int, tuple[int, int]]) -> Iterator[Draft]:
    """Walk full names behind an office, or before one that a point parts: "林一郎・官房長官"."""
    lists = _lists()
    for match in lists.held.finditer(text):
        start, given = match.start(), match["given"].strip()
        before = text[start - 1 : start]
        if (before and _KANJI.match(before)) or start in inside or given[-1] in lists.not_given:
            continue
        draft = Draft(start, match.end("given"), NameKind.PERSON, "title")
        if match["title"]:
            draft.roles = [match.span("title")]
        elif given[-1] not in lists.given_ends or not _before(text, start):
            continue
        yield draft


def _titled(text: str, inside: dict[int, tuple[int, int]]) -> Iterator[Draft]:
    """Walk names of any family that end as given names do, before an office of persons."""
    lists = _lists()
    for match in lists.titled.finditer(text):
        name = match["name"]
        people = name[-1] == "人" and name[-2] in _ORIGIN
        if name[-1] in lists.given_ends and match.start() not in inside and not people:
            yield Draft(*match.span("name"), NameKind.PERSON, "title", roles=[match.span("title")])


def _before(text: str, start: int) -> tuple[int, int] | None:
    """Find the office that stands before a name: "船長の", "社長を務める"."""
    match = _lists().before.search(text, max(0, start - LONGEST_OFFICE), start)
    return match.span("title") if match else None


def _give_role_before(draft: Draft, text: str) -> None:
    before = _before(text, draft.start)
    if before is not None and draft.kind is NameKind.PERSON:
        draft.roles = [before, *draft.roles]


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
            if match["title"] or _before(text, start):
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
        longer = lists.longer.match(text, end)
        end = longer.end() if longer else end
        if match["lead"] in lists.generic or start in covered:
            continue
        if len(match["lead"]) >= LEAST_BODY:
            yield Draft(start, end, NameKind.ORGANISATION, "head")
