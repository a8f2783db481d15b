"""Which weights tell one event from two siblings? Writes data/grouping.toml.

    python tools/fit_events.py FOLDER...

Each folder is a benchmark of reports grouped by event (docs.jsonl, gold.jsonl with the event of
every report and, where events have siblings, their topic). The reports are grouped again and again
with the weights so far; each step of the grouping, right or wrong, is an example for the next fit
(a logistic regression with a ridge, after Ross et al. 2011). Learnt from: whole piles, the same
with the titles alone, the same without lines that hold a date alone, and small piles of a few
events. What cards say of days, places and kinds, what leads count otherwise and what the size of a
pile says is not fitted: its weight is fixed at one.
A quarter of the topics at a time is left out to print how well the rest groups it.
"""

import json
import random
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from evals.grouping import bare, read_rows, read_stream, study_row, title_alone, without_date
from firsthand.analyse.lineage import find_links
from firsthand.compare.agreement import SLOTS
from firsthand.compare.cards import Card, take_card
from firsthand.compare.events import told_text
from firsthand.compare.gather import Groups
from firsthand.compare.likeness import Evidence
from firsthand.compare.odds import FEATURES, IN_LOG_ODDS, Weights, sum_up
from firsthand.compare.pairs import Floats, Pile, compare_all
from firsthand.model.findings import Found
from firsthand.model.report import Report
from firsthand.model.story import Link

TARGET = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "grouping.toml"
ROUNDS, STEPS = 4, 40
RIDGE = 1.0
TOTAL = 400.0
"""What the examples of one kind of pile weigh together."""
FOLDS = 4
JOIN, ASK = 0.6, -1.0
"""Log-odds from which to join and to ask: to join two events is the worse mistake."""
START = 0.22
"""Likeness from which the first grouping joins."""
SHARES = {
    "whole": 1.5,
    "titles": 1.0,
    "without dates": 0.7,
    "small": 0.35,
    "tiny": 0.5,
    "stream": 1.5,
}
"""What the kinds of pile weigh beside each other."""
SMALL = 24
"""Small piles drawn from each benchmark of events without siblings."""
QUARTER = 3
"""Months of a stream that make one pile, with all that was reported in them."""
TINY = 120
"""Piles of a few reports drawn from each benchmark, most of them of unrelated events."""
FEWEST = 8
"""Topics of a benchmark that is folded by topic and not by event."""
FIXED = frozenset((*SLOTS, *IN_LOG_ODDS))
FREE = np.array([float(name not in FIXED) for name in FEATURES])

Study = tuple[Evidence, Card]
Labels = Sequence[str]
Drawn = tuple[Pile, Labels, Sequence[str]]
"""A pile with the event and the id of each report."""


