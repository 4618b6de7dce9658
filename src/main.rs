//! The program: parse, run, print the error chain, exit code.
//!
//! Exit codes: 0 done; 1 failed and nothing published; 2 wrong usage (clap's own).

use clap::Parser;
use offprint::commands::{self, CommandLine};
use std::io::Write as _;
use std::process::ExitCode;

/// Rendering allocates many small strings on every core at once; the system's allocator is slow at
/// that, above all in musl builds.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match commands::run(CommandLine::parse()) {
        Ok(code) => code,
        Err(error) => {
            // Nobody may be there to read it any more; the exit code tells it too.
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
