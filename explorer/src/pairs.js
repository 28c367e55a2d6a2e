// The pairs of names that are worth a person's look, those first of which most mentions stand in the wrong place if the
// graph is wrong: the probability that it is, times the mentions that would move.
import { cell, nameKey, plain } from "./decisions.js";

// A pair: its two sides, whether the graph keeps them apart, and the match probability. A side: the name, the node that
// holds it, its mentions, the other names that go with it, and what a decisions file calls it. Linear in the mentions.
export function pairsOf(model) {
  const doubts = model.doubts.map(([certainty, mentions]) => ({ certainty, mentions, row: model.mentions.node[mentions[0]], name: usual(mentions.map((at) => model.mentions.name[at])) }));
  const doubtful = new Map(); // by node
  for (const doubt of doubts) {
    if (!doubtful.has(doubt.row)) doubtful.set(doubt.row, []);
    doubtful.get(doubt.row).push(doubt);
  }
  const paths = new Set(model.mentions.path);
  const pairs = [...apart(model, doubtful), ...joined(model, doubtful)];
  for (const pair of pairs) refer(model, pair, paths);
  return pairs.sort((p, q) => q.risk - p.risk || q.stake - p.stake);
}

// Nodes that are likely one thing and stayed two. What is certain was decided by a person.
function apart(model, doubtful) {
  const { source, target, relation, weight } = model.edges;
  const duplicate = model.relations.indexOf("duplicate");
  const side = (row) => ({ row, name: model.nodes.label[row], mentions: model.mentionsOf[row], also: (doubtful.get(row) ?? []).map((doubt) => doubt.name) });
  const edges = Array.from(relation.keys()).filter((edge) => relation[edge] === duplicate && weight[edge] < 1);
  return edges.map((edge) => {
    const sides = [side(source[edge]), side(target[edge])];
    return pairOf(model, sides, true, weight[edge], model.linked ? 1 - weight[edge] : weight[edge], Math.min(...sides.map((one) => one.mentions.length)));
  });
}

// Names that count as their entity although that is not certain.
function joined(model, doubtful) {
  return [...doubtful].flatMap(([row, doubts]) => {
    const unsure = new Set(doubts.flatMap((doubt) => doubt.mentions));
    const sure = model.mentionsOf[row].filter((at) => !unsure.has(at));
    const label = () => ({ row, name: model.nodes.label[row], mentions: sure, also: [] });
    return doubts.map(({ certainty, mentions, name }) => pairOf(model, [{ row, name, mentions, also: [] }, label()], false, certainty, 1 - certainty, mentions.length));
  });
}

const pairOf = (model, sides, isApart, probability, doubt, stake) =>
  ({ sides, isApart, probability, stake, risk: doubt * stake, kind: model.kinds[model.nodes.kind[sides[0].row]].name });

// What a decisions file calls either side: its name, unless both have one. Then a single mention is told by its place.
function refer(model, pair, paths) {
  const { path, line } = model.mentions;
  const alike = plain(pair.sides[0].name) === plain(pair.sides[1].name);
  for (const side of pair.sides) {
    const [only] = side.mentions;
    side.also = side.also.map((other) => asName(other, paths));
    side.reference = alike && side.mentions.length === 1 ? `${path[only]}:${line[only]}` : asName(side.name, paths);
  }
  pair.names = pair.sides.map((side) => nameKey(pair.kind, side.reference));
  pair.key = [pair.kind, ...pair.sides.map((side) => side.reference)].join("\t");
}

// A name that reads like a place (`a.md:7`) of this archive would be taken for it.
function asName(text, paths) {
  const [, before, line] = text.match(/^(.+):(\d+)$/s) ?? [];
  return cell(before !== undefined && paths.has(before) ? `${before}: ${line}` : text);
}

// The most frequent text; of those, the first.
function usual(texts) {
  const uses = new Map();
  for (const text of texts) uses.set(text, (uses.get(text) ?? 0) + 1);
  return [...uses].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
