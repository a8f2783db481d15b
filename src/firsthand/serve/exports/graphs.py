"""How do reports, names and events become one graph for GraphML and GEXF?"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from firsthand.model.findings import Findings
from firsthand.model.story import Direction, Event, Link
from firsthand.serve.exports.citations import cite
from firsthand.serve.exports.material import Material, Member

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""

_STAMP = re.compile(r' lastmodifieddate="[^"]*"')


def graphml(material: Material) -> Iterator[Member]:
    """Write the graph as GraphML.

    Args:
        material: what there is to export.

    Yields:
        One file.
    """
    import networkx as nx  # type: ignore[import-untyped]

    graph = graph_of(material.findings)
    lines = nx.generate_graphml(graph, named_key_ids=True)
    head = b'<?xml version="1.0" encoding="utf-8"?>\n'
    yield Member("graph.graphml", _chunks(head, lines))


def gexf(material: Material) -> Iterator[Member]:
    """Write the graph as GEXF 1.2, without the day of writing.

    Args:
        material: what there is to export.

    Yields:
        One file.
    """
    import networkx as nx

    graph = graph_of(material.findings)
    lines = (_STAMP.sub("", line) for line in nx.generate_gexf(graph))
    head = b'<?xml version="1.0" encoding="utf-8"?>\n'
    yield Member("graph.gexf", _chunks(head, lines))


def graph_of(findings: Findings) -> Any:  # noqa: ANN401 - networkx has no types
    """Draw the graph of a study.

    Nodes are reports, entities and events. Edges are links between reports, in the direction of the
    words where it is known ("directed"); mentions, from a report to an entity with their number as
    weight; what a report does with an event; and who takes part in an event.

    Args:
        findings: of a study.

    Returns:
        A networkx.MultiDiGraph whose keys of edges are their ids.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    families = {report: one.id for one in findings.families for report in one.reports}
    for report in findings.reports:
        one = cite(report)
        _node(
            graph,
            report.id,
            kind="report",
            label=one.title,
            name=report.name,
            outlet=one.outlet,
            agency=one.agency,
            date="-".join(one.date),
            language=one.language,
            family=families.get(report.id, ""),
        )
    for entity in findings.entities:
        _node(graph, entity.id, kind=entity.kind.value, label=entity.name, state=entity.state.value)
    for event in findings.events:
        _node(
            graph,
            event.id,
            kind="event",
            label=event.title,
            date=event.when.value,
            place=event.where.value,
            state=event.state.value,
        )
    for link in findings.links:
        _link(graph, link)
    _mentions(graph, findings)
    for event in findings.events:
        _event(graph, event)
    return graph


def _link(graph: Any, link: Link) -> None:  # noqa: ANN401 - networkx has no types
    ends = (link.b, link.a) if link.direction is Direction.B_TO_A else (link.a, link.b)
    graph.add_edge(
        *ends,
        key=link.id,
        kind=_clean(link.kind.value),
        directed=link.direction in (Direction.A_TO_B, Direction.B_TO_A),
        direction=link.direction.value,
        weight=float(link.score),
        probability=float(link.probability),
        state=link.state.value,
        reason=_clean(link.reason.detail or link.reason.rule),
    )


def _mentions(graph: Any, findings: Findings) -> None:  # noqa: ANN401 - networkx has no types
    for entity in findings.entities:
        counted = Counter(mention.span.report for mention in entity.mentions)
        for report, number in sorted(counted.items()):
            key = f"{report[:16]}-{entity.id}"
            graph.add_edge(report, entity.id, key=key, kind="mentions", weight=float(number))


def _event(graph: Any, event: Event) -> None:  # noqa: ANN401 - networkx has no types
    for number, told in enumerate(event.reportings):
        key = f"{told.report[:16]}-{event.id}-{number}"
        graph.add_edge(told.report, event.id, key=key, kind=told.relation.value, weight=1.0)
    for who in event.who:
        if who in graph:
            graph.add_edge(event.id, who, key=f"{event.id}-{who}", kind="involves", weight=1.0)


def _node(graph: Any, of: str, /, **told: str) -> None:  # noqa: ANN401 - networkx has no types
    graph.add_node(of, **{key: _clean(value) for key, value in told.items() if value})


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _chunks(head: bytes, lines: Iterator[str]) -> Iterator[bytes]:
    yield head
    for line in lines:
        yield line.encode() + b"\n"
