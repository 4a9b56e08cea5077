"""Networks of applicants with NetworkX."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from reeindex._core.patents import ApplicantNetwork
from reeindex.results import Result

__all__ = ["NetworkMeasures", "measures", "to_networkx"]


@dataclass(frozen=True)
class NetworkMeasures(Result):
    """Measures of a co-applicant network that NetworkX computes.

    Attributes
    ----------
    degree_centralisation : float or None
        Freeman's centralisation by degree, 1 for a star; None with fewer than three nodes.
    average_clustering : float
        Mean local clustering coefficient, unweighted.
    transitivity : float
        Closed triples among all triples.
    communities : list of list of str
        Communities of the Louvain method, weighted, the largest first.
    modularity : float or None
        Of those communities; None without edges.
    betweenness : dict
        Betweenness centrality of the applicants with partners, exact up to 2,000 of them,
        otherwise estimated from 500 of them.
    """

    degree_centralisation: float | None
    average_clustering: float
    transitivity: float
    communities: list[list[str]]
    modularity: float | None
    betweenness: dict[str, float]


def _networkx() -> Any:
    try:
        return importlib.import_module("networkx")
    except ImportError:
        message = "this needs NetworkX: pip install 'reeindex[networkx]'"
        raise ImportError(message) from None


def to_networkx(network: ApplicantNetwork) -> Any:
    """Make a networkx.Graph with records and component of each node, and weights."""
    graph = _networkx().Graph()
    for name, records, component in zip(
        network.nodes, network.records, network.components, strict=True
    ):
        graph.add_node(name, records=records, component=component)
    graph.add_weighted_edges_from(network.edges)
    return graph


def measures(network: ApplicantNetwork, seed: int) -> NetworkMeasures:
    """Compute centralisation, clustering and communities."""
    nx = _networkx()
    graph = to_networkx(network)
    n = len(network.nodes)
    centralisation = None
    if n > 2:
        most = max(network.degrees)
        centralisation = sum(most - d for d in network.degrees) / ((n - 1) * (n - 2))
    joined = graph.subgraph([v for v, d in graph.degree() if d > 0])
    communities: list[list[str]] = []
    modularity = None
    if joined.number_of_edges() > 0:
        found = nx.community.louvain_communities(joined, weight="weight", seed=seed)
        communities = sorted((sorted(group) for group in found), key=lambda g: (-len(g), g))
        modularity = float(nx.community.modularity(joined, found, weight="weight"))
    sample = None if len(joined) <= 2000 else 500
    return NetworkMeasures(
        degree_centralisation=centralisation,
        average_clustering=float(nx.average_clustering(graph)) if n else 0.0,
        transitivity=float(nx.transitivity(graph)),
        communities=communities,
        modularity=modularity,
        betweenness=nx.betweenness_centrality(joined, k=sample, seed=seed),
    )
