//! Changes by values: the document stays JSON, so that they reach what reads it.

use portent::random::Random;
use serde_json::{Value, json};

use super::{Material, one, text};

/// One change of a document; of its text in one case of five, and where it is no JSON.
pub(crate) fn step(random: &mut Random, input: &mut Vec<u8>, material: &Material<'_>) {
    match serde_json::from_slice(input) {
        Ok(mut document) if random.below(5) > 0 => {
            change(random, &mut document);
            *input = document.to_string().into_bytes();
        }
        _ => text::step(random, input, material),
    }
}

/// Changes one value somewhere in a document.
pub(crate) fn change(random: &mut Random, document: &mut Value) {
    let elsewhere = walk(random, document).clone();
    let place = walk(random, document);
    match random.below(8) {
        0 | 1 => *place = odd(random),
        2 => *place = elsewhere,
        3 => near(random, place),
        _ => within(random, place, elsewhere),
    }
}

/// Goes down from the root, a random child at a time, and stops at a leaf or one time in five before it.
fn walk<'a>(random: &mut Random, value: &'a mut Value) -> &'a mut Value {
    let children = match value {
        Value::Array(items) => items.len(),
        Value::Object(fields) => fields.len(),
        _ => 0,
    };
    if children == 0 || random.below(5) == 0 {
        return value;
    }
    let at = random.below(children);
    match value {
        Value::Array(items) => walk(random, &mut items[at]),
        Value::Object(fields) => walk(random, fields.values_mut().nth(at).expect("one of its fields")),
        leaf => leaf,
    }
}

/// Changes what a list or an object holds; a leaf only a little.
fn within(random: &mut Random, value: &mut Value, other: Value) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let at = random.below(items.len());
            match random.below(4) {
                0 => drop(items.remove(at)),
                1 => items.insert(at, items[at].clone()),
                2 => items.insert(at, other),
                _ => items.reverse(),
            }
        }
        Value::Object(fields) if !fields.is_empty() => {
            let at = random.below(fields.len());
            let key = fields.keys().nth(at).cloned().unwrap_or_default();
            match random.below(3) {
                0 => drop(fields.remove(&key)),
                1 => drop(fields.insert(one(random, KEYS).to_string(), other)),
                _ => drop(fields.insert(key, other)),
            }
        }
        leaf => near(random, leaf),
    }
}

/// Names of fields that mean something somewhere, and some that must not.
static KEYS: &[&str] = &[
    "id",
    "label",
    "kind",
    "version",
    "format",
    "zz",
    "a b",
    "=cmd",
    "x\"/><evil a=\"",
    "URL",
    "__proto__",
    "",
];

/// A value of the same type that is not far away.
fn near(random: &mut Random, value: &mut Value) {
    *value = match &*value {
        Value::String(text) => {
            let added = one(random, &["", " ", "\n", "\0", "x", "é", "\"", "<", "\u{1b}[31m", "\u{202e}"]);
            let kept: String = text.chars().take(random.below(text.chars().count() + 2)).collect();
            format!("{kept}{added}").into()
        }
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(n), _) => [n.wrapping_neg(), n.wrapping_add(1), n.wrapping_sub(1), n.wrapping_mul(1 << 20)]
                [random.below(4)]
            .into(),
            (None, n) => {
                let n = n.unwrap_or_default();
                json!([-n, n * 1e9, n / 3.0, n + 1.0][random.below(4)])
            }
        },
        Value::Bool(yes) => (!yes).into(),
        _ => odd(random),
    };
}

fn odd(random: &mut Random) -> Value {
    let odd = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(1_u64 << 31),
        json!(1_u64 << 32),
        json!(1_u64 << 53),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(0.5),
        json!(-0.0),
        json!(1e308),
        json!(-1e308),
        json!(1e-320),
        json!(""),
        json!("x"),
        json!("article:x"),
        json!("a".repeat(3_000)),
        json!("2025-01-01"),
        json!("9999-12-31"),
        json!("-009999-01-01"),
        json!("#ffffff"),
        json!("\u{1b}]0;x\u{7}"),
        json!("</script><img src=x onerror=x>"),
        json!("\u{202e}"),
        json!([]),
        json!({}),
        json!(["x"]),
        json!([1]),
        json!([[]]),
        json!([null]),
        json!({"a": 1}),
    ];
    one(random, &odd).clone()
}
