//! `offprint theme`: the themes there are, a copy of one to change, one on trial.

mod check;
mod eject;
mod list;

use super::Common;
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// Arguments of `offprint theme`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the themes that this site can use
    List,
    /// Copy a theme, or single files of it, into the site to change them
    Eject(eject::Arguments),
    /// Try every template of a theme on awkward sample data
    Check(check::Arguments),
}

/// Runs what is asked for.
///
/// # Errors
/// What kept the command from starting; faults of themes are reported by themselves.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.what {
        What::List => list::run(common),
        What::Eject(arguments) => eject::run(common, arguments),
        What::Check(arguments) => check::run(common, arguments),
    }
}
