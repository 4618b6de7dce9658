//! The command line: one file a command, with its arguments and its `run`.
//!
//! This is the only room that prints or reads the clock.

mod annotations;
pub mod build;
pub mod check;
mod clock;
pub mod email;
pub mod fetch;
mod gauge;
pub mod init;
pub mod inspect;
mod previous;
mod probe;
mod report;
pub mod serve;
mod site;
mod summary;
pub mod theme;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// A website of every paper, topic and digest from a folder of paper digests.
#[derive(Debug, Parser)]
#[command(name = "offprint", version, about, propagate_version = true)]
pub struct CommandLine {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Folder of the site: the one with offprint.toml and content/
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub root: PathBuf,
    /// Print errors and the account, nothing else
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also print how each file was read and what of it is not used
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new site that builds, with a workflow that publishes it every night
    Init(init::Arguments),
    /// Show what would be read from files, and what would not
    Inspect(inspect::Arguments),
    /// Build the site: read, collate, plan, render, publish
    Build(build::Arguments),
    /// Show the site on this machine, and every change of it
    Serve(serve::Arguments),
    /// Check the site: links, sizes, limits of the host, faults of the content
    Check(check::Arguments),
    /// Get the papers of the day into content/
    Fetch(fetch::Arguments),
    /// Compose the newsletter of a digest, and send it with --send
    Email(email::Arguments),
    /// List, copy and try themes
    Theme(theme::Arguments),
}

/// Runs what the command line asks for.
///
/// # Errors
/// What kept the command from starting; a build that fails reports by itself.
pub fn run(line: CommandLine) -> anyhow::Result<ExitCode> {
    match line.command {
        Command::Init(arguments) => init::run(&line.common, &arguments),
        Command::Inspect(arguments) => inspect::run(&line.common, &arguments),
        Command::Build(arguments) => build::run(&line.common, &arguments),
        Command::Serve(arguments) => serve::run(&line.common, &arguments),
        Command::Check(arguments) => check::run(&line.common, &arguments),
        Command::Fetch(arguments) => fetch::run(&line.common, &arguments),
        Command::Email(arguments) => email::run(&line.common, &arguments),
        Command::Theme(arguments) => theme::run(&line.common, &arguments),
    }
}
