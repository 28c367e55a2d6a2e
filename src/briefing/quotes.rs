//! What a row says of a name: whole sentences where they fit, cut so that the words of the name are seen.

use std::collections::BTreeSet;
use std::ops::Range;

use super::sentences::sentences;
use super::texts::Texts;
use crate::picture::canvas::shorten;
use crate::resolve::language::sought::SoughtId;

/// The most characters of what a row says.
const SAID: usize = 150;

/// Where a name stands far into a sentence, so many bytes before it are shown.
const BEFORE: usize = 70;

/// A text says something of a name with so many words beyond those of the name.
const TELLING: usize = 2;

/// A word of more than one in so many texts tells little, unless it is of few.
const RARE: usize = 200;
const FEW: usize = 5;

/// What stands at a cut.
const CUT: &str = "… ";

/// A word and where it stands.
type Place = (Range<usize>, SoughtId);

/// What rows are quoted for.
pub(super) struct About<'a> {
    /// As the page calls it.
    pub(super) name: &'a str,
    /// Its words; a heading of two parts has a list for each.
    pub(super) words: Vec<Vec<SoughtId>>,
}

impl<'a> About<'a> {
    /// A name, whose words stand together.
    pub(super) fn name(name: &'a str, texts: &Texts<'_>) -> Self {
        Self { name, words: vec![texts.words(name)] }
    }

    /// Where a sentence of a text first has the words of it one after the other; otherwise where one has all of them.
    fn place(&self, text: &str, texts: &Texts<'_>) -> Option<Range<usize>> {
        let places = texts.places(text);
        let sentences = sentences(text);
        let within = |sentence: &Range<usize>| {
            let from = places.partition_point(|(place, _)| place.start < sentence.start);
            let to = places.partition_point(|(place, _)| place.start < sentence.end);
            &places[from..to]
        };
        let first = |find: fn(&[Place], &[SoughtId]) -> Option<Range<usize>>| {
            sentences.iter().find_map(|sentence| {
                let found = self.words.iter().filter_map(|words| find(within(sentence), words));
                found.min_by_key(|place| place.start)
            })
        };
        first(together).or_else(|| first(scattered))
    }
}

/// The first run of such words.
fn together(places: &[Place], words: &[SoughtId]) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let mut runs = places.windows(words.len());
    let run = runs.find(|run| run.iter().map(|(_, word)| word).eq(words))?;
    Some(run.first()?.0.start..run.last()?.0.end)
}

/// From the first of such words to the last, where all are there.
fn scattered(places: &[Place], words: &[SoughtId]) -> Option<Range<usize>> {
    let first = |word: &SoughtId| places.iter().find(|(_, other)| other == word).map(|(place, _)| place);
    let found: Vec<&Range<usize>> = words.iter().map(first).collect::<Option<_>>()?;
    Some(found.iter().map(|place| place.start).min()?..found.iter().map(|place| place.end).max()?)
}

/// A quotation, and whether it needs the name of its row in front.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    pub(super) text: String,
    /// Whether it never says the name, or goes on where the name of its row ends.
    pub(super) needs_name: bool,
    pub(super) goes_on: bool,
}

/// What a description says, from the sentence on that has the words of what it is quoted for. O(length).
pub(super) fn quoted(description: &str, about: &About<'_>, texts: &Texts<'_>) -> Quoted {
    let text = plain(description);
    let place = about.place(&text, texts);
    let start = place.as_ref().map_or(0, |place| start(&text, place));
    let from = &text[start..];
    let limit = SAID - if start > 0 { CUT.chars().count() } else { 0 };
    let end = place.as_ref().map_or(0, |place| place.end - start);
    let shown = ended(from, end, limit);
    let text = if start > 0 { format!("{CUT}{shown}") } else { shown };
    let goes_on = start == 0 && !text.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase());
    Quoted { needs_name: place.is_none() || goes_on, goes_on, text }
}

/// How much a text says of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tells {
    /// The name again.
    Nothing,
    /// What any text says: at least two words beyond those of the name.
    Something,
    /// Two of these words are of few texts.
    Much,
}

/// How much the words of a text say beyond those of some names. O(words).
pub(super) fn tells(said: &[SoughtId], known: &BTreeSet<SoughtId>, texts: &Texts<'_>) -> Tells {
    let new: BTreeSet<SoughtId> = said.iter().copied().filter(|word| !known.contains(word)).collect();
    let is_rare = |&&word: &&SoughtId| {
        let (count, all) = texts.share(word);
        count <= (all / RARE).max(FEW)
    };
    match (new.len() >= TELLING, new.iter().filter(is_rare).count() >= TELLING) {
        (false, _) => Tells::Nothing,
        (true, false) => Tells::Something,
        (true, true) => Tells::Much,
    }
}

