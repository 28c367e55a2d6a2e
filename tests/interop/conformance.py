#!/usr/bin/env python3
"""Compares every export of a graph with its graph.json, by the readers that people use.

    conformance.py [--schemas DIR] [--markdown FILE] FOLDER...

A folder holds `graph.json` and any of the other formats, as `portent build PATH -o FOLDER/` or the example
`write_samples` writes them. Prints a table of format and reader; exits 1 on any difference. What is skipped is said.
"""

import argparse
import importlib
import shutil
import sqlite3
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import gephi
import readers as r
from model import load

GEPHI = "gephi/gephi 0.10 sources"


def python(name):
    """Version of a Python package; None where it is not there."""
    try:
        importlib.import_module(name.replace("-", "_"))
        from importlib.metadata import version
        return version(name)
    except ImportError:
        return None


def program(*command, line=0):
    if shutil.which(command[0]) is None:
        return None
    done = subprocess.run(command, capture_output=True, text=True)
    text = (done.stdout + done.stderr).strip().splitlines()
    return text[line] if text else "?"


def node_package(name):
    import json
    import os
    file = Path(os.environ.get("INTEROP_NODE", Path(__file__).parent)) / "node_modules" / name / "package.json"
    return json.loads(file.read_text())["version"] if file.exists() and shutil.which("node") else None


def checks():
    """Format, file in the folder, reader, its version (None: skip), function."""
    nx, ig, dk, rdf, ox = (python(n) for n in ("networkx", "igraph", "duckdb", "rdflib", "pyoxigraph"))
    xmllint = program("xmllint", "--version")
    # `20914` is 2.9.14.
    xmllint = xmllint and "libxml2 {}.{}.{}".format(*(int(xmllint.rsplit(" ", 1)[1][at]) for at in (slice(0, 1), slice(1, 3), slice(3, 5))))
    graphviz = program("sfdp", "-V")
    graphviz = graphviz and graphviz.split("version ")[-1].split()[0]
    jing = program("jing")
    jing = jing and jing.rsplit(" ", 1)[-1]
    gexf, graphml, graphology, cytoscape = (
        node_package(n) for n in ("graphology-gexf", "graphology-graphml", "graphology", "cytoscape"))
    return [
        ("json", "graph.json", "JSON Schema (jsonschema)", python("jsonschema"), r.json_schema),
        ("json", "graph.json", "references", "own", r.json_references),
        ("json", "graph.json", "networkx node_link_graph", nx, r.json_networkx),
        ("graphml", "graph.graphml", "XSD (xmllint)", xmllint, r.graphml_xmllint),
        ("graphml", "graph.graphml", "networkx", nx, r.graphml_networkx),
        ("graphml", "graph.graphml", "igraph", ig, r.graphml_igraph),
        ("graphml", "graph.graphml", "graphology-graphml", graphml, partial(r.node_script, what="graphml")),
        ("graphml", "graph.graphml", "Gephi rules", GEPHI, gephi.graphml),
        ("gexf", "graph.gexf", "RELAX NG (xmllint)", xmllint, r.gexf_xmllint),
        ("gexf", "graph.gexf", "RELAX NG (jing)", jing, r.gexf_jing),
        ("gexf", "graph.gexf", "networkx", nx, partial(r.gexf_networkx, version="1.3")),
        ("gexf", "graph.gexf", "graphology-gexf, strict", gexf, partial(r.node_script, what="gexf")),
        ("gexf", "graph.gexf", "spells", "own", r.gexf_time),
        ("gexf", "graph.gexf", "Gephi rules", GEPHI, gephi.gexf),
        ("gexf 1.2", "graph-1.2.gexf", "networkx", nx, r.gexf_networkx),
        ("dot", "graph.dot", "Graphviz nop", graphviz, r.dot_nop),
        ("dot", "graph.dot", "Graphviz neato -n2", graphviz, r.dot_graphviz),
        ("dot", "graph.dot", "Graphviz sfdp", graphviz, r.dot_sfdp),
        ("dot", "graph.dot", "pydot", python("pydot"), r.dot_pydot),
        ("dot", "graph.dot", "Gephi rules", GEPHI, gephi.dot),
        ("csv", "csv", "Python csv", sys.version.split()[0], r.csv_python),
        ("csv", "csv", "DuckDB, strict", dk, r.csv_duckdb),
        ("csv", "csv", "csvkit csvclean", python("csvkit"), r.csv_csvkit),
        ("csv", "csv", "Gephi rules", GEPHI, gephi.tables),
        ("cytoscape", "graph.cyjs", "cytoscape.js", cytoscape, partial(r.node_script, what="cytoscape")),
        ("graphology", "graph.graphology.json", "graphology", graphology, partial(r.node_script, what="graphology")),
        ("vosviewer", "graph.vosviewer.json", "VOSviewer rules", "own", r.vosviewer_rules),
        ("neo4j", "neo4j", "neo4j-admin header rules", "own", r.neo4j_rules),
        ("parquet", "parquet", "pyarrow", python("pyarrow"), r.parquet_pyarrow),
        ("parquet", "parquet", "DuckDB", dk, r.parquet_duckdb),
        ("sqlite", "graph.sqlite", "Python sqlite3", sqlite3.sqlite_version, r.sqlite_python),
        ("turtle", "graph.ttl", "rdflib", rdf, partial(r.rdf_rdflib, form="turtle")),
        ("turtle", "graph.ttl", "pyoxigraph, strict", ox, partial(r.rdf_pyoxigraph, form="turtle")),
        ("ntriples", "graph.nt", "rdflib", rdf, partial(r.rdf_rdflib, form="nt")),
        ("ntriples", "graph.nt", "pyoxigraph, strict", ox, partial(r.rdf_pyoxigraph, form="nt")),
        ("vault", "vault", "Obsidian rules", "own", r.vault_rules),
    ]


