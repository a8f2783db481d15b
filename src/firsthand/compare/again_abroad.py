"""Where does a report in Arabic or Han letters name somebody whom reports in others name?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.analyse.names.arabic import roles_at
from firsthand.analyse.names.draft import Draft
from firsthand.analyse.names.han import offices_beside
from firsthand.analyse.names.lexicon import Calling, calling, short_forms
from firsthand.compare.bodies import own_characters
from firsthand.compare.forms import plain
from firsthand.compare.sounds import HAN, with_usual_characters
from firsthand.compare.transliterated import ARABIC, skeletons
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind
from firsthand.model.report import FURNITURE, Report
from firsthand.model.span import Span
from firsthand.text.words import CASELESS, SOLID, Word, fold_name, words_of

RULE = "names/known from a report in other letters@1"
ARABIC_WRITTEN = frozenset({"ar", "fa", "ur"})
HAN_WRITTEN = frozenset({"zh", "ja"})
LEAST = 4
"""Consonants of the shortest name that is looked for in Arabic letters, characters in Han."""
LEAST_SHORT = 3
"""Letters of the shortest family name in Arabic letters."""
FULL = 2
"""Words of the shortest full name."""
LEAST_PERSON = 3
"""Characters of the shortest full name of a person in Han characters."""
LONGEST = 6
"""Words of the longest name looked for."""
_CLITICS = "لبفك"
_AND = "و"
_VOWELS = "aeiouw"
"""With which a Latin name begins that Arabic may write with the letter for "and"."""


@dataclass(slots=True)
class _Names:
    """Latin full names by the consonants that Arabic writes them with."""

    by_skeleton: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    beginnings: set[str] = field(default_factory=set)
    families: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    """The consonants of the families alone, by full name"""

    def add(self, name: str) -> None:
        """Take in a full name as written."""
        words = tuple(fold_name(name).split())
        alone = {tuple(fold_name(form).split()) for form in short_forms(tuple(name.split()))}
        self.families[words] = frozenset(s for w in alone for s in skeletons(w, arabic=False))
        for skeleton in sorted(skeletons(words, arabic=False)):
            if len(skeleton) >= LEAST:
                self.by_skeleton[skeleton].append(words)
                self.beginnings.update(skeleton[:n] for n in range(len(skeleton) + 1))


def named_abroad(
    reports: Sequence[Report], founds: Mapping[str, Found]
) -> Iterator[tuple[str, tuple[Name, ...]]]:
    """Find names in Arabic or Han letters that reports of the event in other letters show.

    Persons named in full in Latin letters are looked for by their consonants in Arabic texts;
    persons and bodies in Han characters in texts of the other language that is written with them,
    whichever form of the characters it has.

    Args:
        reports: of one event.
        founds: what was found in each, by report id.

    Yields:
        The id of a report and the further names in it, in text order.
    """
    arabic = [r for r in reports if r.metadata.language in ARABIC_WRITTEN]
    han = [r for r in reports if r.metadata.language in HAN_WRITTEN]
    latin = [r for r in reports if r.metadata.language not in CASELESS | SOLID]
    if arabic and latin:
        known = _latin_names(founds[report.id] for report in latin)
        for report in arabic if known.by_skeleton else ():
            more = tuple(_in_arabic(report, founds[report.id], known))
            if more:
                yield report.id, more
    if len({report.metadata.language for report in han}) > 1:
        for report in han:
            others = [r for r in han if r.metadata.language != report.metadata.language]
            more = tuple(_in_han(report, founds[report.id], [founds[r.id] for r in others]))
            if more:
                yield report.id, more


def _latin_names(founds: Iterator[Found]) -> _Names:
    seen = {
        plain(name.span.quote)
        for found in founds
        for name in found.names
        if name.kind is NameKind.PERSON and " " in name.span.quote
    }
    known = _Names()
    for name in sorted(seen):
        if fold_name(name).isascii() and FULL <= len(fold_name(name).split()) <= LONGEST:
            known.add(name)
    return known


def _in_arabic(report: Report, found: Found, known: _Names) -> Iterator[Name]:
    """Walk the runs of words that are written as one of the names, and their families alone."""
    text, said = report.text, calling(report.metadata.language)
    words = words_of(text, report.metadata.language)
    taken = _taken(report, found)
    shorts: dict[tuple[str, ...], None] = {}
    number = 0
    while number < len(words):
        run = None if taken[words[number].start] else _run(text, words, number, known, said)
        if run is None or any(taken[words[number].start : words[run[0]].end]):
            number += 1
            continue
        last, cut, family = run
        start, end = words[number].start + cut, words[last].end
        roles = roles_at(text, words, said, (number, last))
        yield _name(report, (start, end), "full", [report.span(*role) for role in roles])
        taken[start:end] = b"\x01" * (end - start)
        short = tuple(word.folded for word in words[last + 1 - family : last + 1])
        if family and (family > 1 or len(short[0]) > LEAST_SHORT):
            shorts[short] = None
        number = last + 1
    for short in shorts:
        yield from _again(report, words, short, taken)


def _run(
    text: str, words: Sequence[Word], first: int, known: _Names, said: Calling
) -> tuple[int, int, int] | None:
    """Find the last word of a name that begins here, the letters written before it, its family."""
    for cut, opening in _openings(words[first].folded):
        run: list[str] = []
        for number in range(first, min(first + LONGEST, len(words))):
            word = opening if number == first else words[number].folded
            joined = number == first or text[words[number - 1].end : words[number].start] == " "
            if not joined or word in said.not_names or not ARABIC.search(word):
                break
            run.append(word)
            forms = skeletons(tuple(run), arabic=True) & known.beginnings
            if not forms:
                break
            names = [n for form in sorted(forms) for n in known.by_skeleton.get(form, ())]
            fitting = [n for n in names if _fits(run, n)] if len(run) >= FULL else []
            own = opening[:1] != _AND or (bool(fitting) and fitting[0][0][0] in _VOWELS)
            if fitting and own:
                return number, cut, _family(run, known.families[fitting[0]])
    return None


def _openings(word: str) -> Iterator[tuple[int, str]]:
    """Walk a word whole and without a small word that may be written together with it."""
    yield 0, word
    if word[:1] in _CLITICS + _AND and len(word) > LEAST_SHORT:
        yield 1, word[1:]


def _fits(run: Sequence[str], name: tuple[str, ...]) -> bool:
    """Tell whether first and last words agree, so that nothing before or behind is taken in."""
    for mine, theirs in ((run[0], name[0]), (run[-1], name[-1])):
        one, two = skeletons((mine,), arabic=True), skeletons((theirs,), arabic=False)
        if not any(bool(a) == bool(b) and a[:1] == b[:1] for a in one for b in two):
            return False
    return True


def _family(run: Sequence[str], sounds: frozenset[str]) -> int:
    """Count the last words of a run by which the person may be called alone."""
    for size in range(len(run) - 1, 0, -1):
        if skeletons(tuple(run[-size:]), arabic=True) & sounds:
            return size
    return 0


def _again(
    report: Report, words: Sequence[Word], short: tuple[str, ...], taken: bytearray
) -> Iterator[Name]:
    for number in range(len(words) - len(short) + 1):
        run = words[number : number + len(short)]
        start, end = run[0].start, run[-1].end
        same = tuple(word.folded for word in run) == short and "\n" not in report.text[start:end]
        if same and not any(taken[start:end]):
            yield _name(report, (start, end), "short", [])
            taken[start:end] = b"\x01" * (end - start)


def _in_han(report: Report, found: Found, others: Sequence[Found]) -> Iterator[Name]:
    """Walk the names of the other language in the forms of characters that this text has."""
    known: dict[str, NameKind] = {}
    for other in others:
        for name in other.names:
            text = plain(name.span.quote)
            person = name.kind is NameKind.PERSON and len(text) >= LEAST_PERSON
            body = name.kind is NameKind.ORGANISATION and len(text) >= LEAST
            if HAN.fullmatch(text) and name.form == "full" and (person or body):
                known.setdefault(with_usual_characters(text), name.kind)
                own = own_characters(text) if body else ""
                if len(own) > LEAST:
                    known.setdefault(own, name.kind)
    text = with_usual_characters(report.text)
    taken = _taken(report, found)
    for written in sorted(known, key=lambda name: (-len(name), name)):
        start = text.find(written)
        while start >= 0:
            end = start + len(written)
            if not any(taken[start:end]) or _parts(found, (start, end)):
                kind = known[written]
                roles = _offices(report, (start, end)) if kind is NameKind.PERSON else []
                yield _name(report, (start, end), "full", roles, kind)
                taken[start:end] = b"\x01" * (end - start)
            start = text.find(written, end)


def _offices(report: Report, stretch: tuple[int, int]) -> list[Span]:
    if report.metadata.language != "zh":
        return []
    draft = Draft(*stretch, NameKind.PERSON, RULE)
    return [report.span(*role) for role in offices_beside(report.text, draft, calling("zh"))]


def _parts(found: Found, stretch: tuple[int, int]) -> bool:
    """Tell whether what was found in a stretch are only parts of the name there."""
    inside = [n.span for n in found.names if n.span.start < stretch[1] and stretch[0] < n.span.end]
    whole = any((span.start, span.end) == stretch for span in inside)
    parts = all(stretch[0] <= span.start and span.end <= stretch[1] for span in inside)
    return bool(inside) and parts and not whole


def _name(
    report: Report,
    stretch: tuple[int, int],
    form: str,
    roles: Sequence[Span],
    kind: NameKind = NameKind.PERSON,
) -> Name:
    span = report.span(*stretch)
    return Name(item_id("name", (span,), kind.value), span, kind, RULE, form, tuple(roles))


def _taken(report: Report, found: Found) -> bytearray:
    """Mark what is named already but as a place, and what is furniture."""
    taken = bytearray(len(report.text) + 1)
    spans = [name.span for name in found.names if name.kind is not NameKind.PLACE]
    spans += [b.span for b in report.blocks if not b.inline and b.role in FURNITURE]
    for span in spans:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    return taken
