"""Which projects, programmes and titles does a parsed text name?"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from firsthand.analyse.names.draft import Draft, Parsed, trim
from firsthand.analyse.names.lexicon import Calling
from firsthand.model.items import NameKind
from firsthand.text.words import fold_name

_PROJECT = re.compile(
    r"\"?(?P<name>[A-Z][\w'-]*(?: (?:and|of|for|the|&)(?= [A-Z])| [A-Z][\w'-]*){1,7})\"?"
    r" (?P<noun>\w+)"
)
_QUOTED = re.compile(r"[ ,:]+\"(?P<name>[A-Z][^\"\n]{8,220}?)[,.]?\"")
_DEEDS = ("tion", "ment", "ization", "isation", "al", "ance", "ing", "opening", "ity")
LONG = 2
"""Words from which on a name is a full one."""


def named_projects(doc: Parsed, text: str, said: Calling) -> Iterator[Draft]:
    """Read names of projects: by their noun, by quotes after "titled", by the parser.

    Args:
        doc: a spaCy document of the shadow text.
        text: the shadow text.
        said: words of the language.

    Yields:
        The names.
    """
    for match in _PROJECT.finditer(text):
        start = match.start("name") + len("The ") * match["name"].startswith("The ")
        words = fold_name(text[start : match.end("name")]).split()
        if fold_name(match["noun"]) in said.projects and words[0] not in said.not_names:
            start -= int(text[start - 1 : start] == '"' and start - 1 == match.start())
            yield Draft(start, match.end(), NameKind.PROJECT, "project")
    for token in doc:
        if fold_name(token.text) not in said.titled:
            continue
        quoted = _QUOTED.match(text, token.idx + len(token.text))
        if quoted:
            yield Draft(*quoted.span("name"), NameKind.PROJECT, "titled")
    for entity in doc.ents:
        if entity.label_ in {"EVENT", "LAW"}:
            start, end = trim(text, entity.start_char, entity.end_char)
            long = len(text[start:end].split()) > LONG
            if long and text[start].isupper() and '"' not in text[start:end]:
                yield Draft(start, end, NameKind.PROJECT, "parse")


def from_terms(
    doc: Parsed,
    text: str,
    places: Sequence[tuple[int, int]],
) -> Iterator[Draft]:
    """Read phrases used as fixed terms: "steady renewal of the Delta", printed twice or more.

    Args:
        doc: a spaCy document of the shadow text.
        text: the shadow text.
        places: bounds of all places.

    Yields:
        Names of projects.
    """
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in places:
        span = doc.char_span(start, end)
        before = span.start - 1 if span is not None else -1
        while before > 0 and doc[before].lower_ == "the":
            before -= 1
        if (
            before < 1
            or doc[before].lower_ != "of"
            or doc[before - 1].pos_ not in {"NOUN", "PROPN"}
        ):
            continue
        first = before - 1
        while first and doc[first - 1].pos_ in {"ADJ", "PROPN"} and "\n" not in doc[first - 1].text:
            first -= 1
        deed = doc[before - 1].lower_.endswith(_DEEDS)
        if first < before - 1 and deed and doc[first].is_alpha:
            stretch = (doc[first].idx, end)
            found[fold_name(text[slice(*stretch)])].append(stretch)
    for key in sorted(found):
        if len(found[key]) > 1:
            yield from (Draft(*stretch, NameKind.PROJECT, "term") for stretch in found[key])
