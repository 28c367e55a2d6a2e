//! A briefing as a page: no script, no request, no color without a word.

mod figures;

use std::fmt::Write as _;

use super::types::{Briefing, Part, Section, Sentence, Source, Span, Statement};
use crate::escape;
use figures::{figure, sparkline};

static STYLE: &str = include_str!("style.css");

/// A file name of so many hexadecimal digits is a number that nobody reads, of which so many are shown.
const LEAST_NUMBER: usize = 16;
const SHOWN: usize = 6;

/// The page, which needs nothing but itself; all names in it are text.
#[must_use]
pub fn html(briefing: &Briefing) -> String {
    let mut out = String::new();
    let title = escape::html(&briefing.title);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"generator\" content=\"{}\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        escape::html(&briefing.generator)
    );
    head(&mut out, briefing);
    brief(&mut out, &briefing.sections);
    for part in &briefing.sections {
        section(&mut out, part);
    }
    let _ = write!(
        out,
        "<footer>Made by {}. Each finding quotes the foremost of the rows that it rests on, with article, file and line; \
         where an article gives the address of its original, its title leads there.</footer>\n</main>\n</body>\n</html>\n",
        escape::html(&briefing.generator)
    );
    out
}

fn head(out: &mut String, briefing: &Briefing) {
    let _ = write!(
        out,
        "<header>\n<p class=\"kicker\">Report</p>\n<h1>{}</h1>\n<p class=\"subtitle\">{}</p>\n<dl class=\"figures\">\n",
        escape::html(&briefing.title),
        escape::html(&briefing.subtitle)
    );
    for figure in &briefing.figures {
        let (value, what) = (escape::html(&figure.value), escape::html(&figure.what));
        let _ = writeln!(out, "<div><dt>{what}</dt><dd>{value}</dd></div>");
    }
    out.push_str("</dl>\n</header>\n");
}

/// The answers in one sentence each, as links to their sections.
fn brief(out: &mut String, sections: &[Section]) {
    let told: Vec<(&str, &Sentence)> =
        sections.iter().filter_map(|section| Some((section.id, section.headline.as_ref()?))).collect();
    if told.is_empty() {
        return;
    }
    out.push_str("<nav aria-labelledby=\"brief\">\n<h2 id=\"brief\">In brief</h2>\n<ul>\n");
    for (id, headline) in told {
        let _ = writeln!(out, "<li><a href=\"#{id}\">{}</a></li>", sentence(headline));
    }
    out.push_str("</ul>\n<p class=\"contents\">");
    for (at, section) in sections.iter().enumerate() {
        let mark = if at > 0 { " \u{b7} " } else { "" };
        let _ = write!(out, "{mark}<a href=\"#{}\">{}</a>", section.id, escape::html(&section.title));
    }
    out.push_str("</p>\n</nav>\n");
}

fn section(out: &mut String, section: &Section) {
    let id = section.id;
    let _ = writeln!(out, "<section id=\"{id}\">\n<h2>{}</h2>", escape::html(&section.title));
    if !section.lead.0.is_empty() {
        let _ = writeln!(out, "<p class=\"lead\">{}</p>", sentence(&section.lead));
    }
    if let Some(picture) = &section.figure {
        figure(out, picture);
    }
    for group in &section.parts {
        part(out, group);
    }
    if !section.method.0.is_empty() {
        let _ = writeln!(out, "<p class=\"method\">{}</p>", sentence(&section.method));
    }
    out.push_str("</section>\n");
}

fn part(out: &mut String, part: &Part) {
    if let Some(title) = &part.title {
        let _ = writeln!(out, "<h3>{}</h3>", escape::html(title));
    }
    let list = if part.ranked { "ol" } else { "ul" };
    let _ = writeln!(out, "<{list} class=\"statements\">");
    for said in &part.statements {
        statement(out, said);
    }
    let _ = writeln!(out, "</{list}>");
}

fn statement(out: &mut String, statement: &Statement) {
    let _ = write!(out, "<li><p class=\"statement\">{}", sentence(&statement.sentence));
    sparkline(out, &statement.history);
    out.push_str("</p>");
    if !statement.notes.is_empty() {
        out.push_str("<ul class=\"notes\">");
        statement.notes.iter().for_each(|note| {
            let _ = write!(out, "<li>{}</li>", self::sentence(note));
        });
        out.push_str("</ul>");
    }
    if !statement.sources.is_empty() {
        out.push_str("<ul class=\"sources\">");
        statement.sources.iter().for_each(|row| source(out, row));
        if let Some(more) = super::words::more(statement.more) {
            let _ = write!(out, "<li class=\"more\">{more}</li>");
        }
        out.push_str("</ul>");
    }
    out.push_str("</li>\n");
}

fn source(out: &mut String, source: &Source) {
    let title = escape::html(&source.title);
    let name = source.name.as_ref().map(|name| format!("<em><bdi>{}</bdi></em>", escape::html(name)));
    let quote = source.said.as_ref().map(|said| format!("<q>{}</q>", escape::html(said)));
    let told: Vec<String> = name.into_iter().chain(quote).collect();
    let told = if told.is_empty() { String::new() } else { format!("{} \u{2014} ", told.join(": ")) };
    let title = match &source.link {
        Some(link) => {
            format!("<a href=\"{}\" rel=\"noreferrer\"><bdi>{title}</bdi></a>", escape::html(link))
        }
        None => format!("<bdi>{title}</bdi>"),
    };
    let [whole, shown] = [source.place.as_str(), &shortened(&source.place)].map(escape::html);
    let _ = write!(out, "<li>{told}{title} <code title=\"{whole}\">{shown}</code></li>");
}

/// A place without its folders, and a file name that is a number in hexadecimal digits by its first ones: `5d8893ae….md:18`.
fn shortened(place: &str) -> String {
    let file = place.rsplit('/').next().unwrap_or(place);
    let (stem, ending) = file.split_once('.').map_or((file, ""), |(stem, _)| file.split_at(stem.len()));
    let is_number = stem.len() >= LEAST_NUMBER && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_number { format!("{}\u{2026}{ending}", &stem[..SHOWN]) } else { file.to_owned() }
}

/// Names are set apart in direction too, so that one from right to left moves nothing beside it.
fn sentence(sentence: &Sentence) -> String {
    let mut out = String::new();
    for span in &sentence.0 {
        let _ = match span {
            Span::Words(text) => write!(out, "{}", escape::html(text)),
            Span::Subject(text) => write!(out, "<strong><bdi>{}</bdi></strong>", escape::html(text)),
            Span::Name(text) => write!(out, "<em><bdi>{}</bdi></em>", escape::html(text)),
            Span::Quote(text) => write!(out, "<q>{}</q>", escape::html(text)),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn numbers_that_nobody_reads_are_shortened() {
        assert_eq!(shortened("a/5d8893aee856288f74ff3ce661534b3b.md:18"), "5d8893\u{2026}.md:18");
        assert_eq!(shortened("notes/2026-06-19-newsletter.md:117"), "2026-06-19-newsletter.md:117");
        assert_eq!(shortened("deadbeef.md:1"), "deadbeef.md:1");
        assert_eq!(shortened("x"), "x");
    }
}
