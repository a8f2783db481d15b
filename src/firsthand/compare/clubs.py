"""Which town and which nickname are one club's, though no report writes both together?"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from firsthand.compare.forms import Card
from firsthand.lang import ANY, lexicon
from firsthand.model.findings import Found
from firsthand.model.items import NameKind
from firsthand.model.report import Report
from firsthand.text.words import fold_name

LEAST_MATCH = 3
"""Different words of sport from which on a report is one on a match."""


def clubs_named(reports: Sequence[Report], founds: Mapping[str, Found]) -> dict[str, str]:
    """Find the clubs whose town and whose nickname reports on matches both name.

    Args:
        reports: of one event.
        founds: what was found in each.

    Returns:
        Folded town by folded nickname, where it is clear: only one town is named that has a club
        of this nickname, and only one such nickname for this town.
    """
    named: set[str] = set()
    bodies: set[str] = set()
    for report in reports:
        cards = [Card.of(name) for name in founds[report.id].names]
        if not any(card.folded in _towns() for card in cards) or not _of_a_match(report):
            continue
        named.update(card.folded for card in cards)
        bodies.update(card.folded for card in cards if card.name.kind is not NameKind.PLACE)
    homes = {nick: _towns()[nick] & named for nick in sorted(bodies & _towns().keys())}
    nicknames: dict[str, set[str]] = defaultdict(set)
    for nickname, towns in homes.items():
        for town in towns:
            nicknames[town].add(nickname)
    clear = {nick: min(towns) for nick, towns in homes.items() if len(towns) == 1}
    return {nick: town for nick, town in clear.items() if len(nicknames[town]) == 1}


def _of_a_match(report: Report) -> bool:
    found = {match[0].casefold() for match in _match_words().finditer(report.text)}
    return len(found) >= LEAST_MATCH


@cache
def _match_words() -> re.Pattern[str]:
    words = "|".join(sorted(lexicon(ANY, "clubs")["match"], key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _towns() -> dict[str, frozenset[str]]:
    """Map folded nicknames that are no common word in the singular to the towns of such clubs."""
    towns: dict[str, set[str]] = defaultdict(set)
    for league, rows in lexicon(ANY, "clubs").items():
        for town, *nicknames in rows if league != "match" else ():
            for nickname in nicknames:
                if " " in nickname or nickname.endswith("s"):
                    towns[fold_name(nickname)].add(fold_name(town))
    return {nickname: frozenset(found) for nickname, found in towns.items()}
