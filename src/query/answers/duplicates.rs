//! `duplicates`: which names became one entity, and the pairs that a person should look at.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::error::Error;
use crate::parse::{Corpus, MentionId};
use crate::query::kinds::kinds;
use crate::remark::Remark;
use crate::report::{Cell, Field, Table};
use crate::resolve::{Entity, Name, NameId, Pair, Resolution, Verdict, decisions};

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The group whose weakest pair is least sure.
    #[default]
    Weakest,
    /// The group of most names.
    Size,
}

/// What [`duplicates`] shows.
#[derive(Debug, Clone)]
pub struct DuplicatesOptions {
    kinds: Vec<String>,
    limit: usize,
    order: Order,
}

impl Default for DuplicatesOptions {
    fn default() -> Self {
        Self { kinds: Vec::new(), limit: 20, order: Order::Weakest }
    }
}

impl DuplicatesOptions {
    /// Names of kinds; default all entity kinds.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// How many groups; default 20.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// What comes first; default the least sure.
    #[must_use]
    pub fn with_order(self, order: Order) -> Self {
        Self { order, ..self }
    }
}

static FIELDS: &[Field] = &[
    Field::new("label"),
    Field::new("kind"),
    Field::new("names"),
    Field::new("mentions"),
    Field::new("weakest_probability"),
    Field::below("weakest_pair"),
    Field::below("written"),
    Field::below("where"),
];

/// The groups of two or more names, by the probability of their weakest pair (rising) or by size (falling), then
/// by label. O(names + mentions of the groups).
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind.
///
/// ```
/// use portent::parse::{ReadOptions, read};
/// use portent::query::{DuplicatesOptions, Order, duplicates};
/// use portent::resolve::{ResolveOptions, resolve};
/// let corpus = read(&["fixtures/articles".into()], &ReadOptions::default())?;
/// let found = resolve(&corpus, &ResolveOptions::default())?;
/// let options = DuplicatesOptions::default().with_order(Order::Size).with_limit(3);
/// assert_eq!(duplicates(&corpus, &found, &options)?.rows.len(), 3);
/// # Ok::<(), portent::Error>(())
/// ```
pub fn duplicates(
    corpus: &Corpus,
    resolution: &Resolution,
    options: &DuplicatesOptions,
) -> Result<Table, Error> {
    let wanted = kinds(&corpus.schema, &options.kinds)?;
    let groups =
        resolution.entities.iter().filter(|entity| entity.names.len() > 1 && wanted.contains(&entity.kind));
    let mut groups: Vec<&Entity> = groups.collect();
    let probability = |entity: &Entity| entity.weakest.map_or(1.0, |weakest| weakest.2);
    groups.sort_by(|a, b| {
        let weakest = probability(a).total_cmp(&probability(b));
        let size = b.names.len().cmp(&a.names.len());
        let first = if options.order == Order::Size { size.then(weakest) } else { weakest.then(size) };
        first.then_with(|| a.label.cmp(&b.label)).then(a.names.cmp(&b.names))
    });
    let mut table = Table::new(FIELDS);
    for group in groups.iter().take(options.limit) {
        table.push(row(corpus, resolution, group));
    }
    if groups.len() > table.rows.len() {
        let (shown, all) = (table.rows.len(), groups.len());
        table.remarks.push(Remark::shown(shown, all, "groups"));
    }
    Ok(table)
}

fn row(corpus: &Corpus, resolution: &Resolution, group: &Entity) -> Vec<Cell> {
    let names: Vec<&Name> = group.names.iter().map(|&id| name(resolution, id)).collect();
    let mentions: Vec<MentionId> = names.iter().flat_map(|name| name.mentions.iter().copied()).collect();
    let written: BTreeSet<&str> = mentions.iter().map(|&id| corpus.mentions[id].name.as_str()).collect();
    let weakest = group.weakest.map(|(a, b, _)| {
        let side = |id: NameId| {
            let name = name(resolution, id);
            format!(
                "{:?} ({})",
                name.label,
                name.mentions.first().map_or_else(String::new, |&id| place(corpus, id))
            )
        };
        format!("{} and {}", side(a), side(b))
    });
    vec![
        Cell::text(&group.label),
        Cell::text(&corpus.schema.kind(group.kind).name),
        Cell::count(names.len()),
        Cell::count(mentions.len()),
        group.weakest.map_or(Cell::Missing, |weakest| Cell::real(weakest.2)),
        weakest.map_or(Cell::Missing, Cell::text),
        Cell::list(written.into_iter().map(str::to_owned).collect()),
        Cell::list(mentions.iter().map(|&id| place(corpus, id)).collect()),
    ]
}

