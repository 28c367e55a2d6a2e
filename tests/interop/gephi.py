"""Gephi's reader rules as a checker: Gephi itself cannot be run without a screen.

Rules are numbered as (G = GEXF, M = GraphML, C = CSV, D = DOT); each cites where Gephi has it: class names are of
its repository gephi/gephi, modules/ImportPlugin and ImportAPI.
"""

import colorsys
import csv
import math

from lxml import etree

from model import allowed, pair, rows
from readers import csv_tables, dot_rows, dot_text

# ImporterGraphML: consumed as visuals, never columns.
NODE_VISUALS = {"label", "nodelabel", "x", "y", "z", "xpos", "ypos", "zpos", "size", "r", "g", "b", "color"}
EDGE_VISUALS = {"label", "edgelabel", "weight", "Edge Weight", "r", "g", "b", "color"}
TYPES = {"boolean", "int", "integer", "long", "float", "double", "string", "liststring"}


def float32(text):
    """Gephi parses weights as Java floats."""
    import struct
    try:
        return struct.unpack("f", struct.pack("f", float(text)))[0]
    except OverflowError:
        return math.inf


def parse(path):
    return etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot()


def id_faults(ids):
    """ElementIdType, NodeDraftImpl: repeated ids are ignored, line ends and outer spaces warned about."""
    faults = [] if len(ids) == len(set(ids)) else ["repeated ids"]
    return faults + [f"id {i!r}" for i in ids if not i or i != i.strip() or "\n" in i]


def gexf(path, expected, data, _):
    root = parse(path)
    ns = "{http://gexf.net/1.3}"
    viz = "{http://gexf.net/1.3/viz}"
    graph = root.find(ns + "graph")
    faults = []
    # G1 ImporterGEXF.readGraph: timerepresentation is interval or timestamp; mode and format are declared.
    if any(True for _ in root.iter(ns + "spell")):
        if (graph.get("mode"), graph.get("timeformat"), graph.get("timerepresentation")) != ("dynamic", "date", "interval"):
            faults.append("G1 time is not declared")
        if any(s.get("timestamp") for s in root.iter(ns + "spell")):
            faults.append("G1 intervals and timestamps mixed")
    # G2 one attributes block a class (graphology keeps the last), ids equal titles.
    blocks = [block.get("class") for block in graph.findall(ns + "attributes")]
    if sorted(blocks) != ["edge", "node"]:
        faults.append(f"G2 attribute blocks {blocks}")
    for attribute in root.iter(ns + "attribute"):
        if attribute.get("id") != attribute.get("title") or attribute.get("type") not in TYPES:
            faults.append(f"G2 attribute {dict(attribute.attrib)}")
    # G3 ColumnDraft keys are case-insensitive.
    for block in graph.findall(ns + "attributes"):
        keys = [a.get("id").lower() for a in block]
        faults += [] if len(keys) == len(set(keys)) else ["G3 keys differ by case only"]
        faults += [f"G3 reserved {key}" for key in keys if key in {"id", "label", "timeset", "interval", "timestamp", "weight", "source", "target"}]
    nodes = list(root.iter(ns + "node"))
    faults += id_faults([n.get("id") for n in nodes])
    # G4 ImporterGEXF.readNodeSize looks at the first attribute only.
    faults += [f"G4 size {dict(s.attrib)}" for s in root.iter(viz + "size") if list(s.attrib) != ["value"] or not float(s.get("value")) > 0]
    # G5 all positions zero or missing: random ones are drawn.
    places = {(p.get("x"), p.get("y")) for p in root.iter(viz + "position")}
    if len(nodes) > 1 and len(places) < 2:
        faults.append("G5 no layout")
    known = {n.get("id") for n in nodes}
    edges = list(root.iter(ns + "edge"))
    faults += id_faults([e.get("id") for e in edges])
    for edge in edges:
        # G6 weight 0 removes the edge, negative warns, INF is no number; float32.
        weight = float32(edge.get("weight"))
        if not weight > 0 or math.isinf(weight):
            faults.append(f"G6 weight {edge.get('weight')}")
        # G7 undeclared ends make nodes; kind is the edge type, so parallel edges keep apart.
        if edge.get("source") not in known or edge.get("target") not in known or not edge.get("kind"):
            faults.append(f"G7 edge {dict(edge.attrib)}")
    # G8 meta holds creator, keywords, description only.
    faults += [f"G8 meta {m.tag}" for m in root.find(ns + "meta") if m.tag not in {ns + t for t in ("creator", "keywords", "description")}]
    return faults + ([] if len(nodes) == len(expected.nodes) and len(edges) == len(expected.edges) else ["counts"])


