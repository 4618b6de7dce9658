//! Addresses in files that are no pages: `url()` in style sheets, and the site's own absolute addresses
//! in feeds, sitemaps and lists.

use super::findings::Findings;
use super::links::{Links, Target};
use super::tree::Tree;
use std::io;
use std::path::Path;

/// Files in which absolute addresses of the site are looked for, by what their names end in.
const LISTS: [&str; 6] = [".xml", ".json", ".opml", ".txt", ".webmanifest", ".md"];

/// The folder of the search index, whose words are not addresses.
const SEARCH: &str = "pagefind/";

/// Reports addresses that lead to nothing; gives how many lead into the site.
pub(super) fn check(
    folder: &Path,
    tree: &Tree,
    links: &Links<'_>,
    findings: &mut Findings,
) -> io::Result<usize> {
    let mut count = 0;
    for name in tree.files.keys() {
        let is_list = LISTS.iter().any(|end| name.ends_with(end));
        if name.starts_with(SEARCH) || !(is_list || name.ends_with(".css")) {
            continue;
        }
        let bytes = std::fs::read(folder.join(name))?;
        let text = String::from_utf8_lossy(&bytes);
        let addresses = match is_list {
            true => links.own(&text),
            false => in_style_sheet(&text),
        };
        for address in addresses {
            if let Target::Inside { path, fragment } = links.target(name, address) {
                count += 1;
                if let Some(fault) = links.fault(address, &path, &fragment) {
                    findings.add(name, fault);
                }
            }
        }
    }
    Ok(count)
}

/// What stands in `url(…)`.
fn in_style_sheet(text: &str) -> Vec<&str> {
    let inside = text.split("url(").skip(1);
    inside
        .filter_map(|rest| rest.split_once(')'))
        .map(|(address, _)| address.trim().trim_matches(['"', '\'']))
        .filter(|address| !address.is_empty())
        .collect()
}
