//! Rendering: pages in, output files out.
//!
//! 1. `scene::Scene` works out once what many pages show: cards, neighbouring topics.
//! 2. `html` makes of each page the values that its template gets.
//! 3. `files` writes what is no HTML: [`exports`], [`feeds`], and what `discovery` tells programs.
//! 4. `cards` draws pictures for sharing.
//! 5. `search` makes the index by which papers are found.
//! 6. [`with_renderer`] makes a site ready, so that any of its files can be rendered.
//! 7. [`render`] does so for all of them, on all cores, and hands each finished file on.
//!
//! Rendering touches no disk: files go to a [`Folder`] as soon as they are finished, so that a site
//! of any size needs little memory. [`views`] is the contract with themes.

mod cards;
mod citation;
mod course;
mod discovery;
pub mod exports;
pub mod feeds;
mod files;
mod html;
mod pictures;
mod renderer;
mod scene;
mod search;
mod structured;
pub mod subscribe;
mod trial;
pub mod views;
mod words;
mod xml;

use crate::diagnostic::Diagnostic;
use crate::markup;
use crate::model::account::SearchAccount;
use crate::model::declaration::StandingPage;
use crate::model::gauge::Gauge;
use crate::model::library::Library;
use crate::model::output::OutputFile;
use crate::pages::file::File;
use crate::pages::{Page, Shows};
use crate::theme::Theme;
use rayon::prelude::*;
use scene::Scene;
use std::collections::BTreeSet;
use tera::Value;

pub use html::newsletter::{Detail, Wanted};
pub use renderer::{Newsletter, Renderer, with_renderer};
pub use trial::{fields, mistakes};

/// What rendering is told about the site.
#[derive(Debug, Clone)]
pub struct Options {
    pub title: String,
    pub description: String,
    pub author: String,
    pub language: String,
    /// Absolute address of the root, with a final slash.
    pub base_url: Option<String>,
    pub feeds: feeds::Choices,
    /// Papers on one page of a topic.
    pub per_page: usize,
    pub markup: markup::Options,
    /// None where the site has no newsletter.
    pub newsletter: Option<NewsletterOptions>,
    pub subscribe: Option<views::SubscribeFormView>,
}

/// What a newsletter is told about the site.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewsletterOptions {
    /// The subject, with the blanks `{site}`, `{digest}` (its title, or the date) and `{date}`.
    pub subject: Option<String>,
}

/// Everything that a site shows.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    pub library: &'a Library,
    pub standing: &'a [StandingPage],
    pub pages: &'a [Page],
}

/// Where the files of a site go, and where those of the last build are.
pub trait Folder: Sync {
    /// Why a file is refused.
    type Error: Send;

