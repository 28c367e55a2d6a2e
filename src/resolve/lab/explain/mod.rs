//! Why two names are, or are not, one entity.

mod near;
mod words;

use crate::error::Error;
use crate::parse::{Corpus, KindId};
use crate::resolve::judging::judge::{Evidence, Judge};
use crate::resolve::judging::model::probability;
use crate::resolve::lab::explain::near::{described, nearest};
use crate::resolve::language::normalize::normalize;
use crate::resolve::options::ResolveOptions;
use crate::resolve::resolver::Resolver;
use crate::resolve::types::{End, Fit, Name, NameId, Resolution, Verdict};
use crate::shared_text::Text;
use portent_graph::index::TiSlice;

/// One side of an explanation.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The name.
    pub name: NameId,
    /// Its kind, in words.
    pub kind: String,
    /// Its most usual writing.
    pub label: String,
    /// Label of the entity that it ended in.
    pub entity: String,
    /// Every mention, in order.
    pub mentions: Vec<Place>,
}

/// Where a mention stands and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path of the article.
    pub path: String,
    /// Line, counted from 1.
    pub line: u32,
    /// The name as written.
    pub name: String,
    /// The description, where there is one.
    pub description: Option<String>,
}

/// All that led to the verdict on a pair of names.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The name that was asked for first.
    pub a: Explained,
    /// The other.
    pub b: Explained,
    /// What speaks for and against, in words: shared words, words of one side, agreement of the descriptions.
    pub words: String,
    /// Every feature with its value and its weight in log-odds.
    pub evidence: Vec<Evidence>,
    /// Sum of the log-odds.
    pub log_odds: f64,
    /// The match probability.
    pub probability: f64,
    /// The guard that forbade a merge.
    pub guard: Option<&'static str>,
    /// The verdict, after people's decisions.
    pub verdict: Verdict,
    /// A person's decision made the verdict.
    pub decided: bool,
    /// Both names are in one entity.
    pub together: bool,
    /// Why they are together, or why not, in a sentence.
    pub reason: String,
    /// Which kinds were taken and which others there are, where a name has several.
    pub kinds: Option<String>,
}

impl Resolver<'_> {
    /// Explains the pair of names `a`, `b`, each as written, with an optional `kind:` before it. A name
    /// of several kinds is taken in the kind of both that has most mentions, else in the kind that uses it most.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with the nearest names, and those whose descriptions say its words.
    pub fn explain(&self, a: &str, b: &str) -> Result<Explanation, Error> {
        let (asked_a, asked_b) = (a, b);
        let (all_a, all_b) = (find(self.corpus, &self.names, a)?, find(self.corpus, &self.names, b)?);
        let (a, b) = choose(&self.names, &all_a, &all_b);
        let kinds = taken(self.corpus, &self.names, [(asked_a, a, &all_a), (asked_b, b, &all_b)]);
        Ok(self.explain_pair(a, b, kinds))
    }

    /// What speaks for and against two names, in a sentence: shared words, words of one side, agreement of the
    /// descriptions. Linear in what is said of both.
    pub(crate) fn in_words(&self, names: [NameId; 2]) -> String {
        words::in_words(self.corpus, &self.names, self.judge().lexicon(), names)
    }

    fn explain_pair(&self, a: NameId, b: NameId, kinds: Option<String>) -> Explanation {
        let (judge, resolution) = (self.judge(), self.resolution());
        let judgment = judge.judge(a, b);
        let evidence = judge.evidence(a, b);
        let found = resolution.pairs.binary_search_by_key(&(a.min(b), a.max(b)), |pair| (pair.a, pair.b));
        let pair = found.ok().map(|at| &resolution.pairs[at]);
        let different = self.decided.is_different(a, b);
        let verdict = match pair {
            _ if different => Verdict::Distinct,
            Some(pair) => pair.verdict,
            None => judgment.verdict,
        };
        let log_odds = evidence.iter().map(|line| line.log_odds).sum();
        // A pair that is passed over has probability 0 in the resolution; the waterfall shows what it was spared.
        let judged =
            if judge.passed_over(a, b).is_some() { probability(log_odds) } else { judgment.probability };
        let mut explanation = Explanation {
            a: explained(self.corpus, resolution, a),
            b: explained(self.corpus, resolution, b),
            words: self.in_words([a, b]),
            log_odds,
            evidence,
            probability: pair.map_or(judged, |pair| pair.probability),
            guard: judgment.guard.or_else(|| judge.guard_of(a, b).filter(|_| verdict != Verdict::Duplicate)),
            verdict,
            decided: different || pair.is_some_and(|pair| pair.decided),
            together: resolution.entity_of[a] == resolution.entity_of[b],
            reason: String::new(),
            kinds,
        };
        explanation.reason = reason(&explanation, resolution, judge);
        explanation
    }
}

