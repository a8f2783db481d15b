"""What does timexy find? Written-out dates and plain durations, as a part of a spaCy pipeline."""

import logging
import re

from evals.peers.peer import Document, Item, Peer, Reader, cut

LABEL = "timexy"
_WRITTEN = re.compile(r'type="(?P<kind>\w+)" value="(?P<value>[^"]*)"')


def load(_bench: str) -> Reader:
    """Import spaCy and timexy; its matcher needs words alone, no model.

    Returns:
        A reader of times.
    """
    import spacy
    import timexy

    assert timexy.Timexy, "importing timexy makes spaCy know its component"
    logging.getLogger("timexy.timexy").setLevel(logging.CRITICAL)  # a line for each skipped match
    nlp = spacy.blank("en")
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": LABEL, "overwrite": True})

    def read(document: Document) -> list[Item]:
        text = document["text"]
        found = nlp(text).ents
        return [entry(text, one.start_char, one.end_char, one.kb_id_) for one in found]

    return read


def entry(text: str, start: int, end: int, written: str) -> Item:
    """Write a time.

    Args:
        text: the whole text.
        start: its first code point.
        end: the one after its last.
        written: the attributes of a TIMEX3 element, as timexy gives them.

    Returns:
        An item with its type and value.
    """
    match = _WRITTEN.search(written)
    kind, value = (match["kind"], match["value"]) if match else ("DATE", "")
    return cut(text, start, end) | {
        "type": kind,
        "value": value.removesuffix("T00:00:00") or None,
    }


PEER = Peer("timexy", "MIT", ("spacy==3.8.18", "click==8.5.1", "timexy==0.1.3"), ("times",), load)
