"""Do two equal numbers count the same groups?"""

import re
from collections.abc import Sequence

from firsthand.compare.amounts import same_value
from firsthand.compare.propositions import STEM, sentence_around
from firsthand.compare.versions import Case, comparison, version
from firsthand.lang import lexicon
from firsthand.model.items import Figure
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict

SCOPE = "scope of the number"
"""The slot in which such numbers differ."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_MARK = re.compile(r"[,;:.!?](?!\d)")


def scope_claim(case: Case, figures: Sequence[Figure]) -> Comparison | None:
    """Show equal numbers of which one counts a group that another sets beside it.

    "200 leaders and diplomats" counts both groups; "200 leaders, along with diplomats" counts
    one. "200 leaders" alone, with no word of diplomats beside it, leaves the scope open.

    Args:
        case: the event's reports.
        figures: that are said of one thing.

    Returns:
        The claim; None unless the scope surely differs between two reports.
    """
    heads = {figure.span: _heads(case, figure) for figure in figures}
    wide = [f for f in figures if len(heads[f.span]) > 1]
    for whole in wide:
        told = {
            f.span.report: rest
            for f in figures
            if f.span.report != whole.span.report and same_value(f, whole)
            for rest in [_beside(case, f, heads[f.span], heads[whole.span])]
            if rest is not None
        }
        if not told:
            continue
        alike = [f for f in wide if heads[f.span] == heads[whole.span]]
        ours = [_to_mark(case, f) for f in alike if f.span.report not in told]
        versions = [version(case, whole.span.quote, ours)]
        narrow = [span for _, span in sorted(told.items())]
        versions.append(version(case, narrow[0].quote, narrow))
        reason = Reason("claims/scope@1", None, whole.span.quote, narrow[0].quote)
        claim = f"who is counted: {whole.span.quote}"
        return comparison(case, claim, "fact", Verdict.DIFFER, versions, reason, SCOPE)
    return None


def _heads(case: Case, figure: Figure) -> frozenset[str]:
    """Name the groups that a number counts by their words, without the words that join them."""
    unit = figure.unit
    if unit.si_unit or unit.canonical.isupper():
        return frozenset()
    report = _report(case, figure)
    joins = lexicon(report.metadata.language, "figures").get("paired", {}).get("between", ())
    parts = re.split(r"[\s/]+", unit.canonical.casefold())
    if not any(part in joins for part in parts) and "/" not in unit.canonical:
        return frozenset({parts[-1][:STEM]})
    return frozenset(part[:STEM] for part in parts if _WORD.fullmatch(part) and part not in joins)


def _beside(
    case: Case, figure: Figure, heads: frozenset[str], wider: frozenset[str]
) -> Span | None:
    """Find the words by which a number's own sentence sets the group beside it that it lacks."""
    if not heads or not heads < wider:
        return None
    report = _report(case, figure)
    sentence = sentence_around(report, figure.span)
    missing = wider - heads
    for match in _WORD.finditer(report.text, figure.span.end, sentence.end):
        missing -= {match[0].casefold()[:STEM]}
        if not missing:
            return report.span(figure.span.start, match.end())
    return None


def _to_mark(case: Case, figure: Figure) -> Span:
    """Take a number with the words after it as far as the next mark."""
    report = _report(case, figure)
    end = sentence_around(report, figure.span).end
    mark = _MARK.search(report.text, figure.span.end, end)
    return report.span(figure.span.start, mark.start() if mark else end)


def _report(case: Case, figure: Figure) -> Report:
    return next(r for r in case.reports if r.id == figure.span.report)