def graphml(path, expected, data, _):
    root = parse(path)
    ns = "{http://graphml.graphdrawing.org/xmlns}"
    faults, ids = [], []
    columns = {"node": set(), "edge": set()}
    for key in root.findall(ns + "key"):
        domain, id_, name = key.get("for"), key.get("id"), key.get("attr.name")
        # M1 for is node or edge (all: ignored by igraph, no property), type is known.
        if domain not in columns or key.get("attr.type") not in TYPES - {"integer", "liststring"}:
            faults.append(f"M1 key {id_}")
            continue
        ids.append(id_.lower())
        # M2 ids d3 and d7 were taken for labels (gephi#1575, #1840).
        if id_ in ("d3", "d7") or name == "id":
            faults.append(f"M2 key {id_}")
        visuals = NODE_VISUALS if domain == "node" else EDGE_VISUALS
        if id_ not in visuals and name not in visuals:
            columns[domain].add(name)
    faults += [] if len(ids) == len(set(ids)) else ["M3 key ids differ by case only"]
    # M4 every column of the graph arrives as a column, every visual as a visual.
    lost = (set(expected.types[0]) - NODE_VISUALS - columns["node"]) | (set(expected.types[1]) - EDGE_VISUALS - {"id"} - columns["edge"])
    faults += [f"M4 lost {lost}"] if lost else []
    graph = root.find(ns + "graph")
    tags = [child.tag for child in graph]
    # M5 nodes before edges; no desc, which would overwrite labels.
    if tags != sorted(tags, reverse=True) or any(True for _ in root.iter(ns + "desc")):
        faults.append("M5 order or desc")
    if graph.get("edgedefault") != "undirected" or any(e.get("directed") for e in graph.iter(ns + "edge")):
        faults.append("M6 direction")
    faults += id_faults([n.get("id") for n in graph.findall(ns + "node")])
    return faults + id_faults([e.get("id") for e in graph.findall(ns + "edge")])


