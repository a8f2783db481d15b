"""Do the links depend on the reports alone, not on the order and the batches they came in?"""

from collections.abc import Iterator
from contextlib import ExitStack
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.analyse.lineage import Lineage, copying, giving, growing, index, nearness, vocabulary
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.schema import to_json
from firsthand.model.span import hash_text

SENTENCES = (
    "The ferry to Ostby was late by two hours after a rope caught in its screw.",
    "Divers cut the rope with a long knife while forty passengers drank free coffee.",
    "The harbour master of Ostby wants every rope on the old pier to be counted.",
    "A baker in Hallmoor has found a map of the town from 1702 behind her oven.",
    "The map shows a mill and two bridges that nobody in Hallmoor has heard of.",
    "Historians will look for the foundations of the mill once the snow is gone.",
    "Three trains were cancelled on Monday because drivers had caught a cold.",
    "The railway asked retired drivers to come back for the rest of the week.",
    "Sign up for our morning letter and read the best of the coast before eight.",
    "„Wir haben das Seil erst am Abend gesehen“, sagte der Kapitän der Fähre.",
)
DAYS = ("", "", "2031-03-03", "2031-03-05", "2031-04-20")


@st.composite
def piles(draw: st.DrawFn) -> list[Report]:
    texts = draw(
        st.lists(
            st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join),
            min_size=2,
            max_size=14,
        )
    )
    days = draw(st.lists(st.sampled_from(DAYS), min_size=len(texts), max_size=len(texts)))
    return [
        Report(
            id=f"r{number:02}",
            name=f"r{number:02}",
            text=text,
            text_hash=hash_text(text),
            media_type="text/plain",
            reader="plain@1",
            metadata=Metadata(
                published=Slot(day, (), Provenance.DOCUMENT) if day else EMPTY,
                language="de" if "„" in text else "en",
            ),
        )
        for number, (text, day) in enumerate(zip(texts, days, strict=True))
    ]


@pytest.fixture(autouse=True, scope="module")
def narrow() -> Iterator[None]:
    """Make a few reports a large pile, so that every limit is crossed while it grows."""
    limits = {
        index: {"COMMON": 4},
        copying: {"COMMON": 4},
        giving: {"MANY": 6, "RECURS": 2},
        vocabulary: {"RECURS": 2},
        growing: {"MANY": 6, "REMEMBERED": 3},
        nearness: {"TELLING": 4, "MOST_RESEMBLING": 2, "BATCH": 3},
    }
    with ExitStack() as stack:
        for module, names in limits.items():
            for name, value in names.items():
                stack.enter_context(patch.object(module, name, value))
        yield


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(piles(), st.data())
def test_links_are_the_same_in_any_order_and_batches(
    reports: list[Report], data: st.DataObject
) -> None:
    whole = Lineage()
    whole.add(reports)
    grown = Lineage()
    left = data.draw(st.permutations(reports))
    while left:
        size = data.draw(st.integers(1, len(left)))
        grown.add(left[:size])
        left = left[size:]
    assert [to_json(link) for link in grown.links()] == [to_json(link) for link in whole.links()]
