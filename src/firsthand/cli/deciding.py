"""How is a decision kept from the terminal?"""

from typing import Annotated

import typer

from firsthand.cli.screen import AsJson, DossierPath, result


def decide(
    dossier: DossierPath,
    action: Annotated[
        str,
        typer.Argument(
            help="confirm, reject, rename, status, note, undo, join, count, outlets, merge, "
            "split, move.",
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
            help="The new name or status, note, other report, entity or event, spelling, kinds.",
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
    if action in ("rename", "status", "note", "join", "merge", "split", "move") and not value:
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
        result(as_json, to_plain(decision), f"{line} ({decision.id})")
