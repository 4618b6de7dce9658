//! Checking: a finished site in, diagnostics out.
//!
//! 1. `tree` lists the files of the folder, and what no host should be given: symbolic links, names
//!    that differ in case alone;
//! 2. `limits` holds it to what the chosen [`host`] takes;
//! 3. `page` reads each page: its ids, its addresses, what lacks an alternative;
//! 4. `links` finds what each address leads to; `mentions` those in style sheets, feeds and lists;
//! 5. `budget` weighs what a reader has to load;
//! 6. [`content`] looks at the library behind the site;
//! 7. [`outside`] asks other hosts, where that is wanted.
//!
//! A fault that many pages share is told once. Left out: how HTML looks, and whether it is valid
//! in every detail; browsers and validators judge that.

mod budget;
pub mod content;
mod findings;
pub mod host;
mod limits;
mod links;
mod mentions;
pub mod outside;
mod page;
mod tree;

use crate::diagnostic::Diagnostic;
use findings::Findings;
use host::Host;
use links::Links;
use page::PageFacts;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use tree::Tree;

/// The `[check]` table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Where the site is published.
    pub host: Host,
    /// Largest size of a page's HTML, in kilobytes as it is sent (compressed).
    pub page_kb: u64,
    /// Largest size of the style sheets of a page, likewise.
    pub style_kb: u64,
    /// Largest size of the scripts of a page, likewise.
    pub script_kb: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: Host::default(),
            page_kb: 100,
            style_kb: 20,
            script_kb: 20,
        }
    }
}

/// What a check found.
#[derive(Debug)]
pub struct Report {
    /// The file of each is a path in the finished site.
    pub diagnostics: Vec<Diagnostic>,
    pub counts: Counts,
    /// Addresses of other hosts, each with the first page that has it.
    pub outside: BTreeMap<String, String>,
}

/// What was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub files: usize,
    pub bytes: u64,
    pub pages: usize,
    /// Addresses in pages, style sheets, feeds and lists that lead into the site.
    pub links: usize,
    /// Different addresses of other hosts.
    pub outside: usize,
}

/// Checks the finished site in `folder`. `base_url` is the absolute address of its root, with a final
/// slash, where it has one.
///
/// # Errors
/// Where the folder cannot be read.
pub fn site(folder: &Path, base_url: Option<&str>, options: &Options) -> std::io::Result<Report> {
    let mut findings = Findings::default();
    let tree = Tree::of(folder, &mut findings)?;
    limits::check(&tree, options.host, &mut findings);
    let names: Vec<&str> = tree.pages().collect();
    let read: std::io::Result<BTreeMap<&str, PageFacts>> = names
        .into_par_iter()
        .map(|name| Ok((name, PageFacts::of(&std::fs::read(folder.join(name))?))))
        .collect();
    let pages = read?;

    let links = Links::new(&tree, &pages, base_url);
    let mut counts = Counts {
        files: tree.files.len(),
        bytes: tree.files.values().sum(),
        pages: pages.len(),
        ..Counts::default()
    };
    let mut outside = BTreeMap::new();
    let judged: Vec<links::Judged> = pages
        .par_iter()
        .map(|(name, page)| links.judge(name, page))
        .collect();
    for ((name, page), judged) in pages.iter().zip(judged) {
        counts.links += judged.inside;
        for fault in page.faults.iter().cloned().chain(judged.faults) {
            findings.add(name, fault);
        }
        for address in judged.outside {
            outside.entry(address).or_insert_with(|| (*name).to_owned());
        }
    }
    counts.links += mentions::check(folder, &tree, &links, &mut findings)?;
    budget::check(folder, &tree, &pages, &links, options, &mut findings)?;
    counts.outside = outside.len();
    Ok(Report {
        diagnostics: findings.into_diagnostics(|name| {
            let bytes = std::fs::read(folder.join(name)).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        }),
        counts,
        outside,
    })
}
