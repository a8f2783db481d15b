"""Which names in many reports stand for one person, body, project or place?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from firsthand.analyse.names.acronyms import of_beginnings
from firsthand.analyse.names.lexicon import short_forms
from firsthand.compare.across_scripts import join_across_scripts
from firsthand.compare.bodies import join_across, join_bodies, join_clubs, join_projects
from firsthand.compare.cases import is_base, join_in_cases, upright
from firsthand.compare.clubs import clubs_named
from firsthand.compare.departments import join_departments
from firsthand.compare.forms import SMALL, Card, initials
from firsthand.compare.namesakes import join_people, join_transliterated, same_person
from firsthand.compare.place_entities import RULE, address, locate, place_entity, spellings
from firsthand.compare.slips import family_slip, join_slips, roles_of, slip
from firsthand.compare.sorting import sort_cards
from firsthand.model.findings import Found
from firsthand.model.identity import group_id
from firsthand.model.items import NameKind, Place
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.story import Entity, Event, Mention, Relation
from firsthand.text.words import fold_name

ACRONYM = 6
"""Letters of the longest acronym; a longer word in capitals is a name printed so."""
_KINDS = (NameKind.PERSON, NameKind.ORGANISATION, NameKind.PROJECT)


def link_entities(
    reports: Sequence[Report], founds: Mapping[str, Found], events: Sequence[Event] = ()
) -> tuple[Entity, ...]:
    """Join names to entities, each mention with its reason.

    Inside an event names are joined when they are equal, when one is the other's short form,
    initialled or acronym form, or when they differ by a slip of one or two letters and the same
    office is said of both, or by one letter of the family name and nothing speaks against it;
    names in Han script with Latin ones by their pinyin. Across events only equal full names are
    joined, and slips or shorter forms with the same office. Places are joined by what they were
    resolved to.

    Args:
        reports: all reports, in any order.
        founds: what was found in each, by report id.
        events: what the reports tell of; without any, all reports count as one event.

    Returns:
        The entities by kind and name; each keeps all its spellings.
    """
    by_id = {report.id: report for report in reports if report.id in founds}
    known = sorted(by_id)
    local: dict[NameKind, list[list[Card]]] = {kind: [] for kind in _KINDS}
    located: dict[str, list[tuple[Card, Place | None]]] = defaultdict(list)
    for group in event_groups(known, events):
        told = [by_id[report] for report in group]
        clubs = clubs_named(told, founds)
        cards = sort_cards(told, founds, clubs)
        for kind in _KINDS:
            mine = [card for card in cards[kind] if card.text]
            local[kind].extend(_join(kind, mine, clubs))
        locate(cards[NameKind.PLACE], group, founds, located)
    entities = [_entity(kind, joined) for kind in _KINDS for joined in _across(kind, local[kind])]
    for key, rows in sorted(located.items()):
        called = _main_name([card for card, _ in sorted(rows, key=lambda row: row[0].name.span)])
        entities.append(place_entity(key, rows, called))
    return tuple(sorted(entities, key=lambda e: (e.kind.value, fold_name(e.name), e.id)))


def event_groups(known: Sequence[str], events: Sequence[Event]) -> list[list[str]]:
    """Group reports by the events that they report.

    Args:
        known: ids of reports, in order.
        events: what they tell of.

    Returns:
        Ids of the reports of each group; one group when there are no events.
    """
    if not events:
        return [list(known)]
    home = {report: report for report in known}

    def root(report: str) -> str:
        while home[report] != report:
            report = home[report]
        return report

    for event in events:
        told = sorted(
            r.report
            for r in event.reportings
            if r.relation is not Relation.REFERS and r.report in home
        )
        for report in told[1:]:
            low, high = sorted((root(told[0]), root(report)))
            home[high] = low
    members: dict[str, list[str]] = defaultdict(list)
    for report in known:
        members[root(report)].append(report)
    return [members[key] for key in sorted(members)]


def _join(kind: NameKind, cards: Sequence[Card], clubs: Mapping[str, str]) -> list[list[Card]]:
    if kind is NameKind.PERSON:
        return join_people(cards)
    if kind is NameKind.ORGANISATION:
        bodies = join_in_cases(join_bodies(cards, _acronyms(cards)), in_one_event=True)
        return join_clubs(join_departments(bodies), clubs)
    return join_projects(cards)


def _acronyms(cards: Sequence[Card]) -> dict[str, str]:
    """Map acronyms to the one full name whose initials they are.

    An acronym that stands in brackets after a name takes that name; else a full name of the
    group with these initials.
    """
    short = sorted({card.text for card in cards if card.form == "acronym"})
    found: dict[str, str] = {}
    ends: dict[tuple[str, int], list[str]] = defaultdict(list)
    for card in cards:
        ends[card.name.span.report, card.name.span.end].append(card.text)
    for card in cards:
        if card.form != "acronym":
            continue
        before = ends.get((card.name.span.report, card.name.span.start - 2), [])
        fitting = [text for text in before if " " in text]
        fitting = [text for text in fitting if card.text in initials(text)] or fitting
        if fitting:
            found.setdefault(card.text, min(fitting, key=lambda text: (len(text), text)))
    full = Counter(card.text for card in cards if card.form != "acronym" and " " in card.text)
    for text in short:
        fitting = sorted(name for name in full if text in initials(name))
        if fitting and text not in found:
            found[text] = max(fitting, key=lambda name: (full[name], -len(name), name))
    for text in sorted({card.text for card in cards if len(card.words) == 1}):
        fitting = sorted(name for name in full if of_beginnings(text, name))
        if fitting:
            found.setdefault(text, max(fitting, key=lambda name: (full[name], -len(name), name)))
    return found


def _across(kind: NameKind, local: Sequence[Sequence[Card]]) -> list[list[Card]]:
    """Join groups' entities that bear the same full name, or nearly so with the same office."""
    joined = _same_full_name(local, spaced=kind is not NameKind.PERSON)
    if kind is NameKind.ORGANISATION:
        return join_in_cases(join_across(joined), in_one_event=False)
    if kind is not NameKind.PERSON:
        return joined
    done: list[list[Card]] = []
    bearers: dict[str, set[int]] = defaultdict(set)
    for cards in joined:
        words = {word for card in cards for word in card.words}
        words = words.union(*(form for c in cards for form in upright(c.words, c.language)))
        # Whatever shortens a name leaves one of its words.
        near = sorted({number for word in words for number in bearers[word]})
        rule, home = next(
            ((rule, n) for n in near if (rule := _same_in_office(done[n], cards))), ("", len(done))
        )
        if rule:
            done[home].extend(replace(card, rule=card.rule or rule) for card in cards)
        else:
            done.append(cards)
        for word in words:
            bearers[word].add(home)
    join_slips(done, in_one_event=False)
    join_transliterated(done, in_one_event=False)
    join_across_scripts(done, in_one_event=False)
    return _with_lone_names(done)


