//! Word lists of the string evidence: spellings, stop words, word classes, synonyms, opposites.
//!
//! The published part of the guards: whoever misses a word adds it here, once. Classes, synonyms
//! and opposites are looked up by stem, so one form of a word is enough. Lists are texts, so that
//! a row reads as a row.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Prefixes that are joined to the next word (`over-reliance`, `over reliance`, `overreliance`).
pub(crate) static PREFIXES: &[&str] = &[
    "multi", "over", "non", "anti", "co", "re", "inter", "cyber", "micro", "bio", "hyper", "un", "neuro",
    "geo", "agri", "mis",
];

/// Words that `over` makes into another word where it stands apart: `over reliance`.
static OVERDONE: &str = "\
reliance reliant relying dependence dependency dependent use usage used using fishing tourism regulation consumption
production supply confidence confident load loading fit fitting exposure crowding work worked automation engineering
diagnosis spending population estimation simplification simplified heating charging stimulation prescription capacity
grazing optimization communication promise valuation correction sharing protection eating weight time hyped abundance";

static OVERDONE_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| OVERDONE.split_whitespace().collect());

/// Whether `over` and the word behind it are one word.
pub(crate) fn is_overdone(word: &str) -> bool {
    OVERDONE_SET.contains(word)
}

/// Number words and other writings with their usual form; `one` and `second` mean other things too.
static FORMS: &str = "\
zero=0 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 twenty=20
thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19
thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000
1st=first 2nd=second 3rd=third 4th=fourth 5th=fifth 6th=sixth 7th=seventh 8th=eighth 9th=ninth 10th=tenth
eleventh=11th twelfth=12th twentieth=20th
km=kilometer kms=kilometer cm=centimeter mm=millimeter nm=nanometer μm=micrometer
kg=kilogram mg=milligram μg=microgram mcg=microgram kw=kilowatt mw=megawatt gw=gigawatt tw=terawatt gb=gigabyte
usa=us co2=carbon lgbt=lgbtq lgbtq+=lgbtq lgbtqia=lgbtq lgbtqia+=lgbtq
percentage=percent pct=percent ii=2 iii=3 iv=4 vi=6 vii=7 viii=8 ix=9";

/// British beginnings and their American spelling.
static SPELLING_STARTS: &str = "\
ageing=aging aluminium=aluminum behaviour=behavior cancell=cancel catalogue=catalog centre=center
cheque=check colour=color counsell=counsel defence=defense draught=draft endeavour=endeavor
enrolment=enrollment favour=favor fibre=fiber fuell=fuel fulfilment=fulfillment grey=gray harbour=harbor
honour=honor humour=humor judgement=judgment labell=label labour=labor licence=license litre=liter
manoeuvr=maneuver metre=meter modell=model mould=mold neighbour=neighbor offence=offense
paediatr=pediatr plough=plow practis=practic pretence=pretense programme=program rumour=rumor
sceptic=skeptic signall=signal skilful=skillful sulph=sulf theatre=theater travell=travel tumour=tumor
tyre=tire vapour=vapor";

/// British endings and their American spelling, for words with four letters before them.
static SPELLING_ENDS: &str = "\
isation=ization isations=izations isational=izational ising=izing ised=ized ises=izes ogue=og ogues=ogs";

/// Words whose stem would fall together with an unrelated word: the stem they get, then the words.
static STEM_EXCEPTIONS: &str = "\
governance: governance
government: government governments governmental
optimism: optimism optimist optimists optimistic
employer: employer employers
employee: employee employees
organization: organization organizations organizational
university: university universities
universal: universal
animal: animal animals
important: important importance
experiment: experiment experiments experimental experimentation
internal: internal
intern: intern interns
international: international
authority: authority authorities
authorize: authorization
authoritarian: authoritarian authoritarianism
physics: physics
publish: publication publications publishing
publicity: publicity
personalize: personalization personalized
personality: personality personalities
customer: customer customers
productivity: productivity productive
activism: activism activist activists
civilization: civilization civilizations
mobilize: mobilization
reality: reality realities
realism: realism
news: news
policy: policy policies
police: police policing
general: general
generalize: generalization
capitalism: capitalism capitalist
depend: dependence dependency dependencies
reli: reliance
reliability: reliability reliable
body: bodies
data: data
media: media
objective: objectives objective
executive: executive executives
marketing: marketing
communism: communism
communal: communal
materialism: materialism
socialism: socialism
negotiate: negotiation
station: station
mining: mining mine mines
generational: generational generations
mobility: mobility
urbanism: urbanism
spatial: spatial
explore: exploration
wellness: wellness
mind: mind minds";

