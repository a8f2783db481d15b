"""What does a request name, word by word, and how much of it does a later clause name too?"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from firsthand.compare.rooted import rooted
from firsthand.compare.tolls import word_pattern
from firsthand.lang import lexicon

STEM = 6
"""Letters by which two content words are taken as forms of one."""

SHORTEST = 4
"""Letters of a word that can name something."""

LEAST_WORD = 0.15
"""What even the commonest word of a story weighs in the share that a clause names."""

TELLING, SEVERAL, SMALL_COUNT = 100, 10, 0.8
"""From the first value on a count tells of one thing by itself; from the second on it weighs this
beside the nouns that it counts."""

NAMED_PLACE = 0.6
"""What a town weighs that both name."""

THIRD, TELLS = 0.34, 0.4
"""A clause that names a third of a request is on it, unless all other clauses name that too."""

SOME, TELLS_MUCH = 0.15, 0.9
"""So is one that names less of it, if few clauses name that."""

UNTOLD = 0.5
"""What a word of a request weighs that cannot be looked for in another language."""

REASON_AFTER = 20
"""Characters of what is asked before the reason for it."""

FEWEST_WORDS = 2
"""Shared words that tell of one matter where no thing is shared."""

_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]+|(?=([\u3040-\u9fff]{2}))")

SHORTEST_ROOT = 3
"""Letters of an Arabic stem that can name something: most have three."""

_ARABIC = re.compile("[\u0621-\u06ff]")
_VOWELS = re.compile("[\u0640\u064b-\u0652]")
_BY_DOING = re.compile("ب[إاتب]\\w{3}")
"""What is asked for stands behind a preposition: "asked for the restoring of"."""
_ARTICLES = ("ال", "بال", "كال", "فال", "لل")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")

_MARKS = re.compile(r"[,;，；、]")

HEAD_LAST = frozenset({"en", "de", "nl", "sv", "zh", "ja", "tr", "ko"})
"""Languages in which what a noun is narrowed by stands before it: "seed trade" is a trade."""

HEAD_FIRST = frozenset({"es", "fr", "it", "pt", "ar", "id", "vi"})
"""Languages in which it stands behind. In others a case may narrow from either side."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one request, or one member of the list that it holds, names."""

    things: frozenset[str]
    words: frozenset[str]
    """stems of what else it names: no verb of doing better, no place, no function word"""
    language: str
    values: frozenset[float] = frozenset()
    """counts that may tell of one thing"""
    whole: bool = False
    """whether it asks for its things as such, not for something of theirs: "trade", no "price of
    trade"; what only narrows a thing down ("northern trade", "trade with all") is no matter"""
    places: frozenset[str] = frozenset()
    """towns and the like that it names"""
    abroad: frozenset[str] = frozenset()
    """what stands for its words in another language: things that every language has words for"""

    def __len__(self) -> int:
        return len(self.things) + len(self.words)


