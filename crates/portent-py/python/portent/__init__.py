"""Knowledge graphs of articles about the future.

    import portent

    graph = portent.build("articles")
    graph.top("concern", limit=10)
    graph.recurring("signal").to_pandas()
    graph.save("graph.gexf")

Tables go into pandas, polars, pyarrow and DuckDB as they are. See `build`, `load`, `resolve`, `Graph` and `Table`.
"""

from ._decisions import save_decisions
from ._errors import FileError, NoColumnError, OptionError, PortentError, UnknownNameError
from ._portent import Graph, Table, __version__, build, load, resolve

__all__ = [
    "FileError",
    "Graph",
    "NoColumnError",
    "OptionError",
    "PortentError",
    "Table",
    "UnknownNameError",
    "__version__",
    "build",
    "load",
    "resolve",
    "save_decisions",
]
