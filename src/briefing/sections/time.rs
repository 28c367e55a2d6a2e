//! What is new, rising, back after a pause or fading; only where enough articles are dated.
//!
//! All of it is asked of the texts: a name that no row bears for a year may be spoken of every week.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::briefing::facts::Facts;
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::sections::subjects::spoken;
use crate::briefing::spoken::Subject;
use crate::briefing::texts::Holds;
use crate::briefing::types::{Part, Section, Sentence, Span, Statement};
use crate::briefing::words::{Grain, articles, listed, number, pause, share};
use crate::error::Error;
use crate::graph::cooccurrence::Chance;
use crate::resolve::language::sought::SoughtId;
use portent_graph::index::NodeRow;

/// Lengths of the time that counts as recent, in months: the shortest that holds enough articles is taken.
const LENGTHS: [i32; 7] = [1, 2, 3, 6, 12, 24, 36];

/// The least articles of recent time, and their least share, as one in so many.
const RECENT: [usize; 2] = [10, 10];

/// Recent time is compared with so many times its length before it.
const COMPARED: i32 = 3;

/// The least days without an article that are a pause.
const PAUSE: i64 = 90;

/// The least articles that make something new, or that spoke of it before a pause.
const LEAST: usize = 3;

/// The probability at which chance explains a rise: many names are looked at.
const CHANCE: f64 = 0.01;

/// Recent time, and the time that it is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Recent {
    /// Its first day.
    pub(super) day: Date,
    /// The first day of what is compared.
    from: Date,
    /// Dated articles of what is compared, and of recent time.
    counts: [usize; 2],
}

impl Recent {
    /// The shortest time that ends with the last article and holds enough articles, with as many before it.
    pub(super) fn of(facts: &Facts) -> Option<Self> {
        if !facts.is_dated() {
            return None;
        }
        let last = facts.days.values().max()?;
        let lengths = LENGTHS.into_iter().filter(|months| facts.grain == Grain::Month || months % 12 == 0);
        let spans = lengths.filter_map(|months| {
            let end = match facts.grain {
                Grain::Month => last.first_of_month(),
                Grain::Year => last.first_of_year(),
            };
            let step = if facts.grain == Grain::Month { months - 1 } else { months - 12 };
            let day = end.checked_sub(step.months()).ok()?;
            let from = day.checked_sub((COMPARED * months).months()).ok()?;
            let within =
                |recent: bool| facts.days.values().filter(|&&of| of >= from && (of >= day) == recent).count();
            Some(Self { day, from, counts: [within(false), within(true)] })
        });
        let [least, one_in] = RECENT;
        let mut enough = spans.filter(|span| span.counts[1] >= least.max(facts.days.len().div_ceil(one_in)));
        enough.next().filter(|span| span.counts[0] >= span.counts[1])
    }

    /// Days of articles that are compared, and that are recent.
    fn split<'d>(&self, facts: &'d Facts, articles: impl Iterator<Item = &'d NodeRow>) -> [usize; 2] {
        let mut counts = [0, 0];
        for day in articles.filter_map(|article| facts.days.get(article)).filter(|&&day| day >= self.from) {
            counts[usize::from(*day >= self.day)] += 1;
        }
        counts
    }
}

/// A group of statements, and the words for it.
struct Group {
    title: &'static str,
    /// In the middle of a sentence.
    words: &'static str,
    statements: Vec<Statement>,
}

pub(super) fn section(facts: &Facts<'_>, rankings: &Rankings) -> Result<Option<Section>, Error> {
    let Some(recent) = Recent::of(facts) else { return Ok(Some(left_out(facts))) };
    let groups = groups(facts, recent, &rankings.subjects);
    let none: Vec<String> = groups
        .iter()
        .filter(|group| group.statements.is_empty())
        .map(|group| group.words.to_owned())
        .collect();
    let since = facts.grain.of(recent.day);
    let told: Vec<Group> = groups.into_iter().filter(|group| !group.statements.is_empty()).collect();
    let headline = (!told.is_empty()).then(|| headline(&since, &told));
    let parts = told.into_iter().map(|Group { title, statements, .. }| Part {
        title: Some(title.into()),
        ranked: true,
        statements,
    });
    Ok(Some(Section {
        id: "time",
        title: format!("What changed since {since}"),
        headline,
        lead: Sentence::of(lead(facts, recent, &none)),
        method: Sentence::of(METHOD),
        figure: None,
        parts: parts.collect(),
    }))
}

static METHOD: &str = "An article speaks of a name where one of its rows says the words one after the other, in any inflection, in its name or its \
     text. Rising or fading is what moved more than chance would move one name in a hundred; new is what three articles or more \
     speak of and no earlier row, title or summary that was read has the words of, in whatever order.";

