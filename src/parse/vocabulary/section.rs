//! Which heading makes which kind, and which column is what: the one table of the input's shape.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::parse::vocabulary::keys::{self, KeyMeaning, same_key};
use portent_graph::index::TiVec;

/// So many kinds a schema may hold.
const MOST_KINDS: usize = 256;

portent_graph::index_type! {
    /// Index of a kind in [`Schema::kinds`].
    #[derive(Serialize, Deserialize)]
    pub struct KindId;
}

impl KindId {
    /// `signal`
    pub const SIGNAL: Self = Self::new(0);
    /// `concern`
    pub const CONCERN: Self = Self::new(1);
    /// `behavior`
    pub const BEHAVIOR: Self = Self::new(2);
    /// `technology`
    pub const TECHNOLOGY: Self = Self::new(3);
    /// `issue`
    pub const ISSUE: Self = Self::new(4);
    /// `keyword`
    pub const KEYWORD: Self = Self::new(5);
    /// `theme`
    pub const THEME: Self = Self::new(6);
    /// `article`
    pub const ARTICLE: Self = Self::new(7);
    /// `edition`
    pub const EDITION: Self = Self::new(8);

    /// Whether mentions speak of nodes of this kind: all kinds but articles and editions, which are sources.
    #[must_use]
    pub fn is_entity(self) -> bool {
        self != Self::ARTICLE && self != Self::EDITION
    }
}

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A table; each row is a mention.
    Table,
    /// A list; each bullet is a mention (a tag).
    Bullets,
}

/// One kind of node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindSpec {
    /// Singular, lower case: the prefix of node ids.
    pub name: String,
    /// Plural, for headings.
    pub plural: String,
    /// Heading of the section that mentions this kind, as written in pages; empty for articles and editions.
    pub heading: String,
    /// How that section is written; `None` for articles and editions.
    pub form: Option<Form>,
    /// Fill color.
    pub color: [u8; 3],
    /// Shape name as Graphviz knows it, so that kind never rests on color alone.
    pub shape: String,
}

/// The kinds, headings and columns in force: [`KindId`] is an index into `kinds`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// The nine kinds of the usual page first, then those of the configuration.
    pub kinds: TiVec<KindId, KindSpec>,
    /// Further headings that mention a kind, as the configuration adds them; default none.
    #[serde(default)]
    pub headings: Vec<(String, KindId)>,
    /// Further column headers and the column that they mean (`name`, `description`, `relevancy`, `change`,
    /// `ten_year`, `driving_force` or any attribute's name), as the configuration adds them; default none.
    #[serde(default)]
    pub columns: Vec<(String, String)>,
    /// Further keys of heads and what they mean, as the configuration adds them; they count before the usual ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<(String, KeyMeaning)>,
}

/// What a section is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Its table or list makes mentions of this kind.
    Mentions(KindId),
    /// `* Category: x`, `* Type: y`.
    Other,
    /// Text.
    Summary,
    /// Links to other articles.
    Closest,
}

/// Headings beyond those of the kinds, and other spellings.
static SECTIONS: &[(&str, Section)] = &[
    ("Summary", Section::Summary),
    ("Other", Section::Other),
    ("Closest", Section::Closest),
    ("Behaviours", Section::Mentions(KindId::BEHAVIOR)),
    ("Behaviour", Section::Mentions(KindId::BEHAVIOR)),
    ("Tags", Section::Mentions(KindId::KEYWORD)),
];

/// Kind, plural, heading, form, color, shape.
type KindRow = (&'static str, &'static str, &'static str, Option<Form>, [u8; 3], &'static str);

/// The usual page: kind, plural, heading, form, color (Okabe and Ito 2008, with three Tol additions), shape.
static KINDS: &[KindRow] = &[
    ("signal", "signals", "Signals", Some(Form::Table), [0xE6, 0x9F, 0x00], "ellipse"),
    ("concern", "concerns", "Concerns", Some(Form::Table), [0xD5, 0x5E, 0x00], "triangle"),
    ("behavior", "behaviors", "Behaviors", Some(Form::Table), [0xCC, 0x79, 0xA7], "hexagon"),
    ("technology", "technologies", "Technologies", Some(Form::Table), [0x00, 0x72, 0xB2], "box"),
    ("issue", "issues", "Issues", Some(Form::Table), [0x00, 0x9E, 0x73], "diamond"),
    ("keyword", "keywords", "Keywords", Some(Form::Bullets), [0x56, 0xB4, 0xE9], "octagon"),
    ("theme", "themes", "Themes", Some(Form::Bullets), [0xF0, 0xE4, 0x42], "house"),
    ("article", "articles", "", None, [0x99, 0x99, 0x99], "note"),
    ("edition", "editions", "", None, [0x33, 0x33, 0x33], "folder"),
];

impl Default for Schema {
    fn default() -> Self {
        let kinds = KINDS
            .iter()
            .map(|&(name, plural, heading, form, color, shape)| KindSpec {
                name: name.into(),
                plural: plural.into(),
                heading: heading.into(),
                form,
                color,
                shape: shape.into(),
            })
            .collect();
        Self { kinds, headings: Vec::new(), columns: Vec::new(), keys: Vec::new() }
    }
}

