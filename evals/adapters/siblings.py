"""Which texts render one original, and which of their sentences say the same?"""

import json
from collections.abc import Iterator
from pathlib import Path

from evals.grouping import read_rows
from evals.plain_reports import make_report
from firsthand.analyse.lineage import are_akin
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.kinship import compare_sentences, take_sentences
from firsthand.text.vectors import installed, load

NAME = "siblings"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "sentence pairs F1": ("USE, mutual best and more", 0.939),
    "characters F1": ("USE, mutual best and more", 0.973),
    'document F1 of "same"': ("USE, mean best match", 0.972),
    "document AUC": ("USE, mean best match", 0.999),
}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    # The sentence model, where it is installed, reads only the pairs in two languages.
    encoder = load() if installed() else None
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
    return {name: float(scores[name]) for name in PEERS}
