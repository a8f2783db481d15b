"""Which texts render one original, and which of their sentences say the same?"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from evals.grouping import read_rows
from evals.plain_reports import make_report
from firsthand.analyse.lineage import are_akin
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.kinship import compare_sentences, take_sentences
from firsthand.text.vectors import installed, load

NAME = "siblings"
ARGS: tuple[str, ...] = ("--json", "--by-set")
PEERS = {
    "sentence pairs F1": ("USE, mutual best and more", 0.939),
    "sentence pairs F1, plain": ("USE, mutual best and more", 0.987),
    "sentence pairs F1, cut": ("USE, mutual best and more", 0.908),
    "sentence pairs F1, cut-shuffle": ("USE, mutual best and more", 0.910),
    "characters F1": ("USE, mutual best and more", 0.973),
    'document F1 of "same"': ("USE, mean best match", 0.972),
    "document AUC": ("USE, mean best match", 0.999),
}
ACROSS = "source / "
"""What the names of the sets in two languages have in common."""


def predict(folder: Path, *, understood: bool = True) -> Iterator[dict[str, object]]:
    # The sentence model, where it is installed, reads only the pairs in two languages.
    encoder = load() if understood and installed() else None
    sentences = {
        row["id"]: take_sentences(
            take_prints(make_report(row)), [(start, end) for start, end in row["sentences"]]
        )
        for row in read_rows(folder)
    }
    for line in (folder / "candidates.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        kin = compare_sentences(sentences[pair["a"]], sentences[pair["b"]], encoder)
        yield {
            "a": pair["a"],
            "b": pair["b"],
            "score": (kin.most + kin.least) / 2 if kin else 0.0,
            "same": kin is not None and are_akin(kin),
            "pairs": [
                [[p.a.start, p.a.end], [p.b.start, p.b.end]] for p in (kin.passages if kin else ())
            ],
        }


def read_scores(output: str) -> dict[str, float]:
    scores = json.loads(output)
    rows = {name: float(scores[name]) for name in PEERS}
    return rows | {"weakest set in two languages, F1 plain": weakest(scores, across=True)}


def weakest(scores: Mapping[str, float], *, across: bool) -> float:
    """Take the lowest figure of any set with unchanged texts.

    Args:
        scores: what the scorer prints.
        across: whether the sets in two languages are meant, or those in one.

    Returns:
        F1 of sentence pairs.
    """
    of_sets = {name: value for name, value in scores.items() if name.startswith("F1, ")}
    plain = {name: value for name, value in of_sets.items() if name.endswith(", plain")}
    return min(float(value) for name, value in plain.items() if (ACROSS in name) is across)
