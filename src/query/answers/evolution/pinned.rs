//! Themes that a person follows: a file of names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::folding::folded;
use crate::parse::KindId;
use crate::property_graph::find::nearest;
use crate::property_graph::{NodeColumn, PropertyGraph};
use crate::remark::Remark;
use portent_graph::index::NodeRow;

/// Names that nothing has are told with what may be meant, so many of them.
const TOLD: usize = 5;

/// Themes with the names of their entities, from a file.
///
/// A line is a theme: `Title: name, name`, or a title alone, which is the one name then. Names are those that `find` takes: labels,
/// aliases, ids, `kind:name`, in any case. `#` begins a comment line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PinnedThemes {
    path: PathBuf,
    themes: Vec<Pinned>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Pinned {
    title: String,
    names: Vec<String>,
    line: u32,
}

impl PinnedThemes {
    /// Reads a file of themes. O(length log length).
    ///
    /// # Errors
    /// [`Error::Malformed`] with line and hint: a line without a title, a title or a name given twice.
    ///
    /// ```
    /// use portent::query::PinnedThemes;
    /// let text = "# what the board asks about\nWork after AI: job displacement, automation\ndrones\n";
    /// let themes = PinnedThemes::read("themes.txt".as_ref(), text)?;
    /// assert_eq!(themes.titles().collect::<Vec<_>>(), ["Work after AI", "drones"]);
    /// # Ok::<(), portent::Error>(())
    /// ```
    pub fn read(path: &Path, text: &str) -> Result<Self, Error> {
        let mut pinned = Self { path: path.to_owned(), themes: Vec::new() };
        let mut titles: BTreeMap<String, u32> = BTreeMap::new();
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        for (line, text) in (1..).zip(text.trim_start_matches('\u{feff}').lines().map(str::trim)) {
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let theme = Pinned { line, ..theme(text) };
            if theme.title.is_empty() || theme.names.is_empty() {
                let hint = "a theme is a line: `Title: name, name`, or a name alone";
                return Err(pinned.malformed(line, "no title and name".into(), hint));
            }
            if let Some(earlier) = titles.insert(folded(&theme.title), line) {
                let message = format!("line {earlier} is the theme {:?} as well", theme.title);
                return Err(pinned.malformed(line, message, "write the names of a theme on one line"));
            }
            for name in &theme.names {
                if let Some(earlier) = known.insert(folded(name), line).filter(|earlier| *earlier != line) {
                    let message = format!("line {earlier} holds {name:?} as well");
                    return Err(pinned.malformed(line, message, "a name belongs to one theme"));
                }
            }
            pinned.themes.push(theme);
        }
        Ok(pinned)
    }

    /// The titles, in the order of the file.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.themes.iter().map(|theme| theme.title.as_str())
    }

    /// The entities of a graph that the names mean, all of each name. O(text of the graph).
    pub(super) fn found_in(&self, graph: &PropertyGraph) -> Result<Pins, Error> {
        let mut wanted = Wanted::default();
        let names = || {
            (0u32..)
                .zip(&self.themes)
                .flat_map(|(at, theme)| theme.names.iter().map(move |name| (at, theme, name)))
        };
        names().for_each(|(at, _, name)| wanted.add(graph, name, at));
        let of_node = wanted.nodes(graph);
        let unknown: Vec<(u32, &String)> = names()
            .filter(|(.., name)| !wanted.has(name))
            .map(|(_, theme, name)| (theme.line, name))
            .collect();
        let told = unknown.iter().take(TOLD).map(|&(line, name)| self.unknown(graph, line, name));
        let mut remarks: Vec<Remark> = told.collect();
        if unknown.len() > TOLD {
            let more =
                format!("{}: nothing has {} more of the names", self.path.display(), unknown.len() - TOLD);
            remarks.push(more.into());
        }
        match (of_node.is_empty(), unknown.first(), remarks.first()) {
            (true, Some(&(line, name)), Some(_)) => {
                let message = format!("nothing is named {name:?}, nor anything by another name of the file");
                Err(self.malformed(
                    line,
                    message,
                    "write names as `portent top` and `portent show` tell them",
                ))
            }
            _ => Ok(Pins { titles: self.titles().map(str::to_owned).collect(), of_node, unknown: remarks }),
        }
    }

    fn unknown(&self, graph: &PropertyGraph, line: u32, name: &str) -> Remark {
        let near = nearest(graph, name);
        let meant =
            if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) };
        format!("{}:{line}: nothing is named {name:?}{meant}", self.path.display()).into()
    }

    fn malformed(&self, line: u32, message: String, hint: &str) -> Error {
        Error::Malformed { path: self.path.clone(), line, column: 1, message, hint: Some(hint.to_owned()) }
    }
}

