//! Column headers in eleven languages, and the column that each means.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::folding::folded;
use crate::parse::vocabulary::words::key;
use crate::similarity::damerau_levenshtein;

/// Canonical name of a column, and its headers between bars. Compared as [`key`] says.
#[rustfmt::skip]
static COLUMNS: &[(&str, &str)] = &[
    ("name", "name|title|names|titles|heading|headline|\
        nom|titre|intitulé|Bezeichnung|Titel|nombre|título|nome|titolo|denominazione|denominação|naam|\
        名称|名稱|名字|标题|標題|名前|名|タイトル|題名|이름|명칭|제목|الاسم|اسم|العنوان|عنوان"),
    ("description", "description|desc|descriptions|\
        descriptif|Beschreibung|descripción|descrizione|descrição|beschrijving|omschrijving|\
        描述|说明|說明|简介|簡介|説明|記述|설명|الوصف|وصف"),
    ("relevancy", "relevancy|relevance|\
        pertinence|Relevanz|relevancia|rilevanza|relevância|relevantie|\
        相关性|相關性|关联度|關聯度|関連性|重要度|관련성|중요도|الأهمية|الصلة"),
    ("change", "change|\
        changement|évolution|Veränderung|Wandel|Änderung|cambio|cambiamento|mudança|verandering|\
        变化|變化|転換|변화|التغيير|التغير"),
    ("ten_year", "10-year|10-year horizon|10y horizon|10y|10 years|ten-year|ten years|in 10 years|horizon|time horizon|10-year outlook|\
        horizon à 10 ans|dans 10 ans|horizon temporel|Horizont|Zeithorizont|in 10 Jahren|horizonte|horizonte temporal|en 10 años|\
        orizzonte|orizzonte temporale|tra 10 anni|em 10 anos|tijdshorizon|over 10 jaar|\
        十年|十年展望|10年|时间范围|時間範圍|10年後|10年展望|タイムホライズン|10년 후|10년 전망|시간 범위|بعد 10 سنوات|الأفق|الأفق الزمني"),
    ("driving_force", "driving-force|driving forces|driver|drivers|\
        force motrice|forces motrices|moteur|Treiber|treibende Kraft|Triebkraft|impulsor|impulsores|fuerza motriz|\
        forza trainante|forza motrice|impulsionador|força motriz|drijfveer|drijvende kracht|\
        驱动力|驅動力|驱动因素|驅動因素|推進力|ドライバー|동인|추진력|القوة الدافعة|المحرك|الدافع"),
    ("date", "date|jour|Datum|fecha|data|giorno|日期|日付|날짜|일자|التاريخ|تاريخ"),
    ("source", "source|sources|Quelle|Quellen|fuente|fuentes|fonte|fonti|fontes|bron|bronnen|来源|來源|出处|出處|出典|ソース|출처|المصدر|المصادر"),
    ("link", "link|links|url|lien|liens|adresse|enlace|enlaces|collegamento|ligação|koppeling|链接|鏈接|連結|リンク|링크|الرابط|رابط|الروابط"),
    ("category", "category|categories|catégorie|Kategorie|categoría|categoria|categorie|类别|類別|分类|分類|カテゴリ|カテゴリー|카테고리|분류|الفئة|التصنيف"),
];

/// Headers that mean the description where no better one stands in the table.
static DESCRIBING: &str = "why|why it matters|what|what it is|about|details|detail|text|notes|note|remarks|comment|comments|explanation|summary|\
    definition|content|pourquoi|détails|texte|remarques|commentaire|explication|définition|contenu|warum|Einzelheiten|Erklärung|Anmerkung|Anmerkungen|\
    Bemerkung|Inhalt|por qué|detalles|texto|notas|comentario|explicación|definición|contenido|perché|dettagli|testo|commento|spiegazione|\
    definizione|contenuto|por quê|detalhes|comentário|explicação|definição|conteúdo|waarom|toelichting|opmerking|opmerkingen|uitleg|inhoud|\
    原因|为什么|為什麼|详情|詳情|内容|內容|备注|備註|解释|解釋|理由|なぜ|詳細|備考|解説|이유|내용|상세|비고|السبب|لماذا|التفاصيل|المحتوى|ملاحظات|الشرح";

/// Headers of a running number.
static NUMBERING: &str = "#|no|no.|nr|nr.|n°|nº|№|num|number|index|idx|rank|id|numéro|rang|Nummer|número|numero|n|sl|序号|序號|编号|編號|排名|番号|順位|번호|순번|순위|الرقم|رقم";

/// First headers of a table that lists properties of one thing.
static KEYS: &str = "key|field|property|attribute|parameter|metric|setting|option|item|variable|champ|propriété|paramètre|élément|Feld|Eigenschaft|Merkmal|Kennzahl|\
    campo|propiedad|elemento|campo|proprietà|proprietario|propriedade|veld|eigenschap|kenmerk|项目|項目|字段|属性|屬性|参数|指标|指標|키|항목|속성|필드|지표|المفتاح|الحقل|البند";

/// Second headers of such a table.
static VALUES: &str = "value|values|content|valeur|contenu|Wert|Inhalt|valor|contenido|valore|contenuto|conteúdo|waarde|inhoud|值|内容|內容|数值|數值|値|값|내용|القيمة|المحتوى";

