//! The vectors file: vectors and landmarks with all statistics of an archive, its groups, and a checksum.
//!
//! Text, then little-endian numbers; whatever is counted in line 2 follows in this order:
//! ```text
//! portent-vectors 3
//! dimensions 128 words 2 lessons 9 landmarks 1 names 5 stems 4 tokens 6 acronyms 1 described 3 groups 5 judged 0123456789abcdef checksum 0123456789abcdef
//! stem<TAB>lessons              a line for each word, sorted by stem
//! stem<TAB>form<TAB>names       a line for each stem of the names
//! token                         a line for each word of the names, sorted
//! acronym<TAB>stems             a line for each acronym that names define
//! (words + landmarks) x dimensions numbers of 32 bits
//! described x (hash of a word of descriptions: 32 bits, names: 32 bits), sorted
//! groups x (hash of a mention: 64 bits, entity: 32 bits), sorted
//! ```

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use crate::error::Error;
use crate::resolve::archive::contents::{Archive, ArchiveGroups};
use crate::resolve::embedding::kernel::{DIMENSIONS, WordId};
use crate::resolve::embedding::vectors::{Vectors, WordStatistics};
use crate::resolve::statistics::{Statistics, StemStatistics};
use portent_graph::index::TiVec;

const TITLE: &str = "portent-vectors 3";

impl Archive {
    /// The bytes of a vectors file. [`Archive::read`] gives an equal archive back, to the bit.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        write(self)
    }

    /// Reads a vectors file; `path` is for messages.
    ///
    /// # Errors
    /// [`Error::Malformed`] with the line, where version, size, checksum, order or a number is wrong.
    pub fn read(path: &Path, bytes: &[u8]) -> Result<Self, Error> {
        read(path, bytes)
    }
}

fn write(archive: &Archive) -> Vec<u8> {
    let none = Statistics::default();
    let (vectors, groups) = (&archive.vectors, &archive.groups);
    let statistics = archive.statistics.as_ref().unwrap_or(&none);
    let body = body(vectors, statistics, groups);
    let mut head = format!("{TITLE}\n");
    let counts = [
        ("dimensions", DIMENSIONS),
        ("words", vectors.words.len()),
        ("lessons", number(vectors.lessons)),
        ("landmarks", vectors.landmarks.len() / DIMENSIONS),
        ("names", number(statistics.names)),
        ("stems", statistics.stems.len()),
        ("tokens", statistics.tokens.len()),
        ("acronyms", statistics.acronyms.len()),
        ("described", statistics.described.len()),
        ("groups", groups.of_mention.len()),
    ];
    for (name, count) in counts {
        let _ = write!(head, "{name} {count} ");
    }
    let _ = writeln!(head, "judged {:016x} checksum {:016x}", groups.judged_by, checksum(&body));
    let mut bytes = head.into_bytes();
    bytes.extend(body);
    bytes
}

/// A count as it stands in the header.
fn number(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn body(vectors: &Vectors, statistics: &Statistics, groups: &ArchiveGroups) -> Vec<u8> {
    let mut text = String::new();
    for word in &vectors.words {
        let _ = writeln!(text, "{}\t{}", word.stem, word.lessons);
    }
    for stem in &statistics.stems {
        let _ = writeln!(text, "{}\t{}\t{}", stem.text, stem.form, stem.frequency);
    }
    for token in &statistics.tokens {
        let _ = writeln!(text, "{token}");
    }
    for (acronym, expansion) in &statistics.acronyms {
        let _ = writeln!(text, "{acronym}\t{expansion}");
    }
    let mut body = text.into_bytes();
    for number in vectors.rows.iter().chain(&vectors.landmarks) {
        body.extend_from_slice(&number.to_le_bytes());
    }
    for (word, names) in &statistics.described {
        body.extend_from_slice(&word.to_le_bytes());
        body.extend_from_slice(&names.to_le_bytes());
    }
    for (mention, group) in &groups.of_mention {
        body.extend_from_slice(&mention.to_le_bytes());
        body.extend_from_slice(&group.to_le_bytes());
    }
    body
}

/// FNV-1a, 64 bits, over steps of eight bytes.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xCBF2_9CE4_8422_2325, |hash, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01B3).rotate_left(29)
    })
}