fn name(resolution: &Resolution, id: NameId) -> &Name {
    &resolution.names[id]
}

fn place(corpus: &Corpus, id: MentionId) -> String {
    let mention = &corpus.mentions[id];
    format!("{}:{}", corpus.articles[mention.article].path, mention.line)
}

/// The `count` least sure pairs as a decisions file: of each two one that was accepted (the least probable) and one
/// that was not (the most probable). Reviewing means editing the first column; it says what was decided so far.
///
/// Left out are pairs that people decided already, that a guard forbids, or that the bound keeps apart although they
/// are duplicates; and pairs that together with those before would say more than was decided (`same` is transitive).
/// So a file that nobody edited changes no group. O(pairs log pairs).
///
/// ```
/// use portent::parse::{ReadOptions, read};
/// use portent::query::least_sure;
/// use portent::resolve::{DecisionsFile, ResolveOptions, resolve};
/// let corpus = read(&["fixtures/articles".into()], &ReadOptions::default())?;
/// let found = resolve(&corpus, &ResolveOptions::default())?;
/// let text = least_sure(&corpus, &found, 20).replace("different\t", "same\t");
/// let reviewed = DecisionsFile { path: "reviewed.tsv".into(), text };
/// let again = resolve(&corpus, &ResolveOptions::default().with_decisions(Some(reviewed)))?;
/// assert!(again.entities.len() < found.entities.len());
/// # Ok::<(), portent::Error>(())
/// ```
#[must_use]
pub fn least_sure(corpus: &Corpus, resolution: &Resolution, count: usize) -> String {
    let open = resolution.pairs.iter().filter(|pair| !pair.decided && !pair.guarded);
    let (mut accepted, mut rejected): (Vec<&Pair>, Vec<&Pair>) =
        open.partition(|pair| pair.verdict == Verdict::Duplicate);
    accepted.sort_by(|a, b| a.probability.total_cmp(&b.probability).then((a.a, a.b).cmp(&(b.a, b.b))));
    rejected.sort_by(|a, b| b.probability.total_cmp(&a.probability).then((a.a, a.b).cmp(&(b.a, b.b))));
    let mut chains = Chains { resolution, chain_of: BTreeMap::new(), members: Vec::new() };
    let half = count.div_ceil(2);
    let accepted: Vec<&Pair> =
        accepted.into_iter().filter(|pair| chains.join(pair.a, pair.b)).take(half).collect();
    let rest = count - accepted.len();
    let rejected = rejected.into_iter().filter(|pair| !chains.holds(pair.a, pair.b)).take(rest);
    let mut text = format!("{}\n", decisions::HEADER);
    for &pair in accepted.iter().chain(&rejected.collect::<Vec<_>>()) {
        let verdict = if pair.verdict == Verdict::Duplicate { "same" } else { "different" };
        let (a, b) = (name(resolution, pair.a), name(resolution, pair.b));
        let kind = |name: &Name| corpus.schema.kind(name.kind).name.as_str();
        let kinds = if a.kind == b.kind { kind(a).to_owned() } else { format!("{}/{}", kind(a), kind(b)) };
        let note = |name: &Name| {
            let first = name.mentions.first();
            first.map_or_else(String::new, |&id| {
                let description = corpus.mentions[id].description.as_deref().unwrap_or("");
                format!("{} {description}", place(corpus, id))
            })
        };
        let notes = format!("match probability {:.3}; {}; {}", pair.probability, note(a), note(b));
        let row =
            [verdict, &kinds, &a.label, &b.label, &notes].map(|cell| cell.replace(['\t', '\n', '\r'], " "));
        let _ = writeln!(text, "{}", row.join("\t"));
    }
    text
}

/// Names that rows call the same, in chains.
struct Chains<'a> {
    resolution: &'a Resolution,
    chain_of: BTreeMap<NameId, usize>,
    members: Vec<Vec<NameId>>,
}

