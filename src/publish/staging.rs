//! The folder in which a site is put together before it replaces the published one.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::SystemTime;

use tempfile::TempDir;

use super::claim::{Claim, Published};
use super::error::PublishError;
use super::manifest::{Counts, Entry, Manifest};
use super::paths::{self, MANIFEST};
use super::{Comparison, Publication, foreign, guard, swap};

/// A site on its way into the output. Dropped before it is finished, it leaves no trace.
///
/// The fields are dropped in this order: the folder goes before the lock that protects it.
#[derive(Debug)]
pub struct Staging {
    folder: TempDir,
    /// Folders inside it that were made already, by their path.
    subfolders: RwLock<HashSet<String>>,
    written: Mutex<Vec<Written>>,
    published: Option<Published>,
    claim: Claim,
}

/// A whole site that is not published yet. Dropped, it leaves no trace.
#[derive(Debug)]
pub struct Finished {
    staging: Staging,
    publication: Publication,
    /// Whether the output holds just this already.
    is_published: bool,
}

/// One file of the new site.
#[derive(Debug)]
struct Written {
    path: String,
    entry: Entry,
    /// Whether it is the published file itself.
    kept: bool,
}

impl Staging {
    /// Begins a site that is to replace the folder `output`, which need not exist yet.
    ///
    /// # Errors
    ///
    /// Where `output` is no folder, was not made by Offprint, holds `site_root`, is being written
    /// by another build or cannot be written.
    pub fn begin(output: &Path, site_root: &Path) -> Result<Staging, PublishError> {
        let (claim, published) = Claim::take(output, site_root)?;
        let prefix = claim.staging_prefix();
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix);
        // Readable like any other folder: a temporary one is made for its owner alone.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let folder = builder
            .tempdir_in(&claim.parent)
            .map_err(PublishError::io("create a folder in", &claim.parent))?;
        Ok(Staging {
            folder,
            subfolders: RwLock::default(),
            written: Mutex::default(),
            published,
            claim,
        })
    }

    /// Adds one file; `path` is relative and has `/` between its parts. Many threads may write
    /// at once. A file that is published with the same bytes is linked, and so keeps its time.
    ///
    /// # Errors
    ///
    /// Where the path is not allowed or taken, the file is empty, or the disk refuses. A staging
    /// that refused a file is not the whole site, and is for dropping, not for finishing.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        paths::check(path)?;
        if bytes.is_empty() {
            return Err(PublishError::EmptyFile {
                path: path.to_owned(),
            });
        }
        if let Some(end) = path.rfind('/') {
            self.make_folder(&path[..end])?;
        }
        let entry = Entry::of(bytes);
        let before = self
            .published
            .as_ref()
            .and_then(|published| published.manifest.files.get(path));
        // The hash leaves out most comparisons; the bytes decide, for the file may have been
        // altered since the manifest was written.
        let kept = before == Some(&entry) && self.keep(path, bytes)?;
        if !kept {
            self.create(path, bytes, None)?;
        }
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.push(Written {
            path: path.to_owned(),
            entry,
            kept,
        });
        Ok(())
    }

    /// A file of the site that is published now, if it is as the build before wrote it.
    pub fn published(&self, path: &str) -> Option<Vec<u8>> {
        let entry = self.published.as_ref()?.manifest.files.get(path)?;
        let bytes = fs::read(self.claim.output.join(path)).ok()?;
        (Entry::of(&bytes) == *entry).then_some(bytes)
    }

    /// Ends the site: writes its manifest, compares it with the one before, and asks the guard.
    /// Nothing is published yet.
    ///
    /// # Errors
    ///
    /// Where two paths differ only in case, the guard refuses, or the disk refuses.
    pub fn finish(
        mut self,
        counts: Counts,
        comparison: Comparison<'_>,
    ) -> Result<Finished, PublishError> {
        let mut files = BTreeMap::new();
        let mut altered = HashSet::new();
        let written = self
            .written
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        for Written { path, entry, kept } in written.drain(..) {
            if !kept {
                altered.insert(path.clone());
            }
            files.insert(path, entry);
        }
        paths::check_case(files.keys().map(String::as_str).chain([MANIFEST]))?;

        let manifest = Manifest::new(counts, files);
        let changes = match (comparison.previous, &self.published) {
            (Some(previous), _) => manifest.changes_since(previous, |_| true),
            (None, Some(published)) => {
                manifest.changes_since(&published.manifest, |path| !altered.contains(path))
            }
            (None, None) => manifest.changes_since(&Manifest::default(), |_| true),
        };
        // A site that is not there yet says nothing of what may be lost.
        let before = comparison
            .previous
            .filter(|previous| !previous.files.is_empty())
            .or(self.published.as_ref().map(|published| &published.manifest));
        if let (Some(options), Some(before)) = (comparison.guard, before)
            && let Some(shrinkage) =
                guard::shrinkage(options, &before.counts, &manifest.counts, &changes)
        {
            return Err(PublishError::Guard(shrinkage));
        }

        let json = manifest.to_json();
        let publication = Publication {
            changes,
            files: manifest.files.len() + 1,
            bytes: manifest.files.values().map(|entry| entry.size).sum::<u64>() + json.len() as u64,
        };
        let same_manifest = self.keep(MANIFEST, json.as_bytes())?;
        if !same_manifest {
            self.create(MANIFEST, json.as_bytes(), None)?;
        }
        Ok(Finished {
            is_published: same_manifest && altered.is_empty(),
            staging: self,
            publication,
        })
    }

    /// Links the published file of this path, if it is a file of just these bytes.
    fn keep(&self, path: &str, bytes: &[u8]) -> Result<bool, PublishError> {
        if self.published.is_none() {
            return Ok(false);
        }
        let old = self.claim.output.join(path);
        let Some(modified) = time_if_same(&old, bytes) else {
            return Ok(false);
        };
        match fs::hard_link(&old, self.folder.path().join(path)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(taken(path)),
            // Some file systems have no links, or allow a file only so many.
            Err(_) => self.create(path, bytes, Some(modified))?,
        }
        Ok(true)
    }

    fn create(
        &self,
        path: &str,
        bytes: &[u8],
        modified: Option<SystemTime>,
    ) -> Result<(), PublishError> {
        let target = self.folder.path().join(path);
        // `create_new` finds two files of one path at no cost.
        let mut file: File = match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&target)
        {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(taken(path)),
            Err(error) => return Err(PublishError::io("create", &target)(error)),
        };
        file.write_all(bytes)
            .map_err(PublishError::io("write", &target))?;
        if let Some(modified) = modified {
            file.set_times(FileTimes::new().set_modified(modified))
                .map_err(PublishError::io("set the time of", &target))?;
        }
        Ok(())
    }

    /// Makes a folder and those above it, each once.
    fn make_folder(&self, folder: &str) -> Result<(), PublishError> {
        let known = self
            .subfolders
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if known.contains(folder) {
            return Ok(());
        }
        drop(known);
        // Held while the folders are made, so that nobody finds one listed that is not there.
        let mut known = self
            .subfolders
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        for part in paths::folders_of(folder).chain([folder]) {
            if known.contains(part) {
                continue;
            }
            let target = self.folder.path().join(part);
            match fs::create_dir(&target) {
                Ok(()) => known.insert(part.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(taken(part));
                }
                Err(error) => return Err(PublishError::io("create the folder", &target)(error)),
            };
        }
        Ok(())
    }
}

