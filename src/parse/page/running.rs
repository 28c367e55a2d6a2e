//! Links and tags of a page, wherever they stand in its text.

use std::collections::BTreeSet;

use crate::parse::page::block::Block;
use crate::parse::page::outline::Outline;
use crate::parse::parsed::{ArticleLink, LinkForm};
use crate::parse::text::line::{Columns, Line};
use crate::parse::text::links::link_of;
use crate::parse::text::notation::{Notation, pieces};
use crate::parse::vocabulary::section::Section;

/// What the text of a page points to.
#[derive(Debug, Default, PartialEq)]
pub(in crate::parse) struct Running {
    /// Links in order, each target once; those of the section Closest are not among them.
    pub(in crate::parse) links: Vec<ArticleLink>,
    /// `#tags` with their lines, in order, each once. Tables, headings and the lists of sections that make mentions
    /// have none: what stands there is a name or a description.
    pub(in crate::parse) tags: Vec<(u32, String)>,
}

/// Reads the links and tags of a page. Linear, times the logarithm of how many there are.
pub(in crate::parse) fn read(outline: &Outline<'_, '_>) -> Running {
    let mut reader = Reader::default();
    let title = outline.title.as_ref().map(|(line, _)| line.number);
    for part in &outline.parts {
        if part.section == Some(Section::Closest) {
            continue;
        }
        let tagged = matches!(part.section, None | Some(Section::Summary));
        part.heading.into_iter().for_each(|line| reader.line(line, false));
        let mut code = IndentedCode::default();
        for block in part.blocks.iter().filter(|block| !code.holds(block)) {
            match *block {
                Block::Heading { line, .. } if Some(line.number) == title => {}
                Block::Heading { line, .. } => reader.line(line, false),
                Block::Bullet { line, .. } | Block::Text(line) => reader.line(line, tagged),
                Block::Rows(ref rows) => rows.iter().for_each(|&line| reader.line(line, false)),
                Block::Table(ref rows) => {
                    rows.iter()
                        .for_each(|row| reader.line(Line { number: row.number, text: &row.text }, false));
                }
                Block::List(ref items) => {
                    let lines = items.iter().map(|item| Line { number: item.number, text: &item.text });
                    lines.for_each(|line| reader.line(line, tagged));
                }
                Block::Blank => {}
            }
        }
    }
    reader.found
}

#[derive(Debug, Default)]
struct Reader {
    found: Running,
    links: BTreeSet<(LinkForm, String)>,
    tags: BTreeSet<String>,
}

impl Reader {
    fn line(&mut self, line: Line<'_>, tagged: bool) {
        if !may_point(line.text, tagged) {
            return;
        }
        let mut columns = Columns::of(line);
        for piece in pieces(line.text) {
            if let Some(link) = link_of(&piece)
                && self.links.insert((link.form, link.target.to_owned()))
            {
                self.found.links.push(ArticleLink {
                    form: link.form,
                    target: link.target.to_owned(),
                    line: line.number,
                    column: columns.next(link.at),
                });
            }
            let tag = match piece.what {
                Notation::Tag(name) => name,
                Notation::TagLink(link) => link.page(),
                _ => continue,
            };
            if tagged && self.tags.insert(tag.to_lowercase()) {
                self.found.tags.push((line.number, tag.to_owned()));
            }
        }
    }
}

/// A look at the bytes: most lines are without links and tags.
fn may_point(text: &str, tagged: bool) -> bool {
    let marked = |byte: u8| (byte == b'[') | (byte == b'{') | ((byte == b'#') & tagged);
    text.bytes().fold(false, |seen, byte| seen | marked(byte)) || text.contains("://")
}

/// Tells lines of code that are indented by four columns behind a blank line, where no list is open.
#[derive(Debug)]
pub(in crate::parse) struct IndentedCode {
    blank: bool,
    list: bool,
    code: bool,
}

impl Default for IndentedCode {
    fn default() -> Self {
        Self { blank: true, list: false, code: false }
    }
}

impl IndentedCode {
    /// Whether the next block of the page is such code.
    pub(in crate::parse) fn holds(&mut self, block: &Block<'_>) -> bool {
        if let Block::Blank = block {
            self.blank = true;
            return false;
        }
        let deep = match block {
            Block::Text(line) => line.text.starts_with("    ") || line.text.starts_with('\t'),
            _ => false,
        };
        let flush = matches!(block, Block::Text(line) if !line.text.starts_with([' ', '\t']));
        self.code = deep && !self.list && (self.blank || self.code);
        self.list = matches!(block, Block::Bullet { .. }) || (self.list && !(flush && self.blank));
        self.blank = false;
        self.code
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::page::block::blocks;
    use crate::parse::page::outline::outline;
    use crate::parse::report::Report;
    use crate::parse::text::line::lines;
    use crate::parse::vocabulary::section::Schema;

    type Numbered = Vec<(u32, String)>;

    fn shown(page: &str) -> (Numbered, Numbered) {
        let (lines, schema, mut report) = (lines(page), Schema::default(), Report::new("a.md"));
        let blocks = blocks(&lines, &schema, &mut report);
        let found = read(&outline(&blocks, &schema, &mut report));
        (found.links.into_iter().map(|link| (link.line, link.target)).collect(), found.tags)
    }

    fn owned(list: &[(u32, &str)]) -> Numbered {
        list.iter().map(|&(line, text)| (line, text.to_owned())).collect()
    }

    #[test]
    fn links_are_read_wherever_they_stand() {
        let page = "# [[Title]]\n[[a]] and [b](b.md)\n## On [[c]]\n- [[d]], [[a]]\n\n| x |\n|---|\n| [[e\\|E]] |\n\
                    ## Signals\n| name |\n|---|\n| [[f]] |\n## Closest\n* [[g]]\n";
        assert_eq!(shown(page).0, owned(&[(2, "a"), (2, "b.md"), (3, "c"), (4, "d"), (8, "e"), (12, "f")]));
    }

    #[test]
    fn tags_are_read_in_running_text_alone() {
        let page = "# T #no\n#reed beds, #mud/flat and #Reed\n- x #tide\n> #quote\n| a |\n|---|\n| #no |\n\
                    ## Part #no\nend #sea-\u{e9}t\u{e9}. a#no [x](#no) <b style='#no'>\n\n    #no\n\n## Keywords\n- #no\n";
        assert_eq!(
            shown(page).1,
            owned(&[(2, "reed"), (2, "mud/flat"), (3, "tide"), (4, "quote"), (9, "sea-\u{e9}t\u{e9}")])
        );
    }

    #[test]
    fn indented_text_of_a_bullet_is_no_code() {
        assert_eq!(
            shown("- a\n\n    #one\n\nb\n\n    #no\n    #no\n\n- c\n    #two").1,
            owned(&[(3, "one"), (11, "two")])
        );
    }
}
