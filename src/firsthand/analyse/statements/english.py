"""Who said what, by which words, in a parsed English report?"""

import re
from bisect import bisect_right
from typing import Any

from firsthand.analyse.statements.content import CLAUSAL, content_stretches
from firsthand.analyse.statements.cues import find_cues
from firsthand.analyse.statements.cueword import Cue, unjoined
from firsthand.analyse.statements.draft import Draft, Stretch, overlap
from firsthand.analyse.statements.fixed import according_drafts, dash_drafts
from firsthand.analyse.statements.headline import colon_lines
from firsthand.analyse.statements.lexicon import Lexicon
from firsthand.analyse.statements.marks import attach_quotes, orphan_drafts
from firsthand.analyse.statements.running import with_running
from firsthand.analyse.statements.sources import antecedent, find_source
from firsthand.text.quotes import find_quotes
from firsthand.text.reading import Reading

ADDED = frozenset({"clause", "wh", "for", "on-inf", "obj-inf", "quote"})
LEAST_QUOTED = 1
"""Characters of a quotation before a cue that is part of it; `"urged" the town` is none."""
CONTRAST = frozenset({"while", "whereas", "though", "although", "but", "and"})
NEAR_CUES = 6
"""Cues of one list of verbs."""
LISTED = frozenset({"call-for", "promise", "warn"})
"""Acts that stand in lists of verbs of one speaker."""
CONNECTIVE = re.compile(
    r"(?:(?:But|And|Yet|Or|So|Nor)\b,?|(?:However|Meanwhile|Moreover|Still|Instead|Nevertheless"
    r"|Nonetheless|Furthermore|Besides|Also|Therefore|Thus|Then|Indeed|Additionally),)\s+"
)
SOURCELESS = frozenset({"clause", "quote", "wh", "raised"})
"""Complements that make a statement even when the sentence names nobody."""


def english_drafts(reading: Reading, lexicon: Lexicon, *, attitudes: bool) -> list[Draft]:
    """Find the statements of a parsed report, speakers not yet resolved.

    Args:
        reading: a reading with a parse.
        lexicon: English reporting words.
        attitudes: also what people think, want or feel.

    Returns:
        Drafts with offsets into the shadow text, in text order.
    """
    doc, text = reading.doc, reading.shadow.text
    quotes = find_quotes(text, _printed(reading))
    every, shared = unjoined([c for c in find_cues(doc, lexicon) if not _quoted(doc, c, quotes)])
    cues = [c for c in every if attitudes or not c.sense.attitude]
    sourced = _with_outer_source([(cue, find_source(shared.get(cue.head.i, cue))) for cue in cues])
    listed = _listed(sourced)
    sourced = [(cue, listed.get(cue.head.i, source)) for cue, source in sourced]
    joints = frozenset(_comma_before(cue) for cue, _ in sourced if cue.head.i in listed)
    joints |= frozenset(_comma_before(cue) for cue in every if cue.head.i in shared)
    strict = joints | frozenset(_comma_before(cue) for cue in cues if _added(cue))
    strict |= frozenset(b for cue in every if (b := _contrast(cue)) is not None)
    loose = strict | frozenset(_comma_before(cue) for cue in cues if _set_off(cue))
    drafts = []
    for cue, source in sourced:
        draft = _draft(doc, text, cue, source, strict if cue.complement in CLAUSAL else loose)
        if draft is not None:
            drafts.append(draft)
    for draft in drafts:
        _with_near_quote(text, draft, quotes)
    drafts.extend(according_drafts(doc, text, lexicon))
    drafts = attach_quotes(text, drafts, quotes)
    drafts.extend(dash_drafts(text, quotes, drafts))
    drafts.extend(colon_lines(reading, drafts, lexicon))
    drafts.extend(orphan_drafts(text, drafts, quotes))
    for draft in drafts:
        _without_connective(text, draft)
    drafts = sorted(_pruned(drafts), key=_order)
    return sorted(with_running(doc, text, drafts, lexicon, reading.language), key=_order)


def _order(draft: Draft) -> tuple[int, Stretch]:
    return draft.start, draft.cue or (0, 0)


