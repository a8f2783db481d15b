"""Is what the documentation says true: commands, exit codes, examples, links and names?"""

import json
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from firsthand import cli, errors, study
from firsthand.ingest import Limits
from firsthand.model.schema import to_plain
from tools import write_docs

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = tuple(
    sorted([*ROOT.glob("*.md"), *(p for p in DOCS.rglob("*.md") if "_build" not in p.parts)])
)
STALE = "out of date; run: .venv/bin/python tools/write_docs.py"

_LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^()\s]+)\)|\{download\}`[^`<]*<([^<>]+)>`")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)
_LITERAL = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(
    r"(?<![\w./<])((?:src|tests|evals|tools|docs)/[\w./-]*\w|[\w.-]+\.(?:md|cff))(?![\w*<])"
)
_COMMAND = re.compile(r"(?:^|[`\s/])firsthand ([a-z]+)\b(?![:=])")
_OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]+)")
_TARGET = re.compile(r"(?:`|\$ |^)make ([a-z]+)\b", re.MULTILINE)
_DOTTED = re.compile(r"\bfirsthand(?:\.[A-Za-z_]\w*)+")
_VARIABLE = re.compile(r"\bFIRSTHAND_[A-Z_]+\b")
_PLACE = re.compile(r"(?<![\w.~/:-])/(?:home|root|tmp|work|usr|var|opt|mnt)\b")


def page_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def anchors(path: Path) -> frozenset[str]:
    headings = _HEADING.findall(_FENCE.sub("", text_of(path)))
    plain = (re.sub(r"[^\w\s-]", "", heading.lower()).strip() for heading in headings)
    return frozenset(re.sub(r"\s", "-", heading) for heading in plain)


def code_of(path: Path) -> str:
    """Give what a page sets as code: fenced blocks that are typed, and literals."""
    text = text_of(path)
    fences = [f for f in _FENCE.findall(text) if f.startswith(("```console", "```sh"))]
    return "\n".join([*fences, *(f"`{one}`" for one in _LITERAL.findall(_FENCE.sub("", text)))])


# --- generated parts and examples -------------------------------------------------------------


@pytest.mark.parametrize("page", write_docs.PARTS)
def test_generated_part_is_up_to_date(page: str) -> None:
    name, write = write_docs.PARTS[page]
    text = text_of(ROOT / page)
    assert f"<!-- {name} begin -->" in text
    assert f"<!-- {name} end -->" in text
    assert write_docs.fill(text, name, write()) == text, STALE


def test_schema_file_is_up_to_date_and_fits_the_findings() -> None:
    text = text_of(DOCS / "reference" / "schema.json")
    assert text == write_docs.schema_file(), STALE
    findings = study([ROOT / write_docs.SAMPLE / "4-review-wire.txt"])
    assert findings.figures
    jsonschema.validate(to_plain(findings), json.loads(text))


@pytest.mark.parametrize("path", write_docs.pages_with_examples(), ids=page_name)
def test_examples_print_what_the_page_says(path: Path) -> None:
    text = text_of(path)
    assert write_docs.run_page(text).splitlines() == text.splitlines(), STALE


def test_a_wrong_example_is_noticed() -> None:
    page = "```console\n$ echo one\ntwo\n```\n\n```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n"
    right = "```console\n$ echo one\none\n```\n\n```python\nprint(1 + 1)\n```\n\n```text\n2\n```\n"
    assert write_docs.run_page(page) == right
    assert write_docs.run_page(right) == right


def test_a_failing_example_fails() -> None:
    with pytest.raises(ZeroDivisionError):
        write_docs.run_page("```python\n1 / 0\n```\n")


# --- what must be documented ------------------------------------------------------------------


def test_every_command_has_its_help() -> None:
    page = text_of(DOCS / "reference" / "cli.md")
    for name in write_docs.commands():
        assert f"\n## firsthand {name}\n" in page


def test_every_command_is_used_outside_the_reference() -> None:
    used = {name for path in PAGES if path.name != "cli.md" for name in command_names(path)}
    assert used >= set(write_docs.commands())


def test_every_exit_code_is_documented() -> None:
    table = re.findall(r"^\| (\d) \| \w", text_of(DOCS / "reference" / "cli.md"), re.MULTILINE)
    assert [int(code) for code in table] == [cli.OK, cli.ERROR, cli.USAGE, cli.REFUSED]


