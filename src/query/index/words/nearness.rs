//! How near each article and each entity is to what is asked for.

use std::collections::BTreeMap;

use crate::property_graph::MentionRecord;
use crate::resolve::embedding::kernel::dot;
use crate::resolve::language::sought::SoughtId;
use portent_graph::index::{NodeRow, TiVec};
use portent_graph::parallel;

use super::library::{Library, RowId, tempered};
use super::question::Question;
use super::space::PageId;

/// Rows that are looked at closely: so many that mean nearly the same, and so many that say most of the words.
const ROWS: usize = 1000;
/// Articles that are looked at closely beside those of these rows.
const PAGES: usize = 300;
/// Words as alike as this begin to say one another, and from `SYNONYM` on do, for `MEANT` of what the word itself counts.
const RELATED: f32 = 0.4;
const SYNONYM: f32 = 0.75;
const MEANT: f32 = 0.8;
/// What other names and other spellings count beside the words of the text.
const OTHERWISE: f32 = 0.9;
/// What meaning counts without any word.
const MEANING: f32 = 0.1;
/// What the row counts whatever its article is about.
const ROW: f32 = 0.4;
/// How near the article of a row is taken to be where it is not known, beside the row.
const ALONE: f32 = 0.5;
/// What is left of a row that says what the text leaves out.
const LEFT_OUT: f32 = 0.2;
/// Rows that an article must have that agree.
const AGREEING: usize = 3;
/// Rows that one task looks at.
const TASK: usize = 64;

/// What is near to a question.
#[derive(Debug)]
pub(in crate::query) struct Near<'a> {
    /// From 0, not near, to 1.
    pub(in crate::query) scores: TiVec<NodeRow, f64>,
    evidence: BTreeMap<NodeRow, &'a MentionRecord>,
}

impl<'a> Near<'a> {
    /// Looks at all rows and articles, and closely at some. O(words of the graph + words of the question · distinct
    /// words).
    ///
    /// A row is as near as what it means is to what the text means, times what it says of the text's words, times how
    /// near its article is. An article is near by itself and by its three nearest rows; an entity is its nearest row.
    pub(in crate::query) fn new(library: &Library<'a>, question: &Question) -> Self {
        let reading = Reading::new(library, question);
        let rows = reading.promising_rows();
        let pages = reading.promising_pages(&rows);
        let rows = reading.rows(&rows, &pages);
        let mut near =
            Self { scores: vec![0.0; library.graph.node_count()].into(), evidence: BTreeMap::new() };
        for &(row, score) in &rows {
            near.take(library, row, score);
        }
        for (article, score) in reading.articles(&rows, &pages) {
            near.scores[article] = score;
        }
        near
    }

    /// The row of an entity that is nearest to the question; none where the graph has no rows of it.
    pub(in crate::query) fn evidence(&self, entity: NodeRow) -> Option<&'a MentionRecord> {
        self.evidence.get(&entity).copied()
    }

    /// An entity is its nearest row, of equal ones the most relevant, then the first.
    fn take(&mut self, library: &Library<'a>, row: RowId, score: f64) {
        let row = &library.rows[row];
        let known = self.evidence.get(&row.entity).and_then(|mention| mention.relevancy);
        let is_nearer = score > self.scores[row.entity]
            || score == self.scores[row.entity] && row.mention.and_then(|mention| mention.relevancy) > known;
        if is_nearer {
            self.scores[row.entity] = score;
            if let Some(mention) = row.mention {
                self.evidence.insert(row.entity, mention);
            }
        }
    }
}

/// How near each article is by what it means; none for those that are not looked at.
type PageMeanings = TiVec<PageId, Option<f32>>;

/// A question beside a library.
struct Reading<'r, 'a> {
    library: &'r Library<'a>,
    question: &'r Question,
    /// How much each word of the library says each that is asked for: a row a word.
    says: Vec<f32>,
    /// What each word adds to the likeness of a text that says it.
    meant: TiVec<SoughtId, f32>,
}

