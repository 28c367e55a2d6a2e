//! What a head says, whatever it is written in: a key with its values, and the tree that parsers give before that.

use rustc_hash::FxHashMap;

use crate::diagnostic::Code;
use crate::parse::report::Report;
use crate::parse::text::line::{Line, Place};

/// Trees deeper than this are not read: no page needs more, and every walk over a tree is bounded by it.
pub(in crate::parse) const DEEPEST: usize = 32;

/// So many keys of one page are read; one more is reported.
const MOST_KEYS: usize = 1_000;

/// Keys within maps are not spelled out longer than this, in bytes: their values join those of the key above.
const LONGEST_PATH: usize = 200;

/// One text of a value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Value {
    pub(in crate::parse) text: String,
    pub(in crate::parse) place: Place,
}

/// How the values of an entry are written, which decides whether one text holds several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Written {
    /// As a list: each item is one value.
    List,
    /// As one text of YAML without quotes, where `tags: a b` is a list to Jekyll and Obsidian.
    Plain,
    /// As one text.
    Text,
}

/// A key with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Entry {
    /// As written; keys within a map stand behind those around it, with dots between (`author.name`).
    pub(in crate::parse) key: String,
    pub(in crate::parse) place: Place,
    pub(in crate::parse) values: Vec<Value>,
    pub(in crate::parse) written: Written,
}

/// Keys with their values, in the order of the page.
pub(in crate::parse) type Pairs = Vec<(Value, Node)>;

/// A parsed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Node {
    pub(in crate::parse) place: Place,
    pub(in crate::parse) data: Data,
}

/// What a parsed value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Data {
    /// Empty or null.
    Nothing,
    /// Text as it stands, perhaps several by the rules of its key.
    Plain(String),
    /// Text in quotes, a number, a day, a truth value.
    Text(String),
    List(Vec<Node>),
    Map(Pairs),
}

/// The entries of a map. A list of maps gives one entry a key, with the values of all its items; a key that stands
/// twice gives one entry, and `report` says so. Linear in the size of the tree but for the look-up of keys within one
/// map that is in a list.
pub(in crate::parse) fn entries(map: Pairs, lines: &[Line<'_>], report: &mut Report) -> Vec<Entry> {
    let mut found = Entries::default();
    for (key, node) in map {
        if found.place_of(&key.text).is_some() {
            report.at(
                Code::FrontMatter,
                lines,
                key.place,
                format!("the key {:?} stands twice", shown(&key.text)),
            );
        }
        found.add(&key.text, key.place, node, false);
    }
    if let Some(place) = found.beyond {
        let message = format!("a page of more than {MOST_KEYS} keys; the others are not read");
        report.at(Code::FrontMatterLimit, lines, place, message);
    }
    found.list
}

/// The words for nothing: those of YAML, and what Python writes.
pub(in crate::parse) fn is_null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL" | "nan" | "NaN" | ".nan" | ".NaN" | ".NAN" | "None")
}

/// A text cut for a message.
pub(in crate::parse) fn shown(text: &str) -> String {
    text.chars().take(60).collect()
}

#[derive(Default)]
struct Entries {
    list: Vec<Entry>,
    places: FxHashMap<String, usize>,
    /// Where the first key stands that is not read.
    beyond: Option<Place>,
}

impl Entries {
    fn place_of(&self, key: &str) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// Adds a node under a key. Recursion is as deep as the tree, which parsers keep under [`DEEPEST`].
    fn add(&mut self, key: &str, place: Place, node: Node, in_list: bool) {
        let Node { place: at, data } = node;
        match data {
            Data::Nothing => self.push(key, place, None, Written::Plain),
            Data::Plain(text) => {
                self.push(key, place, Some(Value { text, place: at }), written(in_list, Written::Plain))
            }
            Data::Text(text) => {
                self.push(key, place, Some(Value { text, place: at }), written(in_list, Written::Text))
            }
            Data::List(items) => {
                if items.is_empty() {
                    self.push(key, place, None, Written::List);
                }
                for item in items {
                    self.add(key, place, item, true);
                }
            }
            Data::Map(inner) => {
                if inner.is_empty() {
                    self.push(key, place, None, Written::Plain);
                }
                for (own, node) in inner {
                    if key.len() + own.text.len() < LONGEST_PATH {
                        self.add(&format!("{key}.{}", own.text), own.place, node, in_list);
                    } else {
                        self.add(key, own.place, node, in_list);
                    }
                }
            }
        }
    }

    fn push(&mut self, key: &str, place: Place, value: Option<Value>, written: Written) {
        if let Some(at) = self.place_of(key) {
            let entry = &mut self.list[at];
            entry.values.extend(value);
            entry.written = Written::List;
            return;
        }
        if self.list.len() == MOST_KEYS {
            self.beyond.get_or_insert(place);
            return;
        }
        self.places.insert(key.to_owned(), self.list.len());
        self.list.push(Entry { key: key.to_owned(), place, values: value.into_iter().collect(), written });
    }
}

fn written(in_list: bool, otherwise: Written) -> Written {
    if in_list { Written::List } else { otherwise }
}
