// Cluster cards: what each cluster is about, with its evidence.
import { element, name, number, plural } from "./dom.js";
import { clusterMap } from "./clustermap.js";
import { clusterColor } from "./palette.js";
import { icon } from "./shapes.js";

const SHOWN = 60;

export function createClusters(model, store, root) {
  return {
    update(state) {
      if (state.view !== "clusters") return;
      const cards = state.cluster ? model.clusters.filter((card) => card.cluster === state.cluster) : model.clusters.slice(0, SHOWN);
      root.replaceChildren(
        ...[state.cluster ? null : clusterMap(model, (cluster) => store.set({ cluster, view: "map" }))].filter(Boolean),
        element("p", { class: "hint" }, `${plural(model.clusters.length, "cluster")}${cards.length < model.clusters.length ? `, ${number(cards.length)} shown` : ""}`),
        element("div", { class: "cards" }, cards.map((card) => cardOf(model, store, card))));
    },
  };
}

function cardOf(model, store, card) {
  const dates = card.first_seen ? `, ${card.first_seen} to ${card.last_seen}` : "";
  const neighbors = (card.neighbors ?? []).slice(0, 3).map((bridge) => model.clusters.find((c) => c.cluster === bridge.cluster)).filter(Boolean);
  return element("article", { class: "card" },
    element("h2", {}, icon("box", clusterColor(card.cluster)), element("button", { type: "button", class: "linkish", onclick: () => store.set({ cluster: card.cluster, view: "map" }) }, name(`${card.cluster}. ${card.label}`))),
    element("p", {}, `${plural(card.size, "node")}, ${plural(card.articles, "article")}${dates}`),
    card.quadrant ? element("p", { class: "hint" }, `${card.quadrant.replaceAll("_", " ")} theme`) : null,
    element("p", { class: "terms" }, card.terms.slice(0, 8).map((term) => element("span", { title: `score ${number(term.score)}` }, name(term.term)))),
    ...Object.entries(card.top).filter(([kind]) => !["article", "edition"].includes(kind)).map(([kind, ids]) => members(model, store, kind, ids)),
    neighbors.length ? element("p", { class: "hint" }, "next to: ", neighbors.map((other, at) => [at ? ", " : "", name(other.label)]).flat()) : null,
    element("p", { class: "figures" }, Object.entries(card.figures).map(([key, value]) => element("span", {}, `${key.replaceAll("_", " ")} ${number(value)}`))));
}

function members(model, store, kind, ids) {
  const rows = ids.map((id) => model.rowOf.get(id)).filter((row) => row !== undefined).slice(0, 3);
  if (!rows.length) return null;
  return element("p", { class: "members" }, element("strong", {}, kind), rows.map((row) => element("button", { type: "button", class: "linkish", onclick: () => store.set({ selected: row, view: "map" }) }, name(model.nodes.label[row]), model.nodes.hue[row] ? null : element("span", { class: "hint" }, " mostly elsewhere"))));
}
