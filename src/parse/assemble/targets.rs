//! Which article a link leads to: by path, by name, by alias or title, by web address.
//!
//! Obsidian takes a note by its name in any folder, the nearest one first; Jekyll, Hugo and Quartz make addresses of
//! paths (`/2026/01/11/dune-grass/` of `_posts/2026-01-11-dune-grass.md`). One table answers for all of them, from the
//! most exact form to the loosest, and what is ambiguous leads nowhere.

use std::collections::BTreeMap;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use crate::parse::head::address::Address;
use crate::parse::head::links::{decoded, normal_form, stem};
use crate::parse::parsed::{ArticleLink, LinkForm, ParsedArticle};
use crate::parse::text::line::offset;
use crate::parse::types::ArticleId;

/// Articles by the names under which they can be linked to.
pub(in crate::parse) struct Targets {
    /// Without the ending, by id.
    paths: Vec<String>,
    by_path: BTreeMap<String, ArticleId>,
    /// By the loose form of the file's name: `dune grass` for `Dune-Grass.md`.
    by_name: BTreeMap<String, Vec<ArticleId>>,
    by_alias: BTreeMap<String, Vec<ArticleId>>,
    by_title: BTreeMap<String, Vec<ArticleId>>,
    by_address: BTreeMap<String, Vec<ArticleId>>,
}

impl Targets {
    /// Of articles in sorted order. O(n log n).
    pub(in crate::parse) fn new(articles: &[ParsedArticle]) -> Self {
        let mut targets = Self {
            paths: articles.iter().map(|article| without_extension(&article.path).to_owned()).collect(),
            by_path: BTreeMap::new(),
            by_name: BTreeMap::new(),
            by_alias: BTreeMap::new(),
            by_title: BTreeMap::new(),
            by_address: BTreeMap::new(),
        };
        for (article, id) in articles.iter().zip((0..).map(ArticleId::new)) {
            targets.add(article, id);
        }
        targets
    }

    fn add(&mut self, article: &ParsedArticle, id: ArticleId) {
        let path = without_extension(&article.path);
        self.by_path.entry(path.to_owned()).or_insert(id);
        let name = stem(&article.path);
        push(&mut self.by_name, loose(name), id);
        if let Some((_, slug)) = dated(name) {
            push(&mut self.by_name, loose(slug), id);
        }
        // `reeds/index.md` and `reeds/README.md` are the page of their folder.
        if let Some(folder) = folder_page(path) {
            self.by_path.entry(folder.to_owned()).or_insert(id);
            push(&mut self.by_name, loose(last_part(folder)), id);
        }
        // Logseq writes the page `coast/sand` as `coast___sand.md` or `coast%2Fsand.md`.
        if name.contains("___") || name.contains("%2F") {
            push(&mut self.by_alias, loose(&name.replace("___", "/").replace("%2F", "/")), id);
        }
        for alias in &article.aliases {
            if alias.contains('/') {
                self.by_path.entry(alias.trim_matches('/').to_owned()).or_insert(id);
            }
            push(&mut self.by_alias, loose(alias), id);
        }
        push(&mut self.by_title, loose(&article.title), id);
        // A home page is no article: too many texts lead there.
        if let Some(link) = article.link.as_deref().filter(|link| Address::of(link).path().len() > 1) {
            push(&mut self.by_address, normal_form(link), id);
        }
    }

    /// The article that a link in `from` leads to.
    pub(in crate::parse) fn find(&self, from: &str, link: &ArticleLink) -> Option<ArticleId> {
        if link.form == LinkForm::Address || link.target.contains("://") {
            // A part of a page is of that page, unless pages are told apart by what stands behind the sign.
            let page = link.target.split('#').next().unwrap_or(&link.target);
            let exact = self.by_address.get(&normal_form(&link.target));
            return only(exact.or_else(|| self.by_address.get(&normal_form(page)))?);
        }
        let target = link.target.split('#').next().unwrap_or(&link.target);
        let target = decoded(target);
        // Windows writes `coast\sand.md`, DokuWiki `coast:sand`.
        let place = target.trim().replace(['\\', ':'], "/");
        let target = target.trim();
        if target.is_empty() {
            return None;
        }
        let by_name = |target: &str| self.by_path(from, target).or_else(|| self.by_name(from, target));
        let by_word =
            |table: &BTreeMap<String, Vec<ArticleId>>| table.get(&loose(target)).and_then(|all| only(all));
        by_name(target)
            .or_else(|| by_name(&place))
            .or_else(|| by_word(&self.by_alias))
            .or_else(|| by_word(&self.by_title))
    }

