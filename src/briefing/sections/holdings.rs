//! What the archive holds, and how complete it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::briefing::facts::{Facts, ends};
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::types::{Columns, Figure, Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, capital, counted, listed, number, share};
use crate::error::Error;
use crate::parse::KindId;
use crate::property_graph::{NodeColumn, NodeRef};

pub(super) fn section(facts: &Facts<'_>, _: &Rankings) -> Result<Option<Section>, Error> {
    let said = [
        copies(facts),
        entities(facts),
        once(facts),
        rows(facts),
        descriptions(facts),
        silent(facts),
        dates(facts),
    ];
    let statements =
        said.into_iter().flatten().map(|sentence| Statement { sentence, ..Statement::default() });
    Ok(Some(Section {
        id: "holdings",
        title: "What the archive holds".into(),
        headline: None,
        lead: Sentence::default(),
        figure: over_time(facts),
        parts: vec![Part { title: None, ranked: false, statements: statements.collect() }],
    }))
}

fn copies(facts: &Facts) -> Option<Sentence> {
    let header = &facts.graph.header;
    if header.part.is_some() {
        return None;
    }
    let copies = header.articles.saturating_sub(header.distinct_articles);
    let mut said = Vec::new();
    match copies {
        0 => {}
        1 => said.push("1 article repeats the text of another and counts once with it".to_owned()),
        _ => said
            .push(format!("{} articles repeat the text of another and count once with it", number(copies))),
    }
    match header.compilations {
        0 => {}
        1 => said.push("1 mostly collects rows of others, which count where they come from".to_owned()),
        many => said.push(format!(
            "{} mostly collect rows of others, which count where they come from",
            number(many)
        )),
    }
    (!said.is_empty()).then(|| Sentence::of(format!("{}.", capital(&said.join("; ")))))
}

/// How many entities of each kind.
fn entities(facts: &Facts) -> Option<Sentence> {
    let mut counts: BTreeMap<KindId, u64> = BTreeMap::new();
    for node in facts.graph.nodes.records().filter(|node| node.kind.is_entity()) {
        *counts.entry(node.kind).or_default() += 1;
    }
    let all: u64 = counts.values().sum();
    let mut counts: Vec<(KindId, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|&(kind, count)| (std::cmp::Reverse(count), kind));
    let kinds: Vec<String> = counts
        .iter()
        .map(|&(kind, count)| {
            let spec = facts.graph.header.schema.kind(kind);
            counted(count, &spec.name, &spec.plural)
        })
        .collect();
    (all > 0).then(|| {
        let rows = counted(facts.graph.mentions.len() as u64, "row or bullet names", "rows and bullets name");
        let entities = counted(all, "entity", "entities");
        match kinds.as_slice() {
            [_] => Sentence::of(format!("{rows} {entities}, all of one kind.")),
            _ => Sentence::of(format!("{rows} {entities}: {}.", listed(&kinds))),
        }
    })
}

/// How much of it recurs at all.
fn once(facts: &Facts) -> Option<Sentence> {
    let entities = || facts.graph.nodes.rows().filter(|&row| facts.graph.is_entity(row));
    let all = entities().count() as u64;
    let recur = entities().filter(|&row| facts.article_count(row) > 1).count() as u64;
    (all > 0).then(|| {
        let stand = if recur == 1 { "stands" } else { "stand" };
        let share = share(recur, all);
        Sentence::of(format!(
            "{} of the entities ({share}) {stand} in two articles or more; they alone can recur or connect.",
            number(recur)
        ))
    })
}

fn rows(facts: &Facts) -> Option<Sentence> {
    let rows = &facts.graph.header.rows;
    (rows.read > 0 && facts.graph.header.part.is_none()).then(|| {
        let read = counted(rows.read, "table row", "table rows");
        Sentence::of(match rows.reported.saturating_sub(rows.joined) {
            0 => format!("All of the {read} could be used."),
            left => format!(
                "Of {read} {} ({}) could not be used as they stand.",
                number(left),
                share(left, rows.read)
            ),
        })
    })
}

/// Kinds whose rows usually have a description, and how many lack one.
fn descriptions(facts: &Facts) -> Option<Sentence> {
    let mut counts: BTreeMap<KindId, [u64; 2]> = BTreeMap::new();
    for mention in &facts.graph.mentions {
        let [all, without] = counts.entry(mention.kind).or_default();
        *all += 1;
        *without += u64::from(mention.description.is_none());
    }
    let lacking =
        counts.into_iter().filter(|(_, [all, without])| 100 * without >= *all && 2 * without < *all);
    let lacking: Vec<String> = lacking
        .map(|(kind, [all, without])| {
            let kinds = &facts.graph.header.schema.kind(kind).plural;
            format!("{} of {} rows of {kinds} ({})", number(without), number(all), share(without, all))
        })
        .collect();
    (!lacking.is_empty()).then(|| Sentence::of(format!("{} have no description.", listed(&lacking))))
}

/// Articles that name nothing, and those without an address of their own.
fn silent(facts: &Facts) -> Option<Sentence> {
    let speaking: BTreeSet<NodeRef> = facts.graph.mentions.iter().map(|mention| mention.article).collect();
    let link = facts.graph.nodes.column::<&str>(NodeColumn::Link);
    let nodes =
        || facts.graph.nodes.iter().filter(|(_, node)| node.kind == KindId::ARTICLE).map(|(row, _)| row);
    let all = nodes().count() as u64;
    let silent = nodes().filter(|&row| !speaking.contains(&row.into())).count() as u64;
    let unlinked = nodes().filter(|&row| link.get(row).is_none()).count() as u64;
    let mut said = Vec::new();
    if silent > 0 {
        let verb = if silent == 1 { "names" } else { "name" };
        said.push(format!("{} ({}) {verb} nothing that could be read", articles(silent), share(silent, all)));
    }
    if unlinked > 0 && unlinked < all {
        let verb = if unlinked == 1 { "gives" } else { "give" };
        said.push(format!(
            "{} ({}) {verb} no address of the original",
            articles(unlinked),
            share(unlinked, all)
        ));
    }
    (!said.is_empty()).then(|| Sentence::of(format!("{}.", said.join("; "))))
}

fn dates(facts: &Facts) -> Option<Sentence> {
    let (dated, all) = facts.dated();
    let undated = all - dated;
    (undated > 0 && dated > 0).then(|| {
        let (are, count) = if undated == 1 { ("is", "counts") } else { ("are", "count") };
        Sentence::of(format!(
            "{} ({}) {are} undated and {count} in nothing that this page says about time.",
            articles(undated),
            share(undated, all)
        ))
    })
}

fn over_time(facts: &Facts) -> Option<Figure> {
    let counts = facts.all_articles();
    let [first, last] = ends(&facts.timeline)?;
    let all = articles(counts.iter().map(|&count| u64::from(count)).sum());
    let caption = format!("The {all} with a date that name something, by {}.", facts.period.name());
    let ends = [first, last].map(|start| facts.period.label(start));
    (counts.len() > 2).then_some(Figure::Columns(Columns { caption, counts, ends }))
}
