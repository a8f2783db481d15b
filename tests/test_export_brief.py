"""Does the brief of a dossier show which links count and who decided so?"""

from html import unescape
from pathlib import Path
from re import sub

from typer.testing import CliRunner

from firsthand.cli import ERROR, OK, app

RUN = CliRunner()

TEXTS = {
    "a.txt": "Tallow Echo\n\n3 May 2031\n\nThe reservoir above Tallow Bay is full again for the "
    "first time in nine years, the water office said on Friday. Gardens may be watered from June. "
    "Two wells that had run dry near the mill now reach the kitchen taps again.\n",
    "b.txt": "Mill Lane Post\n\n4 May 2031\n\nThe reservoir above Tallow Bay is full again for the "
    "first time in nine years, the water office said on Friday. Gardens may be watered from June. "
    "Two wells that had run dry near the mill now reach the kitchen taps again. It rained.\n",
}


def words(page: str) -> str:
    return " ".join(unescape(sub(r"<[^>]+>", " ", page)).split())


def test_a_choice_of_kinds_shows_in_the_brief_of_the_dossier(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    case, page = str(tmp_path / "case.firsthand"), tmp_path / "brief.html"

    def run(*args: str) -> int:
        return RUN.invoke(app, list(args)).exit_code

    assert run("new", case) == OK
    assert run("export", case, "-f", "html", "-q", "-o", str(page)) == ERROR
    assert run("add", case, "-q", *(str(tmp_path / name) for name in TEXTS)) == OK
    assert run("export", case, "-f", "html", "-q", "-o", str(page)) == OK
    before = words(page.read_text(encoding="utf-8"))
    assert "near copy 1 link yes by default" in before
    assert "1 independent source 2 reports, but one independent source" in before
    assert "copied from R1 (near copy," in before
    why = "both have reporters in the valley"
    assert run("decide", case, "count", "same-agency-credited", "--why", why, "--who", "Ada") == OK
    result = RUN.invoke(app, ["export", case, "-f", "html", "-q"])
    after = words(result.stdout)
    assert "near copy 1 link no decided by Ada on" in after
    assert f"because “{why}”" in after
    assert "2 independent sources" in after
    assert "does not count here" in after
