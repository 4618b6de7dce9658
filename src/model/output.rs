//! A file of the finished site, before it is written.

/// A path and bytes. It borrows both, so that one buffer a thread serves every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutputFile<'a> {
    /// Path from the root of the site, with `/`.
    pub path: &'a str,
    pub bytes: &'a [u8],
}
