//! Training of the match model, and how well it judges pairs that it never saw.

mod fit;
mod held_out;
mod weights;

pub use held_out::HeldOut;
pub use weights::{FOLDS, SHUFFLES, Trained, train};
