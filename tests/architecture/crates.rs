//! The modules of a crate, and which file imports from which.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{self, Path, Source};

/// The sources of a crate: text by path below its `src`.
pub(super) type Files = BTreeMap<String, String>;

/// One file names what stands in another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arrow {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) line: usize,
    pub(super) path: String,
}

struct Module {
    file: String,
    parent: usize,
    children: BTreeMap<String, usize>,
    source: Source,
}

/// A crate as a tree of modules; the first one is the root.
pub(super) struct Crate {
    modules: Vec<Module>,
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Module(usize),
    /// Something that is defined in that file.
    Item(String),
    /// Something of another crate.
    Outside,
}

/// The imports that are being followed, as module and number, so that none is followed in a circle.
type Followed = Vec<(usize, usize)>;

impl Crate {
    /// Follows the modules from the root on.
    pub(super) fn read(files: &Files) -> Self {
        let root = ["lib.rs", "main.rs"].into_iter().find(|root| files.contains_key(*root)).unwrap();
        let mut tree = Self { modules: Vec::new() };
        tree.add(files, root, "", 0, source::read(&files[root]));
        tree
    }

    /// Adds a module and those within; `folder` is where the files of its children are. Gives its number.
    fn add(&mut self, files: &Files, file: &str, folder: &str, parent: usize, mut source: Source) -> usize {
        let number = self.modules.len();
        let declared = std::mem::take(&mut source.children);
        self.modules.push(Module { file: file.to_owned(), parent, children: BTreeMap::new(), source });
        for child in declared {
            let within = format!("{folder}{}/", child.name);
            let id = if let Some(source) = child.inline {
                self.add(files, file, &within, number, source)
            } else {
                let beside = file.rfind('/').map_or("", |at| &file[..=at]);
                let places = match &child.path {
                    // A file of another folder, such as the sample graphs of the tests.
                    Some(path) if path.starts_with("..") => continue,
                    Some(path) => vec![format!("{beside}{path}")],
                    None => vec![format!("{folder}{}.rs", child.name), format!("{within}mod.rs")],
                };
                let found = places.iter().find(|place| files.contains_key(*place));
                let found = found.unwrap_or_else(|| panic!("{file}: no file for mod {}", child.name));
                self.add(files, found, &within, number, source::read(&files[found]))
            };
            self.modules[number].children.insert(child.name, id);
        }
        number
    }

    /// The files that the modules stand in.
    pub(super) fn files(&self) -> BTreeSet<&str> {
        self.modules.iter().map(|module| module.file.as_str()).collect()
    }

    /// How many lines of the crate say `as usize`, tests apart.
    pub(super) fn casts(&self) -> usize {
        self.modules.iter().map(|module| module.source.casts.len()).sum()
    }

    /// Every import between files, in order.
    pub(super) fn arrows(&self) -> Vec<Arrow> {
        let mut arrows = BTreeSet::new();
        for (number, module) in self.modules.iter().enumerate() {
            let named = module.source.imports.iter().filter(|import| import.name.is_some());
            for path in named.map(|import| &import.path).chain(&module.source.paths) {
                self.add_arrows(
                    module,
                    path,
                    self.resolve(number, &path.words, &mut Vec::new()),
                    &mut arrows,
                );
            }
            for import in module.source.imports.iter().filter(|import| import.name.is_none()) {
                self.add_arrows(module, &import.path, self.everything(number, &import.path), &mut arrows);
            }
        }
        arrows.into_iter().collect()
    }

    fn add_arrows(&self, from: &Module, path: &Path, places: Vec<Place>, arrows: &mut BTreeSet<Arrow>) {
        for place in places {
            let Place::Item(to) = place else { continue };
            if to != from.file {
                arrows.insert(Arrow {
                    from: from.file.clone(),
                    to,
                    line: path.line,
                    path: path.words.join("::"),
                });
            }
        }
    }

