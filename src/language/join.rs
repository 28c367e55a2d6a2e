//! Two phrases joined as a heading joins them.

use super::tag::Language;

impl Language {
    /// What stands between the two parts of a heading: `and` between spaces, or a mark.
    fn between(self) -> &'static str {
        match self {
            Self::French => " et ",
            Self::German => " und ",
            Self::Spanish => " y ",
            Self::Italian | Self::Portuguese => " e ",
            Self::Dutch => " en ",
            Self::Swedish => " och ",
            Self::Danish | Self::Norwegian => " og ",
            Self::Finnish => " ja ",
            Self::Hungarian => " \u{e9}s ",
            Self::Czech => " a ",
            Self::Polish => " i ",
            Self::Turkish => " ve ",
            Self::Russian => " \u{438} ",
            // The Arabic conjunction is a part of the word behind it.
            Self::Arabic => " \u{648}",
            Self::Chinese | Self::Japanese => "\u{3001}",
            Self::Korean => "\u{b7}",
            Self::Thai => "\u{e41}\u{e25}\u{e30}",
            Self::English | Self::Other => " and ",
        }
    }

    /// The two phrases that a heading of the language joins, or all of it where it joins none. An English one is known in any
    /// language, for short texts are easily mistaken.
    pub(crate) fn parts(self, heading: &str) -> Vec<&str> {
        let between = [self, Self::English].map(Self::between);
        let found = between.into_iter().find_map(|between| heading.split_once(between));
        found.map_or_else(|| vec![heading], |(first, second)| vec![first, second])
    }

    /// Two phrases of the language as one heading.
    ///
    /// ```
    /// use portent::language::Language;
    ///
    /// assert_eq!(Language::English.joined("jobs", "skills"), "jobs and skills");
    /// assert_eq!(Language::Spanish.joined("datos", "inteligencia artificial"), "datos e inteligencia artificial");
    /// assert_eq!(Language::Japanese.joined("岸壁", "港"), "岸壁、港");
    /// ```
    #[must_use]
    pub fn joined(self, first: &str, second: &str) -> String {
        let lower = second.to_lowercase();
        let like_i = lower.starts_with('i') || lower.starts_with("hi") && !lower.starts_with("hie");
        let between = if self == Self::Spanish && like_i { " e " } else { self.between() };
        [first, between, second].concat()
    }
}
