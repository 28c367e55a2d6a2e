"""Teaches the reader: `reader.py WORK GOLD.tsv FIRST OTHERS...` writes WORK/reader.bin, WORK/held.npz.

WORK holds what vocabulary.py wrote; FIRST and OTHERS are folders that `write_evidence` wrote, FIRST with GOLD's evidence.
labels.tsv says what readers said of pairs, by hash of the names. Pools of GOLD teach nothing: they measure.
held.npz: answers to GOLD's and the labels' pairs by readers that were not taught them (three folds), for forest.py.
"""
import pathlib
import struct
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from names import ROW, SLOTS, anchors, read_gold, read_names

torch.set_num_threads(1)
ANSWERS = {"D": 0, "B": 1, "S": 2, "R": 3, "N": 4}
READ, WIDTH, KEY, PLACE = 12, 64, 32, 12
FOLDS = 3


class Packed:
    """Names as numbers: rows of the table (0 padding, 1 unknown), places, identities."""

    def __init__(self, names, stems):
        row = {stem: at + 2 for at, stem in enumerate(stems)}
        slots, strange = {slot: at + 1 for at, slot in enumerate(SLOTS)}, {}
        shape = (len(names), READ)
        ids, places, same = (np.zeros(shape, np.int64) for _ in range(3))
        for i, name in enumerate(names):
            for j, (stem, slot) in enumerate(list(zip(name.stems, name.slots))[:READ]):
                ids[i, j], places[i, j] = row.get(stem, 1), slots[slot]
                same[i, j] = row.get(stem) or 10**6 + strange.setdefault(stem, len(strange))
        self.ids, self.places, self.same = map(torch.tensor, (ids, places, same))

    def of(self, names):
        return self.ids[names], self.places[names], self.same[names]


