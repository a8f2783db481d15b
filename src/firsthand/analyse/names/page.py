"""Which pronouns and descriptions of people and bodies stand in a parsed report?"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.analyse.names.draft import Parsed
from firsthand.analyse.names.lexicon import calling
from firsthand.analyse.names.people import People, nationals
from firsthand.analyse.names.titles import is_head, offices_in
from firsthand.errors import SpanError
from firsthand.model.items import Name, NameKind
from firsthand.model.span import Span
from firsthand.text.reading import Reading
from firsthand.text.words import fold_name

TITLES_BEFORE = frozenset({"compound", "amod", "nmod", "appos"})
"""Parts of a sentence that a title before a name has."""
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$"})
_CAPITAL_PARTS = frozenset({"PROPN", "ADJ", "NOUN"})
_ONE = frozenset({"a", "an", "the", "one", "another", "fellow", "young", "old", "year-old"})

Stretch = tuple[int, int]


@dataclass(slots=True)
class Item:
    """A name or a stand-in: its main token, and what is known of whom it means."""

    token: int
    span: Span
    kind: NameKind
    word: str
    form: str
    name: Name | None = None
    gender: str = ""
    plural: bool = False
    rule: str = ""
    of: "Item | None" = None
    offices: frozenset[str] = frozenset()

    def root(self) -> "Item":
        """Follow what it stands for to the end."""
        item = self
        while item.of is not None:
            item = item.of
        return item


class Page:
    """One report's tokens with the items on them."""

    def __init__(self, reading: Reading, said: People) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.said = said
        self.at: dict[int, Item] = {}
        # A token is made anew each time it is asked of the document; here each is made once.
        self.every: list[Parsed] = list(self.doc)
        self.sentence: list[int] = []
        for number, sentence in enumerate(self.doc.sents):
            self.sentence += [number] * (sentence.end - sentence.start)
        self.words = [(t.idx, t.idx + len(t)) for t in self.every]
        self.sources = list(_sources([start for start, _ in self.words], reading.shadow.starts))
        self.known = said.he | said.she | said.they | said.its
        self.kinds: dict[str, tuple[str, NameKind | None]] = {}

    def bounds(self, token: int) -> Stretch:
        """Give a token's place in the report's own text."""
        return self.reading.shadow.to_source(*self.words[token])

    def ordered(self) -> list[Item]:
        """Give the items in text order."""
        return [self.at[token] for token in sorted(self.at)]

    def tokens(self, start: int, end: int) -> list[Parsed]:
        """Give the tokens of a stretch of the report."""
        low = bisect_left(self.sources, start)
        last = bisect_left(self.sources, end, low)
        return self.every[low:last]

    def add_names(self, names: Sequence[Name]) -> None:
        """Put the names that were found on their tokens."""
        for name in names:
            tokens = self.tokens(name.span.start, name.span.end)
            if name.nested or name.kind is NameKind.PROJECT or not tokens:
                continue
            inside = {t.i for t in tokens}
            head = next((t for t in tokens if t.head.i not in inside or t.head is t), tokens[-1])
            if name.kind is NameKind.PERSON:
                head = tokens[-1] if head.pos_ not in {"PROPN", "NOUN"} else head
            item = Item(head.i, name.span, name.kind, "", "name", name)
            if name.kind is NameKind.PERSON:
                item.gender = self._gender_of(name, tokens)
            for token in tokens:
                self.at.setdefault(token.i, item)

    def _gender_of(self, name: Name, tokens: Sequence[Parsed]) -> str:
        before = self.every[tokens[0].i - 1] if tokens[0].i else None
        words = [fold_name(w.rstrip(".")) for role in name.roles for w in role.quote.split()]
        if before is not None:
            words.append(fold_name(before.text.rstrip(".")))
        told = next(filter(None, map(self.said.gender_of, words)), "")
        if told or len(tokens) == 1:
            return told
        return self.said.gender_of_name(fold_name(tokens[0].text))

    def add_given(self, given: Sequence[Stretch]) -> None:
        """Put stretches that are known to be stand-ins on their tokens."""
        for start, end in sorted(given):
            tokens = self.tokens(start, end)
            if not tokens:
                continue
            inside = {t.i for t in tokens}
            head = next((t for t in tokens if t.head.i not in inside or t.head is t), tokens[-1])
            if head.i in self.at:
                continue
            self._put(head, self.reading.report.span(start, end), NameKind.PERSON)

    def add_found(self) -> None:
        """Find pronouns, nouns and offices that may stand for somebody."""
        for number, token in enumerate(self.every):
            if number in self.at:
                continue
            part = token.pos_
            if part == "PRON" or token.tag_ in _PRONOUNS:
                lower = token.lower_
                who = lower in self.said.who and modified_noun(token) is not None
                if lower in self.known or who:
                    self._put(token, None, NameKind.PERSON)
            elif part == "NOUN" and self._kind(token) is not None:
                joined = token.dep_ == "compound" and token.head.pos_ == "NOUN"
                if not joined:
                    self._put(token, None, NameKind.PERSON)
            elif part in _CAPITAL_PARTS and self._is_capital_person(token):
                self._put(token, None, NameKind.PERSON)

    def _is_capital_person(self, token: Parsed) -> bool:
        capital = token.text[0].isupper()
        return capital and (self._capital_office(token) or self._national(token))

    def _kind(self, token: Parsed) -> NameKind | None:
        return self._noun(token.lemma_)[1]

    def _noun(self, lemma: str) -> tuple[str, NameKind | None]:
        """Fold a noun and tell its kind, once for each noun of the report."""
        found = self.kinds.get(lemma)
        if found is None:
            folded = fold_name(lemma)
            found = self.kinds[lemma] = (folded, self.said.kind_of(folded))
        return found

    def _capital_office(self, token: Parsed) -> bool:
        """Tell whether a proper noun is an office without a name: "the President said"."""
        titles = calling(self.reading.language).titles
        if token.pos_ != "PROPN" or fold_name(token.text) not in titles:
            return False
        if token.dep_ in TITLES_BEFORE:
            return False
        after = self.every[token.i + 1] if token.i + 1 < len(self.every) else None
        before = self.every[token.i - 1] if token.i else None
        alone = after is None or after.pos_ not in {"PROPN", "NOUN"} or not after.text[0].isupper()
        opens = before is None or token.is_sent_start or before.lower_ in {"the", "vice", "prime"}
        return alone and opens and not token.text.isupper()

    def _national(self, token: Parsed) -> bool:
        """Tell whether a word for a nation means one of its people: "the Briton said"."""
        if token.lower_ not in nationals() or token.dep_ in {*TITLES_BEFORE, "acomp"}:
            return False
        if token.dep_ in {"pobj", "conj"} and token.tag_ not in {"NN", "NNP"}:
            return False
        after = self.every[token.i + 1] if token.i + 1 < len(self.every) else None
        before = self.every[token.i - 1].lower_ if token.i else ""
        alone = after is None or after.pos_ not in {"PROPN", "NOUN", "ADJ", "NUM"}
        return alone and before in _ONE

    def _word(self, token: Parsed) -> str:
        nominal = token.pos_ in {"NOUN", "PROPN"}
        return self._noun(token.lemma_)[0] if nominal else fold_name(token.text)

    def _put(self, token: Parsed, span: Span | None, kind: NameKind) -> None:
        said, lower = self.said, token.lower_
        pronoun = lower in said.he | said.she | said.they | said.its | said.who
        word = lower if pronoun else self._word(token)
        if span is None:
            phrase = [token] if pronoun else self._phrase(token)
            try:
                first, last = phrase[0], phrase[-1]
                span = self.reading.span(first.idx, last.idx + len(last.text))
            except SpanError:
                return
        form = "pronoun" if pronoun else "description"
        kind = said.kind_of(word) or kind
        plural = lower in said.they or token.tag_ in {"NNS", "NNPS"} or word in said.many
        if lower in said.its:
            kind = NameKind.ORGANISATION
        item = Item(token.i, span, kind, word, form, gender=said.gender_of(word), plural=plural)
        if not pronoun and is_head(word):
            item.offices = offices_in(tuple(fold_name(span.quote).split()))
        self.at[token.i] = item

    def _phrase(self, token: Parsed) -> list[Parsed]:
        """Take the words before a noun that belong to it."""
        first = token.i
        while first > 0:
            before = self.every[first - 1]
            if before.head.i < first - 1 or before.head.i > token.i or before.i in self.at:
                break
            if before.dep_ not in {"det", "amod", "compound", "poss", "nummod", "advmod", "nmod"}:
                break
            first -= 1
        return self.every[first : self._group_end(token) + 1]

    def _group_end(self, token: Parsed) -> int:
        """Take the count of a group along: "the chiefs of the four regions"."""
        lemma = fold_name(token.lemma_)
        if token.tag_ != "NNS" and is_head(lemma):
            return self._headed_body(token)
        if token.tag_ != "NNS" or lemma not in calling("en").titles:
            return int(token.i)
        for child in token.children:
            if child.lower_ not in {"of", "in", "from"} or child.i < token.i:
                continue
            for held in child.children:
                counted = any(c.lower_ in self.said.counts for c in held.children)
                if held.dep_ == "pobj" and counted:
                    return int(held.i)
        return int(token.i)

    def _headed_body(self, token: Parsed) -> int:
        """Find the last word of the body that somebody heads: "the head of the ministry"."""
        for child in token.children:
            if child.lower_ == "of" and child.i == token.i + 1:
                for held in child.children:
                    said = " ".join(t.lower_ for t in self.every[token.i : held.i + 1])
                    if held.dep_ == "pobj" and offices_in(tuple(fold_name(said).split())):
                        return int(held.i)
        return int(token.i)


def modified_noun(token: Parsed) -> Parsed | None:
    """Find the noun that the clause around a word describes: "the mayor, who ..."."""
    verb = token
    for _ in range(4):
        if verb.dep_ == "relcl":
            head: Parsed = verb.head
            return head
        verb = verb.head
    return None


def _sources(positions: Sequence[int], starts: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Map ascending places in a shadow text to the report: one walk for all."""
    number = 0
    for position in positions:
        while number + 1 < len(starts) and starts[number + 1][0] <= position:
            number += 1
        copy, source = starts[number]
        yield source + position - copy
