import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.lineage import find_copies, find_links
from firsthand.analyse.lineage.direction import publication_day, tell_direction
from firsthand.analyse.lineage.fingerprints import COMMON, take_prints, winnow
from firsthand.analyse.lineage.kinship import align, compare_sentences, take_sentences
from firsthand.analyse.lineage.passages import Overlap, find_overlap
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Block, Metadata, Report, Role
from firsthand.model.span import Span, hash_text
from firsthand.model.story import Direction, LinkKind
from firsthand.text.terms import Matrix

HARBOUR = """\
The port authority of Lindqvist opened its third container terminal on Tuesday after four \
years of building work. The quay is 640 metres long and can serve two of the largest ships \
at the same time. Mayor Ingrid Solberg said the terminal would bring eleven hundred jobs \
to a town that lost its shipyard in 1998. Trade unions had asked for a written promise \
that half of the posts go to local people. The authority borrowed 310 million euros from \
the regional bank to pay for the cranes. Fishermen complained that the dredged channel \
cuts through their best grounds. A study of the sea bed will be published in the spring."""

OTHER_WORDS = """\
On Tuesday Lindqvist's port authority put its third terminal for containers into service, \
four years after construction began. With a length of 640 metres the new quay has room for \
two ships of the largest class at once. According to Mayor Ingrid Solberg, a town whose \
shipyard closed in 1998 will gain eleven hundred jobs through the terminal. The unions had \
wanted it in writing that local people get half of these posts. For the cranes, 310 \
million euros were borrowed by the authority at the regional bank. Complaints came from \
fishermen, whose best grounds are cut by the channel that was dredged. In spring a study \
on the sea bed is to appear."""

UNRELATED = """\
A small museum in the hills shows three hundred wooden clocks made by two brothers. The \
older one painted the dials, the younger one cut the wheels from pear wood. Visitors may \
wind one clock each and listen to it strike. The roof was repaired last winter by \
volunteers."""


def make(text: str, name: str = "", **metadata: Slot) -> Report:
    return Report(
        id=name or hash_text(text),
        name=name,
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(**metadata),  # type: ignore[arg-type]
    )


def slot(value: str) -> Slot:
    return Slot(value, (), Provenance.EXPLICIT)


def test_identical_words_in_other_type_are_identical() -> None:
    (link,) = find_links([make(HARBOUR, "a"), make(HARBOUR.upper(), "b")])
    assert link.kind is LinkKind.IDENTICAL
    assert link.passages[0].kind == "verbatim"
    assert link.passages[0].a.quote == HARBOUR.rstrip(".")


