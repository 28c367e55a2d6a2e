"""Runs docs/notebook.ipynb and compares what its cells print with what stands there; `--write` writes it instead.

The cell of the explorer holds a whole page, which is left out of the file.
"""

import difflib
import os
import sys
from pathlib import Path

import nbclient
import nbformat

DOCS = Path(__file__).resolve().parents[3] / "docs"
FILE = DOCS / "notebook.ipynb"
LEFT_OUT = "remove-output"


def ran(notebook):
    """The notebook with the outputs of a fresh run in docs/."""
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": DOCS}}).execute()
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.metadata.pop("execution", None)
            kept = [] if LEFT_OUT in cell.metadata.get("tags", []) else cell.outputs
            cell.outputs = [strip(output) for output in kept]
    return notebook


def strip(output):
    """The output without the count of its run."""
    if "execution_count" in output:
        output["execution_count"] = None
    return output


def main():
    before = FILE.read_text(encoding="utf-8")
    fresh = nbformat.writes(ran(nbformat.reads(before, as_version=4)), indent=1) + "\n"
    if "--write" in sys.argv:
        FILE.write_text(fresh, encoding="utf-8")
    elif fresh != before:
        diff = difflib.unified_diff(before.splitlines(), fresh.splitlines(), str(FILE), "fresh run", lineterm="", n=1)
        print("\n".join(list(diff)[:60]))
        sys.exit("docs/notebook.ipynb is out of date: python crates/portent-py/tests/notebook.py --write")
    print(f"{FILE.name}: {sum(cell.cell_type == 'code' for cell in nbformat.reads(fresh, as_version=4).cells)} cells ran")


if __name__ == "__main__":
    main()
