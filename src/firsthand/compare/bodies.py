"""When do two different strings name the same body or project?"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.analyse.names.lexicon import calling
from firsthand.compare.forms import SMALL, Card, content, leading
from firsthand.compare.namesakes import by_folded, merge
from firsthand.compare.sorting import clipped, nickname
from firsthand.compare.sounds import usual_characters
from firsthand.text.words import fold_name

_HAN = re.compile("[\u4e00-\u9fff]")
_SOLID = re.compile("[\u4e00-\u9fff가-힣]+")
_MINISTRIES = ("부", "청", "省", "庁", "部")
"""Last characters of ministries, called by some of their characters: 国土交通省, 国交省"""
FEWEST_LEFT, MOST_LEFT = 3, 4
"""Characters of such a short name"""
LEAST_HAN = 4
"""Characters of the shortest Chinese name that may shorten a longer one."""
_LEGAL_HAN = (
    *("股份有限公司", "有限责任公司", "有限公司", "集团公司", "公司", "集团"),
    *("株式会社", "有限会社", "合同会社"),
)
"""Legal forms in Chinese and Japanese, longest first."""
_PRESS = ("通信社", "通讯社", "新聞社", "新闻社", "報社", "报社")
"""Ends of names of the press whose last character reports leave out."""
LEAST_ACROSS = 3
"""Words from which on a name may shorten another one of a different event."""
LEGAL = frozenset(
    [
        "corp",
        "corporation",
        "co",
        "company",
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "plc",
        "gmbh",
        "ag",
        "sa",
        "spa",
    ]
)
"""Words of a firm's legal form, which reports leave out."""
PROJECT_SHARE = 0.6
"""Share of common words from which on two names of projects are one."""
SHORT_WORD = 3
"""Letters from which on a word may be a plural."""
HEAD, OWN, EDGE = 4, 3, 2
"""How surely a name shortens another: it is its head; its own name after a town's
("Red Gulls"); its end or beginning; else 1."""


def join_bodies(cards: Sequence[Card], acronyms: Mapping[str, str]) -> list[list[Card]]:
    """Join mentions of bodies inside one event.

    Args:
        cards: their mentions, in any order.
        acronyms: full names by acronym.

    Returns:
        One list for each body.
    """
    known = Acronyms(acronyms)
    groups: dict[frozenset[str], list[Card]] = defaultdict(list)
    for card in cards:
        groups[_bag(card.text, known)].append(card)
    length = {
        bag: max(
            max(len(known.whole(text)), len(content(text)))
            for text in {card.text for card in members}
        )
        for bag, members in groups.items()
    }
    letters = {bag: max(len(card.text) for card in groups[bag]) for bag in groups}
    han = {bag: letters[bag] if _SOLID.match(groups[bag][0].text) else 0 for bag in groups}
    ends = {w[-1] for bag in groups if len(w := known.spelt(groups[bag][0].text)) > 1}
    ends |= {_singular(word) for word in ends}
    # A nickname goes before a town: it shows which club of the town is the one spoken of.
    order = sorted(
        groups,
        key=lambda bag: (-length[bag], -han[bag], not bag & ends, -len(groups[bag]), sorted(bag)),
    )
    clusters: dict[frozenset[str], list[Card]] = {}
    for bag in order:
        home = _longer_body(groups[bag], clusters, known)
        rule = "acronym" if any(card.form == "acronym" for card in groups[bag]) else "same words"
        if home is None:
            clusters[bag] = [replace(card, rule=rule) for card in groups[bag]]
        else:
            clusters[home].extend(replace(card, rule="short form") for card in groups[bag])
    return list(clusters.values())


def join_clubs(clusters: list[list[Card]], clubs: Mapping[str, str]) -> list[list[Card]]:
    """Put a club called by its town with the same club called by its nickname.

    Args:
        clusters: mentions of one body each.
        clubs: folded towns by folded nickname.

    Returns:
        The clusters.
    """
    for nick, town in sorted(clubs.items()):
        mine = next((c for c in clusters if any(card.folded == nick for card in c)), None)
        theirs = next((c for c in clusters if any(card.folded == town for card in c)), None)
        if mine is not None and theirs is not None and mine is not theirs:
            mine.extend(replace(card, rule="town of the club") for card in theirs)
            clusters.remove(theirs)
    return clusters


