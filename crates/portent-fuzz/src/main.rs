//! Hunts for inputs on which a property does not hold: `.ci/fuzz --help`.

#![allow(clippy::print_stderr, clippy::print_stdout)] // a program that tells its user

mod hunt;

use std::process::ExitCode;

use hunt::{Settings, USAGE, again, hunt, work};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let ended = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--help"] => {
            eprint!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        ["--work", program] => work(program.as_ref()).map(|()| true),
        _ => Settings::read(words)
            .and_then(|settings| if settings.again.is_empty() { hunt(settings) } else { again(&settings) }),
    };
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
