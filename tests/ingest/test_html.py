"""Is the report on a page found whole, and does each character map back to the source?"""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import InputRefused
from firsthand.ingest import Limits, html, read_bytes
from firsthand.ingest.html import Extracted, extract
from firsthand.ingest.markup import scan
from tests.ingest.hostile import PAGE, SECOND, STORY

DEPTH = 256

ARTICLE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Footbridge opens | Canal Gazette</title>
<meta property="og:title" content="Footbridge opens &amp; town cheers">
<meta property="og:site_name" content="Canal Gazette">
<meta property="article:published_time" content="2024-03-02T09:15:00+01:00">
<meta name="author" content="Ida Brandt"><link rel="canonical" href="https://gazette.example/bridge">
</head><body><header><nav><ul><li><a href="/">Home</a></li><li><a>Town</a></li></ul></nav></header>
<main><article><h1>Footbridge opens &amp; town cheers</h1>
<p class="standfirst">Three years of work end</p>
<div class="byline">By <a href="/i">Ida Brandt</a></div>
<time datetime="2024-03-02">2 March 2024</time>
<figure><img src="b.jpg"><figcaption>The bridge. Photo: T. Holm</figcaption></figure>
<p>{STORY}</p><div class="advert">Buy a bicycle</div>
<p>&ldquo;We are proud&rdquo;, J&ouml;rg M&#252;ller&nbsp;said.<br>
He had <b>waited</b>, he&#8217;d say.</p>
<h2>What comes next</h2><ul><li>Lights along the whole path</li><li>A second ramp</li></ul>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2022</td><td>3 million euros</td></tr></table>
<p>{SECOND}</p><p class="credit">Reporting by Ida Brandt; editing by Bo Lund</p></article>
<aside><h3>Read more</h3><a href="/1">A story about trains</a></aside></main>
<footer>All rights reserved. <a href="/p">Privacy</a></footer></body></html>"""

EXPECTED = f"""Footbridge opens & town cheers

Three years of work end

By Ida Brandt

2 March 2024

The bridge. Photo: T. Holm

{STORY}

“We are proud”, Jörg Müller\u00a0said.
He had waited, he’d say.

What comes next

Lights along the whole path

A second ramp

Year\tCost

2022\t3 million euros

{SECOND}

