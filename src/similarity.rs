//! String distances: the one place that knows the crates that compute them.

/// Likeness of two texts by edits (insert, delete, replace): 1 - edits / letters of the longer, 0 to 1.
/// Letters of one times letters of the other.
#[must_use]
pub(crate) fn levenshtein(a: &str, b: &str) -> f64 {
    rapidfuzz::distance::levenshtein::normalized_similarity(a.chars(), b.chars())
}

/// Likeness of two texts by edits, where two swapped letters are one: 1 - edits / letters of the longer, 0 to 1.
/// Letters of one times letters of the other.
#[must_use]
pub(crate) fn damerau_levenshtein(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b)
}

/// Likeness of two texts by the letters that they share near one place, more where they begin alike (Jaro, Winkler,
/// "String Comparator Metrics and Enhanced Decision Rules", 1990), 0 to 1.
#[must_use]
pub(crate) fn jaro_winkler(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b)
}

/// Likeness of two texts by insertions and deletions alone: 1 - these / both lengths, 0 to 1.
#[must_use]
pub(crate) fn indel_ratio(a: &str, b: &str) -> f64 {
    rapidfuzz::fuzz::ratio(a.chars(), b.chars())
}

/// One edit, or two in words of ten letters and more; words that differ in their ending alone are
/// forms of a word, which the stem judges.
#[must_use]
pub(crate) fn is_misspelling(x: &str, y: &str) -> bool {
    let short = x.len().min(y.len());
    let allowed = if short >= 10 { 2 } else { 1 };
    if x.len().abs_diff(y.len()) > allowed || short > 32 {
        return false;
    }
    if allowed == 1 && x.is_ascii() && y.is_ascii() {
        return is_within_one_edit(x.as_bytes(), y.as_bytes());
    }
    strsim::osa_distance(x, y) <= allowed
}

/// A distance of at most 1 in plain steps: what common start and end leave is a letter at most, or two swapped.
fn is_within_one_edit(x: &[u8], y: &[u8]) -> bool {
    let start = x.iter().zip(y).take_while(|(p, q)| p == q).count();
    let (x, y) = (&x[start..], &y[start..]);
    let end = x.iter().rev().zip(y.iter().rev()).take_while(|(p, q)| p == q).count();
    match (&x[..x.len() - end], &y[..y.len() - end]) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_misspelling;
    use portent_graph::random::Random;

    #[test]
    fn one_edit_is_told_as_the_distance_of_the_library_tells_it() {
        let mut random = Random::new(2);
        let mut word =
            || (0..random.below(7)).map(|_| char::from(b'a' + random.below(2) as u8)).collect::<String>();
        let (mut near, mut far) = (0, 0);
        for _ in 0..20_000 {
            let (x, y) = (word(), word());
            let expected = strsim::osa_distance(&x, &y) <= 1;
            assert_eq!(is_misspelling(&x, &y), expected, "{x} {y}");
            if expected { near += 1 } else { far += 1 }
        }
        assert!(near > 1000 && far > 1000);
    }
}
