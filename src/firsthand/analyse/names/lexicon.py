"""What does a language call people by, and what are names of bodies made of?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.lang import ANY, lexicon
from firsthand.text.words import fold_all, fold_name

_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|"
    r"ia|ua|uo|a|o|e|i|u|v)(?:ng)?"
)
_PINYIN_GIVEN = re.compile(rf"{_SYLLABLE}(?:[' -]?{_SYLLABLE})?")

_JAPANESE = re.compile(r"(?:(?:sh|ch|ts|[kgnhbpmr]y|[kgsztdnhbpmyrwfj])?[aiueo]{1,2}n?)+")

TWO, THREE, FOUR = 2, 3, 4
"""Words of a name: family name and one to three syllables"""
SHORT_HEAD = 3
"""Letters that the head of a compound must have more of."""
OBLIQUE = ("ego", "emu", "ого", "его", "ому", "ему")
"""Endings that no family name has in the nominative, folded."""
_VIETNAMESE = frozenset("ạảấầẩẫậắằẳẵặđẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹơưă")
"""Letters that only Vietnamese has"""
_MIDDLE = frozenset({"van", "thi", "duc", "huu", "minh", "xuan", "quang", "ngoc", "dinh", "cong"})
"""The most frequent middle names of Vietnam, folded"""
SYLLABLE = 5
"""Letters of the longest romanised Korean syllable"""


@dataclass(frozen=True, slots=True)
class Calling:
    """The words of one language around names, all folded but `shown`, which stay as written."""

    titles: frozenset[str]
    honorifics: frozenset[str]
    modifiers: frozenset[str]
    organisations: frozenset[str]
    facilities: frozenset[str]
    works: frozenset[str]
    features: frozenset[str]
    features_before: frozenset[str]
    events: frozenset[str]
    projects: frozenset[str]
    titled: frozenset[str]
    says: frozenset[str]
    credits: tuple[str, ...]
    reports: frozenset[str]
    not_names: frozenset[str]
    definite: frozenset[str]
    shown: tuple[str, ...]
    """Titles as written, longest first, for scripts without blanks"""
    heads: tuple[str, ...] = ()
    """Ends of compound titles: "Landesverkehrsminister" """
    between: re.Pattern[str] = re.compile(r"(?!)")
    """Lower-case words that may stand between a title and the name: adjectives, owners"""
    given: frozenset[str] = frozenset()
    """Common given names, in the forms of the language"""
    marks_cases: bool = False
    owners: frozenset[str] = frozenset()
    """Words for what offices are for, where no link stands before the holder's name"""
    owner_links: frozenset[str] = frozenset()
    """Words before what an office is for, where that stands behind the holder's name"""
    body_ends: tuple[str, ...] = ()
    """Heads of bodies that end compounds: "Wasserbehörde" """

    own_named: frozenset[str] = frozenset()
    """Nouns right behind which stands the own name of a body of this kind: "firma Bolt" """
    members: frozenset[str] = frozenset()
    """Words for those who live or work somewhere, behind which a place stands as often as a name"""
    fields: re.Pattern[str] = re.compile(r"(?!)")
    """Folded words for what ministries are for"""
    reporting: frozenset[str] = frozenset()
    """Single verbs of reported speech, where they are read without a parser"""

    def is_title(self, folded: str) -> bool:
        """Tell whether a word is a title or a compound that ends in one.

        Args:
            folded: the folded word.

        Returns:
            True for "minister" and "Verkehrsminister".
        """
        return folded in self.titles or (bool(self.heads) and folded.endswith(self.heads))


