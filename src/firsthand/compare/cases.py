"""Are two forms of a name one word in different cases: Прохоров, Прохоровым?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from firsthand.analyse.names.lexicon import case_endings, is_oblique
from firsthand.compare.forms import SMALL, Card
from firsthand.text.words import fold_name

LEAST = 3
"""Letters of the shortest dictionary form that is looked for."""


LONG = 3
"""Words from which on a name may begin one of another event."""


def same_in_cases(left: tuple[str, ...], right: tuple[str, ...], language: str) -> bool:
    """Tell whether two full names differ by nothing but the endings of cases.

    Args:
        left: the folded words of a name.
        right: of another.
        language: ISO 639-1 code of the reports that have them.

    Returns:
        True when word by word both are forms of one; never in a language without cases.
    """
    if left == right or len(left) != len(right) or not case_endings(language):
        return False
    pairs = zip(left, right, strict=True)
    return all(a == b or not bases(a, language).isdisjoint(bases(b, language)) for a, b in pairs)


def shorter_in_cases(left: tuple[str, ...], right: tuple[str, ...], language: str) -> bool:
    """Tell whether a given and a family name in one case are part of a longer name in another.

    Args:
        left: the folded words of a name.
        right: of another.
        language: ISO 639-1 code of the reports that have them.

    Returns:
        True for "Ida Kot" and "Idy Zofii Kot-Zimy"; never in a language without cases.
    """
    short, long = sorted((left, right), key=len)
    if len(short) != 2 or len(long) == len(short):  # noqa: PLR2004
        return False
    return any(same_in_cases(short, (long[0], word), language) for word in long[1:])


@lru_cache(maxsize=4096)
def bases(word: str, language: str) -> frozenset[str]:
    """List the dictionary forms that a word can be a form of.

    Args:
        word: folded.
        language: ISO 639-1 code.

    Returns:
        The forms, folded; the word itself among them.
    """
    found = {word}
    for ending, others in case_endings(language).items():
        for other in map(fold_name, others):
            stem = word.removesuffix(other)
            if stem != word and len(stem) >= LEAST:
                found.add(stem + fold_name(ending))
    return frozenset(found)


def is_base(one: tuple[str, ...], other: tuple[str, ...], language: str) -> bool:
    """Tell whether a name is the dictionary form of another.

    Args:
        one: the folded words of a name.
        other: of another, as long.
        language: ISO 639-1 code.

    Returns:
        True when every word of the other is a form of the word at its place.
    """
    same = one != other and len(one) == len(other)
    return same and all(a in bases(b, language) for a, b in zip(one, other, strict=True))


def upright(words: tuple[str, ...], language: str) -> tuple[frozenset[str], ...]:
    """List the dictionary forms of the words of a full name in another case.

    Args:
        words: the folded words of a full name.
        language: ISO 639-1 code of the report that has it.

    Returns:
        The other forms of each word; none of a name in the nominative, or where the language
        marks no cases.
    """
    if len(words) < 2 or not case_endings(language) or not is_oblique(words):  # noqa: PLR2004
        return ()
    return tuple(bases(word, language) - {word} for word in words)


def join_in_cases(clusters: Sequence[list[Card]], *, in_one_event: bool) -> list[list[Card]]:
    """Join bodies whose names differ by the endings of cases: Rada Miasta, Rady Miasta.

    Args:
        clusters: mentions of one body each.
        in_one_event: whether a name may also begin the one longer name that it fits.

    Returns:
        The clusters; a name that fits several goes to none.
    """
    done: list[list[Card]] = []
    begun: dict[str, set[int]] = defaultdict(set)
    for cards in sorted(clusters, key=lambda cards: -max(len(card.words) for card in cards)):
        forms = {(_big(card), card.language): None for card in cards if case_endings(card.language)}
        firsts = {base for words, language in forms for base in bases(words[0], language)}
        near = sorted({number for first in firsts for number in begun[first]})
        homes = [n for n in near if _fits(tuple(forms), done[n], in_one_event=in_one_event)]
        if len(homes) == 1:
            home = homes[0]
            done[home].extend(replace(card, rule=card.rule or "case") for card in cards)
        else:
            home = len(done)
            done.append(cards)
        for first in firsts:
            begun[first].add(home)
    return done


def _big(card: Card) -> tuple[str, ...]:
    return tuple(word for word in card.words if word not in SMALL) or card.words


def _fits(
    forms: Sequence[tuple[tuple[str, ...], str]], others: Sequence[Card], *, in_one_event: bool
) -> bool:
    """Tell whether a body's name is another's in another case, or its beginning."""
    for other in {(_big(card), card.language): None for card in others}:
        for words, language in forms:
            same = language == other[1] and len(words) > 1
            if same and (in_one_event or len(words) >= min(LONG, len(other[0]))):
                begins = other[0][: len(words)]
                if same_in_cases(words, begins, language) or words == begins:
                    return True
    return False
