"""How do findings become one self-contained page?"""

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from firsthand import __version__
from firsthand.model.findings import Findings
from firsthand.serve.views.comparisons import view_comparisons
from firsthand.serve.views.entities import view_entities
from firsthand.serve.views.events import view_events
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.families import view_families
from firsthand.serve.views.figures import view_figures
from firsthand.serve.views.headline import view_headline
from firsthand.serve.views.progress import view_progress
from firsthand.serve.views.reports import view_reports
from firsthand.serve.views.statements import view_statements
from firsthand.serve.views.timeline import view_timeline
from firsthand.serve.views.wording import count, say_weight, why_weight

TEMPLATES = Path(__file__).with_name("templates")

UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
"""HTML has no way to write NUL, and UTF-8 none for half of a surrogate pair."""


def render_brief(findings: Findings, title: str = "") -> str:
    """Write the brief: one HTML page that needs nothing but itself.

    The page's own style and script are the only ones its Content-Security-Policy lets run; all
    text of sources is escaped. Equal findings give an equal page.

    Args:
        findings: of a study.
        title: of the page; by default the first event told, or the number of reports.

    Returns:
        The page.
    """
    style = (TEMPLATES / "brief.css").read_text(encoding="utf-8")
    script = (TEMPLATES / "brief.js").read_text(encoding="utf-8")
    page = _template().render(
        title=title or _title(findings),
        version=__version__,
        policy=_policy(style, script),
        style=_trusted(style),
        script=_trusted(script),
        count=count,
        say_weight=say_weight,
        why_weight=why_weight,
        **_views(findings),
    )
    # A parser would read a bare carriage return as a line feed, and the quote would have changed.
    return UNPRINTABLE.sub("\ufffd", page).replace("\r", "&#13;")


def _views(findings: Findings) -> dict[str, Any]:
    shelf = Shelf(findings.reports)
    events = view_events(findings, shelf)
    views: dict[str, Any] = {
        "headline": view_headline(findings, events, shelf),
        "timeline": view_timeline(findings, shelf),
        "events": events,
        "comparisons": view_comparisons(findings, shelf),
        "progress": view_progress(findings, shelf),
        "figures": view_figures(findings, shelf),
        "statements": view_statements(findings, shelf),
        "entities": view_entities(findings, shelf),
        "families": view_families(findings, shelf),
        "reports": view_reports(findings, shelf),
    }
    claims = sum(len(group.claims) for group in views["comparisons"])
    statements = sum(len(speaker.statements) for speaker in views["statements"])
    names = sum(len(group) for group in views["entities"])
    views["contents"] = (
        ("In short", "#headline", None),
        ("Timeline", "#timeline", None),
        ("Events", "#events", len(views["events"])),
        ("Agree and differ", "#comparisons", claims),
        ("Asked and promised", "#progress", sum(len(group.items) for group in views["progress"])),
        ("Figures", "#figures", len(views["figures"])),
        ("Statements", "#statements", statements),
        ("People and organisations", "#entities", names),
        ("Families and links", "#families", len(views["families"])),
        ("Reports", "#reports", len(views["reports"])),
    )
    return views


def _title(findings: Findings) -> str:
    told = view_events(findings, Shelf(findings.reports)).told
    if len(told) == 1:
        return told[0].title
    reports = count(len(findings.reports), "report")
    return f"{reports} on {count(len(told), 'event')}" if told else reports


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(source: str) -> str:
    """Hash an inline source as the Content Security Policy (Level 3, section 2.3.1) asks."""
    digest = hashlib.sha256(source.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _template() -> Any:  # noqa: ANN401 - jinja2 is imported late
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brief.html")


def _trusted(source: str) -> Any:  # noqa: ANN401 - markupsafe comes with jinja2
    from markupsafe import Markup  # noqa: PLC0415 - heavy

    return Markup(source)  # noqa: S704 - our own style and script
