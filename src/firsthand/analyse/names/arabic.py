"""Which persons and bodies does an Arabic text name, whose script has no capitals?

A person is found by a common given name, or by an honorific; a title before it, an apposition
behind it and what stands around it tell a name from a common word. A body begins with a word for
bodies and ends with the first definite noun and its adjectives.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.analyse.names.draft import Draft
from firsthand.analyse.names.lexicon import Calling
from firsthand.lang import ANY, lexicon
from firsthand.model.items import NameKind
from firsthand.text.words import Word, fold_all, fold_name

ARTICLE = "ال"
UPON = "على"
LONGEST = 6
"""Words of the longest person's name."""
OWNERS = 7
"""Words between a title and the name: what the office is for."""
APPOSITION = 8
"""Words of the longest office behind a name."""
LONGEST_BODY = 6
"""Words of the longest name of a body."""
STEM = 2
"""Letters that a word keeps, at least, when a particle written with it is left out."""
SERVANT = "عبد"
"""Begins names of two words: servant of the Merciful"""
FEMININE = "ه"
"""The ending of feminine nouns, folded"""
_OWNERS = ("ها", "هم", "نا")
"""Whose office it is, written together with the title: "its director" """
_WITH_ARTICLE = ("بال", "وال", "فال", "كال", "لل")
"""A small word written together with the article"""
SHORT_DEFINITE = 5
"""Letters of the longest word that may begin so by chance"""
_CLITICS = ("و", "ف", "ل", "ب", "ك")


@dataclass(frozen=True, slots=True)
class _Given:
    names: frozenset[str]
    doubtful: frozenset[str]
    first: frozenset[str]
    sons: frozenset[str]


@cache
def _given() -> _Given:
    data = lexicon(ANY, "given_names")
    return _Given(
        fold_all(data["arabic"].split()),
        fold_all(data["arabic_words"].split()),
        fold_all(data["arabic_first"]),
        fold_all(data["arabic_sons"]),
    )


@cache
def _bare_titles(titles: frozenset[str]) -> frozenset[str]:
    return frozenset(title.removeprefix(ARTICLE) for title in titles if " " not in title)


def from_arabic(text: str, words: Sequence[Word], said: Calling) -> list[Draft]:
    """Read persons, bodies and projects.

    Args:
        text: the text.
        words: its words.
        said: titles and heads of the language.

    Returns:
        Drafts in text order; persons that lie in the name of a body are left out.
    """
    page = _Page(text, words, said)
    bodies = list(page.bodies())
    people = list(page.people())
    kept = [b for b in bodies if not any(p.overlaps(b.start, b.end) for p in people)]
    return sorted([*people, *kept], key=lambda draft: (draft.start, draft.end))


def roles_at(
    text: str, words: Sequence[Word], said: Calling, run: tuple[int, int]
) -> list[tuple[int, int]]:
    """Find what a person is called whose name is known from elsewhere.

    Args:
        text: the text.
        words: its words.
        said: titles and heads of the language.
        run: numbers of the first and the last word of the name.

    Returns:
        Bounds of the offices before and behind the name.
    """
    page = _Page(text, words, said)
    return [*page.role_before(run[0]), *page.role_after(run[1])]


