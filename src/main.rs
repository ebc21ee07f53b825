//! The `rutter` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Notes are many small strings, made and dropped by all threads at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    rutter::host::run()
}