class Bench:
    """The studied reports of one benchmark with their events, and the piles drawn from them."""

    def __init__(self, folder: Path) -> None:
        """Read and study."""
        gold = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
        self.event = {row["id"]: str(row["event"]) for row in gold}
        self.topic = {row["id"]: str(row.get("topic") or row["event"]) for row in gold}
        if len(set(self.topic.values())) < FEWEST:  # too few to leave one out
            self.topic = dict(self.event)
        self.name = folder.name
        self.piles: dict[str, list[Drawn]] = {}
        if (folder / "docs.jsonl.gz").exists():
            self._read_stream(folder)
            return
        self.rows = sorted(read_rows(folder), key=lambda row: str(row["id"]))
        self.whole, self.links = study(self.rows)
        self.piles["whole"] = [self.draw(self.ids)]
        if any(row.get("title") and row["title"] not in row["text"] for row in self.rows):
            titles = [title_alone(row) for row in self.rows]
            self.piles["titles"] = [self._pile(self.ids, *study(titles))]
        dateless = [without_date(row) for row in self.rows]
        if (
            sum(a["text"] != b["text"] for a, b in zip(dateless, self.rows, strict=True))
            > len(dateless) / 2
        ):
            self.piles["without dates"] = [self._pile(self.ids, *study(dateless))]
        drawn = list(self._small())
        self.piles["small"] = [self.draw(ids) for ids in drawn[:-TINY]]
        self.piles["tiny"] = [self.draw(ids) for ids in drawn[-TINY:]]

    def _read_stream(self, folder: Path) -> None:
        """Cut a stream into quarters; reports without a label are of no labelled event."""
        self.rows = read_stream(folder)
        quarters = defaultdict(list)
        for row in self.rows:
            name, (year, month) = str(row["id"]), str(row["published"]).split("-")[:2]
            quarters[year, (int(month) - 1) // QUARTER].append(name)
            self.event.setdefault(name, "")
            self.topic.setdefault(name, "")
        self.whole = {str(row["id"]): take(*bare(row)) for row in self.rows}
        self.links = ()
        labelled = (ids for _, ids in sorted(quarters.items()) if any(self.event[n] for n in ids))
        self.piles["stream"] = [self.draw(sorted(ids)) for ids in labelled]

    @property
    def ids(self) -> list[str]:
        """The reports in order."""
        return [str(row["id"]) for row in self.rows]

    def draw(self, ids: Sequence[str]) -> Drawn:
        """Make a pile of some of the reports."""
        return self._pile(ids, self.whole, self.links)

    def _pile(
        self, ids: Sequence[str], studied: Mapping[str, Study], links: Iterable[Link]
    ) -> Drawn:
        chosen = [studied[name] for name in ids]
        pile = compare_all([e for e, _ in chosen], [c for _, c in chosen], links)
        return pile, [self.event[name] for name in ids], ids

    def _small(self) -> Iterable[list[str]]:
        rng = random.Random(5)  # noqa: S311 - the same piles every time
        by_topic = defaultdict(list)
        for name in self.ids:
            by_topic[self.topic[name]].append(name)
        topics = sorted(by_topic)
        if len(set(self.event.values())) > len(topics):  # siblings: a topic is a small pile
            for topic in topics:
                yield by_topic[topic]
                for _ in range(2):
                    size = min(len(by_topic[topic]), rng.choice((4, 7, 10)))
                    yield sorted(rng.sample(by_topic[topic], size))
        else:
            yield from self._few(topics, by_topic, rng)
        for number in range(TINY):  # hardly anything there to compare with
            near = [t for t in topics if fold_of(t) == number % FOLDS]
            ids = [name for t in near for name in by_topic[t]]
            if number % 3 == 0:
                ids = by_topic[rng.choice(near)]
            yield sorted(rng.sample(ids, min(len(ids), rng.choice((2, 3, 4, 6)))))

    @staticmethod
    def _few(
        topics: Sequence[str], by_topic: Mapping[str, Sequence[str]], rng: random.Random
    ) -> Iterable[list[str]]:
        for number in range(SMALL):
            near = [t for t in topics if fold_of(t) == number % FOLDS]
            few = rng.sample(near, min(len(near), rng.choice((1, 2, 4))))
            yield sorted(name for topic in few for name in by_topic[topic])


def study(rows: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Study], tuple[Link, ...]]:
    """Study reports as the adapters do."""
    studied: dict[str, Study] = {}
    reports: list[Report] = []
    for row in rows:
        # Without a day of publication, days and places of the leads lead nowhere.
        report, found = study_row(row) if row.get("published") or row.get("title") else bare(row)
        reports.append(report)
        studied[report.id] = take(report, found)
    return studied, find_links(reports)


def take(report: Report, found: Found) -> Study:
    """Take a report's evidence and card."""
    names = [name.span.quote for name in found.names]
    return Evidence.of(told_text(report), names), take_card(report, found)


def fold_of(topic: str) -> int:
    """Put a topic, with all its events, into one fold."""
    digits = "".join(char for char in topic if char.isdigit())
    short = digits and len(digits) < 3  # noqa: PLR2004 - numbered topics
    return (int(digits) if short else zlib.crc32(topic.encode())) % FOLDS


Example = tuple[Floats, float, float, tuple[str, str]]
"""Features, one event or not, weight, the two events."""


def examples(pile: Pile, labels: Labels, weights: Weights) -> list[Example]:
    """Group a pile and keep every decision on the way."""
    found: list[Example] = []

    def judge(features: Floats, one: Sequence[int], two: Sequence[int]) -> bool:
        (a, many), (b, others) = (
            Counter(labels[n] for n in side).most_common(1)[0] for side in (one, two)
        )
        weight = min(len(one), len(two)) ** 0.7 * many * others / (len(one) * len(two))
        if a or b:  # two reports of the background may be of one event or not
            found.append((features, float(a == b), weight, (a, b)))
        return sum_up(features, weights) >= 0

    Groups(pile).grow(judge)
    return found


