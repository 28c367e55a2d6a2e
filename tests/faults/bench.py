"""What the fault loops stand on: a build with five outputs into a folder that holds an earlier build, and a judge of what is there after it."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

ARTICLES = Path(__file__).resolve().parents[2] / "fixtures" / "review"
HIDDEN = ".portent-"
SECONDS = 60  # A run takes a tenth of a second; whoever takes so long hangs.

Tree = dict[str, tuple[int, bytes]]  # mode and content


@dataclass
class Ended:
    """How a run ended, and what it says."""

    code: int | None  # None: it hung
    told: str


def run(command: list[str], cwd: Path) -> Ended:
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return Ended(None, "")
    return Ended(done.returncode, done.stderr.decode("utf8", "replace"))


def tree(folder: Path) -> Tree:
    """All files as they read, through links too; what leads nowhere is not there, and hidden folders of runs are none of it."""
    files = {}
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(HIDDEN)]
        for name in names:
            path = Path(above, name)
            if not name.startswith(HIDDEN) and path.exists():
                files[str(path.relative_to(folder))] = (path.stat().st_mode & 0o777, path.read_bytes())
    return files


def left(folder: Path) -> list[str]:
    """What no finished run leaves: hidden files and folders of runs, and links."""
    found = []
    for above, folders, names in os.walk(folder):
        for name in folders + names:
            if name.startswith(HIDDEN) or Path(above, name).is_symlink():
                found.append(str(Path(above, name).relative_to(folder)))
    return found


class Bench:
    """A folder of its own with an earlier build, and the build that is to replace it."""

    def __init__(self, binary: Path, where: Path):
        self.binary, self.where, self.out = binary, where, where / "out"
        self.pages = where / "pages"
        shutil.copytree(ARTICLES, self.pages)
        assert self.build(sorted(self.pages.iterdir())[0]).code == 0, "the earlier build"
        (self.out / "g.json").chmod(0o600)
        shutil.copytree(self.out, where / "kept")
        self.old = tree(self.out)
        assert self.build(self.pages).code == 0, "the build"
        self.new = tree(self.out)
        # A mixture cannot be taken for a whole set: each output differs.
        shared = [name for name in self.old if self.old[name] == self.new[name] and "vault" not in name]
        assert not shared, f"equal in both builds: {shared}"

    def command(self, *pages: Path) -> list[str]:
        outputs = ["out/g.json", "out/g.gexf", "csv:out/tables", "out/page.html", "vault:out/vault"]
        flags = [word for output in outputs for word in ("-o", output)]
        build = [str(self.binary), "build", *map(str, pages), "-j1", "--no-config", "--vault-top", "6"]
        return build + flags

    def build(self, *pages: Path) -> Ended:
        return run(self.command(*pages), self.where)

    def made_of(self, *pages: Path) -> Tree:
        """The same outputs made of these pages, over the earlier build."""
        self.reset()
        assert self.build(*pages).code == 0
        return tree(self.out)

    def reset(self) -> None:
        shutil.rmtree(self.out)
        shutil.copytree(self.where / "kept", self.out)

    def state(self) -> str:
        now = tree(self.out)
        return "old" if now == self.old else "new" if now == self.new else "mixed"

    def harm_of_failure(self, ended: Ended) -> list[str]:
        """What is wrong after a run of which one call failed: nothing where it is refused and all is old, or done and all is new."""
        harm = []
        state = self.state()
        if ended.code is None:
            harm.append("hangs")
        elif ended.code == 2:
            if state != "old":
                harm.append(f"exit 2 and {state}")
            # A thread has no path.
            told = [line for line in ended.told.splitlines() if line.startswith("error: ")]
            if not any("/" in line or "thread" in line for line in told):
                harm.append(f"exit 2 without path and cause: {ended.told!r}")
        elif ended.code == 0:
            told_less = "skipped" in ended.told and state == "mixed" and not self.holds_old()
            if state != "new" and not told_less:
                harm.append(f"exit 0 and {state}")
        elif state != "old":
            harm.append(f"died ({ended.code}) and {state}")
        # The runtime of Rust has no other way to say that a thread gets no stack for its signals.
        panics = "panicked" in ended.told or "is at fault itself" in ended.told
        if panics and "alternative stack" not in ended.told:
            harm.append("panics")
        if ended.code in (0, 2):
            harm.extend(f"stays: {name}" for name in left(self.out))
        return harm

    def holds_old(self) -> bool:
        now = tree(self.out)
        return any(now.get(name) == text for name, text in self.old.items() if "vault" not in name)

    def harm_of_end(self, ended: Ended, codes: set[int], leaves: bool) -> list[str]:
        """What is wrong after a run that a signal ended; `leaves`: it had no time to clear up."""
        harm = [] if ended.code in codes else [f"exit {ended.code}"]
        if self.state() == "mixed":
            harm.append("mixed")
        if not leaves:
            harm.extend(f"stays: {name}" for name in left(self.out))
        return harm

    def harm_of_next(self) -> list[str]:
        """What is wrong after the next run, which nothing disturbs."""
        ended = self.build(self.pages)
        harm = [] if ended.code == 0 and self.state() == "new" else [f"next run: {ended.code}, {self.state()}"]
        return harm + [f"stays after the next run: {name}" for name in left(self.out)]


def folder() -> tempfile.TemporaryDirectory:
    """A new folder, in memory where the system has that: the loops write much, and nothing of it is for long."""
    memory = "/dev/shm"
    return tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)
