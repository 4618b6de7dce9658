//! Static files: where each comes from, and its bytes.

use super::layers::{Files, Layer};
use super::minify;
use super::texts::join;
use crate::diagnostic::Diagnostic;
use crate::files;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A static file.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path in the site.
    pub path: String,
    origin: Origin,
}

#[derive(Debug, Clone)]
enum Origin {
    BuiltIn(&'static [u8]),
    /// The file as people find it, and where to read it.
    File {
        name: String,
        path: PathBuf,
    },
}

impl Asset {
    /// The file that it comes from, as people find it; `None` for one of the program's own.
    pub fn source(&self) -> Option<&str> {
        match &self.origin {
            Origin::BuiltIn(_) => None,
            Origin::File { name, .. } => Some(name),
        }
    }

    /// The bytes to publish; a style sheet is minified.
    ///
    /// # Errors
    /// A diagnostic that names the file.
    pub fn bytes(&self) -> Result<Vec<u8>, Diagnostic> {
        let bytes = match &self.origin {
            Origin::BuiltIn(bytes) => bytes.to_vec(),
            Origin::File { name, path } => std::fs::read(path).map_err(|error| {
                Diagnostic::error(format!("cannot be read: {error}")).in_file(name)
            })?,
        };
        if !self.path.ends_with(".css") {
            return Ok(bytes);
        }
        Ok(match String::from_utf8(bytes) {
            Ok(text) => minify::css(&text).into_bytes(),
            Err(error) => error.into_bytes(),
        })
    }
}

/// The static files of all layers; of several with one path, the one of the first layer. Also
/// gives what was noticed, an error for each file that cannot be listed among it.
pub fn find(layers: &[Layer]) -> (Vec<Asset>, Vec<Diagnostic>) {
    let mut assets: BTreeMap<String, Origin> = BTreeMap::new();
    let mut faults = Vec::new();
    for layer in layers.iter().rev() {
        match &layer.files {
            Files::BuiltIn(dir) => collect_built_in(dir.get_dir("static"), &mut assets),
            Files::Folder { root, folder } => {
                let start = join(folder, "static");
                let (found, walk_faults) = files::walk(root, &start);
                faults.extend(walk_faults);
                for file in found {
                    let path = file.name[start.len() + 1..].to_owned();
                    let origin = Origin::File {
                        name: file.name,
                        path: file.path,
                    };
                    assets.insert(path, origin);
                }
            }
        }
    }
    let assets = assets
        .into_iter()
        .map(|(path, origin)| Asset { path, origin })
        .collect();
    (assets, faults)
}

fn collect_built_in(
    folder: Option<&include_dir::Dir<'static>>,
    assets: &mut BTreeMap<String, Origin>,
) {
    let Some(folder) = folder else {
        return;
    };
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let path = path.strip_prefix("static/").unwrap_or(&path).to_owned();
        assets.insert(path, Origin::BuiltIn(file.contents()));
    }
    for dir in folder.dirs() {
        collect_built_in(Some(dir), assets);
    }
}
