//! Which heading makes which kind, and which column is what: the one table of the input's shape.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::folding::folded;
use crate::parse::vocabulary::folders::{FolderMeaning, FolderPattern};
use crate::parse::vocabulary::keys::{self, KeyMeaning, same_key};
use crate::parse::vocabulary::words::{key, parts, spellings};
use crate::parse::vocabulary::{columns, headings};
use portent_graph::index::TiVec;

/// So many kinds a schema may hold.
const MOST_KINDS: usize = 256;
/// So many colons of a text are looked at as the end of a kind.
const MOST_COLONS: usize = 8;

/// A longer heading, in bytes, is a sentence.
const LONGEST_HEADING: usize = 200;

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
    /// The row or bullet of a section of no kind. Stands for the kind `item` in a
    /// [`ParsedMention`](crate::parse::ParsedMention) alone: no schema holds it, and a corpus with such mentions adds
    /// the kind under the next free number (`Schema::item_kind`).
    pub const ITEM: Self = Self::new(u32::MAX);
    /// Who wrote an article. Stands for the kind `person` in [`ParsedArticle::authors`](crate::parse::ParsedArticle)
    /// alone, as [`Self::ITEM`] does for its kind.
    pub const PERSON: Self = Self::new(u32::MAX - 1);

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
    /// Singular, in any script; ids begin with its [key](crate::graph::kind_key).
    pub name: String,
    /// Plural, for headings.
    pub plural: String,
    /// Heading of the section that mentions this kind, as written in pages; empty for articles and editions, and for
    /// kinds whose headings stand in [`Schema::headings`] alone.
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
    /// Further headings and what their sections are read as, as the configuration adds them; default none.
    #[serde(default)]
    pub headings: Vec<(String, Section)>,
    /// Further column headers and the column that they mean (`name`, `description`, `relevancy`, `change`,
    /// `ten_year`, `driving_force` or any attribute's name), as the configuration adds them; default none.
    #[serde(default)]
    pub columns: Vec<(String, String)>,
    /// Folders and what their names say of the articles in them, as the configuration adds them; default none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<(FolderPattern, FolderMeaning)>,
    /// Further keys of heads and what they mean, as the configuration adds them; they count before the usual ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<(String, KeyMeaning)>,
    /// Which part of an item is its name, by the heading of its list, as the configuration says; default none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<(String, ItemPattern)>,
}

/// Which part of a bullet or numbered item is its name; the rest describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemPattern {
    /// What begins the item: bold text, else the text of a link, else the first clause.
    #[default]
    Auto,
    /// The first bold text.
    Bold,
    /// The text of the first link.
    Link,
    /// The first clause, whatever its markup.
    Clause,
    /// All of it.
    Whole,
}

impl ItemPattern {
    /// All patterns, and the words that mean them.
    pub const WORDS: [(&str, Self); 5] = [
        ("auto", Self::Auto),
        ("bold", Self::Bold),
        ("link", Self::Link),
        ("clause", Self::Clause),
        ("whole", Self::Whole),
    ];
}

/// What a section is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "WrittenSection", into = "WrittenSection")]
pub enum Section {
    /// Its table or list makes mentions of this kind.
    Mentions(KindId),
    /// `* Category: x`, `* Type: y`.
    Other,
    /// Text.
    Summary,
    /// Links to other articles.
    Closest,
    /// Links and sources: no entities.
    Links,
    /// Left out, and counted.
    Ignore,
}

impl Section {
    /// The sections that mention no kind, and the words that mean them.
    pub const WORDS: [(&str, Self); 5] = [
        ("summary", Self::Summary),
        ("other", Self::Other),
        ("closest", Self::Closest),
        ("links", Self::Links),
        ("ignore", Self::Ignore),
    ];
}

/// A section in files: the number of the kind, or a word.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenSection {
    Mentions(KindId),
    Word(SectionWord),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SectionWord {
    Other,
    Summary,
    Closest,
    Links,
    Ignore,
}