def _with_near_quote(text: str, draft: Draft, quotes: tuple[Stretch, ...]) -> None:
    """Take the words in quotation marks right behind a cue, not an unmarked clause before it."""
    if draft.cue is None or draft.complement not in SOURCELESS or not draft.content:
        return
    end = max(draft.cue[1], draft.source[1] if draft.source else 0)
    if any(stop > draft.cue[0] for _, stop in draft.content):
        return
    if any(ch in "\"'" for a, b in draft.content for ch in text[a:b][-2:]):
        return
    behind = next((q for q in quotes if q[0] >= end), None)
    if behind is None or text[end : behind[0]].strip() not in {",", ":", ""}:
        return
    if text[behind[0] : behind[1]].lstrip("\"'")[:1].isupper():
        draft.content = [behind]


def _without_connective(text: str, draft: Draft) -> None:
    """Leave out what ties a fronted content to the sentence before: "But", "Meanwhile, "."""
    if draft.cue is None or not draft.content or draft.content[0][0] > draft.cue[0]:
        return
    start, end = draft.content[0]
    if start and text[:start].rstrip(" \t")[-1:] not in {".", "!", "?", "\n", '"', "'"}:
        return
    found = CONNECTIVE.match(text, start, end)
    if found is not None and found.end() < end:
        draft.content[0] = (found.end(), end)


Sourced = tuple[Cue, tuple[int, int] | None]


def _with_outer_source(sourced: list[Sourced]) -> list[Sourced]:
    """Give ", noting that ..." after a reported clause the source of that report."""
    found: list[Sourced] = []
    for cue, source in sourced:
        outer = None
        if _added(cue) and cue.complement in {"clause", "wh"}:
            outer = next(
                (
                    s
                    for c, s in sourced
                    if c.complement == "clause"
                    and c.head.i < cue.head.i
                    and any(low <= cue.head.i <= high for low, high in c.parts)
                ),
                None,
            )
        found.append((cue, outer or source))
    return found


def _listed(sourced: list[Sourced]) -> dict[int, tuple[int, int]]:
    """Find the middle verbs of "urged A to pay, called for B and told C to go".

    Parsers take the second for a participle of a noun in what the first asks for.

    Args:
        sourced: the cues of a text with their sources, in text order.

    Returns:
        The head of each such cue to the source of the first verb of its list.
    """
    found: dict[int, tuple[int, int]] = {}
    for number, (middle, _) in enumerate(sourced):
        if not _asks(middle) or not _listable(middle.head):
            continue
        for first, source in sourced[max(0, number - NEAR_CUES) : number]:
            inside = any(low <= middle.head.i <= high for low, high in first.parts)
            if source is None or not inside or not _asks(first):
                continue
            for last, _ in sourced[number + 1 : number + 1 + NEAR_CUES]:
                joined = last.head.dep_ == "conj" and last.head.head
                if joined and joined in {first.head, middle.head}:
                    found[middle.head.i] = found[last.head.i] = source
    return found


def _listable(head: Any) -> bool:  # noqa: ANN401 - a spaCy Token
    """Tell whether a verb without a subject of its own stands behind a comma."""
    own = any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in head.children)
    placed = head.dep_ in {"acl", "conj"} and head.i > 0 and head.nbor(-1).text == ","
    return placed and not own and head.tag_ in {"VBN", "VBD"}


def _asks(cue: Cue) -> bool:
    return cue.sense.act in LISTED and not cue.nominal


def _printed(reading: Reading) -> Any:  # noqa: ANN401 - a function of an offset
    text, shadow = reading.report.text, reading.shadow

    def printed(at: int) -> str:
        return text[shadow.to_source(at, at + 1)[0]]

    return printed


def _set_off(cue: Cue) -> bool:
    """Tell whether a cue is a participle set off by a comma: ", praising the plan"."""
    head = cue.head
    return (
        head.tag_ == "VBG"
        and not cue.nominal
        and head.i > 0
        and head.nbor(-1).text == ","
        and not cue.sense.attitude
    )


