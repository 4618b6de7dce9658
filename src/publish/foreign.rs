//! Files in the output that Offprint did not write, such as `CNAME` or `.git`: they are brought
//! over into the new folder.
//!
//! A file is foreign if the manifest of the published site does not list it. A folder is foreign
//! if no listed file lies in it; it is brought over even if empty, because a repository needs
//! its empty folders.

use std::collections::HashSet;
use std::fs::{self, File, FileTimes};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::PublishError;
use super::manifest::Manifest;
use super::paths::{self, MANIFEST};

/// Brings all that is foreign in the folder `published` over into the folder `staged`, and leaves
/// `published` as it is.
///
/// # Errors
///
/// Where the new site has something else of the same path, or the disk refuses.
pub(super) fn carry_over(
    published: &Path,
    staged: &Path,
    manifest: &Manifest,
) -> Result<(), PublishError> {
    let own_folders: HashSet<&str> = manifest
        .files
        .keys()
        .flat_map(|path| paths::folders_of(path))
        .collect();
    // Set when their content is there: a folder may be one that cannot be written.
    let mut permissions = Vec::new();

    for entry in WalkDir::new(published).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable(published, error))?;
        let relative = entry.path().strip_prefix(published).unwrap_or(entry.path());
        let name = portable(relative);
        let target = staged.join(relative);
        if entry.file_type().is_dir() {
            if name
                .as_deref()
                .is_some_and(|name| own_folders.contains(name))
            {
                continue;
            }
            make_folder(&target, &entry)?;
            permissions.push((target, entry));
        } else {
            let is_own = |name: &str| name == MANIFEST || manifest.files.contains_key(name);
            if !name.as_deref().is_some_and(is_own) {
                carry_file(&entry, &target)?;
            }
        }
    }

    for (target, entry) in permissions.into_iter().rev() {
        let metadata = entry
            .metadata()
            .map_err(|error| unreadable(published, error))?;
        fs::set_permissions(&target, metadata.permissions())
            .map_err(PublishError::io("set the permissions of", &target))?;
    }
    Ok(())
}

fn carry_file(entry: &DirEntry, target: &Path) -> Result<(), PublishError> {
    let source = entry.path();
    if let Ok(new) = fs::symlink_metadata(target) {
        // The site now has the very file that somebody had put there: no loss.
        let both_files = new.is_file() && entry.file_type().is_file();
        let read = |path: &Path| fs::read(path).map_err(PublishError::io("read", path));
        if both_files && read(source)? == read(target)? {
            return Ok(());
        }
        return Err(in_the_way(source));
    }
    // The folder may be one of the site's own that the new site no longer has.
    if let Some(folder) = target.parent() {
        make_folder(folder, entry)?;
    }
    if entry.file_type().is_symlink() {
        return recreate_link(source, target);
    }
    if fs::hard_link(source, target).is_ok() {
        return Ok(());
    }
    if entry.file_type().is_file() {
        copy(source, target).map_err(PublishError::io("copy", source))
    } else {
        // To open a pipe or a device could wait for ever.
        Err(PublishError::Io {
            action: "bring over",
            path: source.to_path_buf(),
            source: io::Error::other("it is a pipe, socket or device"),
        })
    }
}

fn make_folder(folder: &Path, entry: &DirEntry) -> Result<(), PublishError> {
    match fs::create_dir_all(folder) {
        Ok(()) => Ok(()),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory
            ) =>
        {
            Err(in_the_way(entry.path()))
        }
        Err(error) => Err(PublishError::io("create the folder", folder)(error)),
    }
}

/// For file systems without links: the content, the permissions and the time.
fn copy(source: &Path, target: &Path) -> io::Result<()> {
    let modified = fs::metadata(source)?.modified()?;
    fs::copy(source, target)?;
    let times = FileTimes::new().set_modified(modified);
    // Windows sets times only through a handle for writing; elsewhere the file may be read-only.
    let file = File::options()
        .read(true)
        .write(cfg!(windows))
        .open(target)?;
    file.set_times(times)
}

fn recreate_link(source: &Path, target: &Path) -> Result<(), PublishError> {
    let aim = fs::read_link(source).map_err(PublishError::io("read", source))?;
    #[cfg(unix)]
    let made = std::os::unix::fs::symlink(&aim, target);
    #[cfg(windows)]
    let made = if source.is_dir() {
        std::os::windows::fs::symlink_dir(&aim, target)
    } else {
        std::os::windows::fs::symlink_file(&aim, target)
    };
    made.map_err(PublishError::io("bring over", source))
}

/// A path as the manifest writes it; none for one that no file of the site can have.
fn portable(relative: &Path) -> Option<String> {
    let names: Option<Vec<&str>> = relative
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    names.map(|names| names.join("/"))
}

fn in_the_way(source: &Path) -> PublishError {
    PublishError::ForeignInTheWay {
        path: source.to_path_buf(),
    }
}

fn unreadable(folder: &Path, error: walkdir::Error) -> PublishError {
    PublishError::Io {
        action: "read",
        path: error
            .path()
            .map_or_else(|| folder.to_path_buf(), PathBuf::from),
        source: error.into(),
    }
}
