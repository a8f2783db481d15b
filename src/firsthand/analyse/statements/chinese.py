"""Who said what in a Chinese report, by cue words and the clauses around them?"""

import re
from collections.abc import Iterator
from functools import cache

from firsthand.analyse.statements.draft import Draft, Stretch, overlap, trim
from firsthand.analyse.statements.lexicon import Lexicon, Sense, load_lexicon
from firsthand.analyse.statements.units import Unit, units
from firsthand.text.reading import Reading

EDGE = " \t\n\u3000，,；;：:。、"
PUNCTUATION = "，,；;：:。！？!?\n“”「」"
LONGEST_SOURCE = 30
"""Characters of the longest source: a name with its offices."""
LEAST_CONTENT = 4
"""Characters of the shortest content."""
LONGEST_MATTER = 6
"""Characters of a noun that is told of, not a clause that is told."""
_PIECE = re.compile("[^，。；：“「、]*")
_SETTING = re.compile("(?:在|于|就|对|针对|围绕|关于|向|接受)[^，。；：]*$")
_WHEN = re.compile(
    "^(?:(?:\\d+|[一二三四五六七八九十]+)(?:年|月|日|时|点)+|当天|今天|昨天|日前|近日|会上|随后|同时|此外|另外|其中|对此|为此|最后|首先|其次)"
)


@cache
def _cue_pattern() -> re.Pattern[str]:
    words = sorted(load_lexicon("zh").verbs, key=lambda w: (-len(w), w))
    return re.compile("|".join(re.escape(w) for w in words))


@cache
def _adverbs() -> re.Pattern[str]:
    words = sorted(load_lexicon("zh").words["grammar.adverbs"], key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(words)})+$")


@cache
def _cited() -> re.Pattern[str]:
    """Match "according to" before the source: "据警方通报"."""
    words = sorted(load_lexicon("zh").words["phrases.before_source"], key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(words)})(?=.)")


def chinese_drafts(reading: Reading) -> list[Draft]:
    """Find the statements of a Chinese report.

    Args:
        reading: a reading in Chinese.

    Returns:
        Drafts with offsets into the report's own text, in text order.
    """
    text = reading.report.text
    found: list[Draft] = []
    before: Draft | None = None
    for unit in units(text, reading.sentences):
        if before is not None and _signed(text, unit, before):
            continue
        own = list(_unit_drafts(text, unit))
        if not own and before is not None:
            own = _going_on(text, unit, before)
        found.extend(own)
        before = own[-1] if own else None
    return found


def _signed(text: str, unit: Unit, before: Draft) -> bool:
    """Give a quotation the speaker named right after it: "“……。”工程师赵明说。"."""
    if not before.carried or before.complement != "quote" or before.content[-1][1] != unit.start:
        return False
    for match in _cue_pattern().finditer(text, unit.start, unit.end):
        source = _source(text, unit, match.start())
        if not text[match.end() : unit.end].strip(EDGE) and source is not None:
            sense = next(iter(load_lexicon("zh").verbs[match[0]].values()))
            before.source, before.cue, before.carried = source, match.span(), False
            before.act, before.rule = sense.act, "statements/plain-quote@1"
            return True
    return False


def _unit_drafts(text: str, unit: Unit) -> Iterator[Draft]:
    cue = _first_cue(text, unit)
    if cue is None:
        told = _told_behind(text, unit)
        yield from (told,) if told else _quoted(text, unit)
        return
    (start, end), word, sense, source = cue
    quoted = next(
        (q for q in unit.quotes if q[1] <= start and not text[q[1] : start].strip(EDGE)), None
    )
    content = trim(text, (end, unit.end), EDGE)
    if quoted is not None and (content is None or content[1] - content[0] < LEAST_CONTENT):
        content = quoted
    if content is None or content[1] - content[0] < LEAST_CONTENT:
        return
    kind = "quote" if text[content[0]] in "“「" else "clause"
    yield Draft(
        sense.act,
        f"statements/plain-{kind}@1",
        [content],
        (start, end),
        source,
        word,
        complement=kind,
        carried=source is None,
    )


