"""Which persons named in Japanese or Korean are those named in Latin or Chinese letters?"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from firsthand.compare.forms import SMALL, Card
from firsthand.compare.slips import roles_of
from firsthand.compare.sounds import HAN, HANGUL, KATAKANA, same_characters, same_family, same_sound
from firsthand.text.eastern import LANGUAGES

CHINESE = "zh"
PARTS = 2

Same = Callable[[Sequence[Card], Sequence[Card]], bool]


def join_across_scripts(people: list[list[Card]], *, in_one_event: bool) -> None:
    """Join persons whose names in two scripts are one name, where nobody else fits.

    Args:
        people: the mentions of each person; changed in place.
        in_one_event: whether all are named of one event; of several, only what is surely read so
            is joined.
    """
    eastern = [cards for cards in people if _full(cards)]
    if not eastern:
        return
    chinese = [cards for cards in people if any(card.language == CHINESE for card in cards)]
    _join(people, eastern, chinese, _same_characters, "characters")
    eastern = [cards for cards in eastern if any(cards is one for one in people)]
    written = [cards for cards in people if any(_latin(card) for card in cards)]
    _join(
        people,
        eastern,
        written,
        lambda mine, theirs: _same_sound(mine, theirs, surely=not in_one_event),
        "reading",
        several=in_one_event,
    )


def join_lone_across(people: list[list[Card]], left: list[list[Card]]) -> None:
    """Join family names alone with a person of the other script, where one is called so.

    Args:
        people: the mentions of each person of an event; changed in place.
        left: mentions of a family name alone that belongs to none of them; what is joined leaves.
    """
    for lone in list(left):
        others = [cards for cards in people if _called(lone[0], cards)]
        if len(others) == 1:
            others[0].extend(replace(card, rule="reading") for card in lone)
            left[:] = [cards for cards in left if cards is not lone]
    for lone in list(left):
        others = [
            cards
            for cards in left
            if cards is not lone and _called(lone[0], cards) and _one_office(lone, cards)
        ]
        if len(others) == 1 and any(lone is cards for cards in left):
            others[0].extend(replace(card, rule="reading") for card in lone)
            left[:] = [cards for cards in left if cards is not lone]


def _join(
    people: list[list[Card]],
    eastern: Sequence[list[Card]],
    others: Sequence[list[Card]],
    same: Same,
    rule: str,
    *,
    several: bool = False,
) -> None:
    """Join the pairs in which each is the only one that fits the other.

    A Korean name may have several spellings in Latin letters among the people of one event.
    """
    fits: dict[int, list[int]] = defaultdict(list)
    backs: dict[int, int] = defaultdict(int)
    for one, mine in enumerate(eastern):
        for other, theirs in enumerate(others):
            if mine is not theirs and same(mine, theirs):
                fits[one].append(other)
                backs[other] += 1
    for one, found in sorted(fits.items()):
        if any(backs[other] > 1 for other in found):
            continue
        if len(found) == 1 or (several and all(HANGUL.fullmatch(n) for n in _full(eastern[one]))):
            home, mine = others[found[0]], eastern[one]
            for more in found[1:]:  # Seo and Suh are both 서
                home.extend(replace(card, rule=card.rule or rule) for card in others[more])
                people[:] = [cards for cards in people if cards is not others[more]]
            home[:] = [replace(card, rule=card.rule or rule) for card in home]
            home.extend(replace(card, rule=card.rule or rule) for card in mine)
            people[:] = [cards for cards in people if cards is not mine]


def _full(cards: Sequence[Card]) -> list[str]:
    """List the full names in Japanese or Korean letters."""
    return sorted({_solid(c) for c in cards if c.language in LANGUAGES and _is_full(c)})


def _is_full(card: Card) -> bool:
    return len(card.words) >= PARTS or (card.is_full and KATAKANA.fullmatch(card.text) is not None)


def _solid(card: Card) -> str:
    """Write a name without blanks; in Korean they show a foreign name and stay."""
    solid = card.text.replace(" ", "").replace("\u3000", "")
    return card.text if HANGUL.fullmatch(solid) else solid


def _latin(card: Card) -> bool:
    return len(card.words) >= PARTS and card.text.replace("ʼ", "")[:1] < "\u0370"


def _same_characters(mine: Sequence[Card], theirs: Sequence[Card]) -> bool:
    names = sorted(
        {_solid(c) for c in theirs if c.language == CHINESE and HAN.fullmatch(_solid(c))}
    )
    return any(
        name == other or same_characters(name, other) for name in _full(mine) for other in names
    )


def _same_sound(mine: Sequence[Card], theirs: Sequence[Card], *, surely: bool) -> bool:
    words = sorted({card.words for card in theirs if _latin(card)})
    return any(same_sound(name, other, surely=surely) for name in _full(mine) for other in words)


def _called(lone: Card, cards: Sequence[Card]) -> bool:
    """Tell whether a family name alone is that of a person named in the other script."""
    if lone.language in LANGUAGES:
        # Of a Latin full name both words are tried: it may be in either order.
        latin = sorted(
            {word for c in cards if _first_latin(c) for word in (c.words[0], c.words[-1])}
        )
        return any(same_family(lone.folded, word) for word in latin)
    if not lone.folded.isascii():
        return False
    families = sorted(
        {c.words[0] for c in cards if c.language in LANGUAGES and _family(c.words[0])}
    )
    return any(same_family(family, lone.folded) for family in families)


def _first_latin(card: Card) -> bool:
    return card.language not in LANGUAGES and "".join(card.words).isascii()


def _family(word: str) -> bool:
    return HAN.fullmatch(word) is not None or HANGUL.fullmatch(word) is not None


def _one_office(left: Sequence[Card], right: Sequence[Card]) -> bool:
    return bool((roles_of(left) - SMALL) & roles_of(right))
