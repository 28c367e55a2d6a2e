//! From blocks to tables. Every number is checked before it leads anywhere, so that no file makes the reader panic.

use std::ops::Range;
use std::sync::Arc;

use portent_graph::index::{NodeRow, TiVec};
use portent_graph::parallel;
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::Head;
use super::block::{dates, optional, reals, u32s, unshifted};
use super::columns::columns;
use super::damage::Damage;
use super::file::{File, Texts};
use super::write::ABSENT;
use crate::graph::Relation;
use crate::parse::{KindId, Precision, Records};
use crate::property_graph::limits::{is_place, is_radius, is_weight};
use crate::property_graph::read::{EDGE_KEYS, NODE_KEYS};
use crate::property_graph::{
    AbsentRow, EdgeRecord, EdgeTable, MentionRecord, MentionTable, NodeRecord, NodeRef, NodeTable,
    PropertyGraph, RowAttributes,
};
use crate::shared_text::Text;

/// How many blocks stand before the tables, and how many each table has before its columns.
const BEFORE: usize = 6;
const NODE_BLOCKS: usize = 7;
const EDGE_BLOCKS: usize = 4;
const MENTION_BLOCKS: usize = 17;

/// The graph of a whole file.
pub(super) fn graph(file: File) -> Result<PropertyGraph, Damage> {
    let head: Head = json(file.block(0)?)?;
    let file = Arc::new(file.with_texts(5, head.texts)?);
    let node_columns = BEFORE + NODE_BLOCKS;
    let edges = node_columns + head.columns.nodes.len();
    let edge_columns = edges + EDGE_BLOCKS;
    let mentions = edge_columns + head.columns.edges.len();
    let context = Context { head: &head, file: &file };
    let node_and_edge_tables = || {
        let nodes = context.node_table(&context.blocks(BEFORE)?, node_columns)?;
        let edges = context.edge_table(&context.blocks(edges)?, edge_columns)?;
        let records = Records { pages: json(file.block(3)?)?, headings: json(file.block(4)?)? };
        Ok((nodes, edges, json(file.block(1)?)?, json(file.block(2)?)?, records))
    };
    let (mentions, others) =
        parallel::join(|| context.mention_table(&context.blocks(mentions)?), node_and_edge_tables);
    let (nodes, edges, clusters, diagnostics, records) = others?;
    Ok(PropertyGraph {
        nodes,
        edges,
        clusters,
        mentions: mentions?,
        diagnostics,
        records,
        header: head.header,
    })
}

fn json<T: serde::de::DeserializeOwned>(block: &[u8]) -> Result<T, Damage> {
    serde_json::from_slice(block).map_err(|_| Damage::Head)
}

/// `count` items, or what stands in their way. Room is made once: `count` is what the blocks hold.
fn collected<T>(count: usize, items: impl Iterator<Item = Result<T, Damage>>) -> Result<Vec<T>, Damage> {
    let mut all = Vec::with_capacity(count);
    for item in items {
        all.push(item?);
    }
    Ok(all)
}

/// What blocks refer to.
#[derive(Clone, Copy)]
struct Context<'a> {
    head: &'a Head,
    file: &'a Arc<File>,
}

impl<'a> Context<'a> {
    /// The blocks from `first` on.
    fn blocks<const N: usize>(self, first: usize) -> Result<[&'a [u8]; N], Damage> {
        let blocks: Result<Vec<&[u8]>, Damage> = (first..first + N).map(|at| self.file.block(at)).collect();
        blocks?.try_into().map_err(|_| Damage::Cut)
    }

    fn node_table(self, blocks: &[&[u8]; NODE_BLOCKS], columns: usize) -> Result<NodeTable, Damage> {
        let columns =
            self::columns(self.file, columns, &self.head.columns.nodes, NODE_KEYS, self.head.nodes)?;
        let records = self.node_records(blocks)?;
        let mut ids = FxHashSet::with_capacity_and_hasher(records.len(), FxBuildHasher);
        if !records.iter().all(|node| ids.insert(node.id.as_str())) {
            return Err(Damage::Value);
        }
        Ok(NodeTable::new(records).with_columns(columns))
    }