    /// What `use path::*` brings in: the module's own items, and of what it re-exports that which is named.
    fn everything(&self, from: usize, path: &Path) -> Vec<Place> {
        let mut places = Vec::new();
        for place in self.resolve(from, &path.words, &mut Vec::new()) {
            let Place::Module(target) = place else {
                places.push(place);
                continue;
            };
            let there = &self.modules[target];
            if !there.source.items.is_empty() {
                places.push(Place::Item(there.file.clone()));
            }
            for name in there.source.imports.iter().filter_map(|import| import.name.as_ref()) {
                if self.modules[from].source.words.contains(name) {
                    places.extend(self.lookup(target, name, &mut Vec::new()));
                }
            }
        }
        places
    }

    /// What a path in a module leads to: an item and a module may bear one name.
    fn resolve(&self, from: usize, words: &[String], followed: &mut Followed) -> Vec<Place> {
        let mut rest = words.iter();
        let mut places = match rest.next().map(String::as_str) {
            Some("crate") => vec![Place::Module(0)],
            Some("self") => vec![Place::Module(from)],
            Some("super") => vec![Place::Module(self.modules[from].parent)],
            Some(name) => self.lookup(from, name, followed),
            None => Vec::new(),
        };
        for word in rest {
            let module = places.iter().find_map(|place| match place {
                Place::Module(number) => Some(*number),
                _ => None,
            });
            // Behind an item stand its variants and functions, which are where it is.
            let Some(module) = module else { break };
            if word == "super" {
                places = vec![Place::Module(self.modules[module].parent)];
                continue;
            }
            let items: Vec<Place> =
                places.into_iter().filter(|place| matches!(place, Place::Item(_))).collect();
            places = self.lookup(module, word, followed);
            if places.is_empty() {
                // What a macro defines is not seen; it stands in the module that is named for it.
                places = if items.is_empty() {
                    vec![Place::Item(self.modules[module].file.clone())]
                } else {
                    items
                };
            }
        }
        places
    }

    /// What a name means in a module; nothing where it is not known there.
    fn lookup(&self, number: usize, name: &str, followed: &mut Followed) -> Vec<Place> {
        let module = &self.modules[number];
        let mut places: Vec<Place> =
            module.children.get(name).map(|child| Place::Module(*child)).into_iter().collect();
        if module.source.items.contains(name) {
            places.push(Place::Item(module.file.clone()));
        }
        if number == 0 {
            let exports = |module: &&Module| module.source.exported.contains(name);
            places.extend(self.modules.iter().find(exports).map(|module| Place::Item(module.file.clone())));
        }
        let named = |other: &Option<String>| other.as_deref() == Some(name);
        for (at, import) in module.source.imports.iter().enumerate() {
            let glob = import.name.is_none();
            if followed.contains(&(number, at)) || !(named(&import.name) || glob && places.is_empty()) {
                continue;
            }
            followed.push((number, at));
            let target = self.resolve(number, &import.path.words, followed);
            places.extend(if !glob {
                if target.is_empty() { vec![Place::Outside] } else { target }
            } else if target.is_empty() {
                Vec::new()
            } else {
                target.iter().flat_map(|place| self.within(place, name, followed)).collect()
            });
            followed.pop();
        }
        // What is not known may come from another crate's `*`.
        let opens = |import: &source::Import| import.name.is_none() && self.is_outside(number, import);
        if places.is_empty() && module.source.imports.iter().any(opens) {
            places.push(Place::Outside);
        }
        places
    }

    fn within(&self, place: &Place, name: &str, followed: &mut Followed) -> Vec<Place> {
        match place {
            Place::Module(number) => self.lookup(*number, name, followed),
            _ => Vec::new(),
        }
    }