def _told_behind(text: str, unit: Unit) -> Draft | None:
    """Read a quotation whose speaker closes the sentence: "“……”，工程师赵明说。"."""
    if not unit.quotes or text[unit.start : unit.quotes[0][0]].strip(EDGE):
        return None
    quote = unit.quotes[-1]
    behind = Unit(quote[1], unit.end, ())
    for match in _cue_pattern().finditer(text, quote[1], unit.end):
        source = _source(text, behind, match.start())
        if not text[match.end() : unit.end].strip(EDGE) and source is not None:
            sense = next(iter(load_lexicon("zh").verbs[match[0]].values()))
            content = (unit.quotes[0][0], quote[1])
            rule = "statements/plain-quote@1"
            return Draft(
                sense.act, rule, [content], match.span(), source, match[0], complement="quote"
            )
    return None


def _first_cue(text: str, unit: Unit) -> tuple[Stretch, str, Sense, Stretch | None] | None:
    lexicon = load_lexicon("zh")
    verbs = lexicon.verbs
    for match in _cue_pattern().finditer(text, unit.start, unit.end):
        if any(overlap(match.span(), quote) for quote in unit.quotes):
            continue
        kind, sense = next(iter(verbs[match[0]].items()))
        following = text[match.end() : match.end() + 1]
        if kind == "mark" and following not in "，,：:“「":
            continue
        if _mere_matter(text, unit, match, lexicon):
            continue
        if following in {"的", "了", "着", "过"} or following in {"。", "；", "、"}:
            continue
        source = _source(text, unit, match.start())
        if source is not None and _figured(text, source):
            continue  # "the works cost 3 million yuan, planned for three years"
        if source is not None or _opens_clause(text, unit, match.start()):
            return match.span(), match[0], sense, source
    return None


def _mere_matter(text: str, unit: Unit, cue: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether a word of telling takes a mere noun: "介绍有关情况，"."""
    if not lexicon.has("grammar.tellers", cue[0]):
        return False
    following = _PIECE.match(text, cue.end(), unit.end)
    return following is not None and 0 < len(following[0]) <= LONGEST_MATTER


def _figured(text: str, source: Stretch) -> bool:
    """Tell whether a would-be source states an amount."""
    return any(char.isdigit() for char in text[slice(*source)])


def _opens_clause(text: str, unit: Unit, at: int) -> bool:
    """Tell whether only adverbs stand between the last clause mark and the cue: "，并强调"."""
    start = max((text.rfind(mark, unit.start, at) for mark in PUNCTUATION), default=-1) + 1
    piece = text[max(start, unit.start) : at]
    return not _adverbs().sub("", piece).strip()


def _source(text: str, unit: Unit, at: int) -> Stretch | None:
    """Take the clause piece before the cue, without settings, times and adverbs, as its source."""
    end = at
    while end > unit.start:
        start = max((text.rfind(mark, unit.start, end) for mark in PUNCTUATION), default=-1) + 1
        start = max(start, unit.start)
        piece = text[start:end]
        for pattern in (_adverbs(), _SETTING, _adverbs()):
            piece = pattern.sub("", piece)
        when = _WHEN.match(piece)
        while when:
            start, piece = start + when.end(), piece[when.end() :]
            when = _WHEN.match(piece)
        cited = _cited().match(piece)
        start, piece = (start + cited.end(), piece[cited.end() :]) if cited else (start, piece)
        cut = trim(text, (start, start + len(piece)), EDGE)
        if cut is not None and cut[1] - cut[0] > LONGEST_SOURCE:
            return None
        if cut is not None:
            return cut
        if start <= unit.start or text[start - 1] not in "，,":
            return None
        end = start - 1
    return None


def _quoted(text: str, unit: Unit) -> Iterator[Draft]:
    for quote in unit.quotes:
        alone = not text[unit.start : quote[0]].strip(EDGE) and not text[quote[1] : unit.end].strip(
            EDGE
        )
        if alone and quote[1] - quote[0] > 2 * LEAST_CONTENT:
            yield Draft(
                "say", "statements/plain-orphan@1", [quote], complement="quote", carried=True
            )


def _going_on(text: str, unit: Unit, before: Draft) -> list[Draft]:
    """Let a sentence that opens with "要" or "必须" go on for the speaker before it."""
    openers = sorted(load_lexicon("zh").words["running.openers"], key=lambda w: (-len(w), w))
    same_line = "\n" not in text[max(end for _, end in before.content) : unit.start]
    if not same_line or not text.startswith(tuple(openers), unit.start):
        return []
    piece = trim(text, (unit.start, unit.end), EDGE)
    if piece is None:
        return []
    return [
        Draft("call-for", "statements/plain-running@1", [piece], complement="clause", carried=True)
    ]
