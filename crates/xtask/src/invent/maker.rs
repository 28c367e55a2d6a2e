//! Makes the rows of an archive: new entities, and those that are mentioned again.

use std::collections::HashSet;

use portent::random::Random;

use super::entity::{Decisive, Entity, Source, Swap, agreeing, key, write};
use super::learned::{Learned, Piece};
use super::topics::Topic;
use super::words::{CLASSES, Class, at};
use super::{new_words, restate};

/// Of a hundred entities so many are named like another one but for one decisive word.
const HARD: f64 = 0.04;
/// Entities whose name ends in a place.
const PLACED: f64 = 0.005;
/// Entities that are mentioned once.
const ONCE: f64 = 0.948;
/// How fast the number of entities falls with their mentions.
const TAIL: f64 = 1.2;
/// No entity is mentioned more often, whatever the size of the archive.
pub(crate) const MOST: u32 = 80;
/// Entities with more mentions than these are spoken of in all topics.
const OF_ONE_TOPIC: u32 = 5;
/// A row mentions one of `n` waiting entities again with the probability `n / (n + WAIT)`: of its topic, of all topics.
const WAIT: [f64; 2] = [6.0, 12.0];
/// Mentions that restate an entity in its own name.
const SAME_NAME: f64 = 0.36;
/// Mentions whose description is the first one in a few other words; those of the others are other sentences with the
/// same subject.
const SAME_DESCRIPTION: f64 = 0.4;
/// How many entities of a topic are kept to make related ones and hard negatives of.
const RECENT: usize = 30;
/// Entities that share words with another one of their topic, in another pattern.
const RELATED: f64 = 0.5;
/// Entities named like another one of their topic but for one word, which any word of its class replaces.
const SIBLING: f64 = 0.65;

/// A row as it is written.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) entity: u32,
    pub(crate) name: String,
    pub(crate) texts: [String; 4],
    pub(crate) relevancy: u8,
}

/// Where a row stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) section: usize,
    pub(crate) page: usize,
    pub(crate) subject: &'a [Vec<u32>; CLASSES],
}

/// What making rows needs to know of those before.
pub(crate) struct Maker {
    pub(crate) learned: Learned,
    pub(crate) random: Random,
    keys: HashSet<u64>,
    entities: u32,
    rows: usize,
    /// New words that rows so far should have brought.
    owed: u32,
    /// Entities of all topics that are to be mentioned again, by section.
    pending: [Vec<Entity>; 5],
    decisive: Decisive,
}

impl Maker {
    pub(crate) fn new(mut learned: Learned, random: Random) -> Self {
        let decisive = Decisive::new(&mut learned);
        let (keys, pending) = (HashSet::new(), Default::default());
        Self { learned, random, keys, entities: 0, rows: 0, owed: 0, pending, decisive }
    }

    /// How many entities there are.
    pub(crate) fn entities(&self) -> usize {
        at(self.entities)
    }

    /// The next row.
    pub(crate) fn line(&mut self, topic: &mut Topic, place: Place) -> Line {
        self.rows += 1;
        self.owed += u32::from(self.random.unit() < new_words::chance(&self.learned, self.rows));
        let own = take(&mut topic.pending[place.section], WAIT[0], place.page, &mut self.random);
        let waiting =
            own.or_else(|| take(&mut self.pending[place.section], WAIT[1], place.page, &mut self.random));
        match waiting {
            Some(entity) => self.again(&entity, topic, place),
            None => self.first(topic, place),
        }
    }

    /// A row that names an entity for the first time.
    fn first(&mut self, topic: &mut Topic, place: Place) -> Line {
        let (name, row, swap) = match self.hard_negative(topic, place) {
            Some(made) => made,
            None => self.fresh(topic, place),
        };
        let mut entity = Entity {
            number: self.entities,
            name,
            row,
            swap,
            left: mentions_left(self.entities),
            page: place.page,
        };
        self.entities += 1;
        let texts = self.texts(entity.row, &mut entity.swap, topic, place);
        let line = Line {
            entity: entity.number,
            name: write(&self.learned, &entity.name),
            texts,
            relevancy: self.learned.rows[place.section][entity.row].relevancy,
        };
        if topic.recent.len() < RECENT {
            topic.recent.push(entity.clone());
        } else {
            topic.recent[self.random.below(RECENT)] = entity.clone();
        }
        match entity.left {
            0 => {}
            left if left < OF_ONE_TOPIC => topic.pending[place.section].push(entity),
            _ => self.pending[place.section].push(entity),
        }
        line
    }

