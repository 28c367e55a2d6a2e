//! The articles nearest to each article: by what their words mean, and by the words themselves.

use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiVec};
use portent_graph::parallel;

use super::library::Library;
use super::nearness::greatest;
use super::space::PageId;
use crate::resolve::embedding::quantized::{Point, cosines};
use crate::resolve::language::sought::SoughtId;

/// Articles that are looked at closely: so many that mean most nearly the same. In an archive of 3,215 articles the 10 nearest
/// were always among them.
const PROMISING: usize = 300;
/// Articles that one task finds the neighbors of.
const TASK: usize = 16;
/// Articles that are compared with those of a task before the next ones: their vectors (130 kB) stay near the processor.
const BLOCK: usize = 512;

/// An article with how near it is, more than 0 and at most 1.
pub(in crate::query) type Neighbor = (NodeRow, f32);

/// The `each` articles nearest to each article that are at least as near as `least`, nearest first, ties in the order of
/// articles. Copies have no neighbors and are none.
///
/// Two articles are as near as the square root of two cosines: that of what their words mean, times that of the words. Either
/// alone calls too much near: meaning all articles of a wide subject, words those that share one by chance. Words weigh
/// ln(1 + times) by rarity in both, and are those of title, summary and rows. Near both ways, and to the bit.
///
/// O(articles² · dimensions) for the meanings, which finds the 300 that are looked at closely; then O(articles · 300 ·
/// words of an article).
pub(in crate::query) fn neighbors(
    library: &Library<'_>,
    each: usize,
    least: f32,
) -> Vec<(NodeRow, Vec<Neighbor>)> {
    let found = Pages::new(library).neighbors(each, least);
    let row = |page: PageId| library.articles[page];
    let rows = |near: Vec<(PageId, f32)>| near.into_iter().map(|(page, score)| (row(page), score)).collect();
    found.into_iter_enumerated().map(|(page, near)| (row(page), rows(near))).collect()
}

/// What is compared of each article.
struct Pages {
    meanings: TiVec<PageId, Point>,
    /// What each word weighs, of length 1.
    words: Csr<PageId, (SoughtId, f32)>,
    vocabulary: usize,
}

impl Pages {
    fn new(library: &Library<'_>) -> Self {
        let pages: Vec<PageId> = library.pages.rows().collect();
        let meanings = parallel::map_of(&pages, TASK, |&page| Point::new(&library.meaning(page)));
        let mut words = Csr::with_room(pages.len(), library.pages.item_count());
        for page in pages {
            let length = library.weighed(page).map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            let shares = library.weighed(page).map(|(word, weight)| (word, weight / length));
            words.push(shares.filter(|(_, share)| *share > 0.0));
        }
        Self { meanings: meanings.into(), words, vocabulary: library.vocabulary.len() }
    }

    /// As [`neighbors`], by page.
    fn neighbors(&self, each: usize, least: f32) -> TiVec<PageId, Vec<(PageId, f32)>> {
        let count = self.meanings.len();
        let tasks: Vec<std::ops::Range<usize>> =
            (0..count).step_by(TASK).map(|from| from..(from + TASK).min(count)).collect();
        let of_task = |task: &std::ops::Range<usize>| {
            let mut said: TiVec<SoughtId, f32> = vec![0.0; self.vocabulary].into();
            let mut found = Vec::with_capacity(task.len());
            for (page, means) in task.clone().map(PageId::from).zip(self.meant(task.clone())) {
                let mut near = self.looked_at(page, &means, &mut said);
                near.retain(|(_, score)| *score >= least);
                near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                near.truncate(each);
                found.push(near);
            }
            found
        };
        parallel::map_of(&tasks, 1, of_task).into_iter().flatten().collect()
    }

    /// How nearly the articles of a task mean the same as each article: a row an article.
    fn meant(&self, task: std::ops::Range<usize>) -> Vec<Vec<f32>> {
        let all = &self.meanings.raw;
        let mut rows = vec![vec![0.0; all.len()]; task.len()];
        for from in (0..all.len()).step_by(BLOCK) {
            let block = from..(from + BLOCK).min(all.len());
            for (row, own) in rows.iter_mut().zip(&all[task.clone()]) {
                cosines(own, &all[block.clone()], &mut row[block.clone()]);
            }
        }
        rows
    }

