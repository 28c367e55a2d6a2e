//! What a briefing is made of: sections of statements, each with the rows of articles that it rests on.

/// The page to read first.
#[derive(Debug, Clone, PartialEq)]
pub struct Briefing {
    /// What it is about, as a heading.
    pub title: String,
    /// The time and the size of the archive, in one line.
    pub subtitle: String,
    /// Figures that stand out.
    pub figures: Vec<KeyFigure>,
    /// Sections that have something to say, in the order in which they are read.
    pub sections: Vec<Section>,
    /// The program and its version.
    pub generator: String,
}

/// A number that stands out, with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFigure {
    /// The number with its unit: `9 %`.
    pub value: String,
    /// What it counts.
    pub what: String,
}

/// One question and its answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What links lead to: `[a-z-]+`.
    pub id: &'static str,
    /// The heading.
    pub title: String,
    /// The answer in one sentence, for the top of the page.
    pub headline: Option<Sentence>,
    /// What stands above the statements.
    pub lead: Sentence,
    /// How they are found and counted, for the end of the section.
    pub method: Sentence,
    /// A picture.
    pub figure: Option<Figure>,
    /// The statements, in groups.
    pub parts: Vec<Part>,
}

/// Statements under one subheading.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The subheading; none where the section's heading says it.
    pub title: Option<String>,
    /// Whether their order is a ranking.
    pub ranked: bool,
    /// The statements.
    pub statements: Vec<Statement>,
}

/// Something that the archive says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statement {
    /// What is said.
    pub sentence: Sentence,
    /// What the foremost row says further, a line each.
    pub notes: Vec<Sentence>,
    /// Articles a period, from the first period of the archive to the last; empty where no date is known.
    pub history: Vec<u32>,
    /// The rows that say it, the foremost ones.
    pub sources: Vec<Source>,
    /// Articles that say it too and are not among the sources.
    pub more: usize,
}

/// A row of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of the row, where what it says does not tell what it speaks of.
    pub name: Option<String>,
    /// What the row says, cut short; none where it says no more than its name.
    pub said: Option<String>,
    /// Title of the article.
    pub title: String,
    /// Its own address, where it has one that may be clicked.
    pub link: Option<String>,
    /// `path:line`.
    pub place: String,
}

/// Text with the names in it marked, so that each writer can escape and set them in its way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence(pub Vec<Span>);

/// A run of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Our words.
    Words(String),
    /// The name that a statement is about.
    Subject(String),
    /// Another name.
    Name(String),
    /// What an article says, word for word.
    Quote(String),
}

impl Sentence {
    /// A sentence that begins with our words.
    #[must_use]
    pub fn of(words: impl Into<String>) -> Self {
        Self(vec![Span::Words(words.into())])
    }

    /// A sentence that begins with what it is about.
    #[must_use]
    pub fn about(subject: &str) -> Self {
        Self(vec![Span::Subject(tidy(subject))])
    }

    /// Goes on with our words.
    #[must_use]
    pub fn say(mut self, words: impl Into<String>) -> Self {
        self.0.push(Span::Words(words.into()));
        self
    }

    /// Goes on with a name that stands out.
    #[must_use]
    pub fn subject(mut self, name: &str) -> Self {
        self.0.push(Span::Subject(tidy(name)));
        self
    }

    /// Goes on with a name.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        self.0.push(Span::Name(tidy(name)));
        self
    }

    /// Goes on with what an article says.
    #[must_use]
    pub fn quote(mut self, said: &str) -> Self {
        self.0.push(Span::Quote(one_line(said, QUOTE)));
        self
    }

    /// Goes on with names and what follows each: `A, B and C`.
    #[must_use]
    pub fn names<'a>(self, names: impl IntoIterator<Item = (String, &'a str, String)>) -> Self {
        self.each(names, Self::name)
    }

    /// The same with names that stand out.
    #[must_use]
    pub fn subjects<'a>(self, names: impl IntoIterator<Item = (String, &'a str, String)>) -> Self {
        self.each(names, Self::subject)
    }

    fn each<'a>(
        mut self,
        names: impl IntoIterator<Item = (String, &'a str, String)>,
        name: fn(Self, &str) -> Self,
    ) -> Self {
        let names: Vec<(String, &str, String)> = names.into_iter().collect();
        let last = names.len().saturating_sub(1);
        for (at, (before, named, after)) in names.into_iter().enumerate() {
            let joint = match at {
                0 => "",
                _ if at == last => " and ",
                _ => ", ",
            };
            self = name(self.say(format!("{joint}{before}")), named).say(after);
        }
        self
    }

    /// The sentence without marks.
    #[must_use]
    pub fn text(&self) -> String {
        let text = |span: &Span| match span {
            Span::Words(text) | Span::Subject(text) | Span::Name(text) => text.clone(),
            Span::Quote(text) => format!("“{text}”"),
        };
        self.0.iter().map(text).collect()
    }
}

/// A small picture beside the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// Counts over time as columns.
    Columns(Columns),
    /// Clusters as circles, their bridges as lines.
    Diagram(Diagram),
}

/// Counts over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// What is counted.
    pub caption: String,
    /// One count a period, none left out.
    pub counts: Vec<u32>,
    /// Names of the first and the last period.
    pub ends: [String; 2],
}

/// Clusters by how they are tied.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    /// How to read it.
    pub caption: String,
    /// The clusters, the largest first: circle n is statement n.
    pub circles: Vec<Circle>,
    /// Bridges as places of two circles and a weight over that of the strongest, in (0, 1].
    pub bridges: Vec<([usize; 2], f64)>,
    /// The least and the greatest share of ties inside, in words.
    pub ends: [String; 2],
}

/// A cluster of a diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct Circle {
    /// The number that the list gives it.
    pub number: usize,
    /// Its label.
    pub label: String,
    /// Ties to other clusters and the share of ties inside, from 0 for the least of all circles to 1 for the greatest.
    pub at: [f64; 2],
    /// Its size over that of the largest, in (0, 1].
    pub size: f64,
}

/// The most characters of a name.
const NAME: usize = 90;

/// The most characters of a quotation.
const QUOTE: usize = 220;

/// A name on one line, cut where it is very long.
pub(super) fn tidy(name: &str) -> String {
    one_line(name, NAME)
}

fn one_line(text: &str, limit: usize) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    crate::picture::canvas::shorten(&words.join(" "), limit)
}
