//! Pages to records, and records to pages as they were before they met the others.

use rustc_hash::{FxHashMap, FxHashSet};

use super::record::{
    AloneRecord, DateRecord, EditionRecord, HeadingRecord, LinkRecord, PageRecord, WordingRecord,
};
use crate::parse::calendar::DateOrder;
use crate::parse::counts::{BulletCounts, HeadingRead, RowCounts};
use crate::parse::head::dates::{date, date_of};
use crate::parse::parsed::{
    ArticleLink, DateLabel, EditionLabel, ItemAlone, LinkForm, ParsedArticle, ParsedMention, Pointer, Wording,
};
use crate::parse::types::{Precision, When};
use crate::parse::vocabulary::section::KindId;
use crate::parse::vocabulary::words::bare_key;

impl PageRecord {
    /// What is to be kept of a page that was read, before it meets the others. Attributes are left to the graph, which
    /// knows the columns. O(links).
    pub(in crate::parse) fn of(page: &ParsedArticle) -> Self {
        let link = |link: &ArticleLink| LinkRecord(link.form, link.target.clone(), link.line, link.column);
        let pointer =
            |pointer: &Pointer| (pointer.key.clone(), pointer.target.clone(), pointer.line, pointer.column);
        Self {
            edition: page.edition.as_ref().map(EditionRecord::of),
            date: page.date.as_ref().map(DateRecord::of),
            attributes: Vec::new(),
            aliases: page.aliases.clone(),
            closest: page.closest.iter().map(link).collect(),
            links: page.links.iter().filter(|link| link.form != LinkForm::Address).map(link).collect(),
            addresses: addresses(&page.links),
            pointers: page.pointers.iter().map(pointer).collect(),
            authors: page.authors.iter().map(|author| (author.line, author.name.clone())).collect(),
            made: Vec::new(),
            alone: page.alone.iter().map(AloneRecord::of).collect(),
            copy_of: None,
            wording: WordingRecord::of(&page.wording),
        }
    }

    /// The page as it was before it met the others, with what its node says (`page`) and its mentions, of which those
    /// that it has by other pages are taken out. `person` is the kind of people. O(links + mentions).
    #[must_use]
    pub fn page(&self, page: ParsedArticle, person: Option<KindId>) -> ParsedArticle {
        let link = |LinkRecord(form, target, line, column): &LinkRecord| ArticleLink {
            form: *form,
            target: target.clone(),
            line: *line,
            column: *column,
        };
        let pointer = |(key, target, line, column): &(String, String, u32, u32)| Pointer {
            key: key.clone(),
            target: target.clone(),
            line: *line,
            column: *column,
        };
        let address = |target: &String| ArticleLink {
            form: LinkForm::Address,
            target: target.clone(),
            line: 1,
            column: 1,
        };
        let author = |(line, name): &(u32, String)| ParsedMention::new(*line, KindId::PERSON, name.clone());
        let mut mentions = page.mentions;
        let made = self.made.iter().map(|said| (KindId::KEYWORD, said));
        let people = person.iter().flat_map(|&kind| self.authors.iter().map(move |said| (kind, said)));
        take_out(&mut mentions, made.chain(people));
        ParsedArticle {
            edition: self.edition.as_ref().map(EditionRecord::label),
            date: self.date.as_ref().map(DateRecord::label),
            aliases: self.aliases.clone(),
            closest: self.closest.iter().map(link).collect(),
            links: self.links.iter().map(link).chain(self.addresses.iter().map(address)).collect(),
            pointers: self.pointers.iter().map(pointer).collect(),
            authors: self.authors.iter().map(author).collect(),
            alone: self.alone.iter().map(AloneRecord::item).collect(),
            copy_of: self.copy_of.clone(),
            wording: self.wording.wording(),
            mentions,
            ..page
        }
    }
}

/// The web addresses among links, each once, in order.
fn addresses(links: &[ArticleLink]) -> Vec<String> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let links = links.iter().filter(|link| link.form == LinkForm::Address);
    links.filter(|link| seen.insert(&link.target)).map(|link| link.target.clone()).collect()
}

/// Takes out mentions that are nothing but a name: one for each kind, line and name, the last one. O(mentions + said).
fn take_out<'a>(mentions: &mut Vec<ParsedMention>, said: impl Iterator<Item = (KindId, &'a (u32, String))>) {
    let mut left: FxHashMap<(KindId, u32, String), usize> = FxHashMap::default();
    for (kind, (line, name)) in said {
        *left.entry((kind, *line, name.clone())).or_default() += 1;
    }
    if left.is_empty() {
        return;
    }
    mentions.reverse();
    mentions.retain(|mention| {
        let bare =
            mention.description.is_none() && mention.relevancy.is_none() && mention.attributes.is_empty();
        if !bare {
            return true;
        }
        let left = left.get_mut(&(mention.kind, mention.line, mention.name.clone()));
        left.filter(|left| **left > 0).map(|left| *left -= 1).is_none()
    });
    mentions.reverse();
}

