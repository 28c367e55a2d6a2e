//! A question as a screen shows it: two names, what is said of them, why they may be one thing.

use std::fmt::Write as _;

use portent::query::{Evidence, Question, Side};
use portent::report::{cut, harmless, wrap};

use crate::plural::counted_of;

/// Mentions of either side that are shown, and lines of each.
const MENTIONS: usize = 2;
const LINES: usize = 3;
/// Where texts begin.
const INDENT: usize = 3;

/// The lines of a question, `[number, of]`; no line is wider than `width` columns.
pub(super) fn card(question: &Question, [number, of]: [usize; 2], width: usize, color: bool) -> String {
    let so_far = if question.together { "joined so far" } else { "apart so far" };
    let (kind, percent) = (&question.kind, 100.0 * question.probability);
    let head =
        format!("{number} of {of}   {kind}, {so_far}; match probability of these names: {percent:.0} %");
    let mut card = Card { text: String::new(), width, color };
    card.lines("", &head, LINES);
    for (at, side) in (1..).zip(&question.sides) {
        card.side(at, side);
        card.text.push('\n');
    }
    card.lines("", &capital(&question.why), LINES);
    card.text
}

struct Card {
    text: String,
    width: usize,
    color: bool,
}

impl Card {
    fn side(&mut self, number: usize, side: &Side) {
        let start = format!("{number}  ");
        let from = self.text.len();
        self.lines(&start, &side.label, LINES);
        if self.color {
            let bold = anstyle::Style::new().bold();
            let label = self.text.split_off(from);
            let _ = writeln!(self.text, "{bold}{}{bold:#}", label.trim_end());
        }
        self.lines("   ", &group(side), 2);
        side.evidence.iter().take(MENTIONS).for_each(|mention| self.mention(side, mention));
    }

    fn mention(&mut self, side: &Side, mention: &Evidence) {
        let name = if mention.name == side.label { String::new() } else { format!("{}: ", mention.name) };
        let said = mention.description.as_deref().unwrap_or("(no description)");
        let room = self.width.saturating_sub(INDENT + 2);
        let place = wrap(&harmless(&mention.place), room);
        // The place comes last, and whole.
        let mut lines = wrap(&harmless(&format!("{name}{said}")), room);
        cut_to(&mut lines, LINES - 1, room);
        lines.extend(place);
        for (at, line) in lines.iter().enumerate() {
            let start = if at == 0 { "- " } else { "  " };
            let _ = writeln!(self.text, "   {start}{line}");
        }
    }

    /// A text behind its start, broken over so many lines at most.
    fn lines(&mut self, start: &str, text: &str, most: usize) {
        let room = self.width.saturating_sub(start.len());
        let mut lines = wrap(&harmless(text), room);
        cut_to(&mut lines, most, room);
        for (at, line) in lines.iter().enumerate() {
            let start = if at == 0 { start.to_owned() } else { " ".repeat(start.len()) };
            let _ = writeln!(self.text, "{start}{line}");
        }
    }
}

/// Leaves out what is beyond so many lines, and says so.
fn cut_to(lines: &mut Vec<String>, most: usize, room: usize) {
    if let Some(next) = lines.get(most).cloned() {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = cut(&format!("{last} {next}"), room);
        }
    }
}

/// `12 mentions, also as Job Loss, Lost Jobs and 3 more names`
fn group(side: &Side) -> String {
    let mentions = counted_of(side.mentions, "mention", "mentions");
    let more = side.names.saturating_sub(side.others.len() + 1);
    let mut names: Vec<String> = side.others.iter().map(|name| format!("{name:?}")).collect();
    names.extend((more > 0).then(|| counted_of(more, "more name", "more names")));
    match names.as_slice() {
        [] => mentions,
        names => format!("{mentions}, also as {}", names.join(", ")),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
