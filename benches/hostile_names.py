"""T15: how resolution grows on names made to defeat blocking: CPU seconds at N/2 and N names of each family.

    python3 benches/hostile_names.py target/release/portent WORK [N]

Each family is a folder of pages of 50 concerns; `portent duplicates FOLDER -n 1 -v` reads and resolves it. Printed per family:
CPU seconds at half and all of N (100,000 unless told), their ratio, seconds by the clock, and the caps that it reports.
Fails where a family that is no single name is capped without a word; seconds decide nothing.
"""

import os
import resource
import shutil
import subprocess
import sys
import time


def letters(at):
    """Five letters that count."""
    return "".join(chr(97 + at // 26**place % 26) for place in range(5))


FAMILIES = {
    "equal but for the last character": lambda at: f"Strain on Local Power Grid {chr(0x20000 + at)}",
    "equal but for the last letters": lambda at: f"Local Grid Strain qqqq{letters(at)}",
    "one shared word": lambda at: f"Strain of {letters(at * 7919)} by {letters(at * 104729 + 13)}",
    "identical": lambda at: "Strain on Local Power Grids",
}


def write(folder, names):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for first in range(0, len(names), 50):
        rows = "".join(f"| {name} | | 3 |\n" for name in names[first : first + 50])
        head = f"# __Page {first}__, (from page [20250101](https://x.example).)\n\n"
        table = "## Concerns\n\n| name | description | relevancy |\n|---|---|---|\n"
        with open(f"{folder}/{first:07}.md", "w") as page:
            page.write(head + table + rows)


def run(binary, folder):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([binary, "duplicates", folder, "-n", "1", "-v"], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.monotonic() - start, [line for line in done.stderr.splitlines() if "blocking" in line]


def main():
    binary, work = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    for family, name in FAMILIES.items():
        figures = []
        for size in (count // 2, count):
            write(f"{work}/hostile", [name(at) for at in range(size)])
            figures.append(run(binary, f"{work}/hostile"))
        (half, _, _), (whole, wall, caps) = figures
        print(f"{family}: {half:.2f} and {whole:.2f} CPU s ({whole / half:.2f} times), {wall:.2f} s by the clock")
        for cap in caps:
            print(f"    {cap}")
        assert caps or family == "identical", f"{family}: no cap is reported"
    write(f"{work}/hostile", ["Strain " * 150_000, "Local Grid Strain"])
    cpu, wall, _ = run(binary, f"{work}/hostile")
    print(f"one name of a million characters: {cpu:.2f} CPU s, {wall:.2f} s by the clock")


main()
