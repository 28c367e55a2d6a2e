// Checks of what a reader sees: loading, search, filters, legend, panel, pointer, links.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { open } from "./browser.mjs";
import { count, dataOf, degrees, fold, grown, most, select, shownCount, stateOf, text } from "./data.mjs";
import { BAD_LINKS } from "./sample.mjs";

export async function loads(browser, file) {
  for (const view of ["map", "table", "clusters", "review"]) {
    const { page, errors, requests, close } = await open(browser, file, { hash: `#view=${view}` });
    await page.waitForTimeout(200);
    assert.deepEqual(errors, [], `errors in ${view}`);
    assert.deepEqual(requests, [], `requests in ${view}`);
    assert.equal(await page.locator(`#${view}`).isVisible(), true);
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.equal(await page.locator("img, iframe, object, embed").count(), 0);
    await close();
  }
}

export async function policyHolds(browser, file) {
  const source = readFileSync(file, "utf8");
  assert.match(source, /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-/);
  assert.doesNotMatch(source.split('id="data">')[0], /(?:src|href)="?https?:/);
  const { page, close } = await open(browser, file);
  const broken = await page.evaluate(async () => {
    const seen = [];
    addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.ran = 1";
    document.body.append(script);
    const fetched = await fetch("https://example.org/").then(() => "fetched", () => "refused");
    await new Promise((done) => setTimeout(done, 100));
    return { seen, fetched, ran: window.ran };
  });
  assert.equal(broken.ran, undefined);
  assert.equal(broken.fetched, "refused");
  assert.ok(broken.seen.some((rule) => rule.startsWith("script-src")) && broken.seen.includes("connect-src"), String(broken.seen));
  await close();
}

export async function searches(browser, file) {
  const { page, close } = await open(browser, file);
  const data = await dataOf(page);
  const label = data.nodes.label[most(data.measures.length ? data.nodes.measures.pagerank : degrees(data))];
  for (const query of [label.toUpperCase(), label.slice(0, 3), "ANGSTROM"]) {
    await page.keyboard.press("Escape");
    await page.locator("#canvas").focus();
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    await page.keyboard.type(query);
    const hits = count(data.nodes.label, (name, row) => [name, ...data.nodes.aliases[row]].some((one) => fold(one).includes(fold(query.trim()))));
    assert.equal(await page.locator("#hit-count").textContent(), `${hits} found`, query);
    assert.equal(await page.locator("#hits li").count(), Math.min(12, hits));
    await page.locator("#search").fill("");
  }
  await page.locator("#search").fill(label);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  // T19: names are isolated, so that one that turns the direction of text turns nothing else.
  const wanted = await text(page, "#hits li[aria-selected=true] bdi");
  await page.keyboard.press("Enter");
  const { selected } = await stateOf(page);
  assert.equal(data.nodes.label[selected].trim(), wanted);
  assert.equal(await text(page, "#panel h2"), wanted);
  await page.waitForTimeout(300);
  const [at, size] = await page.evaluate((row) => [window.explorer.map.at(row), [document.getElementById("canvas").clientWidth, document.getElementById("canvas").clientHeight]], selected);
  assert.ok(Math.abs(at.x - size[0] / 2) < 40 && Math.abs(at.y - size[1] / 2) < 40, `at ${at.x},${at.y} of ${size}`);
  await close();
}

export async function filters(browser, file) {
  const { page, close } = await open(browser, file);
  const data = await dataOf(page);
  const { nodes, kinds } = data;
  const total = nodes.id.length;
  assert.equal(await shownCount(page), total);
  const kind = nodes.kind[0];
  await page.locator(`#kind-${kinds[kind].name}`).uncheck();
  assert.equal(await shownCount(page), count(nodes.kind, (one) => one !== kind));
  await page.locator("#reset").click();
  assert.equal(await shownCount(page), total);
  await page.locator("#cluster").selectOption(String(data.clusters[0].cluster));
  assert.equal(await shownCount(page), count(nodes.cluster, (one) => one === data.clusters[0].cluster));
  await page.waitForTimeout(200);
  const wide = await page.evaluate(() => document.getElementById("canvas").clientWidth);
  const places = await page.evaluate((rows) => rows.map((row) => window.explorer.map.at(row).x), nodes.cluster.map((one, row) => (one === data.clusters[0].cluster ? row : -1)).filter((row) => row >= 0));
  assert.ok(Math.min(...places) >= 0 && Math.max(...places) <= wide, "a chosen cluster is brought into the picture");
  await page.locator("#reset").click();
  await page.locator("#min-articles").fill("3");
  await page.locator("#min-articles").press("Enter");
  assert.equal(await shownCount(page), count(nodes.measures.articles, (one) => one >= 3));
  await page.locator("#reset").click();
  const days = [...new Set([...nodes.first, ...nodes.last].filter(Boolean))].sort();
  await page.locator('input[aria-label="First date shown"]').focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await shownCount(page), count(nodes.first, (day, row) => day && nodes.last[row] >= days[2]));
  await page.locator("#reset").click();
  const relation = data.edges.relation[0];
  await page.locator(`#relation-${data.relations[relation]}`).uncheck();
  const left = count(data.edges.relation, (one) => one !== relation);
  assert.ok((await text(page, "#status")).includes(` ${grown(left)} of `), await text(page, "#status"));
  await page.locator("#min-weight").fill("2");
  await page.locator("#min-weight").press("Enter");
  const heavy = count(data.edges.relation, (one, edge) => one !== relation && data.edges.weight[edge] >= 2);
  assert.ok((await text(page, "#status")).includes(` ${grown(heavy)} of `), await text(page, "#status"));
  await page.locator("#reset").click();
  assert.equal(await shownCount(page), total);
  await close();
}

