//! Acronyms and their expansions, learned from names such as `High-Performance Computing (HPC)`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::resolve::language::abbreviation::as_acronym;
use crate::resolve::language::compounds::Vocabulary;
use crate::resolve::language::foreign_words::foreign_words;
use crate::resolve::language::glosses::phrases;
use crate::resolve::language::normalize::{normalize, tokens};
use crate::resolve::language::stem::stem;
use crate::resolve::language::words::is_stop;

/// Expansions that need no definition in the pages: the acronym, then the words it stands for.
static KNOWN: &str = "\
adhd attention deficit hyperactivity disorder
agi artificial general intelligence
ai artificial intelligence
ar augmented reality
asi artificial superintelligence
bci brain computer interface
bev battery electric vehicle
bim building information modeling
cad computer aided design
carbon carbon dioxide
cbdc central bank digital currency
ccs carbon capture and storage
ccus carbon capture utilization and storage
cpu central processing unit
csr corporate social responsibility
dac direct air capture
dao decentralized autonomous organization
ddos distributed denial of service
defi decentralized finance
dei diversity equity and inclusion
dlt distributed ledger technology
dna deoxyribonucleic acid
eea european economic area
esg environmental social and governance
eu european union
ev electric vehicle
gan generative adversarial network
gdp gross domestic product
gdpr general data protection regulation
ghg greenhouse gas
gmo genetically modified organism
gps global positioning system
gpu graphics processing unit
hpc high performance computing
hr human resources
ict information and communication technology
imf international monetary fund
iot internet of things
ipcc intergovernmental panel on climate change
iss international space station
llm large language model
lng liquefied natural gas
ml machine learning
mri magnetic resonance imaging
mrna messenger rna
nato north atlantic treaty organization
nft non fungible token
ngo non governmental organization
nlp natural language processing
npu neural processing unit
oecd organization for economic cooperation and development
ptsd post traumatic stress disorder
pv photovoltaic
rag retrieval augmented generation
rd r and d
rd research and development
rl reinforcement learning
rpa robotic process automation
saas software as a service
saf sustainable aviation fuel
sdg sustainable development goal
sme small and medium sized enterprise
sme small and medium enterprise
smr small modular reactor
uae united arab emirates
uav unmanned aerial vehicle
ubi universal basic income
ui user interface
uk united kingdom
un united nations
us united states of america
us united states
ux user experience
vc venture capital
vpn virtual private network
vr virtual reality
wfh working from home
wfh work from home
wto world trade organization
xai explainable artificial intelligence
xr extended reality";

fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
    KNOWN.lines().filter_map(|row| row.split_once(' '))
}

/// The same for other languages, as stems: those that the glosses know.
static KNOWN_ELSEWHERE: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let stems = |language, phrase: &str| {
        let words = foreign_words(phrase, language, &Vocabulary::default());
        words.into_iter().map(|word| word.stem).collect::<Vec<_>>().join(" ")
    };
    phrases().map(|(language, english, phrase)| (english, stems(language, &phrase))).collect()
});
/// What a word stands for, where it is an acronym that needs no definition.
pub(crate) fn written_out(word: &str) -> impl Iterator<Item = &'static str> + use<> {
    let acronym = word.to_lowercase();
    let plural = acronym.strip_suffix('s').map(str::to_owned);
    let is_it = move |known: &str| known == acronym || plural.as_deref() == Some(known);
    known().filter(move |(known, _)| is_it(known)).map(|(_, words)| words)
}

/// Words that an expansion may have at most.
pub(crate) const LONGEST_EXPANSION: usize = 6;

/// A name that defines an acronym: `Expansion (ABC)` or `ABC (Expansion)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Definition {
    /// The acronym, lower case, singular.
    pub acronym: String,
    /// The stems of its expansion, joined by a space.
    pub expansion: String,
    /// The name without the part in brackets that the rest already says.
    pub rest: String,
}

/// The definition that a written name holds, if any.
#[must_use]
pub(crate) fn definition(name: &str) -> Option<Definition> {
    let open = name.find('(')?;
    let close = open + name[open..].find(')')?;
    let (before, inside, after) = (name[..open].trim(), name[open + 1..close].trim(), &name[close + 1..]);
    if let Some(acronym) = as_acronym(inside) {
        let expansion = expands(before, &acronym)?;
        return Some(Definition { acronym, expansion, rest: format!("{before} {after}") });
    }
    let acronym = as_acronym(before)?;
    let expansion = expands(inside, &acronym)?;
    Some(Definition { acronym, expansion, rest: format!("{before} {after}") })
}

/// The stems of the last words of `text` whose initials are the letters of `acronym`.
fn expands(text: &str, acronym: &str) -> Option<String> {
    let normal = normalize(text);
    let words: Vec<&str> = normal.split(' ').collect();
    let length = by_initials(&words, acronym).or_else(|| by_ends(&words, acronym))?;
    (length <= LONGEST_EXPANSION).then(|| stems(&words[words.len() - length..].join(" ")))
}

/// How many words at the end have the letters as initials; stop words need none, and one word may
/// stay without a letter: the second half of a compound (`pre-trained`).
fn by_initials(words: &[&str], acronym: &str) -> Option<usize> {
    let mut letters = acronym.chars().rev().peekable();
    let mut spare = usize::from(acronym.len() >= 3);
    let mut at = words.len();
    while let Some(&letter) = letters.peek() {
        at = at.checked_sub(1)?;
        if words[at].starts_with(letter) {
            letters.next();
        } else if !is_stop(words[at]) {
            spare = spare.checked_sub(1)?;
        }
    }
    Some(words.len() - at)
}

