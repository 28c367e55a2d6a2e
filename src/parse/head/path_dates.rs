//! Dates in the names of files and folders, and in headings.
//!
//! A number is taken for a date only where it stands alone between marks: `20250304` in `a20250304b77` is a part of
//! something else. Years from 1900 to 2099 are years.

use crate::parse::calendar::Step;
use crate::parse::head::dates::{Found, Reading, date};
use crate::parse::types::When;
use crate::parse::vocabulary::months;

/// Longer headings and names are searched no further.
const LONGEST: usize = 300;

/// A date in a text, and the part of the text that it is.
pub(in crate::parse) type Placed<'t> = (Reading, &'t str);

/// The date in the name of a file or folder: the first day, else the first week, month or quarter at its start or end
/// (`2026-03-04-x`, `20260524d`, `2026-03-x`, `x-2026-03-04`, `Issue 12 (March 2025)`).
pub(in crate::parse) fn in_name(name: &str) -> Option<Placed<'_>> {
    let name = head_of(name);
    let mut coarse = None;
    for at in starts(name) {
        let Some(found) = date(&name[at..], false).filter(plausible) else { continue };
        if found.precision() == Step::Day && !of_a_register(&name[..at]) {
            return Some((found.reading, label(&name[at..], found)));
        }
        let at_an_end = name[..at].chars().all(|c| !c.is_alphanumeric()) || found.ends();
        if coarse.is_none() && at_an_end && !matches!(found.precision(), Step::Day | Step::Year) {
            coarse = Some((found.reading, label(&name[at..], found)));
        }
    }
    coarse
}

/// Registers that number by year: `CVE-2026-0320`.
fn of_a_register(before: &str) -> bool {
    before
        .len()
        .checked_sub(4)
        .and_then(|at| before.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case("cve-"))
}

/// The date of the nearest folder that has one: by its name, as folders of numbers (`2024/07/10`, `2024/07`,
/// `2024/07-July`), where the file may be the day (`2024/07/10.md`).
pub(in crate::parse) fn in_folders(path: &str) -> Option<Placed<'_>> {
    let (folders, file) = path.rsplit_once('/')?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let ends = folders.split('/').count();
    let mut parts: Vec<&str> = folders.split('/').chain([stem]).collect();
    if !stem.bytes().all(|byte| byte.is_ascii_digit()) {
        parts.truncate(ends);
    }
    (0..parts.len()).rev().find_map(|at| {
        let named = if at < ends { in_name(parts[at]) } else { None };
        named.or_else(|| in_numbers(&parts[..=at]))
    })
}

/// `2024/07/10` and `2024/07`; the label is the last part.
fn in_numbers<'t>(parts: &[&'t str]) -> Option<Placed<'t>> {
    let certain = |text: &str, precision| {
        let found = date(text, true).filter(|found| found.precision() == precision)?;
        Some(found.reading)
    };
    match *parts {
        [.., year, month, day] if is_year(year) && day.len() <= 2 && month_of(month).is_some() => {
            let text = format!("{year}-{:02}-{day:0>2}", month_of(month)?);
            Some((certain(&text, Step::Day)?, day))
        }
        [.., year, month] if is_year(year) => {
            Some((certain(&format!("{year}-{:02}", month_of(month)?), Step::Month)?, month))
        }
        _ => None,
    }
}

/// `07`, `7`, `07-July`, `July`.
fn month_of(name: &str) -> Option<u8> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let words = name[digits..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let named = months::month(words).filter(|(_, rest)| rest.is_empty()).map(|(month, _)| month.number);
    match digits {
        0 => u8::try_from(named?).ok(),
        1 | 2 if words.is_empty() || named.is_some() => {
            name[..digits].parse().ok().filter(|number| (1..=12).contains(number))
        }
        _ => None,
    }
}

/// A year alone: the whole name of the file or of the nearest such folder, or one end of the file's name.
pub(in crate::parse) fn year_in_path(path: &str) -> Option<Placed<'_>> {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut words = stem.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (first, last) = (words.next(), words.next_back());
    let of_file = [first, last].into_iter().flatten().find(|word| is_year(word));
    let year = of_file.or_else(|| folders.rsplit('/').find(|folder| is_year(folder)))?;
    Some((date(year, false)?.reading, year))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u16| (1900..=2099).contains(&year))
}

/// The date that a heading is, ends with or, as a day, begins with: `Newsletter – 4 March 2025`, `第 12 期（2025-03-04）`,
/// `2025-03-04 Meeting`. What is less exact than a day must be set apart by a mark.
pub(in crate::parse) fn in_heading(text: &str) -> Option<Placed<'_>> {
    let text = head_of(text);
    starts(text).find_map(|at| {
        let found = date(&text[at..], false).filter(plausible)?;
        let before = text[..at].trim_end();
        let first = before.chars().all(|c| !c.is_alphanumeric());
        let apart = first || before.ends_with(|c: char| !c.is_alphanumeric());
        let fits = match found.precision() {
            Step::Day => found.ends() || (first && !found.rest.starts_with(char::is_alphanumeric)),
            Step::Year => false,
            _ => apart && found.ends(),
        };
        fits.then(|| (found.reading, label(&text[at..], found)))
    })
}

