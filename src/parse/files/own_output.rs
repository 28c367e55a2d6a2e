//! Files that portent wrote: reading them back as articles would count everything twice.

use crate::parse::files::form::TableForm;
use crate::parse::files::table::Sheet;
use crate::parse::head::front;

/// How tables begin that portent writes (formats csv and neo4j).
static TABLES: &[&str] = &[
    "Id,Label,kind,x,y,size,color",
    "Source,Target,Type,Kind,Weight,Id,relation,distance",
    "id:ID,label,kind,x:double",
    ":START_ID,:END_ID,edge_id,relation",
];

/// How documents begin that portent writes (formats json, graphology and vosviewer), white space left out.
static DOCUMENTS: &[&str] = &[
    "{\"format\":\"portent-graph\"",
    "{\"options\":{\"type\":\"undirected\",\"multi\":false,\"allowSelfLoops\":false}",
    "{\"info\":{\"title\":\"portent\",\"description\":\"portent",
];

/// How the headers of tables begin that portent writes as Parquet.
static PARQUET: &[&[&str]] = &[
    &["id", "kind", "label", "x", "y", "size", "color"],
    &["id", "source", "target", "relation", "weight", "distance"],
    &["article", "path", "line", "kind", "name", "description", "relevancy", "entity"],
];

/// Whether portent wrote a table that is no text.
pub(in crate::parse) fn is_own_sheet(sheet: &Sheet) -> bool {
    let begins =
        |own: &&[&str]| sheet.header.len() >= own.len() && own.iter().zip(&sheet.header).all(|(a, b)| a == b);
    PARQUET.iter().any(begins)
}

/// Whether portent wrote a file of that form (`None`: a Markdown page).
pub(in crate::parse) fn is_own_output(form: Option<TableForm>, text: &str) -> bool {
    match form {
        None => front::is_own_output(text),
        Some(TableForm::Json) => {
            let start: String = text.chars().filter(|c| !c.is_whitespace()).take(100).collect();
            DOCUMENTS.iter().any(|own| start.starts_with(own))
        }
        Some(_) => TABLES.iter().any(|own| text.starts_with(own)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_tables_and_documents_are_known_by_their_start() {
        assert!(is_own_output(Some(TableForm::Json), "{\n \"format\": \"portent-graph\",\n"));
        assert!(is_own_output(Some(TableForm::Csv), "Id,Label,kind,x,y,size,color,link\na,b"));
        assert!(!is_own_output(Some(TableForm::Json), "{\"format\": \"other\"}"));
        assert!(!is_own_output(Some(TableForm::Csv), "name,description\n"));
    }
}
