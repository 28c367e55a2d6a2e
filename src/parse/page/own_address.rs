//! Finds the line of a page that gives the article its own address.

use crate::parse::head::dates::date_of;
use crate::parse::head::own_address::{alone, is_label, stated};
use crate::parse::page::block::Block;
use crate::parse::page::outline::{Outline, Part};
use crate::parse::text::inline;
use crate::parse::text::line::Line;
use crate::parse::vocabulary::section::Section;

/// An address as the page gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct OwnAddress<'t> {
    /// The line that holds it.
    pub(in crate::parse) line: Line<'t>,
    /// A slice of that line, as written.
    pub(in crate::parse) target: &'t str,
    /// The line says that it is the address; else it only looks so, and the front matter is asked first.
    pub(in crate::parse) stated: bool,
}

/// Headings under which pages list what is known of them.
static FACTS: &[&str] =
    &["metadata", "meta", "metadaten", "métadonnées", "metadatos", "metadados", "properties", "info"];

/// The address of the article: a line that says so in the head or under a heading such as `Metadata` before the first
/// section, or else a head that is one link alone, a section called `Source` that begins with a link, a title that is
/// a link. O(blocks before the first section).
pub(in crate::parse) fn own_address<'t>(outline: &Outline<'_, 't>) -> Option<OwnAddress<'t>> {
    let before = || outline.parts.iter().take_while(|part| !holds_text(part));
    let of_facts =
        |part: &&Part<'_, 't>| part.heading.is_none_or(|line| FACTS.contains(&heading(line).as_str()));
    let lines = before().filter(of_facts).flat_map(|part| contents(part.blocks));
    let said = lines.filter_map(|(line, text)| Some((line, stated(text)?))).next();
    if let Some((line, target)) = said {
        return Some(OwnAddress { line, target, stated: true });
    }
    let found = of_head(outline).or_else(|| before().find_map(of_section)).or_else(|| of_title(outline));
    found.map(|(line, target)| OwnAddress { line, target, stated: false })
}

fn holds_text(part: &Part<'_, '_>) -> bool {
    matches!(part.section, Some(Section::Mentions(_) | Section::Summary))
}

/// A head that holds one link and nothing else but its dates.
fn of_head<'t>(outline: &Outline<'_, 't>) -> Option<(Line<'t>, &'t str)> {
    let head = outline.parts.iter().filter(|part| part.heading.is_none());
    let undated = |(_, text): &(Line<'_>, &str)| date_of(text.trim()).is_none();
    let mut lines = head.flat_map(|part| contents(part.blocks)).filter(undated);
    let (line, text) = lines.next()?;
    lines.next().is_none().then_some((line, alone(text)?))
}

fn of_section<'t>(part: &Part<'_, 't>) -> Option<(Line<'t>, &'t str)> {
    let named = part.heading.is_some_and(|line| is_label(&heading(line)));
    let (line, text) = contents(part.blocks).next().filter(|_| named)?;
    Some((line, alone(text)?))
}

fn of_title<'t>(outline: &Outline<'_, 't>) -> Option<(Line<'t>, &'t str)> {
    let (line, title) = outline.title.as_ref()?;
    let text = line.text.trim().trim_matches('#').trim();
    Some((*line, alone(text).filter(|_| title.edition.is_none())?))
}

fn heading(line: Line<'_>) -> String {
    inline::plain(line.text.trim().trim_matches('#')).to_lowercase()
}

/// The lines of text and bullets, with what they say.
fn contents<'b, 't>(blocks: &'b [Block<'t>]) -> impl Iterator<Item = (Line<'t>, &'t str)> + use<'b, 't> {
    blocks.iter().filter_map(|block| match *block {
        Block::Text(line) => Some((line, line.text)),
        Block::Bullet { line, text } => Some((line, text)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::parse::article::parse_article;
    use crate::parse::vocabulary::section::Schema;

    fn link(page: &str) -> Option<String> {
        parse_article("a.md", page, &Schema::default()).link
    }

    #[test]
    fn only_what_says_so_is_the_address() {
        let address = Some("https://a.org/#/1".to_owned());
        for page in [
            "# T\n\n[Home](https://b.org)\n\n__[External link](https://a.org/#/1)__\n\n## Signals\n",
            "# T\n\n## Metadata\n\n* Author: A. Orgel\n* URL: https://a.org/#/1\n\n## Signals\n",
            "# T\n\n## Source\n\n<https://a.org/#/1>\n\n## Signals\n",
            "# T\n\n2024-05-01\n\nhttps://a.org/#/1\n\n## Signals\n",
            "# [T](https://a.org/#/1)\n\nSome text.\n\n## Signals\n",
            "---\nurl: https://a.org/#/1\n---\n# [T](https://b.org)\n",
            "---\nurl: https://b.org\n---\n# T\n\n__[External link](https://a.org/#/1)__\n",
        ] {
            assert_eq!(link(page), address, "{page}");
        }
        for page in [
            "# T\n\nWelcome. [Subscribe here](https://b.org), it is free.\n",
            "# T\n\n[![badge](https://b.org/x.svg)](https://b.org)\n\n## Signals\n",
            "# T\n\n[Home](https://b.org)\n\nSome text.\n\n## Signals\n",
            "# T\n\n![](https://b.org/x)\n",
            "---\nlink: /2024/05/t/\n---\n# T\n",
            "---\nurl: '{{ page.url }}'\n---\n# T\n",
            "# T\n\nSource: notes/t.md\n",
            "# [T](t.md)\n",
        ] {
            assert_eq!(link(page), None, "{page}");
        }
    }
}
