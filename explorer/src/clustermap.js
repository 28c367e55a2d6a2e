// The map of clusters: a disc each, its area by nodes, lines by the edges between. The cards below hold the same as
// text. Clusters of one node (editions, mostly) are left out.
import { byId } from "./dom.js";
import { clusterColor } from "./palette.js";

const LABELS = 45;
const SMALLEST = 5; // pixels of radius that a named disc has at least
const LINES = 3; // a cluster

function svg(tag, properties, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children.filter(Boolean));
  return made;
}

export function clusterMap(model, choose) {
  const { x, y, radius } = model.clusterMap;
  const placed = model.clusters.map((_, at) => at).filter((at) => isDrawn(model, at));
  if (!placed.length) return null;
  const low = [x, y].map((values) => placed.reduce((least, at) => Math.min(least, values[at] - radius[at]), Infinity));
  const high = [x, y].map((values) => placed.reduce((most, at) => Math.max(most, values[at] + radius[at]), -Infinity));
  const wide = Math.min(1100, Math.max(330, byId("stage").clientWidth));
  const unit = Math.max(high[0] - low[0], (high[1] - low[1]) * 1.4) / wide; // about a pixel
  const margin = 30 * unit;
  const box = [low[0] - margin, low[1] - margin, high[0] - low[0] + 2 * margin, high[1] - low[1] + 2 * margin];
  const discs = placed.map((at) => [at, model.clusters[at]]).map(([at, card]) => svg("circle", { cx: x[at], cy: y[at], r: radius[at], fill: clusterColor(card.cluster), "data-cluster": card.cluster, onclick: () => choose(card.cluster) },
    svg("title", {}, `${card.cluster}. ${card.label}: ${card.size.toLocaleString("en")} nodes, ${card.articles.toLocaleString("en")} articles`)));
  return svg("svg", { id: "cluster-map", viewBox: box.join(" "), role: "img", "aria-label": "Map of the clusters: area by nodes, lines by the edges between. The cards below hold the same." },
    svg("g", { class: "bridges" }, ...bridges(model, unit)), svg("g", { class: "discs" }, ...discs), svg("g", { class: "names" }, ...names(model, unit, box)));
}

export const isDrawn = (model, at) => model.clusters[at].size > 1;

// The strongest lines of each cluster.
function bridges(model, unit) {
  const { x, y, source, target, weight } = model.clusterMap;
  const drawn = new Map();
  const order = Array.from(weight.keys()).filter((edge) => isDrawn(model, source[edge]) && isDrawn(model, target[edge])).sort((a, b) => weight[b] - weight[a] || a - b);
  const keep = order.filter((edge) => {
    const few = [source[edge], target[edge]].some((end) => (drawn.get(end) ?? 0) < LINES);
    if (few) for (const end of [source[edge], target[edge]]) drawn.set(end, (drawn.get(end) ?? 0) + 1);
    return few;
  });
  const top = weight[order[0]] || 1;
  return keep.map((edge) => svg("line", { x1: x[source[edge]], y1: y[source[edge]], x2: x[target[edge]], y2: y[target[edge]], "stroke-width": (0.6 + 5 * Math.sqrt(weight[edge] / top)) * unit }));
}

// Names of the largest clusters that do not cover one another, under their discs.
function names(model, unit, [left, , width]) {
  const { x, y, radius } = model.clusterMap;
  const taken = [];
  const made = [];
  for (const [at, card] of model.clusters.entries()) {
    if (made.length >= LABELS) break;
    if (!isDrawn(model, at) || radius[at] < SMALLEST * unit) continue;
    const size = Math.min(22, 12 + radius[at] / unit / 8) * unit;
    const text = card.label.length > 34 ? `${card.label.slice(0, 33)}…` : card.label;
    const half = text.length * size * 0.29;
    const middle = Math.min(Math.max(x[at], left + half), left + width - half);
    const spots = [y[at] + size * 0.35, y[at] + radius[at] + size, y[at] - radius[at] - size * 0.4];
    const line = spots.find((spot) => !taken.some((box) => middle - half < box[2] && box[0] < middle + half && spot - size < box[3] && box[1] < spot + size * 0.3));
    if (line === undefined) continue;
    taken.push([middle - half, line - size, middle + half, line + size * 0.3]);
    made.push(svg("text", { x: middle, y: line, "font-size": size, "stroke-width": size / 4 }, text));
  }
  return made;
}
