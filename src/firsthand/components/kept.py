"""What does a spaCy document keep of what was found in it, and of what it was told?"""

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Doc

from firsthand.model.items import Figure, Moment, Name, Place, Statement
from firsthand.model.schema import from_json

LISTS: Mapping[str, type[tuple[Any, ...]]] = {
    "firsthand_times": tuple[Moment, ...],
    "firsthand_places": tuple[Place, ...],
    "firsthand_figures": tuple[Figure, ...],
    "firsthand_names": tuple[Name, ...],
    "firsthand_statements": tuple[Statement, ...],
}
"""Component to the type of what it finds."""

TOLD = ("published", "language", "outlet")
"""What may be told of a document: in a component's settings, or as `doc._.firsthand_published`."""


def told_key(name: str) -> str:
    """Name the extension, and the key of the user data, of what a document is told.

    Args:
        name: one of TOLD.

    Returns:
        The key.
    """
    return f"firsthand_{name}"


def kept(doc: Doc, question: str) -> tuple[Any, ...] | None:
    """Decode what a component found.

    Args:
        doc: a document.
        question: the component's name.

    Returns:
        The items in text order; None where the component has not run.
    """
    data = doc.user_data.get(question)
    return None if data is None else from_json(LISTS[question], data)