def join_across(clusters: Sequence[list[Card]]) -> list[list[Card]]:
    """Join bodies of different events: an acronym with the body that bears it, one word left out.

    Args:
        clusters: mentions of one body of one event each; equal full names are together.

    Returns:
        The clusters; a short name goes to a longer one only where no other could be meant.
    """
    order = sorted(clusters, key=lambda cards: -max(len(card.words) for card in cards))
    done: list[list[Card]] = []
    bearers: dict[str, set[int]] = defaultdict(set)
    for cards in order:
        marks = {mark for card in cards for mark in _marks(card)}
        near = sorted({number for mark in marks for number in bearers[mark]})
        homes = [(rule, n) for n in near if (rule := _same_across(cards, done[n]))]
        rule, home = homes[0] if len(homes) == 1 else ("", len(done))
        if rule:
            done[home].extend(replace(card, rule=card.rule or rule) for card in cards)
        else:
            done.append(cards)
        for mark in marks:
            bearers[mark].add(home)
    return done


def _marks(card: Card) -> tuple[str, ...]:
    """List what a name has in common with any that it shortens: its acronym, its first word."""
    return (card.text,) if card.form == "acronym" else _words(card.text)[:1]


def _same_across(short: Sequence[Card], long: Sequence[Card]) -> str:
    """Tell why a body of one event is one of another event; nothing where it need not be."""
    told = {card.text for card in long if card.form == "acronym"}
    if all(card.form == "acronym" for card in short):
        known = any(card.form != "acronym" for card in long)
        return "acronym" if known and told & {card.text for card in short} else ""
    texts = sorted({card.text for card in short if card.form != "acronym"})
    longer = sorted({card.text for card in long if card.form != "acronym"})
    for text in texts:
        for other in longer:
            if _left_out(_words(text), _words(other)):
                return "short form"
    return ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in content(text) if word not in SMALL)


