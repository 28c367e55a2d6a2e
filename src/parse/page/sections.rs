//! The parts of one page, read one after the other.

use std::collections::BTreeSet;

use crate::diagnostic::Code;
use crate::parse::calendar::DateOrder;
use crate::parse::head::dates;
use crate::parse::head::entry::Entry;
use crate::parse::head::links::{self, Checked, stem};
use crate::parse::head::said::Saying;
use crate::parse::head::stated::{Places, stated};
use crate::parse::head::title::TitleLine;
use crate::parse::page::block::Block;
use crate::parse::page::mentions::PartReader;
use crate::parse::page::outline::Part;
use crate::parse::page::own_address::OwnAddress;
use crate::parse::page::running::Running;
use crate::parse::parsed::{EditionLabel, ParsedArticle, ParsedMention};
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::{Line, offset};
use crate::parse::vocabulary::keys::{KeyMeaning, same_key};
use crate::parse::vocabulary::section::{KindId, Schema, Section};

/// An article while it is being read.
pub(in crate::parse) struct Page<'a> {
    schema: &'a Schema,
    report: Report,
    article: ParsedArticle,
    /// Sections with content met so far, and the lines of the headings above them.
    seen: Vec<(Section, u32)>,
    /// Line of a title heading that names no edition.
    heading: Option<u32>,
    /// The line and the byte of an edition that is no date.
    undated_edition: Option<(u32, usize)>,
}

impl<'a> Page<'a> {
    pub(in crate::parse) fn new(path: &str, schema: &'a Schema, report: Report) -> Self {
        let article = ParsedArticle { path: path.to_owned(), ..ParsedArticle::default() };
        Self { schema, report, article, seen: Vec::new(), heading: None, undated_edition: None }
    }

    pub(in crate::parse) fn title(&mut self, line: Line<'_>, read: TitleLine<'_>) {
        self.article.title = read.title;
        self.heading = read.edition.is_none().then_some(line.number);
        if let Some(link) = read.edition {
            let at = offset(line.text, link.text);
            let target = self.safe_link(line, offset(line.text, link.target), link.target);
            self.edition(line, at, &inline::plain(link.text), target);
        }
    }

    fn edition(&mut self, line: Line<'_>, at: usize, label: &str, link: Option<String>) {
        if label.is_empty() || self.article.edition.is_some() {
            return;
        }
        let found = dates::date_of(label);
        if let Some(rest) = found.map(|found| found.rest).filter(|rest| !rest.is_empty())
            && !rest.starts_with(['T', ' '])
        {
            self.report.add(Code::EditionSuffix, line, at, format!("{label:?} is read without {rest:?}"));
        }
        self.undated_edition = found.is_none().then_some((line.number, at));
        let (label, date) = (label.to_owned(), found.and_then(|found| found.reading.when(DateOrder::Auto)));
        self.article.edition =
            Some(EditionLabel { label, date, link, line: line.number, column: line.column(at) });
    }

