//! `names.parquet`: all that judging knows of each name.

use std::ops::Range;
use std::path::Path;

use super::table::{self, Column, Field, GROUP, Table, broken};
use crate::error::Error;
use crate::language::Language;
use crate::parse::{ArticleId, KindId};
use crate::resolve::NameId;
use crate::resolve::prepared::{Point, PreparedName, PreparedVectors, PreparedWord};

/// The columns, without rows. docs/parts.md says what each holds.
#[rustfmt::skip]
fn columns() -> Vec<Field> {
    vec![
        ("name", Column::Number(vec![])),
        ("kind", Column::Number(vec![])),
        ("normal", Column::Text(vec![])),
        ("label", Column::Text(vec![])),
        ("articles", Column::Numbers(vec![])),
        ("lists", Column::Numbers(vec![])),
        ("stems", Column::Numbers(vec![])),
        ("slots", Column::Numbers(vec![])),
        ("joints", Column::Numbers(vec![])),
        ("truncated", Column::Flag(vec![])),
        ("classes", Column::Number(vec![])),
        ("described", Column::Numbers(vec![])),
        ("described_weight", Column::Reals(vec![])),
        ("language", Column::Text(vec![])),
        ("formal", Column::Flag(vec![])),
        ("inflected", Column::Text(vec![])),
        ("vectors", Column::Bytes(vec![])),
        ("told", Column::Numbers(vec![])),
    ]
}

/// Writes the table of `count` names, which `prepare` gives a group at a time; gives the sum of its bytes.
///
/// # Errors
/// [`Error::Write`].
pub(super) fn write(
    path: &Path,
    count: usize,
    prepare: impl Fn(Range<usize>) -> Vec<PreparedName>,
) -> Result<u32, Error> {
    let groups = (0..count).step_by(GROUP).map(|start| {
        let names = start..count.min(start + GROUP);
        values(start, &prepare(names))
    });
    table::write(path, &columns(), groups, &[])
}

/// The columns of names from number `start` on.
fn values(start: usize, names: &[PreparedName]) -> Vec<Column> {
    let text = |of: &dyn Fn(&PreparedName) -> Option<String>| Column::Text(names.iter().map(of).collect());
    let number = |of: &dyn Fn(&PreparedName) -> u32| Column::Number(names.iter().map(of).collect());
    let flag = |of: &dyn Fn(&PreparedName) -> bool| Column::Flag(names.iter().map(of).collect());
    let numbers = |of: &dyn Fn(&PreparedName) -> Vec<u32>| Column::Numbers(names.iter().map(of).collect());
    let ids = |ids: &[ArticleId]| ids.iter().map(|id| id.get()).collect();
    let words = |name: &PreparedName, of: fn(&PreparedWord) -> u32| name.words.iter().map(of).collect();
    let weights = |name: &PreparedName| name.described.iter().map(|word| word.1).collect();
    let vectors = |name: &PreparedName| name.vectors.as_ref().map_or_else(Vec::new, bytes);
    vec![
        Column::Number((start..start + names.len()).map(|name| NameId::from(name).get()).collect()),
        number(&|name| name.kind.get()),
        text(&|name| Some(name.normal.clone())),
        text(&|name| Some(name.label.clone())),
        numbers(&|name| ids(&name.articles)),
        numbers(&|name| ids(&name.lists)),
        numbers(&|name| words(name, |word| word.stem)),
        numbers(&|name| words(name, |word| word.slot.into())),
        numbers(&|name| words(name, |word| word.joints.into())),
        flag(&|name| name.truncated),
        number(&|name| name.classes.into()),
        numbers(&|name| name.described.iter().map(|word| word.0).collect()),
        Column::Reals(names.iter().map(weights).collect()),
        text(&|name| Some(name.language.code().to_owned())),
        flag(&|name| name.formal),
        text(&|name| name.inflected.clone()),
        Column::Bytes(names.iter().map(vectors).collect()),
        numbers(&|name| name.told.clone()),
    ]
}

fn bytes(vectors: &PreparedVectors) -> Vec<u8> {
    let PreparedVectors { name, description, point, topic } = vectors;
    [name, description, point, topic].into_iter().flat_map(|point| point.to_bytes()).collect()
}

fn vectors(bytes: &[u8]) -> Option<Option<PreparedVectors>> {
    if bytes.is_empty() {
        return Some(None);
    }
    let mut points = bytes.chunks(Point::BYTES).map(Point::from_bytes);
    let mut next = || points.next().flatten();
    let vectors = PreparedVectors { name: next()?, description: next()?, point: next()?, topic: next()? };
    (bytes.len() == 4 * Point::BYTES).then_some(Some(vectors))
}

