//! Which key states which date of an article, and which words lead to one in a line.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a date is the date of; the earlier one in this list is asked for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::parse) enum Role {
    /// The day on which the text appeared.
    Published,
    /// The day on which the page was made.
    Made,
    /// The day on which somebody met the text.
    Met,
    /// The day of the last change.
    Changed,
    /// A year, of whatever.
    Year,
}

/// Keys by role: words in lower case, letters and digits only (`date created`, `date_created` and `dateCreated` are
/// one), by language.
#[rustfmt::skip]
static KEYS: &[(Role, &str)] = &[
    (Role::Published, "date published datepublished publishdate publisheddate publicationdate publishedat publishedon publishedtime \
        pubdate pubtime dateofpublication posted postedon postdate postedat datetime releasedate released releasedon issuedate issued \
        issuedon reportdate articledate editiondate newsletterdate firstpublished originallypublished originaldate"),
    (Role::Published, "datum datumveröffentlicht veröffentlicht veröffentlichtam veröffentlichung veröffentlichungsdatum publiziert \
        erschienen erschienenam erscheinungsdatum publikationsdatum"),
    (Role::Published, "datedepublication publié publiéle publication datepublication publieele parution parule datedeparution"),
    (Role::Published, "fecha fechadepublicación fechapublicación fechadepublicacion publicado publicadoel data pubblicato pubblicatoil \
        datadipubblicazione datapubblicazione publicadoem datadepublicação datapublicação datadepublicacao"),
    (Role::Published, "gepubliceerd gepubliceerdop publicatiedatum publicerad publiceringsdatum publisert udgivet dato datum publikováno \
        datapublikacji opublikowano дата опубликовано датапубликации tarih yayıntarihi tanggal"),
    (Role::Published, "日期 发布日期 發布日期 发布时间 發布時間 发表日期 發表日期 发布 发布于 发表于 出版日期 时间 時間 日付 公開日 公開日時 発行日 \
        投稿日 掲載日 発表日 配信日 날짜 일자 발행일 발간일 게시일 게시일자 공개일 보도일 작성일자 تاريخ التاريخ تاريخالنشر نشر نشرفي"),
    (Role::Made, "created createdat createdon creationdate createddate creationtime createdtime datecreated dateadded added \
        addedon addeddate captured capturedon clipped clippedon slurped saved savedon dateofcreation discoverydate discovered \
        discoveredon ctime started decided decidedon decisiondate dateofdecision proposed proposedon written writtenon drafted"),
    (Role::Made, "erstellt erstelltam erstellungsdatum angelegt créé créele créée créationdate datedecréation datecréation creado \
        creadoel fechadecreación fechacreación creato creatoil datadicreazione criado criadoem datadecriação aangemaakt \
        aanmaakdatum skapad opprettet oprettet vytvořeno utworzono создано датасоздания oluşturulma"),
    (Role::Made, "创建日期 創建日期 创建时间 創建時間 创建 建立日期 建立時間 作成日 作成日時 作成 調査日 記入日 생성일 작성일 등록일 만든날짜 \
        تاريخالإنشاء أنشئ"),
    (Role::Met, "dateread 검토일 read readon accessed accessedon accessdate retrieved retrievedon dateaccessed reviewed dateofreview consulted \
        consultéle abgerufen abgerufenam gelesen consultado watched datewatched finished datefinished"),
    (Role::Changed, "updated updatedat updatedon updateddate dateupdated lastupdate lastupdated lastupdatedon lastmod lastmodified \
        lastmodifiedat modified modifiedat modifieddate modificationdate datemodified mtime lastedited lasteditedtime edited \
        changed lastchanged lastreviewed statuslastreviewed lastreaddate revised lastrevised updatetime"),
    (Role::Changed, "stand aktualisiert zuletztaktualisiert geändert geändertam letzteänderung modifié modifiéle misàjour misàjourle \
        majle dernièremiseàjour datedemodification actualizado últimaactualización modificado fechademodificación aggiornato \
        ultimoaggiornamento modificato datadimodifica atualizado atualizadoem últimaatualização bijgewerkt laatstbijgewerkt \
        gewijzigd uppdaterad oppdatert opdateret aktualizováno zaktualizowano обновлено изменено"),
    (Role::Changed, "更新日期 更新时间 更新時間 更新 更新于 最后更新 最後更新 修改日期 修改时间 更新日 更新日時 最終更新 最終更新日 수정일 갱신일 업데이트 \
        تاريخالتحديث آخرتحديث"),
    (Role::Year, "year publicationyear yearpublished jahr année annee año anno ano jaar år rok год 年 年份 년도 سنة"),
];

