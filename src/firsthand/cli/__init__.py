"""How is Firsthand used from a terminal? Every command, with an example of its use.

Results go to stdout, progress and messages to stderr.
Exit codes: 0 ok, 1 error, 2 wrong usage, 3 done, but some inputs were refused.
"""

import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

# The products of vectors here are small: further threads would only wait for one another, and what
# is found must not depend on how many there are. It must be said before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from firsthand import __version__
from firsthand.cli.casework import add, changes, fetch, new, show, study
from firsthand.cli.comparing import compare
from firsthand.cli.deciding import decide
from firsthand.cli.exporting import export
from firsthand.cli.oneshot import answers, brief
from firsthand.cli.screen import ERROR, EXITS, OK, REFUSED, USAGE, example
from firsthand.cli.serve import serve
from firsthand.errors import FirsthandError

__all__ = ["ERROR", "EXITS", "OK", "REFUSED", "USAGE", "app", "main"]

app = typer.Typer(
    name="firsthand",
    help=f"Tell what happened, who says so at first hand, and what came of it.\n\n{EXITS}",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: tuple[tuple[Callable[..., None], tuple[str, ...]], ...] = (
    (brief, ("firsthand brief reports/ -o brief.html", "firsthand brief --sample")),
    (new, ("firsthand new story.firsthand",)),
    (add, ("firsthand add story.firsthand reports/ release.pdf",)),
    (fetch, ("firsthand fetch story.firsthand https://news.example/bridge",)),
    (study, ("firsthand study story.firsthand",)),
    (show, ("firsthand show story.firsthand figures", "firsthand show s.fh events --json")),
    (changes, ("firsthand changes story.firsthand", "firsthand changes s.fh --study 3 --json")),
    (
        compare,
        (
            "firsthand compare story.firsthand R1 R4",
            "firsthand compare reports/ wire.txt copy.html -o side.html",
        ),
    ),
    (
        decide,
        (
            'firsthand decide story.firsthand reject link-0123456789abcdef --why "own man there"',
            'firsthand decide story.firsthand join one.html two.txt --why "one press release"',
            'firsthand decide story.firsthand count identical near-copy --why "owners set aside"',
            'firsthand decide story.firsthand move R3.txt new --why "another day"',
            'firsthand decide story.firsthand outlets ours.toml --why "local papers"',
            'firsthand decide story.firsthand split entity-0123456789abcdef "A. Berg" --why "son"',
        ),
    ),
    (
        serve,
        (
            "firsthand serve story.firsthand",
            "firsthand serve story.firsthand --host 0.0.0.0 --password-file secret.txt",
        ),
    ),
    (answers, ("firsthand answers reports/ answers/",)),
    (
        export,
        (
            "firsthand export story.firsthand --format json -o story.json",
            "firsthand export story.firsthand --format csv -o tables/",
            "firsthand export story.firsthand --format html -o brief.html",
        ),
    ),
)
"""Every command in the order of the help page, with lines that show its use."""

for _command, _lines in COMMANDS:
    app.command(epilog=example(*_lines))(_command)


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
