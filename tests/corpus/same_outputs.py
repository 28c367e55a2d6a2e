#!/usr/bin/env python3
"""Compares what two builds of portent write: every format, and every reading command's JSON and text.

usage: same_outputs.py record BINARY ARTICLES FOLDER    keeps what BINARY writes of ARTICLES in FOLDER
       same_outputs.py compare BINARY ARTICLES FOLDER   writes it again and lists what differs; exit 1 where anything does

A refactoring must change nothing but texts that are meant to change. ARTICLES is a folder of pages, for instance
fixtures/articles or a whole archive. Formats that BINARY was built without are left out of a recording and said.
"""
import filecmp
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "interop"))
from model import mentions  # noqa: E402

FORMATS = {
    "graphml": "graphml", "gexf": "gexf", "dot": "dot", "json": "json", "cytoscape": "cyjs",
    "graphology": "graphology.json", "vosviewer": "vosviewer.json", "turtle": "ttl", "ntriples": "nt",
    "html": "html", "svg": "svg",
}
FOLDERS = ["csv", "neo4j", "vault"]


def run(binary, arguments, out, stdout_to=None):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PORTENT_")}
    environment |= {"COLUMNS": "120", "NO_COLOR": "1"}
    done = subprocess.run([binary, *arguments], cwd=out, env=environment, capture_output=True, stdin=subprocess.DEVNULL)
    if stdout_to:
        (out / stdout_to).write_bytes(done.stdout + f"exit {done.returncode}\n".encode())
    return done


def builds(binary, articles, out):
    outputs = []
    for name, suffix in FORMATS.items():
        outputs += ["-o", f"{name}:all.{suffix}"]
    for name in FOLDERS:
        outputs += ["-o", f"{name}:{name}/"]
    yield "default", ["build", articles, "-q", *outputs]
    yield "concepts", ["build", articles, "-q", "--view", "concepts", "-o", "concepts.json", "-o", "concepts.gexf"]
    yield "options", ["build", articles, "-q", "--stability", "--trends", "--period", "month", "--weighted-paths",
                      "-o", "options.json"]
    yield "link", ["build", articles, "-q", "--duplicates", "link", "-o", "link.json"]
    yield "off", ["build", articles, "-q", "--duplicates", "off", "-o", "off.json"]
    yield "filter", ["build", "all.json", "-q", "--kinds", "concern,signal", "--min-articles", "2", "--top", "500",
                     "-o", "filter.json", "-o", "filter.graphml"]
    yield "again", ["build", "all.json", "-q", "-o", "again.json"]
    yield "previous", ["build", articles, "-q", "--previous", "all.json", "-o", "previous.json"]


def questions(articles, graph):
    """The reading commands, asked of the pages where only they can answer, else of graph.json."""
    nodes = sorted((node for node in graph["nodes"] if node["kind"] == "concern"),
                   key=lambda node: (-node.get("articles", 0), node["id"]))
    names = [node["label"] for node in nodes[:2]]
    several = [node["label"] for node in nodes if node.get("aliases")][:3]
    for by in ["connections", "degree", "strength", "pagerank", "betweenness", "closeness", "eigenvector", "articles",
               "editions"]:
        yield ["top", "all.json", "--by", by, "-n", "50"]
    yield ["top", "all.json", "--kind", "signal", "--ideas"]
    for across in ["editions", "articles", "issues"]:
        yield ["recurring", "all.json", "--kind", "signal", "--across", across, "-n", "50"]
    yield ["clusters", "all.json", "-n", "20"]
    yield ["trends", "all.json", "--period", "month"]
    yield ["trends", "all.json", "--since", "2025-11-01"]
    dated = sorted({mention["date"] for mention in mentions(graph) if mention.get("date")})
    if dated:
        yield ["digest", "all.json", "--edition", dated[-1]]
    for name in names:
        yield ["show", "all.json", name]
    if len(names) > 1:
        yield ["path", "all.json", *names]
    yield ["diff", "all.json", "previous.json"]
    yield ["duplicates", articles, "-n", "30"]
    yield ["duplicates", articles, "--least-sure", "30"]
    for name in several:
        node = next(node for node in nodes if node["label"] == name)
        yield ["explain", articles, name, node["aliases"][0]]
    yield ["check", articles]
    yield ["formats"]


def record(binary, articles, out):
    out.mkdir(parents=True, exist_ok=True)
    for name, arguments in builds(binary, articles, out):
        done = run(binary, arguments, out)
        (out / f"build-{name}.exit").write_text(f"{done.returncode}\n")
        if done.returncode:
            print(f"{name}: {done.stderr.decode().strip()}")
    graph = json.loads((out / "all.json").read_text())
    for at, question in enumerate(questions(articles, graph)):
        run(binary, question, out, f"{at:02}-{question[0]}.txt")
        asked = "--message-format" if question[0] == "check" else "--format"
        run(binary, [*question, asked, "json"], out, f"{at:02}-{question[0]}.json.txt")
        if question[0] in ("top", "recurring"):
            for format in ["csv", "tsv", "markdown"]:
                run(binary, [*question, "--format", format], out, f"{at:02}-{question[0]}.{format}.txt")


def files(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def main():
    if len(sys.argv) != 5 or sys.argv[1] not in ("record", "compare"):
        sys.exit(__doc__)
    binary, articles, kept = (str(Path(sys.argv[2]).resolve()), str(Path(sys.argv[3]).resolve()), Path(sys.argv[4]).resolve())
    if sys.argv[1] == "record":
        record(binary, articles, kept)
        print(f"{len(files(kept))} files kept")
        return
    with tempfile.TemporaryDirectory() as work:
        record(binary, articles, Path(work))
        old, new = files(kept), files(Path(work))
        different = sorted(name for name in old & new if not filecmp.cmp(kept / name, Path(work) / name, shallow=False))
        for title, names in [("missing", sorted(old - new)), ("new", sorted(new - old)), ("different", different)]:
            for name in names[:20]:
                print(f"{title}: {name}")
        print(f"{len(old & new) - len(different)} files equal, {len(different)} different, {len(old ^ new)} on one side")
        sys.exit(bool(different or old ^ new))


if __name__ == "__main__":
    main()
