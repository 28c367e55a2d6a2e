//! Tables for machines: JSON, CSV, TSV and Markdown.

use std::io::{self, Write};

use super::table::{Cell, Table};
use super::text::{self, TextOptions};
use crate::escape;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableFormat {
    /// Aligned columns for people.
    #[default]
    Text,
    /// A JSON array of records; missing values are absent.
    Json,
    /// Comma-separated values with a heading; lists are joined with `" | "`, records within a record are JSON; text
    /// that starts like a formula gets a leading `'`.
    Csv,
    /// Tab-separated values with a heading, else as [`TableFormat::Csv`]; tabs and line breaks in cells become spaces.
    Tsv,
    /// A Markdown table, for people: records within a record without what is for machines alone.
    Markdown,
}

/// Writes the table as JSON, CSV, TSV or Markdown; [`TableFormat::Text`] is written without a limit of width.
///
/// # Errors
/// What the writer says.
pub fn write(table: &Table, format: TableFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        TableFormat::Text => text::write(table, TextOptions::default(), out),
        TableFormat::Json => write_json(table, out),
        TableFormat::Csv => write_csv(table, out),
        TableFormat::Tsv => write_tsv(table, out),
        TableFormat::Markdown => write_markdown(table, out),
    }
}

fn write_json(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &table.records())?;
    writeln!(out)
}

/// A cell as one line that no spreadsheet runs as a formula; numbers stay numbers.
fn formula_safe(cell: &Cell) -> String {
    let text = cell.flat();
    match cell {
        Cell::Text(_) | Cell::List(_) => escape::formula(&text).into_owned(),
        _ => text,
    }
}

fn write_csv(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.fields.iter().map(|field| field.name))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(formula_safe))?;
    }
    writer.flush()
}

fn write_tsv(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let heading: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
    writeln!(out, "{}", heading.join("\t"))?;
    for row in &table.rows {
        let cells: Vec<String> =
            row.iter().map(|cell| formula_safe(cell).replace(['\t', '\r', '\n'], " ")).collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}

fn write_markdown(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let heading: Vec<String> = table.fields.iter().map(|field| field.name.replace('_', " ")).collect();
    writeln!(out, "| {} |", heading.join(" | "))?;
    let rules: Vec<&str> = (0..table.fields.len()).map(|at| rule(table, at)).collect();
    writeln!(out, "|{}|", rules.join("|"))?;
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| escape::markdown_cell(&told(cell))).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// A cell as people read it.
fn told(cell: &Cell) -> String {
    match cell {
        Cell::Table(table) => text::nested(table),
        Cell::Rank(rank) => rank.to_string(),
        _ => cell.flat(),
    }
}

fn rule(table: &Table, at: usize) -> &'static str {
    let numeric = table.rows.iter().any(|row| matches!(row[at], Cell::Integer(_) | Cell::Real(_)));
    if numeric { "---:" } else { ":---" }
}

#[cfg(test)]
mod tests {
    use super::{TableFormat, write};
    use crate::report::table::{Cell, Field, Table};

    fn table() -> Table {
        let mut table = Table::new(&[Field::new("label"), Field::new("articles"), Field::data("score")]);
        table.push(vec![Cell::text("=1+1, \"x\"\ty"), Cell::Integer(3), Cell::Real(0.5)]);
        table.push(vec![Cell::list(vec!["a".into(), "b|c".into()]), Cell::Missing, Cell::real(f64::NAN)]);
        table
    }

    fn written(format: TableFormat) -> String {
        let mut out = Vec::new();
        write(&table(), format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn json_is_a_list_of_records_without_missing_values() {
        let value: serde_json::Value = serde_json::from_str(&written(TableFormat::Json)).unwrap();
        let expected = serde_json::json!([
            {"label": "=1+1, \"x\"\ty", "articles": 3, "score": 0.5},
            {"label": ["a", "b|c"]},
        ]);
        assert_eq!(value, expected);
    }

    // T5: answers, too.
    #[test]
    fn csv_quotes_and_defuses_formulas() {
        let csv = written(TableFormat::Csv);
        assert_eq!(csv, "label,articles,score\n\"'=1+1, \"\"x\"\"\ty\",3,0.5\na | b|c,,\n");
    }

    #[test]
    fn tsv_keeps_one_line_a_row() {
        assert_eq!(
            written(TableFormat::Tsv),
            "label\tarticles\tscore\n'=1+1, \"x\" y\t3\t0.5\na | b|c\t\t\n"
        );
    }

    #[test]
    fn records_within_a_record_are_parsed_back_from_csv_and_tsv() {
        let mut inner = Table::new(&[Field::new("kind"), Field::cut("members"), Field::data("ids")]);
        let ids = Cell::list(vec!["signal:x".into(), "signal:y".into()]);
        inner.push(vec![Cell::text("signals"), Cell::list(vec!["A | \"B\"; C\tD".into(), "E".into()]), ids]);
        let mut table = Table::new(&[Field::new("label"), Field::new("top")]);
        table.push(vec![Cell::text("x"), Cell::table(inner)]);
        let expected = serde_json::json!([
            {"kind": "signals", "members": ["A | \"B\"; C\tD", "E"], "ids": ["signal:x", "signal:y"]},
        ]);
        let written = |format| {
            let mut out = Vec::new();
            write(&table, format, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let csv = written(TableFormat::Csv);
        let record = csv::Reader::from_reader(csv.as_bytes()).records().next().unwrap().unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&record[1]).unwrap(), expected);
        let tsv = written(TableFormat::Tsv);
        let cell = tsv.lines().nth(1).unwrap().split('\t').nth(1).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(cell).unwrap(), expected);
        assert!(!written(TableFormat::Markdown).contains("signal:x"));
    }

    #[test]
    fn markdown_escapes_pipes_and_aligns_numbers() {
        let markdown = written(TableFormat::Markdown);
        assert!(markdown.starts_with("| label | articles | score |\n|:---|---:|---:|\n"), "{markdown}");
        assert!(markdown.ends_with("| a \\| b\\|c |  |  |\n"), "{markdown}");
    }
}
