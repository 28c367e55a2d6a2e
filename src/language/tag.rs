//! The languages whose words are known.

macro_rules! languages {
    ($($(#[$meta:meta])* $name:ident = $code:literal,)*) => {
        /// A language whose words are known, or any other.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub enum Language {
            $(#[doc = concat!("`", $code, "`")] $name,)*
            /// Any other: words are told apart by spaces, and English function words are known.
            #[default]
            Other,
        }

        impl Language {
            /// All that are known, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code of ISO 639-1; `und` for any other.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                    Self::Other => "und",
                }
            }
        }
    };
}

languages! {
    English = "en",
    French = "fr",
    German = "de",
    Spanish = "es",
    Italian = "it",
    Portuguese = "pt",
    Dutch = "nl",
    Swedish = "sv",
    Danish = "da",
    Norwegian = "no",
    Finnish = "fi",
    Hungarian = "hu",
    Czech = "cs",
    Polish = "pl",
    Turkish = "tr",
    Russian = "ru",
    Arabic = "ar",
    Chinese = "zh",
    Japanese = "ja",
    Korean = "ko",
    Thai = "th",
}

impl Language {
    /// The language of that code.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.code() == code)
    }
}
