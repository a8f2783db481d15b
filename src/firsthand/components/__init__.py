"""How does a spaCy pipeline ask one question of Firsthand without the rest?

spaCy imports this module whenever it makes a pipeline, so it stays light: the ribs are imported
when one of the components is added.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from firsthand.components.kept import LISTS, TOLD, kept, told_key
from firsthand.model.items import Figure, Place, Statement
from firsthand.model.schema import to_json

__all__ = ["Component", "figures", "names", "places", "statements", "times"]

Items = tuple[Any, ...]
"""Moments, places, figures, names or statements, in text order."""


@dataclass(frozen=True, slots=True)
class Component:
    """Answer one question of every document that passes.

    `settings` holds (name, value) of what is told of all documents; what a document's own
    extensions tell wins.
    """

    question: str
    answer: Callable[[str, Doc, dict[str, str | None]], Items]
    settings: tuple[tuple[str, str | None], ...] = ()

    def __call__(self, doc: Doc) -> Doc:
        """Keep what is found: the items as JSON, and a span group of whole tokens.

        Args:
            doc: a document of any pipeline.

        Returns:
            The same document.
        """
        doc.user_data.pop(self.question, None)  # an answer to other settings, perhaps
        items = self.answer(self.question, doc, dict(self.settings))
        doc.user_data[self.question] = to_json(items)
        marked = list(_marked(doc, items))
        doc.spans[self.question] = SpanGroup(doc, name=self.question, spans=marked)
        return doc


def _marked(doc: Doc, items: Items) -> Iterator[Span]:
    for item in items:
        for span in item.content if isinstance(item, Statement) else (item.span,):
            marked = doc.char_span(
                span.start, span.end, _label(item), span_id=item.id, alignment_mode="expand"
            )
            if marked is not None:
                yield marked


def _label(item: Any) -> str:  # noqa: ANN401 - any noun that a component finds
    match item:
        case Place():
            return item.level
        case Figure():
            return item.bound.value
        case Statement():
            return item.act
        case _:
            return str(item.kind.value)


def _answers(name: str) -> None:
    """Let `doc._` decode what a component found, which is kept as plain bytes."""

    def refuse(_doc: Doc, _value: object) -> None:
        raise AttributeError(f"doc._.{name} is found, not told: add {name!r} to the pipeline")

    _extend(name, lambda doc: kept(doc, name), refuse)


def _tells(name: str) -> None:
    """Let `doc._` take what a user knows of one document."""
    key = told_key(name)

    def write(doc: Doc, value: str | date | None) -> None:
        told = value.isoformat() if isinstance(value, date) else value
        doc.user_data[key] = _checked(name, told)

    _extend(key, lambda doc: doc.user_data.get(key), write)


def _extend(name: str, getter: Callable[[Doc], Any], setter: Callable[[Doc, Any], None]) -> None:
    if not Doc.has_extension(name):
        Doc.set_extension(name, getter=getter, setter=setter)


def _checked(name: str, value: str | None) -> str | None:
    if value and name == "published":
        date.fromisoformat(value[:10])
    return value


def _factory(question: str) -> Callable[..., Component]:
    """Register a component, with the settings that all of them take."""

    def make(
        nlp: Language,  # noqa: ARG001 - spaCy hands it to every factory
        name: str,  # noqa: ARG001 - likewise
        published: str | None,
        language: str | None,
        outlet: str | None,
    ) -> Component:
        settings = (
            ("published", _checked("published", published)),
            ("language", language),
            ("outlet", outlet),
        )
        return Component(question, import_module("firsthand.components.ask").answer, settings)

    Language.factory(
        question,
        default_config=dict.fromkeys(TOLD),
        assigns=[f"doc._.{question}", "doc.spans"],
        func=make,
    )
    return make


for _question in LISTS:
    _answers(_question)
for _told in TOLD:
    _tells(_told)

times = _factory("firsthand_times")
places = _factory("firsthand_places")
figures = _factory("firsthand_figures")
names = _factory("firsthand_names")
statements = _factory("firsthand_statements")
