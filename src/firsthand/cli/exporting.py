"""How does what was found leave a dossier from the terminal?"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from firsthand.cli.screen import DossierPath, Quiet, need_reports, progress


class ExportFormat(StrEnum):
    """What an export can be."""

    JSON = "json"
    CSV = "csv"
    HTML = "html"


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
    with Dossier.open(dossier) as case, progress(quiet) as told:
        findings, decisions = case.study(told), case.decisions()
    if form is ExportFormat.CSV:
        for path in export_csv(findings, output):
            typer.echo(str(path))
        return
    if form is ExportFormat.HTML:
        need_reports(findings)
        data = render_brief(findings, decisions=decisions).encode()
    else:
        data = export_json(findings)
    if to_stdout:
        sys.stdout.buffer.write(data)
    else:
        output.write_bytes(data)
        typer.echo(str(output))