def test_a_first_half_is_a_near_copy_of_the_whole() -> None:
    half = HARBOUR[: len(HARBOUR) // 2]
    (link,) = find_links([make(HARBOUR, "a"), make(half, "b")])
    assert link.kind is LinkKind.NEAR_COPY
    assert link.score > 0.95
    assert link.direction is Direction.A_TO_B
    assert "stands wholly in the longer" in link.reason.detail


def test_replaced_words_stay_in_one_passage() -> None:
    edited = HARBOUR.replace("large", "big").replace("complained", "objected")
    edited = edited.replace("a written promise", "an assurance on paper")
    (link,) = find_links([make(HARBOUR, "a"), make(edited, "b")])
    assert link.kind is LinkKind.NEAR_COPY
    assert len(link.passages) == 1
    assert link.passages[0].kind == "near"


def test_one_lifted_sentence_is_a_passage_only() -> None:
    sentence = HARBOUR.split(". ")[2] + ". "
    host = UNRELATED + " " + sentence + UNRELATED.swapcase().replace("wooden", "old")
    links = find_links([make(HARBOUR, "a"), make(host, "b")])
    assert [link.kind for link in links] == [LinkKind.PASSAGE]
    assert sentence.strip(" .") in links[0].passages[0].b.quote


def test_unrelated_reports_are_not_linked() -> None:
    assert find_links([make(HARBOUR, "a"), make(UNRELATED, "b")]) == ()


def test_independent_renderings_of_one_original_are_found_without_shared_wording() -> None:
    (link,) = find_links([make(HARBOUR, "a"), make(OTHER_WORDS, "b")])
    assert link.kind is LinkKind.COMMON_ORIGIN
    assert link.direction is Direction.COMMON
    assert {p.kind for p in link.passages} == {"paraphrase"}
    assert any(
        "fishermen" in p.a.quote.lower() and "fishermen" in p.b.quote.lower() for p in link.passages
    )


def test_shared_quotations_alone_do_not_make_renderings_of_one_original() -> None:
    quotes = [
        "“We shall not leave this valley before the last house has a roof again,” he said.",
        "“Whoever tells you that the dam was safe did not read the report of March,” he said.",
        "“I have asked for the minutes of that meeting three times and got none,” he said.",
    ]
    first = " ".join(
        [
            "Engineers inspected the northern wall on foot and wrote down every crack.",
            quotes[0],
            "A bus carried schoolchildren to a gymnasium in the next town for lessons.",
            quotes[1],
            "Insurers expect claims to be settled within two years at the earliest.",
            quotes[2],
        ]
    )
    second = " ".join(
        [
            quotes[2],
            "The governor cancelled a trip abroad and promised money for temporary bridges.",
            quotes[0],
            "Farmers downstream count their missing cattle and sell what is left.",
            quotes[1],
            "Opposition deputies want a committee with the power to hear witnesses.",
        ]
    )
    kinds = {link.kind for link in find_links([make(first, "a"), make(second, "b")])}
    assert LinkKind.COMMON_ORIGIN not in kinds
    assert LinkKind.REWRITE not in kinds


def test_furniture_is_not_compared() -> None:
    footer = "Sign up for our daily letter and read the best stories of the week before breakfast."
    texts = [f"{HARBOUR}\n{footer}", f"{UNRELATED}\n{footer}"]
    reports = []
    for name, text in zip("ab", texts, strict=True):
        cut = text.index("\n")
        report = make(text, name)
        blocks = (
            Block(Span.of(name, text, 0, cut), Role.BODY, "test@1"),
            Block(Span.of(name, text, cut + 1, len(text)), Role.NAVIGATION, "test@1"),
        )
        reports.append(
            Report(name, name, text, report.text_hash, "text/plain", "plain@1", blocks=blocks)
        )
    assert find_links(reports) == ()
    assert find_links([make(text, name) for name, text in zip("ab", texts, strict=True)]) != ()


def test_a_dateline_is_not_compared() -> None:
    text = "LINDQVIST, May 3 -- " + HARBOUR
    blocks = (
        Block(Span.of("a", text, 0, len(text)), Role.BODY, "test@1"),
        Block(Span.of("a", text, 0, 19), Role.DATELINE, "test@1", inline=True),
    )
    report = Report("a", "a", text, hash_text(text), "text/plain", "plain@1", blocks=blocks)
    (link,) = find_links([report, make(HARBOUR, "b")])
    assert link.kind is LinkKind.IDENTICAL


def test_a_newsletter_line_of_many_texts_joins_nobody() -> None:
    line = "You receive this letter because you asked for it and you may leave the list any day."
    fillers = [" ".join(f"word{n}x{k}" for k in range(40)) + ". " + line for n in range(COMMON + 3)]
    assert list(find_copies([make(text, f"r{n:03}") for n, text in enumerate(fillers)])) == []


def test_a_crowd_of_copies_is_still_one_group() -> None:
    reports = [make(f"{HARBOUR} Desk {n}.", f"r{n:03}") for n in range(COMMON + 5)]
    links = [link for link, _ in find_copies(reports)]
    reached = {reports[0].id}
    for link in sorted(links, key=lambda link: (link.a, link.b)):
        if link.a in reached:
            reached.add(link.b)
    assert len(reached) == len(reports)


def test_unspaced_scripts_are_compared_by_characters() -> None:
    text = (
        "新的集装箱码头星期二在港口城市启用，码头全长六百四十米，"
        "可以同时停靠两艘最大的货轮，市长表示将带来上千个工作岗位。"
    )
    (link,) = find_links([make(text, "a"), make("据悉，" + text, "b")])
    assert link.kind is LinkKind.NEAR_COPY
    assert text[:-1] in link.passages[0].a.quote + "。"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"published": slot("2024-05-01")}, {"published": slot("2024-05-02")}, Direction.A_TO_B),
        ({"published": slot("2024-05-03")}, {"published": slot("2024-05-02")}, Direction.B_TO_A),
        ({"published": slot("2024-05-02")}, {"published": slot("2024-05-02T10:00")}, None),
        ({"published": slot("2024-05")}, {"dateline_date": slot("2024-05-02")}, None),
        ({"agency": slot("Reuters")}, {"outlet": slot("REUTERS")}, Direction.B_TO_A),
        ({"outlet": slot("AFP")}, {"agency": slot("AFP")}, Direction.A_TO_B),
        ({"agency": slot("dpa")}, {"agency": slot("DPA")}, Direction.COMMON),
        ({}, {}, None),
    ],
)
def test_direction(
    first: dict[str, Slot], second: dict[str, Slot], expected: Direction | None
) -> None:
    a, b = make(HARBOUR, "a", **first), make(HARBOUR, "b", **second)
    direction, why = tell_direction(a, b, Overlap(0.8, 0.8, 50, ()))
    assert direction is (expected or Direction.UNKNOWN)
    assert why


