//! The account of a build: what became of every record that was read.

use serde::Serialize;

/// Counts that the last line of a build prints. `records = papers + merged + skipped` always.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Account {
    /// Files of `content/` that were read, declarations and standing pages included.
    pub files: usize,
    /// Records found in digests, good and bad.
    pub records: usize,
    /// Papers with a page.
    pub papers: usize,
    /// Records that became a further mention of a paper already counted.
    pub merged: usize,
    /// Records left out, each with a diagnostic that says why.
    pub skipped: usize,
    pub topics: usize,
    /// HTML pages, redirects included.
    pub pages: usize,
    /// Size of all files of the site, in bytes.
    pub bytes: u64,
    /// Wall-clock time of the build, in seconds.
    pub seconds: f64,
}