    /// A row that names an entity again.
    fn again(&mut self, entity: &Entity, topic: &Topic, place: Place) -> Line {
        let name = restate::name(&write(&self.learned, &entity.name), SAME_NAME, &mut self.random);
        let is_near = self.random.unit() < SAME_DESCRIPTION;
        let row =
            if is_near { entity.row } else { self.random.below(self.learned.rows[place.section].len()) };
        let pattern = &self.learned.rows[place.section][row];
        let mut swap = if is_near {
            entity.swap.clone()
        } else {
            agreeing(&self.learned, &pattern.texts[0], &entity.name)
        };
        let mut texts = self.texts(row, &mut swap, topic, place);
        if is_near {
            let words = &topic.stock.texts;
            let mut other = || {
                let class =
                    &words[[Class::Other, Class::Abstract, Class::Plural][self.random.below(3)].place()];
                class.get(self.random.below(class.len())).map(|&word| &*self.learned.words.get(word).text)
            };
            let others: Vec<&str> = (0..6).filter_map(|_| other()).collect();
            texts = texts.map(|text| restate::text(&text, &others, &mut self.random));
        }
        let relevancy = self.learned.rows[place.section][row].relevancy;
        Line { entity: entity.number, name, texts, relevancy }
    }

    /// Another name that differs by one word from that of an entity of the topic, with texts of its own.
    fn hard_negative(&mut self, topic: &Topic, place: Place) -> Option<(Vec<Piece>, usize, Swap)> {
        let kind = self.random.unit();
        if topic.recent.is_empty() || kind >= HARD + SIBLING {
            return None;
        }
        let mut name = topic.recent[self.random.below(topic.recent.len())].name.clone();
        if kind < HARD {
            self.decisive.change(&mut self.learned, &mut name, &mut self.random);
        } else {
            self.vary(&mut name, place.section);
        }
        let is_new = self.keys.insert(key(&self.learned.words, &name));
        let row = self.random.below(self.learned.rows[place.section].len());
        let description = &self.learned.rows[place.section][row].texts[0];
        is_new.then(|| {
            let swap = agreeing(&self.learned, description, &name);
            (name, row, swap)
        })
    }

    /// Puts any real word of its class in place of one word that counts.
    fn vary(&mut self, name: &mut [Piece], section: usize) {
        let words = &self.learned.words;
        let counts = |piece: &Piece| words.get(piece.word).stem > 0;
        let Some(at) =
            name.get(self.random.below(name.len())).filter(|piece| counts(piece)).map(|piece| piece.word)
        else {
            return;
        };
        for _ in 0..20 {
            let row = &self.learned.rows[section][self.random.below(self.learned.rows[section].len())].name;
            let other = row[self.random.below(row.len())];
            if counts(&other) && words.get(other.word).class == words.get(at).class {
                name.iter_mut().filter(|piece| piece.word == at).for_each(|piece| piece.word = other.word);
                return;
            }
        }
    }