/// Where to begin: at the sentence of the place, or within it where the place would be cut off.
fn start(text: &str, place: &Range<usize>) -> usize {
    let all = sentences(text);
    let sentence =
        all.iter().map(|sentence| sentence.start).rfind(|&start| start <= place.start).unwrap_or(0);
    if text[sentence..place.end].chars().count() < SAID - CUT.chars().count() {
        // What fits from the start of the text needs no cut at all.
        return if text[..place.end].chars().count() < SAID { 0 } else { sentence };
    }
    let near = text.ceil_char_boundary(place.start.saturating_sub(BEFORE)).max(sentence);
    let behind = |mark: &[char]| {
        let marks = text[near..place.start].match_indices(mark).map(|(at, mark)| near + at + mark.len());
        let mut starts = marks.map(|at| at + (text[at..].len() - text[at..].trim_start().len()));
        starts.find(|&at| text[at..].starts_with(char::is_alphabetic))
    };
    behind(&[',', ';', ':']).or_else(|| behind(&[' '])).unwrap_or(place.start)
}

/// A text that ends behind `end`: with a sentence where one ends in the second half of the room, otherwise with a word.
fn ended(text: &str, end: usize, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let room = text.char_indices().nth(limit).map_or(text.len(), |(at, _)| at);
    let mut ends = sentences(text).into_iter().map(|sentence| text[..sentence.end].trim_end().len());
    let last = ends.rfind(|&at| at <= room && at >= end.max(room / 2));
    last.map_or_else(|| closed(shorten(text, limit), end), |at| text[..at].to_owned())
}

/// Without the beginning of what stands in brackets, where it was cut.
fn closed(cut: String, end: usize) -> String {
    match cut.rfind('(').filter(|&at| at >= end.max(cut.len() / 2) && !cut[at..].contains(')')) {
        Some(at) => format!("{}…", cut[..at].trim_end()),
        None => cut,
    }
}

/// A description on one line, without the tags of HTML and the quotation marks around it.
fn plain(said: &str) -> String {
    let mut plain = String::with_capacity(said.len());
    let mut rest = said;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let opens = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let Some(end) = rest.find('>').filter(|_| opens) else {
            plain.push('<');
            rest = &rest[1..];
            if !opens { continue } else { break }
        };
        rest = &rest[end + 1..];
    }
    plain.push_str(rest);
    let bare = plain.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”'));
    let bare: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::index::Index;
    use crate::query::sample;

    /// What is shown of a text for the name `grid strain`, whose words are those of the archive.
    fn shown(text: &str) -> (String, bool) {
        let mut graph = sample::graph();
        graph.mentions[0].description = Some(text.into());
        let index = Index::new(&graph);
        let texts = Texts::new(&index);
        let Quoted { text, needs_name, .. } = quoted(text, &About::name("Grid Strain", &texts), &texts);
        (text, needs_name)
    }

    #[test]
    fn quotations_have_no_tags() {
        let said = "\" <a href=\"x\">Agent Scan</a> is new, 3 < 4 and <b";
        assert_eq!(plain(said), "Agent Scan is new, 3 < 4 and <b");
    }

    #[test]
    fn a_quotation_begins_with_the_sentence_that_has_the_name() {
        let filler =
            "A long sentence on other matters goes on and on, so that what follows it would not fit. "
                .repeat(2);
        let (text, needs_name) = shown(&format!("{filler}Then grid strain set in. More."));
        assert_eq!((text.as_str(), needs_name), ("… Then grid strain set in. More.", false));
        let said = "Grids are new. Here, grid strain is seen.";
        assert_eq!(shown(said), (said.to_owned(), false), "all of it fits");
    }

    #[test]
    fn a_name_far_into_a_sentence_is_seen() {
        let filler =
            "what nobody had thought of in the long years before it came to pass in so many towns at once "
                .repeat(2);
        let (text, needs_name) = shown(&format!("We saw {filler}, when the grid strain set in"));
        assert_eq!((text.as_str(), needs_name), ("… when the grid strain set in", false));
        let (text, _) = shown(&format!("We saw {filler}when the strain of the grid set in"));
        assert!(text.starts_with("… ") && text.ends_with("when the strain of the grid set in"), "{text}");
        assert!(text.chars().count() <= SAID, "{text}");
    }

    #[test]
    fn what_cannot_stand_alone_needs_the_name_of_its_row() {
        assert!(shown("and #4751 fix grid strain.").1, "it goes on");
        assert!(shown("Wires are hot.").1, "it never says the name");
        assert!(!shown("Strain on any grid is seen.").1);
    }

    #[test]
    fn long_texts_end_with_a_sentence() {
        let text = format!("Grid strain {}. It {}", "grew ".repeat(20).trim(), "fell ".repeat(20));
        assert!(shown(&text).0.ends_with("grew."), "{}", shown(&text).0);
        let text = format!("Grid strain {} (see {})", "grew ".repeat(25).trim(), "there ".repeat(20).trim());
        assert!(shown(&text).0.ends_with("grew…"), "{}", shown(&text).0);
    }
}
