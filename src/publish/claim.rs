//! The right to replace an output: what stands in its place, and what killed builds left beside
//! it.
//!
//! Beside an output `public` there can be, all hidden and all removed in time:
//!
//! - `.public.offprint.lock`, the lock;
//! - `.public.offprint-` and letters, a staging folder;
//! - `.public.offprint-previous`, the site itself, only where two folders cannot be exchanged
//!   and only for the moment between two renames.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::lock::Lock;
use super::manifest::Manifest;

/// An output that this process alone may replace, for as long as the value lives.
///
/// The fields are dropped in this order: the lock file goes before the folders it lies in.
#[derive(Debug)]
pub(super) struct Claim {
    pub output: PathBuf,
    /// The folder that the output lies in.
    pub parent: PathBuf,
    name: OsString,
    _lock: Lock,
    _new_parents: NewFolders,
}

/// The folder that is published now.
#[derive(Debug)]
pub(super) struct Published {
    pub manifest: Manifest,
    pub permissions: fs::Permissions,
}

impl Claim {
    /// Takes the lock of `output`, undoes what killed builds left beside it, and says what is
    /// published there, if anything.
    pub fn take(
        output: &Path,
        site_root: &Path,
    ) -> Result<(Claim, Option<Published>), PublishError> {
        refuse_site_folder(output, site_root)?;
        let (parent, name) = split(output)?;
        let new_parents = NewFolders::create(&parent)?;
        let output = parent.join(&name);
        let lock = Lock::take(parent.join(hidden_name(&name, ".lock")), &output)?;
        let claim = Claim {
            output,
            parent,
            name,
            _lock: lock,
            _new_parents: new_parents,
        };
        claim.restore_previous()?;
        let published = claim.inspect()?;
        claim.remove_leftovers();
        Ok((claim, published))
    }

    /// What the names of staging folders begin with.
    pub fn staging_prefix(&self) -> OsString {
        hidden_name(&self.name, "-")
    }

    /// Where the published site waits while it cannot be exchanged in one step.
    pub fn previous(&self) -> PathBuf {
        self.parent.join(hidden_name(&self.name, "-previous"))
    }

    /// A build that was killed between two renames left the output absent: puts it back.
    fn restore_previous(&self) -> Result<(), PublishError> {
        let previous = self.previous();
        if exists(&previous) && !exists(&self.output) {
            fs::rename(&previous, &self.output)
                .map_err(PublishError::io("move back the published site", &previous))?;
        }
        Ok(())
    }

    fn inspect(&self) -> Result<Option<Published>, PublishError> {
        let output = &self.output;
        let metadata = match fs::symlink_metadata(output) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(PublishError::io("read", output)(error)),
        };
        if !metadata.is_dir() {
            let found = if metadata.is_symlink() {
                "a symbolic link"
            } else {
                "a file"
            };
            return Err(PublishError::NotAFolder {
                path: output.clone(),
                found,
            });
        }
        if is_mount_point(&metadata, &self.parent) {
            return Err(PublishError::MountPoint {
                output: output.clone(),
            });
        }
        let manifest = match Manifest::read(output)? {
            Some(manifest) => manifest,
            None if holds_nothing(output)? => Manifest::default(),
            None => {
                return Err(PublishError::NotOurs {
                    folder: output.clone(),
                    why: "it holds files and has no manifest.json of Offprint".to_owned(),
                });
            }
        };
        Ok(Some(Published {
            manifest,
            permissions: metadata.permissions(),
        }))
    }

    /// Removes the staging folders of killed builds. With the lock held, none of them is in use.
    /// One that cannot be removed costs space and nothing else, so that is no reason to fail.
    fn remove_leftovers(&self) {
        let prefix = self.staging_prefix();
        let Ok(siblings) = fs::read_dir(&self.parent) else {
            return;
        };
        for sibling in siblings.flatten() {
            let name = sibling.file_name();
            let is_leftover = name
                .as_encoded_bytes()
                .strip_prefix(prefix.as_encoded_bytes())
                // Anything but letters and digits belongs to an output with a longer name.
                .is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_alphanumeric));
            if is_leftover && sibling.file_type().is_ok_and(|kind| kind.is_dir()) {
                let _ = fs::remove_dir_all(sibling.path());
            }
        }
    }
}

/// The folders that had to be made for an output to lie in, the outermost first. When dropped,
/// those that stayed empty are removed: nothing was published there.
#[derive(Debug)]
struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    fn create(folder: &Path) -> Result<NewFolders, PublishError> {
        let mut missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|path| !is_folder(path))
            .collect();
        missing.reverse();
        let mut made = NewFolders(Vec::new());
        for path in missing {
            match fs::create_dir(path) {
                Ok(()) => made.0.push(path.to_path_buf()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_folder(path) => {}
                Err(error) => return Err(PublishError::io("create the folder", path)(error)),
            }
        }
        Ok(made)
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for path in self.0.iter().rev() {
            let _ = fs::remove_dir(path);
        }
    }
}

/// The folder that `output` lies in, and its name there.
fn split(output: &Path) -> Result<(PathBuf, OsString), PublishError> {
    // Only a path such as `..` has no name of its own.
    let named = match output.file_name() {
        Some(_) => output.to_path_buf(),
        None => fs::canonicalize(output).map_err(PublishError::io("find the output", output))?,
    };
    match (named.parent(), named.file_name()) {
        (Some(parent), Some(name)) if parent.as_os_str().is_empty() => {
            Ok((PathBuf::from("."), name.to_owned()))
        }
        (Some(parent), Some(name)) => Ok((parent.to_path_buf(), name.to_owned())),
        _ => Err(PublishError::MountPoint {
            output: output.to_path_buf(),
        }),
    }
}

fn refuse_site_folder(output: &Path, site_root: &Path) -> Result<(), PublishError> {
    // An output that is not there yet holds nothing.
    let Ok(real_output) = fs::canonicalize(output) else {
        return Ok(());
    };
    let real_root = fs::canonicalize(site_root)
        .map_err(PublishError::io("find the folder of the site", site_root))?;
    if real_root.starts_with(&real_output) {
        return Err(PublishError::HoldsSite {
            output: output.to_path_buf(),
        });
    }
    Ok(())
}

/// Whether a folder is as good as empty. A repository in it does not count, so that the work tree
/// of a branch for pages can be the output; it is carried over like every file of others.
fn holds_nothing(folder: &Path) -> Result<bool, PublishError> {
    for entry in fs::read_dir(folder).map_err(PublishError::io("read", folder))? {
        let entry = entry.map_err(PublishError::io("read", folder))?;
        if entry.file_name() != ".git" {
            return Ok(false);
        }
    }
    Ok(true)
}

fn hidden_name(output: &OsString, suffix: &str) -> OsString {
    let mut name = OsString::from(".");
    name.push(output);
    name.push(".offprint");
    name.push(suffix);
    name
}

fn is_folder(path: &Path) -> bool {
    // The folder above a plain relative name is the working directory.
    path.as_os_str().is_empty() || path.is_dir()
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

#[cfg(unix)]
fn is_mount_point(metadata: &fs::Metadata, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(parent).is_ok_and(|parent| parent.dev() != metadata.dev())
}

#[cfg(not(unix))]
fn is_mount_point(_metadata: &fs::Metadata, _parent: &Path) -> bool {
    false
}
