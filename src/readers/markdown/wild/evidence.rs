//! What tells a paper from a group of papers or from furniture: ids, and addresses of places that
//! publish papers.

use super::links::{self, Link};
use crate::markup::address;
use crate::model::identifier::{ArxivId, Doi};
use std::collections::BTreeSet;

/// Hosts whose pages carry the arXiv id of the paper they show.
const CARRIERS: &[&str] = &[
    "huggingface.co",
    "hf.co",
    "alphaxiv.org",
    "papers.cool",
    "ar5iv.org",
    "ar5iv.labs.arxiv.org",
    "arxiv.org",
    "export.arxiv.org",
    "cn.arxiv.org",
    "browse.arxiv.org",
    "scholar.archive.org",
    "paperswithcode.com",
    "arxivxplorer.com",
    "emergentmind.com",
    "themoonlight.io",
];

/// Hosts that publish papers.
const PUBLISHERS: &[&str] = &[
    "openreview.net",
    "aclanthology.org",
    "proceedings.mlr.press",
    "proceedings.neurips.cc",
    "papers.nips.cc",
    "papers.neurips.cc",
    "openaccess.thecvf.com",
    "jmlr.org",
    "ecva.net",
    "isca-archive.org",
    "dl.acm.org",
    "ieeexplore.ieee.org",
    "link.springer.com",
    "nature.com",
    "science.org",
    "sciencedirect.com",
    "biorxiv.org",
    "medrxiv.org",
    "chemrxiv.org",
    "mdpi.com",
    "cell.com",
    "pnas.org",
    "pubmed.ncbi.nlm.nih.gov",
    "hal.science",
    "eprint.iacr.org",
    "papers.ssrn.com",
    "semanticscholar.org",
    "inspirehep.net",
    "journals.aps.org",
    "iopscience.iop.org",
    "academic.oup.com",
    "onlinelibrary.wiley.com",
    "tandfonline.com",
    "zenodo.org",
];

/// The identifier in an address: an arXiv id in its usual form, or a DOI.
pub fn id_in_address(url: &str) -> Option<String> {
    if let Some(id) = ArxivId::parse(url) {
        return Some(id.as_str().to_owned());
    }
    if let Some(doi) = Doi::parse(url) {
        return Some(doi.as_str().to_owned());
    }
    let host = bare_host(url)?;
    if !CARRIERS.contains(&host.as_str()) {
        return None;
    }
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let parts = path.split('/').skip(1);
    parts
        .filter_map(|part| ArxivId::parse(part.strip_suffix(".pdf").unwrap_or(part)))
        .map(|id| id.as_str().to_owned())
        .next()
}

/// Whether an address is that of a paper.
pub fn is_of_paper(url: &str) -> bool {
    if !address::is_web(url) {
        return false;
    }
    let has_path = url.splitn(4, '/').nth(3).is_some_and(|path| path.len() > 3);
    id_in_address(url).is_some()
        || (has_path && bare_host(url).is_some_and(|host| PUBLISHERS.contains(&host.as_str())))
}

fn bare_host(url: &str) -> Option<String> {
    let host = address::host(url)?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// The ids that stand in a text, each once: in links, in code, behind `arXiv`, or alone where they
/// can be nothing else (`2601.00001`).
pub fn ids(text: &str) -> Vec<String> {
    let mut found: Vec<(usize, String)> = links::links(text)
        .iter()
        .filter_map(|link: &Link<'_>| Some((link.range.start, id_in_address(link.address)?)))
        .collect();
    found.extend(bare_ids(text));
    found.sort_by_key(|(at, _)| *at);
    let mut seen = BTreeSet::new();
    found.retain(|(_, id)| seen.insert(id.clone()));
    found.into_iter().map(|(_, id)| id).collect()
}

/// arXiv ids of the new scheme in running text, with their places.
pub fn bare_ids(text: &str) -> impl Iterator<Item = (usize, String)> {
    memchr::memchr_iter(b'.', text.as_bytes()).filter_map(|dot| {
        let bytes = text.as_bytes();
        let start = dot.checked_sub(4)?;
        let digits = |range: std::ops::Range<usize>| {
            bytes
                .get(range)
                .is_some_and(|part| part.iter().all(u8::is_ascii_digit))
        };
        let length = bytes[dot + 1..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let before = text.get(..start)?;
        let is_apart = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
        let named = before.trim_end_matches([':', '：', ' ', '[', '`', '(']);
        let is_named = ends_with_ignoring_case(named, "arxiv") || before.ends_with('`');
        let is_id = digits(start..dot) && is_apart && (length == 5 || (length == 4 && is_named));
        let id = text.get(start..dot + 1 + length).filter(|_| is_id)?;
        let behind = &text[dot + 1 + length..];
        let behind = behind.strip_prefix(['v', 'V']).map_or(behind, |version| {
            version.trim_start_matches(|c: char| c.is_ascii_digit())
        });
        let ends = !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '%');
        (ends && ArxivId::parse(id).is_some()).then(|| (start, id.to_owned()))
    })
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    let at = text.len().checked_sub(end.len());
    at.and_then(|at| text.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}
