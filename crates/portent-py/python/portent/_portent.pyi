import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import igraph
import networkx
import pandas
import polars

StrPath = str | os.PathLike[str]
Words = str | Sequence[str]
Day = str | datetime.date

__version__: str

class Table:
    """Rows of typed columns. `pandas.DataFrame.from_arrow`, `polars.DataFrame`, `pyarrow.table` and DuckDB take it as it is."""

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
    @property
    def remarks(self) -> list[str]:
        """What must be said beside the figures: what was cut, sampled or left out."""
    def select(self, *columns: str) -> Table:
        """The table of these columns alone, in this order. `NoColumnError` where there is none of that name."""
    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries; what is missing is `None`."""
    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame."""
    def to_polars(self) -> polars.DataFrame:
        """A polars data frame."""
    def __getitem__(self, name: str) -> list[Any]:
        """The values of one column. `NoColumnError` where there is none of that name."""
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def _repr_html_(self) -> str: ...

class Graph:
    """A knowledge graph: articles, editions and entities, joined by mentions and by what they share."""

    @property
    def nodes(self) -> Table:
        """Articles, editions and entities with all their measures."""
    @property
    def edges(self) -> Table:
        """Which two nodes, by what relation, how strong."""
    @property
    def mentions(self) -> Table:
        """What each article says of each entity, with path and line."""
    @property
    def clusters(self) -> Table:
        """All clusters, the largest first."""
    @property
    def diagnostics(self) -> Table:
        """What is wrong or doubtful in the articles, with path, line, column and hint."""
    @property
    def remarks(self) -> list[str]:
        """What was capped, sampled or left out."""
    @property
    def counts(self) -> dict[str, int]:
        """Numbers of articles, mentions, names, entities, nodes, edges and clusters."""
    def top(self, kind: Words | None = None, *, by: str = "connections", limit: int = 20, ideas: bool = False) -> Table:
        """Ranks entities of a kind by connections or any other measure."""
    def recurring(
        self,
        kind: Words | None = None,
        *,
        across: str = "editions",
        min: int = 2,
        limit: int = 20,
        ideas: bool = False,
    ) -> Table:
        """Entities that recur across `editions`, `articles` or `issues`."""
    def trends(
        self,
        kind: Words | None = None,
        *,
        classes: Words | None = None,
        since: Day | None = None,
        period: str | None = None,
        limit: int = 10,
    ) -> Table:
        """Weak and strong signals; with `since`, what changed since that day."""
    def digest(self, edition: str = "", *, kind: Words | None = None, limit: int = 10) -> Table:
        """Summary of one edition; of the last dated one where none is named."""
    def show(self, name: str, *, limit: int = 10) -> Table:
        """All that is known of one entity, article or edition. `UnknownNameError` where nothing has that name."""
    def path(self, a: str, b: str) -> Table:
        """The strongest path between two nodes."""
    def about(
        self,
        text: str,
        *,
        kind: Words | None = None,
        limit: int = 10,
        articles: int | None = None,
        half_life: int | None = None,
        relevancy: bool = False,
    ) -> Table:
        """Articles and entities nearest to a free text; `half_life` in days lets later articles count more."""
    def explain(self, a: str, b: str, *, limit: int = 5) -> Table:
        """Why two names were merged or kept apart; of a graph that was built, not loaded."""
    def unsure(self, count: int = 20) -> list[list[str]]:
        """The pairs of names that portent is least sure of, as rows of a decisions file: change the first cell of each to
        `same` or `different` and give them to `build(…, decisions=rows)` or `save_decisions`. Of a graph that was built."""
    def diff(self, later: Graph, *, ranks: int = 20, drift: bool = False) -> Table:
        """What changed from this graph to a later one."""
    def part(
        self,
        kind: Words | None = None,
        *,
        category: Words | None = None,
        since: Day | None = None,
        until: Day | None = None,
        cluster: int | str | None = None,
        around: str | None = None,
        hops: int = 1,
        min_articles: int | None = None,
        top: int | None = None,
    ) -> Graph:
        """A part of the graph; measures keep the values of the whole."""
    def drawable(self, nodes: int = 2000) -> Graph:
        """A part that Gephi and Graphviz draw in seconds: the foremost nodes, few edges, no long texts."""
    def save(
        self,
        *places: StrPath,
        explorer_nodes: int | None = None,
        vault_top: int | None = None,
        no_mentions: bool = False,
        mentions: str = "full",
    ) -> list[str]:
        """Writes files, all or none: the suffix selects the format, `FORMAT:FILE` names it, a folder with a slash at its end
        takes all usual formats. `mentions="columns"` writes smaller JSON. Gives the paths of the files."""
    def report(self, path: StrPath, *, limit: int = 6, period: str | None = None) -> None:
        """Writes the page to read first, as HTML or Markdown by the suffix."""
    def to_html(self, nodes: int = 2000) -> str:
        """The page that explores the graph in a browser, offline, with at most so many nodes."""
    def to_networkx(self) -> networkx.Graph[str]:
        """A networkx graph: nodes by id, all columns as attributes."""
    def to_igraph(self) -> igraph.Graph:
        """An igraph graph; `name` of a vertex is its id, all columns are attributes."""
    def _repr_html_(self) -> str: ...

