//! From tables to blocks.

use std::io;

use super::block::{put_dates, put_optional, put_reals, put_u32s, shifted};
use super::texts::Numbered;
use super::{ColumnTypes, Head};
use crate::columns::{Column, Values};
use crate::graph::Relation;
use crate::parse::{Precision, Records};
use crate::property_graph::{
    ClusterCard, EdgeTable, MentionRecord, MentionTable, NodeRef, NodeTable, PropertyGraph,
};

/// The bit that tells an absent node from a row.
pub(super) const ABSENT: u32 = 1 << 31;

/// All blocks, in the order in which [`super::read`] takes them.
pub(super) fn blocks(graph: &PropertyGraph, with_mentions: bool) -> io::Result<Vec<Vec<u8>>> {
    let none = MentionTable::default();
    let mentions = if with_mentions { &graph.mentions } else { &none };
    let mut texts = Numbered::default();
    let mut tables = node_blocks(&graph.nodes, &mut texts);
    tables.extend(column_blocks(graph.nodes.columns(), &mut texts));
    tables.extend(edge_blocks(&graph.edges));
    tables.extend(column_blocks(graph.edges.columns(), &mut texts));
    tables.extend(mention_blocks(mentions, &mut texts)?);
    let head = head(graph, mentions, texts.len());
    let texts = texts.blocks().ok_or_else(|| io::Error::other("more text than a stored build can hold"))?;
    let cards: Vec<ClusterCard> = graph.clusters.iter().map(ClusterCard::with_finite_figures).collect();
    // Without mentions, pages cannot be put together with others.
    let none = Records::default();
    let Records { pages, headings } = if with_mentions { &graph.records } else { &none };
    let mut blocks = vec![
        serde_json::to_vec(&head)?,
        serde_json::to_vec(&cards)?,
        serde_json::to_vec(&graph.diagnostics)?,
        serde_json::to_vec(pages)?,
        serde_json::to_vec(headings)?,
    ];
    let [lengths, texts] = texts;
    blocks.push(lengths);
    blocks.append(&mut tables);
    blocks.push(texts);
    Ok(blocks)
}

fn head(graph: &PropertyGraph, mentions: &MentionTable, texts: usize) -> Head {
    let mut header = graph.header.clone();
    header.modularity = if header.modularity.is_finite() { header.modularity } else { 0.0 };
    Head {
        header,
        columns: ColumnTypes::of(graph),
        nodes: graph.node_count(),
        edges: graph.edge_count(),
        mentions: mentions.len(),
        absent: mentions.absent_ids().len(),
        texts,
        relations: Relation::ALL.iter().map(|relation| relation.name().to_owned()).collect(),
        precisions: Precision::ALL.iter().map(|precision| precision.name().to_owned()).collect(),
    }
}

fn node_blocks<'a>(nodes: &'a NodeTable, texts: &mut Numbered<'a>) -> Vec<Vec<u8>> {
    let of = || nodes.records();
    vec![
        put_u32s(of().map(|node| texts.number(&node.id))),
        put_u32s(of().map(|node| node.kind.get())),
        put_u32s(of().map(|node| texts.number(&node.label))),
        put_reals(of().map(|node| node.position[0])),
        put_reals(of().map(|node| node.position[1])),
        put_reals(of().map(|node| node.radius)),
        of().flat_map(|node| node.color).collect(),
    ]
}

fn edge_blocks(edges: &EdgeTable) -> Vec<Vec<u8>> {
    let of = || edges.records();
    vec![
        put_u32s(of().map(|edge| edge.source.get())),
        put_u32s(of().map(|edge| edge.target.get())),
        of().map(|edge| place(&Relation::ALL, edge.relation)).collect(),
        put_reals(of().map(|edge| edge.weight)),
    ]
}

fn mention_blocks<'a>(mentions: &'a MentionTable, texts: &mut Numbered<'a>) -> io::Result<Vec<Vec<u8>>> {
    let of = || mentions.iter();
    let nodes = |node: fn(&MentionRecord) -> Option<NodeRef>| {
        put_u32s(of().map(|mention| shifted(node(mention).map(numbered))))
    };
    let nodes = [
        nodes(|mention| Some(mention.article)),
        nodes(|mention| mention.copy_of),
        nodes(|mention| mention.repeats),
        nodes(|mention| Some(mention.entity)),
    ];
    let counts: Result<Vec<u32>, _> = of().map(|mention| u32::try_from(mention.attributes.len())).collect();
    let attributes = of().flat_map(|mention| mention.attributes.iter());
    let mut blocks = nodes.to_vec();
    blocks.extend([
        put_u32s(of().map(|mention| texts.number(&mention.path))),
        put_u32s(of().map(|mention| mention.line)),
        put_u32s(of().map(|mention| mention.kind.get())),
        put_u32s(of().map(|mention| texts.number(&mention.name))),
        put_u32s(of().map(|mention| texts.number_if(mention.description.as_deref()))),
        put_optional(of().map(|mention| finite(mention.relevancy))),
        put_u32s(counts.map_err(io::Error::other)?),
        put_u32s(attributes.flat_map(|(key, value)| [texts.number(key), texts.number(value)])),
        put_reals(of().map(|mention| mention.certainty)),
        put_dates(of().map(|mention| mention.date)),
        of().map(|mention| place(&Precision::ALL, mention.precision)).collect(),
        put_u32s(of().map(|mention| texts.number_if(mention.category.as_deref()))),
        put_u32s(mentions.absent_ids().iter().map(|id| texts.number(id))),
    ]);
    Ok(blocks)
}

fn column_blocks<'a>(columns: &'a [Column], texts: &mut Numbered<'a>) -> Vec<Vec<u8>> {
    columns.iter().map(|column| column_block(&column.values, texts)).collect()
}

fn column_block<'a>(values: &'a Values, texts: &mut Numbered<'a>) -> Vec<u8> {
    match values {
        Values::Text(v) => put_u32s(v.iter().map(|text| texts.number_if(text.as_deref()))),
        Values::List(v) => {
            // A list is at most as long as a row of a table, far from 2^32.
            let lengths = v.iter().map(|list| u32::try_from(list.len()).unwrap_or(u32::MAX));
            let mut block = put_u32s(lengths);
            block.extend(put_u32s(v.iter().flatten().map(|text| texts.number(text))));
            block
        }
        Values::Integer(v) => put_optional(v.iter().map(|number| number.map(i64::to_le_bytes))),
        Values::Real(v) => put_optional(v.iter().map(|number| finite(*number))),
        Values::Boolean(v) => v.iter().map(|value| value.map_or(0, |value| 1 + u8::from(value))).collect(),
        Values::Date(v) => put_dates(v.iter().copied()),
    }
}

fn finite(number: Option<f64>) -> Option<[u8; 8]> {
    number.filter(|number| number.is_finite()).map(f64::to_le_bytes)
}

fn numbered(node: NodeRef) -> u32 {
    match node {
        NodeRef::Row(row) => row.get(),
        NodeRef::Absent(row) => row.get() | ABSENT,
    }
}

/// The number of a word of a closed set, of which each has fewer than 256.
fn place<T: PartialEq>(all: &[T], value: T) -> u8 {
    let place = all.iter().position(|known| *known == value);
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}