/// Reads the names that are `wanted` (sorted), in their order. One group of rows is in memory at a time.
///
/// # Errors
/// [`Error::Read`], [`Error::Malformed`].
pub(super) fn read(path: &Path, sum: u32, wanted: &[NameId]) -> Result<Vec<PreparedName>, Error> {
    let table = Table::open(path, Some(sum))?;
    let (like, mut found, mut start) = (columns(), Vec::with_capacity(wanted.len()), 0);
    let mut left = wanted.iter().map(|&name| usize::from(name)).peekable();
    for group in 0..table.groups() {
        let columns = table.group(group, &like)?;
        let rows = Rows::of(columns).ok_or_else(|| broken(path, "columns of other types"))?;
        while let Some(name) = left.next_if(|name| *name < start + rows.len()) {
            let row = rows.name(name - start);
            found.push(row.ok_or_else(|| broken(path, &format!("name {name} has values that no name has")))?);
        }
        start += rows.len();
    }
    match left.next() {
        Some(name) => Err(broken(path, &format!("has no name {name}"))),
        None => Ok(found),
    }
}

/// The columns of a group.
struct Rows {
    kinds: Vec<u32>,
    normals: Vec<Option<String>>,
    labels: Vec<Option<String>>,
    articles: Vec<Vec<u32>>,
    lists: Vec<Vec<u32>>,
    stems: Vec<Vec<u32>>,
    slots: Vec<Vec<u32>>,
    joints: Vec<Vec<u32>>,
    truncated: Vec<bool>,
    classes: Vec<u32>,
    described: Vec<Vec<u32>>,
    weights: Vec<Vec<f32>>,
    languages: Vec<Option<String>>,
    formal: Vec<bool>,
    inflected: Vec<Option<String>>,
    vectors: Vec<Vec<u8>>,
    told: Vec<Vec<u32>>,
}

impl Rows {
    fn of(columns: Vec<Column>) -> Option<Self> {
        use Column::{Bytes, Flag, Number, Numbers, Reals, Text};
        let columns: [Column; 18] = columns.try_into().ok()?;
        let [
            Number(_),
            Number(kinds),
            Text(normals),
            Text(labels),
            Numbers(articles),
            Numbers(lists),
            Numbers(stems),
            Numbers(slots),
            Numbers(joints),
            Flag(truncated),
            Number(classes),
            Numbers(described),
            Reals(weights),
            Text(languages),
            Flag(formal),
            Text(inflected),
            Bytes(vectors),
            Numbers(told),
        ] = columns
        else {
            return None;
        };
        Some(Self {
            kinds,
            normals,
            labels,
            articles,
            lists,
            stems,
            slots,
            joints,
            truncated,
            classes,
            described,
            weights,
            languages,
            formal,
            inflected,
            vectors,
            told,
        })
    }

    fn len(&self) -> usize {
        self.kinds.len()
    }

    fn name(&self, row: usize) -> Option<PreparedName> {
        let ids = |ids: &[u32]| ids.iter().map(|&id| ArticleId::new(id)).collect();
        let (stems, slots, joints) = (&self.stems[row], &self.slots[row], &self.joints[row]);
        let (described, weights) = (&self.described[row], &self.weights[row]);
        if stems.len() != slots.len() || stems.len() != joints.len() || described.len() != weights.len() {
            return None;
        }
        let words = stems.iter().zip(slots).zip(joints).map(|((&stem, &slot), &joints)| {
            Some(PreparedWord { stem, slot: slot.try_into().ok()?, joints: joints.try_into().ok()? })
        });
        Some(PreparedName {
            kind: KindId::new(self.kinds[row]),
            normal: self.normals[row].clone()?,
            label: self.labels[row].clone()?,
            articles: ids(&self.articles[row]),
            lists: ids(&self.lists[row]),
            words: words.collect::<Option<_>>()?,
            truncated: self.truncated[row],
            classes: self.classes[row].try_into().ok()?,
            described: described.iter().copied().zip(weights.iter().copied()).collect(),
            language: self.languages[row].as_deref().map(Language::from_code)?.unwrap_or_default(),
            formal: self.formal[row],
            inflected: self.inflected[row].clone(),
            vectors: vectors(&self.vectors[row])?,
            told: self.told[row].clone(),
        })
    }
}
