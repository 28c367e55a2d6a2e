//! The buffer that writers fill: small pieces go into one vector, whole blocks to the stream.

use std::io::{self, Write};

use jiff::civil::Date;

use super::escape;

/// Bytes after which the buffer goes to the stream.
const BLOCK: usize = 1 << 16;

/// A buffered stream whose pieces cannot fail; only [`Sink::settle`] and [`Sink::finish`] do I/O.
pub(crate) struct Sink<'a> {
    /// What is written since the last block; escapers append here.
    pub(crate) buffer: Vec<u8>,
    out: &'a mut dyn Write,
}

impl<'a> Sink<'a> {
    /// A sink before `out`.
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Self { buffer: Vec::with_capacity(BLOCK * 2), out }
    }

    /// Appends text as it is.
    pub(crate) fn raw(&mut self, text: &str) {
        self.buffer.extend_from_slice(text.as_bytes());
    }

    /// Appends a whole number.
    pub(crate) fn integer(&mut self, number: i64) {
        integer(&mut self.buffer, number);
    }

    /// Appends a number in its shortest form that reads back equal.
    pub(crate) fn real(&mut self, number: f64) {
        real(&mut self.buffer, number);
    }

    /// Appends text as a JSON string, quotes included.
    pub(crate) fn text(&mut self, text: &str) {
        escape::json_string(&mut self.buffer, text);
    }

    /// Appends any value as JSON.
    pub(crate) fn json(&mut self, value: &(impl serde::Serialize + ?Sized)) {
        json(&mut self.buffer, value);
    }

    /// Hands full blocks to the stream; call once an element.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        if self.buffer.len() < BLOCK {
            return Ok(());
        }
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// Hands the rest to the stream.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.out.flush()
    }
}

/// Appends a whole number.
pub(crate) fn integer(buffer: &mut Vec<u8>, number: i64) {
    json(buffer, &number);
}

/// Appends a finite number in its shortest form that reads back equal.
pub(crate) fn real(buffer: &mut Vec<u8>, number: f64) {
    debug_assert!(number.is_finite(), "cells are finite");
    json(buffer, &number);
}

/// Appends a day as `2026-01-18`.
pub(crate) fn date(buffer: &mut Vec<u8>, day: Date) {
    let Ok(year @ 0..=9999) = u16::try_from(day.year()) else {
        return write!(buffer, "{day}").expect("a vector takes every byte");
    };
    let digit = |number: u16| b'0' + (number % 10) as u8;
    let (month, day) = (day.month() as u16, day.day() as u16);
    buffer.extend_from_slice(&[digit(year / 1000), digit(year / 100), digit(year / 10), digit(year)]);
    buffer.extend_from_slice(&[b'-', digit(month / 10), digit(month), b'-', digit(day / 10), digit(day)]);
}

/// Appends any value as JSON.
pub(crate) fn json(buffer: &mut Vec<u8>, value: &(impl serde::Serialize + ?Sized)) {
    serde_json::to_writer(buffer, value).expect("a vector takes every byte, and our values are plain");
}
