// Checks of the review: what it asks, its keys, what it remembers, and that the next build takes what it saves.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLedger, nameKey, parse, plain } from "../src/decisions.js";
import { pairsOf } from "../src/pairs.js";
import { readModel } from "../src/model.js";
import { open } from "./browser.mjs";
import { dataOf, text } from "./data.mjs";
import { sampleData } from "./sample.mjs";

const HEADER = "verdict\tkind\tname_a\tname_b\tnote";
const ARTICLES = fileURLToPath(new URL("../../fixtures/articles", import.meta.url));
// Of these some are joined in doubt, and three pairs of entities stay apart although they are likely one thing.
const HARBOR = [
  "Loss of Harbor Jobs", "Harbor Job Losses", "Growing Harbor Job Losses", "Harbor Job Displacement", "Displacement of Harbor Workers",
  "Displacement of Harbor Jobs", "Harbor Worker Displacement", "Dependence on Drones", "Drone Dependency", "Over-reliance on Drones",
  "Drone Overreliance", "Risks of Overreliance on Drones", "Quality of Tide Forecasts", "Quality and Accuracy of Tide Forecasts", "Accuracy of Tide Forecasts",
  "Tide Forecast Quality",
];

// The pairs as the checks count them: those first of which doubt times mentions is greatest.
function expected(data) {
  const uses = data.nodes.id.map((_, row) => data.mentions.node.filter((node) => node === row).length);
  const duplicate = data.relations.indexOf("duplicate");
  const apart = data.edges.relation.map((relation, edge) => (relation === duplicate ? edge : -1)).filter((edge) => edge >= 0)
    .map((edge) => [data.edges.weight[edge], Math.min(uses[data.edges.source[edge]], uses[data.edges.target[edge]])]);
  const joined = data.doubts.map(([certainty, mentions]) => [1 - certainty, mentions.length]);
  return [...apart, ...joined].map(([doubt, mentions]) => doubt * mentions).sort((a, b) => b - a);
}

// Names as the command finds them equal, what decisions say together, and what a line calls a name, without a browser.
export function agrees() {
  for (const [a, b] of [["The  “51%”-Attack", "the 51 percent attack"], ["Nvidia’s NeMo", "nvidia nemo"], ["U.S. Chip Ban", "US chip ban"], ["R&D", "r and d"]]) assert.equal(plain(a), plain(b));
  for (const [a, b] of [["C++", "C#"], ["Warming > 2 °C", "Warming < 2 °C"]]) assert.notEqual(plain(a), plain(b));
  const ledger = createLedger();
  const said = [["a", "b", true, true], ["c", "d", true, true], ["b", "c", false, true], ["a", "d", true, false], ["d", "e", true, true], ["e", "a", false, true], ["a", "b", false, false], ["f", "a", true, true]];
  for (const [a, b, same, taken] of said) assert.equal(ledger.add(a, b, same), taken, `${a} ${b}`);
  assert.deepEqual([["f", "b"], ["f", "e"], ["f", "g"]].map(([a, b]) => ledger.answer(a, b)), ["same", "different", null]);
  const [line] = parse("same\tconcern/pros/cons\tA\tB", ["concern", "pros/cons"]);
  assert.deepEqual(line.decision.names, [nameKey("concern", "A"), nameKey("pros/cons", "B")]);

  const data = sampleData(20);
  data.nodes.label[8] = "a.md:3";
  data.nodes.label[9] = data.nodes.label[2] = "Twice";
  data.mentions.name = data.mentions.name.map((written, at) => (data.mentions.node[at] === 2 && at === 3 ? "Twice" : written));
  const references = pairsOf(readModel(data)).map(({ sides }) => sides.map((side) => side.reference));
  assert.ok(references.flat().includes("a.md: 3"), "a name that reads like a place of the archive is none");
  assert.ok(references.some(([a, b]) => [a, b].sort().join() === "Twice,e.md:8"), "of two equal names one is told by its place");
}

const asked = (page) => page.locator("#review-card .side h3").allTextContents();
const progress = async (page) => (await text(page, "#review-progress")).split(" of ").map((part) => Number(part.replaceAll(",", "")));

async function saved(page, path) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save-decisions").click()]);
  assert.equal(download.suggestedFilename(), "decisions.tsv");
  await download.saveAs(path);
  return readFileSync(path, "utf8");
}

const openFile = async (page, body) => {
  await page.locator("#decisions-file").setInputFiles({ name: "team.tsv", mimeType: "text/plain", buffer: Buffer.from(body) });
  await page.waitForFunction(() => document.getElementById("review-said").textContent.startsWith("team.tsv"));
  return text(page, "#review-said");
};