impl From<WrittenSection> for Section {
    fn from(written: WrittenSection) -> Self {
        match written {
            WrittenSection::Mentions(kind) => Self::Mentions(kind),
            WrittenSection::Word(SectionWord::Other) => Self::Other,
            WrittenSection::Word(SectionWord::Summary) => Self::Summary,
            WrittenSection::Word(SectionWord::Closest) => Self::Closest,
            WrittenSection::Word(SectionWord::Ignore) => Self::Ignore,
            WrittenSection::Word(SectionWord::Links) => Self::Links,
        }
    }
}

impl From<Section> for WrittenSection {
    fn from(section: Section) -> Self {
        match section {
            Section::Mentions(kind) => Self::Mentions(kind),
            Section::Other => Self::Word(SectionWord::Other),
            Section::Summary => Self::Word(SectionWord::Summary),
            Section::Closest => Self::Word(SectionWord::Closest),
            Section::Ignore => Self::Word(SectionWord::Ignore),
            Section::Links => Self::Word(SectionWord::Links),
        }
    }
}

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

/// What stands in tables and lists under headings of no kind; in a schema only where an archive has such.
static ITEM: KindRow = ("item", "items", "", Some(Form::Table), [0x88, 0x22, 0x55], "ellipse");

/// Who wrote articles; in a schema only where an archive names people that tie articles together.
static PERSON: KindRow = ("person", "persons", "", Some(Form::Bullets), [0x33, 0x22, 0x88], "hexagon");

fn spec(&(name, plural, heading, form, color, shape): &KindRow) -> KindSpec {
    KindSpec {
        name: name.into(),
        plural: plural.into(),
        heading: heading.into(),
        form,
        color,
        shape: shape.into(),
    }
}

impl Default for Schema {
    fn default() -> Self {
        Self {
            kinds: KINDS.iter().map(spec).collect(),
            headings: Vec::new(),
            columns: Vec::new(),
            folders: Vec::new(),
            keys: Vec::new(),
            items: Vec::new(),
        }
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

    /// The kind of that name, or else of that plural, in any case and any Unicode form.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<KindId> {
        let wanted = folded(name);
        let by = |name_of: fn(&KindSpec) -> &str| {
            self.kinds.position(|kind| !wanted.is_empty() && folded(name_of(kind)) == wanted)
        };
        by(|kind| &kind.name).or_else(|| by(|kind| &kind.plural))
    }

