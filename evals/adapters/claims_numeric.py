"""Do two sentences agree when a number is in the claim?"""

import json
from collections.abc import Iterator
from pathlib import Path

from evals.plain_reports import make_report
from firsthand.compare.claim_pair import Told, compare_pair, tell

NAME = "claims-numeric"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "accuracy": ("number rule", 0.736),
    "differ F1": ("number rule", 0.658),
}
_PRINTED = {
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-COLON-": ":", "``": '"', "''": '"',
}  # fmt: skip
"""How the source writes marks."""


def predict(folder: Path) -> Iterator[dict[str, object]]:
    for name, left, right in read_told(folder):
        faced = compare_pair(left, right)
        yield {"id": name, "verdict": faced.verdict.value if faced.verdict else "unknown"}


def read_told(folder: Path) -> Iterator[tuple[str, Told, Told]]:
    """Read the pairs of the benchmark.

    Args:
        folder: of the benchmark.

    Yields:
        The id of each pair, what its claim tells and what its evidence tells.
    """
    known: dict[str, Told] = {}
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            told = []
            for text in (row["claim"], row["evidence"]):
                if text not in known:
                    known[text] = tell(make_report({"id": "pair", "text": _plain(text)}))
                told.append(known[text])
            yield row["id"], told[0], told[1]


def read_scores(output: str) -> dict[str, float]:
    rows = json.loads(output)["rows"]
    plain = {row["metric"]: float(row["value"]) for row in rows if "value" in row}
    classes = {f"{row['metric']} F1": float(row["f1"]) for row in rows if "f1" in row}
    return plain | classes


def _plain(text: str) -> str:
    for mark, printed in _PRINTED.items():
        text = text.replace(mark, printed)
    return text