    /// Takes a finished file, from any thread, in no fixed order.
    ///
    /// # Errors
    /// Whatever keeps the file from becoming part of the site.
    fn write(&self, file: OutputFile<'_>) -> Result<(), Self::Error>;

    /// A file of the last build, if it is there as that build wrote it.
    fn published(&self, path: &str) -> Option<Vec<u8>>;
}

/// Gives files of the last build, as [`Folder::published`].
type Published<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// Why a site could not be rendered.
#[derive(Debug)]
pub enum Failure<E> {
    /// Mistakes in templates, files of the theme that cannot be read, a search index that cannot be
    /// made.
    Faults(Vec<Diagnostic>),
    /// The folder refused a file.
    Folder(E),
}

/// What became of a site that was rendered.
#[derive(Debug)]
pub struct Outcome {
    pub noticed: Vec<Diagnostic>,
    pub search: Option<SearchAccount>,
}

/// Renders every page, every static file and the search index.
///
/// # Errors
/// [`Failure`]; of several failing pages every distinct mistake is reported once.
pub fn render<F: Folder>(
    content: Content<'_>,
    theme: Theme,
    options: &Options,
    folder: &F,
    gauge: Gauge,
) -> Result<Outcome, Failure<F::Error>> {
    let rendered = with_renderer(content, theme, options, |renderer, noticed| {
        let (pages, search) = std::thread::scope(|scope| {
            let search = renderer
                .has_search()
                .then(|| scope.spawn(|| renderer.search(folder, gauge)));
            let pages = pages_and_assets(renderer, folder);
            (pages, search.map(|thread| thread.join()))
        });
        pages?;
        let search = search.map(|made| made.unwrap_or_else(|_| Err(renderer::given_up())));
        Ok(Outcome {
            noticed,
            search: search.transpose()?,
        })
    });
    rendered.map_err(Failure::Faults)?
}

fn pages_and_assets<F: Folder>(
    renderer: &Renderer<'_>,
    folder: &F,
) -> Result<(), Failure<F::Error>> {
    let published = |path: &str| folder.published(path);
    let failures: Vec<Failure<F::Error>> = renderer
        .pages()
        .par_iter()
        .with_min_len(8)
        .map_init(Vec::new, |buffer, page| {
            renderer
                .page(page, &published, buffer)
                .map_err(|fault| Failure::Faults(vec![fault]))?;
            let file = OutputFile {
                path: &page.path,
                bytes: buffer,
            };
            folder.write(file).map_err(Failure::Folder)
        })
        .filter_map(Result::err)
        .collect();
    if !failures.is_empty() {
        return Err(joined(failures));
    }
    renderer.assets().par_iter().try_for_each(|asset| {
        let bytes = asset
            .bytes()
            .map_err(|fault| Failure::Faults(vec![fault]))?;
        let file = OutputFile {
            path: &asset.path,
            bytes: &bytes,
        };
        folder.write(file).map_err(Failure::Folder)
    })
}

/// Renders a page of each template for the mistakes in it alone, where nothing will be published
/// anyhow. Gives what was noticed.
pub fn rehearse(content: Content<'_>, theme: Theme, options: &Options) -> Vec<Diagnostic> {
    with_renderer(content, theme, options, |_, noticed| noticed).unwrap_or_else(|faults| faults)
}

/// Tells the theme about the site; gives what was noticed when it was loaded.
fn prepare(scene: &Scene<'_>, theme: &mut Theme) -> Vec<Diagnostic> {
    theme
        .engine
        .set_global("site", &Value::from_serializable(&scene.site()));
    std::mem::take(&mut theme.diagnostics)
}

/// Renders one page of each template. That finds most mistakes before thousands of pages repeat
/// them, and shows whether minifying the templates changed what they say.
fn try_out(scene: &Scene<'_>, theme: &mut Theme) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    let mut changed = None;
    let mut cards = scene.content.pages.iter();
    if let Some((page, card)) = cards.find_map(|page| match page.shows {
        Shows::File(File::Card(card)) => Some((page, card)),
        _ => None,
    }) {
        let drawn = cards::write(
            scene,
            &theme.engine,
            card,
            &page.path,
            &|_| None,
            &mut Vec::new(),
        );
        faults.extend(drawn.err());
    }
    let pages = scene.content.pages.iter();
    let firsts: Vec<(&str, &Page)> = pages
        .filter_map(|page| {
            let template = page.shows.template()?;
            seen.insert(template).then_some((template, page))
        })
        .collect();
    let engine = &theme.engine;
    let tried: Vec<Result<bool, Diagnostic>> = firsts
        .par_iter()
        .map(|(template, page)| {
            engine.minifies_well(template, &html::context(scene, page), &page.path)
        })
        .collect();
    for ((template, page), outcome) in firsts.into_iter().zip(tried) {
        match outcome {
            Ok(true) => {}
            Ok(false) => changed = Some((template, &page.path)),
            Err(fault) => push_distinct(&mut faults, fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let Some((template, path)) = changed else {
        return Ok(Vec::new());
    };
    theme.engine.stop_minifying();
    Ok(vec![
        Diagnostic::warning(format!(
            "minifying the template {template} would change the page {path}; templates are used as they are written"
        ))
        .help("look for spaces between inline elements that carry meaning, and set them by CSS"),
    ])
}

/// One failure of many: the folder's, where there is one, else every distinct mistake in the order
/// of the pages.
fn joined<E>(failures: Vec<Failure<E>>) -> Failure<E> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    for failure in failures {
        match failure {
            Failure::Folder(error) => return Failure::Folder(error),
            Failure::Faults(found) => {
                for fault in found {
                    push_distinct(&mut faults, fault);
                }
            }
        }
    }
    Failure::Faults(faults)
}

/// A mistake in a template shows on every page that uses it, and is reported once.
fn push_distinct(faults: &mut Vec<Diagnostic>, fault: Diagnostic) {
    let place = |fault: &Diagnostic| (fault.file.clone(), fault.line, fault.column);
    if !faults.iter().any(|known| place(known) == place(&fault)) {
        faults.push(fault);
    }
}
