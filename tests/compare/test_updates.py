"""Are versions of one page one source, with their changes, and copies elsewhere still copies?"""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare.families import find_families, weigh
from firsthand.compare.updates import address_of, page_diff, with_updates
from firsthand.ingest import read_bytes
from firsthand.model.report import Report
from firsthand.model.story import Direction, LinkKind
from firsthand.pipeline import study
from tests.compare.builders import make_report

PAGE = """<html><head><title>{title}</title><link rel="canonical" href="{url}">
<meta property="article:modified_time" content="{modified}"></head>
<body><article><h1>{title}</h1>{body}</article></body></html>"""

FIRST = [
    "The ferry to Skarholm ran aground on Tuesday evening with 112 people on board.",
    "A lifeboat crew took the passengers off before midnight, the harbour master said.",
    "Nobody knows yet why the vessel left the marked channel near the lighthouse.",
    "The company that runs the line has called in a tug from the mainland.",
]
LATER = [
    "The ferry to Skarholm ran aground on Tuesday evening with 114 people on board.",
    FIRST[1],
    FIRST[3],
    "Divers found a crack two metres long below the waterline on Wednesday morning.",
]
HERE = "https://www.skarholm-post.example/news/ferry"


def page(name: str, url: str, sentences: list[str], modified: str) -> Report:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    html = PAGE.format(title="Ferry aground off Skarholm", url=url, body=body, modified=modified)
    return read_bytes(name, html.encode())


def at(name: str, address: str = "", *given: tuple[str, str]) -> Report:
    stated = (("url", address),) if address else ()
    return replace(make_report(name, f"{name} stands here."), given=(*stated, *given))


def test_two_fetches_of_a_page_are_versions_and_one_source() -> None:
    old = page("a.html", HERE, FIRST, "2024-05-07T21:00:00+02:00")
    new = page("b.html", f"{HERE}/?utm_source=x#top", LATER, "2024-05-08T07:30:00Z")
    findings = study([new, old])
    (link,) = [k for k in findings.links if {k.a, k.b} == {old.id, new.id}]
    assert link.kind is LinkKind.UPDATE
    assert link.direction is (Direction.A_TO_B if link.a == old.id else Direction.B_TO_A)
    assert "modified 2024-05-07 19:00 and 2024-05-08 07:30" in link.reason.detail
    assert "1 changed, 1 added, 1 removed" in link.reason.detail
    assert link.passages
    for passage in link.passages:
        assert (passage.a.report, passage.b.report) == (link.a, link.b)
    weight = dict(findings.weights)["all"]
    assert (weight.texts, weight.origins, weight.independent) == (2, 1, 1)
    assert "versions of one page" in weight.reason
    assert len(findings.families) == 1


def test_the_same_text_at_another_address_is_a_copy_and_kept() -> None:
    here = page("a.html", HERE, FIRST, "2024-05-07T21:00:00Z")
    there = page("b.html", "https://mirror.example/n/7", FIRST, "2024-05-07T22:00:00Z")
    findings = study([here, there])
    assert len(findings.reports) == 2
    (link,) = [k for k in findings.links if {k.a, k.b} == {here.id, there.id}]
    assert link.kind is LinkKind.IDENTICAL
    assert dict(findings.weights)["all"].independent == 1


def test_the_same_text_fetched_twice_stays_identical() -> None:
    one = page("a.html", HERE, FIRST, "2024-05-07T21:00:00Z")
    two = page("b.html", HERE, FIRST, "2024-05-09T21:00:00Z")
    assert [k.kind for k in study([one, two]).links] == [LinkKind.IDENTICAL]


def test_the_changes_are_told_with_their_spans() -> None:
    diff = page_diff(make_report("a", "\n".join(FIRST)), make_report("b", "\n".join(LATER)))
    assert [old.quote for old, _ in diff.kept] == [FIRST[1], FIRST[3]]
    (change,) = diff.changed
    assert (change.old.quote, change.new.quote) == (FIRST[0], LATER[0])
    assert 0.5 <= change.score < 1
    assert [span.quote for span in diff.added] == [LATER[3]]
    assert [span.quote for span in diff.removed] == [FIRST[2]]


def test_changes_are_told_where_words_have_no_blanks() -> None:
    old = make_report("a", "市政府周二宣布将关闭旧桥。\n新桥全长四百米。", language="zh")
    new = make_report("b", "市政府周三宣布将关闭旧桥。\n新桥全长四百米。", language="zh")
    diff = page_diff(old, new)
    assert [(c.old.quote, c.new.quote) for c in diff.changed] == [
        ("市政府周二宣布将关闭旧桥。", "市政府周三宣布将关闭旧桥。")
    ]
    assert (len(diff.kept), diff.added, diff.removed) == (1, (), ())


