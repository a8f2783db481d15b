"""Which office or calling does a text say a person has?"""

import re
from collections.abc import Sequence

from firsthand.analyse.names.fields import goes_on
from firsthand.analyse.names.lexicon import Calling, particles
from firsthand.text.words import fold_name

Stretch = tuple[int, int]

REACH = 9
"""Words looked at before a name for its title."""
APPOSITION = 22
"""Words of the longest apposition after a name."""
HEAD = 5
"""Words of an apposition among which its title must stand."""

ABBREVIATION = 4
"""Letters of a word behind which a full stop ends no sentence: "Gov.", "Prof."."""
NEAR = 2
"""Words behind an office among which its verb stands: "has asked"."""

_QUOTES = " \t\"'“”„«»"
"""What may stand around the name of a body between an office and its holder."""

_CLOSES = {"»": "«", "”": "„"}
_ADJECTIVAL = (
    *("ski", "cki", "ska", "cka", "скии", "цкии", "ская", "цкая"),
    *("ego", "ej", "emu", "im", "ym", "ого", "ои", "ому", "им", "ым"),
)
"""Endings of adjectives where the language marks cases, folded."""

_WORD = re.compile(r"[^\W_](?:[\w'’./&-]*[\w])?\.?")
_STOP = re.compile(r"[,;:!?。\n—–|]|\.(?=\s|$)| - | -- |\(")
_ACRONYM_BEFORE = re.compile(r" \([A-ZÀ-ÞА-Яİ][\w-]{1,9}\) $")
_BRACKET = re.compile(r"\([^()\n]{1,40}\)")
_YEARS = (
    "ans|años|anos|anni|jaar|jaren|lat|lata|yaşındaki|tahun|år|Jahre|let|godina|godine|лет|года|год|"
    "років|роки|рік"
)
_AGE = rf"(?:\d{{1,3}}(?: (?:{_YEARS}))?, )?"
_AGE_IN_BRACKETS = re.compile(rf" ?\(\d{{1,3}}(?: (?:{_YEARS}))?\)(?=,)")
_AFTER = re.compile(rf"\s?(?:,|\(|–|—)\s*{_AGE}(?:also |and |who is |y |e |et |und )?")
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
        "fur",
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
_OF = frozenset(
    {"of", "de", "del", "du", "des", "di", "della", "dei", "do", "da", "dos", "von", "van"}
)
_ARTICLE_ELIDED = re.compile(r"(?:l|un|d|dell|all|dall|qu)['’](?=[^\W\d_]{3})", re.IGNORECASE)
_ELIDED = re.compile(r"(?:d|l|all|dall|dell|nell|sull)['’](?P<first>[^\W\d_])")
_OF_BODY = re.compile(
    r" (?:of|from|with|von|vom|bei|de|del|da|do|du) "
    r"(?P<article>(?:the|der|dem|la|l')[ ]?)?(?P<body>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,3})"
)
_INDEFINITE = re.compile(r"\b(?:a|an) $", re.IGNORECASE)
_CALLING = 3
"""Words of the longest calling that is told by its ending"""
_AGENTS = ("er", "or", "ist", "ian", "eer", "man", "woman", "ess", "smith", "wright", "herd", "ee")
"""How English words for what people do end"""
_HONORED = re.compile(r", [^\W\d_]{1,5}\. $")
_ANDS = frozenset({"and", "y", "e", "et", "und", "en", "i", "dan", "och", "ve", "и", "та", "і"})
_FIELDS = 3
"""Commas of the longest list of fields."""
_PREFIXES = frozenset({"vice", "ex", "co", "sub", "under", "pro", "vize", "wice", "wakil", "вице"})
"""What a hyphen joins with an office"""
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
    acronym = _ACRONYM_BEFORE.search(text, max(line, start - 14), start)
    if acronym:  # "Kepala Badan Gempa (BG) Ida Holm"
        start = acronym.start()
    words = list(_WORD.finditer(text, max(line, start - 120), start))[-REACH:]
    if not words or text[words[-1].end() : start].strip(_QUOTES):
        return _before_comma(text, start, said)
    comma = _HONORED.search(text, max(line, start - 12), start)
    if comma and (found := _before_comma(text, start, said)):
        return found
    while len(words) > 1 and _courtesy(words[-1][0], said):
        words.pop()  # "przewodniczący komisji prof. Jan Kot"
    number = len(words) - 1
    if _ends_sentence(words[-1][0]):
        return []
    size = title_size(words, number, said)
    if size:
        role = _with_modifiers(text, words, number - size + 1, said)
        # "the head of the fund, Colonel Ana Ruiz": a rank behind an office
        ranked = text[: role[0]].endswith(", ") and role[0] - line > 2  # noqa: PLR2004
        return [*(_before_comma(text, start, said) if ranked else ()), role]
    far = _title_far(text, words, start, said)
    if far is None:
        return []
    size = title_size(words, far, said)
    return [_with_modifiers(text, words, far - size + 1, said)]


