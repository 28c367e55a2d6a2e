//! Headings that are no section, put together over the archive: one remark a heading and not one a page.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::counts::{BulletCounts, HeadingRead, RowCounts, UnknownHeading};
use crate::parse::kept::HeadingRecord;
use crate::parse::parsed::ParsedArticle;
use crate::parse::report::diagnostic;
use crate::parse::types::Corpus;
use crate::parse::vocabulary::words::bare_key;

/// So many headings have a diagnostic of their own, the most frequent ones first.
const LISTED: usize = 100;

/// A heading while it is counted.
struct Counted {
    first: HeadingRead,
    path: String,
    /// The first article that has it.
    start: usize,
    /// The last article that had it.
    last: usize,
    articles: u64,
    rows: RowCounts,
    bullets: BulletCounts,
}

/// Takes the headings of all articles, sorted by path, and those that graphs keep of theirs, into the counts and records
/// of the corpus, and reports those under which something makes no mentions. O(headings log headings).
pub(in crate::parse) fn unknown_headings(
    parsed: &mut [ParsedArticle],
    kept: &[(String, HeadingRecord)],
    corpus: &mut Corpus,
) {
    let mut found: Vec<Counted> = Vec::new();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    for (article, parsed) in parsed.iter_mut().enumerate() {
        for heading in std::mem::take(&mut parsed.headings) {
            let place = *by_key.entry(bare_key(&heading.heading)).or_insert(found.len());
            match found.get_mut(place) {
                Some(counted) => counted.add(article, &heading),
                None => found.push(Counted::new(article, &parsed.path, heading)),
            }
        }
    }
    for (path, record) in kept {
        let article = parsed.partition_point(|article| article.path < *path);
        let counted = Counted::kept(article, path, record);
        match by_key.get(&bare_key(&record.heading)).and_then(|&place| found.get_mut(place)) {
            Some(known) => known.join(counted),
            None => {
                by_key.insert(bare_key(&record.heading), found.len());
                found.push(counted);
            }
        }
    }
    if !kept.is_empty() {
        found.sort_by_key(Counted::place);
    }
    corpus.records.headings = found.iter().map(Counted::record).collect();
    found.sort_by_key(|counted| std::cmp::Reverse(counted.articles));
    report(&found, corpus);
    let unknown =
        found.into_iter().filter(|counted| !counted.first.known && !counted.first.heading.is_empty());
    corpus.counts.headings = unknown.map(Counted::finish).collect();
}

impl Counted {
    fn new(article: usize, path: &str, first: HeadingRead) -> Self {
        let (rows, bullets) = (first.rows, first.bullets);
        let path = path.to_owned();
        Self { first, path, start: article, last: article, articles: 1, rows, bullets }
    }

    fn add(&mut self, article: usize, heading: &HeadingRead) {
        self.articles += u64::from(self.last != article);
        self.last = article;
        self.first.form = self.first.form.max(heading.form);
        self.rows.add(heading.rows);
        self.bullets.add(heading.bullets);
    }

    /// A heading of pages of a graph, the first of them that article.
    fn kept(article: usize, path: &str, record: &HeadingRecord) -> Self {
        Self { articles: record.more.saturating_add(1), ..Self::new(article, path, record.read()) }
    }

    /// Adds what other pages have under it.
    fn join(&mut self, other: Self) {
        let form = self.first.form.max(other.first.form);
        self.articles = self.articles.saturating_add(other.articles);
        self.rows.add(other.rows);
        self.bullets.add(other.bullets);
        if other.place() < self.place() {
            (self.first, self.path, self.start) = (other.first, other.path, other.start);
        }
        self.first.form = form;
    }

    fn place(&self) -> (usize, u32, u32) {
        (self.start, self.first.line, self.first.column)
    }