impl Chains<'_> {
    fn chain(&mut self, name: NameId) -> usize {
        let next = self.members.len();
        let at = *self.chain_of.entry(name).or_insert(next);
        if at == next {
            self.members.push(vec![name]);
        }
        at
    }

    /// Whether both names are one already, by a chain or in an entity.
    fn holds(&self, a: NameId, b: NameId) -> bool {
        let entity = |id: NameId| self.resolution.entity_of[id];
        entity(a) == entity(b)
            || self.chain_of.get(&a).is_some_and(|chain| self.chain_of.get(&b) == Some(chain))
    }

    /// Joins the chains of two names, unless that would put names of one kind together that are two entities.
    fn join(&mut self, a: NameId, b: NameId) -> bool {
        let (x, y) = (self.chain(a), self.chain(b));
        let fits = |a: NameId, b: NameId| {
            name(self.resolution, a).kind != name(self.resolution, b).kind
                || self.resolution.entity_of[a] == self.resolution.entity_of[b]
        };
        let all_fit = self.members[x].iter().all(|&a| self.members[y].iter().all(|&b| fits(a, b)));
        if x != y && all_fit {
            let moved = std::mem::take(&mut self.members[y]);
            self.chain_of.extend(moved.iter().map(|&name| (name, x)));
            self.members[x].extend(moved);
        }
        all_fit
    }
}

#[cfg(test)]
mod tests {
    use super::{DuplicatesOptions, Order, duplicates, least_sure};
    use crate::parse::{Article, ArticleId, Corpus, KindId, Mention};
    use crate::report::Cell;
    use crate::resolve::decisions;
    use crate::resolve::{Entity, EntityId, Name, NameId, Pair, Resolution, Verdict};

    /// Three concerns in one article: the first two are one entity, the third is close.
    fn world() -> (Corpus, Resolution) {
        let labels = ["Grid Strain", "Strain on the Grid", "Grid Overload"];
        let mention = |(line, name): (u32, &&str)| Mention {
            article: ArticleId::new(0),
            line,
            kind: KindId::CONCERN,
            name: (*name).into(),
            description: Some("what\tit is".into()),
            relevancy: None,
            attributes: Box::default(),
        };
        let corpus = Corpus {
            articles: vec![Article { path: "a.md".into(), ..Article::default() }].into(),
            mentions: (1..).zip(&labels).map(mention).collect(),
            ..Corpus::default()
        };
        let name = |(at, label): (u32, &&str)| Name {
            kind: KindId::CONCERN,
            normal: label.to_lowercase(),
            label: (*label).into(),
            mentions: vec![crate::parse::MentionId::new(at)],
        };
        let pair = |a, b, probability, verdict| Pair {
            a: NameId::new(a),
            b: NameId::new(b),
            probability,
            verdict,
            guarded: false,
            decided: false,
        };
        let resolution = Resolution {
            names: std::sync::Arc::new((0..).zip(&labels).map(name).collect()),
            entities: vec![Entity {
                kind: KindId::CONCERN,
                label: "Grid Strain".into(),
                aliases: vec!["Strain on the Grid".into()],
                names: vec![NameId::new(0), NameId::new(1)],
                certainty: vec![],
                weakest: Some((NameId::new(0), NameId::new(1), 0.8)),
                reasons: Vec::new(),
            }]
            .into(),
            entity_of: vec![EntityId::new(0), EntityId::new(0), EntityId::new(1)].into(),
            pairs: vec![pair(0, 1, 0.8, Verdict::Duplicate), pair(0, 2, 0.4, Verdict::Related)],
            ..Resolution::default()
        };
        (corpus, resolution)
    }

    #[test]
    fn a_group_tells_its_weakest_pair_and_where_it_stands() {
        let (corpus, resolution) = world();
        let options = DuplicatesOptions { order: Order::Size, ..DuplicatesOptions::default() };
        let table = duplicates(&corpus, &resolution, &options).unwrap();
        assert_eq!(table.cell(0, "names"), Some(&Cell::Integer(2)));
        let weakest = Cell::text("\"Grid Strain\" (a.md:1) and \"Strain on the Grid\" (a.md:2)");
        assert_eq!(table.cell(0, "weakest_pair"), Some(&weakest));
    }

    #[test]
    fn the_least_sure_pairs_are_a_decisions_file() {
        let (corpus, resolution) = world();
        let text = least_sure(&corpus, &resolution, 2);
        let read = decisions::read("d.tsv".as_ref(), &text, &corpus.schema).unwrap();
        assert_eq!(read.iter().map(|decision| decision.same).collect::<Vec<_>>(), [true, false]);
        assert!(text.contains("match probability 0.400; a.md:1 what it is; a.md:3 what it is"), "{text}");
    }
}