/// [`Resolver::explain`] for those who ask nothing else.
///
/// # Errors
/// As [`Resolver::new`] and [`Resolver::explain`].
///
/// ```
/// use portent::parse::{ReadOptions, read};
/// use portent::resolve::{ResolveOptions, Verdict, explain::explain};
/// let corpus = read(&["fixtures/articles".into()], &ReadOptions::default())?;
/// let found = explain(&corpus, &ResolveOptions::default(), "Cas9 Gene Editing", "technology: Cas12 Gene Editing")?;
/// assert_eq!((found.guard, found.verdict, found.together), (Some("number"), Verdict::Related, false));
/// # Ok::<(), portent::Error>(())
/// ```
pub fn explain(corpus: &Corpus, options: &ResolveOptions, a: &str, b: &str) -> Result<Explanation, Error> {
    Resolver::new(corpus, options.clone())?.explain(a, b)
}

/// All names that a question can mean, the most used first.
fn find(corpus: &Corpus, all: &TiSlice<NameId, Name>, asked: &str) -> Result<Vec<NameId>, Error> {
    let prefix = corpus.schema.split_kind(asked);
    let matching = |kind: Option<KindId>, text: &str| {
        let normal = normalize(text);
        let fits = |name: &Name| name.normal == normal && kind.is_none_or(|kind| kind == name.kind);
        let names = all.iter_enumerated().filter(|(_, name)| fits(name));
        names.map(|(id, _)| id).collect::<Vec<_>>()
    };
    let mut found = prefix.map_or_else(Vec::new, |(kind, rest)| matching(Some(kind), rest));
    if found.is_empty() {
        found = matching(None, asked);
    }
    if found.is_empty() {
        let text = prefix.map_or(asked, |(_, rest)| rest);
        let (nearest, described) = (nearest(all, text), described(corpus, all, text));
        return Err(Error::UnknownName { name: asked.to_owned(), nearest, described });
    }
    found.sort_by_key(|id| (std::cmp::Reverse(all[*id].mentions.len()), *id));
    Ok(found)
}

/// The pair of one kind with most mentions, else of two kinds; of equal ones the first.
fn choose(names: &TiSlice<NameId, Name>, all_a: &[NameId], all_b: &[NameId]) -> (NameId, NameId) {
    let name = |id: NameId| &names[id];
    let pairs = all_a.iter().flat_map(|&a| all_b.iter().map(move |&b| (a, b))).filter(|(a, b)| a != b);
    let rank = |(a, b): (NameId, NameId)| {
        (name(a).kind == name(b).kind, name(a).mentions.len() + name(b).mentions.len())
    };
    let best = pairs.enumerate().max_by_key(|&(at, pair)| (rank(pair), std::cmp::Reverse(at)));
    best.map_or((all_a[0], all_b[0]), |(_, pair)| pair)
}

/// Which kinds were taken and what else the names may mean, where they mean more than what was taken.
fn taken(
    corpus: &Corpus,
    names: &TiSlice<NameId, Name>,
    [a, b]: [(&str, NameId, &Vec<NameId>); 2],
) -> Option<String> {
    let kind = |id: NameId| &corpus.schema.kind(names[id].kind).name;
    let others = |(asked, taken, all): (&str, NameId, &Vec<NameId>)| {
        let others = all.iter().filter(|&&id| id != taken);
        let told = others.map(|&id| format!("{}:{}", kind(id), names[id].label));
        let told = told.collect::<Vec<_>>().join(", ");
        (!told.is_empty()).then(|| format!("; {asked:?} also names {told}"))
    };
    let (first, second) = (others(a), others(b));
    let more = first.iter().chain(second.iter().filter(|_| a.0 != b.0)).cloned().collect::<String>();
    let taken = match (kind(a.1), kind(b.1)) {
        (x, y) if x == y => format!("both are taken as {x}, the kind of both with most mentions"),
        (x, y) => format!("taken as {x} and {y}"),
    };
    (!more.is_empty()).then(|| taken + &more)
}

fn explained(corpus: &Corpus, resolution: &Resolution, id: NameId) -> Explained {
    let name = &resolution.names[id];
    let entity = &resolution.entities[resolution.entity_of[id]];
    let place = |&mention: &crate::parse::MentionId| {
        let mention = &corpus.mentions[mention];
        Place {
            path: corpus.articles[mention.article].path.clone(),
            line: mention.line,
            name: mention.name.to_string(),
            description: mention.description.as_ref().map(Text::to_string),
        }
    };
    Explained {
        name: id,
        kind: corpus.schema.kind(name.kind).name.clone(),
        label: name.label.clone(),
        entity: entity.label.clone(),
        mentions: name.mentions.iter().map(place).collect(),
    }
}

