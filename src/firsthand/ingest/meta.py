"""What does a web page's own head say of its publication?"""

import json
from collections.abc import Iterator
from typing import Any

from firsthand.ingest.markup import Page

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "headline"),
    "published": (
        "article:published_time", "datepublished", "og:published_time", "date", "pubdate",
        "publishdate", "publish-date", "publication_date", "dc.date.issued", "dcterms.issued",
        "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "parsely-pub-date",
        "sailthru.date", "citation_publication_date", "article.published", "datecreated",
    ),
    "modified": (
        "article:modified_time", "datemodified", "og:updated_time", "last-modified",
        "dcterms.modified", "dc.date.modified",
    ),
    "site": ("og:site_name", "application-name", "dc.publisher", "publisher", "cre"),
    "author": (
        "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl",
        "sailthru.author",
    ),
    "url": ("og:url",),
    "lang": ("og:locale", "content-language", "dc.language", "language"),
}  # fmt: skip
"""Names of meta elements, best first: Open Graph, schema.org microdata, Dublin Core, and habits."""

_LINKED: dict[str, tuple[str, ...]] = {
    "title": ("headline", "name"),
    "published": ("datePublished", "dateCreated"),
    "modified": ("dateModified",),
    "site": ("publisher",),
    "author": ("author", "creator"),
    "url": ("url",),
    "lang": ("inLanguage",),
}
"""Keys of schema.org linked data."""

_ARTICLES = ("Article", "Posting", "Report", "WebPage", "CreativeWork")
_MOST_NODES = 10_000


def given(page: Page) -> tuple[tuple[str, str], ...]:
    """Gather what a page's head says: title, published, modified, site, author, url, lang.

    Args:
        page: the scanned page.

    Returns:
        (key, value) in that order, as written; only what the page says.
    """
    articles = [node for block in page.linked_data for node in _nodes(block) if _is_article(node)]
    articles.sort(key=lambda node: "WebPage" in str(node.get("@type")))
    first = dict(reversed(page.metas))
    found = []
    for key, names in _NAMES.items():
        value = next((first[name] for name in names if first.get(name)), "")
        if key == "author" and value.startswith(("http:", "https:")):
            value = ""  # Open Graph asks for the address of a profile
        value = value or next((v for node in articles for v in _linked(node, key)), "")
        value = value or _elsewhere(page, key)
        if key == "url" and page.canonical:
            value = page.canonical
        if key == "lang" and page.language:
            value = page.language
        if value:
            found.append((key, " ".join(value.split())))
    return tuple(found)


def article_body(page: Page) -> str:
    """Return the longest article text in a page's linked data.

    Args:
        page: the scanned page.

    Returns:
        The text; empty when there is none.
    """
    bodies = [node.get("articleBody") for block in page.linked_data for node in _nodes(block)]
    return max((body for body in bodies if isinstance(body, str)), key=len, default="")


def _elsewhere(page: Page, key: str) -> str:
    if key == "title":
        heading = next((p.text for p in page.passages if p.tag == "h1" and not p.furniture), "")
        return heading or page.title
    if key == "published":
        return next((value for prop, value in page.times if prop == "datepublished"), "")
    if key == "modified":
        return next((value for prop, value in page.times if prop == "datemodified"), "")
    return ""


def _nodes(block: str) -> Iterator[dict[str, Any]]:
    """Walk the objects of a linked-data block, outer first."""
    try:
        queue: list[Any] = [json.loads(block)]
    except (ValueError, RecursionError):
        return
    for value in queue:
        if len(queue) > _MOST_NODES:
            return
        if isinstance(value, dict):
            yield value
            graph = value.get("@graph")
            queue.extend(graph if isinstance(graph, list) else [])
            if isinstance(value.get("mainEntity"), dict):
                queue.append(value["mainEntity"])
        elif isinstance(value, list):
            queue.extend(value)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(_ARTICLES) for name in names)


def _linked(node: dict[str, Any], key: str) -> Iterator[str]:
    for name in _LINKED[key]:
        value = node.get(name)
        entries = value if isinstance(value, list) else [value]
        names = [entry.get("name") if isinstance(entry, dict) else entry for entry in entries]
        text = ", ".join(name.strip() for name in names if isinstance(name, str) and name.strip())
        if text:
            yield text
