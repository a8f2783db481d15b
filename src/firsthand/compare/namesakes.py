"""Which full and short names are one person's?"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from firsthand.analyse.names.lexicon import names_family_first, nicknames, short_forms
from firsthand.compare.across_scripts import join_across_scripts, join_lone_across
from firsthand.compare.cases import bases, same_in_cases, shorter_in_cases, upright
from firsthand.compare.forms import Card, leading
from firsthand.compare.romanised import HAN_NAME, romanised
from firsthand.compare.slips import join_slips
from firsthand.compare.transliterated import ARABIC, CYRILLIC, transliterated
from firsthand.text.words import fold_name

_BLEND = re.compile(r"([A-Z][a-z]{0,3})([A-Z][a-z]{1,4})")
LONG_NAME = 6
"""Letters of the shortest family name that alone may be misspelt."""
NICKNAME = 3
"""Letters from which on one given name may be the short form of another (Fred, Frederick)."""


def join_people(cards: Sequence[Card]) -> list[list[Card]]:
    """Join mentions of persons inside one event.

    Args:
        cards: their mentions, in any order.

    Returns:
        One list for each person.
    """
    full = [card for card in cards if len(card.words) > 1]
    lone = [card for card in cards if len(card.words) == 1]
    # Twice, as a longer form tells more that comes later: "Ruiz Vega" is of Ana Ruiz Vega.
    clusters = merge(merge(by_folded(full), same_person), same_person)
    join_slips(clusters)
    join_transliterated(clusters)
    han = [card for card in lone if _whole_han(card)]
    lone = [card for card in lone if not _whole_han(card)]
    _romanise(clusters, by_folded(han))
    join_across_scripts(clusters, in_one_event=True)
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
        if not here and card.language:
            forms = sorted(bases(card.folded, card.language) - {card.folded})
            here = next((anywhere[form] for form in forms if form in anywhere), [])
            here = here or _cased(frozenset({card.folded, *forms}), clusters)
        best = _nearest(card, here, clusters)
        rule = "family name"
        if best is None:
            best, rule = _only(card, clusters)
        if best is None:
            left[card.folded].append(card)
        else:
            clusters[best].append(replace(card, rule=rule))
    alone = [left[key] for key in sorted(left)]
    join_lone_across(clusters, alone)
    return [*clusters, *alone]


def _cased(forms: frozenset[str], clusters: Sequence[Sequence[Card]]) -> list[int]:
    """Find the persons whose full name in another case has such a family name."""
    return [
        number
        for number, cards in enumerate(clusters)
        if any(
            not forms.isdisjoint(family)
            for card in cards
            for family in upright(card.words, card.language)[-1:]
        )
    ]


def by_folded(cards: Sequence[Card]) -> list[list[Card]]:
    """Put mentions with the same letters together.

    Args:
        cards: in any order.

    Returns:
        The groups, large and long ones first.
    """
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        groups[card.folded.replace(" ", "")].append(card)
    return [groups[key] for key in sorted(groups, key=lambda k: (-len(groups[k]), -len(k), k))]


def merge(clusters: list[list[Card]], same: Callable[[Card, Card], str]) -> list[list[Card]]:
    """Join each cluster to the first earlier one that a rule allows."""
    done: list[list[Card]] = []
    for cluster in clusters:
        for home in done:
            longest = max(home, key=lambda card: len(card.words))
            rule = same(home[0], cluster[0]) or same(longest, cluster[0])
            if rule:
                home.extend(replace(card, rule=rule) for card in cluster)
                break
        else:
            done.append(cluster)
    return done


def same_person(left: Card, right: Card) -> str:
    """Tell by which rule two full names are one person's: subset, order of words, or initials.

    Args:
        left: one name.
        right: another.

    Returns:
        The rule; nothing when none holds.
    """
    rule = _same_words(left.words, right.words)
    if rule:
        return rule
    if left.language == right.language and same_in_cases(left.words, right.words, left.language):
        return "case"
    if left.language == right.language and shorter_in_cases(left.words, right.words, left.language):
        return "case"
    for mine, theirs in ((left.words, right.words), (right.words, left.words)):
        for joined in _joined(mine, frozenset(theirs)):
            rule = "spacing" if joined == theirs else _same_words(joined, theirs)
            # One word alone is a family name only at the end: "Dun-Mor" of "Ida Dunmor".
            if rule and (len(joined) > 1 or joined == theirs[-1:]):
                return rule
    return ""


def _joined(words: tuple[str, ...], others: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Write a name without the blank or hyphen that another one does not have: "Dun-Mor"."""
    for number in range(len(words) - 1):
        whole = words[number] + words[number + 1]
        if whole in others:
            yield (*words[:number], whole, *words[number + 2 :])