def tables(path, expected, data, _):
    faults = []
    csv.field_size_limit(10_000_000)
    node_file, edge_file = csv_tables(path)
    with open(node_file, encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        # C1 SpreadsheetUtils, ImportNodesProcess: Id, Label are known in any case; columns differ by more than case.
        header = [name.lower() for name in reader.fieldnames]
        if header[:2] != ["id", "label"] or len(header) != len(set(header)):
            faults.append(f"C1 header {header[:3]}")
        faults += id_faults([row[reader.fieldnames[0]] for row in reader])
    with open(edge_file, encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        # C2 ImportEdgesProcess: Source, Target, Type (missing is directed), Kind, Weight, Id.
        if [name.lower() for name in reader.fieldnames[:6]] != ["source", "target", "type", "kind", "weight", "id"]:
            faults.append(f"C2 header {reader.fieldnames[:6]}")
        for row in reader:
            if row["Type"] != "Undirected" or not float32(row["Weight"]) > 0:
                faults.append(f"C3 row {row['Id']}")
    return faults


class Tokens:
    """Java's StreamTokenizer as ImporterDOT sets it up: words of U+0021 to U+00FF but the single characters, quoted
    strings with C escapes that end at a line end, `//` and `/*` comments, `;` as white space."""

    SINGLE = set("[]{}->/*,=")

    def __init__(self, text):
        self.text, self.at = text, 0

    def next(self):
        text, n = self.text, len(self.text)
        while self.at < n:
            c = text[self.at]
            if c <= " " or c == ";":
                self.at += 1
            elif text.startswith("//", self.at):
                end = text.find("\n", self.at)
                self.at = n if end < 0 else end
            elif text.startswith("/*", self.at):
                end = text.find("*/", self.at)
                self.at = n if end < 0 else end + 2
            else:
                break
        if self.at >= n:
            return None
        c = text[self.at]
        if c == '"':
            return self.string()
        if c in self.SINGLE or c > "\u00ff":
            self.at += 1
            return (c, None)
        start = self.at
        while self.at < n and " " < text[self.at] <= "\u00ff" and text[self.at] not in self.SINGLE and text[self.at] not in '";':
            self.at += 1
        return ("word", text[start:self.at])

    def string(self):
        text, out, i = self.text, [], self.at + 1
        while i < len(text) and text[i] not in '"\n\r':
            c = text[i]
            if c == "\\" and i + 1 < len(text):
                i += 1
                c = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}.get(text[i], text[i])
                if text[i].isdigit():
                    raise ValueError("octal escape")
            out.append(c)
            i += 1
        self.at = i + 1 if i < len(text) and text[i] == '"' else i
        return ('"', "".join(out))


def dot(path, expected, data, _):
    """D1 to D8: reads the file as ImporterDOT does, then compares."""
    tokens = Tokens(path.read_text("utf-8"))
    faults, nodes, edges = [], {}, {}
    token = tokens.next()
    # D1 graph(): skips to `graph` and its brace; `graph` is undirected.
    if token != ("word", "graph"):
        return [f"D1 begins with {token}"]
    while tokens.next()[0] != "{":
        pass
    while (token := tokens.next()) not in (None, ("}", None)):
        kind, first = token
        # D2 stmt(): quoted or not, a name that is graph, node or edge is skipped with what follows.
        if kind not in ('"', "word") or first.lower() in ("graph", "node", "edge", "subgraph"):
            return faults + [f"D2 statement {token}"]
        token = tokens.next()
        if token == ("[", None):
            # D3 nodeAttributes(): one list, names are words, values words or strings.
            nodes[first] = attributes(tokens, faults)
        elif token == ("-", None):
            # D4 edgeStructure(): `--`, one end, then the list.
            if tokens.next() != ("-", None):
                return faults + ["D4 not --"]
            second = tokens.next()[1]
            if first not in nodes or second not in nodes:
                faults.append(f"D5 end before its node {first} {second}")
            if tokens.next() != ("[", None):
                return faults + ["D6 edge without attributes"]
            edges[pair(first, second)] = attributes(tokens, faults)
        else:
            return faults + [f"D2 after {first}: {token}"]
    for key, row in {**nodes, **edges}.items():
        # D7 parseColor(): `#rrggbb` is taken as ARGB with alpha 0; three numbers are hue, saturation, brightness.
        numbers = [float(part) for part in row["color"].split(" ")]
        if len(numbers) != 3 or not all(0 <= n <= 1 for n in numbers):
            faults.append(f"D7 color {row['color']}")
        if key in nodes:
            rgb = [int(channel * 255 + 0.5) for channel in colorsys.hsv_to_rgb(*numbers)]
            if "#{:02x}{:02x}{:02x}".format(*rgb) != row["fillcolor"]:
                faults.append(f"D7 {key}: {row['color']} is not {row['fillcolor']}")
            # D8 pos: two or three numbers.
            if [float(part) for part in row["pos"].split(",")] != [expected.nodes[key]["x"], expected.nodes[key]["y"]]:
                faults.append(f"D8 {key}: pos {row['pos']}")
            row["color"] = row["fillcolor"]
        elif not float32(row["weight"]) > 0:
            faults.append(f"D8 weight {row['weight']}")
    for row in edges.values():
        row["id"] = row["edge_id"]
    return faults + dot_rows(expected, nodes, edges)


def attributes(tokens, faults):
    row = {}
    while (token := tokens.next()) != ("]", None):
        if token == (",", None):
            continue
        equals, value = tokens.next(), tokens.next()
        if token[0] != "word" or equals != ("=", None) or value[0] not in ('"', "word"):
            faults.append(f"D3 attribute {token} {equals} {value}")
            return row
        row[token[1]] = value[1]
    return row
