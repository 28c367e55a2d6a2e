//! `groups`: which rows of a list of names are one thing, and how sure that is.

use std::collections::BTreeMap;

use crate::parse::{Corpus, MentionId};
use crate::report::{Cell, Field, Table};
use crate::resolve::{EntityId, Resolution};

static FIELDS: &[Field] = &[
    Field::new("row"),
    Field::new("name"),
    Field::new("group"),
    Field::new("label"),
    Field::new("rows"),
    Field::new("probability"),
    Field::new("weakest_probability"),
    Field::wrap("reasons"),
];

/// One row a name, in the order of the list and counted from 0: the number of its group (from 1, in the order of first rows), what the group
/// is called, how many rows it has, how sure it is that the name is what the label names, and for groups of several
/// names the probability of its least sure pair with what speaks most for that pair. A row without a name is in no group.
/// O(names).
///
/// ```
/// use portent::{Corpus, query};
/// use portent::report::Cell;
/// use portent::resolve::{ResolveOptions, resolve};
///
/// let corpus = Corpus::of_names([("Solar Power", None), ("Deepfakes", None), ("solar power", None)]);
/// let table = query::groups(&corpus, &resolve(&corpus, &ResolveOptions::default())?);
/// assert_eq!(table.cell(2, "group"), table.cell(0, "group"));
/// assert_eq!(table.cell(1, "group"), Some(&Cell::Integer(2)));
/// # Ok::<(), portent::Error>(())
/// ```
#[must_use]
pub fn groups(corpus: &Corpus, resolution: &Resolution) -> Table {
    let mut numbers: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut table = Table::new(FIELDS);
    for (row, article) in corpus.article_ids().enumerate() {
        let mentions = corpus.mentions_of(article);
        if mentions.start == mentions.end {
            let missing = (1..FIELDS.len()).map(|_| Cell::Missing);
            table.push(std::iter::once(Cell::count(row)).chain(missing).collect());
            continue;
        }
        let mention = mentions.start;
        let entity = resolution.entity_of[resolution.name_of[mention]];
        let next = numbers.len() + 1;
        let number = *numbers.entry(entity).or_insert(next);
        table.push(cells(corpus, resolution, row, mention, entity, number));
    }
    table.remarks.extend(resolution.remarks.iter().cloned());
    table
}

fn cells(
    corpus: &Corpus,
    resolution: &Resolution,
    row: usize,
    mention: MentionId,
    entity: EntityId,
    number: usize,
) -> Vec<Cell> {
    let group = &resolution.entities[entity];
    let name = resolution.name_of[mention];
    let rows = group.names.iter().map(|&name| resolution.names[name].mentions.len()).sum();
    let certainty = group.names.binary_search(&name).ok().and_then(|at| group.certainty.get(at));
    vec![
        Cell::count(row),
        Cell::text(&corpus.mentions[mention].name),
        Cell::count(number),
        Cell::text(&group.label),
        Cell::count(rows),
        Cell::real(certainty.copied().unwrap_or(1.0)),
        group.weakest.map_or(Cell::Missing, |weakest| Cell::real(weakest.2)),
        Cell::list(group.reasons.clone()),
    ]
}