def test_every_error_is_documented() -> None:
    page = text_of(DOCS / "reference" / "python.md")
    named = [name for name, one in vars(errors).items() if isinstance(one, type)]
    assert len(named) > 5
    assert [name for name in named if name not in page] == []


def test_every_limit_is_documented_with_its_default() -> None:
    section = text_of(DOCS / "reference" / "python.md").partition("## Limits")[2].partition("##")[0]
    limits, mib = Limits(), 1 << 20
    for name in limits.__slots__:
        value = getattr(limits, name)
        forms = {f"{value:,g}", f"{value:,}", f"{value / mib:g} MiB", f"{value / mib / 1024:g} GiB"}
        assert any(f"`{name}` {form}" in " ".join(section.split()) for form in forms), name


def test_every_public_name_is_documented() -> None:
    import firsthand  # noqa: PLC0415 - beside its one use

    page = text_of(DOCS / "reference" / "python.md")
    assert [name for name in firsthand.__all__ if name[0] != "_" and name not in page] == []


def test_every_lexicon_file_is_explained() -> None:
    page = text_of(DOCS / "how-to" / "add-a-language.md")
    folder = ROOT / "src" / "firsthand" / "lang"
    names = {path.name for path in folder.glob("[a-z][a-z]/*.toml") if path.parent.name != "xx"}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_benchmarks_has_room_for_the_figures() -> None:
    text = text_of(DOCS / "benchmarks.md")
    assert text.index("<!-- figures begin -->") < text.index("<!-- figures end -->")


# --- what must exist --------------------------------------------------------------------------


def command_names(path: Path) -> list[str]:
    return [name for name in _COMMAND.findall(code_of(path)) if name != "import"]


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_links_resolve(path: Path) -> None:
    broken = []
    for one, other in _LINK.findall(_FENCE.sub("", text_of(path))):
        link = one or other
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        inside = target == ROOT or ROOT in target.parents
        if not (inside and target.exists()) or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_commands_that_are_named_exist(path: Path) -> None:
    assert [name for name in command_names(path) if name not in write_docs.commands()] == []


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_options_that_are_named_exist(path: Path) -> None:
    runner = CliRunner()
    known = "".join(
        text_of(ROOT / "evals" / name)
        for name in ("__main__.py", "peers/__main__.py", "stories/build.py")
    )
    for name in write_docs.commands():
        known += runner.invoke(cli.app, [name, "--help"], env={"COLUMNS": "200"}).stdout
    assert [name for name in _OPTION.findall(code_of(path)) if name not in known] == []


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_targets_that_are_named_exist(path: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE)
    assert [name for name in _TARGET.findall(code_of(path)) if name not in targets] == []


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_files_that_are_named_exist(path: Path) -> None:
    named = {n for one in _LITERAL.findall(text_of(path)) for n in _PATH.findall(one)}
    lost = [n for n in named if not ((ROOT / n).exists() or (DOCS / n).exists())]
    assert sorted(lost) == []


def test_modules_on_the_way_through_the_code_exist() -> None:
    way = text_of(ROOT / "CONTRIBUTING.md").partition("## The way")[2].partition("\n## Rules")[0]
    known = {path.name for path in (ROOT / "src" / "firsthand").rglob("*.py")}
    named = re.findall(r"`(?:\w+/)?(\w+\.py)`", way)
    assert len(named) > 40
    assert [name for name in named if name not in known] == []
    folders = re.findall(r"`(\w+)/`", way)
    real = {path.name for path in (ROOT / "src" / "firsthand").rglob("*") if path.is_dir()}
    assert sorted(set(folders) - real - {"evals", "tests", "tools"}) == []


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_python_names_exist(path: Path) -> None:
    for name in sorted(set(_DOTTED.findall("\n".join(_LITERAL.findall(text_of(path)))))):
        if not resolves(name):
            pytest.fail(f"{name} does not exist")


def resolves(name: str) -> bool:
    parts = name.split(".")
    if (ROOT / "src").joinpath(*parts).exists():
        return True
    for cut in range(len(parts), 0, -1):
        try:
            thing: object = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            if not hasattr(thing, part):
                return False
            thing = getattr(thing, part)
        return True
    return False


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_variables_that_are_named_exist(path: Path) -> None:
    named = set(_VARIABLE.findall(text_of(path)))
    code = "".join(text_of(p) for part in ("src", "evals") for p in (ROOT / part).rglob("*.py"))
    assert sorted(name for name in named if name not in code) == []


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_no_place_of_one_machine_is_named(path: Path) -> None:
    assert _PLACE.findall(text_of(path)) == []