    fn record(&self) -> HeadingRecord {
        let page = u32::try_from(self.start).unwrap_or(u32::MAX);
        let first = HeadingRead { rows: self.rows, bullets: self.bullets, ..self.first.clone() };
        HeadingRecord::of(&first, page, self.articles)
    }

    /// Whether something under it makes no mentions.
    fn is_left(&self) -> bool {
        let read = self.rows.read + self.bullets.read;
        read == 0 || self.bullets.reported > 0 || self.first.ignored
    }

    fn diagnostic(&self) -> Diagnostic {
        let HeadingRead { heading, line, column, excerpt, ignored, known, .. } = &self.first;
        let shown: String = heading.chars().take(60).collect();
        let pages = if self.articles == 1 { String::new() } else { format!(" (on {} pages)", self.articles) };
        let bullets = self.bullets.reported;
        let items =
            if bullets == 1 { "1 item of its lists".into() } else { format!("{bullets} items of its lists") };
        let message = match () {
            () if *ignored => format!("{shown:?} is left out, as the configuration says{pages}"),
            () if heading.is_empty() => format!(
                "{} before the first heading make no mentions{pages}",
                items.replace("of its lists", "of lists")
            ),
            () if *known => format!("under {shown:?}, {items} are not read{pages}"),
            () if bullets > 0 => format!("no section is called {shown:?}; {items} make no mentions{pages}"),
            () => format!("no section is called {shown:?}; its text makes no mentions{pages}"),
        };
        let found = diagnostic(Code::UnknownSection, &self.path, message);
        Diagnostic { line: *line, column: *column, excerpt: excerpt.clone(), ..found }
    }

    fn finish(self) -> UnknownHeading {
        let Self { first, path, articles, rows, bullets, .. } = self;
        let HeadingRead { heading, line, form, ignored, .. } = first;
        UnknownHeading { heading, articles, form, rows, bullets, ignored, path, line }
    }
}

/// Of a message on headings that are no section: how many items of lists make no mentions, and the heading where it names
/// one.
pub(crate) fn items_left(message: &str) -> (u64, Option<&str>) {
    let heading = message.strip_prefix("no section is called \"").and_then(|rest| rest.split_once("\"; "));
    let rest = heading.map_or(message, |(_, rest)| rest);
    let counted = rest.split_once(" item").map_or("", |(before, _)| before);
    let count = counted.rsplit(' ').next().and_then(|digits| digits.parse().ok()).unwrap_or(0);
    (count, heading.map(|(heading, _)| heading))
}

fn report(found: &[Counted], corpus: &mut Corpus) {
    let mut left = found.iter().filter(|counted| counted.is_left());
    corpus.diagnostics.extend(left.by_ref().take(LISTED).map(Counted::diagnostic));
    let Some(first) = left.next() else { return };
    let rest: Vec<&Counted> = std::iter::once(first).chain(left).collect();
    let bullets: u64 = rest.iter().map(|counted| counted.bullets.reported).sum();
    let message = format!(
        "{} more headings that are no section, not listed; {bullets} items of their lists make no mentions",
        rest.len()
    );
    let found = diagnostic(Code::UnknownSection, &first.path, message);
    corpus.diagnostics.push(Diagnostic { line: first.first.line, column: first.first.column, ..found });
}

#[cfg(test)]
mod tests {
    use super::items_left;

    #[test]
    fn messages_tell_how_much_was_not_read() {
        let told = [
            "no section is called \"News\"; 297 items of its lists make no mentions (on 411 pages)",
            "no section is called \"Notes\"; 1 item of its lists make no mentions",
            "no section is called \"5 items of hope\"; its text makes no mentions",
            "44 items of lists before the first heading make no mentions (on 10 pages)",
            "127 more headings that are no section, not listed; 270 items of their lists make no mentions",
        ];
        let expected =
            [(297, Some("News")), (1, Some("Notes")), (0, Some("5 items of hope")), (44, None), (270, None)];
        assert_eq!(told.map(items_left), expected);
    }
}