fn head_of(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn label<'t>(text: &'t str, found: Found<'_>) -> &'t str {
    text[..text.len() - found.rest.len()].trim_end()
}

/// Where a run of letters and digits begins, or digits behind letters of a script without spaces.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let joined = before.is_alphanumeric() && (before.is_ascii() || !c.is_ascii_digit());
        before = c;
        (c.is_alphanumeric() && !joined).then_some(at)
    })
}

fn plausible(found: &Found<'_>) -> bool {
    match found.reading {
        Reading::Certain(When { day, .. }) => (1900..=2099).contains(&day.year()),
        Reading::Open([.., year]) => (1900..=2099).contains(&year),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::calendar::DateOrder;

    fn shown(placed: Option<Placed<'_>>) -> Option<String> {
        let (reading, label) = placed?;
        Some(match reading.when(DateOrder::Auto) {
            Some(when) => format!("{} {} {label}", when.day, when.precision.name()),
            None => format!("open {label}"),
        })
    }

    #[test]
    fn names_of_files_state_dates() {
        for (name, expected) in [
            ("2026-03-04-kelp", "2026-03-04 day 2026-03-04"),
            ("20260524d", "2026-05-24 day 20260524"),
            ("2026-03-kelp", "2026-03-01 month 2026-03"),
            ("kelp-2026-03-04", "2026-03-04 day 2026-03-04"),
            ("kelp_20260304", "2026-03-04 day 20260304"),
            ("2026_03_04", "2026-03-04 day 2026_03_04"),
            ("REP-2026-0304-KELP", "2026-03-04 day 2026-0304"),
            ("Issue 12 (March 2025)", "2025-03-01 month March 2025"),
            ("202603041015 kelp", "2026-03-04 day 202603041015"),
            ("2024-W12", "2024-03-18 week 2024-W12"),
            ("第12期2025年3月4日", "2025-03-04 day 2025年3月4日"),
            ("04-03-2025 kelp", "open 04-03-2025"),
        ] {
            assert_eq!(shown(in_name(name)).as_deref(), Some(expected), "{name}");
        }
        for name in [
            "a20250304b77",
            "20250304123456789",
            "001b195bbddec8fb0193b668a70aa883",
            "CVE-2026-0320",
            "version-2024.1",
            "port-8080",
            "Trends 2030",
            "30010203",
            "kelp 2024-13-40",
            "",
        ] {
            assert_eq!(shown(in_name(name)), None, "{name}");
        }
    }

    #[test]
    fn the_nearest_folder_counts() {
        for (path, expected) in [
            ("radar/2024-07-10/kelp.md", "2024-07-10 day 2024-07-10"),
            ("2023-01-02/2024-07-10/kelp.md", "2024-07-10 day 2024-07-10"),
            ("2024/07/10/kelp.md", "2024-07-10 day 10"),
            ("2024/07/10.md", "2024-07-10 day 10"),
            ("2024/7/kelp.md", "2024-07-01 month 7"),
            ("notes/2024/07-July/kelp.md", "2024-07-01 month 07-July"),
            ("2024/July/kelp.md", "2024-07-01 month July"),
            ("2024-Q3/kelp.md", "2024-07-01 quarter 2024-Q3"),
        ] {
            assert_eq!(shown(in_folders(path)).as_deref(), Some(expected), "{path}");
        }
        for path in
            ["kelp.md", "2024/kelp.md", "2024/13/kelp.md", "2024/07-projects/kelp.md", "07/10/kelp.md"]
        {
            assert_eq!(shown(in_folders(path)), None, "{path}");
        }
    }

    #[test]
    fn a_year_alone_is_found_apart() {
        for (path, expected) in [
            ("2019.md", Some("2019-01-01 year 2019")),
            ("review-2019.md", Some("2019-01-01 year 2019")),
            ("2019/kelp.md", Some("2019-01-01 year 2019")),
            ("kelp2019.md", None),
            ("3019/a 2019 b.md", None),
        ] {
            assert_eq!(shown(year_in_path(path)).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn headings_end_or_begin_with_dates() {
        for (heading, expected) in [
            ("Newsletter – 4 March 2025", Some("2025-03-04 day 4 March 2025")),
            ("第 12 期（2025-03-04）", Some("2025-03-04 day 2025-03-04")),
            ("2025-03-04 Meeting", Some("2025-03-04 day 2025-03-04")),
            ("January 11, 2026", Some("2026-01-11 day January 11, 2026")),
            ("Digest (March 2025)", Some("2025-03-01 month March 2025")),
            ("The long march 2025", None),
            ("What 4 March 2025 taught us", None),
            ("Trends 2030", None),
            ("", None),
        ] {
            assert_eq!(shown(in_heading(heading)).as_deref(), expected, "{heading}");
        }
    }
}