    fn edge_table(self, blocks: &[&[u8]; EDGE_BLOCKS], columns: usize) -> Result<EdgeTable, Damage> {
        let columns =
            self::columns(self.file, columns, &self.head.columns.edges, EDGE_KEYS, self.head.edges)?;
        Ok(EdgeTable::new(self.edge_records(blocks)?).with_columns(columns))
    }

    fn node_records(self, blocks: &[&[u8]; NODE_BLOCKS]) -> Result<Vec<NodeRecord>, Damage> {
        let [ids, kinds, labels, x, y, radii, colors] = *blocks;
        let count = self.head.nodes;
        let (colors, rest) = colors.as_chunks::<3>();
        if colors.len() != count || !rest.is_empty() {
            return Err(Damage::Length);
        }
        let texts = self.file.texts();
        let named = u32s(ids, count)?.zip(u32s(kinds, count)?).zip(u32s(labels, count)?);
        let looks = reals(x, count)?.zip(reals(y, count)?).zip(reals(radii, count)?).zip(colors);
        let records = named.zip(looks).map(|(((id, kind), label), (((x, y), radius), color))| {
            if !is_place(x) || !is_place(y) || !is_radius(radius) {
                return Err(Damage::Value);
            }
            Ok(NodeRecord {
                id: texts.must(id)?,
                kind: self.kind(kind)?,
                label: texts.must(label)?,
                position: [x, y],
                radius,
                color: *color,
            })
        });
        collected(count, records)
    }

    fn edge_records(self, blocks: &[&[u8]; EDGE_BLOCKS]) -> Result<Vec<EdgeRecord>, Damage> {
        let [sources, targets, relations, weights] = *blocks;
        let count = self.head.edges;
        let known: Vec<Option<Relation>> = self
            .head
            .relations
            .iter()
            .map(|name| Relation::ALL.into_iter().find(|relation| relation.name() == name))
            .collect();
        if relations.len() != count {
            return Err(Damage::Length);
        }
        let ends = u32s(sources, count)?.zip(u32s(targets, count)?);
        let told = relations.iter().zip(reals(weights, count)?);
        let record = |((source, target), (&relation, weight)): ((u32, u32), (&u8, f64))| {
            let relation = known.get(usize::from(relation)).copied().flatten().ok_or(Damage::Value)?;
            let (source, target) = (self.row(source)?, self.row(target)?);
            if source == target || !is_weight(weight) {
                return Err(Damage::Value);
            }
            Ok(EdgeRecord { source, target, relation, weight })
        };
        collected(count, ends.zip(told).map(record))
    }

    fn mention_table(self, blocks: &[&[u8]; MENTION_BLOCKS]) -> Result<MentionTable, Damage> {
        let texts = self.file.texts();
        let absent = u32s(blocks[MENTION_BLOCKS - 1], self.head.absent)?.map(|id| texts.must(id));
        let absent: TiVec<AbsentRow, Text> = absent.collect::<Result<_, _>>()?;
        let (count, half) = (self.head.mentions, self.head.mentions / 2);
        let (first, second) =
            parallel::join(|| self.mentions(blocks, 0..half), || self.mentions(blocks, half..count));
        let mut mentions = first?;
        mentions.append(&mut second?);
        Ok(MentionTable::new(mentions, absent))
    }

