"""Whose words are they: which person, organisation or group does a source stand for?

Pronouns and short forms go back to the last compatible name, subjects before other names; titles
("the minister") to the last name that bears the office; anything else speaks for itself.
"""

from dataclasses import dataclass

from firsthand.analyse.statements.cast import Cast, Member, Mention
from firsthand.analyse.statements.lexicon import Lexicon
from firsthand.model.items import NameKind
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.span import Span

REACH = 1200
"""Characters a pronoun may reach back to its name: about six sentences."""
REACH_TITLE = 6000
"""Characters an office ("the minister") may reach back to the one who holds it."""


@dataclass(slots=True)
class Spoken:
    """The last speaker met, for pronouns and carried-over sentences."""

    slot: Slot
    position: int
    plural: bool
    member: Member | None


@dataclass(slots=True)
class Resolver:
    """Resolve sources in text order, remembering who spoke."""

    cast: Cast
    lexicon: Lexicon
    last: Spoken | None = None
    last_group: Spoken | None = None
    own: Slot = EMPTY
    """Whose text it is: whom "we" outside quotations means"""
    author: Slot = EMPTY
    """Who writes it: whom "I" outside quotations means"""

    def carried(self, position: int) -> Slot:
        """Give the running speaker.

        Args:
            position: where the sentence without a source begins.

        Returns:
            The last speaker's slot, empty when nobody spoke near before.
        """
        if self.last is None or position - self.last.position > REACH:
            return EMPTY
        return Slot(self.last.slot.value, self.last.slot.spans, Provenance.INHERITED)

    def role(self, position: int) -> Slot:
        """Give the office of the speaker just resolved, as the report tells it.

        Args:
            position: where the statement stands.

        Returns:
            The office; empty when the report tells none.
        """
        member = self.last.member if self.last is not None else None
        told = member.role_at(position) if member is not None else None
        return Slot(told.quote, (told,), Provenance.EXPLICIT) if told is not None else EMPTY

    def resolve(self, source: Span, head: Span | None, *, several: bool | None = None) -> Slot:
        """Resolve one source and remember it as the running speaker.

        Args:
            source: the source's span.
            head: its head word, where a parse knows it.
            several: what the verb's number says of a pronoun that leaves it open (German "sie").

        Returns:
            The speaker; empty when a pronoun finds nobody.
        """
        slot, member, plural = self._find(source, head, several=several)
        if slot.value:
            self.last = Spoken(slot, source.end, plural, member)
            if plural:
                self.last_group = self.last
        return slot

    def _find(
        self, source: Span, head: Span | None, *, several: bool | None
    ) -> tuple[Slot, Member | None, bool]:
        word = source.quote.casefold().strip()
        pronoun = self.lexicon.has("speakers.pronouns", word)
        if self.lexicon.has("speakers.either", word) and several is not None:
            return self._they(source) if several else self._she(source)
        if pronoun:
            return self._pronoun(word, source)
        named = self._named(source, head)
        if named is not None:
            full = named.member.name == named.span.quote
            spans = (source,) if full else (source, named.member.first)
            how = Provenance.EXPLICIT if full else Provenance.INHERITED
            return Slot(named.member.name, spans, how), named.member, False
        key = (head.quote if head else source.quote.split()[-1]).casefold()
        offices = self._offices(source, key if head else "")
        holder = self._holder(offices, source.start) if self._definite(source) else None
        if holder is not None:
            slot = Slot(holder.name, (source, holder.first), Provenance.INHERITED)
            return slot, holder, False
        return Slot(source.quote, (source,), Provenance.EXPLICIT), None, self._plural(source, key)

    def _offices(self, source: Span, key: str) -> frozenset[str]:
        """Give the offices a source without a name may stand for: "el mandatario"."""
        words = source.quote.casefold().split()
        if not key:
            # An office with an owner ("el presidente del club") is not just any holder's.
            known = self.lexicon.words.get("grammar.articles", frozenset())
            key = " ".join(words[1:] if words[0] in known else words)
        stands_for = self.lexicon.words.get(f"stand_ins.{key}", frozenset())
        return stands_for | {key} if self.lexicon.has("speakers.offices", key) else stands_for

    def _she(self, source: Span) -> tuple[Slot, Member | None, bool]:
        """Resolve "sie" with a singular verb: who spoke last, a woman or a body."""
        last = self.last
        near = last is not None and source.start - last.position <= REACH and not last.plural
        if last is not None and near and (last.member is None or last.member.gender != "male"):
            spans = (source, *last.slot.spans[-1:])
            return Slot(last.slot.value, spans, Provenance.INHERITED), last.member, False
        member = self._antecedent(NameKind.PERSON, "female", source.start)
        if member is None or member.gender != "female":
            return EMPTY, None, False
        return Slot(member.name, (source, member.first), Provenance.INHERITED), member, False

    def _named(self, source: Span, head: Span | None) -> Mention | None:
        inside = self.cast.within(source)
        if head is not None:
            on_head = next((m for m in inside if m.span.overlaps(head)), None)
            if on_head is not None:
                return on_head
            # "the foreign minister, Anna Berg": the name stands beside the head word.
            people = [m for m in inside if m.member.kind is NameKind.PERSON]
            beside = [m for m in people if 0 <= m.span.start - head.end <= len(", the")]
            beside = beside or [m for m in people if self._set_beside(source, head, m)]
            return beside[0] if beside else None
        whole = [m for m in inside if m.member.kind is NameKind.PERSON]
        return whole[-1] if whole else (inside[-1] if inside else None)

    def _set_beside(self, source: Span, head: Span, mention: Mention) -> bool:
        """Tell whether a name closes an office's phrase: "the minister of trade, Ana Ruiz"."""
        office = head.quote.casefold()
        held = self.lexicon.has("speakers.offices", office) or office in mention.member.offices
        between = source.quote[head.end - source.start : mention.span.start - source.start]
        comma = between.rstrip().rpartition(",")
        titled = all(word.rstrip(".").istitle() for word in comma[2].split())
        return held and mention.span.start > head.end and between.count(",") == 1 and titled

    def _definite(self, source: Span) -> bool:
        first = source.quote.split()[0].casefold()
        return first not in {
            "a",
            "an",
            "another",
            "some",
            "several",
            "many",
            "one",
            "two",
            "three",
            "both",
            "former",
        } | self.lexicon.words.get("speakers.indefinite", frozenset()) and not self._plural(
            source, ""
        )

    def _plural(self, source: Span, key: str) -> bool:
        text = source.quote.casefold()
        endings = ("s", *sorted(self.lexicon.words.get("speakers.plural_endings", ())))
        return " and " in text or key.endswith(endings) or self.lexicon.has("speakers.plural", text)

    def _holder(self, offices: frozenset[str], before: int) -> Member | None:
        if not offices:
            return None
        joined = bool(self.lexicon.words.get("speakers.heads"))
        for mention in reversed(self.cast.mentions):
            if mention.span.start >= before or before - mention.span.start > REACH_TITLE:
                continue
            held = mention.member.offices
            if offices & held or (
                joined and any(h.endswith(o) for h in sorted(held) for o in sorted(offices))
            ):
                return mention.member
        return None

    def _pronoun(self, word: str, source: Span) -> tuple[Slot, Member | None, bool]:
        gender = next(
            (g for g in ("female", "male") if self.lexicon.has(f"speakers.{g}", word)), ""
        )
        if word in {"we", "us", "our"} or (
            self.lexicon.has("speakers.plural", word) and self.lexicon.has("speakers.own", word)
        ):
            spans = (source, *self.own.spans[:1])
            slot = Slot(self.own.value, spans, Provenance.INHERITED) if self.own.value else EMPTY
            return slot, None, True
        if self.lexicon.has("speakers.plural", word):
            return self._they(source)
        if self.lexicon.has("speakers.me", word) and self.author.value:
            spans = (source, *self.author.spans[:1])
            return Slot(self.author.value, spans, Provenance.INHERITED), None, False
        anybody = self.lexicon.has("speakers.anybody", word)  # "dia": of either sex, never a body
        kind = NameKind.PERSON if gender or anybody else NameKind.ORGANISATION
        member = self._antecedent(kind, gender, source.start, anybody=anybody)
        described = self._described(source.start) if gender or anybody else None
        if described is not None and (member is None or not self._newer(member)):
            return (
                Slot(described.value, (source, *described.spans[:1]), Provenance.INHERITED),
                None,
                False,
            )
        if member is None:
            return EMPTY, None, False
        if gender and not member.gender:
            member.gender = gender
        return Slot(member.name, (source, member.first), Provenance.INHERITED), member, False

    def _they(self, source: Span) -> tuple[Slot, Member | None, bool]:
        """Resolve a plural pronoun to the last group that spoke or acted."""
        group = self.last_group or self.last
        if group is not None and source.start - group.position > REACH:
            group = None
        spoken = group.position if group is not None else -1
        acted = [
            g
            for g, human in self.cast.groups
            if spoken < g.start and g.end <= source.start and source.start - g.end <= REACH
            if human or group is None
        ]
        if acted:
            return Slot(acted[-1].quote, (source, acted[-1]), Provenance.INHERITED), None, True
        if group is None:
            return EMPTY, None, True
        spans = (source, *group.slot.spans[-1:])
        return Slot(group.slot.value, spans, Provenance.INHERITED), group.member, True

    def _described(self, before: int) -> Slot | None:
        """Give the last speaker when it was one person named by office alone: "the minister"."""
        if self.last is None or self.last.plural or self.last.member is not None:
            return None
        return self.last.slot if before - self.last.position <= REACH else None

    def _newer(self, member: Member) -> bool:
        """Tell whether a member was a subject after the last speaker spoke."""
        position = self.last.position if self.last is not None else -1
        return any(
            m.member is member and m.subject and m.span.start > position for m in self.cast.mentions
        )

    def _antecedent(
        self, kind: NameKind, gender: str, before: int, *, anybody: bool = False
    ) -> Member | None:
        genders = {"", "female", "male"} if anybody else {"", gender}
        near = [
            m
            for m in self.cast.mentions
            if m.span.end <= before
            and before - m.span.end <= REACH
            and m.member.kind is kind
            and m.member.gender in genders
        ]
        spoke = self.last.member if self.last is not None and self.last.position <= before else None
        if (
            spoke is not None
            and spoke.kind is kind
            and spoke.gender in genders
            and self.last is not None
        ):
            newer = [
                m
                for m in near
                if m.subject and m.span.start > self.last.position and m.member is not spoke
            ]
            if before - self.last.position <= REACH:
                return newer[-1].member if newer else spoke
        subjects = [m for m in near if m.subject]
        chosen = subjects or near
        return chosen[-1].member if chosen else None
