"""Writes the arguments of `build` and `resolve` in `portent/_portent.pyi` from the settings of the program.

`python stub.py` writes the file; `test_stub.py` fails where it is not what this would write.
"""

import re
from pathlib import Path

from portent import _portent

STUB = Path(__file__).parent.parent / "python" / "portent" / "_portent.pyi"
NAMES = ("duplicates", "decisions", "vectors", "strings_only", "weights", "threshold", "merge_precision", "threads", "seed")
TYPES = {
    "switch": "bool",
    "integer": "int",
    "positive": "float",
    "probability": "float",
    "choice": "str",
    "text": "str | Mapping[str, float]",
    "file": "StrPath",
}


def arguments(names, apart):
    """Lines of keyword arguments; those in `apart` are written by hand."""
    rows = [row for row in _portent.settings() if names is None or row[0] in names]
    return "".join(f"    {name}: {TYPES[shape]} | None = None,\n" for name, shape, _, _ in rows if name not in apart)


def written(text):
    """The stub with its arguments made anew."""
    made = {"build": arguments(None, ("decisions",)), "resolve": arguments(NAMES, ())}
    for name, lines in made.items():
        pattern = rf"(    # settings of {name}\n).*?(    # end of settings\n)"
        text = re.sub(pattern, lambda match, lines=lines: match[1] + lines + match[2], text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    STUB.write_text(written(STUB.read_text(encoding="utf-8")), encoding="utf-8")
