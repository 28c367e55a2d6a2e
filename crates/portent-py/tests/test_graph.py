"""Graphs: built, loaded, saved, asked."""

import csv
import datetime
import json

import pytest
from conftest import ARTICLES, ROOT

import portent


def plain(value):
    """A value as JSON has it: days as text, nothing for what is missing."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item is not None}
    return value


def test_the_module_and_the_command_build_the_same_bytes(graph, command, tmp_path):
    command("build", ARTICLES, "--no-config", "-q", "-o", tmp_path / "command.json")
    assert graph.save(tmp_path / "module.json") == [str(tmp_path / "module.json")]
    assert (tmp_path / "module.json").read_bytes() == (tmp_path / "command.json").read_bytes()


def test_settings_are_those_of_the_command(command, tmp_path):
    out = tmp_path / "command.json"
    command("build", ARTICLES, "--no-config", "-q", "--threshold", "0.9", "--relations", "similar=0.2", "-o", out)
    built = portent.build(str(ARTICLES), threshold=0.9, relations={"similar": 0.2}, threads=1, progress=False)
    built.save(tmp_path / "module.json")
    assert (tmp_path / "module.json").read_bytes() == out.read_bytes()


def test_a_configuration_file_is_read_where_it_is_named(tmp_path):
    config = tmp_path / "portent.toml"
    config.write_text('duplicates = "off"\n', encoding="utf-8")
    counts = portent.build(ARTICLES, config=config).counts
    assert counts["entities"] == counts["names"]
    assert portent.build(ARTICLES).counts["entities"] < counts["names"]


def test_answers_are_those_of_the_command(graph, answer):
    for name, arguments, table in [
        ("top", ["--kind", "concern", "-n", "7"], graph.top("concern", limit=7)),
        ("top", ["--by", "pagerank"], graph.top(by="pagerank")),
        ("recurring", ["--across", "articles", "--min", "3"], graph.recurring(across="articles", min=3)),
        ("digest", [], graph.digest()),
    ]:
        assert plain(table.to_dicts()) == answer(name, ARTICLES, *arguments), name
    for name, words, table in [
        ("show", ["Voice Cloning Tool"], graph.show("Voice Cloning Tool")),
        ("path", ["trust", "power grid"], graph.path("trust", "power grid")),
        ("about", ["shortage of nurses"], graph.about("shortage of nurses")),
        ("explain", ["Cas9 Gene Editing", "Cas12 Gene Editing"], graph.explain("Cas9 Gene Editing", "Cas12 Gene Editing")),
    ]:
        assert plain(table.to_dicts()) == answer(name, ARTICLES, *words), name


def test_clusters_are_all_there(graph):
    assert graph.clusters["cluster"] == list(range(1, graph.counts["clusters"] + 1))


def test_saved_graphs_load_and_are_input_again(graph, tmp_path):
    graph.save(tmp_path / "graph.portent", tmp_path / "graph.json")
    for file in ("graph.portent", "graph.json"):
        loaded = portent.load(tmp_path / file)
        assert loaded.top().to_dicts() == graph.top().to_dicts()
        assert loaded.to_html() == graph.to_html()
        again = portent.build([tmp_path / file], progress=False)
        assert again.counts == graph.counts


def test_mentions_as_columns_are_smaller_and_the_same_graph(graph, tmp_path):
    graph.save(tmp_path / "full.json")
    graph.save(tmp_path / "columns.json", mentions="columns")
    assert (tmp_path / "columns.json").stat().st_size < (tmp_path / "full.json").stat().st_size
    assert portent.load(tmp_path / "columns.json").to_html() == portent.load(tmp_path / "full.json").to_html()
    with pytest.raises(portent.OptionError, match="did you mean columns"):
        graph.save(tmp_path / "other.json", mentions="column")


def test_a_folder_takes_all_usual_formats(graph, tmp_path):
    names = {path.rsplit("/", 1)[-1] for path in graph.save(f"{tmp_path}/out/")}
    assert names == {"graph.graphml", "graph.gexf", "graph.dot", "graph.json", "nodes.csv", "edges.csv"}


def test_parts_and_drawable_parts_are_graphs(graph):
    part = graph.part("concern", min_articles=2)
    assert set(part.nodes["kind"]) == {"concern"}
    assert min(part.nodes["articles"]) == 2
    assert 0 < part.counts["nodes"] < graph.counts["nodes"]
    later = graph.part("article", since=datetime.date(2025, 10, 1))
    assert min(day for day in later.nodes["first_seen"]) >= datetime.date(2025, 10, 1)
    assert later.nodes.to_dicts() == graph.part("article", since="2025-10-01").nodes.to_dicts()
    assert graph.drawable(50).counts["nodes"] == 50


def test_a_report_is_written_by_its_suffix(graph, tmp_path):
    graph.report(tmp_path / "report.html")
    graph.report(tmp_path / "report.md")
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "report.md").read_text(encoding="utf-8").startswith("# ")
    with pytest.raises(portent.OptionError, match="expected html, htm, md, markdown"):
        graph.report(tmp_path / "report.pdf")


def test_diagnostics_name_file_line_and_column():
    with pytest.warns(UserWarning, match="files were skipped"):
        table = portent.build(ROOT / "fixtures" / "malformed").diagnostics
    assert len(table) > 10
    assert all(row["line"] >= 1 and row["column"] >= 1 and row["message"] for row in table.to_dicts())


def test_skipped_files_are_warned_of(tmp_path):
    (tmp_path / "good.md").write_text("# A\n\n## Signals\n\n| Signal |\n|---|\n| New roads |\n", encoding="utf-8")
    (tmp_path / "large.md").write_text("x" * 5000, encoding="utf-8")
    with pytest.warns(UserWarning, match="1 file was skipped .*large.md"):
        built = portent.build(tmp_path, max_file_size=1000)
    assert built.counts["articles"] == 1
    with pytest.raises(portent.FileError, match="none of 2 files could be read") as refused:
        portent.build(tmp_path, max_file_size=10)
    assert refused.value.hint


def test_decisions_go_in_as_rows_and_out_as_rows(graph, tmp_path):
    pair = ["same", "technology", "Cas9 Gene Editing", "Cas12 Gene Editing"]
    merged = portent.build(ARTICLES, decisions=[pair])
    assert merged.counts["entities"] == graph.counts["entities"] - 1
    portent.save_decisions([pair], tmp_path / "decisions.tsv")
    assert portent.build(ARTICLES, decisions=tmp_path / "decisions.tsv").counts == merged.counts
    rows = graph.unsure(6)
    assert len(rows) == 6 and {row[0] for row in rows} == {"same", "different"}
    assert portent.build(ARTICLES, decisions=rows).counts["entities"] == graph.counts["entities"]
    for row in rows:
        row[0] = "different"
    assert portent.build(ARTICLES, decisions=rows).counts["entities"] > graph.counts["entities"]
    with pytest.raises(ValueError, match="4 or 5 cells"):
        portent.build(ARTICLES, decisions=[["same", "a", "b"]])


def test_what_needs_pages_says_so(graph, tmp_path):
    graph.save(tmp_path / "graph.json")
    with pytest.raises(portent.PortentError, match="explain asks the pages") as refused:
        portent.load(tmp_path / "graph.json").explain("a", "b")
    assert "build the graph from its articles" in refused.value.hint


def test_refusals_are_exceptions_with_hints(graph, tmp_path):
    with pytest.raises(portent.UnknownNameError, match="nothing is named") as refused:
        graph.show("gene editng")
    assert refused.value.hint.startswith("did you mean gene editing")
    assert isinstance(refused.value, LookupError)
    with pytest.raises(TypeError, match="did you mean threshold"):
        portent.build(ARTICLES, treshold=0.4)
    with pytest.raises(TypeError, match="unexpected keyword argument \"color\""):
        portent.build(ARTICLES, color="never")
    with pytest.raises(ValueError, match="threshold: .* expected a number from 0 to 1"):
        portent.build(ARTICLES, threshold=4)
    with pytest.raises(OSError, match="cannot read"):
        portent.build(tmp_path / "nowhere")
    with pytest.raises(portent.OptionError, match="by: no measure is called .* did you mean pagerank"):
        graph.top(by="pagernk")
    with pytest.raises(portent.OptionError, match="kind: no kind is called .* did you mean concern"):
        graph.top("concrn")
    with pytest.raises(portent.OptionError, match="since: 'x' is no day|since: \"x\" is no day"):
        graph.part(since="x")
    (tmp_path / "bad.json").write_text('{"format": "portent-graph", "version": 1, ', encoding="utf-8")
    with pytest.raises(portent.PortentError, match=r"bad\.json:1:\d+: "):
        portent.load(tmp_path / "bad.json")


def test_differences_of_two_graphs(graph, answer, tmp_path):
    graph.save(tmp_path / "old.json")
    later = portent.build(ARTICLES, duplicates="off")
    later.save(tmp_path / "new.json")
    # What was before and after is of several types, and text in a column of one type.
    keys = ("change", "kind", "label", "id")
    told = answer("diff", tmp_path / "old.json", tmp_path / "new.json")
    assert [[row[key] for key in keys] for row in graph.diff(later).to_dicts()] == [[row[key] for key in keys] for row in told]


def test_closest_articles_are_edges(graph):
    joined = portent.build(ARTICLES, closest=2)
    assert joined.counts["edges"] > graph.counts["edges"]


def test_mentions_are_rows_of_the_pages(graph):
    for row in graph.mentions.to_dicts()[::50]:
        line = (ARTICLES / row["path"]).read_text(encoding="utf-8").splitlines()[row["line"] - 1]
        assert row["name"].split()[0] in line


def test_columns_hold_what_the_csv_holds(graph, tmp_path):
    graph.save(f"csv:{tmp_path}/")
    for table, file in ((graph.nodes, "nodes.csv"), (graph.edges, "edges.csv")):
        with open(tmp_path / file, encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert len(rows) == len(table)
        assert [row["Id"] for row in rows] == table["id"]
        name = "Label" if "label" in table.columns else "Source"
        assert [row[name] for row in rows] == table[name.lower()]


def test_a_card_escapes_what_pages_say(tmp_path):
    hostile = '"><script>alert(1)</script>'
    page = f"# {hostile}\n\n## Signals\n\n| Signal |\n|---|\n| {hostile} |\n"
    (tmp_path / "a.md").write_text(page, encoding="utf-8")
    built = portent.build(tmp_path)
    card = built._repr_html_()
    assert 'sandbox="allow-scripts' in card and "<script" not in card
    assert "<script" not in built.nodes._repr_html_()
    assert json.dumps(built.nodes["label"])
