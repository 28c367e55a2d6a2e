"""Read by mypy alone: what users write has types."""

import portent

graph: portent.Graph = portent.build("articles", threshold=0.6, relations={"similar": 0.5}, progress=print)
rows: list[dict[str, object]] = graph.top("concern", limit=5).to_dicts()
labels: list[str] = graph.nodes["label"]
files: list[str] = graph.save("graph.gexf", "out/")
groups: portent.Table = portent.resolve(["a", None], descriptions=["x", None], duplicates="link")
part: portent.Graph = graph.part(["concern", "signal"], since="2025-01-01", cluster=3)
decided: portent.Graph = portent.build(["articles"], decisions=graph.unsure(20))