impl<'r, 'a> Reading<'r, 'a> {
    fn new(library: &'r Library<'a>, question: &'r Question) -> Self {
        let says = parallel::gather(library.vocabulary.len(), 256, |words, says| {
            for word in words.map(SoughtId::from) {
                let vector = library.space.word(word);
                says.extend(question.asked.iter().map(|asked| match asked.word {
                    Some(own) if own == word => 1.0,
                    _ if question.is_foreign => 0.0,
                    _ => alike(dot(&asked.vector, vector)),
                }));
            }
        });
        let meant = |word: SoughtId| dot(library.space.word(word), &question.theme) * library.rarity[word];
        let meant = parallel::map(library.vocabulary.len(), 1024, |at| meant(SoughtId::from(at))).into();
        Self { library, question, says, meant }
    }

    /// Rows that may be near, in order: those whose words mean most nearly the same, and those that say most of the
    /// words themselves.
    fn promising_rows(&self) -> Vec<RowId> {
        let Self { library, question, meant, .. } = self;
        let mut own: TiVec<SoughtId, f32> = vec![0.0; library.vocabulary.len()].into();
        for asked in &question.asked {
            asked.word.into_iter().for_each(|word| own[word] = asked.weight);
        }
        for word in question.otherwise.iter().flat_map(|other| &other.words) {
            own[*word] = own[*word].max(1.0);
        }
        let guesses = parallel::map(library.rows.len(), 1024, |at| {
            let (mut near, mut length, mut said) = (0.0_f32, 0.0_f32, 0.0_f32);
            for word in library.words(RowId::from(at)) {
                near += meant[word];
                length += library.rarity[word] * library.rarity[word];
                said += own[word];
            }
            let near = near / length.sqrt().max(f32::MIN_POSITIVE);
            [near, said * (0.3 + near.max(0.0))]
        });
        let mut rows = greatest(ROWS, guesses.iter().map(|guess| guess[0]));
        rows.extend(greatest(ROWS, guesses.iter().map(|guess| guess[1])));
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().map(RowId::from).collect()
    }

    /// The articles of these rows, and those that mean most nearly the same, with how nearly.
    fn promising_pages(&self, rows: &[RowId]) -> PageMeanings {
        let Self { library, question, meant, .. } = self;
        let guesses = library.pages.iter().map(|page| {
            let (mut near, mut length) = (0.0, 0.0);
            for &(word, count) in page {
                let weight = tempered(count);
                near += weight * meant[word];
                length += (weight * library.rarity[word]) * (weight * library.rarity[word]);
            }
            near / f32::sqrt(length).max(f32::MIN_POSITIVE)
        });
        let mut pages: Vec<PageId> = greatest(PAGES, guesses).into_iter().map(PageId::from).collect();
        pages.extend(rows.iter().filter_map(|&row| library.rows[row].page));
        pages.sort_unstable();
        pages.dedup();
        let found = parallel::map_of(&pages, TASK, |&page| {
            if question.is_foreign {
                return 1.0;
            }
            dot(&library.meaning(page), &question.theme).max(0.0)
        });
        let mut meanings: PageMeanings = vec![None; library.pages.len()].into();
        pages.into_iter().zip(found).for_each(|(page, near)| meanings[page] = Some(near));
        meanings
    }

    /// How near each of these rows is.
    fn rows(&self, rows: &[RowId], pages: &PageMeanings) -> Vec<(RowId, f64)> {
        let Self { library, question, .. } = self;
        let score = |&row: &RowId| {
            let words: Vec<SoughtId> = library.words(row).collect();
            let said = self.said(&words);
            let near = if question.is_foreign {
                said
            } else {
                let sum = library.space.sum(words.iter().map(|&word| (word, library.rarity[word])));
                dot(&sum, &question.theme).max(0.0)
            };
            let around = library.rows[row].page.and_then(|page| pages[page]).unwrap_or(ALONE * near);
            let kept = 1.0 - (1.0 - LEFT_OUT) * self.left_out(&words);
            let score = (MEANING + (1.0 - MEANING) * said) * near * (ROW + (1.0 - ROW) * around) * kept;
            (row, f64::from(score))
        };
        parallel::map_of(rows, TASK, score)
    }

