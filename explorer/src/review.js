// The review: one pair of names after another, and the question whether both are one thing. The answers become a
// decisions file for the next build.
import { element, name, number, plural } from "./dom.js";
import { save } from "./download.js";
import { createMemory } from "./memory.js";
import { mentionItem } from "./panel.js";
import { createSession } from "./session.js";
import { icon } from "./shapes.js";

const ROWS = 3; // of evidence, a side
const LISTED = 200; // decisions under the card

export function createReview(model, store, root) {
  let session = null; // made when the review is first looked at: the page opens sooner
  let shown = null;
  let now = null;
  const commands = [
    ["y", "One thing", () => answer("same")], ["n", "Two things", () => answer("different")],
    ["s", "Skip", () => answer("skip")], ["u", "Undo", undo],
  ].map(([key, text, run]) => ({ key, run, button: element("button", { type: "button", id: `review-${key}`, "aria-keyshortcuts": key, onclick: run }, text, " ", element("kbd", {}, key)) }));
  const progress = element("p", { id: "review-progress", role: "status" });
  const bar = element("progress", { "aria-label": "Pairs looked at" });
  const said = element("p", { id: "review-said", class: "hint", role: "status" });
  const card = element("div", { id: "review-card" });
  const decided = element("div", { id: "review-decided" });
  const file = fileControls(() => session, draw);
  root.append(
    element("div", { class: "bar" }, progress, bar, ...file.parts), card,
    element("div", { class: "answers", role: "group", "aria-label": "Answer" }, commands.map(({ button }) => button), said), decided);

  function answer(verdict) {
    if (!now.pair) return;
    session.answer(now.pair, verdict);
    const [a, b] = now.pair.sides.map((side) => quoted(side.name));
    draw({ same: `${a} and ${b}: one thing.`, different: `${a} and ${b}: two things.`, skip: `Skipped ${a} and ${b}.` }[verdict]);
    root.scrollTop = 0;
  }
  function undo() {
    const pair = session.undo();
    if (pair) draw(`Taken back: ${pair.sides.map((side) => quoted(side.name)).join(" and ")}.`);
  }
  function draw(message = "") {
    now = session.now(shown);
    progress.textContent = now.pair ? `${number(now.done + 1)} of ${number(now.total)}` : `${number(now.done)} of ${number(now.total)}`;
    Object.assign(bar, { max: Math.max(1, now.total), value: now.done });
    said.textContent = message || (session.remembers() ? "" : "This browser keeps nothing of this page: save your decisions before you close it.");
    file.update(session.decided().length);
    for (const { key, button } of commands) button.disabled = key === "u" ? !session.canUndo() : !now.pair;
    card.replaceChildren(now.pair ? question(model, store, now.pair) : ending(now, () => { session.askSkipped(); draw(); }));
    decided.replaceChildren(...list(session.decided()));
  }
  return {
    update(state, marks) {
      if (state.view !== "review") return;
      session ??= createSession(model, createMemory(model));
      shown = marks;
      draw();
    },
    press: (key) => commands.find((command) => command.key === key.toLowerCase())?.run(),
  };
}

// The decisions file: one that is opened goes into the one that is saved.
function fileControls(session, draw) {
  const field = element("input", { type: "file", id: "decisions-file", accept: ".tsv,.txt,text/plain,text/tab-separated-values", hidden: true, "aria-label": "Decisions file", onchange: open });
  const opening = element("button", { type: "button", id: "open-decisions", title: "A decisions file to go on with: what it decides is not asked again, and saved along", onclick: () => field.click() }, "Open decisions…");
  const saving = element("button", { type: "button", id: "save-decisions", onclick: () => save("decisions.tsv", session().file(), "text/tab-separated-values") });
  async function open() {
    const [file] = field.files;
    if (!file) return;
    try {
      const { decisions, dropped } = session().open(await file.text());
      draw(`${file.name}: ${plural(decisions, "decision")}.${dropped ? ` ${plural(dropped, "answer")} that contradicted them ${dropped === 1 ? "is" : "are"} gone.` : ""}`);
    } catch (error) {
      draw(`${file.name} is not taken: ${error.message}.`);
    }
    field.value = "";
  }
  function update(count) {
    saving.textContent = count ? `Save decisions (${number(count)})` : "Save decisions";
    saving.disabled = !count;
  }
  return { parts: [opening, field, saving], update };
}

const quoted = (text) => `“\u2068${text}\u2069”`; // isolated, as names may run from right to left

