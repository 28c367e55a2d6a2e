//! What is learned from real pages: patterns of rows, shapes of pages, which words stand together.

use std::collections::HashMap;

use portent::parse::{Corpus, KindId, Mention};

use super::words::{CLASSES, Words, at, stored};

/// The tables of a page, in their order there: kind and heading.
pub(crate) const SECTIONS: [(KindId, &str); 5] = [
    (KindId::SIGNAL, "Signals"),
    (KindId::CONCERN, "Concerns"),
    (KindId::BEHAVIOR, "Behaviors"),
    (KindId::TECHNOLOGY, "Technologies"),
    (KindId::ISSUE, "Issues"),
];

/// The texts of a row behind its name: what the reader calls a column and what pages call it.
pub(crate) const COLUMNS: [(&str, &str); 4] = [
    ("description", "description"),
    ("change", "change"),
    ("ten_year", "10-year"),
    ("driving_force", "driving-force"),
];

/// A word of a text, with what stands behind it (spaces, signs) as a number in [`Learned::gaps`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) word: u32,
    pub(crate) gap: u32,
    pub(crate) is_capital: bool,
}

/// A real row as a pattern.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: Box<[Piece]>,
    /// One for each of [`COLUMNS`], empty where the row has none.
    pub(crate) texts: [Box<[Piece]>; 4],
    pub(crate) relevancy: u8,
}

/// How many rows a page has in each section, and whether it has a head with keywords, themes and summary.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) rows: [u16; 5],
    pub(crate) keywords: u16,
    pub(crate) themes: u16,
    pub(crate) has_summary: bool,
}

/// The words of a page by class, each as often as it stands there: those of names, and those of all its texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stock {
    pub(crate) names: [Vec<u32>; CLASSES],
    pub(crate) texts: [Vec<u32>; CLASSES],
}

impl Stock {
    /// Adds the words of another.
    pub(crate) fn add(&mut self, other: &Self) {
        for class in 0..CLASSES {
            self.names[class].extend(&other.names[class]);
            self.texts[class].extend(&other.texts[class]);
        }
    }
}

/// All that is learned.
#[derive(Debug, Default)]
pub(crate) struct Learned {
    pub(crate) words: Words,
    pub(crate) gaps: Vec<Box<str>>,
    pub(crate) rows: [Vec<Row>; 5],
    pub(crate) shapes: Vec<Shape>,
    pub(crate) pages: Vec<Stock>,
    /// All of `pages` together.
    pub(crate) all: Stock,
    /// For each word the pages whose names hold it.
    pub(crate) pages_with: HashMap<u32, Vec<u32>>,
    /// Number of rows, and of different words in names.
    pub(crate) row_count: usize,
    pub(crate) name_words: usize,
    gap_number: HashMap<Box<str>, u32>,
    proper: HashMap<String, i64>,
}

impl Learned {
    /// Learns from pages that were read. O(words).
    pub(crate) fn new(corpus: &Corpus, general_share: f64) -> Self {
        let mut learned = Self::default();
        for mention in &corpus.mentions {
            texts_of(mention).iter().for_each(|text| learned.count_capitals(text));
        }
        for article in corpus.article_ids() {
            learned.add_page(corpus, article);
        }
        learned.mark_general(general_share);
        learned.stock_pages(corpus);
        learned
    }

    /// Tells names of persons, places and firms: words with a capital where no sentence begins.
    fn count_capitals(&mut self, text: &str) {
        let mut begins = true;
        for (word, gap) in split(text).1 {
            let first = word.chars().next().unwrap_or_default();
            if !begins {
                let vote = if first.is_uppercase() { 1 } else { -2 };
                *self.proper.entry(word.to_lowercase()).or_default() += vote;
            }
            begins = gap.contains(['.', '!', '?', ':']);
        }
    }

    fn add_page(&mut self, corpus: &Corpus, article: portent::parse::ArticleId) {
        let mut shape = Shape {
            rows: [0; 5],
            keywords: 0,
            themes: 0,
            has_summary: corpus.articles[article].summary.is_some(),
        };
        let mentions = corpus.mentions_of(article);
        for mention in &corpus.mentions.raw[usize::from(mentions.start)..usize::from(mentions.end)] {
            shape.keywords += u16::from(mention.kind == KindId::KEYWORD);
            shape.themes += u16::from(mention.kind == KindId::THEME);
            let Some(section) = SECTIONS.iter().position(|&(kind, _)| kind == mention.kind) else { continue };
            let row = self.row(mention);
            if !row.name.is_empty() {
                shape.rows[section] += 1;
                self.row_count += 1;
                self.rows[section].push(row);
            }
        }
        if shape.rows.iter().any(|&rows| rows > 0) {
            self.shapes.push(shape);
        }
    }

    fn row(&mut self, mention: &Mention) -> Row {
        let name = self.pieces(&mention.name);
        let texts = texts_of(mention).map(|text| self.pieces(text));
        Row { name, texts, relevancy: mention.relevancy.unwrap_or(3.0).clamp(1.0, 5.0) as u8 }
    }

