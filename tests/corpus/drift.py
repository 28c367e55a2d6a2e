"""How much one page more changes elsewhere, with statistics learned anew and with frozen ones.

    python3 tests/corpus/drift.py target/release/portent CORPUS WORK [PAGES]

For each of PAGES random pages (20 unless told, seed 1) the archive is built without and with it. Counted are the entities
of the archive without the page that, seen as sets of mentions outside the page, are no such set any more. Three ways:
`plain` learns anew each time; `archive` takes a vectors file of the whole archive for both builds; `without` takes one
that was written before the page was there. Fails where `plain` exceeds 0.5 % or a frozen way changes anything.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "interop"))
from model import mentions  # noqa: E402


def built(binary, folder, work, vectors):
    """The mentions of each entity, as (path, line, name)."""
    graph = f"{work}/graph.json"
    flags = ["--vectors", vectors] if vectors else []
    subprocess.run([binary, "build", folder, *flags, "-q", "-o", graph], check=True)
    sets = {}
    with open(graph) as file:
        for mention in mentions(json.load(file)):
            sets.setdefault(mention["entity"], []).append((mention["path"], mention["line"], mention["name"]))
    return list(sets.values())


def outside(entities, page):
    sets = {frozenset(mention for mention in entity if mention[0] != page) for entity in entities}
    return sets - {frozenset()}


def main():
    binary, corpus, work = sys.argv[1:4]
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 20
    os.makedirs(work, exist_ok=True)
    folder = f"{work}/pages"
    shutil.copytree(corpus, folder, dirs_exist_ok=True)
    paths = sorted(
        os.path.relpath(os.path.join(at, name), folder)
        for at, _, names in os.walk(folder)
        for name in names
        if name.endswith(".md")
    )
    archive = f"{work}/archive.vectors"
    if os.path.exists(archive):
        os.remove(archive)
    whole = {"archive": built(binary, folder, work, archive), "plain": built(binary, folder, work, None)}
    failed = False
    for page in random.Random(1).sample(paths, count):
        fewer = f"{work}/fewer.vectors"
        if os.path.exists(fewer):
            os.remove(fewer)
        line = [page]
        for name, vectors in (("without", fewer), ("archive", archive), ("plain", None)):
            os.rename(f"{folder}/{page}", f"{work}/aside")
            before = outside(built(binary, folder, work, vectors), page)
            os.rename(f"{work}/aside", f"{folder}/{page}")
            after = outside(whole.get(name) or built(binary, folder, work, vectors), page)
            changed = len(before - after)
            failed |= changed > (0.005 * len(before) if name == "plain" else 0)
            line.append(f"{name} {changed} of {len(before)} ({100 * changed / len(before):.3f} %)")
        print("  ".join(line), flush=True)
    sys.exit(failed)


main()
