"""Is the brief one safe, complete, repeatable page whose every link leads somewhere?"""

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from firsthand import pipeline
from firsthand.errors import OrphanedSpan
from firsthand.ingest import read_bytes
from firsthand.model.findings import Findings
from firsthand.model.items import Name, NameKind
from firsthand.model.reason import Reason, Slot
from firsthand.model.report import Metadata, Refusal, RefusalReason
from firsthand.model.span import Span
from firsthand.model.story import Entity, Event, LinkKind, Mention, Passage, Spelling, State, Weight
from firsthand.serve.brief import render_brief
from firsthand.serve.views.entities import view_entities
from firsthand.serve.views.evidence import MARGIN, Shelf
from tests.serve.builders import report, rich_findings

EVIL = """</style></script><script>alert(1)</script><img src=x onerror="alert('2')">&amp;"""


class Page(HTMLParser):
    """Collect what the checks ask for."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "input", "br", "line", "circle", "rect", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in {"line", "circle", "rect"}:
            pytest.fail(f"</{tag}> closes {self.open[-3:]}")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.inline:
            self.inline[self.open[-1]].append(data)
        else:
            self.text.append(data)

    def attributes(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def rich() -> str:
    return render_brief(rich_findings(), "The Lantern scheme")


def with_evil() -> Findings:
    evil = report(f"dir/{EVIL}.txt", f"{EVIL}\r\nSecond “line” {EVIL}\x00\ud800 end", "en")
    evil = replace(
        evil,
        given=(("canonical", f"javascript:{EVIL}"),),
        metadata=Metadata(outlet=Slot(EVIL), language='en"><script>'),
    )
    span = evil.span(0, len(EVIL))
    entity = Entity(
        id="entity-evil",
        name=EVIL,
        kind=NameKind.PERSON,
        mentions=(),
        rule="test@1",
        spellings=(Spelling(EVIL, (evil.id,)), Spelling(EVIL + "x", (evil.id,))),
    )
    return Findings(
        reports=(evil,),
        refusals=(Refusal(EVIL, RefusalReason.BINARY, EVIL),),
        names=(Name("name-1", span, NameKind.PERSON, "test@1"),),
        entities=(entity,),
        events=(Event("event-1", EVIL, EVIL, (), "test@1", who=(EVIL,)),),
    )


def test_every_section_is_there(rich: str) -> None:
    page = Page(rich)
    titles = [attrs["id"] for attrs in page.named("h2")]
    assert titles == [
        f"{name}-title"
        for name in (
            "headline",
            "timeline",
            "map",
            "events",
            "comparisons",
            "progress",
            "figures",
            "statements",
            "entities",
            "families",
            "sides",
            "reports",
        )
    ]
    text = " ".join(" ".join(page.text).split())
    for said in (
        "3 reports 1 event 2 independent sources because R1 and R2 count as one (near copy)",
        "1 input could not be read",
        "reports/locked.pdf : encrypted ( needs a password )",
        "3 March 2031 from the linked report",
        "Only referred to",
        "differs in value",
        "figure reported",
        "nothing found in these reports",
        "not followed up in this study",
        "call for · quoted word for word",
        "Spelt Odile Marchetti by 1 report, 1 independent source",
        "near copy",
        "suggested",
        "confirmed by a person",
        "1,200,000",
        "running total",
        "18–20",
    ):
        assert said in text, said


def test_differing_claims_come_first(rich: str) -> None:
    verdicts = re.findall(r'class="item claim verdict-(\w+)"', rich)
    assert verdicts == ["differ", "agree", "only_here"]


def test_the_policy_lets_only_our_own_style_and_script_run(rich: str) -> None:
    page = Page(rich)
    policy = next(
        attrs["content"] or ""
        for attrs in page.named("meta")
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (source,) = page.inline[tag]
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not page.attributes("style")
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]


@pytest.mark.parametrize("findings", [rich_findings(), with_evil()], ids=["rich", "evil"])
def test_nothing_is_loaded_from_elsewhere(findings: Findings) -> None:
    page = Page(render_brief(findings))
    assert not page.attributes("src")
    assert not page.attributes("srcset")
    assert all(href == "data:," or href.startswith("#") for href in page.attributes("href"))
    assert "url(" not in page.inline["style"][0]
    assert "@import" not in page.inline["style"][0]
    assert {tag for tag, _ in page.tags}.isdisjoint({"iframe", "img", "object", "embed", "form"})


def test_text_names_and_file_names_are_escaped() -> None:
    page = render_brief(with_evil(), EVIL)
    assert "alert(1)</script>" not in page
    assert "<img" not in page
    parsed = Page(page)
    assert len(parsed.named("script")) == 1
    assert "".join(parsed.text).count(EVIL) > 5
    assert "\x00" not in page
    page.encode("utf-8")


@pytest.mark.parametrize("findings", [rich_findings(), with_evil()], ids=["rich", "evil"])
def test_ids_are_unique_and_every_link_leads_somewhere(findings: Findings) -> None:
    page = Page(render_brief(findings))
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.attributes("href") if href.startswith("#")}
    assert targets <= set(ids)
    assert {attrs["for"] for attrs in page.named("label")} <= set(ids)
    assert set(page.attributes("aria-labelledby")) <= set(ids)


def test_equal_findings_give_equal_bytes() -> None:
    assert render_brief(rich_findings()) == render_brief(rich_findings())


def test_every_quote_stands_in_context_with_its_place_and_hash(rich: str) -> None:
    findings = rich_findings()
    quarter = findings.reports[0]
    assert "<mark>240</mark>" in rich
    start = quarter.text.index("240")
    assert f'href="#r1-{start}" data-end="{start + 3}">characters {start}–{start + 3}</a>' in rich
    assert f'id="r1-{start}"' in rich
    assert f"<code>{quarter.text_hash[:12]}</code>" in rich
    for figure in findings.figures:
        assert f"<mark>{figure.span.quote}</mark>" in rich


def test_a_full_text_is_shown_whole() -> None:
    findings = rich_findings()
    page = render_brief(findings)
    texts = re.findall(r'<div class="text" lang="\w+">\n(.*?)</details>', page, re.DOTALL)
    assert len(texts) == len(findings.reports)
    for text, one in zip(texts, findings.reports, strict=True):
        lines = re.findall(r'<div class="words" dir="auto">(.*?)</div></div>', text, re.DOTALL)
        words = unescape(re.sub(r"<[^>]*>", "", "".join(lines)))
        assert words == one.text


def test_headings_never_skip_a_level(rich: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(rich).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_text_of_other_scripts_keeps_its_language_and_direction(rich: str) -> None:
    assert '<blockquote dir="auto" lang="ar">' in rich
    assert '<div class="text" lang="ar">' in rich


def test_an_empty_study_says_what_to_do() -> None:
    page = Page(render_brief(Findings()))
    text = " ".join(page.text)
    assert "firsthand brief PATH -o brief.html" in text
    assert text.count("No ") >= 4


def test_a_quote_that_is_not_in_its_report_is_never_shown() -> None:
    findings = rich_findings()
    one = findings.reports[0]
    moved = Span(one.id, 0, 3, "xyz")
    entity = replace(findings.entities[0], roles=(moved,))
    with pytest.raises(OrphanedSpan, match=r"quayside\.txt"):
        render_brief(replace(findings, entities=(entity,)))
    stray = replace(moved, report="0" * 64)
    mention = Mention(stray, "full", findings.entities[0].mentions[0].reason)
    entity = replace(findings.entities[0], mentions=(mention,))
    with pytest.raises(OrphanedSpan, match="not among the reports"):
        render_brief(replace(findings, entities=(entity,)))


def test_quotes_close_together_share_a_context_and_distant_ones_do_not() -> None:
    one = report("long.txt", "Alpha beta. " + "Word after word goes by. " * 40 + "Omega ends.")
    two = [one.span(0, 5), one.span(6, 10)]
    far = one.span(one.text.index("Omega"), one.text.index("Omega") + 5)
    near, distant = Shelf([one]).evidence([far, *two])
    assert [cite.quote for cite in near.cites] == ["Alpha", "beta"]
    assert [cite.quote for cite in distant.cites] == ["Omega"]
    assert (near.cut_before, near.cut_after) == (False, True)
    assert (distant.cut_before, distant.cut_after) == (True, False)
    assert "".join(piece.text for piece in distant.pieces) == "Word after word goes by. Omega ends."


@pytest.mark.parametrize("word", ["word ", "w"])
def test_a_text_without_sentences_gives_a_bounded_context(word: str) -> None:
    one = report("flat.txt", word * 2000)
    middle = len(one.text) // 2
    (found,) = Shelf([one]).evidence([one.span(middle, middle + 5)])
    context = "".join(piece.text for piece in found.pieces)
    assert MARGIN < len(context) <= 5 + 2 * MARGIN


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    reports = (report("a/x.txt", "One."), report("b/x.txt", "Two."), report("b\\y.txt", "Three."))
    assert [source.name for source in Shelf(reports).sources] == ["a/x.txt", "b/x.txt", "y.txt"]


def test_reasons_call_reports_by_their_tags() -> None:
    one = report("one.txt", "One.")
    reason = Reason("events/evidence@1", None, one.id, "f" * 64)
    said = Shelf([one]).why(reason)
    assert said == f"“R1” and “{'f' * 64}”; rule events/evidence@1"


def test_independent_reports_say_that_nothing_joins_them() -> None:
    reports = (report("one.txt", "One."), report("two.txt", "Two."))
    weight = Weight(tuple(one.id for one in reports), 2, 2, 2, "")
    page = render_brief(Findings(reports=reports, weights=(("all", weight),)))
    assert "because no two of them descend from one another" in page
    assert "2 reports</bdi>" in page


def test_rejected_events_are_not_counted_and_not_dated() -> None:
    findings = rich_findings()
    rejected = replace(findings.events[0], state=State.REJECTED)
    page = Page(render_brief(replace(findings, events=(rejected,))))
    text = " ".join(" ".join(page.text).split())
    assert "3 reports 0 events" in text
    assert "rejected by a person, not counted" in text


def test_a_link_says_whether_its_kind_counts_by_choice() -> None:
    findings = rich_findings()
    link = findings.links[0]
    for kind, counts, said in (
        (LinkKind.NEAR_COPY, False, "suggested, not counted by choice"),
        (LinkKind.PASSAGE, True, "suggested, counted by choice"),
        (LinkKind.NEAR_COPY, True, "suggested"),
        (LinkKind.PASSAGE, False, "suggested"),
    ):
        page = render_brief(replace(findings, links=(replace(link, kind=kind, counts=counts),)))
        assert re.findall(r'<span class="state[^"]*">([^<]*)</span>', page)[0] == said


def test_words_that_only_one_side_has_are_marked() -> None:
    one = report("one.txt", "Some 240 lamps were lit. 港口点亮了灯。")
    two = report("two.txt", "Some 260 lamps were lit. 港口点亮了塔。")
    a, b = sorted((one, two), key=lambda item: item.id)
    passage = Passage(a.span(0, len(a.text)), b.span(0, len(b.text)), "near", 0.9)
    link = replace(rich_findings().links[0], a=a.id, b=b.id, passages=(passage,))
    page = render_brief(Findings(reports=(one, two), links=(link,)))
    only = re.findall(r'<span class="only">(.*?)</span>', page)
    assert only == ["underlined", "240", "灯", "260", "塔"]
    plain = replace(link, passages=(replace(passage, kind="paraphrase"),))
    page = render_brief(Findings(reports=(one, two), links=(plain,)))
    assert re.findall(r'<span class="only">(.*?)</span>', page) == ["underlined"]


def test_an_interval_is_drawn_as_wide_as_it_lasts() -> None:
    findings = rich_findings()
    lasting = replace(findings.events[0], when=Slot("2031-03-01/2031-03-02"))
    page = render_brief(replace(findings, events=(lasting,)))
    assert '<line class="bar event" x1="3.0%" x2="50.0%" y1="16" y2="16"/>' in page
    assert "1 March 2031 to 2 March 2031" in page


def test_a_word_that_a_report_uses_of_a_promise_is_said_to_be_the_reports() -> None:
    findings = rich_findings()
    late = replace(findings.progress[0], status="late")
    page = render_brief(replace(findings, progress=(late,)))
    assert "a report says: late (figure reported)" in page


def test_a_role_is_shown_with_the_days_it_was_held() -> None:
    early = "Mill opened\n\nOLDHAVEN, 4 May 2031 - Mayor Ilse Varga opened the mill on Sunday.\n"
    late = "Quay opened\n\nOLDHAVEN, 9 July 2032 - Mayor Ilse Varga opened the quay on Friday.\n"
    founds = [read_bytes(name, text.encode()) for name, text in (("a", early), ("b", late))]
    findings = pipeline.study(founds)
    groups = view_entities(findings, Shelf(findings.reports))
    [varga] = [one for group in groups for one in (*group.many, *group.few) if "Varga" in one.name]
    assert [(role.cite.quote, role.days) for role in varga.roles] == [
        ("Mayor", "2031-05-04 to 2032-07-09")
    ]
