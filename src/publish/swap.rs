//! The one step that puts the new folder in the place of the old.
//!
//! Where the system can exchange two folders, there is no moment without a whole site. Elsewhere
//! the old folder is renamed aside and the new one renamed in; a build killed between the two
//! leaves the old one aside, and the next build begins by putting it back.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::error::PublishError;

/// Makes `staged` the folder `output`; `replaces` says whether there is one now. `aside` is
/// a free path on the same file system.
///
/// Once the new folder is in its place the site is published: if the old one cannot be removed
/// then, that is no error, and the next build tries again.
pub(super) fn publish(
    staged: TempDir,
    output: &Path,
    replaces: bool,
    aside: &Path,
) -> Result<(), PublishError> {
    if !replaces {
        fs::rename(staged.path(), output)
            .map_err(PublishError::io("move the new site to", output))?;
        let _ = staged.keep();
        return Ok(());
    }
    match exchange(staged.path(), output) {
        // The temporary folder is now the old site.
        Ok(()) => {
            let _ = staged.close();
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            replace_in_two_steps(staged, output, aside)
        }
        Err(error) => Err(PublishError::io("replace", output)(error)),
    }
}

fn replace_in_two_steps(staged: TempDir, output: &Path, aside: &Path) -> Result<(), PublishError> {
    fs::rename(output, aside).map_err(PublishError::io("move the published site from", output))?;
    if let Err(error) = fs::rename(staged.path(), output) {
        return Err(match fs::rename(aside, output) {
            Ok(()) => PublishError::io("move the new site to", output)(error),
            Err(source) => PublishError::Interrupted {
                output: output.to_path_buf(),
                aside: aside.to_path_buf(),
                source,
            },
        });
    }
    let _ = staged.keep();
    let _ = fs::remove_dir_all(aside);
    Ok(())
}

/// Exchanges two folders in one step, or fails as [`io::ErrorKind::Unsupported`] where this
/// system or file system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(io::ErrorKind::Unsupported.into()),
        result => Ok(result?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An output with the file `name`, a staged folder with the file `new`, and a path aside.
    fn scene() -> (TempDir, TempDir, std::path::PathBuf, std::path::PathBuf) {
        let home = tempfile::tempdir().expect("a temporary folder");
        let output = home.path().join("public");
        fs::create_dir(&output).expect("an output");
        fs::write(output.join("old"), "old").expect("an old file");
        let staged = tempfile::tempdir_in(home.path()).expect("a staging folder");
        fs::write(staged.path().join("new"), "new").expect("a new file");
        let aside = home.path().join("aside");
        (home, staged, output, aside)
    }

    #[test]
    fn two_steps_replace_the_folder_and_leave_nothing_beside_it() {
        let (home, staged, output, aside) = scene();
        replace_in_two_steps(staged, &output, &aside).expect("a swap");
        assert!(output.join("new").exists() && !output.join("old").exists());
        assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn two_steps_are_undone_when_the_second_fails() {
        let (_home, staged, output, aside) = scene();
        fs::remove_dir_all(staged.path()).expect("the staging folder is lost");
        let error = replace_in_two_steps(staged, &output, &aside).expect_err("nothing to move in");
        assert!(matches!(error, PublishError::Io { .. }), "{error}");
        assert_eq!(fs::read(output.join("old")).expect("the old file"), b"old");
        assert!(!aside.exists());
    }
}