    /// `concern:job displacement` as a kind and a name; so is `Akteur:in:Hafen`, since a kind may hold a colon. O(colons
    /// · kinds), of the first eight colons.
    #[must_use]
    pub fn split_kind<'a>(&self, text: &'a str) -> Option<(KindId, &'a str)> {
        let mut colons = text.match_indices(':').take(MOST_COLONS);
        colons.find_map(|(at, _)| Some((self.find(&text[..at])?, text[at + 1..].trim())))
    }

    /// What a word of the configuration means as a section: a kind by name or plural, `summary`, `other` or `closest`.
    #[must_use]
    pub fn find_section(&self, word: &str) -> Option<Section> {
        let wanted = folded(word);
        let named =
            || Section::WORDS.into_iter().find(|(word, _)| *word == wanted).map(|(_, section)| section);
        let kind = self.find(word).filter(|kind| kind.is_entity());
        kind.map(Section::Mentions).or_else(named)
    }

    /// Whether mentions of this kind stand in tables (and not in bullets, nor nowhere).
    #[must_use]
    pub fn is_table(&self, id: KindId) -> bool {
        id == KindId::ITEM || self.kind(id).form == Some(Form::Table)
    }

    /// What a section of that heading is read as: what the configuration says, then the kinds by heading, name and
    /// plural, then the headings built in, in eleven languages. Case, accents, spacing and punctuation are ignored, and
    /// numbers, emoji, attributes, counts and words such as `Key` or `of the week` around it. A heading that merely
    /// holds a known word is not known. O(headings of the configuration).
    #[must_use]
    pub fn section(&self, heading: &str) -> Option<Section> {
        if heading.len() > LONGEST_HEADING {
            return None;
        }
        let spelled = |heading: &str| {
            let exact = self.section_of(&key(heading));
            exact.or_else(|| spellings(heading).iter().find_map(|spelling| self.section_of(spelling)))
        };
        let kind = |part: &String| spelled(part).filter(|section| matches!(section, Section::Mentions(_)));
        spelled(heading).or_else(|| {
            let parts = parts(heading);
            parts.iter().all(|part| kind(part).is_some()).then(|| parts.first().and_then(kind)).flatten()
        })
    }

    /// What a heading with this key is read as.
    fn section_of(&self, wanted: &str) -> Option<Section> {
        if wanted.is_empty() {
            return None;
        }
        let kind = |from: usize, to: usize| {
            let named =
                |kind: &KindSpec| [&kind.heading, &kind.plural, &kind.name].iter().any(|n| key(n) == wanted);
            let mut kinds = self.kinds.iter_enumerated().take(to).skip(from);
            kinds.find(|(_, kind)| kind.form.is_some() && named(kind)).map(|(id, _)| Section::Mentions(id))
        };
        let added = self.headings.iter().find(|(added, _)| key(added) == wanted).map(|&(_, section)| section);
        let built_in = || headings::known(wanted).and_then(built_in);
        added.or_else(|| kind(KINDS.len(), MOST_KINDS)).or_else(built_in).or_else(|| kind(0, KINDS.len()))
    }

    /// Which part of an item under that heading is its name. O(patterns of the configuration).
    #[must_use]
    pub fn item_pattern(&self, heading: &str) -> ItemPattern {
        if self.items.is_empty() {
            return ItemPattern::Auto;
        }
        let wanted = key(heading);
        self.items
            .iter()
            .find(|(known, _)| key(known) == wanted)
            .map_or(ItemPattern::Auto, |&(_, pattern)| pattern)
    }

    /// The column that a header means, under its canonical name; what the configuration says comes first.
    /// O(columns of the configuration).
    pub(in crate::parse) fn column(&self, header: &str) -> Option<Cow<'static, str>> {
        let added = self.columns.iter().find(|(known, _)| same_word(known, header));
        let meant = |word: &str| columns::known(word).map(Cow::Borrowed);
        match added {
            Some((_, column)) => Some(meant(column).unwrap_or_else(|| Cow::Owned(column.clone()))),
            None => meant(header),
        }
    }

    /// The kind of what stands in tables and lists of no kind; added where it is not there yet.
    pub(in crate::parse) fn item_kind(&mut self) -> KindId {
        self.find(ITEM.0).unwrap_or_else(|| self.kinds.push_and_get_key(spec(&ITEM)))
    }

    /// The kind of people; added where it is not there yet.
    pub(crate) fn person_kind(&mut self) -> KindId {
        self.find(PERSON.0).unwrap_or_else(|| self.kinds.push_and_get_key(spec(&PERSON)))
    }

    /// The kind of people, where the archive has one: two of them are one only where their names are equal.
    #[must_use]
    pub fn person(&self) -> Option<KindId> {
        self.kinds.position(|kind| folded(&kind.name) == PERSON.0)
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

    /// Adds a kind and gives its id.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] where the name is empty, or taken as the name or plural of another kind in any case and
    /// Unicode form, or 256 kinds are there already.
    pub fn add_kind(&mut self, kind: KindSpec) -> Result<KindId, Error> {
        let refused =
            |reason: String| Error::InvalidOption { field: format!("kind {:?}", kind.name).into(), reason };
        let wanted = folded(&kind.name);
        if wanted.is_empty() {
            return Err(refused("the name is empty".into()));
        }
        if let Some(known) = self.kinds.iter().find(|known| folded(&known.name) == wanted) {
            let reason = if known.name == kind.name {
                "the name is taken; choose another one".into()
            } else {
                format!("the kind {:?} has this name but for case; choose another one", known.name)
            };
            return Err(refused(reason));
        }
        if let Some(known) = self.kinds.iter().find(|known| folded(&known.plural) == wanted) {
            return Err(refused(format!(
                "it is the plural of the kind {:?}; choose another one",
                known.name
            )));
        }
        if self.kinds.len() == MOST_KINDS {
            return Err(refused("there are 256 kinds already".into()));
        }
        Ok(self.kinds.push_and_get_key(kind))
    }
}

/// Whether a name is that of the kind of what stands in tables and lists of no kind.
pub(in crate::parse) fn same_kind_as_items(name: &str) -> bool {
    folded(name) == ITEM.0
}

