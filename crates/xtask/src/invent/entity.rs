//! Entities: a name after the pattern of a real one, in the words of a topic, and texts that agree with it.

use portent::random::Random;

use super::learned::{Learned, Piece, Stock};
use super::words::{CLASSES, Class, OPPOSITES, PLACES, Words, at};

/// A thing that rows name.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    pub(crate) number: u32,
    pub(crate) name: Vec<Piece>,
    /// The real row after which its texts are written.
    pub(crate) row: usize,
    /// Which word stands for which word of that row.
    pub(crate) swap: Swap,
    /// How often it is still to be mentioned.
    pub(crate) left: u32,
    /// The page that named it last.
    pub(crate) page: usize,
}

/// Which word stands for which.
pub(crate) type Swap = Vec<(u32, u32)>;

/// The share of words that are those of the page's subject.
const SUBJECT: f64 = 0.3;
/// The share of a pattern's words that make place for words of the topic.
const REPLACED: f64 = 0.85;

/// Where words come from: what a page is about, its topic, all pages.
pub(crate) struct Source<'a> {
    pub(crate) subject: &'a [Vec<u32>; CLASSES],
    pub(crate) topic: &'a Stock,
    pub(crate) learned: &'a Learned,
}

impl Source<'_> {
    /// The word that stands for a pattern's word, the same one wherever that stands.
    fn stand_in(&self, word: u32, in_name: bool, swap: &mut Swap, random: &mut Random) -> u32 {
        if !self.learned.words.is_replaced(word) {
            return word;
        }
        if let Some(&(_, known)) = swap.iter().find(|&&(from, _)| from == word) {
            return known;
        }
        let class = self.learned.words.get(word).class.place();
        let drawn = if random.unit() < REPLACED { self.draw(class, in_name, random) } else { None };
        let drawn = drawn.unwrap_or(word);
        swap.push((word, drawn));
        drawn
    }

    fn draw(&self, class: usize, in_name: bool, random: &mut Random) -> Option<u32> {
        let of = |stock: &Stock, random: &mut Random| {
            let words = if in_name { &stock.names[class] } else { &stock.texts[class] };
            words.get(random.below(words.len())).copied()
        };
        let subject = &self.subject[class];
        if !subject.is_empty() && random.unit() < SUBJECT {
            return Some(subject[random.below(subject.len())]);
        }
        of(self.topic, random).or_else(|| of(&self.learned.all, random))
    }

    /// A name after that of a row.
    pub(crate) fn name(&self, pattern: &[Piece], swap: &mut Swap, random: &mut Random) -> Vec<Piece> {
        let stand_in =
            |&piece: &Piece| Piece { word: self.stand_in(piece.word, true, swap, random), ..piece };
        pattern.iter().map(stand_in).collect()
    }

    /// A text after that of a row.
    pub(crate) fn text(&self, pattern: &[Piece], swap: &mut Swap, random: &mut Random) -> String {
        let stand_in =
            |&piece: &Piece| Piece { word: self.stand_in(piece.word, false, swap, random), ..piece };
        let pieces: Vec<Piece> = pattern.iter().map(stand_in).collect();
        write(self.learned, &pieces)
    }
}

/// Pieces as text.
pub(crate) fn write(learned: &Learned, pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        learned.words.write(piece.word, piece.is_capital, &mut text);
        text.push_str(&learned.gaps[at(piece.gap)]);
    }
    text.truncate(text.trim_end().len());
    text
}

/// What a name is known by: the stems of its words in any order, fillers left out; 0 where it has none. Names with one
/// key are equal up to grammar.
pub(crate) fn key(words: &Words, name: &[Piece]) -> u64 {
    let mut stems: Vec<u64> =
        name.iter().map(|piece| words.get(piece.word).stem).filter(|&stem| stem > 0).collect();
    stems.sort_unstable();
    stems.dedup();
    stems.iter().fold(0, |key, &stem| Random::new(key ^ stem).next_u64())
}

