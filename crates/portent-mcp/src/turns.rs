//! Rows of several groups, in turns: the first of each group, then the second of each.

use portent::report::{Cell, Table};

/// The numbers of the rows of a table whose `field` names their group, in turns; groups in the order in which they begin. However
/// many rows each group is cut to, the order of those before stays, so that pages of it are the same. O(rows · groups).
pub(crate) fn in_turns(table: &Table, field: &str) -> Vec<usize> {
    let mut groups: Vec<(Option<&Cell>, Vec<usize>)> = Vec::new();
    for row in 0..table.rows.len() {
        let key = table.cell(row, field);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((key, vec![row])),
        }
    }
    let longest = groups.iter().map(|(_, rows)| rows.len()).max().unwrap_or(0);
    (0..longest).flat_map(|turn| groups.iter().filter_map(move |(_, rows)| rows.get(turn).copied())).collect()
}

#[cfg(test)]
mod tests {
    use super::in_turns;
    use portent::report::{Cell, Field, Table};

    #[test]
    fn groups_take_turns_until_they_end() {
        let mut table = Table::new(&[Field::new("kind")]);
        ["a", "a", "a", "b", "c", "c"].into_iter().for_each(|kind| table.push(vec![Cell::text(kind)]));
        assert_eq!(in_turns(&table, "kind"), [0, 3, 4, 1, 5, 2]);
    }
}
