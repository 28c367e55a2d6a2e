"""Ten archives in one graph, to measure growth: copies of an edge list that share some of what recurs.

    python3 benches/copies.py graph.tsv [COPIES] > ten.tsv

Nodes with at least two edges recur; each copy but the first shares a tenth of them with the first, another tenth each.
"""

import sys


def main():
    edges = [line.split("\t") for line in open(sys.argv[1])]
    edges = [(int(a), int(b), weight.strip()) for a, b, weight in edges]
    copies = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    nodes = 1 + max(max(a, b) for a, b, _ in edges)
    degree = [0] * nodes
    for a, b, _ in edges:
        degree[a] += 1
        degree[b] += 1
    recurring = [node for node in range(nodes) if degree[node] > 1]
    following = nodes
    for copy in range(copies):
        number = {node: node for node in (recurring[copy::10] if copy else range(nodes))}
        for a, b, weight in edges:
            for node in (a, b):
                if node not in number:
                    number[node] = following
                    following += 1
            print(number[a], number[b], weight, sep="\t")


main()