impl AloneRecord {
    fn of(item: &ItemAlone) -> Self {
        let &ItemAlone { line, heading, bullets, ref mention } = item;
        let bare = Self {
            at: (line, heading),
            bullets,
            name: String::new(),
            description: None,
            relevancy: None,
            attributes: Vec::new(),
        };
        let Some(mention) = mention else { return bare };
        let attributes = mention.attributes.iter();
        Self {
            name: mention.name.clone(),
            description: mention.description.clone(),
            relevancy: mention.relevancy,
            attributes: attributes.map(|(column, text)| (column.to_string(), text.clone())).collect(),
            ..bare
        }
    }

    fn item(&self) -> ItemAlone {
        let ((line, heading), bullets) = (self.at, self.bullets);
        let attributes = self.attributes.iter();
        let mention = (!self.name.is_empty()).then(|| ParsedMention {
            description: self.description.clone(),
            relevancy: self.relevancy,
            attributes: attributes.map(|(column, text)| (column.clone().into(), text.clone())).collect(),
            ..ParsedMention::new(line, KindId::ITEM, self.name.clone())
        });
        ItemAlone { line, heading, bullets, mention }
    }
}

impl EditionRecord {
    fn of(edition: &EditionLabel) -> Self {
        let EditionLabel { label, link, line, column, .. } = edition;
        Self { label: label.clone(), link: link.clone(), at: (*line, *column) }
    }

    fn label(&self) -> EditionLabel {
        let date = date_of(&self.label).and_then(|found| found.reading.when(DateOrder::Auto));
        let (line, column) = self.at;
        EditionLabel { label: self.label.clone(), date, link: self.link.clone(), line, column }
    }
}

impl DateRecord {
    fn of(date: &DateLabel) -> Self {
        let DateLabel { label, when, source, line, column } = date;
        let meant = meant(label);
        let written = when.filter(|_| *when != meant);
        Self {
            label: label.clone(),
            source: *source,
            at: (*line, *column),
            when: written.map(|when| (when.day, when.precision.name().to_owned())),
            open: when.is_none() && meant.is_some(),
        }
    }

    fn label(&self) -> DateLabel {
        let written = self.when.as_ref().map(|(day, word)| When { day: *day, precision: precision(word) });
        let (line, column) = self.at;
        DateLabel {
            label: self.label.clone(),
            when: written.or_else(|| meant(&self.label).filter(|_| !self.open)),
            source: self.source,
            line,
            column,
        }
    }
}

/// What a date means by its label alone.
fn meant(label: &str) -> Option<When> {
    date(label, true)?.reading.when(DateOrder::Auto)
}

/// A word that this version does not know is the least exact.
fn precision(word: &str) -> Precision {
    Precision::ALL.into_iter().find(|known| known.name() == word).unwrap_or(Precision::Year)
}

impl WordingRecord {
    fn of(wording: &Wording) -> Self {
        let words = wording.words as u64;
        Self(words, if words == 0 { String::new() } else { format!("{:x}", wording.hash) })
    }

    /// Without its paragraphs.
    fn wording(&self) -> Wording {
        let words = usize::try_from(self.0).unwrap_or(usize::MAX);
        // Texts without words are not compared.
        let hash = u64::from_str_radix(&self.1, 16).unwrap_or_default();
        Wording { words, hash, paragraphs: String::new() }
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }
}

impl HeadingRecord {
    /// What is to be kept of a heading that `articles` pages have, the first of them the page of that number.
    pub(in crate::parse) fn of(first: &HeadingRead, page: u32, articles: u64) -> Self {
        let HeadingRead { heading, line, column, form, rows, bullets, ignored, known, .. } = first;
        Self {
            heading: heading.clone(),
            at: (page, *line, *column),
            more: articles.saturating_sub(1),
            form: *form,
            rows: [rows.read, rows.kept, rows.reported, rows.joined],
            bullets: [bullets.read, bullets.kept, bullets.reported],
            ignored: *ignored,
            known: *known,
        }
    }

    /// Whether it is the heading of that key, with so many bullets that are reported.
    pub(in crate::parse) fn holds(&self, key: &str, bullets: u64) -> bool {
        self.bullets[2] >= bullets && bare_key(&self.heading) == key
    }

    /// Counts bullets that were reported as kept.
    pub(in crate::parse) fn keep_reported(&mut self, count: u64) {
        let [_, kept, reported] = &mut self.bullets;
        *kept += count;
        *reported -= count;
    }

    /// The heading as its first page has it, but for its line as written, with what all pages have under it.
    pub(in crate::parse) fn read(&self) -> HeadingRead {
        let (_, line, column) = self.at;
        let ([read, kept, reported, joined], bullets) = (self.rows, self.bullets);
        HeadingRead {
            heading: self.heading.clone(),
            line,
            column,
            excerpt: String::new(),
            form: self.form,
            rows: RowCounts { read, kept, reported, joined },
            bullets: BulletCounts { read: bullets[0], kept: bullets[1], reported: bullets[2] },
            ignored: self.ignored,
            known: self.known,
        }
    }
}
