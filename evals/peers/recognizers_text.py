"""What does Recognizers-Text find? Numbers, units and times, each by a model of its own."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from evals.peers.peer import Document, Item, Peer, Reader, cut
from evals.peers.recognizers_timex import kind_of, timex3

CULTURES = {"en": "en-us", "zh": "zh-cn"}
Model = Callable[[str, str], Sequence[Any]]
Stretch = tuple[int, int, dict[str, Any]]
"""Half-open offsets and the resolution, which is a dictionary of strings."""


def load(bench: str) -> Reader:
    """Import the suite.

    Args:
        bench: the benchmark.

    Returns:
        A reader of what the benchmark asks for.
    """
    if bench == "times":
        return read_times
    models = number_models()
    if bench == "recognizers":
        return lambda document: read_case(models, document)
    if bench == "newsquant":
        return lambda document: list(figures(stretches(models, document["text"])))
    return lambda document: [
        cut(document["text"], start, end) for start, end, _ in stretches(models, document["text"])
    ]


def number_models() -> dict[str, Model]:
    """Import what reads numbers.

    Returns:
        The name of each kind of number to its function, in the order of preference.
    """
    import recognizers_number
    import recognizers_number_with_unit

    return {
        "Currency": recognizers_number_with_unit.recognize_currency,
        "Dimension": recognizers_number_with_unit.recognize_dimension,
        "Temperature": recognizers_number_with_unit.recognize_temperature,
        "Percent": recognizers_number.recognize_percentage,
        "Age": recognizers_number_with_unit.recognize_age,
        "Number": recognizers_number.recognize_number,
    }


def read_times(document: Document) -> list[Item]:
    """Read times as TIMEX3.

    Args:
        document: with "text" and "published".

    Returns:
        Items with type and value.
    """
    from recognizers_date_time import recognize_datetime

    text = document["text"]
    day = str(document.get("published") or "")[:10]
    reference = datetime.fromisoformat(day or "2000-01-01")
    found = recognize_datetime(text, CULTURES["en"], reference=reference)
    return [time_entry(text, one, reference.date().isoformat()) for one in spread(found)]


def read_case(models: dict[str, Model], document: Document) -> list[Item]:
    """Read one case of the suite's own specification with the model it asks for.

    Args:
        models: kind of number to its function.
        document: with "text", "lang", "model" and, for times, "reference".

    Returns:
        Items as that benchmark has them.
    """
    text, model = document["text"], document["model"].removesuffix("Model")
    culture = CULTURES[document["lang"][:2]]
    if model == "DateTime":
        from recognizers_date_time import recognize_datetime

        reference = datetime.fromisoformat(document["reference"])
        found = recognize_datetime(text, culture, reference=reference)
        return [
            cut(text, one[0], one[1]) | {"values": one[2].get("values") or []}
            for one in spread(found)
        ]
    return [case(text, one) for one in spread(models[model](text, culture))]


def case(text: str, found: Stretch) -> Item:
    """Write a number of the suite's own specification.

    Args:
        text: of the case.
        found: a stretch.

    Returns:
        An item with value and unit.
    """
    start, end, resolution = found
    item = cut(text, start, end)
    if resolution.get("value") is not None:
        item["value"] = resolution["value"].rstrip("%").replace(",", "")
    if resolution.get("unit"):
        item["unit"] = resolution["unit"]
    return item


def stretches(models: dict[str, Model], text: str) -> list[Stretch]:
    """Run all models of numbers.

    What a model before has taken is not told again, nor is a unit without a number.

    Args:
        models: kind of number to its function, in the order of preference.
        text: the text.

    Returns:
        Stretches in text order, none overlapping another.
    """
    taken: list[Stretch] = []
    for kind, model in models.items():
        for one in spread(model(text, CULTURES["en"])):
            if kind == "Age" and one[2].get("unit"):
                one[2]["unit"] += " of age"  # it writes a plain Year
            free = all(one[1] <= start or end <= one[0] for start, end, _ in taken)
            if free and one[2].get("value") is not None:
                taken.append(one)
    return sorted(taken, key=lambda one: one[:2])


def spread(found: Sequence[Any]) -> Iterator[Stretch]:
    """Take what is needed from the suite's results, whose ends are inclusive.

    Args:
        found: ModelResult objects.

    Yields:
        Stretches with half-open offsets.
    """
    for one in found:
        yield one.start, one.end + 1, one.resolution or {}


def figures(found: Sequence[Stretch]) -> Iterator[Item]:
    """Write amounts for newsquant.

    Args:
        found: stretches.

    Yields:
        Items with value and unit.
    """
    for _, _, resolution in found:
        value = resolution["value"]
        unit = "percentage" if value.endswith("%") else resolution.get("unit")
        yield {"value": value.rstrip("%").replace(",", ""), "unit": unit or None}


def time_entry(text: str, found: Stretch, day: str) -> Item:
    """Write a time as TIMEX3.

    Args:
        text: the whole text.
        found: a stretch.
        day: the day of speaking, ISO 8601.

    Returns:
        An item with type and value.
    """
    start, end, resolution = found
    candidates = resolution.get("values") or [{}]
    return cut(text, start, end) | {
        "type": kind_of(candidates[0]),
        "value": timex3(candidates[0], day) or None,
    }


PEER = Peer(
    "recognizers-text",
    "MIT",
    ("recognizers-text-suite==1.0.2a2", "emoji==1.7.0"),
    ("times", "newsquant", "meantime-values", "recognizers"),
    load,
)
