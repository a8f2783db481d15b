"""Is a pair side by side one safe page with both texts as received, and which does a brief draw?"""

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest

from firsthand.compare.facing import lay_side_by_side
from firsthand.model.findings import Findings
from firsthand.model.reason import Reason
from firsthand.model.report import Block, Report, Role
from firsthand.model.story import Direction, Link, LinkKind
from firsthand.oneshot import between
from firsthand.serve.brief import render_brief
from firsthand.serve.side import render_side
from firsthand.serve.views import sides as view
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.sides import view_sides
from tests.serve.builders import report, rich_findings
from tests.serve.test_brief import EVIL, Page


def told_findings() -> Findings:
    """Take the story of the brief's tests, every line of its reports labelled."""
    findings = rich_findings()
    reports = []
    for one in findings.reports:
        known = [block.span for block in one.blocks]
        lines = (one.span(*match.span()) for match in re.finditer(r"\S[^\n]*", one.text))
        body = [Block(line, Role.BODY, "test@1") for line in lines if line not in known]
        blocks = tuple(sorted((*one.blocks, *body), key=lambda block: block.span))
        reports.append(replace(one, blocks=blocks))
    return replace(findings, reports=tuple(reports))


def side_page(findings: Findings, left: str = "R1", right: str = "R2") -> str:
    return render_side(findings, between(findings, left, right))


