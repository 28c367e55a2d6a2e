//! The lines that give an article its own address: `Source: https://…`, `[External link](https://…)`, a link alone.
//!
//! Any other link of a page leads elsewhere: the home page of a newsletter, a badge, its author. Taken for the address
//! of the article it would make one article of a whole archive.

use crate::parse::head::links::is_web_address;
use crate::parse::text::inline;

/// What such lines call the address, in lower case.
static LABELS: &[&str] = &[
    // English
    "external link",
    "link",
    "url",
    "source",
    "source url",
    "source link",
    "source article",
    "canonical",
    "canonical url",
    "permalink",
    "original",
    "original article",
    "original link",
    "original source",
    "original url",
    "article",
    "article link",
    "article url",
    "read the original",
    "web address",
    "web link",
    // French
    "lien externe",
    "lien",
    "lien original",
    "source originale",
    "article original",
    "adresse",
    // German
    "externer link",
    "quelle",
    "originalquelle",
    "originalartikel",
    "weblink",
    "adresse der seite",
    // Spanish
    "enlace externo",
    "enlace",
    "enlace original",
    "fuente",
    "fuente original",
    "art\u{ed}culo original",
    // Italian
    "link esterno",
    "collegamento esterno",
    "collegamento",
    "fonte",
    "fonte originale",
    "articolo originale",
    // Portuguese
    "link externo",
    "liga\u{e7}\u{e3}o externa",
    "liga\u{e7}\u{e3}o",
    "artigo original",
    "hiperliga\u{e7}\u{e3}o",
    // Dutch
    "externe link",
    "bron",
    "bronlink",
    "origineel",
    "origineel artikel",
    "koppeling",
    // Chinese
    "外部链接",
    "链接",
    "原文链接",
    "原文",
    "原文地址",
    "来源",
    "出处",
    "网址",
    "外部連結",
    "連結",
    "原文連結",
    "來源",
    "出處",
    "網址",
    // Japanese
    "外部リンク",
    "リンク",
    "出典",
    "元記事",
    "情報源",
    "参照元",
    "リンク先",
    // Korean
    "외부 링크",
    "링크",
    "출처",
    "원문",
    "원문 링크",
    "원본",
    // Arabic
    "رابط خارجي",
    "الرابط",
    "رابط",
    "المصدر",
    "مصدر",
    "رابط المصدر",
];

/// Whether a text names the address of the article (`Source`, `Quelle`, `原文链接`), case and emphasis left aside.
pub(in crate::parse) fn is_label(text: &str) -> bool {
    let label = inline::plain(text);
    let label =
        label.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '*' | '_')).to_lowercase();
    LABELS.contains(&label.as_str())
}

/// The target of a line that says that it gives the article's address: a label and an address (`Source: <https://…>`)
/// or a link of such a name that nothing but further links follows. The target may yet be no web address.
pub(in crate::parse) fn stated(line: &str) -> Option<&str> {
    let line = without_frame(line);
    if let Some(link) = inline::link(line, 0).filter(|link| link.start == 0) {
        let rest = line[link.end..].trim_start_matches(['_', '*', ' ', '\t', ')', '.', ',']);
        let alone = rest.chars().next().is_none_or(|c| matches!(c, '|' | '[' | '·' | '•' | '/' | '-' | '—'));
        return (alone && is_label(link.text)).then_some(link.target);
    }
    let (label, rest) = line.split_once([':', '：'])?;
    // A label is a few words; what is longer is a sentence with a colon.
    if label.len() > 60 || !is_label(label) {
        return None;
    }
    begins_with(rest.trim_start_matches(['*', '_', ' ', '\t', ':']))
}

/// The web address of a line that is nothing but one link or address.
pub(in crate::parse) fn alone(line: &str) -> Option<&str> {
    let line = without_frame(line);
    let target = match inline::link(line, 0) {
        Some(link) => (link.start == 0 && link.end == line.len() && !link.text.starts_with('!'))
            .then_some(link.target)?,
        None => (!line.contains(char::is_whitespace)).then_some(line)?,
    };
    let target = target.trim_matches(['<', '>']);
    (target.contains("://") && is_web_address(target)).then_some(target)
}

/// The link or address that a text begins with.
fn begins_with(text: &str) -> Option<&str> {
    if let Some(link) = inline::link(text, 0).filter(|link| link.start == 0) {
        return Some(link.target);
    }
    let word = text.split_whitespace().next()?;
    let word = word.trim_start_matches(['<', '(']).trim_end_matches(['>', ')', '*', '_', '.', ',', ';']);
    is_web_address(word).then_some(word)
}

/// The line without quote marks, and without emphasis or parentheses around it.
fn without_frame(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t'])
        .trim_end()
        .trim_start_matches(['_', '*', '('])
        .trim_end_matches(['_', '*'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_say_so_give_the_address() {
        for line in [
            "__[External link](https://a.org/1)__",
            "[external link](https://a.org/1).",
            "[Source](https://a.org/1) | [Archive](https://b.org)",
            "**Source:** https://a.org/1",
            "**Source**: [A. Orgel](https://a.org/1), 3 May",
            "> Link: <https://a.org/1>",
            "URL : https://a.org/1",
            "Quelle: https://a.org/1.",
            "原文链接：https://a.org/1",
            "出典: [記事](https://a.org/1)",
            "_Fuente: (https://a.org/1)_",
        ] {
            assert_eq!(stated(line), Some("https://a.org/1"), "{line}");
        }
    }

    #[test]
    fn other_lines_give_none() {
        for line in [
            "Welcome. [Subscribe here](https://a.org/1), it is free.",
            "[Source](https://a.org/1) of the claim",
            "By [A. Orgel](https://a.org/1)",
            "Sources agree: https://a.org/1",
            "Source: The Guardian",
            "[![badge](https://a.org/b.svg)](https://a.org/1)",
            "see the [link](https://a.org/1)",
        ] {
            assert_eq!(stated(line), None, "{line}");
        }
    }

    #[test]
    fn a_link_alone_is_all_of_its_line() {
        for line in
            ["https://a.org/1", "<https://a.org/1>", "[Ice](https://a.org/1)", "**[Ice](https://a.org/1)**"]
        {
            assert_eq!(alone(line), Some("https://a.org/1"), "{line}");
        }
        for line in [
            "[Ice](ice.md)",
            "![Ice](https://a.org/1)",
            "[![Ice](https://a.org/i.png)](https://a.org/1)",
            "read [Ice](https://a.org/1)",
            "https://a.org/i.png",
            "{{ page.url }}",
            "a.org",
            "",
        ] {
            assert_eq!(alone(line), None, "{line}");
        }
    }
}