    /// How near each article is of which the meaning is known: its own words and meaning, and its nearest rows.
    fn articles(&self, rows: &[(RowId, f64)], pages: &PageMeanings) -> Vec<(NodeRow, f64)> {
        let library = self.library;
        let mut of_rows: BTreeMap<PageId, Vec<f64>> = BTreeMap::new();
        for &(row, score) in rows {
            library.rows[row].page.into_iter().for_each(|page| of_rows.entry(page).or_default().push(score));
        }
        let mut has_rows: TiVec<PageId, usize> = vec![0; library.pages.len()].into();
        library.rows.iter().filter_map(|row| row.page).for_each(|page| has_rows[page] += 1);
        let known: Vec<(PageId, f32)> =
            pages.iter_enumerated().filter_map(|(page, near)| Some((page, (*near)?))).collect();
        parallel::map_of(&known, TASK, |&(page, near)| {
            let words: Vec<SoughtId> = library.pages[page].iter().map(|&(word, _)| word).collect();
            let said = self.said(&words);
            let near = if self.question.is_foreign { said } else { near };
            let own = f64::from((MEANING + (1.0 - MEANING) * said) * near);
            let most = has_rows[page].min(AGREEING);
            let score = if most == 0 {
                own * f64::from(1.0 - (1.0 - LEFT_OUT) * self.left_out(&words))
            } else {
                let mut rows = of_rows.get(&page).cloned().unwrap_or_default();
                rows.sort_by(|a, b| b.total_cmp(a));
                (own * rows.iter().take(most).sum::<f64>() / most as f64).sqrt()
            };
            (library.articles[page], score)
        })
    }

    /// The share of the question that words say, from 0 to 1.
    fn said(&self, words: &[SoughtId]) -> f32 {
        let count = self.question.asked.len();
        let mut best = vec![0.0_f32; count];
        for &word in words {
            let says = &self.says[usize::from(word) * count..][..count];
            best.iter_mut().zip(says).for_each(|(best, says)| *best = best.max(*says));
        }
        for other in &self.question.otherwise {
            if other.words.iter().all(|word| words.contains(word)) {
                for &covered in &other.covers {
                    let best = &mut best[usize::from(covered)];
                    *best = best.max(OTHERWISE);
                }
            }
        }
        let said: f32 = best.iter().zip(&self.question.asked).map(|(best, asked)| best * asked.weight).sum();
        (said / self.question.whole).min(1.0)
    }

    /// The share that words say of the phrase that is left out and that they say most of.
    fn left_out(&self, words: &[SoughtId]) -> f32 {
        let share = |phrase: &Vec<SoughtId>| {
            let said = phrase.iter().filter(|word| words.contains(word)).count();
            said as f32 / phrase.len().max(1) as f32
        };
        self.question.left_out.iter().map(share).fold(0.0, f32::max)
    }
}

/// How much a word says another, by the cosine of their vectors.
fn alike(cosine: f32) -> f32 {
    ((cosine - RELATED) / (SYNONYM - RELATED)).clamp(0.0, 1.0) * MEANT
}

/// The places of the greatest positive numbers, the first of equals, in no order. O(numbers), as few of many are looked at
/// twice.
pub(super) fn greatest(most: usize, numbers: impl Iterator<Item = f32>) -> Vec<usize> {
    let order = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    let (mut places, mut least): (Vec<(f32, usize)>, f32) = (Vec::new(), 0.0);
    for (at, number) in numbers.enumerate().filter(|_| most > 0) {
        // Of equal numbers a later one is none of the greatest.
        if number > least {
            places.push((number, at));
            if places.len() == 2 * most {
                places.select_nth_unstable_by(most - 1, order);
                places.truncate(most);
                least = places[most - 1].0;
            }
        }
    }
    if places.len() > most {
        places.select_nth_unstable_by(most, order);
        places.truncate(most);
    }
    places.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::greatest;
    use portent_graph::random::Random;

    #[test]
    fn the_greatest_are_those_that_sorting_gives() {
        let mut random = Random::new(4);
        // Few values, so that many are equal; some are not positive.
        let numbers: Vec<f32> = (0..500).map(|_| random.below(40) as f32 - 5.0).collect();
        for most in [0, 1, 3, 100, 499, 1000] {
            let mut places: Vec<usize> = (0..500).filter(|&at| numbers[at] > 0.0).collect();
            places.sort_by(|&a, &b| numbers[b].total_cmp(&numbers[a]).then(a.cmp(&b)));
            places.truncate(most);
            places.sort_unstable();
            let mut found = greatest(most, numbers.iter().copied());
            found.sort_unstable();
            assert_eq!(found, places, "{most}");
        }
    }
}