def _with_lone_names(people: Sequence[list[Card]]) -> list[list[Card]]:
    """Put a family name alone with its one bearer of the same office: "President Holm".

    Events keep namesakes apart; the office said of both, and that nobody else of the office bears
    the name, brings one person of several events together again.
    """
    named = [cards for cards in people if any(len(card.words) > 1 for card in cards)]
    bearers: dict[str, list[list[Card]]] = defaultdict(list)
    for cards in named:
        for word in sorted({family for card in cards for family in _families(card)}):
            bearers[word].append(cards)
    left: list[list[Card]] = []
    for cards in people:
        if any(len(card.words) > 1 for card in cards):
            left.append(cards)
            continue
        roles = roles_of(cards) - SMALL
        homes = [one for one in bearers[cards[0].folded] if roles & roles_of(one)]
        if len(homes) == 1:
            homes[0].extend(replace(card, rule="family name") for card in cards)
        else:
            left.append(cards)
    return left


def _families(card: Card) -> Iterator[str]:
    """Walk the words by which somebody may be called by family name, folded."""
    if len(card.words) > 1:
        for form in short_forms(tuple(card.text.split())):
            folded = fold_name(form)
            yield folded
            yield folded.replace(" ", "")


def _same_in_office(left: Sequence[Card], right: Sequence[Card]) -> str:
    """Tell whether one full name shortens the other and the same office is said of both."""
    if roles_of(left).isdisjoint(roles_of(right)):
        return ""
    forms = [
        sorted(
            {card.words: card for card in cards if len(card.words) > 1}.values(),
            key=lambda card: card.words,
        )
        for cards in (left, right)
    ]
    rules = (same_person(one, two) for one in forms[0] for two in forms[1])
    return next(filter(None, rules), "")