export async function reviews(browser, file, folder) {
  const { page, errors, requests, close } = await open(browser, file, { hash: "#view=review" });
  const data = await dataOf(page);
  const risks = expected(data);
  assert.ok(risks.length >= 5, `${risks.length} pairs`);
  assert.deepEqual(await progress(page), [1, risks.length]);
  const first = await asked(page);
  const [kinds, rows] = [await page.locator("#review-card .side .eyebrow").allTextContents(), await page.locator("#review-card .side ul").evaluateAll((all) => all.map((list) => list.children.length))];
  const known = data.kinds.map((kind) => kind.name);
  assert.ok(kinds.length === 2 && kinds.every((kind) => known.includes(kind)), String(kinds));
  assert.ok(rows.every((count) => count <= 3), String(rows));
  assert.match(await text(page, ".chance"), /(one thing|two things) \(match probability 0\.\d\d\)/);
  assert.equal(await page.locator("#save-decisions").isDisabled(), true);

  await keys(page, first, risks.length);
  await byKind(page);
  await page.keyboard.press("n");
  const answers = await saved(page, join(folder, `${basename(file)}.tsv`));
  const lines = answers.trimEnd().split("\n");
  assert.equal(lines[0], HEADER);
  assert.ok(lines.length === 2 && lines[1].startsWith("different\t") && lines[1].split("\t").length === 5, answers);
  assert.deepEqual(lines[1].split("\t").slice(2, 4), first.map((name) => name.replace(/\s+/g, " ").trim()));

  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready);
  assert.deepEqual(await progress(page), [2, risks.length], "what was decided is not asked again");
  assert.notDeepEqual(await asked(page), first);
  await merging(page, answers, join(folder, `${basename(file)}-merged.tsv`));
  assert.deepEqual([errors, requests], [[], []]);
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.equal(await page.locator("img, iframe, object, embed").count(), 0);
  await close();
}

// y, n, s and u, also as buttons; no key answers while somebody writes.
async function keys(page, first, total) {
  await page.locator("#search").fill("y");
  assert.deepEqual(await progress(page), [1, total]);
  await page.locator("#search").fill("");
  await page.locator("#review-y").focus();
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  await page.keyboard.press("s");
  assert.deepEqual(await progress(page), [2, total]);
  assert.notDeepEqual(await asked(page), first);
  for (const back of [() => page.keyboard.press("u"), () => page.locator("#review-u").click()]) {
    await back();
    assert.deepEqual([await progress(page), await asked(page)], [[1, total], first]);
    await page.keyboard.press("y");
    assert.ok((await progress(page))[0] >= 2 && (await page.locator("#save-decisions").isEnabled()));
  }
  await page.locator("#review-u").click();
  for (const id of ["n", "s"]) {
    await page.locator(`#review-${id}`).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await progress(page), [2, total], id);
    assert.equal(await page.evaluate(() => document.activeElement.id), `review-${id}`, "the focus stays");
    await page.keyboard.press("u");
  }
  assert.deepEqual(await asked(page), first);
}

async function byKind(page) {
  const [kind] = await page.locator("#review-card .side .eyebrow").allTextContents();
  const [, total] = await progress(page);
  await page.locator(`#kind-${kind}`).uncheck();
  const [, left] = await progress(page);
  assert.ok(left < total, `${left} of ${total}`);
  if (left) assert.notEqual(await page.locator("#review-card .side .eyebrow").first().textContent(), kind);
  await page.locator(`#kind-${kind}`).check();
  assert.deepEqual(await progress(page), [1, total]);
}

// A decisions file goes into what is saved; what it decides is not asked; what the build would refuse is refused.
async function merging(page, answers, path) {
  const [kind] = await page.locator("#review-card .side .eyebrow").allTextContents();
  const [a, b] = await asked(page);
  const before = await progress(page);
  for (const [bad, why] of [["same\tconcern\ta\n", "line 1"], [`${HEADER}\nmaybe\t${kind}\ta\tb\t\n`, "line 2"], [`same\tno such kind\ta\tb\t\n`, "no kind"], [`same\t${kind}\ta\tb\t\ndifferent\t${kind}\tB.\tA\t\n`, "line 2: it contradicts"]]) {
    const said = await openFile(page, bad);
    assert.ok(said.includes("is not taken") && said.includes(why), said);
    assert.deepEqual(await progress(page), before);
  }
  const own = answers.trimEnd().split("\n")[1];
  const opened = ["\ufeff# <b>ours</b>", HEADER, `same\t${kind}\t${b.toUpperCase()}\t${a}\tby the team`, own.replace(/^different/, "same")];
  assert.match(await openFile(page, opened.join("\r\n")), /2 decisions/);
  assert.equal((await progress(page))[0], before[0] + 1, "what the file decides is not asked");
  const text = await saved(page, path);
  assert.deepEqual(text.trimEnd().split("\n"), ["# <b>ours</b>", HEADER, opened[2], own], "the later answer stands for that of the file");
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready);
  assert.equal((await progress(page))[0], before[0] + 1, "the file is remembered too");
}

