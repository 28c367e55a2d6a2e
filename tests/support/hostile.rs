//! Pages made to take a parser long: one text again and again, below each kind of heading.

/// Texts that repeat.
static PATTERNS: &[&str] = &[
    ">",
    "[",
    "- ",
    "* ",
    "[^",
    "!-- <",
    "<!-- \n",
    "[ (](",
    "](\n[",
    "a***",
    "`",
    "``` \n",
    "**a ",
    "_a ",
    "<a ",
    "&a;",
    "| ",
    "a|",
    "||\n",
    "| a | b |\n",
    "|-",
    "\\",
    "[a](",
    "# ",
    "#\n",
    "1. ",
    "---\n",
    "\u{1b}",
    "\u{202e}",
    "é",
    "~~a",
    "[[",
    "[a][",
    "{{",
    "==a ",
    "[^a]: b\n",
    "%%\n",
    "```md\n",
];

/// The same, of tables and lists of other forms.
static FORMS: &[&str] = &[
    "<table><tr><td>",
    "<table>\n",
    "<td rowspan=99 colspan=99>x",
    "<tr><td>a</table>\n<table>",
    "<ul><li>a",
    "<ul>\n</ul>\n",
    "+---+\n| a |\n",
    "a  b\n---  ---\n",
    "Term\n: a\n",
    "1、a\n",
    "  - a\n",
    "**a** ",
    "[a][b] ",
    "> | a |\n",
    "## (a) [[b]]\n",
    "((((",
    "{% ",
];

/// What stands before them.
static HEADS: &[&str] = &[
    "",
    "# ",
    "## Signals\n\n| name | description |\n|---|---|\n| ",
    "## Keywords\n* ",
    "## Closest\n* ",
    "## Walks\n\n| a | b |\n|---|---|\n| ",
    "---\n",
];

/// Pages of about `size` bytes, with what each repeats.
pub(crate) fn pages(size: usize) -> impl Iterator<Item = (String, String)> {
    HEADS.iter().flat_map(move |&head| {
        // Other forms are read before sections are known: one section and one without a name are enough for them.
        let other = if head.starts_with("## Walks\n\n") || head == "## Keywords\n* " { FORMS } else { &[] };
        let page = move |pattern: &&str| {
            (format!("{head:?} + {pattern:?}"), format!("{head}{}", pattern.repeat(size / pattern.len())))
        };
        PATTERNS.iter().chain(other).map(page)
    })
}
