//! The lines of a page as its reader sees them: comments, code and definitions are gone, and links through labels
//! hold their targets.
//!
//! What is gone leaves a blank line, so that every other line keeps its number. Code is not read: its `# comment` is
//! no heading, its `</body>` no theme. One kind of fence is no code: the one around the usual page, or around a part
//! of it, which people copy together with the answer of a program (```` ```markdown ````, often never closed).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::Code;
use crate::parse::page::fence::{Fence, Fences, holds_part, is_typed_heading, opens_list_or_table};
use crate::parse::report::Report;
use crate::parse::text::brackets::closing_brackets;
use crate::parse::text::inline;
use crate::parse::text::line::{Line, offset};
use crate::parse::text::notation::{Labels, Notation, code_end, label_form, pieces};
use crate::parse::vocabulary::section::Schema;

/// What a page shows in place of some of its lines.
#[derive(Debug, Default)]
pub(in crate::parse) struct Body {
    /// By index of the line.
    changed: BTreeMap<usize, String>,
}

impl Body {
    /// Looks `lines` over. O(n).
    pub(in crate::parse) fn of(lines: &[Line<'_>], schema: &Schema, report: &mut Report) -> Self {
        let mut reading = Reading::new(lines, schema, report);
        let mut at = 0;
        while at < lines.len() {
            at = if may_matter(lines[at].text) { reading.line(at) } else { at + 1 };
        }
        let Reading { changed, labels, .. } = reading;
        let mut body = Self { changed };
        if !labels.is_empty() {
            body.join(lines, &labels);
            body.resolve(lines, &labels);
        }
        body
    }

    /// The lines with what stands in their place.
    pub(in crate::parse) fn lines<'b>(&'b self, lines: &[Line<'b>]) -> Vec<Line<'b>> {
        let shown = |(at, line): (usize, &Line<'b>)| Line {
            number: line.number,
            text: self.changed.get(&at).map_or(line.text, String::as_str),
        };
        if self.changed.is_empty() { lines.to_vec() } else { lines.iter().enumerate().map(shown).collect() }
    }

    /// What stands in the place of a line.
    fn shown<'b>(&'b self, lines: &[Line<'b>], at: usize) -> &'b str {
        self.changed.get(&at).map_or(lines[at].text, String::as_str)
    }

    /// Puts links through labels that run over the end of a line on the line where they begin, or on the next one where
    /// nothing would be left of that.
    fn join(&mut self, lines: &[Line<'_>], labels: &Labels) {
        for at in 1..lines.len() {
            let [line, next] = [at - 1, at].map(|at| self.shown(lines, at));
            if let Some([line, next]) = joined(line, next, labels) {
                self.changed.insert(at - 1, line);
                self.changed.insert(at, next);
            }
        }
    }

    /// Writes `[text][label]` as `[text](target)`, so that all that reads lines knows one form of link.
    fn resolve(&mut self, lines: &[Line<'_>], labels: &Labels) {
        for (at, line) in lines.iter().enumerate() {
            let text = self.changed.get(&at).map_or(line.text, String::as_str);
            if text.contains('[')
                && let Some(resolved) = resolved(text, labels)
            {
                self.changed.insert(at, resolved);
            }
        }
    }
}

/// Two lines of a paragraph without a line end in the link that runs over it.
fn joined(line: &str, next: &str, labels: &Labels) -> Option<[String; 2]> {
    let tail = next.trim_start();
    let begins = tail.starts_with(['-', '*', '+', '#', '|', '>', ':', '<']) || tail.is_empty();
    if begins || !line.contains('[') || !tail.contains(']') {
        return None;
    }
    let pairs = closing_brackets(line);
    let closes = |at: usize| pairs.binary_search_by_key(&at, |&(open, _)| open).is_ok();
    let is_open = |&at: &usize| !closes(at) && !line[..at].ends_with('\\');
    let open = line.match_indices('[').map(|(at, _)| at).rfind(is_open)?;
    // The label alone may run over the end: `[text][the`.
    let text = pairs.iter().find(|&&(_, close)| close + 1 == open);
    let start = text.map_or(open, |&(start, _)| start);
    let link = format!("{} {tail}", line[start..].trim_end());
    let end =
        pieces(&link).with_labels(labels).next().filter(|piece| matches!(piece.what, Notation::Reference(_)));
    let end = end?.raw.len();
    let (link, rest) = (&link[..end], &link[end..]);
    let crosses = end > line[start..].trim_end().len();
    let alone = line[..start].trim().chars().all(|c| !c.is_alphanumeric());
    match (crosses, rest.trim().is_empty(), alone) {
        (true, false, _) => Some([format!("{}{link}", &line[..start]), rest.trim_start().to_owned()]),
        (true, true, false) => Some([line[..start].trim_end().to_owned(), link.to_owned()]),
        _ => None,
    }
}

fn resolved(text: &str, labels: &Labels) -> Option<String> {
    let (mut shown, mut any) = (String::with_capacity(text.len()), false);
    for piece in pieces(text).with_labels(labels) {
        let Notation::Reference(reference) = piece.what else {
            shown.push_str(piece.raw);
            continue;
        };
        let target = labels.get(&label_form(reference.label.unwrap_or(reference.text)))?;
        let open = target.contains(['(', ')', ' ']);
        let (left, right) = if open { ("<", ">") } else { ("", "") };
        shown.extend(["[", reference.text, "](", left, target, right, ")"]);
        any = true;
    }
    any.then_some(shown)
}

/// A look at the bytes: most lines hold nothing of all this.
fn may_matter(text: &str) -> bool {
    let marked = |byte: u8| matches!(byte, b'`' | b'~' | b'<' | b'%' | b']' | b'{');
    text.bytes().fold(false, |seen, byte| seen | marked(byte))
        || text.starts_with("#+")
        || text.trim_start().starts_with(":LOGBOOK:")
}

/// Blocks that are no text, by how they begin and end a line.
static HIDDEN: &[(&str, &str)] = &[
    ("{% highlight", "{% endhighlight"),
    ("{% comment", "{% endcomment"),
    ("{{< highlight", "{{< /highlight"),
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("#+begin_src", "#+end_src"),
    ("#+begin_example", "#+end_example"),
    (":LOGBOOK:", ":END:"),
    ("%%", "%%"),
];

/// A page while it is looked over.
struct Reading<'a, 't> {
    lines: &'a [Line<'t>],
    schema: &'a Schema,
    report: &'a mut Report,
    fences: Fences,
    changed: BTreeMap<usize, String>,
    labels: Labels,
    /// Lines that close a fence whose content is read.
    closing: BTreeSet<usize>,
    /// Ends of comments and blocks that no line below holds: looked for only once.
    missing: Vec<&'static str>,
}

impl<'a, 't> Reading<'a, 't> {
    fn new(lines: &'a [Line<'t>], schema: &'a Schema, report: &'a mut Report) -> Self {
        Self {
            lines,
            schema,
            report,
            fences: Fences::default(),
            changed: BTreeMap::new(),
            labels: Labels::new(),
            closing: BTreeSet::new(),
            missing: Vec::new(),
        }
    }

    /// Looks at line `at` and gives the next one to look at.
    fn line(&mut self, at: usize) -> usize {
        let text = self.lines[at].text;
        if self.closing.remove(&at) {
            return self.leave_out_fence(at);
        }
        if let Some(fence) = Fence::opened_by(text) {
            return self.fence(at, fence);
        }
        if let Some(end) = self.hidden(at) {
            return self.blank(at..end + 1);
        }
        if let Some(end) = self.definition(at) {
            return self.blank(at..end);
        }
        if text.contains("<!--") || text.contains("%%") { self.comments(at) } else { at + 1 }
    }

    fn blank(&mut self, lines: Range<usize>) -> usize {
        let end = lines.end;
        self.changed.extend(lines.map(|at| (at, String::new())));
        end
    }

    fn leave_out_fence(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        self.report.add(
            Code::CodeFence,
            line,
            offset(line.text, line.text.trim()),
            "a code fence is left out",
        );
        self.blank(at..at + 1)
    }

    /// A fence around sections of the usual page, or around the table of one, is left out alone; any other one goes
    /// with its content.
    fn fence(&mut self, at: usize, fence: Fence<'_>) -> usize {
        let lines = self.lines;
        let close = self.fences.close(lines, at, &fence);
        let end = close.map_or(lines.len(), |close| close + 1);
        let section = |at: usize| {
            is_typed_heading(lines[at].text, self.schema) && opens_list_or_table(&lines[at + 1..])
        };
        let around = fence.may_hold_page() && self.fences.next_section(at + 1, lines.len(), section) < end;
        let under = self.fences.under_section(lines, at, self.schema);
        if around || (under && holds_part(&fence, &lines[at + 1..close.unwrap_or(end)])) {
            self.closing.extend(close);
            return self.leave_out_fence(at);
        }
        if under {
            let message = format!("{} lines of code are not read", end - at);
            self.report.add(Code::CodeFence, lines[at], 0, message);
        } else if close.is_none() {
            self.report.add(
                Code::CodeFence,
                lines[at],
                0,
                "code to the end of the page, as the fence never closes",
            );
        }
        self.blank(at..end)
    }

    /// The last line of a block of [`HIDDEN`] that line `at` begins.
    fn hidden(&mut self, at: usize) -> Option<usize> {
        let text = self.lines[at].text.trim();
        let begins = |start: &str| {
            let rest = text.get(start.len()..)?;
            text[..start.len()].eq_ignore_ascii_case(start).then_some(rest)
        };
        let (&(start, end), rest) = HIDDEN.iter().find_map(|block| Some((block, begins(block.0)?)))?;
        if start.starts_with('<') && !rest.starts_with([' ', '>']) {
            return None;
        }
        if start == end && rest.contains(end) {
            return None;
        }
        let closes = |line: &Line<'_>| {
            let text = line.text.trim();
            if start == end { text.starts_with(end) || text.ends_with(end) } else { contains_word(text, end) }
        };
        let first = at + usize::from(start == end);
        self.first(first, end, closes)
    }

    /// The first line from `from` on that holds `end`, as `closes` says.
    fn first(&mut self, from: usize, end: &'static str, closes: impl Fn(&Line<'_>) -> bool) -> Option<usize> {
        if self.missing.contains(&end) {
            return None;
        }
        let found = self.lines[from.min(self.lines.len())..].iter().position(closes);
        if found.is_none() {
            self.missing.push(end);
        }
        found.map(|after| from + after)
    }

    /// The line behind a definition `[label]: target` or `[^1]: footnote` that begins at line `at`.
    fn definition(&mut self, at: usize) -> Option<usize> {
        let text = self.lines[at].text;
        let inner = text.trim_start().strip_prefix('[')?;
        let (label, rest) = inner.split_once("]:")?;
        if text.len() - inner.len() > 4 || label.trim().is_empty() || label.contains(['[', ']']) {
            return None;
        }
        if label.starts_with('^') {
            return Some(self.footnote_end(at + 1));
        }
        let target = target_of(rest.trim())?;
        self.labels.entry(label_form(label)).or_insert_with(|| target.to_owned());
        Some(at + 1)
    }

    /// Indented lines, and blank ones before them, belong to the footnote above.
    fn footnote_end(&self, from: usize) -> usize {
        let mut end = from;
        for (at, line) in self.lines.iter().enumerate().skip(from) {
            match line.text.trim().is_empty() {
                true => {}
                false if line.text.starts_with("  ") || line.text.starts_with('\t') => end = at + 1,
                false => break,
            }
        }
        end
    }

    /// Takes the comments out of line `at`, and out of the lines that they go on to.
    fn comments(&mut self, mut at: usize) -> usize {
        let (mut text, mut shown, mut place, mut any) = (self.lines[at].text, String::new(), 0, false);
        // Ends that the rest of the line does not hold.
        let mut absent: Vec<&str> = Vec::new();
        while let Some((start, end)) = comment_mark(text, place) {
            let behind = start + if end == "-->" { 4 } else { 2 };
            let here = if absent.contains(&end) { None } else { text[behind..].find(end) };
            if let Some(length) = here {
                shown.push_str(&text[place..start]);
                (place, any) = (behind + length + end.len(), true);
                continue;
            }
            let last =
                (end == "-->").then(|| self.first(at + 1, end, |line| line.text.contains(end))).flatten();
            let Some(last) = last else {
                absent.push(end);
                shown.push_str(&text[place..behind]);
                place = behind;
                continue;
            };
            shown.push_str(&text[place..start]);
            self.changed.insert(at, without_empty_tags(std::mem::take(&mut shown)));
            self.blank(at + 1..last);
            absent.clear();
            (at, text, any) = (last, self.lines[last].text, true);
            place = text.find(end).map_or(0, |found| found + end.len());
        }
        if any {
            shown.push_str(&text[place..]);
            self.changed.insert(at, without_empty_tags(shown));
        }
        at + 1
    }
}

/// Where the next comment begins outside of code spans, and what ends it.
fn comment_mark(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let alone = at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_alphanumeric());
        match bytes[at] {
            b'`' => match code_end(text, at) {
                Some(end) => at = end,
                None => at += bytes[at..].iter().take_while(|&&byte| byte == b'`').count(),
            },
            b'<' if bytes[at..].starts_with(b"<!--") => return Some((at, "-->")),
            b'%' if alone && bytes[at..].starts_with(b"%%") => return Some((at, "%%")),
            _ => at += 1,
        }
    }
    None
}

