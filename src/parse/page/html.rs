//! Tables and lists in HTML, read by a scanner that forgives what browsers forgive: tags that do not close, attributes,
//! markup within cells. They become pipe rows and bullets, so that one reader knows all tables and lists.

use std::borrow::Cow;

use crate::parse::text::line::Line;
use crate::parse::vocabulary::columns::known;

/// A line that was not written so: a row of a table as pipes, with the line where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct MadeRow {
    /// Counted from 1.
    pub(in crate::parse) number: u32,
    /// `| cell | cell |`.
    pub(in crate::parse) text: String,
}

/// A list item in HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct MadeItem {
    /// Line where it begins, counted from 1.
    pub(in crate::parse) number: u32,
    /// How many lists it stands within, beside its own.
    pub(in crate::parse) depth: usize,
    /// Its text in Markdown.
    pub(in crate::parse) text: String,
}

/// What a table or list in HTML holds, and how many lines it takes.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::parse) enum Found {
    Rows(Vec<MadeRow>, usize),
    Items(Vec<MadeItem>, usize),
}

/// So many columns and rows one cell spans at most, and so many cells a row has.
const MOST_SPANNED: usize = 100;
/// A cell over several rows is repeated in each where it is no longer than this, in bytes.
const LONGEST_REPEATED: usize = 200;

/// The name of the element that a line begins, where it is one of those that are read.
fn opening(text: &str) -> Option<&'static str> {
    let rest = text.trim_start().strip_prefix('<')?;
    ["table", "ul", "ol", "dl"].into_iter().find(|name| {
        let start = rest.get(..name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name))
            && rest[name.len()..].starts_with(['>', ' ', '\t', '/']) | (rest.len() == name.len())
    })
}

/// Reads the table or list that begins the first of `lines`; `None` where none does, or where it never closes.
pub(in crate::parse) fn read(lines: &[Line<'_>], closing: &mut Closing) -> Option<Found> {
    let name = opening(lines.first()?.text)?;
    let used = closing.lines(name, lines)?;
    let mut reader = Reader::default();
    for line in &lines[..used] {
        reader.line(line.number, line.text);
    }
    reader.end_cell();
    reader.end_row();
    Some(if name == "table" {
        Found::Rows(with_header(reader.rows), used)
    } else {
        reader.items.retain(|item| !item.text.trim().is_empty());
        Found::Items(reader.items, used)
    })
}

/// Where elements end. One that never closes is looked for only once.
#[derive(Debug, Default)]
pub(in crate::parse) struct Closing {
    unclosed: Vec<&'static str>,
}

impl Closing {
    /// How many lines the element takes that begins the first one.
    fn lines(&mut self, name: &'static str, lines: &[Line<'_>]) -> Option<usize> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let mut depth = 0_usize;
        for (at, line) in lines.iter().enumerate() {
            for tag in tags(line.text).filter(|tag| tag.name.eq_ignore_ascii_case(name)) {
                depth = if tag.closes { depth.saturating_sub(1) } else { depth + 1 };
                if depth == 0 {
                    return Some(at + 1);
                }
            }
        }
        self.unclosed.push(name);
        None
    }
}

/// A tag in a line.
#[derive(Debug, Clone, Copy)]
struct Tag<'t> {
    name: &'t str,
    closes: bool,
    /// All between the angle brackets.
    inner: &'t str,
    /// Byte of its `<`, and the one behind its `>`.
    start: usize,
    end: usize,
}

/// The tags of a line. One whose `>` stands on another line ends with the line. O(line).
fn tags(line: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + line[from..].find('<')?;
            let inner_start = start + 1;
            let end = line[inner_start..].find('>').map_or(line.len(), |end| inner_start + end);
            let inner = &line[inner_start..end];
            let bare = inner.strip_prefix('/').unwrap_or(inner);
            let length = bare.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(bare.len());
            if !bare.starts_with(|c: char| c.is_ascii_alphabetic()) {
                from = inner_start;
                continue;
            }
            from = (end + 1).min(line.len());
            let closes = inner.len() > bare.len();
            return Some(Tag { name: &bare[..length], closes, inner, start, end: from });
        }
    })
}

/// The value of an attribute of a tag.
fn attribute<'t>(inner: &'t str, name: &str) -> Option<&'t str> {
    let at = inner.match_indices('=').find_map(|(at, _)| {
        let before = inner[..at].trim_end();
        let (before, end) = before.split_at_checked(before.len().checked_sub(name.len())?)?;
        (end.eq_ignore_ascii_case(name) && before.ends_with(char::is_whitespace)).then_some(at + 1)
    })?;
    let value = inner[at..].trim_start();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
        _ => value.split_whitespace().next(),
    }
}

/// A row while it is read.
#[derive(Debug, Default)]
struct Row {
    number: u32,
    cells: Vec<String>,
    /// Whether all its cells are headers.
    header: bool,
}

