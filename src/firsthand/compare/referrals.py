"""Which other outlet does a report name as its source, and for what?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.compare.outlets import Outlet, Register, outlet_of
from firsthand.compare.sounds import usual_characters
from firsthand.lang import lexicon
from firsthand.model.report import Report, Role
from firsthand.model.span import Span
from firsthand.text.reading import told_lines
from firsthand.text.sentences import split_sentences
from firsthand.text.terms import plain

LONGEST_NAME = 6
"""Words of an outlet's name."""
LONGEST_DENSE = 16
"""Characters of one in a script without blanks."""
SHORT = 3
"""Letters of a word too short to tell a newspaper as the end of a longer one."""
ARTICLES = ("The", "Der", "Die", "Das", "Le", "La", "Les", "El", "Il", "O", "De", "Het")
"""Articles that belong to a name and are left out, or melt into another word, in a sentence."""
NEAR = 3
"""Words that may stand between a name and the word of reporting after it ("on Monday")."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|[-–.&](?=[^\W_]))*")
_OPENING, _CLOSING = "\"“„«»'‘‚《「『 ", "\"”“»«'’》」』"
_BEFORE_DENSE = "\n \u3000，。、；：（）「」『』はがもに"
"""What may stand before a name in a script without blanks."""
_TITLED = re.compile(r"《([^《》\n]{2,15})》")
_AGENCY = re.compile("通[讯訊信]社?$")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Referral:
    """One place where a report names another outlet as its source.

    `outlet` is the name by which it is known, `key` the form in which names are compared, `credit`
    the words that name it and `scope` the sentence that it is named for.
    """

    report: str
    outlet: str
    key: str
    credit: Span
    scope: Span


@dataclass(frozen=True, slots=True)
class _Ways:
    """How one language names a source."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    nouns: frozenset[str]
    small: frozenset[str]
    between: frozenset[str]
    titles: frozenset[str]
    endings: tuple[str, ...]
    dense: bool
    named: re.Pattern[str]
    """A name in a script without blanks that says by its end that it is an outlet's."""


def find_referrals(report: Report, register: Register) -> tuple[Referral, ...]:
    """Find where a report names another outlet as its source.

    A name counts where a word of reporting stands beside it, if the outlet is known or its name
    says by itself that it is one ("the newspaper ...", "... Courier").

    Args:
        report: a labelled report.
        register: the outlets that are known.

    Returns:
        The places in text order; none for the report's own outlet and the agency it credits.
    """
    ways = _ways(report.metadata.language)
    if ways is None:
        return ()
    own = own_keys(report, register)
    found: dict[tuple[Span, str], Referral] = {}
    for first, last, role in told_lines(report):
        if role is Role.TITLE:
            continue
        for start, end in split_sentences(report.text, first, last):
            finder = _find_dense if ways.dense else _find
            for low, high, name in finder(report.text, start, end, ways, register):
                key = key_of(name, register)
                if key in own:
                    continue
                row = listed(name, register)
                credit, scope = report.span(low, high), report.span(start, end)
                found.setdefault(
                    (scope, key), Referral(report.id, row.name if row else name, key, credit, scope)
                )
    return tuple(sorted(found.values(), key=lambda one: (one.credit, one.key)))


def own_keys(report: Report, register: Register) -> frozenset[str]:
    """Name the outlet that publishes a report and the agency that it credits as a whole.

    Args:
        report: a labelled report.
        register: the outlets that are known.

    Returns:
        Their names in the form in which names are compared.
    """
    outlet = outlet_of(report, register)
    keys = {outlet.name} if outlet else set()
    for slot in (report.metadata.outlet, report.metadata.agency):
        if slot.value:
            keys.add(key_of(slot.value, register))
    return frozenset(keys)


def key_of(name: str, register: Register) -> str:
    """Bring the names of one outlet to one form.

    Args:
        name: as printed.
        register: the outlets that are known.

    Returns:
        Its name on the list, else its letters without article.
    """
    row = listed(name, register)
    if row is not None:
        return row.name
    if _DENSE.match(name):
        # "通信", "通讯社": an agency as it is called in Japan and in China.
        return _AGENCY.sub("通信", usual_characters(plain(name)))
    first, _, rest = plain(name).partition(" ")
    return rest if rest and first.capitalize() in ARTICLES else plain(name)


