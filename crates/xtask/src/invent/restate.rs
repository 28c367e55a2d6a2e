//! The ways in which a name and its description are said again, all true to the entity.

#![allow(clippy::ptr_arg)] // all ways to say a name otherwise are of one type

use portent::random::Random;

use super::words::{ADDED, FILLERS, SYNONYMS};

/// A name said otherwise: once, at times twice; a share of `same` stays as it is.
pub(crate) fn name(name: &str, same: f64, random: &mut Random) -> String {
    if random.unit() < same {
        return name.to_owned();
    }
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let times = 1 + usize::from(random.unit() < 0.4) + usize::from(random.unit() < 0.15);
    for _ in 0..times {
        // A way that does not fit the name leaves it; then the next one is tried.
        let first = random.below(WAYS.len());
        let _ = (0..WAYS.len()).any(|more| WAYS[(first + more) % WAYS.len()](&mut words, random));
    }
    words.join(" ")
}

/// A way to say a name otherwise; whether it fits.
type Way = fn(&mut Vec<String>, &mut Random) -> bool;

/// The frequent ones stand more than once.
const WAYS: [Way; 12] =
    [number, filler, order, synonym, number, filler, article, hyphen, order, synonym, number, typing_error];

/// Plural for singular of the last word, or of the one before the first preposition.
fn number(words: &mut Vec<String>, _: &mut Random) -> bool {
    let head =
        words.iter().position(|word| ["of", "in", "for", "on", "to", "through"].contains(&word.as_str()));
    let at = head.unwrap_or(words.len()).saturating_sub(1);
    let Some(word) = words.get_mut(at) else { return false };
    let uncountable = ["ing", "ness", "ics", "ss", "us", "ence", "ance", "ity", "ism", "ship"];
    if !word.ends_with(char::is_alphabetic)
        || uncountable.iter().any(|end| word.ends_with(end))
        || word.len() < 4
    {
        return false;
    }
    *word = match word.strip_suffix('s') {
        Some(one) => one.strip_suffix("ie").map_or_else(|| one.to_owned(), |stem| format!("{stem}y")),
        None => word.strip_suffix('y').map_or_else(|| format!("{word}s"), |stem| format!("{stem}ies")),
    };
    true
}

/// A word before the name that says only that the thing is there or grows.
fn filler(words: &mut Vec<String>, random: &mut Random) -> bool {
    let begins = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    if FILLERS.contains(&begins.as_str()) {
        // "Rise of X" keeps its "Rise".
        let is_followed =
            words.get(1).is_some_and(|word| word.starts_with(char::is_uppercase)) && words.len() > 2;
        if is_followed {
            words.remove(0);
        }
        return is_followed;
    }
    words.insert(0, ADDED[random.below(ADDED.len())].to_owned());
    true
}

/// "Regulation of Drones" for "Drones Regulation", and back.
fn order(words: &mut Vec<String>, _: &mut Random) -> bool {
    if let Some(of) = words.iter().position(|word| word == "of") {
        let simple = of > 0 && words.iter().skip(of + 1).all(|word| word.starts_with(char::is_uppercase));
        if simple && of + 1 < words.len() {
            let mut turned = words.split_off(of + 1);
            words.pop();
            turned.append(words);
            *words = turned;
        }
        return simple;
    }
    let is_plain = words.len() > 1 && words.iter().all(|word| word.starts_with(char::is_uppercase));
    if is_plain && let Some(last) = words.pop() {
        words.splice(0..0, [last, "of".to_owned()]);
    }
    is_plain
}

/// A synonym for one word.
fn synonym(words: &mut Vec<String>, random: &mut Random) -> bool {
    for word in words.iter_mut() {
        let lower = word.to_lowercase();
        let Some(group) = SYNONYMS.iter().find(|group| group.contains(&lower.as_str())) else { continue };
        let others: Vec<&str> = group
            .iter()
            .copied()
            .filter(|other| *other != lower && other.ends_with('s') == lower.ends_with('s'))
            .collect();
        if let Some(other) = others.get(random.below(others.len())) {
            let mut letters = other.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            *word = first + letters.as_str();
            return true;
        }
    }
    false
}

