"""Do links tell which pairs are parent and copy in their family's likeliest tree?"""

from firsthand.analyse.lineage import find_links
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.model.story import Direction, LinkKind

ORIGINAL = (
    "The tram depot of Hallvik caught fire shortly before four on Friday morning.",
    "Nine of its twenty-six trams were lost, among them the oldest one from 1911.",
    "No one was hurt, since the night watchman had just begun his round outside.",
    "Buses will run in place of lines two and five until the middle of August.",
    "The fire brigade needed three hours and eighty people to put the flames out.",
    "The town insured the hall two years ago for fourteen million crowns.",
)
FIRST = "Our reporter will speak to the watchman in the evening edition of this paper."
SECOND = "Readers may send their own pictures of the oldest tram to the editors."


def make(name: str, *sentences: str, day: str) -> Report:
    text = " ".join(sentences)
    metadata = Metadata(published=Slot(day, (), Provenance.EXPLICIT))
    return Report(
        id=name,
        name=name,
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=metadata,
    )


def test_a_chain_of_copies_has_a_step_for_each_but_not_for_the_ends() -> None:
    chain = [
        make("a", *ORIGINAL, day="2031-05-02"),
        make("b", *ORIGINAL, FIRST, day="2031-05-03"),
        make("c", *ORIGINAL, FIRST, SECOND, day="2031-05-04"),
    ]
    links = {(link.a, link.b): link for link in find_links(chain)}
    assert {pair for pair, link in links.items() if link.step is not None} == {
        ("a", "b"),
        ("b", "c"),
    }
    assert all(0 < (link.step or 1) <= 1 for link in links.values())
    assert {link.direction for link in links.values()} == {Direction.A_TO_B}
    assert {link.kind for link in links.values()} == {LinkKind.NEAR_COPY}


def test_a_pair_alone_has_no_tree_and_so_no_step() -> None:
    pair = [
        make("a", *ORIGINAL, day="2031-05-02"),
        make("b", *ORIGINAL, FIRST, day="2031-05-03"),
    ]
    assert [link.step for link in find_links(pair)] == [None]
