//! Share cards: the pictures that other sites show beside a link to this one.
//!
//! A picture for sharing has to be named by its absolute address, so there are none where the site
//! has no address.

use crate::model::library::{DigestIndex, Library, PaperIndex, TopicIndex};
use serde::Deserialize;
use std::cmp::Reverse;

/// The `[cards]` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whether there are cards at all.
    pub enabled: bool,
    /// How many topics have their own, the largest first; the others share the site's. A card costs
    /// as much as a hundred pages, and a large site has topics of a few papers by the thousand.
    pub topics: usize,
    /// Whether each paper has its own.
    pub papers: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            enabled: true,
            topics: 100,
            papers: false,
        }
    }
}

/// A picture, and what it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Card {
    /// The site; for every page that has no card of its own.
    Front,
    Digest(DigestIndex),
    /// All pages of a topic have this one.
    Topic(TopicIndex),
    Paper(PaperIndex),
}

/// The cards of a site with an address, in a fixed order.
pub fn of(library: &Library, options: &Options) -> Vec<Card> {
    if !options.enabled {
        return Vec::new();
    }
    let mut cards = vec![Card::Front];
    cards.extend((0..library.digests.len()).map(|index| Card::Digest(DigestIndex(index))));
    let mut topics: Vec<TopicIndex> = (0..library.topics.len()).map(TopicIndex).collect();
    topics.sort_by_key(|index| (Reverse(library.topic(*index).papers.len()), *index));
    topics.truncate(options.topics);
    topics.sort_unstable();
    cards.extend(topics.into_iter().map(Card::Topic));
    if options.papers {
        cards.extend((0..library.papers.len()).map(|index| Card::Paper(PaperIndex(index))));
    }
    cards
}
