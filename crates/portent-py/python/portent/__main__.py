"""`python -m portent` is the command `portent`."""

from ._command import main

main()