/// Words that carry no meaning of their own; prepositions among them still part a name into slots.
static STOP_WORDS: &str = "\
a an the of in on at to for from by with and or as into onto over under about around among amongst amid
between through throughout via within across upon toward towards than that this these those their its
our your his her is are be being been was were has have can may will vs versus per due such other
regarding surrounding concerning related based it s out";

fn equations(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.split_whitespace().filter_map(|row| row.split_once('='))
}

static FORM_OF: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| equations(FORMS).collect());
static STOPS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| STOP_WORDS.split_whitespace().collect());
static ENDS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| equations(SPELLING_ENDS).collect());
/// Beginnings by their first two letters, so that few are tried on a word.
static STARTS: LazyLock<FxHashMap<&str, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut starts: FxHashMap<&str, Vec<(&str, &str)>> = FxHashMap::default();
    for row in equations(SPELLING_STARTS) {
        starts.entry(&row.0[..2]).or_default().push(row);
    }
    starts
});
static EXCEPTIONS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let rows = STEM_EXCEPTIONS.lines().filter_map(|row| row.split_once(": "));
    rows.flat_map(|(stem, words)| words.split(' ').map(move |word| (word, stem))).collect()
});

/// Whether a word carries no meaning of its own.
#[must_use]
pub(crate) fn is_stop(word: &str) -> bool {
    STOPS.contains(word)
}

/// The usual form of a number word (`three` is `3`).
#[must_use]
pub(crate) fn form_of(word: &str) -> Option<&'static str> {
    FORM_OF.get(word).copied()
}

/// The stem of a word that the stemmer would throw together with unrelated ones.
#[must_use]
pub(crate) fn stem_exception(word: &str) -> Option<&'static str> {
    EXCEPTIONS.get(word).copied()
}

/// A word in American spelling.
#[must_use]
pub(crate) fn american(word: &str) -> String {
    let starts = word.get(..2).and_then(|start| STARTS.get(start));
    for &(british, american) in starts.into_iter().flatten() {
        if let Some(rest) = word.strip_prefix(british) {
            return american.to_owned() + rest;
        }
    }
    for &(british, american) in ENDS.iter() {
        if let Some(rest) = word.strip_suffix(british).filter(|rest| rest.len() >= 4) {
            return rest.to_owned() + american;
        }
    }
    word.to_owned()
}

/// Where a word stands in a name: behind which preposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Before any preposition.
    Head,
    /// of
    Of,
    /// in, within, at, across, among, amid
    In,
    /// for
    For,
    /// on, over, to, toward, into
    On,
    /// by, from, through, via, due; and the word before `-driven`, `-led`, `-induced`
    By,
    /// with, between
    With,
    /// against, without
    Against,
    /// vs
    Versus,
    /// In brackets: Acme (Ohio)
    Aside,
}

impl Slot {
    /// All slots, in order.
    pub(crate) const ALL: [Self; 10] = [
        Self::Head,
        Self::Of,
        Self::In,
        Self::For,
        Self::On,
        Self::By,
        Self::With,
        Self::Against,
        Self::Versus,
        Self::Aside,
    ];
}

/// The slot that a preposition opens.
#[must_use]
pub(crate) fn slot_of(word: &str) -> Option<Slot> {
    Some(match word {
        "of" => Slot::Of,
        "in" | "within" | "at" | "across" | "among" | "amid" | "inside" => Slot::In,
        "for" => Slot::For,
        "on" | "over" | "to" | "toward" | "towards" | "into" | "upon" => Slot::On,
        "by" | "from" | "through" | "via" | "due" => Slot::By,
        "with" | "between" => Slot::With,
        "against" | "without" => Slot::Against,
        "vs" | "versus" => Slot::Versus,
        _ => return None,
    })
}

/// Participles that mark the word before them as the cause (`ai driven`).
pub(crate) static AGENT_MARKS: &[&str] =
    &["driven", "led", "induced", "caused", "powered", "enabled", "generated", "fueled"];

