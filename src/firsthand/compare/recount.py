"""How do the counts follow what people decide of links, without looking at a text again?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from firsthand.compare.common_facts import fact_links
from firsthand.compare.decide import counted_kinds, declared_links, judged
from firsthand.compare.families import Sources, choose, find_families
from firsthand.model.findings import Findings
from firsthand.model.story import (
    Comparison,
    Decision,
    Entity,
    Event,
    Family,
    Link,
    LinkKind,
    Relation,
    State,
    Version,
    Weight,
)

ABOUT_LINKS = ("count", "join", "note")
"""Actions that change counts, or nothing, whatever they are about."""
MADE_ANEW = (LinkKind.DECLARED, LinkKind.FACTS)
"""Kinds of link that follow from decisions and from the other links."""


def recount(findings: Findings, decisions: Sequence[Decision]) -> Findings:
    """Draw all counts anew after decisions about links.

    Args:
        findings: of the same reports, drawn under decisions that differ from these only in those
            that `is_about_links` tells.
        decisions: all that hold now, in the order of deciding.

    Returns:
        The same as if everything had been drawn anew.
    """
    names = {report.id: report.name for report in findings.reports}
    suggested = (
        *(replace(k, state=State.SUGGESTED) for k in findings.links if k.kind not in MADE_ANEW),
        *declared_links(names, decisions),
    )
    links = decide_links(suggested, decisions)
    sources = Sources(links)
    families = find_families(findings.reports, links)
    comparisons = tuple(_reweighed(one, sources) for one in findings.comparisons)
    links = with_facts(links, comparisons, decisions)
    return replace(
        findings,
        entities=tuple(weigh_spellings(findings.entities, families)),
        links=links,
        families=families,
        comparisons=comparisons,
        progress=tuple(
            replace(one, weight=sources.weigh(one.weight.reports)) for one in findings.progress
        ),
        weights=weigh_all([report.id for report in findings.reports], findings.events, links),
    )


def is_about_links(decision: Decision, decisions: Sequence[Decision]) -> bool:
    """Tell whether a decision can change nothing but which links join which reports.

    Args:
        decision: one of them.
        decisions: all that were taken.

    Returns:
        True when the counts alone follow from it.
    """
    while decision.action == "undo":
        earlier = next((d for d in decisions if d.id == decision.target), None)
        if earlier is None:
            return False
        decision = earlier
    if decision.action in ABOUT_LINKS:
        return True
    return decision.action in ("confirm", "reject") and decision.target.startswith("link-")


def decide_links(links: Iterable[Link], decisions: Sequence[Decision]) -> tuple[Link, ...]:
    """Replay decisions over suggested links.

    Args:
        links: as suggested or declared.
        decisions: in the order of deciding.

    Returns:
        The links with their state and whether their kind counts, by id.
    """
    chosen = choose(judged(links, decisions), counted_kinds(decisions))
    return tuple(sorted(chosen, key=lambda link: link.id))


def with_facts(
    links: Sequence[Link], comparisons: Iterable[Comparison], decisions: Sequence[Decision]
) -> tuple[Link, ...]:
    """Add which reports agree without sharing words.

    Args:
        links: all others, decided.
        comparisons: the claims of all events.
        decisions: in the order of deciding.

    Returns:
        All links, by id.
    """
    return decide_links((*links, *fact_links(comparisons, links)), decisions)


def weigh_spellings(entities: Iterable[Entity], families: Sequence[Family]) -> Iterator[Entity]:
    """Count how many independent sources spell a name so, where there are several spellings.

    Args:
        entities: with their spellings.
        families: which reports go back to one source.

    Yields:
        The entities in the given order.
    """
    source = {report: family.id for family in families for report in family.reports}
    for entity in entities:
        spellings = tuple(
            replace(one, independent=len({source[report] for report in one.reports}))
            for one in entity.spellings
        )
        yield replace(entity, spellings=spellings) if len(spellings) > 1 else entity


def weigh_all(
    reports: Iterable[str], events: Iterable[Event], links: Sequence[Link]
) -> tuple[tuple[str, Weight], ...]:
    """Count what stands behind all reports together and behind each event.

    Args:
        reports: the ids of all.
        events: with the reports that tell of them.
        links: all links.

    Returns:
        Weights by "all" and by the ids of events.
    """
    sources = Sources(links)
    told = []
    for event in events:
        ids = [r.report for r in event.reportings if r.relation is not Relation.REFERS]
        if ids:
            told.append((event.id, sources.weigh(ids)))
    return (("all", sources.weigh(reports)), *told)


def _reweighed(comparison: Comparison, sources: Sources) -> Comparison:
    versions = (_version(one, sources) for one in comparison.versions)
    ordered = sorted(versions, key=lambda v: (-v.weight.independent, v.mentions, v.value))
    return replace(comparison, versions=tuple(ordered))


def _version(version: Version, sources: Sources) -> Version:
    mentions = version.mentions
    weight = sources.weigh({mention.report for mention in mentions}, mentions)
    return replace(version, weight=weight)
