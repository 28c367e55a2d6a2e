"""Graphs of networkx and igraph, with all columns as attributes; what is missing is left out."""


def _records(table):
    return [{key: value for key, value in row.items() if value is not None} for row in table.to_dicts()]


def to_networkx(graph):
    """An undirected `networkx.Graph`: nodes by id, at most one edge a pair."""
    import networkx

    made = networkx.Graph()
    for node in _records(graph.nodes):
        made.add_node(node.pop("id"), **node)
    for edge in _records(graph.edges):
        made.add_edge(edge.pop("source"), edge.pop("target"), **edge)
    return made


def to_igraph(graph):
    """An undirected `igraph.Graph`; the attribute `name` of a vertex is its id."""
    import igraph

    nodes, edges = graph.nodes, graph.edges
    made = igraph.Graph()
    ids = nodes["id"]
    made.add_vertices(len(ids), {"name": ids, **{name: nodes[name] for name in nodes.columns if name != "id"}})
    row = {id_: at for at, id_ in enumerate(ids)}
    ends = zip(edges["source"], edges["target"])
    kept = [name for name in edges.columns if name not in ("source", "target")]
    made.add_edges([(row[a], row[b]) for a, b in ends], {name: edges[name] for name in kept})
    return made
