//! A question in words, and questions as a table.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Question;
use super::rank::Doubt;
use crate::parse::MentionId;
use crate::report::{Cell, Field, Table};
use crate::resolve::decisions::Writer;
use crate::resolve::{NameId, Resolver};
use crate::shared_text::Text;

/// Mentions that are shown of either side.
const EVIDENCE: usize = 3;
/// Mentions among which those are chosen.
const LOOKED_AT: usize = 64;
/// Further names of a group that are told.
const OTHERS: usize = 6;

/// One side of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The name, in its most usual writing.
    pub label: String,
    /// What a line of a decisions file calls it: the name, or the place of its only mention.
    pub column: String,
    /// Names of its group.
    pub names: usize,
    /// Mentions of its group.
    pub mentions: usize,
    /// Further names of its group, those with most mentions first, at most six.
    pub others: Vec<String>,
    /// At most three mentions of its group, those of the name and those with a description first.
    pub evidence: Vec<Evidence>,
}

/// A mention, and what is said there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// `path:line`.
    pub place: String,
    /// The name as written there.
    pub name: String,
    /// The description, where there is one.
    pub description: Option<String>,
}

pub(super) fn question(resolver: &Resolver<'_>, writer: &Writer<'_>, doubt: &Doubt) -> Question {
    let resolution = resolver.resolution();
    let kind = resolution.names[doubt.names[0]].kind;
    let side = |at: usize| side(resolver, writer, doubt.names[at], &doubt.groups[at]);
    Question {
        names: doubt.names,
        kind: resolver.corpus.kind_name(kind).to_owned(),
        together: doubt.together,
        probability: doubt.probability,
        wrong: doubt.wrong,
        stake: doubt.stake,
        sides: [side(0), side(1)],
        why: resolver.in_words(doubt.names),
    }
}

fn side(resolver: &Resolver<'_>, writer: &Writer<'_>, name: NameId, group: &[NameId]) -> Side {
    let resolution = resolver.resolution();
    let uses = |id: NameId| resolution.names[id].mentions.len();
    let mut others: Vec<NameId> = group.iter().copied().filter(|&id| id != name).collect();
    others.sort_by_key(|&id| (Reverse(uses(id)), id));
    let label = |id: &NameId| resolution.names[*id].label.clone();
    Side {
        label: label(&name),
        column: writer.column(name).unwrap_or_default(),
        names: group.len(),
        mentions: group.iter().map(|&id| uses(id)).sum(),
        evidence: evidence(resolver, std::iter::once(name).chain(others.iter().copied())),
        others: others.iter().take(OTHERS).map(label).collect(),
    }
}

/// What tells most: described before bare, mentions of the name before those of the others, each article and each text
/// once while there are more.
fn evidence(resolver: &Resolver<'_>, names: impl Iterator<Item = NameId>) -> Vec<Evidence> {
    let corpus = resolver.corpus;
    let mentions = names.flat_map(|id| resolver.resolution().names[id].mentions.iter().copied());
    let (mut articles, mut texts) = (BTreeSet::new(), BTreeSet::new());
    let mut tells_less = |id: MentionId| {
        let mention = &corpus.mentions[id];
        let text = mention.description.as_deref();
        let is_new = [articles.insert(mention.article), text.is_none_or(|text| texts.insert(text))];
        (!is_new.iter().all(|&is_new| is_new), text.is_none())
    };
    let mut ordered: Vec<_> = mentions.take(LOOKED_AT).map(|id| (tells_less(id), id)).collect();
    ordered.sort_by_key(|&(less, _)| less);
    let shown = ordered.into_iter().take(EVIDENCE).map(|(_, id)| {
        let mention = &corpus.mentions[id];
        let (place, name) = (corpus.place_of(mention), mention.name.to_string());
        Evidence { place, name, description: mention.description.as_ref().map(Text::to_string) }
    });
    shown.collect()
}

static FIELDS: &[Field] = &[
    Field::new("kind"),
    Field::wrap("name_a"),
    Field::wrap("name_b"),
    Field::new("now"),
    Field::new("probability"),
    Field::new("wrong"),
    Field::new("stake"),
    Field::new("mentions_a"),
    Field::new("mentions_b"),
    Field::below("others_a"),
    Field::below("others_b"),
    Field::below("why"),
    Field::data("evidence_a"),
    Field::data("evidence_b"),
];

/// The questions as a table: `name_a` and `name_b` are what a decisions file calls them, `now` is `same` or `different`.
#[must_use]
pub fn listed(questions: &[Question]) -> Table {
    let mut table = Table::new(FIELDS);
    for question in questions {
        let [a, b] = &question.sides;
        table.push(vec![
            Cell::text(&question.kind),
            Cell::text(&a.column),
            Cell::text(&b.column),
            Cell::text(if question.together { "same" } else { "different" }),
            Cell::real(question.probability),
            Cell::real(question.wrong),
            Cell::real(question.stake),
            Cell::count(a.mentions),
            Cell::count(b.mentions),
            Cell::list(a.others.clone()),
            Cell::list(b.others.clone()),
            Cell::text(&question.why),
            mentions(&a.evidence),
            mentions(&b.evidence),
        ]);
    }
    table
}

fn mentions(evidence: &[Evidence]) -> Cell {
    let mut table = Table::new(&[Field::new("name"), Field::aside("where"), Field::aside("description")]);
    for mention in evidence {
        table.push(vec![
            Cell::text(&mention.name),
            Cell::text(&mention.place),
            mention.description.clone().map_or(Cell::Missing, Cell::text),
        ]);
    }
    Cell::table(table)
}
