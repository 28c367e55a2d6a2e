//! Words with two senses, and the words that give a sense away.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::resolve::language::stem::stem;

/// The word, then for each of its two senses words that give it away.
static SENSES: &str = "\
virus: computer malware software network file hacker laptop email server | patient infection disease vaccine fever clinic hospital epidemic flu health
cloud: server data computing software storage provider hosting file | rain weather sky storm aerosol atmosphere drought crop airplane
cell: battery anode voltage lithium charge electric solar panel | tissue tumor immune biology patient blood gene membrane
chip: semiconductor processor wafer silicon computing computer | potato snack food wood salt
mining: bitcoin token data crypto block text pattern | ore copper lithium shaft pit quarry rock metal
bank: loan credit deposit customer finance branch account | river flood shore erosion stream willow
seed: investor capital startup funding round | crop plant farmer wheat harvest soil sowing
drone: aircraft pilot camera flight delivery rotor | bee hive queen honey music tone
python: code programming library script developer | snake reptile swamp prey
mercury: planet orbit probe spacecraft | fish metal toxic poison thermometer
apple: iphone device store app software | orchard fruit tree harvest cider
amazon: warehouse seller delivery retail parcel | forest river rainforest basin tribe
crane: construction harbor port load building | bird wetland migration nest
plant: factory power reactor production turbine | leaf root flower garden soil pollen
strike: union worker wage walkout picket | missile drone target bomb military lightning
stock: share investor exchange trader | fish inventory shelf trawler catch warehouse
trial: court judge jury lawyer | patient drug clinical placebo vaccine
organ: donor transplant kidney liver patient | church pipe music concert
bug: code software program developer | insect beetle crop bite bed
tank: army armor battle war | water fish storage fuel fermentation
lead: metal pipe paint poison water | team leadership sales customer
shell: oil company company petrol | mollusk oyster beach sea
current: ocean sea gulf tide | electric wire voltage ampere
agent: software model prompt autonomous llm | chemical nerve toxin estate spy
bridge: blockchain token ledger wallet | river steel concrete traffic span
jaguar: car sedan engine | forest cat prey jungle
bond: investor treasury coupon debt | chemical molecule carbon atom family friendship
screen: display phone child television | patient tumor blood test
migration: server database software cipher | refugee border bird village country";

/// A word that gives a sense away.
#[derive(Debug, Clone)]
pub(crate) struct Hint {
    /// As it is written.
    pub word: &'static str,
    /// Its stem.
    pub stem: String,
}

/// For each sense of a word: what gives it away.
pub(crate) type TwoSenses = [Vec<Hint>; 2];

/// All words with two senses, by stem.
pub(crate) static TWO_SENSES: LazyLock<FxHashMap<String, TwoSenses>> = LazyLock::new(|| {
    let hint = |word| Hint { word, stem: stem(word) };
    let row = |row: &'static str| {
        let (word, rest) = row.split_once(": ")?;
        let (first, second) = rest.split_once(" | ")?;
        let hints = [first, second].map(|words| words.split(' ').map(hint).collect());
        Some((stem(word), hints))
    };
    SENSES.lines().filter_map(row).collect()
});