@cache
def calling(language: str) -> Calling:
    """Load what a language calls people by.

    Args:
        language: ISO 639-1 code.

    Returns:
        Its words; empty ones where the language has no file.
    """
    data = lexicon(language, "titles")

    cases = case_endings(language)

    def words(key: str) -> frozenset[str]:
        return fold_all(form for word in data.get(key, ()) for form in in_cases(word, cases))

    return Calling(
        titles=words("titles"),
        honorifics=words("honorifics"),
        modifiers=words("modifiers"),
        organisations=words("organisations"),
        facilities=words("facilities"),
        works=words("works"),
        features=words("features"),
        features_before=words("features_before"),
        events=words("events"),
        projects=words("projects"),
        titled=words("titled"),
        says=words("says"),
        credits=tuple(data.get("credits", ())),
        reports=words("reports"),
        not_names=words("not_names"),
        definite=words("definite"),
        shown=tuple(sorted(data.get("titles", ()), key=lambda title: (-len(title), title))),
        heads=tuple(sorted(words("heads"))),
        between=re.compile(data.get("between", "(?!)")),
        given=given_forms(language) | words("given"),
        marks_cases=bool(cases),
        owners=words("owners"),
        owner_links=words("owner_links"),
        own_named=words("own_named"),
        members=words("members"),
        fields=_fields(language),
        reporting=_reporting(language),
        body_ends=tuple(sorted(w for w in words("organisations") if len(w) > SHORT_HEAD)),
    )


def _fields(language: str) -> re.Pattern[str]:
    """Match the words for what ministries are for, by their beginnings."""
    rows = lexicon(ANY, "departments")["fields"].values()
    stems = {fold_name(stem) for row in rows for stem in row.get(language, "").split()}
    parts = {part for stem in stems for part in stem.split("_") if len(part) > SHORT_HEAD}
    listed = "|".join(sorted(map(re.escape, parts)))
    return re.compile(rf"(?:{listed})\w*") if listed else re.compile(r"(?!)")


def _reporting(language: str) -> frozenset[str]:
    """Load the single verbs of reported speech of a language that is read without a parser."""
    if language == "en":
        return frozenset()
    groups = lexicon(language, "statements").get("verbs", ())
    return fold_all(word for group in groups for word in group["words"] if " " not in word)


_HEAD_FIRST = ("es", "fr", "id", "it", "pt")
"""Languages in which the name of a body begins with the word for what it is"""


@cache
def _foreign_heads() -> frozenset[str]:
    words = frozenset[str]().union(*(calling(code).organisations for code in _HEAD_FIRST))
    return frozenset(word for word in words if len(word) > SHORT_HEAD) - given_names()


def is_foreign_body(name: str) -> bool:
    """Tell whether a name of several words begins with a foreign word for a body: "Rede Costeira".

    Args:
        name: as a text in English has it.

    Returns:
        True when it does.
    """
    head, _, rest = name.partition(" ")
    return bool(rest) and fold_name(head) in _foreign_heads()


