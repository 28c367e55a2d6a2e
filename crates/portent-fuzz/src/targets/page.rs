//! Pages: Markdown files of a folder.

use crate::files::{files, joined};
use crate::mutation::text;
use crate::properties::folder;
use crate::sample;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "page",
    summary: "Markdown pages of a folder",
    share: 20,
    seeds,
    pieces: PIECES,
    step: text::step,
    check: |rig, input, choices| folder::holds(rig, &files(input, "page.md"), choices),
};

pub(super) static PIECES: &[&str] = &[
    "|",
    "||",
    "\\|",
    "|---|\n",
    "|:--|\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    "## Signals\n",
    "## Concerns\n",
    "## Summary\n",
    "## Keywords\n\n* a\n* b\n",
    "## Closest\n\n* [x](page)\n",
    "## Other\n\n* Category: x\n",
    "## Odd\n",
    "# ",
    "### ",
    "- ",
    "* ",
    "1. ",
    "  - ",
    "- [ ] ",
    "**bold** ",
    "_a_",
    "[a](b)",
    "[a](https://example.org/a?b=c#d)",
    "[[page]]",
    "[[page|shown]]",
    "![[x]]",
    "![a](b)",
    "[^1]",
    "[^1]: x\n",
    "#tag ",
    "#tag/deep ",
    "key:: value\n",
    "Key: value\n",
    "Status: draft\n",
    "Source: https://example.org/x\n",
    "`",
    "```\n",
    "~~~\n",
    "<!--",
    "-->",
    "%%",
    "$$",
    "---\n",
    "<table><tr><td>a</td></tr></table>\n",
    "<ul><li>a<li>b</ul>\n",
    "<td rowspan=9 colspan=9>",
    "<br>",
    "<b>",
    "+---+---+\n| a | b |\n+---+---+\n",
    "Term\n: meaning\n",
    "> ",
    "from page [20260118](https://example.org/p)",
    "[99991231](u)",
    "2026-01-18",
    "18 January 2026",
    "03/04/2025",
    "(AI)",
    "name",
    "description",
    "relevancy",
    "10-year",
    "A heading\n=====\n",
    "\u{1C}2026/03/other.md\n",
    "\u{1C}b.md\n",
    "generator: portent\n",
];

/// Forms that the fixtures do not have.
static FORMS: &str = "# Tides of the Harbor

Author: Ann Reed
Source: https://harbor.example.org/tides

## Signals

- **Salt Roads**: roads of salt come back
  - since [2024](https://a.example.org)
- Dew Nets - nets catch the morning dew #water
1. Reed Boats

## Beobachtungen

<table><tr><th>name</th><th>description</th></tr><tr><td rowspan=2>Kelp</td><td>grows</td></tr><tr><td>is eaten</td></tr></table>

## Technologies

+-----------+-------------+
| name      | description |
+===========+=============+
| Tide Mill | turns twice |
+-----------+-------------+

name        description
----------  -----------
Eel Ladder  lets eels up

See [[Dune]], [[Sand|the sand]] and [kelp](kelp.md). %% a note %%

## Closest

* [Dune](dune)
";

static SECOND: &str = "---\ntitle: Dune\ndate: 2025-04-03\ntags: [sand, salt]\naliases: marram\n---\n\n[[Tides of the Harbor]]\n\n\
    ## Concerns\n\n| name | description | relevancy |\n|---|---|---:|\n| Salt Roads | roads sink | 4 |\n| Drift | sand goes | 2.5 |\n";

fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = ["articles", "review", "malformed"]
        .into_iter()
        .flat_map(sample::files)
        .filter(|(name, _)| name.ends_with(".md"))
        .map(|(_, text)| text)
        .collect();
    let (forms, second) = (FORMS.as_bytes(), SECOND.as_bytes());
    // As often as the fixtures, which have one form.
    for _ in 0..seeds.len() / 3 {
        seeds.push(forms.to_vec());
        seeds.push(joined(&[("harbor/tides.md", forms), ("dune.md", second)]));
        seeds.push(joined(&[("2025/dune.md", second), ("2026/dune again.md", second)]));
    }
    seeds
}
