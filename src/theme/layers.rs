//! The layers of a theme: the site's own files over the theme over its parents over the built-in
//! theme.

use super::{API, BUILT_IN};
use crate::diagnostic::{Diagnostic, nearest};
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::path::{Path, PathBuf};

static FOLIO: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/folio");
static LEDGER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/ledger");

/// The themes that are part of the program, by name.
pub static IN_PROGRAM: [(&str, &Dir<'static>); 2] = [(BUILT_IN, &FOLIO), ("ledger", &LEDGER)];

/// A place that has templates and static files.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Name by which a template of this layer can be called from another: `folio/paper.html`.
    pub name: String,
    pub files: Files,
}

/// Where the files of a layer are.
#[derive(Debug, Clone)]
pub enum Files {
    /// In a folder: the site's root, and the layer's folder below it (empty for the site itself).
    Folder { root: PathBuf, folder: String },
    /// In the program.
    BuiltIn(&'static Dir<'static>),
}

/// `theme.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    pub name: String,
    pub version: String,
    /// Of the contract that the theme is made for.
    pub api: String,
    pub extends: Option<String>,
    #[serde(default)]
    pub description: String,
}

/// The name under which the site's own templates are called.
const SITE: &str = "site";

/// The layers, the first to be asked first.
///
/// # Errors
/// A theme that is not there, a broken `theme.toml`, a theme for another contract.
pub fn find(root: &Path, name: &str) -> Result<Vec<Layer>, Diagnostic> {
    let mut layers = vec![Layer {
        name: SITE.to_owned(),
        files: Files::Folder {
            root: root.to_owned(),
            folder: String::new(),
        },
    }];
    if name == SITE {
        return Err(Diagnostic::error(format!(
            "no theme can be called `{SITE}`: the site's own templates have that name"
        ))
        .help("give the theme's folder another name"));
    }
    let mut wanted = Some(name.to_owned());
    while let Some(name) = wanted.take() {
        if layers.iter().any(|layer| layer.name == name) {
            return Err(
                Diagnostic::error(format!("the theme `{name}` extends itself"))
                    .in_file(format!("themes/{name}/theme.toml"))
                    .help("name another theme under `extends`, or none"),
            );
        }
        let (layer, head) = theme(root, &name)?;
        wanted = head.extends;
        layers.push(layer);
    }
    if layers.iter().all(|layer| layer.name != BUILT_IN) {
        layers.push(theme(root, BUILT_IN)?.0);
    }
    Ok(layers)
}

/// A theme's layer, and what its `theme.toml` says.
///
/// # Errors
/// As [`find`].
pub fn theme(root: &Path, name: &str) -> Result<(Layer, Head), Diagnostic> {
    let folder = format!("themes/{name}");
    let is_plain = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']);
    let path = root.join(&folder).join("theme.toml");
    let (text, files) = if is_plain && path.is_file() {
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Diagnostic::error(format!("cannot be read: {error}"))
                .in_file(format!("{folder}/theme.toml"))
        })?;
        let files = Files::Folder {
            root: root.to_owned(),
            folder: folder.clone(),
        };
        (text, files)
    } else if let Some((_, dir)) = IN_PROGRAM.iter().find(|(known, _)| *known == name) {
        let file = dir.get_file("theme.toml");
        let text = file.and_then(|file| file.contents_utf8());
        (text.unwrap_or_default().to_owned(), Files::BuiltIn(dir))
    } else {
        return Err(absent(root, name));
    };
    let file_name = format!("{folder}/theme.toml");
    let head: Head = toml::from_str(&text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        Diagnostic::error(error.message().to_owned())
            .in_file(&file_name)
            .at_offset(&text, offset)
            .help("a theme.toml has `name`, `version`, `api` and, if need be, `extends`")
    })?;
    if head.api != API {
        return Err(Diagnostic::error(format!(
            "the theme `{}` is made for api {}; this program has api {API}",
            head.name, head.api
        ))
        .in_file(file_name)
        .help("use a version of the theme that is made for this api"));
    }
    let layer = Layer {
        name: name.to_owned(),
        files,
    };
    Ok((layer, head))
}

/// The names of all themes that a site at `root` can use, sorted.
pub fn names(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = IN_PROGRAM
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    if let Ok(entries) = std::fs::read_dir(root.join("themes")) {
        let folders = entries
            .flatten()
            .filter(|entry| entry.path().join("theme.toml").is_file())
            .filter_map(|entry| entry.file_name().into_string().ok());
        names.extend(folders);
    }
    names.sort();
    names.dedup();
    names
}

fn absent(root: &Path, name: &str) -> Diagnostic {
    let known = names(root);
    let help = match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "themes that are there: {}; another goes into the folder themes/{name}",
            known.join(", ")
        ),
    };
    Diagnostic::error(format!("there is no theme `{name}`")).help(help)
}
