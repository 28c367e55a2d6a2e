"""What `cargo xtask write_evidence` writes: names, candidate pairs, evidence of pairs."""
import csv
import hashlib
from dataclasses import dataclass

import numpy as np

MEASURES, SIGNS = 32, 11
#: first look, broader, narrower, then all that the forest weighs; its first five numbers are those of the reader
ROW = np.dtype([("a", "<u4"), ("b", "<u4"), ("f", "<f4", (3 + MEASURES + SIGNS,))])
SLOTS = "Head Of In For On By With Against Versus Aside".split()


@dataclass
class Name:
    kind: str
    label: str
    article: str
    stems: list
    forms: list
    slots: list

    def key(self):
        """A hash that stands for the name in labels.tsv: no text of an archive is kept."""
        return hashlib.sha256(f"{self.kind}\t{self.label}\t{self.article}".encode()).hexdigest()[:12]


def read_names(path):
    names = []
    for line in open(path, encoding="utf-8"):
        kind, label, _, _, _, article, words, _ = line.rstrip("\n").split("\t")
        words = [word.rsplit("|", 3) for word in words.split(" ")] if words else []
        names.append(Name(kind, label, article, *([word[i] for word in words] for i in range(3))))
    return names


def read_gold(path):
    return list(csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))


def anchors(gold, rows):
    """The drawn names of the pools: neither they nor their pairs teach anything, so that the pools can measure."""
    count = {}
    for label, row in zip(gold, rows):
        if label["stratum"] == "pool":
            for name in (int(row["a"]), int(row["b"])):
                count[label["anchor"], name] = count.get((label["anchor"], name), 0) + 1
    best = {}
    for (anchor, name), times in count.items():
        best[anchor] = max(best.get(anchor, (0, 0)), (times, name))
    return {name for _, name in best.values()}
