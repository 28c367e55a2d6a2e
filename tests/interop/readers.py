"""One function a format and reader: takes the file, the expected graph and the raw JSON, returns differences."""

import csv
import io
import json
import re
import subprocess

from model import FORMULA, allowed, pair, rows, typed


def run(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    return [] if done.returncode == 0 else [f"{command[0]} exits {done.returncode}: {(done.stderr or done.stdout)[-300:]}"]


# T1, T2: libxml2 takes the file of hostile texts.
def graphml_xmllint(path, expected, data, schemas):
    return run("xmllint", "--noout", "--nonet", "--schema", f"{schemas}/graphml-1.1/graphml.xsd", str(path))


# T1, T2: the same.
def gexf_xmllint(path, expected, data, schemas):
    if path.stat().st_size > 50_000_000:
        return None, "over 50 MB: minutes; jing does it"
    return run("xmllint", "--noout", "--nonet", "--relaxng", f"{schemas}/gexf-1.3/gexf.rng", str(path))


def gexf_jing(path, expected, data, schemas):
    return run("jing", f"{schemas}/gexf-1.3/gexf.rng", str(path))


def rgb(color):
    return {name: int(color[at:at + 2], 16) for name, at in (("r", 1), ("g", 3), ("b", 5))}


# T2: every text as expat reads it.
def graphml_networkx(path, expected, data, _):
    import networkx as nx
    graph = nx.read_graphml(path)
    faults = [] if not graph.is_directed() and not graph.is_multigraph() else ["directed or multigraph"]
    nodes = {id_: dict(row) for id_, row in graph.nodes(data=True)}
    for id_, row in nodes.items():
        if row.get("name") != row.get("label"):
            faults.append(f"{id_}: name is not label")
        if id_ in expected.nodes and {k: row[k] for k in "rgb"} != rgb(expected.nodes[id_]["color"]):
            faults.append(f"{id_}: color")
    edges = {pair(a, b): dict(row) for a, b, row in graph.edges(data=True)}
    for key, row in edges.items():
        row["id"] = row.pop("edge_id", None)
        if row.get("interaction") != row.get("relation"):
            faults.append(f"{key}: interaction is not relation")
    node_types = {k: v for k, v in expected.types[0].items() if k != "color"}
    faults += rows(expected.nodes, nodes, node_types, allowed)
    return faults + rows(expected.edges, edges, expected.types[1], allowed)


# T2: every text as libxml2 reads it.
def graphml_igraph(path, expected, data, _):
    import igraph
    graph = igraph.Graph.Read_GraphML(str(path))
    faults = ["directed"] if graph.is_directed() else []
    nodes = {v["id"]: v.attributes() for v in graph.vs} if graph.vcount() else {}
    names = graph.vs["id"] if graph.vcount() else []
    edges = {pair(names[e.source], names[e.target]): e.attributes() for e in graph.es}
    for row in edges.values():
        row["id"] = row.get("edge_id")
    node_types = {k: v for k, v in expected.types[0].items() if k != "color"}
    faults += rows(expected.nodes, nodes, node_types, allowed, loose=True)
    return faults + rows(expected.edges, edges, expected.types[1], allowed, loose=True)


# T2: every text as expat reads it.
def gexf_networkx(path, expected, data, _, version=None):
    import networkx as nx
    graph = nx.read_gexf(path, version=version or "1.2draft")
    faults = [] if not graph.is_directed() and not graph.is_multigraph() else ["directed or multigraph"]
    nodes = {}
    for id_, row in graph.nodes(data=True):
        viz = row["viz"]
        color = "#{r:02x}{g:02x}{b:02x}".format(**viz["color"])
        nodes[id_] = {**row, "x": viz["position"]["x"], "y": viz["position"]["y"], "size": viz["size"], "color": color}
    edges = {pair(a, b): dict(row) for a, b, row in graph.edges(data=True)}
    faults += rows(expected.nodes, nodes, expected.types[0], allowed)
    return faults + rows(expected.edges, edges, expected.types[1], allowed)


def gexf_time(path, expected, data, _):
    """Spells: from first_seen to the day after last_seen, on nodes; closed, never empty, ISO dates."""
    from datetime import date, timedelta
    from lxml import etree
    faults, ns = [], "{http://gexf.net/1.3}"
    tree = etree.parse(str(path), etree.XMLParser(huge_tree=True))
    for element in tree.iter(ns + "node"):
        row = expected.nodes[element.get("id")]
        spells = [(s.get("start"), s.get("end")) for s in element.iter(ns + "spell")]
        wanted = []
        if "first_seen" in row and "last_seen" in row:
            wanted = [(row["first_seen"], str(date.fromisoformat(row["last_seen"]) + timedelta(1)))]
        if spells != wanted:
            faults.append(f"{element.get('id')}: spells {spells}, not {wanted}")
    for spell in tree.iter(ns + "spell"):
        if not spell.get("start") < spell.get("end"):
            faults.append(f"empty spell {spell.attrib}")
    return faults


def node_script(path, expected, data, _, what):
    """graphology and cytoscape.js, by a script that prints what they read."""
    from pathlib import Path
    if what in ("gexf", "graphml") and path.stat().st_size > 50_000_000:
        return None, "over 50 MB: its XML reader runs out of memory"
    script = Path(__file__).with_name("read.mjs")
    done = subprocess.run(["node", "--max-old-space-size=4096", str(script), what, str(path)], capture_output=True, text=True)
    if done.returncode != 0:
        return [done.stderr.strip()[-400:]]
    got = json.loads(done.stdout)
    text, lists = (allowed, " | ".join) if what in ("gexf", "graphml") else ((lambda t: t), list)
    nodes = {row.pop("key"): row for row in got["nodes"]}
    edges = {pair(row.pop("source"), row.pop("target")): row for row in got["edges"]}
    skip = {"color"} if what == "graphml" else set()
    node_types = {k: v for k, v in expected.types[0].items() if k not in skip}
    if what == "gexf":
        for row in nodes.values():
            row.setdefault("label", "")  # graphology-gexf drops an empty one
            row["color"] = "#{:02x}{:02x}{:02x}".format(*map(int, re.findall(r"\d+", row["color"])))

    def same(wanted, found, type_, loose):
        # JavaScript has one type of number; 64-bit integers lose digits.
        if isinstance(wanted, (int, float)) and not isinstance(wanted, bool):
            return isinstance(found, (int, float)) and not isinstance(found, bool) and float(wanted) == float(found)
        return wanted == found and type(wanted) is type(found)

    faults = rows(expected.nodes, nodes, node_types, text, lists, same=same)
    return faults + rows(expected.edges, edges, expected.types[1], text, lists, same=same)


def json_networkx(path, expected, data, _):
    import networkx as nx
    graph = nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")
    faults = ["directed or multigraph"] if graph.is_directed() or graph.is_multigraph() else []
    edges = {pair(a, b): dict(row) for a, b, row in graph.edges(data=True)}
    faults += rows(expected.nodes, dict(graph.nodes(data=True)), expected.types[0], lists=list, loose=True)
    return faults + rows(expected.edges, edges, expected.types[1], lists=list, loose=True)


def json_schema(path, expected, data, _):
    import jsonschema
    from pathlib import Path
    schema = json.loads((Path(__file__).parents[2] / "schemas/graph.schema.json").read_text())
    validator = jsonschema.Draft202012Validator(schema)
    graph = json.loads(path.read_text("utf-8"))
    faults = [f"{error.message[:200]} at {error.json_path}" for error in validator.iter_errors(graph)]
    if graph["edges"]:
        graph["edges"][0]["weight"] = 0
        faults += ["a weight of 0 passes the schema"] if validator.is_valid(graph) else []
    return faults


def json_references(path, expected, data, _):
    """Ends, mentions and clusters name nodes; undirected, no loops, weights > 0, ids ASCII."""
    faults = []
    for a, b in expected.edges:
        if a == b or a not in expected.nodes or b not in expected.nodes:
            faults.append(f"edge {a} {b}")
    for row in expected.edges.values():
        if not (row["weight"] > 0 and abs(row["distance"] * row["weight"] - 1) < 1e-9 or row["distance"] > 1e300):
            faults.append(f"weight {row}")
    # The view `concepts` holds entities alone: there an article of a mention is named, but no node.
    articles = data["graph"]["view"] != "concepts"
    for mention in data["mentions"]:
        named = [mention["entity"], mention["article"]] if articles else [mention["entity"]]
        if not expected.nodes.keys() >= set(named):
            faults.append(f"mention {mention['path']}:{mention['line']} of no node")
    for id_ in expected.nodes:
        if not re.fullmatch(r"[\x21-\x7e]+", id_):
            faults.append(f"id {id_!r}")
    return faults


def dot_text(text):
    """An attribute of DOT as it was before escaping."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text)


# T3: Graphviz's own scanner takes the file.
def dot_nop(path, expected, data, _):
    return run("nop", "-p", str(path)) or run("nop", str(path))


# T3: every label as Graphviz reads it.
def dot_graphviz(path, expected, data, _):
    """Graphviz's own reader, by its JSON output with the positions of the file."""
    if len(expected.nodes) > 2000:
        return None, "over 2,000 nodes: syntax only"
    done = subprocess.run(["neato", "-n2", "-Tdot_json", str(path)], capture_output=True, text=True)
    if done.returncode != 0:
        return [done.stderr[-300:]]
    graph = json.loads(done.stdout)
    objects = graph.get("objects", [])
    faults = ["directed"] if graph["directed"] else []
    nodes, edges = {}, {}
    for row in objects:
        nodes[row["name"]] = {k: dot_text(v) for k, v in row.items() if isinstance(v, str)}
        nodes[row["name"]]["color"] = row["fillcolor"]
    for row in graph.get("edges", []):
        key = pair(objects[row["tail"]]["name"], objects[row["head"]]["name"])
        edges[key] = {k: dot_text(v) for k, v in row.items() if isinstance(v, str)}
        edges[key]["id"] = row["edge_id"]
    return faults + dot_rows(expected, nodes, edges)


def dot_rows(expected, nodes, edges):
    def same(wanted, found, type_, loose):
        if type_ in ("integer", "real", "boolean"):
            return (typed(found, type_) if found else None) == wanted
        if isinstance(wanted, str):
            wanted = re.sub("\r\n?", "\n", wanted)
        if found and found.endswith("…") and len(found.encode()) > 7_000:
            return wanted.startswith(found[:-1])  # Graphviz takes no longer strings
        return (wanted or "") == (found or "")

    faults = []
    for key, row in nodes.items():
        label = allowed(expected.nodes.get(key, {}).get("label", ""))
        label = re.sub("\r\n?", "\n", label)
        cut = label[:200] + ("…" if len(label) > 200 else "")
        found = re.sub("&amp;(?=[#A-Za-z0-9]+;)", "&", row.get("label", ""))
        if found.replace("\n", " ") != cut.replace("\n", " "):
            faults.append(f"{key} label: {cut[:60]!r} is {found[:60]!r}")
    node_types = {k: v for k, v in expected.types[0].items() if k not in ("label", "x", "y")}
    faults += rows(expected.nodes, nodes, node_types, allowed, same=same)
    return faults + rows(expected.edges, edges, expected.types[1], allowed, same=same)


# T3, T4: the picture is well-formed, and leads to the web alone.
def dot_sfdp(path, expected, data, _):
    """Graphviz draws it, and the picture is well-formed and names every node."""
    if len(expected.nodes) > 2000:
        return None, "over 2,000 nodes: not drawn"
    done = subprocess.run(["sfdp", "-Goverlap=true", "-Tsvg", str(path)], capture_output=True, text=True)
    if done.returncode != 0:
        return [done.stderr[-300:]]
    from lxml import etree
    tree = etree.fromstring(done.stdout.encode(), etree.XMLParser(huge_tree=True))
    ns = "{http://www.w3.org/2000/svg}"
    drawn = [g for g in tree.iter(ns + "g") if g.get("class") == "node"]
    links = [a.get("{http://www.w3.org/1999/xlink}href") for a in tree.iter(ns + "a")]
    faults = [f"link {link}" for link in links if link and not link.lower().startswith(("http://", "https://"))]
    return faults + ([] if len(drawn) == len(expected.nodes) else [f"{len(drawn)} nodes drawn"])


def dot_pydot(path, expected, data, _):
    if len(expected.nodes) > 500:
        return None, "over 500 nodes: too slow"
    import pydot
    graph = pydot.graph_from_dot_file(str(path), encoding="utf-8")[0]
    if len(graph.get_nodes()) != len(expected.nodes) or len(graph.get_edges()) != len(expected.edges):
        return [f"{len(graph.get_nodes())} nodes, {len(graph.get_edges())} edges"]
    return []


def csv_tables(path):
    return path / "nodes.csv", path / "edges.csv"


def compare_csv(nodes, edges, expected):
    """Tables of texts (None is missing) against the graph; a guarding apostrophe is no difference."""
    def same(wanted, found, type_, loose):
        if type_ in ("integer", "real", "boolean"):
            return typed(found, type_) == wanted
        if isinstance(wanted, str) and wanted.startswith(FORMULA) and found == "'" + wanted:
            return True
        return wanted == found

    for row in nodes:
        row["id"], row["label"] = row.pop("Id"), row.pop("Label")
    faults = rows(expected.nodes, {row["id"]: row for row in nodes}, expected.types[0], same=same)
    by_pair = {}
    for row in edges:
        if row["Type"] != "Undirected" or row["Kind"] != row["relation"]:
            faults.append(f"type or kind of {row['Id']}")
        row.update(id=row["Id"], weight=row["Weight"])
        by_pair[pair(row["Source"], row["Target"])] = row
    return faults + rows(expected.edges, by_pair, expected.types[1], same=same)


# T5: every text, with its apostrophe where a spreadsheet would run it.
def csv_duckdb(path, expected, data, _):
    import duckdb
    tables = []
    for file in csv_tables(path):
        query = ("select * from read_csv(?, header=true, all_varchar=true, strict_mode=true, delim=',', quote='\"', "
                 "escape='\"', allow_quoted_nulls=false, max_line_size=10000000)")
        result = duckdb.execute(query, [str(file)])
        names = [column[0] for column in result.description]
        tables.append([dict(zip(names, row)) for row in result.fetchall()])
    return compare_csv(*tables, expected)


def csv_python(path, expected, data, _):
    """Python's csv module; it does not tell missing from empty."""
    tables = []
    csv.field_size_limit(10_000_000)
    for file in csv_tables(path):
        with open(file, encoding="utf-8", newline="") as stream:
            tables.append([{k: v for k, v in row.items() if v != ""} for row in csv.DictReader(stream, strict=True)])
    for row in tables[0]:
        row.setdefault("Label", "")
    for table, side, key in ((tables[0], expected.nodes, lambda r: r["Id"]), (tables[1], expected.edges, lambda r: pair(r["Source"], r["Target"]))):
        for row in table:
            for name, value in side.get(key(row), {}).items():
                if value == "":
                    row.setdefault(name, "")
    return compare_csv(*tables, expected)


def csv_csvkit(path, expected, data, _):
    import shutil
    import sys
    from pathlib import Path
    tool = Path(sys.executable).with_name("csvclean")
    tool = str(tool) if tool.exists() else shutil.which("csvclean")
    faults = []
    for file in csv_tables(path):
        faults += run(tool, "--length-mismatch", "-z", "10000000", str(file))
    return faults


def parquet_tables(path, read):
    return read(path / "nodes.parquet"), read(path / "edges.parquet")


def compare_parquet(nodes, edges, expected):
    for row in nodes + edges:
        for name in [name for name, value in row.items() if value is None]:
            del row[name]
        for name, value in row.items():
            if hasattr(value, "isoformat"):
                row[name] = value.isoformat()
    faults = rows(expected.nodes, {row["id"]: row for row in nodes}, expected.types[0], lists=list)
    return faults + rows(expected.edges, {pair(r["source"], r["target"]): r for r in edges}, expected.types[1], lists=list)


def parquet_pyarrow(path, expected, data, _):
    import pyarrow.parquet as pq
    faults = []
    wanted = {"text": "string", "integer": "int64", "real": "double", "boolean": "bool", "date": "date32[day]", "list": "list"}
    for file, types in zip(("nodes", "edges"), expected.types):
        for column in pq.read_schema(path / f"{file}.parquet"):
            if column.name in types and not str(column.type).startswith(wanted[types[column.name]]):
                faults.append(f"{column.name} is {column.type}")
    return faults + compare_parquet(*parquet_tables(path, lambda file: pq.read_table(file).to_pylist()), expected)


def parquet_duckdb(path, expected, data, _):
    import duckdb

    def read(file):
        result = duckdb.execute("select * from read_parquet(?)", [str(file)])
        names = [column[0] for column in result.description]
        return [dict(zip(names, row)) for row in result.fetchall()]

    return compare_parquet(*parquet_tables(path, read), expected)


SQL_TYPES = {"text": "TEXT", "list": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "real": "REAL"}


def sqlite_row(row, types):
    """A row of a table as graph.json has it: what is missing is absent, lists are JSON."""
    row = {name: value for name, value in row.items() if value is not None}
    for name, type_ in types.items():
        if name in row and type_ in ("list", "boolean"):
            row[name] = json.loads(row[name]) if type_ == "list" else bool(row[name])
    return row


def sqlite_python(path, expected, data, _):
    import sqlite3
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row

    def table(sql):
        return [dict(row) for row in database.execute(sql)]

    faults = [f"integrity: {row}" for row in table("PRAGMA integrity_check") if list(row.values()) != ["ok"]]
    faults += [f"foreign key: {row}" for row in table("PRAGMA foreign_key_check")][:3]
    for name, types in zip(("nodes", "edges"), expected.types):
        declared = {row["name"]: row["type"] for row in table(f"PRAGMA table_info({name})")}
        faults += [f"{name}.{column} is {declared.get(column)}" for column, type_ in types.items()
                   if column != "id" and declared.get(column) != SQL_TYPES[type_]]
    nodes = {row.pop("id"): sqlite_row(row, expected.types[0]) for row in table("SELECT * FROM nodes")}
    edges = table("SELECT s.id AS a, t.id AS b, 'e' || edge AS id, edges.* FROM edges "
                  "JOIN nodes AS s ON s.node = edges.source JOIN nodes AS t ON t.node = target")
    edges = {pair(row["a"], row["b"]): sqlite_row(row, expected.types[1]) for row in edges}
    faults += rows(expected.nodes, nodes, expected.types[0], lists=list)
    faults += rows(expected.edges, edges, expected.types[1], lists=list)
    return faults + sqlite_mentions(table, data)


def sqlite_mentions(table, data):
    """Mentions, diagnostics, and the header, against graph.json."""
    faults = []
    said = table("SELECT article_id, entity_id, evidence.path, evidence.line, evidence.kind, evidence.name, evidence.description, "
                 "evidence.relevancy, evidence.date, attributes FROM evidence JOIN mentions USING (mention) ORDER BY mention")
    if len(said) != len(data["mentions"]):
        faults.append(f"{len(said)} mentions of {len(data['mentions'])}")
    for got, wanted in zip(said, data["mentions"]):
        got = {**got, "article": got["article_id"], "entity": got["entity_id"], "attributes": json.loads(got["attributes"] or "null")}
        names = ("article", "entity", "path", "line", "kind", "name", "description", "relevancy", "date", "attributes")
        faults += [f"mention {name}: {wanted.get(name)!r} is {got[name]!r}" for name in names if got[name] != wanted.get(name)]
    (found,) = table("SELECT count(*) AS n FROM diagnostics")
    if found["n"] != len(data["diagnostics"]):
        faults.append(f"{found['n']} diagnostics of {len(data['diagnostics'])}")
    about = {row["key"]: row["value"] for row in table("SELECT * FROM about")}
    faults += [f"about {key}: {data['graph'][key]!r} is {about.get(key)!r}" for key in ("generator", "articles", "entities", "modularity")
               if about.get(key) != data["graph"][key]]
    return faults


VOCABULARY = "urn:portent:vocab#"
NAMES = {"http://www.w3.org/2004/02/skos/core#prefLabel": "label", "http://www.w3.org/2004/02/skos/core#definition": "description",
         "http://purl.org/dc/terms/abstract": "summary", "http://purl.org/dc/terms/source": "link"}


def compare_rdf(triples, expected):
    """`triples`: subject, predicate, object text, datatype or None."""
    nodes, edges, subjects = {}, {}, {}
    for subject, predicate, value, datatype in triples:
        name = NAMES.get(predicate) or (predicate[len(VOCABULARY):] if predicate.startswith(VOCABULARY) else None)
        if name:
            subjects.setdefault(subject, {})[name] = value

    def same(wanted, found, type_, loose):
        return found == wanted if type_ in ("text", "date") else typed(found, type_) == wanted

    for row in subjects.values():
        if "source" in row:
            edges[pair(row["source"], row["target"])] = row
        elif "id" in row:
            nodes[row["id"]] = row
    by_iri = {subject: row["id"] for subject, row in subjects.items() if "id" in row}
    edges = {pair(by_iri.get(a), by_iri.get(b)): row for (a, b), row in edges.items()}
    node_types = {k: v for k, v in expected.types[0].items() if v != "list"}
    edge_types = {k: v for k, v in expected.types[1].items() if k != "id"}
    return rows(expected.nodes, nodes, node_types, same=same) + rows(expected.edges, edges, edge_types, same=same)


def rdf_rdflib(path, expected, data, _, form):
    if len(expected.nodes) > 5000:
        return None, "over 5,000 nodes: too slow"
    import rdflib
    rdflib.NORMALIZE_LITERALS = False
    graph = rdflib.Graph()
    graph.parse(str(path), format=form)
    triples = ((str(s), str(p), str(o), getattr(o, "datatype", None)) for s, p, o in graph)
    return compare_rdf(triples, expected)


# T2: every text of every literal.
def rdf_pyoxigraph(path, expected, data, _, form):
    import pyoxigraph as ox
    form = ox.RdfFormat.TURTLE if form == "turtle" else ox.RdfFormat.N_TRIPLES
    triples = ((str(t.subject), t.predicate.value, t.object.value, None) for t in ox.parse(path=str(path), format=form))
    triples = ((s.strip("<>"), p, o, d) for s, p, o, d in triples)
    return compare_rdf(triples, expected)


def neo4j_rules(path, expected, data, _):
    """Header rules of neo4j-admin import (Operations Manual, "Neo4j Admin import"): one :ID, :LABEL, :START_ID, :END_ID,
    :TYPE, known types, ids unique, ends known, no line ends in fields."""
    faults, types = [], {"string", "long", "double", "boolean", "date", "string[]"}
    ids = set()
    csv.field_size_limit(10_000_000)
    with open(path / "neo4j-nodes.csv", encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        header = next(reader)
        if header[0] != "id:ID" or header[-1] != ":LABEL":
            faults.append(f"header {header[0]} … {header[-1]}")
        faults += [f"type of {name}" for name in header if ":" in name and name.split(":")[1] not in types | {"ID", "LABEL"}]
        label = header.index("label")
        for row in reader:
            if len(row) != len(header) or row[0] in ids or any("\n" in cell or "\r" in cell for cell in row):
                faults.append(f"row {row[:2]}")
            ids.add(row[0])
            wanted = " ".join(expected.nodes[row[0]]["label"].split())
            if row[label] not in (wanted, "'" + wanted):
                # Rust and Python differ on which control characters are white space; compare without any.
                if re.sub(r"[\s\x1c-\x1f]", "", row[label]) != re.sub(r"[\s\x1c-\x1f]", "", wanted):
                    faults.append(f"label {row[label][:50]!r}, not {wanted[:50]!r}")
    with open(path / "neo4j-edges.csv", encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        edges = 0
        for row in reader:
            edges += 1
            wanted = expected.edges.get(pair(row[":START_ID"], row[":END_ID"]))
            if wanted is None or row[":TYPE"] != wanted["relation"].upper() or float(row["weight:double"]) != wanted["weight"]:
                faults.append(f"edge {row}")
    if ids != expected.nodes.keys() or edges != len(expected.edges):
        faults.append(f"{len(ids)} nodes, {edges} edges")
    return faults


def vosviewer_rules(path, expected, data, _):
    """VOSviewer Online's file format: unique ids, clusters 1 to 1,000, weights >= 0, links between items."""
    network = json.loads(path.read_text("utf-8"))["network"]
    faults = []
    items = {item["id"]: item for item in network["items"]}
    if items.keys() != expected.nodes.keys() or len(network["links"]) != len(expected.edges):
        faults.append(f"{len(items)} items, {len(network['links'])} links")
    for id_, item in items.items():
        if item["label"] != expected.nodes[id_]["label"] or not 1 <= item.get("cluster", 1) <= 1000:
            faults.append(f"item {id_}")
        if any(weight < 0 for weight in item["weights"].values()) or "<script" in item["description"]:
            faults.append(f"weights or description of {id_}")
        if not item.get("url", "https://").lower().startswith(("http://", "https://")):
            faults.append(f"url of {id_}")
    for link in network["links"]:
        wanted = expected.edges.get(pair(link["source_id"], link["target_id"]))
        if wanted is None or wanted["weight"] != link["strength"]:
            faults.append(f"link {link}")
    return faults


def vault_rules(path, expected, data, _):
    """Obsidian: legal file names, properties that YAML reads, links that lead to notes."""
    import yaml
    faults, notes = [], {str(file.relative_to(path))[:-3]: file for file in path.rglob("*.md")}
    for name, file in notes.items():
        if re.search(r'[\\:*?"<>|#^\[\]]', name) or len(file.name.encode()) > 255:
            faults.append(f"file name {name}")
        text = file.read_text("utf-8")
        front = yaml.safe_load(io.StringIO(text.split("\n---\n")[0][4:]))
        if front.get("generator") != "portent":
            faults.append(f"{name}: no generator")
        plain = lambda text: re.sub(r"[\s\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+", "", text)
        if "id" in front and plain(expected.nodes[front["id"]]["label"]) != plain(front["aliases"][0]):
            faults.append(f"{name}: alias {front['aliases'][0][:50]!r}")
        for link in re.findall(r"\[\[([^|\]]+)", text.split("\n---\n", 1)[1]):
            if link not in notes and "\\[" not in link:
                faults.append(f"{name}: link to {link}")
    return faults
