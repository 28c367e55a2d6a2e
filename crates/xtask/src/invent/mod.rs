//! An invented archive of any size that grows as a real one does.
//!
//! | module | what it does |
//! |---|---|
//! | `words` | classes and stems of words |
//! | `learned` | patterns, shapes of pages and words that stand together, from real pages |
//! | `topics` | topics with words, birth and bursts |
//! | `new_words` | words that no real page holds |
//! | `entity` | names and texts of entities |
//! | `restate` | how an entity is said again |
//! | `maker` | the rows, one after the other |
//! | `page` | pages as Markdown |
//!
//! What is held in memory beside the topics is eight bytes an entity (the keys of names).

mod entity;
mod learned;
mod maker;
mod new_words;
mod page;
mod restate;
#[cfg(test)]
mod tests;
mod topics;
mod words;

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

use jiff::civil::Date;
use portent::parse::Corpus;
use portent::random::Random;

use learned::{Learned, SECTIONS, Shape};
use maker::{Line, Maker, Place};
use page::Head;
use topics::{Topics, WEEKS};
use words::{CLASSES, Class};

/// The share of pages on which a general word stands at least.
const GENERAL: f64 = 0.008;
/// The share of pages that speak of a second topic, and of their rows that do.
const SECOND: [f64; 2] = [0.35, 0.4];

/// The rows of a page by section.
type Tables = [Vec<Line>; 5];

/// What was written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) pages: usize,
    pub(crate) rows: usize,
    pub(crate) entities: usize,
}

/// Writes `pages` pages to `out`, 1,000 a folder, and what each row names to `truth`: page (its file's stem), section,
/// row (from 1) and entity, sorted. Same arguments, same bytes.
pub(crate) fn write(
    corpus: &Corpus,
    out: &Path,
    pages: usize,
    seed: u64,
    truth: &mut dyn Write,
) -> Result<Written, Box<dyn Error>> {
    let learned = Learned::new(corpus, GENERAL);
    if learned.shapes.is_empty() {
        return Err("the pages to learn from have no table rows".into());
    }
    let mut random = Random::new(seed);
    let mut topics = Topics::new(&learned, pages, &mut random);
    let mut maker = Maker::new(learned, random);
    let mut written = Written { pages, ..Written::default() };
    writeln!(truth, "page\tsection\trow\tentity")?;
    for number in 0..pages {
        let week = number * WEEKS / pages;
        let (head, sections) = page(&mut maker, &mut topics, number, week, pages)?;
        let folder = out.join(format!("{:05}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&folder)?;
        }
        let stem = format!("{number:08}");
        fs::write(folder.join(format!("{stem}.md")), page::text(&head, &sections))?;
        let mut named: Vec<(&str, &Vec<Line>)> =
            SECTIONS.iter().map(|&(_, heading)| heading).zip(&sections).collect();
        named.sort_unstable_by_key(|&(heading, _)| heading);
        for (heading, lines) in named {
            for (row, line) in lines.iter().enumerate() {
                writeln!(truth, "{stem}\t{heading}\t{}\t{}", row + 1, line.entity)?;
            }
            written.rows += lines.len();
        }
    }
    truth.flush()?;
    written.entities = maker.entities();
    Ok(written)
}

/// Makes one page.
fn page(
    maker: &mut Maker,
    topics: &mut Topics,
    number: usize,
    week: usize,
    pages: usize,
) -> Result<(Head, Tables), Box<dyn Error>> {
    let first = topics.draw(week, &mut maker.random);
    let second = if maker.random.unit() < SECOND[0] { topics.draw(week, &mut maker.random) } else { first };
    let subject = subject(maker, &topics.topics[first].stock.names);
    let shape = maker.learned.shapes[maker.random.below(maker.learned.shapes.len())];
    let mut sections: Tables = Default::default();
    for (section, lines) in sections.iter_mut().enumerate() {
        for _ in 0..shape.rows[section] {
            let topic = if maker.random.unit() < SECOND[1] { second } else { first };
            lines.push(
                maker.line(&mut topics.topics[topic], Place { section, page: number, subject: &subject }),
            );
        }
    }
    let head = head(maker, &topics.topics[first].stock.names, &sections, shape, [number, week, pages])?;
    Ok((head, sections))
}

/// The words that a page comes back to, two of a class.
fn subject(maker: &mut Maker, stock: &[Vec<u32>; CLASSES]) -> [Vec<u32>; CLASSES] {
    std::array::from_fn(|class| {
        let words = &stock[class];
        let count = 2.min(words.len());
        (0..count).map(|_| words[maker.random.below(words.len())]).collect()
    })
}

/// Title, date, source and what else stands above the tables.
fn head(
    maker: &mut Maker,
    stock: &[Vec<u32>; CLASSES],
    sections: &Tables,
    shape: Shape,
    [number, week, pages]: [usize; 3],
) -> Result<Head, Box<dyn Error>> {
    let lines = || sections.iter().flatten();
    let title = lines().next().map_or_else(|| format!("Page {number}"), |line| line.name.clone());
    let start = Date::new(2018, 1, 7)?;
    let day = start.checked_add(jiff::Span::new().days(i64::try_from(week * 7)?))?;
    // The share of a source falls with its rank (Zipf); their number grows slower than that of pages.
    let sources = (1.5 * libm::pow(pages as f64, 0.7)).max(10.0);
    let source = libm::pow(sources, maker.random.unit()) as usize;
    let link = format!("https://source{source}.example/{}/{number}", day.year());
    let mut words = |count: u16, length: usize| -> Vec<String> {
        let one = |_| {
            let classes = [Class::Adjective, Class::Other, Class::Plural];
            let words = classes[3 - length..].iter().filter_map(|&class| {
                let words = &stock[class.place()];
                let word = words.get(maker.random.below(words.len()))?;
                Some(maker.learned.words.get(*word).text.to_string())
            });
            words.collect::<Vec<_>>().join(" ")
        };
        (0..count).map(one).filter(|word| !word.is_empty()).collect()
    };
    let (keywords, themes) = (words(shape.keywords, 2), words(shape.themes, 1));
    let summary = match shape.has_summary {
        true => lines().take(4).map(|line| line.texts[0].as_str()).collect::<Vec<_>>().join(" "),
        false => String::new(),
    };
    Ok(Head { title, day: day.strftime("%Y%m%d").to_string(), link, keywords, themes, summary })
}