/// A cell that goes on in the rows below.
#[derive(Debug)]
struct Spanning {
    column: usize,
    rows: usize,
    text: String,
}

#[derive(Debug, Default)]
struct Reader {
    rows: Vec<Row>,
    items: Vec<MadeItem>,
    row: Option<Row>,
    cell: Option<(String, usize, usize)>,
    spanning: Vec<Spanning>,
    tables: usize,
    lists: usize,
    /// Target of the link that is open.
    link: Option<String>,
    /// A description list: its terms are bold.
    term: bool,
}

impl Reader {
    fn line(&mut self, number: u32, line: &str) {
        let mut from = 0;
        for tag in tags(line) {
            self.text(&line[from..tag.start]);
            self.tag(number, tag);
            from = tag.end;
        }
        self.text(&line[from..]);
        self.text(" ");
    }

    /// Text goes to the cell or item that is open.
    fn text(&mut self, text: &str) {
        if self.tables > 0 {
            if let Some((cell, ..)) = &mut self.cell {
                let text = if text.contains('|') {
                    Cow::Owned(text.replace('|', "\\|"))
                } else {
                    Cow::Borrowed(text)
                };
                cell.push_str(&text);
            }
        } else if let Some(item) = self.items.last_mut() {
            item.text.push_str(text);
        }
    }

    fn tag(&mut self, number: u32, tag: Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        match (name.as_str(), tag.closes) {
            ("table", false) => self.tables += 1,
            ("table", true) => self.tables = self.tables.saturating_sub(1),
            // What stands in a table within a cell is text of the cell.
            _ if self.tables > 1 => self.text(" "),
            ("tr", _) if self.tables > 0 => {
                self.end_cell();
                self.end_row();
                if !tag.closes {
                    self.row = Some(Row { number, header: true, ..Row::default() });
                }
            }
            ("td" | "th", closes) if self.tables > 0 => {
                self.end_cell();
                if !closes {
                    self.begin_cell(number, name == "th", tag.inner);
                }
            }
            ("ul" | "ol" | "dl", false) if self.tables == 0 => self.lists += 1,
            ("ul" | "ol" | "dl", true) if self.tables == 0 => self.lists = self.lists.saturating_sub(1),
            ("li" | "dt", false) if self.tables == 0 => {
                let depth = self.lists.saturating_sub(1);
                self.term = name == "dt";
                let text = if self.term { "**".to_owned() } else { String::new() };
                self.items.push(MadeItem { number, depth, text });
            }
            ("dt", true) | ("dd", false) if self.tables == 0 => self.end_term(),
            ("a", false) => {
                self.end_link();
                if let Some(target) =
                    attribute(tag.inner, "href").filter(|target| !target.contains(['(', ')', ' ']))
                {
                    self.link = Some(target.to_owned());
                    self.text("[");
                }
            }
            ("a", true) => self.end_link(),
            ("b" | "strong", _) => self.text("**"),
            ("br" | "p" | "div" | "li" | "ul" | "ol", _) => self.text(" "),
            _ => {}
        }
    }

    /// A term is bold, and its description follows.
    fn end_term(&mut self) {
        if !std::mem::take(&mut self.term) {
            return;
        }
        if let Some(item) = self.items.last_mut() {
            item.text.truncate(item.text.trim_end().len());
        }
        self.text("**: ");
    }

    fn end_link(&mut self) {
        if let Some(target) = self.link.take() {
            self.text(&format!("]({target})"));
        }
    }

    fn begin_cell(&mut self, number: u32, header: bool, inner: &str) {
        let span =
            |name| attribute(inner, name).and_then(|n| n.parse().ok()).unwrap_or(1).clamp(1, MOST_SPANNED);
        let row = self.row.get_or_insert_with(|| Row { number, header: true, ..Row::default() });
        row.header &= header;
        self.cell = Some((String::new(), span("colspan"), span("rowspan")));
    }

    fn end_cell(&mut self) {
        self.end_link();
        let Some((text, columns, rows)) = self.cell.take() else { return };
        let Some(row) = &mut self.row else { return };
        fill(row, &mut self.spanning);
        if rows > 1 {
            let text = if text.len() <= LONGEST_REPEATED { text.clone() } else { String::new() };
            self.spanning.push(Spanning { column: row.cells.len(), rows: rows - 1, text });
        }
        row.cells.push(text);
        for _ in 1..columns {
            if row.cells.len() < MOST_SPANNED {
                row.cells.push(String::new());
            }
        }
    }

    fn end_row(&mut self) {
        if let Some(mut row) = self.row.take() {
            fill(&mut row, &mut self.spanning);
            if !row.cells.is_empty() {
                self.rows.push(row);
            }
        }
    }
}

