"""Is each figure bound to what it measures, to where and when it holds, and to its source?"""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.plain_reports import make_report
from evals.row import Row
from firsthand.analyse.figures import find_figures
from firsthand.analyse.places import find_places
from firsthand.analyse.times import find_times
from firsthand.model.items import Figure
from firsthand.model.reason import Slot
from firsthand.text.reading import read

PART = "figure-slots"
GOLD = Path(__file__).parent / "figures_slots.toml"
MAIN = ("value", "unit", "measured", "place", "period", "basis")
"""What must be right of a figure together."""
SIDES = ("base", "target", "denominator", "accumulation", "attributed", "senses")
"""What few figures carry; counted together."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One figure of the gold with what was read of it, and which of its keys are right."""

    passage: int
    quote: str
    figure: Figure | None
    right: dict[str, bool]
    expected: Mapping[str, Any]

    @property
    def all_right(self) -> bool:
        """Whether every main key that the gold gives is right."""
        return self.figure is not None and all(self.right[k] for k in MAIN if k in self.right)


def score_slots() -> Iterator[Row]:
    """Bind the figures of every passage and compare them with the gold.

    Yields:
        One row for each key, for the keys that few figures carry together, and for all main keys;
        and the latter for the passages with an odd number, which no rule was made on.
    """
    judged = list(judge())
    yield Row(PART, "found", _share([j.figure is not None for j in judged]))
    for key in MAIN:
        yield Row(PART, key, _share([j.right[key] for j in judged if key in j.right]))
    sides = [j.right[key] for j in judged for key in SIDES if key in j.right]
    yield Row(PART, "base, target, whole, source", _share(sides))
    yield Row(PART, "all", _share([j.all_right for j in judged]))
    yield Row(PART, "all, unseen half", _share([j.all_right for j in judged if j.passage % 2]))


def judge() -> Iterator[Judged]:
    """Read every passage and judge its figures.

    Yields:
        The figures of the gold in order.
    """
    passages = tomllib.loads(GOLD.read_text(encoding="utf-8"))["passage"]
    for number, passage in enumerate(passages):
        reading = read(make_report({"id": f"passage-{number}", **passage}))
        moments, places = find_times(reading), find_places(reading)
        found = find_figures(reading, moments, places)
        for row in passage["figures"]:
            figure = _matching(found, passage["text"], row["quote"])
            keys = [key for key in (*MAIN, *SIDES) if key in row]
            right = {key: figure is not None and _is_right(figure, key, row[key]) for key in keys}
            yield Judged(number, row["quote"], figure, right, row)


def _matching(found: Sequence[Figure], text: str, quote: str) -> Figure | None:
    """Find the figure that shares most characters with the first mention of a quote."""
    start = _place_of(text, quote)
    end = start + len(quote)
    shared = [(min(f.span.end, end) - max(f.span.start, start), f) for f in found]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] > 0 else None


def _place_of(text: str, quote: str) -> int:
    """Find a quote that no other digits or letters continue."""
    start = text.index(quote)
    while start and (text[start - 1].isdigit() or text[start - 1] in ".,") and quote[0].isdigit():
        start = text.index(quote, start + 1)
    return start


def _is_right(figure: Figure, key: str, expected: Any) -> bool:  # noqa: ANN401 - a TOML value
    if key == "value":
        return bool(abs(figure.value - float(expected)) <= 1e-9 * abs(float(expected)))
    if key == "senses":
        return bool(max(1, len(figure.senses)) == expected)
    allowed = [expected] if isinstance(expected, str) else list(expected)
    if key == "unit":
        return figure.unit.canonical in allowed
    slot: Slot = getattr(figure, key)
    quotes = [slot.value, *(span.quote for span in slot.spans)]
    if key in {"period", "basis", "accumulation"}:
        return slot.value in allowed
    if key == "place":
        return slot.value in allowed or bool(set(quotes) & set(allowed) - {""})
    return any(word.casefold() in quote.casefold() for word in allowed for quote in quotes)


def _share(marks: Sequence[bool]) -> float | None:
    return sum(marks) / len(marks) if marks else None


def _main() -> None:
    """Print what is wrong in the passages with an even number, or with --all everywhere."""
    for row in score_slots():
        print(f"{row.metric:30} {row.value:.3f}")
    for judged in judge():
        wrong = [key for key, right in judged.right.items() if not right]
        if (judged.passage % 2 and "--all" not in sys.argv) or not (wrong or not judged.figure):
            continue
        print(judged.passage, repr(judged.quote), "not found" if judged.figure is None else "")
        for key in wrong if judged.figure is not None else ():
            given = getattr(judged.figure, key)
            told = (
                (given.value, [s.quote for s in given.spans]) if hasattr(given, "spans") else given
            )
            print("    ", key, "expected", judged.expected[key], "read", told)


if __name__ == "__main__":
    _main()
