//! Rows, counted by other hands: every row that a strict reader of tables finds must have been read.

use std::path::PathBuf;

use anyhow::ensure;
use portent::parse::Corpus;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// How pages begin with a head, in which nothing is a table.
static HEADS: &[&str] = &["---", "+++", "{"];

/// What hides rows from a reader of articles: code, comments, markup.
static HIDING: &[&str] = &["%%", "<", "`", "~~~", "\0"];

/// No fewer rows are counted than GitHub's Markdown has below headers, in a page where nothing hides them. A line with no
/// pipe at either end is a row there too, and may be a paragraph here; a pipe behind a backslash is a letter.
pub(crate) fn hold(files: &[(PathBuf, &[u8])], corpus: &Corpus) -> anyhow::Result<()> {
    let [(_, bytes)] = files else { return Ok(()) };
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let hides =
        HEADS.iter().any(|head| text.starts_with(head)) || HIDING.iter().any(|word| text.contains(word));
    if hides || corpus.articles.len() != 1 {
        return Ok(());
    }
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let rows = events.filter(|(event, place)| {
        let line = text[place.clone()].trim();
        let is_framed = line.starts_with('|') || (line.ends_with('|') && !line.ends_with("\\|"));
        matches!(event, Event::Start(Tag::TableRow)) && is_framed
    });
    let rows = rows.count() as u64;
    ensure!(corpus.rows.read >= rows, "{} of {rows} rows of tables were read", corpus.rows.read);
    Ok(())
}
