//! What readers have to load: the size of pages, style sheets and scripts as they are sent.

use super::Options;
use super::findings::{Fault, Findings};
use super::links::{Links, Target};
use super::page::PageFacts;
use super::tree::Tree;
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

const LIGHTER: &str =
    "show less on one page (pages.per_page), or raise the budget in the table [check]";

/// Reports pages over budget.
pub(super) fn check(
    folder: &Path,
    tree: &Tree,
    pages: &BTreeMap<&str, PageFacts>,
    links: &Links<'_>,
    options: &Options,
    findings: &mut Findings,
) -> io::Result<()> {
    // Compression makes nothing larger, so most pages need not be weighed.
    let large = pages
        .keys()
        .filter(|name| tree.files[**name] > options.page_kb * 1000);
    let large: Vec<_> = large.collect();
    let weighed: io::Result<Vec<(&str, u64)>> = large
        .into_par_iter()
        .map(|name| Ok((*name, sent(&fs::read(folder.join(name))?))))
        .collect();
    for (name, size) in weighed? {
        if size > options.page_kb * 1000 {
            let told = over("the page", size, options.page_kb);
            findings.add(name, Fault::warning(told, LIGHTER));
        }
    }
    let mut known = BTreeMap::new();
    for (name, page) in pages {
        for (what, files, budget) in [
            (
                "the style sheets of the page",
                &page.styles,
                options.style_kb,
            ),
            ("the scripts of the page", &page.scripts, options.script_kb),
        ] {
            let mut size = 0;
            for file in files {
                if let Target::Inside { path, .. } = links.target(name, file)
                    && tree.has(&path)
                {
                    size += match known.get(&path) {
                        Some(size) => *size,
                        None => {
                            let size = sent(&fs::read(folder.join(&path))?);
                            known.insert(path, size);
                            size
                        }
                    };
                }
            }
            if size > budget * 1000 {
                findings.add(name, Fault::warning(over(what, size, budget), LIGHTER));
            }
        }
    }
    Ok(())
}

fn over(what: &str, size: u64, budget: u64) -> String {
    let kb = size.div_ceil(1000);
    format!("{what} has {kb} kB as it is sent; the budget is {budget} kB")
}

/// The size of a file when it is compressed as hosts do it.
fn sent(bytes: &[u8]) -> u64 {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map_or(bytes.len(), |packed| packed.len()) as u64
}
