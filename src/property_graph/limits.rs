//! What numbers of a file may be, so that every format can write them and every program that reads those can draw them.

use jiff::civil::Date;

/// Farthest place from the middle: single precision, which renderers use, still tells places apart there.
const FARTHEST: f64 = 1e9;

/// Largest radius.
const LARGEST: f64 = 1e6;

/// Heaviest edge: the sum over a hundred million of them still is a number in single precision.
const HEAVIEST: f64 = 1e30;

/// Whether a coordinate can be drawn.
pub(super) fn is_place(coordinate: f64) -> bool {
    coordinate.abs() <= FARTHEST
}

/// Whether a radius can be drawn.
pub(super) fn is_radius(radius: f64) -> bool {
    (0.0..=LARGEST).contains(&radius)
}

/// Whether an edge can weigh so much. Many readers take numbers below the least normal one for 0.
pub(super) fn is_weight(weight: f64) -> bool {
    (f64::MIN_POSITIVE..=HEAVIEST).contains(&weight)
}

/// Whether every format can write a day: XML knows no year 0, and none before it in four digits.
pub(super) fn is_day(day: Date) -> bool {
    (1..=9999).contains(&day.year())
}
