//! Completions for shells and the manual page: commands that packages bring (feature `shell`).

#[cfg(feature = "shell")]
pub(crate) use present::{completions, man};

#[cfg(not(feature = "shell"))]
pub(crate) use absent::{completions, man};

/// A build without the feature: every command says how to get it.
#[cfg(not(feature = "shell"))]
mod absent {
    use crate::arguments::ShellName;
    use crate::outcome::Outcome;
    use crate::refusal::missing_feature;

    /// Refuses to print a script for a shell.
    pub(crate) fn completions(_: ShellName) -> anyhow::Result<Outcome> {
        Err(missing_feature("has no command \"completions\"", "shell").into())
    }

    /// Refuses to print the manual page.
    pub(crate) fn man() -> anyhow::Result<Outcome> {
        Err(missing_feature("has no command \"man\"", "shell").into())
    }
}

#[cfg(feature = "shell")]
mod present {
    use std::io::Write;

    use crate::arguments::ShellName;
    use crate::flags::command;
    use crate::outcome::Outcome;
    use crate::terminal::to_stdout;

    fn generator(shell: ShellName) -> clap_complete::Shell {
        match shell {
            ShellName::Bash => clap_complete::Shell::Bash,
            ShellName::Elvish => clap_complete::Shell::Elvish,
            ShellName::Fish => clap_complete::Shell::Fish,
            ShellName::PowerShell => clap_complete::Shell::PowerShell,
            ShellName::Zsh => clap_complete::Shell::Zsh,
        }
    }

    /// Prints the script that completes commands and options.
    pub(crate) fn completions(shell: ShellName) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(generator(shell), &mut command(), "portent", &mut script);
        to_stdout(|out| out.write_all(&script))?;
        Ok(Outcome::Done)
    }

    /// Prints the manual page.
    pub(crate) fn man() -> anyhow::Result<Outcome> {
        let mut command = command();
        command.build();
        let mut page = Vec::new();
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            section(inner, &mut page)?;
        }
        to_stdout(|out| out.write_all(&page))?;
        Ok(Outcome::Done)
    }

    /// The options of one subcommand.
    fn section(command: &clap::Command, page: &mut Vec<u8>) -> std::io::Result<()> {
        let name = command.get_name().to_uppercase();
        writeln!(page, ".SH \"PORTENT {name}\"")?;
        let man = clap_mangen::Man::new(command.clone());
        let mut body = Vec::new();
        man.render_description_section(&mut body)?;
        man.render_options_section(&mut body)?;
        if command.get_after_long_help().is_some() {
            man.render_extra_section(&mut body)?;
        }
        let text = String::from_utf8_lossy(&body);
        let preamble = [".SH DESCRIPTION", ".ie ", ".el "];
        for line in text.lines().filter(|line| !preamble.iter().any(|start| line.starts_with(start))) {
            writeln!(
                page,
                "{}",
                line.replace(".SH OPTIONS", ".SS Options").replace(".SH EXTRA", ".SS Files")
            )?;
        }
        Ok(())
    }
}
