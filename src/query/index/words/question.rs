//! What a free text asks for: its words, and the other names of what it names.

use std::collections::BTreeMap;

use crate::language::{Language, Role, Word, words};
use crate::property_graph::{NodeColumn, PropertyGraph};
use crate::resolve::language::acronym;
use crate::resolve::language::sought::{Met, Reader, Sought, SoughtId, each_word, spoken};
use portent_graph::index::{NodeRow, TiVec};
use portent_graph::index_type;

/// Weight of a word that says little even with others: `new`, `many`.
const GENERIC: f64 = 0.4;
/// Weight of the other names of something that the text names, beside 1 for its own words.
const OTHER_NAMES: f64 = 0.5;
/// Other names that are looked for, those of the best-known things first.
const MOST_NAMES: usize = 200;

index_type! {
    /// Something that is asked for: a word, or other names.
    pub(in crate::query) struct ConceptId;
}

/// Something that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct Concept {
    /// How it may be said: the words of each form, without those of grammar.
    pub(super) forms: Vec<Vec<SoughtId>>,
    /// What it weighs, at most 1 for a word of the text.
    pub(super) weight: f64,
    /// The words of the text that it stands for: itself where it is one.
    pub(super) covers: Vec<ConceptId>,
    /// As a reader sees it.
    pub(in crate::query) label: String,
}

/// What a free text asks for.
#[derive(Debug)]
pub(in crate::query) struct Question {
    pub(super) sought: Sought,
    pub(in crate::query) concepts: TiVec<ConceptId, Concept>,
    /// Forms of more than a word that begin with a word.
    pub(super) phrases: TiVec<SoughtId, Vec<(ConceptId, Vec<SoughtId>)>>,
    /// What a word says alone.
    pub(super) alone: TiVec<SoughtId, Vec<ConceptId>>,
}

impl Question {
    /// Reads a text as the names of this graph say it.
    ///
    /// Each word but those of grammar is a concept, once; one of grammar alone is taken as it is. Acronyms and what they
    /// stand for are one. What an entity's name says in full within the text brings that entity's other names, as one
    /// further concept for each stretch of words. O(text of the names + distinct words · languages).
    pub(in crate::query) fn new(graph: &PropertyGraph, text: &str) -> Self {
        let mut asked = Asked::new(spoken_in(graph), text);
        asked.spell_out_acronyms();
        let names = asked.other_names(graph);
        asked.concepts.extend(names);
        asked.question()
    }
}

/// The languages of a graph, told by its summaries and descriptions.
fn spoken_in(graph: &PropertyGraph) -> Vec<Language> {
    let texts =
        [NodeColumn::Summary, NodeColumn::Description].map(|column| graph.nodes.column::<&str>(column));
    let rows = graph.nodes.rows();
    let told: Vec<&str> = rows.filter_map(|row| texts.iter().find_map(|column| column.get(row))).collect();
    spoken(&told)
}

/// A question in the making.
struct Asked {
    sought: Sought,
    /// The words of the text, in order, without those of grammar.
    words: Vec<SoughtId>,
    /// How the text writes each word first.
    written: TiVec<SoughtId, String>,
    concepts: Vec<Concept>,
}

impl Asked {
    fn new(languages: Vec<Language>, text: &str) -> Self {
        let mut sought = Sought::new(languages);
        let mut all: Vec<&str> = Vec::new();
        each_word(text, |word| all.push(word));
        let telling: Vec<&str> = all.iter().copied().filter(|word| !sought.is_grammar(word)).collect();
        let mut written: TiVec<SoughtId, String> = TiVec::new();
        let mut words = Vec::new();
        for word in if telling.is_empty() { all } else { telling } {
            let id = sought.add(word);
            if written.get(id).is_none() {
                written.push(word.to_owned());
            }
            words.push(id);
        }
        let concepts = written.iter_enumerated();
        let roles = Roles::of(text);
        let concept = |(id, word): (SoughtId, &String)| Concept {
            forms: vec![vec![id]],
            weight: roles.weight(word),
            covers: vec![ConceptId::from(usize::from(id))],
            label: word.clone(),
        };
        let concepts = concepts.map(concept).collect();
        Self { sought, words, written, concepts }
    }

    /// Adds to the concept of an acronym what it stands for.
    fn spell_out_acronyms(&mut self) {
        for at in 0..self.concepts.len() {
            for expansion in acronym::written_out(&self.concepts[at].label) {
                let form = self.form(expansion);
                self.concepts[at].forms.push(form);
            }
        }
    }

    /// The words of a name without those of grammar, looked for from now on.
    fn form(&mut self, name: &str) -> Vec<SoughtId> {
        let mut form = Vec::new();
        each_word(name, |word| {
            if !self.sought.is_grammar(word) {
                form.push(self.sought.add(word));
            }
        });
        form
    }

