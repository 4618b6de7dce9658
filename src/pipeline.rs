//! The build, from top to bottom: read, collate, plan, render, publish.
//!
//! ```text
//! files -> Digest -> Library -> Vec<Page> -> OutputFile -> folder
//!   read    collate    plan      render      publish
//! ```
//!
//! [`build`] is the whole. It prints nothing and does not know the time; what it has to say
//! is in the [`Report`].

mod content;

use crate::collate;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::account::Account;
use crate::publish::staging::Staging;
use crate::publish::{self, Changes, Counts, PublishError};
use crate::{pages, render, theme};
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
}

/// What became of a build.
#[derive(Debug, Default)]
pub struct Report {
    /// Whether the folder holds what was read.
    pub is_published: bool,
    /// Without the time, which only the caller knows.
    pub account: Account,
    /// For each file of `content/` what it was read as.
    pub formats: BTreeMap<String, String>,
    /// Against the build before; empty where nothing was published.
    pub changes: Changes,
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds a site. Whatever goes wrong is a diagnostic of the report, and then the published
/// folder is as it was.
pub fn build(config: &Config, request: &Request) -> Report {
    let mut report = Report::default();
    if config.base_url.is_none() {
        report.diagnostics.push(
            Diagnostic::warning("`base_url` is not set; canonical addresses are left out")
                .help("set base_url in offprint.toml, or give --base-url"),
        );
    }
    let content = content::read(&request.root, request.drafts);
    report.account.files = content.formats.len();
    report.account.records = content.records;
    report.formats = content.formats;
    report.diagnostics.extend(content.diagnostics);

    let collation = collate::collate(content.digests, &content.topics, &config.topics);
    let library = collation.library;
    report.diagnostics.extend(collation.diagnostics);
    report.account.papers = library.papers.len();
    report.account.merged = collation.merged;
    report.account.skipped = content.records - library.papers.len() - collation.merged;
    report.account.topics = library.topics.len();

    let planned = pages::plan(&library, &content.pages, &config.pages);
    let theme = theme::load(&request.root, &config.theme);
    let (pages, theme) = match (planned, theme) {
        (Ok(pages), Ok(theme)) => (pages, theme),
        (planned, theme) => {
            report.diagnostics.extend(planned.err().unwrap_or_default());
            report.diagnostics.extend(theme.err().unwrap_or_default());
            return report;
        }
    };
    report.account.pages = pages
        .iter()
        .filter(|page| page.shows.template().is_some())
        .count();
    if stops(&report.diagnostics, request) {
        return report;
    }

    let site = render::Content {
        library: &library,
        standing: &content.pages,
        pages: &pages,
    };
    match render_and_publish(config, request, site, theme, &report.account) {
        Ok((notes, publication)) => {
            report.diagnostics.extend(notes);
            report.account.bytes = publication.bytes;
            report.changes = publication.changes;
            report.is_published = true;
        }
        Err(faults) => report.diagnostics.extend(faults),
    }
    report
}

/// Reads `content/` for its faults alone, where there is no configuration to build with.
pub fn survey(root: &Path, drafts: bool) -> Report {
    let content = content::read(root, drafts);
    let mut report = Report::default();
    report.account.files = content.formats.len();
    report.account.records = content.records;
    report.account.skipped = content.records;
    report.formats = content.formats;
    report.diagnostics = content.diagnostics;
    report
}

fn render_and_publish(
    config: &Config,
    request: &Request,
    site: render::Content<'_>,
    theme: theme::Theme,
    account: &Account,
) -> Result<(Vec<Diagnostic>, publish::Publication), Vec<Diagnostic>> {
    let refused = |error: PublishError| vec![Diagnostic::error(error.to_string())];
    let options = render::Options {
        title: config.title.clone(),
        description: config.description.clone(),
        author: config.author.clone(),
        language: config.language.clone(),
        base_url: config.base_url.clone(),
        per_page: config.pages.per_page,
        markup: config.markup,
    };
    let staging = Staging::begin(&request.output, &request.root).map_err(refused)?;
    let notes = render::render(site, theme, &options, &|file| {
        staging.write(file.path, file.bytes)
    })
    .map_err(|failure| match failure {
        render::Failure::Theme(faults) => faults,
        render::Failure::Sink(error) => refused(error),
    })?;
    if request.strict && notes.iter().any(|note| note.severity == Severity::Warning) {
        return Err(notes);
    }
    let guard = (!request.allow_shrink).then_some(config.guard);
    let counts = Counts {
        files: account.files,
        records: account.records,
        papers: account.papers,
        merged: account.merged,
        skipped: account.skipped,
        digests: site.library.digests.len(),
        topics: account.topics,
        pages: account.pages,
    };
    let publication = staging.finish(counts, guard).map_err(refused)?;
    Ok((notes, publication))
}

/// Whether what was noticed while reading forbids publishing.
fn stops(diagnostics: &[Diagnostic], request: &Request) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| match diagnostic.severity {
            Severity::Error => !request.keep_going,
            Severity::Warning => request.strict,
            Severity::Note => false,
        })
}

/// The folder of the finished site: what the command line names, else what the configuration
/// names below the site's root.
pub fn output_folder(root: &Path, configured: &str, named: Option<&Path>) -> PathBuf {
    named.map_or_else(|| root.join(configured), Path::to_owned)
}
