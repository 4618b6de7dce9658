//! Links that stand in a paper's abstract: code hosts, project pages, arXiv and DOI addresses.
//!
//! An arXiv or DOI address in an abstract is mostly that of another paper, so it never becomes
//! the paper's own identifier. Addresses that lead neither to code nor to a project stay in the
//! text alone. So does an address without a scheme, unless it is that of a repository on a known
//! host: `github.com/owner/name` can be nothing else.

use crate::markup::address;
use crate::model::digest::Record;
use crate::model::link::{Link, LinkKind};

/// Adds the links of the abstract to the record's own.
pub fn add_found(record: &mut Record) {
    let Some(text) = &record.abstract_text else {
        return;
    };
    let text = text.source();
    let mut urls = if text.contains("://") {
        address::find(text)
    } else {
        Vec::new()
    };
    urls.extend(repositories(text));
    for url in urls {
        let kind = match LinkKind::of_address(&url) {
            Some(kind @ (LinkKind::Code | LinkKind::Project)) => kind,
            _ => continue,
        };
        record.add_link(Link { kind, url });
    }
}

/// Hosts whose addresses are known without a scheme.
const REPOSITORY_HOSTS: &[&str] = &["github.com/", "gitlab.com/", "huggingface.co/"];

/// The addresses of repositories that stand in the text without a scheme, with one.
fn repositories(text: &str) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for host in REPOSITORY_HOSTS {
        for (at, _) in text.match_indices(host) {
            let before = text[..at].strip_suffix("www.").unwrap_or(&text[..at]);
            let is_apart = before.chars().next_back().is_none_or(|c| {
                c.is_whitespace() || matches!(c, '(' | '[' | '{' | '~' | '<' | '"')
            });
            if !is_apart {
                continue;
            }
            let end = text[at..]
                .find(char::is_whitespace)
                .map_or(text.len(), |length| at + length);
            let address = address::find(&format!("https://{}", &text[at..end]));
            found.extend(address.into_iter().take(1).filter_map(|url| {
                let path = url.strip_prefix("https://")?.strip_prefix(host)?;
                let (owner, name) = path.split_once('/')?;
                (!owner.is_empty() && !name.is_empty()).then_some((at, url))
            }));
        }
    }
    found.sort();
    found.into_iter().map(|(_, url)| url).collect()
}