def build(
    paths: StrPath | Sequence[StrPath],
    *,
    config: StrPath | None = None,
    decisions: StrPath | Iterable[Sequence[str] | Mapping[str, str]] | None = None,
    closest: int | None = None,
    progress: bool | Callable[[str], object] | None = None,
    # settings of build
    threads: int | None = None,
    seed: int | None = None,
    include_ignored: bool | None = None,
    follow_links: bool | None = None,
    max_file_size: int | None = None,
    max_rows: int | None = None,
    max_lines: int | None = None,
    max_text: int | None = None,
    max_name_length: int | None = None,
    date_order: str | None = None,
    edition_step: str | None = None,
    phrases: str | None = None,
    duplicates: str | None = None,
    vectors: StrPath | None = None,
    strings_only: bool | None = None,
    weights: StrPath | None = None,
    threshold: float | None = None,
    merge_precision: float | None = None,
    view: str | None = None,
    relations: str | Mapping[str, float] | None = None,
    resolution: float | None = None,
    betweenness: str | None = None,
    weighted_paths: bool | None = None,
    stability: bool | None = None,
    previous: StrPath | None = None,
    labels: StrPath | None = None,
    layout: str | None = None,
    trends: bool | None = None,
    period: str | None = None,
    # end of settings
) -> Graph:
    """Builds the graph of folders, files and built graphs.

    Settings are those of the command, with `_` for `-`; docs/configuration.md tells them. `config` is a `portent.toml`; no
    other file and no environment variable is read. `decisions` is a file, or rows of verdict, kind, two names and a note.
    `closest` joins each article to so many nearest ones. `progress` is called with each step; steps are shown in notebooks
    by default, everywhere with `True`. Ctrl-C ends the build.

    Raises `FileError` where nothing can be read, `OptionError` for values that cannot be used, and warns of files that
    were skipped.
    """

def load(path: StrPath) -> Graph:
    """Loads a graph.json or a stored build (`.portent`)."""

def resolve(
    names: Iterable[str | None],
    descriptions: Iterable[str | None] | None = None,
    *,
    config: StrPath | None = None,
    # settings of resolve
    threads: int | None = None,
    seed: int | None = None,
    duplicates: str | None = None,
    decisions: StrPath | None = None,
    vectors: StrPath | None = None,
    strings_only: bool | None = None,
    weights: StrPath | None = None,
    threshold: float | None = None,
    merge_precision: float | None = None,
    # end of settings
) -> Table:
    """Says which names of any list are one thing.

    One row a name, in the order of the list: `group` is a number (from 1), `label` what the group is called, `probability`
    how sure it is that the name is what the label names, `weakest_probability` and `reasons` tell of the least sure pair of
    the group. Names that are missing are in no group. Descriptions, where there are any, say more than names alone.
    """

def settings() -> list[tuple[str, str, str, str]]:
    """The settings that `build` takes: name, what its values look like, default and meaning."""

def main(arguments: Sequence[str]) -> None:
    """Runs the command `portent` with these arguments, the first of which is its name, and ends the process."""