    /// The article that a name or path in `from` leads to: as [`Self::find`], titles left aside.
    pub(in crate::parse) fn named(&self, from: &str, name: &str) -> Option<ArticleId> {
        let name = decoded(name.split('#').next().unwrap_or(name));
        let name = name.trim();
        let aliased = || self.by_alias.get(&loose(name)).and_then(|found| only(found));
        self.by_path(from, name).or_else(|| self.by_name(from, name)).or_else(aliased)
    }

    /// The article at a path from the top, as it is kept or as a site has it.
    pub(in crate::parse) fn at(&self, path: &str) -> Option<ArticleId> {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        self.by_path("", path).or_else(|| self.by_date(&parts))
    }

    /// The only article whose path ends with `path`, which has a folder.
    pub(in crate::parse) fn below(&self, path: &str) -> Option<ArticleId> {
        let (folders, last) = path.rsplit_once('/')?;
        let folders: Vec<&str> = folders.split('/').collect();
        let found = self.by_name.get(&loose(without_extension(last)))?;
        let within: Vec<ArticleId> = found.iter().copied().filter(|&id| self.lies_in(id, &folders)).collect();
        only(&within)
    }

    /// From the folder of the page, then from the top.
    fn by_path(&self, from: &str, target: &str) -> Option<ArticleId> {
        let folder = folder_of(from);
        let bare = without_extension(target);
        let tried = [joined(folder, target), joined(folder, bare), joined("", target), joined("", bare)];
        tried.iter().find_map(|path| self.by_path.get(path)).copied()
    }

    /// By the last part of the target, then by as many of its folders as the paths have in common with it.
    fn by_name(&self, from: &str, target: &str) -> Option<ArticleId> {
        let parts: Vec<&str> = target.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
        let (last, folders) = parts.split_last()?;
        if let Some(id) = self.by_date(&parts) {
            return Some(id);
        }
        let named = |name: &str| self.by_name.get(&loose(name)).map(|found| self.spelled(found, name));
        let found = named(last).or_else(|| named(without_extension(last)))?;
        let within: Vec<ArticleId> = found.iter().copied().filter(|&id| self.lies_in(id, folders)).collect();
        match within.as_slice() {
            // The folders are wrong: only a single page of that name will do. Or they are those of a site, which has
            // no endings: then a page beside this one will do, too.
            [] if without_extension(last) == *last => only(&found).or_else(|| self.beside(from, &found)),
            [] => only(&found),
            within => self.nearest(from, within),
        }
    }

    /// `2026/01/11/dune-grass` as Jekyll makes it of `2026-01-11-dune-grass`.
    fn by_date(&self, parts: &[&str]) -> Option<ArticleId> {
        let start = parts.len().checked_sub(4)?;
        let number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        parts[start..start + 3].iter().all(number).then_some(())?;
        only(self.by_name.get(&loose(without_extension(&parts[start..].join("-"))))?)
    }

    /// Those spelled exactly so; where there are none, all, if they are spelled alike.
    fn spelled(&self, found: &[ArticleId], name: &str) -> Vec<ArticleId> {
        let spelling = |id: ArticleId| last_part(&self.paths[usize::from(id)]);
        let exact: Vec<ArticleId> = found.iter().copied().filter(|&id| spelling(id) == name).collect();
        if !exact.is_empty() {
            return exact;
        }
        let alike = found.windows(2).all(|pair| spelling(pair[0]) == spelling(pair[1]));
        if alike { found.to_vec() } else { Vec::new() }
    }

