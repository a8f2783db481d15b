"""What does quantulum3 find? Values with units, ranges as a middle and what is added to it."""

from typing import Any

from evals.peers.peer import Document, Item, Peer, Reader, cut

NO_UNIT = frozenset({"dimensionless", "unk"})


def load(bench: str) -> Reader:
    """Import quantulum3.

    Args:
        bench: the benchmark; one wants values, the other spans.

    Returns:
        A reader of figures.
    """
    from quantulum3 import parser

    def read(document: Document) -> list[Item]:
        text = document["text"]
        found = parser.parse(text)
        if bench == "newsquant":
            return [figure(one) for one in found]
        return [cut(text, *one.span) for one in found if one.span[0] < one.span[1]]

    return read


def figure(found: Any) -> Item:  # noqa: ANN401 - a Quantity of an untyped package
    """Write a quantity for newsquant.

    Args:
        found: a Quantity.

    Returns:
        An item with value and unit. A range gets its two ends back, which the package turns into
        a middle and an uncertainty.
    """
    unit = found.unit.name
    item: Item = {"value": found.value, "unit": None if unit in NO_UNIT else unit}
    if found.uncertainty:
        item["value"] = found.value - found.uncertainty
        item["value_max"] = found.value + found.uncertainty
    return item


PEER = Peer(
    "quantulum3",
    "MIT",
    ("quantulum3[classifier]==0.10.0", "scikit-learn==1.8.0"),
    ("newsquant", "meantime-values"),
    load,
)
