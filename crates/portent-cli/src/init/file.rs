//! The `portent.toml` that `init` writes: guesses as lines in force or comments, what is read already as comments.

use portent::parse::{Corpus, KeyMeaning};
use portent::report::harmless;

use crate::overview::{Line, Proposals, holds, word};
use crate::plural::counted;

/// So many headings that are read already are named.
const KNOWN: usize = 12;

/// The file. Equal archives give equal text.
pub(super) fn text(corpus: &Corpus, proposals: &Proposals) -> String {
    let articles = counted(corpus.articles.len() as u64, "article", "articles");
    let mut text = format!(
        "# Written by `portent init` after a look at {articles}.\n\
         # A line with a # in front changes nothing: take it away where the guess is right. The tables and their words are told by\n\
         # `portent config --help`.\n"
    );
    text += &dates(corpus);
    text += &headings(corpus, proposals);
    text += &keys(corpus, proposals);
    text
}

/// What was decided for the dates of all articles, where anything had to be.
fn dates(corpus: &Corpus) -> String {
    let told: Vec<String> =
        corpus.remarks.iter().map(|remark| format!("# {}", harmless(&remark.to_string()))).collect();
    table(
        "dates",
        "order = \"day-first\", editions = \"month\": how dates are read, where portent decides otherwise",
        &[],
        &told,
    )
}

fn keys(corpus: &Corpus, proposals: &Proposals) -> String {
    let known = corpus.survey.keys.iter().filter(|key| key.meaning != KeyMeaning::Attribute);
    let known: Vec<String> = known
        .take(KNOWN)
        .map(|key| {
            let articles = counted(key.articles, "article", "articles");
            format!("# {} is {} already: {articles}", harmless(&key.key), key.meaning.word())
        })
        .collect();
    let what =
        "what a key of front matter means: a kind, date, title, category and so on, attribute or ignore";
    table("keys", what, &proposals.keys, &known)
}

fn headings(corpus: &Corpus, proposals: &Proposals) -> String {
    let known = corpus.survey.headings.iter().filter_map(|heading| Some((heading, heading.section?)));
    let known: Vec<String> = known
        .take(KNOWN)
        .map(|(heading, section)| {
            let articles = counted(heading.articles, "article", "articles");
            let word = word(&corpus.schema, section);
            format!("# {} is {word} already: {articles}, {}", harmless(&heading.heading), holds(heading))
        })
        .collect();
    table(
        "headings",
        "what stands under a heading: a kind, summary, other, closest, links or ignore",
        &proposals.headings,
        &known,
    )
}

/// One table with its proposals, behind what is known already; nothing where there is neither.
fn table(key: &str, what: &str, lines: &[Line], known: &[String]) -> String {
    if lines.is_empty() && known.is_empty() {
        return String::new();
    }
    let mut text = format!("\n# {what}\n[{key}]\n");
    for line in known.iter().cloned().chain(lines.iter().map(Line::written)) {
        text += &line;
        text.push('\n');
    }
    text
}
