//! What a value holds: several tags in one text, links to pages, addresses.

use crate::parse::head::entry::{Value, Written};
use crate::parse::head::links::is_web_address;
use crate::parse::parsed::LinkForm;
use crate::parse::text::inline;
use crate::parse::text::line::Place;

/// Signs between the values of one text, in the scripts that are read.
const BETWEEN: [char; 7] = [',', ';', '、', '，', '；', '،', '؛'];

/// The page that a value links to, and how it names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Target {
    pub(in crate::parse) form: LinkForm,
    pub(in crate::parse) text: String,
}

/// One value, as a reader sees it, and the page that it links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Part {
    pub(in crate::parse) text: String,
    pub(in crate::parse) target: Option<Target>,
    pub(in crate::parse) place: Place,
}

/// The single values of an entry whose key is a list by nature, as `tags` is.
///
/// An item of a list is one value. One text is split at commas and semicolons (not within brackets or quotes), `#a #b` at
/// its spaces, and where `spaced` holds, YAML's plain `a b` too: so Jekyll and Obsidian read `tags` and `categories`.
/// Linear in the length of the values.
pub(in crate::parse) fn parts(values: &[Value], written: Written, spaced: bool) -> Vec<Part> {
    let texts = pieces(values, written, spaced);
    texts.map(|(text, place)| part(text, place)).filter(|part| !part.text.is_empty()).collect()
}

/// The single values as written, each with its place; see [`parts`].
pub(in crate::parse) fn pieces(
    values: &[Value],
    written: Written,
    spaced: bool,
) -> impl Iterator<Item = (&str, Place)> {
    values.iter().flat_map(move |value| {
        let texts = match written {
            Written::List => vec![value.text.as_str()],
            Written::Plain => split(&value.text, spaced),
            Written::Text => split(&value.text, false),
        };
        texts.into_iter().map(|text| (text, value.place))
    })
}

fn split(text: &str, spaced: bool) -> Vec<&str> {
    let pieces = outside(text, |c| BETWEEN.contains(&c));
    if pieces.len() > 1 {
        return pieces;
    }
    let hashed = text.split_whitespace().all(|word| word.len() > 1 && word.starts_with('#'));
    if hashed || spaced { outside(text, char::is_whitespace) } else { pieces }
}