    /// Whether the folders above the article end with `folders`, case ignored.
    fn lies_in(&self, id: ArticleId, folders: &[&str]) -> bool {
        let mut above = self.paths[usize::from(id)].rsplit('/').skip(1);
        folders.iter().rev().all(|folder| above.next().is_some_and(|own| loose(own) == loose(folder)))
    }

    /// The one in the same folder as `from`.
    fn beside(&self, from: &str, found: &[ArticleId]) -> Option<ArticleId> {
        found.iter().copied().find(|&id| folder_of(&self.paths[usize::from(id)]) == folder_of(from))
    }

    /// The one that shares most folders with `from`, of these the one least deep, of these the first.
    fn nearest(&self, from: &str, found: &[ArticleId]) -> Option<ArticleId> {
        let shared = |path: &str| {
            let folders = folder_of(path).split('/').zip(folder_of(from).split('/'));
            folders.take_while(|(own, other)| own == other).count()
        };
        found.iter().copied().min_by_key(|&id| {
            let path = &self.paths[usize::from(id)];
            (std::cmp::Reverse(shared(path)), path.matches('/').count(), id)
        })
    }
}

fn push(table: &mut BTreeMap<String, Vec<ArticleId>>, name: String, id: ArticleId) {
    let ids = table.entry(name).or_default();
    if ids.last() != Some(&id) {
        ids.push(id);
    }
}

fn only(found: &[ArticleId]) -> Option<ArticleId> {
    if let [one] = found { Some(*one) } else { None }
}

/// A form that is equal for spellings of one name: case, `-`, `_` and runs of white space do not count.
pub(in crate::parse) fn loose(name: &str) -> String {
    let composed: String = if is_nfc(name) { name.to_owned() } else { name.nfc().collect() };
    let words =
        composed.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_')).filter(|word| !word.is_empty());
    let mut loose = String::with_capacity(composed.len());
    for word in words {
        if !loose.is_empty() {
            loose.push(' ');
        }
        loose.extend(word.chars().flat_map(char::to_lowercase));
    }
    loose
}

/// Date and rest of a name such as `2026-01-11-dune-grass`.
fn dated(name: &str) -> Option<(&str, &str)> {
    let (date, rest) = name.split_at_checked(11)?;
    let shaped = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 | 10 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (shaped && !rest.is_empty()).then_some((date, rest))
}

