"""The command `portent`: the same program as the one without Python."""

import signal
import sys

from ._portent import main as run


def main() -> None:
    """Runs the command with what was typed, and ends the process."""
    # Signals are the command's own: it leaves nothing half-written.
    for name in ("SIGINT", "SIGPIPE"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_IGN if name == "SIGPIPE" else signal.SIG_DFL)
    run(["portent", *sys.argv[1:]])
