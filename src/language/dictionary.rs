//! The most probable words of a text without spaces, by a dictionary.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::role::Role;
use super::script::Script;
use super::simplified::simplified;

/// What a dictionary says of a word.
#[derive(Clone, Copy)]
struct Entry {
    role: Role,
    /// Floor of log2 of how often it was counted.
    level: f64,
}

/// Words with their frequencies.
pub(super) struct Dictionary {
    entries: FxHashMap<&'static str, Entry>,
    /// Characters of the longest word.
    longest: usize,
    /// log2 of all counts.
    total: f64,
}

/// Bits that a character costs of which no word is known, beyond those of a word that was counted once.
const UNKNOWN: f64 = 6.0;

/// A Chinese character that stands for a verb and is as frequent as this is grammar (`是`, `有`, `说`).
const GRAMMAR: f64 = 14.0;

/// What the dictionary does not know is one word up to this many characters.
const NEW_WORD: usize = 4;

static HAN: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::read(include_str!("data/han.txt")));
static THAI: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::read(include_str!("data/thai.txt")));

impl Dictionary {
    /// The dictionary of a script that has one.
    pub(super) fn of(script: Script) -> Option<&'static Self> {
        match script {
            Script::Han => Some(&HAN),
            Script::Thai => Some(&THAI),
            _ => None,
        }
    }

    /// Lines of class, level and words.
    fn read(text: &'static str) -> Self {
        let mut entries = FxHashMap::default();
        let (mut longest, mut total) = (1, 0.0);
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split(' ');
            let (Some(class), Some(Ok(level))) = (parts.next(), parts.next().map(str::parse::<f64>)) else {
                continue;
            };
            for word in parts {
                let length = word.chars().count();
                let role = match class {
                    "f" => Role::Function,
                    "v" if length == 1 && level >= GRAMMAR => Role::Function,
                    "v" => Role::Generic,
                    _ => Role::Subject,
                };
                entries.insert(word, Entry { role, level });
                longest = longest.max(length);
                total += libm::exp2(level);
            }
        }
        Self { entries, longest, total: libm::log2(total) }
    }

    /// Bytes and roles of the words of a run of one script: the sequence with the least sum of `-log2 p`.
    /// O(characters * longest word).
    pub(super) fn split(&self, run: &str) -> Vec<(Range<usize>, Role)> {
        let simplified = simplified(run);
        let starts: Vec<usize> =
            simplified.char_indices().map(|(at, _)| at).chain([simplified.len()]).collect();
        let count = starts.len() - 1;
        let mut cost = vec![f64::INFINITY; count + 1];
        let mut back: Vec<(usize, Option<Role>)> = vec![(0, None); count + 1];
        cost[0] = 0.0;
        for start in 0..count {
            for end in start + 1..=(start + self.longest).min(count) {
                let entry = self.entries.get(&simplified[starts[start]..starts[end]]);
                let bits = match entry {
                    Some(entry) => self.total - entry.level,
                    None if end == start + 1 => self.total + UNKNOWN,
                    None => continue,
                };
                if cost[start] + bits < cost[end] {
                    cost[end] = cost[start] + bits;
                    back[end] = (start, entry.map(|entry| entry.role));
                }
            }
        }
        joined(&path(&back), run)
    }
}

/// Characters and role of each word on the best way, in order; no role where the dictionary has none.
fn path(back: &[(usize, Option<Role>)]) -> Vec<(Range<usize>, Option<Role>)> {
    let mut words = Vec::new();
    let mut end = back.len() - 1;
    while end > 0 {
        let (start, role) = back[end];
        words.push((start..end, role));
        end = start;
    }
    words.reverse();
    words
}

/// Joins neighboring single characters that are no grammar: together they are a word that the dictionary lacks.
fn joined(words: &[(Range<usize>, Option<Role>)], run: &str) -> Vec<(Range<usize>, Role)> {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    let single =
        |(range, role): &(Range<usize>, Option<Role>)| range.len() == 1 && *role != Some(Role::Function);
    let groups = words.chunk_by(|a, b| single(a) && single(b));
    let mut joined = Vec::with_capacity(words.len());
    for group in groups {
        for piece in group.chunks(NEW_WORD) {
            let (first, last) = (&piece[0], &piece[piece.len() - 1]);
            let role = match first.1 {
                // One character alone says too little.
                _ if piece.len() == 1 && single(first) => Role::Generic,
                Some(role) if piece.len() == 1 => role,
                _ => Role::Subject,
            };
            joined.push((starts[first.0.start]..starts[last.0.end], role));
        }
    }
    joined
}
