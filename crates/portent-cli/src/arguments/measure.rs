//! The measures that `top` ranks by, as values of a flag.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use portent::property_graph::NodeColumn;

/// Takes any word, since the library refuses an unknown one with the nearest; help and completion list the measures.
#[derive(Debug, Clone, Copy)]
pub(super) struct MeasureParser;

impl TypedValueParser for MeasureParser {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let value = |column: NodeColumn| PossibleValue::new(column.name()).help(column.spec().summary);
        Some(Box::new(NodeColumn::ranking().map(move |(column, _)| value(column))))
    }
}
