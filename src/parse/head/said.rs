//! What a page says of itself, put where it belongs: title, dates, address, tags; what has no place of its own is kept as
//! an attribute.

use std::collections::BTreeSet;

use crate::diagnostic::Code;
use crate::folding::folded;
use crate::parse::head::authors::people;
use crate::parse::head::dates;
use crate::parse::head::entry::{Entry, Value, shown};
use crate::parse::head::links::{self, Checked, is_template};
use crate::parse::head::pointers::{self, Pointing};
use crate::parse::head::values::{Target, parts, unlinked, web_address};
use crate::parse::parsed::{ArticleLink, LinkForm, ParsedArticle, ParsedMention};
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::{Line, Place};
use crate::parse::vocabulary::keys::{KeyMeaning, same_key};
use crate::parse::vocabulary::section::{KindId, Schema};

/// Maps whose keys mean what they mean alone: Zola's `[taxonomies]` and `[extra]`, Hugo's `[params]`.
static TRANSPARENT: &[&str] =
    &["taxonomies", "extra", "params", "metadata", "meta", "properties", "frontmatter"];

/// Keys of a map under a key that say what that key says: `author.name`.
static NAMING: &[&str] = &["name", "title", "label", "full name"];

/// Between the values of one attribute.
const JOINED: &str = "; ";

/// An entry with what its key means.
struct Meant<'e> {
    entry: &'e Entry,
    meaning: KeyMeaning,
    /// Place of the key among those of its meaning: the lower one counts.
    rank: u16,
    used: bool,
}

/// A key without the map around it, where that adds nothing to its meaning.
pub(in crate::parse) fn own_key(key: &str) -> &str {
    let inner =
        key.split_once('.').filter(|(outer, _)| TRANSPARENT.iter().any(|known| same_key(known, outer)));
    inner.map_or(key, |(_, inner)| inner)
}

/// Puts entries where they belong.
pub(in crate::parse) struct Saying<'a> {
    pub(in crate::parse) schema: &'a Schema,
    pub(in crate::parse) article: &'a mut ParsedArticle,
    pub(in crate::parse) report: &'a mut Report,
    pub(in crate::parse) page: &'a [Line<'a>],
    /// The title heading, where the page has one that may give way to the title of the front matter.
    pub(in crate::parse) heading: Option<Line<'a>>,
}

