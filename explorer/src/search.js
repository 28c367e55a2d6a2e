// Search box: a combobox over labels and aliases.
import { byId, element, name } from "./dom.js";
import { search } from "./model.js";
import { icon } from "./shapes.js";

const LIMIT = 12;

export function createSearch(model, choose) {
  const box = byId("search");
  const list = byId("hits");
  let rows = [];
  let active = -1;

  function show() {
    const found = search(model, box.value, LIMIT);
    rows = found.rows;
    active = rows.length ? 0 : -1;
    list.replaceChildren(...rows.map((row, at) => option(row, at)));
    list.hidden = rows.length === 0;
    box.setAttribute("aria-expanded", String(rows.length > 0));
    byId("hit-count").textContent = box.value.trim() ? `${found.total} found` : "";
    mark();
  }
  function option(row, at) {
    const kind = model.kinds[model.nodes.kind[row]];
    return element("li", { id: `hit-${at}`, role: "option", onmousedown: (event) => { event.preventDefault(); pick(at); } },
      icon(kind.shape, kind.color), name(model.nodes.label[row]), element("small", {}, kind.name));
  }
  function mark() {
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) {
      box.setAttribute("aria-activedescendant", `hit-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }
  function pick(at) {
    if (at < 0 || at >= rows.length) return;
    choose(rows[at]);
    close();
  }
  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
  }
  box.addEventListener("input", show);
  box.addEventListener("focus", () => box.value && show());
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && rows.length) {
      active = (active + step + rows.length) % rows.length;
      mark();
      event.preventDefault();
    } else if (event.key === "Enter") pick(active);
    else if (event.key === "Escape") { box.value = ""; close(); box.blur(); }
  });
  return { focus: () => box.focus() };
}
