"""Which pattern matches any of many words quickly?"""

import re
from collections.abc import Iterable
from typing import TypeAlias

Node: TypeAlias = dict[str, "Node"]
END = ""


def factored(words: Iterable[str], *, after: str = "") -> str:
    """Write the pattern of a list of words with their common beginnings told once.

    Where two words fit, the longer one matches. Such a pattern is tried in a few steps at each
    place, whatever the number of words, while a list of alternatives is tried one by one.

    Args:
        words: as they are matched.
        after: pattern of what may stand behind every letter.

    Returns:
        A pattern's source; one that matches nothing for no words.
    """
    top: Node = {}
    for word in words:
        node = top
        for letter in word:
            node = node.setdefault(letter, {})
        node[END] = {}
    return _written(top, after) if top else r"(?!)"


def _written(node: Node, after: str) -> str:
    parts = [
        re.escape(letter) + after + _written(node[letter], after)
        for letter in sorted(node)
        if letter != END
    ]
    if not parts:
        return ""
    if END in node:
        return f"(?:{'|'.join(parts)})?"
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
