//! History at a glance: one character a period.

/// No more characters than this; longer histories are folded.
const LONGEST: usize = 24;

/// A line of bars, one a period, `·` where there is nothing; more than 24 periods are folded by equal numbers
/// of consecutive ones.
#[must_use]
pub fn sparkline(counts: &[u32]) -> String {
    let fold = counts.len().div_ceil(LONGEST).max(1);
    let folded: Vec<u32> = counts.chunks(fold).map(|chunk| chunk.iter().sum()).collect();
    let most = folded.iter().copied().max().unwrap_or(0);
    folded.iter().map(|&count| bar(count, most)).collect()
}

fn bar(count: u32, most: u32) -> char {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    match count {
        0 => '·',
        _ => BARS[((count * 8).div_ceil(most) - 1) as usize],
    }
}

#[cfg(test)]
mod tests {
    use super::sparkline;

    #[test]
    fn bars_grow_with_counts_and_nothing_is_a_dot() {
        assert_eq!(sparkline(&[0, 1, 4, 8]), "·▁▄█");
        assert_eq!(sparkline(&[]), "");
        assert_eq!(sparkline(&[0, 0]), "··");
    }

    #[test]
    fn long_histories_are_folded() {
        assert_eq!(sparkline(&[1; 48]).chars().count(), 24);
        assert_eq!(sparkline(&[1; 49]).chars().count(), 17);
    }
}
