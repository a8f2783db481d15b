"""Which cue do words in quotation marks belong to, and how far does a quoted content reach?"""

from firsthand.analyse.statements.draft import Draft, Stretch, overlap

LEAST_WORDS = 4
"""A quotation without a clause of its own must have that many words to count as an utterance."""
CLOSERS = "\"'“”‘’«»‹›「」『』"
FAR = 90
"""Characters between a cue with its source and the quotation it stands beside."""


def attach_quotes(text: str, drafts: list[Draft], quotes: tuple[Stretch, ...]) -> list[Draft]:
    """Widen contents to whole quotations and give bare cues theirs.

    Args:
        text: the parsed text.
        drafts: drafts in text order; contents may be empty.
        quotes: stretches in quotation marks.

    Returns:
        Drafts with content.
    """
    taken: set[Stretch] = set()
    for draft in drafts:
        _widen(text, draft, quotes, taken)
    for draft in drafts:
        if not draft.content and draft.cue is not None:
            quote = _beside(text, draft, [q for q in quotes if q not in taken])
            if quote is not None:
                draft.content = [quote]
                taken.add(quote)
    for draft in drafts:
        _add_resumed(text, draft, quotes, taken)
    return [d for d in drafts if d.content]


def _widen(text: str, draft: Draft, quotes: tuple[Stretch, ...], taken: set[Stretch]) -> None:
    for quote in quotes:
        hit = next((n for n, part in enumerate(draft.content) if overlap(part, quote)), None)
        if hit is None or (draft.cue is not None and overlap(draft.cue, quote)):
            continue
        if draft.source is not None and overlap(draft.source, quote):
            continue
        start, end = draft.content[hit]
        draft.content[hit] = (min(start, quote[0]), max(end, quote[1]))
        if draft.complement in {"clause", "quote", "wh"}:
            taken.add(quote)
    merged: list[Stretch] = []
    for part in sorted(draft.content):
        if merged and (part[0] <= merged[-1][1] or not text[merged[-1][1] : part[0]].strip()):
            merged[-1] = (merged[-1][0], max(part[1], merged[-1][1]))
        else:
            merged.append(part)
    draft.content = merged


def _beside(text: str, draft: Draft, quotes: list[Stretch]) -> Stretch | None:
    assert draft.cue is not None  # noqa: S101 - the caller has looked
    low = min(draft.cue[0], draft.source[0] if draft.source else draft.cue[0])
    high = max(draft.cue[1], draft.source[1] if draft.source else draft.cue[1])
    best: tuple[int, Stretch] | None = None
    for quote in quotes:
        start, end = quote
        between = text[end:low] if end <= low else text[high:start] if start >= high else None
        if between is None or "\n" in between or len(between) > FAR:
            continue
        if end <= low and (between.strip(" ,-–—") or not _closed(text[start:end])):
            continue
        if start >= high and any(mark in between for mark in ".!?;"):
            continue
        if (
            start >= high
            and len(between.split()) > LEAST_WORDS
            and ":" not in between
            and "," not in between
        ):
            continue
        if best is None or len(between) < best[0]:
            best = (len(between), quote)
    return best[1] if best else None


def _closed(quote: str) -> bool:
    """Tell whether a quotation ends in a mark before its quotation mark: "..., he said"."""
    return quote.rstrip(CLOSERS)[-1:] in {",", ".", "?", "!"}


def _add_resumed(text: str, draft: Draft, quotes: tuple[Stretch, ...], taken: set[Stretch]) -> None:
    """Add the quotation that goes on after "..., he said" in the same line."""
    if not draft.content or draft.cue is None or draft.complement not in {"clause", "quote"}:
        return
    first = draft.content[0]
    if text[first[1] - 1] not in "\"'" or first[0] > draft.cue[0]:
        return
    end = max(draft.cue[1], draft.source[1] if draft.source else 0)
    for quote in quotes:
        if quote[0] < end or quote in taken or "\n" in text[end : quote[0]]:
            continue
        between = text[end : quote[0]].strip()
        if between in {",", ".", "", ":", ";"} or _short_clause(between):
            draft.content.append(quote)
            taken.add(quote)
        return


def _short_clause(between: str) -> bool:
    """Tell whether what stands between two quotations is the rest of one short clause."""
    return (
        len(between) < FAR and between[-1] in ".,:" and not any(m in between[:-2] for m in ".!?;")
    )


def orphan_drafts(text: str, drafts: list[Draft], quotes: tuple[Stretch, ...]) -> list[Draft]:
    """Make statements of whole quoted sentences that no cue claims; their speaker is carried over.

    Args:
        text: the text that is read.
        drafts: what is found already.
        quotes: stretches in quotation marks.

    Returns:
        Further drafts.
    """
    covered = [part for draft in drafts for part in draft.content]
    found = []
    for quote in quotes:
        start, end = quote
        if any(overlap(quote, part) for part in covered):
            continue
        if len(text[start:end].split()) < LEAST_WORDS:
            continue
        line = text.rfind("\n", 0, start) + 1
        alone = not text[line:start].strip() or text[line:start].rstrip()[-1:] in '.!?"'
        sentence_like = text[start:end].rstrip("\"'")[-1:] in ".!?,…"
        sentence_like = sentence_like or text[end : end + 1] in {".", "!", "?"}
        if alone and sentence_like:
            found.append(
                Draft("say", "statements/orphan@1", [quote], complement="quote", carried=True)
            )
    return found
