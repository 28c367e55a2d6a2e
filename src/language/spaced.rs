//! Words of scripts with spaces: where they end, and what they do.

use super::arabic;
use super::role::Role;
use super::script::{Script, script};
use super::stop_words::StopWords;
use super::tag::Language;

/// Endings of addresses and of names of files.
static ENDINGS: &[&str] = &[
    "com", "org", "net", "io", "dev", "md", "mdx", "html", "htm", "php", "py", "rs", "ts", "tsx", "jsx",
    "js", "json", "yml", "yaml", "toml", "txt", "xml", "csv", "sh", "css", "png", "jpg", "jpeg", "gif",
    "svg", "pdf", "zip", "exe", "go", "rb", "java", "conf", "cfg", "ini", "log", "sql", "lock", "edu", "gov",
    "co", "me", "info", "app", "xyz", "de", "fr", "uk", "jp", "cn", "kr", "cc", "so", "dll", "cpp", "hpp",
    "swift", "kt", "ipynb", "exs", "ex", "vue",
];

/// English words in `ly` that are no adverbs.
static NO_ADVERBS: &[&str] = &[
    "ally",
    "anomaly",
    "assembly",
    "belly",
    "bully",
    "butterfly",
    "family",
    "fly",
    "homily",
    "italy",
    "jelly",
    "july",
    "lily",
    "melancholy",
    "monopoly",
    "oligopoly",
    "rally",
    "reply",
    "supply",
    "tally",
    "anopoly",
];

/// French and Italian words that lose their vowel before an apostrophe.
static ELIDED: &[&str] = &[
    "c", "d", "j", "l", "m", "n", "qu", "s", "t", "jusqu", "lorsqu", "puisqu", "quoiqu", "dell", "nell",
    "sull", "all", "dall", "un", "quell", "quest", "coll",
];

/// Words of so many capitals are names, even where small letters would make them function words (`IT`, `US`).
const ACRONYM: usize = 3;

/// The bytes of the word that the text begins with: letters, digits and the marks that join them.
pub(super) fn length(text: &str) -> usize {
    let mut end = 0;
    let mut rest = text.chars().peekable();
    let mut previous = ' ';
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let inside = script(c) == Script::Spaced
            || (is_joint(c, previous, next) && script(next) == Script::Spaced)
            || c == '\u{200C}';
        if !inside {
            break;
        }
        end += c.len_utf8();
        previous = c;
    }
    let signs = text[end..].bytes().take_while(|byte| matches!(byte, b'+' | b'#')).count();
    let closed = !text[end + signs..].starts_with(|c: char| c.is_alphanumeric());
    let letter = previous.is_ascii_alphabetic();
    if letter && closed && (1..=2).contains(&signs) { end + signs } else { end }
}

