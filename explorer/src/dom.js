// Builds elements. Text only ever goes in through textContent, so names from pages stay text.
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name in made && !name.startsWith("aria") && name !== "role" && name !== "list") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const byId = (id) => document.getElementById(id);

// A name from a page: isolated, so that right-to-left text does not reorder what stands beside it.
export const name = (text) => element("bdi", {}, text);

// Links leave the page only for the web; anything else is shown as text.
export function link(url, text) {
  if (!/^https?:\/\/[^\s]+$/i.test(url ?? "")) return element("span", {}, text);
  return element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text);
}

export const number = (value) => {
  if (value === null || value === undefined) return "";
  if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toLocaleString("en", { maximumFractionDigits: 0 });
  return value.toPrecision(3);
};

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
