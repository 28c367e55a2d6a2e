//! The section Closest: links from one article to others.

use crate::diagnostic::Code;
use crate::parse::page::block::Block;
use crate::parse::parsed::{ArticleLink, LinkForm};
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::{Line, offset};
use crate::parse::text::links::links_in;

/// Reads the bullets of a section Closest.
pub(in crate::parse) fn read(blocks: &[Block<'_>], found: &mut Vec<ArticleLink>, report: &mut Report) {
    for block in blocks {
        let line = match *block {
            Block::Bullet { line, .. } | Block::Text(line) => line,
            _ => continue,
        };
        match last_target(line) {
            Some(link) => found.push(link),
            None => report.add(
                Code::NotAClosestLink,
                line,
                offset(line.text, line.text.trim()),
                "no link to an article",
            ),
        }
    }
}

/// The target between the last `](` and the parenthesis that ends it (titles may hold brackets themselves), or
/// the last link in any other form.
fn last_target(line: Line<'_>) -> Option<ArticleLink> {
    let link = |form, target: &str, at| ArticleLink {
        form,
        target: target.to_owned(),
        line: line.number,
        column: line.column(at),
    };
    if let Some(found) = last_bracketed(line.text).filter(|target| !target.starts_with(['{', '['])) {
        return Some(link(LinkForm::Path, found, offset(line.text, found)));
    }
    let last = links_in(line.text).into_iter().next_back()?;
    Some(link(last.form, last.target, last.at))
}

fn last_bracketed(text: &str) -> Option<&str> {
    let start = text.rfind("](")?;
    let from = text[..start].rfind('[')?;
    let link = inline::link(text, from)?;
    (!link.target.is_empty()).then_some(link.target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_may_hold_brackets() {
        let line = Line { number: 1, text: "* [On [sic] Foo (bar)](2e40e5)" };
        let link = last_target(line).expect("a link");
        assert_eq!((link.target.as_str(), link.column), ("2e40e5", 24));
    }

    #[test]
    fn links_of_other_forms_count() {
        let target = |text| last_target(Line { number: 1, text }).map(|link| (link.form, link.target));
        assert_eq!(target("* [[coast/Sand|sand]]"), Some((LinkForm::Wiki, "coast/Sand".to_owned())));
        assert_eq!(target("* [sand]([[Sand]])"), Some((LinkForm::Wiki, "Sand".to_owned())));
        assert_eq!(
            target("* <https://a.example>"),
            Some((LinkForm::Address, "https://a.example".to_owned()))
        );
        assert_eq!(target("* [sand]({% post_url sand %})"), Some((LinkForm::Path, "sand".to_owned())));
        assert_eq!(target("* sand"), None);
    }
}
