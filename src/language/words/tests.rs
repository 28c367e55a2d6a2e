use super::{Language, Role, words};

/// The subjects of a text in its own language.
fn subjects(text: &str) -> Vec<&str> {
    let words = words(text, Language::of(text));
    words.into_iter().filter(|word| word.role == Role::Subject).map(|word| word.text).collect()
}

#[test]
fn every_letter_is_in_a_word_and_words_do_not_overlap() {
    for text in [
        "Café – l’été, 5G!",
        "岸壁のキャッシュ",
        "ประเทศไทย 42",
        "데이터센터의 AI가",
        "والطاقة C++ @x_y",
        "e\u{301}",
    ] {
        for &language in Language::ALL {
            let mut end = 0;
            for word in words(text, language) {
                assert!(
                    word.start >= end && !text[end..word.start].contains(char::is_alphanumeric),
                    "{text}"
                );
                end = word.end();
            }
            assert!(!text[end..].contains(char::is_alphanumeric), "{text}");
        }
    }
}

#[test]
fn chinese_words_are_those_of_the_dictionary() {
    assert_eq!(subjects("但是我认为港口的海藻养殖改变了城市。"), ["港口", "海藻", "养殖", "城市"]);
    // A word that the dictionary lacks, and traditional characters.
    assert_eq!(subjects("谷歌和微信"), ["谷歌", "微信"]);
    assert_eq!(subjects("電動車的電池"), ["電動", "電池"]);
}

#[test]
fn japanese_words_are_runs_of_a_script_without_grammar() {
    assert_eq!(
        subjects("Tidepoolでは岸壁のキャッシュをマージしました。"),
        ["Tidepool", "岸壁", "キャッシュ", "マージ"]
    );
    assert_eq!(subjects("この場合、これには海藻が含まれます。"), ["海藻"]);
}

#[test]
fn korean_particles_and_verbs_are_no_subjects() {
    assert_eq!(
        subjects("항구에서 해조류를 키우는 어부들은 전기를 사용합니다."),
        ["항구", "해조류", "키우", "어부", "전기"]
    );
    assert_eq!(subjects("AI가 권한을 바꾼다"), ["AI", "권한"]);
}

#[test]
fn thai_words_are_those_of_the_dictionary() {
    assert_eq!(subjects("พลังงานและโรงเรียน"), ["พลังงาน", "โรงเรียน"]);
}

#[test]
fn arabic_conjunctions_are_words_of_their_own() {
    assert_eq!(subjects("الطاقة والمياه في المدينة"), ["الطاقة", "المياه", "المدينة"]);
}

#[test]
fn elided_articles_are_words_of_their_own() {
    assert_eq!(subjects("L'énergie du port et l’eau de la ville"), ["énergie", "port", "eau", "ville"]);
    assert_eq!(subjects("la rete dell'acqua della città"), ["rete", "acqua", "città"]);
}

#[test]
fn german_nouns_are_subjects() {
    assert_eq!(subjects("Der Hafen verkauft warme Abluft an die Bäckerei"), ["Hafen", "Abluft", "Bäckerei"]);
}

#[test]
fn code_numbers_and_addresses_are_no_subjects() {
    assert_eq!(
        subjects(
            "We ran portent.toml on example.org with v1.2.3, 10ms, my_flag and 2024-01-02 for the C++ of Node.js on 5G"
        ),
        ["C++", "Node.js", "5G"]
    );
}

#[test]
fn acronyms_are_no_function_words() {
    assert_eq!(subjects("The US and IT of the harbor"), ["US", "IT", "harbor"]);
}
