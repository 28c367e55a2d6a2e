//! Numbers in names: thousands and decimals, exponents, magnitudes, words of tens.

/// Signs that part the digits of one number.
const MARKS: [char; 4] = [',', '.', '\'', '’'];

/// The number that a text begins with, with a point before its decimals and nothing between thousands, and how many
/// characters it takes: `1,5` as `1.5`, `1.000.000` as `1000000`, `1.2.3` as it is, `10^6` as it is. Digits that commas
/// list (`1,2,3`) stay apart. Linear in the number.
#[must_use]
pub(crate) fn read(text: &[char]) -> (String, usize) {
    let (groups, marks, mut length) = groups(text);
    let mut number = join(&groups, &marks);
    let minus = usize::from(text.get(length + 1) == Some(&'-'));
    let exponent: String = match text.get(length) {
        Some('^') => text[length + 1 + minus..].iter().take_while(|c| c.is_ascii_digit()).collect(),
        _ => String::new(),
    };
    if !exponent.is_empty() {
        number.push('^');
        number.push_str(&"-"[..minus]);
        number.push_str(&exponent);
        length += 1 + minus + exponent.len();
    }
    (number, length)
}

/// Groups of digits, the marks between them, and how many characters they take.
fn groups(text: &[char]) -> (Vec<String>, Vec<char>, usize) {
    let (mut groups, mut marks, mut at) = (vec![String::new()], Vec::new(), 0);
    while let Some(&c) = text.get(at) {
        let is_between = MARKS.contains(&c) && text.get(at + 1).is_some_and(char::is_ascii_digit);
        match groups.last_mut() {
            Some(group) if c.is_ascii_digit() => group.push(c),
            _ if is_between => {
                marks.push(if c == '’' { '\'' } else { c });
                groups.push(String::new());
            }
            _ => break,
        }
        at += 1;
    }
    (groups, marks, at)
}

fn join(groups: &[String], marks: &[char]) -> String {
    let Some((&last, before)) = marks.split_last() else { return groups.concat() };
    let (whole, decimals) = groups.split_at(groups.len() - 1);
    let is_one = |mark: char| marks.iter().all(|&known| known == mark);
    // A single point may stand before three decimals; a single comma stands between thousands.
    if is_one(last) && (last != '.' || marks.len() > 1) && are_thousands(groups) {
        return groups.concat();
    }
    let two_kinds = before.first().is_some_and(|&first| first != last && before.iter().all(|&m| m == first));
    if last != '\'' && two_kinds && are_thousands(whole) {
        return format!("{}.{}", whole.concat(), decimals.concat());
    }
    if marks.len() == 1 && last == ',' && groups[0].len() <= 3 {
        return groups.join(".");
    }
    let mut number = groups[0].clone();
    for (mark, group) in marks.iter().zip(&groups[1..]) {
        number.push(if *mark == '.' { '.' } else { ' ' });
        number.push_str(group);
    }
    number
}

/// Groups of three digits behind one to three, or of two before the last as in India; none begins with zero.
fn are_thousands(groups: &[String]) -> bool {
    let Some(([first, middle @ ..], last)) = groups.split_last().map(|(last, rest)| (rest, last)) else {
        return false;
    };
    let all = |length: usize| middle.iter().all(|group| group.len() == length);
    !first.starts_with('0') && first.len() <= 3 && last.len() == 3 && (all(3) || first.len() <= 2 && all(2))
}

/// Powers of ten by their words and letters; letters count only behind an amount of money.
static MAGNITUDES: &[(&str, usize)] = &[
    ("hundred", 2),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("quadrillion", 15),
    ("mn", 6),
    ("mln", 6),
    ("mio", 6),
    ("bn", 9),
    ("bln", 9),
    ("trn", 12),
    ("k", 3),
    ("m", 6),
    ("b", 9),
    ("t", 12),
];

/// Amounts in words that money letters follow.
static MONEYS: &[&str] = &["dollar", "euro", "pound", "yen", "rupee"];

