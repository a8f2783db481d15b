"""How are the words of a language composed into the symbolic form of a time expression?

A bottom-up chart parser over tokens. The words and the rules are data (lang/<xx>/times.toml);
nothing in here belongs to one language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from firsthand.errors import LexiconError
from firsthand.lang import lexicon
from firsthand.text.calendars import load_calendar

FINAL = frozenset({"date", "time", "dur", "set", "ref"})
"""Classes that are time expressions by themselves; the others are building blocks."""

_SYMBOL = re.compile(r"<(\w+)>|(\d+|[^\W\d_]+|[^\w\s])")
_ELEMENT = re.compile(r"([~^]*)(\([^)]*\)|<\w+>|[^\s?]+)(\?)?")
_SLOT = re.compile(r"\$(\d)")
_MOST_EDGES = 60
"""Edges kept at one token: a bound that only word salad reaches."""
_NEW = tuple.__new__
"""Makes a named tuple without the handling of keywords."""


class Token(NamedTuple):
    """One token: its place in the text and its folded form."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


class Edge(NamedTuple):
    """An expression of a class over tokens [start, end); the span leaves out what is context."""

    start: int
    end: int
    kind: str
    form: str
    rank: int = 0
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to build an expression of a class."""

    kind: str
    template: str
    rank: int
    before: int
    after: int


@dataclass(slots=True)
class Node:
    """One state of the trie of all rules of a language."""

    words: dict[str, "Node"] = field(default_factory=dict)
    classes: dict[str, "Node"] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled words and rules of one language."""

    language: str
    words: Mapping[str, tuple[tuple[str, str], ...]]
    root: Node
    scripted: bool
    tokens: re.Pattern[str]
    data: Mapping[str, Any]
    sets: Mapping[str, frozenset[str]]
    variants: Mapping[int, str]
    clitics: frozenset[str]
    """Words of one letter that are written together with the word after them"""
    known: frozenset[str]
    """All words of the grammar, where it has such words; else empty"""


@cache
def load_grammar(language: str) -> Grammar | None:
    """Compile the time grammar of a language.

    Args:
        language: an ISO 639-1 code.

    Returns:
        The grammar; None when the language has none.

    Raises:
        LexiconError: when a rule of the language cannot be read.
    """
    data = lexicon(language, "times")
    if not data:
        return None
    root = Node()
    words: dict[str, list[tuple[str, str]]] = {}
    rank = 0
    periods = lexicon(language, "periods")
    by_name = {"_holiday": periods.get("fixed", {}), "_named": periods.get("named", {})}
    for kind, entries in (data.get("words", {}) | by_name).items():
        for phrase, value in entries.items():
            parts = phrase.split()
            if len(parts) == 1:
                words.setdefault(phrase, []).append((kind, value))
            else:
                _plant(root, [("word", part) for part in parts], Rule(kind, value, rank, 0, 0))
    for line in data.get("rules", ()):
        rank += 1
        _plant_rule(root, line, rank, language)
    for word, number in load_calendar(language).weekdays.items():
        if not word.isalpha():
            _plant(root, _symbols(word), Rule("_weekday", str(number + 1), rank, 0, 0))
        for part in data.get("weekday_parts", ()):
            name = data["words"]["_part"][part]
            words.setdefault(word + part, []).append(("time", f"at(weekday({number + 1}),{name})"))
    scripted = bool(data.get("scripted"))
    verbs = [*data["future"], *data["past"]] if data.get("verbs_whole") else []
    verbs += data.get("planned", ())
    clitics = frozenset(data.get("clitics", ()))
    return Grammar(
        language=language,
        words={word: tuple(found) for word, found in words.items()},
        root=root,
        scripted=scripted,
        tokens=_token_pattern(
            [*words, *load_calendar(language).weekdays, *verbs], root, scripted=scripted
        ),
        data=data,
        sets={k: frozenset(v) for k, v in data.items() if k != "rules" and isinstance(v, list)},
        variants=str.maketrans(data.get("variants", {})),
        clitics=clitics,
        known=_known(root, words, language) if clitics else frozenset(),
    )