def test_a_page_with_new_content_throughout_is_still_no_new_source() -> None:
    one, two = at("Morning", HERE), at("Evening", HERE)
    (link,) = with_updates([one, two], [])
    assert (link.kind, link.direction) == (LinkKind.UPDATE, Direction.UNKNOWN)
    assert "nothing tells which is the newer" in link.reason.detail
    assert weigh([one.id, two.id], [link]).independent == 1
    assert len(find_families([one, two], [link])) == 1


def test_the_day_of_fetching_goes_before_the_stated_one() -> None:
    one = at("One", HERE, ("WARC-Date", "2024-05-09T08:00:00Z"), ("modified", "2024-05-01"))
    two = at("Two", HERE, ("WARC-Date", "2024-05-08T08:00:00Z"), ("modified", "2024-05-02"))
    (link,) = with_updates([one, two], [])
    child = link.b if link.direction is Direction.A_TO_B else link.a
    assert child == one.id


def test_many_versions_are_linked_each_with_the_next() -> None:
    days = [date(2024, 3, 1) + timedelta(days=number) for number in range(40)]
    reports = [at(f"Version {day}", HERE, ("modified", day.isoformat())) for day in days]
    links = with_updates(reports[::-1], [])
    pairs = {tuple(sorted((a.id, b.id))) for a, b in pairwise(reports)}
    assert {(link.a, link.b) for link in links} == pairs
    assert {link.direction for link in links} <= {Direction.A_TO_B, Direction.B_TO_A}
    assert len(find_families(reports, links)) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "http://www.a.example/x/", True),
        ("https://m.a.example/x?b=1&utm_medium=y&a=2", "https://a.example/x?a=2&b=1", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/x", "https://b.example/x", False),
        ("https://a.example/x", "https://a.example/y", False),
    ],
)
def test_addresses_are_compared_by_what_names_the_page(
    one: str,
    other: str,
    *,
    same: bool,
) -> None:
    assert (address_of(at("a", one)) == address_of(at("b", other))) is same


@pytest.mark.parametrize("address", ["", "/news/1", "https://a.example/", "ftp://a.example/x"])
def test_a_front_page_or_half_an_address_joins_nobody(address: str) -> None:
    assert address_of(at("a", address)) == ""
    assert with_updates([at("One", address), at("Two", address)], []) == ()


def test_hostile_addresses_are_passed_over() -> None:
    assert address_of(at("a", "https://[::1")) == ""
    assert address_of(at("a", HERE, ("modified", "0001-01-01T00:00:00+14:00"))) != ""
    one = at("One", HERE, ("modified", "0001-01-01T00:00:00+14:00"))
    two = at("Two", HERE, ("modified", "soon"))
    assert with_updates([one, two], [])[0].direction is Direction.UNKNOWN


def test_a_copy_that_names_the_original_as_its_own_address_is_no_version() -> None:
    original = at("One", HERE)
    copy = at("Two", HERE, ("WARC-Target-URI", "https://mirror.example/n/7"))
    assert address_of(copy) == "mirror.example/n/7"
    assert with_updates([original, copy], []) == ()
    amp = at("Three", HERE, ("WARC-Target-URI", "https://amp.skarholm-post.example/a/ferry"))
    assert address_of(amp) == address_of(original)


LINES = st.lists(st.sampled_from(["One a.", "Two b.", "Three c.", "Four d."]), max_size=12)


@settings(max_examples=60)
@given(LINES, LINES)
def test_every_sentence_is_told_once(before: list[str], after: list[str]) -> None:
    old, new = make_report("a", "\n".join(before)), make_report("b", "\n".join(after))
    diff = page_diff(old, new)
    olds = [*(a for a, _ in diff.kept), *(c.old for c in diff.changed), *diff.removed]
    news = [*(b for _, b in diff.kept), *(c.new for c in diff.changed), *diff.added]
    assert sorted(span.quote for span in olds) == sorted(before)
    assert sorted(span.quote for span in news) == sorted(after)
    assert all(a.quote == b.quote for a, b in diff.kept)
    pairs = [*((a, b) for a, b in diff.kept), *((c.old, c.new) for c in diff.changed)]
    ordered = sorted(pairs)
    assert [b for _, b in ordered] == sorted(b for _, b in pairs)
    if before == after:
        assert (len(diff.kept), diff.changed) == (len(before), ())


def test_a_page_of_one_repeated_line_is_compared_at_once() -> None:
    old = make_report("a", "\n".join(["Again the same."] * 20_000))
    new = make_report("b", "\n".join(["Another one."] + ["Again the same."] * 20_000))
    diff = page_diff(old, new)
    assert (len(diff.kept), len(diff.added)) == (20_000, 1)