/// Numbers as one token each: `5 million` and `5 bn` by their digits, `twenty five` as `25`, `twenty first` as `21st`,
/// `10^6` as `1000000`. Linear in the tokens.
#[must_use]
pub(crate) fn joined(tokens: Vec<String>) -> Vec<String> {
    if !tokens.iter().any(|token| token.as_bytes().first().is_some_and(u8::is_ascii_digit)) {
        return tokens;
    }
    let mut joined: Vec<String> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let is_money = joined.iter().rev().nth(1).is_some_and(|word| MONEYS.contains(&word.as_str()));
        match joined.last_mut().and_then(|last| together(last, &token, is_money).map(|both| (last, both))) {
            Some((last, both)) => *last = both,
            None => joined.push(power(&token).unwrap_or(token)),
        }
    }
    joined
}

/// A number and the word behind it, as one number.
fn together(number: &str, word: &str, is_money: bool) -> Option<String> {
    if let ([b'2'..=b'9', b'0'], [unit]) = (number.as_bytes(), word.as_bytes()) {
        return unit.is_ascii_digit().then(|| format!("{}{word}", &number[..1])).filter(|_| *unit != b'0');
    }
    if let [tens @ b'2'..=b'9', b'0'] = number.as_bytes() {
        let at = ORDINALS.iter().position(|ordinal| *ordinal == word);
        if let Some(at) = at {
            return Some(format!("{}{}", char::from(*tens), ENDED[at]));
        }
    }
    // Number words are digits by now.
    let word = match word {
        "100" => "hundred",
        "1000" => "thousand",
        word => word.strip_suffix("ions").map_or(word, |_| &word[..word.len() - 1]),
    };
    let &(letters, power) = MAGNITUDES.iter().find(|row| row.0 == word)?;
    (letters.len() > 1 || letters == "k" || is_money).then(|| shifted(number, power)).flatten()
}

static ORDINALS: [&str; 9] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
static ENDED: [&str; 9] = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th"];

/// A number times a power of ten.
fn shifted(number: &str, power: usize) -> Option<String> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 15
        || !is_plain(whole)
        || !is_plain(decimals)
        || decimals.len() > power
    {
        return None;
    }
    let digits = format!("{whole}{decimals}{}", "0".repeat(power - decimals.len()));
    Some(digits.trim_start_matches('0').to_owned()).filter(|digits| !digits.is_empty())
}

/// `10^6` in digits.
fn power(token: &str) -> Option<String> {
    let exponent: usize = token.strip_prefix("10^")?.parse().ok()?;
    shifted("1", exponent).filter(|_| exponent <= 18)
}

#[cfg(test)]
mod tests {
    use super::{joined, read};

    fn number(text: &str) -> String {
        read(&text.chars().collect::<Vec<_>>()).0
    }

    #[test]
    fn commas_and_points_stand_before_decimals_or_between_thousands() {
        let cases = [
            ("2,5", "2.5"),
            ("0,125", "0.125"),
            ("2,500", "2500"),
            ("2.500", "2.500"),
            ("2.500.000", "2500000"),
            ("2,500.75", "2500.75"),
            ("2.500,75", "2500.75"),
            ("12,34,567", "1234567"),
            ("2'500", "2500"),
            ("3.11.4", "3.11.4"),
            ("2024,2025", "2024 2025"),
            ("1,2,3", "1 2 3"),
            ("10^-6", "10^-6"),
        ];
        for (text, want) in cases {
            assert_eq!(number(text), want, "{text}");
        }
    }

    #[test]
    fn magnitudes_and_tens_join_their_number() {
        let of = |text: &str| joined(text.split(' ').map(str::to_owned).collect()).join(" ");
        assert_eq!(of("2.5 million qubits"), "2500000 qubits");
        assert_eq!(of("10^6 qubits"), "1000000 qubits");
        assert_eq!(of("dollar 5 b fund"), "dollar 5000000000 fund");
        assert_eq!(of("7 b model"), "7 b model");
        assert_eq!(of("20 first century"), "21st century");
        assert_eq!(of("30 5 days"), "35 days");
        assert_eq!(of("10 1000 steps"), "10000 steps");
    }
}
