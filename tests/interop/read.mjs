// Reads a file with graphology (strict) or cytoscape.js and prints what it holds: read.mjs FORMAT FILE.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = process.env.INTEROP_NODE || path.dirname(new URL(import.meta.url).pathname);
const require = createRequire(path.join(root, "x.js"));
const [format, file] = process.argv.slice(2);
const text = readFileSync(file, "utf8");
const nodes = [];
const edges = [];

if (format === "cytoscape") {
  const cytoscape = require("cytoscape");
  const cy = cytoscape({ headless: true, styleEnabled: false, ...JSON.parse(text), layout: { name: "preset" } });
  cy.nodes().forEach((n) => {
    const { id, name, ...data } = n.data();
    const { x, y } = n.position();
    if (name !== data.label || x !== data.x || y !== -data.y) throw new Error(`name or position of ${id}`);
    nodes.push({ key: id, ...data });
  });
  cy.edges().forEach((e) => {
    const { interaction, ...data } = e.data();
    if (interaction !== data.relation) throw new Error(`interaction of ${data.id}`);
    edges.push(data);
  });
} else {
  const Graph = require("graphology");
  let graph;
  if (format === "graphology") {
    graph = Graph.from(JSON.parse(text));
    if (graph.type !== "undirected" || graph.multi) throw new Error("type");
  } else {
    graph = require(`graphology-${format}`).parse(Graph, text);
  }
  graph.forEachNode((key, { article_type, ...attributes }) => {
    // sigma takes `type` for a drawing program, so graphology files have another name for it.
    if (format === "graphology" && "type" in attributes) throw new Error(`type of ${key}`);
    nodes.push({ key, ...attributes, ...(article_type === undefined ? {} : { type: article_type }) });
  });
  graph.forEachEdge((id, a, source, target) => {
    if (!graph.isUndirected(id)) throw new Error(`${id} is directed`);
    edges.push({ source, target, ...a, id: a.edge_id ?? id });
  });
}
process.stdout.write(JSON.stringify({ nodes, edges }));
