"""What does one spaCy document answer, given what was asked of it before?"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from spacy.tokens import Doc

from firsthand.analyse.figures import find_figures
from firsthand.analyse.names import find_names
from firsthand.analyse.places import find_places
from firsthand.analyse.statements import find_statements
from firsthand.analyse.times import find_times
from firsthand.clean.language import tell_language
from firsthand.components.kept import TOLD, kept, told_key
from firsthand.model.items import Moment, Name, Place
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.text.reading import PARSED_LANGUAGES, Reading, adopt

MANY_LANGUAGES = frozenset({"xx", "mul", "und", ""})
"""Codes of pipelines that are of no one language: each text is asked for its own."""

UNIVERSAL = frozenset({"obj", "obl", "nsubj:pass", "root"})
"""Relations of Universal Dependencies. The rules read the English scheme of spaCy's own models."""


def answer(question: str, doc: Doc, settings: Mapping[str, str | None]) -> tuple[Any, ...]:
    """Answer one question of a document.

    What it rests on (a figure's times and places) is taken from the components that ran before,
    and found on the spot where none did.

    Args:
        question: a component's name.
        doc: a document of any pipeline.
        settings: what the component was told of all documents.

    Returns:
        The items in text order.
    """
    return _ANSWERS[question](_Asked(doc, settings))


class _Asked:
    """One document as a report."""

    def __init__(self, doc: Doc, settings: Mapping[str, str | None]) -> None:
        self.doc = doc
        told = {
            name: doc.user_data.get(told_key(name)) or settings.get(name) or "" for name in TOLD
        }
        language, score = told["language"] or doc.lang_, 1.0
        if language in MANY_LANGUAGES:
            language, score = tell_language(doc.text)
        digest = hash_text(doc.text)
        self.report = Report(
            id=digest,
            name=digest,
            text=doc.text,
            text_hash=digest,
            media_type="text/plain",
            reader="spacy@1",
            metadata=Metadata(
                outlet=_slot(told["outlet"]),
                published=_slot(told["published"]),
                language=language,
                language_score=score,
            ),
        )

    @cached_property
    def parsed(self) -> bool:
        """Whether the document's parse is one that the rules can read."""
        return (
            self.report.metadata.language in PARSED_LANGUAGES
            and self.doc.has_annotation("DEP")
            and self.doc.has_annotation("TAG")
            and not any(token.dep_ in UNIVERSAL for token in self.doc)
        )

    @cached_property
    def reading(self) -> Reading:
        """The document with its parse, where there is one."""
        return adopt(self.report, self.doc if self.parsed else None)

    @cached_property
    def named(self) -> Reading:
        """The document with its parse, where that comes with entities."""
        if self.parsed and not self.doc.has_annotation("ENT_IOB"):
            return adopt(self.report)
        return self.reading

    def moments(self) -> tuple[Moment, ...]:
        """Give its time expressions."""
        before = kept(self.doc, "firsthand_times")
        return find_times(self.reading) if before is None else before

    def places(self) -> tuple[Place, ...]:
        """Give its places."""
        before = kept(self.doc, "firsthand_places")
        return find_places(self.named) if before is None else before

    def names(self) -> tuple[Name, ...]:
        """Give its names."""
        before = kept(self.doc, "firsthand_names")
        return find_names(self.named, self.places()) if before is None else before


_ANSWERS: Mapping[str, Callable[[_Asked], tuple[Any, ...]]] = {
    "firsthand_times": _Asked.moments,
    "firsthand_places": _Asked.places,
    "firsthand_figures": lambda one: find_figures(one.reading, one.moments(), one.places()),
    "firsthand_names": _Asked.names,
    "firsthand_statements": lambda one: find_statements(one.reading, one.names()),
}


def _slot(value: str) -> Slot:
    return Slot(value, (), Provenance.DOCUMENT) if value else EMPTY
