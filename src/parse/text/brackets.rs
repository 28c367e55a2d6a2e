//! Links in brackets: `[text](target)`, `[text][label]`, `[[target|alias]]`.
//!
//! Read by hand: targets in pages hold spaces and odd parentheses, which Markdown would not take for a link at
//! all, and wikilinks are not Markdown.

/// So many bytes a bracket, a template or a code span reaches at most: the bound that keeps reading linear.
pub(in crate::parse) const REACH: usize = 1_000;

/// A link as written: its text, its target, and where in the line each begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Link<'t> {
    /// Between the square brackets.
    pub(in crate::parse) text: &'t str,
    /// Between the parentheses, without angle brackets and title.
    pub(in crate::parse) target: &'t str,
    /// Byte at which the opening bracket stands.
    pub(in crate::parse) start: usize,
    /// Byte behind the closing parenthesis.
    pub(in crate::parse) end: usize,
}

/// The first `[text](target)` from byte `from` on. Linear in the length of the line.
pub(in crate::parse) fn link(line: &str, from: usize) -> Option<Link<'_>> {
    let middle = from + line.get(from..)?.find("](")?;
    let start = opening_bracket(&line[from..middle]).map(|at| from + at)?;
    let target_start = middle + 2;
    let target_end = target_start + closing_parenthesis(&line[target_start..])?;
    let text = &line[start + 1..middle];
    Some(Link { text, target: target(&line[target_start..target_end]), start, end: target_end + 1 })
}

/// The bracket that belongs to the closing one behind `text`.
fn opening_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(at),
            b'[' => depth -= 1,
            _ => {}
        }
    }
    text.find('[')
}

/// The parenthesis that closes the target, or the first one where they do not balance.
fn closing_parenthesis(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    text.find(')')
}

fn target(raw: &str) -> &str {
    let raw = raw.trim();
    if raw.starts_with(['{', '[']) {
        return raw;
    }
    let raw = raw.split_once(" \"").map_or(raw, |(target, _title)| target.trim_end());
    raw.strip_prefix('<').and_then(|raw| raw.strip_suffix('>')).unwrap_or(raw)
}

/// The brackets of a text that close: opening and closing byte of each, in the order of the opening ones. Escaped
/// brackets do not count. Linear.
pub(in crate::parse) fn closing_brackets(text: &str) -> Vec<(usize, usize)> {
    let (mut open, mut pairs, mut escaped) = (Vec::new(), Vec::new(), false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => open.push(at),
            b']' => pairs.extend(open.pop().map(|start| (start, at))),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The `[text](target)` whose brackets stand at bytes `at` and `middle`. Bounded by [`REACH`].
pub(in crate::parse) fn link_at(text: &str, at: usize, middle: usize) -> Option<Link<'_>> {
    let rest = text.get(middle + 1..)?.strip_prefix('(')?;
    let near = &rest[..rest.floor_char_boundary(REACH)];
    let end = closing_parenthesis(near)?;
    let (start, text) = (at, &text[at + 1..middle]);
    Some(Link { text, target: target(&near[..end]), start, end: middle + 2 + end + 1 })
}

/// A link through a label, `[text][label]`, `[text][]` or `[text]`, and the byte behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Reference<'t> {
    pub(in crate::parse) text: &'t str,
    /// `None` where the text stands alone.
    pub(in crate::parse) label: Option<&'t str>,
    pub(in crate::parse) end: usize,
}

/// The reference whose text stands between bytes `at` and `middle`, its label up to byte `end` where it has one;
/// whether the label is defined is not asked.
pub(in crate::parse) fn reference_at(
    text: &str,
    at: usize,
    middle: usize,
    end: Option<usize>,
) -> Option<Reference<'_>> {
    let inner = &text[at + 1..middle];
    if inner.trim().is_empty() {
        return None;
    }
    let label = end.map(|end| &text[middle + 2..end]).filter(|label| !label.contains('['));
    let end = label.map_or(middle, |label| middle + 2 + label.len()) + 1;
    Some(Reference {
        text: inner,
        label: label.map(|label| if label.is_empty() { inner } else { label }),
        end,
    })
}

/// `[[target#heading|alias]]`, as Obsidian, Logseq and Quartz write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct WikiLink<'t> {
    /// Up to the alias, heading included.
    pub(in crate::parse) target: &'t str,
    pub(in crate::parse) alias: Option<&'t str>,
    /// Byte behind the closing brackets.
    pub(in crate::parse) end: usize,
}

