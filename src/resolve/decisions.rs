//! The decisions file: what people said of pairs of names, replayed on every build.
//!
//! Tab-separated lines `verdict kind name_a name_b note`; `#` begins a comment line and a header is
//! allowed. The verdict is `same` or `different`. The kind is one kind, or two as `concern/issue`.
//! A name column may hold `path:line` instead: that one mention, parted from its equals. What looks like a place and
//! is none is a name.

mod joined;
mod places;
mod search;
mod write;

use std::collections::VecDeque;
use std::collections::btree_map::{BTreeMap, Entry};
use std::path::Path;

use crate::error::Error;
use crate::parse::{Corpus, KindId, MentionId, Schema};
use crate::position::column_of_cell;
use crate::remark::Remark;
use crate::resolve::language::normalize::normalize;
use crate::resolve::types::{Name, NameId};
pub(crate) use joined::Joined;
use places::Places;
use portent_graph::index::TiSlice;
use search::Search;

pub use write::{HEADER, Writer};

/// So many decisions that point to nothing are answered with what is nearest: each costs a look at all names.
const ANSWERED: usize = 20;
/// So many slashes between two kinds are looked at.
const MOST_SLASHES: usize = 8;

/// What a name column points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// All mentions with an equal name.
    Name(String),
    /// The mention at a line of an article; all mentions of the name where nothing stands there.
    At {
        /// Path of the article.
        path: String,
        /// Line, counted from 1.
        line: u32,
        /// The whole text as a name.
        name: String,
    },
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Line in the file, counted from 1.
    pub line: u32,
    /// One thing (or two).
    pub same: bool,
    /// Kind of either name.
    pub kinds: [KindId; 2],
    /// Either name.
    pub names: [Reference; 2],
    /// The columns as written, for remarks.
    pub written: [String; 2],
}

/// Decisions bound to the names of a corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decided {
    /// Names that are one thing, each group sorted, groups disjoint.
    pub together: Vec<Vec<NameId>>,
    /// Pairs decided same, as written and smaller name first, sorted.
    pub same: Vec<(NameId, NameId)>,
    /// Pairs decided different, smaller name first, sorted.
    pub different: Vec<(NameId, NameId)>,
    /// Decisions that point to nothing any more.
    pub remarks: Vec<Remark>,
}

impl Decided {
    /// Whether people decided that two names are one thing.
    pub(crate) fn is_same(&self, a: NameId, b: NameId) -> bool {
        self.same.binary_search(&(a.min(b), a.max(b))).is_ok()
    }

    /// Whether people decided that two names are two things.
    pub(crate) fn is_different(&self, a: NameId, b: NameId) -> bool {
        self.different.binary_search(&(a.min(b), a.max(b))).is_ok()
    }
}

/// Reads a decisions file.
///
/// # Errors
/// [`Error::Malformed`] with line, column and a hint: too few columns, an unknown verdict or kind, an empty name.
pub fn read(path: &Path, text: &str, schema: &Schema) -> Result<Vec<Decision>, Error> {
    let mut decisions = Vec::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let line = line.trim_end_matches('\r');
        let is_header = line.split('\t').next().is_some_and(|first| first.trim() == "verdict");
        if line.trim().is_empty() || line.starts_with('#') || is_header {
            continue;
        }
        let fault = |column, message, hint: &str| malformed(path, number, column, message, hint);
        decisions.push(
            read_line(number, line, schema)
                .map_err(|(column, message, hint)| fault(column, message, &hint))?,
        );
    }
    Ok(decisions)
}

fn malformed(path: &Path, line: u32, column: u32, message: String, hint: &str) -> Error {
    Error::Malformed { path: path.to_owned(), line, column, message, hint: Some(hint.to_owned()) }
}

type Fault = (u32, String, String);

fn read_line(number: u32, line: &str, schema: &Schema) -> Result<Decision, Fault> {
    let cells: Vec<&str> = line.split('\t').collect();
    let column = |cell: usize| column_of_cell(line, cell);
    if cells.len() < 4 {
        let message = format!("{} of at least 4 columns", cells.len());
        return Err((
            column(cells.len() - 1),
            message,
            "verdict, kind, name_a, name_b, note, parted by tabs".into(),
        ));
    }
    let same = match cells[0].trim() {
        "same" => true,
        "different" => false,
        other => return Err((1, format!("unknown verdict {other:?}"), "write same or different".into())),
    };
    let kinds = read_kinds(cells[1].trim(), schema).map_err(|(message, hint)| (column(1), message, hint))?;
    let name = |cell: usize| {
        let text = cells[cell].trim();
        if text.is_empty() {
            Err((column(cell), "empty name".into(), "give a name or path:line".into()))
        } else {
            Ok(text)
        }
    };
    let written = [name(2)?.to_owned(), name(3)?.to_owned()];
    let names = [reference(&written[0]), reference(&written[1])];
    if kinds[0] == kinds[1] && names[0] == names[1] {
        let hint = "equal names are one entity; to part a mention, give its path:line in a name column";
        return Err((column(3), "both columns name the same thing".into(), hint.into()));
    }
    Ok(Decision { line: number, same, kinds, names, written })
}