type Keys = LazyLock<FxHashMap<String, &'static str>>;

fn keys(columns: &'static [(&'static str, &'static str)]) -> FxHashMap<String, &'static str> {
    let mut found = FxHashMap::default();
    for &(column, headers) in columns {
        for header in headers.split('|').map(key).chain([key(column)]) {
            found.entry(header).or_insert(column);
        }
    }
    found
}

static KNOWN: Keys = LazyLock::new(|| keys(COLUMNS));

/// What else a header may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Hint {
    /// It describes, unless another column does so more plainly.
    Describes,
    /// It numbers the rows.
    Numbers,
    /// It names properties.
    Keys,
    /// It holds the values of properties.
    Values,
}

static HINTS: LazyLock<Vec<(Hint, FxHashMap<String, &'static str>)>> = LazyLock::new(|| {
    let of = |headers: &'static str| headers.split('|').map(|header| (key(header), header)).collect();
    vec![
        (Hint::Describes, of(DESCRIBING)),
        (Hint::Numbers, of(NUMBERING)),
        (Hint::Keys, of(KEYS)),
        (Hint::Values, of(VALUES)),
    ]
});

/// Whether a header says that. O(1).
pub(in crate::parse) fn hints(header: &str, hint: Hint) -> bool {
    let header = header.trim();
    if hint == Hint::Numbers && matches!(header, "#" | "№" | "N°" | "n°" | "Nº" | "nº") {
        return true;
    }
    let key = key(header);
    !key.is_empty() && HINTS.iter().any(|(known, headers)| *known == hint && headers.contains_key(&key))
}

/// The canonical name of the column that a header or word means. O(1).
pub(in crate::parse) fn known(header: &str) -> Option<&'static str> {
    KNOWN.get(&key(header)).copied().filter(|_| !header.is_empty())
}

/// Whether that is the canonical name of a column.
pub(in crate::parse) fn is_canonical(name: &str) -> bool {
    COLUMNS.iter().any(|(column, _)| *column == name)
}

/// A word that is this much like a header is that header, misspelled: one slip in five letters.
const SLIP: f64 = 0.8;

/// What a word of the configuration means as a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnMeant {
    /// One that portent knows, under its canonical name: `Desc` is `description`.
    Known(&'static str),
    /// Nothing that portent knows, but so near to this word that it is a slip.
    Near(&'static str),
    /// An attribute of that name.
    Attribute,
}

/// Which column a word means. Case, accents, spacing and punctuation are ignored. O(known headers).
///
/// ```
/// use portent::parse::{ColumnMeant, column_meant};
/// assert_eq!(column_meant("Relevance"), ColumnMeant::Known("relevancy"));
/// assert_eq!(column_meant("descripton"), ColumnMeant::Near("description"));
/// assert_eq!(column_meant("probability"), ColumnMeant::Attribute);
/// ```
#[must_use]
pub fn column_meant(word: &str) -> ColumnMeant {
    if let Some(known) = known(word) {
        return ColumnMeant::Known(known);
    }
    let asked = folded(word);
    let headers = COLUMNS.iter().take(6).flat_map(|(_, headers)| headers.split('|'));
    let alike = |header: &'static str| (damerau_levenshtein(&folded(header), &asked), header);
    let nearest = headers.map(alike).max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((likeness, header)) if likeness >= SLIP => ColumnMeant::Near(header),
        _ => ColumnMeant::Attribute,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_means_two_columns() {
        let mut seen: FxHashMap<String, &str> = FxHashMap::default();
        for (column, headers) in COLUMNS {
            for header in headers.split('|') {
                let before = *seen.entry(key(header)).or_insert(column);
                assert_eq!(before, *column, "{header} means two columns");
                assert!(!key(header).is_empty() && header.trim() == header, "{header:?}");
            }
        }
        assert_eq!(known(""), None);
        assert_eq!(known("—"), None);
    }

    #[test]
    fn headers_are_known_in_their_languages() {
        for (header, column) in [
            ("Nom", "name"),
            ("Título", "name"),
            ("名称", "name"),
            ("BESCHREIBUNG:", "description"),
            ("설명", "description"),
            ("Horizont", "ten_year"),
            ("Force motrice", "driving_force"),
            ("URL", "link"),
            ("المصدر", "source"),
        ] {
            assert_eq!(known(header), Some(column), "{header}");
        }
        assert!(hints("N°", Hint::Numbers) && hints("#", Hint::Numbers) && hints("序号", Hint::Numbers));
        assert!(hints("Why", Hint::Describes) && hints("Field", Hint::Keys) && hints("Wert", Hint::Values));
        assert!(!hints("", Hint::Numbers) && !hints("Name", Hint::Keys));
    }

    #[test]
    fn a_slip_is_told_from_another_word() {
        for (slip, meant) in
            [("relevency", "relevancy"), ("Driving_Frce", "driving-force"), ("chagne", "change")]
        {
            assert_eq!(column_meant(slip), ColumnMeant::Near(meant), "{slip}");
        }
        for word in ["exchange", "game", "Land", "country", "\u{51fa}\u{5904}x", ""] {
            assert_eq!(column_meant(word), ColumnMeant::Attribute, "{word}");
        }
        assert_eq!(column_meant("Driving Force"), ColumnMeant::Known("driving_force"));
    }
}
