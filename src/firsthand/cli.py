"""How is Firsthand used from a terminal? One screen a command.

Results go to stdout, progress and messages to stderr.
Exit codes: 0 ok, 1 error, 2 wrong usage, 3 done, but some inputs were refused.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer

from firsthand import __version__
from firsthand.errors import FirsthandError
from firsthand.model.findings import Findings
from firsthand.model.report import Refusal

OK, ERROR, USAGE, REFUSED = 0, 1, 2, 3

EXITS = "Exit codes: 0 ok, 1 error, 2 wrong usage, 3 done, but some inputs were refused."

app = typer.Typer(
    name="firsthand",
    help=f"Tell what happened, who says so at first hand, and what came of it.\n\n{EXITS}",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[
    list[str], typer.Argument(help="Files, folders, or - for standard input.", metavar="PATH...")
]
DossierPath = Annotated[str, typer.Argument(help="The dossier's file.", metavar="DOSSIER")]
AsJson = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]


class ExportFormat(StrEnum):
    """What an export can be."""

    JSON = "json"
    CSV = "csv"
    HTML = "html"


def _example(*lines: str) -> str:
    return "Example:\n\n" + "\n\n".join(f"  {line}" for line in lines) + f"\n\n{EXITS}"


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"firsthand {__version__}")
        raise typer.Exit(OK)


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Tell the version and stop."
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command(epilog=_example("firsthand brief reports/ -o brief.html", "firsthand brief --sample"))
def brief(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, or - for standard input.", metavar="PATH..."),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The page to write.", metavar="FILE")
    ] = Path("brief.html"),
    title: Annotated[str, typer.Option(help="The page's title.")] = "",
    sample: Annotated[bool, typer.Option(help="Study the bundled fictional story.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Study files in one go and write one self-contained page."""
    from firsthand.dossier import study as study_paths  # noqa: PLC0415 - heavy; not for --help
    from firsthand.serve.brief import render_brief  # noqa: PLC0415 - likewise

    if sample == bool(paths):
        raise typer.BadParameter("name some files or folders, or give --sample", param_hint="PATH")
    chosen: list[str | Path] = [_sample_folder()] if sample else [*(paths or [])]
    with _progress(quiet) as told:
        findings = study_paths(chosen, told=told)
    _need_reports(findings)
    page = render_brief(findings, title or ("The sample story (fictional)" if sample else ""))
    if str(output) == "-":
        sys.stdout.write(page)
    else:
        output.write_text(page, encoding="utf-8")
        _result(as_json, {"brief": str(output), **_counts(findings)}, _headline(findings, output))
    _finish(findings.refusals)


@app.command(epilog=_example("firsthand new story.firsthand"))
def new(dossier: DossierPath) -> None:
    """Make an empty dossier."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy

    Dossier.new(dossier).close()
    typer.echo(dossier)


@app.command(epilog=_example("firsthand add story.firsthand reports/ release.pdf"))
def add(dossier: DossierPath, paths: Paths, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Add files to a dossier; the same bytes twice change nothing."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy

    with Dossier.open(dossier) as case, _progress(quiet) as told:
        added = case.add(paths, told=told)
    line = f"{len(added.new)} added, {len(added.known)} known already, {len(added.refused)} refused"
    row = {"new": added.new, "known": added.known, "refused": [r.name for r in added.refused]}
    _result(as_json, row, line)
    _finish(added.refused)


@app.command(epilog=_example("firsthand study story.firsthand"))
def study(dossier: DossierPath, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Ask every question of what is new and compare all reports."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy

    with Dossier.open(dossier) as case, _progress(quiet) as told:
        findings = case.study(told)
    _result(as_json, _counts(findings), _headline(findings, None))


@app.command(
    epilog=_example("firsthand show story.firsthand figures", "firsthand show s.fh events --json")
)
def show(
    dossier: DossierPath,
    what: Annotated[str, typer.Argument(help="reports, events, figures, ...", metavar="WHAT")] = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Show what was found: an overview, or one kind of items as a table."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy
    from firsthand.model.schema import TABLES, to_plain  # noqa: PLC0415 - likewise
    from firsthand.serve.tables import item_table  # noqa: PLC0415 - likewise

    if what and what not in TABLES:
        raise typer.BadParameter(f"{what!r}; known are {', '.join(TABLES)}", param_hint="WHAT")
    with Dossier.open(dossier) as case, _progress(quiet) as told:
        findings = case.study(told)
        items = case.decisions() if what == "decisions" else getattr(findings, what or "events")
    if not what:
        _result(as_json, _counts(findings), _headline(findings, None))
    elif as_json:
        for item in items:
            typer.echo(json.dumps(to_plain(item), ensure_ascii=False))
    else:
        _console().print(item_table(what, items, findings))


@app.command(
    epilog=_example(
        "firsthand compare story.firsthand R1 R4",
        "firsthand compare reports/ wire.txt copy.html -o side.html",
    )
)
def compare(
    source: Annotated[
        str, typer.Argument(help="A dossier's file, or a folder of reports.", metavar="DOSSIER")
    ],
    left: Annotated[
        str, typer.Argument(help="A report: its name, id, or tag in the brief.", metavar="LEFT")
    ],
    right: Annotated[str, typer.Argument(help="Another report.", metavar="RIGHT")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The page to write.", metavar="FILE")
    ] = Path("side.html"),
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Lay any two reports side by side on one self-contained page."""
    from firsthand.dossier import Dossier, between  # noqa: PLC0415 - heavy
    from firsthand.dossier import study as study_paths  # noqa: PLC0415 - likewise
    from firsthand.serve.side import render_side  # noqa: PLC0415 - likewise
    from firsthand.serve.views.sides import say_pair  # noqa: PLC0415 - likewise

    with _progress(quiet) as told:
        if Path(source).is_dir():
            findings = study_paths([source], told=told)
            _need_reports(findings)
        else:
            with Dossier.open(source) as case:
                findings = case.study(told)
    pair = between(findings, left, right)
    page = render_side(findings, pair)
    if str(output) == "-":
        sys.stdout.write(page)
    else:
        output.write_text(page, encoding="utf-8")
        line = f"{say_pair(pair, left, right)}\n{output}"
        _result(as_json, {"side": str(output), **_shares(pair)}, line)
    if Path(source).is_dir():
        _finish(findings.refusals)


