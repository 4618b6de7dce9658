//! Collating: digests in, one library out.
//!
//! 1. [`singles::joined`] makes one digest of the pages of single papers of a day.
//! 2. [`identity::group`] finds which mentions are of one paper.
//! 3. [`merge::papers`] makes one paper of each group, with the richest value of every field.
//! 4. [`editions::finish`] makes the digests refer to papers, and gives each its address.
//! 5. [`topics::collect`] makes topics of what is declared and given.
//!
//! Nothing is read and nothing is guessed here: a field that no digest gave stays empty.

pub mod editions;
pub mod identity;
pub mod links;
pub mod merge;
pub mod singles;
pub mod titles;
pub mod topics;

use crate::diagnostic::Diagnostic;
use crate::model::declaration::TopicDeclaration;
use crate::model::digest::Digest;
use crate::model::library::Library;

/// The library, and what collating noticed.
#[derive(Debug)]
pub struct Collation {
    pub library: Library,
    /// Records that became a further mention of a paper.
    pub merged: usize,
    pub diagnostics: Vec<Diagnostic>,
}

/// Merges digests into a library. Their order does not matter.
pub fn collate(
    digests: Vec<Digest>,
    declarations: &[TopicDeclaration],
    options: &topics::Options,
) -> Collation {
    let mut digests = singles::joined(digests);
    // Newest first, since the newest digest has the word on each field; files of one day in the
    // order of their names.
    digests.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.source.cmp(&b.source)));
    let groups = identity::group(&digests);
    let records: usize = digests.iter().map(|digest| digest.mentions.len()).sum();
    let papers = merge::papers(&digests, &groups);
    let editions = editions::finish(digests, &papers);
    let votes_of = merge::votes(papers.len(), &editions.digests);
    let (topics, topics_of, diagnostics) =
        topics::collect(&papers, &editions, declarations, options);
    let merged = records - papers.len();
    let papers = papers
        .into_iter()
        .zip(editions.mentions_of)
        .map(|(merged, mentions)| merged.paper(mentions))
        .collect();
    Collation {
        library: Library {
            papers,
            digests: editions.digests,
            topics,
            topics_of,
            votes_of,
        },
        merged,
        diagnostics,
    }
}
