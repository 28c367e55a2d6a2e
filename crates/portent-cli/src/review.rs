//! `review`: asks a person which names are one thing, and saves each answer at once.

mod card;
mod dialog;
mod file;

use std::io;

use portent::export::output::{self, Claim};
use portent::query::{Answer, Review, ReviewOptions, listed, review as questions};
use portent::resolve::{DuplicateMode, Resolver};

use super::arguments::ReviewArguments;
use super::outcome::Outcome;
use super::plural::counted_of;
use super::progress::Progress;
use super::refusal::Refusal;
use super::session::Session;
use super::source::corpus;
use dialog::Dialog;
use file::AnswersFile;
use portent_settings::Settings;
use portent_settings::options::resolve_options;

pub(crate) fn review(session: &Session, arguments: &ReviewArguments) -> anyhow::Result<Outcome> {
    refuse_what_cannot_be_asked(session, arguments)?;
    let file = AnswersFile::of(session, &arguments.paths);
    // At once it is known whether answers can be saved, and that no other review changes what this one asks about.
    let _claim = match arguments.format {
        Some(_) => None,
        None => {
            let probe = output::pending(file.path())?;
            let claim = Claim::of(file.path())?;
            drop(probe);
            Some(claim)
        }
    };
    let progress = Progress::new(session.terminal);
    let corpus = corpus(session, &arguments.paths, &progress)?;
    progress.step("resolving names");
    let options = resolve_options(&settings(session, &file), corpus)?;
    let resolver = Resolver::new(corpus, options)?;
    let asked = ReviewOptions::default().with_kinds(arguments.kinds.clone()).with_limit(arguments.limit);
    let asked = questions(&resolver, &asked)?;
    drop(progress);
    resolver.resolution().remarks.iter().filter(|remark| session.terminal.tells(remark)).for_each(|remark| {
        session.terminal.remark(remark);
    });
    if let Some(format) = arguments.format {
        session.terminal.table(&listed(asked.questions()), format.into())?;
        return Ok(Outcome::Done);
    }
    session.terminal.note(&format!("answers are saved in {}", file.told()));
    let mut dialog = Dialog::new(session.terminal, &resolver, &file, asked);
    dialog.run(&mut io::stdin().lock())?;
    tell(session, arguments, &file, dialog.review());
    Ok(Outcome::Done)
}

/// Decisions are about names, so entities are formed whatever the build makes of duplicates.
fn settings(session: &Session, file: &AnswersFile) -> Settings {
    let decisions = file.path().exists().then(|| file.path().to_owned());
    Settings { decisions, duplicates: DuplicateMode::Merge, ..session.settings.clone() }
}

fn refuse_what_cannot_be_asked(session: &Session, arguments: &ReviewArguments) -> Result<(), Refusal> {
    if session.settings.duplicates == DuplicateMode::Off {
        return Err(Refusal::with_hint(
            "with duplicates off no decision has an effect".into(),
            "set --duplicates merge, here and for the build",
        ));
    }
    if arguments.format.is_none() && arguments.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Refusal::with_hint(
            "-: answers are read from standard input, so articles cannot be".into(),
            "give a folder or a file, or print the questions with --format json",
        ));
    }
    Ok(())
}

/// What was decided, and what to do with it.
fn tell(session: &Session, arguments: &ReviewArguments, file: &AnswersFile, review: &Review) {
    let terminal = session.terminal;
    terminal.line(0, &decided(review));
    let decided = review.answers().filter(|(_, answer)| *answer != Answer::Skip).count();
    if decided > 0 {
        let paths: Vec<String> = arguments.paths.iter().map(|path| file::shown(path)).collect();
        let flag = file.flag();
        terminal.line(
            0,
            &format!(
                "next         see what they change: `portent build {}{flag} -o graph.json`",
                paths.join(" ")
            ),
        );
    }
}

/// `decided      5 pairs: 3 same, 2 different; 1 skipped, 34 left`
fn decided(review: &Review) -> String {
    let count = |wanted: Answer| review.answers().filter(|(_, answer)| *answer == wanted).count();
    let (same, different, skipped) = (count(Answer::Same), count(Answer::Different), count(Answer::Skip));
    format!(
        "decided      {}: {same} same, {different} different; {skipped} skipped, {} left",
        counted_of(same + different, "pair", "pairs"),
        review.progress().1
    )
}
