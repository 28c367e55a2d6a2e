//! Phrases -> the ones that an article keeps, and how they are written.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::candidates::{StretchId, step};
use super::score::{Judge, slice};
use super::text::{ArticleText, Segment, TextRow, TokenRow};
use super::{PhraseMention, PhraseOptions};
use portent_graph::index::TiVec;

/// A phrase in a heading or title counts like so many uses.
const HEADING: f64 = 3.0;

/// A phrase in one article.
#[derive(Clone, Copy)]
struct Use {
    phrase: StretchId,
    /// The least line.
    line: u32,
    /// How often, headings weighted.
    weight: f64,
}

/// What the phrases are, article by article.
pub(super) fn mentions(
    texts: &[ArticleText<'_>],
    judge: &Judge<'_>,
    options: &PhraseOptions,
    least: u32,
) -> Vec<PhraseMention> {
    let ids = StretchId::first(judge.stretches.all.len());
    let scores: TiVec<StretchId, Option<f64>> = ids.map(|id| judge.score(id)).collect();
    let mut found = Found::new(judge, &scores);
    let mut uses: TiVec<TextRow, Vec<Use>> = vec![Vec::new(); texts.len()].into();
    for segment in &judge.read.segments {
        found.segment(segment, &mut uses);
    }
    let articles = count(&uses, judge.stretches.all.len());
    for own in &mut uses {
        keep_best(own, &scores, &articles, judge.articles, options.per_article);
    }
    let kept = foremost(&uses, &scores, judge.stretches.all.len(), options.in_all, least);
    let names = found.names();
    let mut mentions = Vec::new();
    for (text, own) in texts.iter().zip(uses) {
        let own = own.into_iter().filter(|used| kept[used.phrase]);
        mentions.extend(own.map(|used| PhraseMention {
            article: text.article,
            line: used.line,
            phrase: names[&used.phrase].clone(),
        }));
    }
    mentions
}

/// Where phrases stand and how they are written.
struct Found<'a> {
    judge: &'a Judge<'a>,
    scores: &'a TiVec<StretchId, Option<f64>>,
    written: FxHashMap<(StretchId, &'a str), u32>,
    /// Where an article's phrase stands among its own.
    places: FxHashMap<(TextRow, StretchId), usize>,
}

impl<'a> Found<'a> {
    fn new(judge: &'a Judge<'a>, scores: &'a TiVec<StretchId, Option<f64>>) -> Self {
        Self { judge, scores, written: FxHashMap::default(), places: FxHashMap::default() }
    }

    /// Takes the longest phrases of a segment, from its start on.
    fn segment(&mut self, segment: &'a Segment, uses: &mut TiVec<TextRow, Vec<Use>>) {
        let read = self.judge.read;
        let line = &read.lines[segment.line];
        let mut token = segment.first;
        while token < segment.end {
            let starting = self.judge.stretches.starting(read, segment, token);
            let Some(phrase) = starting.filter(|&id| self.scores[id].is_some()).last() else {
                token = step(token, 1);
                continue;
            };
            let end = step(token, self.judge.stretches.all[phrase].words);
            let last = TokenRow::new(end.get() - 1);
            let written = slice(line.text, &read.tokens[token], &read.tokens[last]);
            *self.written.entry((phrase, written)).or_insert(0) += 1;
            let weight = if line.heading { HEADING } else { 1.0 };
            let own = &mut uses[line.of];
            let place = *self.places.entry((line.of, phrase)).or_insert(own.len());
            if place == own.len() {
                own.push(Use { phrase, line: line.number, weight: 0.0 });
            }
            own[place].weight += weight;
            own[place].line = own[place].line.min(line.number);
            token = end;
        }
    }

    /// How each phrase is written most often; of equals, the first in the order of the alphabet.
    fn names(&self) -> FxHashMap<StretchId, String> {
        let mut forms: BTreeMap<(StretchId, String), u32> = BTreeMap::new();
        let mut rows: Vec<_> = self.written.iter().collect();
        rows.sort_unstable();
        for (&(phrase, written), &count) in rows {
            *forms.entry((phrase, plain(written))).or_insert(0) += count;
        }
        let mut names: FxHashMap<StretchId, (u32, String)> = FxHashMap::default();
        for ((phrase, form), count) in forms {
            let best = names.entry(phrase).or_default();
            if count > best.0 {
                *best = (count, form);
            }
        }
        names.into_iter().map(|(phrase, (_, form))| (phrase, form)).collect()
    }
}

/// The phrase without a possessive at its end, white space folded.
fn plain(written: &str) -> String {
    let folded = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = folded.strip_suffix("'s").or_else(|| folded.strip_suffix("\u{2019}s"));
    bare.map_or(folded.clone(), str::to_owned)
}

/// In how many articles each phrase stands.
fn count(uses: &TiVec<TextRow, Vec<Use>>, phrases: usize) -> TiVec<StretchId, u32> {
    let mut articles: TiVec<StretchId, u32> = vec![0; phrases].into();
    for used in uses.iter().flatten() {
        articles[used.phrase] += 1;
    }
    articles
}

/// Keeps the best phrases of an article, by TF-IDF times how good they are, and sorts them by line.
fn keep_best(
    own: &mut Vec<Use>,
    scores: &TiVec<StretchId, Option<f64>>,
    articles: &TiVec<StretchId, u32>,
    all: f64,
    most: usize,
) {
    let rank = |used: &Use| {
        let rare = libm::log(1.0 + all / f64::from(articles[used.phrase]));
        (1.0 + libm::log(used.weight)) * rare * scores[used.phrase].unwrap_or(0.0)
    };
    own.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(a.phrase.cmp(&b.phrase)));
    own.truncate(most);
    own.sort_by_key(|used| (used.line, used.phrase));
}

/// Whether each phrase is among the foremost, of which enough articles have kept it.
fn foremost(
    uses: &TiVec<TextRow, Vec<Use>>,
    scores: &TiVec<StretchId, Option<f64>>,
    phrases: usize,
    most: usize,
    least: u32,
) -> TiVec<StretchId, bool> {
    let articles = count(uses, phrases);
    let enough = StretchId::first(phrases).filter(|&id| articles[id] >= least.min(2));
    let mut ranked: Vec<StretchId> = enough.collect();
    let rank = |id: StretchId| f64::from(articles[id]) * scores[id].unwrap_or(0.0);
    ranked.sort_by(|&a, &b| rank(b).total_cmp(&rank(a)).then(a.cmp(&b)));
    let mut kept: TiVec<StretchId, bool> = vec![false; phrases].into();
    for &id in ranked.iter().take(most) {
        kept[id] = true;
    }
    kept
}
