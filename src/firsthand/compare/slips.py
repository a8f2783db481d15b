"""When do two spellings differ by no more than a slip of the pen?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from firsthand.analyse.names.lexicon import calling, given_names, names_family_first
from firsthand.compare.forms import SMALL, Card

_RANKS = frozenset(
    [
        "former",
        "acting",
        "deputy",
        "vice",
        "senior",
        "chief",
        "general",
        "executive",
        "new",
        "ex",
        "first",
    ]
)
_HEADS = frozenset({"minister", "secretary"})
"""Offices of whoever heads a department, told by either word in another country."""
SHORT_NAME = 8
"""Letters below which only one slip is allowed."""
_VOWELS = re.compile("[aeiouy]")
ALONE = 2
"""Letters of the longest word that is compared letter by letter."""
_ALIKE = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("ph", "f"),
        ("th", "t"),
        ("c(?=[eiy])|z", "s"),
        ("[cq]+k?(?!h)", "k"),
        ("(?<!^)(?<![cs])h(?![aeiouy])", ""),
        ("oo|ou", "u"),
        ("ee|ie|ey|y", "i"),
        (r"(.)\1+", r"\1"),
        ("(?<=[^aeiou])e$", ""),
    )
)
"""Letters that are not told apart by ear, in this order."""
BEGINNING = 4
"""Letters that forms of one given name have in common."""
FULL = 2
"""Words of the shortest full name."""
LEAST_SLIP = 5
"""Letters of the shortest name in which a slip is looked for."""


def slip(left: str, right: str) -> int:
    """Count the letters by which two spellings of a name may differ by mistake.

    Args:
        left: a folded name.
        right: another.

    Returns:
        1 or 2 when they differ by no more than a slip in names of their length, else 0.
    """
    a, b = left.replace(" ", ""), right.replace(" ", "")
    shorter = min(len(a), len(b))
    if a == b or shorter < LEAST_SLIP or a[0] != b[0]:
        return 0
    allowed = 1 if shorter < SHORT_NAME else 2
    distance = Levenshtein.distance(a, b, score_cutoff=allowed)
    return distance if distance <= allowed else 0


def same_office(left: Iterable[str], right: Iterable[str]) -> frozenset[str]:
    """Find the words by which two persons' offices show themselves to be one.

    Args:
        left: words of the roles of one person, folded.
        right: of the other.

    Returns:
        Words in common that are more than a bare title; empty when the offices do not agree.
    """
    common = frozenset(left) & frozenset(right)
    return common - calling("en").titles - _RANKS - SMALL


def join_slips(clusters: list[list[Card]], *, in_one_event: bool = True) -> None:
    """Join names that differ by a slip of the pen.

    The same office must be said of both. Inside one event a family name one letter apart will do
    when the given names are equal and the offices, if any, have a word in common.

    Args:
        clusters: cards of one person each; joined ones are put together in place.
        in_one_event: whether all reports tell of the same event.
    """
    sides = [_Side.of(cards) for cards in clusters]
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, side in enumerate(sides):
        for mark in side.marks(in_one_event=in_one_event):
            alike[mark].append(number)
    gone: set[int] = set()
    for number in range(len(clusters)):
        if number in gone:
            continue
        other = number
        while True:
            left = sides[number]
            marks = left.marks(in_one_event=in_one_event)
            near = {n for mark in marks for n in alike[mark] if n > other} - gone
            found = next(_slips(left, sides, sorted(near), in_one_event=in_one_event), None)
            if found is None:
                break
            other, detail = found
            gone.add(other)
            clusters[number].extend(
                replace(card, rule="slip", detail=detail) for card in clusters[other]
            )
            sides[number] = _Side.of(clusters[number])
    clusters[:] = [cards for number, cards in enumerate(clusters) if number not in gone]


@dataclass(frozen=True, slots=True)
class _Side:
    """What of one person's cards is compared: full names, their first letters, roles, reports.

    A report that has both spellings means two persons.
    """

    forms: tuple[tuple[str, ...], ...]
    letters: frozenset[str]
    roles: frozenset[str]
    reports: frozenset[str]

    @classmethod
    def of(cls, cards: Sequence[Card]) -> "_Side":
        forms = sorted({card.words for card in cards if len(card.words) > 1})
        # Heloísa and Eloísa: an H that is not heard.
        letters = frozenset((words[0].removeprefix("h") or "h")[:1] for words in forms)
        reports = frozenset(card.name.span.report for card in cards)
        return cls(tuple(forms), letters, roles_of(cards), reports)

    def marks(self, *, in_one_event: bool) -> set[tuple[str, str]]:
        """List what two names have in common of which one is a slip of the other.

        Whatever counts as a slip leaves the first letter as it is; across events it needs a word
        of the office too.
        """
        words = {""} if in_one_event else self.roles - SMALL
        return {(letter, word) for letter in self.letters for word in words}


def _slips(
    left: _Side, sides: Sequence[_Side], numbers: Iterable[int], *, in_one_event: bool
) -> Iterator[tuple[int, str]]:
    """Find which of some persons one person's names are a slip of, and why."""
    for number in numbers:
        right = sides[number]
        detail = _slipped(left, right, in_one_event=in_one_event)
        if detail and left.reports.isdisjoint(right.reports):
            yield number, detail


