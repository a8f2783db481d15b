from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from firsthand.compare.families import (
    COPIES,
    CROWD,
    DEFAULT_KINDS,
    choose,
    credit_links,
    find_families,
    is_uncertain,
    join,
    likely,
    weigh,
)
from firsthand.compare.outlets import outlet_of
from firsthand.model.reason import Provenance, Reason, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.story import Direction, Link, LinkKind, State


def make(name: str, agency: str = "", outlet: str = "", url: str = "") -> Report:
    def slot(value: str) -> Slot:
        return Slot(value, (), Provenance.EXPLICIT) if value else Slot()

    return Report(
        id=name,
        name=name,
        text=name,
        text_hash="",
        media_type="text/plain",
        reader="plain@1",
        given=(("url", url),) if url else (),
        metadata=Metadata(agency=slot(agency), outlet=slot(outlet)),
    )


def link(a: str, b: str, kind: LinkKind = LinkKind.NEAR_COPY) -> Link:
    return Link(f"link-{a}{b}{kind}", a, b, kind, Direction.UNKNOWN, 1.0, Reason("test@1"))


def test_one_agency_under_two_spellings_is_one() -> None:
    reports = [make("a", "Deutsche Presse-Agentur"), make("b", "dpa"), make("c", "AFP")]
    (found,) = credit_links(reports)
    assert (found.a, found.b, found.kind) == ("a", "b", LinkKind.SAME_AGENCY)
    assert "dpa" in found.reason.detail


def test_an_agency_and_a_paper_that_credits_it_are_one_source() -> None:
    own, paper = make("a", url="https://www.reuters.com/x"), make("b", "路透社", "Le Monde")
    other = make("c", "AFP", url="https://www.reuters.com/y")
    (found,) = credit_links([own, paper, other])[:1]
    assert (found.a, found.b, found.kind) == ("a", "b", LinkKind.SAME_AGENCY)
    assert found.reason.detail == "one credits Reuters, the other is published by it"
    both = credit_links([own, make("d", outlet="Reuters")])
    assert [k.reason.detail for k in both if k.kind is LinkKind.SAME_AGENCY] == [
        "both are published by Reuters"
    ]


def test_two_releases_on_one_press_wire_are_not_one_by_it() -> None:
    for name in ("EIN Presswire", "PR Newswire", "MSN", "ReliefWeb"):
        reports = [make("a", outlet=name), make("b", outlet=name)]
        assert outlet_of(reports[0]) is not None
        assert credit_links(reports) == ()


def test_an_unknown_agency_is_compared_by_its_letters() -> None:
    reports = [make("a", "Nordwind News"), make("b", "NORDWIND  NEWS"), make("c", "Südwind")]
    assert [(k.a, k.b) for k in credit_links(reports)] == [("a", "b")]


def test_two_papers_of_one_owner_are_linked_and_the_source_is_named() -> None:
    reports = [make("a", outlet="The Times"), make("b", url="https://www.wsj.com/x"), make("c")]
    (found,) = credit_links(reports)
    assert found.kind is LinkKind.SAME_OWNER
    assert "News Corp" in found.reason.detail
    assert "newscorp.com" in found.reason.detail


def test_a_crowd_with_one_agency_is_linked_with_its_first() -> None:
    reports = [make(f"r{n:03}", "Reuters") for n in range(CROWD + 5)]
    links = credit_links(reports)
    assert len(links) == len(reports) - 1
    ids = [report.id for report in reports]
    assert weigh(ids, links).independent == 1
    for number in (0, 17, len(links) - 1):
        left = [replace(links[number], state=State.REJECTED), *links[:number], *links[number + 1 :]]
        assert weigh(ids, left).independent == 2
        assert max(len(family.reports) for family in find_families(reports, left)) == len(ids) - 1


def test_links_of_other_kinds_and_rejected_ones_do_not_join() -> None:
    reports = [make(name) for name in "abc"]
    rejected = replace(link("a", "b"), state=State.REJECTED)
    links = [rejected, link("b", "c", LinkKind.PASSAGE)]
    assert [family.reports for family in find_families(reports, links)] == sorted(
        [("a",), ("b",), ("c",)], key=lambda g: find_families([make(g[0])], ())[0].id
    )


def test_a_family_names_its_links_and_its_reason() -> None:
    reports = [make(name) for name in "abc"]
    links = [link("a", "b"), link("b", "c", LinkKind.SAME_OWNER)]
    (family,) = find_families(reports, links)
    assert family.reports == ("a", "b", "c")
    assert set(family.links) == {k.id for k in links}
    assert family.reason == "3 reports joined by copied text and the same owner"
    alone = [f for f in find_families(reports, links, COPIES) if f.reports == ("c",)]
    assert alone[0].reason.startswith("stands alone")


def test_weight_counts_at_three_levels() -> None:
    links = [
        link("a", "b", LinkKind.IDENTICAL),
        link("b", "c", LinkKind.COMMON_ORIGIN),
        link("c", "d", LinkKind.SAME_AGENCY),
    ]
    found = weigh("edcba", links)
    assert (found.texts, found.origins, found.independent) == (4, 3, 2)
    assert found.reports == tuple("abcde")
    assert found.reason == (
        "5 reports, but 2 independent sources: the others are joined by the same text, "
        "renderings of one original and the same agency credited."
    )


def test_two_reports_are_joined_through_a_third_that_does_not_carry_the_claim() -> None:
    found = weigh(["a", "c"], [link("a", "b"), link("b", "c")])
    assert found.independent == 1
    assert "one independent source" in found.reason


def test_weight_of_few_reports_reads_well() -> None:
    assert weigh([], []).reason == "No report carries it."
    assert weigh(["a"], []).reason == "One report carries it."
    assert weigh(["a", "b"], []).reason == (
        "2 reports, no link between them: 2 independent sources."
    )


