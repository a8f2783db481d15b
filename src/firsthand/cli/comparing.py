"""How are two reports laid side by side from the terminal?"""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from firsthand.cli.screen import AsJson, Quiet, finish, need_reports, progress, result


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
    from firsthand.dossier import Dossier  # noqa: PLC0415 - heavy
    from firsthand.oneshot import between  # noqa: PLC0415 - likewise
    from firsthand.oneshot import study as study_paths  # noqa: PLC0415 - likewise
    from firsthand.serve.side import render_side  # noqa: PLC0415 - likewise
    from firsthand.serve.views.sides import say_pair  # noqa: PLC0415 - likewise

    with progress(quiet) as told:
        if Path(source).is_dir():
            findings = study_paths([source], told=told)
            need_reports(findings)
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
        result(as_json, {"side": str(output), **_shares(pair)}, line)
    if Path(source).is_dir():
        finish(findings.refusals)


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
