"""How a build tells its steps."""

import sys


class _Cell:
    """One line of a notebook's output, written over with each step."""

    def __init__(self, display):
        self.handle = display({"text/plain": "portent"}, raw=True, display_id=True)

    def __call__(self, step):
        self.handle.update({"text/plain": f"portent: {step} …"}, raw=True)

    def done(self):
        self.handle.update({"text/plain": "portent: done"}, raw=True)


class _Line:
    """A line on standard error for each step."""

    def __call__(self, step):
        print(f"portent: {step}", file=sys.stderr)

    def done(self):
        pass


def reporter(progress):
    """What is called with each step: `progress` itself, or what shows steps in a notebook, or nothing.

    `None` shows steps in notebooks alone, `True` everywhere, `False` nowhere.
    """
    if callable(progress):
        return progress
    if progress is False:
        return None
    shell = sys.modules.get("IPython")
    kernel = shell is not None and getattr(shell.get_ipython(), "kernel", None) is not None
    if kernel:
        from IPython.display import display

        return _Cell(display)
    return _Line() if progress else None