    /// Some of the mentions, in a vector with room for those behind them too.
    fn mentions(
        self,
        blocks: &[&[u8]; MENTION_BLOCKS],
        rows: Range<usize>,
    ) -> Result<Vec<MentionRecord>, Damage> {
        let [
            articles,
            copies,
            repeats,
            entities,
            paths,
            lines,
            kinds,
            names,
            descriptions,
            relevancies,
            counts,
            attributes,
            certainties,
            days,
            precisions,
            categories,
            _absent,
        ] = *blocks;
        let count = self.head.mentions;
        if precisions.len() != count {
            return Err(Damage::Length);
        }
        let texts = self.file.texts();
        let start = rows.start;
        let mut nodes = u32s(articles, count)?.zip(u32s(entities, count)?).skip(start);
        let mut other_nodes = u32s(copies, count)?.zip(u32s(repeats, count)?).skip(start);
        let mut places = u32s(paths, count)?.zip(u32s(lines, count)?).skip(start);
        let said = u32s(kinds, count)?.zip(u32s(names, count)?).zip(u32s(descriptions, count)?);
        let mut said = said.skip(start);
        let mut numbers = optional(relevancies, count)?.zip(reals(certainties, count)?).skip(start);
        let mut attributes = Attributes::from(counts, attributes, count, start)?;
        let mut when = dates(days, count)?.zip(precisions).skip(start);
        let mut categories = u32s(categories, count)?.skip(start);
        let mut next = || {
            let (article, entity) = nodes.next().ok_or(Damage::Length)?;
            let (copy_of, repeated) = other_nodes.next().ok_or(Damage::Length)?;
            let (path, line) = places.next().ok_or(Damage::Length)?;
            let ((kind, name), description) = said.next().ok_or(Damage::Length)?;
            let (relevancy, certainty) = numbers.next().ok_or(Damage::Length)?;
            let (date, precision) = when.next().ok_or(Damage::Length)?;
            Ok(MentionRecord {
                article: self.node(article)?.ok_or(Damage::Value)?,
                copy_of: self.node(copy_of)?,
                repeats: self.node(repeated)?,
                path: texts.must(path)?,
                line,
                kind: self.kind(kind)?,
                name: texts.must(name)?,
                description: texts.maybe(description)?,
                relevancy: relevancy.map(f64::from_le_bytes),
                attributes: attributes.next(&texts)?,
                entity: self.node(entity)?.ok_or(Damage::Value)?,
                certainty,
                date: date?,
                precision: self.precision(*precision)?,
                category: texts.maybe(categories.next().ok_or(Damage::Length)?)?,
            })
        };
        collected(count - start, rows.map(|_| next()))
    }

    fn kind(self, number: u32) -> Result<KindId, Damage> {
        let kind = KindId::new(number);
        let is_known = self.head.header.schema.kinds.len() > usize::from(kind);
        is_known.then_some(kind).ok_or(Damage::Value)
    }

    fn row(self, number: u32) -> Result<NodeRow, Damage> {
        let row = NodeRow::new(number);
        (usize::from(row) < self.head.nodes).then_some(row).ok_or(Damage::Value)
    }

    fn node(self, number: u32) -> Result<Option<NodeRef>, Damage> {
        let Some(number) = unshifted(number) else { return Ok(None) };
        if number & ABSENT == 0 {
            return Ok(Some(NodeRef::Row(self.row(number)?)));
        }
        let row = AbsentRow::new(number & !ABSENT);
        (usize::from(row) < self.head.absent).then_some(Some(NodeRef::Absent(row))).ok_or(Damage::Value)
    }

    fn precision(self, number: u8) -> Result<Precision, Damage> {
        let word = self.head.precisions.get(usize::from(number)).ok_or(Damage::Value)?;
        Precision::ALL.into_iter().find(|precision| precision.name() == word).ok_or(Damage::Value)
    }
}

/// The further columns of mentions, one mention after the other.
struct Attributes<C, T> {
    counts: C,
    texts: T,
}

impl Attributes<(), ()> {
    /// Those of the mentions from `start` on.
    fn from<'a>(
        counts: &'a [u8],
        texts: &'a [u8],
        mentions: usize,
        start: usize,
    ) -> Result<Attributes<impl Iterator<Item = u32> + use<'a>, impl Iterator<Item = u32> + use<'a>>, Damage>
    {
        let counts = u32s(counts, mentions)?;
        let before: u64 = counts.clone().take(start).map(u64::from).sum();
        let before = usize::try_from(2 * before).map_err(|_| Damage::Length)?;
        let texts = u32s(texts, texts.len() / 4)?.skip(before);
        Ok(Attributes { counts: counts.skip(start), texts })
    }
}

impl<C: Iterator<Item = u32>, T: Iterator<Item = u32>> Attributes<C, T> {
    fn next(&mut self, all: &Texts<'_>) -> Result<RowAttributes, Damage> {
        let count = self.counts.next().ok_or(Damage::Length)?;
        let mut must = || all.must(self.texts.next().ok_or(Damage::Length)?);
        (0..count).map(|_| Ok((must()?, must()?))).collect()
    }
}
