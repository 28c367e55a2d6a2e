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
  return { ...data, count, rowOf, neighbors, mentionsOf: mentionsByNode(data, count), haystack: haystack(data) };
}

function mentionsByNode(data, count) {
  const lists = Array.from({ length: count }, () => []);
  data.mentions.node.forEach((node, mention) => lists[node].push(mention));
  return lists;
}

const haystack = (data) =>
  data.nodes.label.map((label, row) => [label, ...(data.nodes.aliases[row] ?? [])].map(fold));

// Rows whose label or alias holds the words: whole-label hits first, then prefixes, then the higher rank.
export function search(model, query, limit) {
  const wanted = fold(query.trim());
  if (!wanted) return { rows: [], total: 0 };
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
