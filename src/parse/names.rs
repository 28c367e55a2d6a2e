//! Names without articles, as a corpus: what a column of a table or a list of any program holds.

use crate::parse::{Article, ArticleId, Corpus, KindId, KindSpec, Mention, Schema};
use crate::shared_text::Text;

/// The kind of names that come without one.
const KIND: &str = "name";

impl Corpus {
    /// Names with what is said of each, row by row: each row is an article of its own, `row 1` and so on, whose one mention
    /// it is, so that nothing is known of two names but what they and their descriptions say. White space is folded; an
    /// empty name gives an article without a mention. O(length of the texts).
    ///
    /// ```
    /// use portent::Corpus;
    /// use portent::resolve::{ResolveOptions, resolve};
    ///
    /// let names = ["Large Language Models", "large language model", "", "Solar Power"];
    /// let corpus = Corpus::of_names(names.map(|name| (name, None)));
    /// assert_eq!((corpus.articles.len(), corpus.mentions.len()), (4, 3));
    /// let resolution = resolve(&corpus, &ResolveOptions::default())?;
    /// assert_eq!(resolution.entities.len(), 2);
    /// # Ok::<(), portent::Error>(())
    /// ```
    pub fn of_names<'a>(rows: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> Self {
        let mut corpus = Self::default();
        let kind = kind(&mut corpus.schema);
        for (name, description) in rows {
            let article = ArticleId::from(corpus.articles.len());
            let path = format!("row {}", corpus.articles.len() + 1);
            corpus.articles.push(Article { path, ..Article::default() });
            let name = folded(name);
            if name.is_empty() {
                continue;
            }
            let description = description.map(folded).filter(|text| !text.is_empty());
            corpus.mentions.push(Mention {
                article,
                line: 1,
                kind,
                name: name.into(),
                description: description.map(Text::from),
                relevancy: None,
                attributes: Box::default(),
            });
        }
        corpus
    }
}

/// The kind of these names; one that the usual kinds do not have.
fn kind(schema: &mut Schema) -> KindId {
    let spec = KindSpec {
        name: KIND.into(),
        plural: "names".into(),
        heading: String::new(),
        form: None,
        color: [0x4c, 0x78, 0xa8],
        shape: "ellipse".into(),
    };
    schema.add_kind(spec).unwrap_or(KindId::ITEM)
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
