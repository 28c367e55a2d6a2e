//! Web addresses of the archive itself: the repository that it is kept in, the site that is made of it.
//!
//! `https://github.com/ann/notes/blob/main/coast/kelp.md` leads to `coast/kelp.md`, if `ann/notes` is the repository of the
//! archive; that shows where most addresses of a repository or site are those of articles.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::assemble::targets::Targets;
use crate::parse::head::address::Address;
use crate::parse::head::links::decoded;
use crate::parse::parsed::{ArticleLink, LinkForm, ParsedArticle};
use crate::parse::types::ArticleId;

/// So many percent of the different paths of a site must be those of articles.
const LEAST_PERCENT: usize = 60;
/// So many paths must be: two of a repository, or one within a folder.
const LEAST_OF_REPOSITORY: usize = 2;
const LEAST_OF_SITE: usize = 3;

/// Pages that every repository has say nothing.
static USUAL: &[&str] =
    &["readme", "index", "license", "contributing", "changelog", "code_of_conduct", "security", "about"];

/// An address taken apart: the repository or host, and the path there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found<'a> {
    site: String,
    path: &'a str,
    repository: bool,
}

/// The sites of the archive.
pub(in crate::parse) struct Sites(BTreeSet<String>);

impl Sites {
    /// Looks at all addresses that the articles link to. O(n log n).
    pub(in crate::parse) fn new(articles: &[ParsedArticle], targets: &Targets) -> Self {
        let links = articles.iter().flat_map(|article| &article.links);
        let mut paths: BTreeMap<(String, bool), BTreeSet<&str>> = BTreeMap::new();
        for found in links.filter_map(Found::of).filter(Found::is_telling) {
            paths.entry((found.site, found.repository)).or_default().insert(found.path);
        }
        let is_own = |((_, repository), paths): &((String, bool), BTreeSet<&str>)| {
            let own: Vec<&str> =
                paths.iter().copied().filter(|path| at(targets, path, *repository).is_some()).collect();
            let within = *repository && own.iter().any(|path| path.contains('/'));
            let least = if *repository { LEAST_OF_REPOSITORY } else { LEAST_OF_SITE };
            own.len() * 100 >= paths.len() * LEAST_PERCENT && (own.len() >= least || within)
        };
        Self(paths.into_iter().filter(is_own).map(|((site, _), _)| site).collect())
    }

    /// The article that an address of the archive's own leads to.
    pub(in crate::parse) fn find(&self, targets: &Targets, link: &ArticleLink) -> Option<ArticleId> {
        let found = Found::of(link).filter(|found| self.0.contains(&found.site))?;
        at(targets, found.path, found.repository)
    }
}

/// The article at a path of the archive's repository, which may hold the archive's folder, or of its site.
fn at(targets: &Targets, path: &str, repository: bool) -> Option<ArticleId> {
    let path = decoded(path);
    targets.at(&path).or_else(|| if repository { targets.below(&path) } else { None })
}

impl<'a> Found<'a> {
    fn of(link: &'a ArticleLink) -> Option<Self> {
        let address = (link.form == LinkForm::Address).then(|| Address::of(&link.target))?;
        let host = address.domain()?.to_lowercase();
        let path = address.path().trim_matches('/');
        let file = in_repository(&host, path);
        let found = match file {
            Some((name, path)) => {
                let site = format!("{}/{}", host.replace("raw.githubusercontent.com", "github.com"), name);
                Self { site: site.to_lowercase(), path, repository: true }
            }
            None => Self { site: host, path, repository: false },
        };
        (!found.path.is_empty()).then_some(found)
    }

    /// Whether the path is one that not every site has: in a repository that of a page, else more than one plain word.
    fn is_telling(&self) -> bool {
        let last = self.path.rsplit('/').next().unwrap_or(self.path);
        let (stem, ending) = last.rsplit_once('.').unwrap_or((last, ""));
        let usual = USUAL.iter().any(|usual| stem.eq_ignore_ascii_case(usual));
        let page = matches!(ending.to_ascii_lowercase().as_str(), "md" | "markdown" | "mdx");
        !usual && if self.repository { page } else { self.path.contains(['/', '-']) }
    }
}

/// Repository and path of `owner/name/blob/main/PATH` (GitHub), `group/name/-/blob/main/PATH` (GitLab),
/// `owner/name/src/branch/main/PATH` (Gitea) and `owner/name/main/PATH` (GitHub's raw files).
fn in_repository<'a>(host: &str, path: &'a str) -> Option<(&'a str, &'a str)> {
    if host == "raw.githubusercontent.com" {
        let (at, _) = path.match_indices('/').nth(1)?;
        return Some((&path[..at], path[at + 1..].split_once('/')?.1));
    }
    let marks = ["/-/blob/", "/-/tree/", "/blob/", "/tree/", "/edit/", "/src/branch/"];
    let (name, rest) = marks.iter().find_map(|mark| path.split_once(mark))?;
    Some((name, rest.split_once('/')?.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, aliases: &[&str], addresses: &[&str]) -> ParsedArticle {
        let link = |address: &&str| ArticleLink {
            form: LinkForm::Address,
            target: (*address).to_owned(),
            ..ArticleLink::default()
        };
        ParsedArticle {
            path: path.into(),
            aliases: aliases.iter().map(|&alias| alias.into()).collect(),
            links: addresses.iter().map(link).collect(),
            ..ParsedArticle::default()
        }
    }

    /// Paths that the addresses of the first page lead to.
    fn led(pages: &[ParsedArticle]) -> Vec<Option<usize>> {
        let targets = Targets::new(pages);
        let sites = Sites::new(pages, &targets);
        pages[0].links.iter().map(|link| sites.find(&targets, link).map(usize::from)).collect()
    }

    #[test]
    fn addresses_of_the_own_repository_lead_to_its_files() {
        let addresses = [
            "https://github.com/Ann/notes/blob/main/coast/kelp.md",
            "https://github.com/ann/notes/blob/main/coast/dune%20grass.md#roots",
            "https://raw.githubusercontent.com/ann/notes/main/coast/kelp.md",
            "https://github.com/bo/other/blob/main/README.md",
            "https://github.com/bo/other/blob/main/coast/sand.md",
        ];
        let pages = [
            page("README.md", &[], &addresses),
            page("coast/dune grass.md", &[], &[]),
            page("coast/kelp.md", &[], &[]),
        ];
        assert_eq!(led(&pages), [Some(2), Some(1), Some(2), None, None]);
        let below = [page("a.md", &[], &addresses[..1]), page("notes/coast/kelp.md", &[], &[])];
        assert_eq!(led(&below), [Some(1)], "the folder of the archive stands above");
    }

    #[test]
    fn addresses_of_the_own_site_lead_to_permalinks() {
        let addresses = [
            "https://tides.example/en/1/",
            "https://tides.example/en/2/#x",
            "https://tides.example/en/3",
            "https://other.example/en/1/",
            "https://other.example/a",
            "https://other.example/b",
        ];
        let pages = [
            page("a.md", &[], &addresses),
            page("b.md", &["/en/1/"], &[]),
            page("c.md", &["/en/2/"], &[]),
            page("d.md", &["/en/3/"], &[]),
        ];
        assert_eq!(led(&pages), [Some(1), Some(2), Some(3), None, None, None]);
    }
}
