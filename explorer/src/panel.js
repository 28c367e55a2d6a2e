// Right side: everything the file knows of the selected node.
import { element, link, name, number, plural } from "./dom.js";
import { icon } from "./shapes.js";

const SHOWN = 12;

export function createPanel(model, store, root) {
  return {
    update(state) {
      root.hidden = state.selected === null;
      if (state.selected !== null) root.replaceChildren(...content(model, store, state.selected));
    },
  };
}

function content(model, store, row) {
  const { nodes } = model;
  const kind = model.kinds[nodes.kind[row]];
  return [
    element("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => store.set({ selected: null }) }, "×"),
    element("p", { class: "eyebrow" }, icon(kind.shape, kind.color), kind.name),
    element("h2", {}, name(nodes.label[row])),
    nodes.text[row] ? element("p", {}, name(nodes.text[row])) : null,
    ...facts(model, row).map(([term, value]) => element("p", {}, element("strong", {}, `${term}: `), name(value))),
    nodes.link[row] ? element("p", {}, link(nodes.link[row], nodes.link[row])) : null,
    merged(model, row),
    clusterLine(model, store, row),
    measures(model, row),
    connections(model, store, row),
    neighbors(model, store, row),
    mentions(model, store, row),
  ].filter(Boolean);
}

const facts = (model, row) => Object.entries(model.nodes.facts ?? {}).filter(([, values]) => values[row]).map(([term, values]) => [term.replaceAll("_", " "), values[row]]);

const quoted = (text) => `"${text.replaceAll('"', '\\"')}"`;

// Connections: how many of each kind, and those that chance explains least.
function connections(model, store, row) {
  const { connection_kinds: kinds, strongest } = model.nodes.lists ?? {};
  if (!kinds?.[row]?.length && !strongest?.[row]?.length) return null;
  const rows = (strongest?.[row] ?? []).map((id) => model.rowOf.get(id)).filter((other) => other !== undefined);
  return element("section", { id: "connections" }, element("h3", {}, "Connections"),
    kinds?.[row]?.length ? element("p", { class: "hint" }, kinds[row].join(", ")) : null,
    rows.length ? element("p", { class: "hint" }, "least by chance:") : null,
    element("ul", {}, rows.map((other) => neighborItem(model, store, other))));
}

// Which written names were judged to be this one thing, and how to ask for the evidence.
function merged(model, row) {
  const aliases = model.nodes.aliases[row] ?? [];
  if (!aliases.length) return null;
  const uses = (written) => model.mentionsOf[row].filter((at) => model.mentions.name[at] === written).length;
  const item = (alias) => element("li", {}, name(alias), uses(alias) ? element("span", { class: "hint" }, ` ${plural(uses(alias), "mention")}`) : null);
  const why = model.merges?.[row];
  return element("section", { id: "merged" }, element("h3", {}, `${why ? "Duplicates merged: also" : "Also"} written (${aliases.length})`),
    element("ul", { class: "aliases" }, aliases.map(item)),
    why ? element("p", { id: "why" }, "Least sure: ", name(why.pair[0] ?? ""), " and ", name(why.pair[1] ?? ""), `, match probability ${why.probability.toFixed(3)}.`) : null,
    why?.reasons.length ? element("dl", { class: "reasons" }, element("dt", {}, "What speaks most for it (value: log-odds)"), why.reasons.map((reason) => element("dd", {}, reason))) : null,
    why ? element("p", { class: "hint" }, "All of it: ", element("code", {}, `portent explain … ${quoted(why.pair[0] ?? "")} ${quoted(why.pair[1] ?? "")}`)) : null);
}

function clusterLine(model, store, row) {
  const card = model.clusters.find((c) => c.cluster === model.nodes.cluster[row]);
  if (!card) return null;
  return element("p", {}, "Cluster ", element("button", { type: "button", class: "linkish", onclick: () => store.set({ cluster: card.cluster }) }, name(`${card.cluster}. ${card.label}`)),
    model.nodes.belongs[row] ? element("span", { class: "hint" }, " belongs to ", name(model.nodes.belongs[row])) : null);
}

function measures(model, row) {
  const rows = model.measures.map(({ name: measure, summary }) => {
    const value = model.nodes.measures[measure][row];
    return value === null ? null : element("tr", { title: summary }, element("th", { scope: "row" }, measure.replaceAll("_", " ")), element("td", {}, number(value)));
  });
  const dates = model.nodes.first[row] ? element("tr", {}, element("th", { scope: "row" }, "seen"), element("td", {}, `${model.nodes.first[row]} to ${model.nodes.last[row]}`)) : null;
  return element("details", { open: true }, element("summary", {}, "Measures"), element("table", { class: "facts" }, element("tbody", {}, ...rows, dates)));
}

function neighbors(model, store, row) {
  const groups = new Map();
  for (const { row: other, edge } of model.neighbors[row]) {
    const relation = relationFrom(model, row, edge);
    if (!groups.has(relation)) groups.set(relation, []);
    groups.get(relation).push(other);
  }
  const parts = [...groups].map(([relation, rows]) => element("details", { open: groups.size < 3 },
    element("summary", {}, `${relation.replaceAll("_", " ")} (${number(rows.length)})`),
    listOf(rows, (other) => neighborItem(model, store, other))));
  return element("section", { id: "neighbors" }, element("h3", {}, plural(model.neighbors[row].length, "neighbor")), ...parts);
}

// The relation of an edge as its end sees it: what a broader edge joins to its broader end is narrower.
function relationFrom(model, row, edge) {
  const broader = model.edges.broader?.[edge];
  if (broader !== undefined && [model.edges.source, model.edges.target][broader][edge] === row) return "narrower";
  return model.relations[model.edges.relation[edge]];
}

function neighborItem(model, store, row) {
  const kind = model.kinds[model.nodes.kind[row]];
  return element("li", {}, element("button", { type: "button", class: "linkish", onclick: () => store.set({ selected: row }) }, icon(kind.shape, kind.color), name(model.nodes.label[row])));
}

function mentions(model, store, row) {
  const own = model.mentionsOf[row];
  if (!own.length) return null;
  return element("section", { id: "mentions" }, element("h3", {}, plural(own.length, "mention")), listOf(own, (at) => mentionItem(model, store, at)));
}

// A row that names a node: its article, what it says, where it stands. The name is left out where it is the `known` one.
export function mentionItem(model, store, at, known = null) {
  const { mentions: all, nodes } = model;
  const article = all.article[at];
  const head = article >= 0
    ? element("button", { type: "button", class: "linkish", onclick: () => store.set({ selected: article }) }, name(nodes.label[article]))
    : name(all.title[at]);
  const day = article >= 0 && nodes.first[article];
  return element("li", {}, head, day ? [" ", element("span", { class: "count" }, day)] : null,
    article >= 0 && nodes.link[article] ? [" ", link(nodes.link[article], "source")] : null,
    element("div", { class: "said" }, all.name[at] === known ? null : [element("q", {}, name(all.name[at])), " "], all.description[at] ? name(all.description[at]) : null),
    element("code", {}, `${all.path[at]}:${all.line[at]}`));
}

// A list that shows the first dozen and the rest on demand.
function listOf(rows, item) {
  const list = element("ul", {}, rows.slice(0, SHOWN).map(item));
  if (rows.length <= SHOWN) return list;
  const more = element("button", { type: "button", class: "more", onclick: () => { list.append(...rows.slice(SHOWN).map(item)); more.remove(); } }, `show ${number(rows.length - SHOWN)} more`);
  return [list, more];
}