def _same_words(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """Tell by which rule two full names, word for word, are one person's."""
    long, short = sorted((left, right), key=lambda words: (-len(words), words))
    if any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1)):
        return "subset"
    turned = len(long) == len(short) == 2 and long == short[::-1]  # noqa: PLR2004
    if turned and names_family_first(long) != names_family_first(short):
        return "order of names"
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
    called = len(given_short) == 1 and _short_given(given_long[0], given_short[0])
    return "short given name" if called else ""


def _short_given(left: str, right: str) -> bool:
    """Tell whether one given name is the other's beginning or one of its short forms."""
    a, b = sorted((left, right), key=len)
    return (len(a) >= NICKNAME and b.startswith(a)) or bool(nicknames(a) & nicknames(b))


def join_transliterated(clusters: list[list[Card]], *, in_one_event: bool = True) -> None:
    """Put names in Cyrillic or Arabic letters with the one person whose name they write.

    Args:
        clusters: the mentions of each person; changed in place.
        in_one_event: whether all are named of one event; of several, only what is surely written
            so is joined.
    """
    foreign = [cards for cards in clusters if not _latin(cards)]
    written = [cards for cards in clusters if _latin(cards)]
    if not foreign or not written:
        return
    for cards in foreign:
        found = [
            number
            for number, others in enumerate(written)
            if any(
                transliterated(mine, theirs, surely=not in_one_event)
                for mine in sorted({card.words for card in cards})
                for theirs in sorted({card.words for card in others if len(card.words) > 1})
            )
        ]
        if len(found) == 1:
            home = written[found[0]]
            rule = "transliteration"
            home[:] = [replace(card, rule=card.rule or rule) for card in home]
            home.extend(replace(card, rule=rule) for card in cards)
            clusters.remove(cards)


def _latin(cards: Sequence[Card]) -> bool:
    return not any(CYRILLIC.search(card.text) or ARABIC.search(card.text) for card in cards)


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


def _only(card: Card, clusters: Sequence[Sequence[Card]]) -> tuple[int | None, str]:
    """Find the one person whose names a word blends (JoHo), or whose family name it misspells."""
    for rule, same in (("blend of the names", _blend), ("slip", _misspells)):
        found = [
            number
            for number, cards in enumerate(clusters)
            if any(same(card, words) for words in {c.words: None for c in cards})
        ]
        if len(found) == 1:
            return found[0], rule
    return None, ""


def _blend(card: Card, words: tuple[str, ...]) -> bool:
    """Tell whether a word is made of the beginnings of a given and a family name: "JoHo"."""
    parts = _BLEND.fullmatch(card.text)
    if parts is None or len(words) < 2:  # noqa: PLR2004
        return False
    given, family = fold_name(parts[1]), fold_name(parts[2])
    return words[0].startswith(given) and words[-1].startswith(family) and words[-1] != family


def _misspells(card: Card, words: tuple[str, ...]) -> bool:
    """Tell whether a word differs from a family name by one letter inside."""
    a, b = card.folded, words[-1]
    near = len(words) > 1 and min(len(a), len(b)) >= LONG_NAME and a[0] == b[0]
    return near and a[-1] == b[-1] and a != b and OSA.distance(a, b, score_cutoff=1) == 1


def _whole_han(card: Card) -> bool:
    """Tell whether a word of Han characters is a whole name: in Japanese it is a family name."""
    return card.language != "ja" and HAN_NAME.fullmatch(card.text) is not None


def _called(card: Card) -> frozenset[str]:
    family = [fold_name(form) for form in short_forms(tuple(card.text.split()))]
    return frozenset({*family, *(form.replace(" ", "") for form in family), *card.words})


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
    if before:
        return -max(before)[1]
    return leading({number: len(clusters[number]) for number in choice})
