//! Remarks in words.

use std::fmt;

use portent_graph::cluster::stability::STABLE;

use super::{BLOCKING, RULE, Remark};

impl fmt::Display for Remark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(text) => out.write_str(text),
            Self::Phrases { phrases, articles, with_mentions } => {
                if let Some([had, all]) = with_mentions {
                    write!(out, "{had} of {all} articles have a mention; so ")?;
                }
                write!(out, "{phrases} recurring phrases were taken from the text of {articles} articles")
            }
            Self::DecisionOfUnknownName { .. }
            | Self::DecisionOfOneMention { .. }
            | Self::Decisions { .. }
            | Self::TooFewForVectors { .. }
            | Self::BlocksThinned { .. }
            | Self::EntitiesFull { .. }
            | Self::ArchiveGroupsUnused => self.fmt_names(out),
            Self::Shown { .. }
            | Self::LeftOut { .. }
            | Self::AttributesShare { .. }
            | Self::Part { .. }
            | Self::Drawable { .. }
            | Self::DrawableRule { .. }
            | Self::TrendsOfPart
            | Self::ConceptPairs { .. }
            | Self::ConceptEntities { .. } => self.fmt_parts(out),
            Self::DateOrder { .. } | Self::EditionsOfDates { .. } => self.fmt_dates(out),
            Self::TrendCoverage { .. }
            | Self::Undetermined { .. }
            | Self::Since { .. }
            | Self::Dated { .. } => self.fmt_time(out),
            Self::Themes { .. } | Self::ThemeFlows { .. } => self.fmt_themes(out),
            Self::Modularity(_) | Self::Stability { .. } | Self::ClustersStayed { .. } => {
                self.fmt_clusters(out)
            }
            Self::Digest { .. } | Self::Drift { .. } | Self::Unconnected(_) => self.fmt_answers(out),
            Self::NoEvidence => out.write_str("the graph holds no mentions to show as evidence"),
            Self::LinksMeasured { links, mentions } => write!(
                out,
                "links between articles count in measures and clusters: there are {links}, and {mentions} mentions and tags"
            ),
            Self::ClustersFolded { clusters, .. } => {
                write!(out, "vosviewer: the {clusters} smallest clusters are one, as it takes 1,000")
            }
            Self::VaultCapped { notes, entities } => {
                write!(out, "vault: notes for the {notes} foremost of {entities} entities")
            }
            Self::PageCapped { shown, nodes } => {
                write!(out, "html: the {shown} foremost of {nodes} nodes, and a map of all clusters")
            }
        }
    }
}

