//! Mentions as they stand in files of version 1: an object each, which names nodes by id.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Deserialize;

use super::Mentions;
use super::numbering::{Numbering, precision};
use super::place::{Checked, fault};
use crate::parse::{KindId, Precision, Schema};
use crate::property_graph::limits::is_day;
use crate::property_graph::{MentionRecord, MentionTable, NodeTable, RowAttributes};
use crate::shared_text::Text;

/// One mention with its nodes and kind by name.
#[derive(Deserialize)]
#[cfg_attr(test, derive(serde::Serialize))]
pub(super) struct WrittenMention<'a> {
    #[serde(borrow)]
    article: Cow<'a, str>,
    #[serde(borrow, default)]
    #[cfg_attr(test, serde(skip_serializing_if = "Option::is_none"))]
    copy_of: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    #[cfg_attr(test, serde(skip_serializing_if = "Option::is_none"))]
    repeats: Option<Cow<'a, str>>,
    path: Text,
    line: u32,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    name: Text,
    #[serde(default)]
    #[cfg_attr(test, serde(skip_serializing_if = "Option::is_none"))]
    description: Option<Text>,
    #[serde(default)]
    #[cfg_attr(test, serde(skip_serializing_if = "Option::is_none"))]
    relevancy: Option<f64>,
    #[serde(default)]
    #[cfg_attr(test, serde(skip_serializing_if = "RowAttributes::is_empty"))]
    attributes: RowAttributes,
    #[serde(borrow)]
    entity: Cow<'a, str>,
    #[serde(default = "sure")]
    #[cfg_attr(test, serde(skip_serializing_if = "is_sure"))]
    certainty: f64,
    #[serde(default)]
    #[cfg_attr(test, serde(skip_serializing_if = "Option::is_none"))]
    date: Option<Date>,
    #[serde(borrow, default)]
    #[cfg_attr(test, serde(skip_serializing_if = "Option::is_none"))]
    date_precision: Option<Cow<'a, str>>,
    #[serde(default)]
    #[cfg_attr(test, serde(skip_serializing_if = "Option::is_none"))]
    category: Option<Text>,
}

/// The certainty of a mention that tells none.
fn sure() -> f64 {
    1.0
}

#[cfg(test)]
fn is_sure(certainty: &f64) -> bool {
    *certainty == sure()
}

impl Mentions for Vec<WrittenMention<'_>> {
    /// All mentions, their ids as rows; what is no node of the file is numbered apart. O(mentions + nodes).
    fn table(self, nodes: &NodeTable, schema: &Schema) -> Checked<MentionTable> {
        mentions(self, nodes, schema)
    }
}

fn mentions(written: Vec<WrittenMention<'_>>, nodes: &NodeTable, schema: &Schema) -> Checked<MentionTable> {
    if written.is_empty() {
        return Ok(MentionTable::default());
    }
    let mut numbering = Numbering::new(nodes);
    let record = |mention: WrittenMention<'_>| {
        if let Some(day) = mention.date.filter(|day| !is_day(*day)) {
            return fault(format!("no format can write the date {day} of a mention"), &mention.name);
        }
        Ok(MentionRecord {
            kind: kind(schema, &mention.kind)?,
            article: numbering.of(&mention.article),
            copy_of: mention.copy_of.map(|id| numbering.of(&id)),
            repeats: mention.repeats.map(|id| numbering.of(&id)),
            entity: numbering.of(&mention.entity),
            certainty: mention.certainty,
            path: mention.path,
            line: mention.line,
            name: mention.name,
            description: mention.description,
            relevancy: mention.relevancy,
            attributes: mention.attributes,
            date: mention.date,
            precision: mention.date_precision.map_or(Precision::Day, |word| precision(&word)),
            category: mention.category,
        })
    };
    let records = written.into_iter().map(record).collect::<Checked<_>>()?;
    Ok(MentionTable::new(records, numbering.absent))
}

fn kind(schema: &Schema, name: &str) -> Checked<KindId> {
    match schema.find(name) {
        Some(kind) => Ok(kind),
        None => fault(format!("kind {name:?} of a mention is not among the kinds of the file"), name),
    }
}

/// A mention as serde writes it: what the writer is compared with.
#[cfg(test)]
pub(crate) fn written(graph: &crate::property_graph::PropertyGraph, mention: &MentionRecord) -> String {
    let written = WrittenMention {
        article: graph.id(mention.article).into(),
        copy_of: mention.copy_of.map(|node| graph.id(node).into()),
        repeats: mention.repeats.map(|node| graph.id(node).into()),
        path: mention.path.clone(),
        line: mention.line,
        kind: graph.header.schema.kind(mention.kind).name.as_str().into(),
        name: mention.name.clone(),
        description: mention.description.clone(),
        relevancy: mention.relevancy,
        attributes: mention.attributes.clone(),
        entity: graph.id(mention.entity).into(),
        certainty: mention.certainty,
        date: mention.date,
        date_precision: (mention.precision != Precision::Day).then(|| mention.precision.name().into()),
        category: mention.category.clone(),
    };
    serde_json::to_string(&written).expect("texts and numbers are JSON")
}
