"""Which peers are there, and how does one of them answer a benchmark?"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from evals.peers import dateparser_search, quantulum, recognizers_text, spacy_names, timexy_pipe
from evals.peers.peer import Document, Item, Peer, line_of

PEERS = {
    peer.name: peer
    for peer in (
        dateparser_search.PEER,
        quantulum.PEER,
        recognizers_text.PEER,
        spacy_names.PEER,
        timexy_pipe.PEER,
    )
}


def documents(folder: Path) -> Iterator[Document]:
    """Read a benchmark's documents.

    Args:
        folder: of the benchmark.

    Yields:
        The lines of docs.jsonl; their line breaks are kept, so that offsets agree with the gold.
    """
    with (folder / "docs.jsonl").open(encoding="utf-8", newline="") as lines:
        for line in lines:
            yield json.loads(line)


def predict(peer: Peer, bench: str, folder: Path) -> Iterator[Item]:
    """Let a peer answer a benchmark.

    Args:
        peer: the peer; it must be installed here.
        bench: the benchmark.
        folder: where its docs.jsonl is.

    Yields:
        Lines of predictions. A document at which the peer fails is answered with nothing, as a
        user would get nothing; how many those were is told on stderr.
    """
    read = peer.load(bench)
    failed: list[str] = []
    for document in documents(folder):
        try:
            items = read(document)
        except Exception as error:  # noqa: BLE001 - whatever somebody else's code may raise
            failed.append(type(error).__name__)
            items = []
        yield line_of(bench, document, items)
    if failed:
        kinds = ", ".join(sorted(set(failed)))
        print(f"{peer.name} failed on {len(failed)} documents: {kinds}", file=sys.stderr)