/// As many words as letters, the first and last with their initial (`Lithium Iron Phosphate (LFP)`).
fn by_ends(words: &[&str], acronym: &str) -> Option<usize> {
    let length = acronym.chars().count();
    let tail = words.get(words.len().checked_sub(length)?..)?;
    let fits = length >= 3
        && tail.first()?.starts_with(acronym.chars().next()?)
        && tail.last()?.starts_with(acronym.chars().next_back()?);
    fits.then_some(length)
}

/// The stems of a normalized text, joined by a space.
pub(crate) fn stems(normal: &str) -> String {
    tokens(normal).iter().map(|token| stem(token)).collect::<Vec<_>>().join(" ")
}

/// Which phrases of stems stand for which acronym.
#[derive(Debug, Clone, Default)]
pub(crate) struct Acronyms {
    acronym_of: FxHashMap<String, String>,
    /// Stems with which some expansion begins: the cheap first look.
    starts: FxHashMap<String, usize>,
}

/// The usual expansion of each acronym: the one defined most often (ties: the first in the alphabet), of those that no name
/// defines the one that is `listed`; sorted.
#[must_use]
pub(crate) fn usual(
    definitions: &[Option<Definition>],
    listed: Vec<(String, String)>,
) -> Vec<(String, String)> {
    let mut all = defined(definitions);
    let of = |acronym: &str| all.binary_search_by(|known| known.0.as_str().cmp(acronym));
    let new: Vec<(String, String)> = listed.into_iter().filter(|(acronym, _)| of(acronym).is_err()).collect();
    all.extend(new);
    all.sort_unstable();
    all
}

fn defined(definitions: &[Option<Definition>]) -> Vec<(String, String)> {
    let mut seen: Vec<(&str, &str)> = (definitions.iter().flatten())
        .map(|found| (found.acronym.as_str(), found.expansion.as_str()))
        .collect();
    seen.sort_unstable();
    let mut best: Vec<(&str, &str, usize)> = Vec::new();
    for run in seen.chunk_by(|a, b| a == b) {
        let (acronym, expansion) = run[0];
        match best.last_mut() {
            Some(last) if last.0 == acronym && last.2 >= run.len() => {}
            Some(last) if last.0 == acronym => *last = (acronym, expansion, run.len()),
            _ => best.push((acronym, expansion, run.len())),
        }
    }
    best.into_iter().map(|(acronym, expansion, _)| (acronym.to_owned(), expansion.to_owned())).collect()
}

impl Acronyms {
    /// Those that need no definition, and the [`usual`] ones; other expansions stay written out.
    #[must_use]
    pub(crate) fn new(usual: &[(String, String)]) -> Self {
        let mut acronyms = Self::default();
        for (acronym, words) in known() {
            acronyms.insert(acronym, stems(words));
        }
        for (acronym, expansion) in KNOWN_ELSEWHERE.iter() {
            acronyms.insert(acronym, expansion.clone());
        }
        // An acronym of the list keeps its sense, whatever some page defines.
        for (acronym, expansion) in usual {
            if !known().any(|known| known.0 == acronym) {
                acronyms.insert(acronym, expansion.clone());
            }
        }
        acronyms
    }

    fn insert(&mut self, acronym: &str, expansion: String) {
        let mut words = expansion.split(' ');
        let start = words.next().unwrap_or_default().to_owned();
        let length = 1 + words.count();
        let longest = self.starts.entry(start).or_default();
        *longest = length.max(*longest);
        // Without spaces, so that joined compounds (`pretrained`) fit too.
        self.acronym_of.entry(expansion.replace(' ', "")).or_insert_with(|| acronym.to_owned());
    }

    /// The acronym of the longest expansion that `stems` begins with, and its length in words.
    #[must_use]
    pub(crate) fn at_start<'s>(&self, stems: impl Iterator<Item = &'s str> + Clone) -> Option<(&str, usize)> {
        let longest = *self.starts.get(stems.clone().next()?)?;
        let stems: Vec<&str> = stems.take(longest).collect();
        (1..=stems.len()).rev().find_map(|length| {
            self.acronym_of.get(&stems[..length].concat()).map(|acronym| (acronym.as_str(), length))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Acronyms, definition, usual};

    #[test]
    fn a_definition_is_read_both_ways_round() {
        let one = definition("High-Performance Computing (HPC) Centers").unwrap();
        assert_eq!((one.acronym.as_str(), one.rest.as_str()), ("hpc", "High-Performance Computing  Centers"));
        let other = definition("GPT (Generative Pre-trained Transformer)").unwrap();
        assert_eq!((other.acronym.as_str(), other.rest.trim()), ("gpt", "GPT"));
        assert_eq!(definition("Internet of Things (IoT)").unwrap().expansion, "internet of thing");
        assert_eq!(definition("Orb (Worldcoin)"), None);
        assert_eq!(definition("Battery Makers (EV)"), None);
    }

    #[test]
    fn the_expansion_defined_most_often_wins_its_acronym() {
        let names = ["Mixed Reality (MR)", "Magnetic Resonance (MR)", "Magnetic Resonances (MR)"];
        let acronyms = Acronyms::new(&usual(&names.map(definition), vec![]));
        let phrase = |text: &str| text.split(' ').map(super::stem).collect::<Vec<_>>();
        let found = |text: &str| acronyms.at_start(phrase(text).iter().map(String::as_str));
        assert_eq!(found("magnetic resonance scanner"), Some(("mr", 2)));
        assert_eq!(found("mixed reality"), None);
        let listed = ["mr", "kf"].map(|acronym| (acronym.to_owned(), "kelp farm".to_owned()));
        let all = usual(&names.map(definition), listed.to_vec());
        assert_eq!(
            all,
            [("kf", "kelp farm"), ("mr", "magnet reson")].map(|(a, b)| (a.to_owned(), b.to_owned()))
        );
    }
}