fn lead(facts: &Facts, recent: Recent, none: &[String]) -> String {
    let [before, after] = recent.counts.map(|count| count as u64);
    let nothing = match none {
        [] => String::new(),
        [first @ .., last] if !first.is_empty() => {
            format!(" No name of a row is {} or {last}.", first.join(", "))
        }
        _ => format!(" No name of a row is {}.", listed(none)),
    };
    format!(
        "Compares the {} with rows since {} with the {} of {}.{nothing}",
        articles(after),
        facts.grain.of(recent.day),
        number(before),
        compared(facts, recent)
    )
}

/// The time before, from the first dated article on.
fn compared(facts: &Facts, recent: Recent) -> String {
    let inside = facts.days.values().filter(|&&day| day >= recent.from && day < recent.day);
    let ends = inside.clone().min().zip(inside.max());
    ends.map_or_else(|| facts.grain.of(recent.from), |(&first, &last)| facts.grain.span(first, last))
}

/// The foremost two of each group.
fn headline(since: &str, groups: &[Group]) -> Sentence {
    let mut sentence = Sentence::of(format!("Since {since}"));
    for (at, group) in groups.iter().enumerate() {
        sentence = sentence.say(format!("{}{}: ", if at == 0 { ", " } else { "; " }, group.words));
        let subjects = group.statements.iter().filter_map(|statement| match statement.sentence.0.first() {
            Some(Span::Subject(name)) => Some(name),
            _ => None,
        });
        for (place, name) in subjects.take(2).enumerate() {
            sentence = if place == 0 { sentence } else { sentence.say(" and ") }.subject(name);
        }
    }
    sentence.say(".")
}

/// Why the section is not there.
fn left_out(facts: &Facts) -> Section {
    let (dated, all) = facts.dated();
    let why = if facts.is_dated() {
        "No stretch of recent time holds enough dated articles, with as many before it,".to_owned()
    } else {
        format!("Only {} of {} ({}) are dated,", number(dated), articles(all), share(dated, all))
    };
    Section {
        id: "time",
        title: "What changes over time".into(),
        headline: None,
        method: Sentence::default(),
        lead: Sentence::of(format!(
            "{why} so this page does not say what is new, rising, back after a pause or fading, nor which signals are weak."
        )),
        figure: None,
        parts: Vec::new(),
    }
}

/// Each subject in one group at most, and no two with the same words.
fn groups(facts: &Facts, recent: Recent, subjects: &[Subject]) -> Vec<Group> {
    let chance = Chance::new(recent.counts.iter().sum());
    let moved: Vec<Moved> =
        subjects.iter().map(|subject| Moved::new(facts, recent, subject, &chance)).collect();
    let mut seen: Vec<BTreeSet<SoughtId>> = Vec::new();
    let [new, rising, back, fading] = [
        foremost(facts, &moved, &mut seen, |moved| moved.new.then_some(u64::MAX - moved.counts[1] as u64)),
        foremost(facts, &moved, &mut seen, |moved| Moved::order(moved.rise)),
        foremost(facts, &moved, &mut seen, |moved| Some(u64::MAX - u64::try_from(moved.away?).ok()?)),
        foremost(facts, &moved, &mut seen, |moved| Moved::order(moved.fall)),
    ];
    let since = facts.grain.of(recent.day);
    let group = |title, words, found: Vec<&Moved>, say: &dyn Fn(&Moved) -> String| {
        let statements = found.into_iter().map(|moved| moved.statement(facts, recent, say(moved)));
        Group { title, words, statements: statements.collect() }
    };
    vec![
        group("New", "new", new, &|moved| moved.is_new(recent)),
        group("Rising", "rising", rising, &|moved| moved.shifts(recent)),
        group("Back after a pause", "back after a pause", back, &|moved| moved.is_back(&since)),
        group("Fading", "fading", fading, &|moved| moved.shifts(recent)),
    ]
}

/// How a subject moved.
struct Moved<'s> {
    subject: &'s Subject,
    /// Articles that are compared, and recent ones.
    counts: [usize; 2],
    /// All dated articles before recent time.
    before: usize,
    /// Whether no text before recent time has its words, nor one of unknown time.
    new: bool,
    /// The probability that chance brings so many recent articles, and so many before.
    rise: f64,
    fall: f64,
    /// Days without a text that has its words, where it is back after a pause.
    away: Option<i64>,
}

