//! Values of a page's head that lead to pages without the notation of a link: `incubator: harbor-lab`, `sponsors:
//! [/ports/aven]`, `up: coast/kelp.md`. Which keys do so shows in the archive as a whole; here is found what may.

use crate::parse::head::entry::Entry;
use crate::parse::head::links::is_template;
use crate::parse::head::values::pieces;
use crate::parse::parsed::{ArticleLink, LinkForm, Pointer};
use crate::parse::vocabulary::keys::{KeyMeaning, same_key};

/// Keys whose values are old or own addresses of the page.
static OWN: &[&str] = &["slug", "permalink", "redirect from", "old urls"];

/// A longer value is a text.
const LONGEST: usize = 120;
const MOST_WORDS: usize = 8;
/// Fewer characters are a code, such as that of a language.
const SHORTEST: usize = 3;

/// So many values of one page may be pointers.
const MOST: usize = 1_000;

/// What the values of a key point to.
pub(in crate::parse) enum Pointing {
    /// The page itself: names under which other pages may link to it.
    Here(Vec<String>),
    /// Perhaps other pages.
    Elsewhere { links: Vec<ArticleLink>, pointers: Vec<Pointer> },
}

/// What the values of an entry point to that is kept as an attribute. A path that ends as pages do is a link; other paths
/// and names are pointers, unless the key has a meaning of its own. Linear in the length of the values.
pub(in crate::parse) fn read(entry: &Entry, meaning: &KeyMeaning) -> Pointing {
    let texts = || entry.values.iter().map(|value| &value.text);
    let own_path = *meaning == KeyMeaning::Address && texts().all(|text| text.starts_with('/'));
    if *meaning == KeyMeaning::Alias || own_path || OWN.iter().any(|own| same_key(own, &entry.key)) {
        return Pointing::Here(texts().cloned().collect());
    }
    let (mut links, mut pointers) = (Vec::new(), Vec::new());
    for (text, place) in pieces(&entry.values, entry.written, false).take(MOST) {
        if !may_point(text) {
            continue;
        }
        let target = text.to_owned();
        let (line, column) = (place.line, place.column);
        if is_page(text) {
            links.push(ArticleLink { form: LinkForm::Path, target, line, column });
        } else if *meaning == KeyMeaning::Attribute {
            pointers.push(Pointer { key: entry.key.clone(), target, line, column });
        }
    }
    Pointing::Elsewhere { links, pointers }
}

/// Whether a text looks like the name or path of a page.
fn may_point(text: &str) -> bool {
    let length = text.chars().take(LONGEST + 1).count();
    let truth = ["true", "false", "yes", "no", "none"].iter().any(|word| text.eq_ignore_ascii_case(word));
    // Scripts of whole words in a sign or two are short.
    let short = length < SHORTEST && text.is_ascii();
    let linked = ["://", "[[", "](", "@", "mailto:"].iter().any(|sign| text.contains(sign));
    let name = text.contains(char::is_alphabetic) && !text.contains(['\n', '{', '<']);
    name && !short
        && !truth
        && !linked
        && length <= LONGEST
        && !is_template(text)
        && text.split_whitespace().count() <= MOST_WORDS
}

/// Whether a path ends as pages do.
fn is_page(text: &str) -> bool {
    let path = text.split('#').next().unwrap_or(text);
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    !text.contains(char::is_whitespace)
        && ending.is_some_and(|ending| matches!(ending.as_str(), "md" | "markdown" | "mdx"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::head::entry::{Value, Written};
    use crate::parse::text::line::Place;

    fn shown(key: &str, text: &str, meaning: &KeyMeaning) -> String {
        let place = Place { line: 1, column: 1 };
        let values = vec![Value { text: text.to_owned(), place }];
        let entry = Entry { key: key.to_owned(), place, values, written: Written::Plain };
        match read(&entry, meaning) {
            Pointing::Here(names) => format!("here {names:?}"),
            Pointing::Elsewhere { links, pointers } => {
                let links: Vec<&str> = links.iter().map(|link| link.target.as_str()).collect();
                let pointers: Vec<&str> = pointers.iter().map(|pointer| pointer.target.as_str()).collect();
                format!("{} / {}", links.join(" "), pointers.join(" "))
            }
        }
    }

    #[test]
    fn names_and_paths_may_point() {
        let attribute = &KeyMeaning::Attribute;
        assert_eq!(shown("lab", "harbor-lab", attribute), " / harbor-lab");
        assert_eq!(shown("labs", "/labs/harbor, tide lab", attribute), " / /labs/harbor tide lab");
        assert_eq!(shown("up", "../coast/kelp.md#x", attribute), "../coast/kelp.md#x / ");
        assert_eq!(shown("permalink", "/coast/", &KeyMeaning::Address), "here [\"/coast/\"]");
        assert_eq!(shown("source", "kelp", &KeyMeaning::Source), " / ", "the key has a meaning of its own");
        for text in ["true", "42", "en", "a@b.example", "https://a.example", "[[Kelp]]", "{{x}}"] {
            assert_eq!(shown("x", text, attribute), " / ", "{text}");
        }
    }
}