/// The folder whose page this is.
fn folder_page(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/')?;
    ["index", "_index", "readme"].iter().any(|page| name.eq_ignore_ascii_case(page)).then_some(folder)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The path without the ending of a page; `Node.js` has none.
fn without_extension(path: &str) -> &str {
    let stem = stem(path);
    let end = offset(path, stem) + stem.len();
    let ending = path[end..].trim_start_matches('.');
    let page =
        ["md", "markdown", "mdx", "html", "htm"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    if page { &path[..end] } else { path }
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

    /// Pages as path, title, aliases, address.
    fn targets(pages: &[(&str, &str, &[&str], Option<&str>)]) -> Targets {
        let article = |&(path, title, aliases, link): &(&str, &str, &[&str], Option<&str>)| ParsedArticle {
            path: path.into(),
            title: title.into(),
            aliases: aliases.iter().map(|&alias| alias.into()).collect(),
            link: link.map(str::to_owned),
            ..ParsedArticle::default()
        };
        Targets::new(&pages.iter().map(article).collect::<Vec<_>>())
    }

    fn link(form: LinkForm, target: &str) -> ArticleLink {
        ArticleLink { form, target: target.into(), ..ArticleLink::default() }
    }

    #[test]
    fn links_lead_to_files_by_path_then_by_name() {
        let paths = ["a/x.md", "b/x.md", "b/y z.md", "c.md"];
        let targets = targets(&paths.map(|path| (path, "", &[][..], None)));
        let find = |from, target| targets.find(from, &link(LinkForm::Path, target));
        assert_eq!(find("b/q.md", "x"), Some(ArticleId::new(1)));
        assert_eq!(find("c.md", "x"), Some(ArticleId::new(0)));
        assert_eq!(find("b/q.md", "../a/x.md"), Some(ArticleId::new(0)));
        assert_eq!(find("a/x.md", "y%20z.md#part"), Some(ArticleId::new(2)));
        assert_eq!(find("a/x.md", "c"), Some(ArticleId::new(3)));
        assert_eq!(find("a/x.md", "none"), None);
        assert_eq!(find("a/x.md", "#part"), None);
        assert_eq!(find("a/x.md", "/d/x.md"), None, "two pages, and neither lies there");
    }

    #[test]
    fn notes_are_called_by_name_alias_and_title() {
        let targets = targets(&[
            ("coast/Dune grass.md", "Dune grass", &["marram"], None),
            ("coast/Node.js.md", "", &[], None),
            ("mud/Flats.md", "On mud flats", &[], None),
            ("mud/kelp/Flats.md", "On mud flats", &[], None),
            ("pages/coast___sand.md", "", &[], None),
            ("Rope.md", "", &[], None),
            ("rope.md", "", &[], None),
        ]);
        let find = |from, target| targets.find(from, &link(LinkForm::Wiki, target)).map(usize::from);
        assert_eq!(find("mud/Flats.md", "dune grass"), Some(0), "case does not count");
        assert_eq!(find("mud/Flats.md", "coast/Dune grass"), Some(0));
        assert_eq!(find("mud/Flats.md", "Marram"), Some(0));
        assert_eq!(find("mud/Flats.md", "Node.js"), Some(1));
        assert_eq!(find("mud/kelp/x.md", "Flats"), Some(3), "the nearest one");
        assert_eq!(find("coast/x.md", "Flats"), Some(2), "the one less deep");
        assert_eq!(find("coast/x.md", "On mud flats"), None, "two have the title");
        assert_eq!(find("coast/x.md", "coast/sand"), Some(4));
        assert_eq!(find("x.md", "coast:Dune grass"), Some(0), "as in DokuWiki");
        assert_eq!((find("x.md", "Rope"), find("x.md", "ROPE")), (Some(5), None));
    }

    #[test]
    fn paths_of_site_generators_lead_to_their_pages() {
        let targets = targets(&[
            ("_posts/2026-01-11-dune-grass.md", "", &["/en/dunes/1/"], None),
            ("content/posts/mud/index.md", "", &[], None),
            ("content/posts/Reed Beds.md", "", &[], None),
            ("radar/2025/kelp.md", "", &[], None),
            ("radar/2026/kelp.md", "", &[], None),
        ]);
        let find =
            |target| targets.find("content/posts/tides.md", &link(LinkForm::Path, target)).map(usize::from);
        for target in
            ["/2026/01/11/dune-grass/", "2026-01-11-dune-grass", "/posts/dune-grass.html", "/en/dunes/1/"]
        {
            assert_eq!(find(target), Some(0), "{target}");
        }
        for target in ["../mud/", "/posts/mud/", "mud/index.md", "/posts/mud/index.html"] {
            assert_eq!(find(target), Some(1), "{target}");
        }
        assert_eq!(find("/posts/reed-beds"), Some(2));
        assert_eq!((find("/tags/tide"), find("/techniques/kelp/")), (None, None));
        let beside = targets.find("radar/2026/rope.md", &link(LinkForm::Path, "/techniques/kelp/"));
        assert_eq!(beside, Some(ArticleId::new(4)), "the one of the same edition");
    }

    #[test]
    fn an_address_leads_to_the_one_article_that_has_it() {
        let targets = targets(&[
            ("a.md", "", &[], Some("https://www.a.example/x/")),
            ("b.md", "", &[], Some("https://b.example/y")),
            ("c.md", "", &[], Some("https://b.example/y")),
            ("d.md", "", &[], Some("https://d.example/")),
        ]);
        let find = |target| targets.find("e.md", &link(LinkForm::Address, target)).map(usize::from);
        assert_eq!(find("http://a.example/x"), Some(0));
        assert_eq!(find("https://b.example/y"), None, "two have it");
        assert_eq!(find("https://d.example"), None, "a home page");
    }
}
