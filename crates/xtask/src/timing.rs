//! What the measuring programs share.

use std::time::Instant;

/// Runs a stage and prints its seconds: wall, and those of the processors in user and system, which load on the
/// machine hardly changes (where the system counts them).
pub(crate) fn timed<T>(stage: &str, work: impl FnOnce() -> T) -> T {
    let (start, before) = (Instant::now(), cpu_seconds());
    let value = work();
    let (wall, after) = (start.elapsed().as_secs_f64(), cpu_seconds());
    match before.zip(after) {
        Some(([user, system], [user_then, system_then])) => {
            let (user, system) = (user_then - user, system_then - system);
            println!("{wall:8.3} s  {user:6.2} user {system:6.2} system  {stage}");
        }
        None => println!("{wall:8.3} s  {stage}"),
    }
    value
}

/// CPU seconds of this process so far, user and system: fields 14 and 15 of Linux' `/proc/self/stat`, in hundredths.
pub(crate) fn cpu_seconds() -> Option<[f64; 2]> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut seconds = || Some(fields.next()?.parse::<f64>().ok()? / 100.0);
    Some([seconds()?, seconds()?])
}