fn reason(explanation: &Explanation, resolution: &Resolution, judge: &Judge) -> String {
    let (a, b) = (explanation.a.name, explanation.b.name);
    match explanation {
        _ if a == b => "both are one name: equal but for case, punctuation and the like".into(),
        found if found.together && found.decided => "one entity: a decision says same".into(),
        found if found.together && found.verdict != Verdict::Duplicate => {
            "one entity: the vectors file keeps names together that were so when it was written".into()
        }
        found if found.together => {
            "one entity: they are a duplicate, and no pair of its names speaks against it".into()
        }
        found if found.decided && found.verdict == Verdict::Distinct => {
            "apart: a decision says different".into()
        }
        found if found.verdict == Verdict::Duplicate && found.a.kind != found.b.kind => {
            "one idea in two kinds: a restates edge joins the two entities".into()
        }
        found if found.verdict == Verdict::Duplicate => bound_reason(resolution, judge, a, b),
        Explanation { verdict: Verdict::Broader(end), .. } => {
            let (first, second) = (&resolution.names[a.min(b)].label, &resolution.names[a.max(b)].label);
            let (broad, narrow) = if *end == End::A { (first, second) } else { (second, first) };
            format!("apart: {broad:?} is broader, {narrow:?} is a part of it")
        }
        found => match (found.guard, judge.passed_over(a, b)) {
            (Some(guard), _) => format!("apart: the guard {guard} forbids a merge"),
            (None, Some(why)) => format!("apart: {why}, so no more was asked"),
            (None, None) => "apart: the match probability is below the threshold".into(),
        },
    }
}

/// Which pair between the two entities is no duplicate.
fn bound_reason(resolution: &Resolution, judge: &Judge, a: NameId, b: NameId) -> String {
    let names = |id: NameId| &resolution.entities[resolution.entity_of[id]].names;
    let label = |id: NameId| resolution.names[id].label.as_str();
    let between = names(a).iter().flat_map(|&x| names(b).iter().map(move |&y| (x, y)));
    let is_broken = |&(x, y): &(NameId, NameId)| {
        let found = judge.judge(x, y);
        found.verdict != Verdict::Duplicate && judge.fit(x, y, found.probability) != Fit::Good
    };
    let mut broken = between.filter(is_broken);
    match broken.next() {
        Some((x, y)) => format!(
            "duplicates, but kept apart: names of one entity must all be near enough to each other, and {:?} and {:?} are not",
            label(x),
            label(y)
        ),
        None => "duplicates that are linked, not merged (by the mode of duplicates, a decision, the archive, or the size of the group)"
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{choose, taken};
    use crate::parse::{Corpus, KindId, MentionId};
    use crate::resolve::types::{Name, NameId};
    use portent_graph::index::TiVec;

    fn name(kind: KindId, label: &str, mentions: u32) -> Name {
        let mentions = (0..mentions).map(MentionId::new).collect();
        Name { kind, normal: label.to_lowercase(), label: label.into(), mentions }
    }

    #[test]
    fn the_kind_of_both_with_most_mentions_is_taken_and_the_others_are_told() {
        let names: TiVec<NameId, Name> = vec![
            name(KindId::THEME, "job loss", 9),
            name(KindId::KEYWORD, "job loss", 5),
            name(KindId::CONCERN, "Job Loss", 4),
            name(KindId::KEYWORD, "lost jobs", 1),
            name(KindId::CONCERN, "Lost Jobs", 3),
        ]
        .into();
        let ids = |range: std::ops::Range<u32>| range.map(NameId::new).collect::<Vec<_>>();
        let (a, b) = (ids(0..3), ids(3..5));
        // Keywords have 5 + 1 mentions, concerns 4 + 3; the theme has more, but no counterpart.
        assert_eq!(choose(&names, &a, &b), (NameId::new(2), NameId::new(4)));
        let told = taken(
            &Corpus::default(),
            &names,
            [("job loss", NameId::new(2), &a), ("lost jobs", NameId::new(4), &b)],
        );
        let told = told.unwrap();
        assert!(told.starts_with("both are taken as concern"), "{told}");
        assert!(told.contains("\"job loss\" also names theme:job loss, keyword:job loss"), "{told}");
        assert!(told.ends_with("\"lost jobs\" also names keyword:lost jobs"), "{told}");
        assert_eq!(choose(&names, &ids(0..1), &b), (NameId::new(0), NameId::new(4)), "no kind is shared");
        let only = ids(0..1);
        assert_eq!(
            taken(&Corpus::default(), &names, [("x", NameId::new(0), &only), ("y", NameId::new(0), &only)]),
            None
        );
    }
}
