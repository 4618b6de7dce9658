//! Holds a site to the limits of its host.

use super::findings::{Fault, Findings};
use super::host::Host;
use super::tree::Tree;
use std::collections::BTreeMap;

/// From what share of a limit on there is a warning.
const NEAR: f64 = 0.8;

const FEWER: &str =
    "leave out what many pages need one of (cards.papers, authors.enabled), or choose another host";

/// Reports every limit that the site exceeds or comes near to.
pub(super) fn check(tree: &Tree, host: Host, findings: &mut Findings) {
    let limits = host.limits();
    let mut hold = |file: &str, what: &str, value: u64, limit: Option<u64>, unit: &str| {
        let Some(limit) = limit else { return };
        let told = || format!("{what} {value}{unit}; {host} takes {limit}{unit} at most");
        if value > limit {
            findings.add(file, Fault::error(told(), FEWER));
        } else if value as f64 > limit as f64 * NEAR {
            findings.add(file, Fault::warning(told(), FEWER));
        }
    };
    hold(
        "",
        "the site has",
        tree.files.values().sum(),
        limits.site,
        " bytes",
    );
    let files = limits.files.map(|limit| limit as u64);
    hold("", "the site has", tree.files.len() as u64, files, " files");
    for (name, size) in &tree.files {
        hold(name, "this file has", *size, limits.file, " bytes");
    }
    let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
    for name in tree.files.keys() {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        *folders.entry(folder).or_default() += 1;
    }
    let in_folder = limits.files_in_folder.map(|limit| limit as u64);
    for (folder, count) in folders {
        let what = format!("the folder `{folder}/` has");
        hold("", &what, count, in_folder, " files");
    }
    if host == Host::Cloudflare && !tree.has("404.html") {
        findings.add(
            "",
            Fault::error(
                "there is no 404.html, so Cloudflare Pages answers every missing address with the front page".to_owned(),
                "let the theme make a 404.html",
            ),
        );
    }
}
