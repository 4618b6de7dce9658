//! The templates of every layer, as written.

use super::layers::{Files, Layer};
use crate::diagnostic::Diagnostic;
use crate::files;

/// A template as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Name in the engine: layer and path, as in `folio/paper.html`.
    pub name: String,
    /// The file, as people find it.
    pub file: String,
    pub text: String,
}

/// All templates, and the names of the layers in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sources {
    pub layers: Vec<String>,
    pub templates: Vec<Source>,
}

/// Reads the templates of all layers; also gives what was noticed, an error for each file that
/// cannot be read among it.
pub fn read(layers: &[Layer]) -> (Sources, Vec<Diagnostic>) {
    let mut templates = Vec::new();
    let mut faults = Vec::new();
    for layer in layers {
        match &layer.files {
            Files::BuiltIn(dir) => {
                let folder = dir.get_dir("templates");
                collect_built_in(&layer.name, folder, &mut templates);
            }
            Files::Folder { root, folder } => {
                let start = join(folder, "templates");
                let (found, walk_faults) = files::walk(root, &start);
                faults.extend(walk_faults);
                for file in found {
                    match files::read_text(&file) {
                        Ok(text) => templates.push(Source {
                            name: format!("{}/{}", layer.name, &file.name[start.len() + 1..]),
                            file: file.name,
                            text,
                        }),
                        Err(fault) => faults.push(fault),
                    }
                }
            }
        }
    }
    let sources = Sources {
        layers: layers.iter().map(|layer| layer.name.clone()).collect(),
        templates,
    };
    (sources, faults)
}

/// A path below a folder that may be the root itself.
pub fn join(folder: &str, rest: &str) -> String {
    if folder.is_empty() {
        rest.to_owned()
    } else {
        format!("{folder}/{rest}")
    }
}

fn collect_built_in(
    layer: &str,
    folder: Option<&include_dir::Dir<'static>>,
    templates: &mut Vec<Source>,
) {
    let Some(folder) = folder else {
        return;
    };
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let name = path.strip_prefix("templates/").unwrap_or(&path);
        if let Some(text) = file.contents_utf8() {
            templates.push(Source {
                name: format!("{layer}/{name}"),
                file: format!("themes/{layer}/{path}"),
                text: text.to_owned(),
            });
        }
    }
    for dir in folder.dirs() {
        collect_built_in(layer, Some(dir), templates);
    }
}
