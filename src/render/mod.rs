//! Rendering: pages in, output files out.
//!
//! 1. `scene::Scene` works out once what many pages show: cards, neighbouring topics.
//! 2. `html` makes of each page the values that its template gets.
//! 3. [`exports`] writes digests for machines.
//! 4. `cards` draws pictures for sharing.
//! 5. [`render`] does all three for every page on all cores and hands each finished file on.
//!
//! Rendering touches no disk: files go to a sink as soon as they are finished, so that a site of
//! any size needs little memory. [`views`] is the contract with themes.

mod cards;
mod citation;
mod course;
pub mod exports;
mod html;
mod pictures;
mod scene;
mod trial;
pub mod views;
mod words;

use crate::diagnostic::Diagnostic;
use crate::markup;
use crate::model::declaration::StandingPage;
use crate::model::library::Library;
use crate::model::output::OutputFile;
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

/// Why a site could not be rendered.
#[derive(Debug)]
pub enum Failure<E> {
    /// Mistakes in templates, or files of the theme that cannot be read.
    Theme(Vec<Diagnostic>),
    /// The sink refused a file.
    Sink(E),
}

/// Renders every page and every static file; `sink` takes each file when it is finished, from
/// any thread, in no fixed order. Gives what was noticed.
///
/// # Errors
/// [`Failure`]; of several failing pages every distinct mistake is reported once.
pub fn render<E: Send>(
    content: Content<'_>,
    mut theme: Theme,
    options: &Options,
    sink: &(impl Fn(OutputFile<'_>) -> Result<(), E> + Sync),
) -> Result<Vec<Diagnostic>, Failure<E>> {
    let language = Arc::clone(&theme.language);
    let (pictures, noticed) = pictures::find(content.library, &theme.assets);
    let scene = Scene::new(content, options, &language, pictures);
    let mut notes = prepare(&scene, &mut theme);
    notes.extend(noticed);
    notes.extend(try_out(&scene, &mut theme).map_err(Failure::Theme)?);
    let failures: Vec<Failure<E>> = content
        .pages
        .par_iter()
        .with_min_len(8)
        .map_init(Vec::new, |buffer, page| {
            page_file(&scene, &theme, page, buffer, sink)
        })
        .filter_map(Result::err)
        .collect();
    if !failures.is_empty() {
        return Err(joined(failures));
    }
    theme.assets.par_iter().try_for_each(|asset| {
        let bytes = asset.bytes().map_err(|fault| Failure::Theme(vec![fault]))?;
        let file = OutputFile {
            path: &asset.path,
            bytes: &bytes,
        };
        sink(file).map_err(Failure::Sink)
    })?;
    Ok(notes)
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
        Shows::Card(card) => Some((page, card)),
        _ => None,
    }) {
        let drawn = cards::write(scene, &theme.engine, card, &page.path, &mut Vec::new());
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

fn page_file<E>(
    scene: &Scene<'_>,
    theme: &Theme,
    page: &Page,
    buffer: &mut Vec<u8>,
    sink: &(impl Fn(OutputFile<'_>) -> Result<(), E> + Sync),
) -> Result<(), Failure<E>> {
    match (&page.shows, page.shows.template()) {
        (_, Some(template)) => {
            let context = html::context(scene, page);
            theme
                .engine
                .render(template, &context, &page.path, buffer)
                .map_err(|fault| Failure::Theme(vec![fault]))?;
        }
        (Shows::DigestJson(digest), None) => exports::json::write(scene, *digest, buffer),
        (Shows::DigestBibtex(digest), None) => exports::bibtex::write(scene, *digest, buffer),
        (Shows::DigestMarkdown(digest), None) => exports::markdown::write(scene, *digest, buffer),
        (Shows::TopicFeed(topic), None) => exports::atom::topic(scene, *topic, buffer),
        (Shows::Card(card), None) => cards::write(scene, &theme.engine, *card, &page.path, buffer)
            .map_err(|fault| Failure::Theme(vec![fault]))?,
        (_, None) => return Ok(()),
    }
    let file = OutputFile {
        path: &page.path,
        bytes: buffer,
    };
    sink(file).map_err(Failure::Sink)
}

/// One failure of many: a sink's, where there is one, else every distinct mistake in the order
/// of the pages.
fn joined<E>(failures: Vec<Failure<E>>) -> Failure<E> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    for failure in failures {
        match failure {
            Failure::Sink(error) => return Failure::Sink(error),
            Failure::Theme(found) => {
                for fault in found {
                    push_distinct(&mut faults, fault);
                }
            }
        }
    }
    Failure::Theme(faults)
}

/// A mistake in a template shows on every page that uses it, and is reported once.
fn push_distinct(faults: &mut Vec<Diagnostic>, fault: Diagnostic) {
    let place = |fault: &Diagnostic| (fault.file.clone(), fault.line, fault.column);
    if !faults.iter().any(|known| place(known) == place(&fault)) {
        faults.push(fault);
    }
}
