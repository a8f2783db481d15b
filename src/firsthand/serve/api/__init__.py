"""How do programs ask a dossier over HTTP? Routes under /api/v1, described by OpenAPI 3.1."""

import json
import re
from collections.abc import Callable
from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI  # noqa: TID253 - imported when a desk opens

from firsthand.client.nouns import NOUNS
from firsthand.compare.facing import Pair
from firsthand.serve.api import finding, leaving, lists, orders, reports

PREFIX = "/api/v1"

router = APIRouter(prefix=PREFIX)
"""Every route; those with fixed names come before those of the tables."""

for part in (reports, orders, finding, leaving, lists):
    router.include_router(part.router)


def attach(app: FastAPI) -> None:
    """Give an application the API and its description.

    Args:
        app: whose `state.case` is the open dossier.
    """
    app.include_router(router)
    app.openapi = _described(app, app.openapi)  # type: ignore[method-assign]


def _described(
    app: FastAPI, describe: Callable[[], dict[str, Any]]
) -> Callable[[], dict[str, Any]]:
    """Add the nouns, written down from their one definition, to what FastAPI describes."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            told = describe()
            _, nouns = msgspec.json.schema_components(
                (*NOUNS, Pair), ref_template="#/components/schemas/{name}"
            )
            parts = told.setdefault("components", {})
            parts.setdefault("schemas", {}).update(_short(nouns))
            parts["securitySchemes"] = {
                "password": {
                    "type": "http",
                    "scheme": "basic",
                    "description": "asked for where the desk has a password",
                }
            }
            app.openapi_schema = told
        return app.openapi_schema

    return described


def _short(nouns: dict[str, Any]) -> dict[str, Any]:
    """Name two nouns that share a name by the last part of their modules: story_Change."""
    text = re.sub(r"\bfirsthand(?:\.\w+)*\.(\w+)\.(\w+)", r"\1_\2", json.dumps(nouns))
    short: dict[str, Any] = json.loads(text)
    return short


__all__ = ["PREFIX", "attach", "router"]
