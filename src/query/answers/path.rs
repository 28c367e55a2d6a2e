//! `path`: the strongest path between two things, with the evidence of each step.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::graph::Relation;
use crate::parse::KindId;
use crate::property_graph::PropertyGraph;
use crate::query::index::{Index, Link};
use crate::remark::Remark;
use crate::report::{Cell, Field, Table};
use portent_graph::index::{NodeRow, TiSlice, TiVec};

static FIELDS: &[Field] = &[
    Field::new("step"),
    Field::new("relation"),
    Field::new("kind"),
    Field::new("label"),
    Field::data("id"),
    Field::new("weight"),
    Field::new("distance"),
    Field::below("evidence"),
];

/// A distance as a key of the queue: the bits of a non-negative finite number sort like the number.
type Key = Reverse<(u64, u32, NodeRow)>;

/// The path of least distance (the inverse of weight) over the measured relations from row `from` to row `to`; of
/// equal ones that with fewer steps, then the smaller rows. No rows, and a remark, where nothing joins them.
/// Dijkstra, O((nodes + edges) log nodes).
#[must_use]
pub fn path(graph: &PropertyGraph, from: NodeRow, to: NodeRow) -> Table {
    let index = Index::new(graph);
    let mut table = Table::new(FIELDS);
    match steps(&index, from, to) {
        None => {
            let (a, b) = (index.label(from), index.label(to));
            table.remarks.push(Remark::Unconnected([a.to_owned(), b.to_owned()]));
        }
        Some(links) => fill(&mut table, &index, from, &links),
    }
    if crate::query::lacks_mentions(graph) && !table.rows.is_empty() {
        table.remarks.push(Remark::NoEvidence);
    }
    table.remarks.extend(crate::query::part(graph));
    table
}

fn fill(table: &mut Table, index: &Index, from: NodeRow, links: &[Link]) {
    let evidence = evidence(index, from, links);
    let mut distance = 0.0;
    table.push(row(index, from, 0, None, 0.0, Vec::new()));
    for (step, (link, evidence)) in links.iter().zip(evidence).enumerate() {
        distance += 1.0 / index.weight(*link);
        table.push(row(index, link.node, step + 1, Some(*link), distance, evidence));
    }
}

fn row(
    index: &Index,
    node: NodeRow,
    step: usize,
    link: Option<Link>,
    distance: f64,
    evidence: Vec<String>,
) -> Vec<Cell> {
    vec![
        Cell::count(step),
        link.map_or(Cell::Missing, |link| Cell::text(index.relation(link).name())),
        Cell::text(index.graph.kind_name(node)),
        Cell::text(index.label(node)),
        Cell::text(&index.graph.nodes[node].id),
        link.map_or(Cell::Missing, |link| Cell::real(index.weight(link))),
        Cell::real(distance),
        Cell::list(evidence),
    ]
}

/// Whether paths may use a relation: what the measures used, else what they use by default.
fn used(graph: &PropertyGraph, relation: Relation) -> bool {
    let factors = &graph.header.relations;
    if factors.is_empty() {
        return relation.measured_by_default();
    }
    factors.get(relation.name()).is_some_and(|&factor| factor > 0.0)
}

/// The links of the best path, in order; `None` where there is none.
fn steps(index: &Index, from: NodeRow, to: NodeRow) -> Option<Vec<Link>> {
    let nodes = index.graph.node_count();
    let mut best: TiVec<NodeRow, Option<(u64, u32)>> = vec![None; nodes].into();
    let mut before: TiVec<NodeRow, Option<(NodeRow, Link)>> = vec![None; nodes].into();
    let mut open: BinaryHeap<Key> = BinaryHeap::new();
    best[from] = Some((0, 0));
    open.push(Reverse((0, 0, from)));
    while let Some(Reverse((bits, hops, node))) = open.pop() {
        if node == to {
            return Some(unwind(&before, to));
        }
        if best[node] != Some((bits, hops)) {
            continue;
        }
        for &link in index.of(node) {
            if !used(index.graph, index.relation(link)) {
                continue;
            }
            let key = ((f64::from_bits(bits) + 1.0 / index.weight(link)).to_bits(), hops + 1);
            if best[link.node].is_none_or(|known| key < known) {
                best[link.node] = Some(key);
                before[link.node] = Some((node, link));
                open.push(Reverse((key.0, key.1, link.node)));
            }
        }
    }
    None
}

fn unwind(before: &TiSlice<NodeRow, Option<(NodeRow, Link)>>, to: NodeRow) -> Vec<Link> {
    let mut links = Vec::new();
    let mut node = to;
    while let Some((previous, link)) = before[node] {
        links.push(link);
        node = previous;
    }
    links.reverse();
    links
}

