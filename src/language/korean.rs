//! Korean words: a noun and the particle behind it.

use super::role::Role;
use super::stop_words::StopWords;
use super::tag::Language;

/// Particles behind nouns, longer ones first.
static PARTICLES: &[&str] = &[
    "에서부터",
    "으로부터",
    "이라고",
    "이라는",
    "에게서",
    "으로써",
    "으로서",
    "에서는",
    "에서도",
    "까지의",
    "에서의",
    "로부터",
    "까지",
    "부터",
    "에게",
    "에서",
    "에는",
    "에도",
    "으로",
    "처럼",
    "보다",
    "라고",
    "라는",
    "만의",
    "로서",
    "로써",
    "와의",
    "과의",
    "이나",
    "이며",
    "이고",
    "들의",
    "들은",
    "들이",
    "들을",
    "하고",
    "마다",
    "조차",
    "밖에",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "도",
    "로",
    "만",
    "들",
    "나",
];

/// Particles of one syllable that end many nouns too: they are cut where two syllables are left.
static ENDS_OF_NOUNS: &[&str] = &["이", "가", "도", "로", "만", "들", "나", "과", "의", "은", "와", "에"];

/// Endings of verbs and adjectives.
static VERBS: &[&str] = &[
    "습니다",
    "입니다",
    "합니다",
    "됩니다",
    "십시오",
    "세요",
    "어요",
    "아요",
    "에요",
    "예요",
    "했다",
    "한다",
    "된다",
    "됐다",
    "이다",
    "하다",
    "되다",
    "하는",
    "되는",
    "하여",
    "해서",
    "하며",
    "하면",
    "하고",
    "하기",
    "하지",
    "하던",
    "했던",
    "되어",
    "되며",
    "되고",
    "되면",
    "된",
    "할",
    "한",
    "하게",
    "해야",
    "했고",
    "하도록",
    "있는",
    "없는",
    "있다",
    "없다",
    "았다",
    "었다",
    "는다",
    "린다",
    "진다",
    "른다",
    "준다",
    "난다",
    "든다",
    "온다",
    "간다",
    "운",
    "던",
    "려면",
    "려고",
    "면서",
    "지만",
    "니다",
    "시켜",
];

/// So many syllables a noun keeps before a short ending.
const LEAST: usize = 2;

/// The length in bytes of the noun, and what it is; what is behind it is a particle.
pub(super) fn noun(word: &str) -> (usize, Role) {
    let stops = &StopWords::of(Language::Korean).function;
    if stops.contains(word) || is_verb(word) {
        return (word.len(), Role::Function);
    }
    let cut = PARTICLES.iter().find_map(|particle| {
        let head = word.strip_suffix(particle)?;
        let left = head.chars().count();
        let least = if ENDS_OF_NOUNS.contains(particle) { LEAST } else { 1 };
        (left >= least).then_some(head)
    });
    let head = cut.unwrap_or(word);
    let role = match head.chars().count() {
        _ if stops.contains(head) => Role::Function,
        1 => Role::Generic,
        _ => Role::Subject,
    };
    (head.len(), role)
}

/// Whether a word ends like a verb or adjective: an ending of one syllable needs a stem of two, and `다` a syllable with a
/// final consonant before it.
fn is_verb(word: &str) -> bool {
    let before_da = word.strip_suffix('다').and_then(|stem| stem.chars().next_back());
    before_da.is_some_and(has_final)
        || VERBS.iter().any(|ending| {
            let stem = word.strip_suffix(ending).map_or(0, |stem| stem.chars().count());
            stem >= LEAST || (stem == 1 && ending.chars().count() > 1)
        })
}

/// Whether a syllable ends with a consonant: 28 syllables share their first consonant and vowel, the first has no final.
fn has_final(syllable: char) -> bool {
    matches!(syllable, '\u{AC00}'..='\u{D7A3}') && (u32::from(syllable) - 0xAC00) % 28 != 0
}

/// Whether a run is nothing but a particle, as it stands behind a Latin word (`AI가`).
pub(super) fn is_particle(run: &str) -> bool {
    PARTICLES.contains(&run) || ["란", "요", "인", "든", "께서", "이란"].contains(&run)
}
