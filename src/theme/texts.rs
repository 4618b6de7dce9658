//! The text files of a layer below one of its folders.

use super::layers::{Files, Layer};
use crate::diagnostic::Diagnostic;
use crate::files;
use include_dir::Dir;

/// A text file of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Path below the folder that was asked for.
    pub path: String,
    /// The file, as people find it.
    pub file: String,
    pub text: String,
}

/// The text files below `folder` in a layer, sorted by path; also gives what was noticed, an error
/// for each file that cannot be read among it.
pub fn below(layer: &Layer, folder: &str) -> (Vec<Text>, Vec<Diagnostic>) {
    let mut texts = Vec::new();
    let mut faults = Vec::new();
    match &layer.files {
        Files::BuiltIn(dir) => {
            collect_built_in(&layer.name, folder, dir.get_dir(folder), &mut texts)
        }
        Files::Folder {
            root,
            folder: of_layer,
        } => {
            let start = join(of_layer, folder);
            let (found, noticed) = files::walk(root, &start);
            faults.extend(noticed);
            for file in found {
                match files::read_text(&file) {
                    Ok(text) => texts.push(Text {
                        path: file.name[start.len() + 1..].to_owned(),
                        file: file.name,
                        text,
                    }),
                    Err(fault) => faults.push(fault),
                }
            }
        }
    }
    (texts, faults)
}

/// A path below a folder that may be the root itself.
pub fn join(folder: &str, rest: &str) -> String {
    if folder.is_empty() {
        rest.to_owned()
    } else {
        format!("{folder}/{rest}")
    }
}

fn collect_built_in(layer: &str, folder: &str, dir: Option<&Dir<'static>>, texts: &mut Vec<Text>) {
    let Some(dir) = dir else {
        return;
    };
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let below = path.strip_prefix(folder).unwrap_or(&path);
        if let Some(text) = file.contents_utf8() {
            texts.push(Text {
                path: below.trim_start_matches('/').to_owned(),
                file: format!("themes/{layer}/{path}"),
                text: text.to_owned(),
            });
        }
    }
    for dir in dir.dirs() {
        collect_built_in(layer, folder, Some(dir), texts);
    }
}
