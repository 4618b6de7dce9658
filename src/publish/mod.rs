//! Output files in, a finished folder out.
//!
//! 1. [`Staging::begin`](staging::Staging::begin) makes sure that the output is a folder that
//!    Offprint may replace, takes its lock and makes a hidden folder beside it;
//! 2. [`Staging::write`](staging::Staging::write) puts one file there, from any thread; a file
//!    that is published already is linked, not written again;
//! 3. [`Staging::finish`](staging::Staging::finish) writes `manifest.json`, compares it with the
//!    one before and asks the shrink guard;
//! 4. [`Finished::publish`](staging::Finished::publish) brings over what others put into the
//!    output and swaps the two folders in one step.
//!
//! Until that last step the published folder is only read, so a build that fails or is killed
//! leaves it as it was. What this does not promise is that a power failure in the seconds after a
//! build keeps the new files: they are not forced to the disk one by one, which would make
//! a build many times slower.
//!
//! Where each part lives: `claim` the checks of the output, `lock` its lock, `staging` the folder being built,
//! `paths` which paths are allowed, `manifest` the list of files and its differences,
//! `guard` the refusal to publish a site that shrank, `foreign` files of others, `swap`
//! the exchange; `server` shows a site that is being written, on this machine. No file is rendered
//! here, and nothing is printed.

mod claim;
mod error;
mod foreign;
mod guard;
mod lock;
mod manifest;
mod paths;
pub mod server;
pub mod staging;
mod swap;

pub use error::PublishError;
pub use guard::{Options, Shrinkage};
pub use manifest::{Changes, Counts, Manifest};
pub use paths::PathFault;

/// What a finished build left in the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The differences to the manifest of the build before.
    pub changes: Changes,
    /// Files that belong to the site, with `manifest.json` and without the files of others.
    pub files: usize,
    /// The size of these files together, in bytes.
    pub bytes: u64,
}

/// What a new site is compared with, and how.
#[derive(Debug, Clone, Copy, Default)]
pub struct Comparison<'a> {
    /// How much the site may shrink; none where it may as it likes.
    pub guard: Option<Options>,
    /// The site before, where it is not the one in the output.
    pub previous: Option<&'a Manifest>,
}