def test_publication_day_prefers_the_stated_date() -> None:
    report = make("x", "a", published=slot("2024-05-02T08:30"), dateline_date=slot("2024-05-01"))
    assert publication_day(report) == "2024-05-02T08:30"


class _Nearest:
    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Matrix:
        return np.eye(len(left), len(right)) * 0.9


def test_an_encoder_aligns_across_languages() -> None:
    english = make("The bridge opened on Monday. It is very long. Trains cross it.", "a")
    german = Report(
        "b",
        "b",
        "Die Brücke wurde am Montag eröffnet. Sie ist sehr lang. Züge überqueren sie.",
        "",
        "text/plain",
        "plain@1",
        metadata=Metadata(language="de"),
    )
    (link,) = find_links([english, german], _Nearest())
    assert link.kind is LinkKind.TRANSLATION
    assert {p.kind for p in link.passages} == {"translation"}


def test_one_sentence_may_render_two_neighbours() -> None:
    likeness = np.array([[0.6, 0.0], [0.4, 0.1], [0.0, 0.7]])
    assert align(likeness, 0.25, 0.3) == ((0, 0), (1, 0), (2, 1))
    assert align(likeness.T, 0.25, 0.3) == ((0, 0), (0, 1), (1, 2))


def test_nothing_aligns_with_an_empty_text() -> None:
    empty = take_sentences(take_prints(make("", "a")))
    full = take_sentences(take_prints(make(HARBOUR, "b")))
    assert compare_sentences(empty, full) is None


