"""Whom do the pronouns and descriptions of a parsed report stand for?

Syntax first (apposition, "X is the ...", a title before a name, relative and reflexive pronouns),
then the nearest person or body before that fits in sex and number, subjects before others: the
ranking of Lappin and Leass (1994) in its shortest form.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.analyse.names.draft import Parsed
from firsthand.analyse.names.lexicon import calling
from firsthand.analyse.names.offices import find_offices
from firsthand.analyse.names.people import People, nationals, people
from firsthand.analyse.names.titles import is_head, offices_in
from firsthand.errors import SpanError
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind, StandIn
from firsthand.model.span import Span
from firsthand.text.reading import Reading
from firsthand.text.words import fold_name

REACH = 3
"""Sentences a pronoun may reach back."""
SUBJECT, OBJECT, SAME_SENTENCE, OFTEN = 0.8, 0.2, 0.3, 0.08
"""What a candidate for a pronoun gains for its part in its sentence, and for each mention."""
PER_SENTENCE = 0.9
"""What a candidate loses for each sentence between."""
MOST_MENTIONS = 5
"""Mentions from which on more of them do not count."""
_TITLES_BEFORE = frozenset({"compound", "amod", "nmod", "appos"})
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$"})
_CAPITAL_PARTS = frozenset({"PROPN", "ADJ", "NOUN"})
_ONE = frozenset({"a", "an", "the", "one", "another", "fellow", "young", "old", "year-old"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})

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


def find_stand_ins(
    reading: Reading, names: Sequence[Name], given: Sequence[Stretch] = ()
) -> tuple[StandIn, ...]:
    """Find pronouns and descriptions of people and bodies, and whom each stands for.

    Args:
        reading: a report made ready.
        names: the names found in it.
        given: further stretches of the report's text that are known to be stand-ins.

    Returns:
        The stand-ins in text order; without a parse only offices whose holder was named before.
    """
    said = people(reading.language)
    if reading.doc is None or said is None:
        return find_offices(reading, names)
    page = _Page(reading, said)
    page.add_names(names)
    page.add_given(given)
    page.add_found()
    page.link()
    return tuple(_stand_in(item, page) for item in page.ordered() if item.name is None)


def telling(stand_ins: Sequence[StandIn], names: Sequence[Name]) -> tuple[StandIn, ...]:
    """Keep the stand-ins that go back to a name, and offices whose holder another report may name.

    Args:
        stand_ins: of one report.
        names: of the same report.

    Returns:
        Those of them, in the same order.
    """
    named = {name.span for name in names}
    by_span = {one.span: one for one in stand_ins}
    titles = calling("en").titles
    said = people("en")
    kept = []
    for one in stand_ins:
        root, seen = one, {one.span}
        while root.meant is not None and root.meant in by_span and root.meant not in seen:
            seen.add(root.meant)
            root = by_span[root.meant]
        office = one.form == "description" and one.word in titles
        definite = office and one.span.quote.casefold().startswith("the ")
        if definite and one.plural:
            definite = said is not None and bool(said.counts & set(one.span.quote.split()))
        if root.meant in named or definite:
            kept.append(one)
    return tuple(kept)


class _Page:
    """One report's tokens with the items on them."""

    def __init__(self, reading: Reading, said: People) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.said = said
        self.at: dict[int, Item] = {}
        self.held: list[int] = []
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
        return [self.at[token] for token in sorted(self.at)]

    def tokens(self, start: int, end: int) -> list[Parsed]:
        """Give the tokens of a stretch of the report."""
        low = bisect_left(self.sources, start)
        last = bisect_left(self.sources, end, low)
        return self.every[low:last]

    def add_names(self, names: Sequence[Name]) -> None:
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
        for number, token in enumerate(self.every):
            if number in self.at:
                continue
            part = token.pos_
            if part == "PRON" or token.tag_ in _PRONOUNS:
                lower = token.lower_
                who = lower in self.said.who and self._antecedent_of_relative(token) is not None
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
        if token.dep_ in _TITLES_BEFORE:
            return False
        after = self.every[token.i + 1] if token.i + 1 < len(self.every) else None
        before = self.every[token.i - 1] if token.i else None
        alone = after is None or after.pos_ not in {"PROPN", "NOUN"} or not after.text[0].isupper()
        opens = before is None or token.is_sent_start or before.lower_ in {"the", "vice", "prime"}
        return alone and opens and not token.text.isupper()

    def _national(self, token: Parsed) -> bool:
        """Tell whether a word for a nation means one of its people: "the Briton said"."""
        if token.lower_ not in nationals() or token.dep_ in {*_TITLES_BEFORE, "acomp"}:
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

    def _items_before(self, token: int) -> Iterator[Item]:
        """Walk back over the tokens that hold an item."""
        for position in range(bisect_left(self.held, token) - 1, -1, -1):
            yield self.at[self.held[position]]

    def link(self) -> None:
        self.held = sorted(self.at)
        for token in self.held:
            item = self.at[token]
            if item.name is not None or item.of is not None:
                continue
            item_token = self.every[item.token]
            if item.form == "pronoun":
                found, rule = self._of_pronoun(item_token, item)
            else:
                found, rule = self._of_description(item_token, item)
            if found is not None and found.root() is not item:
                item.of, item.rule = found, rule
                root = found.root()
                root.gender = root.gender or item.gender
                if found.name is not None or found.form == "description":
                    item.kind = found.kind

    def _item_on(self, token: Parsed | None) -> Item | None:
        return None if token is None else self.at.get(token.i)

    def _antecedent_of_relative(self, token: Parsed) -> Parsed | None:
        verb = token
        for _ in range(4):
            if verb.dep_ == "relcl":
                return verb.head
            verb = verb.head
        return None

    def _of_pronoun(self, token: Parsed, item: Item) -> tuple[Item | None, str]:
        said, lower = self.said, token.lower_
        if lower in said.who:
            return self._item_on(self._antecedent_of_relative(token)), "relative"
        if lower in said.reflexive:
            subject = self._subject_of(token)
            if subject is not None and self._fits(item, subject):
                return subject, "reflexive"
        return self._nearest(token, item), "pronoun"

    def _subject_of(self, token: Parsed) -> Item | None:
        verb = token.head
        for _ in range(4):
            for child in verb.children:
                if child.dep_ in _SUBJECTS and child.i != token.i:
                    return self._item_on(child)
            if verb.head is verb:
                return None
            verb = verb.head
        return None

    def _fits(self, item: Item, other: Item) -> bool:
        root = other.root()
        if item.kind is not other.kind and not (item.plural and other.plural):
            return False
        if item.gender and root.gender and item.gender != root.gender:
            return False
        plural = other.plural or root.plural
        if item.plural:
            return plural or other.kind is NameKind.ORGANISATION
        return not plural

    def _nearest(self, token: Parsed, item: Item) -> Item | None:
        here = self.sentence[token.i]
        counts: dict[int, int] = {}
        candidates: list[Item] = []
        for other in self._before(token.i, here):
            counts[id(other.root())] = counts.get(id(other.root()), 0) + 1
            candidates.append(other)
        best: tuple[float, int] | None = None
        chosen = None
        possessive = token.lower_ in self.said.possessive and token.dep_ == "poss"
        barred = None if possessive else self._clause_subject(token)
        for other in candidates:
            if not self._fits(item, other) or (
                barred is not None and other.root() is barred.root()
            ):
                continue
            part = self.every[other.token]
            between = here - self.sentence[other.token]
            score = -PER_SENTENCE * between
            score += SUBJECT * (part.dep_ in _SUBJECTS) + OBJECT * (part.dep_ in {"dobj", "iobj"})
            score += SAME_SENTENCE * (between == 0)
            score += OFTEN * min(counts[id(other.root())], MOST_MENTIONS)
            if best is None or (score, other.token) > best:
                best, chosen = (score, other.token), other
        return chosen

    def _before(self, token: int, sentence: int) -> Iterator[Item]:
        seen: set[int] = set()
        for item in self._items_before(token):
            if sentence - self.sentence[item.token] > REACH:
                return
            if id(item) not in seen:
                seen.add(id(item))
                yield item

    def _clause_subject(self, token: Parsed) -> Item | None:
        """Find the subject of the verb whose object a pronoun is: "he met him" are two."""
        if token.dep_ in _SUBJECTS:
            return None
        verb = token.head if token.head.pos_ in {"VERB", "AUX"} else token.head.head
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        return self._item_on(subject) if subject is not None and subject.i != token.i else None

    def _of_description(self, token: Parsed, item: Item) -> tuple[Item | None, str]:
        for other, rule in self._beside(token):
            found = self._item_on(other)
            agrees = found is not None and found is not item and found.plural == item.plural
            if found is not None and agrees and found.kind is item.kind:
                return found, rule
        definite = any(c.dep_ in {"det", "poss"} and c.lower_ not in _NEW for c in token.children)
        if not definite and token.dep_ in {"attr", "appos"}:
            return None, ""
        for other_item in self._items_before(token.i):
            if other_item is item or other_item.plural != item.plural:
                continue
            if other_item.name is None and other_item.word == item.word:
                return other_item, "same words"
            if other_item.name is not None and self._holds(other_item.name, item):
                return other_item, "office"
        return None, ""

    def _beside(self, token: Parsed) -> Iterator[tuple[Parsed, str]]:
        """Walk the tokens that syntax makes one with a noun."""
        if token.dep_ == "appos":
            yield token.head, "apposition"
        for child in token.children:
            if child.dep_ == "appos":
                yield child, "apposition"
        verb = token.head
        if token.dep_ == "attr" and verb.lemma_ == "be" and not _denied(verb):
            for child in verb.children:
                if child.dep_ in _SUBJECTS:
                    yield child, "is"
        if token.dep_ in _TITLES_BEFORE and token.head.i > token.i and self._leads(token):
            yield token.head, "title"
        if token.i + 1 < len(self.every):
            beside = self.every[token.i + 1]
            if beside.pos_ == "PROPN":
                yield beside, "title"

    def _leads(self, token: Parsed) -> bool:
        """Tell whether nothing but the title and the name stands up to the head: no "Names"."""
        item = self.at.get(token.head.i)
        between = self.every[token.i + 1 : token.head.i]
        titles = calling(self.reading.language).titles
        return all(
            not word.text[0].isupper()
            or self.at.get(word.i) is item
            or fold_name(word.text) in titles
            for word in between
        )

    def _holds(self, name: Name, item: Item) -> bool:
        """Tell whether a person has the office of a description, in these or in other words."""
        for role in name.roles:
            words = tuple(fold_name(role.quote).split())
            if item.offices:
                if item.offices & offices_in(words):
                    return True
            elif item.word in words:
                return True
        return False


def _sources(positions: Sequence[int], starts: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Map ascending places in a shadow text to the report: one walk for all."""
    number = 0
    for position in positions:
        while number + 1 < len(starts) and starts[number + 1][0] <= position:
            number += 1
        copy, source = starts[number]
        yield source + position - copy


_NEW = frozenset({"a", "an", "another", "some", "no", "any", "each", "every"})


def _denied(verb: Parsed) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _stand_in(item: Item, page: _Page) -> StandIn:
    head = page.reading.report.span(*page.bounds(item.token))
    of = item.of.span if item.of is not None else None
    return StandIn(
        item_id("stand_in", (item.span,)),
        item.span,
        item.kind,
        item.form,
        item.word,
        f"names/{item.rule or 'noun'}@1",
        head,
        item.plural,
        of,
    )
