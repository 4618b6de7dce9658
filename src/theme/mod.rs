//! Themes: which templates and static files a site uses, and the engine that renders them.
//!
//! 1. `layers::find` lists the layers, the site's own files first, the built-in theme last.
//! 2. `templates::read` and [`assets::find`] gather what each layer has.
//! 3. `language::load` reads the fixed words of the site's language.
//! 4. [`engine::Engine`] loads the templates twice: as they are written, for messages that
//!    point into them, and minified by [`minify`], for the pages.
//!
//! Left out: what templates are given, which is rendering's contract with them.

pub mod assets;
pub mod catalogue;
pub mod engine;
mod faults;
mod fields;
mod functions;
pub mod language;
mod layers;
pub mod masking;
pub mod minify;
mod templates;
mod texts;

use crate::diagnostic::{Diagnostic, Severity};
use assets::Asset;
use engine::Engine;
use language::Language;
use std::path::Path;
use std::sync::Arc;

/// A loaded theme.
#[derive(Debug)]
pub struct Theme {
    pub engine: Engine,
    /// The fixed words of the site, in its language.
    pub language: Arc<Language>,
    /// Static files by their path in the site, sorted.
    pub assets: Vec<Asset>,
    /// What was noticed while loading.
    pub diagnostics: Vec<Diagnostic>,
}

/// The theme that is part of the program.
pub const BUILT_IN: &str = "folio";

/// The version of the contract with themes that this program keeps.
pub const API: &str = "1";

/// Loads the theme called `name` for the site at `root`, under the site's own templates and
/// static files, with the words of the language that `tag` names (BCP 47).
///
/// # Errors
/// Every fault that was found: a theme that is not there or is made for another contract, files
/// that cannot be read, templates with mistakes.
pub fn load(root: &Path, name: &str, tag: &str) -> Result<Theme, Vec<Diagnostic>> {
    let layers = layers::find(root, name).map_err(|fault| vec![fault])?;
    let (sources, mut diagnostics) = templates::read(&layers);
    let (assets, noticed) = assets::find(&layers);
    diagnostics.extend(noticed);
    let (language, noticed) = language::load(&layers, tag);
    diagnostics.extend(noticed);
    let language = Arc::new(language);
    match Engine::load(sources, &language) {
        Ok((engine, notes)) if !has_error(&diagnostics) => {
            diagnostics.extend(notes);
            Ok(Theme {
                engine,
                language,
                assets,
                diagnostics,
            })
        }
        Ok(_) => Err(diagnostics),
        Err(faults) => {
            diagnostics.extend(faults);
            Err(diagnostics)
        }
    }
}

/// The names of the themes that are part of the program.
pub fn in_program() -> impl Iterator<Item = &'static str> {
    layers::IN_PROGRAM.iter().map(|(name, _)| *name)
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}
