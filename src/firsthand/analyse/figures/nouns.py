"""Which noun does a number count?"""

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.analyse.figures.japanese import counted_in_japanese
from firsthand.lang import lexicon
from firsthand.text.han_words import han_words
from firsthand.text.numberlists import grammar

_WORD = re.compile(r"[\s\u00a0]*[\"“'‘«]?([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_MAX_STEPS = 9
"""Words between a number and the noun it counts."""
_CJK = frozenset({"zh", "ja"})
_CJK_NOUN = 6
"""Longest counted noun read without a parse of Chinese, in characters."""
_COUNTED = frozenset({"n", "nz", "nw", "s", "a", "an", "b", "ORG", "LOC", "ns", "nt"})
"""Tags of the words that name what is counted, and of those that describe it."""
_VERBAL = frozenset({"v", "vn"})


class Noun(NamedTuple):
    """A counted noun phrase: offsets, canonical name, parse index of its head (-1 = none)."""

    start: int
    end: int
    name: str
    head: int = -1


def counted(page: Page, draft: Draft) -> Noun | None:
    """Find the noun that a number counts.

    Args:
        page: the report's text with its parse.
        draft: a number without unit.

    Returns:
        The noun; None when the number stands alone.
    """
    if page.grid:
        return _parsed(page, draft)
    if page.language == "ja":
        found = counted_in_japanese(page, draft)
        return Noun(*found) if found else None
    if page.language in _CJK:
        return _after_classifier(page, draft)
    if page.language == "ko":
        return _counter(page, draft)
    return None if _follows_noun(page, draft) else _positional(page, draft)


def _follows_noun(page: Page, draft: Draft) -> bool:
    """Tell whether a number with an article follows its noun, which has one too: Arabic."""
    article = str(grammar(page.language).rules.get("article_of_both", ""))
    if not article or not page.text.startswith(article, draft.start):
        return False
    return page.word_before(draft.start, draft.sentence[0]).lstrip("وفبك").startswith(article)


# --- with a parse


def _parsed(page: Page, draft: Draft) -> Noun | None:
    grid, stop = page.grid, draft.stop
    first = grid.at(draft.end - 1) + 1
    if first <= 0 or first >= len(grid.tokens):
        return None
    index, head = first, -1
    while index < len(grid.tokens) and index < first + _MAX_STEPS and grid.starts[index] < stop:
        token = grid.tokens[index]
        if token.pos_ in {"NOUN", "PROPN"} and not _ends_before(page, index, head):
            head = index
            if _numbered(page, draft, index):
                stop, index = max(stop, grid.ends[index + 2]), index + 1
        elif not _passes(grid.tokens, index, head):
            break
        index += 1
    if head < 0:
        return _of_them(page, draft, first)
    head = max(head, _whole_phrase(page, draft, head))
    last = _coordinated(page, head)
    start = grid.starts[first] if not _is_hyphen(grid.tokens[first]) else grid.starts[first + 1]
    name = grid.tokens[head].lemma_.casefold()
    if last != head:
        name = (
            f"{name} {grid.tokens[head + 1].text.casefold()} {grid.tokens[last].lemma_.casefold()}"
        )
    return Noun(start, grid.ends[last], name, head)


def _numbered(page: Page, draft: Draft, index: int) -> bool:
    """Tell whether a bare number inside a name goes on with it: "400 Orion 7 scooters"."""
    tokens = page.grid.tokens[index : index + 3]
    if len(tokens) < 3 or page.grid.ends[index + 2] > draft.sentence[1]:  # noqa: PLR2004 - name, number, noun
        return False
    name, number, noun = tokens
    bare = number.text.isdigit() and len(number.text) < 4  # noqa: PLR2004 - longer ones are years
    counted_too = noun.pos_ in {"NOUN", "PROPN"} and noun.tag_ == "NNS"
    return name.pos_ == "PROPN" and bare and counted_too


def _whole_phrase(page: Page, draft: Draft, head: int) -> int:
    """Follow "460 Kia and Hyundai vehicles" to its end, where the parse says what is counted."""
    grid = page.grid
    number = grid.tokens[grid.at(draft.numeral.end - 1)]
    end = grid.of(number.head)
    if number.dep_ != "nummod" or not head < end <= head + _MAX_STEPS:
        return head
    between = grid.tokens[head + 1 : end + 1]
    plain = all(t.pos_ in {"NOUN", "PROPN", "ADJ", "CCONJ"} or t.tag_ == "POS" for t in between)
    joined = any(t.pos_ == "CCONJ" for t in between)
    return end if plain and joined and grid.ends[end] <= draft.stop else head


def _ends_before(page: Page, index: int, head: int) -> bool:
    """Tell whether a noun begins a new phrase: "50 last year", "40 Monday"."""
    token = page.grid.tokens[index]
    if token.ent_type_ in {"DATE", "TIME"} and head >= 0:
        return True
    return page.in_moment(page.grid.starts[index], page.grid.ends[index])


def _passes(tokens: list[Any], index: int, head: int) -> bool:
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBG"}:
        return (
            head < 0
            and token.pos_ in {"ADJ", "VERB"}
            and (token.dep_ in {"amod", "compound", "nmod"} or token.pos_ == "ADJ")
        )
    if _is_hyphen(token):
        return following is not None and following.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"}
    if token.pos_ == "ADV":
        return head < 0 and following is not None and following.pos_ in {"ADJ", "VERB"}
    if token.pos_ == "CCONJ":
        return head < 0 and following is not None and following.pos_ in {"ADJ", "NOUN"}
    return token.tag_ == "POS" or (
        token.text == "," and head < 0 and following is not None and following.pos_ == "ADJ"
    )


def _is_hyphen(token: Any) -> bool:  # noqa: ANN401 - a spaCy Token
    return token.text in {"-", "‑", "‐"}


def _of_them(page: Page, draft: Draft, first: int) -> Noun | None:
    """Read "dozens of houses", "two of the players"."""
    tokens = page.grid.tokens
    if tokens[first].lower_ != "of" or draft.unit is not None:
        return None
    index, head, start = first + 1, -1, -1
    while (
        index < len(tokens) and index < first + _MAX_STEPS and page.grid.starts[index] < draft.stop
    ):
        token = tokens[index]
        if token.pos_ in {"NOUN", "PROPN"}:
            head = index
        elif token.pos_ not in {"DET", "ADJ", "PRON"} and token.tag_ not in {"POS", "VBN", "PRP$"}:
            break
        if start < 0 and token.pos_ not in {"DET", "PRON"}:
            start = index
        index += 1
    if head < 0:
        return None
    return Noun(
        page.grid.starts[max(start, first + 1)],
        page.grid.ends[head],
        tokens[head].lemma_.casefold(),
        head,
    )


def _coordinated(page: Page, head: int) -> int:
    """Follow "towns and villages": a second plural noun without a number or article."""
    tokens = page.grid.tokens
    index = head + 1
    if (
        index + 1 >= len(tokens)
        or tokens[index].lower_ not in {"and", "or"}
        or tokens[head].tag_ != "NNS"
    ):
        return head
    for step in range(index + 1, min(index + 4, len(tokens))):
        token = tokens[step]
        if token.tag_ == "NNS":
            following = tokens[step + 1] if step + 1 < len(tokens) else None
            verb = (
                following is not None
                and following.pos_ in {"VERB", "AUX"}
                and token.dep_ == "nsubj"
            )
            return head if verb or token.i == page.grid.tokens[head].i else step
        if token.pos_ not in {"ADJ", "NOUN"}:
            return head
    return head


# --- without one


def _positional(page: Page, draft: Draft) -> Noun | None:
    cues = page.cues
    position, stop = draft.end, draft.stop
    scaled = draft.numeral.scale > 1 or draft.kind.value == "vague"
    capital = bool(cues.table.get("stop", {}).get("noun_capital"))
    if page.language == "tr" and page.text[position : position + 1] in {"'", "’"}:
        return None  # the ending of the number's own case: 38'e
    for step in range(4):
        match = _WORD.match(page.text, position, stop)
        if match is None:
            return None
        word = match[1].casefold()
        position = match.end()
        if word in cues.link and step == 0 and scaled:
            continue
        if word.startswith(("d'", "d’")) and scaled:
            return Noun(match.start(1) + 2, match.end(1), _singular(word[2:], page.language))
        if word in cues.before_noun or (
            capital and not match[1][0].isupper() and word not in cues.stop
        ):
            continue
        if word in cues.stop or word in cues.words("stop", "adverbs"):
            return None
        if capital and not match[1][0].isupper():
            continue
        end = _of_two_syllables(page, match, stop) if page.language == "vi" else match.end(1)
        name = _singular(page.text[match.start(1) : end].casefold(), page.language)
        return Noun(match.start(1), end, name)
    return None


def _of_two_syllables(page: Page, first: re.Match[str], stop: int) -> int:
    """Find where a Vietnamese noun ends: of many the first syllable alone names nothing."""
    second = _WORD.match(page.text, first.end(), stop)
    pair = f"{first[1]} {second[1]}".casefold() if second is not None else ""
    return second.end(1) if second is not None and pair in _pairs() else first.end(1)


@cache
def _pairs() -> frozenset[str]:
    """Collect the Vietnamese words of two syllables that the lists of things and people hold."""
    titles, units = lexicon("vi", "titles"), lexicon("vi", "units")
    lines = [*lexicon("vi", "concepts").get("concepts", {}).values()]
    words = {word for line in lines for word in line.split("|")}
    words.update(titles.get("titles", ()), titles.get("organisations", ()), units.get("nouns", ()))
    heads = tuple(f"{word} " for word in units.get("heads", ()))
    return frozenset(w for w in words if w.count(" ") == 1 and not w.startswith(heads))


def _counter(page: Page, draft: Draft) -> Noun | None:
    """Take the word behind a Korean number without the particle it is written together with."""
    match = _WORD.match(page.text, draft.end, draft.stop)
    if match is None:
        return None
    word = match[1]
    counters = lexicon("ko", "numerals")["counters"]
    found = max((c for c in counters if word.startswith(c)), key=len, default="")
    tails = tuple(lexicon("ko", "units")["tails"])
    if found and (word == found or word.startswith(tails, len(found))):
        word = found
    elif match.start(1) > draft.end:
        return None  # "2만 개" counts, "2만 늘었다" does not
    else:
        tail = max((t for t in tails if word.endswith(t)), key=len, default="")
        word = word[: len(word) - len(tail)] if len(word) > len(tail) else word
    return Noun(match.start(1), match.start(1) + len(word), word)


def _singular(word: str, language: str) -> str:
    if language in {"es", "pt", "fr", "en"} and len(word) > 3 and word.endswith("s"):  # noqa: PLR2004 - "mes", "gas"
        return word[:-1]
    return word


def _after_classifier(page: Page, draft: Draft) -> Noun | None:
    table = lexicon("zh", "units").get("classifier", {})
    words = sorted((str(w) for w in table.get("words", ())), key=len, reverse=True)
    position, stop = draft.end, draft.stop
    if page.text[position : position + 1] in {"多", "余", "餘"}:
        position += 1
        draft.numeral = replace(draft.numeral, more=True)
    for word in words:
        if page.text.startswith(word, position):
            end = position + len(word)
            # A province or an item is itself what is counted, whatever stands behind it.
            noun = 0 if word in table.get("standing", ()) else _cjk_noun(page, end, stop)
            if word == "人" or (word in table.get("people", ()) and not noun):
                return Noun(position, end, "人")
            name = page.text[end : end + noun] if noun else word
            return Noun(end if noun else position, end + noun, name)
    return None


def _cjk_noun(page: Page, start: int, stop: int) -> int:
    length = 0
    verbs = page.cues.words("stop", "verbs")
    while start + length < stop and length < _CJK_NOUN:
        char = page.text[start + length]
        if char in page.cues.stop or not ("\u4e00" <= char <= "\u9fff"):
            break
        if any(page.text.startswith(verb, start + length) for verb in verbs):
            break
        length += 1
    return min(length, _nouns_behind(page, start, stop) - start)


def _nouns_behind(page: Page, start: int, stop: int) -> int:
    """Tell where the nouns end that follow a measure word; the stop where no word is tagged."""
    words = han_words(page.text) if page.language == "zh" else ()
    index = bisect_left(words, start, key=lambda word: word.start)
    if not words or index == len(words) or words[index].start != start:
        return stop
    end = start
    # "造船企业": a verb in front of a noun is part of its name, behind one it says what it does.
    if words[index].tag in _VERBAL and words[index + 1 : index + 2]:
        follower = words[index + 1]
        if follower.start == words[index].end and follower.tag in _COUNTED:
            end, index = follower.start, index + 1
    while index < len(words) and words[index].start == end and words[index].tag in _COUNTED:
        end = words[index].end
        index += 1
    return end