/// For each step the rows of articles that say it, as `path:line "name as written"`.
fn evidence(index: &Index, from: NodeRow, links: &[Link]) -> Vec<Vec<String>> {
    let mut node = from;
    let steps = links.iter().map(|link| {
        let before = std::mem::replace(&mut node, link.node);
        if index.is(before, KindId::ARTICLE) { (before, link.node) } else { (link.node, before) }
    });
    let steps: Vec<(NodeRow, NodeRow)> = steps.collect();
    let mut said: BTreeMap<(NodeRow, NodeRow), Vec<String>> =
        steps.iter().map(|&step| (step, Vec::new())).collect();
    for mention in &index.graph.mentions {
        let step = mention.article.row().zip(mention.entity.row());
        if let Some(list) = step.and_then(|step| said.get_mut(&step)) {
            list.push(format!("{}:{} {:?}", mention.path, mention.line, mention.name));
        }
    }
    let evidence = steps.iter().zip(links).map(|(step, link)| match said.get(step) {
        Some(rows) if !rows.is_empty() => rows.clone(),
        _ => why(index, *link).into_iter().collect(),
    });
    evidence.collect()
}

/// What an edge without rows of its own rests on, where that is known.
fn why(index: &Index, link: Link) -> Option<String> {
    let weight = crate::report::real(index.weight(link));
    Some(match index.relation(link) {
        Relation::Duplicate | Relation::Restates | Relation::Similar => format!("match probability {weight}"),
        Relation::Broader => match index.broader_end(link) {
            Some(broader) => format!("{} is the broader one", index.label(broader)),
            None => "one is broader than the other".into(),
        },
        Relation::CoOccurs => format!("met in the same articles, association strength {weight}"),
        Relation::Copies => "the same text".into(),
        Relation::Links => "a link from one article to the other".into(),
        Relation::Closest if index.graph.edges[link.edge].is_found() => {
            format!("near in what they say, {weight}")
        }
        Relation::Closest => "named in the article's section Closest".into(),
        Relation::PublishedIn => "the article's title line".into(),
        // The rows that say it are not in this graph, and the weight is no count of them.
        Relation::Mentions | Relation::Tagged => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::path;
    use crate::graph::Relation;
    use crate::property_graph::EdgeRecord;
    use crate::query::sample;
    use crate::report::{Cell, Table};

    fn labels(table: &Table) -> Vec<&Cell> {
        (0..table.rows.len()).filter_map(|row| table.cell(row, "label")).collect()
    }

    #[test]
    fn the_strongest_path_names_the_rows_of_each_step() {
        let graph = sample::graph();
        let (from, to) =
            (sample::row(&graph, "concern:grid-strain"), sample::row(&graph, "signal:battery-streets"));
        let table = path(&graph, from, to);
        // By article A: 1/1 + 1/2 = 1.5; by article B: 2.
        assert_eq!(
            labels(&table),
            [&Cell::text("Grid Strain"), &Cell::text("Article A"), &Cell::text("Battery Streets")]
        );
        assert_eq!(table.cell(2, "distance"), Some(&Cell::Real(1.5)));
        let evidence = vec!["a.md:10 \"Battery Streets\"".into(), "a.md:11 \"Streets of Batteries\"".into()];
        assert_eq!(table.cell(2, "evidence"), Some(&Cell::List(evidence)));
    }

    #[test]
    fn without_mentions_a_step_claims_no_evidence() {
        let mut graph = sample::graph();
        graph.header.mentions = 6;
        graph.mentions = crate::property_graph::MentionTable::default();
        let (from, to) =
            (sample::row(&graph, "concern:grid-strain"), sample::row(&graph, "signal:battery-streets"));
        let table = path(&graph, from, to);
        assert_eq!(table.cell(2, "evidence"), Some(&Cell::Missing));
        assert_eq!(table.remarks, [crate::remark::Remark::NoEvidence]);
    }

    #[test]
    fn what_nothing_joins_has_no_path() {
        let graph = sample::graph();
        let table = path(&graph, sample::row(&graph, "edition:20260104"), sample::row(&graph, "keyword:ai"));
        assert!(table.rows.is_empty());
        assert_eq!(table.remarks[0].to_string(), "nothing joins \"20260104\" and \"ai\"");
    }

    #[test]
    fn an_edge_of_near_articles_claims_no_section_of_a_page() {
        let evidence = |weight| {
            let mut graph = sample::graph();
            graph.header.relations.insert("closest".into(), 1.0);
            let row = |id| sample::row(&graph, id);
            let (source, target) = (row("article:a"), row("article:b"));
            let edge = EdgeRecord { source, target, relation: Relation::Closest, weight };
            graph.exchange_edges(|_| false, vec![edge]);
            path(&graph, source, target).cell(1, "evidence").cloned()
        };
        let told = |text: &str| Some(Cell::List(vec![text.into()]));
        assert_eq!(evidence(0.62), told("near in what they say, 0.620"));
        assert_eq!(evidence(1.0), told("named in the article's section Closest"));
    }
}
