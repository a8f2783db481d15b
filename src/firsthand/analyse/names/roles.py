"""Which office or calling does a text say a person has?"""

import re
from collections.abc import Sequence

from firsthand.analyse.names.lexicon import Calling, particles
from firsthand.text.words import fold_name

Stretch = tuple[int, int]

REACH = 9
"""Words looked at before a name for its title."""
APPOSITION = 22
"""Words of the longest apposition after a name."""
HEAD = 5
"""Words of an apposition among which its title must stand."""

_WORD = re.compile(r"[^\W_](?:[\w'’./&-]*[\w])?\.?")
_STOP = re.compile(r"[,;:!?。\n—–|]|\.(?=\s|$)| - | -- |\(")
_BRACKET = re.compile(r"\([^()\n]{1,40}\)")
_AFTER = re.compile(r"\s?(?:,|\(|–|—)\s*(?:also |and |who is |y |e |et |und )?")
_ARTICLE = re.compile(
    r"(?:the|a|an|its|their|el|la|los|las|un|una|su|o|a|os|as|um|uma|le|les|une|l'|der|die|das|ein|"
    r"eine|il|lo|i|gli|de|het|een)\s",
    re.IGNORECASE,
)
_LINKS = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "in",
        "on",
        "at",
        "to",
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "do",
        "das",
        "dos",
        "du",
        "des",
        "d",
        "l",
        "le",
        "les",
        "di",
        "della",
        "dei",
        "delle",
        "al",
        "von",
        "der",
        "des",
        "den",
        "im",
        "für",
        "van",
        "het",
        "y",
        "e",
        "et",
        "und",
        "i",
        "na",
        "za",
        "w",
    ]
)
_OF_BODY = re.compile(
    r" (?:of|from|with|von|vom|bei|de|del|da|do|du) "
    r"(?P<article>(?:the|der|dem|la|l')[ ]?)?(?P<body>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,3})"
)
_HONORED = re.compile(r", [^\W\d_]{1,5}\. $")
_AND_TITLE = re.compile(r"(?:,? and |,? y |,? e |,? et |,? und )")


def roles_before(text: str, start: int, said: Calling) -> list[Stretch]:
    """Find the title that stands before a name: "Chinese President", "Secretary of State".

    Args:
        text: the text.
        start: where the name begins.
        said: the titles of the language.

    Returns:
        The title's bounds without article, or nothing.
    """
    line = text.rfind("\n", 0, start) + 1
    words = list(_WORD.finditer(text, max(line, start - 120), start))[-REACH:]
    if not words or text[words[-1].end() : start].strip("\"' “”"):
        return _before_comma(text, start, said)
    comma = _HONORED.search(text, max(line, start - 12), start)
    if comma and (found := _before_comma(text, start, said)):
        return found
    number = len(words) - 1
    size = title_size(words, number, said)
    if size:
        return [_with_modifiers(text, words, number - size + 1, words[-1].end(), said)]
    while number >= 0:
        folded = fold_name(words[number][0])
        if text[words[number].end() : _next_start(words, number, start)].strip():
            break
        size = title_size(words, number, said)
        if size:
            first = number - size + 1
            return [_with_modifiers(text, words, first, words[-1].end(), said)]
        if not (words[number][0][0].isupper() or folded in _LINKS):
            break
        number -= 1
    return []


def title_size(words: Sequence[re.Match[str]], number: int, said: Calling) -> int:
    """Tell how many words of a title end at a word.

    Args:
        words: words of the text.
        number: the last one.
        said: the titles of the language.

    Returns:
        2, 1 or 0.
    """
    folded = fold_name(words[number][0].rstrip("."))
    if number and f"{fold_name(words[number - 1][0])} {folded}" in said.titles:
        return 2
    return int(folded in said.titles or folded.removesuffix("s") in said.titles)


def _next_start(words: Sequence[re.Match[str]], number: int, start: int) -> int:
    return words[number + 1].start() if number + 1 < len(words) else start


def _with_modifiers(
    text: str, words: Sequence[re.Match[str]], first: int, end: int, said: Calling
) -> Stretch:
    """Take what narrows a title into it: "former", "vice", "Chinese"."""
    while first > 0:
        word = words[first - 1]
        folded = fold_name(word[0])
        if text[word.end() : words[first].start()] != " ":
            break
        proper = word[0][0].isupper() and folded not in said.not_names and folded not in _LINKS
        if not proper and folded not in said.modifiers and folded not in said.titles:
            break
        first -= 1
    return words[first].start(), end