/// A line as a theme. `kind:name` has no space behind its colon, so that it is a name.
fn theme(text: &str) -> Pinned {
    let parted = text.split_once(": ").or_else(|| text.strip_suffix(':').map(|title| (title, "")));
    let (title, names) = parted.unwrap_or((text, text));
    let names: Vec<&str> = if parted.is_some() { names.split(',').collect() } else { vec![names] };
    let clean = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let names = names.into_iter().map(clean).filter(|name| !name.is_empty()).collect();
    Pinned { title: clean(title), names, line: 0 }
}

/// What pinned themes mean in a graph.
#[derive(Debug, Clone, Default)]
pub(super) struct Pins {
    pub(super) titles: Vec<String>,
    /// The number of the theme of each entity that has one.
    pub(super) of_node: BTreeMap<NodeRow, u32>,
    /// Names that nothing has.
    pub(super) unknown: Vec<Remark>,
}

impl Pins {
    pub(super) fn title(&self, pin: u32) -> &str {
        self.titles.get(usize::try_from(pin).unwrap_or(usize::MAX)).map_or("", String::as_str)
    }
}

/// Names that are sought, all in one look at the graph.
#[derive(Default)]
struct Wanted {
    /// Names as written -> what they are in comparison: the kind, where one is asked for, and the name.
    asked: BTreeMap<String, Vec<(Option<KindId>, String)>>,
    /// The theme of each, and whether something has it.
    by_name: BTreeMap<(Option<KindId>, String), (u32, bool)>,
}

impl Wanted {
    fn add(&mut self, graph: &PropertyGraph, name: &str, theme: u32) {
        let of_kind = graph.header.schema.split_kind(name).map(|(kind, rest)| (Some(kind), folded(rest)));
        let forms: Vec<_> = of_kind.into_iter().chain([(None, folded(name))]).collect();
        for form in &forms {
            self.by_name.entry(form.clone()).or_insert((theme, false));
        }
        self.asked.insert(name.to_owned(), forms);
    }

    /// The entities of the names, with the first theme that has one.
    fn nodes(&mut self, graph: &PropertyGraph) -> BTreeMap<NodeRow, u32> {
        let aliases = graph.nodes.column::<&[String]>(NodeColumn::Aliases);
        let mut found: BTreeMap<NodeRow, u32> = BTreeMap::new();
        if self.by_name.is_empty() {
            return found;
        }
        for row in graph.nodes.rows().filter(|&row| graph.is_entity(row)) {
            let node = &graph.nodes[row];
            let others = aliases.get(row).unwrap_or_default().iter().map(String::as_str);
            for name in [node.label.as_str(), node.id.as_str()].into_iter().chain(others) {
                let name = folded(name);
                for form in [(Some(node.kind), name.clone()), (None, name)] {
                    if let Some((theme, seen)) = self.by_name.get_mut(&form) {
                        *seen = true;
                        let own = found.entry(row).or_insert(*theme);
                        *own = (*own).min(*theme);
                    }
                }
            }
        }
        found
    }

    /// Whether something has a name.
    fn has(&self, name: &str) -> bool {
        let forms = self.asked.get(name).map_or(&[][..], Vec::as_slice);
        forms.iter().any(|form| self.by_name.get(form).is_some_and(|(_, seen)| *seen))
    }
}
