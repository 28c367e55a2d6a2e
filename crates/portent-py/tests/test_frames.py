"""Tables in the libraries of the field: numbers of rows, types and values as the table has them."""

import collections
import datetime

import pytest

import portent


def test_arrow_has_the_types_of_the_columns(graph):
    pyarrow = pytest.importorskip("pyarrow")
    nodes = pyarrow.table(graph.nodes)
    types = {field.name: str(field.type) for field in nodes.schema}
    expected = {"id": "string", "articles": "int64", "pagerank": "double", "aliases": "list<item: string>"}
    assert {name: types[name] for name in expected} == expected
    assert types["first_seen"] == "date32[day]"
    assert nodes.to_pylist() == graph.nodes.to_dicts()
    assert pyarrow.table(graph.clusters).to_pylist() == graph.clusters.to_dicts()
    assert nodes.validate(full=True) is None


def test_records_within_records_are_lists_of_structures(graph):
    pyarrow = pytest.importorskip("pyarrow")
    shown = graph.show("Voice Cloning Tool")
    table = pyarrow.table(shown)
    table.validate(full=True)
    assert table.to_pylist() == shown.to_dicts()
    assert any(str(field.type).startswith("list<item: struct<") for field in table.schema)


def test_pandas_polars_and_duckdb_take_tables(graph):
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    duckdb = pytest.importorskip("duckdb")
    mentions = graph.mentions
    frame = mentions.to_pandas()
    assert isinstance(frame, pandas.DataFrame) and list(frame.columns) == mentions.columns
    assert list(frame["name"]) == mentions["name"]
    assert polars.DataFrame(mentions).to_dicts() == mentions.to_dicts()
    assert mentions.to_polars().height == len(mentions)
    counted = duckdb.sql("select kind, count(*) from mentions group by kind order by kind").fetchall()
    kinds = mentions["kind"]
    assert counted == sorted((kind, kinds.count(kind)) for kind in set(kinds))


def test_days_are_days(graph):
    days = [day for day in graph.nodes["first_seen"] if day is not None]
    assert days and all(isinstance(day, datetime.date) for day in days)


def test_networkx_and_igraph_have_all_nodes_edges_and_attributes(graph):
    networkx = pytest.importorskip("networkx")
    pytest.importorskip("igraph")
    made = graph.to_networkx()
    counts = graph.counts
    assert (made.number_of_nodes(), made.number_of_edges()) == (counts["nodes"], counts["edges"])
    edges = graph.edges
    ends = collections.Counter(edges["source"] + edges["target"])
    for row in graph.nodes.to_dicts():
        assert made.nodes[row["id"]]["label"] == row["label"]
        assert made.degree(row["id"]) == ends[row["id"]]
    assert networkx.number_of_selfloops(made) == 0
    other = graph.to_igraph()
    assert (other.vcount(), other.ecount()) == (counts["nodes"], counts["edges"])
    assert other.degree() == [ends[name] for name in other.vs["name"]]
    weights = dict(zip(edges["id"], edges["weight"]))
    assert all(edge["weight"] == weights[edge["id"]] for edge in other.es)


def test_a_table_says_what_it_is(graph):
    table = graph.top(limit=3)
    assert len(table) == 3 and repr(table).startswith("rank")
    assert any("are shown" in remark for remark in table.remarks)
    assert table["label"] == [row["label"] for row in table.to_dicts()]
    with pytest.raises(LookupError, match="no column \"x\"\nhint: there are rank"):
        table["x"]
    few = table.select("articles", "label")
    assert few.columns == ["articles", "label"] and few["label"] == table["label"]
    assert repr(few).splitlines()[0].split() == ["articles", "label"]
    with pytest.raises(portent.NoColumnError):
        table.select("x")
    html = graph.nodes._repr_html_()
    assert html.count("<tr>") == 21 and "20 of" in html
