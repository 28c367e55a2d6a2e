"""Stems of the archives and of the teacher's vocabulary -> vectors of 96 numbers: `vocabulary.py OUT FOLDER...`.

Each folder is one that `write_evidence` wrote; the first is the archive that is taught from. Writes OUT/vocabulary.npz, and
OUT/likeness.npy: what the teacher thinks of each name of the first folder.
"""
import collections
import pathlib
import re
import sys

import numpy as np
import snowballstemmer

from encoder import VOCABULARY, embed
from names import read_names

WORDS = pathlib.Path(__file__).parent.parent / "src/resolve/language/words.rs"
#: a word of another archive counts from this many names on
USUAL = 4


def exceptions():
    block = re.search(r'STEM_EXCEPTIONS: &str = "\\\n(.*?)";', WORDS.read_text(encoding="utf-8"), re.S).group(1)
    return {word: stem for stem, words in (row.split(": ") for row in block.split("\n")) for word in words.split()}


def stemmer():
    """The stems of the program (src/resolve/language/stem.rs)."""
    known, english = exceptions(), snowballstemmer.stemmer("english")

    def stem(word):
        if word in known:
            return known[word]
        if word.endswith("s") and len(word) >= 3 and not re.search("[aeiouy]", word[:-1]):
            return word[:-1]
        return english.stemWord(word)
    return stem


def main(out, first, *others):
    forms = collections.defaultdict(collections.Counter)
    names = read_names(f"{first}/names.tsv")
    for name in names:
        for stem, form in zip(name.stems, name.forms):
            forms[stem][form] += 1
    for folder in others:
        seen = collections.defaultdict(collections.Counter)
        for name in read_names(f"{folder}/names.tsv"):
            for stem, form in zip(name.stems, name.forms):
                seen[stem][form] += 1
        for stem, found in seen.items():
            if sum(found.values()) >= USUAL and stem.isascii() and not re.search(r"\d", stem):
                forms[stem].update(found)
    stem = stemmer()
    for word in VOCABULARY:
        if re.fullmatch("[a-z]{2,}", word):
            forms[stem(word)][word] += 0
    stems = [stem for stem in sorted(forms) if stem and len(stem.encode()) <= 24]
    usual = [max(forms[stem].items(), key=lambda item: (item[1], -len(item[0])))[0] for stem in stems]
    vectors = embed(usual)
    middle = vectors.mean(0)
    axes = np.linalg.svd((vectors - middle)[::2], full_matrices=False)[2][:96]
    reduced = (vectors - middle) @ axes.T
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    np.savez(f"{out}/vocabulary.npz", stems=np.array(stems, dtype=object), vectors=reduced.astype(np.float32))
    labels = sorted({name.label for name in names})
    place = {label: at for at, label in enumerate(labels)}
    np.save(f"{out}/likeness.npy", embed(labels)[[place[name.label] for name in names]].astype(np.float16))
    print(f"{len(stems)} stems, {len(labels)} labels")


if __name__ == "__main__":
    main(*sys.argv[1:])
