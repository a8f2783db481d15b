"""Who speaks before a colon: in a headline ("Minister: ...") or a transcript ("HOLT: ...")?"""

import re
from collections.abc import Iterator
from typing import Any

from firsthand.analyse.statements.draft import Draft, Stretch, overlap, trim
from firsthand.analyse.statements.lexicon import Lexicon
from firsthand.model.report import Role
from firsthand.text.reading import Reading

FIRST_LINES = 2
"""Lines at the head of an unlabelled text that may be its headline."""
LONGEST_HEADLINE = 160
SPEAKING = frozenset({"PERSON", "ORG", "NORP"})
_HEADLINE = re.compile(r"(?P<who>[A-Z][^:;.?!\"\n]{1,45}): (?P<what>\S[^\n]{7,})")
_TURN = re.compile(r"[\"']?(?P<who>[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+){0,3}): (?P<what>\S[^\n]+)")


def colon_lines(reading: Reading, drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """Find headlines and turns of a transcript that name who speaks before a colon.

    Args:
        reading: a reading with a parse.
        drafts: what is found already; a quotation in a line that is claimed is left alone.
        lexicon: English reporting words.

    Returns:
        Further drafts, offsets into the shadow text.
    """
    text = reading.shadow.text
    taken = [part for draft in drafts for part in draft.content if draft.cue is not None]
    found = []
    for number, (start, end) in enumerate(_lines(text)):
        if ":" not in text[start:end]:
            continue
        turn = _TURN.match(text, start, end)
        match = turn or _HEADLINE.match(text, start, end)
        if match is None or any(overlap(match.span("what"), part) for part in taken if not turn):
            continue
        heads = number < FIRST_LINES or _titled(reading, start, end)
        if turn is None and not (heads and end - start <= LONGEST_HEADLINE):
            continue
        who = match.span("who")
        if turn is None and not _speaks(reading.doc, who, text, lexicon):
            continue
        content = trim(text, match.span("what"), " \t\"'" if turn else " \t.")
        if content is not None:
            cue = (who[1], who[1] + 1)
            found.append(
                Draft("say", "statements/colon-line@1", [content], cue, who, complement="quote")
            )
    return found


def _lines(text: str) -> Iterator[Stretch]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _titled(reading: Reading, start: int, end: int) -> bool:
    span = reading.span(start, end)
    return any(
        block.role in {Role.TITLE, Role.SUBTITLE} and block.span.overlaps(span)
        for block in reading.report.blocks
    )


def _speaks(doc: Any, who: Stretch, text: str, lexicon: Lexicon) -> bool:  # noqa: ANN401
    """Tell a speaker from a label or a topic: "Clerk: ...", not "Video: ..." or "Storm: ..."."""
    if lexicon.has("headlines.labels", text[slice(*who)].casefold()):
        return False
    tokens = [t for t in doc.char_span(*who, alignment_mode="expand") or () if not t.is_punct]
    if not tokens or any(t.tag_ in {"MD", "VBZ", "VBD", "VBP"} for t in tokens):
        return False
    last = tokens[-1]
    words = {last.lemma_.lower(), last.lower_, last.lower_.removesuffix("s")}
    named = any(
        lexicon.has(key, word)
        for key in ("headlines.speakers", "documents.words", "speakers.offices", "speakers.people")
        for word in sorted(words)
    )
    return named or (last.pos_ == "PROPN" and last.ent_type_ in SPEAKING)
