"""Do spans hold their text, and are they orphaned rather than moved?"""

from dataclasses import replace

import pytest

from firsthand.errors import OrphanedSpan, SpanError
from firsthand.model.span import Anchor, Span, anchor, hash_text, resolve

TEXT = "The bridge opened on Monday. 120 boats passed under it."


def test_of_cuts_the_quote() -> None:
    assert Span.of("r", TEXT, 4, 10).quote == "bridge"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (7, 3), (0, len(TEXT) + 1)])
def test_of_refuses_bounds_that_do_not_fit(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="does not fit"):
        Span.of("r", TEXT, start, end)


def test_overlap_and_containment_need_one_report() -> None:
    wide, narrow = Span.of("r", TEXT, 0, 20), Span.of("r", TEXT, 4, 10)
    assert wide.overlaps(narrow)
    assert wide.contains(narrow)
    assert not narrow.contains(wide)
    assert not wide.overlaps(Span.of("r", TEXT, 20, 25))
    assert not wide.overlaps(replace(narrow, report="other"))
    assert not wide.contains(replace(narrow, report="other"))


def test_both_w3c_selectors_go_out_and_in() -> None:
    made = anchor(Span.of("r", TEXT, 29, 32), TEXT)
    position, quote = made.to_w3c()
    assert position["type"] == "TextPositionSelector"
    assert (position["start"], position["end"]) == (29, 32)
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "120",
        "prefix": TEXT[:29],
        "suffix": " boats passed under it.",
    }
    assert Anchor.from_w3c("r", [quote, position]) == made
    assert resolve(made, TEXT) == made.span


@pytest.mark.parametrize("lost", ["TextPositionSelector", "TextQuoteSelector"])
def test_a_missing_selector_is_named(lost: str) -> None:
    made = anchor(Span.of("r", TEXT, 29, 32), TEXT)
    with pytest.raises(SpanError, match=lost):
        Anchor.from_w3c("r", [s for s in made.to_w3c() if s["type"] != lost])


def test_a_changed_text_orphans_the_span() -> None:
    made = anchor(Span.of("r", TEXT, 29, 32), TEXT)
    with pytest.raises(OrphanedSpan, match="changed"):
        resolve(made, TEXT.replace("Monday", "Sunday"))


def test_a_wrong_quote_is_never_anchored_or_resolved() -> None:
    wrong = Span("r", 29, 32, "130")
    with pytest.raises(OrphanedSpan, match="130"):
        anchor(wrong, TEXT)
    with pytest.raises(OrphanedSpan, match="130"):
        resolve(Anchor(wrong, "", "", hash_text(TEXT)), TEXT)
