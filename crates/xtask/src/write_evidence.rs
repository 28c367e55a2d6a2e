//! What the match model is taught from: `cargo xtask write_evidence FOLDER OUT [PAIRS.tsv | PAIRS.ids]...`.
//!
//! Writes OUT/names.tsv, OUT/candidates.bin and one .bin a file of pairs; `training/` reads them. A file of labeled
//! pairs gives a row of zeros where a name is missing; a file of ids holds two u32 a pair.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::PathBuf;

use portent::parse::{self, ReadOptions};
use portent::resolve::{NameId, ResolveOptions, Resolver, pairs};

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = arguments.map(PathBuf::from);
    let folder = arguments.next().ok_or("a folder of articles is needed")?;
    let out = arguments.next().ok_or("a folder to write to is needed")?;
    fs::create_dir_all(&out)?;
    let corpus = parse::read(&[folder], &ReadOptions::default())?;
    let resolver = Resolver::new(&corpus, ResolveOptions::default())?;
    resolver.write_names(&mut BufWriter::new(File::create(out.join("names.tsv"))?))?;
    let to = |name: PathBuf| File::create(out.join(name)).map(BufWriter::new);
    resolver.write_evidence(resolver.candidates(), &mut to("candidates.bin".into())?)?;
    for path in arguments {
        let name = PathBuf::from(path.file_stem().ok_or("a file of pairs has a name")?).with_extension("bin");
        let found: Vec<(NameId, NameId)> = if path.extension().is_some_and(|end| end == "ids") {
            let id = |bytes: &[u8]| NameId::new(u32::from_le_bytes(bytes.try_into().unwrap_or_default()));
            fs::read(&path)?.chunks_exact(8).map(|row| (id(&row[..4]), id(&row[4..]))).collect()
        } else {
            let labeled = pairs::read(&path, &fs::read_to_string(&path)?)?;
            resolver.located(&labeled).into_iter().map(Option::unwrap_or_default).collect()
        };
        resolver.write_evidence(&found, &mut to(name)?)?;
    }
    Ok(())
}