impl<'t> WikiLink<'t> {
    /// The page that is meant, without heading and block; empty for a place on the same page.
    pub(in crate::parse) fn page(&self) -> &'t str {
        self.target.split(['#', '^']).next().unwrap_or(self.target).trim()
    }

    /// What a reader sees: the alias, the last part of the page, or the heading of the same page.
    pub(in crate::parse) fn shown(&self) -> &'t str {
        if let Some(alias) = self.alias {
            return alias;
        }
        let page = self.page();
        if page.is_empty() {
            return self.target.trim_start_matches(['#', '^']);
        }
        let last = page.rsplit('/').find(|part| !part.is_empty()).unwrap_or(page);
        last.strip_suffix(".md").unwrap_or(last)
    }
}

/// The wikilink whose first bracket stands at byte `at`. `[[1]](target)` is a link of Markdown. Bounded by [`REACH`].
pub(in crate::parse) fn wikilink_at(text: &str, at: usize) -> Option<WikiLink<'_>> {
    let rest = text.get(at..)?.strip_prefix("[[")?;
    let near = &rest.as_bytes()[..rest.len().min(REACH)];
    let end = near.iter().position(|byte| matches!(byte, b'[' | b']' | b'\n'))?;
    let after = rest[end..].strip_prefix("]]")?;
    if after.starts_with('(') {
        return None;
    }
    // `[[ -f a ]]`, `[[ $a == b ]]` are tests of a shell.
    if rest.starts_with([' ', '\t']) && rest[..end].trim_start().starts_with(['-', '$', '!', '"'])
        || rest[..end].contains(" == ")
    {
        return None;
    }
    let (target, alias) = match rest[..end].split_once('|') {
        Some((target, alias)) => (target.trim_end_matches('\\'), Some(alias.trim())),
        None => (&rest[..end], None),
    };
    let (target, alias) = (target.trim(), alias.filter(|alias| !alias.is_empty()));
    (!target.is_empty()).then_some(WikiLink { target, alias, end: at + 2 + end + 2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_by_their_brackets() {
        let found = link("(from [2024](https://a.b/c_(d)).)", 0).expect("a link");
        assert_eq!((found.text, found.target, found.start), ("2024", "https://a.b/c_(d)", 6));
        assert_eq!(link("[a [b] c](x y)", 0).map(|l| (l.text, l.target)), Some(("a [b] c", "x y")));
        assert_eq!(link(r#"[a](<u> "t")"#, 0).map(|l| l.target), Some("u"));
        assert_eq!(link("[a](b(c)", 0).map(|l| l.target), Some("b(c"));
        assert_eq!(link("no ](link", 0), None);
        assert_eq!(link("[a] (b)", 0), None);
    }

    #[test]
    fn a_wikilink_shows_its_alias_or_the_last_part_of_its_page() {
        let shown = |text| wikilink_at(text, 0).map(|link| (link.page(), link.shown()));
        assert_eq!(shown("[[Dune grass]]"), Some(("Dune grass", "Dune grass")));
        assert_eq!(shown("[[a/Dune grass.md#Roots|roots]] x"), Some(("a/Dune grass.md", "roots")));
        assert_eq!(shown("[[a/Dune grass.md#Roots]]"), Some(("a/Dune grass.md", "Dune grass")));
        assert_eq!(shown(r"[[a/b\|c]]"), Some(("a/b", "c")), "as in a table");
        assert_eq!(shown("[[#Roots]]"), Some(("", "Roots")));
        for none in ["[[]]", "[[1]](x)", "[[a", "[[a]", "[[a[b]]", "[ [a]]", "[[ -f a ]]", "[[ A == A ]]"] {
            assert_eq!(shown(none), None, "{none}");
        }
    }

    #[test]
    fn references_have_a_text_and_perhaps_a_label() {
        let read = |text| {
            let pairs = closing_brackets(text);
            let label = pairs.get(1).map(|pair| pair.1).filter(|_| text.contains("]["));
            reference_at(text, 0, pairs[0].1, label).map(|found| (found.text, found.label, found.end))
        };
        assert_eq!(read("[a b][c d] x"), Some(("a b", Some("c d"), 10)));
        assert_eq!(read("[a][]"), Some(("a", Some("a"), 5)));
        assert_eq!(read("[a] [b]"), Some(("a", None, 3)));
        assert_eq!(read("[]"), None);
    }

    #[test]
    fn brackets_close_in_pairs() {
        assert_eq!(closing_brackets("[[a] [b]"), [(1, 3), (5, 7)]);
        assert_eq!(closing_brackets("[a [b] \\] c]"), [(0, 11), (3, 5)]);
    }
}
