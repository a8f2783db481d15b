"""What is a peer: a tool that is not ours, the benchmarks it can answer, and what it needs?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]
"""One line of a benchmark's docs.jsonl."""

Item = dict[str, Any]
"""One answer, in the shape that the benchmark's score.py reads."""

Reader = Callable[[Document], list[Item]]
"""What answers one document."""

KEYS = {
    "times": "times",
    "newsquant": "figures",
    "meantime-values": "figures",
    "recognizers": "items",
    "places": "places",
}
"""Benchmark to the name under which its predictions list their items."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool with pinned requirements.

    `load` imports the tool for a benchmark and gives its reader: nothing of it is imported before.
    """

    name: str
    licence: str
    requirements: tuple[str, ...]
    benches: tuple[str, ...]
    load: Callable[[str], Reader]


def line_of(bench: str, document: Document, items: list[Item]) -> Item:
    """Write one line of predictions.

    Args:
        bench: the benchmark.
        document: what was read.
        items: what was found in it.

    Returns:
        The line as score.py reads it.
    """
    return {"id": document["id"], KEYS[bench]: items}


def cut(text: str, start: int, end: int) -> Item:
    """Write a span.

    Args:
        text: the whole text.
        start: its first code point.
        end: the one after its last.

    Returns:
        An item with "start", "end" and "text".
    """
    return {"start": start, "end": end, "text": text[start:end]}
