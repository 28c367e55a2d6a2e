//! Columns of what articles say of themselves under keys of their own: one column a key, so that every format and query
//! has them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::{NODE_COLUMNS, Parts};
use crate::columns::{Column, Values};
use crate::graph::Subject;
use crate::parse::Article;
use crate::remark::Remark;
use crate::shared_text::Text;

/// So many keys get a column of their own: wider tables serve nobody.
const MOST_COLUMNS: usize = 40;

/// The column of all other keys.
const OTHERS: &str = "attributes";

/// Longest name of a column, in characters.
const LONGEST_NAME: usize = 60;

/// Between the values of keys that share a column.
const JOINED: &str = "; ";

/// Attributes that have a place in the registry of columns.
const REGISTERED: &[&str] = &["author", "source", "language"];

/// Names that formats and programs take for something else: fields of every node, Gephi's own columns (GraphML and GEXF
/// importers), fields of Cytoscape and sigma.js, and what Graphviz draws by (`image` would open a file).
#[rustfmt::skip]
static RESERVED: &[&str] = &[
    "id", "kind", "label", "x", "y", "z", "size", "color", OTHERS,
    "nodelabel", "edgelabel", "xpos", "ypos", "zpos", "r", "g", "b", "weight", "interval", "timestamp", "timeset", "start", "end",
    "parent", "target", "name", "shared_name", "suid", "selected", "key", "hidden", "highlighted", "forcelabel", "zindex",
    "area", "class", "colorscheme", "comment", "distortion", "fillcolor", "fixedsize", "fontcolor", "fontname", "fontsize",
    "gradientangle", "group", "height", "href", "image", "imagepos", "imagescale", "labelloc", "layer", "margin", "nojustify",
    "ordering", "orientation", "penwidth", "peripheries", "pin", "pos", "rank", "rects", "regular", "root", "samplepoints",
    "shape", "shapefile", "showboxes", "sides", "skew", "sortv", "style", "tooltip", "url", "vertices", "viz", "width", "xlabel",
    "xlp", "node", "edge", "graph", "digraph", "subgraph", "strict",
];

/// The columns, the most frequent key first, and a remark where keys share one.
///
/// A column of whole or decimal numbers throughout is of that type. O(nodes + attributes log attributes).
pub(super) fn columns(parts: &Parts<'_>) -> (Vec<Column>, Option<Remark>) {
    let rows: Vec<BTreeMap<String, String>> = parts
        .view
        .nodes
        .iter()
        .map(|node| match node.subject {
            Subject::Article(id) => named(&parts.corpus.articles[id]),
            _ => BTreeMap::new(),
        })
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in rows.iter().flat_map(BTreeMap::keys) {
        *counts.entry(name).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|&(name, count)| (Reverse(count), name));
    let others: BTreeSet<&str> =
        names.split_off(names.len().min(MOST_COLUMNS)).into_iter().map(|(name, _)| name).collect();
    let mut columns: Vec<Column> = names.iter().map(|&(name, _)| column(&rows, name)).collect();
    let folded =
        (!others.is_empty()).then_some(Remark::AttributesShare { keys: others.len(), columns: MOST_COLUMNS });
    if folded.is_some() {
        let list = |row: &BTreeMap<String, String>| {
            let rest = row.iter().filter(|(name, _)| others.contains(name.as_str()));
            rest.map(|(name, value)| format!("{name}: {value}")).collect()
        };
        columns.push(Column::new(OTHERS, Values::List(rows.iter().map(list).collect())));
    }
    (columns, folded)
}

/// The attributes of an article under the names of their columns.
fn named(article: &Article) -> BTreeMap<String, String> {
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    for (key, value) in article.attributes.iter().filter(|(key, _)| !REGISTERED.contains(&key.as_str())) {
        let own = named.entry(column_name(key)).or_default();
        if !own.is_empty() {
            own.push_str(JOINED);
        }
        own.push_str(value);
    }
    named
}

fn column(rows: &[BTreeMap<String, String>], name: &str) -> Column {
    let texts = || rows.iter().map(|row| row.get(name));
    let values = if let Some(numbers) = all(texts(), integer) {
        Values::Integer(numbers)
    } else if let Some(numbers) = all(texts(), decimal) {
        Values::Real(numbers)
    } else {
        Values::Text(texts().map(|text| text.map(Text::from)).collect())
    };
    Column::new(name, values)
}

