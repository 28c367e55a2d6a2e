// Bundles src/ into dist/page.html: one file with script and style inside, their hashes in the policy.
// `node build.mjs --check` builds to memory and fails where the committed file differs.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { build } from "esbuild";

const here = (path) => new URL(path, import.meta.url);
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const bundled = await build({
  entryPoints: [here("src/main.js").pathname],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: "es2020",
  charset: "ascii",
  legalComments: "none",
});
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
  .replace("{{style}}", () => style)
  .replace("{{script}}", () => script);

const target = here("dist/page.html");
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== page) {
    console.error("dist/page.html is not what src/ builds: run `npm run build` and commit it");
    process.exit(1);
  }
} else {
  mkdirSync(here("dist/"), { recursive: true });
  writeFileSync(target, page);
  console.log(`dist/page.html ${page.length} bytes`);
}
