import numpy as np
import pytest

from firsthand.analyse.lineage import Lineage, find_links, growing, kinship
from firsthand.analyse.lineage.fingerprints import COMMON, take_many, take_prints
from firsthand.analyse.lineage.giving import MANY, stepped
from firsthand.analyse.lineage.index import Index
from firsthand.analyse.lineage.kinship import Sentences
from firsthand.analyse.lineage.vocabulary import Vocabulary, terms_of
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.model.story import LinkKind

BRIDGE = (
    "The iron bridge over the Lenn at Marby will be closed from the first of June. "
    "Engineers found cracks in two of its nine piers when the water was low. "
    "Lorries have to drive twenty kilometres more until a new bridge stands. "
    "The county of Lenn will pay eleven million crowns for it, a councillor said. "
    "Shops in Marby fear that people from the other bank will stay away. "
)
LETTER = "This letter comes to you on every working day and costs you nothing at all. "


def make(name: str, text: str, language: str = "en") -> Report:
    return Report(
        id=name,
        name=name,
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(language=language),
    )


def filler(number: int) -> str:
    return " ".join(f"word{number}x{k}" for k in range(30)) + ". "


def test_a_report_that_comes_later_is_linked_with_those_that_it_copies() -> None:
    lineage = Lineage()
    lineage.add([make("a", BRIDGE), make("b", filler(1))])
    assert lineage.links() == ()
    lineage.add([make("c", BRIDGE + filler(2))])
    (link,) = lineage.links()
    assert (link.a, link.b, link.kind) == ("a", "c", LinkKind.NEAR_COPY)


def test_known_reports_are_passed_over() -> None:
    lineage = Lineage()
    lineage.add([make("a", BRIDGE), make("b", BRIDGE)])
    before = lineage.links()
    lineage.add([make("a", BRIDGE)])
    assert lineage.links() == before
    assert lineage.reports == {"a", "b"}


def test_a_link_by_a_line_goes_when_the_line_becomes_a_stock_phrase() -> None:
    lineage = Lineage()
    reports = [make(f"r{n:03}", filler(n) + LETTER + filler(1000 + n)) for n in range(COMMON + 1)]
    lineage.add(reports[:COMMON])
    assert len(lineage.links()) == COMMON * (COMMON - 1) // 2
    lineage.add(reports[COMMON:])
    assert lineage.links() == ()


def test_only_what_is_new_is_compared_sentence_by_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, str]] = []
    lineage = Lineage()
    lineage.add([make("a", BRIDGE), make("b", BRIDGE.replace("iron", "old") + filler(0))])
    lineage.add([make("d", BRIDGE[:79] + filler(4))])
    compare = kinship.compare_sentences

    def note(a: Sentences, b: Sentences, encoder: None) -> object:
        asked.append((a.report.id, b.report.id))
        return compare(a, b, encoder)

    monkeypatch.setattr(growing, "compare_sentences", note)
    lineage.add([make("c", BRIDGE[230:] + filler(3))])
    assert asked
    assert all("c" in pair for pair in asked)


def test_growing_over_the_size_of_a_large_pile_changes_no_link() -> None:
    reports = [make(f"r{n:03}", filler(n)) for n in range(MANY)]
    copies = [make("x", BRIDGE), make("y", BRIDGE.replace("June", "July"))]
    lineage = Lineage()
    lineage.add(copies)
    (before,) = lineage.links()
    for first in range(0, MANY, 64):
        lineage.add(reports[first : first + 64])
    assert lineage.links() == find_links([*reports, *copies])
    assert [(link.a, link.b, link.kind) for link in lineage.links()] == [("x", "y", before.kind)]


def test_an_index_counts_the_same_in_one_and_in_many_levels() -> None:
    bags = [take_prints(make("a", filler(n) + BRIDGE)).winnowed for n in range(9)]
    one, many = Index(), Index()
    one.add(bags)
    for bag in bags:
        many.add([bag])
    asked = [index.ask(bags, range(9)) for index in (one, many)]
    assert asked[0].count.tolist() == asked[1].count.tolist()
    held = [
        sorted(zip(*(part.tolist() for part in index.holders(told, told.count > 1)), strict=True))
        for index, told in zip((one, many), asked, strict=True)
    ]
    assert held[0] == held[1] != []


def test_counts_are_taken_in_steps() -> None:
    assert stepped(np.array([0, 1, 2, 3, 4, 7, 8, 1023])).tolist() == [0, 1, 2, 2, 4, 4, 8, 512]


def test_a_word_in_a_new_report_recounts_only_those_that_have_it() -> None:
    index = Index()
    words = Vocabulary(index)
    prints = list(take_many([make(f"r{n}", filler(n)) for n in range(4)]))
    index.add([p.winnowed for p in prints])
    assert words.add(prints).all()
    more = list(take_many([make("z", "word2x7 and some more")]))
    index.add([p.winnowed for p in more])
    assert words.add(more).tolist() == [False, False, True, False, True]
    assert words.texts(terms_of(more[0])).tolist().count(2) == 1


def test_unspaced_scripts_count_pairs_of_characters_too() -> None:
    prints = take_prints(make("a", "新的集装箱码头星期二启用", "zh"))
    assert len(terms_of(prints)) > len(prints.words)
