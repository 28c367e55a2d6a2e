//! A briefing as Markdown (CommonMark): the words of the page, without its pictures.

use std::fmt::Write as _;

use super::types::{Briefing, Figure, Part, Section, Sentence, Source, Span, Statement};
use super::words::more;
use crate::escape;
use crate::report::sparkline;

/// The page as text, which every reader of Markdown shows alike; all names in it are escaped.
#[must_use]
pub fn markdown(briefing: &Briefing) -> String {
    let mut out = String::new();
    let _ = write!(out, "# {}\n\n", escape::markdown(&briefing.title));
    if !briefing.subtitle.is_empty() {
        let _ = write!(out, "{}\n\n", escape::markdown(&briefing.subtitle));
    }
    for figure in &briefing.figures {
        let _ = writeln!(out, "- **{}** {}", words(&figure.value), words(&figure.what));
    }
    brief(&mut out, &briefing.sections);
    for told in &briefing.sections {
        section(&mut out, told);
    }
    let _ = write!(out, "\n---\n\nMade by {}. ", escape::markdown(&briefing.generator));
    out.push_str(
        "Each finding quotes the foremost of the rows that it rests on, with article, file and line.\n",
    );
    out
}

fn brief(out: &mut String, sections: &[Section]) {
    let mut told = sections.iter().filter_map(|section| section.headline.as_ref()).peekable();
    if told.peek().is_some() {
        out.push_str("\n## In brief\n\n");
    }
    for headline in told {
        let _ = writeln!(out, "- {}", sentence(headline));
    }
}

fn section(out: &mut String, section: &Section) {
    let _ = write!(out, "\n## {}\n", escape::markdown(&section.title));
    if !section.lead.0.is_empty() {
        let _ = write!(out, "\n{}\n", sentence(&section.lead));
    }
    match &section.figure {
        Some(Figure::Columns(columns)) => {
            let [first, last] = columns.ends.each_ref().map(|end| escape::markdown(end));
            let _ = write!(out, "\n{first} {} {last}  \n", sparkline(&columns.counts));
            let _ = writeln!(out, "{}", words(&columns.caption));
        }
        // Its circles stand in the list below.
        Some(Figure::Diagram(_)) | None => {}
    }
    for group in &section.parts {
        part(out, group);
    }
    if !section.method.0.is_empty() {
        let _ = write!(out, "\n{}\n", sentence(&section.method));
    }
}

fn part(out: &mut String, part: &Part) {
    if let Some(title) = &part.title {
        let _ = write!(out, "\n### {}\n", escape::markdown(title));
    }
    out.push('\n');
    for (number, said) in (1..).zip(&part.statements) {
        let mark = if part.ranked { format!("{number}. ") } else { "- ".to_owned() };
        statement(out, &mark, said);
    }
}

fn statement(out: &mut String, mark: &str, statement: &Statement) {
    let _ = write!(out, "{mark}{}", sentence(&statement.sentence));
    if statement.history.len() > 1 && statement.history.iter().any(|&count| count > 0) {
        let _ = write!(out, " {}", sparkline(&statement.history));
    }
    out.push('\n');
    // Lines below an item stand as far in as its text does.
    let inset = " ".repeat(mark.len());
    for note in &statement.notes {
        let _ = writeln!(out, "{inset}- {}", self::sentence(note));
    }
    for row in &statement.sources {
        let _ = writeln!(out, "{inset}- {}", source(row));
    }
    if let Some(more) = more(statement.more).filter(|_| !statement.sources.is_empty()) {
        let _ = writeln!(out, "{inset}- {more}");
    }
}

fn source(source: &Source) -> String {
    let title = escape::markdown(&source.title);
    let place = code(&source.place);
    let name = source.name.as_ref().map(|name| format!("*{}*", escape::markdown(name)));
    let quote = source.said.as_ref().map(|said| format!("“{}”", escape::markdown(said)));
    let told: Vec<String> = name.into_iter().chain(quote).collect();
    let told = if told.is_empty() { String::new() } else { format!("{} — ", told.join(": ")) };
    match &source.link {
        // Angle brackets hold any address that has none itself.
        Some(link) => format!("{told}[{title}](<{link}>) {place}"),
        None => format!("{told}{title} {place}"),
    }
}

/// A code span, between more backticks than stand in a row within it.
fn code(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let (mut run, mut longest) = (0, 0);
    for c in plain.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{plain}{pad}{fence}")
}

fn sentence(sentence: &Sentence) -> String {
    let mut out = String::new();
    for span in &sentence.0 {
        let _ = match span {
            Span::Words(text) => write!(out, "{}", words(text)),
            Span::Subject(text) => write!(out, "**{}**", escape::markdown(text)),
            Span::Name(text) => write!(out, "*{}*", escape::markdown(text)),
            Span::Quote(text) => write!(out, "“{}”", escape::markdown(text)),
        };
    }
    out
}

/// Our words, with the spaces at their ends; a percent sign means nothing to them.
fn words(text: &str) -> String {
    let start = &text[..text.len() - text.trim_start().len()];
    format!("{start}{}", escape::markdown(text).replace("\\%", "%"))
}
