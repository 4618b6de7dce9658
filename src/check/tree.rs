//! The files of a finished site, and what none of them should be.

use super::findings::{Fault, Findings};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use unicode_normalization::UnicodeNormalization as _;
use walkdir::{DirEntry, WalkDir};

/// The files of a site.
#[derive(Debug)]
pub(super) struct Tree {
    /// Size in bytes by path from the root of the site, with `/`.
    pub files: BTreeMap<String, u64>,
}

impl Tree {
    /// Lists the files in `folder`. A repository in it is none of the site's.
    pub fn of(folder: &Path, findings: &mut Findings) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        let is_repository = |entry: &DirEntry| entry.depth() == 1 && entry.file_name() == ".git";
        let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_repository(entry)) {
            let entry = entry.map_err(io::Error::from)?;
            let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name = relative.to_string_lossy().replace('\\', "/");
            if entry.path_is_symlink() {
                findings.add(
                    &name,
                    Fault::error(
                        "this is a symbolic link; an upload replaces it by what it leads to, wherever that is".to_owned(),
                        "put the file itself here, or remove the link",
                    ),
                );
            } else if entry.file_type().is_file() {
                let size = entry.metadata().map_err(io::Error::from)?.len();
                files.insert(name, size);
            }
        }
        let tree = Self { files };
        tree.check(findings);
        Ok(tree)
    }

    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Paths of pages, sorted.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        let names = self.files.keys().map(String::as_str);
        names.filter(|name| name.ends_with(".html"))
    }

    fn check(&self, findings: &mut Findings) {
        if !self.has("index.html") {
            findings.add(
                "",
                Fault::error(
                    "there is no index.html, so the site has no front page".to_owned(),
                    "build the site, or name the folder of the finished site by --output",
                ),
            );
        }
        let mut folded: BTreeMap<String, &str> = BTreeMap::new();
        for (name, size) in &self.files {
            if *size == 0 {
                findings.add(
                    name,
                    Fault::warning(
                        "this file is empty, and some hosts leave it out".to_owned(),
                        "give it content, or remove it",
                    ),
                );
            }
            if name.split('/').any(|part| part.starts_with('.')) {
                findings.add(
                    name,
                    Fault::warning(
                        "a name that begins with a dot is left out by the upload to GitHub Pages"
                            .to_owned(),
                        "give it another name, or set include-hidden-files in the workflow",
                    ),
                );
            }
            let key: String = name.to_lowercase().nfc().collect();
            if let Some(other) = folded.insert(key, name) {
                findings.add(
                    name,
                    Fault::error(
                        format!("this path and `{other}` are one on file systems that ignore case"),
                        "rename one of them",
                    ),
                );
            }
        }
    }
}
