"""Is what two short renderings share shown where a third, fuller one joins them?"""

from dataclasses import replace

from firsthand.analyse.lineage import find_links
from firsthand.analyse.lineage.closing import close_families
from firsthand.analyse.lineage.kinship import Kinship
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.model.story import Direction, LinkKind

FULL = """\
The reservoir above Tenna was filled for the first time on Wednesday, five years after the old \
wall had cracked. It holds nine million cubic metres and feeds three power stations. Minister \
Paolo Riva said that the valley had waited long enough. Farmers will get water from May on, \
at half the price that they used to pay. Divers had searched the old village for a bell that \
was never found. The road along the shore stays closed until the slope has been secured. \
Engineers will read the pressure at forty points every hour. A footbridge for walkers is to \
follow next summer. The work cost 88 million francs, a fifth more than planned."""

FIRST = """\
On Wednesday, five years after its old wall cracked, the reservoir above Tenna was filled for a \
first time. Nine million cubic metres are held by it, and three power stations fed. The valley, \
said Minister Paolo Riva, had waited for long enough. From May on farmers get their water at \
half of the price they used to pay. For a bell that was never found divers had searched the old \
village."""

LAST = """\
Tenna's reservoir, filled on Wednesday for the first time since the old wall cracked five years \
ago. Three power stations are fed by its nine million cubic metres. Until the slope is secured \
the road along the shore stays closed. Every hour engineers will read the pressure at forty \
points. Next summer a footbridge for walkers is to follow. A fifth more than planned, 88 \
million francs, was the cost of the work. Minister Paolo Riva: the valley waited long enough. A \
choir of forty children sang at the gate, and the band of the fire brigade played until the \
rain began. Grilled trout was sold out by noon. A raffle raised four thousand francs for the \
school of the upper valley, which lost its roof to a storm in March. The oldest guest, Nonna \
Bice, is a hundred and one years old and still keeps hens."""


def make(text: str, name: str, published: str = "") -> Report:
    slot = Slot(published, (), Provenance.EXPLICIT) if published else Slot()
    metadata = Metadata(language="en", published=slot)
    return Report(name, name, text, hash_text(text), "text/plain", "plain@1", metadata=metadata)


REPORTS = [make(FIRST, "a"), make(FULL, "b"), make(LAST, "c")]


def test_a_third_report_joins_two_that_share_a_part() -> None:
    links = find_links(REPORTS)
    assert [(k.a, k.b) for k in links] == [("a", "b"), ("b", "c")]
    (link,) = close_families(REPORTS, links)
    assert (link.a, link.b, link.kind) == ("a", "c", LinkKind.COMMON_ORIGIN)
    assert link.direction is Direction.COMMON
    assert link.probability == min(k.probability for k in links)
    assert "one text with b; 3 of" in link.reason.detail
    shared = {passage.a.quote.split()[0] for passage in link.passages}
    assert shared == {"On", "Nine", "The"}


def test_an_uncertain_or_weaker_link_joins_nobody() -> None:
    links = find_links(REPORTS)
    unlikely = [replace(link, probability=0.3) for link in links]
    assert not list(close_families(REPORTS, unlikely))
    passages = [replace(link, kind=LinkKind.PASSAGE) for link in links]
    assert not list(close_families(REPORTS, passages))


def test_copies_of_a_third_are_left_to_their_wording() -> None:
    copies = [replace(link, kind=LinkKind.NEAR_COPY) for link in find_links(REPORTS)]
    assert not list(close_families(REPORTS, copies))


def test_days_far_apart_are_joined_by_no_third() -> None:
    links = find_links(REPORTS)
    late = [make(FIRST, "a", "2031-03-05"), REPORTS[1], make(LAST, "c", "2031-06-05")]
    assert not list(close_families(late, links))


def test_two_that_share_nothing_stay_apart() -> None:
    short = make(FIRST.split("The valley,", maxsplit=1)[1], "a")
    assert not list(close_families([short, *REPORTS[1:]], find_links(REPORTS)))


def test_what_was_compared_before_is_not_compared_again() -> None:
    links = find_links(REPORTS)
    known: dict[tuple[str, str], Kinship | None] = {("a", "c"): None}
    assert not list(close_families(REPORTS, links, known=known))
    known.clear()
    assert list(close_families(REPORTS, links, known=known))
    assert known.keys() == {("a", "c")}