export async function legend(browser, file) {
  const { page, close } = await open(browser, file);
  const data = await dataOf(page);
  const present = data.kinds.map((kind, at) => [kind.plural, count(data.nodes.kind, (one) => one === at)]).filter(([, nodes]) => nodes);
  const rows = await page.locator("#kinds .kind").evaluateAll((all) => all.map((row) => [row.childNodes[2].textContent, Number(row.querySelector(".count").textContent.replaceAll(",", ""))]));
  assert.deepEqual(rows, present);
  const icons = await page.locator("#kinds .icon").evaluateAll((all) => all.map((icon) => icon.firstChild.getAttribute("points") ?? "circle"));
  assert.equal(new Set(icons).size, icons.length, "each kind has a shape of its own");
  for (const measure of data.measures) {
    await page.locator("#size").selectOption(measure.name);
    assert.ok((await text(page, ".legend")).includes(measure.summary), measure.name);
    await page.locator("#color").selectOption(measure.name);
  }
  await close();
}

export async function panel(browser, file) {
  const { page, errors, close } = await open(browser, file);
  const data = await dataOf(page);
  const { nodes } = data;
  const degree = degrees(data);
  const mentions = nodes.id.map((_, row) => count(data.mentions.node, (node) => node === row));
  const rows = [Number(Object.keys(data.merges)[0] ?? 0), most(degree), most(mentions), most(nodes.aliases.map((list) => list.length)), nodes.kind.findIndex((kind) => data.kinds[kind].name === "article")];
  for (const row of rows) {
    await select(page, row);
    assert.equal(await page.locator("#panel h2").textContent(), nodes.label[row]);
    assert.equal(await page.locator("#neighbors h3").textContent(), `${grown(degree[row])} ${degree[row] === 1 ? "neighbor" : "neighbors"}`);
    assert.equal(await page.locator("#mentions h3").count() ? await page.locator("#mentions h3").textContent() : "0 mentions", `${grown(mentions[row])} ${mentions[row] === 1 ? "mention" : "mentions"}`);
    assert.equal(await page.locator("#merged li").count(), nodes.aliases[row].length);
    const merge = data.merges[row];
    assert.equal(await page.locator("#why").count(), merge && nodes.aliases[row].length ? 1 : 0);
    if (merge && nodes.aliases[row].length) {
      assert.ok((await text(page, "#why")).includes(merge.probability.toFixed(3)), "the least sure pair is told");
      assert.deepEqual(await page.locator(".reasons dd").allTextContents(), merge.reasons);
    }
    const filled = data.measures.filter(({ name }) => nodes.measures[name][row] !== null).length;
    assert.equal(await page.locator("#panel .facts tr").count(), filled + (nodes.first[row] ? 1 : 0));
    while (await page.locator("#neighbors .more").count()) await page.locator("#neighbors .more").first().evaluate((button) => button.click());
    assert.equal(await page.locator("#neighbors li").count(), degree[row]);
  }
  await select(page, null);
  assert.equal(await page.locator("#panel").isVisible(), false);
  assert.deepEqual(errors, []);
  await close();
}

export async function pointer(browser, file) {
  const { page, close } = await open(browser, file);
  const data = await dataOf(page);
  const { size } = await stateOf(page);
  const row = most(data.nodes.measures[size]);
  await page.keyboard.press("/");
  await page.waitForTimeout(300);
  const box = await page.locator("#canvas").boundingBox();
  const at = await page.evaluate((one) => window.explorer.map.at(one), row);
  const before = await page.screenshot();
  await page.mouse.move(box.x + at.x, box.y + at.y, { steps: 4 });
  await page.waitForTimeout(300);
  assert.ok(!before.equals(await page.screenshot()), "hovering changes the picture");
  await page.mouse.click(box.x + at.x, box.y + at.y);
  await page.waitForTimeout(400);
  const { selected } = await stateOf(page);
  assert.notEqual(selected, null, "a click selects");
  assert.equal(await page.locator("#panel h2").textContent(), data.nodes.label[selected]);
  await close();
}

export async function clusterMap(browser, file) {
  const { page, errors, close } = await open(browser, file, { hash: "#view=clusters" });
  const data = await dataOf(page);
  assert.equal(await page.locator("#cluster-map circle").count(), data.clusters.filter((card) => card.size > 1).length, "a disc a cluster of two nodes or more");
  assert.ok((await page.locator("#cluster-map text").count()) > 0, "with names");
  const card = data.clusters[0];
  await page.locator(`#cluster-map circle[data-cluster="${card.cluster}"]`).dispatchEvent("click");
  const { cluster, view } = await stateOf(page);
  assert.deepEqual([cluster, view], [card.cluster, "map"], "a click shows the cluster on the map");
  assert.deepEqual(errors, []);
  await close();
}

export async function links(browser, file) {
  const { page, close } = await open(browser, file);
  const { nodes } = await dataOf(page);
  const linked = nodes.link.map((link, row) => (link ? row : -1)).filter((row) => row >= 0).slice(0, 40);
  for (const row of linked) {
    await select(page, row);
    const found = await page.locator("#panel a").evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.rel]));
    const fine = /^https?:\/\/[^\s]+$/i.test(nodes.link[row]);
    assert.equal(found.some(([href]) => href === nodes.link[row]), fine, nodes.link[row]);
    for (const [href, rel] of found) {
      assert.match(href, /^https?:\/\//i);
      assert.equal(rel, "noopener noreferrer");
    }
  }
  if (basename(file) === "sample.html") assert.ok(BAD_LINKS.every((bad) => nodes.link.includes(bad)), "every bad link is tried");
  await close();
}