class Weigher(Protocol):
    """How telling words and things are in a story."""

    def telling(self, name: str) -> float:
        """Weigh a stem or a thing, in [0, 1]."""
        ...


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a request a clause names."""

    part: float
    """weight of what both name by the weight of all that the request names, in [0, 1]"""
    told: float
    """how telling what both name is: 1 for each word or thing that stands nowhere else"""
    named: frozenset[str] = frozenset()
    """the things and stems that both name"""
    things: frozenset[str] = frozenset()
    """the things among them"""

    @property
    def says_more(self) -> bool:
        """Whether both name more than a thing and a number: what is done, or of which kind."""
        return any(not name[:1].isdigit() for name in self.named - self.things)

    @property
    def is_enough(self) -> bool:
        """Whether a clause that names so much can be on what was asked."""
        if not self.things and len(self.named) < FEWEST_WORDS:
            return False
        return (self.part >= THIRD and self.told >= TELLS) or (
            self.part >= SOME and self.told >= TELLS_MUCH
        )


NOTHING = Share(0.0, 0.0)


def read_wanted(
    text: str,
    language: str,
    things: Mapping[str, re.Pattern[str]],
    values: frozenset[float],
    aside: Iterable[str],
    places: frozenset[str] = frozenset(),
) -> Wanted:
    """Take a request apart into what it names.

    Args:
        text: the request or a member of it.
        language: of its report.
        things: those of the object lexicon that it names, with the patterns of their words.
        values: counts in it.
        aside: places and times as printed in it.
        places: keys of the towns in it.

    Returns:
        The things, and the stems of other words that carry its meaning.
    """
    rest = text
    for name in sorted(aside, key=lambda name: (-len(name), name)):
        rest = rest.replace(name, " ")
    whole = _is_whole(rest, language, things)
    words = frozenset(_own(rest, language, things))
    return Wanted(frozenset(things), words, language, values, whole, places)


def _own(text: str, language: str, things: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    """Give the stems of words that carry meaning and name none of the things."""
    for _, pattern in sorted(things.items()):
        text = pattern.sub(" ", text)
    counts = _counts(language)
    own = stems(_listed(language, "carriers", "function").sub(" , ", text), language)
    return (stem for stem in own if stem not in counts)


def _is_whole(text: str, language: str, things: Mapping[str, re.Pattern[str]]) -> bool:
    """Tell whether no word governs the first thing that a text names, and none remakes it."""
    if _listed(language, "remaking").search(text):
        return False
    found = [match.span() for pattern in things.values() if (match := pattern.search(text))]
    if not found:
        return False
    start, end = min(found)
    joints = _listed(language, "joints")
    *governors, before = joints.split(text[:start])
    after = joints.split(text[end:])[0]
    if language not in HEAD_LAST:
        governors.append(before)
    if language not in HEAD_FIRST:
        governors.append(after)
    return not any(True for piece in governors for _ in _own(piece, language, things))


def remakes(text: str, language: str) -> bool:
    """Tell whether a text speaks of making a thing another, not of having more of it.

    Args:
        text: a request or a clause.
        language: of its report.

    Returns:
        True for "reform the banks".
    """
    return _listed(language, "remaking").search(text) is not None


def begins(text: str, language: str) -> bool:
    """Tell whether a request is for something to begin.

    Args:
        text: a request.
        language: of its report.

    Returns:
        True for "start building the school".
    """
    return _listed(language, "beginning").search(text) is not None


def parts_of(text: str, language: str) -> list[str]:
    """Cut a request at commas and conjunctions, as far as no grammar has parted it before.

    Args:
        text: the request.
        language: of its report.

    Returns:
        Its pieces, at least one.
    """
    joiner = _listed(language, "and")
    return [part for piece in _MARKS.split(text) for part in joiner.split(piece) if part.strip()]


def without_reasons(text: str, language: str) -> str:
    """Cut off why something is asked: ", after the floods killed 17".

    Args:
        text: the request.
        language: of its report.

    Returns:
        What stands before the comma ahead of such words; all of it where they open the text.
    """
    found = _reasons(language).search(text)
    if found is None or found.start() < REASON_AFTER:
        return text
    return text[: found.start()]


@cache
def _reasons(language: str) -> re.Pattern[str]:
    words = "|".join(lexicon(language, "progress").get("reasons") or ())
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf"[,،]\s+(?:{words})(?!\w)", re.IGNORECASE)


def head_of(text: str, language: str) -> str:
    """Cut off a noun phrase what is joined to it behind: "desks" of "desks for visitors".

    Args:
        text: what is to be acted on.
        language: of its report.

    Returns:
        What stands before the first preposition; all of it where none does.
    """
    pieces = _listed(language, "joints").split(text)
    return next((piece for piece in pieces if piece.strip()), text)


def stems(text: str, language: str = "") -> Iterator[str]:
    """Give the stems of the words of a text that can name something.

    Args:
        text: any text.
        language: its ISO 639-1 code, for languages whose words change at their beginning or whose
            words are short.

    Yields:
        The first letters of each long word; pairs of characters of scripts without blanks.
    """
    find = rooted(language)
    if find is not None:
        yield from find(text.casefold())
        return
    for match in _WORD.finditer(_VOWELS.sub("", text.casefold())):
        if match[1]:
            yield match[1]
        elif _ARABIC.match(match[0]):
            stem = light_stem(match[0])
            if len(stem) >= SHORTEST_ROOT:
                yield stem[:STEM]
        elif len(match[0]) >= SHORTEST:
            yield match[0][:STEM]


def light_stem(word: str) -> str:
    """Cut what Arabic writes together with a word: "and", "the", "by the", plural and feminine.

    The method is the light10 stemmer of Larkey, Ballesteros and Connell (2007), with the marks of
    vowels left out first.

    Args:
        word: without marks of vowels.

    Returns:
        Its stem.
    """
    if word.startswith("و") and len(word) > SHORTEST:
        word = word[1:]
    lead = next((p for p in _ARTICLES if word.startswith(p) and len(word) - len(p) > 1), "")
    word = word[len(lead) :]
    if _BY_DOING.match(word):
        word = word[1:]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            word = word[: -len(ending)]
    return word


def share(
    wanted: Wanted,
    language: str,
    things: frozenset[str],
    words: frozenset[str],
    values: frozenset[float],
    rarity: Weigher,
    places: frozenset[str] = frozenset(),
    concepts: frozenset[str] = frozenset(),
) -> Share:
    """Measure how much of a request a clause names.

    Args:
        wanted: what the request names.
        language: of the clause; of a request in another language its concepts are looked for.
        things: of the clause.
        words: stems of the clause.
        values: counts of the clause.
        rarity: how telling a word or thing is.
        places: towns and the like of the clause.
        concepts: of the clause.

    Returns:
        The share; nothing where the request names nothing.
    """
    units = [(name, rarity.telling(name), name in things) for name in sorted(wanted.things)]
    if wanted.language == language:
        units += [(name, rarity.telling(name), name in words) for name in sorted(wanted.words)]
    else:
        units += [(name, rarity.telling(name), name in concepts) for name in sorted(wanted.abroad)]
        # What the other words mean is not known; that they are not named again may tell or not.
        unknown = len(wanted.words) - len(wanted.abroad)
        units += [("", UNTOLD, False)] * max(0, unknown)
    units += [
        (f"{value:g}", 1.0 if value >= TELLING else SMALL_COUNT, value in values)
        for value in sorted(wanted.values)
        if value >= TELLING or value in values
    ]
    # That a place is not named again tells nothing.
    units += [(f"1 {key}", NAMED_PLACE, True) for key in sorted(wanted.places & places)]
    whole = math.fsum(max(weight, LEAST_WORD) for _, weight, _ in units)
    if not whole:
        return NOTHING
    met = [(name, weight) for name, weight, told in units if told]
    part = math.fsum(max(weight, LEAST_WORD) for _, weight in met) / whole
    named = frozenset(name for name, _ in met)
    return Share(part, math.fsum(weight for _, weight in met), named, named & wanted.things)


@cache
def _counts(language: str) -> frozenset[str]:
    """Give the stems of the number words of a language: "hundreds of" names nothing."""
    tables = [t for t in lexicon(language, "numerals").values() if isinstance(t, dict)]
    words = {word for table in tables for word, value in table.items() if _is_number(value)}
    return frozenset(
        stem for word in sorted(words) if len(word) > FEWEST_WORDS for stem in stems(word, language)
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@cache
def _listed(language: str, *names: str) -> re.Pattern[str]:
    """Make one pattern of lists of words of the language's file about progress."""
    named = lexicon(language, "progress")
    return word_pattern(language, "|".join(named[name] for name in names if named.get(name)))
