//! What the digests of a day have together.

use crate::model::date::Date;
use crate::model::library::{DigestIndex, Edition, Library, PaperIndex};
use crate::model::paper::PlacedPaper;
use std::collections::BTreeSet;

/// The digests of a day as one.
pub(super) struct Day<'a> {
    pub date: Date,
    /// Those with papers.
    pub digests: Vec<&'a Edition>,
    /// Each once, in the order in which they show them.
    pub papers: Vec<PaperIndex>,
    /// Where the day has one digest, and that a title.
    pub title: Option<&'a str>,
    pub introduction: Option<&'a str>,
}

impl<'a> Day<'a> {
    pub fn of(library: &'a Library, digest: DigestIndex) -> Self {
        let all = library.of_same_day(digest).iter();
        let digests: Vec<&Edition> = all.filter(|digest| !digest.papers.is_empty()).collect();
        let mut seen = BTreeSet::new();
        let papers = digests.iter().flat_map(|digest| &digest.papers);
        let papers = papers.map(|placed| placed.paper);
        Self {
            date: library.digest(digest).date,
            papers: papers.filter(|paper| seen.insert(*paper)).collect(),
            title: match digests.as_slice() {
                [only] => only.title.as_deref(),
                _ => None,
            },
            introduction: digests
                .iter()
                .find_map(|digest| digest.introduction.as_deref()),
            digests,
        }
    }

    /// A paper as the digests of the day show it.
    pub fn placed(&self, paper: PaperIndex) -> impl Iterator<Item = &'a PlacedPaper> {
        let placed = self.digests.iter().flat_map(|digest| &digest.papers);
        placed.filter(move |placed| placed.paper == paper)
    }
}
