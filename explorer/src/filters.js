// Left side: filters that double as legend, with counts of what is shown.
import { element, number, plural } from "./dom.js";
import { clusterColor, coloredClusters } from "./palette.js";
import { icon } from "./shapes.js";

const title = (text) => text.replaceAll("_", " ");

export function createFilters(model, store, root) {
  const kinds = kindBoxes(model, store);
  const cluster = clusterChoice(model, store);
  const dates = dateFields(model, store);
  const articles = articleField(model, store);
  const relations = relationBoxes(model, store);
  const color = measureChoice("Color", "color", [["cluster", "cluster"], ["kind", "kind"]], model, store);
  const size = measureChoice("Size", "size", [], model, store);
  const legend = element("div", { class: "legend" });
  root.append(
    kinds.root, cluster.root, ...(dates ? [dates.root] : []), articles.root, relations.root,
    element("fieldset", {}, element("legend", {}, "Look"), color.root, size.root, legend),
    element("button", { type: "button", id: "reset", onclick: () => store.reset() }, "Reset filters"),
  );
  return {
    update(state, shown, drawn) {
      for (const part of [kinds, cluster, dates, articles, relations, color, size]) part?.update(state, shown, drawn);
      legend.replaceChildren(...legendRows(model, state));
    },
  };
}

function kindBoxes(model, store) {
  const totals = model.kinds.map((_, kind) => model.nodes.kind.filter((k) => k === kind).length);
  const rows = model.kinds.map((kind, at) => {
    if (!totals[at]) return null;
    const box = element("input", { type: "checkbox", id: `kind-${kind.name}`, onchange: () => toggle(kind.name, box.checked) });
    const count = element("span", { class: "count" });
    return { kind, at, box, count, root: element("label", { class: "kind", for: box.id }, box, icon(kind.shape, kind.color), kind.plural, count) };
  }).filter(Boolean);
  function toggle(kind, on) {
    const hiddenKinds = new Set(store.state.hiddenKinds);
    if (on) hiddenKinds.delete(kind);
    else hiddenKinds.add(kind);
    store.set({ hiddenKinds });
  }
  return {
    root: element("fieldset", { id: "kinds" }, element("legend", {}, "Kinds"), ...rows.map((row) => row.root)),
    update(state, shown) {
      const counts = new Array(model.kinds.length).fill(0);
      model.nodes.kind.forEach((kind, row) => (counts[kind] += shown[row]));
      for (const { kind, at, box, count } of rows) {
        box.checked = !state.hiddenKinds.has(kind.name);
        count.textContent = number(counts[at]);
      }
    },
  };
}

// Edges by relation and weight; the nodes stay.
function relationBoxes(model, store) {
  const present = model.relations.map((relation, at) => ({ relation, at })).filter(({ at }) => model.edges.relation.includes(at));
  const rows = present.map(({ relation, at }) => {
    const box = element("input", { type: "checkbox", id: `relation-${relation}`, onchange: toggle });
    const count = element("span", { class: "count" });
    function toggle() {
      const hiddenRelations = new Set(store.state.hiddenRelations);
      if (box.checked) hiddenRelations.delete(relation);
      else hiddenRelations.add(relation);
      store.set({ hiddenRelations });
    }
    return { relation, at, box, count, root: element("label", { class: "kind", for: box.id }, box, title(relation), count) };
  });
  const weight = element("input", { type: "number", id: "min-weight", min: 0, step: "any", onchange: () => store.set({ minWeight: Math.max(0, Number(weight.value) || 0) }) });
  return {
    root: element("fieldset", { id: "relations" }, element("legend", {}, "Edges"), ...rows.map((row) => row.root), element("label", { for: "min-weight" }, "weight from"), weight),
    update(state, shown, drawn) {
      const counts = new Array(model.relations.length).fill(0);
      model.edges.relation.forEach((relation, edge) => (counts[relation] += drawn[edge]));
      for (const { relation, at, box, count } of rows) {
        box.checked = !state.hiddenRelations.has(relation);
        count.textContent = number(counts[at]);
      }
      weight.value = String(state.minWeight);
    },
  };
}

