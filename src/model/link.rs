//! Links of a paper to other places, by what they lead to.

use serde::{Deserialize, Serialize};

/// What a link of a paper leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// A repository, model or data set on a host of code.
    Code,
    /// The project's own page.
    Project,
    /// Another page about the paper: where it was published, or found.
    Page,
    /// The paper as a PDF.
    Pdf,
}

impl LinkKind {
    /// What an address leads to, judged by its host alone; `None` for arXiv and DOI addresses,
    /// which are identifiers and no links.
    pub fn of_address(url: &str) -> Option<Self> {
        let rest = url.split_once("://").map_or(url, |(_scheme, rest)| rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.to_ascii_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        // The front page of a host of code is nobody's code.
        let is_front_page = path.trim_matches('/').is_empty();
        match host {
            "arxiv.org" | "export.arxiv.org" | "doi.org" | "dx.doi.org" => None,
            "github.com"
            | "gitlab.com"
            | "bitbucket.org"
            | "codeberg.org"
            | "gitee.com"
            | "gist.github.com"
            | "anonymous.4open.science"
            | "sourceforge.net"
            | "zenodo.org"
            | "huggingface.co"
                if !is_front_page && !path.starts_with("papers/") =>
            {
                Some(Self::Code)
            }
            _ if path.to_ascii_lowercase().ends_with(".pdf") => Some(Self::Pdf),
            _ if PROJECT_HOSTS.iter().any(|end| host.ends_with(end)) => Some(Self::Project),
            "sites.google.com" => Some(Self::Project),
            _ => Some(Self::Page),
        }
    }
}

/// Ends of the names of hosts on which people put the pages of their projects.
const PROJECT_HOSTS: &[&str] = &[
    ".github.io",
    ".gitlab.io",
    ".netlify.app",
    ".pages.dev",
    ".vercel.app",
];

/// An address with what it leads to. The scheme is `http` or `https`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    pub kind: LinkKind,
    pub url: String,
}

impl Link {
    /// Whether two links lead to one place: their addresses differ in nothing but scheme, `www.`, a
    /// final slash, `.git` and case.
    pub fn is_same(&self, other: &Self) -> bool {
        core(&self.url).eq_ignore_ascii_case(core(&other.url))
    }
}

fn core(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.trim_end_matches('/');
    rest.strip_suffix(".git").unwrap_or(rest)
}