/// An article before the name or behind its preposition.
fn article(words: &mut Vec<String>, _: &mut Random) -> bool {
    if words.first().is_some_and(|word| word == "The") {
        words.remove(0);
        return true;
    }
    match words.iter().position(|word| ["of", "in", "for"].contains(&word.as_str())) {
        Some(at) if words.get(at + 1).is_some_and(|word| word != "the") => {
            words.insert(at + 1, "the".to_owned())
        }
        _ => words.insert(0, "The".to_owned()),
    }
    true
}

/// A hyphen for a space, or a space for a hyphen.
fn hyphen(words: &mut Vec<String>, _: &mut Random) -> bool {
    if let Some(word) = words.iter_mut().find(|word| word.contains('-')) {
        *word = word.replacen('-', " ", 1);
        return true;
    }
    let joins = words.len() > 2
        && words
            .iter()
            .take(2)
            .all(|word| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic));
    if joins {
        let second = words.remove(1);
        words[0] = format!("{}-{second}", words[0]);
    }
    joins
}

/// A letter left out, doubled, or in the place of the next.
fn typing_error(words: &mut Vec<String>, random: &mut Random) -> bool {
    let long: Vec<usize> = (0..words.len())
        .filter(|&at| words[at].len() > 6 && words[at].chars().all(|letter| letter.is_ascii_alphabetic()))
        .collect();
    let Some(&at) = long.get(random.below(long.len())) else { return false };
    let mut letters: Vec<char> = words[at].chars().collect();
    let place = 2 + random.below(letters.len() - 4);
    match random.below(3) {
        0 => drop(letters.remove(place)),
        1 => letters.insert(place, letters[place]),
        _ => letters.swap(place, place + 1),
    }
    words[at] = letters.into_iter().collect();
    true
}

/// A text with a few of its words dropped, put in other order or replaced by others.
pub(crate) fn text(text: &str, others: &[&str], random: &mut Random) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for _ in 0..words.len().div_ceil(6) {
        let at = 1 + random.below(words.len().saturating_sub(2).max(1));
        if at + 1 >= words.len() {
            continue;
        }
        match random.below(3) {
            0 => drop(words.remove(at)),
            1 => words.swap(at, at + 1),
            _ if others.is_empty() => {}
            _ => words[at] = others[random.below(others.len())],
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use portent::random::Random;

    use super::{Way, article, filler, hyphen, number, order, synonym, typing_error};

    fn said(way: Way, name: &str) -> String {
        let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        way(&mut words, &mut Random::new(1));
        words.join(" ")
    }

    #[test]
    fn each_way_says_the_same_thing_otherwise() {
        assert_eq!(said(number, "Water Price"), "Water Prices");
        assert_eq!(said(number, "Loss of Cities"), "Loss of Cities");
        assert_eq!(said(number, "Smart Cities"), "Smart City");
        assert_eq!(said(order, "Drone Regulation"), "Regulation of Drone");
        assert_eq!(said(order, "Regulation of Drones"), "Drones Regulation");
        assert_eq!(said(synonym, "Drone Adoption"), "Drone Uptake");
        assert_eq!(said(article, "Price of Water"), "Price of the Water");
        assert_eq!(said(hyphen, "Water Price Index"), "Water-Price Index");
        assert_eq!(said(hyphen, "Low-Cost Index"), "Low Cost Index");
        assert_eq!(said(filler, "Emerging Water Price"), "Water Price");
        assert!(said(filler, "Water Price").ends_with(" Water Price"));
        let wrong = said(typing_error, "Regulation");
        assert_ne!(wrong, "Regulation");
        assert!(wrong.len().abs_diff("Regulation".len()) < 2);
    }
}
