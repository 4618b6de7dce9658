//! The lock that keeps two builds from writing one output at the same time.
//!
//! It is a lock of the operating system on a file beside the output. The system lets go of it when
//! its process ends, however it ends, so a killed build locks nobody out.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::error::PublishError;

/// How often the lock is tried for when each time its file turns out to be removed already.
const ATTEMPTS: usize = 100;

/// An exclusive lock on a file, which is removed with it.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Locks `path`, a file beside `output`, or fails as [`PublishError::Locked`] at once.
    pub fn take(path: PathBuf, output: &Path) -> Result<Lock, PublishError> {
        for _ in 0..ATTEMPTS {
            let file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(PublishError::io("create the lock file", &path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => {
                    return Err(PublishError::io("lock", &path)(error));
                }
            }
            // Between the two calls the holder before may have removed the file; a lock on
            // a file without a name keeps nobody away.
            if is_file_at(&file, &path) {
                return Ok(Lock { file, path });
            }
        }
        Err(PublishError::Locked {
            output: output.to_path_buf(),
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked. Where it cannot be told whether a file lost its name,
        // the file must stay.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_file_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => open.dev() == named.dev() && open.ino() == named.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_file_at(_file: &File, _path: &Path) -> bool {
    true
}
