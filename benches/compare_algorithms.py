"""Times portent's measures beside igraph, networkit and rustworkx on one edge list, in one run, and prints ratios.

    cargo build --release --package xtask
    python3 benches/compare_algorithms.py EDGES.tsv [--nodes N] [--full] [--only NAME,NAME] [--repeat 3] [--sources 2000]

EDGES.tsv holds `a TAB b TAB weight` with nodes numbered from 0. Needs igraph, networkit, rustworkx, numpy (a program
that is missing is left out). Every run is a process of its own; reading the file and building a library's graph are
outside the time, in the peak memory. The middle of the repeats is printed. igraph's exact betweenness and closeness
come from SOURCES random nodes, extrapolated to all; --full runs them whole and compares the values with ours to 1e-9.
Leiden is run with a seed for each repeat until it converges (igraph) or as its program does; the modularity is printed,
and for stability, which no other program has, the seconds of ten runs. `part` is what the first 500 nodes and their neighbors span: small enough for every program to run exactly.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

EXAMPLES = pathlib.Path(__file__).parent.parent / "target/release/examples"


def load(path, nodes):
    """Node count and arrays of the edge list."""
    import numpy as np

    rows = np.loadtxt(path, delimiter="\t")
    source, target = rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64)
    return max(nodes, int(max(source.max(), target.max())) + 1), source, target, rows[:, 2]


def as_igraph(graph):
    import igraph
    import numpy as np

    nodes, source, target, weight = graph
    made = igraph.Graph(n=nodes, edges=np.c_[source, target])
    made.es["weight"] = weight.tolist()
    return made


def as_networkit(graph, weighted):
    import networkit
    import numpy as np

    nodes, source, target, weight = graph
    networkit.setNumberOfThreads(os.cpu_count())
    weight = weight if weighted else np.ones(len(source))
    return networkit.GraphFromCoo((weight, (source, target)), n=nodes, weighted=weighted, directed=False)


def as_rustworkx(graph):
    import rustworkx

    nodes, source, target, weight = graph
    made = rustworkx.PyGraph(multigraph=False)
    made.add_nodes_from(range(nodes))
    made.add_edges_from(list(zip(source.tolist(), target.tolist(), weight.tolist())))
    return made


def igraph_case(measure, graph, sources):
    """A function to time, by what to multiply its time, and how to say so."""
    import numpy as np

    made = as_igraph(graph)
    drawn = np.random.default_rng(0).permutation(graph[0])[:sources].tolist()
    scale = graph[0] / len(drawn)
    return {
        "pagerank": (lambda: made.pagerank(weights="weight"), 1),
        "eigenvector": (lambda: made.eigenvector_centrality(weights="weight"), 1),
        "core": (lambda: made.coreness(), 1),
        "betweenness": (lambda: made.betweenness(directed=False, sources=drawn), scale),
        "closeness": (lambda: made.harmonic_centrality(drawn, normalized=False), scale),
        "betweenness_whole": (lambda: made.betweenness(directed=False), 1),
        "closeness_whole": (lambda: made.harmonic_centrality(normalized=False), 1),
        "leiden": (lambda: igraph_leiden(made), 1),
    }[measure]


def igraph_leiden(made):
    """Its modularity once it has converged."""
    found = made.community_leiden("modularity", weights="weight", n_iterations=-1)
    return made.modularity(found.membership, weights="weight")


def networkit_case(measure, graph, _sources):
    import networkit as nk

    made = as_networkit(graph, measure in ("pagerank", "eigenvector", "leiden"))
    if measure == "leiden":
        return lambda: networkit_leiden(nk, made), 1
    make = {
        "pagerank": lambda: nk.centrality.PageRank(made, 0.85, 1e-12),
        "eigenvector": lambda: nk.centrality.EigenvectorCentrality(made, 1e-9),
        "core": lambda: nk.centrality.CoreDecomposition(made),
        "betweenness_whole": lambda: nk.centrality.Betweenness(made, False),
        "closeness_whole": lambda: nk.centrality.HarmonicCloseness(made, False),
        "betweenness_sampled": lambda: nk.centrality.KadabraBetweenness(made, 0.01, 0.1),
    }[measure]
    return lambda: make().run(), 1


def networkit_leiden(nk, made):
    """Its modularity after as many iterations as it takes by default."""
    found = nk.community.ParallelLeiden(made)
    found.run()
    return nk.community.Modularity().getQuality(found.getPartition(), made)


def rustworkx_case(measure, graph, _sources):
    import rustworkx as rx

    made = as_rustworkx(graph)
    return {
        "core": lambda: rx.core_number(made),
        "betweenness_whole": lambda: rx.betweenness_centrality(made, normalized=False),
        "closeness_whole": lambda: rx.closeness_centrality(made),
    }[measure], 1


PEERS = {"igraph": igraph_case, "networkit": networkit_case, "rustworkx": rustworkx_case}


def peer(program, measure, path, nodes, sources, values):
    """Runs in a process of its own: one case, one line of JSON."""
    run, scale = PEERS[program](measure, load(path, nodes), sources)
    start, cpu = time.perf_counter(), time.process_time()
    result = run()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    if values:
        pathlib.Path(values).write_text("".join(f"{value!r}\n" for value in result))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    modularity = result if measure == "leiden" else None
    print(json.dumps({"seconds": seconds * scale, "cpu": cpu * scale, "memory": memory, "scale": scale,
                      "modularity": modularity}))


def ours(measure, effort, path, nodes, values=None):
    """One run of the example program."""
    if measure in ("leiden", "stability"):
        return our_clusters(measure, path, nodes, effort)
    command = [EXAMPLES / "measure_edges", path, "--nodes", str(nodes), "--effort", effort]
    command += [] if measure == "all" else ["--only", measure]
    command += ["--values", values] if values else []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        lines = [json.loads(line) for line in process.stdout]
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    assert status == 0, command
    found = next(line for line in lines if line["name"] == measure)
    cpu = usage.ru_utime + usage.ru_stime - lines[0]["seconds"]
    return {"seconds": found["seconds"], "cpu": cpu, "memory": usage.ru_maxrss / 1024, "method": found["method"]}


def our_clusters(measure, path, nodes, seeds):
    """Leiden by as many seeds, the medians; or stability."""
    command = [EXAMPLES / "measure_clusters", path, seeds if measure == "leiden" else "1", str(nodes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        lines = [json.loads(line) for line in process.stdout]
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    assert status == 0, command
    found = next(line for line in lines if line.get("name") == measure)
    method = f"ten runs, mean {found['overall']:.2f}" if measure == "stability" else f"median of {seeds} seeds"
    return {**found, "memory": usage.ru_maxrss / 1024, "method": method}


def middle(runs):
    """The run with the middle time; of modularities the median."""
    found = [run["modularity"] for run in runs if run.get("modularity") is not None]
    if found:
        return {**sorted(runs, key=lambda run: run["seconds"])[len(runs) // 2], "modularity": sorted(found)[len(found) // 2]}
    return sorted(runs, key=lambda run: run["seconds"])[len(runs) // 2]


def part(path, nodes):
    """The edges at the first 500 nodes and among their neighbors, renumbered, as a file."""
    import numpy as np

    count, source, target, weight = load(path, nodes)
    keep = np.zeros(count, bool)
    keep[:500] = True
    keep[target[source < 500]] = True
    edges = keep[source] & keep[target]
    number = np.cumsum(keep) - 1
    name = tempfile.NamedTemporaryFile(mode="w", suffix=".tsv", delete=False)
    with name as file:
        for a, b, w in zip(number[source[edges]], number[target[edges]], weight[edges]):
            file.write(f"{a}\t{b}\t{w}\n")
    return name.name, int(keep.sum())


def run_peer(program, measure, path, nodes, options, values=""):
    command = [sys.executable, __file__, path, "--nodes", str(nodes), "--sources", str(options.sources)]
    command += ["--peer", f"{program}:{measure}:{values}"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"{program} {measure}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def row(graph, measure, program, run, base):
    """One line of the table."""
    ratio = "" if base is run else f"{run['seconds'] / base['seconds']:.1f}"
    cpu = "" if base is run else f"{run['cpu'] / max(base['cpu'], 1e-4):.1f}"
    note = f" (from {run['scale']:.1f} times fewer sources)" if run.get("scale", 1) > 1 else ""
    note += f", modularity {run['modularity']:.4f}" if run.get("modularity") is not None else ""
    cells = [graph, measure, program + note, f"{run['seconds']:.3f}", f"{run['cpu']:.2f}"]
    print("| " + " | ".join(cells + [f"{run['memory']:.0f}", ratio, cpu]) + " |", flush=True)


# Graph, measure, effort of ours, the peers that are run with their case.
CASES = [
    ("whole", "pagerank", "exact", [("igraph", "pagerank"), ("networkit", "pagerank")]),
    ("whole", "eigenvector", "exact", [("igraph", "eigenvector"), ("networkit", "eigenvector")]),
    ("whole", "core", "exact", [("igraph", "core"), ("networkit", "core"), ("rustworkx", "core")]),
    ("whole", "closeness", "exact", [("igraph", "closeness")]),
    ("whole", "closeness", "sampled", []),
    ("whole", "betweenness", "exact", [("igraph", "betweenness")]),
    ("whole", "betweenness", "sampled", [("networkit", "betweenness_sampled")]),
    ("whole", "all", "exact", []),
    ("whole", "all", "sampled", []),
    ("whole", "leiden", "10", [("igraph", "leiden"), ("networkit", "leiden")]),
    ("whole", "stability", "1", []),
    ("part", "closeness", "exact", [(name, "closeness_whole") for name in PEERS]),
    ("part", "betweenness", "exact", [(name, "betweenness_whole") for name in PEERS]),
]


def compare(options):
    """The table."""
    print("| graph | measure | program | seconds | CPU seconds | peak MB | times ours | CPU times ours |")
    print("|---|---|---|---|---|---|---|---|")
    paths = {"whole": (options.edges, options.nodes), "part": part(options.edges, options.nodes)}
    for graph, measure, effort, peers in CASES:
        if options.only and measure not in options.only.split(","):
            continue
        path, nodes = paths[graph]
        base = middle([ours(measure, effort, path, nodes) for _ in range(options.repeat)])
        row(graph, measure, f"portent, {base['method'] or 'exact'}", base, base)
        for program, case in peers:
            if options.full and case in ("betweenness", "closeness"):
                case += "_whole"
            repeat = max(options.repeat, 3) if case == "leiden" else options.repeat
            runs = [run_peer(program, case, path, nodes, options) for _ in range(repeat)]
            if all(runs):
                row(graph, measure, program, middle(runs), base)
    if options.only:
        return
    for graph in ["part", "whole"] if options.full else ["part"]:
        for measure in ["closeness", "betweenness"]:
            check(graph, measure, *paths[graph], options)


def check(graph, measure, path, nodes, options):
    """Our values equal igraph's."""
    with tempfile.TemporaryDirectory() as folder:
        ours(measure, "exact", path, nodes, folder)
        theirs = pathlib.Path(folder) / "igraph.txt"
        assert run_peer("igraph", f"{measure}_whole", path, nodes, options, str(theirs))
        found = map(float, (pathlib.Path(folder) / f"{measure}.txt").read_text().split())
        expected = map(float, theirs.read_text().split())
        off = max(abs(a - b) / max(abs(b), 1.0) for a, b in zip(found, expected, strict=True))
    print(f"{measure} of the {graph} graph: largest difference to igraph {off:.1e}")
    assert off < 1e-9


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("edges")
    parser.add_argument("--nodes", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--sources", type=int, default=2000)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--peer", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        program, measure, values = options.peer.split(":", 2)
        peer(program, measure, options.edges, options.nodes, options.sources, values)
    else:
        compare(options)


main()
