//! Tells columns of names from columns of numbers, addresses, sentences and properties.

use rustc_hash::FxHashSet;

use crate::parse::page::columns::{Column, Columns};
use crate::parse::page::items::{Lead, split};
use crate::parse::page::lists::is_of_the_page;
use crate::parse::page::table::{Cell, split_row};
use crate::parse::text::inline;
use crate::parse::text::line::Line;
use crate::parse::text::links::is_inward;
use crate::parse::vocabulary::columns::{Hint, hints, is_canonical};
use crate::parse::vocabulary::section::ItemPattern;

/// So many rows are looked at to tell what a column holds.
const SAMPLE: usize = 200;

/// So many columns are tried.
const TRIED: usize = 3;

/// The median name is no longer, in characters.
const LONGEST_MEDIAN: usize = 60;

/// What a table of properties of one thing holds.
const PROPERTIES: &str = "keys and values";

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum Form {
    Empty,
    Number,
    /// Of the web, a file, a machine; a hash.
    Address,
    /// A link to a page or place of the archive.
    Pointer,
    /// Yes, no, a check mark, a grade.
    Mark,
    Code,
    Sentence,
    /// A running number with letters: `KJ-2`, `R1`.
    Label,
    /// `T1059`, `CVE-2024-1234`.
    Identifier,
    Name,
}

/// What a cell, as written, holds. O(cell).
pub(in crate::parse) fn form(raw: &str) -> Form {
    let raw = raw.trim();
    if raw.len() > 2 && raw.starts_with('`') && raw.ends_with('`') && raw.matches('`').count() == 2 {
        return Form::Code;
    }
    let named = split(raw, ItemPattern::Auto);
    let inward = named.target.as_deref().is_some_and(is_inward);
    if named.lead == Lead::Link && (inward || raw.starts_with("[[")) {
        return Form::Pointer;
    }
    let text = if matches!(named.lead, Lead::Bold | Lead::Link) { named.name } else { inline::cell(raw) };
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if is_blank(&text) {
        Form::Empty
    } else if is_address(&text) {
        Form::Address
    } else if letters == 0 || is_number(&text, letters) {
        if text.chars().any(char::is_numeric) { Form::Number } else { Form::Mark }
    } else if GRADES.contains(&text.to_lowercase().as_str()) {
        Form::Mark
    } else if is_sentence(&text) {
        Form::Sentence
    } else if is_label(&text) {
        Form::Label
    } else if is_identifier(&text) {
        Form::Identifier
    } else {
        Form::Name
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '–' | '—' | '?' | ' ' | '.' | '…'))
        || matches!(text, "n/a" | "N/A" | "nan" | "NaN" | "None" | "TBD" | "tbd")
}

/// Words that grade or answer and name nothing.
static GRADES: &[&str] = &[
    "yes",
    "no",
    "true",
    "false",
    "x",
    "high",
    "medium",
    "low",
    "critical",
    "done",
    "todo",
    "ok",
    "pass",
    "fail",
    "oui",
    "non",
    "ja",
    "nein",
    "sí",
    "si",
    "sim",
    "não",
    "nee",
    "是",
    "否",
    "有",
    "无",
    "高",
    "中",
    "低",
    "예",
    "아니오",
    "نعم",
    "لا",
];

/// Top-level domains of single names (`evil.example.com` has two stops and needs none).
static DOMAINS: &[&str] =
    &[".com", ".net", ".org", ".ru", ".cn", ".info", ".biz", ".xyz", ".top", ".onion", ".kr"];

fn is_address(text: &str) -> bool {
    if text.contains("://") || text.contains("[.]") || text.contains("hxxp") {
        return true;
    }
    if text.contains(' ') {
        return text.starts_with("C:\\") || text.starts_with("HKEY") || text.starts_with("HKLM");
    }
    let hex =
        text.len() >= 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'.' || byte == b':');
    let dotted =
        text.is_ascii() && text.matches('.').count() >= 2 && !text.ends_with('.') && !text.starts_with('v');
    let mail = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let path = text.matches(['/', '\\']).count() >= 2;
    hex || dotted || mail || path || DOMAINS.iter().any(|domain| text.ends_with(domain))
}

/// Digits with at most a unit (`12 kg`, `3月`), or months and numbers.
fn is_number(text: &str, letters: usize) -> bool {
    let month = |word: &str| {
        let start: String = word.chars().take(3).collect::<String>().to_lowercase();
        word.len() <= 9 && MONTHS.contains(&start.as_str())
    };
    let counted = text
        .starts_with(|c: char| c.is_numeric() || matches!(c, '+' | '-' | '~' | '<' | '>' | '$' | '€' | '£'));
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    (counted && letters <= 3)
        || (text.chars().any(char::is_numeric)
            && words.all(|word| month(word) || word.chars().all(char::is_numeric)))
}

static MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn is_sentence(text: &str) -> bool {
    let (characters, words) = (text.chars().count(), text.split(' ').count());
    let stops = text.ends_with(['.', '。', '!', '?', '！', '？']);
    let dense = words * 20 < characters;
    characters > 100
        || words > 12
        || (stops && (words > 5 || (dense && characters > 12)))
        || (dense && characters > 45)
}

fn is_label(text: &str) -> bool {
    let letters = text.chars().take_while(char::is_ascii_uppercase).count();
    let digits = text[letters..].trim_start_matches(['-', '.']);
    (1..=3).contains(&letters)
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_identifier(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 2
        && !text.contains(' ')
        && text.bytes().all(|byte| !byte.is_ascii_lowercase())
        && text.is_ascii()
}

/// What the cells of one column hold together.
#[derive(Debug, Default)]
struct Held {
    rows: usize,
    filled: usize,
    forms: Vec<Form>,
    distinct: FxHashSet<String>,
    lengths: Vec<usize>,
}

impl Held {
    fn add(&mut self, raw: &str) {
        let form = form(raw);
        self.rows += 1;
        self.forms.push(form);
        if form == Form::Empty {
            return;
        }
        self.filled += 1;
        let named = split(raw, ItemPattern::Auto).name;
        self.lengths.push(named.chars().count());
        self.distinct.insert(named.to_lowercase());
    }

    fn count(&self, form: Form) -> usize {
        self.forms.iter().filter(|&&held| held == form).count()
    }

    /// Why these are no names; `None` where they are.
    fn refusal(&mut self, identifiers: bool) -> Option<&'static str> {
        let most = |count: usize, of: usize| count * 5 >= of * 3;
        let names = self.count(Form::Name) + if identifiers { self.count(Form::Identifier) } else { 0 };
        self.lengths.sort_unstable();
        let median = self.lengths.get(self.lengths.len() / 2).copied().unwrap_or(0);
        match () {
            () if self.filled == 0 || !most(self.filled, self.rows) => Some("blank cells"),
            () if !most(names, self.filled) => Some(self.foremost()),
            () if !most(self.distinct.len(), self.filled) && self.filled > 2 => Some("words that repeat"),
            () if median > LONGEST_MEDIAN => Some("sentences"),
            () => None,
        }
    }

    /// Whether a third of the cells are properties of a page (`Author`, `License`).
    fn are_properties(&self) -> bool {
        let of_the_page = self.distinct.iter().filter(|name| is_of_the_page(name)).count();
        of_the_page > 1 && of_the_page * 3 >= self.distinct.len()
    }

    /// What most of the cells hold instead of names.
    fn foremost(&self) -> &'static str {
        let told = [
            (Form::Number, "numbers"),
            (Form::Address, "addresses"),
            (Form::Pointer, "links to pages"),
            (Form::Mark, "marks"),
            (Form::Code, "code"),
            (Form::Sentence, "sentences"),
            (Form::Label, "running numbers"),
            (Form::Identifier, "identifiers"),
        ];
        told.into_iter().rev().max_by_key(|(form, _)| self.count(*form)).map_or("no names", |(_, told)| told)
    }
}

/// Which column of a table holds names: the one that its header says, otherwise the first that does, after a running
/// number; or what the first one holds instead. O(cells of 200 rows).
pub(in crate::parse) fn name_column(
    columns: &Columns,
    header: &[String],
    body: &[Line<'_>],
) -> Result<usize, &'static str> {
    let [first, second] = [0, 1].map(|at| header.get(at).map_or("", String::as_str));
    let properties = (hints(first, Hint::Keys) || first.is_empty()) && hints(second, Hint::Values);
    if header.len() == 2 && (properties || (first.is_empty() && second.is_empty())) {
        return Err(PROPERTIES);
    }
    let tried: Vec<usize> = match columns.name {
        Some(name) => vec![name],
        None => (0..columns.all.len()).filter(|&at| can_name(columns, at)).take(TRIED).collect(),
    };
    let mut held: Vec<Held> = tried.iter().map(|_| Held::default()).collect();
    let mut cells: Vec<Cell> = Vec::new();
    for line in body.iter().take(SAMPLE) {
        split_row(line.text, Some(columns.count), &mut cells);
        for (held, &at) in held.iter_mut().zip(&tried) {
            held.add(cells.get(at).map_or("", |cell| &line.text[cell.clone()]));
        }
    }
    if header.len() == 2 && held.first().is_some_and(Held::are_properties) {
        return Err(PROPERTIES);
    }
    let strict = columns.name.is_none();
    let first = held.first_mut().and_then(|held| held.refusal(!strict));
    for identifiers in [false, true] {
        if let Some(found) = held.iter_mut().position(|held| held.refusal(identifiers).is_none()) {
            return Ok(tried[found]);
        }
    }
    Err(first.unwrap_or("no names"))
}

/// A column that may hold names: not one that is known to hold something else.
fn can_name(columns: &Columns, at: usize) -> bool {
    match &columns.all[at] {
        Column::Name | Column::Ignored => true,
        Column::Attribute(name) => !is_canonical(name),
        Column::Description | Column::Relevancy | Column::Index => false,
    }
}

