//! Words that no real page holds: the vocabulary grows by the law of Heaps, V = k n^β (Heaps, "Information
//! Retrieval", 1978, section 7.5).

use portent::random::Random;

use super::learned::Learned;
use super::words::Class;

/// The exponent β of English text.
const BETA: f64 = 0.6;

/// How likely row number `row` (from 0) brings a new word: the slope of the law that gives the real vocabulary for the
/// real rows. Below the real size the real words grow by themselves.
pub(crate) fn chance(learned: &Learned, row: usize) -> f64 {
    let real = learned.row_count as f64;
    let slope = BETA * learned.name_words as f64 / real;
    let beyond = row as f64 / real;
    let share = if beyond < 1.0 { BELOW * beyond } else { 1.0 };
    (share * slope * libm::pow(beyond.max(0.01), BETA - 1.0)).min(0.5)
}

/// The share of the slope that new words make up just below the real size.
const BELOW: f64 = 0.75;

/// A new word in place of `word`, of its class: two real words together, or the begin of one and the end of another.
pub(crate) fn invent(learned: &mut Learned, word: u32, random: &mut Random) -> u32 {
    let class = learned.words.get(word).class;
    let is_proper = class == Class::Proper;
    for round in 0.. {
        let text = if class == Class::Acronym || round > 20 {
            (0..4 + random.below(3)).map(|_| char::from(b'A' + random.below(26) as u8)).collect()
        } else {
            let tail = learned.words.get(word).text.to_lowercase();
            let head = head(learned, random);
            if random.below(2) == 0 { format!("{head}{tail}") } else { splice(&head, &tail, random) }
        };
        if text.chars().count() > 3 && text.len() < 20 && !learned.words.knows(&text) {
            return learned.words.intern(&text, is_proper);
        }
    }
    word
}

/// A real noun.
fn head(learned: &Learned, random: &mut Random) -> String {
    let nouns = &learned.all.names[Class::Other.place()];
    let any = learned.words.words.len();
    let word = nouns.get(random.below(nouns.len())).copied().unwrap_or_else(|| random.below(any) as u32);
    learned.words.get(word).text.to_lowercase()
}

/// The first syllables of one word and the last of another, with one letter changed now and then, so that the words
/// never run out.
fn splice(head: &str, tail: &str, random: &mut Random) -> String {
    let vowel = |letter: char| "aeiou".contains(letter);
    let letters: Vec<char> = head.chars().collect();
    let end = (2..letters.len()).find(|&at| vowel(letters[at])).map_or(letters.len(), |at| at + 1);
    let tail: Vec<char> = tail.chars().collect();
    let from = (1..tail.len()).find(|&at| !vowel(tail[at])).unwrap_or(0);
    let middle = ["", "", "l", "n", "r", "st", "ma", "vi", "ro", "lo", "ne", "ka"][random.below(12)];
    letters[..end].iter().copied().chain(middle.chars()).chain(tail[from..].iter().copied()).collect()
}
