// The graph as the page holds it: columns by row, with indexes made once.

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function readModel(data) {
  const count = data.nodes.id.length;
  const rowOf = new Map(data.nodes.id.map((id, row) => [id, row]));
  const neighbors = Array.from({ length: count }, () => []);
  data.edges.source.forEach((source, edge) => {
    const target = data.edges.target[edge];
    neighbors[source].push({ row: target, edge });
    neighbors[target].push({ row: source, edge });
  });
  const weight = data.edges.weight;
  for (const list of neighbors) list.sort((a, b) => weight[b.edge] - weight[a.edge] || a.row - b.row);
  return { ...data, count, rowOf, neighbors, heavy: heaviest(weight), mentionsOf: mentionsByNode(data, count), haystack: null };
}

// Marks the edges that the map draws when nothing is selected: all, or the heaviest of a large graph.
export const MOST_EDGES = 8_000;
function heaviest(weight) {
  const marks = new Uint8Array(weight.length).fill(weight.length <= MOST_EDGES ? 1 : 0);
  if (weight.length <= MOST_EDGES) return marks;
  const order = Array.from(weight.keys()).sort((a, b) => weight[b] - weight[a] || a - b);
  for (const edge of order.slice(0, MOST_EDGES)) marks[edge] = 1;
  return marks;
}

function mentionsByNode(data, count) {
  const lists = Array.from({ length: count }, () => []);
  data.mentions.node.forEach((node, mention) => lists[node].push(mention));
  return lists;
}

const haystack = (model) =>
  model.nodes.label.map((label, row) => [label, ...(model.nodes.aliases[row] ?? [])].map(fold));

// Rows whose label or alias holds the words: whole-label hits first, then prefixes, then the higher rank.
export function search(model, query, limit) {
  const wanted = fold(query.trim());
  if (!wanted) return { rows: [], total: 0 };
  model.haystack ??= haystack(model); // made at the first search: the page opens sooner
  const found = [];
  model.haystack.forEach((names, row) => {
    const grade = Math.max(...names.map((text) => (text === wanted ? 3 : text.startsWith(wanted) ? 2 : text.includes(wanted) ? 1 : 0)));
    if (grade) found.push([grade, row]);
  });
  const rank = model.nodes.measures.pagerank ?? model.nodes.measures.degree ?? [];
  found.sort((a, b) => b[0] - a[0] || (rank[b[1]] ?? 0) - (rank[a[1]] ?? 0) || a[1] - b[1]);
  return { rows: found.slice(0, limit).map(([, row]) => row), total: found.length };
}

// Which nodes pass the filters of a state.
export function visible(model, state) {
  const { nodes } = model;
  const shown = new Uint8Array(model.count);
  for (let row = 0; row < model.count; row++) {
    shown[row] = passes(model, nodes, row, state) ? 1 : 0;
  }
  return shown;
}

function passes(model, nodes, row, state) {
  if (state.hiddenKinds.has(model.kinds[nodes.kind[row]].name)) return false;
  if (state.cluster && nodes.cluster[row] !== state.cluster) return false;
  if (state.minArticles > 1 && (nodes.measures.articles?.[row] ?? 0) < state.minArticles) return false;
  if (!state.since && !state.until) return true;
  const first = nodes.first[row];
  if (!first) return false;
  return !(state.until && first > state.until) && !(state.since && nodes.last[row] < state.since);
}

// Which edges are shown: between shown nodes, of a shown relation, heavy enough.
export function visibleEdges(model, state, shown) {
  const { source, target, relation, weight } = model.edges;
  return Uint8Array.from(source, (from, edge) =>
    shown[from] && shown[target[edge]] && weight[edge] >= state.minWeight && !state.hiddenRelations.has(model.relations[relation[edge]]) ? 1 : 0);
}