    /// For each stretch of the text that is a name of entities, the other names of these entities.
    fn other_names(&mut self, graph: &PropertyGraph) -> Vec<Concept> {
        let mut found: BTreeMap<Vec<SoughtId>, Vec<String>> = BTreeMap::new();
        let mut taken = 0;
        for (row, stretch) in self.named(graph) {
            for other in names(graph, row) {
                let is_new = !found.get(&stretch).is_some_and(|known| known.iter().any(|name| name == other));
                if is_new && taken < MOST_NAMES {
                    taken += 1;
                    found.entry(stretch.clone()).or_default().push(other.to_owned());
                }
            }
        }
        let concepts = found.into_iter().filter_map(|(stretch, names)| self.of_names(&stretch, names));
        concepts.collect()
    }

    /// The other names of what a stretch of the text names, without those that say nothing new.
    fn of_names(&mut self, stretch: &[SoughtId], names: Vec<String>) -> Option<Concept> {
        let mut forms: Vec<Vec<SoughtId>> = names.iter().map(|name| self.form(name)).collect();
        let own = self.written.len();
        forms.retain(|form| form.iter().any(|&word| usize::from(word) >= own));
        forms.sort_unstable();
        forms.dedup();
        let said: Vec<&str> = stretch.iter().map(|&word| self.written[word].as_str()).collect();
        let label = format!("{} by another name", said.join(" "));
        let weight = OTHER_NAMES * stretch.len() as f64;
        let covers = stretch.iter().map(|&word| ConceptId::from(usize::from(word))).collect();
        (!forms.is_empty()).then_some(Concept { forms, weight, covers, label })
    }

    /// Entities of which a name stands in the text, with the stretch that is it, the best-known first.
    fn named(&self, graph: &PropertyGraph) -> Vec<(NodeRow, Vec<SoughtId>)> {
        let mut reader = Reader::new(&self.sought);
        let mut named: Vec<(NodeRow, Vec<SoughtId>)> = Vec::new();
        let aliases = graph.nodes.column::<&[String]>(NodeColumn::Aliases);
        let has_others = |row: &NodeRow| aliases.get(*row).is_some();
        for row in graph.nodes.rows().filter(has_others) {
            for name in names(graph, row) {
                if let Some(stretch) = self.stretch(&mut reader, name) {
                    named.push((row, stretch));
                }
            }
        }
        let mentions = graph.nodes.column::<i64>(NodeColumn::Mentions);
        named.sort_by_key(|(row, stretch)| (std::cmp::Reverse((stretch.len(), mentions.get(*row))), *row));
        named.dedup();
        named
    }

    /// The words of a name, where the text has them in this order with none between.
    fn stretch(&self, reader: &mut Reader<'_>, name: &str) -> Option<Vec<SoughtId>> {
        let mut words = Vec::new();
        let mut is_all = true;
        reader.read(name, |met| match met {
            Met::Sought(id) => words.push(id),
            Met::Grammar => {}
            Met::Other => is_all = false,
        });
        let stands = || self.words.windows(words.len()).any(|stretch| stretch == words);
        (is_all && !words.is_empty() && stands()).then_some(words)
    }

    fn question(self) -> Question {
        let mut phrases: TiVec<SoughtId, Vec<(ConceptId, Vec<SoughtId>)>> =
            vec![Vec::new(); self.sought.len()].into();
        let mut alone: TiVec<SoughtId, Vec<ConceptId>> = vec![Vec::new(); self.sought.len()].into();
        let concepts: TiVec<ConceptId, Concept> = self.concepts.into();
        for (id, concept) in concepts.iter_enumerated() {
            for form in &concept.forms {
                match form[..] {
                    [] => {}
                    [word] => alone[word].push(id),
                    [first, ..] => phrases[first].push((id, form.clone())),
                }
            }
        }
        Question { sought: self.sought, concepts, phrases, alone }
    }
}

/// What the words of a text do in it.
struct Roles<'t>(Vec<Word<'t>>);

impl<'t> Roles<'t> {
    fn of(text: &'t str) -> Self {
        Self(words(text, Language::of(text)))
    }

    /// What a word counts by itself.
    fn weight(&self, word: &str) -> f64 {
        let role = self.0.iter().find(|known| known.text == word).map(|known| known.role);
        if matches!(role, Some(Role::Generic)) { GENERIC } else { 1.0 }
    }
}

/// All names of a node: its label, then the others.
pub(super) fn names(graph: &PropertyGraph, row: NodeRow) -> impl Iterator<Item = &str> {
    let aliases = graph.nodes.column::<&[String]>(NodeColumn::Aliases);
    let others = aliases.get(row).unwrap_or_default().iter().map(String::as_str);
    std::iter::once(graph.nodes[row].label.as_str()).chain(others)
}
