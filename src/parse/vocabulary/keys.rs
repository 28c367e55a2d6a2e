//! Which key of a page's head means what: front matter, `Key: value` lines and `key:: value` properties.
//!
//! Keys are compared without case, spacing, punctuation and accents (`date_created` is `Date created`, `thematiques` is
//! `thématiques`). Where a page has several keys of one meaning, the one that stands first in [`KEYS`] counts.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// What a key of a page's head means. In files it is one word: `date`, or the name of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum KeyMeaning {
    /// The title.
    Title,
    /// What the page is called, where it has no title.
    Name,
    /// Another title of the page.
    Alias,
    /// The edition that the page came from.
    Edition,
    /// The day on which the page was made or published.
    Date,
    /// The day on which the page was changed: its date where it states no other.
    Changed,
    /// The page's own address.
    Address,
    /// Who wrote it.
    Author,
    /// Where it appeared; its address, where the value is one.
    Source,
    /// The language in which it is written.
    Language,
    /// What it says in short.
    Summary,
    /// The category of the article.
    Category,
    /// The type of the article.
    Type,
    /// Each value is a mention of the kind of this name.
    Kind(Cow<'static, str>),
    /// Kept under its own name: any other key.
    Attribute,
    /// Left out, as the configuration wants it.
    Ignore,
}

/// The meanings that have a word of their own.
static WORDS: &[(&str, KeyMeaning)] = &[
    ("title", KeyMeaning::Title),
    ("name", KeyMeaning::Name),
    ("alias", KeyMeaning::Alias),
    ("edition", KeyMeaning::Edition),
    ("date", KeyMeaning::Date),
    ("changed", KeyMeaning::Changed),
    ("address", KeyMeaning::Address),
    ("author", KeyMeaning::Author),
    ("source", KeyMeaning::Source),
    ("language", KeyMeaning::Language),
    ("summary", KeyMeaning::Summary),
    ("category", KeyMeaning::Category),
    ("type", KeyMeaning::Type),
    ("attribute", KeyMeaning::Attribute),
    ("ignore", KeyMeaning::Ignore),
];

impl KeyMeaning {
    /// The words of all meanings but kinds, in order.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|&(word, _)| word)
    }

    /// The word of the meaning; the name of a kind.
    ///
    /// ```
    /// use portent::parse::KeyMeaning;
    ///
    /// assert_eq!(KeyMeaning::from("date".to_owned()), KeyMeaning::Date);
    /// assert_eq!(KeyMeaning::Kind("theme".into()).word(), "theme");
    /// ```
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Kind(name) => name,
            other => {
                WORDS.iter().find(|(_, meaning)| meaning == other).map_or("attribute", |&(word, _)| word)
            }
        }
    }
}

/// A word of its own, or else the name of a kind.
impl From<String> for KeyMeaning {
    fn from(word: String) -> Self {
        let known = WORDS.iter().find(|&&(known, _)| known == word);
        known.map_or(Self::Kind(word.into()), |(_, meaning)| meaning.clone())
    }
}

impl From<KeyMeaning> for String {
    fn from(meaning: KeyMeaning) -> Self {
        meaning.word().to_owned()
    }
}

const KEYWORD: KeyMeaning = KeyMeaning::Kind(Cow::Borrowed("keyword"));
const THEME: KeyMeaning = KeyMeaning::Kind(Cow::Borrowed("theme"));

