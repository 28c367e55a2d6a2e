//! Front matter and other heads of pages: YAML, TOML, JSON, `Key: value` lines.

use super::page;
use crate::files::joined;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "front_matter",
    summary: "pages that are little but a head: YAML, TOML, JSON, lines of keys",
    share: 10,
    seeds,
    pieces: PIECES,
    ..page::TARGET
};

static PIECES: &[&str] = &[
    "---\n",
    "+++\n",
    "...\n",
    ": ",
    "- ",
    "  ",
    "    ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "|\n",
    ">-\n",
    "|+2\n",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!binary ",
    "!x ",
    "# comment\n",
    "? ",
    "%YAML 1.2\n",
    "--- !x\n",
    "title: ",
    "date: 2026-01-18\n",
    "date: 18/01/2026\n",
    "tags: [a, b]\n",
    "tags:\n  - a\n  - b\n",
    "author: {name: Ann}\n",
    "aliases: x\n",
    "signals: [Kelp, Eel]\n",
    "~",
    "yes",
    "1e3",
    "[table]\n",
    "[[array]]\n",
    "a.b = 1\n",
    "1979-05-27T07:32:00Z",
    "'''",
    "\"\"\"",
    "\\u00e9",
    "\\uD800",
    "{\"a\": 1}\n",
    "key:: value\n",
];

static HEADS: &[&str] = &[
    "---\ntitle: \"Tides: a study\"\ndate: 2026-01-18\nupdated: 2026-02-01T10:00:00Z\nauthor:\n  - Ann Reed\n  - {name: Bo Lund, role: editor}\n\
     tags: [sea, \"salt\"]\naliases: *x\nsummary: >-\n  Two lines\n  in one.\nsource: https://example.org/tides\nring: adopt\nscore: 2.50\n\
     nested: {a: {b: [1, 2, {c: d}]}}\n---\n\nText of the page with [[Dune]].\n",
    "+++\ntitle = \"Dune\"\ndate = 2025-04-03\ntags = [\"sand\"]\nsignals = [\"Drift\", \"Marram\"]\n\n[extra]\nring = \"trial\"\n[[people]]\nname = \"Ann\"\n\
     +++\n\n## Concerns\n\n* Drift\n",
    "{\"title\": \"Kelp\", \"date\": \"2026-01-18\", \"tags\": [\"sea\"], \"author\": {\"name\": \"Ann\"}, \"n\": 1e3}\n\nText.\n",
    "Title: Eel ladders\nDate: 18 January 2026\nTags: sea, river\nAuthor: Ann Reed\nURL: https://example.org/eel\n\nText.\n",
    "# Mills\n\nStatus: draft\ncategory:: technology\nring:: [[adopt]]\n- Seen on: 2026-01-18\n\nText.\n",
];

fn seeds() -> Vec<Vec<u8>> {
    let alone = HEADS.iter().map(|head| head.as_bytes().to_vec());
    let all: Vec<(String, &[u8])> =
        HEADS.iter().zip(0..).map(|(head, at)| (format!("notes/{at}.md"), head.as_bytes())).collect();
    let all: Vec<(&str, &[u8])> = all.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    alone.chain([joined(&all)]).collect()
}
