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
    /// What of that was the search index; none where the site has none.
    pub search: Option<SearchAccount>,
}

/// What the search index took, which is made while the pages are.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SearchAccount {
    pub papers: usize,
    /// Parts that the index is in.
    pub bundles: usize,
    /// Those taken over from the last build.
    pub kept: usize,
    /// Wall-clock time from its beginning to its end, in seconds.
    pub seconds: f64,
    /// What the largest need of the process for memory grew by meanwhile, in bytes, where the system
    /// tells.
    pub memory: Option<u64>,
}