/// Keys by meaning. Of several keys of one meaning on a page the first one here counts: a day of publishing before one of
/// making, that before one of reading, and a bare year last.
#[rustfmt::skip]
static KEYS: &[(KeyMeaning, &[&str])] = &[
    (KeyMeaning::Title, &[
        "title", "headline", "titre", "titel", "título", "titolo", "标题", "標題", "タイトル", "題名", "제목", "العنوان", "عنوان",
    ]),
    (KeyMeaning::Name, &["name", "full name", "h1", "long title", "nom", "nombre", "nome", "naam", "名称", "名前", "이름", "الاسم"]),
    (KeyMeaning::Alias, &["aliases", "alias", "title aliases", "also known as", "别名", "別名", "エイリアス", "별칭"]),
    (KeyMeaning::Edition, &["edition", "issue date", "ausgabe", "édition", "edición", "edizione", "editie"]),
    (KeyMeaning::Date, &[
        "date", "datum", "fecha", "data", "日期", "日付", "날짜", "التاريخ", "تاريخ", "day",
        "published", "pub date", "publish date", "published date", "date published", "published at", "published on",
        "publication date", "date of publication", "date publication", "release date", "posted", "posted on", "post date",
        "publié", "publié le", "date de publication", "veröffentlicht", "veröffentlicht am", "veröffentlichung",
        "erscheinungsdatum", "publicado", "fecha de publicación", "publicado em", "data de publicação", "pubblicato",
        "data di pubblicazione", "gepubliceerd", "publicatiedatum", "发布日期", "发表日期", "发布时间", "發布日期", "公開日", "発行日", "投稿日",
        "게시일", "발행일", "تاريخ النشر",
        "created", "date created", "created at", "created on", "created time", "created date", "creation date",
        "create date", "create time", "ctime", "date added", "added", "added at", "added on", "date creation", "créé",
        "créé le", "date de création", "erstellt", "erstellt am", "erstellungsdatum", "angelegt", "creado",
        "fecha de creación", "criado", "criado em", "data de criação", "creato", "data di creazione", "aangemaakt",
        "创建", "创建时间", "创建日期", "建立日期", "作成日", "作成日時", "생성일", "작성일", "تاريخ الإنشاء", "تم الإنشاء",
        "meeting date", "event date", "incident date", "start date", "decided", "date decided",
        "discovery date", "discovered", "date discovered", "date read", "read date", "read on", "date saved", "saved",
        "saved at", "clipped", "date clipped", "slurped", "captured", "retrieved", "date retrieved", "accessed",
        "access date", "date accessed", "collection date", "timestamp", "datetime", "date time",
        "year", "publication year", "année", "jahr", "año", "anno", "ano", "jaar", "年", "年份", "연도", "السنة",
    ]),
    (KeyMeaning::Changed, &[
        "updated", "update", "updated at", "updated on", "date updated", "last updated", "last update", "update date",
        "modified", "date modified", "modified at", "modification date", "last modified", "last modified at", "lastmod",
        "mtime", "last edited", "last edited time", "edited", "changed", "date changed", "last changed", "revised",
        "mis à jour", "mise à jour", "modifié", "modifié le", "geändert", "geändert am", "aktualisiert", "actualizado",
        "fecha de actualización", "modificado", "atualizado", "aggiornato", "modificato", "bijgewerkt", "gewijzigd",
        "更新", "更新时间", "更新日期", "修改时间", "修改日期", "更新日", "最終更新日", "수정일", "تاريخ التحديث",
    ]),
    (KeyMeaning::Address, &[
        "external link", "external url", "url", "link", "canonical", "canonical url", "canonical link", "original url",
        "original link", "article url", "page url", "source url", "source link", "web page", "website", "href", "lien", "enlace",
        "collegamento", "verweis", "链接", "連結", "网址", "リンク", "링크", "الرابط", "رابط", "permalink",
    ]),
    (KeyMeaning::Author, &[
        "author", "authors", "byline", "written by", "creator", "creators", "writer", "created by", "auteur",
        "auteurs", "autor", "autoren", "autorin", "verfasser", "autores", "autora", "autore", "autori", "作者", "著者",
        "筆者", "執筆者", "저자", "작성자", "글쓴이", "المؤلف", "الكاتب", "المنشيء",
    ]),
    (KeyMeaning::Source, &[
        "source", "publication", "publisher", "site", "site name", "newspaper", "journal", "outlet", "via", "quelle",
        "fuente", "fonte", "bron", "来源", "來源", "出处", "出典", "情報源", "출처", "المصدر", "مصدر",
    ]),
    (KeyMeaning::Language, &[
        "language", "lang", "locale", "langue", "sprache", "idioma", "lingua", "língua", "taal", "语言", "語言", "言語", "언어", "اللغة",
    ]),
    (KeyMeaning::Summary, &[
        "summary", "abstract", "tldr", "excerpt", "description", "desc", "synopsis", "résumé", "zusammenfassung",
        "kurzfassung", "resumen", "resumo", "riassunto", "sommario", "samenvatting", "beschreibung", "descripción",
        "descrição", "descrizione", "beschrijving", "toelichting", "摘要", "概要", "描述", "要約", "説明", "요약", "설명", "ملخص", "الملخص", "الوصف",
    ]),
    (KeyMeaning::Category, &[
        "category", "catégorie", "kategorie", "categoría", "categoria", "categorie", "rubrique", "rubrik", "sección", "分类", "分類",
        "カテゴリ", "カテゴリー", "카테고리", "분류", "التصنيف", "الفئة",
    ]),
    (KeyMeaning::Type, &["type", "typ", "tipo", "类型", "類型", "種類", "종류", "유형", "النوع"]),
    (KEYWORD, &[
        "tags", "tag", "keywords", "keyword", "key words", "topics", "topic", "categories", "subjects", "subject", "labels", "label",
        "topic categories", "taxonomy", "mots clés", "mot clé", "étiquettes", "étiquette", "catégories", "sujets", "sujet",
        "schlagwörter", "schlagwort", "schlagworte", "stichwörter", "stichworte", "kategorien", "etiquetas", "etiqueta",
        "palabras clave", "categorías", "tópicos", "palavras chave", "categorias", "marcadores", "etichette", "parole chiave",
        "argomenti", "argomento", "trefwoorden", "trefwoord", "labels", "categorieën", "onderwerp", "onderwerpen",
        "标签", "標籤", "关键词", "关键字", "關鍵詞", "關鍵字", "话题", "話題", "タグ", "キーワード", "トピック", "태그", "키워드", "토픽",
        "الوسوم", "وسوم", "الكلمات المفتاحية", "كلمات مفتاحية", "التصنيفات", "المواضيع", "مواضيع", "المعرفة",
    ]),
    (THEME, &[
        "themes", "theme", "thème", "thèmes", "thématique", "thématiques", "themen", "thema", "thema's", "temas", "tema",
        "temi", "tematiche", "主题", "主題", "テーマ", "주제", "테마", "الموضوع", "الموضوعات",
    ]),
];

