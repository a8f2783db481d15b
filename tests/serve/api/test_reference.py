"""Does the reference of the API list every route, and no other?"""

import re
from pathlib import Path

from fastapi import FastAPI

from firsthand.serve.api import PREFIX, attach

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "api.md"


def test_every_route_is_listed() -> None:
    app = FastAPI()
    attach(app)
    known = {
        (method.upper(), path.removeprefix(PREFIX))
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    told = set()
    for method, paths in re.findall(
        r"^\| (GET|POST|DELETE) (.*?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    ):
        told |= {(method, path) for path in re.findall(r"`([^`]+)`", paths)}
    assert told == known


def test_the_description_names_every_noun_once() -> None:
    app = FastAPI()
    attach(app)
    described = app.openapi()
    assert described["openapi"].startswith("3.1")
    nouns = described["components"]["schemas"]
    refs = set(re.findall(r"#/components/schemas/([\w.]+)", str(described)))
    assert refs <= set(nouns)
