"""Which kinds of link make two reports one source here, who decided that, and how is it changed?"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.compare.decide import counted_kinds, standing
from firsthand.compare.joining import DEFAULT_KINDS
from firsthand.model.findings import Findings
from firsthand.model.story import Decision, LinkKind, State, Weight
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.wording import count, listed, say_date

LINK_ID = re.compile(r"link-[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class KindView:
    """One kind of link: how many were found, whether they count, and by whose word."""

    name: str
    found: str
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class Tally:
    """One of the three numbers that stand behind an event, with its reason."""

    number: str
    """a range where uncertain links leave it open"""
    noun: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counting:
    """How sources are counted in this dossier."""

    kinds: tuple[KindView, ...]
    """of the links found"""
    others: tuple[KindView, ...]
    """kinds of which there is no link here"""
    tallies: tuple[Tally, ...]
    """of all reports"""
    switch: str
    """the command that chooses the kinds, filled with those that count now"""
    reject: str
    """the command that declares a link wrong"""


def view_counting(findings: Findings, shelf: Shelf, decisions: Sequence[Decision] = ()) -> Counting:
    """Show which kinds of link count.

    Args:
        findings: of a study.
        shelf: its reports.
        decisions: what people have decided, in the order of deciding.

    Returns:
        The kinds in the order of the model, and the commands that change them.
    """
    found = Counter(k.kind for k in findings.links if k.state is not State.REJECTED)
    counting = _counting(findings, decisions)
    chosen = [d for d in standing(decisions) if d.action == "count"][-1:]
    kinds: list[KindView] = []
    others: list[KindView] = []
    for kind in LinkKind:
        counts = kind in counting
        view = KindView(kind.value, count(found[kind], "link"), counts, _why(kind, counts, chosen))
        (kinds if found[kind] else others).append(view)
    all_of = next((weight for item, weight in findings.weights if item == "all"), None)
    names = " ".join(kind.value.replace(" ", "-") for kind in LinkKind if kind in counting)
    return Counting(
        tuple(kinds),
        tuple(others),
        view_tallies(all_of, name_links(findings, shelf)),
        f'firsthand decide DOSSIER count {names} --why "REASON"',
        'firsthand decide DOSSIER reject LINK --why "REASON"',
    )


def view_tallies(weight: Weight | None, names: Mapping[str, str]) -> tuple[Tally, ...]:
    """Show what stands behind an event, counted three ways.

    Args:
        weight: of the event, if known.
        names: what to call links by that a reason names by their ids.

    Returns:
        Texts, origins and independent sources, each with its reason; none without a weight.
    """
    if weight is None:
        return ()
    rows = (
        (weight.texts, "distinct text", weight.texts_reason),
        (weight.origins, "origin", weight.origins_reason),
        (weight.independent, "independent source", weight.reason),
    )
    tallies = []
    for number, noun, why in rows:
        said = str(number)
        if noun == "independent source" and weight.at_most > number:
            said += f" (at most {weight.at_most})"
        reason = LINK_ID.sub(lambda match: names.get(match[0], match[0]), why)
        tallies.append(Tally(said, noun if number == 1 else f"{noun}s", reason))
    return tuple(tallies)


def name_links(findings: Findings, shelf: Shelf) -> dict[str, str]:
    """Name links by the tags of their reports, for reasons that speak of them.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        Link id to "R1 and R4".
    """
    ends = ((link.id, shelf.all_of((link.a, link.b))) for link in findings.links)
    return {name: listed([source.tag for source in sources]) for name, sources in ends}


def _counting(findings: Findings, decisions: Sequence[Decision]) -> frozenset[LinkKind]:
    """Tell the kinds that count; the links themselves tell where the decisions are not at hand."""
    kinds = set(counted_kinds(decisions) if decisions else DEFAULT_KINDS)
    for link in findings.links:
        if link.counts is not None:
            (kinds.add if link.counts else kinds.discard)(link.kind)
    return frozenset(kinds)


def _why(kind: LinkKind, counts: bool, chosen: Sequence[Decision]) -> str:  # noqa: FBT001 - a state
    for decision in chosen:
        when = say_date(decision.when.partition("T")[0])
        named = kind.value in json.loads(decision.value)
        if named is counts:
            return f"decided by {decision.who} on {when}, because “{decision.why}”"
    return "by default" if counts is (kind in DEFAULT_KINDS) else "chosen in the dossier"
