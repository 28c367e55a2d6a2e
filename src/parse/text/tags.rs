//! Tags in a text, as Obsidian and Logseq read them: `#kelp`, `#energy/heat`.

use unicode_normalization::char::is_combining_mark;

/// Words behind a `#` that belong to a programming language.
static DIRECTIVES: &[&str] = &[
    "define", "elif", "else", "endif", "error", "if", "ifdef", "ifndef", "import", "include", "pragma",
    "undef",
];

/// The tag that begins `rest`, which stands behind a `#`: letters, digits, `_`, `-` and `/`, with a letter or an
/// emoji among them. Colors (`#fff000`), numbers of issues and directives of languages are none. Linear.
pub(in crate::parse) fn tag(rest: &str) -> Option<&str> {
    let end = rest.find(|c| !may_stand(c)).unwrap_or(rest.len());
    let name = rest[..end].trim_matches('/');
    let worded = name.chars().any(|c| c.is_alphabetic() || is_pictograph(c));
    (worded && !rest.starts_with('/') && !is_color(name) && !DIRECTIVES.contains(&name)).then_some(name)
}

fn may_stand(c: char) -> bool {
    let joins = matches!(c, '_' | '-' | '/' | '\u{200C}' | '\u{200D}' | '\u{FE0F}');
    joins || c.is_alphanumeric() || is_combining_mark(c) || is_pictograph(c)
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F300}'..='\u{1FAFF}')
}

/// Three, four, six or eight hexadecimal digits that are no word: with a digit among them, or without the vowels
/// and repetitions of a word (`#bcd`, `#ffffff`, `#ffeedd`; not `#cafe`).
fn is_color(name: &str) -> bool {
    let bytes = name.as_bytes();
    if !matches!(bytes.len(), 3 | 4 | 6 | 8) || !bytes.iter().all(u8::is_ascii_hexdigit) {
        return false;
    }
    let vowel = |byte: &u8| matches!(byte.to_ascii_lowercase(), b'a' | b'e');
    let doubled = bytes.len() >= 6 && bytes.chunks(2).all(|pair| pair[0] == pair[1]);
    let one = bytes.iter().all(|byte| byte.eq_ignore_ascii_case(&bytes[0]));
    bytes.iter().any(u8::is_ascii_digit) || !bytes.iter().any(vowel) || doubled || one
}

/// The tags of a text that holds nothing else: `#kelp, #tides`; none where anything stands beside them.
pub(in crate::parse) fn only_tags(text: &str) -> Option<Vec<&str>> {
    let mut words = text.split([' ', '\t', ',', ';']).filter(|word| !word.is_empty()).peekable();
    words.peek()?;
    words.map(|word| word.strip_prefix('#').filter(|rest| tag(rest) == Some(*rest)).and_then(tag)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_a_word_of_any_script() {
        for (rest, found) in [
            ("kelp grows", Some("kelp")),
            ("energy/heat, warm", Some("energy/heat")),
            ("kelp-2030_b.", Some("kelp-2030_b")),
            ("2030s", Some("2030s")),
            ("स्वास्थ्य और", Some("स्वास्थ्य")),
            ("海藻。", Some("海藻")),
            ("المعرفة،", Some("المعرفة")),
            ("🌊 sea", Some("🌊")),
            ("cafe", Some("cafe")),
            ("12", None),
            ("fff000", None),
            ("FFFFFF", None),
            ("bcd", None),
            ("include <a.h>", None),
            ("/path", None),
            ("# two", None),
            ("", None),
        ] {
            assert_eq!(tag(rest), found, "{rest}");
        }
    }

    #[test]
    fn a_line_of_tags_holds_nothing_else() {
        assert_eq!(only_tags("#kelp, #tides/spring #海藻"), Some(vec!["kelp", "tides/spring", "海藻"]));
        assert_eq!(only_tags("#kelp grows"), None);
        assert_eq!(only_tags("# kelp"), None);
        assert_eq!(only_tags(""), None);
    }
}
