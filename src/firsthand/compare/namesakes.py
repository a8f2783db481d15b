"""When do two different strings name the same person, body or project?"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA, Levenshtein

from firsthand.analyse.names.lexicon import calling, names_family_first, short_forms
from firsthand.compare.romanised import HAN_NAME, romanised
from firsthand.model.items import Name
from firsthand.text.words import fold_name

SMALL = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "on",
        "in",
        "at",
        "to",
        "de",
        "del",
        "la",
        "el",
        "los",
        "las",
        "da",
        "do",
        "das",
        "dos",
        "du",
        "des",
        "le",
        "les",
        "l",
        "d",
        "di",
        "della",
        "van",
        "von",
        "der",
        "den",
        "und",
        "et",
        "e",
        "y",
        "i",
        "a",
        "an",
    ]
)
_EDGES = re.compile(r"^[\s\"'“”‘’«»(\[]+|(?:['’‘]s?)?[\s\"'“”‘’«»)\],.;:]*$")
_AMERICAN = {
    "centre": "center",
    "organisation": "organization",
    "defence": "defense",
    "labour": "labor",
    "programme": "program",
    "theatre": "theater",
}
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
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_BRACKET = re.compile(r"\s*\(([^()]*)\)")

NICKNAME = 3
"""Letters from which on one given name may be the short form of another (Fred, Frederick)."""
SHORT_NAME = 8
"""Letters below which only one slip is allowed."""
LEAST_SLIP = 5
"""Letters of the shortest name in which a slip is looked for."""
PROJECT_SHARE = 0.6
"""Share of common words from which on two names of projects are one."""


@dataclass(frozen=True, slots=True)
class Card:
    """One mention made ready for comparing; `rule` says what joined it."""

    name: Name
    text: str
    folded: str
    words: tuple[str, ...]
    form: str
    roles: frozenset[str]
    rule: str = ""
    score: float | None = None
    detail: str = ""

    @classmethod
    def of(cls, name: Name) -> "Card":
        """Make the card of a mention.

        Args:
            name: the mention.

        Returns:
            The card.
        """
        text = plain(name.span.quote)
        roles = frozenset(
            word for role in name.roles for word in content(role.quote) if word not in SMALL
        )
        folded = fold_name(text)
        words = tuple(folded.split())
        while len(words) > 1 and words[-1] in _SUFFIXES:
            words = words[:-1]
        return cls(name, text, folded, words, name.form, roles)

    @property
    def is_full(self) -> bool:
        """Tell whether the mention is more than a short form or an acronym."""
        return self.form == "full"


def plain(quote: str) -> str:
    """Write a mention without quotes, possessive and doubled blanks at its edges.

    Args:
        quote: the mention as printed.

    Returns:
        The name.
    """
    return _EDGES.sub("", " ".join(quote.split()))


def initials(name: str) -> frozenset[str]:
    """Write the acronyms that a name can have.

    Args:
        name: such as "Communist Party of China".

    Returns:
        Its initials, with and without the small words.
    """
    words = [word for word in re.split(r"[\s-]+", _BRACKET.sub("", name)) if word]
    big = [word for word in words if fold_name(word) not in SMALL]
    every = "".join(word[0].upper() for word in words)
    return frozenset({every, "".join(word[0].upper() for word in big)})


def content(text: str) -> tuple[str, ...]:
    """Write a name as its folded words, without brackets and possessives.

    Args:
        text: a name.

    Returns:
        Its words.
    """
    words = fold_name(_BRACKET.sub("", text)).replace("'s", "").split()
    return tuple(_AMERICAN.get(word, word) for word in words)


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


def join_people(cards: Sequence[Card]) -> list[list[Card]]:
    """Join mentions of persons inside one event.

    Args:
        cards: their mentions, in any order.

    Returns:
        One list for each person.
    """
    full = [card for card in cards if len(card.words) > 1]
    lone = [card for card in cards if len(card.words) == 1]
    clusters = _merge(_by_folded(full), same_person)
    join_slips(clusters)
    han = [card for card in lone if HAN_NAME.fullmatch(card.text)]
    lone = [card for card in lone if not HAN_NAME.fullmatch(card.text)]
    _romanise(clusters, _by_folded(han))
    homes: dict[tuple[str, str], list[int]] = defaultdict(list)
    anywhere: dict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for card in cluster:
            for form in _called(card):
                if number not in homes[card.name.span.report, form]:
                    homes[card.name.span.report, form].append(number)
                if number not in anywhere[form]:
                    anywhere[form].append(number)
    left: dict[str, list[Card]] = defaultdict(list)
    for card in sorted(lone, key=lambda c: c.name.span):
        here = homes.get((card.name.span.report, card.folded)) or anywhere.get(card.folded, [])
        best = _nearest(card, here, clusters)
        if best is None:
            left[card.folded].append(card)
        else:
            clusters[best].append(replace(card, rule="family name"))
    return [*clusters, *(left[key] for key in sorted(left))]


def _by_folded(cards: Sequence[Card]) -> list[list[Card]]:
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        groups[card.folded.replace(" ", "")].append(card)
    return [groups[key] for key in sorted(groups, key=lambda k: (-len(groups[k]), -len(k), k))]


def _merge(clusters: list[list[Card]], same: Callable[[Card, Card], str]) -> list[list[Card]]:
    """Join each cluster to the first earlier one that a rule allows."""
    done: list[list[Card]] = []
    for cluster in clusters:
        for home in done:
            rule = same(home[0], cluster[0])
            if rule:
                home.extend(replace(card, rule=rule) for card in cluster)
                break
        else:
            done.append(cluster)
    return done


def same_person(left: Card, right: Card) -> str:
    """Tell by which rule two full names are one person's: subset of words, or initials.

    Args:
        left: one name.
        right: another.

    Returns:
        The rule; nothing when none holds.
    """
    long, short = sorted((left.words, right.words), key=lambda words: (-len(words), words))
    if any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1)):
        return "subset"
    if long[-1] != short[-1]:
        return ""
    given_long, given_short = long[:-1], short[:-1]
    if all(word in given_long for word in given_short):
        return "subset"
    pairs = zip(given_long, given_short, strict=False)
    if len(given_short) <= len(given_long) and all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs
    ):
        return "initial"
    a, b = sorted((given_long[0], given_short[0]), key=len) if given_short else ("", "")
    if len(given_short) == 1 and len(a) >= NICKNAME and b.startswith(a):
        return "short given name"
    return ""


def join_slips(clusters: list[list[Card]], *, in_one_event: bool = True) -> None:
    """Join names that differ by a slip of the pen.

    The same office must be said of both. Inside one event a family name one letter apart will do
    when the given names are equal and the offices, if any, have a word in common.

    Args:
        clusters: cards of one person each; joined ones are put together in place.
        in_one_event: whether all reports tell of the same event.
    """
    number = 0
    while number < len(clusters):
        other = number + 1
        while other < len(clusters):
            detail = _slipped(clusters[number], clusters[other], in_one_event=in_one_event)
            if detail and not _together(clusters[number], clusters[other]):
                clusters[number].extend(
                    replace(card, rule="slip", detail=detail) for card in clusters.pop(other)
                )
            else:
                other += 1
        number += 1


def _slipped(left: Sequence[Card], right: Sequence[Card], *, in_one_event: bool) -> str:
    """Say why two spellings are one name; nothing when they are not."""
    forms = [
        sorted({card.words for card in cards if len(card.words) > 1}) for cards in (left, right)
    ]
    mine, theirs = roles_of(left), roles_of(right)
    office = same_office(mine, theirs)
    shared = (mine & theirs) - SMALL
    fits = bool(shared) or (in_one_event and not (mine and theirs))
    for one in forms[0]:
        for two in forms[1]:
            distance = slip(" ".join(one), " ".join(two))
            if distance and office:
                return f"{distance} letter(s); same office: {', '.join(sorted(office))}"
            if fits and family_slip(one, two):
                return "1 letter; same given name, offices do not disagree"
    return ""


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
    long_enough = min(len(a), len(b)) >= LEAST_SLIP
    return long_enough and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) == 1


def _romanise(clusters: list[list[Card]], han: Sequence[Sequence[Card]]) -> None:
    """Put names in Han script with the one person whose name is their pinyin."""
    for cards in han:
        found = []
        for number, cluster in enumerate(clusters):
            near = [
                distance
                for words in sorted({card.words for card in cluster})
                if (distance := romanised(cards[0].text, words)) is not None
            ]
            if near:
                found.append((min(near), number))
        best = [row for row in sorted(found) if row[0] == min(found)[0]]
        if len(best) == 1:
            distance, number = best[0]
            rule = "slip in pinyin" if distance else "pinyin"
            clusters[number] = [replace(card, rule=rule) for card in clusters[number]]
            clusters[number].extend(cards)
        else:
            clusters.append(list(cards))


def roles_of(cards: Sequence[Card]) -> frozenset[str]:
    """Collect the words of all offices said of a person.

    Args:
        cards: mentions of the person.

    Returns:
        The words, folded.
    """
    return frozenset(word for card in cards for word in card.roles)


def _together(left: Sequence[Card], right: Sequence[Card]) -> bool:
    """Tell whether one report has both spellings, and so means two persons."""
    reports = {card.name.span.report for card in left}
    return any(card.name.span.report in reports for card in right)


def _called(card: Card) -> frozenset[str]:
    return frozenset({*map(fold_name, short_forms(tuple(card.text.split()))), *card.words})


def _nearest(card: Card, numbers: Sequence[int], clusters: Sequence[Sequence[Card]]) -> int | None:
    """Choose the person that a single word means: by family name first, then the last one named."""
    if not numbers:
        return None
    family = [
        number
        for number in numbers
        if any(
            card.folded in map(fold_name, short_forms(tuple(c.text.split())))
            for c in clusters[number]
        )
    ]
    choice = family or list(numbers)
    if len(choice) == 1:
        return choice[0]
    span = card.name.span
    before = [
        (other.name.span.start, -number)
        for number in choice
        for other in clusters[number]
        if other.name.span.report == span.report and other.name.span.start < span.start
    ]
    return -max(before)[1] if before else None


def join_projects(cards: Sequence[Card]) -> list[list[Card]]:
    """Join mentions of projects and titles inside one event by their common words.

    Args:
        cards: their mentions, in any order.

    Returns:
        One list for each project.
    """
    nouns = calling("en").projects

    def words(card: Card) -> frozenset[str]:
        found = frozenset(w.strip("\"'“”:—") for w in re.split(r"[\s—–:-]+", card.folded)) - SMALL
        return (found - nouns) or found

    def same(left: Card, right: Card) -> str:
        a, b = words(left), words(right)
        return "common words" if len(a & b) >= PROJECT_SHARE * len(a | b) else ""

    return _merge(_by_folded(cards), same)
