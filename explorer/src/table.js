// The same graph as a table: every shown node, sortable, a page at a time.
import { element, name, number } from "./dom.js";
import { icon } from "./shapes.js";

const PAGE = 100;

export function createTable(model, store, root) {
  let page = 0;
  let rows = [];
  function sorted(state, shown) {
    const key = sortKey(model, state.sort);
    const sign = state.ascending ? 1 : -1;
    const list = [];
    for (let row = 0; row < model.count; row++) if (shown[row]) list.push(row);
    const compare = (a, b) => (a === b ? 0 : a === null || a === undefined ? 1 : b === null || b === undefined ? -1 : (a < b ? -1 : 1) * sign);
    return list.sort((a, b) => compare(key(a), key(b)) || a - b);
  }
  function draw(state) {
    const from = page * PAGE;
    root.replaceChildren(
      element("table", { class: "nodes" }, element("caption", { class: "visually-hidden" }, "Nodes"), head(state),
        element("tbody", {}, rows.slice(from, from + PAGE).map((row) => body(model, store, state, row)))),
      pager(from),
    );
  }
  const columns = ["label", "kind", "cluster", ...model.measures.map((measure) => measure.name), "first", "last"];
  function head(state) {
    return element("thead", {}, element("tr", {}, columns.map((column) => element("th", { scope: "col", "aria-sort": state.sort === column ? (state.ascending ? "ascending" : "descending") : "none" },
      element("button", { type: "button", onclick: () => store.set({ sort: column, ascending: state.sort === column ? !state.ascending : column === "label" }) }, column.replaceAll("_", " "), state.sort === column ? (state.ascending ? " ▲" : " ▼") : "")))));
  }
  function pager(from) {
    const step = (by) => { page += by; draw(store.state); root.scrollTop = 0; };
    const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
    return element("p", { class: "pager" },
      element("button", { type: "button", disabled: page === 0, onclick: () => step(-1) }, "previous"),
      ` ${number(rows.length ? from + 1 : 0)} to ${number(Math.min(from + PAGE, rows.length))} of ${number(rows.length)} `,
      element("button", { type: "button", disabled: page >= last, onclick: () => step(1) }, "next"));
  }
  return {
    update(state, shown, drawn, change) {
      if (state.view !== "table") return;
      if (!change || !("selected" in change)) page = 0;
      rows = sorted(state, shown);
      draw(state);
    },
  };
}

function sortKey(model, sort) {
  const { nodes } = model;
  if (nodes.measures[sort]) return (row) => nodes.measures[sort][row];
  if (sort === "kind") return (row) => model.kinds[nodes.kind[row]].name;
  if (sort === "label") return (row) => nodes.label[row].toLowerCase();
  return (row) => nodes[sort]?.[row] ?? null;
}

function body(model, store, state, row) {
  const { nodes } = model;
  const kind = model.kinds[nodes.kind[row]];
  const card = model.clusters.find((c) => c.cluster === nodes.cluster[row]);
  return element("tr", { class: row === state.selected ? "selected" : "" },
    element("th", { scope: "row" }, element("button", { type: "button", class: "linkish", onclick: () => store.set({ selected: row }) }, name(nodes.label[row]))),
    element("td", {}, icon(kind.shape, kind.color), kind.name),
    element("td", {}, card ? name(`${card.cluster}. ${card.label}`) : ""),
    model.measures.map((measure) => element("td", { class: "number" }, number(nodes.measures[measure.name][row]))),
    element("td", {}, nodes.first[row] ?? ""), element("td", {}, nodes.last[row] ?? ""));
}
