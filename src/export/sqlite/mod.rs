//! A SQLite database of the graph, for people who ask in SQL: tables, views that answer the usual questions, and a full-text
//! index. `docs/sql.md` explains it; the schema is `tables.sql` and `views.sql`.
//!
//! The database is made in memory and handed over as it lies there, without a copy. Equal graphs give equal bytes: rows go in in
//! the order of the graph, and neither clock nor random number is stored. Time is n log n in the rows (indexes), memory the size of
//! the file, at most [`LARGEST`].

mod columns;
mod rows;
mod tables;

use std::io::{self, Write};

use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags};

use super::ExportOptions;
use crate::property_graph::PropertyGraph;
use columns::NodeAndEdgeColumns;

/// What SQLite holds in memory as one database, in bytes (`SQLITE_MEMDB_DEFAULT_MAXSIZE`): nine times the archive of 3,252
/// articles.
const LARGEST: u64 = 1 << 30;

/// Version of the tables, for `PRAGMA user_version`: one more whenever a table, view or column is renamed or goes.
const VERSION: i64 = 1;

/// `port`: tells our files from other databases (`PRAGMA application_id`).
const APPLICATION: i64 = 0x706f_7274;

static TABLES: &str = include_str!("tables.sql");
static VIEWS: &str = include_str!("views.sql");

/// Writes the database.
pub(crate) fn write(graph: &PropertyGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut database = database(graph, options).map_err(told)?;
    let bytes = database.serialize(MAIN_DB).map_err(told)?;
    out.write_all(&bytes)?;
    out.flush()
}

/// The whole database. The index of words comes right after the nodes: what it leaves free, the tables behind it fill.
fn database(graph: &PropertyGraph, options: &ExportOptions) -> rusqlite::Result<Connection> {
    let columns = NodeAndEdgeColumns::of(graph);
    let database = empty()?;
    database.execute_batch("BEGIN")?;
    database.execute_batch(&columns.in_schema(TABLES))?;
    tables::about(&database, graph)?;
    tables::kinds(&database, graph)?;
    tables::clusters(&database, graph)?;
    tables::nodes(&database, graph, &columns)?;
    database.execute_batch("INSERT INTO search (search) VALUES ('rebuild'), ('optimize')")?;
    tables::edges(&database, graph, &columns)?;
    if !options.no_mentions {
        tables::mentions(&database, graph)?;
    }
    tables::diagnostics(&database, graph)?;
    database.execute_batch(VIEWS)?;
    database.execute_batch("COMMIT")?;
    Ok(database)
}

/// An empty database in memory, which nobody else sees: it needs neither journal nor temporary files.
fn empty() -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags_and_vfs("graph", flags, c"memdb")?;
    // References hold by construction, and a test checks them: looking each up again would double the time.
    database.execute_batch(&format!(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
         PRAGMA foreign_keys = OFF; PRAGMA user_version = {VERSION}; PRAGMA application_id = {APPLICATION};"
    ))?;
    Ok(database)
}

fn told(error: rusqlite::Error) -> io::Error {
    if error.sqlite_error_code() == Some(ErrorCode::DiskFull) {
        let message = format!(
            "the database would have more than {LARGEST} bytes; write a part of the graph, or leave the mentions out"
        );
        return io::Error::new(io::ErrorKind::FileTooLarge, message);
    }
    io::Error::other(error)
}

#[cfg(test)]
mod tests;
