//! Names of months and weekdays by language, for dates that are written in words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

/// The twelve months of a language: full names (with their case forms) before `|`, short forms behind it.
/// `~` stands for a space within a name.
struct Months {
    #[cfg_attr(not(test), expect(dead_code, reason = "names the row for readers and tests"))]
    language: &'static str,
    names: [&'static str; 12],
}

/// Full names count with a year alone (`March 2025`); short forms need a day too, as many are words of other
/// languages (`set`, `out`, `mag`). English short forms are known everywhere and count as full.
#[rustfmt::skip]
static MONTHS: &[Months] = &[
    Months { language: "en", names: ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
        "august aug", "september sep sept", "october oct", "november nov", "december dec"] },
    Months { language: "fr", names: ["janvier|janv", "février fevrier|févr fév fevr fev", "mars", "avril|avr", "mai", "juin",
        "juillet|juil", "août aout", "septembre", "octobre", "novembre", "décembre decembre|déc"] },
    Months { language: "de", names: ["januar jänner|jän", "februar", "märz maerz|mrz mär", "april", "mai", "juni", "juli", "august",
        "september", "oktober|okt", "november", "dezember|dez"] },
    Months { language: "es", names: ["enero|ene", "febrero", "marzo", "abril|abr", "mayo", "junio", "julio", "agosto|ago",
        "septiembre setiembre", "octubre", "noviembre", "diciembre|dic"] },
    Months { language: "it", names: ["gennaio|gen", "febbraio", "marzo", "aprile", "maggio|mag", "giugno|giu", "luglio|lug",
        "agosto|ago", "settembre|set", "ottobre|ott", "novembre", "dicembre|dic"] },
    Months { language: "pt", names: ["janeiro", "fevereiro|fev", "março marco", "abril|abr", "maio|mai", "junho", "julho",
        "agosto|ago", "setembro|set", "outubro|out", "novembro", "dezembro|dez"] },
    Months { language: "nl", names: ["januari", "februari", "maart|mrt", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober|okt", "november", "december"] },
    Months { language: "sv", names: ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
        "oktober", "november", "december"] },
    Months { language: "da", names: ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
        "november", "december"] },
    Months { language: "no", names: ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
        "november", "desember|des"] },
    Months { language: "fi", names: ["tammikuu tammikuuta", "helmikuu helmikuuta", "maaliskuu maaliskuuta", "huhtikuu huhtikuuta",
        "toukokuu toukokuuta", "kesäkuu kesäkuuta", "heinäkuu heinäkuuta", "elokuu elokuuta", "syyskuu syyskuuta",
        "lokakuu lokakuuta", "marraskuu marraskuuta", "joulukuu joulukuuta"] },
    Months { language: "pl", names: ["styczeń stycznia", "luty lutego", "marzec marca", "kwiecień kwietnia", "maj maja",
        "czerwiec czerwca", "lipiec lipca", "sierpień sierpnia", "wrzesień września", "październik października",
        "listopad listopada", "grudzień grudnia"] },
    Months { language: "cs", names: ["leden ledna", "únor února", "březen března", "duben dubna", "květen května", "červen června",
        "červenec července", "srpen srpna", "září", "říjen října", "listopad listopadu", "prosinec prosince"] },
    Months { language: "hu", names: ["január", "február", "március", "április", "május", "június", "július", "augusztus",
        "szeptember", "október", "november", "december"] },
    Months { language: "ro", names: ["ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie",
        "octombrie", "noiembrie", "decembrie"] },
    Months { language: "ca", names: ["gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre",
        "novembre", "desembre"] },
    Months { language: "tr", names: ["ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim",
        "kasım", "aralık"] },
    Months { language: "id", names: ["januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
        "oktober", "november", "desember"] },
    Months { language: "ru", names: ["январь января|янв", "февраль февраля|фев", "март марта|мар", "апрель апреля|апр", "май мая",
        "июнь июня|июн", "июль июля|июл", "август августа|авг", "сентябрь сентября|сен", "октябрь октября|окт",
        "ноябрь ноября|ноя", "декабрь декабря|дек"] },
    Months { language: "uk", names: ["січень січня", "лютий лютого", "березень березня", "квітень квітня", "травень травня",
        "червень червня", "липень липня", "серпень серпня", "вересень вересня", "жовтень жовтня",
        "листопад листопада", "грудень грудня"] },
    Months { language: "ar", names: ["يناير كانون~الثاني جانفي", "فبراير شباط فيفري", "مارس آذار", "أبريل إبريل ابريل نيسان أفريل",
        "مايو أيار ماي", "يونيو حزيران جوان", "يوليو تموز جويلية", "أغسطس آب اغسطس أوت", "سبتمبر أيلول",
        "أكتوبر اكتوبر تشرين~الأول", "نوفمبر تشرين~الثاني", "ديسمبر كانون~الأول"] },
];

