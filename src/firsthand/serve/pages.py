"""How does a page become one safe file that needs nothing but itself?"""

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from firsthand import __version__
from firsthand.serve.views.wording import count

TEMPLATES = Path(__file__).with_name("templates")

UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
"""HTML has no way to write NUL, and UTF-8 none for half of a surrogate pair."""


def render_page(
    template: str,
    styles: Sequence[str],
    scripts: Sequence[str],
    **views: Any,  # noqa: ANN401 - what each template asks for
) -> str:
    """Write one HTML page.

    The page's own style and script are the only ones its Content-Security-Policy lets run; all
    text of sources is escaped.

    Args:
        template: its file name.
        styles: file names of its style sheets, in order.
        scripts: file names of its scripts, in order.
        views: what the template shows.

    Returns:
        The page.
    """
    style, script = _joined(styles), _joined(scripts)
    page = _template(template).render(
        version=__version__,
        policy=_policy(style, script),
        style=_trusted(style),
        script=_trusted(script),
        count=count,
        **views,
    )
    # A parser would read a bare carriage return as a line feed, and the quote would have changed.
    return UNPRINTABLE.sub("\ufffd", page).replace("\r", "&#13;")


def _joined(names: Sequence[str]) -> str:
    return "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)


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


def _template(name: str) -> Any:  # noqa: ANN401 - jinja2 is imported late
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _trusted(source: str) -> Any:  # noqa: ANN401 - markupsafe comes with jinja2
    from markupsafe import Markup  # noqa: PLC0415 - heavy

    return Markup(source)  # noqa: S704 - our own style and script
