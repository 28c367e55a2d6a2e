// What the reader chose. It lives in the URL fragment, which is untrusted: every value is checked.

export const VIEWS = ["map", "table", "clusters", "review"];

export function createStore(model) {
  const initial = () => ({
    view: "map", selected: null, hiddenKinds: new Set(), hiddenRelations: new Set(), minWeight: 0, cluster: 0, minArticles: 1,
    since: "", until: "", color: "cluster", size: defaultMeasure(model), sort: defaultMeasure(model), ascending: false,
  });
  const listeners = [];
  const store = {
    state: { ...initial(), ...readFragment(model, location.hash) },
    onChange: (listener) => listeners.push(listener),
    set(change) {
      store.state = { ...store.state, ...change };
      history.replaceState(null, "", writeFragment(model, store.state, initial()));
      for (const listener of listeners) listener(store.state, change);
    },
    reset: () => store.set({ ...initial(), view: store.state.view, color: store.state.color, size: store.state.size }),
  };
  addEventListener("hashchange", () => store.set({ ...initial(), ...readFragment(model, location.hash) }));
  return store;
}

const defaultMeasure = (model) => ["connections", "pagerank", "degree"].find((name) => model.nodes.measures[name]) ?? Object.keys(model.nodes.measures)[0];

function readFragment(model, hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const read = {};
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const kinds = new Set(model.kinds.map((kind) => kind.name));
  if (VIEWS.includes(given.get("view"))) read.view = given.get("view");
  if (model.rowOf.has(given.get("node"))) read.selected = model.rowOf.get(given.get("node"));
  if (given.has("hide")) read.hiddenKinds = new Set(given.get("hide").split(",").filter((kind) => kinds.has(kind)));
  if (given.has("without")) read.hiddenRelations = new Set(given.get("without").split(",").filter((relation) => model.relations.includes(relation)));
  const weight = Number(given.get("weight"));
  if (weight > 0 && weight < 1e9) read.minWeight = weight;
  const cluster = Number(given.get("cluster"));
  if (model.clusters.some((card) => card.cluster === cluster)) read.cluster = cluster;
  const articles = Number(given.get("articles"));
  if (Number.isInteger(articles) && articles > 1 && articles < 1e6) read.minArticles = articles;
  for (const edge of ["since", "until"]) if (day.test(given.get(edge) ?? "")) read[edge] = given.get(edge);
  if (["kind", "cluster"].includes(given.get("color")) || Object.hasOwn(model.nodes.measures, given.get("color"))) read.color = given.get("color");
  for (const key of ["size", "sort"]) if (Object.hasOwn(model.nodes.measures, given.get(key))) read[key] = given.get(key);
  return read;
}

function writeFragment(model, state, initial) {
  const parts = new URLSearchParams();
  const put = (key, value, usual) => value !== usual && value !== "" && parts.set(key, value);
  put("view", state.view, initial.view);
  if (state.selected !== null) parts.set("node", model.nodes.id[state.selected]);
  put("hide", [...state.hiddenKinds].sort().join(","), "");
  put("without", [...state.hiddenRelations].sort().join(","), "");
  put("weight", state.minWeight, 0);
  put("cluster", state.cluster, 0);
  put("articles", state.minArticles, 1);
  put("since", state.since, "");
  put("until", state.until, "");
  put("color", state.color, initial.color);
  put("size", state.size, initial.size);
  return `#${parts}`;
}
