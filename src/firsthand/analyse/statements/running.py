"""Which sentences without a cue carry on what the last speaker said?"""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, islice
from typing import Any

from firsthand.analyse.statements.acts import asks, decide_act
from firsthand.analyse.statements.draft import Draft, overlap, trim
from firsthand.analyse.statements.lexicon import Lexicon

OPENER_WORDS = 4
"""Words in which "These measures include" must have reached its verb."""
_AIM = re.compile(r"(?:is|are|was|were|will be) (?:to|that)\b|(?:is|are|was|were)$")


def with_running(
    doc: Any,  # noqa: ANN401 - a spaCy Doc
    text: str,
    drafts: list[Draft],
    lexicon: Lexicon,
    language: str,
) -> list[Draft]:
    """Add the sentences that go on speaking for the source of the sentence before.

    "This includes ...", "The aim is to ..." and, where the speaker has just been asking for
    something, "X should be ...". They must follow in the same line and name no source of their
    own; what was read into such a sentence with its opening words as source is replaced.

    Args:
        doc: a parsed document.
        text: its text.
        drafts: what is found already, in text order.
        lexicon: the language's reporting words.
        language: the language's code.

    Returns:
        All drafts, in no order.
    """
    parts = sorted((*part, n) for n, draft in enumerate(drafts) for part in draft.content)
    reach = list(accumulate((end for _, end, _ in parts), max))
    kept: list[Draft] = []
    before: Draft | None = None
    for sentence in doc.sents:
        if not sentence.text.strip():
            continue
        stretch = (sentence.start_char, sentence.end_char)
        near_by = parts[bisect_right(reach, stretch[0]) : bisect_left(parts, (stretch[1], 0, 0))]
        numbers = {n for start, end, n in near_by if overlap((start, end), stretch)}
        touched = [drafts[n] for n in sorted(numbers)]
        own = [d for d in touched if stretch[0] <= d.content[0][0] < stretch[1]]
        opener = [d for d in own if d.source is not None and d.source[0] <= stretch[0]]
        near = before is not None and "\n" not in text[_end(before) : stretch[0]]
        act = ""
        if before is not None and near and len(opener) == len(touched):
            act = _goes_on(sentence, text, before, lexicon, language)
            if not act and not touched:
                act = _asks_on(sentence, text, before, language)
        content = trim(text, stretch, " \n\t.") if act else None
        if content:
            before = Draft(
                act, "statements/running@1", [content], complement="clause", carried=True
            )
            kept.append(before)
        else:
            kept.extend(own)
            before = touched[-1] if touched else None
    return kept


def _end(draft: Draft) -> int:
    return max(end for _, end in draft.content)


def _goes_on(
    sentence: Any,  # noqa: ANN401
    text: str,
    before: Draft,
    lexicon: Lexicon,
    language: str,
) -> str:
    worded = (t for t in sentence if not t.is_space and not t.is_punct)
    tokens = list(islice(worded, OPENER_WORDS + 1))
    words = [t.lower_ for t in tokens]
    if not words:
        return ""
    if lexicon.has("continuations.demonstratives", words[0]) and any(
        lexicon.has("continuations.verbs", t.lemma_.lower()) and t.tag_ in {"VBZ", "VBP", "VBD"}
        for t in tokens[1:]
    ):
        return _said_act(before, text, language)
    if words[0] in {"the", "another", "a", "one", "their", "his", "her", "its"}:
        for position, word in enumerate(words[1:4], 1):
            if lexicon.has("continuations.nouns", word) and _AIM.match(
                " ".join(words[position + 1 : position + 3])
            ):
                return _said_act(before, text, language)
    return ""


def _asks_on(sentence: Any, text: str, before: Draft, language: str) -> str:  # noqa: ANN401
    """Let "The bridge should be widened" go on after a request."""
    asking = _said_act(before, text, language) in {"call-for", "emphasise"}
    quoted = sentence.text.strip()[:1] in "\"'"
    return (
        "call-for" if asking and not quoted and asks(language, sentence.text, clause=True) else ""
    )


def _said_act(draft: Draft, text: str, language: str) -> str:
    said = " ".join(text[start:end] for start, end in draft.content)
    return decide_act(language, draft.act, draft.complement, said)
