//! One bullet, numbered item or long cell as a name and what describes it.

use crate::parse::head::links::{self, Checked};
use crate::parse::text::inline;
use crate::parse::vocabulary::section::ItemPattern;

/// A name is no longer than this, in characters.
pub(in crate::parse) const LONGEST_NAME: usize = 100;

/// A name cut out of running text has so many words at most.
const MOST_WORDS: usize = 12;

/// Of text without spaces, so many characters make a name.
const MOST_CHARACTERS: usize = 30;

/// How an item begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Lead {
    /// Bold text that something sets apart: `**Name**: text`.
    Bold,
    /// The text of a link: `[Name](address) - text`.
    Link,
    /// A term with a colon: `Name: text`.
    Term,
    /// Running text.
    Text,
}

/// An item taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Named {
    pub(in crate::parse) name: String,
    pub(in crate::parse) description: Option<String>,
    /// The target of the link that begins the item, as written.
    pub(in crate::parse) target: Option<String>,
    pub(in crate::parse) lead: Lead,
}

/// Takes an item apart. The name is empty where the item has no text. O(text).
pub(in crate::parse) fn split(text: &str, pattern: ItemPattern) -> Named {
    let text = without_front(text);
    let apart = |text| bold(text).filter(|(named, _)| named.lead == Lead::Bold);
    let found = match pattern {
        ItemPattern::Auto => apart(text).or_else(|| link(text)).or_else(|| bold(text)),
        ItemPattern::Bold => bold(text).or_else(|| anywhere(text, bold)),
        ItemPattern::Link => link(text).or_else(|| anywhere(text, link)),
        ItemPattern::Clause | ItemPattern::Whole => None,
    };
    let (mut named, rest) = found.unwrap_or_else(|| (clause(text, pattern), ""));
    if named.name.chars().nth(LONGEST_NAME).is_some() && pattern != ItemPattern::Whole {
        let shorter = clause(&named.name, ItemPattern::Clause);
        named = Named { description: Some(named.name), target: named.target, lead: named.lead, ..shorter };
    }
    named.name = inline::without_address(named.name);
    append(&mut named.description, &inline::plain(without_separator(rest)));
    named
}

/// The address of a link's target, where it is one of the web.
pub(in crate::parse) fn address(target: &str) -> Option<String> {
    match links::check(target) {
        Checked::Safe(link) if link.starts_with("http://") || link.starts_with("https://") => Some(link),
        _ => None,
    }
}

/// Adds more text to a description.
pub(in crate::parse) fn append(description: &mut Option<String>, more: &str) {
    if more.is_empty() {
        return;
    }
    match description {
        Some(text) => {
            text.push(' ');
            text.push_str(more);
        }
        None => *description = Some(more.to_owned()),
    }
}

/// Without a task mark, a number or an emoji in front.
///
/// A running number that stands within an item (`- 1) Name`) is none of its name, nor is bold text without letters.
fn without_front(text: &str) -> &str {
    let mut text = text.trim();
    for mark in ["[ ] ", "[x] ", "[X] "] {
        text = text.strip_prefix(mark).unwrap_or(text).trim_start();
    }
    while let Some(rest) = text.strip_prefix("****") {
        text = rest;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits)
        && let Some(rest) = text[digits..].strip_prefix(')').or(text[digits..].strip_prefix(". "))
    {
        text = rest.trim_start();
    }
    let letters = text.trim_start_matches(is_emoji).trim_start();
    if letters.is_empty() { text } else { letters }
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{FE0F}' | '\u{200D}' | '\u{20E3}' | ' ')
}

/// What takes a name from the start of a text, and leaves the rest.
type Taking = fn(&str) -> Option<(Named, &str)>;

