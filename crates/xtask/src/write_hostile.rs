//! Writes pages that are made to take a parser long, for `.ci/growth`. `write_hostile FOLDER BYTES`: each of about so many
//! bytes, those below one kind of heading in a folder of their own.

use std::fs;
use std::path::Path;

#[path = "../../../tests/support/hostile.rs"]
mod hostile;

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = arguments.collect();
    let [folder, size] = arguments.as_slice() else {
        return Err("give a folder and a number of bytes".into());
    };
    let mut heads: Vec<String> = Vec::new();
    for (number, (what, page)) in hostile::pages(size.parse()?).enumerate() {
        let head = what.split(" + ").next().unwrap_or_default();
        let place = heads.iter().position(|known| known == head).unwrap_or(heads.len());
        if place == heads.len() {
            heads.push(head.to_owned());
        }
        let folder = Path::new(folder).join(format!("{place}"));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{number:03}.md")), page)?;
        println!("{place}/{number:03}.md: {what}");
    }
    Ok(())
}
