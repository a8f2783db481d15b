"""How does the brief leave as a page and as a printed document?"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from firsthand.errors import DossierError
from firsthand.serve.brief import render_brief
from firsthand.serve.exports.material import Material, Member

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge", "brave-browser",
)  # fmt: skip
"""Programs that can print a page without a window, by the names they have on a path."""

_ELSEWHERE = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"Google\Chrome\Application\chrome.exe",
        r"Microsoft\Edge\Application\msedge.exe",
        r"Chromium\Application\chrome.exe",
    ),
}
"""Where they stand when they are not on the path; on Windows below the program folders."""

SECONDS = 300
"""Time that printing may take; a brief of two thousand reports takes about a minute."""


def html(material: Material) -> Iterator[Member]:
    """Write the brief as one page that needs nothing but itself.

    Args:
        material: what there is to export.

    Yields:
        One file.

    Raises:
        DossierError: when there are no reports.
    """
    yield Member("brief.html", (_page(material).encode(),))


def pdf(material: Material) -> Iterator[Member]:
    """Print the brief with a browser of this machine.

    Args:
        material: what there is to export.

    Yields:
        One file.

    Raises:
        DossierError: when there are no reports, no browser is found or it cannot print.
    """
    program = browser()
    yield Member("brief.pdf", (print_page(_page(material), program),))


def browser() -> str:
    """Find a browser that can print without a window.

    Returns:
        The path of its program.

    Raises:
        DossierError: when none is found, with what to install.
    """
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    found = found or next((path for path in _places() if Path(path).is_file()), None)
    if found is None:
        raise DossierError(
            "pdf: printing the brief takes a browser and none was found on this machine; install "
            "Chromium, Google Chrome or Microsoft Edge (Debian, Ubuntu: apt install chromium), or "
            "export html and print it from any browser"
        )
    return found


def print_page(page: str, program: str) -> bytes:
    """Print a page.

    Args:
        page: self-contained HTML.
        program: the browser's path.

    Returns:
        The PDF.

    Raises:
        DossierError: when the browser fails or takes too long.
    """
    with TemporaryDirectory(prefix="firsthand-print-", ignore_cleanup_errors=True) as made:
        source, target = Path(made) / "brief.html", Path(made) / "brief.pdf"
        source.write_text(page, encoding="utf-8")
        command = [
            program, "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--disable-dev-shm-usage", "--no-pdf-header-footer",
            f"--user-data-dir={made}/profile", *_sandbox(), f"--print-to-pdf={target}",
            source.as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603 - a browser of this machine, on our own page
                command, capture_output=True, timeout=SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DossierError(f"pdf: {program} could not print the brief: {error}") from error
        if not target.is_file():
            said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise DossierError(f"pdf: {program} printed nothing ({done.returncode}): {said}")
        return target.read_bytes()


def _page(material: Material) -> str:
    if not material.findings.reports:
        raise DossierError("there are no reports yet, and so no brief; add some and study them")
    return render_brief(material.findings, material.title, material.decisions or ())


def _places() -> Iterator[str]:
    for path in _ELSEWHERE.get(sys.platform, ()):
        if sys.platform != "win32":
            yield path
        for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if sys.platform == "win32" and folder in os.environ:
                yield os.path.join(os.environ[folder], path)  # noqa: PTH118 - one string


def _sandbox() -> tuple[str, ...]:
    """Do without the browser's own sandbox where it refuses to have one: run by root."""
    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()
