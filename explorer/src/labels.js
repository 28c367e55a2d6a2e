// Text on the map: cluster names first, then nodes from the largest down; what would cover another is left out.
const MOST = 70;
const TRIED = 1500;
const SMALLEST = 3.4;
const FONT = "system-ui, sans-serif";

const clip = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

export function drawLabels(renderer, model, view, colors) {
  const context = renderer.getCanvases().labels.getContext("2d");
  const board = createBoard(context, renderer.getDimensions(), colors);
  if (view.center !== null) nodeLabel(renderer, model, view, board, view.center, true);
  if (!view.near) for (const cluster of view.clusters) clusterName(renderer, board, cluster);
  let placed = 0;
  let tried = 0;
  for (const row of view.near ?? view.order) {
    if (placed >= MOST || tried >= TRIED) break;
    if (row === view.center || !view.shown[row]) continue;
    if (!view.near && renderer.scaleSize(view.size(row)) < SMALLEST) break;
    const result = nodeLabel(renderer, model, view, board, row, false);
    if (result !== null) tried += 1;
    if (result) placed += 1;
  }
}

// null: outside the picture; true: written; false: no room.
function nodeLabel(renderer, model, view, board, row, own) {
  const at = renderer.graphToViewport({ x: model.nodes.x[row], y: model.nodes.y[row] });
  if (!board.holds(at)) return null;
  const gap = renderer.scaleSize(view.size(row)) + 4;
  const text = clip(model.nodes.label[row], 44);
  const font = `${own ? 700 : 400} 12px ${FONT}`;
  return board.write(text, font, 12, [[at.x + gap, at.y, 0], [at.x - gap, at.y, 1]], own);
}

function clusterName(renderer, board, { x, y, label }) {
  const at = renderer.graphToViewport({ x, y });
  if (!board.holds(at)) return;
  board.write(clip(label, 36), `700 13px ${FONT}`, 13, [[at.x, at.y - 13, 0.5]], false);
}

// Keeps the boxes of what was written. A place is [x, y, share of the width left of x].
function createBoard(context, { width, height }, colors) {
  const taken = [];
  const clear = (box) => !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
  function write(text, font, size, places, forced) {
    context.font = font;
    const wide = context.measureText(text).width;
    for (const [x, y, share] of places) {
      const left = share === 0.5 ? Math.min(Math.max(x - wide / 2, 3), Math.max(3, width - wide - 3)) : x - wide * share;
      const box = [left - 3, y - size * 0.75, left + wide + 3, y + size * 0.75];
      const inside = box[0] >= 0 && box[2] <= width;
      if (!forced && !(inside && clear(box))) continue;
      if (forced && !inside && share === 0) continue;
      taken.push(box);
      context.lineWidth = 3.5;
      context.lineJoin = "round";
      context.strokeStyle = colors.back;
      context.strokeText(text, left, y + size / 3);
      context.fillStyle = colors.ink;
      context.fillText(text, left, y + size / 3);
      return true;
    }
    return false;
  }
  return { write, holds: ({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height };
}

// The first terms of a name, for maps of many clusters.
const short = (label) => label.split(", ").reduce((kept, term) => (kept && kept.length + term.length > 18 ? kept : kept ? `${kept}, ${term}` : term), "");

// Where each cluster's name stands: over the middle of its shown nodes, the largest first.
export function clusterPlaces(model, shown) {
  const sums = new Map();
  model.nodes.cluster.forEach((cluster, row) => {
    if (!shown[row] || !cluster) return;
    const sum = sums.get(cluster) ?? { count: 0, x: 0, top: -Infinity };
    sum.count += 1;
    sum.x += model.nodes.x[row];
    sum.top = Math.max(sum.top, model.nodes.y[row]);
    sums.set(cluster, sum);
  });
  const many = sums.size > 40 || document.body.clientWidth < 900;
  return model.clusters.filter((card) => sums.get(card.cluster)?.count > 3).map((card) => {
    const { count, x, top } = sums.get(card.cluster);
    return { x: x / count, y: top, label: many ? short(card.label) : card.label };
  });
}
