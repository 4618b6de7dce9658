//! A site made ready, of which any file can be rendered by itself.
//!
//! A build asks for all of them; a preview shows one page of thousands and does without the
//! others. Left out: in which order files are rendered, and where they go.

use super::scene::Scene;
use super::{Content, Failure, Folder, Options, Published, Wanted};
use super::{files, html, pictures, prepare, search, try_out};
use crate::diagnostic::Diagnostic;
use crate::model::account::SearchAccount;
use crate::model::gauge::Gauge;
use crate::pages::{Page, Shows};
use crate::theme::Theme;
use crate::theme::assets::Asset;
use std::collections::HashMap;
use std::sync::Arc;

/// What a path leads to.
#[derive(Debug)]
enum Source<'a> {
    Page(&'a Page),
    Asset(&'a Asset),
}

/// A newsletter for one reader, or for all who want the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newsletter {
    pub subject: String,
    /// With its styles in `style` elements.
    pub html: String,
    pub text: String,
    /// Papers of the digest on the topics that are wanted.
    pub papers: usize,
}

/// A site of which every file can be rendered by itself, from any thread.
#[derive(Debug)]
pub struct Renderer<'a> {
    scene: &'a Scene<'a>,
    theme: &'a Theme,
    sources: HashMap<&'a str, Source<'a>>,
}

/// Makes a site ready, renders a page of each template, and hands `work` the means to render any file.
/// Gives what was noticed, too.
///
/// # Errors
/// Mistakes in templates that show on those pages, with what else was noticed; `work` is then not
/// called.
pub fn with_renderer<R>(
    content: Content<'_>,
    mut theme: Theme,
    options: &Options,
    work: impl FnOnce(&Renderer<'_>, Vec<Diagnostic>) -> R,
) -> Result<R, Vec<Diagnostic>> {
    let language = Arc::clone(&theme.language);
    let (pictures, noticed) = pictures::find(content.library, &theme.assets);
    let scene = Scene::new(content, options, &language, pictures);
    let mut notes = prepare(&scene, &mut theme);
    notes.extend(noticed);
    match try_out(&scene, &mut theme) {
        Ok(noticed) => notes.extend(noticed),
        Err(faults) => {
            notes.extend(faults);
            return Err(notes);
        }
    }
    let renderer = Renderer::new(&scene, &theme);
    Ok(work(&renderer, notes))
}

impl<'a> Renderer<'a> {
    /// Of a scene and the theme that was prepared for it.
    pub(super) fn new(scene: &'a Scene<'a>, theme: &'a Theme) -> Self {
        let pages = scene.content.pages.iter();
        let mut sources: HashMap<&str, Source<'_>> = pages
            .map(|page| (page.path.as_str(), Source::Page(page)))
            .collect();
        for asset in &theme.assets {
            sources.insert(&asset.path, Source::Asset(asset));
        }
        Self {
            scene,
            theme,
            sources,
        }
    }

    /// The paths of all files but those of the search index, in no fixed order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().copied()
    }

    /// Whether the site has a search index.
    pub fn has_search(&self) -> bool {
        let mut pages = self.scene.content.pages.iter();
        pages.any(|page| page.shows == Shows::Search)
    }

    /// A file by its path; none where there is no file of that path. `published` finds files of the
    /// build before.
    ///
    /// # Errors
    /// A mistake in a template, or a file of the theme that cannot be read.
    pub fn file(
        &self,
        path: &str,
        published: Published<'_>,
    ) -> Option<Result<Vec<u8>, Diagnostic>> {
        Some(match self.sources.get(path)? {
            Source::Asset(asset) => asset.bytes(),
            Source::Page(page) => {
                let mut buffer = Vec::new();
                let written = self.page(page, published, &mut buffer);
                written.map(|()| buffer)
            }
        })
    }

    /// Writes the file of a page into `buffer`, which is emptied first.
    pub(super) fn page(
        &self,
        page: &Page,
        published: Published<'_>,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let engine = &self.theme.engine;
        match (&page.shows, page.shows.template()) {
            (Shows::File(file), _) => {
                files::write(self.scene, engine, *file, &page.path, published, buffer)
            }
            (_, Some(template)) => {
                let context = html::context(self.scene, page);
                engine.render(template, &context, &page.path, buffer)
            }
            (_, None) => Ok(()),
        }
    }

    /// A newsletter as it is sent: with absolute links. None where it would have no paper.
    ///
    /// # Errors
    /// A mistake in a template.
    pub fn newsletter(&self, wanted: &Wanted<'_>) -> Result<Option<Newsletter>, Diagnostic> {
        let letter = html::newsletter::context(self.scene, wanted);
        if letter.papers == 0 {
            return Ok(None);
        }
        let render = |template: &str| {
            let mut buffer = Vec::new();
            let engine = &self.theme.engine;
            engine.render(template, &letter.context, &letter.path, &mut buffer)?;
            Ok(String::from_utf8_lossy(&buffer).into_owned())
        };
        Ok(Some(Newsletter {
            html: render("email/newsletter.html")?,
            text: render("email/newsletter.txt")?,
            subject: letter.subject,
            papers: letter.papers,
        }))
    }

    /// The static files of the theme and of the site.
    pub(super) fn assets(&self) -> &[Asset] {
        &self.theme.assets
    }

    /// All pages, in their order.
    pub(super) fn pages(&self) -> &[Page] {
        self.scene.content.pages
    }

    /// Makes the search index and hands its files to `folder`.
    ///
    /// # Errors
    /// [`Failure`].
    pub fn search<F: Folder>(
        &self,
        folder: &F,
        gauge: Gauge,
    ) -> Result<SearchAccount, Failure<F::Error>> {
        search::write(self.scene, folder, gauge).map_err(of_search)
    }
}

/// The index of search could not be made, since Pagefind panicked.
pub(super) fn given_up<E>() -> Failure<E> {
    of_search(search::Failure::Panic)
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
