// Bundles src/ into dist/page.html: one file with script and style inside, their hashes in the policy.
// `node build.mjs --check` builds to memory and fails where the committed file differs.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const here = (path) => new URL(path, import.meta.url);
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const bundled = await build({
  entryPoints: [here("src/main.js").pathname],
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: "iife",
  target: "es2020",
  charset: "ascii",
  legalComments: "none", // the whole texts go in below
});
// The bundled packages' licenses ask to travel with them: as a comment in the page, and as LICENSES.txt beside it.
const BUNDLED = ["events", "graphology", "graphology-utils", "sigma"];
const licenses = BUNDLED.map((name) => {
  const folder = `node_modules/${name}/`;
  const file = readdirSync(here(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const { version, license } = JSON.parse(readFileSync(here(`${folder}package.json`), "utf8"));
  return `${name} ${version} (${license})\n\n${readFileSync(here(folder + file), "utf8").trim()}\n`;
}).join(`\n${"-".repeat(40).replaceAll("--", "- ")}\n\n`);
const inside = Object.keys(bundled.metafile.inputs).map((path) => path.match(/node_modules\/([^/]+)/)?.[1]).filter(Boolean);
const unnamed = [...new Set(inside)].filter((name) => !BUNDLED.includes(name));
if (unnamed.length) throw new Error(`bundled without a license notice: ${unnamed.join(", ")}`);

// A closing tag inside the script would end it for the HTML parser.
const script = bundled.outputFiles[0].text.trim().replaceAll("</script", "<\\/script");
const style = readFileSync(here("src/style.css"), "utf8").trim();
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "img-src data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const page = readFileSync(here("src/page.html"), "utf8")
  .replace("{{policy}}", () => policy)
  .replace("{{licenses}}", () => licenses.replaceAll("--", "- -"))
  .replace("{{style}}", () => style)
  .replace("{{script}}", () => script);

const outputs = [["dist/page.html", page], ["LICENSES.txt", licenses]];
if (process.argv.includes("--check")) {
  for (const [path, text] of outputs) {
    if (readFileSync(here(path), "utf8") === text) continue;
    console.error(`${path} is not what src/ builds: run \`npm run build\` and commit it`);
    process.exit(1);
  }
} else {
  mkdirSync(here("dist/"), { recursive: true });
  for (const [path, text] of outputs) writeFileSync(here(path), text);
  console.log(`dist/page.html ${page.length} bytes`);
}