@app.command(
    epilog=_example(
        'firsthand decide story.firsthand reject link-0123456789abcdef --why "own reporter there"',
        'firsthand decide story.firsthand join one.html two.txt --why "one press release"',
        'firsthand decide story.firsthand count identical near-copy --why "owners do not matter"',
        'firsthand decide story.firsthand outlets ours.toml --why "local papers"',
        'firsthand decide story.firsthand split entity-0123456789abcdef "A. Berg" --why "her son"',
    )
)
def decide(
    dossier: DossierPath,
    action: Annotated[
        str,
        typer.Argument(
            help="confirm, reject, rename, status, note, undo, join, count, outlets, merge, split.",
            metavar="ACTION",
        ),
    ],
    target: Annotated[
        str,
        typer.Argument(
            help="An item's or a decision's id; a report; the first kind; a file of outlets.",
            metavar="TARGET",
        ),
    ],
    values: Annotated[
        list[str] | None,
        typer.Argument(
            help="The new name or status, note, other report or entity, spelling, further kinds.",
            metavar="VALUE...",
        ),
    ] = None,
    why: Annotated[str, typer.Option(help="The reason; it is kept.", metavar="TEXT")] = "",
    who: Annotated[str, typer.Option(help="Who decides; by default you.", metavar="NAME")] = "",
    as_json: AsJson = False,
) -> None:
    """Keep a decision; it wins over what the program suggests from the next study on."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy
    from firsthand.model.schema import to_plain  # noqa: PLC0415 - likewise

    if not why.strip():
        raise typer.BadParameter("a decision needs a reason", param_hint="--why")
    value: object = " ".join(values or [])
    if action in ("rename", "status", "note", "join", "merge", "split") and not value:
        raise typer.BadParameter(f"{action} needs a value", param_hint="VALUE")
    if action == "count":
        value = [kind.replace("-", " ") for kind in (target, *(values or []))]
    with Dossier.open(dossier) as case:
        if action == "outlets":
            decisions = case.add_outlets(target, why, who)
        else:
            decisions = (case.decide(action, target, why, value, who),)
    for decision in decisions:
        line = f"{decision.number} {decision.action} {decision.target} by {decision.who}"
        _result(as_json, to_plain(decision), f"{line} ({decision.id})")


@app.command(epilog=_example("firsthand answers reports/ answers/"))
def answers(
    folder: Annotated[Path, typer.Argument(help="A folder of reports.", metavar="FOLDER")],
    out: Annotated[Path, typer.Argument(help="The folder to write to.", metavar="OUT")],
    quiet: Quiet = False,
) -> None:
    """Study FOLDER/*.txt, *.html and *.pdf as one story; write the shapes the evaluation scores."""
    from firsthand.serve.answers import answer_folder  # noqa: PLC0415 - heavy

    if not folder.is_dir():
        raise typer.BadParameter(f"{folder} is no folder", param_hint="FOLDER")
    with _progress(quiet) as told:
        findings = answer_folder(folder, out, told)
    typer.echo(str(out))
    _finish(findings.refusals)


@app.command(
    epilog=_example(
        "firsthand export story.firsthand --format json -o story.json",
        "firsthand export story.firsthand --format csv -o tables/",
        "firsthand export story.firsthand --format html -o brief.html",
    )
)
def export(
    dossier: DossierPath,
    form: Annotated[ExportFormat, typer.Option("--format", "-f", help="What to write.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A file, or a folder for csv.", metavar="OUT")
    ] = Path("-"),
    quiet: Quiet = False,
) -> None:
    """Write everything found as JSON, as one CSV file for each kind of items, or as the brief."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy
    from firsthand.serve.brief import render_brief  # noqa: PLC0415 - likewise
    from firsthand.serve.exports import export_csv, export_json  # noqa: PLC0415 - likewise

    to_stdout = str(output) == "-"
    if form is ExportFormat.CSV and to_stdout:
        raise typer.BadParameter("a CSV export is a folder of tables; name it", param_hint="-o")
    with Dossier.open(dossier) as case, _progress(quiet) as told:
        findings, decisions = case.study(told), case.decisions()
    if form is ExportFormat.CSV:
        for path in export_csv(findings, output):
            typer.echo(str(path))
        return
    if form is ExportFormat.HTML:
        _need_reports(findings)
        data = render_brief(findings, decisions=decisions).encode()
    else:
        data = export_json(findings)
    if to_stdout:
        sys.stdout.buffer.write(data)
    else:
        output.write_bytes(data)
        typer.echo(str(output))


def main() -> None:
    """Run the command line; errors become one line on stderr and exit code 1."""
    try:
        app()
    except FirsthandError as error:
        typer.echo(f"firsthand: {error}", err=True)
        sys.exit(ERROR)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does: not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ERROR)
    except KeyboardInterrupt:
        typer.echo("firsthand: stopped; what was kept so far stays, run again to go on", err=True)
        sys.exit(ERROR)
    except OSError as error:
        typer.echo(f"firsthand: {error.filename or ''}: {error.strerror or error}", err=True)
        sys.exit(ERROR)


def _console(*, err: bool = False) -> Any:  # noqa: ANN401 - rich is imported late
    from rich.console import Console  # noqa: PLC0415 - heavy

    return Console(stderr=err, highlight=False)


@contextmanager
def _progress(quiet: bool) -> Iterator[Any]:
    """Show the step being worked on, on stderr: a live line for a person, plain lines for a log."""
    if quiet:
        yield lambda _line: None
        return
    console = _console(err=True)
    if not console.is_terminal:
        yield lambda line: typer.echo(line, err=True)
        return
    with console.status("starting") as status:
        yield lambda line: status.update(line.replace("[", r"\["))


def _sample_folder() -> Path:
    return Path(str(files("firsthand").joinpath("sample", "reports")))


def _need_reports(findings: Findings) -> None:
    if not findings.reports:
        _list_refused(findings.refusals)
        raise FirsthandError("nothing could be read: no report, no brief")


def _counts(findings: Findings) -> dict[str, Any]:
    weight = next((w for item, w in findings.weights if item == "all"), None)
    return {
        "reports": len(findings.reports),
        "events": sum(1 for event in findings.events if _is_told(event)),
        "independent_sources": weight.independent if weight else 0,
        "independent_sources_at_most": weight.at_most if weight else 0,
        "because": weight.reason if weight else "",
        "figures": len(findings.figures),
        "statements": len(findings.statements),
        "directives": len(findings.progress),
        "refused": len(findings.refusals),
    }


def _shares(pair: Any) -> dict[str, Any]:  # noqa: ANN401 - a Pair; its module is imported late
    sides = {"left": pair.sides.left, "right": pair.sides.right}
    return {
        "link": pair.link.id if pair.link else "",
        "kind": pair.link.kind.value if pair.link else "",
        **{
            name: {
                "report": side.report.id,
                "words": side.words,
                "characters": side.characters,
                **{
                    share.ink.value.replace(" ", "_"): {
                        "words": share.words,
                        "characters": share.characters,
                    }
                    for share in side.shares
                },
            }
            for name, side in sides.items()
        },
        "conflicts": [
            {"slot": one.slot, **{name: one.of(s.report.id).value for name, s in sides.items()}}
            for _, one in pair.sides.disputes
        ],
    }


def _is_told(event: Any) -> bool:  # noqa: ANN401 - an Event; its module is imported late
    return any(reporting.relation.value != "refers" for reporting in event.reportings)


def _headline(findings: Findings, output: Path | None) -> str:
    counts = _counts(findings)
    line = (
        f"{_number(counts['reports'], 'report')}, {_number(counts['events'], 'event')}, "
        f"{_sources(counts['independent_sources'], counts['independent_sources_at_most'])}"
    )
    because = f"\n{counts['because']}" if counts["because"] else ""
    return f"{line}{because}" + (f"\n{output}" if output else "")


def _sources(least: int, most: int) -> str:
    said = _number(least, "independent source")
    return f"{said}, at most {most}" if most > least else said


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _result(as_json: bool, row: dict[str, Any], line: str) -> None:
    typer.echo(json.dumps(row, ensure_ascii=False) if as_json else line)


def _list_refused(refused: tuple[Refusal, ...]) -> None:
    for refusal in refused:
        detail = f" ({refusal.detail})" if refusal.detail else ""
        typer.echo(f"refused {refusal.name}: {refusal.reason}{detail}", err=True)


def _finish(refused: tuple[Refusal, ...]) -> None:
    _list_refused(refused)
    if refused:
        raise typer.Exit(REFUSED)