def _added(cue: Cue) -> bool:
    """Tell whether such a participle reports words, not only a thing: ", adding that ..."."""
    return _set_off(cue) and cue.complement in ADDED


def _quoted(doc: Any, cue: Cue, quotes: tuple[Stretch, ...]) -> bool:  # noqa: ANN401
    """Tell whether a cue stands in somebody's quoted words: it is part of what is said."""
    start, end = doc[cue.first].idx, doc[cue.last].idx + len(doc[cue.last])
    at = bisect_right(quotes, (start, 0)) - 1
    return at >= 0 and quotes[at][0] + LEAST_QUOTED < start and end < quotes[at][1] - 1


def _contrast(cue: Cue) -> int | None:
    """Give the comma before another speaker's clause: ", while the clerk said ..."."""
    head = cue.head
    if cue.nominal or head.dep_ not in {"advcl", "conj"} or not cue.parts:
        return None
    if not any(c.dep_ == "nsubj" for c in head.children):
        return None
    edge = head.left_edge
    if head.dep_ == "conj" and edge.i > 1 and edge.nbor(-1).tag_ == "CC":
        edge = edge.nbor(-1)
    elif edge.lower_ not in CONTRAST:
        return None
    return int(edge.i) - 1 if edge.i and edge.nbor(-1).text in {",", ";", "-", "–", "—"} else None


def _comma_before(cue: Cue) -> int:
    return int(cue.first) - 1


def _draft(
    doc: Any,  # noqa: ANN401 - a spaCy Doc
    text: str,
    cue: Cue,
    source: tuple[int, int] | None,
    breaks: frozenset[int],
) -> Draft | None:
    content = content_stretches(cue, source, text, breaks)
    if cue.parts and not content:
        return None
    if source is None and cue.complement not in SOURCELESS:
        return None
    return Draft(
        act=cue.sense.act,
        rule=f"statements/{'noun' if cue.nominal else 'verb'}-{cue.complement}@1",
        content=content,
        cue=(doc[cue.first].idx, doc[cue.last].idx + len(doc[cue.last])),
        source=_chars(doc, source),
        named=_chars(doc, antecedent(doc, source)) if source else None,
        word=cue.word,
        attitude=cue.sense.attitude,
        head=cue.head,
        complement=cue.complement,
        negated=any(c.dep_ == "neg" for c in cue.head.children),
    )


def _chars(doc: Any, tokens: tuple[int, int] | None) -> Stretch | None:  # noqa: ANN401
    if tokens is None:
        return None
    first, last = tokens
    return doc[first].idx, doc[last].idx + len(doc[last])


def _pruned(drafts: list[Draft]) -> list[Draft]:
    """Drop drafts without content, those inside what another one reports, and twins."""
    kept: list[Draft] = []
    drafts = [draft for draft in drafts if not _passes_on(draft, drafts)]
    for draft in drafts:
        if not draft.content or any(_inside(draft, other) for other in drafts):
            continue
        twin = next(
            (
                k
                for k in kept
                if k.cue
                and draft.cue
                and overlap(k.cue, draft.cue)
                and overlap(k.content[0], draft.content[0])
            ),
            None,
        )
        if twin is None:
            kept.append(draft)
    return kept


def _passes_on(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether "according to" only says who passed a quotation on: "...," she said, by wire."""
    if draft.rule != "statements/according@1" or draft.cue is None:
        return False
    return any(
        other.source is not None
        and other.cue is not None
        and bool(other.content)
        and other.content[0][0] <= draft.content[0][0] + 1
        and other.cue[1] <= draft.cue[0]
        and any(start <= other.cue[0] and other.cue[1] <= end for start, end in draft.content)
        for other in drafts
        if other is not draft
    )


def _inside(draft: Draft, other: Draft) -> bool:
    if draft.cue is None or other is draft or other.cue is None:
        return False
    within = any(start <= draft.cue[0] and draft.cue[1] <= end for start, end in other.content)
    if not within:
        return False
    mutual = any(start <= other.cue[0] and other.cue[1] <= end for start, end in draft.content)
    return not mutual or len(other.content) > len(draft.content)