    /// A name that nothing had, the row after which it is made and the words that were put in place of that row's.
    fn fresh(&mut self, topic: &mut Topic, place: Place) -> (Vec<Piece>, usize, Swap) {
        let mut has_new_word = self.owed > 0;
        for attempt in 0_u32.. {
            let row = self.random.below(self.learned.rows[place.section].len());
            let pattern = &self.learned.rows[place.section][row].name;
            let mut swap = Swap::new();
            if !topic.recent.is_empty() && self.random.unit() < RELATED {
                let other = &topic.recent[self.random.below(topic.recent.len())];
                swap = agreeing(&self.learned, pattern, &other.name);
            }
            let source = Source { subject: place.subject, topic: &topic.stock, learned: &self.learned };
            let mut name = source.name(pattern, &mut swap, &mut self.random);
            if attempt > 8 || self.random.unit() < PLACED {
                self.decisive.add_place(&mut name, &mut self.random);
            }
            has_new_word |= attempt > 12;
            if has_new_word {
                has_new_word = !self.renew(&mut name, &mut swap, topic);
                self.owed = self.owed.saturating_sub(u32::from(!has_new_word));
            }
            let key = key(&self.learned.words, &name);
            if key != 0 && self.keys.insert(key) {
                return (name, row, swap);
            }
        }
        (Vec::new(), 0, Swap::new())
    }

    /// Puts a new word in place of one of a name; the topic knows it from then on. Whether there was one.
    fn renew(&mut self, name: &mut [Piece], swap: &mut Swap, topic: &mut Topic) -> bool {
        let replaced: Vec<usize> =
            (0..name.len()).filter(|&at| self.learned.words.is_replaced(name[at].word)).collect();
        let Some(&at) = replaced.get(self.random.below(replaced.len())) else { return false };
        let old = name[at].word;
        let new = new_words::invent(&mut self.learned, old, &mut self.random);
        name[at].word = new;
        name[at].is_capital = true;
        swap.iter_mut().filter(|(_, to)| *to == old).for_each(|(_, to)| *to = new);
        let class = self.learned.words.get(new).class.place();
        topic.stock.names[class].push(new);
        topic.stock.texts[class].push(new);
        true
    }

    fn texts(&mut self, row: usize, swap: &mut Swap, topic: &Topic, place: Place) -> [String; 4] {
        let source = Source { subject: place.subject, topic: &topic.stock, learned: &self.learned };
        let row = &self.learned.rows[place.section][row];
        [0, 1, 2, 3].map(|column| source.text(&row.texts[column], swap, &mut self.random))
    }
}

/// How often an entity is to be mentioned again: never in most cases, then by a power law that is cut off.
/// The golden ratio spreads these numbers evenly, so that small archives have them in the same shares.
fn mentions_left(number: u32) -> u32 {
    let spread = u64::from(number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let unit = (spread >> 11) as f64 / (1_u64 << 53) as f64;
    if unit < ONCE {
        return 0;
    }
    let tail = (1.0 - unit) / (1.0 - ONCE);
    (libm::pow(tail.max(1e-9), -1.0 / TAIL) as u32).clamp(1, MOST - 1)
}

/// An entity that is mentioned again, out of those that wait for it; none on its own page.
fn take(waiting: &mut Vec<Entity>, wait: f64, page: usize, random: &mut Random) -> Option<Entity> {
    let count = waiting.len() as f64;
    if random.unit() >= count / (count + wait) {
        return None;
    }
    let at = random.below(waiting.len());
    if waiting[at].page == page {
        return None;
    }
    waiting[at].page = page;
    waiting[at].left -= 1;
    Some(if waiting[at].left == 0 { waiting.swap_remove(at) } else { waiting[at].clone() })
}

#[cfg(test)]
mod tests {
    use super::{MOST, mentions_left};

    #[test]
    fn mentions_and_true_pairs_grow_in_proportion_to_entities() {
        let sums = |entities: u32| {
            let left = (0..entities).map(|number| u64::from(mentions_left(number)));
            left.fold([0, 0], |[mentions, pairs], left| [mentions + left, pairs + left * (left + 1) / 2])
        };
        let (once, twice, ten) = (sums(20_000), sums(40_000), sums(200_000));
        for at in 0..2 {
            let growth = [twice, ten].map(|sums| sums[at] as f64 / once[at] as f64);
            assert!(
                (growth[0] / 2.0 - 1.0).abs() < 0.1 && (growth[1] / 10.0 - 1.0).abs() < 0.1,
                "{growth:?}"
            );
        }
        assert!((0..200_000).all(|number| mentions_left(number) < MOST));
    }
}
