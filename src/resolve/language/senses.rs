//! Words with two senses, and the words that give a sense away.

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

/// A word with two senses.
#[derive(Debug, Clone)]
pub(crate) struct TwoSenses {
    /// Its stem.
    pub stem: String,
    /// For each sense: the words that give it away.
    pub hints: [Vec<&'static str>; 2],
}

/// All words with two senses.
pub(crate) static TWO_SENSES: std::sync::LazyLock<Vec<TwoSenses>> = std::sync::LazyLock::new(|| {
    let row = |row: &'static str| {
        let (word, rest) = row.split_once(": ")?;
        let (first, second) = rest.split_once(" | ")?;
        let hints = [first, second].map(|words| words.split(' ').collect());
        Some(TwoSenses { stem: stem(word), hints })
    };
    SENSES.lines().filter_map(row).collect()
});
