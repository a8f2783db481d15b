"""Which wordings, in one report or in several, ask for one thing?"""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.compare.asking import TELLING
from firsthand.compare.propositions import Place, join_matches, likeness, matches
from firsthand.compare.told import Told
from firsthand.model.items import Directive
from firsthand.model.span import Span

SAME_DIRECTIVE = 0.3
"""Two reports of one event tell of one directive when its two wordings are this much alike."""

TRANSLATED = 0.75
"""So do two wordings in two languages of which so much of the things and counts is shared."""

VERB = 2
"""Words of a verb with an adverb, before what it acts on."""

REPEATED = 0.55
"""A report that words a thing this much alike twice (title and text) asks it once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked or promised, with every wording of it in the reports of one event."""

    directives: tuple[Directive, ...]
    score: float

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words of all reports, in order."""
        return tuple(sorted(d.span for d in self.directives))


def group(directives: Sequence[Sequence[Directive]], told: Told) -> list[Asked]:
    """Join the wordings of one directive in several reports and inside one.

    Args:
        directives: of each report of an event.
        told: what they name.

    Returns:
        The things asked for, in the order of their first words.
    """
    once = [_repeats(list(items)) for items in directives]
    spans = [[wordings[0].span for wordings in group] for group in once]

    def may(one: Place, other: Place) -> bool:
        return _may_be_one(once[one[0]][one[1]], once[other[0]][other[1]], told)

    joined = join_matches(matches(spans, SAME_DIRECTIVE, may))
    taken = {member for _, members in joined for member in members}
    found = [
        Asked(tuple(d for report, index in members for d in once[report][index]), score)
        for score, members in joined
    ]
    found.extend(
        Asked(tuple(wordings), 1.0)
        for report, group in enumerate(once)
        for index, wordings in enumerate(group)
        if (report, index) not in taken
    )
    return sorted(_across_languages(found, told), key=lambda asked: asked.spans)


def _may_be_one(ones: Sequence[Directive], others: Sequence[Directive], told: Told) -> bool:
    """Tell whether two wordings may act on one thing: who plants trees fells none.

    Where the verbs of both are followed by what they act on, that shares a word or a thing.
    """
    return any(
        left.grammar != right.grammar
        or not (_acts_directly(one) and _acts_directly(other))
        or not (left.objects and right.objects)
        or bool(left.objects & right.objects)
        or any(value >= TELLING for value in left.values & right.values)
        for one in ones
        for other in others
        for left, right in ((told.terms[one.id], told.terms[other.id]),)
    )


def _acts_directly(directive: Directive) -> bool:
    """Tell whether what is acted on stands right behind the verb."""
    spans = directive.object.spans
    if not spans:
        return False
    before = directive.span.quote[: spans[0].start - directive.span.start]
    return len(before.split()) <= VERB


def _across_languages(found: Sequence[Asked], told: Told) -> list[Asked]:
    """Join what is asked in one language with the same in another: by its things and counts."""
    pairs = sorted(
        (-score, one, other)
        for one in range(len(found))
        for other in range(one)
        if (score := told.sameness(found[one].directives, found[other].directives)) >= TRANSLATED
    )
    taken: set[int] = set()
    made: list[Asked] = []
    for score, one, other in pairs:
        if not {one, other} & taken:
            taken |= {one, other}
            made.append(Asked((*found[other].directives, *found[one].directives), -score))
    return [*made, *(asked for number, asked in enumerate(found) if number not in taken)]


def _repeats(directives: list[Directive]) -> list[list[Directive]]:
    spans = [d.span for d in directives]
    table = likeness(spans, spans)
    groups: list[list[Directive]] = []
    home: dict[int, int] = {}
    for index, directive in enumerate(directives):
        same = [
            other
            for other in range(index)
            if table[other, index] >= REPEATED and directives[other].kind is directive.kind
        ]
        if same:
            home[index] = home[same[0]]
            groups[home[index]].append(directive)
        else:
            home[index] = len(groups)
            groups.append([directive])
    # The fullest wording speaks for the others.
    return [sorted(g, key=lambda d: (-len(d.span.quote), d.span)) for g in groups]
