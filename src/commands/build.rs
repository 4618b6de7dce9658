//! `offprint build`.

use super::site::SiteArguments;
use super::{Common, previous, report, summary};
use crate::pipeline;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Arguments of `offprint build`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// A manifest.json to compare the site with, instead of that in the folder of the finished site
    #[arg(long, value_name = "FILE|URL")]
    previous: Option<String>,
    /// Print the account, how each file was read, the changes and all diagnostics as JSON
    #[arg(long)]
    json: bool,
    /// Append the account and the changes to a file, as Markdown
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
}

/// Builds the site and reports.
///
/// # Errors
/// Where there is no site at all, or a file that is named cannot be read or written.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let (settings, mut request) = arguments.site.resolve(&common.root)?;
    let mut noticed = Vec::new();
    if let Some(place) = &arguments.previous {
        request.previous = previous::read(place, &mut noticed)?;
    }
    let mut report = pipeline::build(&settings, &request);
    report.diagnostics.extend(noticed);
    report.account.seconds = (started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    if let Some(file) = &arguments.summary {
        summary::append(&report, file)?;
    }
    report::print(&report, common, arguments.json)?;
    Ok(if report.is_published {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