/// The section that a word of the built-in headings means: the name of a kind, or one of [`Section::WORDS`].
fn built_in(word: &str) -> Option<Section> {
    let section = Section::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, section)| section);
    section.or_else(|| {
        KINDS.iter().position(|kind| kind.0 == word).map(|at| Section::Mentions(KindId::from(at)))
    })
}

/// Whether two headings or headers are equal but for case, Unicode form, accents, spacing and punctuation.
pub(in crate::parse) fn same_word(a: &str, b: &str) -> bool {
    let wanted = key(b);
    !wanted.is_empty() && key(a) == wanted
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
        schema.headings.push(("Stakeholders".into(), Section::Mentions(id)));
        assert_eq!(schema.section("who acts"), Some(Section::Mentions(id)));
        assert_eq!(schema.section("Stakeholders"), Some(Section::Mentions(id)));
        assert!(schema.add_kind(actor).is_err());
    }

    fn kind(name: &str, heading: &str) -> KindSpec {
        let usual = Schema::default().kind(KindId::SIGNAL).clone();
        KindSpec { name: name.into(), plural: format!("{name}s"), heading: heading.into(), ..usual }
    }

    #[test]
    fn kinds_are_found_in_any_case_and_unicode_form() {
        let mut schema = Schema::default();
        let id = schema.add_kind(kind("Stra\u{df}e cl\u{e9}", "Wege")).expect("a free name");
        for name in ["STRASSE CL\u{c9}", "stra\u{df}e cle\u{301}", " Stra\u{df}e  CL\u{c9}S "] {
            assert_eq!(schema.find(name), Some(id), "{name}");
        }
        assert_eq!(schema.find(""), None);
        let colon = schema.add_kind(kind("Akteur:in", "Wer")).expect("a free name");
        assert_eq!(schema.split_kind("akteur:IN: Hafen"), Some((colon, "Hafen")));
        assert_eq!(schema.split_kind("issue:A:B"), Some((KindId::ISSUE, "A:B")));
        assert_eq!(schema.split_kind("Apollo:13"), None);
        assert_eq!(schema.section("stra\u{df}e cle\u{301}"), Some(Section::Mentions(id)));
    }

    #[test]
    fn a_kind_named_like_another_is_refused_and_said_why() {
        let mut schema = Schema::default();
        schema.add_kind(kind("Actor", "Actors")).expect("a free name");
        let mut told = |name: &str| schema.add_kind(kind(name, "x")).unwrap_err().to_string();
        assert!(told("actor").contains("the kind \"Actor\" has this name but for case"), "{}", told("actor"));
        assert!(told("Actor").contains("the name is taken"));
        assert!(told("SIGNALS").contains("it is the plural of the kind \"signal\""));
        assert!(told(" ").contains("empty"));
    }

    #[test]
    fn headings_of_the_configuration_come_before_those_that_are_built_in() {
        let mut schema = Schema::default();
        schema.headings.push(("Other".into(), Section::Mentions(KindId::SIGNAL)));
        schema.headings.push(("Kurz gesagt".into(), Section::Summary));
        let label = schema.add_kind(kind("label", "Tags")).expect("a free name");
        assert_eq!(schema.section("other"), Some(Section::Mentions(KindId::SIGNAL)));
        assert_eq!(schema.section("KURZ GESAGT:"), Some(Section::Summary));
        assert_eq!(schema.section("Tags"), Some(Section::Mentions(label)));
        assert_eq!(schema.find_section("Summary"), Some(Section::Summary));
        assert_eq!(schema.find_section("Labels"), Some(Section::Mentions(label)));
        assert_eq!(schema.find_section("article"), None);
    }

    #[test]
    fn headings_are_written_and_read_back() {
        let mut schema = Schema::default();
        for section in [Section::Other, Section::Mentions(KindId::ISSUE), Section::Summary, Section::Closest]
        {
            schema.headings.push(("H".into(), section));
        }
        let json = serde_json::to_string(&schema).unwrap();
        assert!(json.contains(r#"[["H","other"],["H",4],["H","summary"],["H","closest"]]"#), "{json}");
        assert_eq!(serde_json::from_str::<Schema>(&json).unwrap(), schema);
    }
}
