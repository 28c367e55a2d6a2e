//! All settings, each in one place: key, type, default and what it does.

use std::path::PathBuf;

use portent::analysis::centrality::Effort;
use portent::analysis::trend::Period;
use portent::layout::Layout;
use portent::pipeline::View;
use portent::resolve::DuplicateMode;

use super::origin::{Origin, Sourced};
use super::value::{ColorWhen, Positive, Probability, RelationFactors, Shape, Value};

/// Which commands take a setting as a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
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
pub(crate) struct Setting {
    /// The key in `portent.toml`, and the long flag without its dashes; `PORTENT_` and capitals in the environment.
    pub(crate) key: &'static str,
    /// Which commands take it as a flag.
    pub(crate) group: Group,
    /// What its text looks like.
    pub(crate) shape: Shape,
    /// The text of the default; empty for none.
    pub(crate) default: fn() -> String,
    /// What it does.
    pub(crate) summary: &'static str,
    /// Reads a text into a layer; an error says why it cannot be used.
    pub(crate) read: fn(&mut PartialSettings, &str, Origin) -> Result<(), String>,
    /// What a layer says of it, and where that was written.
    pub(crate) written: fn(&PartialSettings) -> Option<(String, Origin)>,
}

/// Makes [`SETTINGS`], [`PartialSettings`] and [`Settings`] from one list of
/// `key field: type = default, summary;` by group.
macro_rules! settings {
    ($($group:ident { $($key:literal $field:ident: $value:ty = $default:expr, $summary:literal;)+ })+) => {
        /// All settings, by group.
        pub(crate) static SETTINGS: &[Setting] = &[$($(Setting {
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
        pub(crate) struct PartialSettings {
            $($(#[doc = $summary] pub(crate) $field: Option<Sourced<$value>>,)+)+
        }

        impl PartialSettings {
            /// What this layer says; where it says nothing, what the weaker one says.
            pub(crate) fn over(self, weaker: Self) -> Self {
                Self { $($($field: self.$field.or(weaker.$field),)+)+ }
            }

            /// What the layers say; where they say nothing, the defaults.
            pub(crate) fn or_defaults(self) -> Settings {
                Settings { $($($field: self.$field.map_or_else(|| $default, |sourced| sourced.value),)+)+ }
            }
        }

        /// All settings in force.
        #[derive(Debug, Clone, PartialEq)]
        pub(crate) struct Settings {
            $($(#[doc = $summary] pub(crate) $field: $value,)+)+
        }
    };
}

settings! {
    Everywhere {
        "color" color: ColorWhen = ColorWhen::Auto, "when to use color";
        "threads" threads: u64 = 0, "threads; 0 uses all processors";
        "seed" seed: u64 = 0, "seed of everything random";
        "strict" strict: bool = false, "exit with 1 where the input has problems";
    }
    Pages {
        "include-ignored" include_ignored: bool = false, "read hidden and git-ignored files too";
        "follow-links" follow_links: bool = false, "follow symbolic links in folders";
        "max-file-size" max_file_size: u64 = 16 * 1024 * 1024,
            "bytes past which a file is skipped, with a diagnostic";
    }
    Names {
        "duplicates" duplicates: DuplicateMode = DuplicateMode::Merge, "what becomes of duplicates of one kind";
        "decisions" decisions: Option<PathBuf> = None, "decisions of people on pairs of names (TSV)";
        "vectors" vectors: Option<PathBuf> = None,
            "word vectors, statistics and groups of an archive: read from the file, or frozen there if it is new";
        "strings-only" strings_only: bool = false, "compare names as strings, without vectors";
        "weights" weights: Option<PathBuf> = None, "weights of the match model that train wrote";
        "threshold" threshold: Option<Probability> = None, "least match probability of a duplicate, 0 to 1";
    }
    Graph {
        "view" view: View = View::Full, "all nodes, or entities joined where they meet";
        "relations" relations: RelationFactors = RelationFactors::default(),
            "relations in measures and clusters, with factors: similar=0.5,closest=0";
        "resolution" resolution: Positive = Positive::ONE, "higher gives more and smaller clusters";
        "betweenness" betweenness: Effort = Effort::Auto, "work that betweenness may take";
        "weighted-paths" weighted_paths: bool = false, "shortest paths by distance instead of hops";
        "stability" stability: bool = false, "measure how stable clusters are, over up to ten seeded runs";
        "previous" previous: Option<PathBuf> = None,
            "an earlier graph.json, whose ids, cluster keys and labels are kept";
        "layout" layout: Layout = Layout::Packed,
            "where nodes stand: clusters as discs, or by forces along edges";
        "trends" trends: bool = false, "add columns of trends and bursts";
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
