//! The section Closest: links from one article to others.

use std::collections::BTreeMap;

use crate::diagnostic::Code;
use crate::parse::head::links::{decoded, stem};
use crate::parse::page::block::Block;
use crate::parse::parsed::ArticleLink;
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::{Line, offset};
use crate::parse::types::ArticleId;

/// Reads the bullets of a section Closest.
pub(in crate::parse) fn read(blocks: &[Block<'_>], found: &mut Vec<ArticleLink>, report: &mut Report) {
    for block in blocks {
        let line = match *block {
            Block::Bullet { line, .. } | Block::Text(line) => line,
            Block::Rows(ref rows) => rows[0],
            _ => continue,
        };
        match last_target(line) {
            Some((target, at)) => {
                found.push(ArticleLink {
                    target: target.to_owned(),
                    line: line.number,
                    column: line.column(at),
                });
            }
            None => report.add(
                Code::NotAClosestLink,
                line,
                offset(line.text, line.text.trim()),
                "no link to an article",
            ),
        }
    }
}

/// The target between the last `](` and the parenthesis that ends it: titles may hold brackets themselves.
fn last_target(line: Line<'_>) -> Option<(&str, usize)> {
    let start = line.text.rfind("](")?;
    let from = line.text[..start].rfind('[')?;
    let link = inline::link(line.text, from)?;
    (!link.target.is_empty()).then(|| (link.target, offset(line.text, link.target)))
}

/// Articles by the names under which they can be linked to.
pub(in crate::parse) struct Targets {
    by_path: BTreeMap<String, ArticleId>,
    by_stem: BTreeMap<String, ArticleId>,
}

impl Targets {
    /// `paths` in sorted order. Of two files with one name in different folders the first one is meant,
    /// unless the link names the folder or both lie in one.
    pub(in crate::parse) fn new<'p>(paths: impl Iterator<Item = &'p str>) -> Self {
        let (mut by_path, mut by_stem) = (BTreeMap::new(), BTreeMap::new());
        for (path, id) in paths.zip((0..).map(ArticleId::new)) {
            by_path.entry(without_extension(path).to_owned()).or_insert(id);
            by_stem.entry(stem(path).to_owned()).or_insert(id);
        }
        Self { by_path, by_stem }
    }

    /// The article that a link in `from` leads to.
    pub(in crate::parse) fn find(&self, from: &str, target: &str) -> Option<ArticleId> {
        let target = decoded(target.split('#').next().unwrap_or(target));
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = joined(folder, &target);
        let found = self.by_path.get(path.as_str()).or_else(|| self.by_path.get(without_extension(&path)));
        let last = target.rsplit('/').next().unwrap_or(&target);
        found.or_else(|| self.by_stem.get(last)).or_else(|| self.by_stem.get(stem(last))).copied()
    }
}

fn without_extension(path: &str) -> &str {
    let stem = stem(path);
    &path[..offset(path, stem) + stem.len()]
}

fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let folder = if target.starts_with('/') { "" } else { folder };
    for part in folder.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_files_by_path_then_by_name() {
        let targets = Targets::new(["a/x.md", "b/x.md", "b/y z.md", "c.md"].into_iter());
        assert_eq!(targets.find("b/q.md", "x"), Some(ArticleId::new(1)));
        assert_eq!(targets.find("c.md", "x"), Some(ArticleId::new(0)));
        assert_eq!(targets.find("b/q.md", "../a/x.md"), Some(ArticleId::new(0)));
        assert_eq!(targets.find("a/x.md", "y%20z.md#part"), Some(ArticleId::new(2)));
        assert_eq!(targets.find("a/x.md", "c"), Some(ArticleId::new(3)));
        assert_eq!(targets.find("a/x.md", "none"), None);
    }

    #[test]
    fn titles_may_hold_brackets() {
        let line = Line { number: 1, text: "* [On [sic] Foo (bar)](2e40e5)" };
        assert_eq!(last_target(line), Some(("2e40e5", 23)));
    }
}