fn read(path: &Path, bytes: &[u8]) -> Result<Archive, Error> {
    let fault = |line: usize, message: &str| malformed(path, line, message);
    let mut rest = bytes;
    match take_line(&mut rest) {
        Some(TITLE) => {}
        Some("portent-vectors 1") => {
            return Err(fault(1, "a vectors file of version 1, which lacks the statistics of names"));
        }
        Some("portent-vectors 2") => {
            return Err(fault(1, "a vectors file of version 2, whose names were read by other rules"));
        }
        _ => return Err(fault(1, "not a vectors file of version 3")),
    }
    let head = take_line(&mut rest).and_then(header).ok_or_else(|| fault(2, "the header cannot be read"))?;
    if head.dimensions != DIMENSIONS {
        return Err(fault(2, "vectors of another dimension"));
    }
    if checksum(rest) != head.checksum {
        return Err(fault(2, "the checksum differs: the file is cut or changed"));
    }
    let mut lines = Lines { rest, line: 3, path };
    let words: TiVec<WordId, WordStatistics> =
        lines.take(head.words, "a stem, a tab and a count", word)?.into();
    if !words.raw.is_sorted_by(|a, b| a.stem < b.stem) {
        return Err(fault(3, "the words are not in order"));
    }
    let stems = lines.take(head.stems, "a stem, a word and a count", stem_statistics)?;
    let tokens = lines.take(head.tokens, "a word", |line| Some(line.to_owned()))?;
    let acronyms = lines.take(head.acronyms, "an acronym and its stems", acronym)?;
    let numbers = Numbers::read(lines.rest, &head)
        .ok_or_else(|| fault(lines.line, "numbers are missing, left over or not finite"))?;
    let mut rows = numbers.rows;
    let landmarks = rows.split_off(head.words * DIMENSIONS);
    let mut vectors = Vectors::new(words, head.lessons, rows);
    vectors.landmarks = landmarks;
    let (names, described) = (head.names, numbers.described);
    let statistics = (names > 0).then_some(Statistics { names, stems, tokens, acronyms, described });
    let groups = ArchiveGroups { judged_by: head.judged_by, of_mention: numbers.groups };
    Ok(Archive { vectors: Arc::new(vectors), statistics, groups })
}

fn malformed(path: &Path, line: usize, message: &str) -> Error {
    Error::Malformed {
        path: path.to_owned(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: 1,
        message: message.to_owned(),
        hint: Some("remove the file, and the next build writes it anew".into()),
    }
}

fn take_line<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let end = rest.iter().position(|&b| b == b'\n')?;
    let line = std::str::from_utf8(&rest[..end]).ok()?;
    *rest = &rest[end + 1..];
    Some(line)
}

/// The lines between the header and the numbers.
struct Lines<'a> {
    rest: &'a [u8],
    line: usize,
    path: &'a Path,
}

