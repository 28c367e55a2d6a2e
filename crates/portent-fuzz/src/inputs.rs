//! The input of each number.

use portent::random::Random;

use crate::MOST_BYTES;
use crate::choices::Choices;
use crate::mutation::Material;
use crate::rig::Rig;
use crate::target::Target;

/// How many steps change a seed: most inputs are nearly right, some are rubble.
const STEPS: &[usize] = &[1, 1, 2, 3, 5, 10, 40];

/// One input.
#[derive(Clone)]
pub struct Input {
    /// Whose it is.
    pub target: &'static Target,
    /// What is read.
    pub bytes: Vec<u8>,
    /// What the check does beside it: options, formats, questions.
    pub choices: u64,
}

impl Input {
    /// Whether all properties of the target hold.
    ///
    /// # Errors
    /// What does not hold, on one line or more; and what the system says.
    pub fn check(&self, rig: &Rig) -> anyhow::Result<()> {
        (self.target.check)(rig, &self.bytes, &mut Choices::new(self.choices))
    }
}

/// A sequence of inputs without end: the seed, the targets and a number say an input.
pub struct Inputs {
    seed: u64,
    targets: Vec<Seeded>,
}

struct Seeded {
    target: &'static Target,
    seeds: Vec<Vec<u8>>,
}

impl Inputs {
    /// Makes the seeds of these targets, one at least. Those of graphs are built first, in a second.
    #[must_use]
    pub fn new(seed: u64, targets: impl IntoIterator<Item = &'static Target>) -> Self {
        let seeded = |target: &'static Target| Seeded { target, seeds: (target.seeds)() };
        Self { seed, targets: targets.into_iter().map(seeded).collect() }
    }

    /// The input of that number. O(its length times its steps).
    #[must_use]
    pub fn get(&self, number: u64) -> Input {
        let mut random = Random::new(Random::new(self.seed).next_u64() ^ number.rotate_left(32));
        let choices = random.next_u64();
        let Seeded { target, seeds } = self.draw(&mut random);
        let mut bytes = seeds[random.below(seeds.len())].clone();
        let material = Material { seeds, pieces: target.pieces };
        for _ in 0..STEPS[random.below(STEPS.len())] {
            (target.step)(&mut random, &mut bytes, &material);
            bytes.truncate(MOST_BYTES);
        }
        Input { target, bytes, choices }
    }

    /// An input of the first target, changed once.
    pub(crate) fn changed(&self, input: &[u8], random: &mut Random) -> Vec<u8> {
        let Seeded { target, seeds } = &self.targets[0];
        let mut bytes =
            if input.is_empty() { seeds[random.below(seeds.len())].clone() } else { input.to_vec() };
        (target.step)(random, &mut bytes, &Material { seeds, pieces: target.pieces });
        bytes
    }

    /// One of the targets, each by its share.
    fn draw(&self, random: &mut Random) -> &Seeded {
        let mut place = random.below(self.targets.iter().map(|seeded| seeded.target.share).sum());
        let mut last = &self.targets[0];
        for seeded in &self.targets {
            last = seeded;
            match place.checked_sub(seeded.target.share) {
                Some(rest) => place = rest,
                None => break,
            }
        }
        last
    }
}
