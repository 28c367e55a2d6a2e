//! `explain`: why two names are, or are not, one thing; a card with a waterfall of log-odds.

use crate::remark::Remark;
use crate::report::{Cell, Field, Layout, Table};
use crate::resolve::Verdict;
use crate::resolve::explain::{Explained, Explanation};

/// Half blocks that the longest bar has.
const LONGEST: f64 = 24.0;

static FIELDS: &[Field] = &[
    Field::new("pair"),
    Field::new("verdict"),
    Field::new("words"),
    Field::new("probability"),
    Field::new("log_odds"),
    Field::new("guard"),
    Field::new("decided"),
    Field::new("reason"),
    Field::new("evidence"),
    Field::new("first"),
    Field::new("second"),
];

/// The card; `limit` mentions of either name are shown.
#[must_use]
pub fn explained(explanation: &Explanation, limit: usize) -> Table {
    let mut table = Table { layout: Layout::Cards, ..Table::new(FIELDS) };
    let side = |side: &Explained| format!("{} {:?}", side.kind, side.label);
    let verdict = match explanation.verdict {
        Verdict::Duplicate => "duplicate",
        Verdict::Broader(_) => "broader",
        Verdict::Related => "related",
        Verdict::Distinct => "distinct",
    };
    table.push(vec![
        Cell::text(format!("{} and {}", side(&explanation.a), side(&explanation.b))),
        Cell::text(verdict),
        Cell::text(&explanation.words),
        Cell::real(explanation.probability),
        Cell::real(explanation.log_odds),
        explanation.guard.map_or(Cell::Missing, Cell::text),
        if explanation.decided { Cell::text("by a person") } else { Cell::Missing },
        Cell::text(&explanation.reason),
        evidence(explanation),
        mentions(&explanation.a, limit),
        mentions(&explanation.b, limit),
    ]);
    table.remarks.extend(explanation.kinds.clone().map(Remark::from));
    for side in [&explanation.a, &explanation.b] {
        if side.mentions.len() > limit {
            let all = side.mentions.len();
            table.remarks.push(Remark::shown(limit, all, format!("mentions of {:?}", side.label)));
        }
    }
    table
}

/// One row a feature, and the sum so far: the waterfall.
fn evidence(explanation: &Explanation) -> Cell {
    let mut table = Table::new(&[
        Field::wrap("feature"),
        Field::new("value"),
        Field::new("log_odds"),
        Field::new("sum"),
        Field::aside("bar"),
    ]);
    let longest = explanation.evidence.iter().map(|line| line.log_odds.abs()).fold(0.0, f64::max);
    let mut sum = 0.0;
    for line in &explanation.evidence {
        sum += line.log_odds;
        table.push(vec![
            Cell::text(line.feature),
            Cell::real(line.value),
            Cell::real(line.log_odds),
            Cell::real(sum),
            Cell::text(bar(line.log_odds, longest)),
        ]);
    }
    Cell::table(table)
}

fn bar(value: f64, longest: f64) -> String {
    let length = if longest > 0.0 { (value.abs() / longest * LONGEST).round() as usize } else { 0 };
    let sign = if value < 0.0 { '-' } else { '+' };
    let half = if length % 2 == 1 { "▌" } else { "" };
    if length == 0 { String::new() } else { format!("{sign}{}{half}", "█".repeat(length / 2)) }
}

fn mentions(side: &Explained, limit: usize) -> Cell {
    let mut table = Table::new(&[Field::new("name"), Field::aside("where"), Field::aside("description")]);
    for place in side.mentions.iter().take(limit) {
        table.push(vec![
            Cell::text(&place.name),
            Cell::text(format!("{}:{}", place.path, place.line)),
            place.description.clone().map_or(Cell::Missing, Cell::text),
        ]);
    }
    Cell::table(table)
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_are_as_long_as_their_share_of_the_longest() {
        assert_eq!(bar(-2.0, 4.0), format!("-{}", "█".repeat(6)));
        assert_eq!(bar(0.5, 4.0), "+█▌");
        assert_eq!(bar(4.0, 4.0), format!("+{}", "█".repeat(12)));
        assert_eq!(bar(0.0, 4.0), "");
        assert_eq!(bar(0.0, 0.0), "");
    }
}
