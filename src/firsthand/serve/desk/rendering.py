"""How does a template become a page of the desk, with every link leading to the right page?"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from fastapi import Request  # noqa: TID253 - imported when a desk opens
from fastapi.responses import HTMLResponse  # noqa: TID253 - likewise
from jinja2 import (  # noqa: TID253 - likewise
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
)
from markupsafe import Markup

from firsthand import __version__
from firsthand.serve.desk.case import Case, Snapshot
from firsthand.serve.desk.forms import SAID, form_of
from firsthand.serve.pages import TEMPLATES, UNPRINTABLE
from firsthand.serve.views.wording import count, say_number, say_sources, say_weight, why_weight

DESK = TEMPLATES / "desk"

STATIC: dict[str, tuple[str, tuple[Path, ...]]] = {
    "desk.css": (
        "text/css; charset=utf-8",
        (
            *(
                TEMPLATES / name
                for name in ("brief.css", "sides.css", "tree.css", "timeline.css", "map.css")
            ),
            DESK / "desk.css",
        ),
    ),
    "desk.js": ("text/javascript; charset=utf-8", (DESK / "desk.js",)),
    "sides.js": ("text/javascript; charset=utf-8", (TEMPLATES / "sides.js",)),
}
"""Name to type and parts: the only files that a browser may ask for."""

SECTIONS = (
    ("overview", "/", "Overview"),
    ("changes", "/changes", "What changed"),
    ("reports", "/reports", "Reports"),
    ("events", "/events", "Events"),
    ("families", "/families", "Family trees"),
    ("side", "/side", "Side by side"),
    ("claims", "/claims", "Claims"),
    ("figures", "/figures", "Figures"),
    ("statements", "/statements", "Statements"),
    ("names", "/names", "People and places"),
    ("timeline", "/timeline", "Timeline"),
    ("map", "/map", "Map"),
    ("progress", "/progress", "Asked and promised"),
    ("search", "/search", "Search"),
    ("decisions", "/decisions", "Decisions"),
    ("exports", "/exports", "Export"),
)
"""(key, address, title) of the pages in the menu."""

WITHIN = re.compile(r'href="#([^"]+)"')
OWN = re.compile(r'\sid="([^"]+)"')
KINDS = {
    "event": "/events/{}",
    "entity": "/names/{}",
    "link": "/links/{}",
    "comparison": "/claims/{}",
    "figure": "/items/{}",
    "statement": "/items/{}",
    "progress": "/progress/{}",
    "directive": "/items/{}",
}
"""Where an item's own page is, by the first part of its id."""

REPORT = re.compile(r"r(\d+)(?:-\d+)?")
SIDE = re.compile(r"side-(link-[0-9a-f]{16})(-\d+)?")


@cache
def static(name: str) -> tuple[str, bytes, str]:
    """Read a style sheet or a script.

    Args:
        name: of `STATIC`.

    Returns:
        Its type, its bytes and a short digest of them.
    """
    kind, parts = STATIC[name]
    data = b"".join(part.read_bytes() for part in parts)
    return kind, data, hashlib.sha256(data).hexdigest()[:12]


def address_of(fragment: str, reports: tuple[str, ...]) -> str:
    """Find the page of the desk that holds what the brief has on its one page.

    Args:
        fragment: an id within the brief.
        reports: ids of the reports, in the order of their tags.

    Returns:
        An address.
    """
    report = REPORT.fullmatch(fragment)
    if report and 0 < int(report[1]) <= len(reports):
        return f"/reports/{reports[int(report[1]) - 1][:16]}#{fragment}"
    side = SIDE.fullmatch(fragment)
    if side:
        return f"/links/{side[1]}/side#{fragment}"
    kind, _, digits = fragment.partition("-")
    if kind in KINDS and digits:
        return KINDS[kind].format(fragment)
    if kind == "tree":
        return f"/families#{fragment}"
    if kind == "place":
        return f"/map#{fragment}"
    named = {
        "headline": "/",
        "comparisons": "/claims",
        "entities": "/names",
        "sides": "/side",
        "counting": "/families#counting",
    }
    return named.get(fragment, f"/{fragment}")