    /// How near those are that mean most nearly the same. `said` is room for the words of the page, zeros before and after.
    fn looked_at(&self, page: PageId, means: &[f32], said: &mut TiVec<SoughtId, f32>) -> Vec<(PageId, f32)> {
        self.words[page].iter().for_each(|&(word, share)| said[word] = share);
        let own = usize::from(page);
        let others = means.iter().enumerate().map(|(at, &means)| if at == own { 0.0 } else { means });
        let score = |at: usize| {
            let other = PageId::from(at);
            let shared: f32 = self.words[other].iter().map(|&(word, share)| said[word] * share).sum();
            (other, (means[at] * shared).min(1.0).sqrt())
        };
        let near = greatest(PROMISING, others).into_iter().map(score).collect();
        self.words[page].iter().for_each(|&(word, _)| said[word] = 0.0);
        near
    }
}

#[cfg(test)]
mod tests {
    use super::{Csr, PageId, Pages, Point, SoughtId};
    use crate::resolve::embedding::kernel::DIMENSIONS;
    use portent_graph::index::TiVec;

    /// The two dimensions of what a page means, and its words with what they weigh.
    type Told<'a> = ([f32; 2], &'a [(u32, f32)]);

    /// Pages that mean and say this.
    fn pages(all: &[Told<'_>]) -> Pages {
        let mut words = Csr::default();
        let mut meanings: TiVec<PageId, Point> = TiVec::new();
        for (meaning, said) in all {
            let mut vector = [0.0; DIMENSIONS];
            vector[..2].copy_from_slice(meaning);
            meanings.push(Point::new(&vector));
            words.push(said.iter().map(|&(word, share)| (SoughtId::new(word), share)));
        }
        Pages { meanings, words, vocabulary: 8 }
    }

    /// The neighbors of each page, as number and thousandths.
    fn found(pages: &Pages, each: usize, least: f32) -> Vec<Vec<(u32, i32)>> {
        let thousandths = |score: f32| (score * 1000.0).round() as i32;
        let near = pages.neighbors(each, least);
        near.iter()
            .map(|near| near.iter().map(|&(page, score)| (page.get(), thousandths(score))).collect())
            .collect()
    }

    /// 0 and 1 mean nearly the same (cosine 0.8) and share a word (0.6 · 1); 2 means the same as 0 and shares no word; 3 shares
    /// the words of 0 and means the opposite; 4 says nothing.
    fn five() -> Pages {
        pages(&[
            ([1.0, 0.0], &[(0, 0.6), (1, 0.8)]),
            ([0.8, 0.6], &[(0, 1.0)]),
            ([1.0, 0.0], &[(2, 1.0)]),
            ([-1.0, 0.0], &[(0, 0.6), (1, 0.8)]),
            ([0.0, 0.0], &[]),
        ])
    }

    #[test]
    fn near_is_what_means_the_same_in_the_same_words() {
        // By hand: sqrt(0.8 · 0.6) = 0.693; no other pair has both.
        let expected = [vec![(1, 693)], vec![(0, 693)], vec![], vec![], vec![]];
        assert_eq!(found(&five(), 3, 0.3), expected);
        assert!(found(&five(), 3, 0.7).iter().all(Vec::is_empty), "0.693 is not 0.7");
    }

    #[test]
    fn the_nearest_come_first_and_ties_in_the_order_of_articles() {
        let said: &[(u32, f32)] = &[(0, 1.0)];
        let all = pages(&[([1.0, 0.0], said), ([0.6, 0.8], said), ([1.0, 0.0], said), ([1.0, 0.0], said)]);
        // Of 0: 2 and 3 are equal to it, 1 has sqrt(0.6) = 0.775.
        assert_eq!(found(&all, 3, 0.3)[0], [(2, 1000), (3, 1000), (1, 775)]);
        assert_eq!(found(&all, 1, 0.3), [vec![(2, 1000)], vec![(0, 775)], vec![(0, 1000)], vec![(0, 1000)]]);
    }

    #[test]
    fn any_number_of_threads_finds_the_same_and_both_ends_agree() {
        // 700 pages are more than one block and many tasks.
        let mut random = portent_graph::random::Random::new(9);
        let mut unit = || random.unit() as f32;
        let meanings: Vec<[f32; 2]> = (0..700).map(|_| [unit() - 0.3, unit() - 0.3]).collect();
        let words: Vec<[(u32, f32); 2]> = (0..700).map(|_| [(0, unit()), (1, unit())]).collect();
        let drawn: Vec<Told<'_>> =
            meanings.into_iter().zip(&words).map(|(meaning, words)| (meaning, &words[..])).collect();
        let all = pages(&drawn);
        let of = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| all.neighbors(700, 0.01))
        };
        let one = of(1);
        assert_eq!(one, of(3));
        let bits = |a: PageId, b: PageId| {
            one[a].iter().find(|(page, _)| *page == b).map(|(_, score)| score.to_bits())
        };
        for a in one.keys() {
            for &(b, score) in &one[a] {
                assert!(bits(b, a).is_none_or(|bits| bits == score.to_bits()), "{a:?} {b:?}");
            }
        }
    }
}