impl Remark {
    /// The remarks on what one answer shows.
    fn fmt_answers(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Digest { edition, articles, brought } => {
                write!(out, "edition {edition}: {articles} articles; {brought}")
            }
            Self::Drift { changes, pages, counts } => {
                let verb = if *pages == 1 { "is" } else { "are" };
                write!(
                    out,
                    "{changes} changes elsewhere, of what no page that differs speaks of (there {verb} {pages}), are not \
                     shown: {counts}"
                )
            }
            Self::Unconnected([a, b]) => write!(out, "nothing joins {a:?} and {b:?}"),
            _ => Ok(()),
        }
    }

    /// The remarks on which names are one thing.
    fn fmt_names(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DecisionOfUnknownName { path, line, name, nearest } => {
                write!(out, "{}:{line}: decision has no effect: nothing is named {name:?}", path.display())?;
                match nearest.as_slice() {
                    [] => Ok(()),
                    nearest => write!(out, "; did you mean {}?", nearest.join(", ")),
                }
            }
            Self::DecisionOfOneMention { path, line } => {
                write!(out, "{}:{line}: decision has no effect: both columns are one mention", path.display())
            }
            Self::Decisions { pairs, joined, parted, without_effect } => {
                let decided = counted(*pairs as u64, "decided pair", "decided pairs");
                let before = pairs.saturating_sub(joined + parted);
                write!(out, "{decided}: {joined} joined, {parted} parted, {before} as without decisions")?;
                match without_effect {
                    0 => Ok(()),
                    1 => out.write_str("; 1 line has no effect"),
                    lines => write!(out, "; {lines} lines have no effect"),
                }
            }
            Self::TooFewForVectors { least } => {
                write!(out, "fewer than {least} rows with a description: too few to learn vectors from")
            }
            Self::BlocksThinned { key, blocks, most, neighbors, largest } => write!(
                out,
                "{BLOCKING}{key}: {blocks} blocks of more than {most} names were thinned to {neighbors} neighbors a name (largest: {largest})"
            ),
            Self::EntitiesFull { pairs, most } => {
                write!(out, "{pairs} pairs of duplicates stay linked: an entity holds at most {most} names")
            }
            Self::ArchiveGroupsUnused => out.write_str(
                "the groups of the vectors file are not used: other weights or another threshold made them",
            ),
            _ => Ok(()),
        }
    }

    /// The remarks on what was left out.
    fn fmt_parts(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shown { shown, all, what } => {
                let space = if what.is_empty() { "" } else { " " };
                write!(out, "{shown} of {all}{space}{what} are shown")
            }
            Self::LeftOut { condition, nodes } => {
                write!(out, "{condition} left out {} {}", grouped(*nodes as u64), plural(*nodes, "node"))
            }
            Self::AttributesShare { keys, columns } => write!(
                out,
                "{keys} {} of articles beyond the {columns} most frequent {} in the column attributes",
                plural(*keys, "key"),
                if *keys == 1 { "stands" } else { "stand" }
            ),
            Self::Part { conditions, nodes, edges } => write!(
                out,
                "a part of the graph ({conditions}): {} nodes and {} edges; counts and dates are of what passed, measures \
                 and clusters of the whole",
                of(nodes),
                of(edges)
            ),
            Self::Drawable { nodes, edges, clusters, lonely, columns } => {
                let texts =
                    if columns.is_empty() { String::new() } else { format!(" and {}", columns.join(", ")) };
                write!(
                    out,
                    "a drawable part of the graph: {} nodes, {} edges, {} clusters; without editions, {lonely} {} that \
                     touch no other, mentions{texts}; counts, measures and clusters are of the whole",
                    of(nodes),
                    of(edges),
                    of(clusters),
                    plural(*lonely, "node")
                )
            }
            Self::DrawableRule { strongest } => write!(
                out,
                "{RULE}seats of clusters by size (D'Hondt), for entities of several articles by connections, then \
                 for articles that hold most of them; edges: weight / sqrt(strength of both ends), a tenth of it between \
                 clusters, then a maximum spanning forest and the {strongest} strongest of each node"
            ),
            Self::TrendsOfPart => out.write_str(
                "trends are those of the mentions that passed: their shares are not those of the whole",
            ),
            Self::ConceptPairs { pairs, min_shared, by_chance, significance, beyond_best, best } => write!(
                out,
                "view concepts: {pairs} pairs of entities share at least {min_shared} articles; {by_chance} of them no \
                 more often than chance (p > {significance}) and {beyond_best} beyond the {best} best of both ends \
                 were left out"
            ),
            Self::ConceptEntities { left_out, entities } => {
                write!(
                    out,
                    "view concepts: {left_out} of {entities} entities without such a pair were left out"
                )
            }
            _ => Ok(()),
        }
    }

    /// The remarks on how dates were read.
    fn fmt_dates(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DateOrder { dates, example, order: Some(order), reason } => {
                let (word, verb) = (plural(*dates, "date"), if *dates == 1 { "is" } else { "are" });
                write!(out, "{dates} {word} such as {example} {verb} read {order}: {reason}")
            }
            Self::DateOrder { dates, example, order: None, .. } => write!(
                out,
                "{dates} {} such as {example} can be read day first or month first, and no other date of the archive \
                 tells which; only their years are used",
                plural(*dates, "date")
            ),
            Self::EditionsOfDates { step, reason, editions, articles, without } => {
                write!(
                    out,
                    "{editions} {} of one {step} each made of the dates of {articles} {}, {reason}",
                    plural(*editions, "edition"),
                    plural(*articles, "article")
                )?;
                match without {
                    0 => Ok(()),
                    1 => write!(out, "; 1 dated article has none, as its date is less exact"),
                    without => {
                        write!(out, "; {without} dated articles have none, as their dates are less exact")
                    }
                }
            }
            _ => Ok(()),
        }
    }

    /// The remarks on dates and periods.
    fn fmt_time(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TrendCoverage { articles, period, periods, span, undated } => {
                write!(
                    out,
                    "trends: {articles} articles with mentions in {periods} {}",
                    plural(*periods, period)
                )?;
                if let Some([first, last]) = span {
                    write!(out, ", {first} to {last}")?;
                }
                match undated {
                    0 => Ok(()),
                    undated => write!(out, "; {undated} without a usable date left out"),
                }
            }
            Self::Undetermined { least_articles, least_periods, entities } => write!(
                out,
                "undetermined, with fewer than {least_articles} dated articles or {least_periods} periods: {entities} \
                 dated entities"
            ),
            Self::Since { day, before, after } => write!(
                out,
                "{before} dated articles before {day}, {after} since; rising and fading: by chance at most one in 20"
            ),
            Self::Dated { dated, articles } => {
                let share = 100.0 * *dated as f64 / *articles as f64;
                write!(
                    out,
                    "{dated} of {articles} articles ({share:.0} %) are dated; the others do not count in editions and \
                     dates"
                )
            }
            _ => Ok(()),
        }
    }

    /// The remarks on themes of periods.
    fn fmt_themes(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Themes { period, least_articles, least_ideas, small, foremost, beyond, empty } => {
                write!(
                    out,
                    "themes: at least {least_ideas} ideas (entities that restate each other are one) of {least_articles} and more \
                     articles of a {period}, clustered by the articles that they share"
                )?;
                if *small > 0 {
                    write!(
                        out,
                        "; {} in smaller clusters left out",
                        counted(*small as u64, "idea", "ideas")
                    )?;
                }
                if *beyond > 0 {
                    let beyond = counted(*beyond as u64, "idea", "ideas");
                    write!(out, "; {beyond} beyond the {foremost} foremost of a {period} left out")?;
                }
                match empty {
                    0 => Ok(()),
                    1 => write!(out, "; 1 {period} has none"),
                    empty => write!(out, "; {empty} {period}s have none"),
                }
            }
            Self::ThemeFlows { least } => write!(
                out,
                "inclusion: the share of ideas of both in the smaller theme, by articles, at least {least:.2} to follow from it; \
                 stability: their share in all ideas of the two"
            ),
            _ => Ok(()),
        }
    }

    /// The remarks on clusters.
    fn fmt_clusters(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Modularity(modularity) => write!(out, "modularity of all clusters: {modularity:.3}"),
            Self::Stability { runs, overall, modularity: (_, None), .. } => {
                write!(out, "stability of the clusters over {runs} runs: {overall:.2}")
            }
            Self::Stability {
                runs, overall, modularity: (own, Some(by_chance)), structure: false, ..
            } => {
                write!(
                    out,
                    "no structure: over {runs} runs the clusters agree little better than chance (stability \
                     {overall:.2}, below {STABLE}), nor are they better than those of chance (modularity {own:.3}, \
                     random graphs of the same degrees {by_chance:.3})"
                )
            }
            Self::Stability { runs, overall, in_stable, modularity: (own, Some(by_chance)), .. } => {
                let share = 100.0 * in_stable;
                write!(
                    out,
                    "stability of the clusters over {runs} runs: {overall:.2}; {share:.0} % of the nodes are in \
                     clusters of {STABLE} or more, the others are cut differently from run to run; the structure is \
                     not chance (modularity {own:.3}, random graphs of the same degrees {by_chance:.3})"
                )
            }
            Self::ClustersStayed { stayed, clusters, larger_than } => {
                let share = 100.0 * *stayed as f64 / *clusters as f64;
                write!(
                    out,
                    "{stayed} of {clusters} earlier clusters of more than {larger_than} members stayed ({share:.0} %)"
                )
            }
            _ => Ok(()),
        }
    }
}

/// A whole number with thousands separated.
///
/// ```
/// assert_eq!(portent::remark::grouped(1_234_567), "1,234,567");
/// assert_eq!(portent::remark::grouped(999), "999");
/// ```
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count and what is counted: `1 node`, `1,024 nodes`.
///
/// ```
/// assert_eq!(portent::remark::counted(1, "copy", "copies"), "1 copy");
/// assert_eq!(portent::remark::counted(1024, "copy", "copies"), "1,024 copies");
/// ```
#[must_use]
pub fn counted(count: u64, one: &str, several: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { several })
}

/// So many of a whole, in words: `12 of 1,024`.
fn of(counts: &[usize; 2]) -> String {
    let [part, whole] = counts.map(|count| grouped(count as u64));
    format!("{part} of {whole}")
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}