def sheets(page: str) -> list[str]:
    """Read both texts back as a browser would."""
    found = re.findall(r'<div class="sheet" lang="[^"]*">(.*?)</div>', page, re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", sheet)) for sheet in found]


def linked(*reports: Report, kind: LinkKind = LinkKind.NEAR_COPY) -> Findings:
    """Link each report with the next."""
    ordered = sorted(reports, key=lambda one: one.name)
    links: list[Link] = []
    for one, other in pairwise(ordered):
        a, b = sorted((one.id, other.id))
        reason = Reason("test@1")
        links.append(Link(f"link-{len(links)}", a, b, kind, Direction.UNKNOWN, 0.9, reason))
    return Findings(reports=tuple(ordered), links=tuple(links))


@pytest.fixture(scope="module")
def page() -> str:
    return side_page(told_findings())


def test_both_texts_are_shown_exactly_as_received(page: str) -> None:
    one, two, _ = told_findings().reports
    assert sheets(page) == [one.text, two.text]


def test_hostile_text_is_escaped_and_still_exact() -> None:
    one = report("dir/one.txt", f"{EVIL}\r\nSecond “line” & <b>more</b>\n")
    two = report("dir/two.txt", f"Before. {EVIL} after\ttabs  and blanks")
    page = side_page(Findings(reports=(one, two)))
    assert sheets(page) == [one.text, two.text]
    parsed = Page(page)
    assert len(parsed.named("script")) == 1
    assert "alert(1)</script>" not in page
    assert not [name for _, attrs in parsed.tags for name in attrs if name.startswith("on")]


def test_only_the_page_s_own_style_and_script_run(page: str) -> None:
    parsed = Page(page)
    policy = next(m["content"] or "" for m in parsed.named("meta") if m.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (source,) = parsed.inline[tag]
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not parsed.attributes("style")
    assert not parsed.attributes("src")
    assert page.startswith("<!doctype html>")


def test_a_conflict_shows_both_values_and_names_its_slot(page: str) -> None:
    assert 'class="ink-conflict" data-n=' in page
    assert 'data-slot="value" title="R2: 260">' in page
    assert 'data-slot="value" title="R1: 240">' in page
    listed = re.search(r'<ul class="disputes".*?</ul>', page, re.DOTALL)
    assert listed is not None
    words = " ".join(re.sub(r"<[^>]*>", " ", listed[0]).split())
    assert words == "value R1 240 , R2 260 lamps lit along the quay"


def test_shares_are_told_both_ways_in_words_and_characters(page: str) -> None:
    findings = told_findings()
    sides = lay_side_by_side(findings, findings.reports[0].id, findings.reports[1].id).sides
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page)
    assert len(rows) == 4
    for side in (sides.left, sides.right):
        share = side.shares[0]
        told = f"{share.words} of {side.words} words · {share.characters} of {side.characters}"
        assert told in rows[0]


def test_links_lead_to_stretches_and_ids_are_unique(page: str) -> None:
    parsed = Page(page)
    ids = parsed.attributes("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in parsed.attributes("href") if href.startswith("#")} <= set(ids)
    assert "side-link-1" in ids
    numbers = {int(n) for n in parsed.attributes("data-n")}
    assert {f"side-link-1-{n}" for n in numbers} <= set(ids)
    assert numbers == set(range(1, len(numbers) + 1))


def test_two_reports_without_a_link_can_be_compared_too() -> None:
    page = side_page(told_findings(), "quayside.txt", "fanus.txt")
    assert "no link between their texts" in page
    assert 'id="side"' in page


def test_equal_findings_give_equal_bytes() -> None:
    assert side_page(told_findings()) == side_page(told_findings())


def test_versions_of_a_page_are_named_by_what_changed() -> None:
    old = replace(
        report("a.txt", "Four boats sank.\nNobody slept."), given=(("fetched", "2031-03-04T10:00"),)
    )
    new = replace(
        report("b.txt", "Four boats sank.\nRain fell."), given=(("fetched", "2031-03-05T09:30"),)
    )
    page = side_page(linked(old, new, kind=LinkKind.UPDATE))
    assert "3 sentences: 1 kept, 0 changed, 1 added, 1 removed" in page
    assert "removed / added" in page
    assert ">kept</span>" in page
    assert "fetched 2031-03-04 10:00" in page
    assert "fetched 2031-03-05 09:30" in page


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    word = "one two three four five six seven eight nine ten "
    long = report("a.txt", word * 60)
    page = side_page(linked(long, report("b.txt", word * 60 + "and more")))
    assert "over 99% · 600 of 602 words" in page
    assert "under 1% · 2 of 602 words" in page
    assert "100% · 600 of 600 words" in page


def test_a_brief_draws_the_linked_pairs_and_lists_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST_PAIRS", 2)
    reports = [report(f"{n}.txt", f"Boats left the quay at {n} in the morning.") for n in range(5)]
    findings = linked(*reports)
    sides = view_sides(findings, Shelf(findings.reports))
    assert len(sides) == 2
    assert len(sides.left_out) == 2
    page = render_brief(findings)
    parsed = Page(page)
    ids = parsed.attributes("id")
    assert {f"side-{link.id}" for link in findings.links} <= set(ids)
    assert len(ids) == len(set(ids))
    assert page.count("firsthand compare DOSSIER R") == 2


def test_a_crowd_of_pairs_is_counted_and_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST_PAIRS", 1)
    monkeypatch.setattr(view, "MOST_LISTED", 2)
    findings = linked(*(report(f"{n}.txt", f"Boats left the quay at {n}.") for n in range(6)))
    sides = view_sides(findings, Shelf(findings.reports))
    assert (len(sides.pairs), len(sides.left_out), sides.more) == (1, 2, 2)
    page = render_brief(findings)
    assert "4 more linked pairs, not drawn here" in page
    assert "and 2 pairs more" in page


def test_a_brief_does_not_draw_more_text_than_a_page_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST_CHARACTERS", 100)
    findings = linked(
        report("a.txt", "Short."), report("b.txt", "Brief."), report("c.txt", "x" * 90)
    )
    sides = view_sides(findings, Shelf(findings.reports))
    assert [(one.left.source.name, one.right.source.name) for one in sides.pairs] == [
        ("a.txt", "b.txt")
    ]
    assert [one.command for one in sides.left_out] == [
        "firsthand compare DOSSIER R2 R3 -o side.html"
    ]


def test_other_links_between_two_reports_lead_to_their_pair() -> None:
    findings = told_findings()
    (link,) = findings.links
    owner = replace(link, id="link-owner", kind=LinkKind.SAME_OWNER, passages=())
    page = render_brief(replace(findings, links=(link, owner)))
    assert 'id="side-link-1"' in page
    assert '<span id="side-link-owner"></span>' in page


def test_a_brief_without_linked_texts_says_how_to_compare_any_two() -> None:
    page = render_brief(Findings(reports=(report("a.txt", "Alone."),)))
    assert "firsthand compare DOSSIER R1 R2 -o side.html" in page
