//! What kinds are called where only plain ASCII is safe: in ids, file names, RDF classes and labels of Neo4j.
//!
//! A kind may have any name (`Actor`, `主体`, `risk & reward`). Its key is unique, never empty, and matches
//! `[a-z][a-z0-9-]*`; its class is the key in capitals (`emerging-risk` is `EmergingRisk`), unique as well.

use std::hash::Hash;

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::slug::{fold, hashed_slug, is_apostrophe, is_separator, slug};
use crate::parse::{KindId, Schema};
use portent_graph::index::TiVec;

/// Longest key, hash included.
const LONGEST: usize = 40;
/// Classes that files use for something else.
const TAKEN: &[&str] = &["Edge"];

/// The key of each kind, which begins the ids of its nodes.
///
/// Accents give way to their letters; where more is lost (`C++`, `主体`), a hash of the name is added, so that a key
/// does not depend on other kinds. Of two kinds that would share a key all the same (`risk factor`, `risk-factor`), the
/// later one gets a hash. O(text of the schema).
///
/// ```
/// use portent::graph::kind_key::keys;
/// use portent::parse::{KindId, Schema};
/// let mut schema = Schema::default();
/// let actor = schema.kind(KindId::SIGNAL).clone();
/// let spec = portent::parse::KindSpec { name: "Acteur clé".into(), plural: "Acteurs clés".into(), ..actor };
/// let id = schema.add_kind(spec).unwrap();
/// assert_eq!(keys(&schema)[id], "acteur-cle");
/// ```
#[must_use]
pub fn keys(schema: &Schema) -> TiVec<KindId, String> {
    let mut taken = FxHashSet::default();
    let plain = schema.kinds.iter().map(|kind| (plain_key(&kind.name), fold(&kind.name)));
    plain.map(|(key, name)| claim(&mut taken, &key, &name, |key| key.to_owned())).collect()
}

/// The class of each kind in RDF, and its label in Neo4j. O(text of the schema).
#[must_use]
pub fn classes(schema: &Schema) -> TiVec<KindId, String> {
    let mut taken: FxHashSet<String> = TAKEN.iter().map(|&class| class.to_owned()).collect();
    let named = keys(schema).into_iter().zip(&schema.kinds);
    named.map(|(key, kind)| claim(&mut taken, &key, &fold(&kind.name), class_of)).collect()
}

/// The key of a name that nothing else is like.
fn plain_key(name: &str) -> String {
    let slug = slug(name).0;
    let lost = name
        .nfkd()
        .any(|c| !(c.is_ascii_alphanumeric() || is_separator(c) || is_apostrophe(c) || is_combining_mark(c)));
    let starts_badly = !slug.starts_with(|c: char| c.is_ascii_lowercase());
    let slug = if starts_badly { format!("kind-{slug}") } else { slug };
    let slug = slug.trim_end_matches('-');
    if lost || slug == "kind" && starts_badly || slug.len() > LONGEST {
        hashed_slug(slug, &fold(name), LONGEST)
    } else {
        slug.to_owned()
    }
}

/// What `written` makes of the key, or of the key with a hash of the name where that is taken.
fn claim<T: Clone + Eq + Hash>(
    taken: &mut FxHashSet<T>,
    key: &str,
    name: &str,
    written: impl Fn(&str) -> T,
) -> T {
    let mut claimed = written(key);
    let mut attempt = 1;
    while !taken.insert(claimed.clone()) {
        let salt = if attempt == 1 { name.to_owned() } else { format!("{name}#{attempt}") };
        claimed = written(&hashed_slug(key, &salt, LONGEST));
        attempt += 1;
    }
    claimed
}

/// `emerging-risk` is `EmergingRisk`.
fn class_of(key: &str) -> String {
    let capitalized = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
    };
    key.split('-').map(capitalized).collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, classes, keys, plain_key};
    use crate::parse::{KindId, KindSpec, Schema};

    /// Names of kinds as people may write them, beside the usual nine.
    const NAMES: &[&str] = &[
        "Akteur:in",
        "\u{4e3b}\u{4f53}",
        "\u{410}\u{43a}\u{442}\u{43e}\u{440}",
        "Actor Class",
        "actor-class",
        "actorclass",
        "\u{1f680}",
        "\u{1f680}\u{1f680}",
        "C++",
        "C#",
        "C",
        "a1",
        "a-1",
        "edge",
        ":",
        "2nd order",
        "con",
        "a;b",
        "\u{645}\u{62e}\u{627}\u{637}\u{631}",
        "a name that goes on and on and on and on, without any end in sight",
    ];

    fn schema(names: &[&str]) -> Schema {
        let mut schema = Schema::default();
        for &name in names {
            let usual = schema.kind(KindId::SIGNAL).clone();
            let spec =
                KindSpec { name: name.into(), plural: format!("{name}*"), heading: name.into(), ..usual };
            schema.add_kind(spec).unwrap();
        }
        schema
    }

    #[test]
    fn keys_and_classes_are_plain_unique_and_never_empty() {
        let schema = schema(NAMES);
        let (keys, classes) = (keys(&schema).raw, classes(&schema).raw);
        for key in &keys {
            assert!(key.starts_with(|c: char| c.is_ascii_lowercase()), "{key}");
            assert!(key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{key}");
            assert!(key.len() <= LONGEST && !key.ends_with('-'), "{key}");
        }
        for class in &classes {
            assert!(class.starts_with(|c: char| c.is_ascii_uppercase()), "{class}");
            assert!(class.bytes().all(|b| b.is_ascii_alphanumeric()) && class != "Edge", "{class}");
        }
        for mut names in [keys, classes] {
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{names:?}");
        }
    }

    #[test]
    fn usual_kinds_are_called_by_their_names() {
        let usual = Schema::default();
        let names: Vec<String> = usual.kinds.iter().map(|kind| kind.name.clone()).collect();
        assert_eq!(keys(&usual).raw, names);
        assert_eq!(classes(&usual)[KindId::SIGNAL], "Signal");
    }

    #[test]
    fn a_key_follows_from_the_name_alone_in_any_unicode_form() {
        assert_eq!(plain_key("cl\u{e9}"), "cle");
        assert_eq!(plain_key("Actor Class"), "actor-class");
        assert_eq!(plain_key("Akteur:in"), "akteur-in");
        assert_eq!(plain_key("\u{439}"), plain_key("\u{438}\u{306}"));
        assert!(plain_key("\u{4e3b}\u{4f53}").starts_with("kind-"));
        let mut backwards = NAMES.to_vec();
        backwards.reverse();
        let key_of = |names: &[&str]| keys(&schema(names)).raw;
        assert_eq!(key_of(NAMES)[10], key_of(&backwards)[backwards.len() + 8 - 1]);
    }
}
