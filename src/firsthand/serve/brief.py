"""How do findings become one self-contained page?"""

from collections.abc import Sequence
from typing import Any

from firsthand.model.findings import Findings
from firsthand.model.story import Decision
from firsthand.serve.pages import render_page
from firsthand.serve.views.comparisons import view_comparisons
from firsthand.serve.views.entities import view_entities
from firsthand.serve.views.events import view_events
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.families import view_families
from firsthand.serve.views.figures import view_figures
from firsthand.serve.views.headline import view_headline
from firsthand.serve.views.ledger import view_table
from firsthand.serve.views.map import view_map
from firsthand.serve.views.progress import view_progress
from firsthand.serve.views.reports import view_reports
from firsthand.serve.views.sides import view_sides
from firsthand.serve.views.statements import view_statements
from firsthand.serve.views.timeline import view_timeline
from firsthand.serve.views.wording import count, say_sources, say_weight, why_weight


def render_brief(findings: Findings, title: str = "", decisions: Sequence[Decision] = ()) -> str:
    """Write the brief: one HTML page that needs nothing but itself.

    The page's own style and script are the only ones its Content-Security-Policy lets run; all
    text of sources is escaped. Equal findings give an equal page.

    Args:
        findings: of a study.
        title: of the page; by default the first event told, or the number of reports.
        decisions: what people have decided in the dossier, in the order of deciding.

    Returns:
        The page.
    """
    return render_page(
        "brief.html",
        ("brief.css", "sides.css", "tree.css", "timeline.css", "map.css", "progress.css"),
        ("brief.js", "sides.js"),
        title=title or _title(findings),
        say_sources=say_sources,
        say_weight=say_weight,
        why_weight=why_weight,
        **_views(findings, decisions),
    )


def _views(findings: Findings, decisions: Sequence[Decision]) -> dict[str, Any]:
    shelf = Shelf(findings.reports)
    sides = view_sides(findings, shelf)
    anchors = {name for one in sides.pairs for name in (one.anchor, *one.aliases)}
    anchors.update(name for one in sides.left_out for name in (one.anchor, *one.aliases))
    events = view_events(findings, shelf)
    views: dict[str, Any] = {
        "headline": view_headline(findings, events, shelf),
        "timeline": view_timeline(findings, shelf),
        "map": view_map(findings, shelf),
        "events": events,
        "comparisons": view_comparisons(findings, shelf),
        "progress": view_progress(findings, shelf, decisions),
        "figures": view_figures(findings, shelf),
        "statements": view_statements(findings, shelf),
        "entities": view_entities(findings, shelf),
        "families": view_families(findings, shelf, decisions, anchors),
        "sides": sides,
        "reports": view_reports(findings, shelf),
    }
    views["ledger"] = view_table(views["progress"])
    claims = sum(len(group.claims) for group in views["comparisons"])
    statements = sum(len(speaker.statements) for speaker in views["statements"])
    names = sum(len(group) for group in views["entities"])
    views["contents"] = (
        ("In short", "#headline", None),
        ("Timeline", "#timeline", None),
        ("Map", "#map", len(views["map"])),
        ("Events", "#events", len(views["events"])),
        ("Agree and differ", "#comparisons", claims),
        ("Asked and promised", "#progress", sum(len(group.items) for group in views["progress"])),
        ("Figures", "#figures", len(views["figures"])),
        ("Statements", "#statements", statements),
        ("People and organisations", "#entities", names),
        ("Families and links", "#families", len(views["families"])),
        ("Side by side", "#sides", len(views["sides"])),
        ("Reports", "#reports", len(views["reports"])),
    )
    return views


def _title(findings: Findings) -> str:
    told = view_events(findings, Shelf(findings.reports)).told
    if len(told) == 1:
        return told[0].title
    reports = count(len(findings.reports), "report")
    return f"{reports} on {count(len(told), 'event')}" if told else reports