/// The pieces between separators that stand neither in brackets nor in quotes.
fn outside(text: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    let (mut pieces, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, c) in text.char_indices() {
        match c {
            '[' | '(' if quote.is_none() => depth += 1,
            ']' | ')' if quote.is_none() => depth = depth.saturating_sub(1),
            '"' if quote == Some(c) => quote = None,
            '"' if quote.is_none() && text[start..at].trim().is_empty() && text[at + 1..].contains('"') => {
                quote = Some(c);
            }
            c if depth == 0 && quote.is_none() && separates(c) => {
                pieces.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

fn part(text: &str, place: Place) -> Part {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let text = text.strip_prefix('#').filter(|rest| rest.starts_with(char::is_alphabetic)).unwrap_or(text);
    let (shown, mut targets) = unlinked(text);
    Part { text: inline::plain(&shown), target: targets.pop(), place }
}

/// A text with the names of the pages that it links to in place of its `[[links]]` and `[links](to.md)`, and the targets
/// of these links. Web addresses stay in the text. Linear in its length.
pub(in crate::parse) fn unlinked(text: &str) -> (String, Vec<Target>) {
    let mut targets = Vec::new();
    if !text.contains('[') {
        return (text.to_owned(), targets);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let (before, from) = rest.split_at(open);
        shown.push_str(before.strip_suffix('!').filter(|_| from.starts_with("[[")).unwrap_or(before));
        if let Some((inner, after)) = from.strip_prefix("[[").and_then(|inner| inner.split_once("]]")) {
            let (target, name) = wikilink(inner);
            shown.push_str(name);
            targets.push(Target { form: LinkForm::Wiki, text: target.to_owned() });
            rest = after;
        } else if let Some(link) = inline::link(from, 0).filter(|link| link.start == 0) {
            shown.push_str(link.text);
            if link.target.contains("://") || link.target.starts_with("mailto:") {
                if link.text.trim().is_empty() {
                    shown.push_str(link.target);
                }
            } else if !link.target.is_empty() {
                targets.push(Target { form: LinkForm::Path, text: link.target.to_owned() });
            }
            rest = &from[link.end..];
        } else {
            shown.push('[');
            rest = &from[1..];
        }
    }
    shown.push_str(rest);
    (shown, targets)
}

/// Target and shown text of what stands between `[[` and `]]`: `folder/page#part|text`.
fn wikilink(inner: &str) -> (&str, &str) {
    let (target, alias) =
        inner.split_once('|').map_or((inner, None), |(target, alias)| (target, Some(alias)));
    let target = target.trim().trim_end_matches('\\');
    let page = target.split('#').next().unwrap_or(target);
    let name = page.rsplit('/').next().unwrap_or(page);
    let name = name.strip_suffix(".md").unwrap_or(name);
    let name = if name.is_empty() { target } else { name };
    (target, alias.map(str::trim).filter(|alias| !alias.is_empty()).unwrap_or(name))
}

/// The web address that a value is: `https://a.b/c`, `<https://a.b/c>`, `[text](https://a.b/c)`, `www.a.b/c`. `None` for
/// relative paths, templates and text.
pub(in crate::parse) fn web_address(text: &str) -> Option<&str> {
    let text = text.trim();
    let linked = inline::link(text, 0).filter(|link| link.start == 0 && link.end == text.len());
    let bare = linked.map_or(text, |link| link.target).trim_matches(['<', '>', '"', '\'']).trim();
    let lower = bare.get(..bare.len().min(8)).unwrap_or(bare).to_ascii_lowercase();
    let web = ["http://", "https://", "www."].iter().any(|start| lower.starts_with(start));
    (web && !bare.contains(char::is_whitespace) && is_web_address(bare)).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Place = Place { line: 1, column: 1 };

    fn read(text: &str, written: Written, spaced: bool) -> Vec<String> {
        let values = [Value { text: text.to_owned(), place: AT }];
        parts(&values, written, spaced).into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn one_text_holds_several_values_by_written_rules() {
        let text = |text: &str| read(text, Written::Text, true);
        assert_eq!(text("kelp farms, quay walls"), ["kelp farms", "quay walls"]);
        assert_eq!(text("kelp farms"), ["kelp farms"]);
        assert_eq!(text("海藻、潮汐，渡船"), ["海藻", "潮汐", "渡船"]);
        assert_eq!(text("#kelp #quay/wall"), ["kelp", "quay/wall"]);
        assert_eq!(text("[[Kelp, giant|giant kelp]], [[a/Quay.md#x]]"), ["giant kelp", "Quay"]);
        assert_eq!(text("\"noise, night\", wave"), ["noise, night", "wave"]);
        assert_eq!(text("C#, F#, #1"), ["C#", "F#", "#1"]);
        let plain = |text: &str| read(text, Written::Plain, true);
        assert_eq!(plain("trams ferries"), ["trams", "ferries"]);
        assert_eq!(plain("trams, tool libraries"), ["trams", "tool libraries"]);
        assert_eq!(read("trams ferries", Written::Plain, false), ["trams ferries"]);
        assert_eq!(read("comma, inside", Written::List, true), ["comma, inside"]);
        assert!(text(" , ,").is_empty());
    }

    #[test]
    fn links_lose_their_brackets_and_keep_their_targets() {
        let (shown, targets) = unlinked("see [[a/B|b]] and [c](../c.md), ![[d]] [e](https://e.f) [g");
        assert_eq!(shown, "see b and c, d e [g");
        let targets: Vec<&str> = targets.iter().map(|target| target.text.as_str()).collect();
        assert_eq!(targets, ["a/B", "../c.md", "d"]);
    }

    #[test]
    fn only_web_addresses_are_addresses() {
        assert_eq!(web_address("<https://a.b/c>"), Some("https://a.b/c"));
        assert_eq!(web_address("[x](https://a.b)"), Some("https://a.b"));
        assert_eq!(web_address("WWW.a.b"), Some("WWW.a.b"));
        for text in
            ["/2024/a/", "../a.md", "{{page.url}}", "https://{{x}}", "Reuters", "", "c:\\a", "https://a b"]
        {
            assert_eq!(web_address(text), None, "{text}");
        }
    }
}
