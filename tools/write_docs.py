"""Which parts of the documentation are written by the program, and are they up to date?

Run after a change of the command line, of a noun or of what is found in the sample story:

    .venv/bin/python tools/write_docs.py

It writes `docs/reference/schema.json`, the parts of pages between `<!-- NAME begin -->` and
`<!-- NAME end -->`, and the output below every command and every piece of Python in the tutorial,
the guides and the pages on what is read. `tests/test_docs.py` fails when one of them is stale.
"""

import contextlib
import dataclasses
import inspect
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

import firsthand
from firsthand import cli
from firsthand.compare import families
from firsthand.lang import ANY
from firsthand.model import findings, items, reason, report, schema, span, story
from firsthand.serve import brief, exports

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SAMPLE = Path("src/firsthand/sample/reports")
PYTHON, CONSOLE, SHOWN = "python", "console", "text"
WIDTH = "96"
"""Columns of the terminal that the output is made for."""

TERMINAL = {
    "COLUMNS": WIDTH,
    "NO_COLOR": "1",
    "TERM": "dumb",
    "FORCE_COLOR": None,
    "GITHUB_ACTIONS": None,
    "PY_COLORS": None,
}
"""What a command sees of its terminal; None takes a variable away."""

PROGRESS = ("adding ", "reading ", "comparing ")
"""Lines on stderr that a terminal shows only while the work goes on."""

NOUNS: tuple[tuple[str, Any], ...] = (
    ("What was read", report),
    ("Where it stands and why", span),
    ("Where it stands and why", reason),
    ("What is found in one report", items),
    ("What many reports tell together", story),
    ("All of it", findings),
)

API: tuple[tuple[str, Any], ...] = (
    ("firsthand.study", firsthand.study),
    ("firsthand.read", firsthand.read),
    ("firsthand.Dossier.new", firsthand.Dossier.new),
    ("firsthand.Dossier.open", firsthand.Dossier.open),
    ("firsthand.Dossier.close", firsthand.Dossier.close),
    ("firsthand.Dossier.add", firsthand.Dossier.add),
    ("firsthand.Dossier.study", firsthand.Dossier.study),
    ("firsthand.Dossier.reports", firsthand.Dossier.reports),
    ("firsthand.Dossier.raw_bytes", firsthand.Dossier.raw_bytes),
    ("firsthand.Dossier.names_of_reports", firsthand.Dossier.names_of_reports),
    ("firsthand.Dossier.decide", firsthand.Dossier.decide),
    ("firsthand.Dossier.decisions", firsthand.Dossier.decisions),
    ("firsthand.Report.span", firsthand.Report.span),
    ("firsthand.Report.role_at", firsthand.Report.role_at),
    ("firsthand.Span.of", firsthand.Span.of),
    ("firsthand.Span.overlaps", firsthand.Span.overlaps),
    ("firsthand.Span.contains", firsthand.Span.contains),
    ("firsthand.model.span.anchor", span.anchor),
    ("firsthand.model.span.Anchor.to_w3c", span.Anchor.to_w3c),
    ("firsthand.model.span.Anchor.from_w3c", span.Anchor.from_w3c),
    ("firsthand.model.span.resolve", span.resolve),
    ("firsthand.model.schema.to_json", schema.to_json),
    ("firsthand.model.schema.from_json", schema.from_json),
    ("firsthand.model.schema.to_plain", schema.to_plain),
    ("firsthand.model.schema.to_row", schema.to_row),
    ("firsthand.model.schema.spans_of", schema.spans_of),
    ("firsthand.model.schema.json_schema", schema.json_schema),
    ("firsthand.compare.families.find_families", families.find_families),
    ("firsthand.compare.families.weigh", families.weigh),
    ("firsthand.serve.brief.render_brief", brief.render_brief),
    ("firsthand.serve.exports.export_json", exports.export_json),
    ("firsthand.serve.exports.export_csv", exports.export_csv),
)