/// Phrases that lead to a date in a line without a colon: `Posted on March 3, 2025`.
static LEADS: &[(Role, &str)] = &[
    (Role::Published, "originally published on"),
    (Role::Published, "first published on"),
    (Role::Published, "published on"),
    (Role::Published, "published"),
    (Role::Published, "posted on"),
    (Role::Published, "posted"),
    (Role::Published, "released on"),
    (Role::Published, "issued on"),
    (Role::Published, "publié le"),
    (Role::Published, "paru le"),
    (Role::Published, "veröffentlicht am"),
    (Role::Published, "erschienen am"),
    (Role::Published, "publicado el"),
    (Role::Published, "publicado em"),
    (Role::Published, "pubblicato il"),
    (Role::Published, "gepubliceerd op"),
    (Role::Published, "geplaatst op"),
    (Role::Published, "publicerad den"),
    (Role::Published, "опубликовано"),
    (Role::Published, "发布于"),
    (Role::Published, "發布於"),
    (Role::Published, "发表于"),
    (Role::Published, "نشر في"),
    (Role::Published, "نُشر في"),
    (Role::Made, "written on"),
    (Role::Made, "created on"),
    (Role::Made, "écrit le"),
    (Role::Made, "créé le"),
    (Role::Made, "geschrieben am"),
    (Role::Made, "erstellt am"),
    (Role::Made, "escrito el"),
    (Role::Made, "scritto il"),
    (Role::Made, "escrito em"),
    (Role::Made, "geschreven op"),
    (Role::Made, "创建于"),
    (Role::Changed, "last updated on"),
    (Role::Changed, "last updated"),
    (Role::Changed, "last modified on"),
    (Role::Changed, "updated on"),
    (Role::Changed, "updated"),
    (Role::Changed, "mis à jour le"),
    (Role::Changed, "aktualisiert am"),
    (Role::Changed, "actualizado el"),
    (Role::Changed, "aggiornato il"),
    (Role::Changed, "atualizado em"),
    (Role::Changed, "bijgewerkt op"),
    (Role::Changed, "更新于"),
];

/// Longer texts are no key.
const LONGEST: usize = 40;

/// What a key states, where it states a date: `date`, `Date Created`, `pub_date`, `Datum`, `发布日期`.
pub(in crate::parse) fn role(key: &str) -> Option<Role> {
    if key.len() > LONGEST * 4 || key.chars().count() > LONGEST {
        return None;
    }
    let letters = key.chars().filter(|c| c.is_alphanumeric());
    let folded: String = letters.flat_map(char::to_lowercase).collect();
    ROLES.get(folded.as_str()).copied()
}

static ROLES: LazyLock<FxHashMap<&str, Role>> = LazyLock::new(|| {
    let words =
        |&(role, keys): &(Role, &'static str)| keys.split_ascii_whitespace().map(move |key| (key, role));
    KEYS.iter().flat_map(words).collect()
});

/// What the phrase at the start of `text` leads to, and what stands behind it.
pub(in crate::parse) fn lead(text: &str) -> Option<(Role, &str)> {
    // Nearly no line begins like a phrase, and lines are many.
    let first = text.chars().next()?.to_lowercase().next()?;
    LEADS_BY_FIRST.get(&first)?.iter().find_map(|&(role, phrase)| {
        let rest = strip_folded(text, phrase)?;
        let apart = phrase.ends_with(['于', '於']) || !rest.starts_with(char::is_alphanumeric);
        apart.then_some((role, rest))
    })
}

/// The phrases by the character that they begin with, in their order.
static LEADS_BY_FIRST: LazyLock<FxHashMap<char, Vec<(Role, &str)>>> = LazyLock::new(|| {
    let mut by_first: FxHashMap<char, Vec<(Role, &str)>> = FxHashMap::default();
    for &(role, phrase) in LEADS {
        by_first.entry(phrase.chars().next().unwrap_or_default()).or_default().push((role, phrase));
    }
    by_first
});

/// `text` without the `prefix` that it begins with, case ignored.
fn strip_folded<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let mut letters = text.char_indices();
    for wanted in prefix.chars() {
        let (_, found) = letters.next()?;
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_in_any_spelling() {
        for (key, expected) in [
            ("Date", Some(Role::Published)),
            ("pubDate", Some(Role::Published)),
            ("publish_date", Some(Role::Published)),
            ("date created", Some(Role::Made)),
            ("Discovery-Date", Some(Role::Made)),
            ("Fecha de publicación", Some(Role::Published)),
            ("发布日期", Some(Role::Published)),
            ("lastmod", Some(Role::Changed)),
            ("Date (read)", Some(Role::Met)),
            ("year", Some(Role::Year)),
            ("update policy", None),
            ("", None),
            ("—", None),
        ] {
            assert_eq!(role(key), expected, "{key}");
        }
    }

    #[test]
    fn no_key_has_two_roles() {
        let mut seen: Vec<(&str, Role)> = Vec::new();
        for (own, keys) in KEYS {
            for key in keys.split_ascii_whitespace() {
                let other = seen.iter().find(|(known, role)| *known == key && role != own);
                assert_eq!(other, None, "{key}");
                seen.push((key, *own));
            }
        }
    }

    #[test]
    fn phrases_lead_to_dates() {
        assert_eq!(lead("Posted on March 3"), Some((Role::Published, " March 3")));
        assert_eq!(lead("PUBLIÉ LE 3 mars"), Some((Role::Published, " 3 mars")));
        assert_eq!(lead("发布于2025"), Some((Role::Published, "2025")));
        assert_eq!(lead("Postedon"), None);
        assert_eq!(lead("Publisher"), None);
        assert_eq!(lead(""), None);
    }
}