impl<'a> Lines<'a> {
    fn take<T>(
        &mut self,
        count: usize,
        what: &str,
        of: impl Fn(&'a str) -> Option<T>,
    ) -> Result<Vec<T>, Error> {
        let mut found = Vec::with_capacity(count.min(self.rest.len()));
        for _ in 0..count {
            let row = take_line(&mut self.rest).and_then(&of);
            found.push(row.ok_or_else(|| malformed(self.path, self.line, &format!("not {what}")))?);
            self.line += 1;
        }
        Ok(found)
    }
}

#[derive(Default)]
struct Header {
    dimensions: usize,
    words: usize,
    lessons: u32,
    landmarks: usize,
    names: u32,
    stems: usize,
    tokens: usize,
    acronyms: usize,
    described: usize,
    groups: usize,
    judged_by: u64,
    checksum: u64,
}

/// Entries of one sort that a file may hold: more is no archive, and must not be allocated.
const MOST: usize = 1 << 26;

fn header(line: &str) -> Option<Header> {
    let mut fields = line.split(' ');
    let mut field = |name: &str| fields.next().filter(|found| *found == name).and_then(|_| fields.next());
    let mut count = |name: &str| field(name)?.parse::<usize>().ok().filter(|count| *count < MOST);
    let mut header = Header {
        dimensions: count("dimensions")?,
        words: count("words")?,
        lessons: u32::try_from(count("lessons")?).ok()?,
        landmarks: count("landmarks")?,
        names: u32::try_from(count("names")?).ok()?,
        stems: count("stems")?,
        tokens: count("tokens")?,
        acronyms: count("acronyms")?,
        described: count("described")?,
        groups: count("groups")?,
        ..Header::default()
    };
    header.judged_by = u64::from_str_radix(field("judged")?, 16).ok()?;
    header.checksum = u64::from_str_radix(field("checksum")?, 16).ok()?;
    fields.next().is_none().then_some(header)
}

fn word(line: &str) -> Option<WordStatistics> {
    let (stem, count) = line.split_once('\t')?;
    Some(WordStatistics { stem: stem.to_owned(), lessons: count.parse().ok()? })
}

fn stem_statistics(line: &str) -> Option<StemStatistics> {
    let (text, rest) = line.split_once('\t')?;
    let (form, count) = rest.split_once('\t')?;
    Some(StemStatistics { text: text.to_owned(), form: form.to_owned(), frequency: count.parse().ok()? })
}

fn acronym(line: &str) -> Option<(String, String)> {
    line.split_once('\t').map(|(acronym, stems)| (acronym.to_owned(), stems.to_owned()))
}

struct Numbers {
    rows: Vec<f32>,
    described: Vec<(u32, u32)>,
    groups: Vec<(u64, u32)>,
}

impl Numbers {
    fn read(bytes: &[u8], head: &Header) -> Option<Self> {
        let (rows, bytes) = bytes.split_at_checked((head.words + head.landmarks) * DIMENSIONS * 4)?;
        let (described, groups) = bytes.split_at_checked(head.described * 8)?;
        let half = |chunk: &[u8; 8], at: usize| {
            u32::from_le_bytes([chunk[at], chunk[at + 1], chunk[at + 2], chunk[at + 3]])
        };
        let rows: Vec<f32> = rows.as_chunks::<4>().0.iter().map(|chunk| f32::from_le_bytes(*chunk)).collect();
        let described: Vec<(u32, u32)> =
            described.as_chunks::<8>().0.iter().map(|chunk| (half(chunk, 0), half(chunk, 4))).collect();
        let (groups, left) = groups.as_chunks::<12>();
        let group = |chunk: &[u8; 12]| {
            let (mention, group) = chunk.split_at(8);
            Some((u64::from_le_bytes(mention.try_into().ok()?), u32::from_le_bytes(group.try_into().ok()?)))
        };
        let groups: Vec<(u64, u32)> = groups.iter().filter_map(group).collect();
        let fits = left.is_empty() && groups.len() == head.groups && rows.iter().all(|x| x.is_finite());
        (fits && described.is_sorted()).then_some(Self { rows, described, groups })
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Archive, ArchiveGroups, DIMENSIONS, Statistics, StemStatistics, Vectors, WordStatistics, read, write,
    };
    use crate::error::Error;
    use std::path::Path;
    use std::sync::Arc;

    fn sample() -> Archive {
        let word = |stem: &str, lessons| WordStatistics { stem: stem.into(), lessons };
        let rows = (0..2 * DIMENSIONS).map(|i| i as f32 * 0.37 - 1.0).collect();
        let mut vectors = Vectors::new(vec![word("ship", 3), word("wind", 7)].into(), 9, rows);
        vectors.landmarks = vec![0.25; DIMENSIONS];
        let statistics = Statistics {
            names: 5,
            stems: vec![StemStatistics { text: "ship".into(), form: "ships".into(), frequency: 4 }],
            tokens: vec!["ships".into(), "wind".into()],
            acronyms: vec![("hpc".into(), "high perform comput".into())],
            described: vec![(1, 2), (7, 1)],
        };
        let groups = ArchiveGroups { judged_by: 11, of_mention: vec![(3, 0), (u64::MAX, 1)] };
        Archive { vectors: Arc::new(vectors), statistics: Some(statistics), groups }
    }

    #[test]
    fn what_was_written_is_read_back_to_the_bit() {
        let archive = sample();
        let back = read(Path::new("v"), &write(&archive)).unwrap();
        let (new, old) = (&back.vectors, &archive.vectors);
        assert_eq!((&new.words, new.lessons), (&old.words, 9));
        assert_eq!((&new.rows, &new.landmarks), (&old.rows, &old.landmarks));
        assert_eq!((back.statistics, back.groups), (archive.statistics, archive.groups));
    }

    #[test]
    fn a_changed_cut_or_foreign_file_is_malformed_and_says_where() {
        let good = write(&sample());
        let mut flipped = good.clone();
        *flipped.last_mut().unwrap() ^= 1;
        for (bytes, line) in
            [(&flipped[..], 2), (&good[..good.len() - 4], 2), (b"portent-vectors 4\n", 1), (b"", 1)]
        {
            match read(Path::new("v"), bytes) {
                Err(Error::Malformed { line: at, hint: Some(_), .. }) => assert_eq!(at, line),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_file_of_the_first_version_is_refused_and_a_way_out_given() {
        let error = read(Path::new("v"), b"portent-vectors 1\ndimensions 128").unwrap_err();
        assert!(error.to_string().contains("version 1, which lacks the statistics of names"), "{error}");
        assert!(error.hint().is_some_and(|hint| hint.contains("writes it anew")));
    }
}
