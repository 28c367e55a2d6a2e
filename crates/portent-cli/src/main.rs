//! The program `portent`.

/// Threads take and give back many small texts: a tenth less time than with the allocator of Linux. Without huge pages
/// (feature `no_thp`), which a virtual machine has to clear as a whole when it has given its memory back: a tenth again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    portent_cli::main(std::env::args_os());
}
