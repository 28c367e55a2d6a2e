// A review: what was answered so far, what comes next, and the decisions file of it all.
import { createLedger, nameKey, parse, row, write } from "./decisions.js";
import { pairsOf } from "./pairs.js";

export function createSession(model, memory) {
  const pairs = pairsOf(model);
  const pairOf = new Map(pairs.map((pair) => [pair.key, pair]));
  const kinds = model.kinds.map((kind) => kind.name);
  let opened = []; // lines of the decisions file that the person opened
  let actions = []; // {key, verdict: same, different or skip, lines}, in order
  let ledger = createLedger();

  // Takes the file first, without lines on pairs that were answered here, then the answers. Says what did not fit.
  function replay() {
    ledger = createLedger();
    const answered = new Set(actions.filter(({ verdict }) => verdict !== "skip").map(({ key }) => pairId(pairOf.get(key).names)));
    for (const line of opened) line.kept = !line.decision || !answered.has(pairId(line.decision.names));
    addAll(ledger, opened.filter(({ kept }) => kept));
    const before = actions.length;
    actions = actions.filter((action) => take(action));
    return before - actions.length;
  }
  function take(action) {
    if (action.verdict === "skip") return true;
    const pair = pairOf.get(action.key);
    const [a, b] = pair.names;
    if (!ledger.add(a, b, action.verdict === "same")) return false;
    const [x, y] = pair.sides.map((side) => side.reference);
    action.lines = [row(action.verdict, pair.kind, x, y, note(model, pair)), ...(action.verdict === "same" ? followers(pair) : [])];
    return true;
  }
  // The other names of two things that are one go with them: the next build would else judge them afresh, beside names
  // that they never were likely to be.
  function followers(pair) {
    return pair.sides.flatMap((side) => side.also.filter((other) => {
      const both = [nameKey(pair.kind, side.reference), nameKey(pair.kind, other)];
      return ledger.answer(...both) === null && ledger.add(...both, true);
    }).map((other) => row("same", pair.kind, side.reference, other, `goes with ${side.name}`)));
  }
  function keep() {
    memory.keep({ opened: opened.map(({ text }) => text), actions: actions.filter(({ verdict }) => verdict !== "skip").map(({ key, verdict }) => [key, verdict]) });
  }
  function restore() {
    const kept = memory.load();
    if (!kept) return;
    try {
      opened = parse(kept.opened.join("\n"), kinds);
      actions = kept.actions.filter(([key, verdict]) => pairOf.has(key) && ["same", "different"].includes(verdict)).map(([key, verdict]) => ({ key, verdict }));
      replay();
    } catch { // another page's leavings: begin anew
      [opened, actions, ledger] = [[], [], createLedger()];
    }
  }
  restore();

  return {
    remembers: () => memory.works(),
    // The first pair without an answer of those whose nodes are shown, and how far the review is.
    now(shown) {
      const skipped = new Set(actions.filter(({ verdict }) => verdict === "skip").map(({ key }) => key));
      const own = pairs.filter((pair) => pair.sides.every((side) => shown[side.row]));
      const open = own.filter((pair) => ledger.answer(...pair.names) === null);
      const left = open.filter((pair) => !skipped.has(pair.key));
      return { pair: left[0] ?? null, done: own.length - left.length, total: own.length, skipped: open.length - left.length };
    },
    answer(pair, verdict) {
      const action = { key: pair.key, verdict };
      if (!take(action)) return;
      actions.push(action);
      keep();
    },
    undo() {
      const last = actions.pop();
      if (!last) return null;
      replay();
      keep();
      return pairOf.get(last.key);
    },
    canUndo: () => actions.length > 0,
    askSkipped() {
      actions = actions.filter(({ verdict }) => verdict !== "skip");
    },
    // Takes a decisions file in; throws what is wrong with it, and changes nothing then.
    open(text) {
      const lines = parse(text, kinds);
      addAll(createLedger(), lines); // whole, as the build would take it
      opened = lines;
      const dropped = replay();
      keep();
      return { decisions: opened.filter(({ decision }) => decision).length, dropped };
    },
    decided: () => actions.filter(({ verdict }) => verdict !== "skip").map(({ key, verdict }) => ({ pair: pairOf.get(key), verdict })),
    file: () => write([...opened.filter(({ kept }) => kept).map(({ text }) => text), ...actions.flatMap(({ lines }) => lines ?? [])]),
  };
}

function addAll(ledger, lines) {
  lines.forEach(({ decision }, at) => {
    if (decision && !ledger.add(...decision.names, decision.same)) throw new Error(`line ${at + 1}: it contradicts the lines before it`);
  });
}

const pairId = (names) => [...names].sort().join("\n");

// Where either name stands first, for those who read the file.
function note(model, { sides, probability }) {
  const { path, line } = model.mentions;
  const places = sides.map(({ mentions: [first] }) => (first === undefined ? null : `${path[first]}:${line[first]}`));
  return [`match probability ${probability.toFixed(3)}`, ...places.filter(Boolean)].join("; ");
}
