//! Where something stands: an article, its file, a line, its link.

use serde_json::{Map, Value};

/// A place in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The title of the article; none where the graph holds no article of this file.
    pub(crate) article: Option<String>,
    /// The file, as the graph has it.
    pub(crate) file: String,
    /// The line, counted from 1.
    pub(crate) line: u32,
    /// The external link of the article.
    pub(crate) link: Option<String>,
}

impl Place {
    /// As JSON, without what is not known.
    pub(crate) fn json(&self) -> Value {
        let text = |text: &String| Value::from(text.as_str());
        let fields = [
            ("article", self.article.as_ref().map(text)),
            ("file", Some(text(&self.file))),
            ("line", Some(self.line.into())),
            ("link", self.link.as_ref().map(text)),
        ];
        let known = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(known.collect::<Map<_, _>>())
    }

    /// On one line: `file:line "title" link`.
    pub(crate) fn told(&self) -> String {
        let title = self.article.as_ref().map_or_else(String::new, |title| format!(" \"{title}\""));
        let link = self.link.as_ref().map_or_else(String::new, |link| format!(" {link}"));
        format!("{}:{}{title}{link}", self.file, self.line)
    }
}

/// File and line of what answers write as `path:line`; a path alone is its first line.
pub(crate) fn parted(place: &str) -> (&str, u32) {
    let with_line = place.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
    with_line.unwrap_or((place, 1))
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn a_path_may_hold_colons_and_need_no_line() {
        assert_eq!(parted("a:b.md:12"), ("a:b.md", 12));
        assert_eq!(parted("a.md"), ("a.md", 1));
        assert_eq!(parted("a:b.md"), ("a:b.md", 1));
    }
}