/// The same from the first place where it succeeds.
fn anywhere(text: &str, take: Taking) -> Option<(Named, &str)> {
    let places = text.match_indices(['*', '_', '[']).map(|(at, _)| at).take(MOST_WORDS);
    let mut taken = places.filter_map(|at| take(&text[at..]).map(|found| (at, found)));
    let (at, (mut named, rest)) = taken.next()?;
    let mut description = Some(inline::plain(&text[..at])).filter(|before| !before.is_empty());
    append(&mut description, &named.description.take().unwrap_or_default());
    Some((Named { description, ..named }, rest))
}

/// Bold text in front: `**Name**: rest`. Found by its stars alone, since Markdown takes a closing mark between a
/// bracket and a Chinese letter for none. It is a lead where something sets it apart, otherwise it is running text.
fn bold(text: &str) -> Option<(Named, &str)> {
    let mark = text.chars().next().filter(|mark| matches!(mark, '*' | '_'))?;
    let run = text.chars().take_while(|&c| c == mark).count().min(3);
    let inner = &text[run..];
    let end = inner.find(&text[..run]).filter(|&end| end > 0)?;
    let (inner, rest) = (&inner[..end], inner[end + run..].trim_start_matches(mark));
    if inner.starts_with(char::is_whitespace) {
        return None;
    }
    let apart = inner.ends_with(SEPARATORS) || rest.trim_start().starts_with(SEPARATORS);
    let ends = rest.trim().is_empty() || rest.trim_start().starts_with(['(', '（', '[', '.', '。']);
    let dense = rest.starts_with(|c: char| c.is_alphanumeric()) && !rest.is_ascii();
    if run == 1 && !apart {
        return None;
    }
    let lead = if apart || ends || dense { Lead::Bold } else { Lead::Text };
    let target = inline::link(inner, 0).filter(|link| link.start == 0).map(|link| link.target.to_owned());
    let name = inline::plain(without_end(inner));
    let named = Named { name, description: None, target, lead };
    named.name.chars().any(char::is_alphanumeric).then_some((named, rest))
}

/// The text of a link in front: `[Name](address)`, `[Name][reference]`, `[[page|Name]]`.
fn link(text: &str) -> Option<(Named, &str)> {
    if let Some(inner) = text.strip_prefix("[[") {
        let (inner, rest) = inner.split_once("]]")?;
        let name = inner.rsplit_once('|').map_or(inner, |(_, alias)| alias);
        return named(name, None, rest);
    }
    let found = inline::link(text, 0).filter(|link| link.start == 0);
    if let Some(link) = found {
        return named(link.text, Some(link.target.to_owned()), &text[link.end..]);
    }
    let end = text.strip_prefix('[')?.find("][")? + 1;
    let close = text[end + 2..].find(']')?;
    if text[1..end].contains(['[', ']']) {
        return None;
    }
    named(&text[1..end], None, &text[end + 2 + close + 1..])
}

/// A link's text names something unless it is an address or says nothing but that there is a link.
fn named<'t>(text: &str, target: Option<String>, rest: &'t str) -> Option<(Named, &'t str)> {
    let name = inline::plain(without_end(text));
    let says = name.chars().any(char::is_alphanumeric) && !name.contains("://");
    let pointing = POINTING.contains(&name.to_lowercase().as_str());
    (says && !pointing).then_some((Named { name, description: None, target, lead: Lead::Link }, rest))
}

/// Texts of links that only point.
static POINTING: &[&str] = &[
    "link",
    "here",
    "source",
    "via",
    "url",
    "website",
    "pdf",
    "video",
    "this",
    "ici",
    "lien",
    "hier",
    "aquí",
    "enlace",
    "qui",
    "aqui",
    "链接",
    "这里",
    "来源",
    "リンク",
    "こちら",
    "링크",
    "여기",
    "هنا",
    "رابط",
];

/// Between a name and its description.
static SEPARATORS: &[char] = &[':', '：', '-', '–', '—', '|', '·', '，', ',', '→'];

fn without_separator(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        SEPARATORS.contains(&c) || matches!(c, ' ' | '.' | '。' | '\u{3000}' | '\t')
    })
}

