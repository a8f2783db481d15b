"""Does the API tell the same from SQLite and from PostgreSQL?"""

import io
import json
import warnings
import zipfile
from pathlib import Path

from firsthand import Dossier
from firsthand.model.schema import ITEMS, STORY, from_json
from firsthand.serve.desk.app import create_app
from firsthand.serve.desk.settings import DeskSettings
from tests.serve.api.test_schema import TEXT, DoneAtOnce

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client of the tests moves to another library
    from fastapi.testclient import TestClient


def test_lists_decisions_search_and_exports(home: str | Path, tmp_path: Path) -> None:
    (tmp_path / "echo.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "post.txt").write_text(TEXT.replace("Echo", "Post"), encoding="utf-8")
    with Dossier.new(home) as dossier:
        dossier.add([tmp_path / "echo.txt", tmp_path / "post.txt"])
        findings = dossier.study()
    settings = DeskSettings(study_on_start=False)
    app = create_app(home, settings)
    app.state.case.jobs = DoneAtOnce(home, settings.limits, lambda _job: None)
    with TestClient(app, base_url="http://localhost/api/v1/") as client:
        nouns: dict[str, type] = {**ITEMS, **STORY}
        for table, noun in nouns.items():
            rows = client.get(table, params={"limit": 1000}).json()["items"]
            told: tuple[object, ...] = tuple(from_json(noun, json.dumps(row)) for row in rows)
            assert told == getattr(findings, table)
        assert client.get("search", params={"q": "reservoir"}).json()["total"] >= 2
        order = {"action": "note", "target": findings.links[0].id, "why": "asked", "value": "x"}
        tag = client.get("links").headers["ETag"]
        assert client.post("decisions", json=order).status_code == 201
        assert client.get("decisions").json()["total"] == 1
        assert client.get("links").headers["ETag"] != tag
        with zipfile.ZipFile(io.BytesIO(client.get("exports/csv").content)) as archive:
            assert "figures.csv" in archive.namelist()
        report = findings.reports[0]
        assert client.get(f"reports/{report.id}/file").content.decode() == report.text
