//! The file of `--vectors`: word statistics, vectors and landmarks, with a checksum.
//!
//! Text header, then little-endian numbers:
//! ```text
//! portent-vectors 1
//! dimensions 128 words 2 lessons 9 landmarks 1 checksum 0123456789abcdef
//! stem<TAB>lessons            one line a word, sorted by stem
//! (words + landmarks) x dimensions numbers of 32 bits
//! ```

use std::fmt::Write as _;
use std::path::Path;

use super::{DIMENSIONS, Vectors, WordStatistics};
use crate::error::Error;

const TITLE: &str = "portent-vectors 1";

/// The bytes of a vectors file. [`read`] gives equal vectors back, to the bit.
#[must_use]
pub fn write(vectors: &Vectors) -> Vec<u8> {
    let mut body = Vec::new();
    for word in &vectors.words {
        body.extend_from_slice(format!("{}\t{}\n", word.stem, word.lessons).as_bytes());
    }
    for number in vectors.rows.iter().chain(&vectors.landmarks) {
        body.extend_from_slice(&number.to_le_bytes());
    }
    let mut head = String::new();
    let _ = writeln!(head, "{TITLE}");
    let _ = writeln!(
        head,
        "dimensions {DIMENSIONS} words {} lessons {} landmarks {} checksum {:016x}",
        vectors.words.len(),
        vectors.lessons,
        vectors.landmarks.len() / DIMENSIONS,
        checksum(&body)
    );
    let mut bytes = head.into_bytes();
    bytes.extend(body);
    bytes
}

/// FNV-1a, 64 bits, over steps of eight bytes.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xCBF2_9CE4_8422_2325, |hash, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01B3).rotate_left(29)
    })
}

/// Reads a vectors file; `path` is for messages.
///
/// # Errors
/// [`Error::Malformed`] with the line, where version, size, checksum, order or a number is wrong.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Vectors, Error> {
    let fault = |line: usize, message: &str| malformed(path, line, message);
    let mut rest = bytes;
    let title = take_line(&mut rest).ok_or_else(|| fault(1, "not a vectors file"))?;
    if title != TITLE {
        return Err(fault(1, "not a vectors file of version 1"));
    }
    let head = take_line(&mut rest).and_then(header).ok_or_else(|| fault(2, "the header cannot be read"))?;
    if head.dimensions != DIMENSIONS as u64 {
        return Err(fault(2, "vectors of another dimension"));
    }
    if checksum(rest) != head.checksum {
        return Err(fault(2, "the checksum differs: the file is cut or changed"));
    }
    let mut words: Vec<WordStatistics> = Vec::new();
    for line in 3..3 + head.words {
        let word = take_line(&mut rest).and_then(statistics);
        let word = word.ok_or_else(|| fault(line, "not a stem, a tab and a count"))?;
        if words.last().is_some_and(|last| last.stem >= word.stem) {
            return Err(fault(line, "the words are not in order"));
        }
        words.push(word);
    }
    let numbers = numbers(rest, (head.words + head.landmarks) * DIMENSIONS);
    let mut rows =
        numbers.ok_or_else(|| fault(3 + head.words, "numbers are missing, left over or not finite"))?;
    let landmarks = rows.split_off(head.words * DIMENSIONS);
    let mut vectors = Vectors::new(words, head.lessons, rows);
    vectors.landmarks = landmarks;
    Ok(vectors)
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

struct Header {
    dimensions: u64,
    words: usize,
    lessons: u32,
    landmarks: usize,
    checksum: u64,
}

/// Words and landmarks that a file may hold: more is no archive, and must not be allocated.
const MOST: usize = 1 << 24;

fn header(line: &str) -> Option<Header> {
    let fields: Vec<&str> = line.split(' ').collect();
    let [
        "dimensions",
        dimensions,
        "words",
        words,
        "lessons",
        lessons,
        "landmarks",
        landmarks,
        "checksum",
        checksum,
    ] = fields[..]
    else {
        return None;
    };
    let header = Header {
        dimensions: dimensions.parse().ok()?,
        words: words.parse().ok()?,
        lessons: lessons.parse().ok()?,
        landmarks: landmarks.parse().ok()?,
        checksum: u64::from_str_radix(checksum, 16).ok()?,
    };
    (header.words < MOST && header.landmarks < MOST).then_some(header)
}

fn statistics(line: &str) -> Option<WordStatistics> {
    let (stem, count) = line.split_once('\t')?;
    Some(WordStatistics { stem: stem.to_owned(), lessons: count.parse().ok()? })
}

fn numbers(bytes: &[u8], count: usize) -> Option<Vec<f32>> {
    let (chunks, rest) = bytes.as_chunks::<4>();
    let numbers: Vec<f32> = chunks.iter().map(|chunk| f32::from_le_bytes(*chunk)).collect();
    (rest.is_empty() && numbers.len() == count && numbers.iter().all(|x| x.is_finite())).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::{DIMENSIONS, Vectors, WordStatistics, read, write};
    use crate::error::Error;
    use std::path::Path;

    fn sample() -> Vectors {
        let word = |stem: &str, lessons| WordStatistics { stem: stem.into(), lessons };
        let rows = (0..2 * DIMENSIONS).map(|i| i as f32 * 0.37 - 1.0).collect();
        let mut vectors = Vectors::new(vec![word("ship", 3), word("wind", 7)], 9, rows);
        vectors.landmarks = vec![0.25; DIMENSIONS];
        vectors
    }

    #[test]
    fn what_was_written_is_read_back_to_the_bit() {
        let vectors = sample();
        let back = read(Path::new("v"), &write(&vectors)).unwrap();
        assert_eq!((back.words, back.lessons), (vectors.words, 9));
        assert_eq!((back.rows, back.landmarks), (vectors.rows, vectors.landmarks));
    }

    #[test]
    fn a_changed_cut_or_foreign_file_is_malformed_and_says_where() {
        let good = write(&sample());
        let mut flipped = good.clone();
        *flipped.last_mut().unwrap() ^= 1;
        for (bytes, line) in
            [(&flipped[..], 2), (&good[..good.len() - 4], 2), (b"portent-vectors 2\n", 1), (b"", 1)]
        {
            match read(Path::new("v"), bytes) {
                Err(Error::Malformed { line: at, hint: Some(_), .. }) => assert_eq!(at, line),
                other => panic!("{other:?}"),
            }
        }
    }
}
