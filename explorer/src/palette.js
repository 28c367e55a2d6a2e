// Colors: kinds bring theirs; clusters take Tol's sets by rank, again from the start past the last (place and name on
// the map tell such clusters apart); measures run on one hue.
const CLUSTERS = [
  "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#ee7733", "#009988", "#bb5566", "#997700",
  "#6699cc", "#ee99aa", "#44aa99", "#ddaa33", "#882255", "#999933", "#88ccee", "#cc6677",
];
const OTHER = "#767a80"; // of nodes in no cluster in particular; the same gray as in src/color.rs

export const clusterColor = (rank) => (rank > 0 ? CLUSTERS[(rank - 1) % CLUSTERS.length] : OTHER);
export const coloredClusters = CLUSTERS.length;

export function colorOf(model, state) {
  const { nodes } = model;
  if (state.color === "kind") return (row) => model.kinds[nodes.kind[row]].color;
  if (state.color === "cluster") return (row) => clusterColor(nodes.hue[row]);
  const share = scale(nodes.measures[state.color]);
  return (row) => ramp(share(row));
}

// Rank share of a value, 0 to 1: even where a few values are huge.
export function scale(values) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const top = sorted[sorted.length - 1] || 1;
  return (row) => Math.sqrt(Math.max(values[row] ?? 0, 0) / top);
}

function ramp(share) {
  const from = [0xd0, 0xd8, 0xe8];
  const to = [0x7a, 0x02, 0x6b];
  return `#${from.map((low, i) => Math.round(low + (to[i] - low) * share).toString(16).padStart(2, "0")).join("")}`;
}
