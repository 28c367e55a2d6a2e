"""How graphs and tables show themselves in a notebook."""

from html import escape

STYLE = "border:1px solid #8886;border-radius:6px;padding:.8em 1em;max-width:60em;font-family:sans-serif"
HEIGHT = 520


def graph(graph):
    """A card with numbers and the explorer, which asks for nothing and cannot leave its frame."""
    counts = graph.counts
    shown = [
        ("articles", "articles"),
        ("entities", "entities"),
        ("nodes", "nodes"),
        ("edges", "edges"),
        ("clusters", "clusters"),
    ]
    numbers = " · ".join(f"<b>{counts[key]:,}</b> {label}" for key, label in shown)
    page = escape(graph.to_html(), quote=True)
    frame = (
        f'<iframe title="portent explorer" sandbox="allow-scripts allow-downloads" srcdoc="{page}" '
        f'style="width:100%;height:{HEIGHT}px;border:0;margin-top:.6em"></iframe>'
    )
    return f'<div style="{STYLE}"><div>{numbers}</div>{frame}</div>'


def table(table, rows):
    """The first rows as a table of HTML, and how many there are."""
    names = [name for name in table._shown if any(row[name] is not None for row in rows)]
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td>{_cell(row[name])}</td>" for name in names) + "</tr>" for row in rows)
    notes = [f"{len(rows):,} of {len(table):,} rows"] if len(rows) < len(table) else []
    foot = "".join(f"<div>{escape(note)}</div>" for note in [*notes, *table.remarks])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}"


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return f"{len(value):,} rows"
        return escape(" | ".join(str(item) for item in value))
    return escape(str(value))
