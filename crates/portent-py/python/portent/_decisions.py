"""Decisions of people on pairs of names: rows of verdict, kind, two names and a note."""

import os
from typing import Iterable, Mapping, Sequence, Union

HEADER = ("verdict", "kind", "name_a", "name_b", "note")
Row = Union[Mapping[str, str], Sequence[str]]


def text(rows: "Iterable[Row]") -> str:
    """The text of a decisions file (TSV)."""
    lines = ["\t".join(HEADER)]
    for row in rows:
        if isinstance(row, Mapping):
            cells = [str(row.get(name) or "") for name in HEADER]
        elif isinstance(row, str):
            raise TypeError("a decision is a row of verdict, kind and two names, no text")
        else:
            cells = [str(cell) for cell in row]
            if not 4 <= len(cells) <= len(HEADER):
                raise ValueError(f"a decision has 4 or 5 cells (verdict, kind, name_a, name_b, note), this has {len(cells)}")
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines) + "\n"


def save_decisions(rows: "Iterable[Row]", path: "str | os.PathLike[str]") -> None:
    """Writes a decisions file, which `build(…, decisions=path)` and `portent build --decisions` follow."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text(rows))
