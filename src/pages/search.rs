//! The parts of the search index: which papers each of them holds.
//!
//! A part holds papers of one year, and a bounded number of them, so that making it needs bounded
//! memory. Papers stand in the order in which readers first met them, so a further digest adds
//! its new papers to the newest part alone. Another part changes where a digest shows a paper again,
//! or votes and topics change.

use crate::model::library::{Library, PaperIndex};
use serde::Deserialize;
use std::cmp::Reverse;

/// Papers of one part at most: making it takes about 150 kB of memory a paper, and a reader's browser
/// asks for two small files a part.
const LARGEST: usize = 2000;

/// The `[search]` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whether the site can be searched.
    pub enabled: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { enabled: true }
    }
}

/// A part of the search index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// In which its papers were first shown.
    pub year: i16,
    /// Among the parts of its year, from 1.
    pub number: usize,
    /// In the order in which they were first shown; of one digest the last first, so that from the
    /// end they are the newest first and in the digest's order.
    pub papers: Vec<PaperIndex>,
}

/// The parts of a library's index, oldest first.
pub fn parts(library: &Library) -> Vec<Part> {
    let mut arrivals: Vec<_> = library
        .papers
        .iter()
        .enumerate()
        .filter_map(|(index, paper)| {
            let first = paper.mentions.last()?;
            Some((first.digest, Reverse(first.position), PaperIndex(index)))
        })
        .collect();
    arrivals.sort_unstable();
    let mut parts: Vec<Part> = Vec::new();
    for (digest, _, paper) in arrivals {
        let year = library.digest(digest).date.year();
        let of_year = parts.last_mut().filter(|part| part.year == year);
        let before = of_year.as_ref().map_or(0, |part| part.number);
        match of_year.filter(|part| part.papers.len() < LARGEST) {
            Some(part) => part.papers.push(paper),
            None => parts.push(Part {
                year,
                number: before + 1,
                papers: vec![paper],
            }),
        }
    }
    parts
}
