"""How fast is a warm study, beside the bare parse of the same texts in the same session?"""

import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from evals.row import Row
from firsthand import pipeline
from firsthand.dossier import Ingested, ingest
from firsthand.text.parser import parse

PART = "speed"
ROUNDS = 3
WORDS = 400
"""A report of usual length."""


def score_speed() -> Iterator[Row]:
    """Study the sample story warm and compare with parsing its texts.

    Yields:
        Reports of 400 words in a CPU-second, and the bare parse's share of the study's time.
    """
    folder = Path(str(files("firsthand").joinpath("sample", "reports")))
    raws = [entry.report for entry in ingest([folder]) if isinstance(entry, Ingested)]
    words = sum(len(raw.text.split()) for raw in raws)
    pipeline.study(raws)
    begun = time.process_time()
    for _ in range(ROUNDS):
        pipeline.study(raws)
    studied = time.process_time() - begun
    begun = time.process_time()
    for _ in range(ROUNDS):
        for raw in raws:
            parse(raw.text)
    parsed = time.process_time() - begun
    rate = ROUNDS * words / WORDS / studied
    yield Row(PART, "reports of 400 words per CPU-second", rate, kept=False)
    yield Row(PART, "share of the bare parse", parsed / studied)