impl Finished {
    /// What the site is, and how it differs from the one before.
    pub fn publication(&self) -> &Publication {
        &self.publication
    }

    /// The folder as it will be published, with the files of others.
    ///
    /// # Errors
    ///
    /// Where a file of others is in the way, or the disk refuses.
    pub fn folder(&self) -> Result<&Path, PublishError> {
        let staged = self.staging.folder.path();
        if let Some(published) = &self.staging.published {
            foreign::carry_over(&self.staging.claim.output, staged, &published.manifest)?;
        }
        Ok(staged)
    }

    /// Puts the site into its place, in one step. Where nothing differs from what is published, the
    /// output is not touched at all.
    ///
    /// # Errors
    ///
    /// Where a file of others is in the way, or the disk refuses. The output is then as it was.
    pub fn publish(self) -> Result<(), PublishError> {
        if self.is_published {
            return Ok(());
        }
        self.folder()?;
        let Staging {
            folder,
            published,
            claim,
            ..
        } = self.staging;
        if let Some(published) = &published {
            fs::set_permissions(folder.path(), published.permissions.clone())
                .map_err(PublishError::io("set the permissions of", folder.path()))?;
        }
        let replaces = published.is_some();
        swap::publish(folder, &claim.output, replaces, &claim.previous())
    }
}

fn taken(path: &str) -> PublishError {
    PublishError::PathTaken {
        path: path.to_owned(),
    }
}

/// The modification time of a regular file that holds just these bytes. One that cannot be read
/// is held to be different: it is written anew.
fn time_if_same(path: &Path, bytes: &[u8]) -> Option<SystemTime> {
    let metadata = fs::symlink_metadata(path).ok()?;
    let same_size = metadata.is_file() && metadata.len() == bytes.len() as u64;
    if same_size && fs::read(path).ok()? == bytes {
        metadata.modified().ok()
    } else {
        None
    }
}
