//! How often numbers were met, counted in place: a step each, where sorting them all takes its logarithm more.

/// Counts of numbers below a bound, used again from count to count.
pub(super) struct Tally {
    counts: Vec<u32>,
    met: Vec<u32>,
}

impl Tally {
    pub(super) fn new(bound: usize) -> Self {
        Self { counts: vec![0; bound], met: Vec::new() }
    }

    pub(super) fn add(&mut self, number: u32) {
        let count = &mut self.counts[number as usize];
        if *count == 0 {
            self.met.push(number);
        }
        *count += 1;
    }

    /// What was met at least so often, `(number, how often)`, ascending; counting begins anew.
    pub(super) fn take(&mut self, least: u32) -> Vec<(u32, u32)> {
        let counts = &mut self.counts;
        let counted = self.met.drain(..).map(|number| (number, std::mem::take(&mut counts[number as usize])));
        let mut often: Vec<(u32, u32)> = counted.filter(|&(_, count)| count >= least).collect();
        often.sort_unstable();
        often
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn numbers_are_counted_and_forgotten() {
        let mut tally = Tally::new(8);
        [5, 2, 5, 7, 2, 5].into_iter().for_each(|number| tally.add(number));
        assert_eq!(tally.take(2), [(2, 2), (5, 3)]);
        tally.add(7);
        assert_eq!((tally.take(1), tally.take(0)), (vec![(7, 1)], vec![]));
    }
}
