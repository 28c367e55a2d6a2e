//! Headings in eleven languages, and what the sections under them are read as.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::parse::vocabulary::words::key;

/// What a section is read as (a kind, or a word of [`Section`](super::section::Section)): language, and its headings
/// between bars. Compared as [`key`] says.
type Headings = (&'static str, &'static [(&'static str, &'static str)]);

#[rustfmt::skip]
// Of problems and questions only the plural: "Problem" heads the first part of many an essay or decision.
static HEADINGS: &[Headings] = &[
    ("signal", &[
        ("en", "signals|signal|weak signals|weak signal|early signals|early warnings|faint signals|signals of change|seeds|seeds of change|\
                trends|trend|megatrends|tendencies|drivers|drivers of change|driving forces|change drivers|wild cards|wildcards"),
        ("fr", "signaux|signal faible|signaux faibles|signaux précoces|signaux de changement|germes|germes de changement|tendances|tendance|\
                mégatendances|moteurs de changement|facteurs de changement|forces motrices|moteurs"),
        ("de", "Signale|schwaches Signal|schwache Signale|frühe Signale|Frühsignale|Keime|Trends|Megatrends|Tendenzen|Tendenz|Treiber|\
                Treiber des Wandels|treibende Kräfte|Triebkräfte"),
        ("es", "señales|señal|señal débil|señales débiles|señales tempranas|señales de cambio|semillas|semillas de cambio|tendencias|tendencia|\
                megatendencias|impulsores|impulsores de cambio|motores de cambio|fuerzas motrices"),
        ("it", "segnali|segnale|segnali deboli|segnale debole|segnali precoci|segnali di cambiamento|semi|semi di cambiamento|tendenze|tendenza|\
                megatendenze|megatrend|fattori di cambiamento|fattori trainanti|forze trainanti"),
        ("pt", "sinais|sinal|sinais fracos|sinal fraco|sinais precoces|sinais de mudança|sementes|sementes de mudança|tendências|tendência|\
                megatendências|impulsionadores|motores de mudança|forças motrizes"),
        ("nl", "signalen|signaal|zwakke signalen|zwak signaal|vroege signalen|zaden|kiemen|trends|megatrends|tendensen|drijfveren|\
                drijvende krachten|aanjagers"),
        ("zh", "信号|信號|弱信号|弱信號|微弱信号|微弱信號|早期信号|早期信號|变化信号|變化信號|种子|種子|趋势|趨勢|大趋势|大趨勢|驱动因素|\
                驅動因素|驱动力|驅動力"),
        ("ja", "シグナル|弱いシグナル|ウィークシグナル|微弱シグナル|信号|弱い信号|兆し|兆候|種|種子|トレンド|メガトレンド|傾向|動向|ドライバー|推進力|\
                駆動力"),
        ("ko", "신호|시그널|약한 신호|미약한 신호|약신호|초기 신호|위크 시그널|변화의 신호|씨앗|트렌드|메가트렌드|추세|동향|경향|동인|변화 동인|추진력"),
        ("ar", "إشارات|الإشارات|إشارات ضعيفة|الإشارات الضعيفة|إشارات مبكرة|الإشارات المبكرة|بذور|البذور|اتجاهات|الاتجاهات|توجهات|التوجهات|\
                محركات|المحركات|محركات التغيير|دوافع|الدوافع"),
    ]),
    ("concern", &[
        ("en", "concerns|concern|worries|worry|fears|risks|risk|threats|threat|dangers|hazards"),
        ("fr", "préoccupations|préoccupation|inquiétudes|craintes|risques|risque|menaces|menace|dangers"),
        ("de", "Bedenken|Sorgen|Befürchtungen|Risiken|Risiko|Bedrohungen|Bedrohung|Gefahren"),
        ("es", "preocupaciones|preocupación|inquietudes|temores|riesgos|riesgo|amenazas|amenaza|peligros"),
        ("it", "preoccupazioni|preoccupazione|timori|rischi|rischio|minacce|minaccia|pericoli"),
        ("pt", "preocupações|preocupação|inquietações|receios|riscos|risco|ameaças|ameaça|perigos"),
        ("nl", "zorgen|zorg|bezorgdheden|risico's|risico|bedreigingen|bedreiging|dreigingen|gevaren"),
        ("zh", "担忧|擔憂|关切|關切|忧虑|憂慮|顾虑|顧慮|风险|風險|威胁|威脅|隐忧|隱憂|危险|危險"),
        ("ja", "懸念|懸念事項|懸念点|不安|心配|リスク|脅威|危険"),
        ("ko", "우려|우려 사항|우려사항|걱정|위험|위험 요소|리스크|위협"),
        ("ar", "مخاوف|المخاوف|مخاطر|المخاطر|تهديدات|التهديدات|أخطار|الأخطار"),
    ]),
    ("behavior", &[
        ("en", "behaviors|behavior|behaviours|behaviour|practices|practice|habits"),
        ("fr", "comportements|comportement|pratiques|usages|habitudes"),
        ("de", "Verhalten|Verhaltensweisen|Verhaltensweise|Praktiken|Gewohnheiten"),
        ("es", "comportamientos|comportamiento|conductas|prácticas|hábitos"),
        ("it", "comportamenti|comportamento|pratiche|abitudini"),
        ("pt", "comportamentos|comportamento|práticas|hábitos"),
        ("nl", "gedrag|gedragingen|praktijken|gewoonten|gewoontes"),
        ("zh", "行为|行為|做法|实践|實踐|习惯|習慣"),
        ("ja", "行動|行動様式|ふるまい|振る舞い|実践|慣行|習慣"),
        ("ko", "행동|행위|행태|관행|실천|습관"),
        ("ar", "سلوكيات|السلوكيات|سلوك|السلوك|ممارسات|الممارسات|عادات|العادات"),
    ]),
    ("technology", &[
        ("en", "technologies|technology|techs|tools|tool|tools and technologies"),
        ("fr", "technologies|technologie|techniques|outils|outil"),
        ("de", "Technologien|Technologie|Techniken|Werkzeuge|Werkzeug"),
        ("es", "tecnologías|tecnología|técnicas|herramientas|herramienta"),
        ("it", "tecnologie|tecnologia|tecniche|strumenti|strumento"),
        ("pt", "tecnologias|tecnologia|técnicas|ferramentas|ferramenta"),
        ("nl", "technologieën|technologie|technieken|hulpmiddelen|gereedschappen"),
        ("zh", "技术|技術|工具|科技工具"),
        ("ja", "技術|テクノロジー|ツール|道具"),
        ("ko", "기술|테크놀로지|도구"),
        ("ar", "تقنيات|التقنيات|تكنولوجيا|التكنولوجيا|تكنولوجيات|أدوات|الأدوات"),
    ]),
    ("issue", &[
        ("en", "issues|issue|emerging issues|problems|questions|challenges|dilemmas"),
        ("fr", "problèmes|enjeux|questions|défis|problématiques"),
        ("de", "Probleme|Fragen|Herausforderungen|Problemfelder"),
        ("es", "problemas|cuestiones|preguntas|retos|desafíos"),
        ("it", "problemi|questioni|domande|sfide|criticità"),
        ("pt", "problemas|questões|perguntas|desafios"),
        ("nl", "problemen|kwesties|vragen|vraagstukken|uitdagingen"),
        ("zh", "问题|問題|议题|議題|挑战|挑戰|难题|難題|疑问|疑問"),
        ("ja", "課題|問題|問題点|論点|質問|疑問|挑戦"),
        ("ko", "문제|문제점|이슈|쟁점|과제|질문|도전|도전 과제"),
        ("ar", "مشاكل|المشاكل|مشكلات|المشكلات|قضايا|القضايا|تحديات|التحديات|أسئلة|الأسئلة"),
    ]),
    ("keyword", &[
        ("en", "keywords|keyword|key words|tags|tag|labels"),
        ("fr", "mots-clés|mots clefs|mot-clé|étiquettes|tags"),
        ("de", "Schlagwörter|Schlagworte|Stichwörter|Stichworte|Schlüsselwörter|Schlüsselbegriffe|Tags"),
        ("es", "palabras clave|palabras claves|etiquetas|descriptores"),
        ("it", "parole chiave|etichette|tag"),
        ("pt", "palavras-chave|palavras chaves|etiquetas|marcadores"),
        ("nl", "trefwoorden|sleutelwoorden|kernwoorden|labels"),
        ("zh", "关键词|關鍵詞|关键字|關鍵字|标签|標籤|标记"),
        ("ja", "キーワード|タグ|ラベル"),
        ("ko", "키워드|핵심어|주요어|태그|라벨"),
        ("ar", "كلمات مفتاحية|الكلمات المفتاحية|كلمات رئيسية|الكلمات الرئيسية|وسوم|الوسوم"),
    ]),
    ("theme", &[
        ("en", "themes|theme|topics|topic|subjects"),
        ("fr", "thèmes|thème|thématiques|sujets"),
        ("de", "Themen|Thema|Themenfelder"),
        ("es", "temas|tema|temáticas"),
        ("it", "temi|argomenti|tematiche"),
        ("pt", "temas|tópicos|temáticas|assuntos"),
        ("nl", "thema's|thema|onderwerpen"),
        ("zh", "主题|主題|话题|話題|专题|專題"),
        ("ja", "テーマ|主題|トピック|トピックス"),
        ("ko", "주제|테마|토픽"),
        ("ar", "مواضيع|المواضيع|موضوعات|الموضوعات|محاور|المحاور"),
    ]),
    ("summary", &[
        ("en", "summary|executive summary|abstract|tl;dr|synopsis|in short|in brief|bluf"),
        ("fr", "résumé|résumé exécutif|synthèse|en bref|sommaire exécutif"),
        ("de", "Zusammenfassung|Kurzfassung|Kurz gesagt|Kurz zusammengefasst|Überblick in Kürze"),
        ("es", "resumen|resumen ejecutivo|síntesis|en breve|en resumen"),
        ("it", "riassunto|sommario|sintesi|in breve|riepilogo"),
        ("pt", "resumo|resumo executivo|síntese|sumário executivo|em resumo"),
        ("nl", "samenvatting|managementsamenvatting|in het kort|kort samengevat"),
        ("zh", "摘要|总结|總結|概要|执行摘要|執行摘要|内容摘要|小结|小結|概述"),
        ("ja", "要約|概要|まとめ|サマリー|要旨|エグゼクティブサマリー"),
        ("ko", "요약|개요|초록|핵심 요약|종합"),
        ("ar", "ملخص|الملخص|خلاصة|الخلاصة|موجز|ملخص تنفيذي|الملخص التنفيذي"),
    ]),
    ("other", &[
        ("en", "other|metadata|meta data|properties|document properties"),
        ("fr", "autre|autres|divers|métadonnées|propriétés"),
        ("de", "Sonstiges|Anderes|Weiteres|Metadaten|Eigenschaften"),
        ("es", "otro|otros|metadatos|propiedades"),
        ("it", "altro|altri|metadati|proprietà"),
        ("pt", "outro|outros|metadados|propriedades"),
        ("nl", "overig|overige|metadata|metagegevens|eigenschappen"),
        ("zh", "其他|其它|元数据|元數據|属性|屬性"),
        ("ja", "その他|メタデータ|プロパティ|属性"),
        ("ko", "기타|메타데이터|속성"),
        ("ar", "أخرى|غير ذلك|بيانات وصفية|البيانات الوصفية|خصائص"),
    ]),
    ("closest", &[
        ("en", "closest|related|related articles|related pages|related notes|related posts|related reading|see also|similar|similar articles"),
        ("fr", "voir aussi|articles liés|articles connexes|pages liées|similaires|proches"),
        ("de", "siehe auch|verwandt|Verwandtes|verwandte Artikel|ähnliche Artikel|ähnliche Beiträge"),
        ("es", "véase también|ver también|relacionados|artículos relacionados|páginas relacionadas"),
        ("it", "vedi anche|correlati|articoli correlati|pagine correlate"),
        ("pt", "ver também|veja também|relacionados|artigos relacionados|páginas relacionadas"),
        ("nl", "zie ook|gerelateerd|gerelateerde artikelen|verwante artikelen|verwant"),
        ("zh", "相关|相關|相关文章|相關文章|相关阅读|相關閱讀|参见|參見|另见|另見"),
        ("ja", "関連|関連記事|関連ページ|関連項目|類似記事"),
        ("ko", "관련|관련 글|관련 문서|관련 기사|같이 보기"),
        ("ar", "انظر أيضا|اقرأ أيضا|مقالات ذات صلة|ذات صلة|مواضيع ذات صلة"),
    ]),
    ("links", &[
        ("en", "links|link|external links|references|reference|sources|bibliography|citations|further reading|footnotes|works cited"),
        ("fr", "liens|liens externes|références|sources|bibliographie|pour aller plus loin|notes de bas de page"),
        ("de", "Links|Verweise|Weblinks|Quellen|Quellenangaben|Literatur|Literaturverzeichnis|Referenzen|weiterführende Links|Fußnoten"),
        ("es", "enlaces|enlaces externos|referencias|fuentes|bibliografía|lecturas adicionales"),
        ("it", "collegamenti|collegamenti esterni|link|riferimenti|fonti|bibliografia|note a piè di pagina"),
        ("pt", "ligações|ligações externas|links|referências|fontes|bibliografia|leituras adicionais"),
        ("nl", "links|koppelingen|externe links|verwijzingen|referenties|bronnen|literatuur|voetnoten"),
        ("zh", "链接|鏈接|連結|外部链接|外部連結|参考|參考|参考文献|參考文獻|参考资料|參考資料|参考链接|来源|來源|资料来源|延伸阅读|延伸閱讀"),
        ("ja", "リンク|外部リンク|参考|参考文献|参考資料|参考リンク|出典|引用|脚注"),
        ("ko", "링크|외부 링크|참고|참고 문헌|참고문헌|참고 자료|참고자료|출처|각주"),
        ("ar", "روابط|الروابط|روابط خارجية|مراجع|المراجع|مصادر|المصادر"),
    ]),
];

static BY_KEY: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let mut by_key = FxHashMap::default();
    for (section, languages) in HEADINGS {
        for heading in languages.iter().flat_map(|(_, headings)| headings.split('|')) {
            by_key.entry(key(heading)).or_insert(*section);
        }
    }
    by_key
});

/// The word for what the section under a heading is read as, where the heading's [`key`] is known. O(1).
pub(super) fn known(key: &str) -> Option<&'static str> {
    BY_KEY.get(key).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_means_two_things() {
        let mut seen: FxHashMap<String, &'static str> = FxHashMap::default();
        for (section, languages) in HEADINGS {
            assert_eq!(languages.len(), 11, "{section}");
            for heading in languages.iter().flat_map(|(_, headings)| headings.split('|')) {
                let before = *seen.entry(key(heading)).or_insert(*section);
                assert_eq!(before, *section, "{heading} means two things");
                assert!(!key(heading).is_empty() && heading.trim() == heading, "{heading:?}");
            }
        }
    }
}
