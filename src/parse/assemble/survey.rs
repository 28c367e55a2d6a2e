//! The survey of an archive from those of its pages.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::parse::page::table::split_row;
use crate::parse::parsed::ParsedArticle;
use crate::parse::survey::{
    Found, LinkCounts, PageHeading, Survey, SurveyedColumn, SurveyedHeading, SurveyedKey,
};
use crate::parse::text::inline;
use crate::parse::vocabulary::words::{bare_key, key as word_key};

/// Joins the surveys of all pages, in the order of their paths, and takes them. O(headings + tables + keys), each times
/// the logarithm of the distinct ones.
pub(in crate::parse) fn survey(articles: &mut [ParsedArticle]) -> Survey {
    let mut headings = Headings::default();
    let mut tables: FxHashMap<String, u64> = FxHashMap::default();
    let mut keys: FxHashMap<String, SurveyedKey> = FxHashMap::default();
    let (mut with_keys, mut above) = (0, Found::default());
    for article in articles {
        let page = std::mem::take(&mut article.survey);
        page.headings.into_iter().for_each(|heading| headings.add(&article.path, heading));
        page.tables.into_iter().for_each(|header| *tables.entry(header).or_default() += 1);
        above.add(page.above);
        with_keys += u64::from(!page.keys.is_empty());
        for (key, meaning, example) in page.keys {
            let known =
                keys.entry(word_key(&key)).or_insert(SurveyedKey { key, articles: 0, meaning, example });
            known.articles += 1;
        }
    }
    let mut keys: Vec<SurveyedKey> = keys.into_values().collect();
    keys.sort_by(|a, b| (Reverse(a.articles), &a.key).cmp(&(Reverse(b.articles), &b.key)));
    Survey {
        headings: headings.finish(),
        columns: columns(tables),
        keys,
        with_keys,
        above,
        links: LinkCounts::default(),
    }
}

/// Headings by the key under which they are one.
#[derive(Default)]
struct Headings {
    by_key: FxHashMap<String, usize>,
    all: Vec<SurveyedHeading>,
    /// Which article each was met in last.
    last: Vec<String>,
}

impl Headings {
    fn add(&mut self, path: &str, PageHeading { heading, line, section, found }: PageHeading) {
        let key = bare_key(&heading);
        let at = *self.by_key.entry(key).or_insert(self.all.len());
        if at == self.all.len() {
            let path = path.to_owned();
            let first =
                SurveyedHeading { heading, articles: 0, section, found: Found::default(), path, line };
            self.all.push(first);
            self.last.push(String::new());
        }
        let known = &mut self.all[at];
        known.found.add(found);
        known.section = known.section.or(section);
        if self.last[at] != path {
            known.articles += 1;
            self.last[at].replace_range(.., path);
        }
    }

    /// Most frequent first; the sort is stable, so that equal ones stay in the order of their first places.
    fn finish(self) -> Vec<SurveyedHeading> {
        let mut all = self.all;
        all.sort_by_key(|heading| Reverse(heading.articles));
        all
    }
}

/// The columns of tables, by their headers as written. Each distinct line of headers is split once.
fn columns(tables: FxHashMap<String, u64>) -> Vec<SurveyedColumn> {
    let mut lines: Vec<(String, u64)> = tables.into_iter().collect();
    lines.sort();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    let mut all: Vec<SurveyedColumn> = Vec::new();
    let mut cells = Vec::new();
    for (line, tables) in lines {
        split_row(&line, None, &mut cells);
        for (place, cell) in cells.iter().enumerate() {
            let header = inline::cell(&line[cell.clone()]);
            let at = *by_key.entry(word_key(&header)).or_insert(all.len());
            if at == all.len() {
                all.push(SurveyedColumn { header, tables: 0, first: 0 });
            }
            all[at].tables += tables;
            all[at].first += if place == 0 { tables } else { 0 };
        }
    }
    all.retain(|column| !column.header.is_empty());
    all.sort_by(|a, b| (Reverse(a.tables), &a.header).cmp(&(Reverse(b.tables), &b.header)));
    all
}

#[cfg(test)]
mod tests {
    use crate::parse::Schema;
    use crate::parse::article::parse_article;
    use crate::parse::corpus::from_articles;

    #[test]
    fn spellings_of_a_heading_are_one_and_articles_count_once() {
        let schema = Schema::default();
        let page = |path: &str, text: &str| parse_article(path, text, &schema);
        let pages = vec![
            page("b.md", "# B\n\n## Odd bits\n\n- x\n"),
            page(
                "a.md",
                "# A\n\n## **Odd Bits:**\n\n- x\n- y\n\n## odd bits\n\n- z\n\n## Rare\n\n| Who | What |\n|---|---|\n| a | b |\n",
            ),
        ];
        let survey = from_articles(pages, &schema).survey;
        let told: Vec<(&str, u64, u64)> =
            survey.headings.iter().map(|h| (h.heading.as_str(), h.articles, h.found.bullets)).collect();
        assert_eq!(told, [("Odd Bits:", 2, 4), ("Rare", 1, 0)]);
        assert_eq!((survey.headings[0].path.as_str(), survey.headings[0].line), ("a.md", 3));
        let columns: Vec<(&str, u64, u64)> =
            survey.columns.iter().map(|c| (c.header.as_str(), c.tables, c.first)).collect();
        assert_eq!(columns, [("What", 1, 0), ("Who", 1, 1)]);
    }
}
