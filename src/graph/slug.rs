//! Plain ASCII words made of names, for ids and keys.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use portent_graph::hash;

/// Compatibility-composed lower case, so that ways of writing one name share a hash.
pub(super) fn fold(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase()
}

/// ASCII letters and digits in lower case, joined by single hyphens; whether a letter, mark or symbol was lost.
/// White space and punctuation between words are not counted as a loss.
pub(super) fn slug(name: &str) -> (String, bool) {
    let mut slug = String::with_capacity(name.len());
    let mut lossy = false;
    let mut gap = false;
    for c in name.nfkd() {
        if c.is_ascii_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c.to_ascii_lowercase());
        } else if is_apostrophe(c) {
            // "nation's" reads better as "nations" than as "nation-s".
        } else {
            gap |= !is_combining_mark(c);
            lossy |= !is_separator(c);
        }
    }
    (slug, lossy)
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}')
}

pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '_' | '.' | ',' | ';' | ':' | '!' | '?' | '/' | '(' | ')' | '[' | ']' | '"' | '&'
        )
        || matches!(c, '\u{2010}'..='\u{2015}' | '\u{201C}' | '\u{201D}' | '\u{2026}')
}

/// The slug, cut at a word where possible, with eight hexadecimal digits of the hash of `text`; `longest` together.
pub(super) fn hashed_slug(slug: &str, text: &str, longest: usize) -> String {
    let hash = short_hash(text);
    let room = longest - hash.len() - 1;
    let kept = if slug.len() > room {
        // The slug is ASCII, so every byte is a boundary.
        let cut = &slug[..room];
        cut.rfind('-').map_or(cut, |end| &cut[..end])
    } else {
        slug
    };
    if kept.is_empty() { hash } else { format!("{kept}-{hash}") }
}

/// The hash of a text, 64 bits folded to 32.
pub(super) fn short_hash(text: &str) -> String {
    let hash = hash::wide(text);
    format!("{:08x}", (hash >> 32) ^ (hash & 0xFFFF_FFFF))
}