READ = ("times", "figures", "places")
"""What has a page that shows what is read, what is not, and how well."""

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_ANSWER = re.compile(r"\A\n*```text\n.*?^```\n", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^(Args|Returns|Raises|Yields|Attributes):\n", re.MULTILINE)
_ENTRY = re.compile(r"^ {4}([*\w]+): ", re.MULTILINE)
_QUALIFIED = re.compile(r"\b(?:\w+\.)+(?=[A-Z])")
_LITERAL = re.compile(r"`([^`]*)`")


# --- the command line -------------------------------------------------------------------------


def commands() -> tuple[str, ...]:
    """List the commands in the order of the help.

    Returns:
        Their names.
    """
    return tuple(
        str(command.name or getattr(command.callback, "__name__", ""))
        for command in cli.app.registered_commands
    )


def help_page() -> str:
    """Write the help of the program and of every command.

    Returns:
        Markdown.
    """
    runner = CliRunner()
    parts = []
    for name in ("", *commands()):
        words = [name, "--help"] if name else ["--help"]
        output = runner.invoke(cli.app, words, env=TERMINAL, prog_name="firsthand").stdout
        lines = "\n".join(line.rstrip() for line in output.strip("\n").splitlines())
        parts.append(f"## firsthand{' ' if name else ''}{name}\n\n```text\n{lines.strip()}\n```")
    return "\n\n".join(parts)


# --- the nouns --------------------------------------------------------------------------------


def schema_file() -> str:
    """Write the JSON Schema of the findings.

    Returns:
        JSON.
    """
    return json.dumps(schema.json_schema(), indent=1, ensure_ascii=False) + "\n"


def noun_page() -> str:
    """Write a table of the fields of every noun.

    Returns:
        Markdown.
    """
    parts = []
    before = ""
    tables = {noun: name for name, noun in schema.TABLES.items()}
    for title, module in NOUNS:
        if title != before:
            parts.append(f"## {title}")
            before = title
        parts.extend(
            _noun(noun, tables.get(noun, ""))
            for noun in vars(module).values()
            if inspect.isclass(noun) and noun.__module__ == module.__name__
        )
    return "\n\n".join(parts)


def _noun(noun: Any, table: str) -> str:  # noqa: ANN401 - any class of the model
    lines = [f"### {noun.__name__}", "", _literals(inspect.cleandoc(noun.__doc__ or "")), ""]
    if issubclass(noun, StrEnum):
        lines.append("One of " + ", ".join(f"`{member.value}`" for member in noun) + ".")
        return "\n".join(lines)
    lines.extend(("| field | type | when absent |", "|---|---|---|"))
    for field in dataclasses.fields(noun):
        kind = field.type if isinstance(field.type, str) else _type(field.type)
        lines.append(f"| `{field.name}` | {kind} | {_default(field)} |")
    if table:
        names = ", ".join(f"`{column.name}`" for column in schema.columns(noun))
        lines.extend(("", f"In JSON under `{table}`. Columns of `{table}.csv`: {names}."))
    return "\n".join(lines)


def _type(kind: Any) -> str:  # noqa: ANN401 - a class or a generic alias
    arguments = getattr(kind, "__args__", ())
    if getattr(kind, "__origin__", None) is tuple:
        inner = [_type(one) for one in arguments if one is not Ellipsis]
        return f"list of {inner[0]}" if Ellipsis in arguments else f"({', '.join(inner)})"
    if arguments:
        return " or ".join(_type(one) for one in arguments)
    if kind is type(None):
        return "null"
    plain = {str: "text", int: "integer", float: "number", bool: "true or false"}
    return plain.get(kind) or f"[{kind.__name__}](#{kind.__name__.lower()})"


def _default(field: Any) -> str:  # noqa: ANN401 - a dataclass field
    value = field.default
    if field.default_factory is not dataclasses.MISSING or value == ():
        return "empty list"
    if value is dataclasses.MISSING:
        return "never"
    if isinstance(value, reason.Slot):
        return "empty slot"
    if isinstance(value, StrEnum):
        return f"`{value.value}`"
    if dataclasses.is_dataclass(value):
        return "empty"
    return f"`{json.dumps(value)}`"


# --- languages --------------------------------------------------------------------------------


def language_page() -> str:
    """Write which data files each language has.

    Returns:
        Markdown.
    """
    folder = ROOT / "src" / "firsthand" / "lang"
    have = {path.name: {p.stem for p in path.glob("*.toml")} for path in sorted(folder.iterdir())}
    have = {code: names for code, names in have.items() if names and code != ANY}
    basic = {code: have.pop(code) for code in sorted(have) if "statements" not in have[code]}
    every = sorted(set().union(*have.values()))
    lines = ["| | " + " | ".join(f"`{code}`" for code in have) + " |"]
    lines.append("|---" * (len(have) + 1) + "|")
    for name in every:
        marks = " | ".join("x" if name in names else " " for names in have.values())
        lines.append(f"| {name} | {marks} |")
    shared = sorted(set.intersection(*basic.values()))
    codes = ", ".join(f"`{code}`" for code in basic)
    more = {code: sorted(names.difference(shared)) for code, names in basic.items()}
    also = "".join(f"; of `{c}` {', '.join(m)} too" for c, m in more.items() if m)
    lines.append(f"\nOf {codes} there are {', '.join(shared)}{also}.")
    return "\n".join(lines)


# --- Python -----------------------------------------------------------------------------------


def api_page() -> str:
    """Write signature and docstring of the public functions.

    Returns:
        Markdown.
    """
    return "\n\n".join(_function(name, thing) for name, thing in API)


def _function(name: str, thing: Callable[..., Any]) -> str:
    sections = _SECTION.split(inspect.cleandoc(thing.__doc__ or ""))
    lines = [f"### {name}", "", f"```text\n{_signature(name, thing)}\n```", ""]
    lines.append(_literals(sections[0].strip()))
    for title, body in zip(sections[1::2], sections[2::2], strict=True):
        lines.extend(("", f"*{title}*", ""))
        if title in {"Returns", "Yields"}:
            lines.append(_literals(" ".join(body.split())))
            continue
        entries = _ENTRY.split("\n" + body)
        for key, said in zip(entries[1::2], entries[2::2], strict=True):
            lines.append(f"- `{key}`: {_literals(' '.join(said.split()))}")
    return "\n".join(lines)


def _signature(name: str, thing: Callable[..., Any]) -> str:
    """Write a call as a reader would: short names, and defaults by what they are."""
    found = inspect.signature(thing)
    written = []
    for parameter in found.parameters.values():
        if parameter.name == "self":
            continue
        kind = _QUALIFIED.sub("", inspect.formatannotation(parameter.annotation))
        default = parameter.default
        if default is inspect.Parameter.empty:
            written.append(f"{parameter.name}: {kind}")
        elif callable(default) or dataclasses.is_dataclass(default):
            written.append(f"{parameter.name}: {kind} = ...")
        elif isinstance(default, frozenset):
            written.append(f"{parameter.name}: {kind} = DEFAULT_KINDS")
        else:
            written.append(f"{parameter.name}: {kind} = {default!r}")
    result = _QUALIFIED.sub("", inspect.formatannotation(found.return_annotation))
    call = name.rsplit(".", maxsplit=1)[-1]
    line = f"{call}({', '.join(written)}) -> {result}"
    if len(line) <= int(WIDTH):
        return line
    return f"{call}(\n" + "".join(f"    {one},\n" for one in written) + f") -> {result}"


def _literals(text: str) -> str:
    """Keep what Markdown would read as markup."""
    parts = _LITERAL.split(text)
    for index in range(0, len(parts), 2):
        parts[index] = re.sub(r"([<>\[\]*])", r"\\\1", parts[index])
    return "".join(f"`{p}`" if index % 2 else p for index, p in enumerate(parts))


# --- scores -----------------------------------------------------------------------------------


def scores(name: str) -> str:
    """Write the floors of a question's benchmarks beside what other tools score.

    Args:
        name: of the page.

    Returns:
        Markdown.
    """
    floors = json.loads((ROOT / "evals" / "floors.json").read_text(encoding="utf-8"))["floors"]
    peers = ROOT / "evals" / "peers" / "scores.toml"
    parts = []
    for bench, table in tomllib.loads(peers.read_text(encoding="utf-8"))[name].items():
        systems = {f"{one} (cited)": row for one, row in table.get("cited", {}).items()}
        systems |= table.get("run", {})
        lines = [f"| {bench} | Firsthand | {' | '.join(systems)} |"]
        lines.append("|---" * (len(systems) + 2) + "|")
        for number, metric in enumerate(table["columns"]):
            floor = floors.get(f"{bench}/{metric}")
            ours = "-" if floor is None else f"{100 * floor:.1f}"
            theirs = " | ".join(str(row[number] or "-") for row in systems.values())
            lines.append(f"| {metric} | {ours} | {theirs} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


# --- examples ---------------------------------------------------------------------------------


def pages_with_examples() -> tuple[Path, ...]:
    """List the pages whose examples are run.

    Returns:
        The tutorial, the guides and the pages on what is read.
    """
    guides = [*(DOCS / "tutorial").glob("*.md"), *(DOCS / "how-to").glob("*.md")]
    return tuple(sorted([*guides, *(DOCS / "explanation" / f"{name}.md" for name in READ)]))


def run_page(text: str) -> str:
    """Run the examples of a page, in order, in one empty folder that holds the sample story.

    Args:
        text: the page.

    Returns:
        The page with the output of this moment.

    Raises:
        AssertionError: when an example in Python fails.
    """
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(str(files("firsthand").joinpath("sample", "reports")), SAMPLE)
        return "".join(_run_blocks(text))


def _run_blocks(text: str) -> Iterator[str]:
    names: dict[str, Any] = {"__name__": "example"}
    at = 0
    for match in _BLOCK.finditer(text):
        if match.start() < at:
            continue
        yield text[at : match.start()]
        at = match.end()
        if match[1] == CONSOLE:
            yield f"```{CONSOLE}\n{_run_console(match[2])}```\n"
            continue
        yield match[0]
        if match[1] == PYTHON:
            output = _run_python(match[2], names)
            answer = _ANSWER.match(text[at:])
            at += answer.end() if answer else 0
            yield f"\n```{SHOWN}\n{output}```\n" if output else ""
    yield text[at:]


def _run_python(code: str, names: dict[str, Any]) -> str:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, "<example>", "exec"), names)  # noqa: S102 - our own pages
    return output.getvalue()


