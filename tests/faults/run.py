"""Fails each call of a build in turn (T22), ends it at each moment (T23), runs several at once, and counts the files that come to
harm: none may.

usage: run.py BINARY        needs Linux and strace
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import ARTICLES, Bench, Ended, Tree, folder, left, run, tree

ERRORS = ("ENOSPC", "EIO", "EACCES", "EINTR")
# Calls by what they do, with all their names.
FAILED = {
    "write": "write",
    "fsync": "fsync",
    "rename": "rename,renameat,renameat2",
    "open": "openat",
    "map": "mmap",
    "link": "link,linkat",
    "symlink": "symlink,symlinkat",
    "mkdir": "mkdir,mkdirat",
    "chmod": "chmod,fchmod,fchmodat",
}
REMOVED = "unlink,unlinkat,rmdir"
SIGNALS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129, "SIGKILL": -9}
MOMENTS = 20
ROUNDS = 8


class Row:
    """One row of the table: runs, how they left the files, and what was wrong."""

    def __init__(self, name: str, what: str):
        self.name, self.what, self.runs, self.states, self.harm = name, what, 0, {}, []

    def add(self, state: str, harm: list[str], moment: str) -> None:
        self.runs += 1
        self.states[state] = self.states.get(state, 0) + 1
        self.harm.extend(f"{self.name}, {self.what}, {moment}: {found}" for found in harm)

    def line(self) -> str:
        count = [self.states.get(state, 0) for state in ("old", "new", "mixed")]
        return f"| {self.name} | {self.what} | {self.runs} | {count[0]} | {count[1]} | {count[2]} | {len(self.harm)} |"


def injected(bench: Bench, calls: str, fault: str, when: str) -> Ended | None:
    """A build in which these calls meet the fault; `None` where it makes fewer of them."""
    bench.reset()
    log = bench.where / "log"
    # One thread does all, so that it counts its calls through.
    strace = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={calls}", "-e", f"inject={calls}:{fault}:when={when}"]
    ended = run(strace + bench.command(bench.pages), bench.where)
    met = log.read_text(errors="replace")
    if any("write(2, " in line and "INJECTED" in line for line in met.splitlines()):
        # The call that failed was the one that tells of failures.
        ended.told += "error: out/"
    return ended if any(sign in met for sign in ("INJECTED", "--- SIG", "+++ killed")) else None


def failures(bench: Bench, name: str, error: str) -> Row:
    """The n-th call fails, for each n."""
    row, n = Row(name, error), 1
    while (ended := injected(bench, FAILED[name], f"error={error}", str(n))) is not None:
        harm = bench.harm_of_failure(ended)
        state = bench.state()
        if ended.code not in (0, 2):
            harm += bench.harm_of_next()
        # Pages that cannot be read are told, and the files are those of the others.
        row.add("new" if state == "mixed" and not harm else state, harm, f"call {n}")
        n += 1
    return row


def all_from_there(bench: Bench, calls: str, name: str) -> Row:
    """The n-th call and all after it fail: nothing can be put back, and the next run does it."""
    row, n = Row(name, "EIO from there on"), 1
    while (ended := injected(bench, calls, "error=EIO", f"{n}+")) is not None:
        state = bench.state()
        harm = ["mixed"] if state == "mixed" else ["hangs"] if ended.code is None else []
        row.add(state, harm + bench.harm_of_next(), f"call {n}")
        n += 1
    return row


def ends_at_calls(bench: Bench, signal: str) -> Row:
    """The signal comes with the n-th call that changes something, for each n."""
    row = Row(signal, "with each rename, link and fsync")
    code = SIGNALS[signal]
    for calls in (FAILED["rename"], FAILED["link"], FAILED["symlink"], FAILED["fsync"], REMOVED):
        n = 1
        while (ended := injected(bench, calls, f"signal={signal}", str(n))) is not None:
            killed = signal == "SIGKILL"
            # A run that was at its end is done before it sees the signal.
            harm = bench.harm_of_end(ended, {code, 0} | ({137} if killed else set()), killed)
            row.add(bench.state(), harm + (bench.harm_of_next() if killed else []), f"{calls} {n}")
            n += 1
    return row


def ends_in_time(bench: Bench, signal: str) -> Row:
    """The signal comes at so many moments of a run."""
    row = Row(signal, f"at {MOMENTS} moments")
    number = SIGNALS[signal] if signal == "SIGKILL" else 128 - SIGNALS[signal]
    bench.reset()
    start = time.perf_counter()
    bench.build(bench.pages)
    whole = time.perf_counter() - start
    for moment in range(MOMENTS):
        bench.reset()
        process = subprocess.Popen(bench.command(bench.pages), cwd=bench.where, stderr=subprocess.PIPE)
        time.sleep(whole * (moment + 0.5) / MOMENTS)
        process.send_signal(-number)
        told = process.communicate(timeout=60)[1]
        ended = Ended(process.returncode, told.decode("utf8", "replace"))
        killed = signal == "SIGKILL"
        # Before the run watches for signals, the system ends it.
        harm = bench.harm_of_end(ended, {SIGNALS[signal], number, 0}, killed)
        row.add(bench.state(), harm + (bench.harm_of_next() if killed else []), f"moment {moment}")
    return row


def at_once(bench: Bench, slowly: bool) -> Row:
    """Two builds of different pages into one folder, and a reader all the while."""
    row = Row("two builds", "slow renames" if slowly else "at once")
    pages = sorted(bench.pages.iterdir())
    sets = ([pages[0], pages[1]], [pages[1], pages[2]])
    alone = [bench.made_of(*pages) for pages in sets]
    slow = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={FAILED['rename']}"]
    slow += ["-e", f"inject={FAILED['rename']}:delay_enter=3000"]
    read = [str(bench.binary), "top", "out/g.json", "-n", "1", "--no-config"]
    for turn in range(ROUNDS):
        bench.reset()
        start = lambda pages: subprocess.Popen(
            (slow if slowly else []) + bench.command(*pages), cwd=bench.where, stderr=subprocess.PIPE
        )
        builds, harm = [start(pages) for pages in sets], []
        while any(build.poll() is None for build in builds):
            reader = run(read, bench.where)
            if reader.code != 0:
                harm.append(f"reader: {reader.told}")
        harm += [f"exit {build.returncode}: {build.stderr.read()}" for build in builds if build.wait() != 0]
        # Notes of the one that lost stay beside those of the winner, as after any two builds.
        now = tree(bench.out)
        won = [each for each in alone if all(now.get(name) == text for name, text in each.items() if is_wholly(each, name, bench))]
        state = "new" if len(won) == 1 else "mixed"
        harm += ([] if won else ["mixed"]) + [f"stays: {name}" for name in left(bench.out)]
        row.add(state, harm, f"round {turn}")
    return row


def is_wholly(made: Tree, name: str, bench: Bench) -> bool:
    """Whether the file is of that build, and not one of the earlier build that it left."""
    return made[name] != bench.old.get(name)


def one_cache(bench: Bench) -> Row:
    """Two runs make one file of vectors at once."""
    row = Row("two runs", "one vectors file")
    articles = ARTICLES.parent / "articles"
    command = [str(bench.binary), "top", str(articles), "--vectors", "v", "--no-config", "-n", "1", "-q"]
    file = bench.where / "v"
    assert run(command, bench.where).code == 0
    alone = file.read_bytes()
    for turn in range(3):
        file.unlink()
        runs = [subprocess.Popen(command, cwd=bench.where, stdout=subprocess.DEVNULL) for _ in range(2)]
        harm = [f"exit {run.returncode}" for run in runs if run.wait() != 0]
        same = file.read_bytes() == alone
        stays = [f"stays: {path.name}" for path in bench.where.iterdir() if path.name.startswith(".portent-")]
        row.add("new" if same else "mixed", harm + stays + ([] if same else ["differs"]), f"round {turn}")
    return row


def check_the_judge(bench: Bench) -> int:
    """Does harm by hand, each kind of it, and counts how often the judge sees it; it must see all, and none where none is."""
    told = "error: cannot write out/g.json: Input/output error\n"
    some = bench.out / "g.json"

    def write(name: str, text: bytes) -> None:
        (bench.out / name).parent.mkdir(exist_ok=True)
        (bench.out / name).write_bytes(text)

    harms = {
        "a torn file": (2, told, lambda: write("g.json", bench.old["g.json"][1][:100])),
        "a lost file": (2, told, some.unlink),
        "a mixture": (2, told, lambda: write("g.json", bench.new["g.json"][1])),
        "a mixture that is told as done": (0, "", lambda: write("g.json", bench.new["g.json"][1])),
        "a mixture beside a skipped page": (0, "warning: 1 file was skipped", lambda: write("g.json", b"{}")),
        "old files that are told as new": (0, "", lambda: None),
        "a temporary file": (2, told, lambda: write(".portent-1-0", b"")),
        "a link": (2, told, lambda: (some.unlink(), write(".portent-1/x", bench.old["g.json"][1]), some.symlink_to(".portent-1/x"))),
        "another mode": (2, told, lambda: some.chmod(0o644)),
        "no message": (2, "", lambda: None),
        "no path": (2, "error: it failed\n", lambda: None),
        "a panic": (101, "error: portent 1.0.0 is at fault itself: x", lambda: None),
        "a dead run that changed a file": (-6, "", lambda: write("g.json", bench.new["g.json"][1])),
        "a run without end": (None, "", lambda: None),
    }
    for name, (code, message, do) in harms.items():
        bench.reset()
        do()
        assert bench.harm_of_failure(Ended(code, message)), f"{name} is not seen"
    bench.reset()
    assert not bench.harm_of_failure(Ended(2, told)), "harm is seen where none is"
    # A program that copies one file after the other, killed at each: the loop must see mixtures.
    mixed, n = 0, 1
    new = bench.where / "made"
    bench.build(bench.pages)
    shutil.copytree(bench.out, new)
    while n < 100:
        bench.reset()
        copy = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=openat:signal=SIGKILL:when=" + str(n)]
        ended = run(copy + ["cp", "-r", f"{new}/.", str(bench.out)], bench.where)
        mixed += bool(bench.harm_of_end(ended, {-9, 137}, True))
        n += 1
    assert mixed > 5, "a copy that is killed halfway is not seen"
    return len(harms) + 1


def main() -> int:
    binary = Path(sys.argv[1]).resolve()
    start = time.perf_counter()
    with folder() as where:
        def on_a_bench(task):
            make, *arguments = task
            place = Path(where, str(tasks.index(task)))
            place.mkdir()
            try:
                return make(Bench(binary, place), *arguments)
            finally:
                shutil.rmtree(place)

        place = Path(where, "judge")
        place.mkdir()
        print(f"the judge sees {check_the_judge(Bench(binary, place))} kinds of harm that were done by hand")
        tasks = [(failures, name, error) for name in FAILED for error in ERRORS + (("ENOMEM",) if name == "map" else ())]
        tasks += [(all_from_there, FAILED["rename"], "rename"), (all_from_there, REMOVED, "unlink")]
        tasks += [(ends_at_calls, signal) for signal in SIGNALS]
        tasks += [(ends_in_time, signal) for signal in SIGNALS]
        tasks += [(at_once, False), (at_once, True), (one_cache,)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            rows = list(pool.map(on_a_bench, tasks))
    print("| call or signal | fault | runs | all old | all new | mixed | harm |\n|---|---|---|---|---|---|---|")
    for row in rows:
        print(row.line())
    harm = [found for row in rows for found in row.harm]
    print(f"{sum(row.runs for row in rows)} runs, {len(harm)} files or runs harmed, {time.perf_counter() - start:.0f} s")
    for found in harm[:40]:
        print("harm:", found)
    return 1 if harm else 0


if __name__ == "__main__":
    sys.exit(main())
