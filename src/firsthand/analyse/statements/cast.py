"""Which persons, organisations and groups does a report name, and which mention stands for whom?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from firsthand.analyse.statements.lexicon import Lexicon
from firsthand.analyse.statements.sources import phrase
from firsthand.model.items import Name, NameKind
from firsthand.model.span import Span
from firsthand.text.eastern import name_parts
from firsthand.text.reading import Reading

WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
SPEAKING = frozenset({NameKind.PERSON, NameKind.ORGANISATION})
ENTITY_KINDS = {"PERSON": NameKind.PERSON, "ORG": NameKind.ORGANISATION}
LONG_END = 4
"""Letters that the last part of a compound must have more of."""
LONGEST_ROLE = 60
"""Characters beside a name in which words of office are looked for where no role is given."""


@dataclass(slots=True)
class Member:
    """One person or organisation of a report."""

    name: str
    kind: NameKind
    first: Span
    words: frozenset[str]
    offices: set[str] = field(default_factory=set)
    gender: str = ""
    roles: list[Span] = field(default_factory=list)
    """Titles and offices told of the member, in text order."""

    def role_at(self, position: int) -> Span | None:
        """Find the title that counts at a place of the report.

        Args:
            position: an offset into the report's text.

        Returns:
            The last one told before it or right behind it; else the first of all; None without.
        """
        known = [role for role in self.roles if role.start <= position + LONGEST_ROLE]
        return known[-1] if known else next(iter(self.roles), None)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text where a member is named."""

    span: Span
    member: Member
    subject: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """The members of a report with all their mentions in text order."""

    members: tuple[Member, ...]
    mentions: tuple[Mention, ...]
    groups: tuple[tuple[Span, bool], ...] = ()
    """Plural subjects ("the campaigners") in text order, and whether they are people."""

    def within(self, span: Span) -> list[Mention]:
        """List the mentions inside a span.

        Args:
            span: a span of the report.

        Returns:
            Mentions in text order.
        """
        return [m for m in self.mentions if m.span.overlaps(span)]


def build_cast(reading: Reading, names: Sequence[Name], lexicon: Lexicon) -> Cast:
    """Gather who is named in a report.

    Args:
        reading: the reading.
        names: its names; where there are none, the parser's entities stand in.
        lexicon: the language's reporting words.

    Returns:
        The cast.
    """
    seeds = [(n.span, n.kind, n.roles) for n in names if n.kind in SPEAKING and not n.nested]
    if not seeds and reading.doc is not None:
        seeds = [(s, k, ()) for s, k in _entities(reading)]
    subjects = _subject_offsets(reading)
    members: list[Member] = []
    mentions: list[Mention] = []
    for span, kind, roles in sorted(seeds, key=lambda seed: (seed[0].start, -seed[0].end)):
        words, title = _words(span.quote, lexicon)
        if not words:
            continue
        if kind is NameKind.PERSON and len(words) == 1:
            words = list(name_parts(words[0], reading.language))
        member = _known(members, kind, words)
        if member is None:
            member = Member(_bare(span.quote, lexicon), kind, span, frozenset(words))
            members.append(member)
        elif len(words) > len(member.words):
            member.name, member.words, member.first = (
                _bare(span.quote, lexicon),
                frozenset(words),
                span,
            )
        member.roles.extend(roles)
        _learn(
            member,
            [r.quote for r in roles] + [title, _around(reading, span, roles, lexicon)],
            lexicon,
        )
        mentions.append(
            Mention(span, member, any(s in subjects for s in range(span.start, span.end)))
        )
    return Cast(tuple(members), tuple(mentions), tuple(_groups(reading, lexicon)))


def _groups(reading: Reading, lexicon: Lexicon) -> Iterator[tuple[Span, bool]]:
    for token in reading.doc or ():
        if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in {"NOUN", "PROPN"}:
            several = any(child.dep_ == "conj" for child in token.children)
            if several or token.tag_ in {"NNS", "NNPS"}:
                first, last = phrase(token)
                end = reading.doc[last]
                lemma = token.lemma_.lower()
                human = token.ent_type_ in {"PERSON", "NORP"} or any(
                    lexicon.has(f"speakers.{key}", lemma) for key in ("people", "offices")
                )
                yield reading.span(reading.doc[first].idx, end.idx + len(end)), human


