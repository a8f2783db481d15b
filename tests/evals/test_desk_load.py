"""Does the load test measure, and does it notice what is lost?"""

import asyncio
from pathlib import Path

from evals import desk_load
from firsthand import Dossier


def small(folder: Path) -> Path:
    text = (
        "Tallow Echo\n\n3 May 2031\n\nThe reservoir above Tallow Bay holds 40 million litres of "
        "water, the water office said on Friday.\n"
    )
    (folder / "echo.txt").write_text(text, encoding="utf-8")
    with Dossier.new(folder / "load.sqlite") as dossier:
        dossier.add([folder / "echo.txt"])
        dossier.study()
    return folder / "load.sqlite"


def test_some_readers_and_a_writer_lose_nothing(tmp_path: Path) -> None:
    rows = desk_load.measure(small(tmp_path), 3, 1, 1.0, 0.5, None)
    assert rows["readers"]["errors"] == rows["writers"]["errors"] == 0, rows
    assert rows["writers"]["lost"] == 0
    assert rows["writers"]["kept"]
    assert rows["readers"]["requests"]
    assert rows["desk, one listing"]["requests"]


def test_an_error_is_counted() -> None:
    async def wrong() -> desk_load.Told:
        told = desk_load.Told(seconds=1.0)

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 500 Wrong\r\nContent-Length: 2\r\n\r\nno")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        told = await desk_load.alone(port, "/", 1, 0.2)
        server.close()
        return told

    told = asyncio.run(wrong())
    assert told.errors[0] == "/: 500"
    assert told.row()["errors"] == len(told.errors)
