"""Does the list of fields that an office is for go on, "Fisheries and Food" after "Trade"?"""

import re

from firsthand.analyse.names.lexicon import Calling
from firsthand.text.words import fold_name

_AND = r"(?:y|e|ed|et|and|und|i|и|ve)"
_BIG = r"[^\W\d_a-zß-öø-ÿąćęłńóśźżčšžěřůğışа-яёіїєґ]"
_FIELD = rf"(?:[^\W\d_]{{1,5}}['’ ]){{0,2}}{_BIG}[^\W\d_]*(?: [^\W\d_]+){{0,3}}"
"""A field that an office is for: "Asuntos Sociales", "de la Mer"."""
_MORE_FIELDS = re.compile(
    rf"{_FIELD}(?:, {_FIELD}){{0,2}},? {_AND} {_FIELD},\s(?=[^\W\d_]+\.? [^\W\d_])"
)
"""The rest of a list of fields, up to the holder's name behind its comma."""
_WORD = re.compile(r"[^\W\d_]+")


def goes_on(text: str, start: int, said: Calling) -> bool:
    """Tell whether the rest of a list of fields stands at a place, and then somebody's name.

    Args:
        text: the text.
        start: behind the comma after an office and its first field.
        said: the titles of the language.

    Returns:
        True for "Fisheries and Food, Ana Ruiz, ..."; no field begins with a known given name.
    """
    word = _WORD.match(text, start)
    if word is not None and fold_name(word[0]) in said.given:
        return False
    return _MORE_FIELDS.match(text, start) is not None