function question(model, store, pair) {
  const kind = model.kinds[model.nodes.kind[pair.sides[0].row]];
  return element("article", { class: "pair", "aria-labelledby": "review-question" },
    element("h2", { id: "review-question" }, name(pair.sides[0].name), element("span", { class: "or" }, " and "), name(pair.sides[1].name), element("span", { class: "or" }, `: are these ${kind.plural} one thing?`)),
    element("p", { class: "chance" }, element("meter", { min: 0, max: 1, value: pair.probability, "aria-label": "Match probability" }), element("strong", {}, words(pair.probability)), ` (match probability ${pair.probability.toFixed(2)})`),
    element("div", { class: "sides" }, pair.sides.map((side) => sideOf(model, store, side))),
    element("p", { class: "hint" }, together(model, pair), why(model, pair)),
    reasons(model, pair),
    element("p", { class: "hint" }, "All that speaks for it and against: ", element("code", {}, `portent explain … ${pair.sides.map((side) => `"${side.name.replaceAll('"', '\\"')}"`).join(" ")}`)));
}

function sideOf(model, store, side) {
  const kind = model.kinds[model.nodes.kind[side.row]];
  const told = model.nodes.text[side.row];
  const rows = side.mentions.slice(0, ROWS);
  const isTold = rows.some((at) => model.mentions.description[at] === told);
  return element("section", { class: "side" },
    element("p", { class: "eyebrow" }, icon(kind.shape, kind.color), kind.name),
    element("h3", {}, element("button", { type: "button", class: "linkish", onclick: () => store.set({ selected: side.row }) }, name(side.name))),
    told && !isTold && side.name === model.nodes.label[side.row] ? element("p", {}, name(told)) : null,
    side.also.length ? element("p", { class: "hint also" }, "also written: ", side.also.map((other, at) => [at ? ", " : "", name(other)]).flat(), ` (${side.also.length === 1 ? "it goes" : "they go"} with the answer “one thing”)`) : null,
    element("p", { class: "hint" }, side.mentions.length > ROWS ? `${plural(side.mentions.length, "mention")}, the first ${ROWS}:` : `${plural(side.mentions.length, "mention")}:`),
    element("ul", {}, rows.map((at) => mentionItem(model, store, at, side.name))));
}

function words(probability) {
  const scale = [[0.95, "Almost certainly one thing"], [0.85, "Very likely one thing"], [0.65, "Probably one thing"], [0.5, "Perhaps one thing"], [0.2, "Probably two things"]];
  return scale.find(([least]) => probability >= least)?.[1] ?? "Very likely two things";
}

// Who writes both names into one article mostly means two things.
function together(model, { sides }) {
  const [here, there] = sides.map((side) => new Set(side.mentions.map((at) => model.mentions.path[at])));
  const both = [...here].filter((path) => there.has(path)).length;
  return both ? `${plural(both, "article names", "articles name")} both. ` : "No article names both. ";
}

function why(model, { sides, isApart }) {
  if (!isApart) return ["The build joined them: ", name(sides[0].name), " counts as ", name(sides[1].name), "."];
  return model.linked
    ? "The build keeps them apart, as it was told to join nothing."
    : "The build keeps them apart: not all of their names are likely to be one thing.";
}

// The graph knows reasons for the least sure pair of an entity alone.
function reasons(model, { sides, isApart }) {
  const merge = model.merges[sides[0].row];
  const isIt = !isApart && merge?.reasons.length && sides.every((side) => merge.pair.includes(side.name));
  return isIt ? element("dl", { class: "reasons" }, element("dt", {}, "What speaks most for it (value: log-odds)"), merge.reasons.map((reason) => element("dd", {}, reason))) : null;
}

function ending({ total, skipped }, again) {
  const text = !total ? "No doubtful pair of names is shown: either the build was sure of all, or the filters leave none."
    : skipped ? `You have looked at all ${plural(total, "pair")}, and skipped ${number(skipped)}.` : `All ${plural(total, "pair")} are answered.`;
  return element("div", { class: "pair" }, element("h2", {}, total ? "Done" : "Nothing to review"), element("p", {}, text),
    total ? element("p", { class: "hint" }, "Save the decisions, and build anew with ", element("code", {}, "portent build … --decisions decisions.tsv"), ".") : null,
    skipped ? element("button", { type: "button", id: "ask-skipped", onclick: again }, "Ask the skipped ones again") : null);
}

function list(decided) {
  if (!decided.length) return [];
  const item = ({ pair: { sides: [a, b] }, verdict }) => element("li", {}, name(a.name), verdict === "same" ? " is " : " is not ", name(b.name));
  const hidden = decided.length - LISTED;
  return [element("details", {}, element("summary", {}, `Decided here (${number(decided.length)})`),
    element("ol", { reversed: true, start: decided.length }, decided.slice(-LISTED).reverse().map(item)), hidden > 0 ? element("p", { class: "hint" }, `and ${number(hidden)} before`) : null)];
}
