"""How is a dossier kept from the terminal? Make it, add to it, study it, show what it holds."""

import json
from typing import Annotated, Any

import typer

from firsthand.cli.screen import (
    AsJson,
    DossierPath,
    Paths,
    Quiet,
    console,
    counts,
    finish,
    headline,
    progress,
    result,
)


def new(dossier: DossierPath) -> None:
    """Make an empty dossier."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy

    Dossier.new(dossier).close()
    typer.echo(dossier)


def add(dossier: DossierPath, paths: Paths, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Add files to a dossier; the same bytes twice change nothing."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy

    with Dossier.open(dossier) as case, progress(quiet) as told:
        added = case.add(paths, told=told)
    _tell_added(added, as_json)


def fetch(
    dossier: DossierPath,
    addresses: Annotated[
        list[str], typer.Argument(help="Addresses of pages, http or https.", metavar="ADDRESS...")
    ],
    seconds: Annotated[float, typer.Option(help="For one page, with its redirects.")] = 30.0,
    private: Annotated[
        bool, typer.Option("--private", help="Also machines and ports of the own network.")
    ] = False,
    no_robots: Annotated[
        bool, typer.Option("--no-robots", help="Do not ask robots.txt; you answer for it.")
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Fetch pages and add them to a dossier; the one command that opens connections."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy
    from firsthand.ingest.fetch import FetchRules  # noqa: PLC0415 - likewise

    rules = FetchRules(seconds, private=private, any_port=private, robots=not no_robots)
    with Dossier.open(dossier) as case, progress(quiet) as told:
        added = case.fetch(addresses, rules, told=told)
    _tell_added(added, as_json)


def study(dossier: DossierPath, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Ask every question of what is new and compare all reports."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy

    with Dossier.open(dossier) as case, progress(quiet) as told:
        findings = case.study(told)
    result(as_json, counts(findings), headline(findings, None))


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
    with Dossier.open(dossier) as case, progress(quiet) as told:
        findings = case.study(told)
        items = case.decisions() if what == "decisions" else getattr(findings, what or "events")
    if not what:
        result(as_json, counts(findings), headline(findings, None))
    elif as_json:
        for item in items:
            typer.echo(json.dumps(to_plain(item), ensure_ascii=False))
    else:
        console().print(item_table(what, items, findings))


def changes(
    dossier: DossierPath,
    number: Annotated[
        int, typer.Option("--study", help="Of which study; 0 = the last that changed anything.")
    ] = 0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Tell what a study found otherwise than the one before: new, changed, withdrawn."""
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy
    from firsthand.model.schema import to_plain  # noqa: PLC0415 - likewise

    with Dossier.open(dossier) as case, progress(quiet) as told:
        case.study(told)
        found = case.changes(number)
    for change in found:
        if as_json:
            typer.echo(json.dumps(to_plain(change), ensure_ascii=False))
            continue
        values = " -> ".join(value for value in (change.was, change.now) if value)
        typer.echo(f"{change.how.value} in {change.table}: {change.title}")
        if values:
            typer.echo(f"  {values}")
    if not found and not as_json:
        typer.echo("nothing is otherwise than in the study before")


def _tell_added(added: Any, as_json: bool) -> None:  # noqa: ANN401 - its module is imported late
    line = f"{len(added.new)} added, {len(added.known)} known already, {len(added.refused)} refused"
    row = {"new": added.new, "known": added.known, "refused": [r.name for r in added.refused]}
    result(as_json, row, line)
    finish(added.refused)
