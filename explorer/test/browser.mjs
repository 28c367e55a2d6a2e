// Starts Chromium and opens pages as a reader would; every request and every error is written down.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const BASE = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const SOFTWARE_GL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
const NO_GL = ["--disable-gpu", "--disable-3d-apis", "--disable-software-rasterizer"];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const executable = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));

export const launch = (webGl = true) => chromium.launch({ executablePath: executable, args: [...BASE, ...(webGl ? SOFTWARE_GL : NO_GL)] });

// `options`: hash, scheme, width, height, calm (reduced motion), scripts, bypassCSP.
export async function open(browser, file, options = {}) {
  const { hash = "", scheme = "light", width = 1280, height = 800, calm = true, scripts = true, bypassCSP = false } = options;
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: scheme, reducedMotion: calm ? "reduce" : "no-preference", javaScriptEnabled: scripts, bypassCSP, offline: true, acceptDownloads: true,
  });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const errors = [];
  const requests = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && !/GPU stall|GL Driver Message|software WebGL/i.test(message.text()) && errors.push(message.text()));
  page.on("dialog", (dialog) => { errors.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => !request.url().startsWith(url) && !/^(data|blob):/.test(request.url()) && requests.push(request.url()));
  const started = Date.now();
  await page.goto(url + hash);
  if (scripts) await page.waitForFunction(() => document.documentElement.dataset.ready, null, { timeout: 30_000 });
  return { page, errors, requests, ready: Date.now() - started, url, close: () => context.close() };
}

// Rules that the page breaks, with the first element of each.
export async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 160)} ${rule.nodes[0].failureSummary?.slice(0, 200)}`);
}
