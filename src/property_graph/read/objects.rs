//! Mentions as they stand in files of version 1: an object each, which names nodes by id.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::Mentions;
use super::numbering::{Numbering, precision};
use super::place::{Checked, fault};
use crate::parse::{KindId, Precision, Schema};
use crate::property_graph::limits::is_day;
use crate::property_graph::{MentionRecord, MentionTable, NodeTable};
use crate::shared_text::Text;

/// One mention with its nodes and kind by name.
#[derive(Deserialize)]
pub(super) struct WrittenMention<'a> {
    #[serde(borrow)]
    article: Cow<'a, str>,
    #[serde(borrow, default)]
    copy_of: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    repeats: Option<Cow<'a, str>>,
    path: Text,
    line: u32,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    name: Text,
    #[serde(default)]
    description: Option<Text>,
    #[serde(default)]
    relevancy: Option<f64>,
    #[serde(default)]
    attributes: BTreeMap<Text, Text>,
    #[serde(borrow)]
    entity: Cow<'a, str>,
    #[serde(default = "sure")]
    certainty: f64,
    #[serde(default)]
    date: Option<Date>,
    #[serde(borrow, default)]
    date_precision: Option<Cow<'a, str>>,
    #[serde(default)]
    category: Option<Text>,
}

/// The certainty of a mention that tells none.
fn sure() -> f64 {
    1.0
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
