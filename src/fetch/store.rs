//! The files in `content/` that were fetched from one source.

use super::FetchedFile;
use super::digest_file::{self, Origin};
use super::known::Known;
use super::source::Source;
use crate::files;
use crate::model::date::{self, Date};
use crate::model::digest::Mention;
use crate::readers;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The folder of digests.
const FOLDER: &str = "content";

/// Why a file could not be kept.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} {path}: {source}; check the permissions and the free space there")]
pub struct StoreError {
    action: &'static str,
    path: String,
    source: io::Error,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is new.
    New,
    /// The source says more or other than before.
    Updated,
    /// The source says what it said before.
    Same,
    /// Somebody edited it, so it was left alone.
    Edited,
    /// The source has less than half of what it had before, which is no news but a fault, so it was
    /// left alone.
    Fuller,
}

/// The fetched files of a source.
#[derive(Debug)]
pub(super) struct Store {
    root: PathBuf,
    source: Source,
    files: BTreeMap<Date, Existing>,
}

/// A file that is there.
#[derive(Debug)]
struct Existing {
    /// Relative to the site's root, with `/`.
    name: String,
    text: String,
    is_untouched: bool,
    papers: usize,
}

impl Store {
    /// Finds the files of `source` in the site at `root`: those whose names end in the name of the
    /// source, wherever in `content/` somebody put them.
    pub fn open(root: &Path, source: &Source) -> Result<Self, StoreError> {
        let end = format!("-{}.json", source.slug());
        let (found, _) = files::walk(root, FOLDER);
        let mut existing = BTreeMap::new();
        for file in found.into_iter().filter(|file| file.name.ends_with(&end)) {
            let bytes = fs::read(&file.path).map_err(|source| StoreError {
                action: "read",
                path: file.name.clone(),
                source,
            })?;
            // What is not UTF-8 was not written here.
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let Origin {
                date,
                source: told,
                is_untouched,
                papers,
            } = digest_file::origin(&text);
            let Some(date) = date.or_else(|| date::in_path(&file.name)) else {
                continue;
            };
            if told.is_some_and(|told| told != source.to_string()) {
                // Its name only ends alike.
                continue;
            }
            let entry = Existing {
                name: file.name,
                text,
                is_untouched,
                papers,
            };
            existing.insert(date, entry);
        }
        Ok(Self {
            root: root.to_owned(),
            source: source.clone(),
            files: existing,
        })
    }

    /// The first day of which there is a file.
    pub fn first(&self) -> Option<Date> {
        self.files.keys().next().copied()
    }

    /// Whether there is a file of a day.
    pub fn has(&self, day: Date) -> bool {
        self.files.contains_key(&day)
    }

    /// The last day of which there is a file.
    pub fn newest(&self) -> Option<Date> {
        self.files.keys().next_back().copied()
    }

    /// The papers in all files.
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        for file in self.files.values() {
            known.extend(&file.mentions());
        }
        known
    }

    /// The papers of a day that were fetched before.
    pub fn mentions(&self, day: Date) -> Vec<Mention> {
        let file = self.files.get(&day);
        file.map(Existing::mentions).unwrap_or_default()
    }

    /// Keeps the papers of a day. The file is there as a whole or as it was.
    pub fn put(&self, date: Date, mentions: &[Mention]) -> Result<FetchedFile, StoreError> {
        let text = digest_file::write(date, &self.source.to_string(), mentions);
        let (name, kept) = match self.files.get(&date) {
            Some(file) if !file.is_untouched => (file.name.clone(), Kept::Edited),
            Some(file) if file.text == text => (file.name.clone(), Kept::Same),
            Some(file) if mentions.len() * 2 < file.papers => (file.name.clone(), Kept::Fuller),
            Some(file) => (file.name.clone(), Kept::Updated),
            None => (
                format!("{FOLDER}/{date}-{}.json", self.source.slug()),
                Kept::New,
            ),
        };
        let before = self.files.get(&date).map(|file| file.text.as_str());
        let mut kept = kept;
        if matches!(kept, Kept::New | Kept::Updated) {
            let is_written = self.write(&name, &text, before);
            let is_written = is_written.map_err(|source| StoreError {
                action: "write",
                path: name.clone(),
                source,
            })?;
            if !is_written {
                kept = Kept::Edited;
            }
        }
        Ok(FetchedFile {
            date,
            path: name,
            papers: mentions.len(),
            kept,
        })
    }

    /// Writes a file beside its place, makes sure that it is on the disk, and renames it. Says whether
    /// it did: where something else is in the place than `before`, somebody else put it there.
    fn write(&self, name: &str, text: &str, before: Option<&str>) -> io::Result<bool> {
        let path = self.root.join(name);
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        // A name that a build leaves out, should it be left behind.
        builder.prefix(".offprint-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        let Some(before) = before else {
            return match file.persist_noclobber(&path) {
                Ok(_) => Ok(true),
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
                Err(error) => Err(error.error),
            };
        };
        if fs::read(&path)? != before.as_bytes() {
            return Ok(false);
        }
        file.persist(&path)?;
        Ok(true)
    }
}

impl Existing {
    fn mentions(&self) -> Vec<Mention> {
        let source = readers::source::Source::new(&self.name, &self.text);
        let reading = readers::recognise(&source)
            .map(|format| format.read(&source, readers::Options::default()));
        let digests = reading.unwrap_or_default().digests.into_iter();
        digests.flat_map(|digest| digest.mentions).collect()
    }
}
