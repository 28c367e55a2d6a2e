// Saves what is shown: GEXF and CSV are made here, with the same escaping rules as the command's writers.

const xml = (text) => String(text)
  // eslint-disable-next-line no-control-regex
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
  .replace(/[&<>"\t\n\r]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] ?? `&#${c.charCodeAt(0)};`);

export function gexf(model, shown, drawn) {
  const { nodes, edges } = model;
  const columns = ["kind", "cluster", ...model.measures.map((measure) => measure.name)];
  const type = (column) => (column === "kind" ? "string" : "double");
  const value = (row, column) => (column === "kind" ? model.kinds[nodes.kind[row]].name : column === "cluster" ? nodes.cluster[row] : nodes.measures[column][row]);
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">', '<graph defaultedgetype="undirected">', '<attributes class="node">'];
  columns.forEach((column) => lines.push(`<attribute id="${column}" title="${column}" type="${type(column)}"/>`));
  lines.push("</attributes>", '<attributes class="edge"><attribute id="relation" title="relation" type="string"/></attributes>', "<nodes>");
  for (let row = 0; row < model.count; row++) {
    if (!shown[row]) continue;
    const values = columns.map((column) => [column, value(row, column)]).filter(([, v]) => v !== null && v !== undefined);
    lines.push(`<node id="${xml(nodes.id[row])}" label="${xml(nodes.label[row])}"><attvalues>${values.map(([column, v]) => `<attvalue for="${column}" value="${xml(v)}"/>`).join("")}</attvalues><viz:position x="${nodes.x[row]}" y="${nodes.y[row]}" z="0"/></node>`);
  }
  lines.push("</nodes>", "<edges>");
  for (let edge = 0; edge < drawn.length; edge++) {
    if (!drawn[edge]) continue;
    const relation = model.relations[edges.relation[edge]];
    lines.push(`<edge id="e${edge}" source="${xml(nodes.id[edges.source[edge]])}" target="${xml(nodes.id[edges.target[edge]])}" kind="${relation}" weight="${edges.weight[edge]}"><attvalues><attvalue for="relation" value="${relation}"/></attvalues></edge>`);
  }
  lines.push("</edges>", "</graph>", "</gexf>", "");
  return lines.join("\n");
}

export function csv(model, shown) {
  const { nodes } = model;
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = typeof value === "string" && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [["Id", "Label", "kind", "cluster", ...model.measures.map((m) => m.name), "first_seen", "last_seen"]];
  for (let row = 0; row < model.count; row++) {
    if (shown[row]) lines.push([nodes.id[row], nodes.label[row], model.kinds[nodes.kind[row]].name, nodes.cluster[row], ...model.measures.map((m) => nodes.measures[m.name][row]), nodes.first[row], nodes.last[row]]);
  }
  return lines.map((line) => line.map(cell).join(",")).join("\n") + "\n";
}

export function save(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const anchor = Object.assign(document.createElement("a"), { href: url, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
