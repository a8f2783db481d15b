"""As what kind does a name count where reports disagree: person, body, project or place?"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.analyse.names.lexicon import calling, given_names, nicknames
from firsthand.compare.forms import Card, plain
from firsthand.compare.kinds import place_word_before
from firsthand.compare.sounds import same_sound
from firsthand.model.findings import Found
from firsthand.model.items import NameKind, Place
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.text.eastern import LANGUAGES
from firsthand.text.words import fold_name

ACRONYM = 6
"""Letters of the longest acronym; a longer word in capitals is a name printed so."""
ALIKE = 2
"""First letters that a given name keeps in its other forms (Betty, Bettie)."""
MORE = 2
"""How many times more often a name must be a person's to be no town's of a dateline."""
CLUBS = frozenset({"united", "athletic", "town", "rovers", "wanderers", "albion", "fc"})
"""Last words of clubs' names that are no nicknames."""
WHOLE_NAME = 2
"""Words from which on a name is a full one."""
STEM = 3
"""Letters that a clipped word keeps, and that it leaves out, at least."""
LEAST_BEARING = 2
"""Reports from which on a word counts as somebody's family name where others have it alone."""
_SCORE = re.compile(r", (?:\d+ ?[-–] ?\d+|\d+ to \d+)(?![\w-])")
HEADLINE = "names/headline@1"
"""How names are found in lines whose every word has a capital; such a name may run on."""


def sort_cards(
    reports: Sequence[Report], founds: Mapping[str, Found], club_towns: Mapping[str, str]
) -> dict[NameKind, list[Card]]:
    """Make the cards of the names in the reports of one event, by kind.

    Where reports disagree on what one string names (a club called after its city, a firm after
    its founder), the kind that most mentions have holds for all. A single word goes with the
    full name it is part of, and a town that stands for its club with the club.

    Args:
        reports: of one event, by id.
        founds: what was found in each.
        club_towns: folded towns of clubs that these reports tell of, by folded nickname.

    Returns:
        The cards of every kind, in the order of reports.
    """
    cards = [
        Card.of(name, report.metadata.language)
        for report in reports
        for name in founds[report.id].names
    ]
    cards = _without_headline_words(cards)
    every = [place for report in reports for place in founds[report.id].places]
    unknown = {place.span for place in every if not place.key}
    known = {place.span for place in every if place.key}
    countries = {place.span for place in every if place.level == "country"}
    shown = _shown(cards, every)
    usual = {**_usual(cards, unknown), **_named_in_the_east(cards)}
    people = _words_of_people(cards, usual, known)
    named = {
        (card.name.span.report, word)
        for card in cards
        if usual[card.folded] is NameKind.PERSON and len(card.words) >= WHOLE_NAME
        for word in (card.words[0], card.words[-1])
    }
    borne = _mostly_borne(cards, usual)
    parts = _parts_of_bodies(cards, usual) | {*club_towns, *club_towns.values()}
    lone = {card.folded for card in cards if len(card.words) == 1}
    clubs = [word for word in parts if nickname(word)]
    clips = {word for word in lone if any(clipped(word, club) for club in clubs)}
    houses = _named_after_people(cards, usual)
    texts = {report.id: report for report in reports}
    by_kind: dict[NameKind, list[Card]] = {kind: [] for kind in NameKind}
    for card in cards:
        kind = NameKind.PLACE if card.folded in shown else usual[card.folded]
        report = texts[card.name.span.report]
        loose = kind is NameKind.ORGANISATION or card.name.span not in known
        if kind is NameKind.PLACE and not loose and card.name.span not in countries:
            bears = (report.id, card.folded) in named or card.folded in borne
            loose = bears and card.folded not in parts and _acts(card, report)
        if card.folded in shown:
            pass
        elif card.folded in houses or card.folded in clips:
            kind = NameKind.ORGANISATION
        elif loose and _of_person(card, people, borne):
            kind = NameKind.PERSON
        elif card.folded in parts and card.folded not in people:
            city = kind is NameKind.PLACE
            if not city or _acts(card, report):
                kind = NameKind.ORGANISATION
        if kind is NameKind.PERSON and card.folded in people and card.form == "full":
            card = replace(card, form="short")  # noqa: PLW2901 - one word of a longer name
        by_kind[kind].append(card)
    return by_kind


