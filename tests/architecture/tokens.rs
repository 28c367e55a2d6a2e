//! A source as words, marks and literals, without comments.

/// A word, a mark or a literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// The word or the mark (`::` is one mark, all others are single characters); a string with a `"` before its content;
    /// `0` for numbers and characters, `'` for lifetimes.
    pub(super) text: String,
    /// From 1.
    pub(super) line: usize,
}

impl Token {
    /// Whether it is a word: a name or a keyword.
    pub(super) fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// Reads Rust well enough to find names and paths: nested comments, raw strings, characters and lifetimes.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let mut lexer = Lexer { chars: &chars, at: 0, line: 1, found: Vec::new() };
    while lexer.at < chars.len() {
        lexer.step();
    }
    lexer.found
}

struct Lexer<'a> {
    chars: &'a [char],
    at: usize,
    line: usize,
    found: Vec<Token>,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    /// Goes on by so many characters, and gives them.
    fn take(&mut self, count: usize) -> String {
        let end = (self.at + count).min(self.chars.len());
        let taken = &self.chars[self.at..end];
        self.line += taken.iter().filter(|c| **c == '\n').count();
        self.at = end;
        taken.iter().collect()
    }

    fn take_while(&mut self, holds: impl Fn(char) -> bool) -> String {
        self.take(self.chars[self.at..].iter().take_while(|c| holds(**c)).count())
    }

    fn push(&mut self, line: usize, text: impl Into<String>) {
        self.found.push(Token { text: text.into(), line });
    }

    fn step(&mut self) {
        let line = self.line;
        match (self.peek(0), self.peek(1)) {
            (c, _) if c.is_whitespace() => drop(self.take(1)),
            ('/', '/') => drop(self.take_while(|c| c != '\n')),
            ('/', '*') => self.skip_comment(),
            ('"', _) => self.string(line),
            ('\'', _) => self.quote(line),
            (c, _) if c.is_alphabetic() || c == '_' => self.word(line),
            (c, _) if c.is_ascii_digit() => self.number(line),
            (':', ':') => {
                let mark = self.take(2);
                self.push(line, mark);
            }
            _ => {
                let mark = self.take(1);
                self.push(line, mark);
            }
        }
    }

    fn skip_comment(&mut self) {
        let mut depth = 0;
        loop {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => (depth, _) = (depth + 1, self.take(2)),
                ('*', '/') => (depth, _) = (depth - 1, self.take(2)),
                _ => drop(self.take(1)),
            }
            if depth == 0 || self.at >= self.chars.len() {
                return;
            }
        }
    }

    fn string(&mut self, line: usize) {
        self.take(1);
        let mut content = String::from('"');
        while self.at < self.chars.len() && self.peek(0) != '"' {
            let escaped = self.peek(0) == '\\';
            content += &self.take(if escaped { 2 } else { 1 });
        }
        self.take(1);
        self.push(line, content);
    }

    /// A raw string from its first `#` or `"` on.
    fn raw_string(&mut self, line: usize) {
        let hashes = self.take_while(|c| c == '#').len();
        self.take(1);
        let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
        let rest = &self.chars[self.at..];
        let length = rest.windows(end.len()).position(|window| window == end).unwrap_or(rest.len());
        let content = format!("\"{}", self.take(length));
        self.take(end.len());
        self.push(line, content);
    }

    /// A character or a lifetime.
    fn quote(&mut self, line: usize) {
        if self.peek(1) == '\\' {
            self.take(3);
            self.take_while(|c| c != '\'');
            self.take(1);
            self.push(line, "0");
        } else if self.peek(2) == '\'' {
            self.take(3);
            self.push(line, "0");
        } else {
            self.take(1);
            self.take_while(|c| c.is_alphanumeric() || c == '_');
            self.push(line, "'");
        }
    }

    fn word(&mut self, line: usize) {
        let word = self.take_while(|c| c.is_alphanumeric() || c == '_');
        let (next, after) = (self.peek(0), self.peek(1));
        match word.as_str() {
            "r" | "br" | "cr" if next == '"' || next == '#' && matches!(after, '"' | '#') => {
                self.raw_string(line)
            }
            "b" | "c" if next == '"' => self.string(line),
            "b" if next == '\'' => self.quote(line),
            "r" if next == '#' => {
                self.take(1);
                self.word(line);
            }
            _ => self.push(line, word),
        }
    }

    fn number(&mut self, line: usize) {
        self.take_while(|c| c.is_alphanumeric() || c == '_');
        if self.peek(0) == '.' && self.peek(1).is_ascii_digit() {
            self.take(1);
            self.take_while(|c| c.is_alphanumeric() || c == '_');
        }
        self.push(line, "0");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        tokens(source).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_and_literals_hide_what_they_hold() {
        let source = "a // crate::x\n/* crate::y /* deep */ crate::z */ b \"crate::\\\"w\" r#\"crate::\"v\"# b'\\'' '\"' c";
        let expected = ["a", "b", "\"crate::\\\"w", "\"crate::\"v", "0", "0", "c"];
        assert_eq!(texts(source), expected);
    }

    #[test]
    fn lifetimes_raw_names_numbers_and_lines_are_told() {
        assert_eq!(
            texts("&'a str 'b' r#use 1.5_f64 0..9"),
            ["&", "'", "str", "0", "use", "0", "0", ".", ".", "0"]
        );
        let lines: Vec<usize> =
            tokens("a\n\"x\ny\" b\n/*\n*/ c").into_iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 2, 3, 5]);
    }
}
