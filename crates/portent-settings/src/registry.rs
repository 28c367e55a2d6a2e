//! All settings, each in one place: key, type, default and what it does.

use std::path::PathBuf;

use portent::analysis::centrality::Effort;
use portent::analysis::trend::Period;
use portent::layout::Layout;
use portent::parse::{DateOrder, EditionStep};
use portent::phrases::PhraseMode;
use portent::pipeline::View;
use portent::resolve::DuplicateMode;

use super::origin::{Origin, Sourced};
use super::value::{ColorWhen, Positive, Probability, RelationFactors, Shape, Value};

/// Which commands take a setting as a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// All.
    Everywhere,
    /// Those that read pages.
    Pages,
    /// Those that judge names.
    Names,
    /// Those that build a graph.
    Graph,
    /// Those that measure trends, of a graph that is built already too.
    Time,
}

/// One thing that can be set.
#[derive(Debug)]
pub struct Setting {
    /// The key in `portent.toml`, and the long flag without its dashes; `PORTENT_` and capitals in the environment.
    pub key: &'static str,
    /// Which commands take it as a flag.
    pub group: Group,
    /// What its text looks like.
    pub shape: Shape,
    /// The text of the default; empty for none.
    pub default: fn() -> String,
    /// What it does.
    pub summary: &'static str,
    /// Reads a text into a layer; an error says why it cannot be used.
    pub read: fn(&mut PartialSettings, &str, Origin) -> Result<(), String>,
    /// What a layer says of it, and where that was written.
    pub written: fn(&PartialSettings) -> Option<(String, Origin)>,
}

/// Makes [`SETTINGS`], [`PartialSettings`] and [`Settings`] from one list of
/// `key field: type = default, summary;` by group.
macro_rules! settings {
    ($($group:ident { $($key:literal $field:ident: $value:ty = $default:expr, $summary:literal;)+ })+) => {
        /// All settings, by group.
        pub static SETTINGS: &[Setting] = &[$($(Setting {
            key: $key,
            group: Group::$group,
            shape: <$value as Value>::SHAPE,
            default: || <$value as Value>::text(&$default),
            summary: $summary,
            read: |layer, text, origin| {
                layer.$field = Some(Sourced::read(text, origin)?);
                Ok(())
            },
            written: |layer| {
                let sourced = layer.$field.as_ref()?;
                Some((sourced.text.clone(), sourced.origin.clone()))
            },
        },)+)+];

        /// What one layer says, or several laid over one another.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct PartialSettings {
            $($(#[doc = $summary] pub $field: Option<Sourced<$value>>,)+)+
        }

        impl PartialSettings {
            /// What this layer says; where it says nothing, what the weaker one says.
            pub fn over(self, weaker: Self) -> Self {
                Self { $($($field: self.$field.or(weaker.$field),)+)+ }
            }

            /// What the layers say; where they say nothing, the defaults.
            pub fn or_defaults(self) -> Settings {
                Settings { $($($field: self.$field.map_or_else(|| $default, |sourced| sourced.value),)+)+ }
            }
        }

        /// All settings in force.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Settings {
            $($(#[doc = $summary] pub $field: $value,)+)+
        }
    };
}

settings! {
    Everywhere {
        "color" color: ColorWhen = ColorWhen::Auto, "whether to color the output; NO_COLOR is respected";
        "threads" threads: u64 = 0, "threads to use (0: all processors); the result does not depend on it";
        "seed" seed: u64 = 0, "seed of everything random; the same seed gives the same result";
        "strict" strict: bool = false, "exit with status 1 if the input has problems";
    }
    Pages {
        "include-ignored" include_ignored: bool = false, "also read hidden files and files that git ignores";
        "follow-links" follow_links: bool = false, "follow symbolic links in folders";
        "max-file-size" max_file_size: u64 = 16 * 1024 * 1024, "skip files of more bytes, with a diagnostic";
        "max-rows" max_rows: u64 = 100_000, "skip files of more rows, items, headings and links, with a diagnostic";
        "max-lines" max_lines: u64 = 1_000_000, "skip pages of more lines, with a diagnostic";
        "max-text" max_text: u64 = 1_000_000,
            "keep so many bytes of the running text of a page and of its summary; more is a diagnostic";
        "max-name-length" max_name_length: u64 = 1_000, "cut names of more characters, with a diagnostic";
        "date-order" date_order: DateOrder = DateOrder::Auto,
            "which number is first in dates such as 03/04/2025; auto decides by the other dates";
        "edition-step" edition_step: EditionStep = EditionStep::Auto,
            "articles of one day, week, month, quarter or year are an edition where pages name none";
        "phrases" phrases: PhraseMode = PhraseMode::Auto,
            "take recurring phrases from the text: where almost nothing else is found, always, or never";
    }
    Names {
        "duplicates" duplicates: DuplicateMode = DuplicateMode::Merge,
            "merge duplicates of one kind, link them, or treat only equal names as one";
        "decisions" decisions: Option<PathBuf> = None,
            "decisions of people on pairs of names (TSV); they overrule the model";
        "vectors" vectors: Option<PathBuf> = None,
            "archive file (word vectors, statistics, groups) to judge names by; created if it does not exist";
        "strings-only" strings_only: bool = false, "compare names as strings, without vectors";
        "weights" weights: Option<PathBuf> = None,
            "weights of the match model, as `portent train` writes them; default built in";
        "threshold" threshold: Option<Probability> = None,
            "minimum match probability of a duplicate; higher merges less, default 0.5 (0.4 without vectors)";
        "merge-precision" merge_precision: Option<Probability> = None,
            "share of merges that is to be right: sets the threshold by the match probabilities that are found";
    }
    Graph {
        "view" view: View = View::Full,
            "articles, editions and entities; or entities only, joined when they share articles";
        "relations" relations: RelationFactors = RelationFactors::default(),
            "relations in measures and clusters, with factors: similar=0.5,closest=0";
        "resolution" resolution: Positive = Positive::ONE,
            "resolution of the clustering; higher gives more and smaller clusters";
        "betweenness" betweenness: Effort = Effort::Auto,
            "how betweenness and closeness are computed; auto samples if exact would take too long";
        "weighted-paths" weighted_paths: bool = false,
            "measure shortest paths by distance (the inverse of weight) instead of hops";
        "stability" stability: bool = false,
            "measure how stable each cluster is, over up to ten runs with different seeds";
        "previous" previous: Option<PathBuf> = None,
            "an earlier graph.json, whose ids, cluster keys and labels are kept";
        "labels" labels: Option<PathBuf> = None,
            "labels that people give to clusters (TSV: cluster_key, label); they overrule all others";
        "layout" layout: Layout = Layout::Packed,
            "pack nodes into one disc per cluster, or run a force-directed layout";
        "trends" trends: bool = false, "add the columns of trends and bursts";
    }
    Time {
        "period" period: Period = Period::Quarter, "step of the time axis of trends";
    }
}

/// The environment variable of a key: `max-file-size` is `PORTENT_MAX_FILE_SIZE`.
#[must_use]
pub(crate) fn variable(key: &str) -> String {
    format!("PORTENT_{}", key.to_uppercase().replace('-', "_"))
}
