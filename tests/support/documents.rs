//! Tables in documents that repeat a registry: written by it, and compared with it.

use std::fs;

use super::root;

/// A table, the document that holds it, and its name there: it stands between `<!-- generated: NAME -->` and `<!-- end -->`.
pub(crate) struct Generated {
    pub(crate) document: &'static str,
    pub(crate) name: &'static str,
    pub(crate) table: fn() -> String,
}

/// Compares a table with its document; `UPDATE_DOCS=1` writes it there.
pub(crate) fn check(generated: &Generated) {
    let path = root().join(generated.document);
    let text = fs::read_to_string(&path).unwrap();
    let fresh = replaced(&text, generated.name, &(generated.table)());
    let fresh = fresh.unwrap_or_else(|| panic!("{} has no marks for {}", generated.document, generated.name));
    compare(generated.document, generated.name, &text, &fresh);
}

/// Compares a document with what its registry makes of it; `UPDATE_DOCS=1` writes it.
pub(crate) fn compare(document: &str, name: &str, text: &str, fresh: &str) {
    if text != fresh && std::env::var_os("UPDATE_DOCS").is_some_and(|value| !value.is_empty()) {
        fs::write(root().join(document), fresh).unwrap();
        return;
    }
    let different = text.lines().zip(fresh.lines()).find(|(old, new)| old != new);
    assert!(
        text == fresh,
        "{document}: {name} is stale; UPDATE_DOCS=1 cargo test documents writes it: {different:?}"
    );
}

/// The text with that between the marks replaced; `None` without marks.
fn replaced(text: &str, name: &str, table: &str) -> Option<String> {
    let begin = format!("<!-- generated: {name} -->\n");
    let start = text.find(&begin)? + begin.len();
    let end = start + text[start..].find("<!-- end -->")?;
    Some(format!("{}{table}{}", &text[..start], &text[end..]))
}

/// A Markdown table.
pub(crate) fn table<const N: usize>(
    heading: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&heading.map(str::to_owned));
    text += &format!("|{}\n", "---|".repeat(N));
    for row in rows {
        text += &line(&row.map(|cell| cell.replace('|', "\\|")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_replaces_what_stands_between_its_marks() {
        let fresh = table(["a", "b"], [["1".into(), "x|y".into()]]);
        assert_eq!(fresh, "| a | b |\n|---|---|\n| 1 | x\\|y |\n");
        let text =
            "head\n<!-- generated: t -->\nold\n<!-- end -->\n<!-- generated: u -->\n<!-- end -->\ntail\n";
        let expected = format!(
            "head\n<!-- generated: t -->\n{fresh}<!-- end -->\n<!-- generated: u -->\n<!-- end -->\ntail\n"
        );
        assert_eq!(replaced(text, "t", &fresh), Some(expected));
        assert_eq!(replaced(text, "v", &fresh), None);
        assert_eq!(replaced("<!-- generated: t -->\nno end", "t", &fresh), None);
    }
}
