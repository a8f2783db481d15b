"""Where does a text in a script without capitals name a person or body again?"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from firsthand.analyse.names.draft import Draft
from firsthand.lang import ANY, lexicon
from firsthand.model.items import NameKind
from firsthand.text.words import Word, fold_all, fold_name

_ARTICLE = "ال"
_TO_THE = "لل"
"""How "to" and the article are written together."""


def named_again(
    text: str, words: Sequence[Word], drafts: Sequence[Draft], language: str
) -> Iterator[Draft]:
    """Find again what is named in full: by its full name, persons by their family name too.

    A family name alone counts where it has the article or a word for "son of" before it; other last
    words are ordinary ones as often. A small word written together with a name ("and", "to") is no
    part of it.

    Args:
        text: the text.
        words: its words.
        drafts: what was found so far.
        language: ISO 639-1 code.

    Yields:
        Further names, outside those already found.
    """
    forms = _forms(text, drafts)
    if not forms:
        return
    clitics = fold_all(lexicon(language, "titles").get("clitics", ()))
    taken = {n for draft in drafts if draft.kind in _KINDS for n in range(draft.start, draft.end)}
    sizes = sorted({len(form) for form in forms}, reverse=True)
    for number, word in enumerate(words):
        if word.start in taken or word.end - 1 in taken:
            continue
        for size in sizes:
            run = words[number : number + size]
            if len(run) < size or any(
                text[one.end : other.start] != " " for one, other in pairwise(run)
            ):
                continue
            found = _whole(run, forms, clitics)
            if found is not None:
                form, start = found
                kind, shape = forms[form]
                taken.update(range(start, run[-1].end))
                yield Draft(start, run[-1].end, kind, "again", shape)
                break


_KINDS = frozenset({NameKind.PERSON, NameKind.ORGANISATION})


@cache
def _sons() -> frozenset[str]:
    return fold_all(lexicon(ANY, "given_names")["arabic_sons"])


def _forms(text: str, drafts: Sequence[Draft]) -> dict[tuple[str, ...], tuple[NameKind, str]]:
    """Collect the names by their words, and how persons are called for short."""
    forms: dict[tuple[str, ...], tuple[NameKind, str]] = {}
    for draft in drafts:
        parts = tuple(fold_name(text[draft.start : draft.end]).split())
        if draft.kind not in _KINDS or len(parts) < 2:  # noqa: PLR2004 - a full name
            continue
        forms[parts] = (draft.kind, "full")
        if draft.kind is NameKind.PERSON and parts[-1].startswith(_ARTICLE):
            forms.setdefault(parts[-1:], (NameKind.PERSON, "short"))
        if draft.kind is NameKind.PERSON and len(parts) > 2 and parts[-2] in _sons():  # noqa: PLR2004
            forms.setdefault(parts[-2:], (NameKind.PERSON, "short"))
    return forms


def _whole(
    run: Sequence[Word],
    forms: dict[tuple[str, ...], tuple[NameKind, str]],
    clitics: frozenset[str],
) -> tuple[tuple[str, ...], int] | None:
    """Find which name a run of words is, and where it begins behind a clitic."""
    first, rest = run[0].folded, tuple(word.folded for word in run[1:])
    if (first, *rest) in forms:
        return (first, *rest), run[0].start
    if first[:1] not in clitics:
        return None
    bare = f"ا{first[1:]}" if first.startswith(_TO_THE) else first[1:]
    found = (bare, *rest)
    return (found, run[0].start + 1) if found in forms else None
