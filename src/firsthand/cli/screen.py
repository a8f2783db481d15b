"""What do all commands share? Options, progress on stderr, results on stdout, exit codes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from firsthand.errors import FirsthandError
from firsthand.model.findings import Findings
from firsthand.model.report import Refusal

OK, ERROR, USAGE, REFUSED = 0, 1, 2, 3

EXITS = "Exit codes: 0 ok, 1 error, 2 wrong usage, 3 done, but some inputs were refused."

Paths = Annotated[
    list[str], typer.Argument(help="Files, folders, or - for standard input.", metavar="PATH...")
]
DossierPath = Annotated[str, typer.Argument(help="The dossier's file.", metavar="DOSSIER")]
AsJson = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]


def example(*lines: str) -> str:
    """Write the lines of examples that stand below a command's help."""
    return "Example:\n\n" + "\n\n".join(f"  {line}" for line in lines) + f"\n\n{EXITS}"


def console(*, err: bool = False) -> Any:  # noqa: ANN401 - rich is imported late
    """Give a terminal to write to."""
    from rich.console import Console  # noqa: PLC0415 - heavy

    return Console(stderr=err, highlight=False)


@contextmanager
def progress(quiet: bool) -> Iterator[Any]:
    """Show the step being worked on, on stderr: a live line for a person, plain lines for a log."""
    if quiet:
        yield lambda _line: None
        return
    screen = console(err=True)
    if not screen.is_terminal:
        yield lambda line: typer.echo(line, err=True)
        return
    with screen.status("starting") as status:
        yield lambda line: status.update(line.replace("[", r"\["))


def need_reports(findings: Findings) -> None:
    """Stop with an error where nothing could be read."""
    if not findings.reports:
        _list_refused(findings.refusals)
        raise FirsthandError("nothing could be read: no report, no brief")


def counts(findings: Findings) -> dict[str, Any]:
    """Count what a study found, for people and for programs."""
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


def _is_told(event: Any) -> bool:  # noqa: ANN401 - an Event; its module is imported late
    return any(reporting.relation.value != "refers" for reporting in event.reportings)


def headline(findings: Findings, output: Path | None) -> str:
    """Say in a line or two what a study came to, and where its page was written."""
    row = counts(findings)
    line = (
        f"{_number(row['reports'], 'report')}, {_number(row['events'], 'event')}, "
        f"{_sources(row['independent_sources'], row['independent_sources_at_most'])}"
    )
    because = f"\n{row['because']}" if row["because"] else ""
    return f"{line}{because}" + (f"\n{output}" if output else "")


def _sources(least: int, most: int) -> str:
    said = _number(least, "independent source")
    return f"{said}, at most {most}" if most > least else said


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def result(as_json: bool, row: dict[str, Any], line: str) -> None:
    """Write a result to stdout, as JSON or as a line."""
    typer.echo(json.dumps(row, ensure_ascii=False) if as_json else line)


def _list_refused(refused: tuple[Refusal, ...]) -> None:
    for refusal in refused:
        detail = f" ({refusal.detail})" if refusal.detail else ""
        typer.echo(f"refused {refusal.name}: {refusal.reason}{detail}", err=True)


def finish(refused: tuple[Refusal, ...]) -> None:
    """List what was refused and end with the exit code that says so."""
    _list_refused(refused)
    if refused:
        raise typer.Exit(REFUSED)
