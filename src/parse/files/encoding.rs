//! From bytes to text: which encoding a file is in, and whether it holds text at all.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::report::{Report, diagnostic};
use crate::parse::text::clean::unify_line_breaks;
use crate::parse::text::line::Line;
use crate::position::position_of;

/// How files begin that hold no text, and what they are.
static MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"PAR1", "a Parquet table"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7FELF", "a program"),
];

/// So many bytes tell whether a file holds text.
const LOOKED_AT: usize = 4_096;

/// So many zero bytes are no slip of an editor.
const MOST_ZEROS: usize = 16;

/// The text of a file, with the finding where it is not plain UTF-8, or the reason why it has none.
///
/// UTF-16 is known by its mark or its zeros. Bytes that are no UTF-8 are damage where most characters beyond ASCII are
/// valid UTF-8 (each becomes U+FFFD, and the first place is told); otherwise the file is in an older encoding, which is
/// guessed from its letters as browsers do. O(length).
pub(in crate::parse) fn decode<'b>(
    path: &str,
    bytes: &'b [u8],
) -> Result<(Cow<'b, str>, Option<Diagnostic>), Box<Diagnostic>> {
    if let Some(encoding) = utf_16(bytes) {
        return Ok(in_encoding(path, bytes, encoding));
    }
    if let Some(what) = no_text(bytes) {
        return Err(Box::new(diagnostic(Code::NotText, path, format!("{what}, not text"))));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), None)),
        Err(error) if is_damaged(bytes) => Ok(replace_invalid(path, bytes, error.valid_up_to())),
        Err(_) => Ok(in_encoding(path, bytes, guess(bytes))),
    }
}

/// What the file is, where it holds no text.
fn no_text(bytes: &[u8]) -> Option<&'static str> {
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, what)| what);
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = start.iter().filter(|&&byte| byte == 0).count();
    known.or_else(|| (zeros > MOST_ZEROS).then_some("binary data"))
}

/// Whether UTF-8 prevails: at least one valid character beyond ASCII for four invalid runs of bytes.
fn is_damaged(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid * 4 >= invalid
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn in_encoding<'b>(
    path: &str,
    bytes: &'b [u8],
    encoding: &'static Encoding,
) -> (Cow<'b, str>, Option<Diagnostic>) {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let finding = diagnostic(Code::OtherEncoding, path, format!("read as {}", encoding.name()));
    (text, Some(finding))
}

fn replace_invalid<'b>(path: &str, bytes: &'b [u8], at: usize) -> (Cow<'b, str>, Option<Diagnostic>) {
    let text = String::from_utf8_lossy(bytes);
    let places = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let before = unify_line_breaks(text.get(..at).unwrap_or_default());
    let before = before.strip_prefix('\u{FEFF}').unwrap_or(&before);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(at..).unwrap_or_default().split(['\r', '\n']).next().unwrap_or_default();
    let line = format!("{}{rest}", &before[start..]);
    let number = position_of(before, before.len()).line;
    let mut report = Report::new(path);
    let places = if places == 1 { "1 place".to_owned() } else { format!("{places} places") };
    let message = format!("bytes that are no UTF-8 at {places}, replaced by U+FFFD");
    report.add(Code::InvalidUtf8, Line { number, text: &line }, before.len() - start, message);
    let found = report.finish().pop();
    (text, found)
}

/// A byte order mark of UTF-16, or every second byte zero at the start, as ASCII text in UTF-16 has.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Some(UTF_16BE);
    }
    let start = &bytes[..bytes.len().min(64) / 2 * 2];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), start.len() / 2);
    let clear = half >= 4 && even.abs_diff(odd) * 4 >= half * 3;
    clear.then_some(if even > odd { UTF_16BE } else { UTF_16LE })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<String>) {
        let (text, found) = decode("a.md", bytes).expect("text");
        (text.into_owned(), found.map(|found| found.message))
    }

    // T17: U+FFFD, with line, column and count.
    #[test]
    fn damage_is_replaced_and_placed() {
        let (text, found) = decode("a.md", b"one\r\nt\xC3\xA9w\xFFo\nx\xFE").expect("text");
        assert_eq!(text, "one\r\nt\u{e9}w\u{FFFD}o\nx\u{FFFD}");
        let found = found.expect("a diagnostic");
        assert_eq!((found.line, found.column, found.excerpt.as_str()), (2, 4, "t\u{e9}w\u{FFFD}o"));
        assert!(found.message.contains("at 2 places"));
    }

    // T18: UTF-16.
    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let little: Vec<u8> = "# Title of it".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "# Title of it".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), ("# Title of it".into(), Some("read as UTF-16LE".into())));
        assert_eq!(read(&big), ("# Title of it".into(), Some("read as UTF-16BE".into())));
        let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(little).collect();
        assert_eq!(read(&marked).0, "# Title of it");
    }

    // The bytes are those that Python's codecs of that name write.
    #[test]
    fn older_encodings_are_guessed_from_their_letters() {
        for (bytes, text, encoding) in [
            (&b"Caf\xE9 on Wheels, a small kiosk"[..], "Caf\u{e9} on Wheels, a small kiosk", "windows-1252"),
            (
                b"\x93\xFA\x96{\x82\xCC\x90V\x82\xB5\x82\xA2\x8DH\x8F\xEA\x82\xC9\x82\xC2\x82\xA2\x82\xC4",
                "\u{65e5}\u{672c}\u{306e}\u{65b0}\u{3057}\u{3044}\u{5de5}\u{5834}\u{306b}\u{3064}\u{3044}\u{3066}",
                "Shift_JIS",
            ),
            (
                b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0. \xDD\xF2\xEE \xEF\xF0\xEE\xF1\xF2\xEE\xE9 \xF2\xE5\xEA\xF1\xF2.",
                "\u{41f}\u{440}\u{438}\u{432}\u{435}\u{442}, \u{43c}\u{438}\u{440}. \u{42d}\u{442}\u{43e} \u{43f}\u{440}\u{43e}\u{441}\u{442}\u{43e}\u{439} \u{442}\u{435}\u{43a}\u{441}\u{442}.",
                "windows-1251",
            ),
        ] {
            assert_eq!(read(bytes), (text.to_owned(), Some(format!("read as {encoding}"))));
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, what) in [
            (&b"%PDF-1.7 and more"[..], "a PDF document, not text"),
            (b"PAR1\x15\x04", "a Parquet table, not text"),
            (&[1_u8, 0, 0, 0].repeat(9)[..], "binary data, not text"),
        ] {
            assert_eq!(decode("a", bytes).expect_err("no text").message, what);
        }
        assert!(decode("a.md", b"# Title\0\0\0\0").is_ok(), "a few zeros are a slip");
    }
}
