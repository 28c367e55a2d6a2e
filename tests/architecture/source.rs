//! What the source of a module declares, imports and names.

use std::collections::BTreeSet;

use super::tokens::{Token, tokens};

/// A path that stands in a `use` or in code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// Its words, first `crate`, `self`, `super` or a name; an empty first word for `::name`.
    pub(super) words: Vec<String>,
    pub(super) line: usize,
}

/// One name that a `use` brings in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) path: Path,
    /// The name it has here; `None` for `*`.
    pub(super) name: Option<String>,
}

/// A module within the module.
#[derive(Debug)]
pub(super) struct Child {
    pub(super) name: String,
    /// Of `#[path = "..."]`.
    pub(super) path: Option<String>,
    /// What it holds, unless that is a file of its own.
    pub(super) inline: Option<Source>,
}

/// A module without what is compiled for its tests alone.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) imports: Vec<Import>,
    /// Paths of two and more words in code.
    pub(super) paths: Vec<Path>,
    pub(super) items: BTreeSet<String>,
    /// Macros that `#[macro_export]` puts into the root.
    pub(super) exported: BTreeSet<String>,
    pub(super) children: Vec<Child>,
    /// All words, for `*`.
    pub(super) words: BTreeSet<String>,
    /// The lines that say `as usize`.
    pub(super) casts: BTreeSet<usize>,
}

/// Reads the source of one file.
pub(super) fn read(text: &str) -> Source {
    Reader { tokens: &tokens(text), at: 0 }.module()
}

/// What attributes say of the item below them.
#[derive(Default)]
struct Attributes {
    test: bool,
    exported: bool,
    path: Option<String>,
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn text(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", |token| &token.text)
    }