def _title_far(text: str, words: Sequence[re.Match[str]], start: int, said: Calling) -> int | None:
    """Walk back over what an office is for to the word that names it: "minister of trade"."""
    for number in range(len(words) - 1, -1, -1):
        plain = words[number][0]
        folded = fold_name(plain)
        if _ends_sentence(plain):
            return None
        gap = text[words[number].end() : _next_start(words, number, start)]
        listed = gap.strip() == "," and _next_field(words, number, said)
        if gap.strip(_QUOTES) and not listed and (words[number + 1 :] or not _courteous(gap, said)):
            return None
        if title_size(words, number, said):
            return number
        elided = _ELIDED.match(plain)
        owner = (elided["first"] if elided else plain[0]).isupper()
        if not (owner or folded in _LINKS or _narrowing(plain, said)):
            return None
        if owner and number + 1 < len(words) and folded in said.given:
            return None  # somebody else's name: "minister Ida Holm and Ana Ruiz"
    return None


def _next_field(words: Sequence[re.Match[str]], number: int, said: Calling) -> bool:
    """Tell whether a comma only parts two fields: "Pertahanan, Energi", "Energi, dan Industri"."""
    behind = [fold_name(word[0]) for word in words[number + 1 : number + 3]]
    begins = bool(behind) and said.fields.fullmatch(behind[0]) is not None
    linked = len(behind) > 1 and behind[0] in _ANDS and said.fields.fullmatch(behind[1]) is not None
    field = said.fields.fullmatch(fold_name(words[number][0])) is not None
    return field and (begins or linked)


def _courteous(gap: str, said: Calling) -> bool:
    """Tell whether only forms of address stand between an office and the name."""
    return all(_courtesy(word, said) for word in gap.split())


def _courtesy(word: str, said: Calling) -> bool:
    """Tell whether a word is a form of address and no title by itself: "dr", "prof."."""
    folded = fold_name(word)
    return folded in said.honorifics and not said.is_title(folded)


def _ends_sentence(word: str) -> bool:
    """Tell whether the full stop behind a word is more than that of an abbreviation."""
    return word.endswith(".") and len(word) > ABBREVIATION + 1


def _narrowing(word: str, said: Calling) -> bool:
    """Tell whether a lower-case word may stand between an office and its holder's name."""
    return said.between.fullmatch(word) is not None and fold_name(word) not in said.says


def title_size(words: Sequence[re.Match[str]], number: int, said: Calling) -> int:
    """Tell how many words of a title end at a word.

    Args:
        words: words of the text.
        number: the last one.
        said: the titles of the language.

    Returns:
        2, 1 or 0.
    """
    folded = _folded(words[number][0].rstrip("."))
    if number and f"{_folded(words[number - 1][0])} {folded}" in said.titles:
        return 2
    prefix, _, last = folded.partition(" ")  # "vice-minister", "co-presidente"
    joined = bool(last) and (prefix in _PREFIXES or prefix in said.modifiers)
    if joined and said.is_title(last):
        return 1
    return int(said.is_title(folded) or folded.removesuffix("s") in said.titles)


def _folded(word: str) -> str:
    return fold_name(_ARTICLE_ELIDED.sub("", word))


def _next_start(words: Sequence[re.Match[str]], number: int, start: int) -> int:
    return words[number + 1].start() if number + 1 < len(words) else start


def _with_modifiers(
    text: str, words: Sequence[re.Match[str]], first: int, said: Calling
) -> Stretch:
    """Take what narrows a title into it: "former", "vice", "Chinese"."""
    end = words[-1].end()
    closing = _CLOSES.get(text[end : end + 1], "")
    if closing and closing in text[words[first].start() : end]:
        end += 1  # "директор завода «Заря»"
    while first > 0:
        word = words[first - 1]
        folded = fold_name(word[0])
        if text[word.end() : words[first].start()] != " " or _ends_sentence(word[0]):
            break
        proper = word[0][0].isupper() and folded not in said.not_names and folded not in _LINKS
        if said.marks_cases and not folded.endswith(_ADJECTIVAL):
            proper = False  # "Zdaniem prezydenta": no word that narrows the office
        if not proper and folded not in said.modifiers and folded not in said.titles:
            break
        first -= 1
    return _unelided(words[first]), end


