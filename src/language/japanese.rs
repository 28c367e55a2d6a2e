//! Japanese words: runs of one script.

use super::role::Role;
use super::script::{Script, script};
use super::stop_words::StopWords;
use super::tag::Language;

/// What a run of Chinese characters is whose next run is `next`: the stem of a verb or adjective where it is one
/// character with hiragana behind it (`含まれ`), generic where `する` makes it a verb (`更新しました`).
pub(super) fn role_of_kanji(run: &str, next: &str) -> Role {
    let stops = &StopWords::of(Language::Japanese).function;
    let length = run.chars().count();
    let inflected = next.chars().next().is_some_and(|c| script(c) == Script::Hiragana && !is_particle(next));
    match length {
        _ if stops.contains(run) => Role::Function,
        1 if inflected => Role::Function,
        1 => Role::Generic,
        _ if is_made_a_verb(next) => Role::Generic,
        _ => Role::Subject,
    }
}

/// Whether a run of hiragana begins with a particle, behind which a noun ends.
fn is_particle(run: &str) -> bool {
    ["は", "が", "を", "に", "の", "と", "で", "も", "へ", "や", "から", "まで", "より"]
        .iter()
        .any(|particle| run.starts_with(particle))
}

/// Whether a run of hiragana is a form of `する`.
fn is_made_a_verb(run: &str) -> bool {
    ["し", "す", "さ", "せ", "でき"].iter().any(|form| run.starts_with(form))
}

/// What a run of katakana is.
pub(super) fn role_of_katakana(run: &str) -> Role {
    let stops = &StopWords::of(Language::Japanese).function;
    match run.chars().count() {
        _ if stops.contains(run) => Role::Function,
        1 => Role::Function,
        _ => Role::Subject,
    }
}