/// A line whose comment stood between tags alone holds nothing.
fn without_empty_tags(text: String) -> String {
    if inline::plain(&text).is_empty() { String::new() } else { text }
}

/// The target of a definition: one word, perhaps with a title behind it.
fn target_of(rest: &str) -> Option<&str> {
    let (target, title) = match rest.strip_prefix('<') {
        Some(inner) => inner.split_once('>')?,
        None => rest.split_once([' ', '\t']).unwrap_or((rest, "")),
    };
    let title = title.trim();
    (!target.is_empty() && (title.is_empty() || title.starts_with(['"', '\'', '(']))).then_some(target)
}

fn contains_word(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::line::lines;

    fn shown(text: &str) -> (String, Vec<(u32, String)>) {
        let (all, mut report) = (lines(text), Report::new("a.md"));
        let body = Body::of(&all, &Schema::default(), &mut report);
        let text: Vec<&str> = body.lines(&all).iter().map(|line| line.text).collect();
        (text.join("\n"), report.finish().into_iter().map(|d| (d.line, d.message)).collect())
    }

    fn text(page: &str) -> String {
        shown(page).0
    }

    #[test]
    fn code_is_gone_and_keeps_its_lines() {
        assert_eq!(text("a\n```sh\n# b\n```\nc"), "a\n\n\n\nc");
        assert_eq!(text("~~~~\n~~~\nx\n~~~~\nc"), "\n\n\n\nc");
        assert_eq!(text("- ```js\n  x\n  ```\nc"), "\n\n\nc");
        assert_eq!(text("> ```\n> x\n> ```\nc"), "\n\n\nc");
        assert_eq!(text("`a` ```b``` c"), "`a` ```b``` c");
        assert_eq!(text("{% highlight py %}\nx\n{% endhighlight %}\nc"), "\n\n\nc");
        assert_eq!(text("<pre><code>\nx\n</code></pre>\n<preface>"), "\n\n\n<preface>");
        assert_eq!(text("#+BEGIN_SRC c\nx\n#+END_SRC\n<pre>\nc"), "\n\n\n<pre>\nc");
        assert_eq!(
            shown("a\n```\nx").1,
            [(2, "code to the end of the page, as the fence never closes".to_owned())]
        );
    }

    #[test]
    fn a_fence_around_sections_is_left_out_alone() {
        let note = |line| (line, "a code fence is left out".to_owned());
        let (page, notes) = shown("```markdown\n# T\n## Signals\n\n| name |\n|--|\n| a |\n```\nz");
        assert_eq!(page, "\n# T\n## Signals\n\n| name |\n|--|\n| a |\n\nz");
        assert_eq!(notes, [note(1), note(8)]);
        let (page, notes) = shown("# T\n```\n## Keywords\n* a\n```py\nx = 1\n");
        assert_eq!((page.as_str(), notes[0].clone()), ("# T\n\n## Keywords\n* a\n\n", note(2)));
        assert_eq!(text("```yaml\n## Tags\n- a\n```"), "\n\n\n", "another language");
        assert_eq!(text("```\n## Tags\nare words\n```"), "\n\n\n", "neither list nor table");
        assert_eq!(shown("## Signals\n```\n| a |\n```").1, [note(2), note(4)]);
        assert_eq!(text("## Themes\n```markdown\n- a\n```"), "## Themes\n\n- a\n");
        let code = (2, "3 lines of code are not read".to_owned());
        assert_eq!(shown("## Themes\n```\n</body>\n```"), ("## Themes\n\n\n".to_owned(), vec![code]));
    }

    #[test]
    fn comments_are_gone_wherever_they_begin() {
        assert_eq!(text("a <!-- b --> c <!-- d -->e"), "a  c e");
        assert_eq!(text("* a\n    <p><!-- b\n  - c\n  --></p>\nd"), "* a\n\n\n\nd");
        assert_eq!(text("| a <!-- b --> | c |"), "| a  | c |");
        assert_eq!(text("x <!-- a\nb --> y <!-- c\nd --> z"), "x \n y \n z");
        assert_eq!(text("`<!-- a` b -->"), "`<!-- a` b -->");
        assert_eq!(text("<!-- a\nb"), "<!-- a\nb");
        assert_eq!(text("a %%b%% c 5%% d%%"), "a  c 5%% d%%");
        assert_eq!(text("%%\nb\n%%\nc\n%%\nd"), "\n\n\nc\n%%\nd");
        assert_eq!(text("<!-- ```\n--> a\n```\nb <!--\n```\nc -->"), "\n a\n\n\n\nc -->");
    }

    #[test]
    fn definitions_give_references_their_targets() {
        let page = "[Reeds][r 1], [sand] and [mud][]\n`[sand]` [x]\n\n[R 1]: reeds.md \"Reeds\"\n[sand]: <a (b).md>\n[mud]: #m";
        assert_eq!(text(page), "[Reeds](reeds.md), [sand](<a (b).md>) and [mud](#m)\n`[sand]` [x]\n\n\n\n");
        assert_eq!(text("a[^1]\n\n[^1]: note\n\n    more\n\nb"), "a[^1]\n\n\n\n\n\nb");
        assert_eq!(text("[Ann]: so it is\n[ ]: x\n- [a]: b"), "[Ann]: so it is\n[ ]: x\n- [a]: b");
    }

    #[test]
    fn a_link_over_a_line_end_stands_on_one_line() {
        let labels = "\n\n[sand bars]: bars.md\n[mud]: mud.md\n";
        for (page, shown) in [
            ("- the [sand\n  bars][] are wet", "- the [sand bars](bars.md)\nare wet"),
            ("- the [long\n  bars][sand bars], wet", "- the [long bars](bars.md)\n, wet"),
            ("see [bars][sand\nbars] and [mud]", "see [bars](bars.md)\nand [mud](mud.md)"),
            ("so wet are [sand\nbars]\n\nx", "so wet are\n[sand bars](bars.md)\n\nx"),
            ("a [sand\n- bars] b", "a [sand\n- bars] b"),
            ("a [sand\nreeds] b", "a [sand\nreeds] b"),
            ("a \\[sand\nbars] b", "a \\[sand\nbars] b"),
        ] {
            assert_eq!(text(&format!("{page}{labels}")), format!("{shown}\n\n\n"), "{page}");
        }
    }

    #[test]
    fn work_is_linear_on_what_never_closes() {
        for line in
            ["<!-- a", "```md", "%%", "<pre>", "~~~~ x", "- ```", "[a]: b", "[^a]: b", "`` <!--", "> %%"]
        {
            let page = format!("{line}\n").repeat(50_000);
            assert!(text(&page).len() <= page.len(), "{line}");
            assert!(text(&line.repeat(50_000)).len() <= line.len() * 50_000, "{line}");
        }
        let page = format!("{}## Signals\n| a |", "```md\n".repeat(50_000));
        assert!(text(&page).ends_with("## Signals\n| a |"));
    }
}