def _find(
    text: str, start: int, end: int, ways: _Ways, register: Register
) -> Iterator[tuple[int, int, str]]:
    words: list[re.Match[str]] | None = None
    for cue in ways.before.finditer(text, start, end):
        words = words or list(_WORD.finditer(text, start, end))
        place = next((n for n, word in enumerate(words) if word.start() >= cue.end()), len(words))
        named = _name_at(words, place, text, ways, register)
        if named:
            yield cue.start(), words[named[1] - 1].end(), _name(words, *named, text)
    for cue in ways.after.finditer(text, start, end):
        words = words or list(_WORD.finditer(text, start, end))
        place = next((n for n, word in enumerate(words) if word.start() >= cue.start()), 0)
        named = _name_before(words, place, text, ways, register)
        if named:
            yield words[named[0]].start(), cue.end(), _name(words, *named, text)


def _name(words: Sequence[re.Match[str]], low: int, high: int, text: str) -> str:
    return text[words[low].start() : words[high - 1].end()]


def _name_at(
    words: Sequence[re.Match[str]], place: int, text: str, ways: _Ways, register: Register
) -> tuple[int, int] | None:
    """Read the name of an outlet that follows, over small words and what it is called."""
    called = False
    for low in range(place, min(place + NEAR + 2, len(words))):
        if low > place and _parted(text[words[low - 1].end() : words[low].start()]):
            return None
        high = _listed(words, low, text, register)
        if high:
            return low, high
        word = words[low][0].casefold()
        if word in ways.nouns:
            called = True
            continue
        high = _by_itself(words, low, text, ways, called=called)
        if high:
            return low, high
        if not (word in ways.small or _leads_to_noun(words, low, ways)):
            return None
    return None


def _leads_to_noun(words: Sequence[re.Match[str]], low: int, ways: _Ways) -> bool:
    """Tell whether a word describes an outlet: "the *French* daily"."""
    return any(word[0].casefold() in ways.nouns for word in words[low + 1 : low + NEAR])


def _name_before(
    words: Sequence[re.Match[str]], place: int, text: str, ways: _Ways, register: Register
) -> tuple[int, int] | None:
    """Read the name of an outlet that stands before, a few small words in between."""
    for high in range(place, max(0, place - NEAR), -1):
        between = text[words[high - 1].end() : words[high].start()] if high < len(words) else ""
        if _parted(between, allowed=1):
            return None
        if high < place and words[high][0].casefold() not in ways.between:
            continue
        for low in range(max(0, high - LONGEST_NAME), high):
            called = low > 0 and words[low - 1][0].casefold() in ways.nouns
            if words[low][0].casefold() in ways.nouns and low + 1 < high:
                continue
            if high in (
                _listed(words, low, text, register),
                _by_itself(words, low, text, ways, called=called),
            ):
                return low, high
    return None


def _listed(words: Sequence[re.Match[str]], low: int, text: str, register: Register) -> int:
    """Find where the longest listed name ends that begins at a word; nought where none does."""
    if not _has_case(words[low][0]):
        return 0
    for high in range(_reach(words, low, text), low, -1):
        name = _name(words, low, high, text)
        if _has_case(words[high - 1][0]) and listed(name, register):
            return high
    return 0


def listed(name: str, register: Register) -> Outlet | None:
    """Look an outlet up by its name as a sentence has it: without article, inflected.

    Args:
        name: as printed.
        register: the outlets that are known.

    Returns:
        The outlet, None when none is listed by that name.
    """
    found = register.named(name)
    if found is not None or len(name) <= SHORT:
        return found
    for article in ARTICLES:
        found = register.named(f"{article} {name}")
        if found is not None:
            return found
    first, _, rest = name.partition(" ")
    return register.named(f"{first[:-1]} {rest}") if rest and first.endswith("en") else None


