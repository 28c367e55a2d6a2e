//! Which heading makes which kind, and which column is what: the one table of the input's shape.

use serde::{Deserialize, Serialize};

/// Index of a kind in [`Schema::kinds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KindId(pub u8);

impl KindId {
    /// `signal`
    pub const SIGNAL: Self = Self(0);
    /// `concern`
    pub const CONCERN: Self = Self(1);
    /// `behavior`
    pub const BEHAVIOR: Self = Self(2);
    /// `technology`
    pub const TECHNOLOGY: Self = Self(3);
    /// `issue`
    pub const ISSUE: Self = Self(4);
    /// `keyword`
    pub const KEYWORD: Self = Self(5);
    /// `theme`
    pub const THEME: Self = Self(6);
    /// `article`
    pub const ARTICLE: Self = Self(7);
    /// `edition`
    pub const EDITION: Self = Self(8);
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
    /// Fill colour.
    pub color: [u8; 3],
    /// Shape name as Graphviz knows it, so that kind never rests on colour alone.
    pub shape: String,
}

/// The kinds in force: [`KindId`] is an index into `kinds`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// The nine kinds of the usual page first, then those of the configuration.
    pub kinds: Vec<KindSpec>,
}

/// The usual page: kind, plural, heading, form, colour (Okabe and Ito 2008, with three Tol additions), shape.
static KINDS: &[(&str, &str, &str, Option<Form>, [u8; 3], &str)] = &[
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
        Self { kinds }
    }
}

impl Schema {
    /// The specification of a kind.
    ///
    /// # Panics
    /// Never for an id that this schema gave out.
    #[must_use]
    pub fn kind(&self, id: KindId) -> &KindSpec {
        &self.kinds[usize::from(id.0)]
    }

    /// The kind of that name or plural, case ignored.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<KindId> {
        let wanted = name.to_lowercase();
        let at = self.kinds.iter().position(|kind| kind.name == wanted || kind.plural == wanted)?;
        u8::try_from(at).ok().map(KindId)
    }

    /// Whether mentions of this kind stand in tables (and not in bullets, nor nowhere).
    #[must_use]
    pub fn is_table(&self, id: KindId) -> bool {
        self.kind(id).form == Some(Form::Table)
    }
}
