"""How do two reports side by side become one self-contained page?"""

from firsthand.compare.facing import Pair
from firsthand.model.findings import Findings
from firsthand.serve.pages import render_page
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.sides import anchor_of, view_pair


def render_side(findings: Findings, pair: Pair) -> str:
    """Write the page of two reports side by side; it needs nothing but itself.

    Args:
        findings: of a study of both.
        pair: the two.

    Returns:
        The page; equal findings give an equal page.
    """
    shelf = Shelf(findings.reports)
    anchor = anchor_of(pair.link.id) if pair.link else "side"
    view = view_pair(pair, shelf, anchor)
    title = f"{view.left.source.name} | {view.right.source.name}"
    return render_page(
        "side.html", ("brief.css", "sides.css"), ("sides.js",), title=title, pair=view
    )
