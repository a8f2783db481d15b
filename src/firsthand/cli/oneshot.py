"""How are files studied in one go, without a dossier? Into a brief, or into answers."""

import sys
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from firsthand.cli.screen import (
    AsJson,
    Quiet,
    counts,
    finish,
    headline,
    need_reports,
    progress,
    result,
)


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
    from firsthand.oneshot import study as study_paths  # noqa: PLC0415 - heavy; not for --help
    from firsthand.serve.brief import render_brief  # noqa: PLC0415 - likewise

    if sample == bool(paths):
        raise typer.BadParameter("name some files or folders, or give --sample", param_hint="PATH")
    chosen: list[str | Path] = [_sample_folder()] if sample else [*(paths or [])]
    with progress(quiet) as told:
        findings = study_paths(chosen, told=told)
    need_reports(findings)
    page = render_brief(findings, title or ("The sample story (fictional)" if sample else ""))
    if str(output) == "-":
        sys.stdout.write(page)
    else:
        output.write_text(page, encoding="utf-8")
        result(as_json, {"brief": str(output), **counts(findings)}, headline(findings, output))
    finish(findings.refusals)


def answers(
    folder: Annotated[Path, typer.Argument(help="A folder of reports.", metavar="FOLDER")],
    out: Annotated[Path, typer.Argument(help="The folder to write to.", metavar="OUT")],
    quiet: Quiet = False,
) -> None:
    """Study FOLDER/*.txt, *.html and *.pdf as one story; write the shapes the evaluation scores."""
    from firsthand.serve.answers import answer_folder  # noqa: PLC0415 - heavy

    if not folder.is_dir():
        raise typer.BadParameter(f"{folder} is no folder", param_hint="FOLDER")
    with progress(quiet) as told:
        findings = answer_folder(folder, out, told)
    typer.echo(str(out))
    finish(findings.refusals)


def _sample_folder() -> Path:
    return Path(str(files("firsthand").joinpath("sample", "reports")))
