"""What portent refuses, with the way out."""


class PortentError(Exception):
    """What stops portent; `hint` says what to do, where that is known."""

    def __init__(self, message: str, hint: "str | None" = None):
        super().__init__(message if hint is None else f"{message}\nhint: {hint}")
        self.message = message
        self.hint = hint


class FileError(PortentError, OSError):
    """A file or folder that cannot be read or written."""


class OptionError(PortentError, ValueError):
    """An argument whose value cannot be used."""


class UnknownNameError(PortentError, LookupError):
    """A name that the graph does not have; the hint names the nearest."""


class NoColumnError(PortentError, LookupError):
    """A column that the table does not have."""
