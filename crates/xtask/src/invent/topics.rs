//! Topics: words of their own, a birth, bursts of attention, and what was said of them.

use portent::random::Random;

use super::entity::Entity;
use super::learned::{Learned, Stock};

/// Weeks that an archive spans, whatever its size.
pub(crate) const WEEKS: usize = 416;

/// What pages speak of for some time.
#[derive(Debug, Default)]
pub(crate) struct Topic {
    pub(crate) stock: Stock,
    birth: f64,
    size: f64,
    /// Middle, width in weeks, height.
    bursts: Vec<[f64; 3]>,
    /// Entities that are to be mentioned again, by section.
    pub(crate) pending: [Vec<Entity>; 5],
    /// The entities named last, of which hard negatives are made.
    pub(crate) recent: Vec<Entity>,
}

impl Topic {
    /// How much is said of the topic in a week: nothing before its birth, then an even share and its bursts.
    fn attention(&self, week: f64) -> f64 {
        if week < self.birth {
            return 0.0;
        }
        let burst = |&[middle, width, height]: &[f64; 3]| {
            let away = (week - middle) / width;
            height * libm::exp(-away * away / 2.0)
        };
        self.size * (0.2 + self.bursts.iter().map(burst).sum::<f64>())
    }
}

/// All topics of an archive, drawn by what is said of them in a week.
pub(crate) struct Topics {
    pub(crate) topics: Vec<Topic>,
    week: usize,
    sums: Vec<f64>,
}

impl Topics {
    /// Topics for `pages` pages; their number grows with the power 0.65 (as kinds do in samples, the law of Heaps).
    pub(crate) fn new(learned: &Learned, pages: usize, random: &mut Random) -> Self {
        let count = (1.2 * libm::pow(pages as f64, 0.65)).ceil() as usize + 2;
        let topics = (0..count).map(|number| topic(learned, number, random)).collect();
        Self { topics, week: usize::MAX, sums: Vec::new() }
    }

    /// Draws a topic of a week.
    pub(crate) fn draw(&mut self, week: usize, random: &mut Random) -> usize {
        if self.week != week {
            self.week = week;
            let mut sum = 0.0;
            let add = |topic: &Topic| {
                sum += topic.attention(week as f64);
                sum
            };
            self.sums = self.topics.iter().map(add).collect();
        }
        let at = random.unit() * self.sums.last().copied().unwrap_or_default();
        self.sums.partition_point(|&sum| sum <= at).min(self.topics.len() - 1)
    }
}

/// A topic about one real page and a few of those nearest to it. The first two are there from the start.
fn topic(learned: &Learned, number: usize, random: &mut Random) -> Topic {
    let birth = if number < 2 { 0.0 } else { random.unit() * 1.15 - 0.2 } * WEEKS as f64;
    let bursts = (0..1 + random.below(3)).map(|_| {
        let middle = birth.max(0.0) + random.unit() * random.unit() * (WEEKS as f64 - birth.max(0.0));
        [middle, 2.0 + 14.0 * random.unit(), 1.0 + 6.0 * random.unit()]
    });
    let bursts = bursts.collect();
    let size = libm::pow((number + 1) as f64, -0.7);
    let page = random.below(learned.pages.len());
    let mut stock = learned.pages[page].clone();
    let mut near = learned.near_pages(page, 12);
    random.shuffle(&mut near);
    near.iter().take(5).for_each(|&page| stock.add(&learned.pages[page]));
    Topic { stock, birth, size, bursts, ..Topic::default() }
}

#[cfg(test)]
mod tests {
    use super::Topic;

    #[test]
    fn nothing_is_said_of_a_topic_before_its_birth_and_most_in_a_burst() {
        let topic = Topic { birth: 10.0, size: 1.0, bursts: vec![[20.0, 2.0, 5.0]], ..Topic::default() };
        let attention = [9.0, 20.0, 60.0].map(|week| topic.attention(week));
        assert!((attention[0] - 0.0).abs() < 1e-12 && (attention[1] - 5.2).abs() < 1e-9);
        assert!((attention[2] - 0.2).abs() < 1e-9);
    }
}
