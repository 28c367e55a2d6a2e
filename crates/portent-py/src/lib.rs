//! The Python module: `portent.build(paths)` gives a graph, the graph gives tables; the work is the library's.
//!
//! Python's lock is given up while Rust works, what Rust refuses becomes an exception with its hint, and Ctrl-C ends what
//! runs between two stages. `portent/__init__.py` says what is public; the types stand in `portent/_portent.pyi`.

mod arrow;
mod build;
mod errors;
mod graph;
mod names;
mod options;
mod part;
mod python;
mod source;
mod table;
mod work;

use std::ffi::OsString;

use pyo3::prelude::*;

/// As the program `portent` has it, for the same speed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs the command `portent` with these arguments, and ends the process.
#[pyfunction]
fn main(arguments: Vec<OsString>) {
    portent_cli::main(arguments);
}

#[pymodule]
fn _portent(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<graph::Graph>()?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(main, module)?)?;
    module.add_function(wrap_pyfunction!(build::build, module)?)?;
    module.add_function(wrap_pyfunction!(graph::load, module)?)?;
    module.add_function(wrap_pyfunction!(names::resolve, module)?)?;
    module.add_function(wrap_pyfunction!(options::settings, module)?)?;
    Ok(())
}
