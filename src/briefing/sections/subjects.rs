//! What the texts speak of most, where the names of rows rarely repeat.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::briefing::facts::Facts;
use crate::briefing::names::share_a_word;
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::spoken::Subject;
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, number, share};
use crate::error::Error;
use crate::property_graph::MentionRecord;
use portent_graph::index::NodeRow;

/// The least articles whose rows bear the name of a subject: one alone may be a turn of phrase.
const NAMED: u64 = 2;

/// The least articles that speak of a subject that is listed.
const LEAST: usize = 5;

/// What more than one in so many articles speak of is what the archive is about.
const COMMON: usize = 3;

/// Subjects that the top of the page names.
const FIRST: usize = 3;

pub(super) fn section(facts: &Facts<'_>, rankings: &Rankings) -> Result<Option<Section>, Error> {
    if facts.holds_together() || facts.speaking == 0 {
        return Ok(None);
    }
    let told = foremost(facts, &rankings.subjects);
    let statements: Vec<Statement> = told.iter().map(|subject| statement(facts, subject)).collect();
    let names = told.iter().take(FIRST);
    let names =
        names.map(|subject| (String::new(), subject.name.as_str(), format!(" ({})", subject.articles.len())));
    let headline = (!told.is_empty()).then(|| {
        Sentence::of("Of names that rows of several articles bear, the most articles speak of ")
            .subjects(names)
            .say(".")
    });
    let parts =
        if statements.is_empty() { Vec::new() } else { vec![Part { title: None, ranked: true, statements }] };
    Ok(Some(Section {
        id: "subjects",
        title: "What its texts speak of most".into(),
        headline,
        lead: Sentence::of(lead(facts, parts.is_empty())),
        method: Sentence::of(if parts.is_empty() { "" } else { METHOD }),
        figure: None,
        parts,
    }))
}

static METHOD: &str = "Listed are names that rows of two articles or more bear (a plain word: of three), by the articles with a row that says \
     their words one after the other, in its name or its text; of names with a word in common the foremost. What more than a \
     third say is left out.";

/// Why there are no other lists.
fn lead(facts: &Facts, nothing: bool) -> String {
    let shared = format!("{:.1}", facts.shared_names());
    let why = format!(
        "An article has {shared} names on average that another one has too: the rows of this archive are headings of its own \
         texts. That is too few to say what is connected, recurs, belongs together or joins groups."
    );
    let nothing = if nothing { " No name of two articles or more is spoken of in five." } else { "" };
    format!("{why}{nothing}")
}

/// Of subjects with a word in common the one that the most articles speak of.
fn foremost<'s>(facts: &Facts, subjects: &'s [Subject]) -> Vec<&'s Subject> {
    let common = usize::try_from(facts.speaking).unwrap_or(usize::MAX) / COMMON;
    let telling = |subject: &&Subject| {
        let spoken = subject.articles.len();
        facts.article_count(subject.node) >= NAMED && spoken >= LEAST && spoken <= common.max(LEAST)
    };
    let mut all: Vec<&Subject> = subjects.iter().filter(telling).collect();
    all.sort_by_key(|subject| (Reverse(subject.articles.len()), subject.node));
    let mut told: Vec<&Subject> = Vec::new();
    for subject in all {
        let is_new = told.iter().all(|other| !share_a_word(&other.name, &subject.name, &facts.texts));
        if is_new && told.len() < facts.options.limit {
            told.push(subject);
        }
    }
    told
}

fn statement(facts: &Facts, subject: &Subject) -> Statement {
    let count = subject.articles.len() as u64;
    let days = subject.articles.keys().filter_map(|article| facts.days.get(article));
    let when = days.clone().min().zip(days.max()).filter(|_| facts.is_dated());
    let when = when.map(|(&first, &last)| format!(", {}", facts.grain.span(first, last))).unwrap_or_default();
    let sentence = Sentence::about(&subject.name).say(format!(
        ": {} of {} ({}){when}.",
        number(count),
        articles(facts.speaking),
        share(count, facts.speaking)
    ));
    spoken(facts, subject, sentence, |_| true, |row, bears| (bears, row.description.is_some()))
}

/// A statement with rows that speak of a subject, of articles of the days that count, those first that `foremost` prefers: it is
/// told whether the name of the row has the words too.
pub(super) fn spoken<K: Ord>(
    facts: &Facts,
    subject: &Subject,
    sentence: Sentence,
    counts: impl Fn(Option<Date>) -> bool,
    foremost: impl Fn(&MentionRecord, bool) -> K,
) -> Statement {
    let day = |article: &NodeRow| facts.days.get(article).copied();
    let all = subject.articles.keys().filter(|article| counts(day(article))).count();
    let rows = subject.rows(facts).filter(|row| {
        let article = row.article.row().map(|article| facts.index.original(article));
        counts(article.and_then(|article| day(&article)))
    });
    let sources = facts.cited(rows, &subject.about(), |row| {
        let name = facts.texts.words(&row.name);
        foremost(row, subject.words.iter().all(|word| name.contains(word)))
    });
    let history = if facts.is_dated() { facts.bars(subject.articles.keys().copied()) } else { Vec::new() };
    let more = all.saturating_sub(sources.len());
    Statement { sentence, history, sources, more, ..Statement::default() }
}