    fn pieces(&mut self, text: &str) -> Box<[Piece]> {
        let (_, words) = split(text);
        let pieces = words.into_iter().map(|(word, gap)| {
            let is_capital = word.chars().next().is_some_and(char::is_uppercase);
            let stored = stored(word);
            let proper = self.proper.get(&stored).is_some_and(|&votes| votes > 1);
            Piece { word: self.words.intern(&stored, proper), gap: self.gap(&gap), is_capital }
        });
        pieces.collect()
    }

    /// The number of what stands between words.
    pub(crate) fn gap(&mut self, gap: &str) -> u32 {
        if let Some(&known) = self.gap_number.get(gap) {
            return known;
        }
        let number = self.gaps.len() as u32;
        self.gaps.push(gap.into());
        self.gap_number.insert(gap.into(), number);
        number
    }

    /// Words on many pages are general.
    fn mark_general(&mut self, share: f64) {
        let mut pages = vec![(0_u32, u32::MAX); self.words.words.len()];
        let mut starts = [0_usize; 5];
        for (page, shape) in self.shapes.iter().enumerate() {
            for (section, start) in starts.iter_mut().enumerate() {
                let end = *start + usize::from(shape.rows[section]);
                for piece in self.rows[section][*start..end].iter().flat_map(all_pieces) {
                    let (count, last) = &mut pages[at(piece.word)];
                    *count += u32::from(*last != page as u32);
                    *last = page as u32;
                }
                *start = end;
            }
        }
        let least = (share * self.shapes.len() as f64).max(3.0);
        for (word, (count, _)) in self.words.words.iter_mut().zip(pages) {
            word.is_general = f64::from(count) > least;
        }
    }

    /// The words of each page that say something of its topic.
    fn stock_pages(&mut self, corpus: &Corpus) {
        let mut starts = [0_usize; 5];
        let mut named = vec![false; self.words.words.len()];
        self.pages.reserve(corpus.articles.len());
        for (page, shape) in self.shapes.iter().enumerate() {
            let mut stock = Stock::default();
            for (section, start) in starts.iter_mut().enumerate() {
                let end = *start + usize::from(shape.rows[section]);
                for row in &self.rows[section][*start..end] {
                    row.name.iter().for_each(|piece| named[at(piece.word)] = true);
                    for piece in row.name.iter().filter(|piece| self.words.is_replaced(piece.word)) {
                        stock.names[self.words.get(piece.word).class.place()].push(piece.word);
                        let pages = self.pages_with.entry(piece.word).or_default();
                        if pages.last() != Some(&(page as u32)) {
                            pages.push(page as u32);
                        }
                    }
                    for piece in all_pieces(row).filter(|piece| self.words.is_replaced(piece.word)) {
                        stock.texts[self.words.get(piece.word).class.place()].push(piece.word);
                    }
                }
                *start = end;
            }
            self.all.add(&stock);
            self.pages.push(stock);
        }
        self.name_words = named.iter().filter(|&&named| named).count();
    }

    /// The pages whose names share most rare words with those of `page`, best first.
    pub(crate) fn near_pages(&self, page: usize, count: usize) -> Vec<usize> {
        let mut scores = vec![0.0; self.pages.len()];
        for word in self.pages[page].names.iter().flatten() {
            let pages = &self.pages_with[word];
            pages.iter().for_each(|&other| scores[at(other)] += 1.0 / pages.len() as f64);
        }
        let mut order: Vec<usize> =
            (0..scores.len()).filter(|&other| scores[other] > 0.0 && other != page).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
        order.truncate(count);
        order
    }
}

fn all_pieces(row: &Row) -> impl Iterator<Item = &Piece> {
    row.name.iter().chain(row.texts.iter().flatten())
}

/// The texts of a row behind its name.
fn texts_of(mention: &Mention) -> [&str; 4] {
    COLUMNS.map(|(column, _)| match column {
        "description" => mention.description.as_deref().unwrap_or_default(),
        _ => {
            mention.attributes.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value.as_str())
        }
    })
}

/// What stands before the first word, and each word with what stands behind it. Signs that a page reads as markup
/// are left out.
fn split(text: &str) -> (String, Vec<(&str, String)>) {
    let mut before = String::new();
    let mut words: Vec<(&str, String)> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first.is_alphanumeric() {
            let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
            words.push((&rest[..end], String::new()));
            rest = &rest[end..];
        } else {
            let gap = words.last_mut().map_or(&mut before, |(_, gap)| gap);
            if !"|*_`<>[]\\$~#=\n\r".contains(first) {
                gap.push(first);
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    (before, words)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_text_is_split_at_signs_and_spaces() {
        let (before, words) = split("\"Risk-aware firms\" act|.");
        assert_eq!(before, "\"");
        let expected = [("Risk", "-"), ("aware", " "), ("firms", "\" "), ("act", ".")];
        assert_eq!(words, expected.map(|(word, gap)| (word, gap.to_owned())));
    }
}