/// Whether a mark between two letters joins them.
fn is_joint(c: char, previous: char, next: char) -> bool {
    match c {
        '-' | '\'' | '\u{2019}' | '\u{2010}' | '\u{2011}' | '.' | '_' | '@' => true,
        '&' => previous.is_uppercase() && next.is_uppercase(),
        ',' | ':' => previous.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

/// What is known of the words of a text.
pub(super) struct Lists {
    language: Language,
    own: &'static StopWords,
    english: &'static StopWords,
    /// The text is not in capitals throughout, so that they tell acronyms.
    mixed: bool,
}

impl Lists {
    /// For a text in that language.
    pub(super) fn of(language: Language, text: &str) -> Self {
        Self {
            language,
            own: StopWords::of(language),
            english: StopWords::of(Language::English),
            mixed: text.chars().any(char::is_lowercase),
        }
    }

    /// The bytes of a word that are one of their own: an elided article, an Arabic conjunction.
    pub(super) fn prefix(&self, word: &str) -> usize {
        match self.language {
            Language::Arabic => arabic::prefix(word),
            Language::French | Language::Italian => word
                .find(['\'', '\u{2019}'])
                .filter(|&at| ELIDED.contains(&word[..at].to_lowercase().as_str()))
                .and_then(|at| Some(at + word[at..].chars().next()?.len_utf8()))
                .filter(|&head| head < word.len())
                .unwrap_or(0),
            _ => 0,
        }
    }

    /// What an elided article or a conjunction does.
    pub(super) fn role_of_prefix(&self, head: &str) -> Role {
        let plain = head.to_lowercase().replace('\u{2019}', "'");
        match plain.as_str() {
            head if self.own.links.contains(head) => Role::Link,
            head if self.own.determiners.contains(head) => Role::Determiner,
            _ => Role::Function,
        }
    }

    /// What the list of the language says of a word without spaces around it.
    pub(super) fn listed(&self, word: &str) -> Option<Role> {
        self.own.function.contains(word).then_some(Role::Function)
    }

    /// What a word does.
    pub(super) fn role(&self, word: &str) -> Role {
        if is_code(word) {
            return Role::Code;
        }
        let plain = plain(word);
        let letters = plain.chars().count();
        if letters < 2 {
            return if word.chars().all(char::is_uppercase) { Role::Generic } else { Role::Function };
        }
        if self.mixed && letters <= ACRONYM && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) {
            return Role::Subject;
        }
        self.role_of_plain(word, &plain, letters)
    }

    /// What a word does whose small letters, without marks of Arabic vowels, are `plain`.
    fn role_of_plain(&self, word: &str, plain: &str, letters: usize) -> Role {
        let is_english = matches!(
            self.language,
            Language::English
                | Language::Other
                | Language::Chinese
                | Language::Japanese
                | Language::Korean
                | Language::Thai
        );
        let bare = if self.language == Language::Arabic { arabic::without_article(plain) } else { plain };
        if self.own.links.contains(plain) {
            Role::Link
        } else if self.own.determiners.contains(plain) {
            Role::Determiner
        } else if self.own.parts(plain) {
            Role::Function
        } else if self.own.generic.contains(bare) {
            Role::Generic
        } else if self.own.general.contains(bare) {
            Role::General
        } else if self.is_adverb(plain) {
            Role::Function
        } else if is_english {
            self.role_of_english(plain)
        } else if letters > 2 && self.english.function.contains(plain) {
            Role::Function
        } else if letters > 2 && self.english.generic.contains(plain) {
            Role::Generic
        } else if letters > 2 && self.english.general.contains(plain) {
            Role::General
        } else if self.language == Language::German && word.starts_with(char::is_lowercase) {
            // German writes its nouns with a capital.
            Role::Generic
        } else {
            Role::Subject
        }
    }

    /// Whether a word is an adverb of a language that makes them with `-mente`.
    fn is_adverb(&self, plain: &str) -> bool {
        let mente = matches!(self.language, Language::Italian | Language::Spanish | Language::Portuguese);
        mente && plain.len() > 7 && plain.ends_with("mente")
    }

    fn role_of_english(&self, plain: &str) -> Role {
        if self.english.links.contains(plain) {
            Role::Link
        } else if self.english.determiners.contains(plain) {
            Role::Determiner
        } else if self.english.parts(plain) || (plain.ends_with("ly") && !NO_ADVERBS.contains(&plain)) {
            Role::Function
        } else if self.english.generic.contains(plain) {
            Role::Generic
        } else if self.english.general.contains(plain) {
            Role::General
        } else {
            Role::Subject
        }
    }
}

/// Small letters, straight apostrophes, no marks of Arabic vowels.
pub(super) fn plain(word: &str) -> String {
    let straight = |c: char| if c == '\u{2019}' { '\'' } else { c };
    let is_vowel_mark = |c: &char| matches!(c, '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0640}');
    word.chars().filter(|c| !is_vowel_mark(c)).map(straight).flat_map(char::to_lowercase).collect()
}

/// Whether a word is a number, a version, a checksum, an identifier of a program, an address or a name of a file.
fn is_code(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let hexadecimal = word.len() >= 7 && digits > 1 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    if word.contains(['_', '@']) || hexadecimal || (letters == 0 && digits > 0) {
        return true;
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        // `10ms`, `2nd`, `1.0-rc`; but `5G`, `3D`, `2FA`.
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        return word.contains('.') || !(1..=2).contains(&unit.len()) || !unit.chars().all(char::is_uppercase);
    }
    let version =
        word.strip_prefix(['v', 'V']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let ending = word.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let named = word.starts_with(char::is_uppercase) && word.ends_with(".js");
    version
        || digits > 4
        || word.matches('.').count() > 1
        || (!named && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())))
}
