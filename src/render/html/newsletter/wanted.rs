//! Which newsletter is wanted, and how much it says.

use crate::model::library::{DigestIndex, PaperIndex, TopicIndex};
use crate::render::scene::Scene;
use crate::render::views::MailView;

/// How much a newsletter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail {
    /// Longest text of a trending paper, in characters, and of another; 0 for none.
    pub trending: usize,
    pub others: usize,
    /// Papers that are named at most, beside those that are trending.
    pub papers: usize,
}

impl Detail {
    /// From the fullest to the shortest that names every paper.
    pub const STEPS: [Self; 4] = [
        Self::of(320, 220),
        Self::of(240, 120),
        Self::of(160, 0),
        Self::of(0, 0),
    ];

    const fn of(trending: usize, others: usize) -> Self {
        Self {
            trending,
            others,
            papers: usize::MAX,
        }
    }
}

/// Which newsletter is wanted.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// One of the day's digests.
    pub digest: DigestIndex,
    /// The reader's choice; all topics where it is empty.
    pub topics: &'a [TopicIndex],
    pub detail: Detail,
    /// What only a message says.
    pub mail: Option<MailView>,
}

impl Wanted<'_> {
    /// The page that shows the newsletter.
    pub fn page(digest: DigestIndex) -> Self {
        Self {
            digest,
            topics: &[],
            detail: Detail::STEPS[0],
            mail: None,
        }
    }

    /// Whether a paper is on the reader's topics.
    pub(super) fn is_chosen(&self, scene: &Scene<'_>, paper: PaperIndex) -> bool {
        let of_paper = &scene.library().topics_of[paper.0];
        self.topics.is_empty() || self.topics.iter().any(|topic| of_paper.contains(topic))
    }
}