def fit(pools: Mapping[tuple[str, str], Sequence[Example]]) -> Weights:
    """Fit the free weights by Newton's steps."""
    rows: list[tuple[Floats, float, float]] = []
    for (_, kind), pool in pools.items():
        share = TOTAL * SHARES[kind] / sum(weight for _, _, weight, _ in pool)
        rows.extend((features, right, share * weight) for features, right, weight, _ in pool)
    table, right = np.array([f for f, _, _ in rows]), np.array([y for _, y, _ in rows])
    weight = np.array([w for _, _, w in rows])
    given = table @ (1 - FREE)
    free = table * FREE
    middle = np.average(free, axis=0, weights=weight)
    spread = np.maximum(np.sqrt(np.average((free - middle) ** 2, axis=0, weights=weight)), 1e-3)
    scaled = np.hstack([free / spread, np.ones((len(free), 1))])
    ridge = np.append(np.full(len(FEATURES), RIDGE), 1e-4)
    values = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ values + given, -30, 30)))
        slope = scaled.T @ (weight * (right - chance)) - ridge * values
        bend = (scaled * (weight * chance * (1 - chance))[:, None]).T @ scaled + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        values = values + step
        if np.abs(step).max() < 1e-6:  # noqa: PLR2004 - far below the digits kept
            break
    each = np.where(FREE > 0, values[:-1] / spread, 1.0)
    return Weights(each, float(values[-1]), JOIN, ASK)


def learn(benches: Sequence[Bench], left_out: int | None = None) -> Weights:
    """Group, fit, and group again."""
    each = np.array([1.0 if name in FIXED or name == "mix" else 0.0 for name in FEATURES])
    weights = Weights(each, -float(np.log(START)), JOIN, ASK)
    pools: dict[tuple[str, str], list[Example]] = defaultdict(list)
    folds = {b.event[name]: fold_of(b.topic[name]) for b in benches for name in b.ids}
    folds[""] = -1
    for _ in range(ROUNDS):
        for bench in benches:
            for kind, piles in bench.piles.items():
                for pile, labels, _ in piles:
                    pools[bench.name, kind].extend(
                        example
                        for example in examples(pile, labels, weights)
                        if left_out not in [folds[event] for event in example[3]]
                    )
        weights = fit({key: pool for key, pool in pools.items() if pool})
    return weights


def held_out(bench: Bench, kind: str, weights: Mapping[int, Weights]) -> str:
    """Score each report in the grouping by weights that know nothing of its topic (BCubed)."""
    precision, recall = [], []
    for pile, labels, names in bench.piles[kind]:
        sizes = Counter(labels)
        for fold, chosen in weights.items():
            groups = Groups(pile)
            groups.grow(lambda f, _a, _b, w=chosen: sum_up(f, w) >= w.join)  # type: ignore[misc]
            for members in groups.members.values():
                for n in members:
                    if labels[n] and fold_of(bench.topic[names[n]]) == fold:
                        same = sum(labels[m] == labels[n] for m in members)
                        precision.append(same / len(members))
                        recall.append(same / sizes[labels[n]])
    p, r = float(np.mean(precision)), float(np.mean(recall))
    return f"{bench.name}, {kind}: BCubed {p:.3f} {r:.3f} F1 {2 * p * r / (p + r):.3f}"


def write(weights: Weights) -> None:
    """Write the weights with as many digits as matter."""
    lines = [
        "# Log-odds that two groups of reports tell of one event, for one unit of each feature.",
        "# Fitted by tools/fit_events.py; nothing of the texts is in here. What cards say of days,",
        "# places, kinds, numbers in leads and the size of the pile is in log-odds already.",
        "",
        f"start = {weights.start:.4f}",
        "",
        "[answers]",
        f"join = {weights.join}  # from which groups are joined",
        f"ask = {weights.ask}  # from which a person is asked",
        "",
        "[weights]",
        *(f"{name} = {value:.4f}" for name, value in zip(FEATURES, weights.each, strict=True)),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, print the held-out figures, write the file."""
    options = [arg for arg in sys.argv[1:] if arg.startswith("-")]
    benches = [Bench(Path(folder)) for folder in sys.argv[1:] if not folder.startswith("-")]
    write(learn(benches))
    if "--quick" in options:
        return
    weights = {fold: learn(benches, fold) for fold in range(FOLDS)}
    for bench in benches:
        for kind in bench.piles:
            if kind not in ("small", "tiny"):
                print(held_out(bench, kind, weights))


if __name__ == "__main__":
    main()
