// What was decided, kept in the browser under the graph's identity. Pages opened as files may be refused any storage:
// then it lasts as long as the page.
export function createMemory(model) {
  const key = `portent-review-${identity(model)}`;
  let works = true;
  const attempt = (run) => {
    try {
      return run();
    } catch {
      works = false;
      return null;
    }
  };
  return {
    load: () => attempt(() => JSON.parse(localStorage.getItem(key))),
    keep: (value) => attempt(() => localStorage.setItem(key, JSON.stringify(value))),
    works: () => works,
  };
}

// Two hashes (FNV-1a) of what the page holds: another graph, another identity.
function identity(model) {
  const { id, label } = model.nodes;
  let [one, two] = [0x811c9dc5, 0x01000193];
  const take = (text) => {
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
      two = Math.imul(two ^ text.charCodeAt(at), 0x85ebca6b);
    }
  };
  id.forEach((text, row) => take(`${text}\t${label[row]}\n`));
  take(`${model.edges.source.length} ${model.mentions.node.length}`);
  return [one, two].map((hash) => (hash >>> 0).toString(16).padStart(8, "0")).join("");
}
