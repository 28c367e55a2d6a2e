//! Words that say which ones and not what: a heading is known without them.

/// At either end of a heading, by language, in the form of [`key`](super::words::key).
static MODIFIERS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "key",
            "main",
            "top",
            "major",
            "emerging",
            "new",
            "notable",
            "important",
            "other",
            "further",
            "more",
            "additional",
            "selected",
            "recent",
            "latest",
            "open",
            "our",
            "the",
            "weekly",
            "monthly",
            "of",
            "for",
            "this",
            "week",
            "weeks",
            "month",
            "months",
            "year",
            "years",
            "day",
            "days",
            "today",
            "todays",
            "list",
            "section",
            "part",
        ],
    ),
    (
        "fr",
        &[
            "principaux",
            "principales",
            "nouveaux",
            "nouvelles",
            "emergents",
            "emergentes",
            "autres",
            "les",
            "des",
            "de",
            "la",
            "du",
            "cles",
            "semaine",
            "mois",
            "annee",
            "jour",
            "ouvertes",
        ],
    ),
    (
        "de",
        &[
            "wichtige",
            "wichtigste",
            "neue",
            "weitere",
            "aktuelle",
            "aufkommende",
            "die",
            "der",
            "des",
            "woche",
            "monats",
            "jahres",
            "offene",
        ],
    ),
    (
        "es",
        &[
            "principales",
            "nuevos",
            "nuevas",
            "emergentes",
            "otros",
            "otras",
            "los",
            "las",
            "del",
            "semana",
            "mes",
            "ano",
            "clave",
            "abiertas",
        ],
    ),
    (
        "it",
        &[
            "principali",
            "nuovi",
            "nuove",
            "emergenti",
            "altri",
            "altre",
            "gli",
            "le",
            "della",
            "settimana",
            "mese",
            "chiave",
            "aperte",
        ],
    ),
    (
        "pt",
        &[
            "principais",
            "emergentes",
            "novos",
            "novas",
            "outros",
            "outras",
            "os",
            "as",
            "da",
            "do",
            "chave",
            "abertas",
        ],
    ),
    (
        "nl",
        &["belangrijke", "belangrijkste", "nieuwe", "opkomende", "andere", "overige", "van", "week", "open"],
    ),
    ("ko", &["주요", "핵심", "새로운", "이번", "주의", "기타"]),
    ("ar", &["اهم", "ابرز", "الرييسية", "الناشية", "الجديدة", "هذا", "الاسبوع", "اخرى"]),
];

/// At either end where words have no spaces between them.
static AFFIXES: &[&str] = &[
    "主要な",
    "主な",
    "注目の",
    "新しい",
    "今週の",
    "今月の",
    "新たな",
    "その他の",
    "主要",
    "关键",
    "關鍵",
    "新兴",
    "新興",
    "重点",
    "重點",
    "核心",
    "本周",
    "本週",
    "每周",
    "本月",
    "最新",
    "其他",
    "列表",
    "一覧",
    "清单",
    "주요",
    "핵심",
];

/// Whether a word, as a key, only says which ones.
pub(super) fn is_modifier(word: &str) -> bool {
    MODIFIERS.iter().any(|(_, words)| words.contains(&word))
}

/// A key without one such part at its start and one at its end.
pub(super) fn without_affixes(key: &str) -> &str {
    let front = AFFIXES.iter().find_map(|affix| key.strip_prefix(affix)).filter(|rest| !rest.is_empty());
    let key = front.unwrap_or(key);
    AFFIXES.iter().find_map(|affix| key.strip_suffix(affix)).filter(|rest| !rest.is_empty()).unwrap_or(key)
}

/// All of them, for tests.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    MODIFIERS.iter().flat_map(|(_, words)| *words).chain(AFFIXES).copied()
}
