"""Teaches the forest: `forest.py WORK GOLD.tsv FIRST` reads WORK/held.npz and WORK/lessons.bin, writes WORK/forest.tsv.

WORK/lessons.bin is the evidence of the labels' pairs (`write_evidence` of WORK/lessons.ids, which reader.py leaves). The numbers of
the reader are those of a reader that was not taught the pair. Thresholds and calibration come from the pools by folds of anchors.
"""
import pathlib
import re
import sys

import lightgbm
import numpy as np

from names import MEASURES, ROW, SIGNS, anchors, read_gold

SOURCE = pathlib.Path(__file__).parent.parent / "src/resolve/judging"
FOLDS = 8
#: least probability of a merge, with vectors and without: chosen on a built graph, where the floor of linkage counts too
MERGED = {"vectors": 0.65, "strings": 0.65}
#: least probability of two names of different kinds that restate each other: where F1 of the pools is best
ACROSS = 0.5
#: numbers that need vectors of the archive
VECTORS = range(5, 20)
GROWTH = dict(objective="binary", num_leaves=15, learning_rate=0.08, min_data_in_leaf=30, feature_fraction=0.5, bagging_fraction=0.8,
              bagging_freq=1, lambda_l2=10, verbose=-1, num_threads=1, seed=1, deterministic=True, force_row_wise=True)
TREES = 130


def feature_names():
    measures = re.findall(r'measure!\(\s*"([a-z-]+)"', (SOURCE / "evidence.rs").read_text())
    signs = re.findall(r'name: "([a-z-]+)"', (SOURCE / "signs.rs").read_text())
    assert (len(measures), len(signs)) == (MEASURES, SIGNS), (len(measures), len(signs))
    return measures + signs


def with_reader(numbers, said):
    """Evidence with the reader's answers put in: ln of probabilities, broader and narrower as the higher of both."""
    logs = said[:, :5] - np.logaddexp.reduce(said[:, :5], axis=1, keepdims=True)
    numbers = numbers.copy()
    numbers[:, :5] = np.stack([logs[:, 0], np.maximum(logs[:, 1], logs[:, 2]), logs[:, 3], logs[:, 4], said[:, 5] / 4], 1)
    return numbers


def grow(numbers, truth, weight):
    return lightgbm.train(GROWTH, lightgbm.Dataset(numbers, truth, weight=weight), TREES)


def calibration(raw, truth):
    """Log-odds that the trees say -> log-odds that hold: isotonic by pools of 40 neighbors, then smoothed to few points."""
    order = np.argsort(raw, kind="stable")
    raw, truth = raw[order], truth[order].astype(float)
    blocks = [[raw[at:at + 40].mean(), truth[at:at + 40].sum() + 0.5, len(truth[at:at + 40]) + 1.0] for at in range(0, len(raw), 40)]
    merged = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] >= merged[-1][1] / merged[-1][2]:
            last, before = merged.pop(), merged.pop()
            count = before[2] + last[2]
            merged.append([(before[0] * before[2] + last[0] * last[2]) / count, before[1] + last[1], count])
    return [(round(x, 4), round(float(np.log(hits / (count - hits))), 4)) for x, hits, count in merged if 0 < hits < count]


def lines(name, forest, points, threshold, features):
    dump = forest.dump_model()
    yield f"{name}\tthreshold\t{threshold}"
    yield f"{name}\tacross\t{ACROSS}"
    yield f"{name}\tbase\t0"
    yield f"{name}\tcalibration\t" + " ".join(f"{x}:{y}" for x, y in points)

    def words(node):
        if "leaf_value" in node:
            return [f"={node['leaf_value']:.6g}"]
        value = node["internal_value"]
        return [f"{features[node['split_feature']]}:{node['threshold']:.9g}:{value:.6g}", *words(node["left_child"]), *words(node["right_child"])]
    for tree in dump["tree_info"]:
        yield f"{name}\ttree\t" + " ".join(words(tree["tree_structure"]))


