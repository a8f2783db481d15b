"""Where do the sentences of a text begin and end, in any language, without a parser?"""

import re
from functools import lru_cache

REMEMBERED = 256
"""Stretches whose sentences are kept at hand: several questions are asked of the same lines."""

LONGEST_ABBREVIATION = 12
"""More characters than an abbreviation and what stands before it have."""

_END = re.compile(
    r"""[。！？!?….](?:
        (?<!\.)[。！？!?…]*[”’」』）)"']*
      | (?<=\.)(?P<dot>[.!?…]*[”’»"')\]“‘]*)(?=\s+[^\W\d_a-zß-öø-ÿа-џґ]
            |\s+[“„‘‚«»"'(\[¿¡—-]|\s+\d|\s*$
            |\s+(?:[”’](?=\w)|(?P<dash>–)\s+(?=[^\W\d_a-zß-öø-ÿа-џґ])))
    )""",
    re.VERBOSE,
)
"""It begins with one set of characters, to which a search can skip."""
_SHORT = (
    # forms of address, ranks and degrees
    "Mr Mrs Ms Mme Mlle MM Dr dr Dra Prof prof Profa Sr Sra Gen gen Gral Col Cnel Lt Sgt Gov Sen "
    "Rep Rev Hon Mgr Dipl Ing ing inż mgr hab ks bp abp płk ppłk mjr kpt drs mr ds dhr mevr Drs Ir "
    "Hj dott Dott sig Sig avv Avv mons Mons Lic Arq Eng Doç Uzm Yrd Öğr Gör Sn Av "
    "проф акад ген доц тов ThS TS GS PGS BS LS TP "
    # places and addresses
    "St Ste Sto Sta św ul al woj pow gm Jl Cad Sok Mah св ул просп пер наб пос дер обл корп бул "
    "вул пл "
    # what stands before numbers and names
    "No Nr nr núm Núm n vs ca godz tzw np tel art Art Abs Bd p pp pág pag approx aprox env bzw "
    "bijv evtl geb etc EE kl npr tzv tj br "
    # months, legal forms, large numbers
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Inc Ltd Corp Co Mio Mrd Mill Tsd mln mld M"
)
_DOTTED = (
    "z.B",
    "d.h",
    "m.in",
    "o.a",
    "i.e",
    "e.g",
    "a.m",
    "p.m",
    "U.S",
    "U.K",
    "U.N",
    "t.ex",
    "bl.a",
    "d.v.s",
    "s.k",
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'„«])(?:[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻČŠŽŘĞİŞЀ-Я]|"
    rf"{_SHORT.replace(' ', '|')}|{'|'.join(map(re.escape, _DOTTED))})\.$"
)
_DASHED = re.compile(r"(?:^|\s)–\s", re.MULTILINE)
_ORDINAL_DOT = re.compile(r"(?<!\d/)(?<![:,%])(?<!tháng )(?<!ngày )(?<!\bthứ )\b\d{1,2}\.$")
"""A number with a stop may be an ordinal, but not in "30/6.", nor behind a noun: "tháng 9."."""


@lru_cache(maxsize=REMEMBERED)
def split_sentences(
    text: str, start: int = 0, end: int | None = None
) -> tuple[tuple[int, int], ...]:
    """Split a stretch of text at sentence ends and line breaks.

    Args:
        text: the whole text.
        start: where to begin.
        end: where to stop; None = the end of the text.

    Returns:
        Half-open (start, end) of each sentence without edge blanks, in text order.
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    position = start
    while position < stop:
        newline = text.find("\n", position, stop)
        line_end = stop if newline < 0 else newline
        found.extend(_split_line(text, position, line_end))
        position = line_end + 1
    return tuple(found)


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match["dot"] is not None:
            head = text[max(begin, match.start() - LONGEST_ABBREVIATION) : match.start() + 1]
            following = text[match.end() : match.end() + 2].strip()
            if not match["dot"] and _ABBREVIATION.search(head):
                continue
            if not match["dot"] and _ORDINAL_DOT.search(head) and following:
                continue
            if match["dash"] and _DASHED.search(text, begin, match.end()):
                continue  # "– We wait – says Ann Lee. – The road is closed."
        pieces.append((begin, match.end()))
        begin = match.end()
    pieces.append((begin, end))
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