class Reader(nn.Module):
    """Attend, compare, aggregate: src/resolve/judging/reader/network.rs computes the same."""

    def __init__(self, vectors):
        super().__init__()
        table = np.vstack([np.zeros((2, vectors.shape[1]), np.float32), vectors])
        self.table = nn.Parameter(torch.tensor(table), requires_grad=False)
        self.learned = nn.Embedding(len(table), WIDTH, padding_idx=0)
        nn.init.zeros_(self.learned.weight)
        self.unknown, self.nothing = nn.Parameter(torch.zeros(WIDTH)), nn.Parameter(torch.zeros(WIDTH))
        self.nothing_bias, self.equal_bias = nn.Parameter(torch.tensor(0.0)), nn.Parameter(torch.tensor(4.0))
        self.place, self.project = nn.Embedding(len(SLOTS) + 1, PLACE), nn.Linear(vectors.shape[1], WIDTH)
        self.key = nn.Linear(WIDTH, KEY, bias=False)
        self.compare, self.second = nn.Linear(4 * WIDTH + PLACE + 3, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.out, self.answer = nn.Linear(6 * WIDTH, WIDTH), nn.Linear(WIDTH, 6)

    def words(self, ids):
        learned = self.learned(ids)
        if self.training:  # words that no label taught must work too
            learned = learned * (torch.rand(ids.shape) > 0.4)[..., None]
        words, strange = self.project(self.table[ids]) + learned, ids == 1
        if self.training:
            strange = strange | ((torch.rand(ids.shape) < 0.02) & (ids > 0))
        return torch.where(strange[..., None], self.unknown, words)

    def forward(self, a, b):
        (ids_a, places_a, same_a), (ids_b, places_b, same_b) = a, b
        words_a, words_b = self.words(ids_a), self.words(ids_b)
        mask_a, mask_b = (ids_a > 0).float()[..., None], (ids_b > 0).float()[..., None]
        mean_a = (words_a * mask_a).sum(1) / mask_a.sum(1).clamp(min=1)
        mean_b = (words_b * mask_b).sum(1) / mask_b.sum(1).clamp(min=1)
        equal = (same_a[:, :, None] == same_b[:, None, :]).float() * (ids_a > 0).float()[:, :, None]
        keys_a, keys_b = (F.normalize(self.key(words), dim=-1) for words in (words_a, words_b))
        seeks = keys_a @ keys_b.transpose(1, 2) * 8 + self.equal_bias * equal
        of_a = self.side(words_a, words_b, seeks, equal, mask_b, places_a, places_b) * mask_a
        of_b = self.side(words_b, words_a, seeks.transpose(1, 2), equal.transpose(1, 2), mask_a, places_b, places_a) * mask_b
        sides = [of_a.sum(1), of_a.max(1)[0], of_b.sum(1), of_b.max(1)[0]]
        layer = F.relu(self.out(torch.cat([*sides, (mean_a - mean_b).abs(), mean_a * mean_b], 1)))
        return self.answer(F.dropout(layer, 0.3, self.training))

    def side(self, words, other, seeks, equal, mask, places, other_places):
        none = self.nothing_bias.expand(seeks.shape[0], seeks.shape[1], 1)
        shares = torch.cat([seeks - 1e4 * (1 - mask.transpose(1, 2)), none], 2).softmax(2)
        nothing, shares = shares[:, :, -1:], shares[:, :, :-1]
        found = shares @ other + nothing * self.nothing
        moved = self.place(places) - shares @ self.place(other_places)
        flags = [equal.max(2)[0][..., None], nothing, shares.max(2)[0][..., None]]
        seen = torch.cat([words, found, words - found, words * found, moved, *flags], -1)
        return F.relu(self.second(F.relu(self.compare(seen))))


def rated(optimizer, rate):
    for group in optimizer.param_groups:
        group["lr"] = rate


def likeness_loss(reader, packed, pairs, likeness, random, count):
    """Mean square of what the reader and the teacher think of the likeness of random candidates."""
    chosen = random.randint(0, len(pairs), count)
    a, b = pairs["a"][chosen].astype(np.int64), pairs["b"][chosen].astype(np.int64)
    truth = torch.tensor((likeness[a].astype(np.float32) * likeness[b].astype(np.float32)).sum(1))
    said = reader(packed.of(torch.tensor(a)), packed.of(torch.tensor(b)))[:, 5]
    return ((said - 4 * truth) ** 2).mean()


def pretrain(reader, packed, pairs, likeness, steps=2000, batch=384):
    random, optimizer = np.random.RandomState(1), torch.optim.AdamW([p for p in reader.parameters() if p.requires_grad], weight_decay=0.01)
    for step in range(steps):
        rated(optimizer, 3e-3 * min(1, step / 200) * max(0.1, 1 - step / steps))
        loss = likeness_loss(reader, packed, pairs, likeness, random, batch) + 3e-3 * (reader.learned.weight ** 2).sum(-1).mean()
        optimizer.zero_grad(); loss.backward(); optimizer.step()


def teach(reader, packed, lessons, pairs, likeness, epochs, after=None, batch=256):
    a, b, truth = (torch.tensor([lesson[at] for lesson in lessons]) for at in range(3))
    weight = torch.tensor([lesson[3] for lesson in lessons], dtype=torch.float32)
    random, count = np.random.RandomState(0), len(lessons)
    torch.manual_seed(0)
    optimizer = torch.optim.AdamW([p for p in reader.parameters() if p.requires_grad], weight_decay=0.05)
    steps, step = epochs * (count // batch), 0
    swap = torch.tensor([0, 2, 1, 3, 4])
    for epoch in range(epochs):
        order = torch.tensor(random.permutation(count))
        for start in range(0, count - batch + 1, batch):
            at = order[start:start + batch]
            turned = torch.rand(batch) < 0.5
            first, last = torch.where(turned, b[at], a[at]), torch.where(turned, a[at], b[at])
            answer = torch.where(turned, swap[truth[at]], truth[at])
            rated(optimizer, 2e-3 * min(1, step / 150) * max(0.02, 1 - step / steps))
            said = reader(packed.of(first), packed.of(last))
            loss = (F.cross_entropy(said[:, :5], answer, reduction="none", label_smoothing=0.03) * weight[at]).mean()
            loss = loss + 0.2 * likeness_loss(reader, packed, pairs, likeness, random, 128) + 6e-3 * (reader.learned(packed.ids[a[at]]) ** 2).sum(-1).mean()
            optimizer.zero_grad(); loss.backward(); optimizer.step()
            step += 1
        if after:
            print(f"epoch {epoch} {after(reader)}", flush=True)


@torch.no_grad()
def ask(reader, packed, a, b, batch=2048):
    """Mean of both directions: log-odds of five answers in the order of (a, b), and four times the likeness."""
    reader.eval()
    a, b = torch.as_tensor(np.asarray(a, np.int64)), torch.as_tensor(np.asarray(b, np.int64))
    said = []
    for at in range(0, len(a), batch):
        x, y = packed.of(a[at:at + batch]), packed.of(b[at:at + batch])
        said.append((reader(x, y) + reader(y, x)[:, [0, 2, 1, 3, 4, 5]]) / 2)
    reader.train()
    return torch.cat(said).numpy()


@torch.no_grad()
def export(reader, stems, path):
    """The file that src/resolve/judging/reader/table.rs reads."""
    reader.eval()
    vectors = reader.words(torch.arange(2, len(stems) + 2)).numpy()
    order = sorted(range(len(stems)), key=lambda at: stems[at].encode())
    vectors, text = vectors[order], "\n".join(stems[at] for at in order).encode()
    scale = np.maximum(np.abs(vectors).max(1) / 127, 1e-9)
    rows = np.clip(np.round(vectors / scale[:, None]), -127, 127).astype(np.int8)
    weight = {name: tensor.numpy().astype(np.float32) for name, tensor in reader.state_dict().items()}
    compare, parts = weight["compare.weight"], range(4)
    own, found, apart, product = (compare[:, at * WIDTH:(at + 1) * WIDTH] for at in parts)
    moved, flags = compare[:, 4 * WIDTH:4 * WIDTH + PLACE], compare[:, 4 * WIDTH + PLACE:]
    layers = [weight["unknown"], weight["nothing"], weight["nothing_bias"], weight["equal_bias"], weight["place.weight"],
              weight["key.weight"].T, (own + apart).T, (found - apart).T, product.T, moved.T, flags.T, weight["compare.bias"],
              weight["second.weight"].T, weight["second.bias"], weight["out.weight"].T, weight["out.bias"], weight["answer.weight"].T, weight["answer.bias"]]
    with open(path, "wb") as file:
        file.write(b"portent reader 1\n" + struct.pack("<II", len(stems), len(text)) + text)
        file.write(scale.astype("<f4").tobytes() + rows.tobytes())
        file.write(np.concatenate([np.ascontiguousarray(layer).reshape(-1) for layer in layers]).astype("<f4").tobytes())


def lessons_of(names, gold, rows):
    """(a, b, answer, weight, fold) of every label; pairs of one name share a fold as far as their smaller name does."""
    drawn, place, lessons = anchors(gold, rows), {}, []
    for at, name in enumerate(names):
        place.setdefault(name.key(), at)
    for line in open(pathlib.Path(__file__).parent / "labels.tsv", encoding="utf-8"):
        if line.startswith("#"):
            continue
        first, last, answer, _, weight = line.split()
        a, b = place.get(first), place.get(last)
        if a is not None and b is not None and a != b and a not in drawn and b not in drawn:
            lessons.append((a, b, ANSWERS[answer], float(weight)))
    for label, row in zip(gold, rows):
        a, b = int(row["a"]), int(row["b"])
        if label["stratum"] == "pool" or a in drawn or b in drawn or a == b:
            continue
        answer = {"broader": "B", "narrower": "S"}.get(label["relation"], label["label"])
        if names[a].label != label["name_a"]:
            answer = {"B": "S", "S": "B"}.get(answer, answer)
        lessons.append((a, b, ANSWERS[answer], 1.0))
    return [(*lesson, min(lesson[:2]) * 2654435761 % 2**31 % FOLDS) for lesson in lessons]


def main(work, gold_path, first, *others):
    start = time.time()
    vocabulary = np.load(f"{work}/vocabulary.npz", allow_pickle=True)
    stems, likeness = vocabulary["stems"].tolist(), np.load(f"{work}/likeness.npy")
    names = [name for folder in (first, *others) for name in read_names(f"{folder}/names.tsv")]
    packed, pairs, gold = Packed(names, stems), np.fromfile(f"{first}/candidates.bin", ROW), read_gold(gold_path)
    rows = np.fromfile(f"{first}/{pathlib.Path(gold_path).stem}.bin", ROW)
    lessons = lessons_of(names, gold, rows)
    print(f"{len(names)} names, {len(lessons)} lessons", flush=True)
    pool = np.array([label["stratum"] == "pool" for label in gold])
    truth = np.array([label["label"] == "D" for label in gold])[pool]

    def measured(reader):
        said = torch.tensor(ask(reader, packed, rows["a"][pool], rows["b"][pool])[:, :5]).softmax(1)[:, 0].numpy()
        hits = truth[np.argsort(-said, kind="stable")].cumsum()
        return f"best F1 of the pools {(2 * hits / (np.arange(1, len(hits) + 1) + truth.sum())).max():.3f}, {time.time() - start:.0f} s"

    torch.manual_seed(1)
    base = Reader(vocabulary["vectors"])
    pretrain(base, packed, pairs, likeness)
    state = {name: tensor.clone() for name, tensor in base.state_dict().items()}
    teach(base, packed, lessons, pairs, likeness, 4, measured)
    export(base, stems, f"{work}/reader.bin")
    a, b = (np.array([lesson[at] for lesson in lessons]) for at in (0, 1))
    fold, held = np.array([lesson[4] for lesson in lessons]), np.zeros((len(lessons), 6), np.float32)
    for out in range(FOLDS):
        reader = Reader(vocabulary["vectors"])
        reader.load_state_dict(state)
        teach(reader, packed, [lesson for lesson in lessons if lesson[4] != out], pairs, likeness, 4, measured)
        held[fold == out] = ask(reader, packed, a[fold == out], b[fold == out])
    answers, count = np.array([lesson[2] for lesson in lessons]), len(read_names(f"{first}/names.tsv"))
    inside = (a < count) & (b < count)
    np.stack([a[inside], b[inside]], 1).astype("<u4").tofile(f"{work}/lessons.ids")
    np.savez(f"{work}/held.npz", a=a, b=b, answer=answers, weight=[lesson[3] for lesson in lessons], said=held,
             gold=ask(base, packed, rows["a"], rows["b"]), first=count)


if __name__ == "__main__":
    main(*sys.argv[1:])
