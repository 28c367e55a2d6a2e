//! Which entities meet in the same articles, how often, and how likely that is by chance.

use super::occurrence::{DistinctArticle, Occurrences};
use super::sharing::sharing;
use crate::resolve::EntityId;
use portent_graph::csr::Csr;

/// Two entities meet where they share at least this many articles.
pub const LEAST_SHARED: u32 = 2;

/// They meet more often than chance where chance would bring so many articles together at most this often.
pub const SIGNIFICANCE: f64 = 0.05;

portent_graph::index_type! {
    /// The place of a meeting in a list of them.
    pub(crate) struct MeetingRow;
    /// An entity in enough articles to meet another.
    struct Recurring;
}

/// Two entities that meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meeting {
    /// Both entities, the lesser number first.
    pub pair: [u32; 2],
    /// Articles that hold both.
    pub shared: u32,
    /// The probability that at least so many articles would hold both by chance.
    pub chance: f64,
}

impl Meeting {
    /// Whom one of the two meets.
    #[must_use]
    pub fn other(&self, entity: u32) -> u32 {
        let [a, b] = self.pair;
        if a == entity { b } else { a }
    }
}

/// All pairs of entities that share at least `least` articles, ascending.
///
/// `occurrences` says what counts as one article. O(sum over articles of recurring entities²), in parallel.
#[must_use]
pub fn meetings(occurrences: &Occurrences, least: u32) -> Vec<Meeting> {
    let recurs = |&entity: &EntityId| occurrences.articles[entity].len() as u64 >= u64::from(least);
    let entities: Vec<EntityId> = occurrences.articles.rows().filter(recurs).collect();
    let rows: Csr<Recurring, DistinctArticle> = occurrences.articles.select(&entities);
    let chance = Chance::new(occurrences.article_count());
    sharing(&rows, occurrences.article_count(), least, |places, shared| {
        let pair = places.map(|place| entities[usize::from(place)].get());
        let [a, b] = places.map(|place| rows[place].len() as u32);
        // Rounding depends on which comes first; pairs of like counts are to tie.
        Some(Meeting { pair, shared, chance: chance.at_least(shared, a.min(b), a.max(b)) })
    })
}

/// The meetings of each of `entities`: their places among `meetings`, ascending.
pub(crate) fn by_entity(meetings: &[Meeting], entities: usize) -> Csr<EntityId, MeetingRow> {
    let ends = meetings.iter().flat_map(|meeting| meeting.pair.map(EntityId::new));
    Csr::<EntityId, MeetingRow>::grouped(entities, ends).map(|end| MeetingRow::new(end.get() / 2))
}

/// The hypergeometric distribution: of `n` articles `a` hold one thing and `b` another, laid out at random; how
/// many hold both?
#[derive(Debug, Clone)]
pub struct Chance {
    /// ln(i!) for i up to n.
    ln_factorial: Vec<f64>,
}

impl Chance {
    /// Prepares for `articles` articles. O(articles).
    #[must_use]
    pub fn new(articles: usize) -> Self {
        let mut sum = 0.0;
        let ln_factorial = (0..=articles).map(|i| {
            sum += if i > 1 { libm::log(i as f64) } else { 0.0 };
            sum
        });
        Self { ln_factorial: ln_factorial.collect() }
    }

    /// The mean: a·b/n articles.
    #[must_use]
    pub fn expected(&self, a: u32, b: u32) -> f64 {
        f64::from(a) * f64::from(b) / (self.ln_factorial.len() - 1).max(1) as f64
    }

    /// The probability that at least `k` articles hold both; `a` and `b` at most n. O(min(a, b) - k).
    ///
    /// ```
    /// let chance = portent::graph::cooccurrence::Chance::new(4);
    /// // Two of four articles each: both coincide in 1 of 6 layouts, and what stands everywhere always meets.
    /// assert!((chance.at_least(2, 2, 2) - 1.0 / 6.0).abs() < 1e-12);
    /// assert!((chance.at_least(2, 2, 4) - 1.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn at_least(&self, k: u32, a: u32, b: u32) -> f64 {
        let n = (self.ln_factorial.len() - 1) as u32;
        let (low, high) = ((a + b).saturating_sub(n), a.min(b));
        if k <= low {
            return 1.0;
        }
        if k > high {
            return 0.0;
        }
        let mut term = libm::exp(self.ln_choose(a, k) + self.ln_choose(n - a, b - k) - self.ln_choose(n, b));
        let mut sum = 0.0;
        for j in k..=high {
            sum += term;
            // P(j + 1) / P(j) of the distribution; the last factor is positive because j >= low.
            let (up, down) =
                (f64::from(a - j) * f64::from(b - j), f64::from(j + 1) * f64::from(n + j + 1 - a - b));
            term *= up / down;
            // Past the mode terms only shrink, so what adds nothing any more never will.
            if up <= down && sum + term == sum {
                break;
            }
        }
        sum.min(1.0)
    }

    fn ln_choose(&self, n: u32, k: u32) -> f64 {
        let ln = |i: u32| self.ln_factorial[i as usize];
        ln(n) - ln(k) - ln(n - k)
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn chances_equal_those_of_scipy() {
        // scipy.stats.hypergeom.sf(k - 1, n, a, b)
        let cases = [
            (3222, 2, 68, 61, 0.370_700_816_130_893_4),
            (3222, 5, 68, 61, 0.008_609_467_083_630_048),
            (3222, 2, 2, 2, 1.927_142_081_055_210_4e-7),
            (26, 3, 5, 10, 0.273_821_830_343_569_44),
        ];
        for (n, k, a, b, expected) in cases {
            let got = Chance::new(n).at_least(k, a, b);
            assert!((got - expected).abs() < 1e-9 * expected, "{n} {k} {a} {b}: {got} {expected}");
        }
    }

    #[test]
    fn the_mean_is_the_product_of_the_shares() {
        assert!((Chance::new(10).expected(4, 5) - 2.0).abs() < 1e-15);
    }
}
