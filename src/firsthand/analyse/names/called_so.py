"""Which capitalised words does the noun before them show to be a body's own name: "firma Bolt"?"""

import re

from firsthand.analyse.names.chains import Chain
from firsthand.analyse.names.draft import Draft
from firsthand.analyse.names.lexicon import Calling
from firsthand.analyse.names.roles import roles_before
from firsthand.model.items import NameKind
from firsthand.text.words import fold_name

LONGEST = 5
"""Words of the longest name."""
_REACH = 32
"""Characters before a name in which the noun stands."""
_BEFORE = re.compile(r"(?<![\w-])([^\W\d_]+) $")


def body_called_so(chain: Chain, text: str, said: Calling) -> Draft | None:
    """Read the own name of a firm or a union that the word for it goes before.

    Behind a title the noun may belong to the office and the name to who holds it ("le directeur de
    l'agence Ida Holm"); it is a body's only where the holder was named before the title.

    Args:
        chain: a run of capitalised words.
        text: the text.
        said: what the language calls people and bodies by.

    Returns:
        The body; None where no such noun goes before, or a person may be meant.
    """
    before = _BEFORE.search(text, max(0, chain.start - _REACH), chain.start)
    if before is None or fold_name(before[1]) not in said.own_named:
        return None
    words = chain.words
    known = words[0].folded in said.given or said.is_title(words[0].folded)
    if known or words[0].folded in said.honorifics or len(words) > LONGEST:
        return None
    roles = roles_before(text, chain.start, said)
    if roles and not text[: roles[0][0]].rstrip().endswith(","):
        return None
    return Draft(chain.start, chain.end, NameKind.ORGANISATION, "noun before")