@dataclass(slots=True)
class _Page:
    """A text's words with what is known of each."""

    text: str
    words: Sequence[Word]
    said: Calling
    known: frozenset[str] = frozenset()
    """Words that a particle written with them hides"""
    titles: frozenset[str] = frozenset()
    """Titles without their article"""

    def __post_init__(self) -> None:
        said = self.said
        self.known = said.titles | said.organisations | said.projects | _given().names
        self.titles = _bare_titles(said.titles)

    def people(self) -> Iterator[Draft]:
        """Walk the persons."""
        number = 0
        while number < len(self.words):
            last = self._name_from(number)
            if last is None:
                number += 1
                continue
            yield self._person(number, last)
            number = last + 1

    def _person(self, first: int, last: int) -> Draft:
        start = self.words[first].start + self._particle(first)
        roles = [*self.role_before(first), *self.role_after(last)]
        kind = NameKind.PERSON
        return Draft(start, self.words[last].end, kind, "given name", "full", roles=roles)

    def _name_from(self, first: int) -> int | None:
        """Find the last word of a name that begins here; nothing when none does."""
        given = _given()
        folded = self._core(first)
        upon = self.text[self.words[first].start : self.words[first].end] == UPON
        if upon or (folded in given.sons and folded in given.doubtful):
            return None  # folded like the name Ali; "was born" as often as "son of"
        honoured = first > 0 and self._joined(first) and self._is_honorific(first - 1)
        compound = folded in given.first
        if not (folded in given.names or compound or honoured):
            return None
        if honoured and not (compound or folded in given.names) and self._ends_name(first):
            return None
        last = self._last_of(first, anything=honoured)
        if last == first:
            return None
        held = bool(self.role_before(first)) or honoured
        second = self.words[first + 1].folded
        servant = folded == SERVANT and second.startswith(ARTICLE)
        doubtful = folded in given.doubtful or (folded not in given.names and not servant)
        plain = second.startswith(ARTICLE) or second in given.names or second in given.first
        if held or (plain and not doubtful and not self._thing(last)):
            return last
        spoken = first > 0 and self._said(first - 1) and not self._thing(last)
        return last if plain and (spoken or self._has_office(last)) else None

    def _family(self, number: int) -> bool:
        """Tell whether a word with the article may be of a name: no body, no feminine noun."""
        if self.words[number - 1].folded in _given().first:
            return True
        return self.words[number].folded[2:] not in self.said.organisations and not self._thing(
            number
        )

    def _said(self, number: int) -> bool:
        """Tell whether a word is a verb of saying, an "and" written with it or not."""
        folded = self.words[number].folded
        return folded in self.said.says or folded.removeprefix("و") in self.said.says

    def _thing(self, last: int) -> bool:
        """Tell whether a last word is rather an object: "the city", whose ending no family has."""
        folded = self.words[last].folded
        return folded.startswith(ARTICLE) and folded.endswith(FEMININE)

    def _last_of(self, first: int, *, anything: bool) -> int:
        given, last = _given(), first
        open_ended = self._core(first) in given.first
        while last + 1 < len(self.words) and last + 1 - first < LONGEST:
            after = last + 1
            folded = self.words[after].folded
            if not self._joined(after) or self._ends_name(after):
                break
            part = folded in given.names or folded in given.first or folded.startswith(ARTICLE)
            closes = after + 1 == len(self.words) or not self._joined(after + 1)
            closes = closes or self._ends_name(after + 1)
            if not (part or open_ended or anything or closes):
                break
            if folded.startswith(ARTICLE) and not self._family(after):
                break
            last = after
            open_ended = folded in given.first
            closed = folded.startswith(ARTICLE) and folded not in given.names
            more = after + 1 < len(self.words) and self.words[after + 1].folded in _given().first
            if closed and not more and self.words[last - 1].folded not in given.first:
                break  # a family name with its article closes the name
        return last

    def _ends_name(self, number: int) -> bool:
        folded = self.words[number].folded
        said = self.said
        return (
            folded in said.says
            or folded in said.not_names
            or (folded.startswith(_CLITICS) and folded[1:] in said.not_names)
            or (folded.startswith(_WITH_ARTICLE) and len(folded) > SHORT_DEFINITE)
            or folded in said.organisations
            or (self._is_title(number) and folded not in _given().names and self._goes_on(number))
            or len(folded) < STEM
        )

    def _goes_on(self, number: int) -> bool:
        """Tell whether a further name may follow: trades are family names too (Haddad)."""
        after = number + 1
        if after >= len(self.words) or not self._joined(after):
            return False
        folded = self.words[after].folded
        return folded not in self.said.says and folded not in self.said.not_names

    def role_before(self, first: int) -> list[tuple[int, int]]:
        """Find the title before a name, with what the office is for."""
        for number in range(first - 1, max(-1, first - 2 - OWNERS), -1):
            folded = self.words[number].folded
            if not self._joined(number + 1) or folded in self.said.says:
                return []
            if self._is_title(number):
                definite = self._core(number).startswith(ARTICLE)
                between = self.words[number + 1 : first]
                if definite and not all(w.folded.startswith(ARTICLE) for w in between):
                    return []  # "the minister ...": what follows is no owner of the office
                start = self.words[number].start + self._particle(number)
                return [(start, self.words[first - 1].end)]
            if folded in self.said.not_names and folded not in {"في", "على", "عن", "من"}:
                return []
        return []

    def role_after(self, last: int) -> list[tuple[int, int]]:
        """Find the office set beside a name: "..., رئيس الجمعية،"."""
        number = last + 1
        if number >= len(self.words) or not self._has_office(last):
            return []
        end = number
        while end + 1 < len(self.words) and end - number < APPOSITION and self._joined(end + 1):
            folded = self.words[end + 1].folded
            if folded in self.said.says or (folded in self.said.not_names and folded != "في"):
                break
            end += 1
        return [(self.words[number].start, self.words[end].end)]

    def _has_office(self, last: int) -> bool:
        after = last + 1
        if after >= len(self.words):
            return False
        gap = self.text[self.words[last].end : self.words[after].start]
        return gap.strip() in {"،", ",", "("} and self._is_title(after)

    def bodies(self) -> Iterator[Draft]:
        """Walk the bodies and projects."""
        number = 0
        while number < len(self.words):
            core = self._core(number)
            kind = None
            if core in self.said.organisations:
                kind = NameKind.ORGANISATION
            elif core in self.said.projects:
                kind = NameKind.PROJECT
            last = self._body_end(number) if kind is not None else number
            if kind is not None and last > number:
                start = self.words[number].start + self._particle(number)
                yield Draft(start, self.words[last].end, kind, "head", "full")
            number = max(last, number) + 1

    def _body_end(self, first: int) -> int:
        """Find where a body's name ends: the first definite noun, its adjectives, "for ..."."""
        given = _given()
        last = first
        definite = False
        while last + 1 < len(self.words) and last + 1 - first < LONGEST_BODY:
            after = last + 1
            folded = self.words[after].folded
            own = folded.startswith(ARTICLE)
            more = definite and (own or folded.startswith(("لل", "وال")))
            if not self._joined(after) or folded in self.said.says:
                break
            if folded in self.said.not_names or (definite and not more):
                break
            if folded in given.names and not own:
                break
            last, definite = after, definite or own
        return last if definite else first

    def _joined(self, number: int) -> bool:
        """Tell whether nothing but a blank stands before a word."""
        return (
            number > 0 and self.text[self.words[number - 1].end : self.words[number].start] == " "
        )

    def _core(self, number: int) -> str:
        """Write a word without the "and" or "to" that is written with it."""
        folded = self.words[number].folded
        return folded[1:] if self._particle(number) else folded

    def _particle(self, number: int) -> int:
        """Count the letters of a particle written with a word that is known without it."""
        folded = self.words[number].folded
        if not folded.startswith(_CLITICS) or len(folded) <= STEM + 1:
            return 0
        return int(folded not in self.known and folded[1:] in self.known)

    def _is_title(self, number: int) -> bool:
        core = self._core(number).removeprefix(ARTICLE)
        return core in self.titles or any(
            core.endswith(owner) and core.removesuffix(owner) in self.titles for owner in _OWNERS
        )

    def _is_honorific(self, number: int) -> bool:
        return fold_name(self._core(number)) in self.said.honorifics