/// Without a separator or stop at the end.
fn without_end(text: &str) -> &str {
    let text = text.trim();
    let bare = text.trim_end_matches([':', '：', '-', '–', '—', '|', ' ', '。', '，', ',']);
    let bare = if bare.matches('.').count() == 1 { bare.strip_suffix('.').unwrap_or(bare) } else { bare };
    if bare.is_empty() { text } else { bare }
}

/// The first clause of a text without a lead; all of it where that is short, and so many words of it where it is not.
fn clause(text: &str, pattern: ItemPattern) -> Named {
    let text = inline::plain(text);
    let whole = |name: String| Named { name, description: None, target: None, lead: Lead::Text };
    if pattern == ItemPattern::Whole {
        return whole(text);
    }
    if let Some((end, lead)) = clause_end(&text) {
        let name = without_end(&text[..end]).to_owned();
        let rest = without_separator(text[end..].trim_start_matches(ENDING)).to_owned();
        return Named { name, description: Some(rest).filter(|rest| !rest.is_empty()), target: None, lead };
    }
    if text.chars().nth(LONGEST_NAME).is_none() {
        return whole(without_end(&text).to_owned());
    }
    let name = shortened(&text);
    Named { name, description: Some(text), target: None, lead: Lead::Text }
}

/// Marks that end a sentence or half of one.
static ENDING: &[char] = &['.', '。', ';', '；', '!', '！', '?', '？', '…'];

/// Where the first clause ends, in bytes, if it does so before it is too long, and what ends it. What stands in
/// brackets ends nothing.
fn clause_end(text: &str) -> Option<(usize, Lead)> {
    let (mut depth, mut words) = (0_usize, 0_usize);
    for (count, (at, c)) in text.char_indices().enumerate().take(LONGEST_NAME + 1) {
        let rest = &text[at + c.len_utf8()..];
        let spaced = rest.starts_with(' ');
        words += usize::from(c == ' ');
        match c {
            '(' | '（' | '[' | '「' | '“' => depth += 1,
            ')' | '）' | ']' | '」' | '”' => depth = depth.saturating_sub(1),
            _ if depth > 0 || count < 2 => {}
            ':' if spaced => return Some((at, Lead::Term)),
            '：' if !rest.is_empty() => return Some((at, Lead::Term)),
            '-' | '–' | '—' if spaced && text[..at].ends_with(' ') => return Some((at, Lead::Term)),
            '。' | '；' | '！' | '？' if !rest.is_empty() => return Some((at, Lead::Text)),
            ';' | '!' | '?' if spaced && words > 0 => return Some((at, Lead::Text)),
            '.' if spaced && words > 1 && rest[1..].starts_with(|c: char| !c.is_lowercase()) => {
                return Some((at, Lead::Text));
            }
            _ => {}
        }
    }
    None
}

