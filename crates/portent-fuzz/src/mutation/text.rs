//! Changes by bytes, lines and cells.

use std::ops::Range;

use portent::random::Random;

use super::{Material, length, one};

/// What breaks readers of any syntax.
static PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "\0",
    "\u{feff}",
    "\u{1b}[31m",
    "\"",
    "'",
    "\\",
    ",",
    ";",
    ":",
    "|",
    "#",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "&",
    "&amp;",
    "&#0;",
    "=",
    "-",
    "+",
    "@",
    "%",
    "..",
    "null",
    "true",
    "\u{202e}reversed",
    "\u{2028}",
    "e\u{301}",
    "İıßﬁΣς",
    "👩‍👩‍👧",
    "مستقبل",
    "未来の兆し",
    "\u{200b}",
    "</script>",
    "javascript:alert(1)",
];

/// Numbers that calculations stumble over.
static NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1",
    "0.5",
    "1e308",
    "-1e308",
    "1e-320",
    "1e999",
    "nan",
    "NaN",
    "inf",
    "2147483648",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "18446744073709551615",
    "18446744073709551616",
    "99999999999999999999999",
    "00000101",
    "99991231",
    "0x10",
    "1_000",
    "1,5",
    "١٢",
];

/// What stands between the cells of a line.
const BETWEEN: &[u8] = b"|,\t:;= ";

/// One change of a text.
pub(crate) fn step(random: &mut Random, input: &mut Vec<u8>, material: &Material<'_>) {
    let stretch = stretch(random, input.len());
    match random.below(12) {
        0 if !input.is_empty() => {
            let at = random.below(input.len());
            input[at] ^= 1 << random.below(8);
        }
        0 | 1 => put(input, stretch.start..stretch.start, piece(random, material)),
        2 => put(input, stretch, piece(random, material)),
        3 => put(input, stretch, b""),
        4 => {
            let again = input[stretch.clone()].repeat(*one(random, &[1, 2, 5, 30]));
            put(input, stretch.end..stretch.end, &again);
        }
        5 => {
            let other = one(random, material.seeds);
            let part = self::stretch(random, other.len());
            put(input, stretch.start..stretch.start, &other[part]);
        }
        6 => swap(random, input, b"\n"),
        7 => repeat_line(random, input),
        8 => {
            let line = line(random, input);
            let mut text = input[line.clone()].to_vec();
            let between = *one(random, BETWEEN);
            swap(random, &mut text, &[between]);
            put(input, line, &text);
        }
        9 => replace_number(random, input),
        10 if random.below(10) == 0 => input.truncate(stretch.start),
        _ => put(input, stretch.start..stretch.start, one(random, PIECES).as_bytes()),
    }
}

fn put(input: &mut Vec<u8>, place: Range<usize>, bytes: &[u8]) {
    input.splice(place, bytes.iter().copied());
}

fn piece<'a>(random: &mut Random, material: &Material<'a>) -> &'a [u8] {
    let common = material.pieces.is_empty() || random.below(4) == 0;
    if common { one(random, PIECES).as_bytes() } else { one(random, material.pieces).as_bytes() }
}

/// A short stretch of that many bytes.
fn stretch(random: &mut Random, bytes: usize) -> Range<usize> {
    let start = random.below(bytes + 1);
    start..bytes.min(start + length(random))
}

/// A line, without its end.
fn line(random: &mut Random, input: &[u8]) -> Range<usize> {
    let at = random.below(input.len() + 1);
    let start = input[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |before| before + 1);
    let end = input[at..].iter().position(|&byte| byte == b'\n').map_or(input.len(), |after| at + after);
    start..end
}

/// Exchanges two of the parts that `between` parts.
fn swap(random: &mut Random, input: &mut Vec<u8>, between: &[u8; 1]) {
    let mut parts: Vec<&[u8]> = input.split(|byte| between.contains(byte)).collect();
    let (a, b) = (random.below(parts.len()), random.below(parts.len()));
    parts.swap(a, b);
    *input = parts.join(&between[..]);
}

/// Takes a line out, or writes it more often.
fn repeat_line(random: &mut Random, input: &mut Vec<u8>) {
    let mut line = line(random, input);
    line.end = input.len().min(line.end + 1);
    let again = input[line.clone()].repeat(*one(random, &[0, 2, 3, 50]));
    put(input, line, &again);
}

/// Writes an odd number over the first run of digits from some place on.
fn replace_number(random: &mut Random, input: &mut Vec<u8>) {
    let from = random.below(input.len() + 1);
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let Some(start) = input[from..].iter().position(is_digit).map(|at| from + at) else { return };
    let end = input[start..].iter().position(|byte| !is_digit(byte)).map_or(input.len(), |at| start + at);
    put(input, start..end, one(random, NUMBERS).as_bytes());
}