impl Saying<'_> {
    /// Fills the article from entries, front matter first.
    /// `keys.read == keys.used + keys.kept + keys.reported` holds afterwards. O(entries log entries).
    pub(in crate::parse) fn take(&mut self, entries: &[Entry]) {
        let filled = entries.iter().filter(|entry| !entry.values.is_empty());
        let mut meant: Vec<Meant<'_>> = filled.map(|entry| self.meant(entry)).collect();
        self.article.keys.read += meant.len() as u64;
        self.title(&mut meant);
        self.address(&mut meant);
        Self::days(&mut meant);
        for entry in meant.iter_mut().filter(|entry| entry.meaning == KeyMeaning::Edition) {
            entry.used = true;
        }
        self.best(&mut meant, &KeyMeaning::Summary, |article| &mut article.summary);
        self.best(&mut meant, &KeyMeaning::Type, |article| &mut article.type_);
        for entry in &mut meant {
            self.tags(entry);
        }
        for entry in &meant {
            if entry.used || entry.meaning == KeyMeaning::Ignore {
                self.article.keys.used += 1;
            } else {
                self.attribute(entry);
            }
        }
    }

    fn meant<'e>(&self, entry: &'e Entry) -> Meant<'e> {
        let (rank, meaning) = meaning(self.schema, &entry.key);
        Meant { entry, meaning, rank, used: false }
    }

    /// The title of the front matter stands for that of a heading, unless the heading names an edition.
    fn title(&mut self, meant: &mut [Meant<'_>]) {
        let usable = |entry: &&mut Meant<'_>| {
            let title = entry.meaning == KeyMeaning::Title;
            (title || entry.meaning == KeyMeaning::Name) && !is_template(&entry.entry.values[0].text)
        };
        let order = |entry: &&mut Meant<'_>| (entry.meaning == KeyMeaning::Name, entry.rank);
        let Some(best) = meant.iter_mut().filter(usable).min_by_key(order) else { return };
        let title = inline::plain(&unlinked(&best.entry.values[0].text).0);
        let untitled = self.article.title.is_empty();
        let equal = self.article.title == title;
        let stronger = best.meaning == KeyMeaning::Title && self.heading.is_some();
        if title.is_empty() || !(untitled || equal || stronger) {
            return;
        }
        if let Some(heading) = self.heading.filter(|_| !untitled && !equal) {
            let message = format!("the title is {:?}, as the head of the page says", shown(&title));
            self.report.add(Code::ExtraTitle, heading, 0, message);
        }
        self.article.title = title;
        best.used = true;
    }

    /// The address that the best key names; a source that is an address is one too.
    fn address(&mut self, meant: &mut [Meant<'_>]) {
        let mut named: Vec<&mut Meant<'_>> = meant
            .iter_mut()
            .filter(|entry| matches!(entry.meaning, KeyMeaning::Address | KeyMeaning::Source))
            .collect();
        named.sort_by_key(|entry| (entry.meaning == KeyMeaning::Source, entry.rank));
        for entry in named {
            let Value { text, place } = &entry.entry.values[0];
            if let Some(scheme) = links::scheme_of_program(text) {
                self.report.at(Code::UnsafeLink, self.page, *place, format!("{scheme:?} links to a program"));
                continue;
            }
            let Some(address) = web_address(text).filter(|_| entry.entry.values.len() == 1) else { continue };
            if self.article.link.is_some() {
                entry.used = self.article.link.as_deref() == Some(address);
            } else if let Checked::Safe(link) = links::check(address) {
                self.article.link = Some(link);
                entry.used = true;
            }
        }
    }

    /// The best day that the keys state becomes the date, which [`stated`](crate::parse::head::stated) reads; the others are
    /// worth keeping as attributes.
    fn days(meant: &mut [Meant<'_>]) {
        let stated = |entry: &&mut Meant<'_>| {
            let day = matches!(entry.meaning, KeyMeaning::Date | KeyMeaning::Changed);
            day && dates::date(&entry.entry.values[0].text, true).is_some()
        };
        let order = |entry: &&mut Meant<'_>| (entry.meaning == KeyMeaning::Changed, entry.rank);
        if let Some(best) = meant.iter_mut().filter(stated).min_by_key(order) {
            best.used = true;
        }
    }

    /// Fills a field from the best key of a meaning, where the page does not fill it itself.
    fn best(
        &mut self,
        meant: &mut [Meant<'_>],
        meaning: &KeyMeaning,
        field: fn(&mut ParsedArticle) -> &mut Option<String>,
    ) {
        let best = meant.iter_mut().filter(|entry| entry.meaning == *meaning).min_by_key(|entry| entry.rank);
        let Some(best) = best.filter(|_| field(self.article).is_none()) else { return };
        let (text, targets) = text(&best.entry.values);
        *field(self.article) = Some(text);
        self.links(targets, best.entry.place);
        best.used = true;
    }

    /// Tags, themes, mentions of any kind that the key stands for; a category, where it is one only.
    fn tags(&mut self, meant: &mut Meant<'_>) {
        let Entry { key, values, written, .. } = meant.entry;
        let own_key = key.rsplit('.').next().unwrap_or(key);
        let kind = match &meant.meaning {
            KeyMeaning::Kind(name) => self.schema.find(name).unwrap_or(KindId::KEYWORD),
            KeyMeaning::Category => KindId::KEYWORD,
            _ => return,
        };
        let spaced = ["tags", "tag", "categories"].iter().any(|known| same_key(known, own_key));
        let parts = parts(values, *written, spaced);
        if let (KeyMeaning::Category, [only]) = (&meant.meaning, parts.as_slice()) {
            if self.article.category.is_none() {
                self.article.category = Some(only.text.clone());
                meant.used = true;
            }
            self.links(only.target.clone().into_iter().collect(), only.place);
            return;
        }
        for part in parts {
            self.links(part.target.into_iter().collect(), part.place);
            self.article.mentions.push(ParsedMention::new(part.place.line, kind, part.text));
        }
        meant.used = true;
    }

    fn attribute(&mut self, meant: &Meant<'_>) {
        let name = match meant.meaning {
            KeyMeaning::Author => "author",
            KeyMeaning::Source => "source",
            KeyMeaning::Language => "language",
            KeyMeaning::Alias => "aliases",
            _ => &meant.entry.key,
        };
        let (text, mut targets) = text(&meant.entry.values);
        match meant.meaning {
            KeyMeaning::Author => {
                self.authors(meant.entry);
                // A person without a page is no missing note: the name is that of the person.
                targets.iter_mut().for_each(|target| target.form = LinkForm::Path);
            }
            _ => self.pointers(meant),
        }
        self.links(targets, meant.entry.place);
        if text.is_empty() {
            let message = format!("{:?} says nothing that can be kept", shown(&meant.entry.key));
            self.report.at(Code::FrontMatter, self.page, meant.entry.place, message);
            self.article.keys.reported += 1;
            return;
        }
        self.article.keys.kept += 1;
        let attributes = &mut self.article.attributes;
        match attributes.iter_mut().find(|(known, _)| same_key(known, name) || known == name) {
            Some((_, known)) if known.split(JOINED).any(|part| part == text) => {}
            Some((_, known)) => {
                known.push_str(JOINED);
                known.push_str(&text);
            }
            None => attributes.push((name.to_owned(), text)),
        }
    }

    /// Names under which other pages may link to this one, and values that may lead to other pages.
    fn pointers(&mut self, meant: &Meant<'_>) {
        match pointers::read(meant.entry, &meant.meaning) {
            Pointing::Here(names) => self.article.aliases.extend(names),
            Pointing::Elsewhere { links, pointers } => {
                self.article.links.extend(links);
                self.article.pointers.extend(pointers);
            }
        }
    }

    /// Who wrote the page; each name once.
    fn authors(&mut self, entry: &Entry) {
        let own_key = entry.key.split('.').next().unwrap_or(&entry.key);
        let several = own_key.to_lowercase().ends_with(['s', 'n']) && !same_key(own_key, "autorin");
        let known = self.article.authors.iter().map(|author| folded(&author.name));
        let mut known: BTreeSet<String> = known.collect();
        for (name, place) in people(&entry.values, entry.written, several) {
            if known.insert(folded(&name)) {
                self.article.authors.push(ParsedMention::new(place.line, KindId::PERSON, name));
            }
        }
    }

    fn links(&mut self, targets: Vec<Target>, place: Place) {
        let links = targets.into_iter().map(|Target { form, text }| ArticleLink {
            form,
            target: text,
            line: place.line,
            column: place.column,
        });
        self.article.links.extend(links);
    }
}

/// What a key means, those in maps included.
pub(in crate::parse) fn meaning(schema: &Schema, key: &str) -> (u16, KeyMeaning) {
    let (rank, meaning) = schema.ranked_key(key);
    let Some((outer, inner)) = key.split_once('.').filter(|_| meaning == KeyMeaning::Attribute) else {
        return (rank, meaning);
    };
    if own_key(key) != key {
        let (rank, meaning) = schema.ranked_key(inner);
        let taxonomy = same_key(outer, "taxonomies") && meaning == KeyMeaning::Attribute;
        return (rank, if taxonomy { KeyMeaning::Kind("keyword".into()) } else { meaning });
    }
    let (outer_rank, outer) = schema.ranked_key(outer);
    let names = matches!(outer, KeyMeaning::Author | KeyMeaning::Source | KeyMeaning::Kind(_));
    if names && NAMING.iter().any(|known| same_key(known, inner)) {
        return (outer_rank, outer);
    }
    (rank, meaning)
}

/// Values as one text, with the pages that they link to.
fn text(values: &[Value]) -> (String, Vec<Target>) {
    let (mut texts, mut targets) = (Vec::new(), Vec::new());
    for value in values {
        let (shown, found) = unlinked(&value.text);
        texts.push(shown.split_whitespace().collect::<Vec<_>>().join(" "));
        targets.extend(found);
    }
    texts.retain(|text| !text.is_empty());
    (texts.join(JOINED), targets)
}
