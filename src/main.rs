//! The `rutter` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    rutter::host::run()
}
