//! Reading the files of a site: a sorted walk, and text that is known to be UTF-8.

use crate::diagnostic::Diagnostic;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Largest input file, in bytes. A digest that size is a mistake, and reading it would take the
/// machine down before anybody could say so.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// A file that a walk found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Path relative to the site's root, with `/`; what people see.
    pub name: String,
    /// Where to read it.
    pub path: PathBuf,
}

/// All files below `root/folder`, sorted by name. Names that begin with `.` or `_` are left out, and
/// so is what such a folder holds; folders named `_posts` and files named `_index.md`, as Jekyll and
/// Hugo have them, are read.
///
/// Symbolic links are not followed, since they can lead out of the site: each is a warning.
/// A folder that is not there has no files.
pub fn walk(root: &Path, folder: &str) -> (Vec<Found>, Vec<Diagnostic>) {
    let start = root.join(folder);
    let mut found = Vec::new();
    let mut faults = Vec::new();
    if !start.is_dir() {
        return (found, faults);
    }
    let walk = WalkDir::new(&start).sort_by_file_name().min_depth(1);
    for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => match name_below(root, entry.path()) {
                Some(name) => found.push(Found {
                    name,
                    path: entry.into_path(),
                }),
                None => faults.push(
                    Diagnostic::error("the name of this file is not UTF-8")
                        .in_file(entry.path().to_string_lossy())
                        .help("rename the file"),
                ),
            },
            Ok(entry) if entry.path_is_symlink() => faults.push(
                Diagnostic::warning("symbolic links are not followed; this one is left out")
                    .in_file(
                        entry
                            .path()
                            .strip_prefix(root)
                            .unwrap_or(entry.path())
                            .to_string_lossy(),
                    )
                    .help("put the file itself here"),
            ),
            Ok(_) => {}
            Err(error) => faults.push(Diagnostic::error(format!("cannot be read: {error}"))),
        }
    }
    found.sort();
    (found, faults)
}

/// The text of a file, without a byte order mark.
///
/// # Errors
/// A diagnostic that names the file and, where it is not UTF-8, the line and column.
pub fn read_text(file: &Found) -> Result<String, Diagnostic> {
    let fault = |message: String| Diagnostic::error(message).in_file(&file.name);
    let size = fs::metadata(&file.path)
        .map_err(|error| fault(format!("cannot be read: {error}")))?
        .len();
    if size > LARGEST {
        return Err(fault(format!(
            "has {size} bytes; {LARGEST} are the most that is read"
        ))
        .help("split the file by date"));
    }
    let bytes = fs::read(&file.path).map_err(|error| fault(format!("cannot be read: {error}")))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) if error.as_bytes().iter().take(8192).any(|&byte| byte == 0) => Err(fault(
            "is no text".to_owned(),
        )
        .help("pictures and other files go into static/; a name that begins with `_` is left out")),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            Err(fault("is not UTF-8".to_owned())
                .at_offset(&text, offset)
                .help("save the file with the encoding UTF-8"))
        }
    }
}

/// Where Jekyll keeps its posts.
const POSTS: &str = "_posts";

/// What Hugo and Zola call the file with a folder's own text.
pub const INDEX: &str = "_index.md";

fn is_hidden(entry: &DirEntry) -> bool {
    let Some(name) = entry.file_name().to_str() else {
        return false;
    };
    let is_read = match name {
        POSTS => entry.file_type().is_dir(),
        INDEX => entry.file_type().is_file(),
        _ => false,
    };
    name.starts_with(['.', '_']) && !is_read
}

/// The path relative to `root`, with `/` on every system.
fn name_below(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(root)
        .ok()?
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    Some(parts?.join("/"))
}
