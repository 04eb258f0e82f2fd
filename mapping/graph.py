"""The map as a graph, derived from a case and never kept beside it: paths, reach, what lights up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from mapping.casemap import CaseMap, natural
from mapping.entries import Behaviour, ChildImpact, Link
from mapping.rules import PATHWAY_LINKS

if TYPE_CHECKING:
    import networkx as nx  # at run time it comes with the first graph: what lights up is walked without it

_LATEST: list[tuple[CaseMap, nx.DiGraph]] = []
"""The graph asked for last, with its case: several views ask about the same one after each act."""


def pathway_graph(case: CaseMap) -> nx.DiGraph:
    """The entries as nodes and the links that carry a pathway to harm as edges."""
    for held, graph in _LATEST:
        if held is case:
            return graph
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(case.entries)
    graph.add_edges_from((link.from_id, link.to_id) for link in case.links.values() if link.kind in PATHWAY_LINKS)
    _LATEST[:] = [(case, graph)]
    return graph


MOST_PATHS = 5_000
"""How many paths from one behaviour are told one by one; effects braided thirty deep would have a thousand million."""


def paths(case: CaseMap) -> Iterator[tuple[str, ...]]:
    """Every path from a behaviour to a child impact, as ids; in the order of behaviours, then of what follows.

    No more than MOST_PATHS from one behaviour. What it reaches is whole all the same: see `reached` and `lit`.
    """
    import networkx as nx

    graph = pathway_graph(case)
    impacts = {impact.id for impact in case.of(ChildImpact)}
    for behaviour in case.of(Behaviour):
        after = nx.descendants(graph, behaviour.id)
        ends = impacts & after
        if ends:
            leading = ends.union(*(nx.ancestors(graph, end) for end in ends))
            way = graph.subgraph({behaviour.id, *(after & leading)})
            found = islice(nx.all_simple_paths(way, behaviour.id, ends), MOST_PATHS)
            yield from sorted((tuple(path) for path in found), key=lambda path: [natural(step) for step in path])


def reached(case: CaseMap, behaviour_id: str) -> frozenset[str]:
    """The ids of the children whom a behaviour reaches by some pathway."""
    import networkx as nx

    found = nx.descendants(pathway_graph(case), behaviour_id)
    return frozenset(impact.child for impact in case.of(ChildImpact) if impact.id in found)


def lit(case: CaseMap, identity: str) -> frozenset[str]:
    """The ids of all entries and links on the paths through one entry or link, with what touches it directly."""
    link = case.links.get(identity)
    if link is not None:
        return _path_around(case, link.from_id, link.to_id) | {identity}
    if identity not in case.entries:
        return frozenset()
    near = [each for each in (*case.links_from(identity), *case.links_to(identity)) if each.kind not in PATHWAY_LINKS]
    return _path_around(case, identity, identity) | _with_ends(near)


def _path_around(case: CaseMap, start: str, end: str) -> frozenset[str]:
    """By the links that the case has in order already: a graph of thousands takes longer to make than this to walk."""
    before, after = _walked(case.links_to, "from_id", start), _walked(case.links_from, "to_id", end)
    links = frozenset(
        link.id
        for side in (before, after)
        for each in side
        for link in case.links_from(each)
        if link.kind in PATHWAY_LINKS and link.to_id in side
    )
    return frozenset(before | after) | links


def _walked(links_at: Callable[[str], tuple[Link, ...]], end: str, begin: str) -> set[str]:
    """One entry and all that pathways join to it on one side."""
    found, near = {begin}, [begin]
    while near:
        ends = {getattr(link, end) for link in links_at(near.pop()) if link.kind in PATHWAY_LINKS}
        near.extend(ends - found)
        found |= ends
    return found


def _with_ends(links: list[Link]) -> frozenset[str]:
    return frozenset(each for link in links for each in (link.id, link.from_id, link.to_id))


def ends_of(case: CaseMap, starts: Iterable[str]) -> frozenset[str]:
    """Everything that these entries lead to along pathways, themselves among it."""
    return _along(pathway_graph(case), starts)


def starts_of(case: CaseMap, ends: Iterable[str]) -> frozenset[str]:
    """Everything that leads to these entries along pathways, themselves among it."""
    return _along(pathway_graph(case).reverse(copy=False), ends)


def _along(graph: nx.DiGraph, begin: Iterable[str]) -> frozenset[str]:
    found = set(begin) & set(graph)
    near = list(found)
    while near:
        following = set(graph.successors(near.pop())) - found
        found |= following
        near.extend(following)
    return frozenset(found)
