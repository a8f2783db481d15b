"""Whom does a pronoun or a description of a parsed report mean?

Syntax first (apposition, "X is the ...", a title before a name, relative and reflexive pronouns),
then the nearest person or body before that fits in sex and number, subjects before others: the
ranking of Lappin and Leass (1994) in its shortest form.
"""

from bisect import bisect_left
from collections.abc import Iterator

from firsthand.analyse.names.draft import Parsed
from firsthand.analyse.names.lexicon import calling
from firsthand.analyse.names.page import TITLES_BEFORE, Item, Page, modified_noun
from firsthand.analyse.names.titles import offices_in
from firsthand.model.items import Name, NameKind
from firsthand.text.words import fold_name

REACH = 3
"""Sentences a pronoun may reach back."""
SUBJECT, OBJECT, SAME_SENTENCE, OFTEN = 0.8, 0.2, 0.3, 0.08
"""What a candidate for a pronoun gains for its part in its sentence, and for each mention."""
PER_SENTENCE = 0.9
"""What a candidate loses for each sentence between."""
MOST_MENTIONS = 5
"""Mentions from which on more of them do not count."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NEW = frozenset({"a", "an", "another", "some", "no", "any", "each", "every"})


class Antecedents:
    """The items of a page, and whom each means."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.at, self.every = page.at, page.every
        self.sentence, self.said = page.sentence, page.said
        self.held = sorted(page.at)

    def _items_before(self, token: int) -> Iterator[Item]:
        """Walk back over the tokens that hold an item."""
        for position in range(bisect_left(self.held, token) - 1, -1, -1):
            yield self.at[self.held[position]]

    def link(self) -> None:
        """Say of each item that is no name whom it means, in text order."""
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

    def _of_pronoun(self, token: Parsed, item: Item) -> tuple[Item | None, str]:
        said, lower = self.said, token.lower_
        if lower in said.who:
            return self._item_on(modified_noun(token)), "relative"
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
        if token.dep_ in TITLES_BEFORE and token.head.i > token.i and self._leads(token):
            yield token.head, "title"
        if token.i + 1 < len(self.every):
            beside = self.every[token.i + 1]
            if beside.pos_ == "PROPN":
                yield beside, "title"

    def _leads(self, token: Parsed) -> bool:
        """Tell whether nothing but the title and the name stands up to the head: no "Names"."""
        item = self.at.get(token.head.i)
        between = self.every[token.i + 1 : token.head.i]
        titles = calling(self.page.reading.language).titles
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


def _denied(verb: Parsed) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)