impl<'s> Moved<'s> {
    fn new(facts: &Facts, recent: Recent, subject: &'s Subject, chance: &Chance) -> Self {
        let counts = recent.split(facts, subject.articles.keys());
        let days = subject.articles.keys().filter_map(|article| facts.days.get(article));
        let before = days.filter(|&&day| day < recent.day).count();
        let all = counts.iter().sum();
        let tail = |at: usize| match counts[at] {
            least if least >= LEAST => {
                let [least, all, drawn] =
                    [least, all, recent.counts[at]].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
                chance.at_least(least, all, drawn)
            }
            _ => 1.0,
        };
        let (rise, fall) = (tail(1), tail(0));
        let days: Vec<Option<Date>> = subject.articles.keys().map(|article| facts.date(*article)).collect();
        let paused =
            |days: &[Option<Date>]| away(days, recent.day).filter(|&away| away >= least_pause(facts));
        let (unheard, back) = (before == 0 && counts[1] >= LEAST, before >= LEAST && counts[1] > 1);
        // Only what seems so by the words in order is asked of all texts that have them in any.
        let having: Vec<Option<Date>> = if unheard || (back && paused(&days).is_some()) {
            let having = facts.texts.speaking(&subject.words, Holds::Anywhere);
            having.into_keys().map(|article| facts.date(article)).collect()
        } else {
            vec![None]
        };
        let new = unheard && having.iter().all(|day| day.is_some_and(|day| day >= recent.day));
        let away = paused(&having).filter(|_| back);
        Self { subject, counts, before, new, rise, fall, away }
    }

    /// The newest rows of what grows, the last ones of what fades.
    fn statement(&self, facts: &Facts, recent: Recent, said: String) -> Statement {
        let about = Sentence::about(&self.subject.name).say(said);
        let fades = self.fall <= CHANCE;
        let counts = |day: Option<Date>| {
            day.is_some_and(
                |day| if fades { recent.from <= day && day < recent.day } else { day >= recent.day },
            )
        };
        spoken(facts, self.subject, about, counts, |row, bears| (bears, row.date))
    }

    fn is_new(&self, recent: Recent) -> String {
        let [_, all] = recent.counts;
        format!(
            ": {} of {} speak of it, no text before.",
            number(self.counts[1] as u64),
            articles(all as u64)
        )
    }

    fn shifts(&self, recent: Recent) -> String {
        let [before, since] = self.counts.map(|count| count as u64);
        let [all_before, all_since] = recent.counts.map(|count| count as u64);
        let now = match since {
            0 => format!("none of {} speaks of it", articles(all_since)),
            _ => format!(
                "{} of {} ({}) speak of it",
                number(since),
                articles(all_since),
                share(since, all_since)
            ),
        };
        let earlier =
            format!("{} of {} before ({})", number(before), number(all_before), share(before, all_before));
        format!(": {now}, after {earlier}.")
    }

    fn is_back(&self, since: &str) -> String {
        let away = pause(u64::try_from(self.away.unwrap_or(0)).unwrap_or(0));
        let [before, after] = [self.before, self.counts[1]].map(|count| count as u64);
        format!(": {}, then no text for {away}, and {} since {since}.", articles(before), number(after))
    }

    /// By what chance explains least, where it explains little.
    fn order(chance: f64) -> Option<u64> {
        // Positive floats are ordered as their bits are.
        (chance <= CHANCE).then_some(chance.to_bits())
    }
}

/// The days between the last text before a day and the first one after, where all texts are dated.
fn away(texts: &[Option<Date>], recent: Date) -> Option<i64> {
    let days: Option<Vec<Date>> = texts.iter().copied().collect();
    let days = days?;
    let last = days.iter().filter(|&&day| day < recent).max()?;
    let next = days.iter().filter(|&&day| day >= recent).min()?;
    Some(i64::from((*next - *last).get_days()))
}

/// A third of the whole time, but no more than a year and no less than [`PAUSE`].
fn least_pause(facts: &Facts) -> i64 {
    let ends = facts.days.values().min().zip(facts.days.values().max());
    let span = ends.map_or(0, |(&first, &last)| i64::from((last - first).get_days()));
    (span / 3).clamp(PAUSE, 365)
}

/// Those that have a key, the least first, without those whose words hold, or are held by, the words of one before.
fn foremost<'m, 's>(
    facts: &Facts,
    moved: &'m [Moved<'s>],
    seen: &mut Vec<BTreeSet<SoughtId>>,
    key: impl Fn(&Moved) -> Option<u64>,
) -> Vec<&'m Moved<'s>> {
    let mut found: Vec<(u64, &Moved)> = moved.iter().filter_map(|moved| Some((key(moved)?, moved))).collect();
    found.sort_by_key(|(key, moved)| (*key, moved.subject.node));
    let mut told = Vec::new();
    for (_, moved) in found {
        let words: BTreeSet<SoughtId> = moved.subject.words.iter().copied().collect();
        let is_new = seen.iter().all(|known| !known.is_subset(&words) && !words.is_subset(known));
        if told.len() < facts.options.limit && is_new {
            seen.push(words);
            told.push(moved);
        }
    }
    told
}