fn read_kinds(cell: &str, schema: &Schema) -> Result<[KindId; 2], (String, String)> {
    // A kind may hold a slash, so the whole cell comes first.
    if let Some(kind) = schema.find(cell) {
        return Ok([kind, kind]);
    }
    let pairs = cell.match_indices('/').take(MOST_SLASHES);
    let mut pairs = pairs.map(|(at, _)| [&cell[..at], &cell[at + 1..]]);
    let unknown = |name: &str| {
        let known: Vec<&str> = schema.entity_kinds().map(|(_, kind)| kind.name.as_str()).collect();
        (format!("unknown kind {:?}", name.trim()), format!("known kinds: {}", known.join(", ")))
    };
    let both = |[a, b]: [&str; 2]| Some([schema.find(a)?, schema.find(b)?]);
    pairs.clone().find_map(both).ok_or_else(|| match pairs.next() {
        Some([a, b]) => unknown(if schema.find(a).is_none() { a } else { b }),
        None => unknown(cell),
    })
}

/// `path:12` points to a mention; all else is a name.
fn reference(text: &str) -> Reference {
    let name = normalize(text);
    match places::split(text) {
        Some((path, line)) => Reference::At { path: path.to_owned(), line, name },
        None => Reference::Name(name),
    }
}

/// The mentions that decisions point to by `path:line`, sorted: each becomes a name of its own.
#[must_use]
pub fn split_mentions(decisions: &[Decision], corpus: &Corpus) -> Vec<MentionId> {
    let places = Places::new(corpus);
    let mut split: Vec<MentionId> = decisions
        .iter()
        .flat_map(|decision| decision.names.iter().zip(decision.kinds))
        .filter_map(|(name, kind)| match name {
            Reference::At { path, line, .. } => places.mention(path, *line, kind),
            Reference::Name(_) => None,
        })
        .collect();
    split.sort_unstable();
    split.dedup();
    split
}

/// Binds decisions to names. `same` is transitive.
///
/// # Errors
/// [`Error::Malformed`] where lines contradict each other, naming all of them.
pub fn bind(
    path: &Path,
    decisions: &[Decision],
    corpus: &Corpus,
    names: &TiSlice<NameId, Name>,
    name_of: &TiSlice<MentionId, NameId>,
) -> Result<Decided, Error> {
    let mut decided = Decided::default();
    let search = Search::new(corpus, names, name_of);
    let mut bound: Vec<(&Decision, NameId, NameId)> = Vec::new();
    for decision in decisions {
        let find = |side: usize| search.find(&decision.names[side], decision.kinds[side]);
        let missing = match (find(0), find(1)) {
            (Some(a), Some(b)) if a != b => {
                bound.push((decision, a.min(b), a.max(b)));
                continue;
            }
            (Some(_), Some(_)) => {
                decided.remarks.push(one_mention(path, decision));
                continue;
            }
            (None, _) => 0,
            (_, None) => 1,
        };
        let answered = decided.remarks.len() < ANSWERED;
        let near = if answered { search.nearest(decision, missing) } else { Vec::new() };
        decided.remarks.push(unknown_name(path, decision, missing, near));
    }
    let same: Vec<(u32, NameId, NameId)> =
        bound.iter().filter(|row| row.0.same).map(|row| (row.0.line, row.1, row.2)).collect();
    let pairs = || same.iter().map(|row| [row.1, row.2]);
    let mut joined = Joined::apart(pairs());
    pairs().for_each(|pair| joined.join(pair));
    for (decision, a, b) in bound.iter().filter(|row| !row.0.same) {
        if joined.are_one(*a, *b) {
            let lines = chain(&same, *a, *b).unwrap_or_default();
            return Err(contradiction(path, decision.line, &lines));
        }
        decided.different.push((*a, *b));
    }
    decided.same = same.iter().map(|row| (row.1, row.2)).collect();
    decided.same.sort_unstable();
    decided.same.dedup();
    decided.different.sort_unstable();
    decided.different.dedup();
    decided.together = joined.groups();
    Ok(decided)
}

fn one_mention(path: &Path, decision: &Decision) -> Remark {
    Remark::DecisionOfOneMention { path: path.to_owned(), line: decision.line }
}

fn unknown_name(path: &Path, decision: &Decision, side: usize, nearest: Vec<String>) -> Remark {
    let name = decision.written[side].clone();
    Remark::DecisionOfUnknownName { path: path.to_owned(), line: decision.line, name, nearest }
}

fn contradiction(path: &Path, different: u32, same: &[u32]) -> Error {
    let listed = same.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let (line, says) = if same.len() == 1 { ("line", "says") } else { ("lines", "together say") };
    let message = format!("decided different, but {line} {listed} {says} same");
    malformed(path, different, 1, message, "take one of these lines out")
}

/// The lines that join a to b by `same`, on a shortest way; `None` where there is none. O(n log n) in the lines.
fn chain(same: &[(u32, NameId, NameId)], a: NameId, b: NameId) -> Option<Vec<u32>> {
    let mut ways: BTreeMap<NameId, Vec<(u32, NameId)>> = BTreeMap::new();
    for &(line, x, y) in same {
        ways.entry(x).or_default().push((line, y));
        ways.entry(y).or_default().push((line, x));
    }
    // By which line each name was reached first, and from where.
    let mut reached: BTreeMap<NameId, Option<(u32, NameId)>> = BTreeMap::from([(a, None)]);
    let mut next = VecDeque::from([a]);
    while let Some(here) = next.pop_front() {
        for &(line, there) in ways.get(&here).into_iter().flatten() {
            if let Entry::Vacant(new) = reached.entry(there) {
                new.insert(Some((line, here)));
                next.push_back(there);
            }
        }
    }
    let mut lines = Vec::new();
    let mut at = *reached.get(&b)?;
    while let Some((line, before)) = at {
        lines.push(line);
        at = *reached.get(&before)?;
    }
    lines.reverse();
    Some(lines)
}

#[cfg(test)]
mod tests;