def _known(root: Node, words: Iterable[str], language: str) -> frozenset[str]:
    """Collect every word that the rules, the word lists and the calendar of a language have."""
    calendar = load_calendar(language)
    names = {part for name in calendar.months for part in name.split(" ")}
    return frozenset({*_below(root), *words, *names, *calendar.weekdays})


def _below(root: Node) -> set[str]:
    """Collect the words of all rules below a state."""
    found: set[str] = set()
    pending = [root]
    while pending:
        node = pending.pop()
        found.update(node.words)
        pending.extend([*node.words.values(), *node.classes.values()])
    return found


def _plant_rule(root: Node, line: str, rank: int, language: str) -> None:
    try:
        kind, rest = line.split(":", 1)
        pattern, template = rest.rsplit("=>", 1)
    except ValueError as error:
        raise LexiconError(f"lang/{language}/times.toml: no rule: {line!r}") from error
    for symbols, before, after in _expansions(pattern.strip()):
        if not symbols:
            raise LexiconError(f"lang/{language}/times.toml: rule without words: {line!r}")
        parts = sum(sort == "class" for sort, _ in symbols)
        if any(int(slot) > parts for slot in _SLOT.findall(template)):
            raise LexiconError(f"lang/{language}/times.toml: too few parts: {line!r}")
        _plant(root, symbols, Rule(kind.strip(), template.strip(), rank, before, after))


def _expansions(pattern: str) -> Iterator[tuple[list[tuple[str, str]], int, int]]:
    """Write out the choices of a pattern, with the number of context symbols at both ends."""
    choices: list[list[tuple[str, list[tuple[str, str]]]]] = []
    for mark, body, optional in _ELEMENT.findall(pattern):
        variants = body[1:-1].split("|") if body.startswith("(") and len(body) > 1 else [body]
        options = [(mark, _symbols(variant)) for variant in variants]
        if optional:
            options.append(("", []))
        choices.append(options)
    for chosen in product(*choices):
        kept = [(mark, symbols) for mark, symbols in chosen if symbols]
        before = after = 0
        for mark, symbols in kept:
            if mark != "~":
                break
            before += len(symbols)
        for mark, symbols in reversed(kept):
            if mark != "~":
                break
            after += len(symbols)
        yield [symbol for _, symbols in kept for symbol in symbols], before, after


def _symbols(text: str) -> list[tuple[str, str]]:
    found = []
    for kind, word in _SYMBOL.findall(text):
        found.append(("class", kind) if kind else ("word", word.lower()))
    return found


def _plant(root: Node, symbols: list[tuple[str, str]], rule: Rule) -> None:
    node = root
    for sort, name in symbols:
        branch = node.words if sort == "word" else node.classes
        node = branch.setdefault(name, Node())
    node.rules.append(rule)


def _token_pattern(words: Iterable[str], root: Node, *, scripted: bool) -> re.Pattern[str]:
    number = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+(?!\d)|\d+"
    if not scripted:
        # Letters first: the matcher tries far less.
        letters = r"[A-Za-z]++(?![^\W\d_])|[^\W\d_]+"
        return re.compile(rf"({letters}|{number}|[^\w\s]|_|\n\s*\n)")
    known = {*words, *_below(root)}
    longest = "|".join(re.escape(w) for w in sorted(known, key=lambda w: (-len(w), w)))
    return re.compile(rf"({number}|{longest}|[A-Za-z]+|\S|\n\s*\n)")


