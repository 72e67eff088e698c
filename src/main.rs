//! The `shirube` program: see [`shirube::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    shirube::cli::run()
}
