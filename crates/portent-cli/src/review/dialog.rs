//! The dialog: a question, a letter, the next question. Lines are read, so it works in every terminal and over pipes.

use std::io::{BufRead, IsTerminal};

use portent::error::Error;
use portent::query::{Answer, Review};
use portent::resolve::Resolver;
use portent::resolve::decisions::Writer;

use super::card::card;
use super::decided;
use super::file::AnswersFile;
use crate::signals;
use crate::terminal::{Terminal, to_stdout, width};

/// Columns of a question at most: longer lines are hard to read.
const WIDEST: usize = 100;
/// Columns where the terminal does not tell.
const USUAL: usize = 80;

const KEYS: &str = "One thing? y yes, n no, s skip, u undo, q quit: ";
const NO_MORE: &str = "Nothing is left to ask. u undo, q quit: ";

/// What was typed.
enum Typed {
    Answer(Answer),
    Undo,
    Quit,
    Unknown,
}

/// Asks the questions of a review and saves the answers.
pub(super) struct Dialog<'a> {
    terminal: Terminal,
    writer: Writer<'a>,
    file: &'a AnswersFile,
    review: Review,
    width: usize,
}

impl<'a> Dialog<'a> {
    pub(super) fn new(
        terminal: Terminal,
        resolver: &'a Resolver<'_>,
        file: &'a AnswersFile,
        review: Review,
    ) -> Self {
        let width = width().unwrap_or(USUAL).clamp(40, WIDEST);
        Self { terminal, writer: resolver.writer(), file, review, width }
    }

    pub(super) fn review(&self) -> &Review {
        &self.review
    }

    /// Asks until nothing is left, the input ends or someone quits.
    ///
    /// # Errors
    /// What [`AnswersFile`] says; the answers before are saved.
    pub(super) fn run(&mut self, input: &mut dyn BufRead) -> Result<(), Error> {
        if self.review.open().is_none() {
            self.terminal.note("nothing to decide: no pair is in doubt that was not decided before");
            return Ok(());
        }
        self.ask()?;
        while let Some(line) = line(input)? {
            match typed(&line) {
                Typed::Quit => return Ok(()),
                Typed::Answer(answer) => self.answer(answer)?,
                Typed::Undo => self.undo()?,
                Typed::Unknown => say(&format!("Type a letter, then Enter.\n{}", self.prompt()))?,
            }
        }
        // The prompt has no end of line.
        say("\n")?;
        if self.review.answers().next().is_none() && !std::io::stdin().is_terminal() {
            self.terminal.note(
                "standard input is empty: run this in a terminal, or pipe answers to it, one letter a line; \
                 --format json prints the questions",
            );
        }
        Ok(())
    }

    fn prompt(&self) -> &'static str {
        if self.review.open().is_some() { KEYS } else { NO_MORE }
    }

    /// Shows the open question.
    fn ask(&self) -> Result<(), Error> {
        let (done, left) = self.review.progress();
        let card = self.review.open().map_or_else(String::new, |question| {
            card(question, [done + 1, done + left], self.width, self.terminal.out_color)
        });
        say(&format!("\n{card}{}", self.prompt()))
    }

    fn answer(&mut self, answer: Answer) -> Result<(), Error> {
        let Some(question) = self.review.open() else { return self.ask() };
        if let Some(same) = same(answer) {
            // Questions without a line are not asked.
            let line = question.line(&self.writer, same).unwrap_or_default();
            self.file.add(&line)?;
        }
        self.review.answer(answer);
        self.remember();
        self.ask()
    }

    fn undo(&mut self) -> Result<(), Error> {
        let Some((question, answer)) = self.review.undo() else {
            return say(&format!("There is no answer to take back.\n{}", self.prompt()));
        };
        if let Some(same) = same(answer) {
            let line = question.line(&self.writer, same).unwrap_or_default();
            self.file.take_back(&line)?;
        }
        self.remember();
        self.ask()
    }

    /// What is told where a signal ends the run.
    fn remember(&self) {
        signals::last_words(format!("{} in {}", decided(&self.review), self.file.path().display()));
    }
}

/// What a decisions file says of an answer; nothing of one that was put off.
fn same(answer: Answer) -> Option<bool> {
    match answer {
        Answer::Same => Some(true),
        Answer::Different => Some(false),
        Answer::Skip => None,
    }
}

fn typed(line: &str) -> Typed {
    match line.trim().to_lowercase().as_str() {
        "y" | "yes" => Typed::Answer(Answer::Same),
        "n" | "no" => Typed::Answer(Answer::Different),
        "s" | "skip" => Typed::Answer(Answer::Skip),
        "u" | "undo" => Typed::Undo,
        "q" | "quit" => Typed::Quit,
        _ => Typed::Unknown,
    }
}

/// The next line, whatever its bytes; `None` at the end of the input.
fn line(input: &mut dyn BufRead) -> Result<Option<String>, Error> {
    let mut bytes = Vec::new();
    let read = input.read_until(b'\n', &mut bytes);
    let read = read.map_err(|source| Error::Read { path: "standard input".into(), source })?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
}

fn say(text: &str) -> Result<(), Error> {
    to_stdout(|out| out.write_all(text.as_bytes()))
}
