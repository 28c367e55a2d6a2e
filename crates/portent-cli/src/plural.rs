//! Numbers with their nouns.

pub(crate) use portent::remark::grouped as number;

/// A count and what is counted: `1 node`, `1,024 nodes`.
pub(crate) use portent::remark::counted;

/// The same for what has a length.
pub(crate) fn counted_of(count: usize, one: &str, several: &str) -> String {
    counted(count as u64, one, several)
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_singular_and_thousands_are_separated() {
        let told = [0, 1, 2, 1024].map(|count| counted(count, "copy", "copies"));
        assert_eq!(told, ["0 copies", "1 copy", "2 copies", "1,024 copies"]);
    }
}