    fn is_word(&self, ahead: usize) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(Token::is_word)
    }

    fn line(&self) -> usize {
        self.tokens.get(self.at).map_or(0, |token| token.line)
    }

    /// Reads up to the brace that ends the module, or to the end.
    fn module(&mut self) -> Source {
        let mut source = Source::default();
        let mut depth = 0;
        let mut attributes = Attributes::default();
        while self.at < self.tokens.len() {
            if self.text(0) == "#" && (self.text(1) == "[" || self.text(1) == "!" && self.text(2) == "[") {
                self.attribute(&mut attributes);
                continue;
            }
            let above = std::mem::take(&mut attributes);
            if above.test {
                self.skip_item();
                continue;
            }
            match self.text(0) {
                "{" => depth += 1,
                "}" if depth == 0 => return source,
                "}" => depth -= 1,
                "use" if self.text(1) != "<" => {
                    self.at += 1;
                    self.import(&[], &mut source.imports);
                    continue;
                }
                "mod" if self.is_word(1) && matches!(self.text(2), ";" | "{") => {
                    let child = self.child(above.path);
                    source.children.push(child);
                    continue;
                }
                "pub" if self.text(1) == "(" && self.text(2) == "in" => self.skip_to(")"),
                "macro_rules" if self.text(1) == "!" => {
                    let names = if above.exported { &mut source.exported } else { &mut source.items };
                    names.insert(self.text(2).to_owned());
                    self.at += 2;
                }
                "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" if depth == 0 => {
                    let name = usize::from(self.text(1) == "mut") + 1;
                    if self.is_word(name) && self.text(name) != "fn" {
                        source.items.insert(self.text(name).to_owned());
                    }
                    if self.text(1) != "fn" {
                        self.at += name;
                    }
                }
                "pub" => attributes = above,
                _ => self.code(&mut source),
            }
            self.at += 1;
        }
        source
    }

    /// A word or a path in code; stays at its last token.
    fn code(&mut self, source: &mut Source) {
        if self.text(0) == "as" && self.text(1) == "usize" {
            source.casts.insert(self.line());
        }
        if !self.is_word(0) {
            return;
        }
        let line = self.line();
        let rooted = self.at > 0 && self.tokens[self.at - 1].text == "::";
        let mut words = vec![self.text(0).to_owned()];
        while self.text(1) == "::" && self.is_word(2) {
            words.push(self.text(2).to_owned());
            self.at += 2;
        }
        source.words.extend(words.iter().cloned());
        if words.len() > 1 && !rooted {
            source.paths.push(Path { words, line });
        }
    }

    fn attribute(&mut self, attributes: &mut Attributes) {
        let start = self.at;
        self.skip_to("[");
        let mut depth = 0;
        loop {
            match self.text(0) {
                "[" => depth += 1,
                "]" => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 || self.at >= self.tokens.len() {
                break;
            }
        }
        let texts: Vec<&str> = self.tokens[start..self.at].iter().map(|token| token.text.as_str()).collect();
        match texts.as_slice() {
            ["#", "[", "cfg", "(", "test", ")", "]"] | ["#", "[", "test", "]"] => attributes.test = true,
            ["#", "[", "macro_export", ..] => attributes.exported = true,
            ["#", "[", "path", "=", path, "]"] => {
                attributes.path = Some(path.trim_start_matches('"').to_owned())
            }
            _ => {}
        }
    }

    /// Goes on to the next token of that text.
    fn skip_to(&mut self, text: &str) {
        while self.at < self.tokens.len() && self.text(0) != text {
            self.at += 1;
        }
    }

    /// Goes behind the item that begins here: its `;`, its closing brace, or the comma behind a field.
    fn skip_item(&mut self) {
        const BEGINNINGS: &[&str] = &[
            "pub",
            "fn",
            "struct",
            "enum",
            "impl",
            "trait",
            "mod",
            "use",
            "const",
            "static",
            "type",
            "macro_rules",
            "extern",
            "async",
            "unsafe",
            "let",
        ];
        let item = BEGINNINGS.contains(&self.text(0));
        while self.text(0) == "pub" || self.text(0) == "(" {
            if self.text(0) == "(" {
                self.skip_to(")")
            }
            self.at += 1;
        }
        let ends_with_brace =
            !matches!(self.text(0), "use" | "const" | "static" | "let" | "type") || self.text(1) == "fn";
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.text(0) {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" if depth == 0 => return,
                close @ ("}" | ")" | "]") => {
                    depth -= 1;
                    if depth == 0 && close == "}" && ends_with_brace {
                        self.at += 1;
                        return;
                    }
                }
                ";" if depth == 0 => {
                    self.at += 1;
                    return;
                }
                "," if depth == 0 && !item => return,
                _ => {}
            }
            self.at += 1;
        }
    }

    fn child(&mut self, path: Option<String>) -> Child {
        let name = self.text(1).to_owned();
        let opens = self.text(2) == "{";
        self.at += 3;
        let inline = opens.then(|| self.module());
        self.at += usize::from(opens);
        Child { name, path, inline }
    }

    /// A tree of a `use`, behind `before`, up to the mark that ends it.
    fn import(&mut self, before: &[String], found: &mut Vec<Import>) {
        let mut words = before.to_vec();
        let line = self.line();
        if self.text(0) == "::" {
            words.push(String::new());
            self.at += 1;
        }
        loop {
            match self.text(0) {
                "{" => {
                    self.at += 1;
                    while !matches!(self.text(0), "}" | "") {
                        self.import(&words, found);
                    }
                    self.at += 1;
                    break;
                }
                "*" => {
                    self.at += 1;
                    found.push(Import { path: Path { words, line }, name: None });
                    break;
                }
                word => words.push(word.to_owned()),
            }
            self.at += 1;
            if self.text(0) == "::" {
                self.at += 1;
                continue;
            }
            // `a::{self}` is `a`.
            if words.len() > 1 && words.last().is_some_and(|word| word == "self") {
                words.pop();
            }
            let mut name = words.last().cloned();
            if self.text(0) == "as" {
                name = Some(self.text(1).to_owned());
                self.at += 2;
            }
            found.push(Import { path: Path { words, line }, name });
            break;
        }
        if matches!(self.text(0), "," | ";") {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports(text: &str) -> Vec<String> {
        let shown = |import: Import| {
            format!("{} = {}", import.name.unwrap_or_else(|| "*".into()), import.path.words.join("::"))
        };
        read(text).imports.into_iter().map(shown).collect()
    }

    #[test]
    fn uses_of_every_form_are_read() {
        let text = "use crate::{a::b, c, d::{e, f::{self, g as h}, i::*}};\npub(crate) use super::super::x;\n\
            pub use self::y as z;\nuse crate::k as _;\nfn f() { use ::std::fs; }";
        let expected = [
            "b = crate::a::b",
            "c = crate::c",
            "e = crate::d::e",
            "f = crate::d::f",
            "h = crate::d::f::g",
            "* = crate::d::i",
            "x = super::super::x",
            "z = self::y",
            "_ = crate::k",
            "fs = ::std::fs",
        ];
        assert_eq!(imports(text), expected);
    }

    #[test]
    fn paths_in_code_are_read_and_visibility_is_none() {
        let text = "pub(in crate::a::b) fn f(x: crate::c::D) -> Vec<super::E> { g::<self::H>(i::j(x)); y.k() as usize }";
        let source = read(text);
        let paths: Vec<String> = source.paths.iter().map(|path| path.words.join("::")).collect();
        assert_eq!(paths, ["crate::c::D", "super::E", "self::H", "i::j"]);
        assert_eq!((source.casts.len(), source.items.len()), (1, 1));
    }

    #[test]
    fn items_and_modules_are_told_apart_from_what_is_within() {
        let text = "mod a;\n#[path = \"odd.rs\"] mod b;\nmod c { pub fn inner() {} use super::d; }\n\
            pub struct S { x: u8 }\nimpl S { const N: u8 = 1; fn method() {} }\npub(crate) const fn k() {}\n\
            static mut M: fn() = k;\n#[macro_export]\nmacro_rules! m { () => { $crate::q::r } }\ntype T = u8;";
        let source = read(text);
        assert_eq!(source.items.iter().collect::<Vec<_>>(), ["M", "S", "T", "k"]);
        assert_eq!(source.exported.iter().collect::<Vec<_>>(), ["m"]);
        assert_eq!(source.children.len(), 3);
        assert_eq!(source.children[1].path.as_deref(), Some("odd.rs"));
        let inner = source.children[2].inline.as_ref().unwrap();
        assert!(inner.items.contains("inner") && inner.imports.len() == 1);
        assert!(source.paths.iter().any(|path| path.words == ["crate", "q", "r"]));
    }

    #[test]
    fn what_is_for_tests_alone_is_left_out() {
        let text = "#[cfg(test)]\nuse crate::{a, b};\n#[cfg(test)]\nextern crate self as me;\n#[cfg(test)] mod tests;\n\
            #[cfg(test)]\npub(crate) mod more { use crate::c; }\n#[cfg(test)]\npub(super) fn f<A, B>() -> crate::d::E { x as usize }\n\
            #[cfg(test)]\nconst K: [u8; 2] = { [1, 2] };\n#[test]\nfn t() { crate::e::f() }\nuse crate::g;";
        let source = read(text);
        assert_eq!(imports(text), ["g = crate::g"]);
        assert!(
            source.paths.is_empty()
                && source.children.is_empty()
                && source.casts.is_empty()
                && source.items.is_empty()
        );
        let fields = "static A: &[B] = &[\n#[cfg(test)]\nB { c: crate::d::E },\nB { c: crate::f::G },\n];";
        let paths: Vec<String> = read(fields).paths.iter().map(|path| path.words.join("::")).collect();
        assert_eq!(paths, ["crate::f::G"]);
    }
}