def parse(grammar: Grammar, tokens: list[Token], seeds: Mapping[int, list[Edge]]) -> list[Edge]:
    """Build every time expression that the grammar finds over a list of tokens.

    Args:
        grammar: the language's grammar.
        tokens: the tokens.
        seeds: edges known beforehand (numbers, printed dates, clock times), by first token.

    Returns:
        The edges whose class is a time expression, in no particular order.
    """
    chart: dict[int, list[Edge]] = {}
    finals: list[Edge] = []
    root = grammar.root
    leads = _leads(grammar.language)
    live = [n for n, token in enumerate(tokens) if token[3] in leads or n in seeds]
    for position in reversed(live):
        folded = tokens[position].folded
        known = grammar.words.get(folded, ())
        given = seeds.get(position, ())
        opening = root.words.get(folded)
        if (
            not known
            and not given
            and (opening is None or not _goes_on(opening, position + 1, tokens, chart))
        ):
            continue
        here = chart[position] = []
        seen: set[tuple[int, str, str]] = set()
        agenda = [_NEW(Edge, (position, position + 1, *said, 0, (0, 0))) for said in known]
        agenda.extend(given)
        if opening is not None:
            _advance(opening, position, position + 1, (), tokens, chart, agenda)
        while agenda and len(here) < _MOST_EDGES:
            edge = agenda.pop()
            _, end, kind, form, _, span = edge
            key = (end, kind, form)
            if key in seen:
                continue
            seen.add(key)
            if kind in FINAL:
                finals.append(edge)
            if span not in {(0, 0), (position, end)}:
                continue
            here.append(edge)
            node = root.classes.get(kind)
            if node is not None:
                _advance(node, position, end, (form,), tokens, chart, agenda)
    return finals


@cache
def _leads(language: str) -> frozenset[str]:
    """Collect the words with which something of a language's grammar begins."""
    grammar = load_grammar(language)
    return frozenset() if grammar is None else frozenset({*grammar.words, *grammar.root.words})


def _goes_on(node: Node, end: int, tokens: list[Token], chart: Mapping[int, list[Edge]]) -> bool:
    """Tell whether a state is the end of a rule, or the next token may lead on from it."""
    if node.rules or (node.classes and end in chart):
        return True
    return end < len(tokens) and tokens[end].folded in node.words


def _advance(
    node: Node,
    start: int,
    end: int,
    forms: tuple[str, ...],
    tokens: list[Token],
    chart: Mapping[int, list[Edge]],
    agenda: list[Edge],
) -> None:
    """Put the edges of the rules that end in a state, or in one it leads on to, on the agenda."""
    for rule in node.rules:
        form = fill(rule.template, forms)
        if form is not None:
            span = (start + rule.before, end - rule.after)
            agenda.append(_NEW(Edge, (start, end, rule.kind, form, rule.rank, span)))
    if end >= len(tokens):
        return
    following = node.words.get(tokens[end].folded)
    if following is not None:
        _advance(following, start, end + 1, forms, tokens, chart, agenda)
    classes = node.classes
    if classes:
        for _, stop, kind, form, _, _ in chart.get(end, ()):
            deeper = classes.get(kind)
            if deeper is not None:
                _advance(deeper, start, stop, (*forms, form), tokens, chart, agenda)


def fill(template: str, forms: tuple[str, ...]) -> str | None:
    """Put the forms of the parts into the template of the whole.

    Args:
        template: a form with $1, $2 ... or, after "=", a sum of products of numbers.
        forms: the forms of the parts.

    Returns:
        The form; None when a sum is asked of something that is no number.
    """
    texts, slots = _cut(template)
    filled = texts[0]
    for slot, text in zip(slots, texts[1:], strict=True):
        filled += forms[slot] + text
    if not filled.startswith("="):
        return filled
    total = 0.0
    for term in filled[1:].split("+"):
        factor = 1.0
        for number in term.split("*"):
            try:
                factor *= float(number)
            except ValueError:
                return None
        total += factor
    return f"{total:g}" if total < 1e6 else None  # noqa: PLR2004 - no calendar counts so far


@cache
def _cut(template: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Cut a template at its slots: the texts between them, and which part goes where."""
    pieces = _SLOT.split(template)
    return tuple(pieces[::2]), tuple(int(number) - 1 for number in pieces[1::2])