    /// Whether a path begins with the name of another crate.
    fn is_outside(&self, number: usize, import: &source::Import) -> bool {
        let module = &self.modules[number];
        let first = import.path.words[0].as_str();
        let own = |other: &source::Import| other.name.as_deref() == Some(first);
        !matches!(first, "crate" | "self" | "super")
            && !module.children.contains_key(first)
            && !module.source.items.contains(first)
            && !module.source.imports.iter().any(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arrows of a crate as `from -> to`.
    fn arrows(files: &[(&str, &str)]) -> Vec<String> {
        let files: Files =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let mut found: Vec<String> = Crate::read(&files)
            .arrows()
            .iter()
            .map(|arrow| format!("{} -> {}", arrow.from, arrow.to))
            .collect();
        found.dedup();
        found
    }

    #[test]
    fn an_item_is_imported_from_where_it_is_defined() {
        let files = [
            ("lib.rs", "mod a; mod b; pub use a::{deep::Deep, Own as Other};"),
            ("a/mod.rs", "mod deep; pub use deep::Deep; pub struct Own;"),
            ("a/deep.rs", "pub struct Deep;"),
            ("b.rs", "use crate::{a::Deep, Other};"),
        ];
        let expected = [
            "a/mod.rs -> a/deep.rs",
            "b.rs -> a/deep.rs",
            "b.rs -> a/mod.rs",
            "lib.rs -> a/deep.rs",
            "lib.rs -> a/mod.rs",
        ];
        assert_eq!(arrows(&files), expected);
    }

    #[test]
    fn a_module_alone_is_no_arrow_but_what_is_named_through_it_is() {
        let files = [
            ("lib.rs", "mod a; mod b; mod c;"),
            ("a.rs", "use crate::b; use super::c as d;"),
            ("b.rs", "pub fn f() {} fn g() { crate::a::nothing(); super::c::Kind::One; }"),
            ("c.rs", "use crate::b; pub enum Kind { One } fn h() { b::f() }"),
        ];
        assert_eq!(arrows(&files), ["b.rs -> a.rs", "b.rs -> c.rs", "c.rs -> b.rs"]);
    }

    #[test]
    fn climbing_globs_and_a_function_named_like_its_module_are_followed() {
        let files = [
            ("lib.rs", "pub mod q; mod r;"),
            ("q/mod.rs", "pub mod top; pub mod s; pub use top::top;"),
            ("q/top.rs", "pub fn top() {} pub struct Options;"),
            ("q/s/mod.rs", "pub mod t;"),
            ("q/s/t.rs", "use super::super::top::Options; fn f() { self::super::super::top(); }"),
            ("r.rs", "use crate::q::*; fn f() { top(); }"),
        ];
        assert_eq!(arrows(&files), ["q/mod.rs -> q/top.rs", "q/s/t.rs -> q/top.rs", "r.rs -> q/top.rs"]);
    }

    #[test]
    fn other_crates_are_no_files_but_what_a_macro_defines_is() {
        let files = [
            ("main.rs", "mod a; mod b; use std::fs; fn main() { ::a::x(); b::run(); }"),
            ("a.rs", "pub use other::{Thing, Kind as Sort}; pub use more::*; made! { pub struct Row; }"),
            (
                "b.rs",
                "use crate::a::{Thing, Sort}; use super::a::Wide; pub fn run() { Vec::new(); fs::read(); }",
            ),
        ];
        assert_eq!(arrows(&files), ["main.rs -> b.rs"]);
        let files = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "made! { pub struct Row; }"),
            ("b.rs", "use crate::a::Row; crate::made!();"),
        ];
        assert_eq!(arrows(&files), ["b.rs -> a.rs", "b.rs -> lib.rs"]);
    }

    #[test]
    fn exported_macros_stand_where_they_are_written() {
        let files = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "#[macro_export]\nmacro_rules! made { () => {} }"),
            ("b.rs", "crate::made! {}"),
        ];
        assert_eq!(arrows(&files), ["b.rs -> a.rs"]);
    }

    #[test]
    fn inline_modules_odd_paths_and_circles_of_imports_are_read() {
        let files = [
            (
                "lib.rs",
                "mod a { pub mod b; pub(in crate::a) mod c { pub struct C; } pub use c::C; }\n#[path = \"odd/d.rs\"] mod d;",
            ),
            ("a/b.rs", "use super::C; use crate::d::e as f; pub use crate::d::g;"),
            ("odd/d.rs", "pub use crate::a::b::g; pub fn e() {}"),
        ];
        assert_eq!(arrows(&files), ["a/b.rs -> lib.rs", "a/b.rs -> odd/d.rs", "odd/d.rs -> a/b.rs"]);
    }
}
