//! What hosts of static files take.
//!
//! Sources: docs.github.com, "GitHub Pages limits"; docs.gitlab.com, "GitLab.com settings";
//! developers.cloudflare.com/pages/platform/limits; answers.netlify.com/t/118172 (by Netlify's staff).

use serde::Deserialize;
use std::fmt;

/// Where a site is published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Host {
    #[default]
    Github,
    Gitlab,
    Cloudflare,
    Netlify,
    /// A host without limits of its own.
    Other,
}

/// What a host takes; none where it sets no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Limits {
    /// Bytes of all files together.
    pub site: Option<u64>,
    /// Bytes of a file.
    pub file: Option<u64>,
    pub files: Option<usize>,
    /// Files in one folder.
    pub files_in_folder: Option<usize>,
}

const GIB: u64 = 1024 * 1024 * 1024;

impl Host {
    pub(super) fn limits(self) -> Limits {
        let none = Limits::default();
        match self {
            Self::Github | Self::Gitlab => Limits {
                site: Some(GIB),
                ..none
            },
            Self::Cloudflare => Limits {
                file: Some(25 * 1024 * 1024),
                files: Some(20_000),
                ..none
            },
            Self::Netlify => Limits {
                files_in_folder: Some(54_000),
                ..none
            },
            Self::Other => none,
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Github => "GitHub Pages",
            Self::Gitlab => "GitLab Pages",
            Self::Cloudflare => "Cloudflare Pages",
            Self::Netlify => "Netlify",
            Self::Other => "the host",
        })
    }
}