def _named_in_the_east(cards: Sequence[Card]) -> dict[str, NameKind]:
    """Find names taken for bodies that are how a person of another report is read in Latin letters.

    A parser of English knows few Japanese and Korean names.
    """
    people = {
        card.text.replace(" ", "")
        for card in cards
        if card.language in LANGUAGES and card.name.kind is NameKind.PERSON and len(card.words) > 1
    }
    if not people:
        return {}
    bodies = {
        card.folded: card.words
        for card in cards
        if card.name.kind is not NameKind.PERSON and len(card.words) == WHOLE_NAME
    }
    return {
        folded: NameKind.PERSON
        for folded, words in sorted(bodies.items())
        if any(same_sound(name, words, surely=True) for name in sorted(people))
    }


def _without_headline_words(cards: Sequence[Card]) -> list[Card]:
    """Cut names that ran on in a headline to the longest name inside that reports have elsewhere.

    "Vera Holt Steps" is Vera Holt where other lines name her; "Holt Steps" is Holt.
    """
    elsewhere = {card.words for card in cards if card.name.rule != HEADLINE and card.words}
    elsewhere |= {words[-1:] for words in elsewhere if len(words) == WHOLE_NAME}
    cut: dict[tuple[str, ...], tuple[int, int]] = {}
    for words in sorted({card.words for card in cards if card.name.rule == HEADLINE}):
        sizes = range(len(words) - 1, 0, -1)
        runs = ((a, a + size) for size in sizes for a in range(len(words) - size + 1))
        if len(words) > 1 and words not in elsewhere:
            found = next((run for run in runs if words[slice(*run)] in elsewhere), None)
            # "Portland Herons" is no name that ran on where both words are names.
            whole = all((word,) in elsewhere for word in words)
            if found is not None and not whole:
                cut[words] = found
    kept = []
    for card in cards:
        run = cut.get(card.words) if card.name.rule == HEADLINE else None
        text = card.text.split()
        if run is None or len(text) != len(card.words):
            kept.append(card)
            continue
        words = card.words[slice(*run)]
        short = "short" if len(words) == 1 and card.name.kind is NameKind.PERSON else card.form
        told = " ".join(text[slice(*run)])
        kept.append(replace(card, text=told, folded=" ".join(words), words=words, form=short))
    return kept


def _shown(cards: Iterable[Card], places: Iterable[Place]) -> frozenset[str]:
    """Collect names that a dateline or the like shows to be towns, unless people bear them.

    One that is far more often a person's stood beside the date by chance.
    """
    places_so: Counter[str] = Counter()
    for place in places:
        if not place.key and place.rule.startswith("places/context"):
            places_so[fold_name(plain(place.span.quote))] += 1
    people: Counter[str] = Counter()
    for card in cards:
        people[card.folded] += int(card.name.kind is NameKind.PERSON)
    return frozenset(name for name, n in places_so.items() if people[name] <= MORE * n)


def _usual(cards: Iterable[Card], unknown: Iterable[object]) -> dict[str, NameKind]:
    """Tell the kind that most mentions of each string have."""
    counted: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for card in cards:
        # A place that the gazetteer does not know may well be a person or a body.
        counted[card.folded][card.name.kind] += int(card.name.span not in unknown)
    order = {kind: number for number, kind in enumerate(NameKind)}
    return {
        folded: min(kinds, key=lambda kind: (-kinds[kind], order[kind]))
        for folded, kinds in counted.items()
    }


def _words_of_people(
    cards: Sequence[Card], usual: Mapping[str, NameKind], known: Container[Span]
) -> dict[str, frozenset[str]]:
    """Map first and last words of persons' full names to these names.

    A word that stands alone for a body more often than a person bears it is left out: a headline
    read as one name ("Herons Beat Storks") makes no person of a club. So is a first word that
    stands alone for a known place more often: a "Wexford Councilman" is not called Wexford.
    """
    named: dict[str, set[str]] = defaultdict(set)
    borne: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    last: set[str] = set()
    towns: Counter[str] = Counter()
    bearing = {
        (card.name.span.report, card.words[-1])
        for card in cards
        if usual[card.folded] is NameKind.PERSON and len(card.words) >= WHOLE_NAME
    }
    for card in cards:
        if usual[card.folded] is NameKind.PERSON and len(card.words) >= WHOLE_NAME:
            if card.name.rule == HEADLINE:
                continue
            for word in {card.words[0], card.words[-1]}:
                named[word].add(card.folded)
                borne[word] += 1
            last.add(card.words[-1])
        elif usual[card.folded] is NameKind.ORGANISATION and len(card.words) == 1:
            # Called by the family name after the full one in the same report is no other use of it.
            own = (card.name.span.report, card.folded) in bearing and not nickname(card.folded)
            alone[card.folded] += not own
        elif card.name.span in known and len(card.words) == 1:
            towns[card.folded] += 1
    return {
        word: frozenset(names)
        for word, names in named.items()
        if len(word) > 1
        and borne[word] >= alone[word]
        and (word in last or borne[word] >= towns[word])
    }