def _by_itself(
    words: Sequence[re.Match[str]], low: int, text: str, ways: _Ways, *, called: bool
) -> int:
    """Find where a name ends that says that it is an outlet's; nought where none does."""
    if not words[low][0][:1].isupper():
        return 0
    most = _reach(words, low, text)
    high = low + 1
    while high < most and (
        words[high][0][:1].isupper()
        or (
            words[high][0].casefold() in ways.small
            and high + 1 < most
            and words[high + 1][0][:1].isupper()
        )
    ):
        high += 1
    first, last = words[low][0], words[high - 1][0]
    titled = high - low > 1 and bool(ways.titles & {first, last})
    compound = last.casefold().endswith(ways.endings) and last not in ways.titles
    return high if titled or compound or called else 0


def _reach(words: Sequence[re.Match[str]], low: int, text: str) -> int:
    """Find how far a name could go on: to the next mark that parts words."""
    high = low + 1
    while high < min(low + LONGEST_NAME, len(words)) and not _parted(
        text[words[high - 1].end() : words[high].start()]
    ):
        high += 1
    return high


def _has_case(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or word.isupper()


def _parted(between: str, allowed: int = 0) -> bool:
    """Tell whether more than blanks and quotation marks stands between two words."""
    left = between.strip(_OPENING + _CLOSING)
    return "\n" in between or len(left.replace(",", "")) > 0 or left.count(",") > allowed


def _find_dense(
    text: str, start: int, end: int, ways: _Ways, register: Register
) -> Iterator[tuple[int, int, str]]:
    for cue in ways.before.finditer(text, start, end):
        named = _dense_at(text, cue.end(), end, ways, register, apart=True)
        if named and ways.after.search(text, named[1], end):
            yield cue.start(), named[1], named[2]
    for cue in ways.after.finditer(text, start, end):
        for low in range(max(start, cue.start() - LONGEST_DENSE), cue.start()):
            named = _dense_at(text, low, cue.start(), ways, register, apart=low == start)
            if named and named[0] == low and named[1] == cue.start():
                yield low, cue.end(), named[2]
                break


def _dense_at(
    text: str, at: int, end: int, ways: _Ways, register: Register, *, apart: bool
) -> tuple[int, int, str] | None:
    for noun in sorted(ways.nouns, key=len, reverse=True):
        if text.startswith(noun, at):
            at += len(noun)
            break
    titled = _TITLED.match(text, at, end)
    if titled:
        return at, titled.end(), titled[1]
    for high in range(min(end, at + LONGEST_DENSE), at + 1, -1):
        name = text[at:high]
        whole = _DENSE.match(name) or not text[high : high + 1].isalnum()
        if whole and name == name.strip() and register.named(name):
            return at, high, name
    if apart or text[at - 1] in _BEFORE_DENSE:
        itself = ways.named.match(text, at, end)
        return (at, itself.end(), itself[0]) if itself else None
    return None


@cache
def _ways(language: str) -> _Ways | None:
    table: Mapping[str, Sequence[str]] = lexicon(language, "referrals")
    if not table:
        return None
    dense = any(_DENSE.match(word) for word in (*table["before"], *table["after"]))
    ends = table["titles"] if table.get("compounds") else ()
    return _Ways(
        _either(table["before"], dense=dense),
        _either(table["after"], dense=dense),
        frozenset(word.casefold() for phrase in table["nouns"] for word in phrase.split()),
        frozenset(
            word for phrase in table["determiners"] for word in _WORD.findall(phrase.casefold())
        ),
        frozenset(table["between"]),
        frozenset(table["titles"]),
        tuple(sorted(word.casefold() for word in ends if len(word) > SHORT)),
        dense,
        _named_by_itself(table),
    )


def _named_by_itself(table: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Match a name that ends like an outlet's, but no "a local paper"."""
    ends = "|".join(sorted(map(re.escape, table.get("ends", ())), key=lambda w: (-len(w), w)))
    anyone = "|".join(sorted(map(re.escape, (*table["determiners"], *table["before"]))))
    if not ends:
        return re.compile(r"(?!)")
    return re.compile(rf"(?!(?:{anyone}))[ァ-ヺー\u3400-\u9fff]{{2,8}}?(?:{ends})(?!社)")


def _either(words: Sequence[str], *, dense: bool) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or r"(?!)"
    return re.compile(either if dense else rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)