/// The first words of a long text; up to its first comma where that leaves enough.
fn shortened(text: &str) -> String {
    let limit = text.char_indices().nth(LONGEST_NAME).map_or(text.len(), |(at, _)| at);
    let start = &text[..limit];
    let comma = start.find([',', '，', '、', '(', '（']).filter(|&at| start[..at].chars().count() >= 12);
    if let Some(at) = comma {
        return without_end(&start[..at]).to_owned();
    }
    let words: Vec<&str> = start.split(' ').collect();
    if words.len() < 4 {
        return start.chars().take(MOST_CHARACTERS).collect();
    }
    // The last word may be cut.
    let most = MOST_WORDS.min(words.len() - 1);
    without_end(&words[..most].join(" ")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String, Lead) {
        let Named { name, description, lead, .. } = split(text, ItemPattern::Auto);
        (name, description.unwrap_or_default(), lead)
    }

    fn is(text: &str, name: &str, description: &str, lead: Lead) {
        assert_eq!(read(text), (name.to_owned(), description.to_owned(), lead), "{text}");
    }

    #[test]
    fn bold_text_that_is_set_apart_is_the_name() {
        is("**Thin ice:** it melts", "Thin ice", "it melts", Lead::Bold);
        is("__Ice__ \u{2013} melts", "Ice", "melts", Lead::Bold);
        is("***Ice***: melts", "Ice", "melts", Lead::Bold);
        is("*Ice*: melts", "Ice", "melts", Lead::Bold);
        is("**[Ice](https://i.example)**: melts", "Ice", "melts", Lead::Bold);
        is("**冰层融化：**湖面", "冰层融化", "湖面", Lead::Bold);
        is("******冰层：** 湖面", "冰层", "湖面", Lead::Bold);
        is("**冰层（北湖）**不再", "冰层（北湖）", "不再", Lead::Bold);
        is("2) **Ice Maps** - a model", "Ice Maps", "a model", Lead::Bold);
        is("🧊 **Ice** (2024)", "Ice", "(2024)", Lead::Bold);
        is("**Ice** melts", "Ice", "melts", Lead::Text);
    }

    #[test]
    fn a_link_in_front_is_the_name_and_its_target_is_kept() {
        let found = split("[Ice](https://i.example/a_(b)) melts", ItemPattern::Auto);
        assert_eq!((found.name.as_str(), found.target.as_deref()), ("Ice", Some("https://i.example/a_(b)")));
        assert_eq!(found.description.as_deref(), Some("melts"));
        is("[Ice #12][] melts; see [talk][t]", "Ice #12", "melts; see talk", Lead::Link);
        is("[Ice][ref]: melts", "Ice", "melts", Lead::Link);
        is("[[ice/thin|Thin ice]] melts", "Thin ice", "melts", Lead::Link);
        is("[here](u) is the ice", "here is the ice", "", Lead::Text);
    }

    #[test]
    fn the_first_clause_is_the_name_of_the_rest() {
        is("Slow ice: it melts late", "Slow ice", "it melts late", Lead::Term);
        is("Slow ice - it melts late", "Slow ice", "it melts late", Lead::Term);
        is("Lakes close late. Boats stay.", "Lakes close late", "Boats stay.", Lead::Text);
        is("Dr. Frost speaks", "Dr. Frost speaks", "", Lead::Text);
        is("湖面晚封：船只停留", "湖面晚封", "船只停留", Lead::Term);
        is("湖面今年晚封。船只停留", "湖面今年晚封", "船只停留", Lead::Text);
        is("Ice (thin: 3 cm) melts", "Ice (thin: 3 cm) melts", "", Lead::Text);
        is("Ice at 10:30 {% x %}melts", "Ice at 10:30 melts", "", Lead::Text);
        is("", "", "", Lead::Text);
    }

    #[test]
    fn no_name_is_longer_than_a_hundred_characters() {
        for text in
            ["word ".repeat(60), "字".repeat(300), format!("**{}**: x", "a ".repeat(200)), "x".repeat(500)]
        {
            let found = split(&text, ItemPattern::Auto);
            assert!(found.name.chars().count() <= LONGEST_NAME && !found.name.is_empty(), "{}", found.name);
            assert!(found.description.is_some());
        }
        let comma = format!("A market for warm air, {}", "which grew ".repeat(20));
        assert_eq!(read(&comma).0, "A market for warm air");
    }

    #[test]
    fn a_pattern_says_which_part_is_the_name() {
        let name = |pattern| split("See the **thin ice** of [Lake](u): late", pattern).name;
        assert_eq!(name(ItemPattern::Bold), "thin ice");
        assert_eq!(name(ItemPattern::Link), "Lake");
        assert_eq!(name(ItemPattern::Clause), "See the thin ice of Lake");
        assert_eq!(name(ItemPattern::Whole), "See the thin ice of Lake: late");
    }

    #[test]
    fn only_addresses_of_the_web_are_kept() {
        assert_eq!(address("https://a.example"), Some("https://a.example".into()));
        assert_eq!(address("../a.md"), None);
        assert_eq!(address("javascript:x"), None);
    }
}
