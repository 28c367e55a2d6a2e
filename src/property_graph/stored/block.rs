//! Columns as bytes: one block a column, all values of one width.

use jiff::civil::Date;

use super::damage::Damage;
use crate::property_graph::limits::is_day;

/// No text, no node: one below the first number of those that are there.
const MISSING: u32 = 0;

/// A day that is missing; a year that no calendar of ours has.
const NO_DAY: i32 = i32::MIN;

/// Numbers of 4 bytes.
pub(super) fn put_u32s(values: impl IntoIterator<Item = u32>) -> Vec<u8> {
    values.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// Numbers of 8 bytes.
pub(super) fn put_reals(values: impl IntoIterator<Item = f64>) -> Vec<u8> {
    values.into_iter().flat_map(f64::to_le_bytes).collect()
}

/// One byte a value that says whether it is there, and then 8 bytes a value.
pub(super) fn put_optional(values: impl Iterator<Item = Option<[u8; 8]>> + Clone) -> Vec<u8> {
    let present = values.clone().map(|value| u8::from(value.is_some()));
    present.chain(values.flat_map(Option::unwrap_or_default)).collect()
}

/// Days as `year * 512 + month * 32 + day`.
pub(super) fn put_dates(values: impl IntoIterator<Item = Option<Date>>) -> Vec<u8> {
    let packed =
        |date: Date| i32::from(date.year()) * 512 + i32::from(date.month()) * 32 + i32::from(date.day());
    values.into_iter().flat_map(|date| date.map_or(NO_DAY, packed).to_le_bytes()).collect()
}

/// A number that may be missing, in the 4 bytes of one more.
pub(super) fn shifted(number: Option<u32>) -> u32 {
    number.map_or(MISSING, |number| number + 1)
}

/// The number that [`shifted`] was given.
pub(super) fn unshifted(number: u32) -> Option<u32> {
    number.checked_sub(1)
}

/// `count` numbers of 4 bytes.
pub(super) fn u32s(block: &[u8], count: usize) -> Result<impl ExactSizeIterator<Item = u32> + Clone, Damage> {
    Ok(words::<4>(block, count)?.map(u32::from_le_bytes))
}

/// The lengths of `count` lists, and their items one after the other.
pub(super) fn lists(
    block: &[u8],
    count: usize,
) -> Result<[impl ExactSizeIterator<Item = u32> + Clone; 2], Damage> {
    let bytes = count.checked_mul(4).ok_or(Damage::Length)?;
    let (lengths, items) = block.split_at_checked(bytes).ok_or(Damage::Length)?;
    Ok([u32s(lengths, count)?, u32s(items, items.len() / 4)?])
}

/// `count` numbers of 8 bytes.
pub(super) fn reals(block: &[u8], count: usize) -> Result<impl Iterator<Item = f64> + Clone, Damage> {
    Ok(words::<8>(block, count)?.map(f64::from_le_bytes))
}

/// `count` values as [`put_optional`] wrote them.
pub(super) fn optional(
    block: &[u8],
    count: usize,
) -> Result<impl Iterator<Item = Option<[u8; 8]>> + Clone, Damage> {
    let (present, values) = block.split_at_checked(count).ok_or(Damage::Length)?;
    Ok(present
        .iter()
        .zip(words::<8>(values, count)?)
        .map(|(&present, value)| (present != 0).then_some(value)))
}

/// `count` days as [`put_dates`] wrote them.
pub(super) fn dates(
    block: &[u8],
    count: usize,
) -> Result<impl Iterator<Item = Result<Option<Date>, Damage>> + Clone, Damage> {
    Ok(words::<4>(block, count)?.map(i32::from_le_bytes).map(day))
}

fn day(packed: i32) -> Result<Option<Date>, Damage> {
    if packed == NO_DAY {
        return Ok(None);
    }
    let part = |number: i32| i8::try_from(number).map_err(|_| Damage::Value);
    let year = i16::try_from(packed.div_euclid(512)).map_err(|_| Damage::Value)?;
    let rest = packed.rem_euclid(512);
    let day = Date::new(year, part(rest / 32)?, part(rest % 32)?).map_err(|_| Damage::Value)?;
    is_day(day).then_some(Some(day)).ok_or(Damage::Value)
}

/// `count` words of `N` bytes, which must be all of the block.
fn words<const N: usize>(
    block: &[u8],
    count: usize,
) -> Result<impl ExactSizeIterator<Item = [u8; N]> + Clone, Damage> {
    let (words, rest) = block.as_chunks::<N>();
    if words.len() != count || !rest.is_empty() {
        return Err(Damage::Length);
    }
    Ok(words.iter().copied())
}
