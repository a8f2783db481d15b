"""What does the bracket that closes a text say: its end, its author, its agency?"""

import re

from firsthand.clean.agencies import only_agencies
from firsthand.clean.credits import read_label
from firsthand.clean.furniture import fold_line, furniture, is_unspaced, size
from firsthand.clean.layout import Layout
from firsthand.model.report import Role

_CLOSING = re.compile(
    r"[(（\[【［]\s*(?P<inner>[^()（）\[\]【】［］\n]{1,70}?)\s*[)）\]】］]\s*[.。]?\Z"
)
_END_WORDS = frozenset({
    "完", "完毕", "完畢", "了", "end", "ends", "fin", "fim", "ende", "fine", "конец", "кінець",
    "koniec", "son", "おわり", "끝",
})  # fmt: skip
_LABELS = ("editor", "author")
_MOST_WORDS = 12


def find_closing(text: str, layout: Layout, sender: str) -> tuple[int, int, Role] | None:
    """Find the bracket at the end of the last paragraph that is no part of what it tells.

    Args:
        text: the report's text.
        layout: its marked lines.
        sender: the name in the dateline's brackets; empty when there is none.

    Returns:
        Its half-open offsets and what it is; None when the text ends in its own words.
    """
    pairs = zip(layout.wholes, layout.marks, strict=True)
    bodies = [whole for whole, mark in pairs if mark is not None and mark.role is Role.BODY]
    if not bodies:
        return None
    last = bodies[-1]
    match = _CLOSING.search(text, max(last.start, last.end - 90), last.end)
    if match is None or match.start() == last.start:
        return None
    role = _role_of(match["inner"], sender)
    return None if role is None else (*match.span(), role)


def _role_of(inner: str, sender: str) -> Role | None:
    known = furniture()
    folded = fold_line(inner)
    if not folded or size(inner) > _MOST_WORDS:
        return None
    if folded in _END_WORDS:
        return Role.NAVIGATION
    label = read_label(inner)[0]
    thanked = known.opening("credited", folded) or (label and known.has("source", label))
    if thanked or (sender and folded == fold_line(sender)) or only_agencies(inner):
        return Role.AGENCY_CREDIT
    if known.opening("edited", folded) or (label and any(known.has(k, label) for k in _LABELS)):
        return Role.EDITOR_CREDIT
    author = known.opening("author", folded)
    if author and is_unspaced(author[0]) and inner[len(author) :][:1].isspace():
        return Role.BYLINE
    return None