TREES = ["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "yew"]
WORDS = st.lists(st.sampled_from(TREES))


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_containment_and_quotes_hold_for_any_texts(
    before: list[str], shared: list[str], after: list[str]
) -> None:
    a, b = make(" ".join(before + shared), "a"), make(" ".join(shared + after), "b")
    one, two = take_prints(a), take_prints(b)
    every = np.ones(len(one.grams), bool), np.ones(len(two.grams), bool)
    overlap = find_overlap(one, two, *every)
    assert 0.0 <= overlap.in_a <= 1.0
    assert 0.0 <= overlap.in_b <= 1.0
    for passage in overlap.passages:
        assert a.text[passage.a.start : passage.a.end] == passage.a.quote
        assert b.text[passage.b.start : passage.b.end] == passage.b.quote
        assert 0.0 < passage.score <= 1.0


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_reports_does_not_matter(dice: random.Random) -> None:
    sentences = HARBOUR.split(". ")
    reports = [
        make(HARBOUR, "a"),
        make(OTHER_WORDS, "b"),
        make(UNRELATED, "c"),
        make(". ".join(sentences[:4]), "d"),
        make(". ".join(sentences[3:]) + UNRELATED, "e"),
    ]
    expected = find_links(reports)
    dice.shuffle(reports)
    assert find_links(reports) == expected


@given(st.lists(st.integers(0, 2**63), min_size=12, max_size=40), st.integers(0, 4))
def test_winnowing_keeps_a_print_of_every_long_shared_run(values: list[int], shift: int) -> None:
    grams = np.array(values, np.uint64)
    part = grams[shift : shift + 8]
    assert len(np.intersect1d(winnow(grams), winnow(part))) > 0


def test_reports_of_days_far_apart_do_not_render_one_original() -> None:
    a = make(HARBOUR, "a", published=slot("2031-03-03"))
    near = make(OTHER_WORDS, "b", published=slot("2031-03-09"))
    late = make(OTHER_WORDS, "b", published=slot("2032-03-03"))
    assert [link.kind for link in find_links([a, near])] == [LinkKind.COMMON_ORIGIN]
    assert find_links([a, late]) == ()


def test_a_copy_stays_a_copy_however_late() -> None:
    a = make(HARBOUR, "a", published=slot("2031-03-03"))
    (link,) = find_links([a, make(HARBOUR, "b", published=slot("2032-03-03"))])
    assert link.kind is LinkKind.IDENTICAL


SHORT = """\
The ferry from Vik to Ostby carried 4,300 people in May, the ferry company told a hearing of \
the fjord council. The company has hired 60 sailors since the old ferry was sold, its director \
Runa Hald said. Lars Moe of the fjord council reported that 25 kilometres of coast had been \
cleaned along the route."""

SHORT_RETOLD = """\
A hearing of the fjord council was told by the ferry company that in May 4,300 people took the \
ferry from Vik to Ostby. Since the sale of the old ferry the company has hired 60 sailors, said \
Runa Hald, its director. Along the route 25 kilometres of coast had been cleaned, Lars Moe of \
the fjord council reported."""

SHORT_APART = """\
Runa Hald, director of the ferry company, came late to the hearing of the fjord council. The \
ferry company has taken on 85 sailors since the old ferry was sold, a deckhand told us. Lars Moe \
of the fjord council spoke of 31 kilometres of coast that had been cleaned along the route."""


def test_short_texts_with_the_same_numbers_render_one_original() -> None:
    (link,) = find_links([make(SHORT, "a"), make(SHORT_RETOLD, "b")])
    assert link.kind is LinkKind.COMMON_ORIGIN


def test_short_texts_with_other_numbers_are_told_apart() -> None:
    def kinds(other: str) -> list[LinkKind]:
        return [link.kind for link in find_links([make(SHORT, "a"), make(other, "c")])]

    assert LinkKind.COMMON_ORIGIN not in kinds(SHORT_APART)
    assert LinkKind.COMMON_ORIGIN in kinds(SHORT_APART.replace("85", "60").replace("31", "25"))


def test_numbers_are_counted_across_their_separators() -> None:
    one = take_sentences(take_prints(make("In May 4,300 people took the ferry to Ostby.", "a")))
    two = take_sentences(take_prints(make("In May 4.300 people took the ferry to Ostby.", "b")))
    kin = compare_sentences(one, two)
    assert kin is not None
    assert (kin.numbered, kin.agreeing, kin.conflicting) == (1, 1, 0)


def test_a_family_without_days_is_told_by_its_tree_or_not_at_all() -> None:
    reworded = HARBOUR.replace("written promise", "signed pledge")
    reworded = reworded.replace("years of building", "years of construction")
    reworded = reworded.replace("complained", "objected")
    sentences = [s + "." for s in reworded.split(". ")]
    first, second = " ".join(sentences[:5]), " ".join([sentences[0], *sentences[2:6]])
    reports = [make(HARBOUR, "a"), make(reworded, "b"), make(first, "c"), make(second, "d")]
    told = {(link.a, link.b): link for link in find_links(reports)}
    assert told["b", "c"].direction is Direction.A_TO_B
    assert told["b", "d"].direction is Direction.A_TO_B
    assert "the likelier source: has 100%" in told["b", "c"].reason.detail
    assert told["c", "d"].direction is Direction.UNKNOWN