Reporting by Ida Brandt; editing by Bo Lund"""


def check_map(extracted: Extracted, source: str) -> None:
    end = 0
    for text_start, source_start, length in extracted.text_map.segments:
        assert text_start >= end
        end = text_start + length
        shown = extracted.text[text_start:end]
        written = source[source_start : source_start + length]
        for here, there in zip(shown, written, strict=True):
            assert there in (here, "&") or (here.isspace() and there.isspace())


def test_an_article_is_read_whole_with_its_credits_and_without_its_menus() -> None:
    extracted = extract(ARTICLE, DEPTH)
    assert extracted.text == EXPECTED
    assert extracted.reader == "html@1"
    check_map(extracted, ARTICLE)
    covered = sum(length for _, _, length in extracted.text_map.segments)
    assert covered > 0.95 * len(extracted.text)


def test_the_head_is_given_as_it_stands() -> None:
    assert extract(ARTICLE, DEPTH).given == (
        ("title", "Footbridge opens & town cheers"),
        ("published", "2024-03-02T09:15:00+01:00"),
        ("site", "Canal Gazette"),
        ("author", "Ida Brandt"),
        ("url", "https://gazette.example/bridge"),
        ("lang", "en-GB"),
    )


def test_linked_data_fills_what_the_head_leaves_open() -> None:
    data = {
        "@graph": [
            {"@type": "WebPage", "datePublished": "2020-01-01", "name": "Page"},
            {
                "@type": ["NewsArticle"],
                "headline": "A bridge",
                "datePublished": "2024-05-06T07:08:09Z",
                "dateModified": "2024-05-07",
                "publisher": {"@type": "Organization", "name": "Gazette"},
                "author": [{"name": "Ida Brandt"}, {"name": "Bo Lund"}],
                "inLanguage": "da",
            },
        ]
    }
    page = (
        f'<html><script type="application/ld+json">{json.dumps(data)}</script><p>{STORY}</p></html>'
    )
    extracted = extract(page, DEPTH)
    assert dict(extracted.given) == {
        "title": "A bridge",
        "published": "2024-05-06T07:08:09Z",
        "modified": "2024-05-07",
        "site": "Gazette",
        "author": "Ida Brandt, Bo Lund",
        "lang": "da",
    }
    assert extracted.text == f"A bridge\n\n{STORY}"


def test_microdata_and_headings_are_the_last_resort() -> None:
    page = (
        "<html><body><h1>A ramp</h1>"
        '<time itemprop="datePublished" datetime="2024-01-02">Tuesday</time>'
        f'<time itemprop="dateModified" datetime="2024-01-03"></time><p>{STORY}</p></body></html>'
    )
    given_pairs = dict(extract(page, DEPTH).given)
    assert given_pairs == {"title": "A ramp", "published": "2024-01-02", "modified": "2024-01-03"}


def test_a_text_that_stands_in_a_script_is_read_without_a_map() -> None:
    body = f"{STORY} {SECOND} " * 3
    data = json.dumps({"@type": "NewsArticle", "headline": "Bridge", "articleBody": body})
    script = f'<script type="application/ld+json">{data}</script>'
    page = f"<html><body>{script}<div id=app></div></body></html>"
    extracted = extract(page, DEPTH)
    assert SECOND in extracted.text
    assert extracted.text.startswith("Bridge\n")
    assert extracted.text_map.segments == ()


def test_tags_inside_a_scripted_text_are_not_shown() -> None:
    data = json.dumps({"@type": "Article", "articleBody": f"<p>{STORY}</p><p>{SECOND}</p>"})
    page = f'<script type="application/ld+json">{data}</script><title>Bridge</title>'
    assert extract(page, DEPTH, simple=True).text == f"Bridge\n\n{STORY}\n\n{SECOND}"


def test_what_the_finder_takes_from_elsewhere_is_read_without_a_map(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html, "_main_text", lambda _: f"Unseen words.\n{SECOND}")
    extracted = extract(f"<title>Bridge</title><p>{STORY}</p>", DEPTH)
    assert extracted.text == f"Bridge\n\nUnseen words.\n\n{SECOND}"
    assert extracted.text_map.segments == ()


def test_a_paragraph_of_which_the_finder_leaves_out_a_part_is_kept_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = f"<p>Menu</p><p>{STORY} (<a href=x>Read this as well</a>) {SECOND}</p><p>The end.</p>"
    monkeypatch.setattr(html, "_main_text", lambda _: f"{STORY} {SECOND}\nThe end.")
    text = extract(page, DEPTH).text
    assert text == f"{STORY} (Read this as well) {SECOND}\n\nThe end."


def test_a_page_of_short_lines_is_read_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_main_text", lambda _: "Closed today.\nOpen again on Monday.")
    page = "<p>Home</p><p>Closed today.</p><p>Share</p><p>Open again on Monday.</p>"
    assert extract(page, DEPTH).text == "Closed today.\n\nOpen again on Monday."


def test_an_old_page_of_layout_tables_is_read() -> None:
    page = (
        "<HTML><HEAD><TITLE>Town news: Footbridge opens</TITLE></HEAD><BODY><TABLE><TR><TD>"
        "<A HREF=a>Home</A><BR><A HREF=b>Sport</A></TD><TD><FONT SIZE=5>Footbridge opens</FONT>"
        f"<P>{STORY}<P>{SECOND}<P>{STORY}</TD></TR></TABLE></BODY></HTML>"
    )
    text = extract(page, DEPTH).text
    assert STORY in text
    assert SECOND in text
    assert text.count("Footbridge opens") == 1


def test_a_page_in_a_form_is_read_without_the_finder_too() -> None:
    page = f"<html><body><form><nav>Menu</nav><p>{STORY}</p></form></body></html>"
    extracted = extract(page, DEPTH, simple=True)
    assert (extracted.text, extracted.reader) == (STORY, "html-simple@1")
    check_map(extracted, page)


def test_a_page_deeper_than_the_limit_is_read_without_the_finder() -> None:
    page = f"<html><body>{'<div>' * 300}<p>{STORY}</p></body></html>"
    assert extract(page, DEPTH).reader == "html-simple@1"


def test_line_breaks_end_lines_and_paragraphs() -> None:
    page = "<body>one <br> two<br><br>three<pre>four\n  five</pre></body>"
    assert [passage.text for passage in scan(page).passages] == [
        "one\ntwo",
        "three",
        "four\n  five",
    ]


def test_hidden_words_are_not_shown() -> None:
    page = "<p hidden>a</p><style>b</style><template>c</template><svg><text>d</text></svg><p>e</p>"
    assert [passage.text for passage in scan(page).passages] == ["e"]


def test_an_unclosed_paragraph_ends_at_the_next() -> None:
    page = scan("<ul><li>a<li>b</ul>" + "<p>c" * 900)
    assert len(page.passages) == 902
    assert page.depth < 5


@pytest.mark.parametrize(
    "broken", ["<!--", '<a "', "<a ='", "<", "&", "</", "<![CDATA[", "<?", "<p a='", "<script>"]
)
def test_broken_markup_without_end_is_walked_once(broken: str) -> None:
    # In time that grew with the square of the length, this would not end.
    assert scan(broken * 300_000).depth <= 1


@given(st.text(st.sampled_from("ab <>/!-=\"'&;#xpdivtable\n"), max_size=300))
@settings(deadline=None)
def test_any_markup_maps_back(source: str) -> None:
    for passage in scan(source).passages:
        assert len(passage.text) == len(passage.sources)
        for shown, at in zip(passage.text, passage.sources, strict=True):
            assert at < 0 or source[at] in {shown, "&"} or source[at].isspace()
    check_map(extract(source, DEPTH, simple=True), source)


def test_a_report_of_a_page_keeps_encoding_and_map() -> None:
    data = PAGE.encode("utf-16")
    report = read_bytes("page", data)
    assert report.text == f"Footbridge opens\n\n{STORY}\n\n{SECOND}"
    assert (report.encoding, report.media_type) == ("utf-16-le", "text/html")
    check_map(Extracted(report.text, "", (), report.text_map), PAGE)


def test_a_page_longer_than_the_limit_is_refused() -> None:
    with pytest.raises(InputRefused, match="too large"):
        read_bytes("page", PAGE.encode(), Limits(markup_chars=100))
