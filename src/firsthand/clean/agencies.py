"""Which news agencies does a stretch that credits somebody name?"""

import re
from dataclasses import dataclass
from functools import cache

from firsthand.clean.furniture import fold_line, is_unspaced
from firsthand.lang import ANY, lexicon

_JA_DELIVERED = re.compile(
    r"[（(※＊*]?\s?(?:(?:この|本)記事は)?[、]?(?P<name>[^\s、。（）()の]{2,14}?)"
    r"(?:の配信(?:記事|ニュース)|(?:から|より|が)配信(?:した|された)(?:記事|ニュース))"
)
_AGENCY_ENDS = ("通信", "通讯社", "通訊社", "通信社", "통신", "통신사")
"""How the names of East Asian agencies end."""
_JOINTS = (
    "a al am an and at auf aus ben bin by d' da dal das de dei del della den der des di do dos du "
    "e ed el en et for från für i ibn im in la las le les los of och og pour the und van vom von "
    "y z zu и в с из для"
)
SMALL = frozenset(_JOINTS.split())
"""Words that stay in lower case inside names and between them."""

_NEWS = frozenset(
    {"agency", "news", "agencies", "agencias", "agências", "con", "com", "mit", "avec"}
)
_INITIALS = re.compile(r"[^\W\d_]{1,4}(?:/[^\W\d_]{1,4})+")
"""Letters that German desks sign with, as in "as/bl (dpa, AFP)"."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One agency named: `text[start:end]` and the name it is known by."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies' names, compiled for finding them."""

    pattern: re.Pattern[str]
    by_form: dict[str, str]


@cache
def agencies() -> Agencies:
    """Load the agencies of the world.

    Returns:
        The compiled names.
    """
    by_form: dict[str, str] = {}
    names: list[str] = []
    marks: list[str] = []
    for agency in lexicon(ANY, "agencies").get("agency", ()):
        for form in agency.get("names", ()):
            by_form.setdefault(form, agency["name"])
            names.append(form)
        for form in agency.get("marks", ()):
            by_form.setdefault(form, agency["name"])
            marks.append(form)
    return Agencies(re.compile(f"{_either(names, 'i')}|{_either(marks, '')}"), by_form)


def _either(forms: list[str], flag: str) -> str:
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    spaced = "|".join(re.escape(form) for form in ordered if not is_unspaced(form[0]))
    dense = "|".join(re.escape(form) for form in ordered if is_unspaced(form[0]))
    return f"(?{flag}:(?<![^\\W_])(?:{spaced})(?![^\\W_])|{dense or '(?!)'})"


def find_agencies(text: str, start: int = 0, end: int | None = None) -> tuple[Credit, ...]:
    """Find the agencies named in a stretch that credits somebody.

    Only for stretches that are credits: in running text a short form may be any word.

    Args:
        text: any text.
        start: where to begin.
        end: where to stop; None = the end of the text.

    Returns:
        The credits in text order.
    """
    known = agencies()
    found = []
    for match in known.pattern.finditer(text, start, len(text) if end is None else end):
        name = known.by_form.get(match[0]) or known.by_form.get(match[0].casefold(), "")
        if name:
            found.append(Credit(*match.span(), name))
    return tuple(found)


def names_itself_agency(name: str) -> bool:
    """Tell whether an unknown name says that it is an agency ("Northern News Agency").

    Args:
        name: as printed.

    Returns:
        True when it holds such a word of any language.
    """
    folded = name.casefold()
    named = any(word in folded for word in lexicon(ANY, "agencies").get("self_named", ()))
    return named or folded.endswith(_AGENCY_ENDS)


def is_agency_name(name: str) -> bool:
    """Tell whether a name is that of an agency, known or not.

    Args:
        name: as printed.

    Returns:
        True when it is on the list or says so itself.
    """
    return only_agencies(name) or names_itself_agency(name)


def delivered_by(text: str) -> tuple[int, int] | None:
    """Find whose dispatch a Japanese line says that a text holds: "北方通信の配信記事を含みます".

    Args:
        text: a line.

    Returns:
        The half-open offsets of the name; None where the line says no such thing.
    """
    match = _JA_DELIVERED.match(text)
    return match.span("name") if match else None


def only_agencies(text: str) -> bool:
    """Tell whether a line names agencies and nothing else.

    Args:
        text: a line.

    Returns:
        True when nothing but marks and joining words is left beside them.
    """
    found = find_agencies(text)
    if not found:
        return False
    rest = list(text)
    for credit in found:
        rest[credit.start : credit.end] = " " * (credit.end - credit.start)
    left = fold_line("".join(rest)).split()
    return all(word in SMALL or word in _NEWS or _INITIALS.fullmatch(word) for word in left)