/// Keys in their comparison form, with meaning and place in [`KEYS`].
static BY_KEY: LazyLock<FxHashMap<String, (u16, &'static KeyMeaning)>> = LazyLock::new(|| {
    let rows = KEYS.iter().flat_map(|(meaning, words)| words.iter().map(move |word| (folded(word), meaning)));
    let mut known = FxHashMap::default();
    for ((word, meaning), place) in rows.zip(0..) {
        known.entry(word).or_insert((place, meaning));
    }
    known
});

/// What the built-in table says of a key, and its place there: the lower one counts. O(length).
pub(in crate::parse) fn known(key: &str) -> Option<(u16, &'static KeyMeaning)> {
    BY_KEY.get(&folded(key)).copied()
}

/// Whether two keys are equal but for case, spacing, punctuation and accents.
pub(in crate::parse) fn same_key(a: &str, b: &str) -> bool {
    let a = folded(a);
    !a.is_empty() && a == folded(b)
}

/// Letters and digits in lower case, without accents: equal for two spellings of one key.
pub(in crate::parse) fn folded(key: &str) -> String {
    let significant = |c: &char| c.is_alphanumeric();
    if key.is_ascii() {
        return key.chars().filter(significant).map(|c| c.to_ascii_lowercase()).collect();
    }
    // What marks are in other scripts, no two keys differ by alone.
    key.nfd().filter(significant).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_in_any_case_spacing_and_composition() {
        for (key, meaning) in [
            ("Date Created", KeyMeaning::Date),
            ("date_created", KeyMeaning::Date),
            ("pubDate", KeyMeaning::Date),
            ("date (read)", KeyMeaning::Date),
            ("Last-Modified", KeyMeaning::Changed),
            ("the\u{301}matiques", THEME),
            ("th\u{e9}matiques", THEME),
            ("thematiques", THEME),
            ("SCHLAGWO\u{308}RTER", KEYWORD),
            ("\u{1f4c5} Date", KeyMeaning::Date),
            ("作者", KeyMeaning::Author),
        ] {
            assert_eq!(known(key).map(|(_, meaning)| meaning), Some(&meaning), "{key}");
        }
        for key in ["", "\u{1f4c5}", "ring", "dates"] {
            assert_eq!(known(key), None, "{key}");
        }
    }

    #[test]
    fn a_day_of_publishing_counts_before_one_of_making_and_that_before_one_of_change() {
        let place = |key: &str| known(key).map(|(place, _)| place).unwrap_or(u16::MAX);
        let order = ["date", "published", "created", "discovery_date", "year", "updated"];
        assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])));
        assert!(place("url") < place("permalink"));
    }

    #[test]
    fn no_key_has_two_meanings() {
        for (meaning, words) in KEYS {
            for word in *words {
                assert_eq!(known(word).map(|(_, meaning)| meaning), Some(meaning), "{word}");
            }
        }
    }

    #[test]
    fn meanings_are_words_and_back() {
        for word in KeyMeaning::words() {
            assert_eq!(KeyMeaning::from(word.to_owned()).word(), word);
        }
        assert_eq!(KeyMeaning::from("signal".to_owned()), KeyMeaning::Kind("signal".into()));
    }
}