def _same_full_name(local: Sequence[Sequence[Card]], *, spaced: bool) -> list[list[Card]]:
    by_name: dict[str, list[Card]] = {}
    rest: list[list[Card]] = []
    for cards in local:
        full = sorted(
            {c.folded if spaced else c.folded.replace(" ", "") for c in cards if c.is_full}
        )
        if not full:
            rest.append(list(cards))
            continue
        home = next((by_name[name] for name in full if name in by_name), [])
        for card in cards:
            home.append(card)
        for name in full:
            other = by_name.get(name)
            if other is not None and other is not home:
                home.extend(card for card in other if card not in home)
                for moved in [key for key, value in by_name.items() if value is other]:
                    by_name[moved] = home
            by_name[name] = home
    seen: set[int] = set()
    joined = []
    for cards in by_name.values():
        if id(cards) not in seen:
            seen.add(id(cards))
            joined.append(cards)
    return [*joined, *rest]


def _entity(kind: NameKind, cards: Sequence[Card]) -> Entity:
    ordered = sorted(cards, key=lambda card: card.name.span)
    odd = _misspelt(ordered) if kind is NameKind.PERSON else frozenset()
    name = _main_name([card for card in _uninflected(ordered) if card.folded not in odd])
    mentions = tuple(
        Mention(card.name.span, _form(card, name, odd), _reason(card, name)) for card in ordered
    )
    roles = sorted({role for card in ordered for role in card.name.roles})
    return Entity(
        group_id("entity", (address(mention.span) for mention in mentions)),
        name,
        kind,
        mentions,
        RULE,
        roles=tuple(roles),
        spellings=spellings((card.text, card.name.span) for card in ordered if card.is_full),
    )


def _uninflected(cards: Sequence[Card]) -> Sequence[Card]:
    """Leave out the full names whose dictionary form is there too: Прохоровым beside Прохоров."""
    if not any(card.rule == "case" for card in cards):
        return cards
    forms = {card.words for card in cards if len(card.words) > 1}
    return [
        card
        for card in cards
        if not any(is_base(form, card.words, card.language) for form in forms)
    ] or cards


def _main_name(cards: Sequence[Card]) -> str:
    """Choose the most frequent full form; of equals the longest, then the first by letters."""
    counted = Counter(card.text for card in cards if card.is_full)
    if not counted:
        counted = Counter(card.text for card in cards)
    shouted = {text for text in counted if text.isupper() and (" " in text or len(text) > ACRONYM)}
    choice = {text: n for text, n in counted.items() if text not in shouted} or counted
    return min(choice, key=lambda text: (-choice[text], -len(text), text))


def _misspelt(cards: Sequence[Card]) -> frozenset[str]:
    """Find the spellings that differ by a slip from one that more reports have.

    Of two with as many reports the one with fewer mentions is marked, then the later by letters:
    which of them is right cannot be known, but that they differ has to be shown.
    """
    reports: dict[str, set[str]] = defaultdict(set)
    mentions: Counter[str] = Counter()
    words: dict[str, tuple[str, ...]] = {}
    for card in cards:
        if len(card.words) > 1:
            reports[card.folded].add(card.name.span.report)
            mentions[card.folded] += 1
            words[card.folded] = card.words
    order = sorted(words, key=lambda folded: (-len(reports[folded]), -mentions[folded], folded))
    odd = {card.folded for card in cards if card.rule == "slip in pinyin"}
    slipped = {card.folded for card in cards if card.rule == "slip"}
    for number, folded in enumerate(order):
        for usual in order[:number]:
            near = slip(usual, folded) and (usual in slipped or folded in slipped)
            if usual not in odd and (near or family_slip(words[usual], words[folded])):
                odd.add(folded)
    return frozenset(odd)


def _form(card: Card, name: str, odd: frozenset[str]) -> str:
    if card.form == "acronym":
        return "alias" if fold_name(name) != card.folded else "full"
    if card.folded == fold_name(name):
        return "full"
    if card.folded in odd:
        return "misspelling"
    return "variant" if card.is_full else "short"


def _reason(card: Card, name: str) -> Reason:
    rule = "equal" if card.folded == fold_name(name) else card.rule or "equal"
    return Reason(f"entities/{rule}@1", card.score, card.text, name, card.detail)