/// Weekdays that stand before a date, in the languages above.
#[rustfmt::skip]
static WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim \
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so \
    lunes martes miércoles miercoles jueves viernes sábado sabado domingo mié jue vie sáb dom \
    lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi venerdì venerdi sabato domenica gio sab \
    segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira \
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag \
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag \
    poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle \
    понедельник вторник среда четверг пятница суббота воскресенье \
    الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد";

/// A month as a word names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Month {
    /// From 1 to 12.
    pub(in crate::parse) number: i8,
    /// A name that tells a month without a day beside it.
    pub(in crate::parse) full: bool,
}

static NAMES: LazyLock<FxHashMap<String, Month>> = LazyLock::new(|| {
    let mut names: FxHashMap<String, Month> = FxHashMap::default();
    for months in MONTHS {
        for (forms, number) in months.names.iter().zip(1..) {
            let (full, short) = forms.split_once('|').unwrap_or((forms, ""));
            let full = full.split(' ').map(|name| (name, true));
            for (name, full) in full.chain(short.split(' ').map(|name| (name, false))) {
                let known = names.entry(name.replace('~', " ")).or_insert(Month { number, full });
                known.full |= full;
            }
        }
    }
    names.remove("");
    names
});

/// The longest name in letters; longer words are not looked up.
const LONGEST: usize = 24;

/// The word that `text` begins with: letters and the marks upon them. At most [`LONGEST`] characters are read.
pub(in crate::parse) fn word(text: &str) -> &str {
    let letter = |c: char| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}');
    let end = text.char_indices().take(LONGEST).find(|&(_, c)| !letter(c));
    let all = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    &text[..end.map_or(all, |(at, _)| at)]
}

/// The month that `text` begins with, and what stands behind it.
pub(in crate::parse) fn month(text: &str) -> Option<(Month, &str)> {
    let first = word(text);
    if first.len() < 3 {
        return None;
    }
    let name = folded(first);
    if let Some(&month) = NAMES.get(&name) {
        return Some((month, &text[first.len()..]));
    }
    let behind = text[first.len()..].strip_prefix(' ').filter(|_| !first.is_ascii())?;
    let second = word(behind);
    let month = NAMES.get(&format!("{name} {}", folded(second)))?;
    Some((*month, &behind[second.len()..]))
}

/// What stands behind the weekday that `text` begins with.
pub(in crate::parse) fn after_weekday(text: &str) -> Option<&str> {
    let first = word(text);
    let hyphenated = text[first.len()..].strip_prefix("-feira").map(|rest| text.len() - rest.len());
    let end = hyphenated.unwrap_or(first.len());
    let name = folded(&text[..end]);
    (!name.is_empty() && WEEKDAYS.split(' ').any(|known| known == name)).then(|| &text[end..])
}

fn folded(word: &str) -> String {
    if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.nfc().flat_map(char::to_lowercase).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_months() {
        let mut seen: FxHashMap<String, i8> = FxHashMap::default();
        for months in MONTHS {
            for (forms, number) in months.names.iter().zip(1..) {
                for name in forms.split([' ', '|']) {
                    let known = *seen.entry(name.to_owned()).or_insert(number);
                    assert_eq!(known, number, "{name} in {}", months.language);
                    assert_eq!(folded(name), name, "{name} is written in lower case");
                }
            }
        }
    }

    #[test]
    fn months_are_known_in_any_case_and_composition() {
        let number = |text: &str| month(text).map(|(month, rest)| (month.number, rest.to_owned()));
        for (text, expected) in [
            ("March 4", Some((3, " 4"))),
            ("MÄRZ", Some((3, ""))),
            ("Ma\u{308}rz 2025", Some((3, " 2025"))),
            ("sept. 2025", Some((9, ". 2025"))),
            ("تشرين الثاني 2025", Some((11, " 2025"))),
            ("مارس", Some((3, ""))),
            ("Marchand", None),
            ("de", None),
            ("", None),
        ] {
            assert_eq!(number(text), expected.map(|(at, rest)| (at, rest.to_owned())), "{text}");
        }
        assert!(month("may").is_some_and(|(month, _)| month.full));
        assert!(month("out").is_some_and(|(month, _)| !month.full));
    }

    #[test]
    fn weekdays_are_stepped_over() {
        assert_eq!(after_weekday("Tuesday, March"), Some(", March"));
        assert_eq!(after_weekday("terça-feira, 4"), Some(", 4"));
        assert_eq!(after_weekday("March"), None);
        assert_eq!(after_weekday(""), None);
    }
}
