//! What is near to a text, as a page of Markdown or HTML.

use std::fmt::Write;

use crate::escape::{html, is_web_link, markdown_cell};
use crate::parse::{KindId, Schema};
use crate::report::{Cell, Table};

/// In what a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFormat {
    /// Markdown with tables.
    Markdown,
    /// A page of its own, without scripts and requests, that prints well.
    Html,
}

/// A page about a text: a list of articles with links, then a table for each kind, as [`about`](super::about::about)
/// found them. O(table).
#[must_use]
pub fn topic_page(schema: &Schema, title: &str, table: &Table, format: PageFormat) -> String {
    let sections = sections(schema, table);
    match format {
        PageFormat::Markdown => markdown(title, &sections),
        PageFormat::Html => page(title, &sections),
    }
}

/// The rows of one kind.
struct Section {
    heading: String,
    is_articles: bool,
    rows: Vec<Entry>,
}

/// One article or entity.
struct Entry {
    label: String,
    description: String,
    articles: String,
    date: String,
    place: String,
    link: Option<String>,
}

fn sections(schema: &Schema, table: &Table) -> Vec<Section> {
    let text = |row: usize, field: &str| table.cell(row, field).map(Cell::flat).unwrap_or_default();
    let mut sections: Vec<(String, Section)> = Vec::new();
    for row in 0..table.rows.len() {
        let kind = text(row, "kind");
        let entry = Entry {
            label: text(row, "label"),
            description: text(row, "description"),
            articles: text(row, "articles"),
            date: text(row, "date"),
            place: text(row, "where"),
            link: Some(text(row, "link")).filter(|link| is_web_link(link)),
        };
        match sections.last_mut().filter(|(known, _)| *known == kind) {
            Some((_, section)) => section.rows.push(entry),
            None => {
                let id = schema.find(&kind);
                let plural = id.map_or(kind.as_str(), |id| schema.kind(id).plural.as_str());
                let (heading, is_articles) = (capitalized(plural), id == Some(KindId::ARTICLE));
                sections.push((kind, Section { heading, is_articles, rows: vec![entry] }));
            }
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

fn capitalized(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// What is known of an article beside its title: date and file.
fn aside(entry: &Entry) -> String {
    [entry.date.as_str(), entry.place.as_str()]
        .iter()
        .filter(|text| !text.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(", ")
}

fn markdown(title: &str, sections: &[Section]) -> String {
    let mut page = format!("# {}\n", markdown_cell(title));
    for section in sections {
        let _ = write!(page, "\n## {}\n\n", section.heading);
        if section.is_articles {
            section.rows.iter().for_each(|entry| markdown_article(&mut page, entry));
            continue;
        }
        page.push_str("| name | description | articles | last seen | where |\n|:---|:---|---:|:---|:---|\n");
        for entry in &section.rows {
            let cells = [&entry.label, &entry.description, &entry.articles, &entry.date, &entry.place];
            let cells: Vec<String> = cells.into_iter().map(|cell| markdown_cell(cell)).collect();
            let _ = writeln!(page, "| {} |", cells.join(" | "));
        }
    }
    page
}

fn markdown_article(page: &mut String, entry: &Entry) {
    let label = markdown_cell(&entry.label);
    // Brackets would end the address of a link early.
    let title = entry.link.as_ref().map_or_else(
        || label.clone(),
        |link| format!("[{label}](<{}>)", link.replace(['<', '>', '\n', '\\'], "")),
    );
    let _ = write!(page, "- {title} ({})", markdown_cell(&aside(entry)));
    if !entry.description.is_empty() {
        let _ = write!(page, ": {}", markdown_cell(&entry.description));
    }
    page.push('\n');
}

static STYLE: &str = "\
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid #8886}
ul{padding-left:1.2rem}li{margin:.6rem 0}p{margin:0}
small{color:light-dark(#555,#aaa);overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-bottom:1px solid #8883}
th{white-space:nowrap}td:first-child{width:28%;font-weight:600}td.aside{width:5.5rem}td.n{text-align:right}th.n{text-align:right}
tr,li{break-inside:avoid}
@media(max-width:40rem){th,.aside{display:none}td{display:block;border:0;padding:.1rem 0;width:auto!important}td.n{text-align:left}tr{display:block;padding:.5rem 0;border-bottom:1px solid #8883}}
@media print{body{margin:0;max-width:none;font-size:11px}a{color:inherit}}";

fn page(title: &str, sections: &[Section]) -> String {
    let title = html(title);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    for section in sections {
        let _ = writeln!(page, "<section>\n<h2>{}</h2>", html(&section.heading));
        let (open, close) = if section.is_articles {
            ("<ul>", "</ul>")
        } else {
            (
                "<table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Description</th>\
                 <th scope=\"col\" class=\"n\">Articles</th><th scope=\"col\">Last seen</th></tr></thead>\n<tbody>",
                "</tbody>\n</table>",
            )
        };
        let _ = writeln!(page, "{open}");
        for entry in &section.rows {
            if section.is_articles { html_article(&mut page, entry) } else { html_row(&mut page, entry) }
        }
        let _ = writeln!(page, "{close}\n</section>");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn html_article(page: &mut String, entry: &Entry) {
    let label = html(&entry.label);
    let title = entry.link.as_ref().map_or_else(
        || label.clone(),
        |link| format!("<a href=\"{}\" rel=\"noreferrer\">{label}</a>", html(link)),
    );
    let _ = write!(page, "<li>{title} <small>{}</small>", html(&aside(entry)));
    if !entry.description.is_empty() {
        let _ = write!(page, "<p>{}</p>", html(&entry.description));
    }
    page.push_str("</li>\n");
}

fn html_row(page: &mut String, entry: &Entry) {
    let _ = writeln!(
        page,
        "<tr><td>{}</td><td>{}<br><small>{}</small></td><td class=\"n aside\">{}</td><td class=\"aside\">{}</td></tr>",
        html(&entry.label),
        html(&entry.description),
        html(&entry.place),
        html(&entry.articles),
        html(&entry.date),
    );
}

#[cfg(test)]
mod tests {
    use super::{PageFormat, topic_page};
    use crate::query::answers::about::{AboutOptions, about};
    use crate::query::sample;
    use crate::report::{Cell, Table};

    fn table() -> Table {
        let mut table = about(&sample::graph(), "battery streets", &AboutOptions::default()).unwrap();
        let link = table.fields.iter().position(|field| field.name == "link").unwrap();
        table.rows[0][1] = Cell::text("A <b>]( | \"title\"");
        table.rows[0][link] = Cell::text("javascript:alert(1)");
        table
    }

    // T6, T7: the topic page.
    #[test]
    fn hostile_names_are_text_and_links_lead_to_the_web_alone() {
        let schema = crate::parse::Schema::default();
        let page = topic_page(&schema, "a <script> |", &table(), PageFormat::Html);
        assert!(page.contains("<h1>a &lt;script&gt; |</h1>"), "{page}");
        assert!(page.contains("A &lt;b&gt;]( |"), "{page}");
        assert!(!page.contains("javascript") && !page.contains("<b>"), "{page}");
    }

    #[test]
    fn each_kind_has_a_heading_and_a_table() {
        let schema = crate::parse::Schema::default();
        let page = topic_page(&schema, "batteries", &table(), PageFormat::Markdown);
        assert!(page.starts_with("# batteries\n\n## Articles\n\n- A "), "{page}");
        assert!(page.contains("\n## Signals\n\n| name | description |"), "{page}");
        assert!(page.contains("| Battery Streets | "), "{page}");
    }
}