/// A class of words, as a bit.
pub(crate) type Classes = u16;
/// Emphasis and framing that do not part names: Growing X, Rise of X, Adoption of X.
pub(crate) const FILLER: Classes = 1;
/// The tone of a concern: issues, concerns, challenges, risks, implications.
pub(crate) const ASPECT: Classes = 1 << 1;
/// General words for a thing that does something: tool, system, platform, technology.
pub(crate) const TOOL: Classes = 1 << 2;
/// Words that name nothing by themselves: emphasis, tone, general things.
pub(crate) const LIGHT: Classes = FILLER | ASPECT | TOOL;
/// Direction upwards.
pub(crate) const UP: Classes = 1 << 3;
/// Direction downwards, end or absence.
pub(crate) const DOWN: Classes = 1 << 4;
/// Against something: prevention, mitigation, detection.
pub(crate) const PREVENTION: Classes = 1 << 5;
/// A cause of something.
pub(crate) const CAUSE: Classes = 1 << 6;
/// An effect of something.
pub(crate) const EFFECT: Classes = 1 << 7;
/// An organization.
pub(crate) const ORGANIZATION: Classes = 1 << 8;
/// A negation.
pub(crate) const NEGATION: Classes = 1 << 9;
/// A person or a role.
pub(crate) const PERSON: Classes = 1 << 10;
/// What is lost, breaks or stands empty; a concern says it for declines too.
pub(crate) const LOSS: Classes = 1 << 11;
/// Who refuses or opposes.
pub(crate) const REFUSAL: Classes = 1 << 12;

/// The words of each class; those of vetoes (negations, directions) stand with their language in `vetoes`.
pub(crate) static CLASSES: &[(Classes, &str)] = &[
    (
        FILLER | UP,
        "\
growing growth increased increase increasing rise rising surge expansion expanding escalation escalating
boom acceleration accelerated heightened proliferation spread soaring mounting enhanced widening
intensifying deepening spreading",
    ),
    (
        FILLER,
        "\
emerging emergence potential possible ongoing continued continuous greater significant major recent new
novel adoption use usage using utilization development developing demand focus need interest call
advancement advances advanced concept trend role evolution evolving shift push toward widespread general
overall current today integration embracing emphasis importance implementation deployment approach
phenomenon culture more much very key",
    ),
    (
        ASPECT,
        "\
issue concern challenge risk implication consideration problem dilemma question threat worry fear danger
hazard debate matter difficulty crisis",
    ),
    (
        ASPECT | EFFECT,
        "\
impact effect consequence outcome influence repercussion aftermath",
    ),
    (
        TOOL,
        "\
tool technology system platform solution technique method application app software device product
framework model service process mechanism practice program initiative strategy measure programme tech
industry sector",
    ),
    (
        PREVENTION,
        "\
prevention preventing preventive mitigation mitigating protection detection detecting defense
countermeasure combating combatting fighting response safeguard remediation relief recovery avoidance
avoiding resilience treatment cure screening deterrence repair solving tackling insurance shield control
monitoring reducing solution restoration adaptation management against",
    ),
    (
        CAUSE,
        "\
cause driver root reason trigger",
    ),
    (
        ORGANIZATION,
        "\
inc corp corporation foundation university institute association ministry agency department council
commission committee bureau ltd gmbh laboratory academy consortium alliance museum startup",
    ),
    (PERSON, "ceo president minister professor biography mayor senator duchess chancellor"),
];

/// Words that say one thing: rows of synonyms.
pub(crate) static SYNONYMS: &str = "\
loss erosion
decline decrease fall falling drop diminishing declining
dependence dependency reliance overreliance overdependence
lack absence insufficient inadequate missing
shortage scarcity
job employment
employee worker staff workforce
car automobile auto
elderly older senior
law legislation
expense cost
spending expenditure
withdrawal retreat pullout withdrawing pulling
warming heating
film movie
house home
physician doctor
medicine drug
company firm corporation business
children kids child
woman women
man men
person people
critical essential
quick rapid fast
purchase buying purchasing
farming agriculture agricultural
error mistake
ethic ethical moral
replacement displacement
fading waning eroding
pollution contamination
remote telework telecommuting
photo photograph
phone telephone
television tv
wage salary
aging ageing
bias biased
monitoring tracking
teaching instruction
student pupil
abuse misuse
tension conflict";