function clusterChoice(model, store) {
  const options = model.clusters.slice(0, 200).map((card) => element("option", { value: card.cluster }, `${card.cluster}. ${card.label} (${number(card.size)})`));
  const choice = element("select", { id: "cluster", onchange: () => store.set({ cluster: Number(choice.value) }) }, element("option", { value: 0 }, "all"), ...options);
  return {
    root: element("fieldset", {}, element("legend", {}, "Cluster"), element("label", { for: "cluster", class: "visually-hidden" }, "Cluster"), choice),
    update: (state) => (choice.value = String(state.cluster)),
  };
}

function dateFields(model, store) {
  const days = [...new Set(model.nodes.first.concat(model.nodes.last).filter(Boolean))].sort();
  if (days.length < 2) return null;
  const undated = model.nodes.first.filter((day) => !day).length;
  const last = days.length - 1;
  const label = element("output", { class: "range", id: "dates" });
  const slider = (text, usual) => element("input", { type: "range", min: 0, max: last, value: usual, "aria-label": text, oninput: change });
  const from = slider("First date shown", 0);
  const to = slider("Last date shown", last);
  function change() {
    const [low, high] = [Math.min(from.value, to.value), Math.max(from.value, to.value)];
    store.set({ since: low > 0 ? days[low] : "", until: high < last ? days[high] : "" });
  }
  return {
    root: element("fieldset", {}, element("legend", {}, "Time"), from, to, label,
      undated ? element("p", { class: "hint" }, `${plural(undated, "node")} without a date: hidden while a date is set`) : null),
    update(state) {
      from.value = state.since ? Math.max(0, days.findIndex((day) => day >= state.since)) : 0;
      to.value = state.until ? days.findLastIndex((day) => day <= state.until) : last;
      label.textContent = `${state.since || days[0]} to ${state.until || days[last]}`;
    },
  };
}

function articleField(model, store) {
  const top = Math.max(1, ...(model.nodes.measures.articles ?? [1]).map((value) => value ?? 0));
  const field = element("input", { type: "number", id: "min-articles", min: 1, max: top, onchange: () => store.set({ minArticles: Math.max(1, Math.floor(Number(field.value) || 1)) }) });
  return {
    root: element("fieldset", {}, element("legend", {}, "Evidence"), element("label", { for: "min-articles" }, "at least this many articles"), field),
    update: (state) => (field.value = String(state.minArticles)),
  };
}

function measureChoice(label, key, extra, model, store) {
  const options = [...extra, ...model.measures.map(({ name }) => [name, title(name)])];
  const choice = element("select", { id: key, onchange: () => store.set({ [key]: choice.value }) }, ...options.map(([value, text]) => element("option", { value }, text)));
  return {
    root: element("label", { class: "choice", for: key }, `${label} by`, choice),
    update: (state) => (choice.value = state[key]),
  };
}

function legendRows(model, state) {
  const summary = model.measures.find((measure) => measure.name === state.size)?.summary ?? "";
  const size = element("p", { class: "hint" }, `Size: ${title(state.size)} (${summary})`);
  if (state.color !== "cluster") return [size];
  const rows = model.clusters.slice(0, Math.min(10, coloredClusters)).map((card) =>
    element("p", { class: "swatch" }, icon("box", clusterColor(card.cluster)), element("bdi", {}, card.label)));
  const rest = model.clusters.length > rows.length ? element("p", { class: "hint" }, `and ${plural(model.clusters.length - rows.length, "smaller cluster")}; colors repeat after ${coloredClusters}`) : null;
  const apart = model.nodes.hue.some((hue) => !hue) ? element("p", { class: "swatch" }, icon("box", clusterColor(0)), "in no cluster in particular") : null;
  return [size, ...rows, ...[rest, apart].filter(Boolean)];
}
