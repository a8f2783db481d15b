"""How is a dossier opened in a browser?"""

import os
import threading
import webbrowser
from pathlib import Path
from typing import Annotated, Any

import typer

from firsthand.errors import FirsthandError

PASSWORD_HASH = "FIRSTHAND_PASSWORD_HASH"  # noqa: S105 - the name of a variable
SECRET = "FIRSTHAND_SECRET"  # noqa: S105 - likewise


def serve(
    dossier: Annotated[
        str,
        typer.Argument(
            help="The dossier: a file, made if missing, or an address.", metavar="DOSSIER"
        ),
    ],
    host: Annotated[
        str, typer.Option(help="Where to listen; other than loopback needs a sign-in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0 = any free one.")] = 8765,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A host name people type to come here.")
    ] = None,
    password_file: Annotated[
        Path | None, typer.Option(help="A file that holds the password people sign in with.")
    ] = None,
    oidc_issuer: Annotated[
        str, typer.Option(help="An OpenID Connect provider to sign in with.", metavar="URL")
    ] = "",
    https: Annotated[bool, typer.Option(help="People come by https, through a proxy.")] = False,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
) -> None:
    """Open a dossier in a browser: pages, REST API, exports."""
    import uvicorn

    from firsthand.dossier import Dossier  # noqa: PLC0415 - likewise
    from firsthand.serve.desk.app import create_app  # noqa: PLC0415 - likewise
    from firsthand.serve.desk.guard import hash_password  # noqa: PLC0415 - likewise
    from firsthand.serve.desk.settings import DeskSettings, Oidc, new_secret  # noqa: PLC0415 - likewise

    client = os.environ.get("FIRSTHAND_OIDC_CLIENT", "")
    if oidc_issuer and not client:
        raise typer.BadParameter("set FIRSTHAND_OIDC_CLIENT too", param_hint="--oidc-issuer")
    hashed = os.environ.get(PASSWORD_HASH, "")
    if password_file is not None:
        hashed = hash_password(password_file.read_text(encoding="utf-8").strip())
    secret = os.environ.get("FIRSTHAND_OIDC_SECRET", "")
    settings = DeskSettings(
        host=host,
        port=port,
        password_hash=hashed,
        oidc=Oidc(oidc_issuer, client, secret, _allowed()) if oidc_issuer else None,
        https=https,
        hosts=tuple(name or ()),
        secret=os.environ.get(SECRET) or new_secret(),
    )
    if not dossier.startswith("postgresql") and not Path(dossier).exists():
        Dossier.new(dossier).close()
    config = uvicorn.Config(
        create_app(dossier, settings),
        host=host,
        port=port,
        log_level="warning",
        ws="none",
        server_header=False,
        proxy_headers=https,
        timeout_graceful_shutdown=3,
    )
    _run(uvicorn.Server(config), host, browser)


def _allowed() -> frozenset[str]:
    """Read who may come in by the provider: addresses set apart by commas or blanks."""
    return frozenset(os.environ.get("FIRSTHAND_OIDC_ALLOWED", "").replace(",", " ").split())


def _run(server: Any, host: str, browser: bool) -> None:  # noqa: ANN401 - uvicorn is imported late
    """Serve until Ctrl+C; say where once it can be reached."""

    def tell() -> None:
        while not server.started and not server.should_exit:
            stop.wait(0.05)
            if stop.is_set():
                return
        port = server.servers[0].sockets[0].getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else shown}:{port}/"  # noqa: S104 - compared
        typer.echo(f"the desk is open at {address} (Ctrl+C closes it)", err=True)
        if browser:
            webbrowser.open(address)

    stop = threading.Event()
    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        server.run()
    finally:
        stop.set()
    if not server.started:
        raise FirsthandError("the desk could not be opened there; is the port taken?")
