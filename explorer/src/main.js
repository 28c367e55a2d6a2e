// The page's run: data -> model -> store -> views. Each view redraws itself from the state.
import { createClusters } from "./clusters.js";
import { byId, number, plural } from "./dom.js";
import { csv, gexf, save } from "./download.js";
import { createFilters } from "./filters.js";
import { listenToKeys } from "./keyboard.js";
import { createMap } from "./map.js";
import { MOST_EDGES, readModel, visible, visibleEdges } from "./model.js";
import { createPanel } from "./panel.js";
import { createReview } from "./review.js";
import { createSearch } from "./search.js";
import { createStore, VIEWS } from "./store.js";
import { createTable } from "./table.js";

const model = readModel(JSON.parse(byId("data").textContent));
const store = createStore(model);
const map = createMap(model, store);
const review = createReview(model, store, byId("review"));
const parts = [
  createFilters(model, store, byId("filters")), map, createPanel(model, store, byId("panel")),
  createTable(model, store, byId("table")), createClusters(model, store, byId("clusters")), review,
];
let shown = visible(model, store.state);
let drawn = visibleEdges(model, store.state, shown);
const sum = (marks) => marks.reduce((total, mark) => total + mark, 0);

function draw(state, change) {
  shown = visible(model, state);
  drawn = visibleEdges(model, state, shown);
  for (const view of VIEWS) {
    byId(view).hidden = state.view !== view;
    byId(`view-${view}`).setAttribute("aria-pressed", String(state.view === view));
  }
  for (const part of parts) part.update(state, shown, drawn, change);
  byId("status").textContent = `${number(sum(shown))} of ${plural(model.count, "node")} and ${number(sum(drawn))} of ${plural(drawn.length, "edge")} shown${sum(drawn) > MOST_EDGES ? `; the map draws the ${number(MOST_EDGES)} heaviest, and all of the selected node` : ""}`;
  if (change && "selected" in change && state.selected !== null) map.focus(state.selected);
  if (change && "cluster" in change && (change.selected ?? null) === null) requestAnimationFrame(() => (state.cluster ? map.frame() : map.zoom(0)));
  if (change && ("view" in change || "selected" in change)) requestAnimationFrame(() => state.view === "map" && map.resize());
}

const search = createSearch(model, (row) => store.set({ selected: row }));
listenToKeys(model, store, map, search, review);
for (const view of VIEWS) byId(`view-${view}`).addEventListener("click", () => store.set({ view }));
byId("save-gexf").addEventListener("click", () => save("shown.gexf", gexf(model, shown, drawn), "application/xml"));
byId("save-csv").addEventListener("click", () => save("shown.csv", csv(model, shown), "text/csv"));
if (map.image) byId("save-png").addEventListener("click", async () => save("map.png", await map.image()));
else byId("save-png").disabled = true;
byId("note").textContent = model.note.join(" ");
store.onChange(draw);
draw(store.state);
if (store.state.selected !== null) map.focus(store.state.selected);
else if (store.state.cluster) map.frame();
window.explorer = { model, store, map };
document.documentElement.dataset.ready = "true";