def best(score, truth):
    hits = truth[np.argsort(-score, kind="stable")].cumsum()
    precision, recall = hits / np.arange(1, len(hits) + 1), hits / truth.sum()
    return (2 * precision * recall / (precision + recall + 1e-9)).max(), recall[precision >= 0.88].max(initial=0)


def main(work, gold_path, first):
    held, gold, features = np.load(f"{work}/held.npz"), read_gold(gold_path), feature_names()
    rows = np.fromfile(f"{first}/{pathlib.Path(gold_path).stem}.bin", ROW)
    lessons = np.fromfile(f"{work}/lessons.bin", ROW)
    of_first = (held["a"] < held["first"]) & (held["b"] < held["first"])
    said = {(a, b): s for a, b, s in zip(held["a"][of_first], held["b"][of_first], held["said"][of_first])}
    gold_said = np.array([said.get((a, b), s) if label["stratum"] != "pool" else s
                          for label, a, b, s in zip(gold, rows["a"], rows["b"], held["gold"])])
    numbers, truth = with_reader(rows["f"][:, 3:], gold_said), np.array([label["label"] == "D" for label in gold])
    more, more_truth = with_reader(lessons["f"][:, 3:], held["said"][of_first]), held["answer"][of_first] == 0
    known = set(zip(rows["a"].tolist(), rows["b"].tolist()))
    new = np.array([(a, b) not in known for a, b in zip(lessons["a"].tolist(), lessons["b"].tolist())]) & (held["weight"][of_first] >= 1)
    more, more_truth = more[new], more_truth[new]
    drawn = sorted({label["anchor"] for label in gold if label["anchor"]})
    fold_of = {anchor: at % FOLDS for anchor, at in zip(drawn, np.random.RandomState(1).permutation(len(drawn)))}
    fold = np.array([fold_of.get(label["anchor"], -1) for label in gold])
    pool = np.array([label["stratum"] == "pool" for label in gold])
    same = np.array([label["kind_a"] == label["kind_b"] for label in gold])
    out = ["# Grown by training/forest.py from the labels of training/labels.tsv and labeled pairs of one archive."]
    for name, keep in (("vectors", list(range(len(features)))), ("strings", [at for at in range(len(features)) if at not in VECTORS])):
        kept = lambda rows: np.where(np.isin(np.arange(rows.shape[1]), keep), rows, 0)
        for share in (0.0, 0.25):
            raw = np.zeros(len(gold))
            for at in range(FOLDS):
                learn = fold != at
                x, y = np.vstack([kept(numbers[learn]), kept(more)]), np.concatenate([truth[learn], more_truth])
                w = np.concatenate([np.ones(learn.sum()), np.full(len(more), share)])
                use = w > 0
                raw[fold == at] = grow(x[use], y[use], w[use]).predict(kept(numbers[fold == at]), raw_score=True)
            print(name, "weight of labels", share, "all pools: F1 %.3f, recall at 0.88 %.2f;" % best(raw[pool], truth[pool]),
                  "one kind: F1 %.3f, recall at 0.88 %.2f" % best(raw[pool & same], truth[pool & same]), flush=True)
        points = calibration(raw[pool], truth[pool])
        odds = np.interp(raw, [x for x, _ in points], [y for _, y in points])
        chance = 1 / (1 + np.exp(-odds))
        judged = pool & same
        for low in (0.3, 0.4, 0.5, 0.6, 0.7):
            yes = chance >= low
            print(f"  at {low}: one kind precision {truth[judged & yes].mean():.3f} recall {truth[judged & yes].sum() / truth[judged].sum():.3f}; "
                  f"all precision {truth[pool & yes].mean():.3f} recall {truth[pool & yes].sum() / truth[pool].sum():.3f}")
        forest = grow(np.vstack([kept(numbers), kept(more)]), np.concatenate([truth, more_truth]), np.concatenate([np.ones(len(gold)), np.full(len(more), 0.25)]))
        out.extend(lines(name, forest, points, MERGED[name], features))
    pathlib.Path(f"{work}/forest.tsv").write_text("\n".join(out) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
