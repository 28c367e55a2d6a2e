// What the checks read off a page, and what they count themselves from its data.
export const dataOf = (page) => page.evaluate(() => JSON.parse(document.getElementById("data").textContent));
export const text = (page, selector) => page.locator(selector).innerText();
export const stateOf = (page) => page.evaluate(() => ({ ...window.explorer.store.state, hiddenKinds: [...window.explorer.store.state.hiddenKinds] }));
export const shownCount = async (page) => Number((await text(page, "#status")).split(" ")[0].replaceAll(",", ""));
export const count = (values, holds) => values.reduce((sum, value, row) => sum + (holds(value, row) ? 1 : 0), 0);
export const fold = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
export const grown = (total) => total.toLocaleString("en");
export const degrees = (data) => {
  const degree = data.nodes.id.map(() => 0);
  data.edges.source.forEach((source, edge) => { degree[source] += 1; degree[data.edges.target[edge]] += 1; });
  return degree;
};
export const most = (values) => values.reduce((best, value, row) => ((value ?? -1) > (values[best] ?? -1) ? row : best), 0);
export const select = (page, row) => page.evaluate((at) => window.explorer.store.set({ selected: at }), row);
