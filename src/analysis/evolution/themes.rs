//! The themes of one period: clusters of its ideas by the articles that they share.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Idea, ThemeOptions};
use crate::analysis::cluster::leiden::{LeidenOptions, leiden_result};
use crate::graph::Adjacency;
use crate::graph::occurrence::DistinctArticle;
use crate::graph::sharing::sharing;
use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiSlice};

/// Ideas that are spoken of together in a period, or that a person holds together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    /// The ideas with the articles of the period that speak of each; most articles first, then the better-known idea.
    pub ideas: Vec<(Idea, u32)>,
    /// Articles of the period that speak of one idea at least.
    pub articles: u32,
    /// The number of the pinned theme that it is; `None` for clusters.
    pub pinned: Option<u32>,
}

impl Theme {
    /// The articles of its ideas, summed.
    #[must_use]
    pub fn occurrences(&self) -> u64 {
        self.ideas.iter().map(|&(_, articles)| u64::from(articles)).sum()
    }
}

/// The themes of a period, and what is in none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Themes {
    /// Those of most occurrences first, then those of the better-known first idea.
    pub themes: Vec<Theme>,
    /// Ideas that recur in the period and were not clustered, as they are not among the foremost.
    pub beyond: usize,
    /// Ideas in clusters that are too small for a theme.
    pub small: usize,
}

/// An idea of a period with its articles, ascending.
type Spoken<'a> = &'a [(Idea, DistinctArticle)];

/// Finds the themes of a period. `articles` holds the ideas of each of its articles; `pinned` tells of every idea the pinned theme
/// that it belongs to.
///
/// Ideas that recur in the period (at least [`ThemeOptions::with_least_articles`] articles; of more than
/// [`ThemeOptions::with_foremost`] those of most articles, ties by the better-known) are joined where they share an article. The
/// weight is the equivalence index, shared² / (articles of a · articles of b) (Callon, Courtial, Laville 1991; Cobo et al. 2011).
/// Leiden clusters them. Pinned ideas are in no cluster: each pinned theme holds those of its ideas that the period speaks of.
///
/// O(m log m) for m ideas of articles, and the square of the foremost for each article.
#[must_use]
pub fn themes(
    articles: &Csr<DistinctArticle, Idea>,
    pinned: &TiSlice<Idea, Option<u32>>,
    options: &ThemeOptions,
) -> Themes {
    let mut pairs: Vec<(Idea, DistinctArticle)> =
        articles.pairs().map(|(article, idea)| (idea, article)).collect();
    pairs.sort_unstable();
    let spoken = pairs.chunk_by(|a, b| a.0 == b.0);
    let (held, free): (Vec<Spoken<'_>>, Vec<Spoken<'_>>) =
        spoken.partition(|of_idea| pinned[of_idea[0].0].is_some());
    let (recurring, beyond) = foremost(free, options);
    let clusters = clusters(&recurring, articles.len(), options);
    let small = clusters.iter().filter(|cluster| cluster.len() < options.least_ideas).map(Vec::len).sum();
    let large = clusters.into_iter().filter(|cluster| cluster.len() >= options.least_ideas);
    let mut themes: Vec<Theme> = large.map(|ideas| theme(&ideas, None)).collect();
    let mut of_pin: BTreeMap<u32, Vec<Spoken<'_>>> = BTreeMap::new();
    for of_idea in held {
        if let Some(pin) = pinned[of_idea[0].0] {
            of_pin.entry(pin).or_default().push(of_idea);
        }
    }
    themes.extend(of_pin.into_iter().map(|(pin, ideas)| theme(&ideas, Some(pin))));
    themes.sort_by_key(|theme| (Reverse(theme.occurrences()), theme.ideas.first().map(|&(idea, _)| idea)));
    Themes { themes, beyond, small }
}

/// The ideas that are clustered, in order, and how many more recur.
fn foremost<'a>(ideas: Vec<Spoken<'a>>, options: &ThemeOptions) -> (Vec<Spoken<'a>>, usize) {
    let recurs = |of_idea: &Spoken<'_>| of_idea.len() as u64 >= u64::from(options.least_articles);
    let mut recurring: Vec<Spoken<'a>> = ideas.into_iter().filter(recurs).collect();
    let beyond = recurring.len().saturating_sub(options.foremost);
    recurring.sort_by_key(|of_idea| (Reverse(of_idea.len()), of_idea[0].0));
    recurring.truncate(options.foremost);
    recurring.sort_by_key(|of_idea| of_idea[0].0);
    (recurring, beyond)
}

/// The clusters of some ideas by the articles that they share; ideas that share none are alone.
fn clusters<'a>(ideas: &[Spoken<'a>], articles: usize, options: &ThemeOptions) -> Vec<Vec<Spoken<'a>>> {
    let mut rows: Csr<NodeRow, DistinctArticle> = Csr::default();
    ideas.iter().for_each(|of_idea| rows.push(of_idea.iter().map(|&(_, article)| article)));
    let edges = sharing(&rows, articles, 1, |[a, b], shared| {
        let product = rows[a].len() as f64 * rows[b].len() as f64;
        Some((a, b, f64::from(shared) * f64::from(shared) / product))
    });
    let adjacency = Adjacency::from_edges(rows.len(), edges.into_iter());
    let leiden = LeidenOptions { seed: options.seed, ..LeidenOptions::default() };
    let partition = leiden_result(&adjacency, &leiden);
    let members = partition.members();
    members.iter().map(|cluster| cluster.iter().map(|&row| ideas[usize::from(row)]).collect()).collect()
}

fn theme(spoken: &[Spoken<'_>], pinned: Option<u32>) -> Theme {
    let count = |of_idea: &Spoken<'_>| (of_idea[0].0, u32::try_from(of_idea.len()).unwrap_or(u32::MAX));
    let mut ideas: Vec<(Idea, u32)> = spoken.iter().map(count).collect();
    ideas.sort_by_key(|&(idea, articles)| (Reverse(articles), idea));
    let mut articles: Vec<DistinctArticle> =
        spoken.iter().flat_map(|of_idea| of_idea.iter().map(|&(_, article)| article)).collect();
    articles.sort_unstable();
    articles.dedup();
    Theme { ideas, articles: u32::try_from(articles.len()).unwrap_or(u32::MAX), pinned }
}