def in_cases(word: str, cases: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Walk the forms that a word can have in a language that marks cases.

    Args:
        word: its dictionary form.
        cases: endings, by the ending of the dictionary form that they replace.

    Yields:
        The dictionary form, then the others.
    """
    yield word
    for ending, others in cases.items():
        vowel = word[-1:] in "aąeęioóuyаеёиоуыэюяьйіїє"
        if len(word) - len(ending) > 1 and word.endswith(ending) and (ending or not vowel):
            for other in others:
                yield word[: len(word) - len(ending)] + other


def from_cases(word: str, cases: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Walk the dictionary forms that a word can be a case of.

    Args:
        word: a form as written.
        cases: endings, by the ending of the dictionary form that they replace.

    Yields:
        The dictionary forms, the word itself left out.
    """
    for ending, others in cases.items():
        for other in others:
            if len(word) - len(other) >= THREE and word.endswith(other):
                yield word[: len(word) - len(other)] + ending


def is_oblique(words: Sequence[str]) -> bool:
    """Tell whether a full name stands in another case than the nominative.

    Args:
        words: its folded words, given name first, of a language that marks cases.

    Returns:
        True where the given name is none of the dictionary or the family name ends as none does.
    """
    return words[0] not in given_names() or words[-1].endswith(OBLIQUE)


def case_endings(language: str) -> Mapping[str, Sequence[str]]:
    """Load the endings of a language's cases.

    Args:
        language: ISO 639-1 code.

    Returns:
        Endings by the ending of the dictionary form that they replace; none where it has none.
    """
    found: Mapping[str, Sequence[str]] = lexicon(language, "titles").get("cases", {})
    return found


@cache
def given_forms(language: str) -> frozenset[str]:
    """Load the common given names in the forms that a language gives them.

    Args:
        language: ISO 639-1 code.

    Returns:
        The names, folded; with their cases where the language marks them.
    """
    cases = case_endings(language)
    if not cases:
        return given_names()
    names = lexicon(ANY, "given_names")["names"].split()
    return fold_all(form for name in names for form in in_cases(name, cases))


@cache
def given_names() -> frozenset[str]:
    """Load the common given names of lang/xx/given_names.toml.

    Returns:
        The names, folded.
    """
    return fold_all(lexicon(ANY, "given_names")["names"].split())


@cache
def _nickname_groups() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(lexicon("en", "nicknames")["groups"]):
        for name in line.split():
            groups.setdefault(fold_name(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def nicknames(given: str) -> frozenset[int]:
    """Tell to which sets of a given name and its short forms a name belongs.

    Args:
        given: a folded given name.

    Returns:
        Numbers of the sets; two names that share one may be one person's.
    """
    return _nickname_groups().get(given, frozenset())


@cache
def particles() -> frozenset[str]:
    """Load the small words inside persons' names ("de", "van", "bin").

    Returns:
        The words, folded.
    """
    return fold_all(lexicon(ANY, "given_names")["particles"])


@cache
def family_first(language: str) -> frozenset[str]:
    """Load the family names of one people that stand before the given name.

    Args:
        language: pinyin, korean, vietnamese, hungarian or japanese; hungarian_given for the given
            names of that people.

    Returns:
        The names, folded.
    """
    return fold_all(lexicon(ANY, "family_names")[language].split())


@cache
def han_surnames() -> tuple[frozenset[str], tuple[str, ...]]:
    """Load Chinese family names in Han script.

    Returns:
        Those of one character, and those of two.
    """
    data = lexicon(ANY, "family_names")
    return frozenset(data["han"]), tuple(data["han_two"])


def short_forms(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Say by which single words a person of this full name is called.

    Args:
        parts: the words of the full name, as written.

    Returns:
        The family name: the first word of names in family-first order, else the last, with its
        particles when it has some ("van Gogh"). Vietnamese are called by
        the given name, which is the last; in the West also by the first.
    """
    if len(parts) < TWO:
        return ()
    folded = tuple(map(fold_name, parts))
    if _vietnamese(parts, folded):
        return (parts[-1], parts[0])
    if names_family_first(folded):
        return (parts[0],)
    last = len(parts) - 1
    start = last
    while start > 1 and folded[start - 1] in particles():
        start -= 1
    whole = " ".join(parts[start:])
    return (whole,) if start == last else (whole, parts[last])


def _vietnamese(parts: tuple[str, ...], folded: tuple[str, ...]) -> bool:
    """Tell whether a name is Vietnamese: by its family name, and by a middle name or its marks."""
    if folded[0] not in family_first("vietnamese") or len(folded) > FOUR:
        return False
    marked = any(letter in _VIETNAMESE for part in parts for letter in part.casefold())
    return marked or (len(folded) > TWO and folded[1] in _MIDDLE)


def names_family_first(folded: tuple[str, ...]) -> bool:
    """Tell whether a name begins with the family name.

    So do Chinese, Korean and Vietnamese names, and Hungarian and Japanese ones in their own order.

    Args:
        folded: the folded words of a full name.

    Returns:
        True when the first word is such a family name and the rest fits.
    """
    if not TWO <= len(folded) <= FOUR:
        return False
    rest = " ".join(folded[1:])
    if folded[0] in family_first("pinyin") and _PINYIN_GIVEN.fullmatch(rest):
        return True
    if folded[0] in family_first("korean") and len(folded) == TWO:
        return " " in rest
    if folded[0] in family_first("korean") and len(folded) == THREE:
        return all(len(part) <= SYLLABLE for part in folded[1:])
    return _own_order(folded) or (folded[0] in family_first("vietnamese") and len(folded) > TWO)


def _own_order(folded: tuple[str, ...]) -> bool:
    """Tell whether a Hungarian or Japanese name is in its own order."""
    if folded[0] in family_first("hungarian"):
        return folded[1] in family_first("hungarian_given")
    given = folded[-1] not in family_first("japanese") and _JAPANESE.fullmatch(folded[-1])
    return folded[0] in family_first("japanese") and len(folded) == TWO and bool(given)