impl Schema {
    /// The specification of a kind.
    ///
    /// # Panics
    /// Never for an id that this schema gave out.
    #[must_use]
    pub fn kind(&self, id: KindId) -> &KindSpec {
        &self.kinds[id]
    }

    /// The kinds that mentions speak of, in order.
    pub fn entity_kinds(&self) -> impl Iterator<Item = (KindId, &KindSpec)> {
        self.kinds.iter_enumerated().filter(|(kind, _)| kind.is_entity())
    }

    /// The kind of that name or plural, case ignored.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<KindId> {
        let wanted = name.to_lowercase();
        self.kinds.position(|kind| kind.name == wanted || kind.plural == wanted)
    }

    /// Whether mentions of this kind stand in tables (and not in bullets, nor nowhere).
    #[must_use]
    pub fn is_table(&self, id: KindId) -> bool {
        self.kind(id).form == Some(Form::Table)
    }

    /// What a section of that heading is read as. Case, spacing and punctuation are ignored (`10-year`
    /// equals `10 Year`), and the kinds are known by their heading, name and plural.
    #[must_use]
    pub fn section(&self, heading: &str) -> Option<Section> {
        let known = SECTIONS.iter().find(|(known, _)| same_word(known, heading)).map(|&(_, section)| section);
        known.or_else(|| self.kind_of_heading(heading).map(Section::Mentions))
    }

    /// What a key of a page's head means: as the configuration says, or else as it is usual. Case, spacing and
    /// punctuation are ignored.
    ///
    /// ```
    /// use portent::parse::{KeyMeaning, Schema};
    ///
    /// let mut schema = Schema::default();
    /// assert_eq!(schema.key("Date created"), KeyMeaning::Date);
    /// assert_eq!(schema.key("ring"), KeyMeaning::Attribute);
    /// schema.keys.push(("Ring".into(), KeyMeaning::Category));
    /// assert_eq!(schema.key("ring"), KeyMeaning::Category);
    /// ```
    #[must_use]
    pub fn key(&self, key: &str) -> KeyMeaning {
        self.ranked_key(key).1
    }

    /// As [`Self::key`], with the place among all keys: of several keys of one meaning the lower place counts.
    pub(in crate::parse) fn ranked_key(&self, key: &str) -> (u16, KeyMeaning) {
        let added = self.keys.iter().zip(0..).find(|((added, _), _)| same_key(added, key));
        if let Some(((_, meaning), place)) = added {
            return (place, meaning.clone());
        }
        let after = u16::try_from(self.keys.len()).unwrap_or(u16::MAX);
        match keys::known(key) {
            Some((place, meaning)) => (place.saturating_add(after), meaning.clone()),
            None => (u16::MAX, KeyMeaning::Attribute),
        }
    }

    fn kind_of_heading(&self, heading: &str) -> Option<KindId> {
        let added = self.headings.iter().find(|(added, _)| same_word(added, heading)).map(|&(_, kind)| kind);
        let names =
            |kind: &KindSpec| [&kind.heading, &kind.plural, &kind.name].iter().any(|n| same_word(n, heading));
        added.or_else(|| self.kinds.position(|kind| kind.form.is_some() && names(kind)))
    }

    /// Adds a kind and gives its id.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] where the name is empty or taken, or 256 kinds are there already.
    pub fn add_kind(&mut self, kind: KindSpec) -> Result<KindId, Error> {
        let refused = |reason: &str| Error::InvalidOption {
            field: format!("kind {:?}", kind.name).into(),
            reason: reason.into(),
        };
        if kind.name.is_empty() || self.kinds.iter().any(|known| known.name == kind.name) {
            return Err(refused("the name is empty or taken; choose another one"));
        }
        if self.kinds.len() == MOST_KINDS {
            return Err(refused("there are 256 kinds already"));
        }
        Ok(self.kinds.push_and_get_key(kind))
    }
}

/// Whether two headings or headers are equal but for case, spacing and punctuation.
pub(in crate::parse) fn same_word(a: &str, b: &str) -> bool {
    folded(a).eq(folded(b)) && folded(a).next().is_some()
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_any_case_spacing_and_number() {
        let schema = Schema::default();
        for heading in ["Signals", "SIGNAL", " signals: ", "**Signals**", "Signal s"] {
            assert_eq!(schema.section(heading), Some(Section::Mentions(KindId::SIGNAL)), "{heading}");
        }
        assert_eq!(schema.section("Behaviours"), Some(Section::Mentions(KindId::BEHAVIOR)));
        assert_eq!(schema.section("closest"), Some(Section::Closest));
        assert_eq!(schema.section("Article"), None);
        assert_eq!(schema.section("--"), None);
    }

    #[test]
    fn a_kind_of_the_configuration_has_its_heading() {
        let mut schema = Schema::default();
        let mut actor = schema.kind(KindId::SIGNAL).clone();
        (actor.name, actor.plural, actor.heading) = ("actor".into(), "actors".into(), "Who acts".into());
        let id = schema.add_kind(actor.clone()).expect("a free name");
        schema.headings.push(("Stakeholders".into(), id));
        assert_eq!(schema.section("who acts"), Some(Section::Mentions(id)));
        assert_eq!(schema.section("Stakeholders"), Some(Section::Mentions(id)));
        assert!(schema.add_kind(actor).is_err());
    }
}