def _before_comma(text: str, start: int, said: Calling) -> list[Stretch]:
    """Read "the head of the agency, Ana Ruiz, ..." where the title stands before a comma."""
    comma = text.rfind(",", max(0, start - 4), start)
    if comma < 0:
        comma = text.rfind(",", max(0, start - 10), start)
    between = text[comma + 1 : start].split() if comma >= 0 else ["-"]
    folded = map(fold_name, between)
    if any(word not in said.honorifics and word not in said.titles for word in folded):
        return []
    begin = max(text.rfind(mark, 0, comma) for mark in (",", "\n", ";", ":", ". ")) + 1
    if goes_on(text, start, said):
        return []  # "the minister of Trade, | Fisheries and Food, Ana Ruiz"
    last_field, begin = begin, _before_fields(text, begin, comma, said)
    words = list(_WORD.finditer(text, begin, comma))
    reach = REACH if begin == last_field else len(words) + 1
    for number in range(len(words) - 1, max(-1, len(words) - reach), -1):
        if fold_name(words[number][0]) in said.says:
            return []
        size = title_size(words, number, said)
        after = fold_name(words[number + 1][0]) if number + 1 < len(words) else ""
        last = number + 1 == len(words)
        second = fold_name(words[number + 2][0]) if number + 2 < len(words) else ""
        linked = after in _LINKS or after in particles() or len(words) - number == 2  # noqa: PLR2004
        # "the vice president charged with X, Ana Ruiz": an adjective before the link.
        adjective = not last and said.between.fullmatch(words[number + 1][0]) is not None
        linked = linked or (adjective and second in _OF)
        linked = linked or (not last and _ELIDED.match(words[number + 1][0]) is not None)
        linked = linked or (begin != last_field and said.marks_cases)
        if size and (last or linked):
            first = _linked_title(words, number - size + 1, said)
            return [(_unelided(words[first]), comma)]
    return []


def _before_fields(text: str, begin: int, comma: int, said: Calling) -> int:
    """Walk back over the fields of an office to its title: "minister of Trade, Fisheries and Food".

    Args:
        text: the text.
        begin: where the words between the last two commas begin.
        comma: the comma before the holder's name.
        said: the titles of the language.

    Returns:
        Where the words with the title begin; the same place when this is no such list.
    """
    at = begin
    for _ in range(_FIELDS):
        if at < 2 or text[at - 1] != ",":  # noqa: PLR2004 - a letter and a comma
            return begin
        first = at + 1
        if not goes_on(text, first, said):
            return begin
        at = max(text.rfind(mark, 0, at - 1) for mark in (",", "\n", ";", ":", ". ")) + 1
        words = list(_WORD.finditer(text, at, comma))
        titled = [n for n in range(min(HEAD, len(words))) if title_size(words, n, said)]
        behind = words[min(titled[0] + 1, len(words) - 1)][0] if titled else ""
        linked = fold_name(behind) in _LINKS or _ELIDED.match(behind) is not None
        if titled and (linked or (said.marks_cases and behind[:1].isupper())):
            return at
    return begin


def _linked_title(words: Sequence[re.Match[str]], first: int, said: Calling) -> int:
    """Walk back from a title to the one that it narrows: "commissaris van de Koning"."""
    number = first - 1
    while number > 0 and fold_name(words[number][0]) in _LINKS:
        number -= 1
    linked = 0 <= number < first - 1 and fold_name(words[number + 1][0]) in _OF
    return number if linked and title_size(words, number, said) == 1 else first


def _unelided(word: re.Match[str]) -> int:
    """Give where a word begins behind an elided article: "l'assessore"."""
    article = _ARTICLE_ELIDED.match(word[0])
    return word.start() + (article.end() if article else 0)


def roles_after(text: str, end: int, said: Calling) -> list[Stretch]:
    """Find the apposition after a name: ", head of the Office of X and chairman of Y,".

    Args:
        text: the text.
        end: where the name ends.
        said: the titles of the language.

    Returns:
        Bounds of each title without article.
    """
    aged = _AGE_IN_BRACKETS.match(text, end)  # "Ida Holm (52), a farmer"
    end = aged.end() if aged else end
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
    if at is None and _INDEFINITE.search(text, opening.end() - 1, start):
        return _described(text, start, stop, words)
    if at is None or any(fold_name(word[0]) in said.says for word in words[: at + 1]):
        return []
    if _acts(words[at + 1 : at + 1 + NEAR], said):
        return []  # "in San Vito, the minister has asked": no apposition
    if not _plain_before(words, at, said):
        return []
    stop = min(stop, words[-1].end() + (1 if text[words[-1].end() : stop].startswith(")") else 0))
    return _split(text, start, stop, said)


def _described(text: str, start: int, stop: int, words: Sequence[re.Match[str]]) -> list[Stretch]:
    """Read a calling that no list has behind "a": "Ida Holm, 47, a crab trapper"."""
    before = (n for n, w in enumerate(words) if fold_name(w[0]) in _LINKS or w[0][0].isupper())
    size = next(before, len(words))
    short = 0 < size <= _CALLING and len(words) <= HEAD + HEAD
    ends = text[stop : stop + 1] in set(",.;–—")
    agent = size > 0 and fold_name(words[size - 1][0]).endswith(_AGENTS)
    return [(start, words[-1].end())] if short and ends and agent else []


def _acts(words: Sequence[re.Match[str]], said: Calling) -> bool:
    """Tell whether a verb of saying follows an office at once, which makes it a subject."""
    for word in words:
        folded = fold_name(word[0])
        if folded in said.says or folded in said.reporting:
            return True
        if folded in _LINKS or word[0][0].isupper():
            return False
    return False


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
