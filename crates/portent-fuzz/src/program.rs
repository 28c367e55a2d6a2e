//! Runs of the command, each with an end.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};

use crate::patience::Patience;
use crate::rig::Rig;

/// What a run printed.
pub(crate) struct Printed {
    pub(crate) code: i32,
    pub(crate) stdout: Vec<u8>,
}

/// Runs the command in a folder, and holds its end to the rules: one of the documented statuses, no panic, an error where it
/// failed.
pub(crate) fn run(rig: &Rig, folder: &Path, arguments: &[String]) -> anyhow::Result<Printed> {
    let [out, err] = ["stdout", "stderr"].map(|name| folder.with_extension(name));
    let mut command = Command::new(rig.program());
    command.args(arguments).current_dir(folder).env_clear().env("HOME", folder);
    command.stdin(Stdio::null()).stdout(File::create(&out)?).stderr(File::create(&err)?);
    let child = command.spawn().with_context(|| format!("cannot run {}", rig.program().display()))?;
    let status = end(child).with_context(|| format!("{arguments:?}"))?;
    let told = String::from_utf8_lossy(&fs::read(err)?).into_owned();
    let code = match status.code() {
        Some(code @ 0..=2) => code,
        _ => bail!("{status} after {arguments:?}: {told}"),
    };
    ensure!(!told.contains('\u{1b}'), "{arguments:?} steers the terminal: {told:?}");
    let says_why = told.contains("error: ") || told.contains("Usage: ");
    ensure!(code < 2 || says_why, "status 2 without a reason after {arguments:?}: {told}");
    Ok(Printed { code, stdout: fs::read(out)? })
}

fn end(mut child: Child) -> anyhow::Result<ExitStatus> {
    let patience = Patience::with(child.id());
    while !patience.is_over() {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        sleep(Duration::from_millis(1));
    }
    child.kill()?;
    child.wait()?;
    bail!("{}", Patience::told())
}
