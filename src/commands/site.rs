//! Which site a command is about: the arguments that several commands share, and what they mean.

use super::gauge;
use crate::config;
use crate::model::date::Date;
use crate::pipeline::settings::Settings;
use crate::pipeline::{self, Request};
use anyhow::{Context, bail};
use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

/// What decides how a site is built.
#[derive(Debug, Default, Args)]
pub struct SiteArguments {
    /// Folder of the finished site [default: `output` of offprint.toml, else public]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Absolute address of the site's root, instead of offprint.toml's
    #[arg(long, value_name = "URL", value_parser = config::base_url)]
    pub base_url: Option<String>,
    /// Also publish digests and pages marked as drafts
    #[arg(long)]
    pub drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Publish although the site lost many papers, digests or pages
    #[arg(long)]
    pub allow_shrink: bool,
    /// Publish although some files could not be read; they are left out
    #[arg(long)]
    pub keep_going: bool,
}

impl SiteArguments {
    /// The configuration of the site, and what is to be done with it.
    ///
    /// # Errors
    /// Where there is no site at all.
    pub fn resolve(&self, root: &Path) -> anyhow::Result<(Settings, Request)> {
        require_site(root)?;
        let mut settings = Settings::load(root);
        if let Some(base_url) = &self.base_url {
            settings.config.base_url = Some(base_url.clone());
        }
        let output = pipeline::output_folder(root, &settings.config.output, self.output.as_deref());
        let request = Request {
            root: std::path::absolute(root).context("the current folder is gone")?,
            output: std::path::absolute(output).context("the current folder is gone")?,
            drafts: self.drafts,
            strict: self.strict,
            allow_shrink: self.allow_shrink,
            keep_going: self.keep_going,
            today: named_day()?,
            previous: None,
            gauge: gauge::GAUGE,
        };
        Ok((settings, request))
    }
}

/// Makes sure that a folder is that of a site.
///
/// # Errors
/// Says what is missing.
pub fn require_site(root: &Path) -> anyhow::Result<()> {
    if !root.is_dir() {
        bail!("there is no folder {}", root.display());
    }
    if !root.join(config::FILE).exists() && !root.join("content").exists() {
        bail!(
            "there is no site in {}: it has neither {} nor content/\n  help: name the folder of the site by --root, or make a site by `offprint init`",
            root.display(),
            config::FILE
        );
    }
    Ok(())
}

/// The day that `SOURCE_DATE_EPOCH` names, for what is to be of a day other than that of the newest
/// digest, or than today.
///
/// # Errors
/// Where it is no number of seconds.
pub fn named_day() -> anyhow::Result<Option<Date>> {
    let moment = named_moment()?;
    Ok(moment.map(|moment| TimeZone::UTC.to_datetime(moment).date()))
}

/// The moment that it names, in seconds since 1970 (reproducible-builds.org/specs/source-date-epoch).
///
/// # Errors
/// As [`named_day`].
pub fn named_moment() -> anyhow::Result<Option<Timestamp>> {
    let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let wrong = || format!("SOURCE_DATE_EPOCH is `{seconds}`, which is no number of seconds");
    let number: i64 = seconds.trim().parse().with_context(wrong)?;
    Ok(Some(Timestamp::from_second(number).with_context(wrong)?))
}
