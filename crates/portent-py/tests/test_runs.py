"""What runs meanwhile: Ctrl-C, threads of Python, progress, the command."""

import signal
import subprocess
import sys
import threading

import pytest
from conftest import ARTICLES, ROOT

import portent

BUILD = f"""
import portent
def told(step):
    print(step, flush=True)
while True:
    portent.build({str(ARTICLES)!r}, progress=told)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a process")
def test_ctrl_c_ends_a_build():
    child = subprocess.Popen([sys.executable, "-c", BUILD], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "reading articles\n"
    child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=120)
    assert "KeyboardInterrupt" in told
    assert child.returncode in (-signal.SIGINT, 130, 1)


def test_steps_are_told_in_order():
    steps = []
    portent.build(ARTICLES, progress=steps.append)
    assert steps[0] == "reading articles" and steps[-1] == "assembling the result"
    assert "resolving names" in steps


def test_an_error_of_whoever_is_told_ends_the_build():
    def told(step):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        portent.build(ARTICLES, progress=told)


def test_other_threads_of_python_run_meanwhile():
    turns, ended = [], threading.Event()

    def turn():
        while not ended.is_set():
            turns.append(1)
            ended.wait(0.001)

    other = threading.Thread(target=turn)
    other.start()
    before = len(turns)
    portent.build(ARTICLES)
    during = len(turns) - before
    ended.set()
    other.join()
    assert during > 3


def test_the_command_is_the_module(command):
    assert command("--version").split() == ["portent", portent.__version__]
    assert "541 nodes" in subprocess.run(
        [sys.executable, "-m", "portent", "build", str(ARTICLES), "--format", "dot", "-o", "-", "--no-config"],
        capture_output=True, text=True, cwd=ROOT, encoding="utf-8",
    ).stderr
    wrong = subprocess.run([sys.executable, "-m", "portent", "bild"], capture_output=True, text=True)
    assert wrong.returncode == 2 and "build" in wrong.stderr
