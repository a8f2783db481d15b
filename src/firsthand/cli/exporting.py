"""How does what was found leave a dossier from the terminal?"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from firsthand.cli.screen import DossierPath, Quiet, need_reports, progress

KNOWN = (
    "json, jsonl, csv, csv-plain, xlsx, parquet, ftm, annotations, graphml, gexf, bibtex, ris, "
    "csl, stix, iati, html, pdf"
)
"""Our own formats; plug-ins may add others."""


def export(
    dossier: DossierPath,
    form: Annotated[str, typer.Option("--format", "-f", help=KNOWN, metavar="FORMAT")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="A file; for csv and parquet a folder or a .zip file.",
            metavar="OUT",
        ),
    ] = Path("-"),
    quiet: Quiet = False,
) -> None:
    """Write everything found, or the brief, in a format that other tools read."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy
    from firsthand.serve.exports import Material, formats, save, stream  # noqa: PLC0415 - likewise

    chosen = formats().get(form)
    if chosen is None:
        raise typer.BadParameter(f"{form!r}; known are {', '.join(formats())}", param_hint="-f")
    to_stdout = str(output) == "-"
    if chosen.folder and to_stdout:
        raise typer.BadParameter(f"a {form} export is a folder of tables; name it", param_hint="-o")
    with Dossier.open(dossier) as case:
        with progress(quiet) as told:
            findings = case.study(told)
        if form in ("html", "pdf"):
            need_reports(findings)
        material = Material(findings, case.decisions(), raw=case.raw_bytes)
        if to_stdout:
            sys.stdout.buffer.writelines(stream(material, chosen))
            return
        for path in save(material, chosen, output):
            typer.echo(str(path))
