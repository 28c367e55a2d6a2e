use super::{Answer, Review};
use crate::query::answers::review::{Question, Side};
use crate::resolve::NameId;
use crate::resolve::decisions::Decided;

/// Questions about two names each: whether parts of one entity are one (`true`), or two entities.
fn review(asked: &[(u32, u32, bool)], joins: &[(u32, u32)]) -> Review {
    let side = || Side {
        label: String::new(),
        column: String::new(),
        names: 1,
        mentions: 1,
        others: Vec::new(),
        evidence: Vec::new(),
    };
    let question = |&(a, b, together): &(u32, u32, bool)| Question {
        names: [NameId::new(a), NameId::new(b)],
        kind: "concern".into(),
        together,
        probability: 0.5,
        wrong: 0.5,
        stake: 1.0,
        sides: [side(), side()],
        why: String::new(),
    };
    let joins = joins.iter().map(|&(a, b)| [NameId::new(a), NameId::new(b)]).collect();
    Review::new(asked.iter().map(question).collect(), joins, &Decided::default())
}

fn open(review: &Review) -> Option<(u32, u32)> {
    review.open().map(|question| (question.names[0].get(), question.names[1].get()))
}

#[test]
fn what_follows_from_answers_is_not_asked() {
    // 0 and 1 are one entity, so are 4 and 5. Once 1 is 2, and 2 is 3, also 0 is 3.
    let asked = [(1, 2, false), (2, 3, false), (0, 3, false), (3, 4, false), (0, 5, false)];
    let mut review = review(&asked, &[(0, 1), (4, 5)]);
    review.answer(Answer::Same);
    review.answer(Answer::Same);
    assert_eq!(open(&review), Some((3, 4)));
    review.answer(Answer::Different);
    assert_eq!(open(&review), None, "0 is 3, 5 is 4, and 3 and 4 are two");
    assert_eq!(review.progress(), (3, 0));
}

#[test]
fn a_part_that_was_taken_out_speaks_for_itself() {
    let mut review = review(&[(0, 1, true), (1, 2, false), (0, 3, false), (2, 3, false)], &[(0, 1)]);
    review.answer(Answer::Different);
    review.answer(Answer::Same);
    review.answer(Answer::Same);
    assert_eq!(open(&review), None, "1 is 2 and 0 is 3, but 0 and 1 are two, so 2 and 3 are");
    assert_eq!(
        review.undo().map(|(question, answer)| (question.names[1].get(), answer)),
        Some((3, Answer::Same))
    );
    assert_eq!(open(&review), Some((0, 3)));
    review.answer(Answer::Skip);
    assert_eq!(open(&review), Some((2, 3)));
}

#[test]
fn undo_goes_back_to_the_first_question_and_no_further() {
    let mut review = review(&[(0, 1, false), (2, 3, false)], &[]);
    assert_eq!(review.undo(), None);
    review.answer(Answer::Skip);
    review.answer(Answer::Same);
    assert_eq!((open(&review), review.progress()), (None, (2, 0)));
    review.answer(Answer::Same);
    assert_eq!(review.progress(), (2, 0), "nothing is open");
    review.undo();
    review.undo();
    assert_eq!((open(&review), review.progress()), (Some((0, 1)), (0, 2)));
}