    /// The date that the page states of itself. An edition that is no date is reported where no other date stands in.
    pub(in crate::parse) fn date(&mut self, front: &[Entry], lines: &[Line<'_>], body: usize) {
        let edition = self.article.edition.as_ref();
        let places = Places {
            path: &self.article.path,
            schema: self.schema,
            front,
            page: lines,
            body: &lines[body..],
            title: &self.article.title,
            has_edition: edition.is_some() && self.undated_edition.is_none(),
        };
        self.article.date = stated(places, &mut self.report);
        if let (Some((number, at)), Some(label), None) = (self.undated_edition, edition, &self.article.date)
            && let Some(&line) = lines.iter().find(|line| line.number == number)
        {
            self.report.add(Code::EditionNotADate, line, at, format!("{:?} is no date", label.label));
        }
    }

    fn safe_link(&mut self, line: Line<'_>, at: usize, raw: &str) -> Option<String> {
        match links::check(raw) {
            Checked::Safe(link) => Some(link),
            Checked::Missing => None,
            Checked::Unsafe => {
                self.report.add(Code::UnsafeLink, line, at, "the link is neither http nor https");
                None
            }
        }
    }

    pub(in crate::parse) fn part(&mut self, part: &Part<'_, '_>) {
        if !part.inherited {
            self.section(part);
        }
        let Self { schema, report, article, .. } = self;
        let mut reader = PartReader::new(schema, report, article, part);
        match part.section {
            Some(Section::Mentions(kind)) => reader.mentions(kind),
            Some(Section::Other) if reader.lists_properties() => reader.other(),
            Some(Section::Summary) => reader.summary(),
            Some(Section::Closest) if !reader.leads_away() => reader.closest(),
            Some(Section::Closest | Section::Links) => reader.links(),
            Some(Section::Ignore) => reader.ignore(),
            Some(Section::Other) | None => reader.unknown(),
        }
        reader.finish();
    }

    /// Notes a section that stands twice under one heading, and one that is empty.
    fn section(&mut self, part: &Part<'_, '_>) {
        let (Some(section), Some(heading)) = (part.section, part.heading) else { return };
        let empty = part.blocks.iter().all(|block| matches!(block, Block::Blank));
        let filled = part.blocks.iter().any(|block| !matches!(block, Block::Blank | Block::Text(_)));
        if empty && !part.parted {
            self.report.add(Code::EmptySection, heading, 0, "nothing stands under the heading");
        }
        if !filled && section != Section::Summary {
            return;
        }
        if self.seen.contains(&(section, part.above)) {
            self.report.add(Code::DuplicateSection, heading, 0, "the section stands twice");
        }
        self.seen.push((section, part.above));
    }

    /// Takes the article's own address, unless the page has said another one.
    pub(in crate::parse) fn address(&mut self, found: Option<OwnAddress<'_>>) {
        if let (Some(OwnAddress { line, target, .. }), None) = (found, &self.article.link) {
            let link = self.safe_link(line, offset(line.text, target), target);
            self.article.link = link.filter(|link| links::is_web_address(link));
        }
    }

    /// What the head says fills what the page itself does not say, and its tags are mentions.
    pub(in crate::parse) fn said(&mut self, entries: &[Entry], page: &[Line<'_>]) {
        let heading = self.heading.and_then(|number| page.iter().copied().find(|line| line.number == number));
        let Self { schema, report, article, .. } = self;
        Saying { schema, article, report, page, heading }.take(entries);
        for entry in entries {
            if let (Some(value), true) = (entry.values.first(), names_an_edition(entry, entries, self.schema))
            {
                let line = value.place.line_of(page);
                let at = line.text.rfind(value.text.as_str()).unwrap_or(0);
                self.edition(line, at, &value.text, None);
            }
        }
    }

    /// Links and tags of the text. A tag that the page has as a keyword already is not repeated.
    pub(in crate::parse) fn running(&mut self, found: Running) {
        self.article.links.extend(found.links);
        if found.tags.is_empty() {
            return;
        }
        let keywords = self.article.mentions.iter().filter(|mention| mention.kind == KindId::KEYWORD);
        let known: BTreeSet<String> = keywords.map(|mention| mention.name.to_lowercase()).collect();
        let tags = found.tags.into_iter().filter(|(_, name)| !known.contains(&name.to_lowercase()));
        let tags = tags.map(|(line, name)| ParsedMention::new(line, KindId::KEYWORD, name));
        self.article.mentions.extend(tags);
    }

    /// What a record says of itself: there is no page around it whose parts could be missing.
    pub(in crate::parse) fn of_record(mut self) -> ParsedArticle {
        self.article.diagnostics = self.report.finish();
        self.article
    }

    pub(in crate::parse) fn finish(mut self, lines: &[Line<'_>]) -> ParsedArticle {
        let first = lines.first().copied().unwrap_or(Line { number: 1, text: "" });
        let empty = lines.iter().all(|line| line.text.trim().is_empty());
        if empty {
            self.report.add(Code::EmptyFile, first, 0, "the file has no content");
        } else if self.article.mentions.is_empty()
            && !self.seen.iter().any(|s| matches!(s.0, Section::Mentions(_)))
        {
            self.report.add(Code::NoKnownSection, first, 0, "no section makes mentions");
        }
        if self.article.title.is_empty() {
            self.article.title = stem(&self.article.path).to_owned();
            if !empty {
                let message = format!("taken from the file name: {:?}", self.article.title);
                self.report.add(Code::NoTitle, first, 0, message);
            }
        }
        self.article.mentions.sort_by_key(|mention| mention.line);
        self.article.diagnostics = self.report.finish();
        self.article
    }
}

/// Whether an entry names the newsletter's issue that the page came from. A key `issue` may also speak of a place where
/// problems are discussed, or of a journal's number.
fn names_an_edition(entry: &Entry, entries: &[Entry], schema: &Schema) -> bool {
    let of_a_journal =
        |entry: &Entry| ["volume", "journal", "doi"].iter().any(|key| same_key(&entry.key, key));
    let issue =
        |value: &str| value.len() <= 40 && !value.contains(['/', '#']) && !entries.iter().any(of_a_journal);
    match schema.key(&entry.key) {
        KeyMeaning::Edition => true,
        _ => same_key(&entry.key, "issue") && entry.values.first().is_some_and(|value| issue(&value.text)),
    }
}
