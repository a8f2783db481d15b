"""Do fetched pages become reports of a dossier, with what the site answered?"""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firsthand import Dossier
from firsthand.cli import REFUSED, app
from firsthand.ingest.fetch import FetchRules
from firsthand.model.report import RefusalReason

PAGE = (
    "<html><head><title>Br\u00fccke offen</title></head><body><article><p>Die Br\u00fccke in "
    "Althafen ist seit Sonntag wieder offen, sagte B\u00fcrgermeisterin Ilse Varga.</p></article>"
    "</body></html>"
).encode("latin-1")
HOUSE = FetchRules(seconds=5.0, private=True, any_port=True)


@pytest.fixture
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGE if self.path == "/bridge" else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=iso-8859-1")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_fetched_page_is_a_report_with_the_answer_behind_it(home: str | Path, site: str) -> None:
    with Dossier.new(home) as case:
        added = case.fetch([f"{site}/bridge", f"{site}/gone"], HOUSE)
        assert [one.reason for one in added.refused] == [RefusalReason.NOT_FOUND]
        [report] = case.reports()
        assert report.name == f"{site}/bridge"
        assert "Die Br\u00fccke in Althafen" in report.text
        given = dict(report.given)
        assert given["fetched-url"] == f"{site}/bridge"
        [page] = case.fetches(report.id)
        assert page.body == PAGE == case.raw_bytes(report.id)
        assert (page.status, page.charset, page.when) == (200, "iso-8859-1", given["fetched"])
        again = case.fetch([f"{site}/bridge"], HOUSE)
        assert again.known == (report.id,)
        assert len(case.fetches(report.id)) == 2


def test_pages_are_fetched_from_the_terminal(tmp_path: Path, site: str) -> None:
    place = tmp_path / "case.firsthand"
    Dossier.new(place).close()
    run = CliRunner()
    inside = run.invoke(app, ["fetch", str(place), f"{site}/bridge", "--quiet", "--json"])
    assert inside.exit_code == REFUSED
    assert "not allowed" in inside.stderr
    words = ["fetch", str(place), f"{site}/bridge", "--private", "--quiet", "--json"]
    assert len(json.loads(run.invoke(app, words).stdout)["new"]) == 1