/// Marks columns that only number the rows: without header or headed `#`, `No.`, and whole numbers alone. O(cells).
pub(in crate::parse) fn mark_index(columns: &mut Columns, header: &[String], body: &[Line<'_>]) {
    let open = |at: &usize| matches!(columns.all[*at], Column::Ignored | Column::Attribute(_));
    let numbers = |at: &usize| header[*at].is_empty() || hints(&header[*at], Hint::Numbers);
    let first = 0..columns.all.len().min(2);
    let Some(at) = first.filter(open).find(numbers) else { return };
    let mut cells: Vec<Cell> = Vec::new();
    let whole = body.iter().take(SAMPLE).all(|line| {
        split_row(line.text, Some(columns.count), &mut cells);
        let cell = cells.get(at).map_or("", |cell| &line.text[cell.clone()]);
        cell.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit())
    });
    if whole && !body.is_empty() && columns.name != Some(at) {
        columns.all[at] = Column::Index;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_by_their_form() {
        for (cell, told) in [
            ("", Form::Empty),
            ("—", Form::Empty),
            ("12.5 %", Form::Number),
            ("2024-03-01", Form::Number),
            ("March 2024", Form::Number),
            ("3月5日", Form::Number),
            ("https://a.example/x", Form::Address),
            ("evil[.]example", Form::Address),
            ("10.0.0.1", Form::Address),
            ("d41d8cd98f00b204e9800998ecf8427e", Form::Address),
            ("/usr/bin/env", Form::Address),
            ("✅", Form::Mark),
            ("Yes", Form::Mark),
            ("`--flag`", Form::Code),
            ("The nets were hung in spring by all.", Form::Sentence),
            ("KJ-2", Form::Label),
            ("T1059.001", Form::Identifier),
            ("CVE-2024-1234", Form::Identifier),
            ("[[Dew Nets]]", Form::Pointer),
            ("[Dew Nets](dew.md)", Form::Pointer),
            ("[Dew Nets]({{base}}12)", Form::Name),
            ("Dew Nets", Form::Name),
            ("[Dew Nets](https://a.example)", Form::Name),
            (
                "**Dew Nets**: they catch dew in the hills, and nobody knows why it took so long to hang them up there",
                Form::Name,
            ),
            ("露网", Form::Name),
            ("Vue.js", Form::Name),
        ] {
            assert_eq!(form(cell), told, "{cell}");
        }
    }

    fn named(table: &str) -> Result<usize, &'static str> {
        let lines: Vec<Line<'_>> =
            table.lines().zip(1..).map(|(text, number)| Line { number, text }).collect();
        let mut cells = Vec::new();
        split_row(lines[0].text, None, &mut cells);
        let header: Vec<String> = cells.iter().map(|cell| lines[0].text[cell.clone()].to_owned()).collect();
        let all = header.iter().map(|header| match header.as_str() {
            "" => Column::Ignored,
            header => Column::Attribute(header.to_owned().into()),
        });
        let mut columns = Columns { all: all.collect(), count: cells.len(), name: None, kind: None };
        mark_index(&mut columns, &header, &lines[1..]);
        name_column(&columns, &header, &lines[1..])
    }

    #[test]
    fn the_first_column_of_names_is_the_name() {
        assert_eq!(named("| Method | Cost |\n| Dew nets | 3 |\n| Salt roads | 4 |"), Ok(0));
        assert_eq!(named("| # | Method |\n| 1 | Dew nets |\n| 2 | Salt roads |"), Ok(1));
        assert_eq!(named("|  | Method |\n| 0 | Dew nets |\n| 1 | Salt roads |"), Ok(1));
        assert_eq!(named("| ID | Method |\n| T1001 | Dew nets |\n| T1002 | Salt roads |"), Ok(1));
        assert_eq!(named("| CVE |\n| CVE-2024-1234 |\n| CVE-2024-1235 |"), Ok(0));
        let tactics =
            "| Tactic | Method |\n| Impact | Dew |\n| Impact | Salt |\n| Impact | Nets |\n| Impact | Ice |";
        assert_eq!(named(tactics), Ok(1));
    }

    #[test]
    fn what_names_nothing_is_told() {
        assert_eq!(named("| Key | Value |\n| Date | 2024 |\n| Status | open |"), Err(PROPERTIES));
        assert_eq!(named("|  |  |\n| Date | 2024 |"), Err(PROPERTIES));
        assert_eq!(
            named("| R-12 | x |\n| Author | A |\n| License | free |\n| Reach | far |"),
            Err(PROPERTIES)
        );
        assert_eq!(named("| Year | Sum |\n| 2023 | 4 |\n| 2024 | 5 |"), Err("numbers"));
        assert_eq!(named("| Host |\n| a.b.example |\n| 10.0.0.1 |"), Err("addresses"));
        assert_eq!(named("| Flag | x |\n| `-a` | ✓ |\n| `-b` | ✓ |"), Err("code"));
        assert_eq!(named("| A |\n|  |"), Err("blank cells"));
    }
}
