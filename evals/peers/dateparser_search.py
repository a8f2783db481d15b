"""What does dateparser's search find? Days, without offsets."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from evals.peers.peer import Document, Item, Peer, Reader, cut


def load(_bench: str) -> Reader:
    """Import dateparser.

    Returns:
        A reader of times.
    """
    from dateparser.search import search_dates

    def read(document: Document) -> list[Item]:
        text = document["text"]
        settings = {"RELATIVE_BASE": moment_of(document)}
        return list(entries(text, search_dates(text, languages=["en"], settings=settings) or ()))

    return read


def moment_of(document: Document) -> datetime:
    """Take the document's date as the moment of speaking.

    Args:
        document: of a benchmark.

    Returns:
        The moment; without a time zone.
    """
    published = str(document.get("published") or "")[:10]
    return datetime.fromisoformat(published or "2000-01-01")


def entries(text: str, found: Iterable[tuple[str, datetime]]) -> Iterator[Item]:
    """Look the found words up again, in order, and write whole days.

    Args:
        text: the whole text.
        found: the words and what they were read as.

    Yields:
        Items with a TIMEX3 value. Words that dateparser altered cannot be found and are left out.
    """
    at = 0
    for words, moment in found:
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        yield cut(text, start, at) | {"type": "DATE", "value": moment.date().isoformat()}


PEER = Peer("dateparser", "BSD-3-Clause", ("dateparser==1.5.0",), ("times",), load)
