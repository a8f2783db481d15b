"""Where exactly in a report's text does a thing stand?"""

import hashlib
from dataclasses import dataclass
from typing import Any, Self

from firsthand.errors import OrphanedSpan, SpanError

CONTEXT = 32
"""Code points of prefix and suffix kept in a quote selector (the W3C model leaves it open)."""


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 form, lone surrogates kept.

    Args:
        text: any string.

    Returns:
        64 hexadecimal digits.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Point at report text `[start, end)`, in Python code points, and carry its quote."""

    report: str
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, report: str, text: str, start: int, end: int) -> Self:
        """Cut a span out of a text.

        Args:
            report: id of the report.
            text: the report's whole text as decoded.
            start: first code point.
            end: one past the last code point.

        Returns:
            The span with its quote.

        Raises:
            SpanError: when the bounds do not fit the text or the span is empty.
        """
        if not 0 <= start < end <= len(text):
            msg = (
                f"span [{start}, {end}) does not fit report {report[:12]} of {len(text)} characters"
            )
            raise SpanError(msg)
        return cls(report, start, end, text[start:end])

    def overlaps(self, other: Self) -> bool:
        """Tell whether two spans share a character.

        Args:
            other: a span of any report.

        Returns:
            True when both lie in one report and share at least one code point.
        """
        return self.report == other.report and self.start < other.end and other.start < self.end

    def contains(self, other: Self) -> bool:
        """Tell whether the other span lies wholly inside this one.

        Args:
            other: a span of any report.

        Returns:
            True when it does.
        """
        return self.report == other.report and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Anchor:
    """Keep a span so that a changed text orphans it instead of moving it."""

    span: Span
    prefix: str
    suffix: str
    text_hash: str

    def to_w3c(self) -> list[dict[str, Any]]:
        """Write both selectors of the W3C Web Annotation Data Model (2017), section 4.2.

        Returns:
            A TextPositionSelector refined by hash, and a TextQuoteSelector.
        """
        return [
            {
                "type": "TextPositionSelector",
                "start": self.span.start,
                "end": self.span.end,
                "textHash": f"sha256:{self.text_hash}",
            },
            {
                "type": "TextQuoteSelector",
                "exact": self.span.quote,
                "prefix": self.prefix,
                "suffix": self.suffix,
            },
        ]

    @classmethod
    def from_w3c(cls, report: str, selectors: list[dict[str, Any]]) -> Self:
        """Read both selectors back.

        Args:
            report: id of the report they point into.
            selectors: what `to_w3c` wrote, in any order.

        Returns:
            The anchor.

        Raises:
            SpanError: when one of the two selectors or a needed key is missing.
        """
        by_type = {s.get("type"): s for s in selectors}
        try:
            position, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
            span = Span(report, int(position["start"]), int(position["end"]), quote["exact"])
            digest = str(position["textHash"]).removeprefix("sha256:")
        except KeyError as error:
            msg = f"report {report[:12]}: the W3C selectors lack {error}"
            raise SpanError(msg) from error
        return cls(span, quote.get("prefix", ""), quote.get("suffix", ""), digest)


def anchor(span: Span, text: str) -> Anchor:
    """Fasten a span to its text.

    Args:
        span: a span into the text.
        text: the report's whole text.

    Returns:
        The anchor with context and text hash.

    Raises:
        OrphanedSpan: when the quote is not what stands at the span.
    """
    if text[span.start : span.end] != span.quote:
        msg = f"report {span.report[:12]}: text at [{span.start}, {span.end}) is not {span.quote!r}"
        raise OrphanedSpan(msg)
    prefix = text[max(0, span.start - CONTEXT) : span.start]
    suffix = text[span.end : span.end + CONTEXT]
    return Anchor(span, prefix, suffix, hash_text(text))


def resolve(anchored: Anchor, text: str) -> Span:
    """Find an anchored span again in the text it was taken from.

    A text with another hash is never searched for a look-alike: the span is orphaned.

    Args:
        anchored: the anchor.
        text: the report's present text.

    Returns:
        The span.

    Raises:
        OrphanedSpan: when the text or the quote has changed.
    """
    span = anchored.span
    if hash_text(text) != anchored.text_hash:
        msg = f"report {span.report[:12]}: the text has changed since the span was made"
        raise OrphanedSpan(msg)
    if text[span.start : span.end] != span.quote:
        msg = f"report {span.report[:12]}: text at [{span.start}, {span.end}) is not {span.quote!r}"
        raise OrphanedSpan(msg)
    return span
