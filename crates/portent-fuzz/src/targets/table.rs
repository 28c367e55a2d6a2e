//! Tables as files: CSV, TSV, JSON and JSON lines.

use super::page;
use crate::files::joined;
use crate::mutation::{Material, json, text};
use crate::target::Target;
use portent::random::Random;

pub(super) const TARGET: Target = Target {
    name: "table",
    summary: "tables as files: CSV, TSV, JSON, JSON lines",
    share: 12,
    seeds,
    pieces: PIECES,
    step,
    ..page::TARGET
};

pub(super) static PIECES: &[&str] = &[
    ",",
    ";",
    "\t",
    "|",
    "\"",
    "\"\"",
    "\n",
    "\r\n",
    "name",
    "description",
    "article",
    "kind",
    "date",
    "signal",
    "concern",
    "url",
    "title",
    "2026-01-18",
    "https://example.org/x",
    "{\"name\": \"x\"}\n",
    "[{\"name\": \"x\"}]",
    "null",
    "a;b;c",
    "page.md",
    "'=1+1",
    "\u{1C}signals.csv\n",
    "\u{1C}a/concerns.tsv\n",
    "\u{1C}list.json\n",
    "\u{1C}rows.jsonl\n",
    "\u{1C}page.md\n",
    "Id,Label,kind,x,y,size,color\n",
];

static TABLES: &[(&str, &str)] = &[
    (
        "signals.csv",
        "name,description,article,relevancy\nSalt Roads,\"Roads, of \"\"salt\"\"\",Tides,4\nDew Nets,Nets catch dew,Tides,2.5\nReed Boats,,Dune,\n",
    ),
    (
        "articles.csv",
        "title;date;url;tags;summary;author\nTides;2026-01-18;https://example.org/t;sea|salt;Of tides;Ann Reed\nDune;18.01.2026;;sand;;Bo\n",
    ),
    (
        "radar.tsv",
        "Notes of 2026\n\nname\tkind\tring\tdate\nKelp\tsignal\tadopt\t2026-01-18\nEel\tconcern\ttrial\t2025\n",
    ),
    (
        "list.json",
        "{\"version\": 1, \"signals\": [{\"name\": \"Kelp\", \"description\": \"grows\", \"tags\": [\"sea\", 1], \"more\": {\"a\": null}}, {\"name\": \"Eel\"}], \"other\": [1, 2]}",
    ),
    (
        "records.json",
        "[{\"title\": \"Tides\", \"date\": \"2026-01-18\", \"url\": \"https://example.org/t\"}, {\"title\": \"Dune\", \"summary\": \"Of sand\"}]",
    ),
    (
        "rows.jsonl",
        "{\"name\": \"Kelp\", \"kind\": \"signal\"}\n{\"name\": \"Eel\", \"kind\": \"concern\", \"score\": 1e3}\n",
    ),
];

/// Values of a document that is alone and JSON; else bytes.
fn step(random: &mut Random, input: &mut Vec<u8>, material: &Material<'_>) {
    let start = input.iter().position(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let mut body = input.split_off(start);
    let is_document = body.starts_with(b"[") || body.starts_with(b"{");
    let change = if is_document && random.below(2) == 0 { json::step } else { text::step };
    if random.below(16) == 0 {
        text::step(random, input, material);
    }
    change(random, &mut body, material);
    input.append(&mut body);
}

fn seeds() -> Vec<Vec<u8>> {
    let table = |(name, text): &(&'static str, &'static str)| (*name, text.as_bytes());
    let alone = TABLES.iter().map(|named| joined(&[table(named)]));
    let pages: &[(&str, &[u8])] = &[
        ("tides.md", b"# Tides\n\ntext"),
        ("index.csv", b"file,topic\ntides.md,sea\ndune.md,sand\n"),
        ("dune.md", b"# Dune\n"),
    ];
    alone.chain([joined(pages), joined(&TABLES.iter().map(table).collect::<Vec<_>>())]).collect()
}
