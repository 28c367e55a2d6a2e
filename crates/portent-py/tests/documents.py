"""Runs every block of Python in README and docs, those of one document in turn, in a folder with the fixtures as `articles`.

Blocks below `<!-- not run: why -->` are left out; `crates/portent-cli/tests/documents` counts them.
"""

import os
import re
import shutil
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BLOCK = re.compile(r"(?P<mark>^<!-- not run: [^\n]*-->\n)?^```python\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


def main():
    failed, count = 0, 0
    for document in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = document.read_text(encoding="utf-8")
        blocks = [block for block in BLOCK.finditer(text) if not block["mark"]]
        if not blocks:
            continue
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "fixtures" / "articles", Path(folder) / "articles")
            os.chdir(folder)
            names = {"__name__": "__main__"}
            for block in blocks:
                line = text.count("\n", 0, block.start("code")) + 1
                place = f"{document.relative_to(ROOT)}:{line}"
                count += 1
                try:
                    # Lines of a traceback are lines of the document.
                    code = "\n" * (line - 1) + block["code"]
                    with warnings.catch_warnings():
                        warnings.simplefilter("error", UserWarning)
                        exec(compile(code, place, "exec"), names)
                except Exception:
                    failed += 1
                    print(f"{place} fails", file=sys.stderr)
                    traceback.print_exc()
            os.chdir(ROOT)
    if failed or not count:
        sys.exit(f"{failed} of {count} blocks failed")
    print(f"{count} blocks of Python ran")


if __name__ == "__main__":
    main()