def redirect_links(page: str, reports: tuple[str, ...]) -> str:
    """Lead links within the brief to the pages of the desk; those that stay on the page stay.

    Args:
        page: as rendered; text of sources is escaped, so that it cannot hold such a link.
        reports: ids of the reports, in the order of their tags.

    Returns:
        The page.
    """
    own = set(OWN.findall(page))

    def lead(match: re.Match[str]) -> str:
        return match[0] if match[1] in own else f'href="{address_of(match[1], reports)}"'

    return WITHIN.sub(lead, page)


def _runs(rows: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Bring rows together that follow one another under one heading."""
    return [(name, list(group)) for name, group in groupby(rows, key=lambda row: row.heading)]


class Pages:
    """Render pages of one desk."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(DESK), FileSystemLoader(TEMPLATES)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["groupby_runs"] = _runs
        self._environment.globals.update(
            count=count,
            number=say_number,
            say_sources=say_sources,
            say_weight=say_weight,
            why_weight=why_weight,
            version=__version__,
            sections=SECTIONS,
            static={name: f"/static/{name}?v={static(name)[2]}" for name in STATIC},
        )

    def show(
        self,
        request: Request,
        template: str,
        *,
        here: str,
        title: str,
        status: int = 200,
        **views: Any,  # noqa: ANN401 - what each template asks for
    ) -> HTMLResponse:
        """Render a page.

        Args:
            request: that asks for it.
            template: its file name.
            here: the section it belongs to.
            title: of the page.
            status: of the answer.
            views: what the template shows.

        Returns:
            The answer.
        """
        snapshot = self.case.snapshot()
        page = self._environment.get_template(template).render(
            case=self.case,
            snapshot=snapshot,
            here=here,
            title=title,
            job=self.case.jobs.current(),
            token=request.state.token,
            who=request.state.who,
            guarded=self.case.settings.is_guarded,
            flash=request.state.flash,
            form=form_of(request),
            **views,
        )
        response = HTMLResponse(self.finish(page, snapshot), status)
        if request.state.flash:
            response.delete_cookie(SAID)
        return response

    def show_bare(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        **views: Any,  # noqa: ANN401 - likewise
    ) -> HTMLResponse:
        """Render a page that tells a stranger nothing of the dossier.

        Args:
            request: that asks for it.
            template: its file name.
            status: of the answer.
            views: what the template shows.

        Returns:
            The answer.
        """
        page = self._environment.get_template(template).render(token=request.state.token, **views)
        return HTMLResponse(page, status)

    def part(self, template: str, **views: Any) -> Markup:  # noqa: ANN401 - likewise
        """Render a part of a page that stays the same for everybody.

        Args:
            template: its file name.
            views: what the template shows.

        Returns:
            HTML that goes into a page as it is.
        """
        return Markup(self._environment.get_template(template).render(**views))  # noqa: S704 - our own, escaped

    def fragment(
        self,
        template: str,
        snapshot: Snapshot,
        **views: Any,  # noqa: ANN401 - likewise
    ) -> str:
        """Render a part of a page, for the drawer.

        Args:
            template: its file name.
            snapshot: what it shows.
            views: what the template shows.

        Returns:
            HTML.
        """
        return self.finish(self._environment.get_template(template).render(**views), snapshot)

    def finish(self, page: str, snapshot: Snapshot) -> str:
        """Make a rendered page fit for a browser.

        Args:
            page: as rendered.
            snapshot: what it shows.

        Returns:
            The page with its links led to the pages of the desk.
        """
        reports = snapshot.once(
            "report ids", lambda: tuple(r.id for r in snapshot.findings.reports)
        )
        # A parser would read a bare carriage return as a line feed: the quote would have changed.
        return redirect_links(UNPRINTABLE.sub("\ufffd", page).replace("\r", "&#13;"), reports)
