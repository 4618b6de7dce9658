//! Rendering: pages in, output files out.
//!
//! 1. `scene::Scene` works out once what many pages show: cards, neighbouring topics.
//! 2. `html` makes of each page the values that its template gets.
//! 3. `files` writes what is no HTML: [`exports`], [`feeds`], and what `discovery` tells programs.
//! 4. `cards` draws pictures for sharing.
//! 5. `search` makes the index by which papers are found.
//! 6. [`render`] does all of this for every page on all cores and hands each finished file on.
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
mod scene;
mod search;
mod structured;
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
use std::sync::Arc;
use tera::Value;

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
    mut theme: Theme,
    options: &Options,
    folder: &F,
    gauge: Gauge,
) -> Result<Outcome, Failure<F::Error>> {
    let language = Arc::clone(&theme.language);
    let (pictures, noticed) = pictures::find(content.library, &theme.assets);
    let scene = Scene::new(content, options, &language, pictures);
    let mut notes = prepare(&scene, &mut theme);
    notes.extend(noticed);
    notes.extend(try_out(&scene, &mut theme).map_err(Failure::Faults)?);
    let has_search = content.pages.iter().any(|page| page.shows == Shows::Search);
    let (pages, search) = std::thread::scope(|scope| {
        let search = has_search.then(|| scope.spawn(|| search::write(&scene, folder, gauge)));
        let pages = pages_and_assets(&scene, &theme, folder);
        let search = search.map(|thread| thread.join().map_err(|_| search::Failure::Panic));
        (pages, search)
    });
    pages?;
    let search = search.map(|made| made.flatten().map_err(of_search));
    Ok(Outcome {
        noticed: notes,
        search: search.transpose()?,
    })
}

fn pages_and_assets<F: Folder>(
    scene: &Scene<'_>,
    theme: &Theme,
    folder: &F,
) -> Result<(), Failure<F::Error>> {
    let failures: Vec<Failure<F::Error>> = scene
        .content
        .pages
        .par_iter()
        .with_min_len(8)
        .map_init(Vec::new, |buffer, page| {
            page_file(scene, theme, page, buffer, folder)
        })
        .filter_map(Result::err)
        .collect();
    if !failures.is_empty() {
        return Err(joined(failures));
    }
    theme.assets.par_iter().try_for_each(|asset| {
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

fn of_search<E>(failure: search::Failure<E>) -> Failure<E> {
    let told = |message: String| {
        Failure::Faults(vec![Diagnostic::error(message).help(
            "set `enabled = false` in the table [search] of offprint.toml to build the site without search",
        )])
    };
    match failure {
        search::Failure::Folder(error) => Failure::Folder(error),
        search::Failure::Index { folder, why } => {
            told(format!("the search index {folder}/ cannot be made: {why}"))
        }
        search::Failure::System(why) => told(format!("the search index cannot be made: {why}")),
        search::Failure::Panic => {
            told("the search index cannot be made: Pagefind gave up".to_owned())
        }
    }
}

/// Renders a page of each template for the mistakes in it alone, where nothing will be published
/// anyhow. Gives what was noticed.
pub fn rehearse(content: Content<'_>, mut theme: Theme, options: &Options) -> Vec<Diagnostic> {
    let language = Arc::clone(&theme.language);
    let (pictures, noticed) = pictures::find(content.library, &theme.assets);
    let scene = Scene::new(content, options, &language, pictures);
    let mut notes = prepare(&scene, &mut theme);
    notes.extend(noticed);
    notes.extend(try_out(&scene, &mut theme).unwrap_or_else(|faults| faults));
    notes
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
    for page in scene.content.pages {
        let Some(template) = page.shows.template().filter(|name| seen.insert(*name)) else {
            continue;
        };
        let context = html::context(scene, page);
        match theme.engine.minifies_well(template, &context, &page.path) {
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

fn page_file<F: Folder>(
    scene: &Scene<'_>,
    theme: &Theme,
    page: &Page,
    buffer: &mut Vec<u8>,
    folder: &F,
) -> Result<(), Failure<F::Error>> {
    match (&page.shows, page.shows.template()) {
        (_, Some(template)) => {
            let context = html::context(scene, page);
            theme
                .engine
                .render(template, &context, &page.path, buffer)
                .map_err(|fault| Failure::Faults(vec![fault]))?;
        }
        (Shows::File(file), None) => {
            let published = |path: &str| folder.published(path);
            files::write(scene, &theme.engine, *file, &page.path, &published, buffer)
                .map_err(|fault| Failure::Faults(vec![fault]))?;
        }
        (_, None) => return Ok(()),
    }
    let file = OutputFile {
        path: &page.path,
        bytes: buffer,
    };
    folder.write(file).map_err(Failure::Folder)
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
