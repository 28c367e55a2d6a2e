//! The page to read first: what an archive holds, what changes, what recurs, what belongs together, what is unsure.
//!
//! A [`Briefing`] is a value: sections of statements, each with the rows of articles that it rests on. [`html()`] and
//! [`markdown()`] write it; both show the same words. What the answers of [`crate::query`] tell is not computed again.
//!
//! ```
//! use portent::briefing::{self, BriefingOptions};
//! use portent::{BuildOptions, Corpus, build};
//! let graph = build(&Corpus::read(["fixtures/articles"])?, &BuildOptions::default())?;
//! let page = briefing::html(&briefing::briefing(&graph, &BriefingOptions::default())?);
//! assert!(page.starts_with("<!doctype html>"));
//! # Ok::<(), portent::Error>(())
//! ```

mod addresses;
mod facts;
mod html;
mod markdown;
mod names;
mod options;
mod quotes;
mod sections;
mod sentences;
mod spoken;
mod texts;
mod types;
mod words;

#[cfg(test)]
mod tests;

pub use html::html;
pub use markdown::markdown;
pub use options::BriefingOptions;
pub use types::{
    Briefing, Circle, Columns, Diagram, Figure, KeyFigure, Part, Section, Sentence, Source, Span, Statement,
};

use crate::error::{Error, Lacks};
use crate::graph::View;
use crate::property_graph::PropertyGraph;
use facts::Facts;
use words::{capital, number, share};

/// What a graph says, foremost first. Sections with nothing to say are left out.
///
/// O(nodes + edges + mentions log mentions), and the costs of [`crate::query::top`], [`crate::query::recurring`] and
/// [`crate::query::trends`].
///
/// # Errors
/// [`Error::GraphLacks`] for the view `concepts` and for a graph that was written without mentions: every statement cites
/// rows of articles.
pub fn briefing(graph: &PropertyGraph, options: &BriefingOptions) -> Result<Briefing, Error> {
    refuse(graph)?;
    let facts = Facts::new(graph, options);
    let sections = sections::sections(&facts)?;
    let articles = facts.all();
    Ok(Briefing {
        title: format!(
            "What {} {}",
            number(articles),
            if articles == 1 { "article says" } else { "articles say" }
        ),
        subtitle: subtitle(&facts),
        figures: key_figures(&facts),
        sections,
        generator: graph.header.generator.clone(),
    })
}

fn refuse(graph: &PropertyGraph) -> Result<(), Error> {
    let lacks = |lacks, why: &str| {
        let reason = format!("a report cites rows of articles, but {why}");
        Err(Error::GraphLacks { field: "report", lacks, reason })
    };
    if graph.header.view == View::Concepts {
        return lacks(Lacks::FullView, "the view concepts holds no articles");
    }
    if crate::query::lacks_mentions(graph) {
        return lacks(Lacks::Mentions, "this graph was written without its mentions");
    }
    Ok(())
}

/// The time of the dated articles, and of what the graph is a part.
fn subtitle(facts: &Facts) -> String {
    let time = facts::ends(&facts.timeline).map(|[first, last]| {
        let (dated, all) = facts.dated();
        let some = if dated < all { "dated articles from " } else { "" };
        // The start of the last period names it: a quarter by its first month would end the archive too early.
        let last = facts.graph.mentions.iter().filter_map(|mention| mention.date).max().unwrap_or(last);
        let first = facts.graph.mentions.iter().filter_map(|mention| mention.date).min().unwrap_or(first);
        format!("{some}{}", facts.grain.span(first, last))
    });
    let part = facts.graph.header.part.as_ref();
    let part = part.map(|part| format!("a part of an archive: {}", part.conditions.join("; ")));
    let told: Vec<String> = time.into_iter().chain(part).collect();
    capital(&told.join(" · "))
}

fn key_figures(facts: &Facts) -> Vec<KeyFigure> {
    let (dated, all) = facts.dated();
    let figure = |value: String, what: &str| KeyFigure { value, what: what.into() };
    let entities = facts.graph.nodes.rows().filter(|&row| facts.graph.is_entity(row)).count();
    let clusters = sections::clusters(facts).count();
    let mut figures = vec![
        figure(number(all), if all == 1 { "article" } else { "articles" }),
        figure(number(entities as u64), "entities that they name"),
    ];
    if facts.holds_together() && clusters > 0 {
        figures.push(figure(number(clusters as u64), "clusters of two articles or more"));
    }
    figures.push(figure(share(dated, all), "of the articles dated"));
    figures
}