def _run_console(block: str) -> str:
    """Run the lines that begin with a prompt; what stood below them is replaced."""
    lines = []
    code = 0
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        command = line.removeprefix("$ ")
        lines.append(line)
        if command == "echo $?":
            lines.append(str(code))
            continue
        output, code = _run_command(command)
        lines.extend(row.rstrip() for row in output.splitlines())
    return "\n".join(lines) + "\n"


def _run_command(command: str) -> tuple[str, int]:
    words = shlex.split(command, comments=True)
    if words[0] != "firsthand":
        done = subprocess.run(  # noqa: S603 - our own pages
            ["/bin/sh", "-c", command], capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr, done.returncode
    result = CliRunner().invoke(cli.app, words[1:], env=TERMINAL, prog_name="firsthand")
    error = str(result.exception) if result.exit_code == cli.ERROR and result.exception else ""
    told = [line for line in result.stderr.splitlines() if not line.startswith(PROGRESS)]
    said = f"firsthand: {error}\n" if error and not told else ""
    return result.stdout + "".join(f"{line}\n" for line in told) + said, result.exit_code


# --- pages ------------------------------------------------------------------------------------

PARTS: dict[str, tuple[str, Callable[[], str]]] = {
    "docs/reference/cli.md": ("help", help_page),
    "docs/reference/nouns.md": ("nouns", noun_page),
    "docs/reference/languages.md": ("languages", language_page),
    "docs/reference/python.md": ("functions", api_page),
    **{f"docs/explanation/{name}.md": ("scores", partial(scores, name)) for name in READ},
}
"""Page to the name of its generated part and what writes it."""


def fill(text: str, name: str, part: str) -> str:
    """Put a generated part into a page.

    Args:
        text: the page.
        name: the name in its two marks.
        part: Markdown.

    Returns:
        The page with that part between the marks.
    """
    begin, end = f"<!-- {name} begin -->", f"<!-- {name} end -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n\n{part}\n\n{end}{after}"


def fresh() -> Iterator[tuple[Path, str]]:
    """Write every page that holds something generated anew.

    Yields:
        The page's path and what it should hold.
    """
    yield DOCS / "reference" / "schema.json", schema_file()
    for page, (name, write) in PARTS.items():
        path = ROOT / page
        yield path, fill(path.read_text(encoding="utf-8"), name, write())
    for path in pages_with_examples():
        yield path, run_page(path.read_text(encoding="utf-8"))


def main() -> None:
    """Write what is out of date and name it."""
    os.chdir(ROOT)
    for path, text in fresh():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
