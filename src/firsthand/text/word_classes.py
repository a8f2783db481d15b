"""How does an English parse come by its word classes without trying every rule on every word?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
WORD_CLASSES = "firsthand_word_classes"

ASKED = ("TAG", "DEP", "LOWER", "IS_SPACE")
"""What a rule may ask of a word for its answer to be remembered."""

_LISTED = frozenset({"IN", "NOT_IN"})


def quicken(nlp: "Language") -> None:
    """Let the rules for word classes and lemmas give the same answers in less time.

    Args:
        nlp: a pipeline; one without such rules stays as it is.
    """
    from spacy.language import Language as SpacyLanguage

    if RULER in nlp.pipe_names:
        if not SpacyLanguage.has_factory(WORD_CLASSES):
            SpacyLanguage.factory(WORD_CLASSES, func=_take_over)
        nlp.add_pipe(WORD_CLASSES, after=RULER)
        nlp.disable_pipe(RULER)
    if LEMMATIZER in nlp.pipe_names:
        lookups: Any = getattr(nlp.get_pipe(LEMMATIZER), "lookups", ())
        index = lookups.get_table("lemma_index") if "lemma_index" in lookups else {}
        # It is only asked whether a word is in it, and the lists are of up to 57,000 words.
        for word_class in list(index):
            index[word_class] = frozenset(index[word_class])


class WordClasses:
    """Does what spaCy's attribute ruler does, trying most rules on each kind of word once.

    The ruler tries all of its rules on every word. But what a rule of one word answers follows
    from the word's tag, its dependency, whether it is a blank, and which of the words that the
    rules name it is.
    """

    def __init__(self, ruler: "AttributeRuler") -> None:
        """Take over a ruler's rules.

        Args:
            ruler: with its rules.
        """
        from spacy.matcher import Matcher

        strings = ruler.vocab.strings
        self._ruler = ruler
        self._of_a_kind, self._others = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._named: set[int] = set()
        rules: list[Any] = list(ruler.patterns)  # its type is wider than what a ruler holds
        for number, rule in enumerate(rules):
            for pattern in rule["patterns"]:
                kept = len(pattern) == 1 and _is_remembered(pattern[0])
                (self._of_a_kind if kept else self._others).add(str(number), [pattern])
                self._named.update(strings[word] for word in _words(pattern[0]) if kept)
        self._answers: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._settings: dict[tuple[int, ...], dict[int, Any]] = {}

    def __call__(self, doc: "Doc") -> "Doc":
        """Set the word classes of a document.

        Args:
            doc: tagged and parsed.

        Returns:
            The same document.
        """
        from spacy.tokens._retokenize import set_token_attrs

        fulfilled = list(self._ask_kinds(doc))
        strings = doc.vocab.strings
        for key, start, _ in self._others(doc, allow_missing=True) if len(self._others) else ():
            number = int(strings[key])
            place = start + self._ruler.indices[number]
            fulfilled[place] = tuple(sorted((*fulfilled[place], number)))
        for token, numbers in zip(doc, fulfilled, strict=True):
            if numbers:
                set_token_attrs(token, self._joint(numbers))
        return doc

    def _ask_kinds(self, doc: "Doc") -> Iterator[tuple[int, ...]]:
        """Give for each word the numbers of the rules that all words of its kind fulfil."""
        for place, kind in enumerate(doc.to_array(list(ASKED)).tolist()):
            tag, dep, lower, blank = kind
            key = (tag, dep, lower if lower in self._named else 0, blank)
            numbers = self._answers.get(key)
            if numbers is None:
                found = self._of_a_kind(doc[place : place + 1], allow_missing=True)
                numbers = tuple(sorted(int(doc.vocab.strings[name]) for name, _, _ in found))
                self._answers[key] = numbers
            yield numbers

    def _joint(self, numbers: tuple[int, ...]) -> dict[int, Any]:
        """Put together what rules set; of two that set the same, the later one counts."""
        found = self._settings.get(numbers)
        if found is None:
            found = {key: v for n in numbers for key, v in self._ruler.attrs[n].items()}
            self._settings[numbers] = found
        return found


def _take_over(nlp: Any, name: str) -> WordClasses:  # noqa: ANN401, ARG001 - spaCy gives both, and reads no type named in quotes
    return WordClasses(nlp.get_pipe(RULER))


def _is_remembered(token: dict[str, Any]) -> bool:
    """Tell whether what a rule asks of a word follows from its kind."""
    return token.keys() <= set(ASKED) and all(
        _LISTED.issuperset(asked) for asked in token.values() if isinstance(asked, dict)
    )


def _words(token: dict[str, Any]) -> list[str]:
    """List the words that a rule names."""
    asked = token.get("LOWER", {})
    return [asked] if isinstance(asked, str) else [w for listed in asked.values() for w in listed]