def _left_out(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether one name only leaves a word of the other out, or words that all bodies bear."""
    if not short or len(short) >= len(long):
        return False
    if len(short) == 1:
        generic = calling("en").organisations
        return short[0] == long[0] and short[0] not in generic and set(long[1:]) <= generic
    inside = len(long) == len(short) + 1 and short[0] == long[0] and short[-1] == long[-1]
    return len(short) >= LEAST_ACROSS and inside and _in_order(short, long)


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


class Acronyms:
    """The full names that acronyms of one event stand for, and names written with them.

    "Central Committee of the Communist Party of China" and "Communist Party of China (CPC)
    Central Committee" both speak of the CPC; only so is it clear which words are the head.
    """

    def __init__(self, full: Mapping[str, str]) -> None:
        """Make ready.

        Args:
            full: names by acronym.
        """
        rows = sorted(full.items(), key=lambda row: (-len(row[1]), row))
        wholes = [(" ".join(content(name)), fold_name(short)) for short, name in rows]
        self._rows = [
            (whole, re.compile(rf"\b{re.escape(whole)}\b"), short) for whole, short in wholes
        ]
        self._full = {fold_name(short): name for short, name in reversed(list(full.items()))}
        self._spelt: dict[str, tuple[str, ...]] = {}
        self._whole: dict[str, tuple[str, ...]] = {}

    def __contains__(self, folded: str) -> bool:
        """Tell whether a folded word is one of the acronyms."""
        return folded in self._full

    def spelt(self, text: str) -> tuple[str, ...]:
        """Write a body's name as folded words in which a body with an acronym is one word."""
        found = self._spelt.get(text)
        if found is None:
            folded = " ".join(content(text))
            for whole, pattern, short in self._rows:
                if whole in folded:
                    folded = pattern.sub(short, folded)
            found = self._spelt[text] = tuple(folded.split())
        return found

    def whole(self, text: str) -> tuple[str, ...]:
        """Write out the one acronym that a name is; keep acronyms inside a longer name."""
        found = self._whole.get(text)
        if found is None:
            found = self.spelt(text)
            if len(found) <= 1:
                found = content(self._full.get(found[0], text)) if found else content(text)
            self._whole[text] = found
        return found


def _bag(text: str, acronyms: Acronyms) -> frozenset[str]:
    """Write a body's name as the set of its words."""
    if _HAN.match(text):
        return frozenset({own_characters(text)})
    bag = frozenset(_singular(word) for word in acronyms.spelt(text) if word not in SMALL)
    bag = bag - LEGAL or bag
    return bag or frozenset({fold_name(text)})


def own_characters(text: str) -> str:
    """Write a body's name in Han characters without its legal form, in the usual characters.

    Args:
        text: the name as printed.

    Returns:
        What tells the body from others.
    """
    name = usual_characters(text)
    for form in _LEGAL_HAN:
        bare = name.removeprefix(form).removesuffix(form)
        name = bare if len(bare) >= LEAST_HAN else name
    return name[:-1] if name.endswith(_PRESS) else name


def _singular(word: str) -> str:
    """Write a club's nickname as one of its players is called."""
    plural = len(word) > SHORT_WORD and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word


def _longer_body(
    cards: Sequence[Card],
    clusters: Mapping[frozenset[str], Sequence[Card]],
    acronyms: Acronyms,
) -> frozenset[str] | None:
    """Find the one longer name that this one shortens; nothing where several could be meant."""
    texts = sorted({card.text for card in cards})
    words = tuple(word for word in acronyms.spelt(texts[0]) if word not in SMALL)
    # An acronym is a body of its own, unless it is a club's town: the CPC is not its Central
    # Committee, but the SF Gulls may be called SF.
    acronym = len(words) == 1 and words[0] in acronyms
    fitting = []
    for other, members in clusters.items():
        grade = max(
            _shortens(words, acronyms.whole(text)) or _ends(texts[0], text)
            for text in sorted({m.text for m in members})
        )
        if grade and not (acronym and not any(nickname(m.words[-1]) for m in members)):
            fitting.append((grade, other))
    best = max((grade for grade, _ in fitting), default=0)
    return leading({other: len(clusters[other]) for grade, other in fitting if grade == best})


def _ends(short: str, long: str) -> int:
    """Grade whether a Chinese name is the end of a longer one: the province is left out."""
    inside = LEAST_HAN <= len(short) < len(long) and _HAN.match(short)
    if inside and long.endswith(short):
        return EDGE
    return EDGE if _called_by_some(short, long) else 0


def _called_by_some(short: str, long: str) -> bool:
    """Tell whether a ministry is called by its first, its last and some characters: 国交省."""
    fits = FEWEST_LEFT <= len(short) <= MOST_LEFT < len(long) and short.endswith(_MINISTRIES)
    if not fits or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    solid = _SOLID.fullmatch(short) and _SOLID.fullmatch(long)
    return solid is not None and all(letter in rest for letter in short)


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    """Grade how surely a name shortens another: 3 its head, 2 its end, 1 words left out inside."""
    head: list[str] = []
    for word in long:
        if word in SMALL:
            break
        head.append(word)
    big = tuple(word for word in long if word not in SMALL)
    if not short or not head or len(short) >= len(big):
        return 0
    generic = calling("en").organisations
    if len(short) == 1:
        if short[0] in generic:
            return int(head[-1] == short[0])
        named = big[-1] in generic or (len(big) == len(head) and nickname(big[-1]))
        own = _singular(big[-1]) == _singular(short[0])
        club = len(big) == len(head) and nickname(big[-1])
        clip = club and (clipped(short[0], big[-1]) or clipped(short[0], big[0]))
        return int((big[:-1] == short and named) or (big[0] == short[0] and named) or own or clip)
    if tuple(head) == short:
        return HEAD
    # What stands after "of" is the body that the head belongs to, not the head's short form.
    ends = big[-len(short) :] == short and len(big) - len(short) < len(head)
    if (ends and short[-1] not in generic) or _with_initials(short, long):
        return OWN
    begins = big[: len(short)] == short and short[-1] not in generic
    inside = len(big) == len(short) + 1 and short[0] == big[0] and short[-1] == big[-1]
    return EDGE if ends or begins else int(inside)


def _with_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether a name has initials for the first words of another: "NH Gulls"."""
    cut = len(long) - len(short) + 1
    letters = short[0].replace(".", "")
    return (
        1 < cut == len(letters)
        and short[1:] == long[cut:]
        and letters == "".join(word[:1] for word in long[:cut])
    )


def join_projects(cards: Sequence[Card]) -> list[list[Card]]:
    """Join mentions of projects and titles inside one event by their common words.

    Args:
        cards: their mentions, in any order.

    Returns:
        One list for each project.
    """
    nouns = calling("en").projects

    def words(card: Card) -> frozenset[str]:
        if _HAN.search(card.text):
            return frozenset(_HAN.findall(card.text))
        found = frozenset(w.strip("\"'“”:—") for w in re.split(r"[\s—–:-]+", card.folded)) - SMALL
        return (found - nouns) or found

    def same(left: Card, right: Card) -> str:
        a, b = words(left), words(right)
        return "common words" if len(a & b) >= PROJECT_SHARE * len(a | b) else ""

    return merge(by_folded(cards), same)
