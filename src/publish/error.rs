//! Why a site was not published. Every message says what is wrong, where, and how to mend it.

use std::io;
use std::path::{Path, PathBuf};

use super::guard::Shrinkage;
use super::paths::PathFault;

/// Why a site was not published. The output folder is as it was before the build, unless
/// [`PublishError::Interrupted`] says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The output holds files, and nothing shows that Offprint wrote them.
    #[error(
        "`{}` is not a folder that Offprint made: {why}. Nothing in it was touched; \
         choose a new or empty folder as `output`, or empty this one if nothing in it is needed",
        folder.display()
    )]
    NotOurs { folder: PathBuf, why: String },

    /// There is something other than a folder in the output's place.
    #[error(
        "the output `{}` is {found}, not a folder; remove it or choose another `output`",
        path.display()
    )]
    NotAFolder { path: PathBuf, found: &'static str },

    /// Publishing would replace the folder that holds the site's own sources.
    #[error(
        "the output `{}` is the folder of the site itself or holds it, and would be replaced \
         as a whole; choose a folder of its own as `output`, such as `public`",
        output.display()
    )]
    HoldsSite { output: PathBuf },

    /// The output is a mount point, which can be neither renamed nor exchanged.
    #[error(
        "the output `{}` is a mount point and cannot be replaced in one step; \
         choose a folder inside it as `output`",
        output.display()
    )]
    MountPoint { output: PathBuf },

    /// Another process holds the lock of this output.
    #[error(
        "another build is writing `{}` at this moment; wait until it has ended, then build again",
        output.display()
    )]
    Locked { output: PathBuf },

    /// A path that not every host and file system can hold, or that leaves the output.
    #[error("the path `{}` cannot be published: {fault}", path.escape_debug())]
    Path { path: String, fault: PathFault },

    /// A file without content; some hosts drop these without a word.
    #[error("the file `{path}` is empty; give it content or leave it out")]
    EmptyFile { path: String },

    /// Two files of one build have the same path, or one has the path of another's folder.
    #[error("two files of the site claim the path `{path}`; rename one of them")]
    PathTaken { path: String },

    /// Two paths that a file system which ignores case holds to be one.
    #[error(
        "the paths `{first}` and `{second}` differ only in case, and many file systems and hosts \
         hold them to be one; rename one of them"
    )]
    CaseCollision { first: String, second: String },

    /// The site has a file where somebody else put one.
    #[error(
        "`{}` was not written by Offprint, and the site now has a file of that path; \
         move it out of the output, into `static/` if the site is to have it",
        path.display()
    )]
    ForeignInTheWay { path: PathBuf },

    /// The site lost more of its content than is allowed.
    #[error("{0}")]
    Guard(Shrinkage),

    /// The exchange broke off half-way and could not be undone.
    #[error(
        "the published site was moved to `{}` and could not be moved back to `{}` ({source}); \
         rename it by hand, or build again, which does so first",
        aside.display(), output.display()
    )]
    Interrupted {
        output: PathBuf,
        aside: PathBuf,
        source: io::Error,
    },

    /// The file system refused.
    #[error(
        "cannot {action} `{}`: {source}; check the permissions and the free space there",
        path.display()
    )]
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

impl PublishError {
    /// For `map_err`: what was being done, and to what.
    pub(super) fn io<'a>(
        action: &'static str,
        path: &'a Path,
    ) -> impl FnOnce(io::Error) -> PublishError + 'a {
        move |source| PublishError::Io {
            action,
            path: path.to_path_buf(),
            source,
        }
    }
}
