"""Which capitalised words are nobody's name: features of the land, buildings, fields, days?"""

import re
from collections.abc import Sequence

from firsthand.analyse.names.chains import Chain
from firsthand.analyse.names.draft import Draft
from firsthand.analyse.names.lexicon import Calling
from firsthand.analyse.names.roles import roles_before
from firsthand.model.items import NameKind
from firsthand.text.words import Word, fold_name

LONGEST = 4
"""Words of the longest name of a place."""
_ADJECTIVES = ("ого", "его", "ои", "еи", "их", "ых", "iego", "ego", "iej", "ej", "ich", "ych")
"""Endings of adjectives in the genitive where the language marks cases, folded."""
_BEFORE_NAME = re.compile(r"(?<![\w-])([^\W\d_]+) $")


def feature(chain: Chain, text: str, said: Calling) -> Draft | None:
    """Read a feature of the land or a road behind the word for it: "Sungai Lusi", "Rua Nova".

    Args:
        chain: a run of capitalised words.
        text: the text.
        said: words of the language.

    Returns:
        The place; None for other runs.
    """
    opens = chain.words[0].initial and chain.words[0].folded in said.not_names
    words = chain.words[int(opens and len(chain.words) > 1) :]
    first = words[0]
    small = first.start and _BEFORE_NAME.search(text, max(0, first.start - 24), first.start)
    if first.folded not in said.features_before or len(words) < 2 or len(words) > LONGEST:  # noqa: PLR2004
        return None
    if not words[1].capital or text[first.end] != " ":
        return None
    if small and said.is_title(fold_name(small[1])) and fold_name(small[1]) not in said.members:
        return None  # "kepala Desa Sari": part of an office
    return Draft(first.start, chain.end, NameKind.PLACE, "facility")


def no_person(
    words: Sequence[Word],
    capital: Sequence[Word],
    text: str,
    said: Calling,
    places: Sequence[tuple[int, int]],
) -> bool:
    """Tell whether capitalised words name a feature of the land, a field of an office or a day.

    Args:
        words: of a run of capitals.
        capital: those with a capital.
        text: the text.
        said: words of the language.
        places: bounds of all places.

    Returns:
        True for what is nobody.
    """
    first = capital[0]
    if len(capital) > 1 and text[first.end] == "-":
        return any(low <= first.start < high for low, high in places)  # "Kudus-Demak"
    if any(not said.fields.fullmatch(word.folded) for word in capital):
        return len(words) == 1 and (
            first.folded in said.not_names or _resident(text, first.start, said)
        )
    return roles_before(text, first.start, said) != []


def _resident(text: str, start: int, said: Calling) -> bool:
    """Tell whether the word before is one for people of a place: "warga Timbulsloko"."""
    before = _BEFORE_NAME.search(text, max(0, start - 24), start)
    return before is not None and fold_name(before[1]) in said.members


def is_building(words: Sequence[Word], said: Calling) -> bool:
    """Tell whether a name begins as that of a building: "Casa de la Cultura".

    Args:
        words: of a run of capitals.
        said: words of the language.

    Returns:
        True for it.
    """
    return len(words) > 1 and words[0].folded in said.facilities and not words[1].capital


def belongs(text: str, word: Word, said: Calling) -> bool:
    """Tell whether a capitalised adjective narrows the noun behind it: "Кинельского района".

    Args:
        text: the text.
        word: the only word of a run.
        said: words of the language.

    Returns:
        True for it.
    """
    if not word.folded.endswith(_ADJECTIVES):
        return False
    after = re.match(r" ([^\W\d_]+)", text[word.end : word.end + 40])
    return after is not None and after[1].islower() and said.between.fullmatch(after[1]) is not None
