// Keys: / searches, + - 0 zoom, arrows walk to neighbors in that direction, Escape clears;
// in the review y, n, s and u answer.
import { byId } from "./dom.js";

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export function listenToKeys(model, store, map, search, review) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && !typing && store.state.selected !== null) store.set({ selected: null });
    else if (event.target === byId("canvas")) onMap(event);
    else if (store.state.view === "review" && !event.repeat && !isWriting(event.target)) review.press(event.key);
  });
  function onMap(event) {
    if (DIRECTIONS[event.key]) walk(DIRECTIONS[event.key]);
    else if (event.key === "+" || event.key === "=") map.zoom(1);
    else if (event.key === "-") map.zoom(-1);
    else if (event.key === "0") map.zoom(0);
    else return;
    event.preventDefault();
  }
  function walk([dx, dy]) {
    const { x, y } = model.nodes;
    const from = store.state.selected ?? first(model);
    if (store.state.selected === null) return store.set({ selected: from });
    let best = null;
    let bestScore = -Infinity;
    for (const { row } of model.neighbors[from]) {
      const [ux, uy] = [x[row] - x[from], y[row] - y[from]];
      const along = (ux * dx + uy * dy) / (Math.hypot(ux, uy) || 1);
      if (along > 0.5 && along > bestScore) [best, bestScore] = [row, along];
    }
    if (best !== null) store.set({ selected: best });
  }
}

// Fields in which letters are text, or choose; a check box or a slider is none.
const isWriting = (target) => target.closest?.("input:not([type=checkbox], [type=range]), select, textarea");

// The walk starts at the highest-ranked node.
function first(model) {
  const rank = model.nodes.measures.pagerank ?? model.nodes.measures.degree ?? [];
  let best = 0;
  for (let row = 1; row < model.count; row++) if ((rank[row] ?? 0) > (rank[best] ?? 0)) best = row;
  return best;
}