/// The words of a name put in place of words of a row's description, each for one of its class where there is one.
pub(crate) fn agreeing(learned: &Learned, description: &[Piece], name: &[Piece]) -> Swap {
    let mut swap = Swap::new();
    let mut left: Vec<u32> =
        name.iter().map(|piece| piece.word).filter(|&word| learned.words.is_replaced(word)).collect();
    for same_class in [true, false] {
        for piece in description.iter().filter(|piece| learned.words.is_replaced(piece.word)) {
            let class = |word: u32| learned.words.get(word).class;
            let fits = |&word: &u32| !same_class || class(word) == class(piece.word);
            if swap.iter().all(|&(from, _)| from != piece.word)
                && let Some(at) = left.iter().position(fits)
            {
                swap.push((piece.word, left.remove(at)));
            }
        }
    }
    swap
}

/// Words that make another thing of a name, as numbers.
#[derive(Debug)]
pub(crate) struct Decisive {
    opposites: Vec<[u32; 2]>,
    pub(crate) places: Vec<u32>,
    within: u32,
    space: u32,
    none: u32,
}

impl Decisive {
    pub(crate) fn new(learned: &mut Learned) -> Self {
        let [space, none] = [" ", ""].map(|gap| learned.gap(gap));
        let words = &mut learned.words;
        Self {
            opposites: OPPOSITES.iter().map(|pair| pair.map(|word| words.intern(word, false))).collect(),
            places: PLACES.iter().map(|place| words.intern(&place.to_lowercase(), true)).collect(),
            within: words.intern("in", false),
            space,
            none,
        }
    }

    /// Puts "in PLACE" behind a name.
    pub(crate) fn add_place(&self, name: &mut Vec<Piece>, random: &mut Random) {
        let word = self.places[random.below(self.places.len())];
        self.add(name, word);
    }

    /// Puts "in WORD" behind a name.
    pub(crate) fn add(&self, name: &mut Vec<Piece>, word: u32) {
        if let Some(last) = name.last_mut() {
            last.gap = self.space;
        }
        name.push(Piece { word: self.within, gap: self.space, is_capital: false });
        name.push(Piece { word, gap: self.none, is_capital: true });
    }

    /// Changes one word so that the name becomes that of another thing: an opposite, a number, a place.
    pub(crate) fn change(&self, learned: &mut Learned, name: &mut Vec<Piece>, random: &mut Random) {
        let opposite = |word: u32| {
            self.opposites.iter().find_map(|&[one, other]| match word {
                _ if word == one => Some(other),
                _ if word == other => Some(one),
                _ => None,
            })
        };
        for piece in name.iter_mut() {
            if let Some(other) = opposite(piece.word) {
                piece.word = other;
                return;
            }
            if self.places.contains(&piece.word) {
                piece.word = self.places[random.below(self.places.len())];
                return;
            }
            let word = learned.words.get(piece.word);
            if word.class == Class::Number
                && let Ok(number) = word.text.parse::<u32>()
            {
                let other = (number + 1 + random.below(9) as u32).to_string();
                piece.word = learned.words.intern(&other, false);
                return;
            }
        }
        self.add_place(name, random);
    }
}

#[cfg(test)]
mod tests {
    use super::key;
    use crate::invent::learned::{Learned, Piece};

    fn name(learned: &mut Learned, text: &str) -> u64 {
        let gap = learned.gap(" ");
        let word = |word: &str| learned.words.intern(&word.to_lowercase(), false);
        let words: Vec<u32> = text.split(' ').map(word).collect();
        let piece = |word| Piece { word, gap, is_capital: true };
        key(&learned.words, &words.into_iter().map(piece).collect::<Vec<_>>())
    }

    #[test]
    fn names_equal_up_to_grammar_have_one_key() {
        let mut learned = Learned::default();
        let mut key = |text| name(&mut learned, text);
        assert_eq!(key("Regulation of Drones"), key("Growing Drone Regulations"));
        assert_ne!(key("Regulation of Drones"), key("Regulation of Cars"));
        assert_eq!(key("Growing"), 0);
    }
}