/// All values, where each text is one.
fn all<'t, T>(
    texts: impl Iterator<Item = Option<&'t String>>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<Vec<Option<T>>> {
    texts.map(|text| text.map_or(Some(None), |text| read(text).map(Some))).collect()
}

fn integer(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| number.to_string() == text)
}

/// A number as `-12.50`; `1e5`, `+1` and `007` stay text.
fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |text: &str| !text.is_empty() && text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = all_digits(whole) && all_digits(part) && (whole == "0" || !whole.starts_with('0'));
    text.parse().ok().filter(|_| plain)
}

/// The column that has what articles say of themselves under a key, unless keys share it.
pub(super) fn column_of(key: &str) -> String {
    if REGISTERED.contains(&key) { key.to_owned() } else { column_name(key) }
}

/// The name of a key's column: letters and digits of any script in lower case, `_` for the rest; `meta_` before one that
/// would begin with a digit, or that is the name of another column or of something else in a format.
fn column_name(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    for c in key.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() && is_name_char(c) {
            name.push(c);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    let name = name.trim_matches('_');
    let begins = name.starts_with(|c: char| c.is_alphabetic() && !('\u{300}'..='\u{36F}').contains(&c));
    let short = shortened(name);
    let taken = RESERVED.contains(&short) || NODE_COLUMNS.iter().any(|column| column.name == short);
    if begins && !taken { short.to_owned() } else { shortened(&format!("meta_{name}")).to_owned() }
}

/// As much of a name as a column may have; no `_` ends it.
fn shortened(name: &str) -> &str {
    let end = name.char_indices().nth(LONGEST_NAME).map_or(name.len(), |(end, _)| end);
    name[..end].trim_end_matches('_')
}

/// Whether a file may bring a column of that name: a registered one, or one that a key of articles could have made.
pub(super) fn is_column_name(name: &str) -> bool {
    name == OTHERS || NODE_COLUMNS.iter().any(|column| column.name == name) || column_name(name) == name
}

/// The letters and digits that names may hold in XML 1.0 and Turtle alike.
fn is_name_char(c: char) -> bool {
    matches!(c,
        '0'..='9' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    // T4: no column has a name that Graphviz follows.
    #[test]
    fn names_of_columns_are_legal_everywhere_and_taken_by_nothing_else() {
        for (key, name) in [
            ("Date Read", "date_read"),
            ("author.name", "author_name"),
            ("ring", "ring"),
            ("URL", "meta_url"),
            ("image", "meta_image"),
            ("id", "meta_id"),
            ("degree", "meta_degree"),
            ("2024", "meta_2024"),
            ("\u{1f600}", "meta"),
            ("المعرفة", "المعرفة"),
            ("作用 (x²)", "作用_x"),
            ("a\"<b>:c", "a_b_c"),
            ("__proto__", "proto"),
        ] {
            assert_eq!(column_name(key), name, "{key}");
        }
        assert_eq!(column_name(&"é".repeat(500)).chars().count(), LONGEST_NAME);
        assert_eq!(column_name(&format!("{} b", "a".repeat(59))), "a".repeat(59));
    }

    proptest::proptest! {
        /// A graph that is read back has the names that it was written with.
        #[test]
        fn a_name_of_a_column_is_its_own_name(key in "\\PC{0,8}|[ _9a\u{e9}]{50,70}") {
            proptest::prop_assert!(is_column_name(&column_name(&key)));
        }
    }

    #[test]
    fn numbers_are_numbers_where_nothing_of_them_is_lost() {
        let rows = |texts: &[&str]| -> Vec<BTreeMap<String, String>> {
            texts.iter().map(|text| BTreeMap::from([("a".to_owned(), (*text).to_owned())])).collect()
        };
        assert_eq!(
            column(&rows(&["1", "-20"]), "a").values,
            Values::Integer(vec![Some(1), Some(-20)]).into()
        );
        assert_eq!(
            column(&rows(&["1", "2.50"]), "a").values,
            Values::Real(vec![Some(1.0), Some(2.5)]).into()
        );
        for text in ["007", "1e5", "+1", "1.", "x", "99999999999999999999", "inf", "NaN"] {
            let values = column(&rows(&["1", text]), "a").values;
            assert_eq!(*values, Values::Text(vec![Some("1".into()), Some(text.into())]), "{text}");
        }
    }
}
