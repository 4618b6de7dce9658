//! Links that stand in a paper's abstract: code hosts, project pages, arXiv and DOI addresses.
//!
//! An arXiv or DOI address in an abstract is mostly that of another paper, so it never becomes
//! the paper's own identifier. Addresses that lead neither to code nor to a project stay in the
//! text alone.

use crate::markup::address;
use crate::model::digest::{Prose, Record};
use crate::model::link::{Link, LinkKind};

/// Adds the links of the abstract to the record's own.
pub fn add_found(record: &mut Record) {
    let Some(text) = &record.abstract_text else {
        return;
    };
    let text = match text {
        Prose::Markdown(text) | Prose::Plain(text) => text,
    };
    if !text.contains("://") && !text.contains("www.") && !text.contains("github.com/") {
        return;
    }
    for url in address::find(text) {
        let kind = match LinkKind::of_address(&url) {
            Some(kind @ (LinkKind::Code | LinkKind::Project)) => kind,
            _ => continue,
        };
        if !record.links.iter().any(|known| is_same(&known.url, &url)) {
            record.links.push(Link { kind, url });
        }
    }
}

/// Whether two addresses differ in nothing that matters: scheme, a final slash, `.git`.
fn is_same(a: &str, b: &str) -> bool {
    fn core(url: &str) -> &str {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.strip_prefix("www.").unwrap_or(rest);
        let rest = rest.trim_end_matches('/');
        rest.strip_suffix(".git").unwrap_or(rest)
    }
    core(a).eq_ignore_ascii_case(core(b))
}
