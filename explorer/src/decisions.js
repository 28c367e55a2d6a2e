// Decisions files, as the command's --decisions reads and writes them: verdict, kind, name, name, note.

const HEADER = ["verdict", "kind", "name_a", "name_b", "note"].join("\t");
const MOST_SLASHES = 8;

// The lines of a file, each with its decision; throws what the command would refuse, with the line.
export function parse(text, kinds) {
  const lines = text.replace(/^\ufeff/, "").split("\n").map((line) => line.replace(/\r$/, ""));
  if (lines[lines.length - 1] === "") lines.pop();
  return lines.map((line, at) => {
    const cells = line.split("\t").map((one) => one.trim());
    if (!line.trim() || line.startsWith("#") || cells[0] === "verdict") return { text: line, decision: null };
    const refuse = (why) => { throw new Error(`line ${at + 1}: ${why}`); };
    if (cells.length < 4) refuse("verdict, kind and two names, parted by tabs, are missing");
    const [verdict, kind, a, b] = cells;
    if (verdict !== "same" && verdict !== "different") refuse(`“${verdict}” is neither same nor different`);
    if (!a || !b) refuse("a name is empty");
    const both = kindsOf(kind, kinds) ?? refuse(`“${kind}” is no kind of this graph`);
    return { text: line, decision: { same: verdict === "same", names: [nameKey(both[0], a), nameKey(both[1], b)] } };
  });
}

// `concern`, or two kinds as `concern/issue`; a kind may hold a slash itself.
function kindsOf(text, kinds) {
  if (kinds.includes(text)) return [text, text];
  const slashes = [...text.matchAll(/\//g)].slice(0, MOST_SLASHES).map((found) => [text.slice(0, found.index), text.slice(found.index + 1)]);
  return slashes.find((pair) => pair.every((kind) => kinds.includes(kind)));
}

export const cell = (text) => text.replace(/[\t\n\r]+/g, " ").trim();

// The form in which the command finds names equal, near enough: case, width, punctuation and possessives aside.
export const plain = (text) => text.normalize("NFKC").toLowerCase()
  .replace(/(?<![\p{L}\p{N}.])(?:\p{L}\.)+\p{L}?(?![\p{L}\p{N}])/gu, (dotted) => dotted.replaceAll(".", ""))
  .replace(/(?<=[\p{L}\p{N}])['’ʼ‘]s(?![\p{L}\p{N}])/gu, "")
  .replace(/(?<=[\p{L}\p{N}])['’ʼ‘](?=[\p{L}\p{N}])/gu, "")
  .replaceAll("&", " and ").replaceAll("%", " percent ")
  .replace(/[^\p{L}\p{M}\p{N}\p{S}#]+/gu, " ").trim();

export const nameKey = (kind, name) => `${kind}\t${plain(name)}`;

export function write(lines) {
  const rows = lines.some((line) => line.startsWith("verdict\t")) ? lines : [HEADER, ...lines];
  return `${rows.join("\n")}\n`;
}

export const row = (verdict, kind, a, b, note) => [verdict, kind, a, b, note].map(cell).join("\t");

// What decisions say together: `same` is transitive, and what differs from one name of a group differs from all.
export function createLedger() {
  const parents = new Map();
  const apart = new Map(); // root -> roots of the groups that differ
  function find(name) {
    let root = name;
    while (parents.has(root)) root = parents.get(root);
    for (let at = name; at !== root;) {
      const next = parents.get(at);
      parents.set(at, root);
      at = next;
    }
    return root;
  }
  const others = (root) => apart.get(root) ?? apart.set(root, new Set()).get(root);
  function answer(a, b) {
    const [x, y] = [find(a), find(b)];
    return x === y ? "same" : apart.get(x)?.has(y) ? "different" : null;
  }
  // Whether a decision agrees with those before it; only then it is taken.
  function add(a, b, same) {
    const known = answer(a, b);
    if (known) return known === (same ? "same" : "different");
    const [x, y] = [find(a), find(b)];
    if (!same) {
      others(x).add(y);
      others(y).add(x);
      return true;
    }
    parents.set(y, x);
    for (const other of apart.get(y) ?? []) {
      apart.get(other).delete(y);
      apart.get(other).add(x);
      others(x).add(other);
    }
    apart.delete(y);
    return true;
  }
  return { answer, add };
}