/// Puts the cells of rows above where this row has come to.
fn fill(row: &mut Row, spanning: &mut Vec<Spanning>) {
    if spanning.is_empty() {
        return;
    }
    spanning.sort_by_key(|cell| cell.column);
    for cell in spanning.iter_mut().filter(|cell| cell.rows > 0) {
        if cell.column == row.cells.len() && row.cells.len() < MOST_SPANNED {
            row.cells.push(cell.text.clone());
            cell.rows -= 1;
        }
    }
    spanning.retain(|cell| cell.rows > 0);
    spanning.truncate(MOST_SPANNED);
}

/// Rows as pipes. The first one is the header where its cells say so, or where one of them is the header of a known
/// column; otherwise the header is blank.
fn with_header(rows: Vec<Row>) -> Vec<MadeRow> {
    let Some(first) = rows.first() else { return Vec::new() };
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).min(MOST_SPANNED);
    let pipes = |row: &Row| {
        let cells = (0..columns).map(|at| row.cells.get(at).map_or("", |cell| cell.trim()));
        MadeRow { number: row.number, text: format!("| {} |", cells.collect::<Vec<_>>().join(" | ")) }
    };
    let known = |cell: &String| known(cell.trim().trim_matches('*')).is_some();
    let headed = first.header || first.cells.iter().any(known);
    let header = if headed { pipes(first) } else { pipes(&Row { number: first.number, ..Row::default() }) };
    let delimiter = MadeRow { number: first.number, text: format!("|{}", "---|".repeat(columns)) };
    let body = &rows[usize::from(headed)..];
    [header, delimiter].into_iter().chain(body.iter().map(pipes)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::line::lines;

    fn rows(text: &str) -> Vec<String> {
        match read(&lines(text), &mut Closing::default()) {
            Some(Found::Rows(rows, _)) => {
                rows.into_iter().map(|row| format!("{} {}", row.number, row.text)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn items(text: &str) -> Vec<(u32, usize, String)> {
        match read(&lines(text), &mut Closing::default()) {
            Some(Found::Items(items, _)) => {
                items.into_iter().map(|item| (item.number, item.depth, item.text.trim().to_owned())).collect()
            }
            _ => Vec::new(),
        }
    }

    #[test]
    fn tables_become_pipe_rows() {
        let text = "<table class='a'>\n<thead><tr><TH>name</TH><th>text</th></tr></thead>\n<tr>\n<td><b>Dew</b> | nets\n\
                    <td><a href=\"https://d.example\">see</a><br/>it</td>\n</tr>\n</table>\nafter";
        let expected =
            ["2 | name | text |", "2 |---|---|", "3 | **Dew** \\| nets | [see](https://d.example) it |"];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn cells_may_span_rows_and_columns() {
        let text = "<table><tr><th>a<th>b<th>c</tr><tr><td rowspan=2>x<td colspan=\"2\">y</tr><tr><td>z<td>w</tr></table>";
        assert_eq!(rows(text)[2..], ["1 | x | y |  |", "1 | x | z | w |"]);
    }

    // Seven bytes before the `=` end within a character.
    #[test]
    fn a_name_of_attributes_may_begin_within_a_character() {
        for inner in ["td \u{662}owspan=2", "td \u{1f600}\u{1f600}=2", "td \u{e9}=", "td ="] {
            assert_eq!(attribute(inner, "rowspan"), None, "{inner}");
        }
        assert_eq!(rows("<table><tr><td \u{662}owspan=>x</td></tr></table>").len(), 3, "a header is made");
        assert_eq!(attribute("td \u{662} rowspan = '2'", "rowspan"), Some("2"));
    }

    #[test]
    fn a_first_row_without_headers_is_a_row() {
        let made = rows("<table><tr><td>Dew<td>1</tr><tr><td>Salt<td>2</tr></table>");
        assert_eq!(made, ["1 |  |  |", "1 |---|---|", "1 | Dew | 1 |", "1 | Salt | 2 |"]);
        assert_eq!(rows("<table><tr><td>Name</tr><tr><td>Dew</tr></table>")[0], "1 | Name |");
    }

    #[test]
    fn lists_become_items_with_their_depth() {
        let text =
            "<ul>\n<li>solar</li>\n<li>wind\n<ol><li><a href='https://w.example'>far</a> out</ol>\n</ul>";
        let expected = [(2, 0, "solar"), (3, 0, "wind"), (4, 1, "[far](https://w.example) out")];
        assert_eq!(items(text), expected.map(|(line, depth, text)| (line, depth, text.to_owned())));
        assert_eq!(items("<dl><dt>Dew</dt><dd>water</dd></dl>"), [(1, 0, "**Dew**: water".to_owned())]);
    }

    #[test]
    fn what_does_not_close_is_no_table() {
        let mut closing = Closing::default();
        assert_eq!(read(&lines("<table>\n<tr><td>x"), &mut closing), None);
        assert_eq!(read(&lines("<table></table>"), &mut closing), None, "looked for once");
        assert!(rows("text").is_empty() && rows("<tablet>").is_empty() && items("<ulx>").is_empty());
    }
}