def _slipped(left: _Side, right: _Side, *, in_one_event: bool) -> str:
    """Say why two spellings are one name; nothing when they are not."""
    mine, theirs = left.roles, right.roles
    office = same_office(mine, theirs)
    shared = (mine & theirs) - SMALL
    fits = bool(shared) or (in_one_event and not (mine and theirs))
    for one in left.forms:
        for two in right.forms:
            distance = slip(" ".join(one), " ".join(two))
            if distance and office:
                return f"{distance} letter(s); same office: {', '.join(sorted(office))}"
            if fits and family_slip(one, two):
                return "1 letter; same given name, offices do not disagree"
            if (office or shared) and _slip_and_shorter(one, two):
                return "1 letter in a name that is shorter in one report; same office"
            heads = bool(mine & _HEADS) and bool(theirs & _HEADS)
            found = _heard(one, two, fits=fits, titled=bool(shared), heads=heads)
            if found and in_one_event:
                return found
    return ""


def _heard(
    one: tuple[str, ...], two: tuple[str, ...], *, fits: bool, titled: bool, heads: bool
) -> str:
    """Say why two full names inside one event are one person's that was heard otherwise."""
    if titled and _vowels_apart(one, two):
        return "vowels of the given name; same family name and title"
    if (fits or heads) and same_by_ear(one, two):
        return "spelt otherwise, said alike"
    alike = _alike(one, two) if fits else ""
    return f"{alike}; same family name, offices do not disagree" if alike else ""


def _alike(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """Say in what two given names are so near that the office need not tell them to be one."""
    if given_slip(left, right):
        return "1 letter"
    return "given names begin alike" if given_form(left, right) else ""


def _slip_and_shorter(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether one name leaves out the other's second family name and has a slip besides."""
    short, long = sorted((left, right), key=len)
    if len(short) < FULL or len(long) != len(short) + 1:
        return False
    cut = long[:-1]
    return given_slip(short, cut, familiar=True) or family_slip(short, cut)


def _vowels_apart(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two full names have one family name and given names of the same consonants."""
    a, b = left[0], right[0]
    if left == right or len(left) != len(right) or left[1:] != right[1:] or len(left) < FULL:
        return False
    known = a in given_names() and b in given_names()
    bare = _VOWELS.sub("", a)
    return (
        not known
        and len(bare) > ALONE
        and bare == _VOWELS.sub("", b)
        and (a[-1] == b[-1] or min(len(a), len(b)) >= LEAST_SLIP)
        and Levenshtein.distance(a, b, score_cutoff=2) <= 2  # noqa: PLR2004
    )


def family_slip(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two full names differ by one letter of a family name and by nothing else.

    Args:
        left: the folded words of a full name.
        right: of another.

    Returns:
        True when the given names are equal, and family names of five letters and more begin alike
        and differ by one letter added, left out, exchanged or swapped.
    """
    if len(left) != len(right) or names_family_first(left) or names_family_first(right):
        return False
    odd = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(odd) != 1 or left[0] != right[0]:
        return False
    a, b = odd[0]
    # A letter added or left out is a likelier slip than another letter: Roth and Rota are two.
    long_enough = min(len(a), len(b)) >= LEAST_SLIP - int(len(a) != len(b))
    return long_enough and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) == 1


def given_slip(left: tuple[str, ...], right: tuple[str, ...], *, familiar: bool = False) -> bool:
    """Tell whether two full names differ by one letter inside a given name and by nothing else.

    Args:
        left: the folded words of a full name.
        right: of another.
        familiar: whether both may be common given names, as where the office is the same.

    Returns:
        True when the family names are equal, and given names of six letters and more begin and
        end alike and differ by one letter; never for two common given names (Julian, Julien), nor
        for a last letter, which tells brother from sister.
    """
    if len(left) != len(right) or left[-1] != right[-1] or left[1:] != right[1:]:
        return False
    if names_family_first(left) or names_family_first(right):
        return False
    a, b = left[0], right[0]
    known = not familiar and a in given_names() and b in given_names()
    if known or min(len(a), len(b)) <= LEAST_SLIP or a[0] != b[0] or a[-1] != b[-1]:
        return False
    return a != b and OSA.distance(a, b, score_cutoff=1) == 1


def given_form(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two full names are one with two forms of a given name: Katarzyna, Katarina.

    Args:
        left: the folded words of a full name.
        right: of another.

    Returns:
        True when the family names are equal and the given names begin with the same four letters
        and both end in -a or both do not, as names of women in many languages do.
    """
    if len(left) != FULL or len(right) != FULL or left[1] != right[1]:
        return False
    if names_family_first(left) or names_family_first(right):
        return False
    a, b = left[0], right[0]
    long_enough = min(len(a), len(b), len(left[1])) > BEGINNING
    return long_enough and a[:BEGINNING] == b[:BEGINNING] and (a[-1] == "a") == (b[-1] == "a")


def same_by_ear(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two full names are said alike: Lucila and Lusila, Hussain and Husain.

    Args:
        left: the folded words of a full name.
        right: of another.

    Returns:
        True when all words, in Latin letters, have one sound, or all but the last of the longer
        where that has one word more than the other.
    """
    short, long = sorted((left, right), key=len)
    if left == right or len(short) < FULL or len(long) > len(short) + 1:
        return False
    pairs = list(zip(short, long, strict=False))
    if not all(one == two or _sound(one) == _sound(two) for one, two in pairs):
        return False
    return len("".join(short)) >= SHORT_NAME and any(one != two for one, two in pairs)


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    """Write a word with one letter for those that sound alike in most languages."""
    if not word.isascii() or len(word) <= ALONE:
        return word
    for pattern, letter in _ALIKE:
        word = pattern.sub(letter, word)
    return word.removeprefix("h")


def roles_of(cards: Sequence[Card]) -> frozenset[str]:
    """Collect the words of all offices said of a person.

    Args:
        cards: mentions of the person.

    Returns:
        The words, folded.
    """
    return frozenset(word for card in cards for word in card.roles)