def _mostly_borne(cards: Iterable[Card], usual: Mapping[str, NameKind]) -> frozenset[str]:
    """Collect the family names that most reports that have the word at all have in a full name."""
    having: dict[str, set[str]] = defaultdict(set)
    bearing: dict[str, set[str]] = defaultdict(set)
    for card in cards:
        report = card.name.span.report
        if len(card.words) == 1:
            having[card.folded].add(report)
        elif usual[card.folded] is NameKind.PERSON and card.name.rule != HEADLINE:
            having[card.words[-1]].add(report)
            bearing[card.words[-1]].add(report)
    return frozenset(
        word
        for word, reports in bearing.items()
        if len(reports) >= LEAST_BEARING and 2 * len(reports) >= len(having[word])
    )


def _of_person(
    card: Card, people: Mapping[str, frozenset[str]], borne: frozenset[str] = frozenset()
) -> bool:
    """Tell whether a name taken for something else is one of a person named elsewhere."""
    if len(card.words) == 1:
        return card.folded in people or card.folded in borne
    others = people.get(card.words[-1], frozenset()) - {card.folded}
    if not others or set(card.words) & calling("en").organisations:
        return False
    alike = {name[:ALIKE] for name in others}
    before = card.words[:-1]
    calls = nicknames(before[0])
    told = (
        before[0] in given_names()
        or any(calls & nicknames(name.partition(" ")[0]) for name in others)
        or len(others) > 1
        or fold_name(before[0]) in calling("en").titles
    )
    return told or any(
        word in people or (len(word) > ALIKE and word[:ALIKE] in alike) for word in before
    )


def _parts_of_bodies(cards: Iterable[Card], usual: Mapping[str, NameKind]) -> frozenset[str]:
    """Collect town and nickname of bodies called by both: "Portland Herons"."""
    generic = calling("en").organisations
    found: set[str] = set()
    for card in cards:
        body = usual[card.folded] is NameKind.ORGANISATION and len(card.words) >= WHOLE_NAME
        if body and nickname(card.words[-1]) and not set(card.words) & generic:
            found.update((" ".join(card.words[:-1]), card.words[-1]))
    return frozenset(found)


def _named_after_people(cards: Iterable[Card], usual: Mapping[str, NameKind]) -> frozenset[str]:
    """Collect full names of persons by which reports mean a house: "checked into Ida Holm".

    One is named oftener with the word for the house after it ("Ida Holm Clinic") than alone, and
    nobody is called by the family name.
    """
    said = calling("en")
    heads = said.organisations | said.facilities
    whole: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for card in cards:
        if len(card.words) > WHOLE_NAME and card.words[-1] in heads:
            whole[" ".join(card.words[:-1])] += int(card.name.kind is not NameKind.PERSON)
        alone[card.folded] += 1
    return frozenset(
        name
        for name, often in whole.items()
        if usual.get(name) is NameKind.PERSON
        and often > alone[name]
        and not alone[name.rpartition(" ")[2]]
    )


def nickname(word: str) -> bool:
    """Tell whether a body may be called by a word alone, as clubs are: "Herons".

    Args:
        word: the folded last word of its name.

    Returns:
        True for plurals that are no head of bodies' names.
    """
    plural = word.isalpha() and word.endswith(("s", "sox"))
    return word in CLUBS or (plural and word not in calling("en").organisations)


def clipped(short: str, long: str) -> bool:
    """Tell whether a word is how people shorten another: "Jags" of Jaguars, "Philly".

    Args:
        short: a folded word.
        long: another.

    Returns:
        True when the short one without its -s, -y or -ie begins the long one, which has three
        letters and more than that.
    """
    for ending in ("ies", "ie", "s", "y"):
        stem = short.removesuffix(ending)
        if stem != short and len(stem) >= STEM:
            stem = stem[:-1] if len(stem) > STEM and stem[-1] == stem[-2] else stem
            plural = ending.endswith("s") == long.endswith("s")
            fits = plural or ending in {"y", "ie"}
            return fits and long.startswith(stem) and len(long) >= len(stem) + STEM
    return False


def _acts(card: Card, report: Report) -> bool:
    """Tell whether a town's name stands where a club's would: no place word, no comma beside it.

    A comma before a score is none: "they beat visiting Wexford, 4-1".
    """
    span = card.name.span
    if report.text[span.end : span.end + 1] in {",", ":"} and not _SCORE.match(
        report.text, span.end
    ):
        return False
    return not place_word_before(report.text, report.metadata.language, span.start)
