//! The themes that there are, and their files for those who want to change one.

use super::layers::{self, Files};
use super::texts::join;
use crate::diagnostic::Diagnostic;
use crate::files;
use include_dir::Dir;
use std::path::Path;

/// A theme that a site can use.
#[derive(Debug)]
pub struct Entry {
    /// The name that `theme` in the configuration gives it: that of its folder.
    pub name: String,
    pub is_in_program: bool,
    /// What its `theme.toml` says, or what is wrong with that.
    pub head: Result<Head, Diagnostic>,
}

pub use super::layers::Head;

/// A file of a theme: its path in the theme's folder, and its bytes.
pub type ThemeFile = (String, Vec<u8>);

/// All themes of the site at `root`, by name.
pub fn list(root: &Path) -> Vec<Entry> {
    let names = layers::names(root).into_iter();
    names
        .map(|name| {
            let found = layers::theme(root, &name);
            Entry {
                is_in_program: matches!(&found, Ok((layer, _)) if matches!(layer.files, Files::BuiltIn(_))),
                head: found.map(|(_, head)| head),
                name,
            }
        })
        .collect()
}

/// Every file of a theme, sorted by path.
///
/// # Errors
/// A theme that is not there, files that cannot be read.
pub fn files_of(root: &Path, name: &str) -> Result<Vec<ThemeFile>, Diagnostic> {
    let (layer, _) = layers::theme(root, name)?;
    let mut found = Vec::new();
    match &layer.files {
        Files::BuiltIn(dir) => collect_built_in(dir, &mut found),
        Files::Folder { root, folder } => found = in_folder(root, folder)?,
    }
    found.sort();
    Ok(found)
}

fn in_folder(root: &Path, folder: &str) -> Result<Vec<ThemeFile>, Diagnostic> {
    let (found, _) = files::walk(root, folder);
    let files = found.into_iter().map(|file| {
        let bytes = std::fs::read(&file.path).map_err(|error| {
            Diagnostic::error(format!("cannot be read: {error}")).in_file(&file.name)
        })?;
        let start = join(folder, "").len();
        Ok((file.name[start..].to_owned(), bytes))
    });
    files.collect()
}

fn collect_built_in(dir: &Dir<'static>, files: &mut Vec<ThemeFile>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.push((path, file.contents().to_vec()));
    }
    for dir in dir.dirs() {
        collect_built_in(dir, files);
    }
}
