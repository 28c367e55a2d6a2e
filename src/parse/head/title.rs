//! The title line: title, edition, and the edition's link, in every shape that occurs.

use crate::parse::text::inline::{self, Link};

/// What a title line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct TitleLine<'t> {
    /// Without markup; perhaps empty.
    pub(in crate::parse) title: String,
    /// The edition's link, whose text is its label.
    pub(in crate::parse) edition: Option<Link<'t>>,
}

/// Words that stand between a title and its edition.
static LEADS: &[&str] = &["from page", "from edition", "from issue", "from", "page"];

/// Reads the text of a title heading: `__Title__, (from page [20260118](URL).)`, `__Title__, from
/// ([20240908](URL).)`, a title alone, with or without the emphasis.
pub(in crate::parse) fn title_line(text: &str) -> TitleLine<'_> {
    let edition = last_link(text).and_then(|link| Some((title_end(&text[..link.start])?, link)));
    let (raw, edition) = match edition {
        Some((end, link)) => (&text[..end], Some(link)),
        None => (text, None),
    };
    TitleLine { title: inline::plain(bare(raw)), edition }
}

fn last_link(text: &str) -> Option<Link<'_>> {
    let mut last = None;
    let mut from = 0;
    while let Some(link) = inline::link(text, from) {
        from = link.end;
        last = Some(link);
    }
    last
}

/// Where the title ends that stands before `from (` or the like; `None` where no such words stand there.
fn title_end(before: &str) -> Option<usize> {
    let open = |text: &str| text.trim_end_matches([' ', '\t', '(', '[']).len();
    let end = open(before);
    let lead = LEADS.iter().find(|lead| ends_with_word(&before[..end], lead))?;
    let end = open(&before[..end - lead.len()]);
    Some(before[..end].trim_end_matches([' ', '\t', ',', '(']).len())
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(at) = text.len().checked_sub(word.len()) else { return false };
    text.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(word))
        && !text[..at].ends_with(char::is_alphanumeric)
}

/// The title without the emphasis around the whole of it.
fn bare(raw: &str) -> &str {
    let raw = raw.trim();
    let raw = raw.strip_suffix(',').unwrap_or(raw).trim_end();
    let inner = ["__", "**"].iter().find_map(|mark| raw.strip_prefix(mark)?.strip_suffix(mark));
    inner.unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<(&str, &str)>) {
        let line = title_line(text);
        (line.title, line.edition.map(|link| (link.text, link.target)))
    }

    #[test]
    fn every_shape_gives_title_and_edition() {
        let edition = Some(("20260118", "https://a.b/p"));
        for text in [
            "__The Title__, (from page [20260118](https://a.b/p).)",
            "__The Title__, from ([20260118](https://a.b/p).)",
            "**The Title** (from page [20260118](https://a.b/p))",
            "The Title, From [20260118](https://a.b/p)",
            "The Title, (from edition [20260118](https://a.b/p).)",
        ] {
            assert_eq!(read(text), ("The Title".to_owned(), edition), "{text}");
        }
    }

    #[test]
    fn titles_keep_their_own_brackets_and_words() {
        assert_eq!(read("__A [Link](x) Far From (Home)__"), ("A Link Far From (Home)".to_owned(), None));
        assert_eq!(
            read("__Letters From__, from ([2966.0](u).)"),
            ("Letters From".to_owned(), Some(("2966.0", "u")))
        );
        assert_eq!(read("Escape from [Mars](u)").1, Some(("Mars", "u")));
        assert_eq!(read("__snake_case & R&amp;D__"), ("snake_case & R&D".to_owned(), None));
        assert_eq!(read(""), (String::new(), None));
    }
}
