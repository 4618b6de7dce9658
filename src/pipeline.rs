//! The build, from top to bottom: read, collate, plan, render, publish.
//!
//! ```text
//! files -> Digest -> Library -> Vec<Page> -> OutputFile -> folder
//!   read    collate    plan      render      publish
//! ```
//!
//! 1. [`planned::plan`] reads, collates and plans;
//! 2. [`finish`] renders what was planned into a staged folder, and compares that with the
//!    published one;
//! 3. [`build`] publishes it. Whoever only wants to know how the site would be does without this.
//!
//! Nothing here prints or knows the time; what a build has to say is in the [`Report`].

pub mod checked;
pub mod content;
pub mod inspection;
pub mod newsletter;
pub mod planned;
pub mod preview;
pub mod settings;
pub mod trial;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::account::Account;
use crate::model::date::Date;
use crate::model::gauge::Gauge;
use crate::model::library::Library;
use crate::model::output::OutputFile;
use crate::publish::staging::{Finished, Staging};
use crate::publish::{Changes, Manifest, PublishError};
use crate::{publish, render};
use content::FileReport;
use planned::{Planned, State, has};
use settings::Settings;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the command line decides.
#[derive(Debug, Clone)]
pub struct Request {
    /// Folder of the site.
    pub root: PathBuf,
    /// Folder of the finished site.
    pub output: PathBuf,
    pub drafts: bool,
    /// Warnings become errors.
    pub strict: bool,
    /// The shrink guard is off.
    pub allow_shrink: bool,
    /// Files that cannot be read are left out, and the rest is published.
    pub keep_going: bool,
    /// The day of the build, where it is not to be that of the newest digest.
    pub today: Option<Date>,
    /// What the site is compared with in place of what is in `output`.
    pub previous: Option<Manifest>,
    /// By which parts of the build are measured.
    pub gauge: Gauge,
}

/// What became of a build.
#[derive(Debug, Default)]
pub struct Report {
    /// Whether the folder holds what was read.
    pub is_published: bool,
    /// Whether nothing but [`Request::keep_going`] was missing for that.
    pub could_keep_going: bool,
    /// Without the time, which only the caller knows.
    pub account: Account,
    /// How each file of `content/` was read.
    pub formats: BTreeMap<String, FileReport>,
    /// Whether that was [`Request::previous`], and not what is in the output.
    pub is_compared_with_previous: bool,
    /// Against the build before; empty where nothing was published.
    pub changes: Changes,
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds a site. Whatever goes wrong is a diagnostic of the report, and then the published
/// folder is as it was.
pub fn build(settings: &Settings, request: &Request) -> Report {
    finish(settings, request, |_, finished| finished.publish())
}

/// Does all of a build but the last step, and hands the library and the finished folder to `last`.
/// The report says that the site is published where `last` succeeds.
pub fn finish(
    settings: &Settings,
    request: &Request,
    last: impl FnOnce(&Library, Finished) -> Result<(), PublishError>,
) -> Report {
    let mut site = planned::plan(settings, request);
    let mut report = Report {
        account: site.account.clone(),
        formats: std::mem::take(&mut site.formats),
        diagnostics: std::mem::take(&mut site.diagnostics),
        is_compared_with_previous: request.previous.is_some(),
        ..Report::default()
    };
    let goes_on = match site.state {
        State::Sound => true,
        State::Incomplete => request.keep_going,
        State::Faulty => false,
    };
    if goes_on {
        match render_and_compare(&mut site, settings, request) {
            Ok((outcome, finished)) => {
                report.diagnostics.extend(outcome.noticed);
                report.account.search = outcome.search;
                report.account.bytes = finished.publication().bytes;
                report.changes = finished.publication().changes.clone();
                match last(&site.library, finished) {
                    Ok(()) => report.is_published = true,
                    Err(error) => report.diagnostics.push(refused(&error)),
                }
            }
            Err(faults) => report.diagnostics.extend(faults),
        }
    } else if let Some(theme) = site.theme.take() {
        let notes = render::rehearse(site.content(), theme, &site.options);
        report.could_keep_going = site.state == State::Incomplete && !has(Severity::Error, &notes);
        report.diagnostics.extend(notes);
    }
    if !report.is_published {
        report.changes = Changes::default();
    }
    if request.strict {
        for diagnostic in &mut report.diagnostics {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }
    report
}

fn render_and_compare(
    site: &mut Planned,
    settings: &Settings,
    request: &Request,
) -> Result<(render::Outcome, Finished), Vec<Diagnostic>> {
    let refused = |error: PublishError| vec![refused(&error)];
    let Some(theme) = site.theme.take() else {
        return Err(Vec::new());
    };
    let staging = Staging::begin(&request.output, &request.root).map_err(refused)?;
    let outcome = render::render(
        site.content(),
        theme,
        &site.options,
        &staging,
        request.gauge,
    )
    .map_err(|failure| match failure {
        render::Failure::Faults(faults) => faults,
        render::Failure::Folder(error) => refused(error),
    })?;
    if request.strict && has(Severity::Warning, &outcome.noticed) {
        return Err(outcome.noticed);
    }
    let comparison = publish::Comparison {
        guard: (!request.allow_shrink).then_some(settings.config.guard),
        previous: request.previous.as_ref(),
    };
    let finished = staging.finish(site.counts(), comparison).map_err(refused)?;
    Ok((outcome, finished))
}

fn refused(error: &PublishError) -> Diagnostic {
    Diagnostic::error(error.to_string())
}

impl render::Folder for Staging {
    type Error = PublishError;

    fn write(&self, file: OutputFile<'_>) -> Result<(), PublishError> {
        Staging::write(self, file.path, file.bytes)
    }

    fn published(&self, path: &str) -> Option<Vec<u8>> {
        Staging::published(self, path)
    }
}

/// The folder of the finished site: what the command line names, else what the configuration
/// names below the site's root.
pub fn output_folder(root: &Path, configured: &str, named: Option<&Path>) -> PathBuf {
    named.map_or_else(|| root.join(configured), Path::to_owned)
}
