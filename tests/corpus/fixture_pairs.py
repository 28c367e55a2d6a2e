"""Judges the pairs of fixtures/look-alikes.tsv and fixtures/restatements.tsv with vectors of the whole archive.

    python3 tests/corpus/fixture_pairs.py target/release/portent CORPUS WORK

Each side of a pair is a page of its own; a pair is merged where both mentions belong to one entity of graph.json.
Fails where a look-alike merges or fewer than 90 % of the restatements do.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "interop"))
from model import mentions  # noqa: E402

HEADINGS = {"signal": "Signals", "concern": "Concerns", "behavior": "Behaviors", "technology": "Technologies", "issue": "Issues"}


def page(name, kind, label, description):
    head = f"# __T{name}__, (from page [20250101](https://x.example).)\n\n__[External link](https://x.example/{name})__\n\n"
    if kind not in HEADINGS:
        return f"{head}## {kind.title()}s\n\n* {label}\n"
    table = f"| name | description |\n|:--|:--|\n| {label} | {description} |\n"
    return f"{head}## {HEADINGS[kind]}\n\n{table}"


def merged(binary, vectors, work, pairs):
    os.makedirs(work, exist_ok=True)
    for at, (_, kind, *sides) in enumerate(pairs):
        for side in (0, 1):
            name = f"{at:03}{'ab'[side]}.md"
            with open(f"{work}/{name}", "w") as file:
                file.write(page(name, kind, *sides[2 * side : 2 * side + 2]))
    subprocess.run([binary, "build", work, "--vectors", vectors, "-q", "-o", f"{work}.json"], check=True)
    with open(f"{work}.json") as file:
        entity = {mention["path"]: mention["entity"] for mention in mentions(json.load(file))}
    return [entity[f"{at:03}a.md"] == entity[f"{at:03}b.md"] for at in range(len(pairs))]


def main():
    binary, corpus, work = sys.argv[1:]
    vectors = f"{work}/vectors"
    if os.path.exists(vectors):
        os.remove(vectors)
    subprocess.run([binary, "build", corpus, "--vectors", vectors, "-q", "-o", f"{work}/archive.json"], check=True)
    found = {}
    for name in ("look-alikes", "restatements"):
        with open(f"fixtures/{name}.tsv") as file:
            pairs = [line.rstrip("\n").split("\t")[:6] for line in file][1:]
        found[name] = list(zip(pairs, merged(binary, vectors, f"{work}/{name}", pairs)))
        print(f"{name}: {sum(one for _, one in found[name])} of {len(pairs)} merged with vectors of the archive")
    wrong = [pair for pair, one in found["look-alikes"] if one]
    missed = [pair for pair, one in found["restatements"] if not one]
    assert not wrong, wrong
    assert 10 * len(missed) <= len(found["restatements"]), missed


main()
