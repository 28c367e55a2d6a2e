//! One text becomes one article: [`parse_article`].

use crate::parse::head::entry::Entry;
use crate::parse::head::{fields, front, properties};
use crate::parse::options::ProseWanted;
use crate::parse::page::block::blocks;
use crate::parse::page::body::Body;
use crate::parse::page::outline::outline;
use crate::parse::page::own_address::own_address;
use crate::parse::page::prose;
use crate::parse::page::running;
use crate::parse::page::sections::Page;
use crate::parse::page::survey::{self, count_mentions, survey};
use crate::parse::page::wording::wording;
use crate::parse::parsed::ParsedArticle;
use crate::parse::report::Report;
use crate::parse::text::clean::clean;
use crate::parse::text::line::{Line, lines};
use crate::parse::vocabulary::section::Schema;

/// Reads the text of one article. Cannot fail: what is odd becomes a diagnostic, and
/// `rows.read == rows.kept + rows.reported` always. Time and memory are linear in the length of the text.
///
/// `path` is used for the diagnostics, and its stem as the title of a page without one.
///
/// ```
/// use portent::parse::{KindId, Schema, article::parse_article};
///
/// let page = "# __Ice__, (from page [20260118](https://example.org/p).)\n\n\
///             ## Signals\n\n\
///             | name | relevancy |\n|:--|--:|\n| Thin ice | 4 |\n";
/// let article = parse_article("ice.md", page, &Schema::default());
/// assert_eq!(article.title, "Ice");
/// assert_eq!(article.mentions[0].name, "Thin ice");
/// assert_eq!(article.mentions[0].kind, KindId::SIGNAL);
/// assert_eq!(article.mentions[0].relevancy, Some(4.0));
/// assert!(article.diagnostics.is_empty());
/// ```
#[must_use]
pub fn parse_article(path: &str, text: &str, schema: &Schema) -> ParsedArticle {
    parse_with(path, text, schema, ProseWanted::default())
}

/// As [`parse_article`], with the running text where it is wanted.
pub(in crate::parse) fn parse_with(
    path: &str,
    text: &str,
    schema: &Schema,
    prose_wanted: ProseWanted,
) -> ParsedArticle {
    let mut report = Report::new(path);
    let text = clean(text, &mut report);
    let lines = lines(&text);
    let (mut said, used) = front::read(&lines, &mut report);
    let body = Body::of(&lines[used..], schema, &mut report);
    let mut shown = body.lines(&lines[used..]);
    take_head(&mut shown, schema, &mut said);
    let blocks = blocks(&shown, schema, &mut report);
    let outline = outline(&blocks, schema, &mut report);
    let mut page = Page::new(path, schema, report);
    let address = own_address(&outline);
    if let Some((line, title)) = outline.title.clone() {
        page.title(line, title);
    }
    for part in &outline.parts {
        page.part(part);
    }
    page.address(address.filter(|address| address.stated));
    page.said(&said, &lines);
    page.address(address);
    page.date(&said, &lines, used);
    page.running(running::read(&outline));
    let mut article = page.finish(&lines);
    article.survey = survey(&outline.parts);
    article.survey.keys = survey::keys(&said, schema);
    count_mentions(&mut article.survey, &article.mentions);
    article.wording =
        wording(&outline, &article.mentions, schema, address.map(|address| address.line.number));
    let wanted = match prose_wanted {
        ProseWanted::Never => false,
        ProseWanted::WhereNoMentions => article.mentions.is_empty(),
        ProseWanted::Always => true,
    };
    article.prose = wanted.then(|| prose::read(&outline));
    article
}

/// Adds what lines of the body say of the page; those that say nothing else become blank.
fn take_head(body: &mut [Line<'_>], schema: &Schema, said: &mut Vec<Entry>) {
    let (fields, fields_taken) = fields::read(body, schema);
    let (properties, properties_taken) = properties::read(body);
    for at in fields_taken.into_iter().chain(properties_taken) {
        body[at].text = "";
    }
    said.extend(fields);
    said.extend(properties);
}
