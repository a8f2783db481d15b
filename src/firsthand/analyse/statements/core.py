"""Where in a content does what is asked or promised begin, and of which form is it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from firsthand.analyse.statements.complements import FINITE_TAGS, Token
from firsthand.analyse.statements.lexicon import Lexicon

BASE = frozenset({"VB", "VBP"})
MODALS = frozenset({"must", "should", "shall", "ought", "will", "would", "'ll"})
EXAMPLES = frozenset({"including", "such", "like", "namely", "especially"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
AFTER_OPENER = frozenset({"of", "on", "for", "to", "in"})
SUBJECT_REACH = 12
"""Words in which a clause's subject must have come."""
OPENER_REACH = 6
"""Words in which an opening noun ("the importance of") must have come."""
LEAD = 3
"""Words before an infinitive in which "willing", "plans" or "important" makes it what is meant."""


def is_gerund(token: Token) -> bool:
    """Tell whether an -ing form names something to be done.

    Args:
        token: a word.

    Returns:
        False for "emerging markets" and "including".
    """
    modifier = token.dep_ in {"amod", "compound", "prep"} or token.lower_ in EXAMPLES
    return token.tag_ == "VBG" and not modifier


def after_comma(words: Sequence[Token]) -> list[Token]:
    """Drop an opening phrase before a clause: "To reach this, ".

    Args:
        words: a content's words.

    Returns:
        What follows the first comma when a clause does, else all words.
    """
    at = next((n for n, t in enumerate(words) if t.text == ","), None)
    return (
        list(words[at + 1 :]) if at is not None and opens_clause(words[at + 1 :]) else list(words)
    )


def opens_clause(words: Sequence[Token]) -> bool:
    """Tell whether words begin with a clause of their own.

    Args:
        words: words in text order.

    Returns:
        True when a subject and a finite verb come before any comma or relative word.
    """
    subject = next(
        (
            n
            for n, t in enumerate(words)
            if t.dep_ in {*SUBJECTS, "expl"} and t.tag_ not in {"WDT", "WP"}
        ),
        None,
    )
    if subject is None:
        return False
    for token in words[:subject]:
        if token.text in {",", ";"} or token.tag_ in {"WDT", "WP"}:
            return False
        if token.tag_ == "IN" and token.lower_ in {"that", "because"}:
            return False
    return any(t.tag_ in FINITE_TAGS for t in words[subject + 1 :])


