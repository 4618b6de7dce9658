//! `offprint build`.

use super::{Common, gauge, report};
use crate::config;
use crate::model::date::Date;
use crate::pipeline::settings::Settings;
use crate::pipeline::{self, Request};
use anyhow::{Context, bail};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Arguments of `offprint build`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder of the finished site [default: `output` of offprint.toml, else public]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Absolute address of the site's root, instead of offprint.toml's
    #[arg(long, value_name = "URL", value_parser = config::base_url)]
    base_url: Option<String>,
    /// Also publish digests and pages marked as drafts
    #[arg(long)]
    drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Publish although the site lost many papers, digests or pages
    #[arg(long)]
    allow_shrink: bool,
    /// Publish although some files could not be read; they are left out
    #[arg(long)]
    keep_going: bool,
    /// Print the account, the formats, the changes and all diagnostics as JSON
    #[arg(long)]
    json: bool,
}

/// Builds the site and reports.
///
/// # Errors
/// Where there is no site at all.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let root = &common.root;
    if !root.is_dir() {
        bail!("there is no folder {}", root.display());
    }
    if !root.join(config::FILE).exists() && !root.join("content").exists() {
        bail!(
            "there is no site in {}: it has neither {} nor content/\n  help: name the folder of the site by --root",
            root.display(),
            config::FILE
        );
    }
    let mut settings = Settings::load(root);
    if let Some(base_url) = &arguments.base_url {
        settings.config.base_url = Some(base_url.clone());
    }
    let output =
        pipeline::output_folder(root, &settings.config.output, arguments.output.as_deref());
    let request = Request {
        root: std::path::absolute(root).context("the current folder is gone")?,
        output: std::path::absolute(output).context("the current folder is gone")?,
        drafts: arguments.drafts,
        strict: arguments.strict,
        allow_shrink: arguments.allow_shrink,
        keep_going: arguments.keep_going,
        today: today()?,
        gauge: gauge::GAUGE,
    };
    let mut report = pipeline::build(&settings, &request);
    report.account.seconds = (started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    report::print(&report, common, arguments.json)?;
    Ok(if report.is_published {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The day that `SOURCE_DATE_EPOCH` names, in seconds since 1970, for builds that are to be of a
/// day other than their newest digest's (reproducible-builds.org/specs/source-date-epoch).
fn today() -> anyhow::Result<Option<Date>> {
    let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let wrong = || format!("SOURCE_DATE_EPOCH is `{seconds}`, which is no number of seconds");
    let days = seconds.trim().parse::<i64>().with_context(wrong)? / 86_400;
    let day = Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(days));
    Ok(Some(day.with_context(wrong)?))
}
