//! Topics: what is declared in `content/topics/`, what the input names, and what the text speaks of.
//!
//! 1. `declared` says which folded names, and which phrases in the text, belong to a declaration.
//! 2. `gathering` collects what is declared and given, paper by paper.
//! 3. [`found`] finds topics in the text, for papers that have none and beside what there is.
//! 4. `finish` drops what has too few papers, and names and sorts the rest.

mod declared;
pub mod finish;
pub mod found;
mod gathering;
mod names;

use super::editions::Editions;
use super::merge::Merged;
use super::terms::{PaperText, Terms};
use crate::diagnostic::Diagnostic;
use crate::model::declaration::TopicDeclaration;
use finish::Finished;
use found::Collection;
use gathering::Gathering;
use serde::Deserialize;

/// The `[topics]` table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whether topics are looked for in the text.
    pub found: bool,
    /// Papers that a given or found topic needs to get a page. Declared topics always have one.
    pub min_papers: usize,
    /// Largest share of all papers that a found topic may have.
    pub max_share: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            found: true,
            min_papers: 3,
            max_share: 0.4,
        }
    }
}

/// A found topic of one paper is none.
const FEWEST_FOUND: usize = 2;

/// What the topics are worked out from. Papers are in one order everywhere.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    pub papers: &'a [Merged],
    pub editions: &'a Editions,
    pub declarations: &'a [TopicDeclaration],
    pub texts: &'a [PaperText<'a>],
    pub terms: &'a Terms,
}

/// Collects the topics of all papers; also gives what was noticed.
pub fn collect(sources: Sources<'_>, options: &Options) -> (Finished, Vec<Diagnostic>) {
    let (mut gathering, mut diagnostics) =
        Gathering::of(sources.papers, sources.editions, sources.declarations);
    if options.found {
        let pages = gathering.with_page(options.min_papers);
        let collection = Collection {
            texts: sources.texts,
            terms: sources.terms,
            arrivals: &arrivals(sources.editions),
            settled: &pages.of_paper,
            known_topics: pages.count,
        };
        let found = found::find(
            collection,
            found::Options {
                min_papers: options.min_papers.max(FEWEST_FOUND),
                max_share: options.max_share,
            },
        );
        gathering.add_found(found);
    }
    let parents = gathering
        .declared
        .parents(sources.declarations, &mut diagnostics);
    let finished = finish::topics(
        gathering,
        sources.editions,
        sources.declarations,
        &parents,
        options.min_papers,
    );
    (finished, diagnostics)
}

/// For each digest, the oldest first, the papers that came with it.
fn arrivals(editions: &Editions) -> Vec<Vec<usize>> {
    let mut arrivals = vec![Vec::new(); editions.digests.len()];
    for (paper, places) in editions.mentions_of.iter().enumerate() {
        if let Some(first) = places.last() {
            arrivals[first.digest.0].push((first.position, paper));
        }
    }
    arrivals
        .into_iter()
        .map(|mut papers| {
            papers.sort_unstable();
            papers.into_iter().map(|(_, paper)| paper).collect()
        })
        .collect()
}
