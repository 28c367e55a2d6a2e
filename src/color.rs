//! Colors as `#rrggbb`, and the palette of clusters.

/// Fill colors of clusters by rank (P. Tol's bright, vibrant and muted sets); pictures with
/// few clusters give the later ones one gray.
pub static CLUSTER_COLORS: &[[u8; 3]] = &[
    [0x44, 0x77, 0xaa],
    [0xee, 0x66, 0x77],
    [0x22, 0x88, 0x33],
    [0xcc, 0xbb, 0x44],
    [0x66, 0xcc, 0xee],
    [0xaa, 0x33, 0x77],
    [0xee, 0x77, 0x33],
    [0x00, 0x99, 0x88],
    [0xbb, 0x55, 0x66],
    [0x99, 0x77, 0x00],
    [0x66, 0x99, 0xcc],
    [0xee, 0x99, 0xaa],
];

/// The color of nodes that belong to no cluster in particular: a gray with a contrast of 4.3 to white and of 4.1 to the dark
/// page, so that it is neither lost nor taken for one of the palette.
pub static NOWHERE: [u8; 3] = [0x76, 0x7a, 0x80];

/// A color as `#rrggbb`, lower case.
///
/// ```
/// assert_eq!(portent::color::hex([230, 159, 0]), "#e69f00");
/// ```
#[must_use]
pub fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Appends a color as `#rrggbb`, several times as fast as [`hex`].
pub(crate) fn push_hex(out: &mut Vec<u8>, color: [u8; 3]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.push(b'#');
    for channel in color {
        out.push(DIGITS[usize::from(channel >> 4)]);
        out.push(DIGITS[usize::from(channel & 15)]);
    }
}

/// The color of a text of the form `#rrggbb`, in either case.
///
/// ```
/// use portent::color::parse;
/// assert_eq!(parse("#E69f00"), Some([230, 159, 0]));
/// assert_eq!(parse("#e69f0"), None);
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#')?.as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let channel = |high: u8, low: u8| Some(digit(high)? * 16 + digit(low)?);
    match *digits {
        [a, b, c, d, e, f] => Some([channel(a, b)?, channel(c, d)?, channel(e, f)?]),
        _ => None,
    }
}
