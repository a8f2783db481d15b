from firsthand.compare.clubs import clubs_named
from firsthand.compare.entities import link_entities
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind
from firsthand.model.report import Report
from tests.compare.builders import make_report

BODY, PLACE = NameKind.ORGANISATION, NameKind.PLACE
MATCH = " The coach praised the team after the game."


def named(report: Report, *quotes: tuple[str, NameKind]) -> Found:
    names = []
    for quote, kind in quotes:
        start = report.text.index(quote)
        span = report.span(start, start + len(quote))
        names.append(Name(item_id("name", (span,)), span, kind, "test@1"))
    return Found(report.id, names=tuple(names))


def test_town_and_nickname_of_one_club() -> None:
    one = make_report("a", "Milwaukee won again." + MATCH)
    two = make_report("b", "Nobody stopped the Bucks." + MATCH)
    founds = {
        one.id: named(one, ("Milwaukee", PLACE)),
        two.id: named(two, ("Bucks", BODY)),
    }
    # The report on the town alone has no word that any club bears.
    assert clubs_named([one, two], founds) == {}
    both = make_report("c", "Milwaukee won. The Bucks led all night." + MATCH)
    founds[both.id] = named(both, ("Milwaukee", PLACE), ("Bucks", BODY))
    assert clubs_named([one, two, both], founds) == {"bucks": "milwaukee"}
    club = [e for e in link_entities([one, two, both], founds) if e.kind is BODY]
    assert len(club) == 1
    assert {m.span.quote for m in club[0].mentions} == {"Milwaukee", "Bucks"}


def test_a_nickname_of_two_clubs_named_or_no_match_tells_nothing() -> None:
    text = "Detroit met Memphis. The Tigers won." + MATCH
    two = make_report("a", text)
    found = named(two, ("Detroit", PLACE), ("Memphis", PLACE), ("Tigers", BODY))
    assert clubs_named([two], {two.id: found}) == {}
    plain = make_report("b", "Ottawa was quiet. The Senators met at noon.")
    found = named(plain, ("Ottawa", PLACE), ("Senators", BODY))
    assert clubs_named([plain], {plain.id: found}) == {}