def test_each_level_has_its_reason() -> None:
    links = [
        link("a", "b", LinkKind.IDENTICAL),
        link("b", "c", LinkKind.REWRITE),
        link("c", "d", LinkKind.SAME_OWNER),
    ]
    found = weigh("abcd", links)
    assert found.texts_reason == (
        "4 reports, but 3 distinct texts: the others are joined by the same text."
    )
    assert found.origins_reason == (
        "4 reports, but 2 origins: the others are joined by the same text and rewritten text."
    )
    assert found.reason.startswith("4 reports, but one independent source")
    apart = weigh("ab", [])
    assert apart.texts_reason.endswith("2 distinct texts.")
    assert apart.origins_reason.endswith("2 origins.")


def test_what_a_link_says_of_itself_goes_before_the_default() -> None:
    links = [link("a", "b", LinkKind.PASSAGE), link("b", "c")]
    assert weigh("abc", choose(links, frozenset({LinkKind.PASSAGE}))).independent == 2
    assert weigh("abc", choose(links, frozenset(LinkKind))).independent == 1
    assert weigh("abc", choose(links, frozenset({LinkKind.REWRITE}))).independent == 3
    chosen = choose(links, frozenset({LinkKind.REWRITE}))
    assert weigh("abc", chosen, DEFAULT_KINDS).independent == 2


def unsure(a: str, b: str, chance: float, state: State = State.SUGGESTED) -> Link:
    return replace(link(a, b, LinkKind.REWRITE), probability=chance, state=state)


def test_an_uncertain_link_joins_and_the_range_is_told() -> None:
    found = weigh("abc", [link("a", "b"), unsure("b", "c", 0.41)])
    assert (found.origins, found.independent, found.at_most) == (1, 1, 2)
    assert found.uncertain == (unsure("b", "c", 0.41).id,)
    assert found.reason == (
        "3 reports, but one independent source, at most 2: the others are joined by copied text "
        f"and rewritten text; because 1 link is uncertain: {found.uncertain[0]} (rewrite, 0.41)."
    )


def test_a_person_settles_what_is_uncertain() -> None:
    for state, counts in ((State.CONFIRMED, (1, 1)), (State.REJECTED, (2, 2))):
        found = weigh("ab", [unsure("a", "b", 0.41, state)])
        assert (found.independent, found.at_most) == counts
        assert found.uncertain == ()
        assert "uncertain" not in found.reason


def test_an_uncertain_link_beside_a_certain_one_changes_no_count() -> None:
    links = [link("a", "b"), link("b", "c"), unsure("a", "c", 0.41)]
    found = weigh("abc", links)
    assert (found.independent, found.at_most, found.uncertain) == (1, 1, ())


def test_many_uncertain_links_are_counted_and_the_first_named() -> None:
    links = [unsure("a", other, 0.3 + place / 10) for place, other in enumerate("bcde")]
    found = weigh("abcde", links)
    assert (found.independent, found.at_most, len(found.uncertain)) == (1, 5, 4)
    assert found.reason.endswith("and 1 more.")
    assert found.uncertain[0] == links[0].id


def test_the_best_estimate_leaves_out_what_rather_does_not_hold() -> None:
    links = [unsure("a", "b", 0.3), unsure("b", "c", 0.6), unsure("c", "d", 0.3, State.CONFIRMED)]
    assert likely(links) == tuple(links[1:])
    assert likely([unsure("a", "b", 0.9, State.REJECTED)]) == ()
    assert [is_uncertain(k) for k in links] == [True, True, False]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.floats(0, 1))))
def test_a_range_is_never_turned_round(rows: list[tuple[str, str, float]]) -> None:
    found = weigh("abcdef", [unsure(a, b, chance) for a, b, chance in rows])
    assert 1 <= found.independent <= found.at_most <= 6
    assert bool(found.uncertain) == (found.at_most > found.independent)


PAIRS = ("ab", "bc", "cd", "de", "ef", "fg", "gh", "hi", "ij", "jk", "kl", "lm", "mn")


@given(st.sets(st.sampled_from(list(LinkKind))))
def test_later_levels_never_count_more(kinds: set[LinkKind]) -> None:
    links = [link(pair[0], pair[1], kind) for pair, kind in zip(PAIRS, LinkKind, strict=True)]
    found = weigh("abcdefghijklmn", links, frozenset(kinds))
    assert found.texts >= found.origins >= found.independent >= 1


NAMES = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(NAMES, NAMES)))
def test_joining_equals_walking_from_every_name(pairs: list[tuple[str, str]]) -> None:
    links = [link(a, b) for a, b in pairs]
    groups = join("abcdefgh", links)
    for start in "abcdefgh":
        reached = {start}
        while True:
            more = {b for a, b in pairs if a in reached} | {a for a, b in pairs if b in reached}
            if more <= reached:
                break
            reached |= more
        assert tuple(sorted(reached)) in groups
    assert sorted(name for group in groups for name in group) == list("abcdefgh")


@given(st.lists(st.tuples(NAMES, NAMES)), st.permutations("abcdefgh"))
def test_families_do_not_depend_on_order(pairs: list[tuple[str, str]], order: list[str]) -> None:
    links = [link(a, b) for a, b in pairs]
    reports = [make(name) for name in "abcdefgh"]
    expected = find_families(reports, links, DEFAULT_KINDS)
    shuffled = [make(name) for name in order]
    again = find_families(shuffled, list(reversed(links)), DEFAULT_KINDS)
    assert [(f.id, f.reports, f.reason) for f in again] == [
        (f.id, f.reports, f.reason) for f in expected
    ]
