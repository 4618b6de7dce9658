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
pub mod settings;
pub mod trial;

use crate::collate;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::account::Account;
use crate::model::date::Date;
use crate::model::gauge::Gauge;
use crate::model::output::OutputFile;
use crate::pages::collisions;
use crate::publish::staging::Staging;
use crate::publish::{self, Changes, Counts, PublishError};
use crate::{pages, render, theme};
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
    /// For each file of `content/` what it was read as.
    pub formats: BTreeMap<String, String>,
    /// Against the build before; empty where nothing was published.
    pub changes: Changes,
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds a site. Whatever goes wrong is a diagnostic of the report, and then the published
/// folder is as it was. Every stage is gone through in any case, so that one run reports the
/// faults of all of them.
pub fn build(settings: &Settings, request: &Request) -> Report {
    let config = &settings.config;
    let mut report = Report::default();
    report.diagnostics.extend(settings.noticed.iter().cloned());
    if config.base_url.is_none() {
        report.diagnostics.push(
            Diagnostic::warning("`base_url` is not set; canonical addresses are left out")
                .help("set base_url in offprint.toml, or give --base-url"),
        );
    }
    let misplaced = misplaced_output(request);
    let content = content::read(&request.root, request.drafts);
    report.account.files = content.formats.len();
    report.account.records = content.records;
    report.formats = content.formats;
    report.diagnostics.extend(content.diagnostics);

    let options = collate::Options {
        topics: config.topics.clone(),
        authors: config.authors,
        trending: config.trending.clone(),
        today: request.today,
    };
    if let (false, Some(author)) = (config.authors.enabled, content.authors.first()) {
        report.diagnostics.push(
            Diagnostic::note("authors have no pages on this site")
                .in_file(&author.source)
                .help("set `enabled = true` in the table [authors] of offprint.toml"),
        );
    }
    let declarations = collate::Declarations {
        topics: &content.topics,
        authors: &content.authors,
    };
    let collation = collate::collate(content.digests, declarations, &options);
    let library = collation.library;
    report.diagnostics.extend(collation.diagnostics);
    report.account.papers = library.papers.len();
    report.account.merged = collation.merged;
    report.account.skipped = content.records - library.papers.len() - collation.merged;
    report.account.topics = library.topics.len();

    let extras = pages::Extras {
        cards: config.cards,
        search: config.search,
        base_url: config.base_url.as_deref(),
    };
    let mut plan = pages::plan(&library, &content.pages, &config.pages, extras);
    report.account.pages = plan
        .pages
        .iter()
        .filter(|page| page.shows.template().is_some())
        .count();
    let has_content_errors = has(Severity::Error, &report.diagnostics);
    let emptied = emptied(&report.account, has_content_errors, request);
    let is_sound = !settings.has_errors()
        && emptied.is_none()
        && misplaced.is_none()
        && plan.faults.is_empty()
        && !(request.strict && has(Severity::Warning, &report.diagnostics));
    report.diagnostics.extend(misplaced);
    report.diagnostics.extend(emptied);
    report.diagnostics.extend(plan.faults);

    let theme = theme::load(&request.root, &config.theme, &config.language);
    if let Ok(theme) = &theme {
        let own = theme.assets.iter().map(|asset| asset.path.as_str());
        pages::give_way(&mut plan.pages, own);
    }
    let site = render::Content {
        library: &library,
        standing: &content.pages,
        pages: &plan.pages,
    };
    let clashes = theme.as_ref().map_or_else(
        |_| Vec::new(),
        |theme| {
            let files = theme.assets.iter();
            let files = files.map(|asset| (asset.path.as_str(), asset.source()));
            collisions::with_files(&plan.pages, &library, &content.pages, files)
        },
    );
    let is_sound = is_sound && clashes.is_empty();
    report.diagnostics.extend(clashes);
    match theme {
        Ok(theme) if is_sound && (request.keep_going || !has_content_errors) => {
            match render_and_publish(config, request, site, theme, &report.account) {
                Ok((outcome, publication)) => {
                    report.diagnostics.extend(outcome.noticed);
                    report.account.search = outcome.search;
                    report.account.bytes = publication.bytes;
                    report.changes = publication.changes;
                    report.is_published = true;
                }
                Err(faults) => report.diagnostics.extend(faults),
            }
        }
        Ok(theme) => {
            let notes = render::rehearse(site, theme, &render_options(config));
            report.could_keep_going = is_sound && !has(Severity::Error, &notes);
            report.diagnostics.extend(notes);
        }
        Err(faults) => {
            // A fault without a file is that of the theme's name.
            report
                .diagnostics
                .extend(faults.into_iter().map(|fault| match fault.file {
                    Some(_) => fault,
                    None => settings.at_key("theme", fault),
                }));
        }
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

fn render_and_publish(
    config: &Config,
    request: &Request,
    site: render::Content<'_>,
    theme: theme::Theme,
    account: &Account,
) -> Result<(render::Outcome, publish::Publication), Vec<Diagnostic>> {
    let refused = |error: PublishError| vec![Diagnostic::error(error.to_string())];
    let options = render_options(config);
    let staging = Staging::begin(&request.output, &request.root).map_err(refused)?;
    let outcome =
        render::render(site, theme, &options, &staging, request.gauge).map_err(|failure| {
            match failure {
                render::Failure::Faults(faults) => faults,
                render::Failure::Folder(error) => refused(error),
            }
        })?;
    if request.strict && has(Severity::Warning, &outcome.noticed) {
        return Err(outcome.noticed);
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
    Ok((outcome, publication))
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

fn render_options(config: &Config) -> render::Options {
    render::Options {
        title: config.title.clone(),
        description: config.description.clone(),
        author: config.author.clone(),
        language: config.language.clone(),
        base_url: config.base_url.clone(),
        feeds: config.feeds.clone(),
        per_page: config.pages.per_page,
        markup: config.markup,
    }
}

fn has(severity: Severity, diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == severity)
}

/// A night on which nothing could be read must not publish an empty site, also where there is no
/// build before it that the shrink guard could compare with. A site that is still to get its first
/// digest is no such case.
fn emptied(account: &Account, has_errors: bool, request: &Request) -> Option<Diagnostic> {
    let had_input = has_errors || account.records > 0;
    (account.papers == 0 && had_input && !request.allow_shrink).then(|| {
        Diagnostic::error("not one paper could be read, and an empty site is not published")
            .help("mend what is reported, or give --allow-shrink to publish it all the same")
    })
}

/// A site that is published into a folder of its own sources would be read as a source by the
/// next build.
fn misplaced_output(request: &Request) -> Option<Diagnostic> {
    let folder = ["content", "templates", "static", "languages", "themes"]
        .into_iter()
        .find(|folder| request.output.starts_with(request.root.join(folder)))?;
    Some(
        Diagnostic::error(format!(
            "the output `{}` is in {folder}/, which the next build would read as a source",
            request.output.display()
        ))
        .help("choose a folder of its own as `output`, such as `public`"),
    )
}

/// The folder of the finished site: what the command line names, else what the configuration
/// names below the site's root.
pub fn output_folder(root: &Path, configured: &str, named: Option<&Path>) -> PathBuf {
    named.map_or_else(|| root.join(configured), Path::to_owned)
}
