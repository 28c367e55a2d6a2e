"""The graph that every file must hold, from graph.json, and how two graphs are compared."""

import json
import math
import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
PYTHON = {"text": str, "list": str, "date": str, "integer": int, "real": float, "boolean": bool}


def allowed(text):
    """The one rule on characters of GraphML, GEXF and DOT (src/export/escape.rs)."""
    return FORBIDDEN.sub("", text)


class Graph:
    """Nodes by id and edges by pair of ids; a value that is missing is not in the dictionary."""

    def __init__(self, nodes, edges, types=None):
        self.nodes, self.edges, self.types = nodes, edges, types


def pair(a, b):
    """Edges are undirected."""
    return (a, b) if a <= b else (b, a)


def load(path):
    """graph.json as it is, ids taken out of the rows."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    data["mentions"] = mentions(data)
    nodes = {row.pop("id"): row for row in data["nodes"]}
    edges = {}
    for row in data["edges"]:
        key = pair(row.pop("source"), row.pop("target"))
        assert key not in edges, f"two edges join {key}"
        edges[key] = row
    columns = data["graph"]["columns"]
    node_types = {c["name"]: c["type"] for c in columns["nodes"]}
    node_types.update(kind="text", label="text", x="real", y="real", size="real", color="text")
    edge_types = {c["name"]: c["type"] for c in columns["edges"]}
    edge_types.update(id="text", relation="text", weight="real", distance="real")
    for rows, types in ((nodes, node_types), (edges, edge_types)):
        for row in rows.values():
            for name, value in row.items():
                if types[name] == "real":
                    row[name] = float(value)
    return Graph(nodes, edges, (node_types, edge_types)), data


def mentions(data):
    """The mentions of a graph.json, an object each: what columns leave to the node of the entity and to the article, put in."""
    if data["version"] == 1:
        return data["mentions"]
    said, nodes, kinds = data["mentions"], data["nodes"], data["graph"]["schema"]["kinds"]
    table, articles = said["rows"], said["articles"]
    ids = [node["id"] for node in nodes] + said["absent"]

    def mention(at):
        row = {name: values[at] for name, values in table.items()}
        article = {name: values[row["article"]] for name, values in articles.items()}
        node = nodes[row["entity"]] if row["entity"] < len(nodes) else {}

        def own(value, column):
            return node.get(column) if value is None else None if value is False else value

        whole = {**article, "article": article["id"], "line": row["line"], "kind": kinds[row["kind"]]["name"]}
        whole.update(entity=ids[row["entity"]], name=own(row["name"], "label"))
        whole.update(description=own(row.get("description"), "description"), relevancy=row.get("relevancy"), certainty=row.get("certainty"))
        if row.get("attributes"):
            whole["attributes"] = {name: own(value, name) for name, value in row["attributes"].items()}
        if row.get("repeats") is not None:
            whole["repeats"] = ids[row["repeats"]]
        del whole["id"]
        return {name: value for name, value in whole.items() if value is not None}

    return [mention(at) for at in range(len(table["article"]))]


def rows(expected, got, types, text=lambda t: t, lists=" | ".join, only=None, loose=False, same=None):
    """Differences between two dictionaries of rows. `text` is what a format does to texts, `lists` to lists;
    `only` limits the columns; `loose` is for readers that lose types or tell missing from empty."""
    faults = []
    if expected.keys() != got.keys():
        missing, extra = expected.keys() - got.keys(), got.keys() - expected.keys()
        faults.append(f"{len(missing)} missing {sorted(missing)[:2]}, {len(extra)} more {sorted(extra)[:2]}")
    for key in expected.keys() & got.keys():
        for name, type_ in types.items():
            if only is not None and name not in only:
                continue
            wanted, found = expected[key].get(name), got[key].get(name)
            if isinstance(wanted, list):
                wanted = lists([text(item) for item in wanted])
            elif isinstance(wanted, str):
                wanted = text(wanted)
            if not (same or equal)(wanted, found, type_, loose):
                faults.append(f"{key} {name}: {short(wanted)} is {short(found)}")
    return faults


def equal(wanted, found, type_, loose):
    if isinstance(found, float) and math.isnan(found):
        found = None
    if loose:
        if wanted in (None, "") and found in (None, "") or wanted is None and found is False:
            return True
        if isinstance(wanted, (int, float)) and isinstance(found, (int, float)):
            return float(wanted) == float(found)
        return wanted == found
    if wanted is None or found is None:
        return wanted is found
    return type(wanted) is type(found) and wanted == found


def short(value):
    text = repr(value)
    return text if len(text) < 90 else text[:60] + "…" + text[-20:]


def typed(text, type_):
    """A cell of a text table as a value of its type."""
    if text is None:
        return None
    if type_ == "integer":
        return int(text)
    if type_ == "real":
        return float(text)
    if type_ == "boolean":
        return {"true": True, "false": False}[text]
    return text
