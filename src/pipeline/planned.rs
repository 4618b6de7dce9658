//! The first three verbs: read, collate, plan. What they give is all that rendering needs.
//!
//! Every stage is gone through in any case, so that one run reports the faults of all of them.
//! Left out: whether anything is rendered, and for whom.

use super::Request;
use super::content::{self, FileReport};
use super::settings::Settings;
use crate::collate;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::account::Account;
use crate::model::declaration::StandingPage;
use crate::model::library::Library;
use crate::pages::collisions;
use crate::publish::Counts;
use crate::theme::Theme;
use crate::{pages, render, theme};
use std::collections::BTreeMap;

/// A site that can be rendered, or the faults for which it cannot.
#[derive(Debug)]
pub struct Planned {
    pub library: Library,
    pub standing: Vec<StandingPage>,
    pub pages: Vec<pages::Page>,
    /// The theme that shows it, unless that has faults, which are among the diagnostics.
    pub theme: Option<Theme>,
    pub options: render::Options,
    /// Without size and time, which only a finished site has.
    pub account: Account,
    /// How each file of `content/` was read.
    pub formats: BTreeMap<String, FileReport>,
    /// In the order in which they were found.
    pub diagnostics: Vec<Diagnostic>,
    /// What may be done with it.
    pub state: State,
}

/// What may be done with a planned site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It may be published.
    Sound,
    /// It could be, without the files that could not be read ([`Request::keep_going`]).
    Incomplete,
    /// It may not: the diagnostics say why.
    Faulty,
}

/// Reads, collates and plans a site.
pub fn plan(settings: &Settings, request: &Request) -> Planned {
    let config = &settings.config;
    let mut diagnostics = settings.noticed.clone();
    if config.base_url.is_none() {
        diagnostics.push(
            Diagnostic::warning("`base_url` is not set; canonical addresses are left out")
                .help("set base_url in offprint.toml, or give --base-url"),
        );
    }
    let content = content::read(&request.root, request.drafts);
    diagnostics.extend(content.diagnostics);
    if let (false, Some(author)) = (config.authors.enabled, content.authors.first()) {
        diagnostics.push(
            Diagnostic::note("authors have no pages on this site")
                .in_file(&author.source)
                .help("set `enabled = true` in the table [authors] of offprint.toml"),
        );
    }
    let options = collate::Options {
        topics: config.topics.clone(),
        authors: config.authors,
        trending: config.trending.clone(),
        today: request.today,
    };
    let declarations = collate::Declarations {
        topics: &content.topics,
        authors: &content.authors,
    };
    let collation = collate::collate(content.digests, declarations, &options);
    let library = collation.library;
    diagnostics.extend(collation.diagnostics);

    let extras = pages::Extras {
        cards: config.cards,
        search: config.search,
        base_url: config.base_url.as_deref(),
        newsletters: config.email.from.is_some(),
    };
    let mut plan = pages::plan(&library, &content.pages, &config.pages, extras);
    let is_page = |page: &&pages::Page| page.shows.template().is_some();
    let account = Account {
        files: content.formats.len(),
        records: content.records,
        papers: library.papers.len(),
        merged: collation.merged,
        skipped: content.records - library.papers.len() - collation.merged,
        topics: library.topics.len(),
        pages: plan.pages.iter().filter(is_page).count(),
        ..Account::default()
    };
    let is_complete = !has(Severity::Error, &diagnostics);
    let mut faults = Vec::new();
    faults.extend(misplaced_output(request));
    faults.extend(emptied(&account, is_complete, request));
    faults.extend(plan.faults);

    let mut broken = Vec::new();
    let theme = theme::load(&request.root, &config.theme, &config.language)
        .map_err(|found| broken = of_theme(found, settings))
        .ok();
    if let Some(theme) = &theme {
        let own = theme.assets.iter().map(|asset| asset.path.as_str());
        pages::give_way(&mut plan.pages, own);
        let files = theme.assets.iter();
        let files = files.map(|asset| (asset.path.as_str(), asset.source()));
        let clashes = collisions::with_files(&plan.pages, &library, &content.pages, files);
        faults.extend(clashes);
    }
    let is_refused = settings.has_errors()
        || !faults.is_empty()
        || (request.strict && has(Severity::Warning, &diagnostics));
    diagnostics.extend(faults);
    diagnostics.extend(broken);
    Planned {
        state: match (is_refused || theme.is_none(), is_complete) {
            (true, _) => State::Faulty,
            (false, true) => State::Sound,
            (false, false) => State::Incomplete,
        },
        library,
        standing: content.pages,
        pages: plan.pages,
        theme,
        options: render_options(config),
        account,
        formats: content.formats,
        diagnostics,
    }
}

impl Planned {
    /// What the manifest of the site says of it.
    pub fn counts(&self) -> Counts {
        let account = &self.account;
        Counts {
            files: account.files,
            records: account.records,
            papers: account.papers,
            merged: account.merged,
            skipped: account.skipped,
            digests: self.library.digests.len(),
            topics: account.topics,
            pages: account.pages,
        }
    }

    /// What is rendered.
    pub fn content(&self) -> render::Content<'_> {
        render::Content {
            library: &self.library,
            standing: &self.standing,
            pages: &self.pages,
        }
    }
}

/// Whether there is one of a severity.
pub fn has(severity: Severity, diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == severity)
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
        newsletter: config::mail::newsletter(&config.email),
        subscribe: config.subscribe.clone(),
    }
}

/// The faults of a theme. One without a file is that of the theme's name.
fn of_theme(faults: Vec<Diagnostic>, settings: &Settings) -> Vec<Diagnostic> {
    let placed = faults.into_iter().map(|fault| match fault.file {
        Some(_) => fault,
        None => settings.at_key("theme", fault),
    });
    placed.collect()
}

/// A night on which nothing could be read must not publish an empty site, also where there is no
/// build before it that the shrink guard could compare with. A site that is still to get its first
/// digest is no such case.
fn emptied(account: &Account, is_complete: bool, request: &Request) -> Option<Diagnostic> {
    let had_input = !is_complete || account.records > 0;
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
