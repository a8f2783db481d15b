"""Which names of people from abroad does a Korean text write in its own letters?

A foreign name keeps its blanks and stands before the office ("존 스미스 미국 국무장관"); it is told
from common words by syllables that Korean words hardly have.
"""

from collections.abc import Iterator, Sequence

from firsthand.analyse.names.draft import Draft
from firsthand.model.items import NameKind
from firsthand.text.eastern import without_particle
from firsthand.text.words import Word

LONGEST = 4
"""Words of the longest name."""
MOST_SYLLABLES = 8
"""Of a word of such a name."""
LEAST_SHARE = 0.3
"""Share of foreign syllables from which on words are a name."""

_FIRST, _LAST = ord("가"), ord("힣")
_L, _K, _T, _P = 5, 15, 16, 17
"""Numbers of the first letters ㄹ, ㅋ, ㅌ, ㅍ"""
_EU, _E, _WO, _WE, _WI = 18, 5, 14, 15, 16
"""Numbers of the vowels ㅡ, ㅔ, ㅝ, ㅞ, ㅟ"""
_CODAS = frozenset({0, 1, 4, 8, 16, 17, 19, 21})
"""Numbers of the last letters of foreign names: none, ㄱ, ㄴ, ㄹ, ㅁ, ㅂ, ㅅ, ㅇ"""
_MARKED = frozenset("니네냐뉴디델딘베벤벨빅블뷔멘멜맥샤쇼슈셰셴셀쥐젠젤잭쟈죠첸헤헨홀버븐든")
"""Syllables of foreign names that Korean words hardly have"""
_NATIVE = frozenset(
    "의에은는을를했었있없업협회장관원력령률법권계년월급및등각약당청처국군역측째것개할될된련"
    "업관계층척량향점품학교육"
)
"""Syllables of Korean words and particles that foreign names hardly have"""
_NEVER = frozenset("의은는을를했었있없업협회관령률법권년월급및등것될된량품육학교")
"""Those of them that no foreign name has"""
_PREFIXES = ("중부", "동부", "서부", "남부", "북부")


def looks_foreign(words: Sequence[str]) -> bool:
    """Tell whether words are written with syllables that Korean words hardly have.

    Args:
        words: in Korean letters.

    Returns:
        True for what may be a foreign name.
    """
    syllables = "".join(words)
    if any(letter in _NEVER or not _plain(letter) for letter in syllables):
        return False
    marked = sum(_foreign(letter, first=not n) for word in words for n, letter in enumerate(word))
    native = sum(letter in _NATIVE for letter in syllables)
    return marked - native >= LEAST_SHARE * len(syllables)


def _plain(letter: str) -> bool:
    code = ord(letter) - _FIRST
    return 0 <= code <= _LAST - _FIRST and code % 28 in _CODAS


def _foreign(letter: str, *, first: bool) -> bool:
    """Tell whether a syllable is one that loanwords have and Korean ones hardly do."""
    code = ord(letter) - _FIRST
    onset, vowel, coda = code // 588, code % 588 // 28, code % 28
    if onset == _L:
        return first or vowel != 6 or coda == 0  # noqa: PLR2004 - 력, 련, 령: Chinese words
    if onset in {_K, _T, _P} or (vowel == _EU and coda in {0, 8}):
        return True
    return letter in _MARKED or vowel in {_WE, _WI} or (vowel == _WO and coda != 4)  # noqa: PLR2004


def named_abroad(
    text: str, words: Sequence[Word], titles: Sequence[int], owners: Sequence[bool]
) -> Iterator[Draft]:
    """Walk the people named before an office, first by the full name, then by one word of it.

    Args:
        text: the text.
        words: its words.
        titles: for each word, how many of its syllables are a title with what it is for.
        owners: for each word, whether an office may be held there: a country, a body.

    Yields:
        The persons with their offices.
    """
    known: dict[str, tuple[str, ...]] = {}
    taken: set[int] = set()
    for number, size in enumerate(titles):
        found = _full(text, words, number, owners) if size else None
        if found is None:
            continue
        first, last = found
        draft = Draft(words[first].start, words[last - 1].end, NameKind.PERSON, "abroad")
        draft.roles = [(words[last].start, words[number].start + size)]
        taken.update(range(first, last))
        parts = tuple(text[word.start : word.end] for word in words[first:last])
        known[parts[0]] = known[parts[-1]] = parts
        yield draft
    if known:
        yield from _again(text, words, titles, known, taken)


def _full(
    text: str, words: Sequence[Word], number: int, owners: Sequence[bool]
) -> tuple[int, int] | None:
    """Find the words of a name before an office and where it is held."""
    last = number
    while last > 0 and number - last < 2 and _joined(text, words, last) and owners[last - 1]:  # noqa: PLR2004
        last -= 1
    first = last
    while first > 0 and last - first < LONGEST and _joined(text, words, first):
        piece = text[words[first - 1].start : words[first - 1].end]
        if owners[first - 1] or not _may_be_part(piece):
            break
        first -= 1
    while last - first >= 2:  # noqa: PLR2004
        parts = [text[word.start : word.end] for word in words[first:last]]
        if last == number and len(parts) > 2 and parts[-1].startswith(_PREFIXES):  # noqa: PLR2004
            last -= 1  # "렛노 위비 | 중부자바 주지사"
            continue
        if looks_foreign(parts) and looks_foreign(parts[:1] + parts[-1:]):
            return first, last
        first += 1
    return None


def _may_be_part(piece: str) -> bool:
    hangul = all(ord("가") <= ord(letter) <= _LAST for letter in piece)
    return hangul and len(piece) <= MOST_SYLLABLES and not any(one in _NEVER for one in piece)


def _joined(text: str, words: Sequence[Word], number: int) -> bool:
    return text[words[number - 1].end : words[number].start] == " "


def _again(
    text: str,
    words: Sequence[Word],
    titles: Sequence[int],
    known: dict[str, tuple[str, ...]],
    taken: set[int],
) -> Iterator[Draft]:
    """Find the people again by their full names, or by a word of it before a title."""
    for number, word in enumerate(words):
        piece = text[word.start : word.end]
        parts = known.get(piece)
        if parts is None or number in taken:
            continue
        if piece == parts[0] and _whole(text, words, number, parts):
            end = words[number + len(parts) - 1].start + len(parts[-1])
            taken.update(range(number, number + len(parts)))
            yield Draft(word.start, end, NameKind.PERSON, "abroad")
            continue
        behind = number + 1
        if behind < len(words) and titles[behind] and _joined(text, words, behind):
            role = (words[behind].start, words[behind].start + titles[behind])
            draft = Draft(word.start, word.end, NameKind.PERSON, "abroad", "short")
            draft.roles = [role]
            yield draft


def _whole(text: str, words: Sequence[Word], number: int, parts: Sequence[str]) -> bool:
    if number + len(parts) > len(words):
        return False
    pieces = [text[word.start : word.end] for word in words[number : number + len(parts)]]
    last = {pieces[-1], without_particle(pieces[-1])}
    return list(parts[:-1]) == pieces[:-1] and parts[-1] in last
