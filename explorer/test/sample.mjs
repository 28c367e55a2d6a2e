// A page over made-up data: small and hostile, or large, for the browser tests.
import { readFileSync, writeFileSync } from "node:fs";

const KINDS = [
  ["signal", "signals", "#e69f00", "ellipse"], ["concern", "concerns", "#d55e00", "triangle"], ["behavior", "behaviors", "#cc79a7", "hexagon"],
  ["technology", "technologies", "#0072b2", "box"], ["issue", "issues", "#009e73", "diamond"], ["keyword", "keywords", "#56b4e9", "octagon"],
  ["theme", "themes", "#f0e442", "house"], ["article", "articles", "#999999", "note"], ["edition", "editions", "#333333", "folder"],
];
const HOSTILE = [
  "</script><img src=x onerror=window.pwned=1>", "<!--<script>", "${x}", "a\u2028b", "&lt;img src=x onerror=window.pwned=1&gt;",
  "\u202eevil", "emoji \u{1f980}", "x'\"`y", "javascript:alert(1)", "=HYPERLINK(1)",
];

export const BAD_LINKS = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\u0001javascript:alert(1)", "data:text/html,<b>x", "vbscript:x", "file:///etc/passwd", "//example.org/x", "https:// spaced.example"];

export function sampleData(count) {
  const rows = Array.from({ length: count }, (_, row) => row);
  const kind = rows.map((row) => (row % 10 === 0 ? 7 : row % 7));
  const cluster = rows.map((row) => 1 + (row % 12));
  const hue = cluster.map((rank, row) => (row % 9 ? rank : 0));
  const belongs = cluster.map((rank, row) => (row % 9 ? null : `no cluster in particular: Cluster ${rank} / <i>x</i> (40 %) and Cluster 12 / <i>x</i> (30 %)`));
  const label = rows.map((row) => (row < HOSTILE.length ? HOSTILE[row] : `Thing number ${row}`));
  const edges = rows.slice(1).map((row) => [row, (row * 7919) % row]);
  const apart = [[8, 1, 0.66], [9, 2, 0.9], [19, 5, 0.71]]; // duplicates of one kind that stayed two nodes
  const measure = (f) => rows.map(f);
  return {
    version: 1, title: "Sample <b>graph</b>", generator: "portent sample", note: ["Made-up data."],
    kinds: KINDS.map(([name, plural, color, shape]) => ({ name, plural, color, shape })),
    relations: ["mentions", "similar", "duplicate"],
    measures: [["degree", "edges"], ["pagerank", "rank"], ["articles", "distinct articles"], ["connections", "distinct entities"]].map(([name, summary]) => ({ name, summary })),
    nodes: {
      id: rows.map((row) => `${KINDS[kind[row]][0]}:n${row}`), label, kind, cluster, hue, belongs,
      x: rows.map((row) => 100 * Math.cos(row % 12) + 30 * Math.cos(row * 2.4) * Math.sqrt(row / count)),
      y: rows.map((row) => 100 * Math.sin(row % 12) + 30 * Math.sin(row * 2.4) * Math.sqrt(row / count)),
      first: rows.map((row) => (row % 3 ? `2025-0${1 + (row % 9)}-01` : null)), last: rows.map((row) => (row % 3 ? `2025-1${row % 3}-01` : null)),
      link: rows.map((row) => (kind[row] === 7 ? (row % 20 ? "https://example.org/a?b=c&d" : BAD_LINKS[(row / 20) % BAD_LINKS.length]) : null)),
      text: rows.map((row) => `Description of ${label[row]}`), aliases: rows.map((row) => (row % 5 ? [] : [`Alias ${row}`, "Ångström"])),
      lists: { connection_kinds: rows.map((row) => (row % 4 ? [] : ["concern 3"])), strongest: rows.map((row) => (row % 4 ? [] : [`signal:n${row}`])) }, facts: { category: rows.map((row) => (kind[row] === 7 ? "science" : null)) },
      measures: { degree: measure((row) => 1 + (row % 40)), pagerank: measure((row) => 1 / (row + 1)), articles: measure((row) => 1 + (row % 9)), connections: measure((row) => (kind[row] === 7 ? null : row % 30)) },
    },
    edges: {
      source: [...edges.map(([, to]) => to), ...apart.map(([, to]) => to)], target: [...edges, ...apart].map(([from]) => from),
      relation: [...edges.map((_, i) => i % 2), ...apart.map(() => 2)], weight: [...edges.map((_, i) => 1 + (i % 5)), ...apart.map(([, , weight]) => weight)],
    },
    clusters: Array.from({ length: 12 }, (_, i) => ({
      cluster: i + 1, label: `Cluster ${i + 1} / <i>x</i>`, size: Math.ceil(count / 12), articles: 9, first_seen: "2025-01-01", last_seen: "2025-11-01", quadrant: "motor",
      terms: [{ term: "robots", score: 0.5 }], top: { signal: [`signal:n${i + 14}`] }, figures: { density: 0.1, conductance: 0.2 }, neighbors: [{ cluster: ((i + 1) % 12) + 1, weight: 3, strongest: ["", ""] }],
    })),
    clusterMap: { x: Array.from({ length: 12 }, (_, i) => 60 * Math.cos(i)), y: Array.from({ length: 12 }, (_, i) => 60 * Math.sin(i)), radius: Array.from({ length: 12 }, (_, i) => 8 - i / 4), source: [0, 1, 2], target: [1, 2, 5], weight: [5, 2, 1] },
    merges: { 0: { probability: 0.91, pair: [HOSTILE[0], "Alias 0"], reasons: ["equal words <b>x</b> 1.00: +2.0"] } },
    mentions: {
      node: [1, 1, 2, 2, 8, 9, 19, 5, 2], article: [0, 10, -1, 20, 0, 30, 10, 40, 0], title: ["", "", "lost", "", "", "", "", "", ""], path: ["a.md", "b.md", "c.md", "d.md", "a.md", "e.md", "b.md", "f.md", "a.md"], line: [3, 4, 5, 6, 7, 8, 9, 10, 11],
      name: ["<b>one</b>", "two", "three", label[2], label[8], label[9], label[19], label[5], "<i>Four</i>"], description: ["text", null, HOSTILE[0], null, HOSTILE[4], "said", null, "said", "<script>window.pwned=1</script>"],
    },
    doubts: [[0.62, [1]], [0.7, [2, 8]]],
  };
}

export function page(data) {
  const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return readFileSync(new URL("../dist/page.html", import.meta.url), "utf8")
    .replaceAll("portent:title", () => "Sample").replace("portent:noscript", () => "<p>Turn scripts on.</p>").replace("portent:data", () => json);
}

if (process.argv[1].endsWith("sample.mjs") && process.argv[3]) writeFileSync(process.argv[3], page(sampleData(Number(process.argv[2]))));
