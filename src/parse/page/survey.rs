//! What one page is written in: its headings with what stands under them, and the headers of its tables.

use crate::parse::head::entry::Entry;
use crate::parse::head::said::meaning;
use crate::parse::page::block::Block;
use crate::parse::page::outline::Part;
use crate::parse::page::table::is_delimiter_line;
use crate::parse::parsed::ParsedMention;
use crate::parse::survey::{Found, PageHeading, PageSurvey};
use crate::parse::text::inline;
use crate::parse::vocabulary::keys::KeyMeaning;
use crate::parse::vocabulary::section::Schema;

/// A first value is kept as far as this, in characters.
const EXAMPLE: usize = 60;

/// The keys of a head that have a value. O(keys).
pub(in crate::parse) fn keys(entries: &[Entry], schema: &Schema) -> Vec<(String, KeyMeaning, String)> {
    let filled = entries.iter().filter_map(|entry| Some((&entry.key, &entry.values.first()?.text)));
    let shown = |text: &str| text.chars().take(EXAMPLE).collect();
    filled.map(|(key, value)| (key.clone(), meaning(schema, key).1, shown(value))).collect()
}

/// Looks a page over; its mentions are counted by [`count_mentions`], once they are made. O(blocks).
pub(in crate::parse) fn survey(parts: &[Part<'_, '_>]) -> PageSurvey {
    let mut page = PageSurvey::default();
    for part in parts {
        let (found, tables) = found(part.blocks);
        page.tables.extend(tables);
        let heading = inline::plain(part.text);
        match (part.heading, page.headings.last_mut()) {
            (None, None) => page.above.add(found),
            (None, Some(above)) => above.found.add(found),
            // What stands below a heading that says what it is stands under that one.
            (Some(_), Some(above)) if part.inherited => above.found.add(found),
            (Some(line), _) if heading.chars().any(char::is_alphanumeric) => {
                page.headings.push(PageHeading { heading, line: line.number, section: part.section, found });
            }
            (Some(_), Some(above)) => above.found.add(found),
            (Some(_), None) => page.above.add(found),
        }
    }
    page
}

/// What stands among blocks, and the headers of tables there.
fn found(blocks: &[Block<'_>]) -> (Found, Vec<String>) {
    let (mut found, mut headers) = (Found::default(), Vec::new());
    for block in blocks {
        match block {
            Block::Rows(lines) => {
                let delimited = lines.get(1).is_some_and(|line| is_delimiter_line(line.text));
                let above = if delimited { 2 } else { 0 };
                found.rows += lines.len().saturating_sub(above) as u64;
                headers.extend(lines.first().filter(|_| delimited).map(|line| line.text.to_owned()));
            }
            Block::Table(rows) => {
                found.rows += rows.len().saturating_sub(2) as u64;
                headers.extend(rows.first().map(|row| row.text.clone()));
            }
            Block::Bullet { text, .. } => bullet(&mut found, text),
            Block::List(items) => items.iter().for_each(|item| bullet(&mut found, &item.text)),
            _ => {}
        }
    }
    (found, headers)
}

fn bullet(found: &mut Found, text: &str) {
    found.bullets += 1;
    found.linked += u64::from(text.starts_with('['));
    found.bold += u64::from(text.starts_with("**") || text.starts_with("__"));
}

/// Counts for each heading the mentions between it and the next one; both are in the order of their lines.
pub(in crate::parse) fn count_mentions(page: &mut PageSurvey, mentions: &[ParsedMention]) {
    let mut from = 0;
    let ends: Vec<u32> = page.headings.iter().skip(1).map(|heading| heading.line).chain([u32::MAX]).collect();
    for (heading, end) in page.headings.iter_mut().zip(ends) {
        let before = mentions[from..].partition_point(|mention| mention.line < heading.line);
        let within = mentions[from + before..].partition_point(|mention| mention.line < end);
        heading.found.mentions = within as u64;
        from += before + within;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::article::parse_article;
    use crate::parse::vocabulary::section::{KindId, Section};

    #[test]
    fn headings_are_told_with_what_stands_under_them() {
        let page = "# T\n\n## Signals\n\n| name | x |\n|---|---|\n| Dew nets | 1 |\n| Salt roads | 2 |\n\n## Bits\n\n\
                    - [Kelp](https://k.example)\n- **Moss**: green\n- plain\n\n## Prose\n\ntext\n";
        let survey = parse_article("a.md", page, &Schema::default()).survey;
        let [signals, bits, prose] = survey.headings.as_slice() else { panic!("{survey:?}") };
        assert_eq!(signals.section, Some(Section::Mentions(KindId::SIGNAL)));
        assert_eq!(signals.found, Found { rows: 2, mentions: 2, ..Found::default() });
        assert_eq!((bits.heading.as_str(), bits.line), ("Bits", 10));
        assert_eq!((bits.found.bullets, bits.found.linked, bits.found.bold), (3, 1, 1));
        assert!(!prose.found.has_items());
        assert_eq!(survey.above, Found::default());
        assert_eq!(survey.tables, ["| name | x |"]);
    }
}