def _entities(reading: Reading) -> Iterable[tuple[Span, NameKind]]:
    for entity in reading.doc.ents:
        kind = ENTITY_KINDS.get(entity.label_)
        if kind is not None and "\n" not in entity.text:
            yield reading.cut(entity), kind


def _subject_offsets(reading: Reading) -> frozenset[int]:
    if reading.doc is None:
        return frozenset()
    to_source = reading.shadow.to_source
    return frozenset(
        to_source(t.idx, t.idx + 1)[0] for t in reading.doc if t.dep_ in {"nsubj", "nsubjpass"}
    )


def _words(text: str, lexicon: Lexicon) -> tuple[list[str], str]:
    found = [w.casefold().removesuffix("'s").removesuffix("’s") for w in WORD.findall(text)] or [
        text.casefold()
    ]
    title = []
    while len(found) > 1 and (_titular(found[0], lexicon)):
        title.append(found.pop(0))
    return found, " ".join(title)


def _titular(word: str, lexicon: Lexicon) -> bool:
    bare = word.rstrip(".")
    if _compound(bare, lexicon):
        return True
    return bare in {"mr", "ms", "mrs", "miss", "dr", "sir", "lord", "lady", "dame"} or any(
        lexicon.has(f"speakers.{key}", bare) for key in ("offices", "titles")
    )


def _bare(text: str, lexicon: Lexicon) -> str:
    words = text.split()
    while len(words) > 1 and _titular(words[0].casefold(), lexicon):
        words.pop(0)
    return re.sub(r"['’]s$", "", " ".join(words))


def _known(members: list[Member], kind: NameKind, words: list[str]) -> Member | None:
    wanted = frozenset(words)
    for member in reversed(members):
        if member.kind is kind and (
            wanted <= member.words or (len(member.words) == 1 and member.words < wanted)
        ):
            return member
    if kind is NameKind.ORGANISATION and len(words) == 1:
        for member in reversed(members):
            initials = "".join(
                w[0] for w in member.name.casefold().split() if w not in {"of", "the", "and", "for"}
            )
            if member.kind is kind and initials == words[0]:
                return member
    return None


def _learn(member: Member, texts: list[str], lexicon: Lexicon) -> None:
    for text in texts:
        for word in WORD.findall(text.casefold()):
            if lexicon.has("speakers.offices", word) or _compound(word, lexicon):
                member.offices.add(word)
            for gender in ("female", "male"):
                if lexicon.has(f"speakers.{gender}", word.rstrip(".")) or (
                    _compound(word, lexicon) and _ends_as(word, lexicon, gender)
                ):
                    member.gender = member.gender or gender


def _ends_as(word: str, lexicon: Lexicon, gender: str) -> bool:
    """Tell whether a compound ends in a woman's or a man's office: "Verkehrsministerin"."""
    known = lexicon.words.get(f"speakers.{gender}", frozenset())
    return any(len(end) > LONG_END and word.endswith(end) for end in known)


def _compound(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a compound ends in an office: "Verkehrsministerin"."""
    return any(word.endswith(head) for head in lexicon.words.get("speakers.heads", ()))


def _around(reading: Reading, span: Span, roles: Sequence[Span], lexicon: Lexicon) -> str:
    """Read the office in the noun phrase around a name: "the president, Anna Berg"."""
    if roles:
        return ""
    text = reading.report.text
    before = text[max(0, span.start - LONGEST_ROLE) : span.start]
    before = re.split(r"[.,;:!?\n\"“”]", before)[-1]
    lead = []
    for word in reversed(before.split()):
        if not _titular(word.casefold(), lexicon):
            break
        lead.append(word)
    after = re.match(
        r", (?:the |a |an )?([^,.;:\n\"“”]{3,60}),", text[span.end : span.end + LONGEST_ROLE + 10]
    )
    return " ".join(reversed(lead)) + " " + (after[1] if after else "")