def _before_comma(text: str, start: int, said: Calling) -> list[Stretch]:
    """Read "the head of the agency, Ana Ruiz, ..." where the title stands before a comma."""
    comma = text.rfind(",", max(0, start - 4), start)
    if comma < 0:
        comma = text.rfind(",", max(0, start - 10), start)
    between = text[comma + 1 : start].split() if comma >= 0 else ["-"]
    if any(fold_name(word) not in said.honorifics | said.titles for word in between):
        return []
    begin = max(text.rfind(mark, 0, comma) for mark in (",", "\n", ";", ":", ". ")) + 1
    words = list(_WORD.finditer(text, begin, comma))
    for number in range(len(words) - 1, max(-1, len(words) - REACH), -1):
        if fold_name(words[number][0]) in said.says:
            return []
        size = title_size(words, number, said)
        after = fold_name(words[number + 1][0]) if number + 1 < len(words) else ""
        last = number + 1 == len(words)
        linked = after in _LINKS or after in particles() or len(words) - number == 2  # noqa: PLR2004
        if size and (last or linked):
            return [(words[number - size + 1].start(), comma)]
    return []


def roles_after(text: str, end: int, said: Calling) -> list[Stretch]:
    """Find the apposition after a name: ", head of the Office of X and chairman of Y,".

    Args:
        text: the text.
        end: where the name ends.
        said: the titles of the language.

    Returns:
        Bounds of each title without article.
    """
    opening = _AFTER.match(text, end)
    if opening is None:
        return _of_body(text, end, said)
    start = opening.end()
    article = _ARTICLE.match(text, start)
    while article:
        start = article.end()
        article = _ARTICLE.match(text, start)
    stop = _stop(text, start, in_brackets="(" in opening[0])
    words = list(_WORD.finditer(text, start, stop))[:APPOSITION]
    at = next((n for n in range(min(HEAD, len(words))) if title_size(words, n, said)), None)
    if at is None or any(fold_name(word[0]) in said.says for word in words[: at + 1]):
        return []
    if not _plain_before(words, at, said):
        return []
    stop = min(stop, words[-1].end() + (1 if text[words[-1].end() : stop].startswith(")") else 0))
    return _split(text, start, stop, said)


def _of_body(text: str, end: int, said: Calling) -> list[Stretch]:
    """Read the body that stands for an office: "Ana Ruiz of the water board said"."""
    match = _OF_BODY.match(text, end)
    if match is None:
        return []
    start = match.start("body")
    for word in _WORD.finditer(text, start, match.end("body")):
        if fold_name(word[0]) in said.says:
            break
        if fold_name(word[0]) in said.organisations:
            return [(start, word.end())]
    return []


def _plain_before(words: Sequence[re.Match[str]], at: int, said: Calling) -> bool:
    """Tell whether only what can narrow a title stands before it in an apposition."""
    size = title_size(words, at, said)
    before = [fold_name(word[0]) for word in words[: at - size + 1]]
    verbs = {"who", "which", "is", "was", "has", "que", "qui", "che", "der", "die"}
    return not any(word in verbs or word in said.says for word in before)


def _stop(text: str, start: int, *, in_brackets: bool) -> int:
    position = start
    while True:
        match = _STOP.search(text, position)
        if in_brackets:
            close = text.find(")", position)
            return close if close >= 0 else start
        if match is None:
            return len(text)
        bracket = _BRACKET.match(text, match.start()) if match[0] == "(" else None
        if bracket is None:
            return match.start()
        position = bracket.end()


def _split(text: str, start: int, stop: int, said: Calling) -> list[Stretch]:
    """Cut "general secretary of X and chairman of Y" into its titles."""
    cuts = [start]
    ends = []
    for match in _AND_TITLE.finditer(text, start, stop):
        begin = match.end()
        article = _ARTICLE.match(text, begin)
        begin = article.end() if article else begin
        words = list(_WORD.finditer(text, begin, stop))[:3]
        if any(title_size(words, number, said) for number in range(len(words))):
            ends.append(match.start())
            cuts.append(begin)
    ends.append(stop)
    found = []
    for begin, end in zip(cuts, ends, strict=True):
        length = len(text[begin:end].rstrip())
        if length:
            found.append((begin, begin + length))
    return found
