//! Answers one after the other: what follows from them is not asked any more.

use std::collections::BTreeSet;

use super::Question;
use crate::resolve::NameId;
use crate::resolve::decisions::{Decided, Joined};

/// What a person says of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Both are one thing.
    Same,
    /// They are two things.
    Different,
    /// Undecided: not asked again in this review.
    Skip,
}

/// Questions with the answers given so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    questions: Vec<Question>,
    answers: Vec<(usize, Answer)>,
    /// What is believed to be one thing, or was decided so before, as pairs of names.
    joins: Vec<[NameId; 2]>,
    /// What was decided different before.
    apart: Vec<[NameId; 2]>,
    /// The questions that are neither answered nor follow from answers, in order.
    open: Vec<usize>,
}

impl Review {
    pub(super) fn new(questions: Vec<Question>, joins: Vec<[NameId; 2]>, decided: &Decided) -> Self {
        let pairs = |pairs: &[(NameId, NameId)]| pairs.iter().map(|&(a, b)| [a, b]).collect::<Vec<_>>();
        let joins = [joins, pairs(&decided.same)].concat();
        let open = (0..questions.len()).collect();
        Self { questions, answers: Vec::new(), joins, apart: pairs(&decided.different), open }
    }

    /// All questions, the weightiest first, answered or not.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The next question; `None` where nothing is left to ask.
    #[must_use]
    pub fn open(&self) -> Option<&Question> {
        self.open.first().map(|&at| &self.questions[at])
    }

    /// How many questions were answered or skipped, and how many are still to ask.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.answers.len(), self.open.len())
    }

    /// The answers so far, in order.
    pub fn answers(&self) -> impl Iterator<Item = (&Question, Answer)> {
        self.answers.iter().map(|&(at, answer)| (&self.questions[at], answer))
    }

    /// Answers the open question; nothing where none is open. O(questions + names of their entities), but for logarithms.
    pub fn answer(&mut self, answer: Answer) {
        if let Some(&at) = self.open.first() {
            self.answers.push((at, answer));
            self.reopen();
        }
    }

    /// Takes the last answer back: its question is open again.
    pub fn undo(&mut self) -> Option<(&Question, Answer)> {
        let (at, answer) = self.answers.pop()?;
        self.reopen();
        // What follows from earlier answers only cannot have been asked, so this question is the first one open.
        Some((&self.questions[at], answer))
    }

    /// Finds what is still to ask.
    fn reopen(&mut self) {
        let answered: BTreeSet<usize> = self.answers.iter().map(|answer| answer.0).collect();
        let Classes { of, apart } = self.classes();
        let follows = |question: &Question| {
            let ends = question.names.map(|name| of.part(name));
            // Two parts of one entity are one only by the belief that is asked about.
            !question.together && (ends[0] == ends[1] || apart.contains(&sorted(ends)))
        };
        let all = (0..self.questions.len()).filter(|at| !answered.contains(at));
        self.open = all.filter(|&at| !follows(&self.questions[at])).collect();
    }

    /// What is one thing, and what are two, if all answers and whatever nobody doubted are right.
    fn classes(&self) -> Classes {
        let said = |wanted: Answer| {
            let answers = self.answers.iter().filter(move |(_, answer)| *answer == wanted);
            answers.map(|&(at, _)| self.questions[at].names)
        };
        let no_more: BTreeSet<[NameId; 2]> = said(Answer::Different).collect();
        let joins = self.joins.iter().copied().filter(|names| !no_more.contains(names));
        let joins: Vec<[NameId; 2]> = joins.chain(said(Answer::Same)).collect();
        let different: Vec<[NameId; 2]> = self.apart.iter().copied().chain(said(Answer::Different)).collect();
        let asked = self.questions.iter().map(|question| question.names);
        let mut of = Joined::apart(joins.iter().chain(&different).copied().chain(asked));
        joins.into_iter().for_each(|names| of.join(names));
        let apart = different.into_iter().map(|names| sorted(names.map(|name| of.part(name)))).collect();
        Classes { of, apart }
    }
}

struct Classes {
    of: Joined,
    /// Parts that are two things, sorted.
    apart: BTreeSet<[Option<usize>; 2]>,
}

fn sorted([x, y]: [Option<usize>; 2]) -> [Option<usize>; 2] {
    [x.min(y), x.max(y)]
}

#[cfg(test)]
mod tests;
