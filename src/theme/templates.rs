//! The templates of every layer, as written.

use super::layers::Layer;
use super::texts;
use crate::diagnostic::Diagnostic;

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
        let (found, noticed) = texts::below(layer, "templates");
        faults.extend(noticed);
        templates.extend(found.into_iter().map(|text| Source {
            name: format!("{}/{}", layer.name, text.path),
            file: text.file,
            text: text.text,
        }));
    }
    let sources = Sources {
        layers: layers.iter().map(|layer| layer.name.clone()).collect(),
        templates,
    };
    (sources, faults)
}