def place(folder, name):
    """`-o FOLDER/` writes the tables beside the other files."""
    if name == "csv" and not (folder / "csv").is_dir() and (folder / "nodes.csv").exists():
        return folder
    return folder / name


def check_folder(folder, schemas, results, verbose):
    expected, data = load(folder / "graph.json")
    for format_, name, reader, version, check in checks():
        key = (format_, reader, version)
        path = place(folder, name)
        start = time.time()
        if version is None:
            outcome = ("skipped", "not installed")
        elif not path.exists():
            outcome = ("absent", "no such file")
        elif schemas is None and ("XSD" in reader or "RELAX" in reader):
            outcome = ("skipped", "no schemas")
        else:
            outcome = attempt(check, path, expected, data, schemas)
        results.setdefault(key, []).append((folder.name, *outcome))
        if outcome[0] == "failed" or verbose:
            print(f"{folder.name}: {format_}: {reader}: {outcome[0]} ({time.time() - start:.1f} s)", flush=True)
            for fault in outcome[1][:6] if outcome[0] == "failed" else []:
                print(f"    {fault}")


def attempt(check, path, expected, data, schemas):
    try:
        faults = check(path, expected, data, schemas)
    except Exception as error:  # a reader that refuses the file is a difference like any other
        return "failed", [f"{type(error).__name__}: {str(error)[:300]}"]
    if isinstance(faults, tuple):
        return "skipped", faults[1]
    return ("failed", faults) if faults else ("passed", "")


def table(results):
    lines = ["| format | reader | version | result |", "|---|---|---|---|"]
    for (format_, reader, version), outcomes in results.items():
        seen = [o for o in outcomes if o[1] != "absent"]
        if not seen:
            continue
        counts = {state: [o for o in seen if o[1] == state] for state in ("passed", "failed", "skipped")}
        text = ", ".join(f"{state} {len(found)}" for state, found in counts.items() if found)
        reasons = sorted({f"{o[0]}: {o[2]}" for o in counts["skipped"]})
        text += f" ({'; '.join(reasons)})" if reasons else ""
        lines.append(f"| {format_} | {reader} | {version or '-'} | {text} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--schemas", type=Path, help="folder with graphml-1.1 and gexf-1.3")
    parser.add_argument("--markdown", type=Path, help="also write the table here")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    results = {}
    for folder in arguments.folders:
        check_folder(folder, arguments.schemas, results, arguments.verbose)
    text = table(results)
    print(text)
    if arguments.markdown:
        arguments.markdown.write_text(text + "\n", "utf-8")
    failed = sum(o[1] == "failed" for outcomes in results.values() for o in outcomes)
    print(f"{failed} failed, {sum(o[1] == 'passed' for outcomes in results.values() for o in outcomes)} passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
