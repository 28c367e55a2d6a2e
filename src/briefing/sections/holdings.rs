//! What the archive holds, and how complete it is.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::briefing::facts::{Facts, ends};
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::types::{Columns, Figure, Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, capital, counted, listed, number, share};
use crate::diagnostic::{Code, CodeName};
use crate::error::Error;
use crate::parse::{KindId, Step, items_left};
use crate::property_graph::{NodeColumn, NodeRef};
use portent_graph::index::NodeRow;

/// Why an item of a list is no row.
const UNREAD_FOR: &str =
    ": they do not begin with a name (a link, bold text), stand alone, or stand in a list of prose";

/// A period is not whole where the first or the last date lies so many days within it.
const PART_PERIOD: i64 = 31;

/// Headings that are named with what was not read under them.
const UNREAD: usize = 3;

pub(super) fn section(facts: &Facts<'_>, _: &Rankings) -> Result<Option<Section>, Error> {
    let said = [
        entities(facts),
        once(facts),
        rows(facts),
        unread(facts),
        descriptions(facts),
        silent(facts),
        unlinked(facts),
        untitled(facts),
        copies(facts),
        dates(facts),
    ];
    let statements =
        said.into_iter().flatten().map(|sentence| Statement { sentence, ..Statement::default() });
    Ok(Some(Section {
        id: "holdings",
        title: "What the archive holds".into(),
        headline: None,
        lead: Sentence::default(),
        method: Sentence::default(),
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
    counts.sort_by_key(|&(kind, count)| (Reverse(count), kind));
    let kinds: Vec<String> = counts
        .iter()
        .map(|&(kind, count)| {
            let spec = facts.graph.header.schema.kind(kind);
            counted(count, &spec.name, &spec.plural)
        })
        .collect();
    (all > 0).then(|| {
        let rows = counted(facts.graph.mentions.len() as u64, "row names", "rows name");
        let entities = counted(all, "entity", "entities");
        match kinds.as_slice() {
            [_] => Sentence::of(format!(
                "{rows} {entities}, all of one kind; a row is one of a table or an item of a list."
            )),
            _ => Sentence::of(format!(
                "{rows} {entities}: {}; a row is one of a table or an item of a list.",
                listed(&kinds)
            )),
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
        Sentence::of(format!("{} of the entities ({share}) {stand} in two articles or more.", number(recur)))
    })
}

/// Rows of tables that could not be used.
fn rows(facts: &Facts) -> Option<Sentence> {
    let rows = &facts.graph.header.rows;
    (rows.read > 0 && facts.graph.header.part.is_none()).then(|| {
        Sentence::of(match (rows.reported.saturating_sub(rows.joined), rows.read) {
            (0, 1) => "The only row of a table could be used.".to_owned(),
            (0, read) => format!("All {} rows of tables could be used.", number(read)),
            (left, read) => format!(
                "Of {}, {} ({}) could not be used as they stand.",
                counted(read, "row of tables", "rows of tables"),
                number(left),
                share(left, read)
            ),
        })
    })
}

/// List items under headings that are no section, and the headings of the most.
fn unread(facts: &Facts) -> Option<Sentence> {
    let unknown = CodeName::Known(Code::UnknownSection);
    let found = facts.graph.diagnostics.iter().filter(|found| found.code == unknown);
    let mut unread: Vec<(u64, Option<&str>)> = found.map(|found| items_left(&found.message)).collect();
    let all: u64 = unread.iter().map(|(items, _)| items).sum();
    unread.sort_by_key(|&(items, _)| Reverse(items));
    let named =
        unread.into_iter().filter_map(|(items, heading)| Some((heading.filter(|_| items > 0)?, items)));
    let named: Vec<(String, &str, String)> = named
        .take(UNREAD)
        .map(|(heading, items)| (String::new(), heading, format!(" ({})", number(items))))
        .collect();
    (all > 0 && facts.graph.header.part.is_none()).then(|| {
        let items = counted(all, "list item was not read as a row", "list items were not read as rows");
        let sentence = Sentence::of(items);
        if named.is_empty() {
            return sentence.say(UNREAD_FOR).say(".");
        }
        sentence.say(UNREAD_FOR).say("; the most under ").names(named).say(".")
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
            format!("{} of {} rows that name {kinds} ({})", number(without), number(all), share(without, all))
        })
        .collect();
    (!lacking.is_empty()).then(|| Sentence::of(format!("{} have no description.", listed(&lacking))))
}

fn article_nodes(facts: &Facts) -> Vec<NodeRow> {
    let articles = facts.graph.nodes.iter().filter(|(_, node)| node.kind == KindId::ARTICLE);
    articles.map(|(row, _)| row).collect()
}

/// Articles without a row, and the folder of the most.
fn silent(facts: &Facts) -> Option<Sentence> {
    let speaking: BTreeSet<NodeRef> = facts.graph.mentions.iter().map(|mention| mention.article).collect();
    let all = article_nodes(facts);
    let silent: Vec<NodeRow> = all.iter().copied().filter(|&row| !speaking.contains(&row.into())).collect();
    let path = facts.graph.nodes.column::<&str>(NodeColumn::Path);
    let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
    for folder in silent.iter().filter_map(|&row| Some(path.get(row)?.split_once('/')?.0)) {
        *folders.entry(folder).or_default() += 1;
    }
    let most = folders.into_iter().max_by_key(|&(folder, count)| (count, Reverse(folder)));
    let count = silent.len() as u64;
    (count > 0).then(|| {
        let verb = if count == 1 { "has" } else { "have" };
        let sentence =
            Sentence::of(format!("{} ({}) {verb} no row", articles(count), share(count, all.len() as u64)));
        match most.filter(|(_, most)| 2 * most > count && *most > 1) {
            Some((folder, most)) => sentence
                .say(format!(", {} of them below ", number(most)))
                .name(&format!("{folder}/"))
                .say("."),
            None => sentence.say("."),
        }
    })
}

/// Articles without an address of their own, where others have one.
fn unlinked(facts: &Facts) -> Option<Sentence> {
    let link = facts.graph.nodes.column::<&str>(NodeColumn::Link);
    let nodes = article_nodes(facts);
    let all = nodes.len() as u64;
    let unlinked = nodes.into_iter().filter(|&row| link.get(row).is_none()).count() as u64;
    (unlinked > 0 && unlinked < all).then(|| {
        let verb = if unlinked == 1 { "gives" } else { "give" };
        Sentence::of(format!(
            "{} ({}) {verb} no address of the original.",
            articles(unlinked),
            share(unlinked, all)
        ))
    })
}

/// Articles that are called by the first names of their rows.
fn untitled(facts: &Facts) -> Option<Sentence> {
    let nodes = article_nodes(facts);
    let is_made = |&row: &NodeRow| {
        let first = facts.rows_of(row).next();
        first.is_some_and(|first| {
            facts.label(row).strip_prefix(first.name.as_str()).is_some_and(|rest| rest.starts_with("; "))
        })
    };
    let all = nodes.len() as u64;
    let made = nodes.iter().filter(|row| is_made(row)).count() as u64;
    (made > 0).then(|| {
        let have = if made == 1 {
            "has no title and is called by its"
        } else {
            "have no title and are called by their"
        };
        Sentence::of(format!("{} ({}) {have} first two names.", articles(made), share(made, all)))
    })
}

fn dates(facts: &Facts) -> Option<Sentence> {
    let (dated, all) = facts.dated();
    let undated = all - dated;
    (undated > 0 && dated > 0).then(|| {
        let (are, them) = if undated == 1 { ("is", "it") } else { ("are", "them") };
        let sentence = Sentence::of(format!(
            "{} ({}) {are} undated, and nothing that this page says of time rests on {them}",
            articles(undated),
            share(undated, all)
        ));
        match unusable(facts) {
            Some(unusable) => sentence.say(format!("; {unusable}.")),
            None => sentence.say("."),
        }
    })
}

/// Dates that were found and not used.
fn unusable(facts: &Facts) -> Option<String> {
    let count = |code: Code| {
        let code = CodeName::Known(code);
        facts.graph.diagnostics.iter().filter(|found| found.code == code).count() as u64
    };
    let far = count(Code::DateOutlier);
    let not_read = count(Code::EditionNotADate) + count(Code::DateNotUnderstood);
    let said: Vec<String> = [(far, "lie far beyond the others"), (not_read, "could not be understood")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} that {what}", number(count)))
        .collect();
    (!said.is_empty() && facts.graph.header.part.is_none())
        .then(|| format!("left out are dates: {}", listed(&said)))
}

fn over_time(facts: &Facts) -> Option<Figure> {
    let counts = facts.all_articles();
    let [first, last] = ends(&facts.timeline)?;
    let shown: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    let others = others(facts, shown);
    let period = facts.period.name();
    let bars = if facts.is_dated() {
        format!("; small bars below count articles by {period} too")
    } else {
        String::new()
    };
    let parts = part_periods(facts);
    let caption =
        format!("{} with a date and rows, by {period}{bars}.{parts}{others}", capital(&articles(shown)));
    let ends = [first, last].map(|start| facts.period.label(start));
    (counts.len() > 2).then_some(Figure::Columns(Columns { caption, counts, ends }))
}

/// Dated articles that are not among those shown, by why they are not.
fn others(facts: &Facts, shown: u64) -> String {
    let (dated, _) = facts.dated();
    let others = dated.saturating_sub(shown);
    let silent = article_nodes(facts)
        .into_iter()
        .filter(|&row| facts.index.date(row).is_some() && facts.rows_of(row).next().is_none());
    let outlier = CodeName::Known(Code::DateOutlier);
    let far = facts.graph.diagnostics.iter().filter(|found| found.code == outlier);
    let far: BTreeSet<&str> = far.map(|found| found.path.as_str()).collect();
    let silent = others.min(silent.count() as u64);
    let far = (others - silent).min(far.len() as u64);
    let said = [
        (silent, ["has no row", "have no row"]),
        (far, ["lies far beyond the others", "lie far beyond the others"]),
        (others - silent - far, ["repeats another", "repeat others"]),
    ];
    let said = said.into_iter().filter(|(count, _)| *count > 0).enumerate();
    let said: Vec<String> = said
        .map(|(at, (count, [one, more]))| {
            let why = if count == 1 { one } else { more };
            let dated = if at > 0 {
                ""
            } else if count == 1 {
                " more dated one"
            } else {
                " more dated ones"
            };
            format!("{}{dated} {why}", number(count))
        })
        .collect();
    if said.is_empty() { String::new() } else { format!(" {}.", listed(&said)) }
}

/// Says which of the first and the last period the dates do not fill, where periods are longer than a month.
fn part_periods(facts: &Facts) -> String {
    let days = facts.days.values().min().zip(facts.days.values().max());
    let (Some((&first, &last)), Some([start, end])) = (days, ends(&facts.timeline)) else {
        return String::new();
    };
    let step = facts.period.step();
    let far = |from: Date, to: Date| step != Step::Month && i64::from((to - from).get_days()) > PART_PERIOD;
    let parts = [(start, far(start, first)), (end, far(last, step.last(end)))].into_iter();
    let parts: Vec<String> =
        parts.filter(|(_, is_part)| *is_part).map(|(period, _)| facts.period.label(period)).collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] => format!(" {one} is not whole."),
        _ => format!(" {} are not whole.", listed(&parts)),
    }
}
