//! Which language a text is in: by its script, then by its function words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::script::{Script, script};
use super::stop_words::listed;
use super::tag::Language;

/// So many words with spaces between them are looked at.
const WORDS: usize = 1000;

/// A Chinese, Japanese or Thai letter counts like so many letters of a script with spaces.
const DENSE: usize = 3;

/// One in so many words is a function word at least, in a text whose language they tell.
const LEAST_SHARE: u64 = 12;

/// Letters of a text by script.
#[derive(Default)]
struct Letters {
    han: usize,
    kana: usize,
    hangul: usize,
    thai: usize,
    arabic: usize,
    other: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars() {
            let count = match script(c) {
                Script::Han => &mut letters.han,
                Script::Hiragana | Script::Katakana => &mut letters.kana,
                Script::Hangul => &mut letters.hangul,
                Script::Thai => &mut letters.thai,
                Script::Spaced if matches!(c, '\u{0600}'..='\u{06FF}') => &mut letters.arabic,
                Script::Spaced if c.is_alphabetic() => &mut letters.other,
                _ => continue,
            };
            *count += 1;
        }
        letters
    }

    /// The language, where the script tells it.
    fn language(&self) -> Option<Language> {
        let cjk = self.han + self.kana;
        let east = if self.kana * 20 > cjk { Language::Japanese } else { Language::Chinese };
        let weights = [
            (cjk * DENSE, east),
            (self.hangul * 2, Language::Korean),
            (self.thai, Language::Thai),
            (self.arabic, Language::Arabic),
        ];
        let (weight, language) = weights.into_iter().max_by_key(|&(weight, _)| weight)?;
        (weight > 0 && weight >= self.other).then_some(language)
    }
}

impl Language {
    /// The language of a text, where its script tells it.
    #[must_use]
    pub fn of_script(text: &str) -> Option<Self> {
        Letters::of(text).language()
    }

    /// The language of a text, told by its script, then by its function words; [`Language::Other`] where they tell none.
    /// Linear in the length of the text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Letters::of(text).language().unwrap_or_else(|| by_function_words(text))
    }
}

/// Of each function word, how many languages have it.
static SHARED: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
    let mut shared = FxHashMap::default();
    for word in listed().flat_map(|(_, list)| &list.function) {
        *shared.entry(*word).or_insert(0) += 1;
    }
    shared
});

/// The language whose function words are most frequent, each counted the less the more languages have it (`a`, `me`); words in
/// capitals are none (`AI`, `IT`). The first of equals.
fn by_function_words(text: &str) -> Language {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| !word.is_empty())
        .take(WORDS)
        .collect();
    let small =
        words.iter().filter(|word| word.chars().any(char::is_lowercase)).map(|word| word.to_lowercase());
    let mut told: FxHashMap<String, u32> = FxHashMap::default();
    for word in small.filter(|word| SHARED.contains_key(word.as_str())) {
        *told.entry(word).or_insert(0) += 1;
    }
    let mut told: Vec<(String, u32)> = told.into_iter().collect();
    told.sort_unstable();
    let mut best = (0.0, 0, Language::Other);
    for (language, list) in listed() {
        let own = || told.iter().filter(|(word, _)| list.function.contains(word.as_str()));
        let weight: f64 =
            own().map(|(word, count)| f64::from(*count) / f64::from(SHARED[word.as_str()])).sum();
        if weight > best.0 {
            best = (weight, own().map(|(_, count)| *count).sum(), language);
        }
    }
    let (_, hits, language) = best;
    let enough = u64::from(hits) * LEAST_SHARE >= words.len() as u64;
    if enough { language } else { Language::Other }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_text_tells_its_language() {
        for (text, language) in [
            ("The harbor sells the warm water of its cranes", Language::English),
            ("Le port vend l'eau chaude de ses grues", Language::French),
            ("Der Hafen verkauft das warme Wasser seiner Krane", Language::German),
            ("El puerto vende el agua caliente de sus grúas", Language::Spanish),
            ("Il porto vende l'acqua calda delle sue gru", Language::Italian),
            ("O porto vende a água quente dos seus guindastes", Language::Portuguese),
            ("De haven verkoopt het warme water van zijn kranen", Language::Dutch),
            ("港口出售起重机的热水", Language::Chinese),
            ("港はクレーンのお湯を売る", Language::Japanese),
            ("항구는 크레인의 온수를 판다", Language::Korean),
            ("ท่าเรือขายน้ำอุ่นจากเครน", Language::Thai),
            ("الميناء يبيع الماء الدافئ", Language::Arabic),
            ("Гавань продает теплую воду из своих кранов, и она не дорогая", Language::Russian),
            ("AI models, AI tools, AI chips, AI law, AI for all", Language::English),
            ("Kubernetes Terraform Grafana", Language::Other),
            ("", Language::Other),
        ] {
            assert_eq!(Language::of(text), language, "{text}");
        }
    }

    #[test]
    fn names_of_tools_do_not_hide_the_script_around_them() {
        assert_eq!(Language::of("Tidepool FerryQueueを更新しました"), Language::Japanese);
        assert_eq!(Language::of("使用 Swap.js 和 chroma.js 处理数据中心"), Language::Chinese);
    }
}
