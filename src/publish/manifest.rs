//! `manifest.json`: the list of a site's files with their hashes, and the counts of its build.
//!
//! It marks a folder as Offprint's, says which of the files there are the site's own, and gives
//! the differences between two builds. It holds no time, so the same site has the same manifest.
//! It does not list itself.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::PublishError;
use super::paths::MANIFEST;

/// Product name and version, as the manifest has them.
const GENERATOR: &str = concat!("Offprint ", env!("CARGO_PKG_VERSION"));

/// What a build counted. The names are those of its account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Input files that were read.
    pub files: usize,
    /// Records in them: papers, merged and skipped together.
    pub records: usize,
    pub papers: usize,
    pub merged: usize,
    pub skipped: usize,
    pub digests: usize,
    pub topics: usize,
    /// Pages of the site, of every kind.
    pub pages: usize,
}

/// What one build changed against the build before; each list is sorted.
///
/// `changed` also has files that were altered in the output by hand and are as they should be
/// again. `manifest.json` is in none of the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    pub added: Vec<String>,
    pub changed: Vec<String>,
    pub removed: Vec<String>,
}

impl Changes {
    /// Whether the site is the same as before.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// The files and counts of one build.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Manifest {
    generator: String,
    #[serde(default)]
    pub(super) counts: Counts,
    pub(super) files: BTreeMap<String, Entry>,
}

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Entry {
    /// XXH3 with 128 bits, as 32 hexadecimal digits.
    pub hash: String,
    /// In bytes.
    pub size: u64,
}

impl Entry {
    pub fn of(bytes: &[u8]) -> Entry {
        Entry {
            hash: format!("{:032x}", xxhash_rust::xxh3::xxh3_128(bytes)),
            size: bytes.len() as u64,
        }
    }
}

impl Manifest {
    pub(super) fn new(counts: Counts, files: BTreeMap<String, Entry>) -> Manifest {
        Manifest {
            generator: GENERATOR.to_owned(),
            counts,
            files,
        }
    }

    /// Reads a manifest from its text.
    ///
    /// # Errors
    /// Says in words what it is instead.
    pub fn parse(text: &[u8]) -> Result<Manifest, String> {
        match serde_json::from_slice::<Manifest>(text) {
            Ok(manifest) if manifest.generator.starts_with("Offprint ") => Ok(manifest),
            Ok(_) => Err("was written by another program".to_owned()),
            Err(error) => Err(format!("is damaged or of another program ({error})")),
        }
    }

    /// The manifest of a published folder, or none where the folder has none.
    pub(super) fn read(folder: &Path) -> Result<Option<Manifest>, PublishError> {
        let path = folder.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(PublishError::io("read", &path)(error)),
        };
        let manifest = Manifest::parse(&bytes).map_err(|why| PublishError::NotOurs {
            folder: folder.to_path_buf(),
            why: format!("its manifest.json {why}"),
        })?;
        Ok(Some(manifest))
    }

    /// As JSON with one file a line, so that a history of published sites shows small differences.
    pub(super) fn to_json(&self) -> String {
        let counts = serde_json::to_string(&self.counts).expect("names and numbers are valid JSON");
        let generator = json_string(&self.generator);
        let mut json =
            format!("{{\n\"generator\": {generator},\n\"counts\": {counts},\n\"files\": {{");
        for (index, (path, Entry { hash, size })) in self.files.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let (path, hash) = (json_string(path), json_string(hash));
            json += &format!("{comma}\n{path}: {{\"hash\": {hash}, \"size\": {size}}}");
        }
        json += "\n}\n}\n";
        json
    }

    /// The differences to `before`. `on_disk` says whether the published folder holds the file
    /// just as it is listed here, which the manifest alone cannot know.
    pub(super) fn changes_since(
        &self,
        before: &Manifest,
        on_disk: impl Fn(&str) -> bool,
    ) -> Changes {
        let mut changes = Changes::default();
        for (path, entry) in &self.files {
            match before.files.get(path) {
                None => changes.added.push(path.clone()),
                Some(old) if old != entry || !on_disk(path) => changes.changed.push(path.clone()),
                Some(_) => {}
            }
        }
        let gone = |path: &&String| !self.files.contains_key(*path);
        changes.removed = before.files.keys().filter(gone).cloned().collect();
        changes
    }
}

fn json_string(text: &str) -> String {
    serde_json::to_string(text).expect("a string is always valid JSON")
}
