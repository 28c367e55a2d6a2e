"""What the tests share. Expected values come from the command, which is another way through the same graph, or by hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import portent

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = ROOT / "fixtures" / "articles"


@pytest.fixture(scope="session")
def graph():
    """The graph of the fixtures."""
    return portent.build(ARTICLES)


@pytest.fixture(scope="session")
def command():
    """Runs the command and gives what it prints; fails where it fails."""

    def run(*arguments, folder=None):
        words = [sys.executable, "-m", "portent", *map(str, arguments)]
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", cwd=folder or ROOT)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def answer(command):
    """Asks the command, which answers in JSON."""

    def ask(name, *arguments):
        return json.loads(command(name, "--no-config", "-q", "--format", "json", *arguments))

    return ask
