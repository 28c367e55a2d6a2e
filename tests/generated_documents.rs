//! The tables of the documents say what the registries say. `UPDATE_DOCS=1 cargo test documents` writes them.

use std::fs;

use portent::diagnostic::{Code, Severity};
use portent::export::FORMATS;
use portent::parse::Schema;
use portent::parse::section::Form;
use portent::property_graph::{Combine, NodeColumn};

use crate::support::documents::{Generated, check, table};
use crate::support::root;

/// Every generated table: one line each.
static TABLES: &[Generated] = &[
    Generated { document: "README.md", name: "formats", table: formats },
    Generated { document: "docs/configuration.md", name: "kinds", table: kinds },
    Generated { document: "docs/diagnostics.md", name: "diagnostics", table: diagnostics },
    Generated { document: "docs/measures.md", name: "measures", table: measures },
];

/// Formats that need a feature: they are named in the text.
const OF_FEATURES: &[&str] = &["parquet", "png", "sqlite"];

fn formats() -> String {
    let usual = FORMATS.iter().filter(|format| !OF_FEATURES.contains(&format.name));
    table(
        ["format", "suffix", "opens in"],
        usual.map(|format| {
            let suffixes: Vec<String> = format.extensions.iter().map(|suffix| format!(".{suffix}")).collect();
            [format!("{}: {}", format.name, format.summary), suffixes.join(" "), format.opens_in.to_owned()]
        }),
    )
}

fn kinds() -> String {
    let form = |form| match form {
        Form::Table => "table: each row is a mention",
        Form::Bullets => "list: each bullet is a tag",
    };
    let schema = Schema::default();
    table(
        ["kind", "heading", "written as", "shape"],
        schema.kinds.iter().filter_map(|kind| {
            Some([
                kind.name.clone(),
                format!("## {}", kind.heading),
                form(kind.form?).to_owned(),
                kind.shape.clone(),
            ])
        }),
    )
}

fn diagnostics() -> String {
    let severity = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    table(
        ["code", "severity", "what was found", "what to do"],
        Code::ALL.iter().map(|code| {
            [
                code.name().to_owned(),
                severity(code.severity()).to_owned(),
                code.summary().to_owned(),
                code.hint().to_owned(),
            ]
        }),
    )
}

fn measures() -> String {
    let family = |combine| match combine {
        Combine::Union => "counted as one",
        Combine::Sum => "sum",
        Combine::Greatest => "greatest",
    };
    table(
        ["name", "unit", "what it says", "`--by`, of a family", "paper"],
        NodeColumn::ALL.iter().map(|column| {
            let measure = column.measure();
            [
                measure.spec.name.to_owned(),
                measure.unit.to_owned(),
                measure.spec.summary.to_owned(),
                measure.combine.map_or("", family).to_owned(),
                measure.paper.unwrap_or_default().to_owned(),
            ]
        }),
    )
}

#[test]
fn tables_of_documents_are_those_of_the_registries() {
    TABLES.iter().for_each(check);
}

#[test]
fn every_mark_in_a_document_has_its_registry() {
    let documents = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let documents = documents.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    for path in documents.chain([root().join("README.md")]) {
        let text = fs::read_to_string(&path).unwrap();
        let names =
            text.lines().filter_map(|line| line.strip_prefix("<!-- generated: ")?.strip_suffix(" -->"));
        for name in names {
            let own = |generated: &&Generated| generated.name == name && path.ends_with(generated.document);
            assert!(
                TABLES.iter().any(|generated| own(&generated)),
                "{}: no registry for {name}",
                path.display()
            );
        }
    }
}