@dataclass
class Asked:
    """The words of one content with the places that decide its form."""

    words: Sequence[Token]
    lexicon: Lexicon

    def find(self) -> tuple[int, str]:
        """Find the core.

        Returns:
            Index of its first word and its form: "VB", "VBG", "clause" or "noun".
        """
        words = self.words
        if words[0].lower_ == "to":
            rest = after_comma(words)
            if len(rest) < len(words):
                return len(words) - len(rest), "clause"  # "To win the match, pace is the key"
        listed = self._after_listing()
        if listed is not None:
            return listed, "VBG" if is_gerund(words[listed]) else "noun"
        if self.modal is not None:
            return self._after_modal(self.modal)
        return self._unmodal()

    def _unmodal(self) -> tuple[int, str]:
        words = self.words
        if words[0].lower_ == "that":
            return 1, "clause"
        if is_gerund(words[0]):
            return 0, "VBG"
        first = min((n for n in (self.infinitive, self.gerund) if n is not None), default=None)
        if first is not None and self._governs(first):
            return self._with_adverbs(first), "VB" if first == self.infinitive else "VBG"
        if self.finite is not None and self.subject is not None and self.subject < self.finite:
            return self._after_that(), "clause"
        return self._after_opening_noun(), "noun"

    @cached_property
    def modal(self) -> int | None:
        """Where the first "should", "must" or "will" stands."""
        return self._first(lambda t: t.tag_ == "MD" and t.lower_ in MODALS)

    @cached_property
    def subject(self) -> int | None:
        """Where the clause's subject stands."""
        at = self._first(lambda t: t.dep_ in SUBJECTS)
        return at if at is not None and at < SUBJECT_REACH else None

    @cached_property
    def finite(self) -> int | None:
        """Where the first finite verb outside a relative clause stands."""
        return self._first(
            lambda t: t.tag_ in FINITE_TAGS and t.dep_ not in {"relcl", "acl", "aux"}
        )

    @cached_property
    def gerund(self) -> int | None:
        """Where the first -ing form stands."""
        return self._first(is_gerund)

    @cached_property
    def infinitive(self) -> int | None:
        """Where the word after the first "to" of an infinitive stands."""
        for n, token in enumerate(self.words[:-1]):
            if token.tag_ == "TO" and token.lower_ == "to":
                verb = next((t for t in self.words[n + 1 : n + 4] if t.tag_ != "RB"), None)
                if verb is not None and verb.tag_ in BASE | {"NN"}:
                    return n + 1
        return None

    def _first(self, test: object) -> int | None:
        assert callable(test)  # noqa: S101 - narrows for the type checker
        return next((n for n, t in enumerate(self.words) if test(t)), None)

    def _after_modal(self, modal: int) -> tuple[int, str]:
        subject = self.words[self.subject] if self.subject is not None else None
        if subject is not None and self.lexicon.has("deontic.agents", subject.lower_):
            after = [n for n in (self.infinitive, self.gerund) if n is not None and n > modal]
            if after:  # "efforts should be made to widen the road"
                return min(after), "VB" if min(after) == self.infinitive else "VBG"
        if subject is not None and subject.pos_ == "PRON":
            verb = self._first(lambda t: t.tag_ == "VB" and t.i > self.words[modal].i)
            if verb is not None:
                negation = self._first(lambda t: t.dep_ == "neg" and t.i > self.words[modal].i)
                return verb if negation is None else min(verb, negation), "VB"
        return self._after_that(), "clause"

    def _governs(self, first: int) -> bool:
        """Tell whether the first verb form, and no clause or noun before it, is what is meant."""
        words = self.words
        copula = self._first(lambda t: t.lemma_ == "be" and t.tag_ in FINITE_TAGS)
        if copula is not None and copula < first == self.infinitive:
            impersonal = self.subject is None or words[0].lower_ in {"it", "that", "the"}
            if impersonal:
                return True
        if self.finite is None or first < self.finite:
            shallow = any(t.dep_ in {"acl", "prep", "pcomp", "xcomp"} for t in words[:LEAD])
            return first <= OPENER_REACH or shallow
        lead = words[max(0, first - LEAD) : first]
        return any(
            self.lexicon.has("commissive.adjectives", t.lower_)
            or self.lexicon.has("deontic.predicates", t.lower_)
            or self.lexicon.has("commissive.verbs", t.lemma_.lower())
            for t in lead
        )

    def _with_adverbs(self, at: int) -> int:
        words, first = self.words, at
        while first > 0:
            before = words[first - 1]
            linked = before.lower_ in {",", "and"} and first > 1 and words[first - 2].tag_ == "RB"
            if before.tag_ != "RB" and not linked:
                break
            first -= 1
        return first

    def _after_listing(self) -> int | None:
        """Skip "this includes" and "these measures cover"."""
        if not self.lexicon.has("continuations.demonstratives", self.words[0].lower_):
            return None
        for n, token in enumerate(self.words[: LEAD + 1]):
            verb = self.lexicon.has("continuations.verbs", token.lemma_.lower())
            if verb and token.tag_ in FINITE_TAGS and n + 1 < len(self.words):
                return n + 1
        return None

    def _after_that(self) -> int:
        return 1 if self.words[0].lower_ == "that" else 0

    def _after_opening_noun(self) -> int:
        """Skip "the importance of", "a focus on", "the role of"."""
        for n, token in enumerate(self.words[:OPENER_REACH]):
            opener = token.pos_ == "NOUN" and self.lexicon.has(
                "deontic.openers", token.lemma_.lower()
            )
            following = self.words[n + 1].lower_ if n + 1 < len(self.words) else ""
            if opener and following in AFTER_OPENER:
                return n + 2
            if token.pos_ == "VERB":
                break
        return 0