export async function forgets(browser, file) {
  const { page, errors, close, url } = await open(browser, file);
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } }));
  await page.goto("about:blank");
  await page.goto(`${url}#view=review`);
  await page.waitForFunction(() => document.documentElement.dataset.ready);
  assert.match(await text(page, "#review-said"), /keeps nothing/);
  await page.keyboard.press("y");
  assert.ok((await progress(page))[0] > 1);
  await page.keyboard.press("u");
  assert.equal((await progress(page))[0], 1);
  while (!(await page.locator("#review-s").isDisabled())) await page.keyboard.press("s");
  assert.match(await text(page, "#review-card"), /skipped/);
  await page.locator("#ask-skipped").click();
  assert.equal((await progress(page))[0], 1);
  assert.deepEqual(errors, []);
  await close();
}

// Answers every pair of two archives and builds each anew with what was saved: no line is refused or left over, and every
// pair is joined or parted as was said.
export async function decides(browser, binary, folder) {
  const pages = join(folder, "harbor");
  mkdirSync(pages);
  HARBOR.forEach((name, at) => writeFileSync(join(pages, `${at}.md`), `# __Page ${at}__, (from page [20260118](https://example.org/))\n\n__[External link](https://${at}.example.org/)__\n\n## Concerns\n\n| name | description |\n|---|---|\n| ${name} | |\n`));
  const build = (...rest) => {
    const out = join(folder, "built.json");
    const said = execFileSync(binary, ["build", ...rest, "-v", "-o", out, "-o", join(folder, "built.html")], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    return { graph: JSON.parse(readFileSync(out, "utf8")), said };
  };
  for (const [source, ties] of [[ARTICLES, 0], [pages, 3]]) {
    const { graph } = build(source);
    assert.equal(graph.edges.filter((edge) => edge.relation === "duplicate").length, ties, "pairs that stay apart");
    const file = join(folder, "decisions.tsv");
    const written = await answerAll(browser, join(folder, "built.html"), file);
    assert.ok(written.some(([verdict]) => verdict === "same") && written.some(([verdict]) => verdict === "different"));
    const next = build(source, "--decisions", file);
    const remarks = [...next.graph.graph.remarks ?? [], next.said].filter((remark) => remark.includes("decisions.tsv"));
    assert.deepEqual(remarks, []);
    const entity = new Map(next.graph.mentions.map((mention) => [`${mention.kind}\t${mention.name}`, mention.entity]));
    for (const [verdict, kind, a, b] of written) {
      const [x, y] = [a, b].map((name) => entity.get(`${kind}\t${name}`));
      assert.ok(x && y, `${a}, ${b}`);
      assert.equal(x === y, verdict === "same", `${verdict}: ${a}, ${b}`);
    }
    await asksNothingTwice(browser, join(folder, "built.html"), file, written);
  }
}

// Of the pairs that are apart every second one becomes one thing, of joined names every second one is parted.
async function answerAll(browser, file, path) {
  const { page, errors, close } = await open(browser, file, { hash: "#view=review" });
  const turns = { apart: 0, joined: 1 };
  for (let turn = 0; !(await page.locator("#review-y").isDisabled()); turn++) {
    assert.ok(turn < 500);
    const state = (await text(page, "#review-card")).includes("keeps them apart") ? "apart" : "joined";
    await page.keyboard.press(turns[state]++ % 2 ? "n" : "y");
  }
  const lines = (await saved(page, path)).trimEnd().split("\n");
  assert.equal(lines[0], HEADER);
  assert.deepEqual(errors, []);
  await close();
  return lines.slice(1).map((line) => line.split("\t"));
}

async function asksNothingTwice(browser, file, decisions, written) {
  const { page, close } = await open(browser, file, { hash: "#view=review" });
  const decided = new Set(written.map(([, , a, b]) => [a, b].sort().join("\t")));
  assert.ok(!(await openFile(page, readFileSync(decisions, "utf8"))).includes("not taken"));
  while (!(await page.locator("#review-s").isDisabled())) {
    const pair = (await asked(page)).sort().join("\t");
    assert.ok(!decided.has(pair), `asked again: ${pair}`);
    await page.keyboard.press("s");
  }
  await close();
}
